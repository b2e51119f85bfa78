//! A text as sentences of tokens with their annotations, so that the right place of every annotation is known after any
//! edit.

use std::collections::{BTreeMap, BTreeSet};
use std::ops;

use glossator::base::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use crate::dice::Dice;

/// A word, or one to three characters of a script without spaces, with adjacent punctuation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Token {
    /// Whether a space precedes it, unless it is the first of its paragraph.
    pub(crate) space: bool,
    pub(crate) before: String,
    pub(crate) text: String,
    pub(crate) after: String,
    /// Its annotation.
    pub(crate) mark: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: Vec<Token>,
    pub(crate) ends_block: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) sentences: Vec<Sentence>,
}

/// A text as the pipeline reads it, with the places of its annotations.
#[derive(Clone)]
pub(crate) struct Rendered {
    pub(crate) text: String,
    pub(crate) places: BTreeMap<u32, Range>,
}

impl Token {
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    /// Whether its script has no spaces between words.
    pub(crate) fn is_unspaced(&self) -> bool {
        self.text.chars().any(is_unspaced)
    }

    /// Whether it and the next token can be one phrase, without punctuation between them.
    pub(crate) fn joins(&self, next: &Token) -> bool {
        self.after.is_empty() && next.before.is_empty()
    }
}

impl Sentence {
    pub(crate) fn holds(&self, mark: u32) -> bool {
        self.tokens.iter().any(|token| token.mark == Some(mark))
    }

    pub(crate) fn is_marked(&self) -> bool {
        self.tokens.iter().any(|token| token.mark.is_some())
    }

    /// All its tokens, joined.
    fn read(&self) -> String {
        let parts = |it: &Token| [it.before.clone(), it.text.clone(), it.after.clone()].concat();
        let ends = if self.ends_block { "¶" } else { "" };
        self.tokens.iter().map(parts).chain([ends.to_owned()]).collect()
    }

    /// The same words without annotations.
    pub(crate) fn unmarked(&self) -> Self {
        let mut copy = Self { tokens: self.tokens.clone(), ends_block: false };
        copy.tokens.iter_mut().for_each(|token| token.mark = None);
        copy
    }
}

impl Text {
    /// Parses a text of one paragraph per line.
    pub(crate) fn new(text: &str) -> Self {
        let mut dice = Dice::new(&["cut"]);
        let mut sentences = Vec::new();
        for block in text.lines() {
            let mut follows_space = !block.chars().next().is_some_and(is_unspaced);
            for sentence in block.unicode_sentences() {
                let mut tokens: Vec<Token> = Vec::new();
                for piece in sentence.split_whitespace() {
                    cut(piece, &mut tokens, &mut dice);
                }
                if let Some(first) = tokens.first_mut() {
                    first.space = follows_space || sentence.starts_with(char::is_whitespace);
                    sentences.push(Sentence { tokens, ends_block: false });
                }
                follows_space = sentence.ends_with(char::is_whitespace);
            }
            if let Some(last) = sentences.last_mut() {
                last.ends_block = true;
            }
        }
        Self { sentences }
    }

    pub(crate) fn render(&self) -> Rendered {
        let mut text = String::new();
        let mut places: BTreeMap<u32, Range> = BTreeMap::new();
        for sentence in &self.sentences {
            for token in &sentence.tokens {
                if token.space && !text.is_empty() && !text.ends_with('\n') {
                    text.push(' ');
                }
                text.push_str(&token.before);
                let place = Range::new(text.len(), text.len() + token.text.len());
                text.push_str(&token.text);
                text.push_str(&token.after);
                if let Some(mark) = token.mark {
                    places.entry(mark).or_insert(place).end = place.end;
                }
            }
            if sentence.ends_block && !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text.truncate(text.trim_end().len());
        Rendered { text, places }
    }

    /// The remaining annotations, in text order.
    pub(crate) fn marks(&self) -> Vec<u32> {
        let mut seen = BTreeSet::new();
        let tokens = self.sentences.iter().flat_map(|sentence| &sentence.tokens);
        tokens.filter_map(|token| token.mark).filter(|mark| seen.insert(*mark)).collect()
    }

    /// By annotation: its sentence and the ones before and after it, as text.
    pub(crate) fn surroundings(&self) -> BTreeMap<u32, String> {
        let read: Vec<String> = self.sentences.iter().map(Sentence::read).collect();
        let mut surroundings = BTreeMap::new();
        for (at, sentence) in self.sentences.iter().enumerate() {
            let around = read[at.saturating_sub(1)..(at + 2).min(read.len())].join("\n");
            let marks = sentence.tokens.iter().filter_map(|token| token.mark);
            surroundings.extend(marks.map(|mark| (mark, around.clone())));
        }
        surroundings
    }

    /// The sentences of each paragraph.
    pub(crate) fn blocks(&self) -> Vec<ops::Range<usize>> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for (at, sentence) in self.sentences.iter().enumerate() {
            if sentence.ends_block || at + 1 == self.sentences.len() {
                blocks.push(start..at + 1);
                start = at + 1;
            }
        }
        blocks
    }

    /// Removes a sentence; its paragraph stays if it has others.
    pub(crate) fn remove(&mut self, at: usize) -> Sentence {
        let sentence = self.sentences.remove(at);
        if sentence.ends_block
            && let Some(previous) = at.checked_sub(1)
        {
            self.sentences[previous].ends_block = true;
        }
        Sentence { ends_block: false, ..sentence }
    }

    /// Inserts a sentence before another, in the same paragraph; at the end of the text, in the last one.
    pub(crate) fn insert(&mut self, at: usize, sentence: Sentence) {
        let ends_block = at == self.sentences.len();
        if ends_block && let Some(last) = self.sentences.last_mut() {
            last.ends_block = false;
        }
        self.sentences.insert(at, Sentence { ends_block, ..sentence });
    }

    /// Inserts a sentence after another, in the same paragraph.
    pub(crate) fn insert_after(&mut self, at: usize, sentence: Sentence) {
        let ends_block = std::mem::take(&mut self.sentences[at].ends_block);
        self.sentences.insert(at + 1, Sentence { ends_block, ..sentence });
    }
}

/// Whether a script has no spaces between words.
fn is_unspaced(c: char) -> bool {
    use Script::{Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai};
    matches!(c.script(), Han | Hiragana | Katakana | Khmer | Lao | Myanmar | Thai) || c == 'ー'
}

fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Splits a piece without white space into tokens.
fn cut(piece: &str, tokens: &mut Vec<Token>, dice: &mut Dice) {
    if piece.contains(is_unspaced) {
        return cut_unspaced(piece, tokens, dice);
    }
    let (Some(start), Some(end)) = (piece.find(is_wordy), piece.rfind(is_wordy)) else {
        tokens.push(Token { space: true, text: piece.into(), ..Token::default() });
        return;
    };
    let end = piece.ceil_char_boundary(end + 1);
    tokens.push(Token {
        space: true,
        before: piece[..start].into(),
        text: piece[start..end].into(),
        after: piece[end..].into(),
        mark: None,
    });
}

/// Splits where the script changes, and after one to three characters; katakana and other scripts stay whole.
fn cut_unspaced(piece: &str, tokens: &mut Vec<Token>, dice: &mut Dice) {
    let first = tokens.len();
    let mut pending = String::new();
    let (mut kind, mut room) = (Script::Unknown, 0);
    for cluster in piece.graphemes(true) {
        let c = cluster.chars().next().unwrap_or_default();
        if !is_wordy(c) {
            room = 0;
            let opens = "([{<«“‘「『（【《〈［｛".contains(c);
            match tokens[first..].last_mut() {
                Some(last) if !opens && pending.is_empty() => last.after.push_str(cluster),
                _ => pending.push_str(cluster),
            }
            continue;
        }
        let own = match c {
            'ー' => Script::Katakana,
            _ if is_unspaced(c) => c.script(),
            _ => Script::Common,
        };
        if room > 0
            && own == kind
            && let Some(last) = tokens.last_mut()
        {
            last.text.push_str(cluster);
            room -= 1;
            continue;
        }
        kind = own;
        room = match kind {
            Script::Katakana | Script::Common => 30,
            _ => dice.below(3),
        };
        tokens.push(Token {
            space: tokens.len() == first,
            before: std::mem::take(&mut pending),
            text: cluster.into(),
            ..Token::default()
        });
    }
    match tokens[first..].last_mut() {
        Some(last) => last.after.push_str(&pending),
        None => tokens.push(Token { space: true, text: pending, ..Token::default() }),
    }
}
