//! Which annotations of a text lost their words, and proposals to repair them.

use crate::anchor::{
    Carried, Comparison, Digest, Haystack, Held, NoPlace, Parts, Snapshot, Terms, Text, closest,
    find, is_bare, likeness, parts, reword, word_keys,
};
use crate::base::{Diagnostic, Path, Range, Span, Spanned, codes};
use crate::change::repair::splices::splices;
use crate::data::Patch;
use crate::data::edit::{self, Syntax};
use crate::names::fold::fold;
use crate::parse::matter::Selector;

/// Thresholds: likeness of a passage to the quotation if the former text is unknown; likeness of its context to the
/// selector's; lead of the best place over the next.
const FLOOR: (f64, f64, f64) = (0.8, 0.75, 0.15);

/// Minimum length in code points of a quotation that is searched by likeness alone.
const LEAST: usize = 8;

/// An annotation or statement whose words are not found, or found in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The file that contains it.
    pub path: Path,
    /// The article it is on.
    pub article: Path,
    /// Span of the quotation.
    pub span: Span,
    /// Spans of the parts of the selector.
    pub spans: Vec<Span>,
    /// The quotation, as written.
    pub quote: String,
    /// The possible repair.
    pub outcome: Outcome,
}

/// The possible repair of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A patch of its file that fixes its selector.
    Mend {
        /// How the words were found.
        evidence: Evidence,
        /// The words now, with blocks joined by a space.
        words: String,
        /// Their range in the stream.
        place: Range,
        /// Splices of the file that contains it.
        patch: Patch,
    },
    /// None, with the reason.
    Lost(Loss),
}

/// How the words of an annotation were found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// By comparison with the former text.
    Comparison,
    /// By the words around them.
    Context,
    /// By likeness.
    Likeness,
    /// Its present place, which the author accepts.
    Accepted,
    /// Unchanged place; only the selector becomes more precise.
    Place,
}

/// Why the words of an annotation were not found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// They were deleted from the text.
    TakenOut,
    /// They were deleted; the quotation now matches the same words elsewhere.
    Elsewhere,
    /// Several places are possible; those known.
    Unclear(Vec<Range>),
    /// The text has nothing similar.
    Nothing,
    /// The place is known, but the selector is written in a form that cannot be changed.
    Unwritable,
}

/// Options of the author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Keep a moved annotation at its present place, with context for it.
    pub accept: bool,
    /// Replace a bare `occurrence` by context.
    pub contexts: bool,
}

/// Proposals for the annotations of a text that lost their words, or are not where the snapshots have them.
pub fn propose(text: &Text<'_>, former: &[Snapshot], decision: Decision) -> Vec<Proposal> {
    let now = &*text.document.body.stream;
    let context =
        RepairContext { now: Haystack::new(now), former: Comparison::new(text, former), decision };
    let mut proposals = Vec::new();
    for held in text.selectors() {
        let (file, selector) = (&held.document.file, held.selector);
        let Some(syntax) = edit::syntax(&file.path, &file.text) else { continue };
        let outcome = match context.new_place(held) {
            None => continue,
            Some(Err(loss)) => Outcome::Lost(loss),
            Some(Ok((evidence, parts))) => {
                let is_free = |it: &Selector| {
                    let written = Selector { position: selector.position, ..it.clone() };
                    let is_new = Digest::of(&written) != Digest::of(selector);
                    let written = Held { selector: &written, ..held };
                    is_new && context.former.is_free(&context.now, written, parts.place())
                };
                let terms = Terms { can_count: syntax != Syntax::Json, is_free: &is_free };
                let mended = reword(&context.now, selector, parts, &terms)
                    .map(|now| splices(syntax, &file.text, selector, &now));
                match mended {
                    None => Outcome::Lost(Loss::Unclear(Vec::new())),
                    Some(None) => Outcome::Lost(Loss::Unwritable),
                    Some(Some(splices)) => {
                        let mut patch = Patch::default();
                        patch.edit(&file.path, &file.text, splices);
                        let place = parts.place();
                        let words = now[place.of()].replace('\n', " ");
                        Outcome::Mend { evidence, words, place, patch }
                    }
                }
            }
        };
        let spans = word_keys(selector, syntax).into_iter().filter_map(|(_, it)| Some(it?.span));
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

/// Whether a text has selectors that a change of its words may break.
pub fn quotes(text: &Text<'_>) -> bool {
    text.selectors().next().is_some()
}

/// Notes on annotations that depend on `occurrence` alone and have no snapshot.
pub fn bare(text: &Text<'_>, former: &[Snapshot]) -> Vec<Diagnostic> {
    let is_unknown = |selector: &Selector| {
        let digest = Digest::of(selector);
        former.iter().all(|snapshot| snapshot.place(digest).is_none())
    };
    let bare = text.selectors().filter(|it| is_bare(it.selector) && is_unknown(it.selector));
    let notes = bare.filter_map(|Held { document, selector, .. }| {
        let span = selector.occurrence.as_ref()?.span;
        let words = &selector.quote.as_ref()?.value;
        let message = format!("only `occurrence` says which `{words}` is meant");
        let note = Diagnostic::at(codes::OCCURRENCE_ALONE, &document.file.path, span, message);
        Some(note.help("an edit of the text may move it: `glossator fix --contexts --write` adds the words around it"))
    });
    notes.collect()
}

/// A text, its former versions, and the author's options.
struct RepairContext<'a> {
    now: Haystack<'a>,
    former: Comparison<'a>,
    decision: Decision,
}

impl RepairContext<'_> {
    /// The range of a selector that must be rewritten, or why that is not possible; `None` if it can stay.
    fn new_place(&self, held: Held<'_>) -> Option<Result<(Evidence, Parts), Loss>> {
        let selector = held.selector;
        let found = find(&self.now, selector);
        let here = |place| parts(self.now.stream(), selector, place);
        let stood = self.former.stood(&self.now, held).map(|stood| stood.now);
        let place = match (found, stood) {
            (Ok(found), Some(Carried::To(parts))) if parts.place() == found => {
                self.same_place(selector, parts)
            }
            (Ok(found), Some(_)) if self.decision.accept => {
                Some(Ok((Evidence::Accepted, here(found))))
            }
            (_, Some(Carried::To(parts))) => Some(Ok((Evidence::Comparison, parts))),
            (_, Some(Carried::Unclear(places))) => Some(Err(Loss::Unclear(places.to_vec()))),
            (Ok(_), Some(Carried::Gone)) => Some(Err(Loss::Elsewhere)),
            (Err(_), Some(Carried::Gone)) => Some(Err(Loss::TakenOut)),
            (Ok(found), None) => self.same_place(selector, here(found)),
            // position without quotation
            (Err(_), None) if selector.quote.is_none() => None,
            (Err(why), None) => Some(self.by_text_alone(selector, &why)),
        };
        let can_be_written = selector.quote.is_some() && !selector.is_end_outside;
        match place {
            Some(Ok(_)) if !can_be_written => Some(Err(Loss::Unwritable)),
            place => place,
        }
    }

    /// Context for a selector with a bare `occurrence`, if wanted.
    fn same_place(
        &self,
        selector: &Selector,
        parts: Parts,
    ) -> Option<Result<(Evidence, Parts), Loss>> {
        let is_wanted = self.decision.contexts && is_bare(selector);
        is_wanted.then_some(Ok((Evidence::Place, parts)))
    }

    /// The place found without a former text: by context, then by likeness.
    fn by_text_alone(&self, selector: &Selector, why: &NoPlace) -> Result<(Evidence, Parts), Loss> {
        let one = |place| Parts { head: place, tail: place };
        let Some(quote) = selector.quote.as_ref().filter(|_| selector.quote_end.is_none()) else {
            return Err(Loss::Nothing);
        };
        match why {
            NoPlace::Elsewhere(places) => {
                let mut ranked: Vec<(f64, Range)> =
                    places.iter().map(|place| (self.fit(selector, *place), *place)).collect();
                ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
                let best = ranked.first().ok_or(Loss::Nothing)?;
                let next = ranked.get(1).map_or(0.0, |next| next.0);
                if best.0 >= FLOOR.1 && best.0 - next >= FLOOR.2 {
                    Ok((Evidence::Context, one(best.1)))
                } else {
                    Err(Loss::Unclear(places.clone()))
                }
            }
            NoPlace::Nowhere if quote.value.chars().count() >= LEAST => {
                let place = closest(&self.now, &quote.value).ok_or(Loss::Nothing)?;
                let alike = likeness(&fold(&quote.value), &fold(&self.now.stream()[place.of()]));
                let has_context =
                    context_words(&selector.prefix).or(context_words(&selector.suffix)).is_some();
                let fits = !has_context || self.fit(selector, place) >= FLOOR.1;
                if alike >= FLOOR.0 && fits && self.now.is_whole(place) {
                    Ok((Evidence::Likeness, one(place)))
                } else {
                    Err(Loss::Nothing)
                }
            }
            NoPlace::Several(places) | NoPlace::TooFew(places) => {
                Err(Loss::Unclear(places.clone()))
            }
            _ => Err(Loss::Nothing),
        }
    }

    /// Likeness of the context of a place to the selector's.
    fn fit(&self, selector: &Selector, place: Range) -> f64 {
        let stream = self.now.stream();
        let prefix = context_words(&selector.prefix).map(|prefix| {
            let words = fold(prefix);
            let before = fold(&stream[..place.start as usize]);
            let start = before.char_indices().rev().nth(words.chars().count().saturating_sub(1));
            likeness(&words, &before[start.map_or(0, |(at, _)| at)..])
        });
        let suffix = context_words(&selector.suffix).map(|suffix| {
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

/// Context words, if not empty.
fn context_words(side: &Option<Spanned<String>>) -> Option<&str> {
    side.as_ref().map(|side| side.value.as_str()).filter(|words| !words.is_empty())
}
