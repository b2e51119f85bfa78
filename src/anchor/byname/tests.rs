//! Matches by name: word boundaries, lengths, scripts, explicit mentions, settled forms.

use super::{Rules, matches};
use crate::anchor::haystack::Haystack;
use crate::base::Range;
use crate::names::{EntityIx, Forms};
use crate::parse::{Block, BlockKind, Body};

/// Forms with entity numbers; `form=` settles a form as never a mention, `form=2` as entity 2.
fn forms(words: &[(&str, u32)]) -> Forms {
    let mut forms = Forms::default();
    for (form, entity) in words {
        match form.split_once('=') {
            Some((form, "")) => forms.settle(form, None),
            Some((form, settled)) => forms.settle(form, Some(EntityIx(settled.parse().unwrap()))),
            None => forms.add(form, EntityIx(*entity)),
        }
    }
    forms
}

/// A text in which `<` and `>` surround an explicit mention, `#` starts a heading, `~` surrounds a barred range.
struct Marked {
    stream: String,
    blocks: Vec<Block>,
    explicit: Vec<Range>,
    barred: Vec<Range>,
}

fn marked(text: &str) -> Marked {
    let mut marked =
        Marked { stream: String::new(), blocks: vec![], explicit: vec![], barred: vec![] };
    let (mut open, mut bar) = (Vec::new(), None);
    for line in text.split('\n') {
        let kind = if line.starts_with('#') { BlockKind::Heading(2) } else { BlockKind::Text };
        let start = marked.stream.len();
        for c in line.trim_start_matches('#').chars() {
            let at = marked.stream.len();
            match c {
                '<' => open.push(at),
                '>' => marked.explicit.push(Range::new(open.pop().unwrap(), at)),
                '~' => match bar.take() {
                    None => bar = Some(at),
                    Some(from) => marked.barred.push(Range::new(from, at)),
                },
                _ => marked.stream.push(c),
            }
        }
        marked.blocks.push(Block { range: Range::new(start, marked.stream.len()), kind });
        marked.stream.push('\n');
    }
    marked.stream.pop();
    marked
}

/// `expected`: the words found and the entities they may mean, `+` if nested. Explicit mentions are of entity 1.
fn check(text: &str, words: &[(&str, u32)], expected: &[&str]) {
    check_with(text, words, &[], expected);
}

fn check_with(text: &str, own: &[(&str, u32)], site: &[(&str, u32)], expected: &[&str]) {
    let Marked { stream, blocks, explicit, barred } = marked(text);
    let (own, site) = (forms(own), forms(site));
    let mut explicit: Vec<_> = explicit.into_iter().map(|range| (range, EntityIx(1))).collect();
    explicit.sort();
    let rules = Rules {
        own: &own,
        site: Some(&site),
        explicit: &explicit,
        barred: &barred,
        headings: false,
        min_length: 2,
    };
    let body = Body { blocks, ..Body::default() };
    let found = matches(&body, &Haystack::new(&stream), &rules);
    let found: Vec<String> = found
        .iter()
        .map(|found| {
            let whose: Vec<String> = found.entities.iter().map(|ix| ix.0.to_string()).collect();
            let nested = if found.is_nested { "+" } else { "" };
            format!("{} {}{nested}", &stream[found.range.of()], whose.join("|"))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_need_word_boundaries() {
    let russia = [("Russia", 0)];
    check("Russia's Russia-led, “Russia”; Russian Russia2 PRussia", &russia, &["Russia 0"; 3]);
    check("Russia\u{301} Russia", &russia, &["Russia 0"]);
    check("in Mos\u{ad}cow", &[("Moscow", 0)], &["Mos\u{ad}cow 0"]);
    check("the Val\u{a0}d’Isère", &[("Val d'Isère", 0)], &["Val\u{a0}d’Isère 0"]);
    check("in Vale\u{300}s, Vale", &[("Valès", 0), ("Vale", 1)], &["Vale\u{300}s 0", "Vale 1"]);
    check("A B", &[("A", 0)], &[]);
    check("A B", &[("A=3", 0)], &["A 3"]);
}

#[test]
fn the_longest_valid_form_wins() {
    let assad = [("Assad", 0), ("Assad regime", 2), ("al-Assad", 0)];
    check("the Assad regime and Assad regimes", &assad, &["Assad regime 2", "Assad 0"]);
    check("Bashar al-Assad", &assad, &["al-Assad 0"]);
    check("New York Times", &[("York", 0), ("New York Times=", 0)], &[]);
    check("New York\nTimes", &[("York", 0), ("New York Times", 2)], &["York 0"]);
    check("a Union b", &[("Union", 0), ("Union", 2)], &["Union 0|2"]);
    check("a Union b", &[("Union", 0), ("Union", 2), ("Union=2", 0)], &["Union 2"]);
}

#[test]
fn case_matters_except_at_the_start_of_a_sentence() {
    let sharaa = [("al-Sharaa", 0)];
    check("Al-Sharaa met Al-Sharaa. “Al-Sharaa", &sharaa, &["Al-Sharaa 0"; 2]);
    check("He left… Al-Sharaa. (Al-Sharaa stayed!) Al-Sharaa", &sharaa, &["Al-Sharaa 0"; 3]);
    check("AL-SHARAA", &sharaa, &[]);
    check("Apple grew", &[("apple", 0), ("Apple", 2)], &["Apple 2"]);
    check("Əli getdi", &[("əli", 0)], &["Əli 0"]);
}

#[test]
fn scripts_have_their_own_boundaries() {
    let japanese = [("プーチン", 0), ("モスクワ", 2), ("NATO", 3)];
    check("プーチン大統領はモスクワへ", &japanese, &["プーチン 0", "モスクワ 2"]);
    check("はNATOの", &japanese, &["NATO 3"]);
    check("ในมอสโกที่", &[("มอสโก", 0)], &["มอสโก 0"]);
    check("กี ก", &[("ก=0", 0)], &["ก 0"]);
    check("xМосква", &[("Москва", 0)], &[]);
    check("وموسكو وبموسكو موسكوفي", &[("موسكو", 0)], &["موسكو 0"; 2]);
    check("وَموسكو نموسكو", &[("موسكو", 0)], &["موسكو 0"]);
    check("במוסקבה", &[("מוסקבה", 0)], &["מוסקבה 0"]);
    check("ایران\u{200c}ها", &[("ایران", 0)], &["ایران 0"]);
}

#[test]
fn explicit_mentions_come_first() {
    let assad = [("Assad", 1), ("Assad regime", 2), ("regime", 3)];
    check("<Assad> ran", &assad, &[]);
    check("<the Assad regime>", &assad, &["Assad regime 2+"]);
    check("the Assad <regime fell>", &assad, &["Assad 1", "regime 3+"]);
    check("<the Assad fell>", &assad, &[]);
    check("the <Assad> regime", &assad, &["Assad regime 2"]);
    check("<Moscow>", &[("Moscow", 2)], &["Moscow 2+"]);
    check("<old Moscow>", &[("Moscow", 2)], &["Moscow 2+"]);
    check("<<Moscow> rules>", &[("Moscow", 2)], &["Moscow 2+"]);
}

#[test]
fn nothing_is_found_in_headings_links_and_code() {
    let russia = [("Russia", 0), ("Russia Today", 2)];
    check("#Russia\nRussia", &russia, &["Russia 0"]);
    check("~see Russia~ Russia", &russia, &["Russia 0"]);
    check("Russia ~Today~", &russia, &["Russia 0"]);
    check("~a~ Russia ~b~ Russia ~Russia~", &russia, &["Russia 0"; 2]);
}

#[test]
fn own_forms_win_over_forms_of_the_site() {
    let site = [("Moscow", 2), ("Moscow", 3), ("Moscow State", 4), ("Will", 5)];
    check_with("Moscow, Moscow State", &[("Moscow", 2)], &site, &["Moscow 2", "Moscow State 4"]);
    check_with("Moscow", &[], &site, &["Moscow 2|3"]);
    check_with("Will Smith", &[("Will=", 0)], &site, &[]);
}
