//! Chooses the words to annotate: names if the script has capitals, else short phrases.

use unicode_segmentation::UnicodeSegmentation;

use crate::dice::Dice;
use crate::text::{Sentence, Text};

/// Annotates 15 to 40 places of a text, numbered in text order, about half of them on recurring words.
pub(crate) fn annotate(text: &mut Text, dice: &mut Dice) {
    let wanted = 15 + dice.below(26);
    let rendered = text.render().text;
    let is_cased = is_cased(&rendered);
    let mut names = if is_cased { names(text) } else { Vec::new() };
    dice.shuffle(&mut names);
    let mut picked: Vec<Piece> = Vec::new();
    for _ in 0..20 * wanted {
        if picked.len() == wanted {
            break;
        }
        let name = if dice.once_in(5) { None } else { names.pop() };
        let Some(piece) = name.or_else(|| phrase(text, dice)) else { continue };
        let is_free = picked.iter().all(|other| !piece.overlaps(other));
        let must_recur = dice.once_in(2);
        let words = piece.words(text);
        if is_free && (!must_recur || rendered.matches(&*words).nth(1).is_some()) {
            picked.push(piece);
        }
    }
    picked.sort();
    for (mark, piece) in (1..).zip(&picked) {
        let tokens = &mut text.sentences[piece.sentence].tokens[piece.start..piece.end];
        tokens.iter_mut().for_each(|token| token.mark = Some(mark));
    }
}

/// Tokens of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    sentence: usize,
    start: usize,
    end: usize,
}

impl Piece {
    fn overlaps(&self, other: &Self) -> bool {
        self.sentence == other.sentence && self.start < other.end && other.start < self.end
    }

    fn words(&self, text: &Text) -> String {
        let tokens = text.sentences[self.sentence].tokens[self.start..self.end].to_vec();
        let first = tokens.first().map_or(0, |token| token.before.len());
        let last = tokens.last().map_or(0, |token| token.after.len());
        let sentence = Sentence { tokens, ends_block: false };
        let words = Text { sentences: vec![sentence] }.render().text;
        words[first..words.len() - last].to_owned()
    }
}

fn is_cased(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut n_cased, mut n) = (0, 0);
    for letter in letters {
        n += 1;
        n_cased += usize::from(letter.is_lowercase() || letter.is_uppercase());
    }
    2 * n_cased > n
}

/// Runs of at most four capitalised words that do not begin a sentence.
fn names(text: &Text) -> Vec<Piece> {
    let mut names: Vec<Piece> = Vec::new();
    for (sentence, Sentence { tokens, .. }) in text.sentences.iter().enumerate() {
        for (at, token) in tokens.iter().enumerate().skip(1) {
            let is_name = token.text.chars().next().is_some_and(char::is_uppercase)
                && token.text.chars().count() > 1;
            if !is_name {
                continue;
            }
            match names.last_mut() {
                Some(last)
                    if last.sentence == sentence
                        && last.end == at
                        && at - last.start < 4
                        && tokens[at - 1].joins(token) =>
                {
                    last.end = at + 1;
                }
                _ => names.push(Piece { sentence, start: at, end: at + 1 }),
            }
        }
    }
    names
}

/// One to three consecutive words, or tokens of two to eight characters in a script without spaces.
fn phrase(text: &Text, dice: &mut Dice) -> Option<Piece> {
    let sentence = dice.below(text.sentences.len());
    let tokens = &text.sentences.get(sentence)?.tokens;
    let start = dice.below(tokens.len());
    let is_unspaced = tokens.get(start)?.is_unspaced();
    let wanted = if is_unspaced { 2 + dice.below(7) } else { 1 + dice.below(3) };
    let length = |end: usize| {
        if is_unspaced {
            tokens[start..end].iter().map(|it| it.text.graphemes(true).count()).sum()
        } else {
            end - start
        }
    };
    let mut end = start + 1;
    while end < tokens.len()
        && tokens[end].is_word()
        && tokens[end - 1].joins(&tokens[end])
        && length(end + 1) <= wanted
    {
        end += 1;
    }
    let is_long = if is_unspaced { length(end) >= 2 } else { tokens[start].text.len() > 1 };
    (tokens[start].is_word() && is_long).then_some(Piece { sentence, start, end })
}
