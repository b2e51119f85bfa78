//! Capitalised names in texts that no entity has.

use std::collections::{BTreeMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::base::{Path, Range, Span};
use crate::parse::{BlockKind, Document, locate_each};
use crate::source::Config;

/// Words written in lower case somewhere in the site: what begins a sentence and is one of them is no name.
pub type Vocabulary = HashSet<String, foldhash::fast::FixedState>;

/// A name that stands in texts and that no entity has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// In how many places.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
    /// The first place: article, bytes of its file.
    pub first: (Path, Span),
}

/// Capitalised names of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capitals {
    /// Names within sentences, with their first place and their number.
    names: BTreeMap<String, (Range, usize)>,
    /// Those that begin a sentence: their first word may be none of the name.
    openings: BTreeMap<String, (Range, usize)>,
}

/// Words that join the parts of a name.
const PARTICLES: [&str; 24] = [
    "of", "de", "da", "do", "dos", "di", "du", "del", "della", "des", "der", "den", "van", "von",
    "zu", "ter", "al", "el", "bin", "ibn", "ben", "abu", "la", "le",
];

/// Languages that write every noun with a capital: only names of several words are told from them.
const NOUNS: [&str; 2] = ["de", "lb"];

/// Words of a text that stand in lower case.
pub fn vocabulary(document: &Document) -> Vocabulary {
    let words = document.body.stream.unicode_words();
    let lower = words.filter(|word| word.chars().all(char::is_lowercase));
    lower.map(str::to_owned).collect()
}

/// Names of one article: runs of capitalised words in its paragraphs, outside of `taken` (sorted).
pub fn capitals(
    document: &Document,
    taken: &[Range],
    vocabulary: &Vocabulary,
    config: &Config,
) -> Capitals {
    let stream = &*document.body.stream;
    let has_nouns = NOUNS.contains(&crate::base::language::primary(document.language(config)));
    let mut found = Capitals::default();
    for block in document.body.blocks.iter().filter(|block| block.kind == BlockKind::Text) {
        let offset = block.range.start as usize;
        for sentence in stream[block.range.of()].split_sentence_bound_indices() {
            for run in runs(sentence.1) {
                let mut words: Vec<(usize, &str)> = run;
                let is_first = |at: usize| !sentence.1[..at].chars().any(char::is_alphanumeric);
                let mut begins = words.first().is_some_and(|(at, _)| is_first(*at));
                if begins && vocabulary.contains(&words[0].1.to_lowercase()) {
                    words.remove(0);
                    while words.first().is_some_and(|(_, word)| PARTICLES.contains(word)) {
                        words.remove(0);
                    }
                    begins = false;
                }
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                let base = offset + sentence.0;
                let range = Range::new(base + first.0, base + last.0 + last.1.len());
                let next = taken.partition_point(|taken| taken.end <= range.start);
                // what is taken may lie in what is: look at all that begin before its end
                let is_taken = taken[next..]
                    .iter()
                    .take_while(|taken| taken.start < range.end)
                    .any(|taken| taken.overlaps(range));
                let name = &stream[range.of()];
                let is_short = name.chars().count() < 2 || (has_nouns && words.len() == 1);
                if is_taken || is_short {
                    continue;
                }
                let names = if begins { &mut found.openings } else { &mut found.names };
                names.entry(name.replace('\n', " ")).or_insert((range, 0)).1 += 1;
            }
        }
    }
    found
}

/// Runs of capitalised words in a sentence: each word with its place.
fn runs(sentence: &str) -> Vec<Vec<(usize, &str)>> {
    let mut runs: Vec<Vec<(usize, &str)>> = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    // particles that belong to the run if a capitalised word follows
    let mut pending: Vec<(usize, &str)> = Vec::new();
    let mut between = String::new();
    for (at, word) in sentence.split_word_bound_indices() {
        let is_word = word.chars().any(char::is_alphanumeric);
        if !is_word {
            between.push_str(word);
            continue;
        }
        let last = pending.last().or(open.last()).map(|(_, word)| *word);
        let is_initial = last.is_some_and(|last| last.chars().count() == 1);
        let joins = match between.as_str() {
            " " | "-" | "‑" | "'" | "’" | "" => true,
            ". " | "." => is_initial,
            _ => false,
        };
        between.clear();
        if !joins {
            pending.clear();
            runs.extend((!open.is_empty()).then(|| std::mem::take(&mut open)));
        }
        if is_capital(word) {
            open.append(&mut pending);
            open.push((at, word));
        } else if joins && !open.is_empty() && PARTICLES.contains(&word) && pending.len() < 2 {
            pending.push((at, word));
        } else {
            pending.clear();
            runs.extend((!open.is_empty()).then(|| std::mem::take(&mut open)));
        }
    }
    runs.extend((!open.is_empty()).then_some(open));
    runs
}

fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && (word.chars().count() > 1 || word != "I")
}

/// The first `limit` of them, most often first, then by name, and how many there are. What begins a sentence counts as
/// the name that stands elsewhere, whole or without its first word; a single word that is no name elsewhere is none.
pub fn unknown(
    articles: &[(&Document, Capitals)],
    limit: usize,
    config: &Config,
) -> (Vec<Unknown>, usize) {
    let mut all: BTreeMap<&str, Places> = BTreeMap::new();
    for (at, (_, capitals)) in articles.iter().enumerate() {
        for (name, (range, count)) in &capitals.names {
            all.entry(name).or_default().add(at, *range, *count);
        }
    }
    let mut whole: Vec<(&str, usize, Range, usize)> = Vec::new();
    for (at, (_, capitals)) in articles.iter().enumerate() {
        for (name, (range, count)) in &capitals.openings {
            let tail = name.split_once(' ').map(|(_, tail)| tail);
            let known = [Some(name.as_str()), tail].into_iter().flatten();
            match known.into_iter().find(|name| all.contains_key(name)) {
                Some(known) => {
                    let lead = u32::try_from(name.len() - known.len()).unwrap_or_default();
                    let range = Range { start: range.start + lead, ..*range };
                    all.entry(known).or_default().add(at, range, *count);
                }
                None if tail.is_some() => whole.push((name, at, *range, *count)),
                None => {}
            }
        }
    }
    for (name, at, range, count) in whole {
        all.entry(name).or_default().add(at, range, count);
    }
    let total = all.len();
    let mut all: Vec<(&str, Places)> = all.into_iter().collect();
    all.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| a.0.cmp(b.0)));
    let first = |(at, range): (usize, Range)| {
        let document = articles[at].0;
        let span = locate_each(document, &[range], config).pop().unwrap_or_default();
        (document.file.path.clone(), span)
    };
    let of = |(name, places): (&str, Places)| {
        let first = places.articles.first_key_value().map(|(at, range)| first((*at, *range)));
        Some(Unknown {
            name: name.to_owned(),
            count: places.count,
            articles: places.articles.len(),
            first: first?,
        })
    };
    (all.into_iter().take(limit).filter_map(of).collect(), total)
}

/// Where a name stands: the first place in each article.
#[derive(Default)]
struct Places {
    count: usize,
    articles: BTreeMap<usize, Range>,
}

impl Places {
    fn add(&mut self, article: usize, range: Range, count: usize) {
        self.count += count;
        let first = self.articles.entry(article).or_insert(range);
        *first = range.min(*first);
    }
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn names_are_runs_of_capitalised_words() {
        let check = |sentence: &str, expected: &[&str]| {
            let found: Vec<&str> = runs(sentence)
                .iter()
                .map(|run| &sentence[run[0].0..run.last().unwrap().0 + run.last().unwrap().1.len()])
                .collect();
            assert_eq!(found, expected);
        };
        check("the Bank of England and the IMF met", &["Bank of England", "IMF"]);
        check("with Ahmed al-Sharaa, J. R. Smith of it", &["Ahmed al-Sharaa", "J. R. Smith"]);
        check("Vincent van Gogh’s Sunflowers", &["Vincent van Gogh’s Sunflowers"]);
        check("сказал Владимир Путин вчера", &["Владимир Путин"]);
        check("東京 قال", &[]);
    }
}
