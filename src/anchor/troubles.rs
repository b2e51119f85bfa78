//! What can go wrong when things are given their places, in the author's words.

use crate::anchor::quote::{Found, closest, deciding_prefix};
use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Range, Span, Spanned};
use crate::names::{EntityIx, Names};
use crate::parse::matter::Selector;
use crate::parse::{Document, locate};
use crate::source::Config;

/// Most places that one message lists.
const MOST_PLACES: usize = 6;

/// A selector without a place.
pub(crate) struct Place<'a> {
    /// The article.
    pub(crate) text: &'a Document,
    /// How its Markdown is read.
    pub(crate) config: &'a Config,
    /// The file that holds the selector.
    pub(crate) path: &'a Path,
    /// Its words.
    pub(crate) quote: &'a Spanned<String>,
}

impl Place<'_> {
    /// Says why there is no place, and what would help.
    pub(crate) fn trouble(&self, found: &Found, selector: &Selector) -> Diagnostic {
        match found {
            Found::Several(places) => self.ambiguous(places),
            Found::Fewer(count) => self.fewer(*count, selector),
            Found::OtherContext(places) => self.other_context(places, selector),
            Found::NoEnd => self.no_end(selector),
            Found::None | Found::Place(_) => self.nowhere(),
        }
    }

    fn at(&self, range: Range) -> Span {
        locate(self.text, range, self.config)
    }

    fn ambiguous(&self, places: &[Range]) -> Diagnostic {
        let quote = shortened(&self.quote.value);
        let message = format!("`{quote}` stands in this article {} times", places.len());
        let mut told = Diagnostic::error("quote-ambiguous", self.path, self.quote.span, message)
            .caret("which of them?");
        let stream = &self.text.body.stream;
        for (at, place) in places.iter().enumerate().take(MOST_PLACES) {
            let words = match deciding_prefix(stream, places, at) {
                Some(prefix) => format!("`prefix = {}` means this one", quoted(&prefix)),
                None => format!("`occurrence = {}` means this one", at + 1),
            };
            told = told.label(&self.text.file.path, self.at(*place), words);
        }
        if places.len() > MOST_PLACES {
            told = told.help(format!("{} more places are not shown", places.len() - MOST_PLACES));
        }
        told.help("add one of these lines below the quotation")
    }

    fn fewer(&self, count: usize, selector: &Selector) -> Diagnostic {
        let span = selector.occurrence.as_ref().map_or(self.quote.span, |number| number.span);
        let quote = shortened(&self.quote.value);
        let message = format!("`{quote}` stands in this article {}", times(count));
        Diagnostic::error("quote-not-found", self.path, span, message)
            .caret(format!("should be at most {count}"))
    }

    fn other_context(&self, places: &[Range], selector: &Selector) -> Diagnostic {
        let side = selector.prefix.as_ref().or(selector.suffix.as_ref());
        let span = side.map_or(self.quote.span, |side| side.span);
        let quote = shortened(&self.quote.value);
        let message = format!("`{quote}` stands in this article, but not between these words");
        let mut told = Diagnostic::error("quote-not-found", self.path, span, message);
        for place in places.iter().take(MOST_PLACES) {
            told = told.label(&self.text.file.path, self.at(*place), "it is here");
        }
        told.help("correct `prefix` and `suffix`: the words right before and right after")
    }

    fn no_end(&self, selector: &Selector) -> Diagnostic {
        let end = selector.quote_end.as_ref();
        let (span, words) = end.map_or((self.quote.span, ""), |end| (end.span, end.value.as_str()));
        let message = format!(
            "after `{}` no text reads `{}`",
            shortened(&self.quote.value),
            shortened(words)
        );
        Diagnostic::error("quote-not-found", self.path, span, message)
    }

    fn nowhere(&self) -> Diagnostic {
        let quote = shortened(&self.quote.value);
        let message = format!("no text in this article reads `{quote}`");
        let told = Diagnostic::error("quote-not-found", self.path, self.quote.span, message);
        let stream = &self.text.body.stream;
        match closest(stream, &self.quote.value) {
            Some(range) => {
                let passage = shortened(&stream[range.of()].replace('\n', " ")).to_string();
                told.label(&self.text.file.path, self.at(range), format!("closest is `{passage}`"))
                    .help("write the quotation as the article has it now")
            }
            None => told.help("nothing in the article is like it: was the passage taken out?"),
        }
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}

/// The words, cut where a message would get too long.
fn shortened(words: &str) -> std::borrow::Cow<'_, str> {
    match words.char_indices().nth(72) {
        Some((at, _)) => format!("{}…", &words[..at]).into(),
        None => words.into(),
    }
}

/// As a TOML string.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(crate) fn name_ambiguous(
    names: &Names,
    (path, span): (&Path, Span),
    form: &str,
    entities: &[EntityIx],
) -> Diagnostic {
    let ids: Vec<String> = entities.iter().map(|e| format!("`{}`", names.entity(*e).id)).collect();
    let message = format!("`{form}` may mean {}, and is marked as neither", ids.join(" or "));
    Diagnostic::warning("name-ambiguous", path, span, message).help(format!(
        "say under `[mentions]` what it means here: `{} = \"{}\"`, or `false`",
        quoted(form),
        names.entity(entities[0]).id
    ))
}

pub(crate) fn wiki_ambiguous(
    names: &Names,
    path: &Path,
    target: &Spanned<String>,
    entities: &[EntityIx],
) -> Diagnostic {
    let ids: Vec<String> = entities.iter().map(|e| format!("`{}`", names.entity(*e).id)).collect();
    let message = format!("`[[{}]]` may mean {}", target.value, ids.join(" or "));
    let first = &names.entity(entities[0]).id;
    Diagnostic::error("wiki-ambiguous", path, target.span, message)
        .help(format!("write the id: `[[{first}|{}]]`", target.value))
}

pub(crate) fn entity_hidden(path: &Path, span: Span, id: &str) -> Diagnostic {
    let message = format!("`{id}` is a draft: what names it is plain text");
    Diagnostic::warning("entity-hidden", path, span, message)
        .help("build with `--drafts` to see it, or take `draft = true` out of its file")
}

pub(crate) fn iri_unknown(path: &Path, iri: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is the id, page or `same_as` of no entity", iri.value);
    Diagnostic::warning("annotation-not-understood", path, iri.span, message)
        .help("it is left out of the site; the file stays as it is")
}

pub(crate) fn position_outside(path: &Path) -> Diagnostic {
    let message = "a position lies outside the text, or cuts a character";
    Diagnostic::about_file("quote-not-found", path, message).help(
        "give the annotation a TextQuoteSelector too: words are found again when a text changes",
    )
}

pub(crate) fn fragment_duplicate(path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message = format!("the id `{}` stands in this article a second time", id.value);
    Diagnostic::error("fragment-duplicate", path, id.span, message)
        .help("give one of the two another")
}

pub(crate) fn source_unknown(path: &Path, id: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let message = format!("no source has the id `{}`", id.value);
    let told = Diagnostic::error("source-unknown", path, id.span, message);
    match nearest(&id.value, known.iter().copied()) {
        Some(close) => told.caret(format!("did you mean `{close}`?")),
        None => told.help("describe it in a `[[sources]]` table, or name an entity"),
    }
}

pub(crate) fn source_twice(path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message = format!("two sources of this article have the id `{}`", id.value);
    Diagnostic::error("source-duplicate", path, id.span, message)
}

pub(crate) fn source_cycle(path: &Path, via: &Spanned<String>, chain: &[&str]) -> Diagnostic {
    let links: Vec<String> = chain.iter().chain(&chain[..1]).map(|id| format!("`{id}`")).collect();
    let message = format!("`{}` comes from itself: {}", chain[0], links.join(" via "));
    Diagnostic::error("source-cycle", path, via.span, message).help("take one `via` out")
}
