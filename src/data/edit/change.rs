//! The lines that splices change, as diff hunks for display.

use std::fmt;

use crate::data::edit::{Splice, line_start};

/// Adjacent changed lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// First line number, from 1.
    pub line: usize,
    /// Old lines, without line ends.
    pub removed: Vec<String>,
    /// New lines, without line ends.
    pub added: Vec<String>,
}

/// The removed lines, then the added ones.
impl fmt::Display for Hunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.removed.iter().try_for_each(|line| writeln!(f, "  - {line}"))?;
        self.added.iter().try_for_each(|line| writeln!(f, "  + {line}"))
    }
}

/// The changes as hunks, in text order. Empty if [`super::apply`] rejects the splices.
pub fn hunks(text: &str, splices: &[Splice]) -> Vec<Hunk> {
    let mut sorted: Vec<Splice> = splices.to_vec();
    sorted.sort();
    sorted.dedup();
    let mut groups: Vec<(std::ops::Range<usize>, Vec<Splice>)> = Vec::new();
    for splice in sorted {
        let Some(before) = text.get(..splice.span.start as usize) else { return Vec::new() };
        let start = line_start(before, before.len());
        let Some(behind) = text.get(splice.span.end as usize..) else { return Vec::new() };
        let end = behind.find('\n').map_or(text.len(), |at| splice.span.end as usize + at + 1);
        match groups.last_mut() {
            Some((lines, group)) if start < lines.end => {
                lines.end = lines.end.max(end);
                group.push(splice);
            }
            _ => groups.push((start..end, vec![splice])),
        }
    }
    groups.into_iter().filter_map(|(lines, group)| hunk(text, lines, group)).collect()
}

fn hunk(text: &str, lines: std::ops::Range<usize>, splices: Vec<Splice>) -> Option<Hunk> {
    let offset = u32::try_from(lines.start).ok()?;
    let local: Vec<Splice> = splices
        .into_iter()
        .map(|Splice { span, text }| {
            let span = crate::base::Span { start: span.start - offset, end: span.end - offset };
            Splice { span, text }
        })
        .collect();
    let former = &text[lines.clone()];
    let now = super::apply(former, &local)?;
    let of = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (mut removed, mut added) = (of(former), of(&now));
    let mut line = 1 + text[..lines.start].matches('\n').count();
    while !removed.is_empty() && removed.first() == added.first() {
        removed.remove(0);
        added.remove(0);
        line += 1;
    }
    while !removed.is_empty() && removed.last() == added.last() {
        removed.pop();
        added.pop();
    }
    Some(Hunk { line, removed, added })
}

#[cfg(test)]
mod tests {
    use super::{Hunk, hunks};
    use crate::base::Span;
    use crate::data::edit::Splice;

    #[test]
    fn changed_lines_are_shown() {
        let check = |text: &str, splices: &[Splice], expected: &[(usize, &[&str], &[&str])]| {
            let of = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
            let expected: Vec<Hunk> = expected
                .iter()
                .map(|(line, removed, added)| Hunk {
                    line: *line,
                    removed: of(removed),
                    added: of(added),
                })
                .collect();
            assert_eq!(hunks(text, splices), expected);
        };
        let text = "one\ntwo\nthree\n";
        check(text, &[Splice::new(Span::new(4, 7), "2")], &[(2, &["two"], &["2"])]);
        check(text, &[Splice::insert(7, "\nnew")], &[(3, &[], &["new"])]);
        check(
            text,
            &[Splice::new(Span::new(8, 9), "T"), Splice::new(Span::new(0, 1), "O")],
            &[(1, &["one"], &["One"]), (3, &["three"], &["Three"])],
        );
    }
}
