//! Mentions found by name (FORMAT section 4, “By name”).

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use crate::anchor::haystack::Haystack;
use crate::base::Range;
use crate::names::fold::{Folded, Folding};
use crate::names::forms::{Hit, Meaning};
use crate::names::{EntityIx, Forms};
use crate::parse::{BlockKind, Body};

/// A range that the author marked, with its entity. Takes precedence over matches by name.
pub(crate) type Explicit = (Range, EntityIx);

/// A name found in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Byte range in the text stream.
    pub(crate) range: Range,
    /// Entities with this name; more than one if ambiguous.
    pub(crate) entities: Vec<EntityIx>,
    /// Whether it lies within an explicit mention.
    pub(crate) is_nested: bool,
    /// Whether the text capitalizes a form written in lower case.
    pub(crate) is_lowered: bool,
}

/// What to match in one text, and where.
pub(crate) struct Rules<'a> {
    /// The text's own forms.
    pub(crate) own: &'a Forms,
    /// Forms of the whole site. An own form wins over one of the same length.
    pub(crate) site: Option<&'a Forms>,
    /// Explicit mentions, sorted.
    pub(crate) explicit: &'a [Explicit],
    /// Ranges that are not searched (code and links), sorted.
    pub(crate) barred: &'a [Range],
    /// Whether headings are searched.
    pub(crate) headings: bool,
    /// Minimum length of a form, in code points.
    pub(crate) min_length: usize,
}

/// Finds forms in a text from left to right; at each position the longest valid one.
pub(crate) fn matches(body: &Body, haystack: &Haystack<'_>, rules: &Rules<'_>) -> Vec<Match> {
    let mut found = Vec::new();
    for block in &body.blocks {
        let is_open = match block.kind {
            BlockKind::Text => true,
            BlockKind::Heading(_) => rules.headings,
            BlockKind::Code => false,
        };
        if is_open {
            let folded = Folded::new(&haystack.stream()[block.range.of()], Folding::Characters);
            let block = BlockSearch { haystack, rules, folded: &folded, offset: block.range.start };
            block.matches(&mut found);
        }
    }
    found
}

/// A block being searched.
struct BlockSearch<'a> {
    haystack: &'a Haystack<'a>,
    rules: &'a Rules<'a>,
    folded: &'a Folded,
    /// Byte offset of the block in the stream.
    offset: u32,
}

impl BlockSearch<'_> {
    fn matches(&self, found: &mut Vec<Match>) {
        let text = self.folded.text();
        let mut candidates = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let mut next = at + c.len_utf8();
            if may_begin(text, at) {
                self.candidates(at, c, &mut candidates);
                let hit = candidates.iter().find_map(|hit| {
                    Some((at + hit.length, self.accept(at..at + hit.length, hit)?))
                });
                if let Some((end, hit)) = hit {
                    found.extend(hit);
                    next = end;
                }
            }
            at = next;
        }
    }

    /// Collects the forms that begin at `at`, longest first. Ties: the text's own first, then exact case first.
    fn candidates<'m>(&'m self, at: usize, first: char, found: &mut Vec<Hit<'m>>) {
        found.clear();
        let text = self.folded.text();
        let lexicons = [Some(self.rules.own), self.rules.site].into_iter().flatten();
        let begins_sentence = first.is_uppercase() && begins_sentence(text, at);
        for forms in lexicons {
            forms.at_start(&text[at..], begins_sentence, found);
        }
        found.sort_by_key(|hit| std::cmp::Reverse(hit.length));
    }

    /// The match of a form at a position: `None` if it is not allowed there, `Some(None)` if the form is never a
    /// mention.
    fn accept(&self, piece: std::ops::Range<usize>, hit: &Hit<'_>) -> Option<Option<Match>> {
        let text = self.folded.text();
        if !may_end(text, piece.end) {
            return None;
        }
        let within = self.folded.source(piece.clone())?;
        let range = Range { start: self.offset + within.start, end: self.offset + within.end };
        let barred = self.rules.barred;
        let next = barred.partition_point(|barred| barred.end <= range.start);
        let is_barred = barred.get(next).is_some_and(|barred| barred.overlaps(range));
        if is_barred || !self.is_whole(range) {
            return None;
        }
        let entities = match hit.meaning {
            Meaning::Nothing => return Some(None),
            Meaning::Settled(entity) => std::slice::from_ref(entity),
            Meaning::Names(_) if text[piece].chars().count() < self.rules.min_length => {
                return None;
            }
            Meaning::Names(entities) => entities,
        };
        let is_nested = self.is_nested(range, entities)?;
        let (entities, is_lowered) = (entities.to_vec(), hit.is_lowered);
        Some(Some(Match { range, entities, is_nested, is_lowered }))
    }

    /// Whether both ends are grapheme cluster boundaries. A range may also end before a zero-width non-joiner, which
    /// ends words in Persian.
    fn is_whole(&self, range: Range) -> bool {
        let end = self.haystack.stream()[range.end as usize..].starts_with('\u{200c}');
        let end = if end { range.start } else { range.end };
        self.haystack.is_whole(Range { start: range.start, end })
    }

    /// Whether a match lies within an explicit mention; `None` if it conflicts with one.
    fn is_nested(&self, range: Range, entities: &[EntityIx]) -> Option<bool> {
        let mut is_nested = false;
        let before = self.rules.explicit.partition_point(|(marked, _)| marked.start < range.end);
        for (marked, entity) in &self.rules.explicit[..before] {
            if !marked.overlaps(range) {
                continue;
            }
            let is_inside = marked.contains(range);
            let is_around = range.contains(*marked) && *marked != range;
            if !(is_inside || is_around) || entities.contains(entity) {
                return None;
            }
            is_nested |= is_inside;
        }
        Some(is_nested)
    }
}

/// Whether a character is a letter, combining mark or digit.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a character belongs to a script without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    // Thai has the lowest code points of these scripts; skip the table lookup below it.
    if c < '\u{e00}' {
        return false;
    }
    let script = matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    );
    script || matches!(c, 'ー' | 'ｰ')
}

/// Whether a word boundary lies between two adjacent characters.
fn is_border(a: char, b: char) -> bool {
    !is_word(a) || !is_word(b) || is_unspaced(a) || is_unspaced(b)
}

/// Maximum number of one-letter words (proclitics) joined to the next word.
const MAX_PROCLITICS: usize = 3;

/// Whether a word may begin at `at`: after a word boundary, or after proclitics that Arabic and Hebrew join to it.
fn may_begin(text: &str, at: usize) -> bool {
    let Some(first) = text[at..].chars().next().filter(|c| !c.is_whitespace()) else {
        return false;
    };
    let proclitics = match first {
        '\u{590}'..='\u{8ff}' => proclitics(first),
        _ => "",
    };
    let mut next = first;
    let mut count = 0;
    for before in text[..at].chars().rev() {
        if is_border(before, next) {
            return true;
        }
        if proclitics.contains(before) && count < MAX_PROCLITICS {
            count += 1;
        } else if proclitics.is_empty() || !is_combining_mark(before) {
            return false;
        }
        next = before;
    }
    // Any remaining marks have no letter before them.
    true
}

/// Proclitics of a letter's script.
fn proclitics(letter: char) -> &'static str {
    match letter.script() {
        Script::Arabic => "وفبكل",
        Script::Hebrew => "ובכלמשה",
        _ => "",
    }
}

fn may_end(text: &str, end: usize) -> bool {
    match (text[..end].chars().next_back(), text[end..].chars().next()) {
        (Some(last), Some(after)) => is_border(last, after),
        _ => true,
    }
}

/// Whether a word is the first of its block, or follows `.!?…` and closing marks.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(['"', '\'', '(', '[', '{', '¿', '¡']).trim_end();
    let before = before.trim_end_matches(['"', '\'', ')', ']', '}']);
    before.is_empty() || before.ends_with(['.', '!', '?', '。', '！', '？', '؟'])
}

#[cfg(test)]
mod tests;
