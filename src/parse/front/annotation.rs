//! Annotations and statements, and the selectors that anchor them.

use crate::base::{Diagnostic, Path, Span, Spanned};
use crate::parse::Prose;
use crate::parse::front::{PAGE_KEYS, date, source};
use crate::parse::matter::{
    Annotated, AnnotationMatter, Attribution, Certainty, Selector, StatementMatter,
};
use crate::source::Config;
use crate::source::data::Reader;

/// The 13 motivations of the Web Annotation Vocabulary (W3C, 2017), section 3.3.
const MOTIVATIONS: &[(&str, &str)] = &[
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

const ATTRIBUTIONS: &[(&str, Attribution)] = &[
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

/// How sure a word says somebody is.
pub(crate) fn certainty_of(word: &str) -> Option<Certainty> {
    CERTAINTIES.iter().find(|(name, _)| *name == word).map(|(_, certainty)| *certainty)
}

/// Reads a Markdown text; what it says is filled in by the parser of Markdown.
pub(crate) fn prose(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Prose> {
    let text = reader.string(key)?;
    Some(Prose { source: text.value.into(), span: text.span, ..Prose::default() })
}

fn annotation(mut reader: Reader<'_, '_>, config: &Config) -> AnnotationMatter {
    let selector = selector(&mut reader);
    let entity = reader.string("entity");
    let note = prose(&mut reader, "note");
    let kinds: Vec<(&str, ())> =
        config.note_kinds.iter().map(|(id, _)| (id.as_str(), ())).collect();
    let kind = reader.choice("kind", &kinds).and_then(|()| reader.string("kind"));
    let motivation = reader.choice("motivation", MOTIVATIONS);
    let tags: Vec<String> = reader.strings("tags").into_iter().map(|tag| tag.value).collect();
    let default = if entity.is_some() { "identifying" } else { "commenting" };
    let says_nothing = entity.is_none() && note.is_none() && tags.is_empty();
    if says_nothing && motivation.is_none() {
        reader.tell(empty(reader.path(), reader.span()));
    }
    if entity.is_some() && selector.quote.is_none() {
        reader.tell(entity_without_quote(reader.path(), reader.span()));
    }
    let matter = AnnotationMatter {
        span: reader.span(),
        entity,
        note,
        kind,
        motivation: motivation.unwrap_or(default).into(),
        id: fragment(&mut reader),
        date: date::partial(&mut reader, "date"),
        tags,
        creator: reader.text("creator"),
        created: date::moment(&mut reader, "created"),
        certainty: certainty(&mut reader),
        sources: reader.strings("sources"),
        selector,
    };
    let hints = [
        ("text", "`quote`"),
        ("exact", "`quote`"),
        ("body", "`note`"),
        ("comment", "`note`"),
        ("type", "`kind`"),
        ("source", "`sources = […]`"),
    ];
    reader.finish(&hints, PAGE_KEYS);
    matter
}

fn statement(mut reader: Reader<'_, '_>) -> Option<StatementMatter> {
    if reader.node("quote").is_none() {
        reader.required("quote");
    }
    let selector = selector(&mut reader);
    let is_direct = reader.choice("kind", &[("direct", true), ("indirect", false)]);
    let matter = StatementMatter {
        span: reader.span(),
        id: fragment(&mut reader),
        speaker: reader.string("speaker"),
        words_of: reader.string("words_of"),
        is_direct,
        sources: reader.strings("sources"),
        attribution: reader.choice("attribution", ATTRIBUTIONS),
        about: reader.strings("about"),
        date: date::partial(&mut reader, "date"),
        certainty: certainty(&mut reader),
        note: prose(&mut reader, "note"),
        review: review(&mut reader),
        selector,
    };
    let hints = [("text", "`quote`"), ("source", "`sources = […]`"), ("said_by", "`speaker`")];
    reader.finish(&hints, PAGE_KEYS);
    matter.selector.quote.is_some().then_some(matter)
}

fn review(reader: &mut Reader<'_, '_>) -> Option<crate::source::data::Node> {
    let node = reader.node("review")?;
    let mut table = reader.table("review")?;
    table.required("rating");
    let url = table.string("url");
    if let Some(url) = &url {
        source::is_web(&mut table, url);
    }
    table.string("by");
    date::partial(&mut table, "date");
    table.finish(&[], PAGE_KEYS);
    Some(node.clone())
}

fn selector(reader: &mut Reader<'_, '_>) -> Selector {
    let selector = Selector {
        quote: words(reader, "quote"),
        quote_end: words(reader, "quote_end"),
        prefix: words(reader, "prefix"),
        suffix: words(reader, "suffix"),
        occurrence: occurrence(reader),
        position: None,
    };
    if selector.quote.is_none() && reader.node("quote").is_none() {
        let lonely = [&selector.quote_end, &selector.prefix, &selector.suffix];
        let spans = lonely.into_iter().flatten().map(|words| words.span);
        if let Some(span) = spans.chain(selector.occurrence.iter().map(|number| number.span)).next()
        {
            reader.tell(no_quote(reader.path(), span));
        }
    }
    selector
}

fn words(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
    let words = reader.string(key)?;
    if words.value.trim().is_empty() {
        if key != "prefix" && key != "suffix" {
            reader.tell(blank_quote(reader.path(), key, words.span));
        }
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

fn fragment(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    let id = reader.string("id")?;
    let is_good = id.value.starts_with(|c: char| c.is_ascii_lowercase())
        && super::is_id(&id.value)
        && !id.value.starts_with("ref-");
    if !is_good {
        reader.tell(bad_fragment(reader.path(), &id));
    }
    is_good.then_some(id)
}

fn empty(path: &Path, span: Span) -> Diagnostic {
    Diagnostic::error("annotation-empty", path, span, "this annotation says nothing")
        .help("give it `entity = \"id\"`, `note = \"…\"`, or both")
}

fn entity_without_quote(path: &Path, span: Span) -> Diagnostic {
    let message = "this annotation names an entity, and no words that name it";
    Diagnostic::error("selector-incomplete", path, span, message)
        .help("add `quote = \"…\"`; what the whole article is about goes into `about`")
}

fn no_quote(path: &Path, span: Span) -> Diagnostic {
    let message = "there is no `quote` that this belongs to";
    Diagnostic::error("selector-incomplete", path, span, message)
        .help("add `quote = \"…\"` with the words that are marked")
}

fn blank_quote(path: &Path, key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` holds no words");
    Diagnostic::error("selector-incomplete", path, span, message)
        .help("for a note on the whole article leave `quote` out")
}

fn bad_occurrence(path: &Path, span: Span) -> Diagnostic {
    let message = "`occurrence` should be 1, 2, 3 …";
    Diagnostic::error("selector-incomplete", path, span, message)
}

fn bad_fragment(path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` cannot be the id of a note or statement", id.value);
    Diagnostic::error("id-invalid", path, id.span, message)
        .help("begin with a letter a to z, go on with letters, digits and `-`; not with `ref-`")
}
