//! The articles of a language, read from a folder or generated.

use std::fs;
use std::path::Path;

use crate::dice::Dice;
use crate::place::annotate;
use crate::text::{Sentence, Text};

/// The annotated articles of a language.
pub(crate) struct Language {
    pub(crate) tag: String,
    pub(crate) texts: Vec<Text>,
    /// By article: its words without annotations, with repetitions.
    words: Vec<Vec<String>>,
}

impl Language {
    fn new(tag: &str, texts: impl Iterator<Item = String>) -> Self {
        let annotated = |(at, text): (usize, String)| {
            let mut text = Text::new(&text);
            annotate(&mut text, &mut Dice::new(&["annotate", tag, &at.to_string()]));
            text
        };
        let texts: Vec<Text> = texts.enumerate().map(annotated).collect();
        let words = |text: &Text| {
            let tokens = text.sentences.iter().flat_map(|sentence| &sentence.tokens);
            let free = tokens.filter(|token| token.is_word() && token.mark.is_none());
            free.map(|token| token.text.clone()).collect()
        };
        let words = texts.iter().map(words).collect();
        Self { tag: tag.to_owned(), texts, words }
    }

    /// A word of another article.
    pub(crate) fn word(&self, article: usize, dice: &mut Dice) -> String {
        let words = &self.words[self.other(article, dice)];
        if words.is_empty() { "x".to_owned() } else { dice.pick(words).clone() }
    }

    /// Consecutive sentences of another article.
    pub(crate) fn sentences(&self, article: usize, n: usize, dice: &mut Dice) -> Vec<Sentence> {
        let sentences = &self.texts[self.other(article, dice)].sentences;
        let start = dice.below(sentences.len().saturating_sub(n));
        sentences[start..].iter().take(n).map(Sentence::unmarked).collect()
    }

    fn other(&self, article: usize, dice: &mut Dice) -> usize {
        let n = self.texts.len();
        (article + 1 + dice.below(n.saturating_sub(1))) % n.max(1)
    }

    /// A pronoun to replace a name.
    pub(crate) fn pronoun(&self, dice: &mut Dice) -> Option<&'static str> {
        let pronouns: &[&str] = match &*self.tag {
            "en" => &["it", "he", "she", "they", "this"],
            "de" => &["er", "sie", "es", "dieser"],
            "ru" => &["он", "она", "оно", "они", "это"],
            "uk" => &["він", "вона", "воно", "вони", "це"],
            "ar" => &["هو", "هي", "هذا", "ذلك"],
            "he" => &["הוא", "היא", "זה", "הם"],
            "ja" => &["それ", "これ", "彼", "彼女"],
            "zh" => &["它", "他", "她", "这"],
            "ko" => &["그것은", "이것을", "그는"],
            _ => return None,
        };
        Some(*dice.pick::<&'static str>(pronouns))
    }
}

/// Reads at most `limit` articles per language; each subfolder is a language, named by its tag.
pub(crate) fn read(folder: &Path, only: Option<&str>, limit: usize) -> Vec<Language> {
    let mut folders: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let language = |folder: &std::path::PathBuf| {
        let tag = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if only.is_some_and(|only| only != tag) {
            return None;
        }
        let mut paths: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        let texts = paths.iter().take(limit).map(|path| fs::read_to_string(path).unwrap());
        let language = Language::new(&tag, texts);
        (!language.texts.is_empty()).then_some(language)
    };
    folders.iter().filter_map(language).collect()
}

/// Texts of common words with 25 recurring names.
pub(crate) fn generated(limit: usize) -> Vec<Language> {
    let mut dice = Dice::new(&["generated"]);
    let texts: Vec<String> = (0..limit.min(40)).map(|_| article(&mut dice)).collect();
    vec![Language::new("generated", texts.into_iter())]
}

fn article(dice: &mut Dice) -> String {
    let names: Vec<String> = (0..25)
        .map(|_| {
            let name = capital(&word(dice));
            if dice.once_in(2) { format!("{name} {}", capital(&word(dice))) } else { name }
        })
        .collect();
    let mut out = String::new();
    for sentence in 0..75 {
        let mut words = vec![capital(&word(dice))];
        for _ in 0..8 + dice.below(10) {
            words.push(match dice.below(8) {
                0 => names[dice.below(25).min(dice.below(25))].clone(),
                _ => word(dice),
            });
        }
        let comma = dice.below(words.len() - 1);
        words[comma].push(',');
        out.push_str(&words.join(" "));
        out.push_str(if sentence % 5 == 4 { ".\n" } else { ". " });
    }
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A word of one to four syllables; short words are most frequent, as in real texts.
fn word(dice: &mut Dice) -> String {
    const COMMON: [&str; 12] =
        ["the", "of", "and", "in", "to", "a", "that", "was", "for", "with", "on", "his"];
    if dice.once_in(3) {
        return COMMON[dice.below(12)].into();
    }
    const SYLLABLES: [&str; 24] = [
        "ka", "ro", "mi", "tel", "san", "vor", "di", "lu", "pen", "gar", "ne", "so", "bel", "tur",
        "al", "ist", "ham", "or", "qui", "fa", "len", "mor", "es", "du",
    ];
    // few words are frequent, most are rare
    let rank = dice.below(600) * dice.below(600) / 600;
    let mut seed = Dice::new(&["word", &rank.to_string()]);
    let length = 1 + seed.below(3);
    (0..=length).map(|_| SYLLABLES[seed.below(24)]).collect()
}
