//! Reads the front matter of an article.

use crate::base::{Day, Diagnostic, Moment, Path, Span, Spanned, codes};
use crate::data::{Node, Reader, Value};
use crate::parse::front::head;
use crate::parse::hints;
use crate::parse::matter::ArticleMatter;
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
    let mut matter = ArticleMatter { head, ..ArticleMatter::read(&mut reader, config, &[]) };
    if !has_date {
        matter.date = file_date(file);
    }
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

fn misplaced_title(path: &Path, table: &str, span: Span) -> Diagnostic {
    let message = format!("`title` is missing: the one here belongs to the table `{table}`");
    Diagnostic::at(codes::KEY_MISSING, path, span, message)
        .help("move this key above the first table")
}
