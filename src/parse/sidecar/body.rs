//! Reads bodies of Web Annotations: notes, tags, entities.

use crate::base::{Span, Spanned, language};
use crate::data::Node;
use crate::parse::Prose;
use crate::parse::format::is_id;
use crate::parse::sidecar::Sidecar;
use crate::parse::sidecar::member::{get, iri, is_a, many, term, text};
use crate::parse::sidecar::words::{html, plain};

/// Purpose of a body, and motivation of its annotation.
type Purposes<'a> = (Option<&'a str>, Option<&'a str>);

/// Language tag and text direction.
type NoteLanguage = (Option<String>, Option<&'static str>);

/// Members of a TextualBody that are read or can be ignored.
const TEXTUAL: &[&str] =
    &["value", "format", "purpose", "language", "processingLanguage", "textDirection"];

/// Members of other resources that are read or can be ignored.
const RESOURCE: &[&str] = &["source", "sameAs", "purpose", "format", "language", "name", "label"];

/// Bodies of one annotation.
#[derive(Default)]
pub(super) struct Bodies {
    /// All notes, joined.
    pub(super) note: Option<Prose>,
    /// Tags.
    pub(super) tags: Vec<String>,
    /// IRIs of entities.
    pub(super) entities: Vec<Spanned<String>>,
}

impl Sidecar<'_> {
    /// Reads `body` and `bodyValue`; `motivation` is the default purpose.
    pub(super) fn bodies(&mut self, node: &Node, motivation: Option<&str>) -> Bodies {
        let mut bodies = Bodies::default();
        let plain_text = get(node, "bodyValue").map(|value| (value, text(value)));
        match plain_text {
            Some((value, _)) if get(node, "body").is_some() => {
                self.leave_out(
                    value.span,
                    "a `bodyValue` beside a `body`: an annotation has one of the two",
                );
            }
            Some((value, Some(words))) => {
                bodies.add_note(&plain(words), value.span, (None, None));
            }
            Some((value, None)) => self.leave_out(value.span, "a `bodyValue` that is not a string"),
            None => {}
        }
        for body in get(node, "body").map(many).unwrap_or_default() {
            self.body(body, motivation, &mut bodies);
        }
        bodies
    }

    pub(super) fn body(&mut self, body: &Node, motivation: Option<&str>, bodies: &mut Bodies) {
        let purpose = purpose(body);
        if let [_, second, ..] = get(body, "purpose").map(many).unwrap_or_default() {
            self.leave_out(second.span, "a second purpose");
        }
        let items = get(body, "items").map(many).unwrap_or_default();
        let is_group = ["Composite", "List", "Independents"].iter().any(|class| is_a(body, class));
        let purposes = (purpose, motivation);
        match items {
            [first, ..] if is_a(body, "Choice") => {
                if let [_, second, ..] = items {
                    self.leave_out(second.span, "all of a choice of bodies but the first");
                }
                self.body(first, purpose.or(motivation), bodies);
            }
            [_, ..] if is_group => {
                items.iter().for_each(|item| self.body(item, purpose.or(motivation), bodies));
            }
            _ if is_a(body, "Choice") => self.leave_out(body.span, "a choice of bodies"),
            _ => match get(body, "value") {
                Some(value) => self.textual((body, value), purposes, bodies),
                None => self.resource(body, purposes, bodies),
            },
        }
    }

    /// Reads a TextualBody: a tag, the IRI of an entity, or a note.
    fn textual(
        &mut self,
        (body, value): (&Node, &Node),
        purposes: Purposes<'_>,
        bodies: &mut Bodies,
    ) {
        self.report_unread(body, &[TEXTUAL]);
        let Some(words) = text(value) else {
            self.leave_out(value.span, "a text that is not a string");
            return;
        };
        match (purposes.0, purposes.0.or(purposes.1)) {
            (_, Some("tagging" | "classifying")) => {
                let keys = ["language", "processingLanguage", "textDirection"];
                if let Some(node) = keys.iter().find_map(|key| get(body, key)) {
                    self.leave_out_once("topic", node.span, "the language of a topic");
                }
                bodies.tags.push(words.trim().to_owned());
            }
            // only the body's own purpose: with an entity, the motivation says nothing about the note
            (Some("identifying"), _) if is_iri(words) || is_id(words) => {
                bodies.entities.push(Spanned::new(words.to_owned(), value.span));
            }
            _ => self.note(body, (words, value.span), bodies),
        }
    }

    /// Reads a note; the default format is Markdown, which most programs use.
    fn note(&mut self, body: &Node, (words, span): (&str, Span), bodies: &mut Bodies) {
        let written = get(body, "format").and_then(|format| many(format).first());
        if let Some(format) = written.filter(|format| text(format).is_none()) {
            self.leave_out(format.span, "a `format` that is not a string");
        }
        let format = written.and_then(text).unwrap_or("text/markdown").to_ascii_lowercase();
        let words = match format.split(';').next().unwrap_or_default().trim() {
            "text/markdown" | "text/x-markdown" => words.to_owned(),
            "text/plain" => plain(words),
            "text/html" | "application/xhtml+xml" => {
                let (words, has_tags) = html(words);
                if has_tags {
                    self.leave_out(span, "the HTML tags of a note; its text is kept");
                }
                words
            }
            _ => return self.leave_out(body.span, &format!("a note in the format `{format}`")),
        };
        let note_language = self.note_language(body);
        if !bodies.add_note(&words, span, note_language) {
            self.leave_out(body.span, "the language of another text in the same note");
        }
    }

    /// Language and direction of a text; `processingLanguage` takes precedence.
    fn note_language(&mut self, body: &Node) -> NoteLanguage {
        let processed = get(body, "processingLanguage");
        let languages = processed.or_else(|| get(body, "language")).map(many).unwrap_or_default();
        if let [_, second, ..] = languages {
            self.leave_out(second.span, "a second language");
        }
        let lang = languages.first().map(|it| (it, text(it).and_then(language::canonical)));
        if let Some((node, None)) = &lang {
            self.leave_out(node.span, "a `language` that is not a valid language tag");
        }
        let direction = |node| {
            let known = ["ltr", "rtl", "auto"].into_iter().find(|known| text(node) == Some(known));
            (node, known)
        };
        let dir = get(body, "textDirection").map(direction);
        if let Some((node, None)) = dir {
            self.leave_out(node.span, "a `textDirection` that is not `ltr`, `rtl` or `auto`");
        }
        (lang.and_then(|(_, lang)| lang), dir.and_then(|(_, dir)| dir))
    }

    /// Reads a web resource: an entity, unless its purpose is a remark.
    fn resource(&mut self, body: &Node, purposes: Purposes<'_>, bodies: &mut Bodies) {
        self.report_unread(body, &[RESOURCE]);
        let named = ["source", "sameAs"].iter().find_map(|key| {
            let value = many(get(body, key)?).first()?;
            iri(value)
        });
        let is_remark = matches!(
            purposes.0.or(purposes.1),
            Some("commenting" | "describing" | "editing" | "questioning" | "replying")
        );
        match named.or_else(|| iri(body)) {
            Some(node) if !is_remark => {
                let entity = text(node).unwrap_or_default();
                bodies.entities.push(Spanned::new(entity.to_owned(), node.span));
            }
            Some(node) => self.leave_out(node.span, "a note in another document"),
            None => self.leave_out(body.span, "a body that is neither a text nor an entity"),
        }
    }
}

impl Bodies {
    /// Appends a text to the note; returns false if its language or direction differs from the note's.
    fn add_note(&mut self, words: &str, span: Span, (lang, dir): NoteLanguage) -> bool {
        if words.trim().is_empty() {
            return true;
        }
        let (note, is_same_language) = match self.note.take() {
            Some(first) => {
                let is_same_language = first.lang == lang && first.dir == dir;
                let source = format!("{}\n\n{words}", first.source).into();
                (Prose { source, ..first }, is_same_language)
            }
            None => (Prose { source: words.into(), span, lang, dir, ..Prose::default() }, true),
        };
        self.note = Some(note);
        is_same_language
    }
}

/// First purpose of a body.
pub(super) fn purpose(body: &Node) -> Option<&str> {
    let written = get(body, "purpose").map(many).unwrap_or_default();
    written.first().and_then(iri).and_then(text).map(term)
}

fn is_iri(words: &str) -> bool {
    words.contains(':') && !words.contains(char::is_whitespace)
}
