//! Tests of our own export, and of diagnostics with their spans.

use super::{check, on_x};
use crate::base::{Diagnostic, Path};
use crate::parse::matter::{Annotated, Attribution};
use crate::parse::sidecar::jsonld;
use crate::source::Config;

/// Content of a file, and its diagnostics with the text at their spans.
fn read_at(text: &str) -> (Annotated, Vec<String>) {
    let path = Path::new("content/articles/x.annotations.jsonld").unwrap();
    let read = jsonld(&path, text, &Config::default());
    let place = |it: &Diagnostic| text[it.primary.place.span.unwrap().range()].to_owned();
    let line = |it: &Diagnostic| format!("{} @ {}", it.message, place(it));
    (read.value, read.diagnostics.iter().map(line).collect())
}

#[test]
fn exported_statements_and_sources_are_read() {
    let statement = on_x(
        r##","motivation":"describing","id":"https://e.org/x/#statement-call","body":[
        {"type":"TextualBody","value":"direct statement","purpose":"describing"},
        {"type":"SpecificResource","source":"https://e.org/people/ada/","purpose":"linking"},
        {"type":"TextualBody","value":"N","language":"ar","purpose":"commenting"}],
        "statement":{"kind":"direct","attribution":"inferred","speaker":{"id":"https://e.org/people/ada/","name":"Ada"},
        "words_of":{"name":"Jo"},"about":{"id":"https://e.org/places/beirut/","name":"Beirut"},"date":"2025",
        "certainty":"low","sources":["s","own"],"review":{"rating":"false","url":"https://e.org/r","by":"Jo","date":"2025"}}"##,
    );
    let sources = r#"[{"id":"https://e.org/x/annotations.jsonld#source-s","publisher":"ada","url":"https://e.org/s","date":"2025"},
        {"id":"annotations.jsonld#source-anonymous-1","anonymous":true,"kind":"person","reason":"feared","via":"s"}]"#;
    let page = format!(r#"{{"type":"AnnotationPage","items":[{statement}],"sources":{sources}}}"#);
    let (read, messages) = read_at(&page);
    assert_eq!(messages, [""; 0]);
    assert_eq!(read.annotations, []);
    let [one] = &read.statements[..] else { panic!("{:?}", read.statements) };
    let word = |word: &Option<crate::base::Spanned<String>>| word.as_ref().unwrap().value.clone();
    assert_eq!((word(&one.id), word(&one.selector.quote)), ("call".into(), "x".into()));
    assert_eq!(word(&one.speaker), "https://e.org/people/ada/");
    assert_eq!(word(&one.words_of), "Jo");
    assert_eq!(one.about[0].value, "https://e.org/places/beirut/");
    assert_eq!((one.is_direct, one.attribution), (Some(true), Some(Attribution::Inferred)));
    assert_eq!(one.sources.iter().map(|id| &*id.value).collect::<Vec<_>>(), ["s", "own"]);
    assert_eq!(one.date.as_ref().unwrap().value.text, "2025");
    assert_eq!(one.certainty, Some(crate::parse::matter::Certainty::Low));
    let note = one.note.as_ref().unwrap();
    assert_eq!((&*note.source, note.lang.as_deref()), ("N", Some("ar")));
    let review = one.review.as_ref().unwrap();
    assert_eq!(
        (&*review.rating, word(&review.url), word(&review.by)),
        ("false", "https://e.org/r".into(), "Jo".into())
    );
    let ids: Vec<&str> = read.sources.iter().map(|source| &*source.id.value).collect();
    assert_eq!(ids, ["s", "anonymous-1"]);
    assert!(read.sources[1].is_anonymous);
    assert_eq!(word(&read.sources[1].via), "s");

    let wrong = on_x(r#","statement":{"kind":"loud"}"#);
    let source = r#"{"id":"s","anonymous":true,"url":"https://e.org/s"}"#;
    let (_, messages) = read_at(&format!(r#"{{"items":[{wrong}],"sources":[{source},"t"]}}"#));
    assert_eq!(
        messages,
        [
            "this source is anonymous, and `https://e.org/s` would give it away @ \"https://e.org/s\"",
            "left out a source that is not an object @ \"t\"",
            "`loud` is not a valid `kind` @ \"loud\"",
        ]
    );
    let whole = r#"{"statement":{},"target":"https://e.org/x/"}"#;
    let message =
        "left out a statement: its target has no quote and no position @ \"https://e.org/x/\"";
    assert_eq!(read_at(whole).1, [message]);
}

#[test]
fn malformed_members_are_reported_with_spans() {
    let check = |text: &str, n: usize, expected: &[&str]| {
        let (read, messages) = read_at(text);
        assert_eq!(messages, expected, "{text}");
        assert_eq!(read.annotations.len(), n, "{text}");
    };
    let on = |target: &str| format!(r#"{{"bodyValue":"N","target":{target}}}"#);
    let selector =
        |members: &str| on(&format!(r#"{{"selector":{{"type":"TextQuoteSelector",{members}}}}}"#));
    let squirrel = on_x(r#","bodyValue":"N""#).replace("\"Annotation\"", "\"Squirrel\"");
    check(&squirrel, 0, &["left out something whose `type` is not `Annotation` @ \"Squirrel\""]);
    check(
        &on_x(r#","bodyValue":"N""#).replace("\"Annotation\"", r#"["x","oa:Annotation"]"#),
        1,
        &[],
    );
    check(&on("9"), 0, &["left out an annotation: its target has no address and no selector @ 9"]);
    check(&on("[]"), 0, &["left out an annotation without a target @ []"]);
    check(
        &on_x(r#","bodyValue":"N","creator":6"#),
        1,
        &["left out a `creator` without a name or an address @ 6"],
    );
    check(
        &on_x(r#","bodyValue":"N","id":"not a uri""#),
        1,
        &["left out an `id` that is not an address @ \"not a uri\""],
    );
    check(
        &on_x(r#","bodyValue":"N","id":["urn:a","urn:b"]"#),
        1,
        &["left out a second `id` @ \"urn:b\""],
    );
    let neither = "left out an annotation: its selector has neither a quote nor a position @ ";
    let list = r#""exact":["a","b"]"#;
    check(
        &selector(list),
        0,
        &[
            r#"left out `exact`: it is not one string @ ["a","b"]"#,
            &format!(r#"{neither}{{"type":"TextQuoteSelector",{list}}}"#),
        ],
    );
    check(&selector(r#""exact":["a"]"#), 1, &[]);
    check(
        &selector(r#""exact":"a","prefix":3"#),
        1,
        &["left out `prefix`: it is not one string @ 3"],
    );
    let position = r#"{"type":"TextPositionSelector","start":1.5,"end":"3"}"#;
    check(
        &on(&format!("{{\"selector\":{position}}}")),
        0,
        &[
            "left out `start`: it is not a whole number from 0 @ 1.5",
            "left out `end`: it is not a whole number from 0 @ \"3\"",
            &format!("{neither}{position}"),
        ],
    );
    check(
        r#"{"@context":"fish","bodyValue":"N","target":"urn:x"}"#,
        1,
        &["left out the `@context`: it is not that of Web Annotations @ \"fish\""],
    );
    for known in [r#""http://www.w3.org/ns/anno.jsonld""#, r#"["urn:x",{"a":"urn:a"}]"#] {
        check(&format!(r#"{{"@context":{known},"bodyValue":"N","target":"urn:x"}}"#), 1, &[]);
    }
    check(
        &on_x(r#","bodyValue":"N","body":{"type":"TextualBody","value":"M"}"#),
        1,
        &["left out a `bodyValue` beside a `body`: an annotation has one of the two @ \"N\""],
    );
}

#[test]
fn a_text_keeps_its_language_and_direction() {
    let body =
        |members: &str| on_x(&format!(r#","body":{{"type":"TextualBody","value":"N"{members}}}"#));
    let check = |text: &str, expected: (Option<&str>, Option<&str>), messages: &[&str]| {
        let (read, found) = read_at(text);
        assert_eq!(found, messages, "{text}");
        let note = read.annotations[0].note.as_ref();
        assert_eq!(
            note.map_or((None, None), |it| (it.lang.as_deref(), it.dir)),
            expected,
            "{text}"
        );
    };
    check(&body(""), (None, None), &[]);
    check(&body(r#","language":"AR-eg","textDirection":"rtl""#), (Some("ar-EG"), Some("rtl")), &[]);
    check(&body(r#","language":["en","fr"],"processingLanguage":"fr""#), (Some("fr"), None), &[]);
    check(
        &body(r#","language":["en","fr"]"#),
        (Some("en"), None),
        &["left out a second language @ \"fr\""],
    );
    check(
        &body(r#","language":"?","textDirection":"squirrel""#),
        (None, None),
        &[
            "left out a `language` that is not a valid language tag @ \"?\"",
            "left out a `textDirection` that is not `ltr`, `rtl` or `auto` @ \"squirrel\"",
        ],
    );
    let two = |second: &str| {
        on_x(&format!(
            r#","body":[{{"value":"A","language":"fr"}},{{"value":"B","language":"{second}"}}]"#
        ))
    };
    check(&two("fr"), (Some("fr"), None), &[]);
    check(
        &two("de"),
        (Some("fr"), None),
        &[
            "left out the language of another text in the same note @ {\"value\":\"B\",\"language\":\"de\"}",
        ],
    );
    check(
        &on_x(r#","body":{"value":"T","purpose":"tagging","language":"fr"}"#),
        (None, None),
        &["left out the language of a topic, here and elsewhere in this file @ \"fr\""],
    );
}

#[test]
fn a_second_entity_has_the_given_motivation() {
    check(
        &on_x(r#","motivation":"linking","body":["urn:a","urn:b"]"#),
        &["x - urn:a - [] linking", "x - urn:b - [] linking"],
        &[],
    );
}
