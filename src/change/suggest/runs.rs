//! Word counts of a text by capitalisation, and its runs of capitalised words.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::base::{Range, language};
use crate::change::suggest::words::Words;
use crate::names::FastMap;
use crate::parse::{BlockKind, Document};
use crate::source::Config;

/// Counts of words, by lower-case form.
pub(crate) type Vocabulary<'d> = FastMap<Cow<'d, str>, Counts>;

/// How often a word has which spelling, not counting the start of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// In lower case.
    pub(crate) lower: u32,
    /// With a capital.
    pub(crate) capital: u32,
    /// With a capital, and no capitalised word next to it.
    pub(crate) alone: u32,
    /// After an article, in languages that capitalise nouns.
    pub(crate) noun: u32,
}

/// The words of one text.
#[derive(Clone, Debug, Default)]
pub struct Reading<'d> {
    /// Its language.
    pub(crate) tag: &'d str,
    /// Runs of capitalised words in its paragraphs, in order.
    pub(crate) runs: Vec<Run>,
    /// Its word counts, until merged into [`Vocabularies`].
    pub(crate) vocabulary: Vocabulary<'d>,
}

/// A run of capitalised words and the words that join them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Ranges in the text stream; the first and the last word have a capital.
    pub(crate) words: Vec<Range>,
    /// Whether it begins a sentence, a quotation or an insertion.
    pub(crate) is_opening: bool,
}

impl Run {
    /// From its first word to its last.
    pub(crate) fn range(&self) -> Range {
        Range { start: self.words[0].start, end: self.end() }
    }

    /// Where its last word ends.
    pub(crate) fn end(&self) -> u32 {
        self.words.last().map_or(0, |word| word.end)
    }
}

/// Words that join the parts of a name.
pub(crate) const PARTICLES: [&str; 24] = [
    "of", "de", "da", "do", "dos", "di", "du", "del", "della", "des", "der", "den", "van", "von",
    "zu", "ter", "al", "el", "bin", "ibn", "ben", "abu", "la", "le",
];

/// Weight of an occurrence after an article against a name, in languages that capitalise nouns.
const ARTICLE: u32 = 3;

/// Languages that elide an article or preposition before a name: `l’Europe`.
const ELIDING: [&str; 4] = ["ca", "fr", "it", "oc"];

/// Contractions after an apostrophe: `I’m`.
const CONTRACTED: [&str; 6] = ["d", "ll", "m", "re", "t", "ve"];

/// Reads the words of a text's paragraphs.
pub fn read<'d>(document: &'d Document, config: &'d Config) -> Reading<'d> {
    let tag = document.language(config);
    let mut reading = Reading { tag, ..Reading::default() };
    let body = &document.body;
    for block in body.blocks.iter().filter(|block| block.kind == BlockKind::Text) {
        add(&mut reading, &body.stream[block.range.of()], block.range.start as usize);
    }
    reading
}

/// Reads the words of a paragraph at an offset of the text stream.
pub(crate) fn add<'d>(reading: &mut Reading<'d>, text: &'d str, offset: usize) {
    let words = Words::of(reading.tag);
    let elides = ELIDING.contains(&language::primary(reading.tag));
    let mut open: Option<Run> = None;
    // particles, part of the run only if a capitalised word follows
    let mut pending: Vec<Range> = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    for (at, word) in text.split_word_bound_indices() {
        if !word.chars().any(char::is_alphanumeric) {
            continue;
        }
        let (between, before) = match last {
            Some((end, before)) => (&text[end..at], before),
            None => (".", ""),
        };
        last = Some((at + word.len(), word));
        let is_initial = || is_capital(before) && before.chars().nth(1).is_none();
        let is_abbreviated = || is_initial() || words.is_short(before);
        let is_short = matches!(between, ". " | ".") && is_abbreviated();
        let joins = is_short || matches!(between, " " | "\u{a0}" | "-" | "‑" | "");
        let range = |from: usize, to: usize| Range::new(offset + from, offset + to);
        let (lead, name, is_last) = parts(word, elides);
        if !joins || (lead > 0 && !word.starts_with('d')) {
            pending.clear();
            close(open.take(), text, offset, reading);
        }
        if !is_capital(name) {
            // where nouns have capitals, `der` and `des` can join any two
            let joins_all = words.has_noun_capitals() && words.is_article(word);
            let is_particle = PARTICLES.contains(&word)
                && pending.len() < 2
                && (!joins_all || !pending.is_empty());
            if open.is_some() && is_particle {
                pending.push(range(at, at + word.len()));
            } else {
                pending.clear();
                close(open.take(), text, offset, reading);
            }
            if word.chars().all(char::is_lowercase) {
                reading.vocabulary.entry(word.into()).or_default().lower += 1;
            }
            continue;
        }
        let place = range(at + lead, at + lead + name.len());
        let is_opening = lead == 0 && !is_short && between.contains(is_stop);
        if words.is_article(before) {
            let known = reading.vocabulary.entry(name.to_lowercase().into()).or_default();
            known.noun += 1;
        }
        let run = open.get_or_insert_with(|| Run { words: Vec::new(), is_opening });
        run.words.append(&mut pending);
        run.words.push(place);
        if is_last {
            close(open.take(), text, offset, reading);
        }
    }
    close(open, text, offset, reading);
}

/// Ends a run and counts its words.
fn close(run: Option<Run>, text: &str, offset: usize, reading: &mut Reading<'_>) {
    let Some(run) = run else { return };
    for range in run.words.iter().skip(usize::from(run.is_opening)) {
        let word = &text[range.start as usize - offset..range.end as usize - offset];
        if !is_capitals(word) && is_capital(word) {
            let counts = reading.vocabulary.entry(word.to_lowercase().into()).or_default();
            counts.capital += 1;
            counts.alone += u32::from(run.words.len() == 1);
        }
    }
    reading.runs.push(run);
}

/// A word without elided and contracted parts: bytes removed in front, the rest, and whether it ends a name. The rest
/// of `I’m` is empty.
fn parts(word: &str, elides: bool) -> (usize, &str, bool) {
    let Some(at) = word.rfind(['\'', '’']) else { return (0, word, false) };
    let after = word[at..].trim_start_matches(['\'', '’']);
    let lead = word.len() - after.len();
    match after {
        "s" => (0, &word[..at], true),
        _ if CONTRACTED.contains(&after) => (0, "", false),
        _ if elides && is_capital(after) => (lead, after, false),
        _ => (0, word, false),
    }
}

/// Whether a word begins with a capital, other than `I`.
pub(crate) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word != "I"
}

/// Whether a word has several letters, all in capitals.
pub(crate) fn is_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

/// Whether a sentence, a quotation or an insertion may begin after a character.
#[rustfmt::skip]
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | ':' | ';' | '•' | '。' | '！' | '？' | '؟' | '—' | '–' | '¿' | '¡'
            | '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‘'
    )
}

/// Whether a word is more often in lower case than alone with a capital.
pub(crate) fn is_common(vocabulary: &Vocabulary<'_>, word: &str) -> bool {
    counts(vocabulary, word).is_some_and(|counts| counts.lower > counts.alone)
}

/// Whether a word is more likely a noun than a name, in languages that capitalise nouns.
pub(crate) fn is_noun(vocabulary: &Vocabulary<'_>, word: &str) -> bool {
    counts(vocabulary, word)
        .is_some_and(|counts| counts.lower + ARTICLE * counts.noun > counts.alone)
}

/// Whether a word is more often capitalised than in lower case.
pub(crate) fn is_name(vocabulary: &Vocabulary<'_>, word: &str) -> bool {
    counts(vocabulary, word).is_some_and(|counts| counts.capital > counts.lower)
}

fn counts(vocabulary: &Vocabulary<'_>, word: &str) -> Option<Counts> {
    vocabulary.get(word.to_lowercase().as_str()).copied()
}

/// Word counts of all texts, by language; the second field is empty, for languages without texts.
#[derive(Clone, Debug, Default)]
pub struct Vocabularies<'d>(FastMap<String, Vocabulary<'d>>, Vocabulary<'d>);

impl<'d> Vocabularies<'d> {
    /// Merges the counts of all texts.
    #[allow(clippy::iter_over_hash_type, reason = "sums are the same in any order")]
    pub fn of_all(readings: &mut [Reading<'d>]) -> Self {
        let mut all = Self::default();
        for reading in readings {
            let known = all.0.entry(language::primary(reading.tag).to_owned()).or_default();
            for (word, counts) in std::mem::take(&mut reading.vocabulary) {
                let sum = known.entry(word).or_default();
                sum.lower += counts.lower;
                sum.capital += counts.capital;
                sum.alone += counts.alone;
                sum.noun += counts.noun;
            }
        }
        all
    }

    /// Counts for a language.
    pub(crate) fn of(&self, tag: &str) -> &Vocabulary<'d> {
        self.0.get(language::primary(tag)).unwrap_or(&self.1)
    }
}

#[cfg(test)]
mod tests {
    use crate::change::suggest::runs::{Reading, add};

    fn reading<'t>(text: &'t str, tag: &'t str) -> Reading<'t> {
        let mut reading = Reading { tag, ..Reading::default() };
        add(&mut reading, text, 0);
        reading
    }

    #[test]
    fn names_are_runs_of_capitalised_words() {
        let check = |tag: &str, text: &str, expected: &[&str]| {
            let found: Vec<String> = reading(text, tag)
                .runs
                .iter()
                .map(|run| {
                    let range = run.words[0].start as usize..run.words.last().unwrap().end as usize;
                    let mark = if run.is_opening { "." } else { "" };
                    format!("{mark}{}", &text[range])
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("en", "the Bank of England and the IMF met", &["Bank of England", "IMF"]);
        check("en", "with Ahmed al-Sharaa, J. R. Smith of it", &["Ahmed al-Sharaa", "J. R. Smith"]);
        check("en", "by Mara’s Book and Mara's", &["Mara", "Book", "Mara"]);
        check("en", "so I’m late. Don't. He'll see O’Brien", &["O’Brien"]);
        check("en", "saw Mr. Smith. Then Rome", &["Mr. Smith", ".Then Rome"]);
        check("en", "in 1. Rome, he said, “Oh Ada", &[".Rome", ".Oh Ada"]);
        check(
            "de",
            "die Angaben der Polizei, Bas van der Berg",
            &["Angaben", "Polizei", "Bas van der Berg"],
        );
        check("en", "at Marks & Spencer, Leeds", &["Marks", "Spencer", "Leeds"]);
        check(
            "fr",
            "L’Europe et l’Asie de Giscard d’Estaing",
            &["Europe", "Asie de Giscard d’Estaing"],
        );
        check("ru", "сказал Владимир Путин вчера", &["Владимир Путин"]);
        check("ja", "東京 قال", &[]);
    }

    #[test]
    fn words_are_counted_as_they_are_written() {
        let check = |text: &str, word: &str, expected: (u32, u32, u32)| {
            let counts = reading(text, "en").vocabulary.get(word).copied().unwrap_or_default();
            assert_eq!((counts.lower, counts.capital, counts.alone), expected, "{text}: {word}");
        };
        check("May I? He may, in May. “May we?”", "may", (1, 1, 1));
        check("A will of Will’s. WILL", "will", (1, 1, 1));
        check("of Will Roe. I’ll", "will", (0, 1, 0));
        check("Will. “Will", "will", (0, 0, 0));
    }
}
