//! How well annotations are carried through edits: `cargo bench --bench repair -- [FOLDER]`.
//!
//! Edits a text in ways whose outcome is known, carries every mention over, and counts what came out right. FOLDER
//! holds `.txt` files, a paragraph a line; without it texts are generated: 40 of some 900 words in which names recur.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench is an edge"
)]

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use glossator::base::Range;
use glossator::repair::carried;
use unicode_segmentation::UnicodeSegmentation;

/// Mentions that each scenario with one edit a mention looks at.
const MENTIONS: usize = 1_500;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let mut dice = Dice(7);
    let texts: Vec<String> = match &folder {
        Some(folder) => {
            let mut paths: Vec<_> =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
            paths.sort();
            paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
        }
        None => (0..40).map(|_| generated(&mut dice)).collect(),
    };
    let mut next = 0;
    let texts: Vec<Text> = texts.iter().map(|text| Text::new(text, &mut next)).collect();
    let all: Vec<(usize, u32)> = texts
        .iter()
        .enumerate()
        .flat_map(|(at, text)| text.mentions().into_keys().map(move |mention| (at, mention)))
        .collect();
    let mut chosen = all.clone();
    dice.shuffle(&mut chosen);
    chosen.truncate(MENTIONS);
    println!("{} texts, {} mentions", texts.len(), all.len());
    println!("| edit | right | wrong | orphan | attached though deleted | ms a text |");
    println!("|---|---:|---:|---:|---:|---:|");
    let scenarios: [(&str, Edit); 6] = [
        ("its sentence deleted", |text, mention, _| text.sentences.retain(|s| !s.holds(mention))),
        ("replaced by “it”", replace_by_it),
        ("a third of its sentence’s other words changed", change_words),
        ("one letter changed in it", change_letter),
        ("its sentence moved to the end", move_sentence),
        ("2,040 characters put in at the front", insert_front),
    ];
    for (name, edit) in scenarios {
        let mut count = Count::default();
        for (at, mention) in &chosen {
            let mut now = texts[*at].clone();
            edit(&mut now, *mention, &mut dice);
            count.look(&texts[*at], &now, Some(*mention));
        }
        count.print(name);
    }
    let mut count = Count::default();
    for text in &texts {
        let mut now = text.clone();
        revise(&mut now, &mut dice);
        count.look(text, &now, None);
    }
    count.print("a heavy revision");
}

type Edit = fn(&mut Text, u32, &mut Dice);

/// Of the sentences 10 % are deleted, of the words 5 % changed; 3 sentences are put in, and 4 in a row moved.
fn revise(text: &mut Text, dice: &mut Dice) {
    let moved = dice.below(text.sentences.len().saturating_sub(8).max(1));
    let block: Vec<Sentence> =
        text.sentences.drain(moved..(moved + 4).min(text.sentences.len())).collect();
    let to = dice.below(text.sentences.len() + 1);
    text.sentences.splice(to..to, block);
    text.sentences.retain(|_| dice.below(10) > 0);
    for word in text.sentences.iter_mut().flat_map(|sentence| &mut sentence.words) {
        if word.mention.is_none() && dice.below(20) == 0 {
            word.text = dice.word();
        }
    }
    for _ in 0..3 {
        // a new sentence is made of another one's words, names included: it tempts
        let from = dice.below(text.sentences.len().max(1));
        let Some(mut sentence) = text.sentences.get(from).cloned() else { return };
        for word in &mut sentence.words {
            if word.mention.take().is_none() && dice.below(3) > 0 {
                word.text = dice.word();
            }
        }
        let to = dice.below(text.sentences.len() + 1);
        text.sentences.insert(to, sentence);
    }
}

fn replace_by_it(text: &mut Text, mention: u32, _: &mut Dice) {
    for sentence in &mut text.sentences {
        if let Some(at) = sentence.words.iter().position(|word| word.mention == Some(mention)) {
            let it = Word { text: "it".into(), mention: None, ..sentence.words[at].clone() };
            sentence.words.retain(|word| word.mention != Some(mention));
            sentence.words.insert(at, it);
        }
    }
}

fn change_words(text: &mut Text, mention: u32, dice: &mut Dice) {
    for sentence in text.sentences.iter_mut().filter(|sentence| sentence.holds(mention)) {
        for word in sentence.words.iter_mut().filter(|word| word.mention != Some(mention)) {
            if dice.below(3) == 0 {
                word.text = dice.word();
            }
        }
    }
}

fn change_letter(text: &mut Text, mention: u32, dice: &mut Dice) {
    let words = text.sentences.iter_mut().flat_map(|sentence| &mut sentence.words);
    let word =
        words.filter(|word| word.mention == Some(mention)).max_by_key(|word| word.text.len());
    let Some(word) = word else { return };
    let mut letters: Vec<char> = word.text.chars().collect();
    let at = dice.below(letters.len());
    letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
    word.text = letters.into_iter().collect();
}

fn move_sentence(text: &mut Text, mention: u32, _: &mut Dice) {
    if let Some(at) = text.sentences.iter().position(|sentence| sentence.holds(mention)) {
        let sentence = text.sentences.remove(at);
        text.sentences.push(sentence);
    }
}

fn insert_front(text: &mut Text, _: u32, dice: &mut Dice) {
    let mut words = Vec::new();
    let mut length = 0;
    while length < 2_040 {
        let text = dice.word();
        length += text.len() + 1;
        words.push(Word { text, ..Word::default() });
    }
    text.sentences.insert(0, Sentence { words, ends_block: true });
}

#[derive(Default)]
struct Count {
    right: usize,
    wrong: usize,
    orphan: usize,
    deleted: usize,
    attached: usize,
    texts: usize,
    seconds: f64,
}

impl Count {
    /// Carries one mention over, or all of them.
    fn look(&mut self, former: &Text, now: &Text, only: Option<u32>) {
        let (was, is) = (former.render(), now.render());
        let places = now.mentions();
        let asked: Vec<(u32, Range)> = former
            .mentions()
            .into_iter()
            .filter(|(mention, _)| only.is_none_or(|only| only == *mention))
            .collect();
        let ranges: Vec<Range> = asked.iter().map(|(_, range)| *range).collect();
        let started = Instant::now();
        let found = carried(&was, &is, &ranges);
        self.seconds += started.elapsed().as_secs_f64();
        self.texts += 1;
        for ((mention, _), found) in asked.iter().zip(found) {
            match (places.get(mention), found) {
                (None, found) => {
                    self.deleted += 1;
                    self.attached += usize::from(found.is_some());
                }
                (Some(_), None) => self.orphan += 1,
                (Some(place), Some(found)) if *place == found => self.right += 1,
                (Some(_), Some(_)) => self.wrong += 1,
            }
            if std::env::var_os("SHOW").is_some() && places.get(mention).copied() != found {
                let around = |text: &str, range: Range| {
                    let start = text.floor_char_boundary((range.start as usize).saturating_sub(50));
                    let end = text.ceil_char_boundary((range.end as usize + 50).min(text.len()));
                    format!(
                        "{}[{}]{}",
                        &text[start..range.start as usize],
                        &text[range.of()],
                        &text[range.end as usize..end]
                    )
                };
                let place = asked.iter().find(|(it, _)| it == mention).unwrap().1;
                println!("was    {}", around(&was, place));
                println!("  should {:?}", places.get(mention).map(|range| around(&is, *range)));
                println!("  found  {:?}", found.map(|range| around(&is, range)));
            }
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| match whole {
            0 => "–".to_owned(),
            _ => format!("{:.1} %", 100.0 * part as f64 / whole as f64),
        };
        let kept = self.right + self.wrong + self.orphan;
        println!(
            "| {name} | {} | {} | {} | {} | {:.2} |",
            share(self.right, kept),
            share(self.wrong, kept),
            share(self.orphan, kept),
            share(self.attached, self.deleted),
            1_000.0 * self.seconds / self.texts.max(1) as f64,
        );
    }
}

#[derive(Clone, Default)]
struct Word {
    before: String,
    text: String,
    after: String,
    mention: Option<u32>,
}

#[derive(Clone)]
struct Sentence {
    words: Vec<Word>,
    ends_block: bool,
}

#[derive(Clone)]
struct Text {
    sentences: Vec<Sentence>,
}

impl Sentence {
    fn holds(&self, mention: u32) -> bool {
        self.words.iter().any(|word| word.mention == Some(mention))
    }
}

impl Text {
    /// Cuts a text into words; capitalised ones within a sentence are mentions, neighbours together.
    fn new(text: &str, next: &mut u32) -> Self {
        let mut sentences = Vec::new();
        for block in text.lines().filter(|line| !line.trim().is_empty()) {
            for sentence in block.unicode_sentences() {
                let mut words: Vec<Word> = Vec::new();
                for raw in sentence.split_whitespace() {
                    let core = raw.trim_matches(|c: char| !c.is_alphanumeric());
                    let at = raw.find(core).unwrap_or_default();
                    let is_name = !words.is_empty()
                        && core.chars().next().is_some_and(char::is_uppercase)
                        && core.len() > 1;
                    let mut mention = None;
                    if is_name {
                        let last = words.last().unwrap();
                        let joins = last.mention.is_some() && last.after.is_empty() && at == 0;
                        mention = if joins {
                            last.mention
                        } else {
                            *next += 1;
                            Some(*next)
                        };
                    }
                    words.push(Word {
                        before: raw[..at].into(),
                        text: core.into(),
                        after: raw[at + core.len()..].into(),
                        mention,
                    });
                }
                sentences.push(Sentence { words, ends_block: false });
            }
            if let Some(last) = sentences.last_mut() {
                last.ends_block = true;
            }
        }
        Self { sentences }
    }

    fn walk(&self) -> (String, BTreeMap<u32, Range>) {
        let mut out = String::new();
        let mut mentions: BTreeMap<u32, Range> = BTreeMap::new();
        for sentence in &self.sentences {
            for word in &sentence.words {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push(' ');
                }
                out.push_str(&word.before);
                let place = Range::new(out.len(), out.len() + word.text.len());
                out.push_str(&word.text);
                out.push_str(&word.after);
                if let Some(mention) = word.mention {
                    mentions.entry(mention).or_insert(place).end = place.end;
                }
            }
            if sentence.ends_block {
                out.push('\n');
            }
        }
        (out, mentions)
    }

    fn render(&self) -> String {
        self.walk().0
    }

    fn mentions(&self) -> BTreeMap<u32, Range> {
        self.walk().1
    }
}

/// 180 sentences of common words in which 25 names recur.
fn generated(dice: &mut Dice) -> String {
    let names: Vec<String> = (0..25)
        .map(|_| {
            let mut name = capital(&dice.word());
            if dice.below(2) == 0 {
                name = format!("{name} {}", capital(&dice.word()));
            }
            name
        })
        .collect();
    let mut out = String::new();
    for sentence in 0..75 {
        let mut words = vec![capital(&dice.word())];
        for _ in 0..8 + dice.below(10) {
            words.push(match dice.below(8) {
                0 => names[dice.below(25).min(dice.below(25))].clone(),
                _ => dice.word(),
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

/// A small generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    /// A word of one to four syllables, the short ones most often, as in real texts.
    fn word(&mut self) -> String {
        const COMMON: [&str; 12] =
            ["the", "of", "and", "in", "to", "a", "that", "was", "for", "with", "on", "his"];
        if self.below(3) == 0 {
            return COMMON[self.below(12)].into();
        }
        const SYLLABLES: [&str; 24] = [
            "ka", "ro", "mi", "tel", "san", "vor", "di", "lu", "pen", "gar", "ne", "so", "bel",
            "tur", "al", "ist", "ham", "or", "qui", "fa", "len", "mor", "es", "du",
        ];
        // few words are often, most are seldom
        let rank = self.below(600) * self.below(600) / 600;
        let mut seed = Dice(rank as u64 * 77_777 + 5);
        let length = 1 + seed.below(3);
        (0..=length).map(|_| SYLLABLES[seed.below(24)]).collect()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
