//! Edits of a text at random places.

use std::collections::BTreeMap;

use unicode_normalization::char::is_combining_mark;

use crate::dice::Dice;
use crate::language::Language;
use crate::text::{Sentence, Text, Token};

/// Number of times an edit is applied to an article.
const PLACES: usize = 3;

pub(crate) type Edit = fn(&mut Editing<'_>);

/// The edits by name.
pub(crate) const EDITS: [(&str, Edit); 13] = [
    ("delete", delete),
    ("replace", replace),
    ("reword", reword),
    ("add", add),
    ("typo", typo),
    ("move-sentence", move_sentence),
    ("move-paragraph", move_paragraph),
    ("insert", insert),
    ("insert-similar", insert_similar),
    ("split", split),
    ("twin", twin),
    ("heavy", heavy),
    ("none", |_| {}),
];

/// An article after an edit.
pub(crate) struct Edited {
    pub(crate) text: Text,
    /// By annotation: a remark for the report of a failure.
    pub(crate) remarks: BTreeMap<u32, &'static str>,
}

/// Applies an edit to an article of a language.
pub(crate) fn edited(language: &Language, article: usize, (name, edit): (&str, Edit)) -> Edited {
    let mut editing = Editing {
        text: language.texts[article].clone(),
        language,
        article,
        dice: Dice::new(&["edit", name, &language.tag, &article.to_string()]),
        remarks: BTreeMap::new(),
    };
    edit(&mut editing);
    Edited { text: editing.text, remarks: editing.remarks }
}

/// An article being edited.
pub(crate) struct Editing<'a> {
    text: Text,
    language: &'a Language,
    article: usize,
    dice: Dice,
    remarks: BTreeMap<u32, &'static str>,
}

impl Editing<'_> {
    /// A random sentence; in two of three cases one with annotations.
    fn sentence(&mut self) -> usize {
        let sentences = &self.text.sentences;
        let marked: Vec<usize> =
            (0..sentences.len()).filter(|at| sentences[*at].is_marked()).collect();
        if marked.is_empty() || self.dice.once_in(3) {
            return self.dice.below(sentences.len());
        }
        *self.dice.pick(&marked)
    }

    /// Some remaining annotations, with their sentences.
    fn marks(&mut self) -> Vec<(u32, usize)> {
        let mut marks = self.text.marks();
        self.dice.shuffle(&mut marks);
        marks.truncate(PLACES);
        let sentence = |mark| self.text.sentences.iter().position(|it| it.holds(mark));
        marks.into_iter().filter_map(|mark| Some((mark, sentence(mark)?))).collect()
    }

    /// A different word, from another article.
    fn other_word(&mut self, than: &str) -> String {
        for _ in 0..20 {
            let word = self.language.word(self.article, &mut self.dice);
            if word != than {
                return word;
            }
        }
        format!("{than}{than}")
    }

    fn change_word(&mut self, sentence: usize, token: usize) {
        let former = self.text.sentences[sentence].tokens[token].text.clone();
        self.text.sentences[sentence].tokens[token].text = self.other_word(&former);
    }

    /// The words of a sentence without annotations.
    fn free_words(&self, sentence: usize) -> Vec<usize> {
        let tokens = &self.text.sentences[sentence].tokens;
        (0..tokens.len()).filter(|at| tokens[*at].is_word() && tokens[*at].mark.is_none()).collect()
    }

    /// A sentence made from another, names included, with two thirds of the other words changed.
    fn similar(&mut self, from: usize) -> Sentence {
        let tokens = self.text.sentences[from].tokens.clone();
        let similar = |token: Token| {
            let is_changed = token.mark.is_none() && token.is_word() && self.dice.below(3) > 0;
            let text = if is_changed { self.other_word(&token.text) } else { token.text.clone() };
            Token { text, mark: None, ..token }
        };
        Sentence { tokens: tokens.into_iter().map(similar).collect(), ends_block: false }
    }
}

/// Deletes three sentences.
fn delete(it: &mut Editing<'_>) {
    for _ in 0..PLACES.min(it.text.sentences.len() - 1) {
        let at = it.sentence();
        it.text.remove(at);
    }
}

/// Replaces annotated words by a pronoun or a word of another article.
fn replace(it: &mut Editing<'_>) {
    for (mark, sentence) in it.marks() {
        let tokens = &it.text.sentences[sentence].tokens;
        let place = tokens.iter().position(|token| token.mark == Some(mark)).unwrap();
        let former = tokens[place].text.clone();
        let pronoun = it.language.pronoun(&mut it.dice);
        let pronoun = pronoun.filter(|word| it.dice.once_in(2) && *word != former);
        let word = pronoun.map_or_else(|| it.other_word(&former), str::to_owned);
        let tokens = &mut it.text.sentences[sentence].tokens;
        let last = tokens.iter().rposition(|token| token.mark == Some(mark)).unwrap();
        let after = tokens[last].after.clone();
        tokens.drain(place + 1..=last);
        let token = &mut tokens[place];
        *token = Token { text: word, after, mark: None, ..token.clone() };
    }
}

/// Changes a third of the other words in the sentences of some annotations.
fn reword(it: &mut Editing<'_>) {
    for (_, sentence) in it.marks() {
        for token in it.free_words(sentence) {
            if it.dice.once_in(3) {
                it.change_word(sentence, token);
            }
        }
    }
}

/// Adds one to four words to some sentences; inside annotated words they become part of the annotation.
fn add(it: &mut Editing<'_>) {
    for _ in 0..PLACES {
        let sentence = it.sentence();
        let length = it.text.sentences[sentence].tokens.len();
        let at = 1 + it.dice.below(length - 1);
        for _ in 0..=it.dice.below(4) {
            let text = it.other_word("");
            let tokens = &mut it.text.sentences[sentence].tokens;
            let next = tokens.get(at);
            let mark = next.and_then(|it| it.mark).filter(|it| tokens[at - 1].mark == Some(*it));
            let space = next.unwrap_or(&tokens[at - 1]).space;
            // keep punctuation at the end of the sentence
            let after = match next {
                None => std::mem::take(&mut tokens[at - 1].after),
                Some(_) => String::new(),
            };
            tokens.insert(at, Token { space, text, after, mark, ..Token::default() });
        }
    }
}

/// Changes one letter in annotated words.
fn typo(it: &mut Editing<'_>) {
    let is_letter = |c: &char| c.is_alphanumeric() && !is_combining_mark(*c);
    for (mark, sentence) in it.marks() {
        let letters: Vec<char> = it.other_word("").chars().filter(is_letter).collect();
        let tokens = &mut it.text.sentences[sentence].tokens;
        let marked = tokens.iter_mut().filter(|token| token.mark == Some(mark));
        let token = marked.max_by_key(|token| token.text.len()).unwrap();
        let mut characters: Vec<char> = token.text.chars().collect();
        let places: Vec<usize> =
            (0..characters.len()).filter(|at| is_letter(&characters[*at])).collect();
        if places.is_empty() || letters.is_empty() {
            continue;
        }
        let at = *it.dice.pick(&places);
        let others: Vec<char> = letters.into_iter().filter(|c| *c != characters[at]).collect();
        characters[at] = if others.is_empty() { 'x' } else { *it.dice.pick(&others) };
        token.text = characters.into_iter().collect();
    }
}

/// Moves some sentences to random places.
fn move_sentence(it: &mut Editing<'_>) {
    for _ in 0..PLACES {
        let from = it.sentence();
        let sentence = it.text.remove(from);
        let to = it.dice.below(it.text.sentences.len() + 1);
        it.text.insert(to, sentence);
    }
}

/// Moves a paragraph to a random place.
fn move_paragraph(it: &mut Editing<'_>) {
    let blocks = it.text.blocks();
    let from = it.dice.pick(&blocks).clone();
    it.text.sentences[from.end - 1].ends_block = true;
    let block: Vec<Sentence> = it.text.sentences.drain(from).collect();
    if let Some(last) = it.text.sentences.last_mut() {
        last.ends_block = true;
    }
    let ends: Vec<usize> = it.text.blocks().into_iter().map(|block| block.end).chain([0]).collect();
    let to = *it.dice.pick(&ends);
    it.text.sentences.splice(to..to, block);
}

/// Inserts paragraphs and sentences of other articles.
fn insert(it: &mut Editing<'_>) {
    for _ in 0..PLACES {
        if it.dice.once_in(2) {
            let n = 2 + it.dice.below(3);
            let mut block = it.language.sentences(it.article, n, &mut it.dice);
            let Some(last) = block.last_mut() else { continue };
            last.ends_block = true;
            let blocks = it.text.blocks();
            let to = it.dice.pick(&blocks).start;
            it.text.sentences.splice(to..to, block);
        } else {
            let mut one = it.language.sentences(it.article, 1, &mut it.dice);
            let to = it.dice.below(it.text.sentences.len() + 1);
            one.drain(..).for_each(|sentence| it.text.insert(to, sentence));
        }
    }
}

/// Inserts sentences similar to others, near them or at random places.
fn insert_similar(it: &mut Editing<'_>) {
    for _ in 0..PLACES {
        let from = it.sentence();
        let similar = it.similar(from);
        let length = it.text.sentences.len();
        let to = if it.dice.once_in(2) {
            (from + it.dice.below(4)).saturating_sub(1).min(length)
        } else {
            it.dice.below(length + 1)
        };
        it.text.insert(to, similar);
    }
}

/// Splits two paragraphs and two sentences in two.
fn split(it: &mut Editing<'_>) {
    for _ in 0..2 {
        let at = it.dice.below(it.text.sentences.len());
        it.text.sentences[at].ends_block = true;
        let at = it.sentence();
        split_sentence(it, at);
    }
}

fn split_sentence(it: &mut Editing<'_>, at: usize) {
    let tokens = &it.text.sentences[at].tokens;
    let splits = |at: &usize| {
        let (left, right) = (&tokens[at - 1], &tokens[*at]);
        let is_between = left.is_word() && (right.space || left.is_unspaced());
        let is_marked = left.mark.is_some() && left.mark == right.mark;
        is_between && !left.after.ends_with(['.', '。']) && !is_marked
    };
    let places: Vec<usize> = (2..tokens.len().saturating_sub(1)).filter(splits).collect();
    if places.is_empty() {
        return;
    }
    let place = *it.dice.pick(&places);
    let sentence = &mut it.text.sentences[at];
    let mut tokens = sentence.tokens.split_off(place);
    let last = sentence.tokens.last_mut().unwrap();
    last.after.truncate(last.after.trim_end_matches([',', '،', '、', ';', ':', '，']).len());
    last.after.push(if last.is_unspaced() { '。' } else { '.' });
    let first = &mut tokens[0];
    if first.mark.is_none() {
        let mut letters = first.text.chars();
        let capital = letters.next().into_iter().flat_map(char::to_uppercase);
        first.text = capital.chain(letters).collect();
    }
    it.text.insert_after(at, Sentence { tokens, ends_block: false });
}

/// Copies sentences to a nearby place, then changes one or two words of the copy or the original.
fn twin(it: &mut Editing<'_>) {
    for _ in 0..PLACES {
        let at = it.sentence();
        let n_free = it.free_words(at).len();
        if n_free == 0 {
            continue;
        }
        let copy = it.text.sentences[at].unmarked();
        let last = it.text.sentences.len() - 1;
        let (original, twin) = match it.dice.below(4) {
            0 => (at + 1, at),
            1 | 2 => (at, at + 1),
            _ => (at, (at + 2 + it.dice.below(2)).min(last + 1)),
        };
        if twin > original {
            it.text.insert_after(twin - 1, copy);
        } else {
            it.text.insert(twin, copy);
        }
        let changes_original = it.dice.once_in(2);
        let changed = if changes_original { original } else { twin };
        for _ in 0..=it.dice.below(2) {
            let words = it.free_words(changed);
            let words: Vec<usize> = if changes_original {
                words
            } else {
                // the copy has no annotations: change words that are not annotated in the original
                it.free_words(original)
            };
            let word = *it.dice.pick(&words);
            it.change_word(changed, word);
        }
        for mark in it.text.sentences[original].tokens.iter().filter_map(|token| token.mark) {
            let remark = match (changes_original, twin > original) {
                (true, true) => "twin behind, original changed",
                (true, false) => "twin before, original changed",
                (false, true) => "twin behind, copy changed",
                (false, false) => "twin before, copy changed",
            };
            it.remarks.insert(mark, remark);
        }
    }
}

/// Moves four consecutive sentences, deletes 10 % of all, changes 5 % of the words, inserts three similar sentences.
fn heavy(it: &mut Editing<'_>) {
    let from = it.dice.below(it.text.sentences.len().saturating_sub(4).max(1));
    let n = 4.min(it.text.sentences.len() - 1);
    let block: Vec<Sentence> = (0..n).map(|_| it.text.remove(from)).collect();
    let to = it.dice.below(it.text.sentences.len() + 1);
    block.into_iter().rev().for_each(|sentence| it.text.insert(to, sentence));
    for at in (0..it.text.sentences.len()).rev() {
        if it.dice.once_in(10) && it.text.sentences.len() > 1 {
            it.text.remove(at);
        }
    }
    for sentence in 0..it.text.sentences.len() {
        for token in it.free_words(sentence) {
            if it.dice.once_in(20) {
                it.change_word(sentence, token);
            }
        }
    }
    for _ in 0..3 {
        let from = it.dice.below(it.text.sentences.len());
        let similar = it.similar(from);
        let to = it.dice.below(it.text.sentences.len() + 1);
        it.text.insert(to, similar);
    }
}
