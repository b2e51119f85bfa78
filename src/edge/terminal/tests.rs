//! Tests of diagnostics for people.

use insta::assert_snapshot;

use crate::base::{Diagnostic, File, Path, Span, Tree, codes};
use crate::edge::terminal::machine::{json, short};
use crate::edge::terminal::texts::Texts;
use crate::edge::terminal::{count, plain};

fn path(text: &str) -> Path {
    Path::new(text).unwrap()
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(name, text)| (path(name), File::Bytes(text.as_bytes().into()))).collect()
}

/// The report about words of a file.
fn check(text: &str, words: &str) -> String {
    let start = text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    let diagnostic =
        Diagnostic::at(codes::ENTITY_UNKNOWN, &path("a.md"), span, "no entity has this id")
            .caret("this one")
            .help("did you mean `bob`?");
    plain(&[diagnostic], &tree(&[("a.md", text)]))
}

#[test]
fn ascii() {
    assert_snapshot!(check("Who is\r\n[Ada](@adda) now?\r\n", "@adda"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:2:7
      |
    2 | [Ada](@adda) now?
      |       ^^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_caret_and_keeps_its_column() {
    let text = format!("{}[Ada](@adda){}", "some words go on ".repeat(60), " and go on".repeat(60));
    assert_snapshot!(check(&text, "@adda"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:1027
      |
    1 | …some words go on some words go on [Ada](@adda) and go on and go on and go on and go…
      |                                          ^^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
}

#[test]
fn a_long_span_in_a_long_line_shows_its_ends() {
    let middle = format!("begins here {}ends here", "and goes on ".repeat(60));
    let text = format!("{}{middle}{}", "before it ".repeat(30), " after it".repeat(30));
    assert_snapshot!(check(&text, &middle), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:301
      |
    1 | …before it before it before it before it begins here and goes on and goes on and … on and goes on and goes on ends here after it after it after it after it…
      |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
}

#[test]
fn right_to_left() {
    assert_snapshot!(check("قال الرئيس أحمد الشرع إن [موسكو](@moskow) صديقة\n", "@moskow"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:34
      |
    1 | قال الرئيس أحمد الشرع إن [موسكو](@moskow) صديقة
      |                                  ^^^^^^^ `@moskow`: this one
      |
      = help: did you mean `bob`?
    "#);
    assert_snapshot!(check("قال الرئيس أحمد الشرع إن موسكو صديقة\n", "أحمد الشرع"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:12
      |
    1 | قال الرئيس أحمد الشرع إن موسكو صديقة
      |            ^^^^^^^^^^ `أحمد الشرع`: this one
      |
      = help: did you mean `bob`?
    "#);
}

#[test]
fn wide_and_combining() {
    assert_snapshot!(check("東京は日本の首都である。\n", "日本"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:4
      |
    1 | 東京は日本の首都である。
      |       ^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
    assert_snapshot!(check("Cafe\u{301} 👩‍👩‍👧 at the [corner](@corna)\n", "@corna"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:29
      |
    1 | Café 👩👩👧 at the [corner](@corna)
      |                             ^^^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
    let long = format!("{}日本{}", "東京は首都である。".repeat(40), "そうである。".repeat(40));
    assert_snapshot!(check(&long, "日本"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:1:361
      |
    1 | …京は首都である。東京は首都である。東京は首都である。日本そうである。そうである。そうである。そうである。そう…
      |                                                      ^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
}

#[test]
fn a_whole_file() {
    let diagnostic =
        Diagnostic::about(codes::NOT_UTF8, &path("content/ä b.md"), "this is not UTF-8")
            .help("save it as UTF-8");
    assert_snapshot!(plain(&[diagnostic], &Tree::new()), @r#"
    error[not-utf8]: this is not UTF-8
    --> content/ä b.md:1:1
     = help: save it as UTF-8
    "#);
}

#[test]
fn several_labels() {
    let (one, two) = ("+++\nid = \"x\"\n# a\n# b\n# c\nname = \"Ann\"\n+++\n", "id = \"x\"\n");
    let diagnostic =
        Diagnostic::at(codes::ENTITY_DUPLICATE, &path("b.md"), Span::new(9, 12), "two are `x`")
            .caret("the second")
            .label(&path("b.md"), Span::new(32, 37), "called this")
            .label(&path("a.md"), Span::new(5, 8), "the first");
    assert_snapshot!(plain(&[diagnostic], &tree(&[("b.md", one), ("a.md", two)])), @r#"
    error[entity-duplicate]: two are `x`
     --> b.md:2:6
      |
    2 | id = "x"
      |      ^^^ the second
    ...
    6 | name = "Ann"
      |        ----- called this
      |
     ::: a.md:1:6
      |
    1 | id = "x"
      |      --- the first
    "#);
}

#[test]
fn two_labels_on_one_long_line_stand_below_it() {
    let text = format!(
        "{}Ann{}Bob{}",
        "before it ".repeat(20),
        " and then ".repeat(40),
        " after".repeat(30)
    );
    let (ann, bob) = (text.find("Ann").unwrap(), text.find("Bob").unwrap());
    let diagnostic =
        Diagnostic::at(codes::NAME_AMBIGUOUS, &path("a.md"), Span::new(bob, bob + 3), "two")
            .caret("here")
            .label(&path("a.md"), Span::new(ann, ann + 3), "and here");
    assert_snapshot!(plain(&[diagnostic], &tree(&[("a.md", &text)])), @r#"
    warning[name-ambiguous]: two
     --> a.md:1:604
      |
    1 | …before it before it before it before it Ann and then  and then  and then  and then … and then  and then  and then  and then Bob after after after after after after…
      |                                          --- and here                                                                        ^^^ here
    "#);
}

#[test]
fn a_span_over_lines_is_shown_by_its_first() {
    assert_snapshot!(check("one\ntwo three\nfour\n", "three\nfour"), @r#"
    error[entity-unknown]: no entity has this id
     --> a.md:2:5
      |
    2 | two three
      |     ^^^^^ this one
      |
      = help: did you mean `bob`?
    "#);
}

#[test]
fn invalid_spans_are_clamped() {
    for span in [Span::new(1, 2), Span::new(0, 900), Span::new(800, 900), Span::new(6, 6)] {
        let diagnostic = Diagnostic::at(codes::WRONG_TYPE, &path("a.md"), span, "m");
        for text in ["é\nü\n", "", "\n", "\u{feff}é", "é\r\n"] {
            assert!(
                plain(std::slice::from_ref(&diagnostic), &tree(&[("a.md", text)]))
                    .contains("a.md:")
            );
        }
    }
}

#[test]
fn other_formats() {
    let diagnostic =
        Diagnostic::at(codes::QUOTE_NOT_FOUND, &path("a.md"), Span::new(9, 10), "no `x`")
            .caret("here")
            .help("h");
    let tree = tree(&[("a.md", "é\r\n\u{301}é x\n")]);
    let texts = Texts::new(&tree);
    assert_eq!(short(&diagnostic, &texts), "a.md:2:4: error[quote-not-found]: no `x`");
    let read: serde_json::Value = serde_json::from_str(&json(&diagnostic, &texts)).unwrap();
    assert_eq!((read["line"].as_u64(), read["column"].as_u64()), (Some(2), Some(4)));
    assert_eq!(read["severity"], "error");
    assert_eq!(read["helps"][0], "h");
}

#[test]
fn the_count_omits_zeros() {
    let error = Diagnostic::at(codes::WRONG_TYPE, &path("a.md"), Span::default(), "m");
    let warning = Diagnostic::at(codes::DATE_OFFSET, &path("a.md"), Span::default(), "m");
    assert_eq!(count(&[error.clone(), error.clone(), warning]), "2 errors, 1 warning");
    assert_eq!(count(&[error]), "1 error");
}
