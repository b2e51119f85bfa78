//! Difficult texts, end to end: from Markdown and a quotation to pieces in the page and positions in the export.
//!
//! One test for each problem of texts and annotations.

use std::collections::BTreeSet;

use crate::support::tokens;
use glossator::base::{Checked, Severity};
use glossator::pipeline::{self, Model};
use html5ever::tokenizer::{TagKind, Token};
use serde_json::Value;

/// Result of annotations on a text.
struct Marked {
    /// The words of each note's span, joined from its pieces in the page, in text order.
    pieces: Vec<String>,
    /// The same, taken from `body.txt` by the positions of the export.
    slices: Vec<String>,
    /// The text stream.
    stream: String,
    /// Codes of errors and warnings.
    codes: BTreeSet<&'static str>,
}

fn built(markdown: &str, annotations: &str) -> Marked {
    let article = format!("+++\ntitle = \"T\"\n{annotations}\n+++\n\n{markdown}\n");
    let Checked { value: model, diagnostics } = crate::support::model(&[
        ("glossator.toml", ""),
        ("content/articles/a.md", &article),
        (
            "content/entities/all.toml",
            "[[entity]]\nid = \"e\"\ntype = \"person\"\nname = \"Eva Elsewhere\"\n",
        ),
    ]);
    let codes = diagnostics.iter().filter(|it| it.severity != Severity::Note);
    let codes = codes.map(|it| it.code.name).collect();
    let stream = page(&model, "articles/a/body.txt").unwrap_or_default();
    let html = page(&model, "articles/a/index.html").unwrap();
    let export = page(&model, "articles/a/annotations.jsonld").unwrap_or("{\"items\": []}".into());
    let export: Value = serde_json::from_str(&export).unwrap();
    let points: Vec<char> = stream.chars().collect();
    let is_note = |item: &&Value| !item.to_string().contains("\"identifying\"");
    let items = export["items"].as_array().unwrap().iter().filter(is_note);
    let slices = items
        .filter_map(|item| {
            let selectors = item["target"]["selector"].as_array()?;
            let of = |kind: &str| selectors.iter().find(|selector| selector["type"] == kind);
            let (quote, position) = (of("TextQuoteSelector")?, of("TextPositionSelector")?);
            let at = |key: &str| position[key].as_u64().unwrap() as usize;
            let slice: String = points[at("start")..at("end")].iter().collect();
            assert_eq!(quote["exact"], *slice, "the exact words are the slice");
            Some(slice)
        })
        // a footnote is between words
        .filter(|slice| !slice.is_empty())
        .collect();
    Marked { pieces: pieces(&html), slices, stream, codes }
}

fn page(model: &Model, output: &str) -> Option<String> {
    let page = model.plan.pages.iter().find(|page| page.output.as_str() == output)?;
    Some(String::from_utf8(pipeline::page(model, page).value).unwrap())
}

/// Text of each noted span, with its pieces joined; additions of the program are left out.
fn pieces(html: &str) -> Vec<String> {
    let mut spans: Vec<(String, String)> = Vec::new();
    let mut open: Vec<(Option<String>, bool)> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let of = |name: &str| {
                    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
                    found.map(|attribute| attribute.value.to_string())
                };
                let classes = of("class").unwrap_or_default();
                let is_added =
                    classes.split(' ').any(|class| ["ref", "notes", "added"].contains(&class));
                let note = of("data-note");
                if let Some(id) = &note
                    && !spans.iter().any(|(known, _)| known == id)
                {
                    spans.push((id.clone(), String::new()));
                }
                const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
                if !VOID.contains(&&*tag.name) {
                    open.push((note, is_added));
                }
            }
            Token::TagToken(_) => drop(open.pop()),
            Token::CharacterTokens(text) if !open.iter().any(|(_, is_added)| *is_added) => {
                let within: BTreeSet<&String> =
                    open.iter().filter_map(|(note, _)| note.as_ref()).collect();
                for (id, words) in &mut spans {
                    if within.contains(id) {
                        words.push_str(&text);
                    }
                }
            }
            _ => {}
        }
    }
    spans.into_iter().map(|(_, words)| words).collect()
}

fn note(keys: &str) -> String {
    format!("[[annotations]]\nnote = \"n\"\n{keys}\n")
}

fn quote(words: &str) -> String {
    note(&format!("quote = {}", Value::from(words)))
}

/// Checks the words of the annotation, in the page and in the export; `\n` in the words is the end of a block.
#[track_caller]
fn check(markdown: &str, annotation: &str, expected: &str) {
    check_all(markdown, annotation, &[expected]);
}

#[track_caller]
fn check_all(markdown: &str, annotations: &str, expected: &[&str]) {
    let marked = built(markdown, annotations);
    assert_eq!(marked.codes, BTreeSet::new(), "{markdown}");
    assert_eq!(marked.slices, expected, "{markdown}");
    // pages have line breaks where the stream joins blocks, and within code
    let dense = |words: &str| words.split_whitespace().collect::<String>();
    let expected: Vec<String> = expected.iter().map(|words| dense(words)).collect();
    let pieces: Vec<String> = marked.pieces.iter().map(|words| dense(words)).collect();
    assert_eq!(pieces, expected, "{markdown}");
}

/// Checks that the annotation has no place, with this code.
#[track_caller]
fn refused(markdown: &str, annotation: &str, code: &str) {
    let marked = built(markdown, annotation);
    assert_eq!(marked.codes.into_iter().collect::<Vec<_>>(), [code], "{markdown}");
    assert!(marked.slices.is_empty());
}

#[track_caller]
fn stream(markdown: &str, expected: &str) {
    // an annotated article has a `body.txt`
    let marked = built(markdown, &note(""));
    assert_eq!(marked.stream, expected, "{markdown}");
}

#[test]
fn offsets_count_code_points() {
    check("🎉🎉 the word", &quote("word"), "word");
    check("𝔘𝔫𝔦 é e\u{301} العربية word", &quote("word"), "word");
    let marked = built("🎉 a 👩‍🚀 word", &quote("word"));
    assert_eq!(marked.stream.chars().count(), 12);
}

#[test]
fn clusters_are_never_split() {
    check("a 👩‍🚀 b", &quote("👩‍🚀"), "👩‍🚀");
    refused("a 👩‍🚀 b", &quote("👩"), "quote-not-found");
    check("🇫🇷🇩🇪", &quote("🇩🇪"), "🇩🇪");
    refused("🇫🇷🇩🇪", &quote("🇷🇩"), "quote-not-found");
    refused("cafe\u{301}", &quote("cafe"), "quote-not-found");
    refused("👍🏽", &quote("👍"), "quote-not-found");
}

#[test]
fn composition_does_not_matter() {
    check("caf\u{e9} noir", &quote("cafe\u{301} noir"), "caf\u{e9} noir");
    check("cafe\u{301} noir", &quote("caf\u{e9}"), "cafe\u{301}");
    check("한국어", &quote("\u{1112}\u{1161}\u{11ab}국"), "한국");
}

#[test]
fn quotation_marks_dashes_and_ellipses_fold() {
    check("He said \"no\" -- twice...", &quote("\"no\" -- twice..."), "“no” – twice…");
    check("He said “no” — twice…", &quote("\"no\" --- twice..."), "“no” — twice…");
    check("Russia's", &quote("Russia’s"), "Russia’s");
    check("«Да», сказал он", &quote("\"Да\""), "«Да»");
}

#[test]
fn quotations_that_differ_in_an_apostrophe_find_their_own_place() {
    let both = [quote("dog's"), quote("dog’s")].concat();
    // a backslash keeps the mark as typed
    check_all("the dog\\'s and the dog’s", &both, &["dog's", "dog’s"]);
}

#[test]
fn soft_hyphens_and_no_break_spaces_fold() {
    check(
        "Donau\u{ad}dampf\u{ad}schiff",
        &quote("Donaudampfschiff"),
        "Donau\u{ad}dampf\u{ad}schiff",
    );
    check("10&nbsp;km and 5\u{202f}m", &quote("10 km and 5 m"), "10\u{a0}km and 5\u{202f}m");
}

#[test]
fn breaks_are_spaces() {
    stream("soft\nbreak  \nhard\\\nbreak", "soft break hard break");
    check("soft\nbreak", &quote("soft break"), "soft break");
    check("hard  \nbreak", &quote("hard break"), "hard break");
}

#[test]
fn the_example_of_the_reference_is_correct() {
    let docs = include_str!("../../docs/text.md");
    let block = |lead: &str| {
        let from = docs.split_once(lead).unwrap().1;
        from.split_once("```\n").unwrap().0.trim_end().to_owned()
    };
    let stream =
        docs.split_once("is this stream:\n\n```\n").unwrap().1.split_once("\n```").unwrap().0;
    assert_eq!(built(&block("```markdown\n"), &note("")).stream, stream);
}

#[test]
fn escapes_and_character_references_are_resolved() {
    check("AT&amp;T \\*now\\* &eacute;t&eacute;", &quote("AT&T *now* été"), "AT&T *now* été");
}

#[test]
fn spans_cross_emphasis_links_and_code() {
    check("one *two three* four", &quote("one two"), "one two");
    check("one **two *three* four** five", &quote("three four five"), "three four five");
    check("see [the long link](https://example.org/) now", &quote("see the long"), "see the long");
    check("run `cargo test` twice", &quote("cargo test twice"), "cargo test twice");
    check("~~old~~ new", &quote("old new"), "old new");
}

#[test]
fn formulas_footnote_marks_and_images_are_not_text() {
    stream("before[^1] after ![alt](x.png)\n\n[^1]: The note.", "before after");
    check("before[^1] after\n\n[^1]: The note.", &quote("before after"), "before after");
    refused(
        "a ![the picture](https://example.org/x.png) b",
        &quote("the picture"),
        "quote-not-found",
    );
}

#[test]
fn spans_cross_blocks() {
    check("one two\n\nthree four", &quote("two three"), "two\nthree");
    check("- one\n- two\n- three", &quote("one two three"), "one\ntwo\nthree");
    check("| a | b |\n|---|---|\n| c | d |", &quote("b c"), "b\nc");
    check("# Title\n\nText here", &quote("Title Text"), "Title\nText");
    check("> quoted\n\nand not", &quote("quoted and"), "quoted\nand");
    check("```\ncode\n```\n\ntext", &quote("code text"), "code\ntext");
    check("Term\n: Meaning", &quote("Term Meaning"), "Term\nMeaning");
}

#[test]
fn a_span_may_run_to_a_later_text() {
    let long = note("quote = \"one\"\nquote_end = \"five\"");
    check("zero one two\n\nthree *four five* six five", &long, "one two\nthree four five");
}

#[test]
fn raw_html_is_not_text_and_splits_marks() {
    stream("a <b>bold</b> b\n\n<div>raw block</div>\n\nc", "a bold b\nc");
    check("a <b>bold</b> b", &quote("a bold b"), "a bold b");
    refused("a\n\n<div>raw block</div>", &quote("raw block"), "quote-not-found");
}

#[test]
fn the_first_and_the_last_word_have_no_context() {
    check("only", &quote("only"), "only");
    check("first middle last", &note("quote = \"first\"\nprefix = \"\""), "first");
    check("first middle last", &note("quote = \"last\"\nsuffix = \"\""), "last");
    let marked = built("only", &quote("only"));
    assert_eq!(marked.slices, ["only"]);
}

#[test]
fn repeated_words_need_context_or_an_occurrence() {
    refused("the word and the word", &quote("the word"), "quote-ambiguous");
    check("the word and the word", &note("quote = \"the word\"\nprefix = \"and \""), "the word");
    check("aaa", &note("quote = \"aa\"\noccurrence = 2"), "aa");
    refused("aaa", &note("quote = \"aa\"\noccurrence = 3"), "quote-not-found");
    let second = built("aaa", &note("quote = \"aa\"\noccurrence = 2"));
    assert_eq!(second.slices, ["aa"]);
}

#[test]
fn white_space_around_the_quotation_may_be_omitted() {
    check("one two three", &note("quote = \"two\"\nprefix = \"one\"\nsuffix = \"three\""), "two");
    check("one\n\ntwo", &note("quote = \"two\"\nprefix = \"one \""), "two");
    refused("onetwo", &note("quote = \"two\"\nprefix = \"one \""), "quote-not-found");
}

#[test]
fn quotations_cut_words() {
    check("הלך לירושלים אתמול", &quote("ירושלים"), "ירושלים");
    check("ذهب والرئيس إلى دمشق", &quote("الرئيس"), "الرئيس");
    check("日本の首都は東京です", &quote("首都"), "首都");
    check("สวัสดีชาวโลก", &quote("ชาว"), "ชาว");
    check("the govern-ment of recog\\-nised", &quote("ment of recog"), "ment of recog");
    check("*un*believable", &quote("nbeliev"), "nbeliev");
}

#[test]
fn order_of_letters_is_logical() {
    check("abc שלום עולם def", &quote("עולם def"), "עולם def");
    check("قال (Vladimir Putin) إن", &quote("(Vladimir Putin) إن"), "(Vladimir Putin) إن");
}

#[test]
fn spans_nest_cross_and_share_their_ends() {
    let text = "one two three four five six seven eight nine";
    let words: Vec<&str> = text.split(' ').collect();
    // nested eight deep, all from the first word
    let nested: Vec<String> = (1..=8).rev().map(|count| words[..=count].join(" ")).collect();
    let annotations: String = nested.iter().map(|words| quote(words)).collect();
    check_all(text, &annotations, &nested.iter().map(String::as_str).collect::<Vec<_>>());
    // crossing
    let crossing = [quote("one two three four"), quote("three four five six"), quote("four five")];
    let expected = ["one two three four", "three four five six", "four five"];
    check_all("one *two three* four five six", &crossing.concat(), &expected);
    // the same words twice
    check_all("one two three", &[quote("two"), quote("two")].concat(), &["two", "two"]);
    // one ends where another begins
    check_all("one two", &[quote("one "), quote("two")].concat(), &["one", "two"]);
}

#[test]
fn a_dense_page_is_well_formed() {
    // 125 paragraphs of eight nested mentions each, and 700 notes
    let mut markdown = String::new();
    let mut annotations = String::new();
    for block in 0..125 {
        let words: Vec<String> = (0..9).map(|at| format!("w{block}x{at}")).collect();
        markdown.push_str(&format!("{} *end{block}*\n\n", words.join(" ")));
        for depth in 1..=8 {
            let span = words[..=depth].join(" ");
            annotations.push_str(&format!("[[annotations]]\nquote = \"{span}\"\nentity = \"e\"\n"));
        }
        for at in 0..700_usize.saturating_sub(block * 6).min(6) {
            let span = words[at..at + 3].join(" ");
            annotations.push_str(&format!("[[annotations]]\nquote = \"{span}\"\nnote = \"n\"\n"));
        }
    }
    let article = format!("+++\ntitle = \"T\"\n{annotations}\n+++\n\n{markdown}\n");
    let Checked { value: model, diagnostics } = crate::support::model(&[
        ("glossator.toml", ""),
        ("content/articles/a.md", &article),
        (
            "content/entities/all.toml",
            "[[entity]]\nid = \"e\"\ntype = \"person\"\nname = \"Eva Elsewhere\"\n",
        ),
    ]);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let html = page(&model, "articles/a/index.html").unwrap();
    let mut ids = BTreeSet::new();
    let mut open: Vec<String> = Vec::new();
    for token in tokens(&html) {
        let Token::TagToken(tag) = token else { continue };
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            assert_eq!(open.pop(), Some(name), "tags nest");
            continue;
        }
        for attribute in tag.attrs.iter().filter(|attribute| &*attribute.name.local == "id") {
            assert!(ids.insert(attribute.value.to_string()), "{} twice", attribute.value);
        }
        assert!(name != "a" || !open.contains(&name), "a link in a link");
        if !["br", "hr", "img", "input", "link", "meta"].contains(&name.as_str())
            && !tag.self_closing
        {
            open.push(name);
        }
    }
    assert!(ids.contains("m1000") && ids.contains("note-700"), "all are there");
}
