//! Reads annotations, statements and their selectors.

use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::data::Reader;
use crate::parse::Prose;
use crate::parse::front::{PAGE_KEYS, date, hints, source, strings};
use crate::parse::matter::{
    Annotated, AnnotationMatter, Attribution, Certainty, ReviewMatter, Selector, StatementMatter,
};
use crate::source::Config;

/// The 13 motivations of the Web Annotation Vocabulary (W3C, 2017), section 3.3.
pub(crate) const MOTIVATIONS: &[(&str, &str)] = &[
    ("assessing", "assessing"),
    ("bookmarking", "bookmarking"),
    ("classifying", "classifying"),
    ("commenting", "commenting"),
    ("describing", "describing"),
    ("editing", "editing"),
    ("highlighting", "highlighting"),
    ("identifying", "identifying"),
    ("linking", "linking"),
    ("moderating", "moderating"),
    ("questioning", "questioning"),
    ("replying", "replying"),
    ("tagging", "tagging"),
];

const CERTAINTIES: &[(&str, Certainty)] = &[
    ("high", Certainty::High),
    ("medium", Certainty::Medium),
    ("low", Certainty::Low),
    ("unknown", Certainty::Unknown),
];

/// Values of `attribution`.
pub(crate) const ATTRIBUTIONS: &[(&str, Attribution)] = &[
    ("stated", Attribution::Stated),
    ("inferred", Attribution::Inferred),
    ("unattributed", Attribution::Unattributed),
];

/// Reads `annotations statements sources`.
pub(crate) fn annotated(reader: &mut Reader<'_, '_>, config: &Config) -> Annotated {
    Annotated {
        annotations: reader.tables("annotations", |table| Some(annotation(table, config))),
        statements: reader.tables("statements", statement),
        sources: reader.tables("sources", |table| Some(source::source(table))),
    }
}

/// Reads `certainty`.
pub(crate) fn certainty(reader: &mut Reader<'_, '_>) -> Option<Certainty> {
    reader.choice("certainty", CERTAINTIES)
}

/// Parses a value of `certainty`.
pub(crate) fn certainty_of(word: &str) -> Option<Certainty> {
    CERTAINTIES.iter().find(|(name, _)| *name == word).map(|(_, certainty)| *certainty)
}

/// Reads a Markdown string; its body is parsed later.
pub(crate) fn prose(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Prose> {
    let text = strings::string(reader, key)?;
    Some(Prose { source: text.value.into(), span: text.span, ..Prose::default() })
}

fn annotation(mut reader: Reader<'_, '_>, config: &Config) -> AnnotationMatter {
    let (selector, is_reported) = selector(&mut reader);
    let entity = strings::string(&mut reader, "entity");
    let note = prose(&mut reader, "note");
    let kinds: Vec<(&str, ())> =
        config.note_kinds.iter().map(|(id, _)| (id.as_str(), ())).collect();
    let kind = reader.choice("kind", &kinds).and_then(|()| reader.string("kind"));
    let motivation = reader.choice("motivation", MOTIVATIONS);
    let tags: Vec<String> =
        strings::strings(&mut reader, "tags").into_iter().map(|tag| tag.value).collect();
    // a body of the wrong type was already reported, and is not an empty annotation
    let has_body = reader.node("entity").is_some() || reader.node("note").is_some();
    let is_empty = !has_body && tags.is_empty();
    if is_empty && motivation.is_none() {
        reader.tell(empty(reader.path(), reader.span()));
    }
    if entity.is_some() && selector.quote.is_none() && !is_reported {
        reader.tell(entity_without_quote(reader.path(), reader.span()));
    }
    let mut matter = AnnotationMatter {
        span: reader.span(),
        is_by_name: false,
        entity,
        note,
        kind,
        motivation: String::new(),
        id: fragment(&mut reader),
        date: date::partial(&mut reader, "date"),
        tags,
        creator: reader.text("creator"),
        created: date::moment(&mut reader, "created"),
        modified: None,
        certainty: certainty(&mut reader),
        sources: strings::strings(&mut reader, "sources"),
        selector,
    };
    reader.finish(hints::ANNOTATION, PAGE_KEYS);
    matter.motivation = motivation.unwrap_or_else(|| default_motivation(&matter)).into();
    matter
}

/// Default motivation for the content of an annotation.
pub(crate) fn default_motivation(annotation: &AnnotationMatter) -> &'static str {
    match (&annotation.entity, &annotation.note) {
        (Some(_), _) => "identifying",
        (None, None) if !annotation.tags.is_empty() => "tagging",
        (None, _) => "commenting",
    }
}

fn statement(mut reader: Reader<'_, '_>) -> Option<StatementMatter> {
    let (selector, is_reported) = selector(&mut reader);
    if selector.quote.is_none() && !is_reported {
        reader.required("quote");
    }
    let (id, note) = (fragment(&mut reader), prose(&mut reader, "note"));
    let matter = StatementMatter { id, note, selector, ..chain(&mut reader) };
    reader.finish(hints::STATEMENT, PAGE_KEYS);
    matter.selector.quote.is_some().then_some(matter)
}

/// Reads a statement except its selector, `id` and `note`.
pub(crate) fn chain(reader: &mut Reader<'_, '_>) -> StatementMatter {
    StatementMatter {
        span: reader.span(),
        speaker: strings::string(reader, "speaker"),
        words_of: strings::string(reader, "words_of"),
        is_direct: reader.choice("kind", &[("direct", true), ("indirect", false)]),
        sources: strings::strings(reader, "sources"),
        attribution: reader.choice("attribution", ATTRIBUTIONS),
        about: strings::strings(reader, "about"),
        date: date::partial(reader, "date"),
        certainty: certainty(reader),
        review: review(reader),
        ..StatementMatter::default()
    }
}

fn review(reader: &mut Reader<'_, '_>) -> Option<ReviewMatter> {
    let mut table = reader.table("review")?;
    let rating = table.required("rating").value;
    let url = table.string("url");
    if url.is_none() && table.node("url").is_none() {
        table.required("url");
    }
    let url = url.filter(|url| source::is_web(&mut table, url));
    let by = strings::string(&mut table, "by");
    let date = date::partial(&mut table, "date");
    table.finish(&[], PAGE_KEYS);
    Some(ReviewMatter { rating, url, by, date })
}

/// The selector, and whether a missing quote was already reported.
fn selector(reader: &mut Reader<'_, '_>) -> (Selector, bool) {
    let selector = Selector {
        quote: words(reader, "quote"),
        quote_end: words(reader, "quote_end"),
        prefix: words(reader, "prefix"),
        suffix: words(reader, "suffix"),
        occurrence: occurrence(reader),
        ..Selector::default()
    };
    if selector.quote.is_some() || reader.node("quote").is_some() {
        let is_reported = selector.quote.is_none();
        return (selector, is_reported);
    }
    for key in ["quote_end", "prefix", "suffix", "occurrence"] {
        if let Some(node) = reader.node(key) {
            reader.tell(no_quote(reader.path(), key, node.span));
            return (selector, true);
        }
    }
    (selector, false)
}

fn words(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
    let words = reader.string(key)?;
    if words.value.trim().is_empty() {
        // an empty prefix or suffix has no effect, but its span is used for edits
        if key == "prefix" || key == "suffix" {
            return Some(Spanned { value: String::new(), ..words });
        }
        reader.tell(blank_quote(reader.path(), key, words.span));
        return None;
    }
    Some(words)
}

fn occurrence(reader: &mut Reader<'_, '_>) -> Option<Spanned<u32>> {
    let number = reader.integer("occurrence")?;
    match u32::try_from(number.value) {
        Ok(count) if count > 0 => Some(Spanned::new(count, number.span)),
        _ => {
            reader.tell(bad_occurrence(reader.path(), number.span));
            None
        }
    }
}

/// Whether a word is a valid id of a note or statement.
pub(crate) fn is_fragment(word: &str) -> bool {
    let starts_with_letter = word.starts_with(|c: char| c.is_ascii_lowercase());
    starts_with_letter && super::is_id(word) && !word.starts_with("ref-")
}

fn fragment(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    let id = reader.string("id")?;
    let is_valid = is_fragment(&id.value);
    if !is_valid {
        reader.tell(bad_fragment(reader.path(), &id));
    }
    is_valid.then_some(id)
}

fn empty(path: &Path, span: Span) -> Diagnostic {
    Diagnostic::at(codes::ANNOTATION_EMPTY, path, span, "this annotation says nothing")
        .help("give it an `entity`, a `note`, or both")
}

fn entity_without_quote(path: &Path, span: Span) -> Diagnostic {
    let message = "this annotation has an `entity`, but no `quote`";
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, message)
        .help("add a `quote`; what the whole article is about goes into `about`")
}

fn no_quote(path: &Path, key: &str, span: Span) -> Diagnostic {
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, format!("`{key}` without a `quote`"))
        .help("add a `quote` with the words that are marked")
}

fn blank_quote(path: &Path, key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` contains no words");
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, message)
        .help("for a note on the whole article leave `quote` out")
}

fn bad_occurrence(path: &Path, span: Span) -> Diagnostic {
    let message = "`occurrence` should be 1, 2, 3 …";
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, message)
        .help("`occurrence` is 2 for the second of the places that match")
}

fn bad_fragment(path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` cannot be the id of a note or statement", id.value);
    Diagnostic::at(codes::ID_INVALID, path, id.span, message)
        .help("begin with a letter a to z, go on with letters, digits and `-`; not with `ref-`")
}
