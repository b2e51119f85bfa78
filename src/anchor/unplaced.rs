//! Diagnostics for selectors without a place, with suggestions.

use crate::anchor::closest::closest;
use crate::anchor::context::{deciding_prefix, deciding_suffix, flat};
use crate::anchor::diagnostics::{Report, shortened};
use crate::anchor::former::Held;
use crate::anchor::haystack::Haystack;
use crate::anchor::quote::{NoPlace, find};
use crate::base::{Diagnostic, Path, Range, Span, Spanned, codes};
use crate::data::edit::{Syntax, pair, string, syntax};
use crate::parse::matter::Selector;

/// Maximum number of places that one message lists.
const MAX_PLACES: usize = 6;

/// A selector without a place.
pub(crate) struct Unplaced<'a> {
    /// Path of the article.
    pub(crate) article: &'a Path,
    /// Its text stream.
    pub(crate) haystack: &'a Haystack<'a>,
    /// The selector.
    pub(crate) held: Held<'a>,
}

impl Unplaced<'_> {
    /// Reports why there is no place, and what would help.
    pub(crate) fn report(&self, why: &NoPlace) -> Report {
        match why {
            NoPlace::Several(places) => self.ambiguous(places),
            NoPlace::TooFew(places) => self.too_few(places),
            NoPlace::Elsewhere(places) => self.elsewhere(places),
            NoPlace::Nowhere => self.nowhere(),
            NoPlace::Empty => {
                let message = "this quotation has no words";
                let report = self.not_found(self.words().1, message.into());
                report.help(match self.syntax() {
                    Syntax::Json => "quote the words of the article; without a selector a note is on the whole article",
                    Syntax::Toml | Syntax::Yaml => {
                        "quote the words of the article; without `quote` a note is on the whole article"
                    }
                })
            }
            NoPlace::Outside => {
                let message = "this position is outside the text, or cuts a character";
                self.not_found(self.held.selector.position_span, message.into())
                    .help("give the annotation a TextQuoteSelector too: words are found again when a text changes")
            }
        }
    }

    /// The quotation, truncated for a message, and its span.
    fn words(&self) -> (String, Span) {
        let quote = self.held.selector.quote.as_ref();
        quote.map_or_else(Default::default, |quote| (shortened(&quote.value), quote.span))
    }

    fn not_found(&self, span: Span, message: String) -> Report {
        Diagnostic::at(codes::QUOTE_NOT_FOUND, &self.held.document.file.path, span, message).into()
    }

    fn label(&self, report: Report, place: Range, words: impl Into<String>) -> Report {
        report.label(self.article, place, words)
    }

    fn ambiguous(&self, places: &[Range]) -> Report {
        let (words, span) = self.words();
        let message = format!("`{words}` occurs in this article {}", times(places.len()));
        let path = &self.held.document.file.path;
        let diagnostic = Diagnostic::at(codes::QUOTE_AMBIGUOUS, path, span, message);
        let mut report = Report::from(diagnostic.caret("which of them?"));
        let (syntax, mut has_second) = (self.syntax(), false);
        let written = |key, words: &str| pair(syntax, key, &string(syntax, "", &flat(words)));
        for (at, place) in places.iter().enumerate().take(MAX_PLACES) {
            let prefix = deciding_prefix(self.haystack, self.held.selector, *place);
            let suffix = || deciding_suffix(self.haystack, self.held.selector, *place);
            has_second |= prefix.is_none();
            let line = match prefix {
                Some(prefix) => Some(written("prefix", &prefix)),
                None => suffix().map(|suffix| written("suffix", &suffix)),
            };
            let line = line.or_else(|| {
                let number = (at + 1).to_string();
                (syntax != Syntax::Json).then(|| pair(syntax, "occurrence", &number))
            });
            let words = line.map_or("quote more words around it to mean this one".into(), |line| {
                format!("`{line}` means this one")
            });
            report = self.label(report, *place, words);
        }
        if places.len() > MAX_PLACES {
            let count = places.len() - MAX_PLACES;
            report = report.help(match syntax {
                Syntax::Json => format!("{count} more places are not shown"),
                Syntax::Toml | Syntax::Yaml => {
                    format!("{count} more places are not shown: `occurrence` counts all of them")
                }
            });
        }
        report.help(self.remedy(syntax, has_second))
    }

    /// What to do with the suggested lines. `has_second`: whether some of them are not a prefix.
    fn remedy(&self, syntax: Syntax, has_second: bool) -> String {
        let Selector { prefix, suffix, .. } = self.held.selector;
        let holder = if syntax == Syntax::Json { "selector" } else { "annotation" };
        match (prefix.is_some(), has_second && suffix.is_some(), has_second) {
            (true, true, _) => "replace its `prefix` or its `suffix` by one of these lines".into(),
            (true, false, true) => {
                "replace its `prefix` by one of these lines, or add the other".into()
            }
            (true, false, false) => "replace its `prefix` by one of these lines".into(),
            (false, true, _) => {
                format!("add one of these lines to the {holder}, or replace its `suffix`")
            }
            (false, false, _) => format!("add one of these lines to the {holder}"),
        }
    }

    /// The syntax in which the selector is written.
    fn syntax(&self) -> Syntax {
        let file = &self.held.document.file;
        syntax(&file.path, &file.text).unwrap_or(Syntax::Toml)
    }

    fn too_few(&self, places: &[Range]) -> Report {
        let (words, span) = self.words();
        let span = self.held.selector.occurrence.as_ref().map_or(span, |number| number.span);
        let mut report = self
            .not_found(span, format!("`{words}` occurs in this article {}", times(places.len())));
        for place in places.iter().take(MAX_PLACES) {
            report = self.label(report, *place, "here");
        }
        report.diagnostic = report.diagnostic.caret(match places.len() {
            1 => "should be 1, or left out".to_owned(),
            count => format!("should be 1 to {count}"),
        });
        report
    }

    fn elsewhere(&self, places: &[Range]) -> Report {
        let (words, span) = self.words();
        let Selector { quote_end, prefix, suffix, .. } = self.held.selector;
        let stream = self.haystack.stream();
        if let Some(end) = quote_end.as_ref().filter(|_| !self.has_end()) {
            let end_words = shortened(&end.value);
            let message = format!("after `{words}` no text reads `{end_words}`");
            let report = self.not_found(end.span, message);
            return self.closest(report, end);
        }
        let is_said = |side: &&Spanned<String>| !side.value.is_empty();
        let side = prefix.as_ref().filter(is_said).or(suffix.as_ref().filter(is_said));
        let message = format!("`{words}` occurs in this article, but not between these words");
        let mut report = self.not_found(side.map_or(span, |side| side.span), message);
        for place in places.iter().take(MAX_PLACES) {
            let before = last_words(&stream[..place.start as usize]);
            let after = first_words(&stream[place.end as usize..]);
            let around = match (before.is_empty(), after.is_empty()) {
                (true, _) => format!("here it begins the article, before `{after}`"),
                (_, true) => format!("here it ends the article, after `{before}`"),
                _ => format!("here it is between `{before}` and `{after}`"),
            };
            report = self.label(report, *place, around);
        }
        report.help("correct `prefix` and `suffix`: the words right before and right after")
    }

    /// Whether `quote_end` occurs after the words, ignoring prefix and suffix.
    fn has_end(&self) -> bool {
        let selector = Selector { prefix: None, suffix: None, ..self.held.selector.clone() };
        !matches!(find(self.haystack, &selector), Err(NoPlace::Elsewhere(_)))
    }

    fn nowhere(&self) -> Report {
        let (words, span) = self.words();
        let report = self.not_found(span, format!("no text in this article reads `{words}`"));
        match &self.held.selector.quote {
            Some(quote) => self.closest(report, quote),
            None => report,
        }
    }

    fn closest(&self, report: Report, words: &Spanned<String>) -> Report {
        let Some(range) = closest(self.haystack, &words.value) else {
            return report.help("nothing in the article is like it: was the passage taken out?");
        };
        let passage = self.haystack.stream()[range.of()].replace('\n', " ");
        let help = if passage.to_lowercase() != words.value.to_lowercase() {
            "write the words as the article has them now"
        } else if self.haystack.is_whole(range) {
            "capitals count: write the words as the article has them"
        } else {
            "a quotation cannot split a character: quote all of it, with its marks and modifiers"
        };
        self.label(report, range, format!("closest is `{}`", shortened(&passage))).help(help)
    }
}

fn last_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(3).collect();
    words.reverse();
    shortened(&words.join(" "))
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    shortened(&words.join(" "))
}

fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}
