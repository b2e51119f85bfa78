//! Mentions found by name (FORMAT section 4, “By name”).

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use crate::anchor::quote::Ground;
use crate::base::Range;
use crate::names::fold::Folded;
use crate::names::forms::Meaning;
use crate::names::{EntityIx, Forms};
use crate::parse::{BlockKind, Body};

/// What was marked by the author, which comes first.
pub(crate) type Explicit = (Range, EntityIx);

/// A name found in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Where.
    pub(crate) range: Range,
    /// Whose: more than one, and nobody knows which.
    pub(crate) entities: Vec<EntityIx>,
    /// Whether it lies in what the author marked.
    pub(crate) is_nested: bool,
}

/// Finds the forms in a text: left to right, the longest valid one at each place.
///
/// `explicit` are the author's own mentions, sorted by start; `barred` ranges, sorted, hold no match.
pub(crate) fn matches(
    body: &Body,
    ground: &Ground<'_>,
    forms: &Forms,
    rules: &Rules<'_>,
) -> Vec<Match> {
    let folded = ground.folded();
    let mut found = Vec::new();
    let mut candidates = Vec::new();
    for block in &body.blocks {
        let is_open = match block.kind {
            BlockKind::Text => true,
            BlockKind::Heading(_) => rules.headings,
            BlockKind::Code => false,
        };
        if !is_open {
            continue;
        }
        let (start, end) = (folded.place_of(block.range.start), folded.place_of(block.range.end));
        let text = folded.text[start..end].trim_end_matches(' ');
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if !may_begin(text, at) {
                at += c.len_utf8();
                continue;
            }
            forms.at_start(
                &text[at..],
                c.is_uppercase() && begins_sentence(text, at),
                &mut candidates,
            );
            let hit = candidates.iter().rev().find_map(|(bytes, meaning)| {
                rules.accept(folded, (text, start), (at, at + bytes), meaning)
            });
            match hit {
                Some((end, hit)) => {
                    found.extend(hit);
                    at = end;
                }
                None => at += c.len_utf8(),
            }
        }
    }
    found
}

/// What bounds the matches in one text.
pub(crate) struct Rules<'a> {
    /// The author's own mentions, sorted by start.
    pub(crate) explicit: &'a [Explicit],
    /// Ranges without matches, sorted.
    pub(crate) barred: &'a [Range],
    /// Whether headings are searched.
    pub(crate) headings: bool,
    /// Code points a form needs.
    pub(crate) min_length: usize,
}

impl Rules<'_> {
    /// Whether a form may stand at a place of a block; where it ends, and the match unless the form is none.
    fn accept(
        &self,
        folded: &Folded,
        (text, offset): (&str, usize),
        (start, end): (usize, usize),
        meaning: &Meaning,
    ) -> Option<(usize, Option<Match>)> {
        if !may_end(text, end) || text[start..end].chars().count() < self.min_length {
            return None;
        }
        let range = folded.source(offset + start, offset + end)?;
        if self.barred.iter().any(|barred| barred.overlaps(range)) {
            return None;
        }
        let entities = match meaning {
            Meaning::Nothing => return Some((end, None)),
            Meaning::Entities(entities) => entities,
        };
        let mut is_nested = false;
        for (other, entity) in self.explicit.iter().take_while(|(other, _)| other.start < range.end)
        {
            if !other.overlaps(range) {
                continue;
            }
            // of the same words the author has said what they mean
            let is_inside = other.contains(range) && *other != range;
            let holds = range.contains(*other) && *other != range;
            if !(holds || is_inside) || (is_inside && entities[..] == [*entity]) {
                return None;
            }
            is_nested |= is_inside;
        }
        Some((end, Some(Match { range, entities: entities.clone(), is_nested })))
    }
}

/// Letters, marks and digits.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Scripts that write no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    ) || c == 'ー'
}

/// Whether two neighbours belong to different words.
fn is_border(a: char, b: char) -> bool {
    !is_word(a) || !is_word(b) || is_unspaced(a) || is_unspaced(b)
}

/// Whether a word may begin at a place: after a border, or after one-letter words that Arabic and Hebrew write
/// together with it.
fn may_begin(text: &str, at: usize) -> bool {
    let Some(first) = text[at..].chars().next().filter(|c| !c.is_whitespace()) else {
        return false;
    };
    let mut next = first;
    for (count, before) in text[..at].chars().rev().enumerate() {
        if is_border(before, next) {
            return true;
        }
        let is_proclitic = match first.script() {
            Script::Arabic => "وفبكل".contains(before),
            Script::Hebrew => "ובכלמשה".contains(before),
            _ => false,
        };
        if !is_proclitic || count >= 3 {
            return false;
        }
        next = before;
    }
    true
}

fn may_end(text: &str, end: usize) -> bool {
    match (text[..end].chars().next_back(), text[end..].chars().next()) {
        (Some(last), Some(after)) => !is_word(after) || is_border(last, after),
        _ => true,
    }
}

/// Whether a word at a place of a block stands first in it, or after `.!?…` and closing marks.
fn begins_sentence(text: &str, at: usize) -> bool {
    let opening = ['"', '\'', '(', '[', '{', '¿', '¡'];
    let before = text[..at].trim_end_matches(opening);
    let before = before.trim_end();
    let before = before.trim_end_matches(['"', '\'', ')', ']', '}']);
    before.is_empty() || before.ends_with(['.', '!', '?', '。', '！', '？', '؟'])
}

#[cfg(test)]
mod tests {
    use super::{Rules, matches};
    use crate::anchor::quote::Ground;
    use crate::base::Range;
    use crate::names::{EntityIx, Forms};
    use crate::parse::{Block, BlockKind, Body};

    #[track_caller]
    fn check(stream: &str, forms: &[(&str, Option<u32>)], expected: &[&str]) {
        let mut trie = Forms::default();
        for (form, entity) in forms {
            trie.add(form, entity.map(EntityIx));
        }
        let block = Block { range: Range::new(0, stream.len()), kind: BlockKind::Text };
        let body = Body { blocks: vec![block], ..Body::default() };
        let rules = Rules { explicit: &[], barred: &[], headings: false, min_length: 2 };
        let found = matches(&body, &Ground::new(stream), &trie, &rules);
        let found: Vec<&str> = found.iter().map(|found| &stream[found.range.of()]).collect();
        assert_eq!(found, expected, "{stream}");
    }

    #[test]
    fn names_stand_between_borders() {
        let forms = [("Russia", Some(0))];
        check("Russia's Russia-led, “Russia”; Russian Russia2 PRussia", &forms, &["Russia"; 3]);
        check("Russia\u{301} Russia", &forms, &["Russia"]);
        check("in Mos\u{ad}cow", &[("Moscow", Some(0))], &["Mos\u{ad}cow"]);
    }

    #[test]
    fn the_longest_valid_form_wins() {
        let forms = [("Assad", Some(0)), ("Assad regime", Some(1)), ("al-Assad", Some(0))];
        check("the Assad regime and Assad regimes", &forms, &["Assad regime", "Assad"]);
        check("Bashar al-Assad", &forms, &["al-Assad"]);
        check("New York Times", &[("York", Some(0)), ("New York Times", None)], &[]);
    }

    #[test]
    fn case_counts_but_at_the_start_of_a_sentence() {
        let forms = [("al-Sharaa", Some(0))];
        check("Al-Sharaa met Al-Sharaa. “Al-Sharaa", &forms, &["Al-Sharaa", "Al-Sharaa"]);
        check("AL-SHARAA", &forms, &[]);
    }

    #[test]
    fn scripts_have_their_own_borders() {
        check(
            "プーチン大統領はモスクワへ",
            &[("プーチン", Some(0)), ("モスクワ", Some(1))],
            &["プーチン", "モスクワ"],
        );
        check("وموسكو وبموسكو موسكوفي", &[("موسكو", Some(0))], &["موسكو", "موسكو"]);
        check("במוסקבה", &[("מוסקבה", Some(0))], &["מוסקבה"]);
        check("xМосква", &[("Москва", Some(0))], &[]);
    }
}
