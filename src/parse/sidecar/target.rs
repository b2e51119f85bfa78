//! Reads targets of Web Annotations: the annotated text.
//!
//! Ignores the target's address: the article next to the sidecar is meant.

use crate::base::{Span, Spanned};
use crate::data::{Node, Value};
use crate::parse::matter::Selector;
use crate::parse::sidecar::Sidecar;
use crate::parse::sidecar::member::{classes, get, iri, is_a, many, text};

/// Members of a target that are read or can be ignored.
const TARGET: &[&str] = &["source", "selector", "items", "format", "language"];

/// Members of selectors that are read or can be ignored.
const SELECTOR: &[&str] = &[
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "startSelector",
    "endSelector",
    "refinedBy",
    "value",
    "conformsTo",
];

impl Sidecar<'_> {
    /// Selectors of all supported targets; reports others.
    pub(super) fn selectors(&mut self, target: &Node) -> Vec<Selector> {
        if many(target).is_empty() {
            self.leave_out(target.span, "an annotation without a target");
        }
        many(target).iter().flat_map(|target| self.target(target)).collect()
    }

    fn target(&mut self, target: &Node) -> Vec<Selector> {
        let items = get(target, "items").map(many).unwrap_or_default();
        match items {
            [first, ..] if is_a(target, "Choice") => {
                if let [_, second, ..] = items {
                    self.leave_out(second.span, "all of a choice of targets but the first");
                }
                self.target(first)
            }
            [_, ..] => {
                if !is_a(target, "Independents") {
                    let what = "that targets belong together: each one is annotated separately";
                    self.leave_out(target.span, what);
                }
                items.iter().flat_map(|target| self.target(target)).collect()
            }
            [] => self.selector(target).into_iter().collect(),
        }
    }

    /// Selector of one target; the whole article if it has none. `None` if unsupported (reported).
    fn selector(&mut self, target: &Node) -> Option<Selector> {
        self.report_unread(target, &[TARGET]);
        let Some(written) = get(target, "selector") else {
            return self.whole(target);
        };
        let mut found = Selector::default();
        // several selectors describe the same place
        for selector in many(written) {
            self.report_unread(selector, &[SELECTOR]);
            self.malformed(selector);
            let one = place(selector);
            let (position, position_span) = match found.position {
                Some(first) => (Some(first), found.position_span),
                None => (one.position, one.position_span),
            };
            let rest = if found.quote.is_none() && one.quote.is_some() { one } else { found };
            found = Selector { position, position_span, ..rest };
        }
        if found.quote.is_none() && found.position.is_none() {
            let what = "an annotation: its selector has neither a quote nor a position";
            self.leave_out(written.span, what);
            return None;
        }
        Some(found)
    }

    /// Reports quotes that are not a single string and invalid positions, in a selector and those nested in it.
    fn malformed(&mut self, selector: &Node) {
        for key in ["exact", "prefix", "suffix"] {
            if let Some(node) = get(selector, key).filter(|_| words(selector, key).is_none()) {
                self.leave_out(node.span, &format!("`{key}`: it is not one string"));
            }
        }
        for key in ["start", "end"] {
            if let Some(node) = get(selector, key).filter(|_| number(selector, key).is_none()) {
                self.leave_out(node.span, &format!("`{key}`: it is not a whole number from 0"));
            }
        }
        for key in ["refinedBy", "startSelector", "endSelector"] {
            let inner = get(selector, key).map(many).unwrap_or_default();
            inner.iter().for_each(|inner| self.malformed(inner));
        }
    }

    /// The whole article, for a target without a selector; `None` if its address has a fragment.
    fn whole(&mut self, target: &Node) -> Option<Selector> {
        let source = get(target, "source").or_else(|| iri(target));
        let Some(address) = source.and_then(iri).and_then(text) else {
            self.leave_out(target.span, "an annotation: its target has no address and no selector");
            return None;
        };
        if let (Some(source), Some((_, fragment))) = (source, address.split_once('#'))
            && !fragment.is_empty()
        {
            let what = format!("an annotation: its target is `#{fragment}`, not text");
            self.leave_out(source.span, &what);
            return None;
        }
        Some(Selector::default())
    }
}

/// Quote and position of a selector; empty if unsupported.
fn place(selector: &Node) -> Selector {
    let own = match classes(selector).next() {
        Some("TextQuoteSelector") => quote(selector),
        Some("TextPositionSelector") => placed(position(selector), selector),
        Some("RangeSelector") => range(selector),
        _ => Selector::default(),
    };
    let is_outer = own == Selector::default() && !is_text(selector);
    get(selector, "refinedBy").map(many).unwrap_or_default().iter().fold(own, |outer, inner| {
        let inner = place(inner);
        if is_outer && outer == Selector::default() {
            // inside another selector, positions do not count from the start of the text
            Selector { position: None, position_span: Span::default(), ..inner }
        } else {
            refined(outer, inner)
        }
    })
}

fn is_text(selector: &Node) -> bool {
    ["TextQuoteSelector", "TextPositionSelector"].iter().any(|class| is_a(selector, class))
}

/// A selection within a selection.
fn refined(outer: Selector, inner: Selector) -> Selector {
    match (&outer.quote, &inner.quote, outer.position, inner.position) {
        (Some(words), Some(part), ..) => {
            let mut places = words.value.match_indices(part.value.as_str());
            match (places.next(), places.next()) {
                (Some((at, _)), None) => within(&outer, words, at, at + part.value.len()),
                _ => inner,
            }
        }
        (Some(words), None, _, Some((from, to))) => {
            let at = |point: u32| {
                let ends = words.value.char_indices().map(|(at, _)| at).chain([words.value.len()]);
                ends.into_iter().nth(point as usize)
            };
            match (at(from), at(to)) {
                (Some(from), Some(to)) => within(&outer, words, from, to),
                _ => Selector::default(),
            }
        }
        (None, None, Some((start, end)), Some((from, to))) => {
            let (from, to) = (start.checked_add(from), start.checked_add(to));
            let position = from.zip(to).filter(|(_, to)| *to <= end);
            Selector { position, position_span: inner.position_span, ..Selector::default() }
        }
        (None, Some(_), ..) => inner,
        (_, None, _, None) => outer,
        (None, None, None, Some(_)) => Selector::default(),
    }
}

/// Bytes `from..to` of a quote, with the rest of it as context.
fn within(outer: &Selector, words: &Spanned<String>, from: usize, to: usize) -> Selector {
    let context = |text: String| Some(Spanned::new(text, words.span));
    let side = |side: &Option<Spanned<String>>| {
        side.as_ref().map_or(String::new(), |side| side.value.clone())
    };
    Selector {
        quote: context(words.value[from..to].to_owned()),
        prefix: context(side(&outer.prefix) + &words.value[..from]),
        suffix: context(words.value[to..].to_owned() + &side(&outer.suffix)),
        ..Selector::default()
    }
}

fn quote(selector: &Node) -> Selector {
    Selector {
        quote: words(selector, "exact").filter(|exact| !exact.value.trim().is_empty()),
        prefix: words(selector, "prefix"),
        suffix: words(selector, "suffix"),
        ..Selector::default()
    }
}

/// From the start of one selection to the start of another.
fn range(selector: &Node) -> Selector {
    let part = |key| get(selector, key).and_then(|part| many(part).first()).map(place);
    let (Some(start), Some(end)) = (part("startSelector"), part("endSelector")) else {
        return Selector::default();
    };
    let position = match (start.position, end.position) {
        (Some((from, _)), Some((to, _))) if from < to => Some((from, to)),
        _ => None,
    };
    match end.quote {
        Some(last) if start.quote.is_some() => {
            let after = end.suffix.map_or(String::new(), |suffix| suffix.value);
            let until = Spanned::new(last.value + &after, last.span);
            let (quote_end, suffix) = (Some(until), None);
            let start = Selector { quote_end, suffix, is_end_outside: true, ..start };
            Selector { position, position_span: selector.span, ..start }
        }
        _ => placed(position, selector),
    }
}

fn words(selector: &Node, key: &str) -> Option<Spanned<String>> {
    match many(get(selector, key)?) {
        [node] => text(node).map(|words| Spanned::new(words.to_owned(), node.span)),
        _ => None,
    }
}

/// A selector with only a position, if given.
fn placed(position: Option<(u32, u32)>, selector: &Node) -> Selector {
    let position_span = position.map_or(Span::default(), |_| selector.span);
    Selector { position, position_span, ..Selector::default() }
}

/// Half-open, in code points; empty between two characters.
fn position(selector: &Node) -> Option<(u32, u32)> {
    let (start, end) = (number(selector, "start")?, number(selector, "end")?);
    (start <= end).then_some((start, end))
}

fn number(selector: &Node, key: &str) -> Option<u32> {
    match get(selector, key)?.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    }
}
