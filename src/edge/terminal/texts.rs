//! The texts that diagnostics point into; each is decoded, and its lines are counted, only once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::base::{Path, Place, Tree};
use crate::data::text_of;

/// The files of a site by path.
pub(crate) struct Texts<'t> {
    tree: &'t Tree,
    read: RefCell<BTreeMap<Path, Option<Rc<Text<'t>>>>>,
}

/// A file's text, to which spans refer.
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    /// Byte offset of each line.
    starts: Vec<usize>,
}

impl<'t> Texts<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        Self { tree, read: RefCell::default() }
    }

    /// A text file; `None` if it is not UTF-8 text.
    pub(crate) fn get(&self, path: &Path) -> Option<Rc<Text<'t>>> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let text = text_of(self.tree, path).map(|text| Rc::new(Text::new(text)));
        self.read.borrow_mut().insert(path.clone(), text.clone());
        text
    }

    /// Line and column of a place and of its end, all from 1, columns in code points; `None` for a whole file.
    pub(crate) fn region(&self, place: &Place) -> Option<[(usize, usize); 2]> {
        let (span, text) = (place.span?, self.get(&place.path)?);
        Some([span.start, span.end].map(|at| text.position(at as usize)))
    }

    /// Line and column of a place, both from 1, the column in code points; 1:1 for a whole file.
    pub(crate) fn position(&self, place: &Place) -> (usize, usize) {
        self.region(place).map_or((1, 1), |[start, _]| start)
    }
}

impl<'t> Text<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Line and column of a byte, both from 1; the column in code points.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let at = clamp(self.text, at..at).start;
        let line = self.starts.partition_point(|start| *start <= at);
        (line, 1 + self.text[self.starts[line - 1]..at].chars().count())
    }
}

/// A span inside the text, on character boundaries.
pub(crate) fn clamp(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end.max(start))
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn places_are_counted_in_lines_and_code_points() {
        let text = Text::new("é\r\n\u{301}é x\n\n👩‍👧z");
        for (at, expected) in
            [(0, (1, 1)), (2, (1, 2)), (4, (2, 1)), (8, (2, 3)), (11, (3, 1)), (12, (4, 1))]
        {
            assert_eq!(text.position(at), expected, "{at}");
        }
        assert_eq!(text.position(text.text.len() - 1), (4, 4), "three code points before it");
        assert_eq!(text.position(text.text.len()), (4, 5), "the end");
        assert_eq!(text.position(9_999), (4, 5), "past the end");
        assert_eq!(Text::new("").position(0), (1, 1));
    }
}
