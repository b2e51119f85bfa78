//! Excerpts of source files for diagnostics: short lines whole, long lines only around each label.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::base::Label;
use crate::edge::terminal::texts::{Text, clamp};

/// Maximum width in columns of a line that is shown whole.
const WHOLE: usize = 110;
/// Columns shown before and after a label in a longer line.
const MARGIN: usize = 36;
/// Columns by which a margin may shrink to avoid cutting a word.
const WORD: usize = 16;
/// Lines of context around a labelled one.
const NEAR: usize = 2;
/// Marker for omitted text.
const GAP: &str = "…";

/// Text of a label, its byte range in the excerpt, and whether it is the primary one.
type Mark = (Range<usize>, String, bool);

/// The lines of one file with labels; `None` if no label points into it.
pub(crate) fn snippet<'a>(
    whole: &Text<'_>,
    labels: &[&Label],
    primary: &Label,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let text = whole.text;
    let mut spans: Vec<(Range<usize>, &Label)> = labels
        .iter()
        .filter_map(|label| Some((clamp(text, label.place.span?.range()), *label)))
        .collect();
    spans.sort_by_key(|(span, _)| span.start);
    let first = whole.position(spans.first()?.0.start).0;
    let last = whole.position(spans.last()?.0.start).0;

    let (mut shown, mut marks) = (String::new(), Vec::new());
    let start = line_around(text, spans.first()?.0.start).start;
    let mut lines = text[start..].split_inclusive('\n');
    let mut at = start;
    let labelled: Vec<usize> = spans.iter().map(|(span, _)| whole.position(span.start).0).collect();
    let mut next = 0;
    for number in first..=last {
        let line = line_around(text, at);
        let on_line = next..next + labelled[next..].partition_point(|it| *it == number);
        next = on_line.end;
        // lines far from all labels are folded, so their content does not matter
        let is_near = |label: Option<usize>| label.is_some_and(|it| it.abs_diff(number) <= NEAR);
        let last_label = on_line.end.checked_sub(1).map(|last| labelled[last]);
        if is_near(last_label) || is_near(labelled.get(next).copied()) {
            let on_line = &spans[on_line];
            let pieces =
                pieces(&text[line.clone()], on_line.iter().map(|(span, _)| within(span, &line)));
            for (span, label) in on_line {
                let span = within(span, &line);
                let words = label_text(label, &text[line.clone()], &span);
                let is_primary = std::ptr::eq(*label, primary);
                marks.push((pieces.moved(&span, shown.len()), words, is_primary));
            }
            shown.push_str(&pieces.text);
        }
        shown.push('\n');
        at += lines.next().map_or(0, str::len);
    }
    Some(annotated(shown, first, marks))
}

fn annotated<'a>(shown: String, first: usize, marks: Vec<Mark>) -> Snippet<'a, Annotation<'a>> {
    let annotations = marks.into_iter().map(|(range, words, is_primary)| {
        let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(range);
        if words.is_empty() { annotation } else { annotation.label(words) }
    });
    Snippet::source(shown).line_start(first).annotations(annotations)
}

/// Text of a label. In a line with right-to-left letters it repeats the words, since terminals reorder such a line and
/// carets may be misplaced.
fn label_text(label: &Label, line: &str, span: &Range<usize>) -> String {
    let marked = line[span.clone()].trim();
    if marked.is_empty() || !line.chars().any(is_right_to_left) {
        return label.text.clone();
    }
    let mut words: String = marked.graphemes(true).take(MARGIN).collect();
    if words.len() < marked.len() {
        words.push_str(GAP);
    }
    match label.text.as_str() {
        "" => format!("`{words}`"),
        text => format!("`{words}`: {text}"),
    }
}

/// The parts of a line that are shown.
struct Pieces {
    text: String,
    /// Byte ranges of the line, and their offsets in `text`.
    kept: Vec<(Range<usize>, usize)>,
}

impl Pieces {
    /// Maps a range of the line to the excerpt, where the line begins at `shift`.
    fn moved(&self, span: &Range<usize>, shift: usize) -> Range<usize> {
        let place = |at: usize| {
            let piece = self.kept.iter().find(|(range, _)| range.start <= at && at <= range.end);
            shift + piece.map_or(self.text.len(), |(range, begins)| begins + at - range.start)
        };
        place(span.start)..place(span.end)
    }
}

/// A short line whole; else the parts around the ends of each span.
fn pieces(line: &str, spans: impl Iterator<Item = Range<usize>>) -> Pieces {
    if line.width() <= WHOLE {
        return Pieces { text: line.to_string(), kept: vec![(0..line.len(), 0)] };
    }
    let mut wanted: Vec<Range<usize>> =
        spans.flat_map(|span| [around(line, span.start), around(line, span.end)]).collect();
    if wanted.is_empty() {
        wanted.push(around(line, 0));
    }
    wanted.sort_by_key(|range| range.start);
    let mut pieces = Pieces { text: String::new(), kept: Vec::new() };
    let mut wanted = wanted.into_iter().peekable();
    while let Some(mut range) = wanted.next() {
        while let Some(next) = wanted.next_if(|next| next.start <= range.end + GAP.len()) {
            range.end = range.end.max(next.end);
        }
        if !pieces.kept.is_empty() {
            pieces.text.push_str(" … ");
        } else if range.start > 0 {
            pieces.text.push_str(GAP);
        }
        pieces.kept.push((range.clone(), pieces.text.len()));
        pieces.text.push_str(&line[range]);
    }
    if pieces.kept.last().is_some_and(|(range, _)| range.end < line.len()) {
        pieces.text.push_str(GAP);
    }
    pieces
}

/// The bytes around an offset, cut between words if possible, and never inside a grapheme cluster.
fn around(line: &str, at: usize) -> Range<usize> {
    let before = &line[..at];
    let start = reach(before.grapheme_indices(true).rev(), at);
    let ends =
        line[at..].grapheme_indices(true).map(|(from, shown)| (at + from + shown.len(), shown));
    start..reach(ends, at)
}

/// How far the margin reaches: to the last space shortly before its end, or to its end.
fn reach<'a>(clusters: impl Iterator<Item = (usize, &'a str)>, from: usize) -> usize {
    let (mut width, mut end, mut space) = (0, from, None);
    for (reached, cluster) in clusters {
        width += cluster.width();
        if width > MARGIN + WORD {
            return space.unwrap_or(end);
        }
        if cluster.chars().all(char::is_whitespace) && width > MARGIN - WORD {
            // the space itself is omitted
            space = Some(end);
            if width > MARGIN {
                return end;
            }
        }
        end = reached;
    }
    end
}

fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// The part of a span on its first line, relative to that line.
fn within(span: &Range<usize>, line: &Range<usize>) -> Range<usize> {
    let start = span.start.clamp(line.start, line.end);
    start - line.start..span.end.clamp(start, line.end) - line.start
}

/// The line that contains a byte, without its line end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end
}
