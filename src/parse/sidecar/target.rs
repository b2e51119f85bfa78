//! Targets of a Web Annotation: which words it is on.

use crate::base::Spanned;
use crate::parse::matter::Selector;
use crate::parse::sidecar::Sidecar;
use crate::parse::sidecar::member::{get, is_a, many, text};
use crate::source::data::{Node, Value};

impl Sidecar<'_> {
    /// The selector of one target; without any, the whole article. `None` if it is not understood (told).
    pub(super) fn selector(&mut self, target: &Node) -> Option<Selector> {
        let Some(written) = get(target, "selector") else {
            return Some(Selector::default());
        };
        let mut found = Selector::default();
        // Several selectors are several ways to say the same place.
        for selector in many(written) {
            let (innermost, is_refined) = innermost(selector);
            if is_a(innermost, "TextQuoteSelector") && found.quote.is_none() {
                found.quote =
                    words(innermost, "exact").filter(|exact| !exact.value.trim().is_empty());
                found.prefix = words(innermost, "prefix");
                found.suffix = words(innermost, "suffix");
            }
            // Inside another selector positions are counted from there, not from the text's beginning.
            if is_a(innermost, "TextPositionSelector") && !is_refined {
                found.position = found.position.or_else(|| position(innermost));
            }
        }
        if found.quote.is_none() && found.position.is_none() {
            self.misses(
                written.span,
                "an annotation: its selector says neither a quote nor a position",
            );
            return None;
        }
        Some(found)
    }
}

/// The selector that refines all others, and whether it refines any.
fn innermost(selector: &Node) -> (&Node, bool) {
    let mut inner = selector;
    while let Some(refined) = get(inner, "refinedBy").and_then(|by| many(by).first()) {
        let is_text = is_a(refined, "TextQuoteSelector") || is_a(refined, "TextPositionSelector");
        if !is_text && get(refined, "refinedBy").is_none() {
            break;
        }
        inner = refined;
    }
    (inner, !std::ptr::eq(inner, selector))
}

fn words(selector: &Node, key: &str) -> Option<Spanned<String>> {
    let node = get(selector, key)?;
    text(node).map(|words| Spanned::new(words.to_owned(), node.span))
}

/// Half-open, in code points.
fn position(selector: &Node) -> Option<(u32, u32)> {
    let number = |key| match get(selector, key)?.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    };
    let (start, end) = (number("start")?, number("end")?);
    (start < end).then_some((start, end))
}
