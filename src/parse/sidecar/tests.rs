//! Web Annotations as other programs write them.

use super::jsonld;
use crate::base::Path;
use crate::parse::matter::AnnotationMatter;

fn read(text: &str) -> (Vec<AnnotationMatter>, Vec<String>) {
    let path = Path::new("content/articles/x.annotations.jsonld").unwrap();
    let read = jsonld(&path, text);
    let told = read.diagnostics.iter().map(|told| told.message.clone()).collect();
    (read.value, told)
}

/// One line for each annotation: quote, position, entity, note, tags, motivation.
fn check(text: &str, annotations: &[&str], told: &[&str]) {
    let (found, found_told) = read(text);
    let word = |word: &Option<crate::base::Spanned<String>>| {
        word.as_ref().map_or("-".to_owned(), |word| word.value.clone())
    };
    let lines: Vec<String> = found
        .iter()
        .map(|one| {
            let position = one.selector.position.map_or("-".into(), |(a, b)| format!("{a}..{b}"));
            let note = one.note.as_ref().map_or("-", |note| &note.source);
            let (quote, entity) = (word(&one.selector.quote), word(&one.entity));
            let tags = one.tags.join(",");
            format!("{quote} {position} {entity} {note} [{tags}] {}", one.motivation)
        })
        .collect();
    assert_eq!(lines, annotations, "{text}");
    assert_eq!(found_told, told, "{text}");
}

/// An annotation on `x` with these members.
fn on_x(members: &str) -> String {
    let target =
        r#""target":{"source":"x.html","selector":{"type":"TextQuoteSelector","exact":"x"}}"#;
    format!("{{\"type\":\"Annotation\",{target}{members}}}")
}

#[test]
fn pages_collections_and_lists_hold_annotations() {
    let one = on_x(r#","bodyValue":"N""#);
    let line = "x - - N [] commenting";
    check(&one, &[line], &[]);
    check(&format!("[{one},{one}]"), &[line, line], &[]);
    check(&format!("{{\"type\":\"AnnotationPage\",\"items\":[{one}]}}"), &[line], &[]);
    check(
        &format!(
            "{{\"type\":[\"AnnotationCollection\"],\"first\":{{\"items\":[{one}],\"next\":\"p2\"}}}}"
        ),
        &[line],
        &["left out a further page of annotations"],
    );
    check(
        r#"{"type":"AnnotationCollection","first":"https://example.org/p1"}"#,
        &[],
        &["left out annotations that stand in another document"],
    );
    check(r#"{"type":"AnnotationPage","items":[]}"#, &[], &[]);
    check(r#"{"a":1}"#, &[], &["left out something that is no annotation"]);
}

#[test]
fn selectors_say_which_words() {
    let on =
        |selector: &str| format!("{{\"bodyValue\":\"N\",\"target\":{{\"selector\":{selector}}}}}");
    let quote = r#"{"type":"TextQuoteSelector","exact":"ذ 🙂","prefix":"a ","suffix":" b"}"#;
    let position = r#"{"type":"oa:TextPositionSelector","start":3,"end":6}"#;
    check(&on(quote), &["ذ 🙂 - - N [] commenting"], &[]);
    check(&on(position), &["- 3..6 - N [] commenting"], &[]);
    check(&on(&format!("[{position},{quote}]")), &["ذ 🙂 3..6 - N [] commenting"], &[]);
    let css = r#"{"type":"CssSelector","value":"p","refinedBy":"#;
    check(&on(&format!("{css}{quote}}}")), &["ذ 🙂 - - N [] commenting"], &[]);
    let untold = "left out an annotation: its selector says neither a quote nor a position";
    check(&on(&format!("{css}{position}}}")), &[], &[untold]);
    check(&on(r#"{"type":"TextPositionSelector","start":6,"end":3}"#), &[], &[untold]);
    check(&on(r#"{"type":"TextQuoteSelector","exact":" "}"#), &[], &[untold]);
    check(r#"{"bodyValue":"N","target":"x.html"}"#, &["- - - N [] commenting"], &[]);
    check(
        r#"{"type":"Annotation","bodyValue":"N"}"#,
        &[],
        &["left out an annotation without a target"],
    );
    let two = format!("[{{\"selector\":{quote}}},{{\"selector\":{position}}}]");
    check(
        &format!("{{\"bodyValue\":\"N\",\"target\":{two}}}"),
        &["ذ 🙂 - - N [] commenting", "- 3..6 - N [] commenting"],
        &[],
    );
}

#[test]
fn bodies_say_what_about_them() {
    let body = |body: &str| on_x(&format!(",\"body\":{body}"));
    let iri = "https://example.org/people/ana/";
    check(&body(&format!("\"{iri}\"")), &[&format!("x - {iri} - [] identifying")], &[]);
    check(
        &body(&format!(
            r#"{{"type":"SpecificResource","source":"{iri}","purpose":"oa:identifying"}}"#
        )),
        &[&format!("x - {iri} - [] identifying")],
        &[],
    );
    check(
        &body(
            r#"[{"type":"TextualBody","value":"A"},{"type":"TextualBody","value":"B","format":"text/markdown"},{"type":"TextualBody","value":"T","purpose":"tagging"}]"#,
        ),
        &["x - - A\n\nB [T] commenting"],
        &[],
    );
    check(
        &body(r#"["urn:a","urn:b"]"#),
        &["x - urn:a - [] identifying", "x - urn:b - [] identifying"],
        &[],
    );
    check(
        &on_x(r#","motivation":"commenting","body":"https://example.org/comment""#),
        &[],
        &["left out a note that stands in another document"],
    );
    check(&body(r#"{"type":"Choice","items":[]}"#), &[], &["left out a choice of bodies"]);
    let without = "left out an annotation that names no entity and holds no text";
    check(&on_x(""), &[], &[without]);
    // One word beside an entity is a note: the motivation is the annotation's, not the text's.
    check(
        &on_x(
            r#","motivation":"identifying","body":[{"type":"SpecificResource","source":"moscow"},{"type":"TextualBody","value":"capital"}]"#,
        ),
        &["x - moscow capital [] identifying"],
        &[],
    );
    check(
        &body(r#"{"type":"TextualBody","value":"moscow","purpose":"identifying"}"#),
        &["x - moscow - [] identifying"],
        &[],
    );
    check(
        &on_x(r#","motivation":["dancing"],"created":"soon","body":[3,{"value":"N"}]"#),
        &["x - - N [] commenting"],
        &[
            "left out a motivation that is none of the standard's",
            "left out a body that is neither a text nor an entity",
            "left out a time of creation that is no date",
        ],
    );
}

#[test]
fn who_and_when_and_which() {
    let (found, told) = read(&on_x(
        r##","bodyValue":"N","id":"https://example.org/x/#note-first","created":"2026-02-01T09:00:00Z","creator":[{"name":"Ana"},"https://example.org/b"]"##,
    ));
    assert_eq!(told, [""; 0]);
    assert_eq!(found[0].id.as_ref().unwrap().value, "first");
    assert_eq!(found[0].created.as_ref().unwrap().value.text, "2026-02-01T09:00:00Z");
    assert_eq!(found[0].creator.as_deref(), Some("Ana, https://example.org/b"));
}
