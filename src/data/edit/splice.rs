//! Splices: byte ranges of a text with their replacements.

use crate::base::Span;

/// A byte range with its replacement; an empty range inserts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Splice {
    /// Bytes to replace.
    pub span: Span,
    /// Replacement.
    pub text: String,
}

impl Splice {
    /// Replaces a span.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts at a byte offset.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(Span::new(at, at), text)
    }
}

/// Applies splices in any order. Equal splices are applied once; insertions at the same offset are sorted by text.
///
/// *Errors*: `None` if two overlap, or one is out of bounds or not on a character boundary.
pub fn apply(text: &str, splices: &[Splice]) -> Option<String> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| splice.span);
    sorted.dedup();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for splice in sorted {
        let span = splice.span.range();
        out.push_str(text.get(done..span.start)?);
        out.push_str(&splice.text);
        done = span.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// The smallest single splice on character boundaries that turns `old` into `new`; `None` if they are equal.
pub fn difference(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let pairs = old.chars().zip(new.chars());
    let start: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let pairs = old[start..].chars().rev().zip(new[start..].chars().rev());
    let tail: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let text = &new[start..new.len() - tail];
    Some(Splice::new(Span::new(start, old.len() - tail), text))
}

#[cfg(test)]
mod tests {
    use super::{Splice, apply};
    use crate::base::Span;

    #[test]
    fn splices_are_applied() {
        let check = |text: &str, splices: &[(usize, usize, &str)], expected: Option<&str>| {
            let splices: Vec<Splice> = splices
                .iter()
                .map(|(start, end, text)| Splice::new(Span::new(*start, *end), *text))
                .collect();
            assert_eq!(apply(text, &splices).as_deref(), expected, "{text:?} {splices:?}");
        };
        check("abc", &[], Some("abc"));
        check("abc", &[(2, 3, "C"), (0, 1, "A")], Some("AbC"));
        check("abc", &[(1, 1, "x"), (1, 1, "y")], Some("axybc"));
        check("abc", &[(0, 1, "x"), (0, 1, "x")], Some("xbc"));
        check("abc", &[(0, 2, "x"), (1, 3, "y")], None);
        check("abc", &[(3, 4, "x")], None);
        check("é", &[(1, 2, "x")], None);
    }
}
