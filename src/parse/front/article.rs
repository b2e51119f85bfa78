//! Reads the front matter of an article.

use crate::base::{Day, Diagnostic, Moment, Path, Span, Spanned, codes};
use crate::data::{Node, Reader, Value};
use crate::parse::front::{PAGE_KEYS, annotation, date, head, hints, naming, source, strings};
use crate::parse::matter::{ArticleMatter, NoticeKind, NoticeMatter, OriginMatter};
use crate::source::{Config, SourceFile};

/// Reads the front matter of an article.
pub(crate) fn article(
    mut reader: Reader<'_, '_>,
    file: &SourceFile,
    config: &Config,
) -> ArticleMatter {
    let is_misplaced = title_in_table(&mut reader);
    let head = head::head(&mut reader, "title", !is_misplaced);
    let has_date = reader.node("date").is_some();
    let date = date::moment(&mut reader, "date").or_else(|| file_date(file).filter(|_| !has_date));
    let matter = ArticleMatter {
        head,
        date,
        updated: date::moment(&mut reader, "updated"),
        temporal: date::partial(&mut reader, "temporal"),
        authors: strings::strings(&mut reader, "authors"),
        kicker: reader.text("kicker"),
        translation_of: strings::string(&mut reader, "translation_of"),
        tags: strings::strings(&mut reader, "tags"),
        storyline: strings::string(&mut reader, "storyline"),
        position: reader.integer("position").map(|number| number.value),
        naming: naming::naming(&mut reader),
        annotated: annotation::annotated(&mut reader, config),
        notices: notices(&mut reader),
        canonical_url: reader
            .string("canonical_url")
            .filter(|url| source::is_web(&mut reader, url)),
        origin: origin(&mut reader),
    };
    reader.finish(hints::ARTICLE, &[]);
    matter
}

/// Whether the title ended up under a TOML table header by mistake; reports it.
fn title_in_table(reader: &mut Reader<'_, '_>) -> bool {
    if reader.key_span("title").is_some() {
        return false;
    }
    for key in ["mentions", "image", "origin", "extra"] {
        let Some(Node { value: Value::Table(table), .. }) = reader.node(key) else { continue };
        if let Some(entry) = table.entries.iter().find(|entry| entry.key == "title") {
            reader.tell(misplaced_title(reader.path(), key, entry.key_span));
            return true;
        }
    }
    false
}

/// The date at the start of a file or bundle name: `2025-10-15-x`.
fn file_date(file: &SourceFile) -> Option<Spanned<Moment>> {
    let name = file.key.rsplit('/').next()?;
    let (day, rest) = name.split_at_checked(10)?;
    Day::parse(day).filter(|_| rest.starts_with('-'))?;
    let (moment, _) = Moment::parse(day)?;
    Some(Spanned::new(moment, Span::default()))
}

const NOTICE_KINDS: &[(&str, NoticeKind)] = &[
    ("editors-note", NoticeKind::EditorsNote),
    ("update", NoticeKind::Update),
    ("correction", NoticeKind::Correction),
    ("clarification", NoticeKind::Clarification),
    ("retraction", NoticeKind::Retraction),
];

fn notices(reader: &mut Reader<'_, '_>) -> Vec<NoticeMatter> {
    reader.tables("notices", |mut table| {
        if table.node("kind").is_none() {
            table.required("kind");
        }
        let kind = table.choice("kind", NOTICE_KINDS);
        let date = date::moment(&mut table, "date");
        if table.node("text").is_none() {
            table.required("text");
        }
        let text = annotation::prose(&mut table, "text");
        let span = table.span();
        table.finish(&[("note", "`text`"), ("body", "`text`"), ("type", "`kind`")], PAGE_KEYS);
        Some(NoticeMatter { span, kind: kind?, date, text: text? })
    })
}

fn origin(reader: &mut Reader<'_, '_>) -> Option<OriginMatter> {
    let mut table = reader.table("origin")?;
    let origin = OriginMatter {
        publisher: strings::string(&mut table, "publisher"),
        url: table.string("url").filter(|url| source::is_web(&mut table, url)),
        date: date::moment(&mut table, "date"),
        license: table.text("license"),
    };
    table.finish(&[("licence", "`license`"), ("name", "`publisher`")], PAGE_KEYS);
    Some(origin)
}

fn misplaced_title(path: &Path, table: &str, span: Span) -> Diagnostic {
    let message = format!("`title` is missing: the one here belongs to the table `{table}`");
    Diagnostic::at(codes::KEY_MISSING, path, span, message)
        .help("move this key above the first table")
}
