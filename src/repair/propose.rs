//! Which annotations of a text lost their words, and what would give them back.

use std::cell::OnceCell;

use crate::anchor::{Miss, Sought, Text, closest, find};
use crate::base::{Path, Range, Span, Spanned};
use crate::edit::{self, Splice, Syntax};
use crate::names::fold::fold;
use crate::parse::Document;
use crate::parse::matter::{Matter, Selector};
use crate::repair::align::Alignment;
use crate::repair::carry::{Fate, carry};
use crate::repair::likeness::likeness;
use crate::repair::reword::{Parts, reword, splices};

/// How alike a passage must be to a quotation where nothing is known of the former text, and its surroundings to the
/// selector's; and by how much a place must fit better than the next.
const FLOOR: (f64, f64, f64) = (0.8, 0.75, 0.15);

/// Least code points of a quotation that is sought by likeness alone.
const LEAST: usize = 8;

/// One annotation or statement that does not find its words, or finds the wrong ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The file that holds it.
    pub path: Path,
    /// The article it is on.
    pub article: Path,
    /// Where the quotation is written.
    pub span: Span,
    /// Its words, as written.
    pub quote: String,
    /// What can be done.
    pub outcome: Outcome,
}

/// What can be done about an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These splices of its file make it find its words.
    Mend {
        /// How the words were found.
        evidence: Evidence,
        /// The words now, blocks joined by a space.
        words: String,
        /// Where they stand in the stream.
        place: Range,
        /// What to change in the file.
        splices: Vec<Splice>,
    },
    /// Nothing: why.
    Lost(Loss),
}

/// How the words of an annotation were found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// By comparing the text with the former one.
    Comparison,
    /// By the words around them.
    Context,
    /// By likeness.
    Likeness,
}

/// Why the words of an annotation were not found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// They were taken out of the text.
    TakenOut,
    /// They were taken out where they stood; the quotation now finds the same words elsewhere.
    Elsewhere,
    /// Several places may be meant.
    Unclear,
    /// Nothing in the text is like them.
    Nothing,
}

/// What can be done about the annotations of one text that lost their words. `former` is the text stream that they last
/// fitted.
pub fn propose(text: &Text<'_>, former: Option<&str>) -> Vec<Proposal> {
    let now = &*text.document.body.stream;
    let look = Look {
        now: Sought::new(now),
        former: former
            .filter(|former| *former != now)
            .map(|former| (Sought::new(former), OnceCell::new())),
    };
    let mut proposals = Vec::new();
    for (document, selector) in selectors(text) {
        let file = &document.file;
        let (Some(quote), Some(syntax)) = (&selector.quote, edit::syntax(&file.path, &file.text))
        else {
            continue;
        };
        let outcome = match look.fate(selector) {
            None => continue,
            Some(Err(loss)) => Outcome::Lost(loss),
            Some(Ok((evidence, parts))) => {
                match reword(&look.now, selector, parts, syntax != Syntax::Json) {
                    None => Outcome::Lost(Loss::Unclear),
                    Some(selector_now) => Outcome::Mend {
                        evidence,
                        words: now[parts.place().of()].replace('\n', " "),
                        place: parts.place(),
                        splices: splices(syntax, &file.text, (selector, &selector_now)),
                    },
                }
            }
        };
        proposals.push(Proposal {
            path: file.path.clone(),
            article: text.document.file.path.clone(),
            span: quote.span,
            quote: quote.value.clone(),
            outcome,
        });
    }
    proposals
}

/// Whether a text has anything that a change of its words may break.
pub fn quotes(text: &Text<'_>) -> bool {
    selectors(text).any(|(_, selector)| selector.quote.is_some())
}

/// Selectors of the annotations and statements on a text, with the documents that hold them.
fn selectors<'a>(text: &Text<'a>) -> impl Iterator<Item = (&'a Document, &'a Selector)> {
    // a sidecar is no text: it is looked at with its article
    let is_article = matches!(text.document.matter, Matter::Article(_));
    let documents = [Some(text.document).filter(|_| is_article), text.toml, text.jsonld];
    documents.into_iter().flatten().flat_map(|document| {
        let selectors = document.matter.annotated().into_iter().flat_map(|annotated| {
            let annotations = annotated.annotations.iter().map(|annotation| &annotation.selector);
            annotations.chain(annotated.statements.iter().map(|statement| &statement.selector))
        });
        selectors.map(move |selector| (document, selector))
    })
}

/// A text, and the one it was.
struct Look<'a> {
    now: Sought<'a>,
    former: Option<(Sought<'a>, OnceCell<Alignment<'a>>)>,
}

impl<'a> Look<'a> {
    /// Where the words of a selector are now, if it does not find them itself.
    fn fate(&self, selector: &Selector) -> Option<Result<(Evidence, Parts), Loss>> {
        let found = find(&self.now, selector);
        let was = self.former.as_ref().and_then(|(former, alignment)| {
            let place = find(former, selector).ok()?;
            let alignment =
                alignment.get_or_init(|| Alignment::new(former.stream(), self.now.stream()));
            Some((place, alignment))
        });
        match (found, was) {
            (Ok(found), Some((was, alignment))) => match self.carried(alignment, selector, was) {
                Some(parts) if parts.place() == found => None,
                Some(parts) => Some(Ok((Evidence::Comparison, parts))),
                None => Some(Err(Loss::Elsewhere)),
            },
            (Ok(_), None) => None,
            (Err(_), Some((was, alignment))) => Some(
                self.carried(alignment, selector, was)
                    .map(|parts| (Evidence::Comparison, parts))
                    .ok_or(Loss::TakenOut),
            ),
            (Err(miss), None) => Some(self.alone(selector, &miss)),
        }
    }

    /// The place that the comparison gives, whole clusters only.
    fn carried(&self, alignment: &Alignment<'_>, selector: &Selector, was: Range) -> Option<Parts> {
        let place = |range| match carry(alignment, range) {
            Fate::Kept(place) | Fate::Changed(place) => Some(self.now.trimmed(place)),
            Fate::Gone => None,
        };
        let former = alignment.former.text;
        let parts = match (&selector.quote, &selector.quote_end) {
            (Some(quote), Some(end)) => Parts {
                head: place(head(former, was, &quote.value)?)?,
                tail: place(tail(former, was, &end.value)?)?,
            },
            _ => place(was).map(|place| Parts { head: place, tail: place })?,
        };
        let whole = parts.place();
        (!whole.is_empty() && self.now.is_whole(whole)).then_some(parts)
    }

    /// The place that the text alone gives: by the words around, then by likeness.
    fn alone(&self, selector: &Selector, miss: &Miss) -> Result<(Evidence, Parts), Loss> {
        let one = |place| Parts { head: place, tail: place };
        let Some(quote) = selector.quote.as_ref().filter(|_| selector.quote_end.is_none()) else {
            return Err(Loss::Nothing);
        };
        match miss {
            Miss::Elsewhere(places) => {
                let mut ranked: Vec<(f64, Range)> =
                    places.iter().map(|place| (self.fit(selector, *place), *place)).collect();
                ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
                let best = ranked.first().ok_or(Loss::Nothing)?;
                let next = ranked.get(1).map_or(0.0, |next| next.0);
                match best.0 >= FLOOR.1 && best.0 - next >= FLOOR.2 {
                    true => Ok((Evidence::Context, one(best.1))),
                    false => Err(Loss::Unclear),
                }
            }
            Miss::Nowhere if quote.value.chars().count() >= LEAST => {
                let place = closest(&self.now, &quote.value).ok_or(Loss::Nothing)?;
                let alike = likeness(&fold(&quote.value), &fold(&self.now.stream()[place.of()]));
                let has_context = said(&selector.prefix).or(said(&selector.suffix)).is_some();
                let fits = !has_context || self.fit(selector, place) >= FLOOR.1;
                match alike >= FLOOR.0 && fits && self.now.is_whole(place) {
                    true => Ok((Evidence::Likeness, one(place))),
                    false => Err(Loss::Nothing),
                }
            }
            Miss::Several(_) | Miss::TooFew(_) => Err(Loss::Unclear),
            _ => Err(Loss::Nothing),
        }
    }

    /// How alike the words around a place are to those that the selector has.
    fn fit(&self, selector: &Selector, place: Range) -> f64 {
        let stream = self.now.stream();
        let prefix = said(&selector.prefix).map(|prefix| {
            let words = fold(prefix);
            let before = fold(&stream[..place.start as usize]);
            let start = before.char_indices().rev().nth(words.chars().count().saturating_sub(1));
            likeness(&words, &before[start.map_or(0, |(at, _)| at)..])
        });
        let suffix = said(&selector.suffix).map(|suffix| {
            let words = fold(suffix);
            let behind = fold(&stream[place.end as usize..]);
            let end = behind.char_indices().nth(words.chars().count());
            likeness(&words, &behind[..end.map_or(behind.len(), |(at, _)| at)])
        });
        match (prefix, suffix) {
            (Some(prefix), Some(suffix)) => f64::midpoint(prefix, suffix),
            (one, other) => one.or(other).unwrap_or(0.0),
        }
    }
}

/// Words of context, if there are any.
fn said(side: &Option<Spanned<String>>) -> Option<&str> {
    side.as_ref().map(|side| side.value.as_str()).filter(|words| !words.is_empty())
}

/// The beginning of a range that reads as the words.
fn head(text: &str, range: Range, words: &str) -> Option<Range> {
    let words = fold(words.trim());
    let part = &text[range.of()];
    let ends = part.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends
        .take_while(|end| *end <= words.len() * 2 + 16)
        .find(|end| fold(&part[..*end]) == words)?;
    let start = range.start as usize;
    Some(Range::new(start, start + end))
}

/// The end of a range that reads as the words.
fn tail(text: &str, range: Range, words: &str) -> Option<Range> {
    let words = fold(words.trim());
    let part = &text[range.of()];
    let starts = part.char_indices().rev().map(|(at, _)| at);
    let mut near = starts.take_while(|at| part.len() - at <= words.len() * 2 + 16);
    let start = near.find(|at| fold(&part[*at..]) == words)?;
    Some(Range::new(range.start as usize + start, range.end as usize))
}
