//! Capitalised names in texts that have no entity.

use std::collections::BTreeMap;

use crate::base::{Path, Range, Span};
use crate::change::suggest::runs::{
    PARTICLES, Reading, Vocabularies, Vocabulary, is_capitals, is_common, is_noun,
};
use crate::change::suggest::words::Words;
use crate::parse::{Document, locate_each};
use crate::source::Config;

/// A name in texts without an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// Number of places.
    pub count: usize,
    /// Number of articles.
    pub articles: usize,
    /// First place: article, bytes of its file.
    pub first: (Path, Span),
}

/// Maximum length of an acronym in letters: longer words in capitals are emphasis.
const MOST_LETTERS: usize = 6;

/// Capitalised names of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capitals {
    /// Names within sentences, with first place and count.
    names: BTreeMap<String, (Range, usize)>,
    /// Names at the start of a sentence, with first place, count, and the range without the words that only
    /// open it (`None` if nothing is left).
    openings: BTreeMap<String, (Range, usize, Option<Range>)>,
}

/// Names of one article: runs of capitalised words in its paragraphs, outside `taken` (sorted).
pub fn capitals(
    document: &Document,
    taken: &[Range],
    reading: &Reading<'_>,
    vocabularies: &Vocabularies<'_>,
) -> Capitals {
    let (words, vocabulary) = (Words::of(reading.tag), vocabularies.of(reading.tag));
    let judge = Judge { stream: &document.body.stream, words, vocabulary };
    let mut found = Capitals::default();
    for run in &reading.runs {
        let parts = &run.words[judge.lead(&run.words)..];
        let Some(range) = whole(parts) else { continue };
        let next = taken.partition_point(|taken| taken.end <= range.start);
        // taken ranges may be nested: check all that begin before the end
        let is_taken = taken[next..]
            .iter()
            .take_while(|taken| taken.start < range.end)
            .any(|taken| taken.overlaps(range));
        if is_taken {
            continue;
        }
        let name = || judge.text(&range).replace('\n', " ");
        if run.is_opening && parts.len() == run.words.len() {
            found.openings.entry(name()).or_insert((range, 0, judge.rest(parts))).1 += 1;
        } else if judge.is_name(parts) {
            found.names.entry(name()).or_insert((range, 0)).1 += 1;
        }
    }
    found
}

/// Separates names from other capitalised words of one text.
struct Judge<'a> {
    stream: &'a str,
    words: &'static Words,
    vocabulary: &'a Vocabulary<'a>,
}

impl Judge<'_> {
    /// Number of words at the start that are not part of the name: `Mr`, and nouns in languages that capitalise them.
    fn lead(&self, parts: &[Range]) -> usize {
        let has_nouns = self.words.has_noun_capitals();
        let leads = |part: &&Range| {
            let word = self.text(part);
            let is_noun = || {
                let is_noun = is_noun(self.vocabulary, word);
                is_noun || self.is_plain(part) || self.words.is_article(word)
            };
            self.words.is_courtesy(word) || (has_nouns && is_noun())
        };
        let lead = parts.iter().take_while(leads).count();
        let is_title = |part: &Range| has_nouns && self.words.is_title(self.text(part));
        let titled = parts[..parts.len() - 1].iter().rposition(is_title);
        lead.max(titled.map_or(0, |at| at + 1))
    }

    /// The rest of a run at the start of a sentence, without the words that only open it.
    fn rest(&self, parts: &[Range]) -> Option<Range> {
        let joins = |part: &&Range| PARTICLES.contains(&self.text(part));
        let tail = &parts[1..];
        let rest = if self.is_common(&parts[0]) {
            &tail[tail.iter().take_while(joins).count()..]
        } else {
            parts
        };
        // the first word may have its capital only from its position
        let is_some = tail.iter().any(|part| !self.is_plain(part)) && self.is_name(rest);
        whole(rest).filter(|_| is_some)
    }

    /// Whether a run within a sentence is a name.
    fn is_name(&self, parts: &[Range]) -> bool {
        let Some(range) = whole(parts) else { return false };
        if let [only] = parts {
            let word = self.text(only);
            let n_letters = word.chars().count();
            let is_number = word.trim_end_matches('e').chars().all(|c| "IVXLC".contains(c));
            let is_shouted = is_capitals(word) && n_letters > MOST_LETTERS;
            let is_plain = self.is_plain(only) || self.words.is_plain(word) || self.is_common(only);
            return n_letters > 1
                && !(self.words.has_noun_capitals() || is_number || is_shouted || is_plain);
        }
        // `SPD-Spitze` is one noun
        let is_noun = self.words.has_noun_capitals() && !self.text(&range).contains([' ', '\n']);
        let n_shouted = parts.iter().filter(|part| is_capitals(self.text(part))).count();
        !is_noun && n_shouted < 2 && !parts.iter().all(|part| self.is_plain(part))
    }

    fn is_common(&self, part: &Range) -> bool {
        is_common(self.vocabulary, self.text(part))
    }

    fn is_plain(&self, part: &Range) -> bool {
        self.words.leads(self.text(part)) || PARTICLES.contains(&self.text(part))
    }

    fn text(&self, part: &Range) -> &str {
        &self.stream[part.of()]
    }
}

/// From the first word to the last.
fn whole(parts: &[Range]) -> Option<Range> {
    Some(Range { start: parts.first()?.start, end: parts.last()?.end })
}

/// The first `limit` names and the total number; most frequent first, then by name. A run at the start of a sentence
/// counts towards a name known from within sentences, with or without its first word; a single word otherwise does not
/// count.
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
    let mut rest: Vec<(&str, usize, Range, usize)> = Vec::new();
    for (at, (_, capitals)) in articles.iter().enumerate() {
        for (name, (range, count, without)) in &capitals.openings {
            let first = name.find(' ').map_or(0, |space| space + 1);
            let lead = without.map(|without| (without.start - range.start) as usize);
            let known = [0, first].into_iter().find(|lead| all.contains_key(&name[*lead..]));
            let Some(lead) = known.or(lead) else { continue };
            let start = range.start + lead as u32;
            rest.push((&name[lead..], at, Range { start, ..*range }, *count));
        }
    }
    for (name, at, range, count) in rest {
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

/// Places of a name: the first in each article.
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
