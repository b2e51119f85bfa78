//! Reports annotations that would move to other words than before.

use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::Owner;
use crate::anchor::context::{Parts, Terms, reword};
use crate::anchor::former::{Carried, Comparison, Stood};
use crate::anchor::haystack::Haystack;
use crate::anchor::troubles::{Report, shortened};
use crate::base::{Diagnostic, Range, Spanned, codes};
use crate::data::edit::{self, Syntax};
use crate::parse::Document;
use crate::parse::matter::Selector;

/// Code points of the sentence shown on each side of the words.
const AROUND: usize = 60;

/// Reports a selector that finds another place than before; `None` if the comparison with the former text leads to
/// `found`, or does not know the selector.
///
/// `holder` is the file that holds the selector.
pub(crate) fn moved(
    former: &Comparison<'_>,
    (text, haystack): (&Document, &Haystack<'_>),
    (holder, selector, owner): (&Document, &Selector, Owner<'_>),
    found: Range,
) -> Option<Report> {
    let stood = former.stood(haystack, (selector, owner))?;
    if matches!(&stood.now, Carried::To(parts) if parts.place() == found) {
        return None;
    }
    let (path, article) = (&holder.file.path, &text.file.path);
    let quote = selector.quote.as_ref();
    let words = shortened(quote.map_or(&stood.stream[stood.range.of()], |quote| &quote.value));
    let message = match &stood.now {
        Carried::To(_) => format!("the annotation on `{words}` would move to another place"),
        Carried::Gone => format!("the words of the annotation on `{words}` were taken out"),
        Carried::Unclear(_) => {
            format!("an edit repeated the passage of the annotation on `{words}`")
        }
    };
    let span = quote.map_or(selector.position_span, |quote| quote.span);
    let diagnostic = Diagnostic::at(codes::ANNOTATION_MOVED, path, span, message);
    let before = passage(stood.stream, stood.range);
    let mut report = Report::from(diagnostic.caret(format!("it was in `{before}`")));
    let place = |range| passage(haystack.stream(), range);
    report = report.label(
        article,
        found,
        match &stood.now {
            Carried::Gone => "the same words occur here, where it never was",
            Carried::To(_) => "it would be here now",
            Carried::Unclear(_) => "the selector finds this place",
        },
    );
    if let Carried::To(parts) = &stood.now {
        report = report.label(article, parts.place(), "its words are here now");
    }
    if let Carried::Unclear(places) = &stood.now {
        for other in places.iter().filter(|other| **other != found) {
            report = report.label(article, *other, "this may be the passage, too");
        }
    }
    report = report.help(format!("it would be in `{}`", place(found)));
    if let (Carried::To(parts), Some(_)) = (&stood.now, quote) {
        let would = written(former, haystack, (holder, selector, owner), *parts);
        report = report.help(match would {
            Some(keys) => format!("`glossator fix` would write {keys}: `{}`", place(parts.place())),
            None => "say with `prefix` or `suffix` which words are meant".to_owned(),
        });
    } else if matches!(stood.now, Carried::Gone) {
        report = report.help("take the annotation out, or quote other words");
    } else if quote.is_some() {
        report = report.help("say with `prefix` or `suffix` which of the places is meant");
    }
    Some(match quote {
        Some(_) => report.help("`glossator fix --accept` keeps it at the new place"),
        None => report.help("give it a quotation: a position shifts with each edit"),
    })
}

/// Adds what happened to the words of a selector that finds nothing but had a place before.
pub(crate) fn lost(mut report: Report, stood: &Stood<'_>) -> Report {
    if matches!(stood.now, Carried::To(_)) {
        return report;
    }
    // replace a suggested number: it would lead to other words
    report.diagnostic.primary.text = format!("it was in `{}`", passage(stood.stream, stood.range));
    report.help(match stood.now {
        Carried::Gone => "its own words were taken out: take the annotation out, or quote others",
        _ => "an edit repeated its passage: say with `prefix` or `suffix` which is meant",
    })
}

/// The keys that `glossator fix` would write so that a selector finds a place, in the syntax of its file.
fn written(
    former: &Comparison<'_>,
    haystack: &Haystack<'_>,
    (holder, selector, owner): (&Document, &Selector, Owner<'_>),
    parts: Parts,
) -> Option<String> {
    let file = &holder.file;
    let syntax = edit::syntax(&file.path, &file.text)?;
    let is_free = |it: &Selector| former.is_free(haystack, (it, owner), parts.place());
    let terms = Terms { can_count: syntax != Syntax::Json, is_free: &is_free };
    let now = reword(haystack, selector, parts, &terms)?;
    let quote = if syntax == Syntax::Json { "exact" } else { "quote" };
    let sides = [
        (quote, &selector.quote, &now.quote),
        ("quote_end", &selector.quote_end, &now.quote_end),
        ("prefix", &selector.prefix, &now.prefix),
        ("suffix", &selector.suffix, &now.suffix),
    ];
    let value = |side: &Option<Spanned<String>>| side.as_ref().map(|it| it.value.clone());
    let changed = sides.iter().filter(|(_, was, is)| value(was) != value(is));
    let pair = |name: &str, literal: &str| format!("`{}`", edit::pair(syntax, name, literal));
    let keys = changed
        .map(|(name, _, is)| pair(name, &edit::string(syntax, "", &value(is).unwrap_or_default())));
    let number = now.occurrence.filter(|number| Some(number) != selector.occurrence.as_ref());
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
