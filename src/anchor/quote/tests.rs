//! Quotations: the rules one by one, difficult texts, and the law that a quotation taken from a text is found again.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::{NoPlace, find};
use crate::anchor::haystack::Haystack;
use crate::base::{Range, Span, Spanned};
use crate::parse::matter::Selector;

fn some(text: &str) -> Option<Spanned<String>> {
    Some(Spanned::new(text.to_owned(), Span::default()))
}

fn quote(words: &str) -> Selector {
    Selector { quote: some(words), ..Selector::default() }
}

fn between(prefix: &str, words: &str, suffix: &str) -> Selector {
    Selector { prefix: some(prefix), suffix: some(suffix), ..quote(words) }
}

fn nth(words: &str, occurrence: u32) -> Selector {
    Selector { occurrence: Some(Spanned::new(occurrence, Span::default())), ..quote(words) }
}

/// `expected` is the text with the place in brackets; or `nowhere`, `elsewhere 1`, `several 2` …
fn check(text: &str, selector: Selector, expected: &str) {
    let found = match find(&Haystack::new(text), &selector) {
        Ok(place) => {
            let (before, rest) = text.split_at(place.start as usize);
            let (words, after) = rest.split_at(place.end as usize - before.len());
            format!("{before}[{words}]{after}")
        }
        Err(NoPlace::Empty) => "empty".into(),
        Err(NoPlace::Nowhere) => "nowhere".into(),
        Err(NoPlace::Outside) => "outside".into(),
        Err(NoPlace::Elsewhere(places)) => format!("elsewhere {}", places.len()),
        Err(NoPlace::TooFew(places)) => format!("too few {}", places.len()),
        Err(NoPlace::Several(places)) => format!("several {}", places.len()),
    };
    assert_eq!(found, expected, "{selector:?}");
}

#[test]
fn a_quotation_matches_text_that_reads_the_same() {
    check("He left Moscow.", quote("Moscow"), "He left [Moscow].");
    check("He left Moscow.", quote("moscow"), "nowhere");
    check("He left\nMoscow.", quote(" left  Moscow"), "He [left\nMoscow].");
    check("article", quote("art"), "[art]icle");
    check("He said “no” — twice…", quote("\"no\" -- twice..."), "He said [“no” — twice…]");
    check("It’s Russia’s", quote("Russia's"), "It’s [Russia’s]");
    check("ten\u{a0}km off", quote("ten km"), "[ten\u{a0}km] off");
    check("co\u{ad}operate", quote("cooperate"), "[co\u{ad}operate]");
    check("cooperate", quote("co\u{ad}operate"), "[cooperate]");
    check("wait… so", quote("wait."), "nowhere");
    check("text", quote(""), "empty");
    check("text", quote(" \u{ad}\n"), "empty");
    check("", quote("text"), "nowhere");
}

#[test]
fn exact_matches_win_over_folded_ones() {
    check("‘a’ or 'a'", quote("'a'"), "‘a’ or ['a']");
    check("‘a’ or 'a'", quote("‘a’"), "[‘a’] or 'a'");
    check("“a” or “a”", quote("\"a\""), "several 2");
    check("it’s “a”, it’s \"a\"", between("it's", "\"a\"", ""), "it’s “a”, it’s [\"a\"]");
    check("‘a’ 'a' 'a'", nth("'a'", 2), "‘a’ 'a' ['a']");
}

#[test]
fn context_and_occurrence_decide() {
    check("to be or to be", quote("to be"), "several 2");
    check("to be or to be", nth("to be", 2), "to be or [to be]");
    check("to be or to be", nth("to be", 3), "too few 2");
    check("to be or to be", nth("to be", 0), "too few 2");
    check("aaa", nth("aa", 2), "a[aa]");
    check("x one, y one", between("y", "one", ""), "x one, y [one]");
    check("x one, y one", between("y ", "one", ""), "x one, y [one]");
    check("x one, y one", between("", "one", ",y"), "elsewhere 2");
    check("x one, y one", between("", "one", ", y"), "x [one], y one");
    check("a one\nb one", between("one b", "one", ""), "a one\nb [one]");
    check("art article", quote("art "), "[art] article");
    check("art article", quote("art"), "several 2");
    check("the end", quote("end "), "the [end]");
    check("pre fix", between("pre ", "fix", ""), "pre [fix]");
    check("prefix", between("pre ", "fix", ""), "elsewhere 1");
    check("prefix", between("pre", "fix", ""), "pre[fix]");
}

#[test]
fn exact_matches_win_over_assumed_white_space() {
    check("pre fix or prefix", between("pre", "fix", ""), "pre fix or pre[fix]");
    check("pre fix or pre fix", between("pre", "fix", ""), "several 2");
    check("pre fix or pre\nfix, prefix", between("pre ", "fix", ""), "several 2");
    check("fix ed or fixed", between("", "fix", "ed"), "fix ed or [fix]ed");
    check("“pre fix” or pre fix", between("\"pre", "fix", ""), "“pre [fix]” or pre fix");
    // an exact place that assumes a space comes before one that needs folding
    check("“pre fix” or \"pre fix\"", between("\"pre", "fix", ""), "“pre fix” or \"pre [fix]\"");
    let nth = Selector {
        occurrence: Some(Spanned::new(2, Span::default())),
        ..between("pre", "fix", "")
    };
    check("pre fix, prefix, prefix", nth, "pre fix, prefix, pre[fix]");
}

#[test]
fn a_span_may_run_to_a_later_text() {
    let to = |words: &str, end: &str| Selector { quote_end: some(end), ..quote(words) };
    check("a b c\nd e d e", to("b", "d e"), "a [b c\nd e] d e");
    check("a b c", to("b", "z"), "elsewhere 1");
    check("b b c", Selector { suffix: some("!"), ..to("b", "c") }, "elsewhere 2");
    let until = |words: &str, end: &str| Selector { is_end_outside: true, ..to(words, end) };
    check("a b c d", until("b", "d"), "a [b c] d");
    check("a b c\nd", until("b", "d"), "a [b c]\nd");
    check("a b d", until("b", "d"), "a [b] d");
    check("a b c", until("b", "d"), "elsewhere 1");
}

#[test]
fn a_position_selects_a_place_or_is_used_alone() {
    let at = |from, to| Selector { position: Some((from, to)), ..Selector::default() };
    check("\u{1F600} to be", at(2, 4), "\u{1F600} [to] be");
    check("to be", at(2, 5), "to [be]");
    check("to be", at(2, 9), "outside");
    check("e\u{301}a", at(1, 3), "outside");
    check("to be", at(3, 3), "outside");
    check("to to", Selector { position: Some((3, 5)), ..quote("to") }, "to [to]");
    check("to to", Selector { position: Some((1, 2)), ..quote("to") }, "several 2");
    check("a to", Selector { position: Some((0, 1)), ..quote("to") }, "a [to]");
}

#[test]
fn no_place_splits_a_grapheme_cluster() {
    check("cafe\u{301}", quote("cafe"), "nowhere");
    check("cafe\u{301} cafe", quote("cafe"), "cafe\u{301} [cafe]");
    check("cafe\u{301}", quote("café"), "[cafe\u{301}]");
    check("café", quote("cafe\u{301}"), "[café]");
    check("\u{1F468}\u{200D}\u{1F469} x", quote("\u{1F468}"), "nowhere");
    check("\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}", quote("\u{1F1EA}\u{1F1EB}"), "nowhere");
    check(
        "\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}",
        quote("\u{1F1EB}\u{1F1F7}"),
        "\u{1F1E9}\u{1F1EA}[\u{1F1EB}\u{1F1F7}]",
    );
    check("قال أحمد الشرع", quote("أحمد"), "قال [أحمد] الشرع");
    check("東京都", quote("京"), "東[京]都");
    check("\u{1112}\u{1161}\u{11ab}국", quote("한국"), "[\u{1112}\u{1161}\u{11ab}국]");
}

/// A selector for a range as an author would write it: the words, with 32 code points of context on either side.
fn taken(text: &str, range: Range) -> Selector {
    let before: Vec<char> = text[..range.start as usize].chars().rev().take(32).collect();
    let after: String = text[range.end as usize..].chars().take(32).collect();
    between(&before.into_iter().rev().collect::<String>(), &text[range.of()], &after)
}

fn refound(text: &str, range: Range) -> Option<Range> {
    let haystack = Haystack::new(text);
    let selector = taken(text, range);
    (1..).find_map(|at| {
        let occurrence = Some(Spanned::new(at, Span::default()));
        match find(&haystack, &Selector { occurrence, ..selector.clone() }) {
            Ok(found) if found == range => Some(Some(found)),
            Ok(_) => None,
            Err(_) => Some(None),
        }
    })?
}

/// Blocks with collapsed white space, as in a stream.
fn streams() -> impl Strategy<Value = String> {
    let characters = "[ab \u{e9}e\u{301}\u{308}“”'’…–\u{ad}\u{a0}\u{200d}\u{1F468}\u{1F1E6}\u{4e2d}\u{627}\u{1112}\u{1161}-]{1,60}";
    prop::collection::vec(characters, 1..4).prop_map(|blocks| {
        let collapsed = |text: &String| {
            text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let blocks = blocks.iter().map(collapsed).filter(|block| !block.is_empty());
        blocks.collect::<Vec<_>>().join("\n")
    })
}

proptest! {
    #[test]
    fn what_is_taken_from_a_text_is_found_again(text in streams(), from: prop::sample::Index, to: prop::sample::Index) {
        let mut bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(text.len());
        let (one, two) = (*from.get(&bounds), *to.get(&bounds));
        let haystack = Haystack::new(&text);
        let range = haystack.trimmed(Range::new(one.min(two), one.max(two)));
        prop_assume!(!range.is_empty() && haystack.is_whole(range));
        prop_assert_eq!(refound(&text, range), Some(range));
    }

    #[test]
    fn every_place_is_whole(text in streams(), words in "[ab e\u{301}“’…\u{1F468}\u{1F1E6}-]{1,4}") {
        let haystack = Haystack::new(&text);
        let places = match find(&haystack, &quote(&words)) {
            Ok(place) => vec![place],
            Err(NoPlace::Several(places)) => places,
            Err(_) => Vec::new(),
        };
        for place in places {
            prop_assert!(!place.is_empty() && haystack.is_whole(place) && haystack.trimmed(place) == place);
        }
    }

    #[test]
    fn composition_and_line_ends_do_not_move_a_place(text in "[a-zéàñ ]{5,60}", at: prop::sample::Index) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        prop_assume!(!bounds.is_empty());
        let start = *at.get(&bounds);
        let range = Haystack::new(&text).trimmed(Range::new(start, text.len()));
        prop_assume!(!range.is_empty());
        let selector = taken(&text, range);
        let parted = |part: &Option<Spanned<String>>| {
            some(&part.as_ref().map(|part| part.value.nfd().collect::<String>().replace(' ', "\r\n")).unwrap_or_default())
        };
        let other = Selector {
            quote: parted(&selector.quote),
            prefix: parted(&selector.prefix),
            suffix: parted(&selector.suffix),
            ..Selector::default()
        };
        prop_assert_eq!(find(&Haystack::new(&text), &other), Ok(range));
        let parted: String = text.nfd().collect();
        let found = find(&Haystack::new(&parted), &selector).map(|range| parted[range.of()].nfc().collect::<String>());
        prop_assert_eq!(found.as_deref(), Ok(&text[range.of()]));
    }
}

#[test]
fn thousands_of_quotations_are_found_quickly() {
    let text: String = (0..12_000).map(|at| format!("word{at} “says” ")).collect();
    let text = text.trim_end();
    let haystack = Haystack::new(text);
    for at in 0..2_000 {
        let words = format!("word{} \"says\" word{}", at * 5, at * 5 + 1);
        assert!(find(&haystack, &quote(&words)).is_ok(), "{words}");
    }
}
