//! Which annotations of a text lost their words, and what would give them back.

use crate::anchor::{
    Carried, Comparison, Digest, Haystack, Miss, Owner, Parts, Snapshot, Terms, Text, closest,
    find, is_bare, likeness, parts, reword,
};
use crate::base::{Diagnostic, Path, Range, Span, Spanned};
use crate::change::repair::splices::splices;
use crate::data::edit::{self, Splice, Syntax};
use crate::names::fold::fold;
use crate::parse::matter::Selector;

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
    /// Where the parts of the selector are written.
    pub spans: Vec<Span>,
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
    /// It stands there now, and its author accepts that.
    Accepted,
    /// It stood and stands there; only its selector is to say so more surely.
    Place,
}

/// Why the words of an annotation were not found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// They were taken out of the text.
    TakenOut,
    /// They were taken out where they stood; the quotation now finds the same words elsewhere.
    Elsewhere,
    /// Several places may be meant: these, as far as they are known.
    Unclear(Vec<Range>),
    /// Nothing in the text is like them.
    Nothing,
    /// They are known, but the selector is of a form that cannot be written anew.
    Unwritable,
}

/// What the author wants to have done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// An annotation that moved stays where it stands now, and gets context for that place.
    pub accept: bool,
    /// An annotation that rests on `occurrence` alone gets context in its stead.
    pub contexts: bool,
}

/// What can be done about the annotations of one text that lost their words, or stand on others than in the snapshots.
pub fn propose(text: &Text<'_>, former: &[Snapshot], decision: Decision) -> Vec<Proposal> {
    let now = &*text.document.body.stream;
    let look = Look { now: Haystack::new(now), former: Comparison::new(text, former), decision };
    let mut proposals = Vec::new();
    for (document, selector, owner) in text.selectors() {
        let file = &document.file;
        let Some(syntax) = edit::syntax(&file.path, &file.text) else { continue };
        let outcome = match look.fate((selector, owner)) {
            None => continue,
            Some(Err(loss)) => Outcome::Lost(loss),
            Some(Ok((evidence, parts))) => {
                let is_free = |it: &Selector| {
                    let written = Selector { position: selector.position, ..it.clone() };
                    let is_new = Digest::of(&written) != Digest::of(selector);
                    is_new && look.former.is_free(&look.now, (&written, owner), parts.place())
                };
                let terms = Terms { can_count: syntax != Syntax::Json, is_free: &is_free };
                let mended = reword(&look.now, selector, parts, &terms)
                    .map(|now| splices(syntax, &file.text, (selector, &now)));
                match mended {
                    None => Outcome::Lost(Loss::Unclear(Vec::new())),
                    Some(None) => Outcome::Lost(Loss::Unwritable),
                    Some(Some(splices)) => Outcome::Mend {
                        evidence,
                        words: now[parts.place().of()].replace('\n', " "),
                        place: parts.place(),
                        splices,
                    },
                }
            }
        };
        let spans = [&selector.quote, &selector.quote_end, &selector.prefix, &selector.suffix];
        let spans = spans.into_iter().flatten().map(|it| it.span);
        let spans = spans.chain(selector.occurrence.as_ref().map(|it| it.span));
        let quote = selector.quote.as_ref();
        proposals.push(Proposal {
            path: file.path.clone(),
            article: text.document.file.path.clone(),
            span: quote.map_or(selector.position_span, |quote| quote.span),
            spans: spans.collect(),
            quote: quote.map_or_else(String::new, |quote| quote.value.clone()),
            outcome,
        });
    }
    proposals
}

/// Whether a text has anything that a change of its words may break.
pub fn quotes(text: &Text<'_>) -> bool {
    text.selectors().next().is_some()
}

/// Notes on annotations that rest on `occurrence` alone, and of which nothing else is known.
pub fn bare(text: &Text<'_>, former: &[Snapshot]) -> Vec<Diagnostic> {
    let is_unknown = |selector: &Selector| {
        let digest = Digest::of(selector);
        former.iter().all(|snapshot| snapshot.place(digest).is_none())
    };
    let bare = text.selectors().filter(|(_, it, _)| is_bare(it) && is_unknown(it));
    let told = bare.filter_map(|(document, selector, _)| {
        let span = selector.occurrence.as_ref()?.span;
        let words = &selector.quote.as_ref()?.value;
        let message = format!("only `occurrence` says which `{words}` is meant");
        let told = Diagnostic::note("occurrence-alone", &document.file.path, span, message);
        Some(told.help("an edit of the text may move it: `glossator fix --contexts --write` adds the words around it"))
    });
    told.collect()
}

/// A text beside what it was.
struct Look<'a> {
    now: Haystack<'a>,
    former: Comparison<'a>,
    decision: Decision,
}

impl Look<'_> {
    /// Where the words of a selector are, if it is to be written anew; or why nothing can be done.
    fn fate(
        &self,
        (selector, owner): (&Selector, Owner<'_>),
    ) -> Option<Result<(Evidence, Parts), Loss>> {
        let found = find(&self.now, selector);
        let here = |place| parts(self.now.stream(), selector, place);
        let stood = self.former.stood(&self.now, (selector, owner)).map(|stood| stood.now);
        let fate = match (found, stood) {
            (Ok(found), Some(Carried::To(parts))) if parts.place() == found => {
                self.context(selector, parts)
            }
            (Ok(found), Some(_)) if self.decision.accept => {
                Some(Ok((Evidence::Accepted, here(found))))
            }
            (_, Some(Carried::To(parts))) => Some(Ok((Evidence::Comparison, parts))),
            (_, Some(Carried::Unclear(places))) => Some(Err(Loss::Unclear(places.to_vec()))),
            (Ok(_), Some(Carried::Gone)) => Some(Err(Loss::Elsewhere)),
            (Err(_), Some(Carried::Gone)) => Some(Err(Loss::TakenOut)),
            (Ok(found), None) => self.context(selector, here(found)),
            // a position without a quotation
            (Err(_), None) if selector.quote.is_none() => None,
            (Err(miss), None) => Some(self.by_text_alone(selector, &miss)),
        };
        let can_be_written = selector.quote.is_some() && !selector.is_end_outside;
        match fate {
            Some(Ok(_)) if !can_be_written => Some(Err(Loss::Unwritable)),
            fate => fate,
        }
    }

    /// A selector that rests on a number gets context, where that is wanted.
    fn context(
        &self,
        selector: &Selector,
        parts: Parts,
    ) -> Option<Result<(Evidence, Parts), Loss>> {
        let is_wanted = self.decision.contexts && is_bare(selector);
        is_wanted.then_some(Ok((Evidence::Place, parts)))
    }

    /// The place that the text alone gives: by the words around, then by likeness.
    fn by_text_alone(&self, selector: &Selector, miss: &Miss) -> Result<(Evidence, Parts), Loss> {
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
                    false => Err(Loss::Unclear(places.clone())),
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
            Miss::Several(places) | Miss::TooFew(places) => Err(Loss::Unclear(places.clone())),
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
