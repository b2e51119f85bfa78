//! Front matter of an article.

use crate::base::{Day, Moment, Span, Spanned};
use crate::parse::front::{PAGE_KEYS, annotation, date, head, naming, source};
use crate::parse::matter::{ArticleMatter, NoticeKind, NoticeMatter, OriginMatter};
use crate::source::data::Reader;
use crate::source::{Config, SourceFile};

/// Reads the front matter of an article.
pub(crate) fn article(
    mut reader: Reader<'_, '_>,
    file: &SourceFile,
    config: &Config,
) -> ArticleMatter {
    let head = head::head(&mut reader, "title", true);
    let date = date::moment(&mut reader, "date").or_else(|| file_date(file));
    let matter = ArticleMatter {
        head,
        date,
        updated: date::moment(&mut reader, "updated"),
        temporal: date::partial(&mut reader, "temporal"),
        authors: reader.strings("authors"),
        kicker: reader.text("kicker"),
        translation_of: reader.string("translation_of"),
        tags: reader.strings("tags"),
        storyline: reader.string("storyline"),
        position: reader.integer("position").map(|number| number.value),
        naming: naming::naming(&mut reader),
        annotated: annotation::annotated(&mut reader, config),
        notices: notices(&mut reader),
        canonical_url: reader
            .string("canonical_url")
            .filter(|url| source::is_web(&mut reader, url)),
        origin: origin(&mut reader),
    };
    reader.finish(head::HINTS, &[]);
    matter
}

/// The date that a file's or a bundle's name begins with: `2025-10-15-x`.
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
        publisher: table.string("publisher"),
        url: table.string("url").filter(|url| source::is_web(&mut table, url)),
        date: date::moment(&mut table, "date"),
        license: table.text("license"),
    };
    table.finish(&[("licence", "`license`"), ("name", "`publisher`")], PAGE_KEYS);
    Some(origin)
}
