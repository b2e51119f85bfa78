//! Tests with Web Annotations of other programs.

mod strict;

use super::jsonld;
use crate::base::Path;
use crate::parse::matter::AnnotationMatter;
use crate::source::Config;

fn read(text: &str) -> (Vec<AnnotationMatter>, Vec<String>) {
    let path = Path::new("content/articles/x.annotations.jsonld").unwrap();
    let read = jsonld(&path, text, &Config::default());
    let messages = read.diagnostics.iter().map(|it| it.message.clone()).collect();
    (read.value.annotations, messages)
}

/// Checks annotations, one line each: quote, position, entity, note, tags, motivation.
fn check(text: &str, annotations: &[&str], messages: &[&str]) {
    let (found, found_messages) = read(text);
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
    assert_eq!(found_messages, messages, "{text}");
}

/// An annotation of `x` with additional members.
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
        &["left out annotations in another document"],
    );
    check(r#"{"type":"AnnotationPage","items":[]}"#, &[], &[]);
    check(r#"{"a":1}"#, &[], &["left out something that is not an annotation"]);
}

#[test]
fn selectors_are_read() {
    let on =
        |selector: &str| format!("{{\"bodyValue\":\"N\",\"target\":{{\"selector\":{selector}}}}}");
    let quote = r#"{"type":"TextQuoteSelector","exact":"ذ 🙂","prefix":"a ","suffix":" b"}"#;
    let position = r#"{"type":"oa:TextPositionSelector","start":3,"end":6}"#;
    check(&on(quote), &["ذ 🙂 - - N [] commenting"], &[]);
    check(&on(position), &["- 3..6 - N [] commenting"], &[]);
    check(&on(&format!("[{position},{quote}]")), &["ذ 🙂 3..6 - N [] commenting"], &[]);
    let css = r#"{"type":"CssSelector","value":"p","refinedBy":"#;
    check(&on(&format!("{css}{quote}}}")), &["ذ 🙂 - - N [] commenting"], &[]);
    let unsupported = "left out an annotation: its selector has neither a quote nor a position";
    check(&on(&format!("{css}{position}}}")), &[], &[unsupported]);
    check(&on(r#"{"type":"TextPositionSelector","start":6,"end":3}"#), &[], &[unsupported]);
    check(&on(r#"{"type":"TextQuoteSelector","exact":" "}"#), &[], &[unsupported]);
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
fn bodies_are_read() {
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
        &["left out a note in another document"],
    );
    check(&body(r#"{"type":"Choice","items":[]}"#), &[], &["left out a choice of bodies"]);
    let without = "left out an annotation that names no entity and holds no text";
    check(&on_x(""), &[], &[without]);
    // a text besides an entity is a note: the motivation belongs to the annotation
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
            "left out a motivation that is not in the standard",
            "left out a body that is neither a text nor an entity",
            "left out `created`: it is not a date and time",
        ],
    );
}

#[test]
fn creator_time_and_id_are_read() {
    let (found, messages) = read(&on_x(
        r##","bodyValue":"N","id":"https://example.org/x/#note-first","created":"2026-02-01T09:00:00Z","creator":[{"name":"Ana"},"https://example.org/b"]"##,
    ));
    assert_eq!(messages, [""; 0]);
    assert_eq!(found[0].id.as_ref().unwrap().value, "first");
    assert_eq!(found[0].created.as_ref().unwrap().value.text, "2026-02-01T09:00:00Z");
    assert_eq!(found[0].creator.as_deref(), Some("Ana, https://example.org/b"));
}

/// The only annotation of a valid file.
#[track_caller]
fn one(text: &str) -> AnnotationMatter {
    let (mut found, messages) = read(text);
    assert_eq!(messages, [""; 0], "{text}");
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

#[test]
fn all_thirteen_motivations_are_read() {
    let motivation = |members: &str| one(&on_x(members)).motivation;
    for (known, _) in crate::parse::matter::MOTIVATIONS {
        for before in ["", "oa:", "http://www.w3.org/ns/oa#"] {
            assert_eq!(motivation(&format!(r#","motivation":"{before}{known}""#)), *known);
        }
    }
    assert_eq!(motivation(r#","motivation":{"id":"oa:highlighting"}"#), "highlighting");
    assert_eq!(motivation(r#","motivation":["tagging","oa:tagging"]"#), "tagging");
    let second = "left out a second motivation";
    check(&on_x(r#","motivation":["editing","linking"]"#), &["x - - - [] editing"], &[second]);
    let none = "left out a motivation that is not in the standard";
    check(&on_x(r#","motivation":["sc:painting","linking"]"#), &["x - - - [] linking"], &[none]);
}

#[test]
fn a_selector_may_refine_another() {
    let on = |selector: &str| {
        let text = format!(r#"{{"bodyValue":"N","target":{{"selector":{selector}}}}}"#);
        let Some(found) = read(&text).0.pop() else { return "none".into() };
        let word = |word: &Option<crate::base::Spanned<String>>| {
            word.as_ref().map_or("-".to_owned(), |word| word.value.clone())
        };
        let it = found.selector;
        let until = if it.is_end_outside { "<" } else { "" };
        let (quote, end) = (word(&it.quote), word(&it.quote_end));
        let (prefix, suffix) = (word(&it.prefix), word(&it.suffix));
        format!("{prefix}|{quote}|{suffix} {until}{end} {:?}", it.position)
    };
    let quote = |exact: &str, more: &str| {
        format!(r#"{{"type":"TextQuoteSelector","exact":"{exact}"{more}}}"#)
    };
    let position = |start: u32, end: u32, more: &str| {
        format!(r#"{{"type":"TextPositionSelector","start":{start},"end":{end}{more}}}"#)
    };
    let by = |inner: &str| format!(r#","refinedBy":{inner}"#);
    let check = |selector: &str, expected: &str| assert_eq!(on(selector), expected, "{selector}");

    let around = r#","prefix":"p ","suffix":" s""#;
    let outer = |more: &str| quote("é bcd", &format!("{around}{more}"));
    check(&outer(&by(&quote("bc", ""))), "p é |bc|d s - None");
    check(&outer(&by(&position(2, 4, ""))), "p é |bc|d s - None");
    check(&outer(&by(&position(2, 9, ""))), "none");
    check(&quote("aba", &by(&quote("a", around))), "p |a| s - None");
    check(&position(10, 20, &by(&position(3, 5, ""))), "-|-|- - Some((13, 15))");
    check(&position(10, 20, &by(&position(3, 15, ""))), "none");
    check(&position(10, 20, &by(&quote("bc", ""))), "-|bc|- - None");
    let fragment = |more: &str| format!(r#"{{"type":"FragmentSelector","value":"p7"{more}}}"#);
    let xpath = |more: &str| format!(r#"{{"type":"XPathSelector","value":"/p"{more}}}"#);
    check(&fragment(&by(&xpath(&by(&quote("bc", ""))))), "-|bc|- - None");
    check(&fragment(&by(&position(1, 2, ""))), "none");
    check(&format!("[{},{}]", fragment(""), quote("bc", "")), "-|bc|- - None");

    let range = |start: &str, end: &str| {
        format!(r#"{{"type":"RangeSelector","startSelector":{start},"endSelector":{end}}}"#)
    };
    check(&range(&quote("a", around), &quote("z", around)), "p |a|- <z s None");
    check(&range(&position(3, 4, ""), &position(9, 10, "")), "-|-|- - Some((3, 9))");
    check(&range(&position(9, 10, ""), &position(3, 4, "")), "none");
    check(&range(&xpath(""), &xpath("")), "none");
    let (from, to) = (xpath(&by(&quote("a", ""))), xpath(&by(&quote("z", ""))));
    check(&range(&from, &to), "-|a|- <z None");
    check(
        &format!("[{},{}]", range(&quote("a", ""), &quote("z", "")), position(3, 9, "")),
        "-|a|- <z Some((3, 9))",
    );
}

#[test]
fn groups_are_partly_supported() {
    let target = |target: &str| format!(r#"{{"bodyValue":"N","target":{target}}}"#);
    let on = |exact: &str| {
        format!(r#"{{"source":"x","selector":{{"type":"TextQuoteSelector","exact":"{exact}"}}}}"#)
    };
    let both = format!("[{},{}]", on("a"), on("b"));
    let (a, b) = ("a - - N [] commenting", "b - - N [] commenting");
    check(
        &target(&format!(r#"{{"type":"Choice","items":{both}}}"#)),
        &[a],
        &["left out all of a choice of targets but the first"],
    );
    check(&target(&format!(r#"{{"type":"Independents","items":{both}}}"#)), &[a, b], &[]);
    check(
        &target(&format!(r#"{{"type":"Composite","items":{both}}}"#)),
        &[a, b],
        &["left out that targets belong together: each one is annotated separately"],
    );
    check(
        &target(r#""https://example.org/x/#xywh=1,2,3,4""#),
        &[],
        &["left out an annotation: its target is `#xywh=1,2,3,4`, not text"],
    );
    let bodies = r#"[{"type":"TextualBody","value":"A"},{"type":"TextualBody","value":"B"}]"#;
    check(
        &on_x(&format!(r#","body":{{"type":"Choice","items":{bodies}}}"#)),
        &["x - - A [] commenting"],
        &["left out all of a choice of bodies but the first"],
    );
    check(
        &on_x(&format!(r#","body":{{"type":"List","purpose":"tagging","items":{bodies}}}"#)),
        &["x - - - [A,B] tagging"],
        &[],
    );
}

#[test]
fn notes_have_formats() {
    let note = |format: &str, value: &str| {
        on_x(&format!(r#","body":{{"type":"TextualBody","value":"{value}","format":"{format}"}}"#))
    };
    let check_note = |format: &str, value: &str, expected: &str, messages: &[&str]| {
        check(&note(format, value), &[&format!("x - - {expected} [] commenting")], messages);
    };
    check_note("text/markdown", "*a* <b>", "*a* <b>", &[]);
    check_note("text/plain;charset=utf-8", "*a* <b>", "\\*a\\* \\<b\\>", &[]);
    let tags = &["left out the HTML tags of a note; its text is kept"];
    check_note("text/html", "<b onclick=x>a</b><script>b</script>", "a", tags);
    check_note("text/html", "a &amp; b", "a &amp; b", &[]);
    check(&note("text/rtf", "x"), &[], &["left out a note in the format `text/rtf`"]);
    check(&on_x(r#","bodyValue":"*a*""#), &["x - - \\*a\\* [] commenting"], &[]);
}

#[test]
fn our_export_is_read() {
    let found = one(&on_x(
        r#","bodyValue":"N","kind":"context","certainty":"low","date":"2024~","sources":["s"],"modified":"2026-02-01T09:00:00Z","id":"https://e.org/x/annotations.jsonld#why""#,
    ));
    assert_eq!(found.kind.unwrap().value, "context");
    assert_eq!(found.certainty, Some(crate::parse::matter::Certainty::Low));
    assert_eq!(found.date.unwrap().value.text, "2024~");
    assert_eq!(found.sources[0].value, "s");
    assert_eq!(found.modified.unwrap().value.text, "2026-02-01T09:00:00Z");
    assert_eq!(found.id.unwrap().value, "why");
    check(
        &on_x(r#","bodyValue":"N","kind":"x","certainty":1,"date":"soon","sources":[1]"#),
        &["x - - N [] commenting"],
        &[
            "left out a `kind` that is not a kind of note",
            "left out a `certainty` that is not `high`, `medium`, `low` or `unknown`",
            "left out a `date` that is not a date",
            "left out a source that is not an id",
        ],
    );
}

#[test]
fn ignored_members_are_reported_once() {
    let one = on_x(r#","bodyValue":"N","rights":"x","generator":"y""#);
    check(
        &format!("[{one},{one}]"),
        &["x - - N [] commenting", "x - - N [] commenting"],
        &[
            "left out `rights`, here and elsewhere in this file",
            "left out `generator`, here and elsewhere in this file",
        ],
    );
}
