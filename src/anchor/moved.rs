//! Reports annotations that would move to other words than before.

use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::context::{Parts, Terms, reword, word_keys};
use crate::anchor::diagnostics::{Report, shortened};
use crate::anchor::former::{Carried, Comparison, Held, Stood};
use crate::anchor::haystack::Haystack;
use crate::base::{Diagnostic, Range, codes};
use crate::data::edit::{self, Syntax};
use crate::parse::matter::Selector;

/// Code points of the sentence shown on each side of the words.
const AROUND: usize = 60;

/// Reports a selector that finds another place than before; `None` if the comparison with the former text leads to
/// `found`, or does not know the selector.
pub(crate) fn moved(
    former: &Comparison<'_>,
    haystack: &Haystack<'_>,
    held: Held<'_>,
    found: Range,
) -> Option<Report> {
    let stood = former.stood(haystack, held)?;
    if matches!(&stood.now, Carried::To(parts) if parts.place() == found) {
        return None;
    }
    let article = former.article();
    let quote = held.selector.quote.as_ref();
    let words = shortened(quote.map_or(&stood.stream[stood.range.of()], |quote| &quote.value));
    let (message, label) = match &stood.now {
        Carried::To(_) => (
            format!("the annotation on `{words}` would move to another place"),
            "it would be here now",
        ),
        Carried::Gone => (
            format!("the words of the annotation on `{words}` were taken out"),
            "the same words occur here, where it never was",
        ),
        Carried::Unclear(_) => (
            format!("an edit repeated the passage of the annotation on `{words}`"),
            "the selector finds this place",
        ),
    };
    let span = quote.map_or(held.selector.position_span, |quote| quote.span);
    let diagnostic =
        Diagnostic::at(codes::ANNOTATION_MOVED, &held.document.file.path, span, message);
    let before = passage(stood.stream, stood.range);
    let mut report = Report::from(diagnostic.caret(format!("it was in `{before}`")));
    report = report.label(article, found, label);
    match &stood.now {
        Carried::To(parts) => {
            report = report.label(article, parts.place(), "its words are here now");
        }
        Carried::Unclear(places) => {
            for other in places.iter().filter(|other| **other != found) {
                report = report.label(article, *other, "this may be the passage, too");
            }
        }
        Carried::Gone => {}
    }
    let place = |range| passage(haystack.stream(), range);
    report = report.help(format!("it would be in `{}`", place(found)));
    report = match (&stood.now, quote) {
        (Carried::Gone, _) => report.help("take the annotation out, or quote other words"),
        (_, None) => report,
        (Carried::To(parts), Some(_)) => {
            report.help(match written(former, haystack, held, *parts) {
                Some(keys) => {
                    format!("`glossator fix` would write {keys}: `{}`", place(parts.place()))
                }
                None => "say with `prefix` or `suffix` which words are meant".to_owned(),
            })
        }
        (Carried::Unclear(_), Some(_)) => {
            report.help("say with `prefix` or `suffix` which of the places is meant")
        }
    };
    Some(match quote {
        Some(_) => report.help("`glossator fix --accept` keeps it at the new place"),
        None => report.help("give it a quotation: a position shifts with each edit"),
    })
}

/// Adds what happened to the words of a selector that finds nothing but had a place before.
pub(crate) fn lost(mut report: Report, stood: &Stood<'_>) -> Report {
    let help = match stood.now {
        Carried::To(_) => return report,
        Carried::Gone => "its own words were taken out: take the annotation out, or quote others",
        Carried::Unclear(_) => {
            "an edit repeated its passage: say with `prefix` or `suffix` which is meant"
        }
    };
    // replace a suggested number: it would lead to other words
    report.diagnostic.primary.text = format!("it was in `{}`", passage(stood.stream, stood.range));
    report.help(help)
}

/// The keys that `glossator fix` would write so that a selector finds a place, in the syntax of its file.
fn written(
    former: &Comparison<'_>,
    haystack: &Haystack<'_>,
    held: Held<'_>,
    parts: Parts,
) -> Option<String> {
    let (file, selector) = (&held.document.file, held.selector);
    let syntax = edit::syntax(&file.path, &file.text)?;
    let is_free =
        |it: &Selector| former.is_free(haystack, Held { selector: it, ..held }, parts.place());
    let terms = Terms { can_count: syntax != Syntax::Json, is_free: &is_free };
    let now = reword(haystack, selector, parts, &terms)?;
    let pair = |name: &str, literal: &str| format!("`{}`", edit::pair(syntax, name, literal));
    let keys = word_keys(selector, syntax).into_iter().zip(word_keys(&now, syntax));
    let keys = keys.filter_map(|((_, was), (name, is))| {
        let (was, is) = (was.map(|it| &*it.value), is.map(|it| &*it.value));
        (was != is).then(|| pair(name, &edit::string(syntax, "", is.unwrap_or_default())))
    });
    let number =
        now.occurrence.as_ref().filter(|number| Some(*number) != selector.occurrence.as_ref());
    let number = number.map(|number| pair("occurrence", &number.value.to_string()));
    Some(keys.chain(number).collect::<Vec<_>>().join(" and "))
}

/// The sentence around a place, on one line, with the place in brackets.
pub fn passage(stream: &str, place: Range) -> String {
    let before = &stream[..place.start as usize];
    let block = before.rfind('\n').map_or(0, |newline| newline + 1);
    let sentence = before[block..].split_sentence_bound_indices().last();
    let start = block + sentence.map_or(0, |(at, _)| at);
    let behind = &stream[place.end as usize..];
    let behind = &behind[..behind.find('\n').unwrap_or(behind.len())];
    let behind = behind.split_sentence_bounds().next().unwrap_or_default().trim_end();
    let lead = &stream[start..place.start as usize];
    let cut = lead.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let end = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let (dots, more) = (if cut > 0 { "…" } else { "" }, if end < behind.len() { "…" } else { "" });
    let words = shortened(&stream[place.of()]);
    format!("{dots}{}[{words}]{}{more}", &lead[cut..], &behind[..end])
}
