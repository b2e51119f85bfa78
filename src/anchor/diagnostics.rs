//! Diagnostics of anchoring.

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Range, Span, Spanned, codes};
use crate::names::{EntityIx, Names};

/// A diagnostic with labels in a text stream. Their spans in the file are found later, once for a whole article.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) diagnostic: Diagnostic,
    /// Range of each label in the stream.
    pub(crate) places: Vec<Range>,
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, places: Vec::new() }
    }
}

impl Report {
    /// Adds a label at a range of the text in the file at `path`.
    pub(crate) fn label(mut self, path: &Path, place: Range, text: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.label(path, Span::default(), text);
        self.places.push(place);
        self
    }

    /// Adds a help.
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.help(text);
        self
    }
}

/// Words on one line, truncated for a message.
pub(crate) fn shortened(words: &str) -> String {
    let words = words.replace(['\n', '\r', '\t'], " ");
    match words.char_indices().nth(72) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

/// Words as a TOML string. The end of a block becomes a space, which matches as well.
pub(crate) fn quoted(words: &str) -> String {
    let words = words.replace(['\n', '\r', '\t'], " ");
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(crate) fn name_ambiguous(
    names: &Names,
    path: &Path,
    form: &Spanned<String>,
    entities: &[EntityIx],
) -> Diagnostic {
    let ids = ids(names, entities);
    let message = format!("`{}` may mean {ids}, and is marked as neither", form.value);
    Diagnostic::at(codes::NAME_AMBIGUOUS, path, form.span, message).help(format!(
        "say under `[mentions]` what it means here: `{} = \"{}\"`, or `false`",
        quoted(&form.value),
        names.entity(entities[0]).id
    ))
}

/// ``a` or `b``.
fn ids(names: &Names, entities: &[EntityIx]) -> String {
    let ids = entities.iter().map(|entity| format!("`{}`", names.entity(*entity).id));
    ids.collect::<Vec<_>>().join(" or ")
}

pub(crate) fn wiki_ambiguous(
    names: &Names,
    path: &Path,
    target: &Spanned<String>,
    entities: &[EntityIx],
) -> Diagnostic {
    let message = format!("`[[{}]]` may mean {}", target.value, ids(names, entities));
    let first = &names.entity(entities[0]).id;
    Diagnostic::at(codes::WIKI_AMBIGUOUS, path, target.span, message)
        .help(format!("write the id: `[[{first}|{}]]`", target.value))
}

pub(crate) fn entity_hidden(path: &Path, span: Span, id: &str) -> Diagnostic {
    let message = format!("`{id}` is a draft: mentions of it are plain text");
    Diagnostic::at(codes::ENTITY_HIDDEN, path, span, message)
        .help("build with `--drafts` to see it, or take `draft = true` out of its file")
}

pub(crate) fn iri_unknown(path: &Path, iri: &Spanned<String>) -> Diagnostic {
    let message = format!("no entity has the id, page or `same_as` `{}`", iri.value);
    Diagnostic::at(codes::ANNOTATION_NOT_UNDERSTOOD, path, iri.span, message)
        .help("it is left out of the site; the file stays as it is")
}

pub(crate) fn entity_of_no_words(path: &Path, span: Span) -> Diagnostic {
    let message = "left out an entity: the annotation quotes no words that name it";
    Diagnostic::at(codes::ANNOTATION_NOT_UNDERSTOOD, path, span, message)
        .help("what the whole article is about goes into `about` of its front matter")
}

pub(crate) fn on_no_words(path: &Path, span: Span) -> Diagnostic {
    let message =
        "left out an annotation: it is on no words, and there is no footnote at its place";
    Diagnostic::at(codes::ANNOTATION_NOT_UNDERSTOOD, path, span, message)
        .help("the site does without it; the file stays as it is")
}

pub(crate) fn fragment_duplicate(
    path: &Path,
    id: &Spanned<String>,
    first: (&Path, Span),
) -> Diagnostic {
    let message = format!("the id `{}` is already used in this article", id.value);
    Diagnostic::at(codes::FRAGMENT_DUPLICATE, path, id.span, message)
        .label(first.0, first.1, "the other one is here")
        .help("give one of the two another id")
}

pub(crate) fn wiki_files(
    path: &Path,
    target: &Spanned<String>,
    files: &[(usize, Path)],
) -> Diagnostic {
    let paths: Vec<String> = files.iter().map(|(_, path)| format!("`{path}`")).collect();
    let message = format!("`[[{}]]` may mean {}", target.value, paths.join(" or "));
    let first = files[0].1.as_str();
    let first = first.strip_prefix("content/").unwrap_or(first);
    Diagnostic::at(codes::WIKI_AMBIGUOUS, path, target.span, message)
        .help(format!("write a link with the path: `[words](@/{first})`"))
}

pub(crate) fn certainty_unknown(path: &Path, span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is not a valid certainty");
    let known = ["high", "medium", "low", "unknown"];
    let diagnostic = Diagnostic::at(codes::UNKNOWN_VALUE, path, span, message);
    let close = nearest(word, known).map(|close| format!("did you mean `{close}`?"));
    diagnostic
        .caret(close.unwrap_or_default())
        .help("a mention is `high`, `medium`, `low` or `unknown`: `[words](@id \"certainty=low\")`")
}
