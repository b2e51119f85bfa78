//! A sidecar of Web Annotations works like front matter, and errors in it are reported at the right place.

use glossator::base::Checked;
use glossator::pipeline::{self, Model};

const HEAD: &str = "title = \"One\"\ndate = 2025-10-15\n";
const TEXT: &str = "Ada came. Bob came. Ada came too.\n";
const SIDECAR: &str = "content/articles/one.annotations.jsonld";

fn site(article: &str, sidecar: Option<&str>) -> Checked<Model> {
    let mut files = vec![
        ("glossator.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n"),
        ("content/entities/people/ada.md", "+++\nname = \"Ada\"\n+++\n"),
        ("content/sources/all.toml", "[[source]]\nid = \"wide\"\ntitle = \"Wide\"\n"),
        ("content/articles/one.md", article),
    ];
    files.extend(sidecar.map(|text| (SIDECAR, text)));
    crate::support::model(&files)
}

fn article() -> String {
    format!("+++\n{HEAD}+++\n{TEXT}")
}

fn page(model: &Model, url: &str) -> String {
    let page = model.plan.page(url).unwrap();
    String::from_utf8(pipeline::page(model, page).value).unwrap()
}

/// An annotation with this selector and these other members.
fn on(selector: &str, members: &str) -> String {
    format!(r#"{{"type":"Annotation","target":{{"selector":{selector}}}{members}}}"#)
}

fn quote(members: &str) -> String {
    format!(r#"{{"type":"TextQuoteSelector",{members}}}"#)
}

/// Diagnostics of the sidecar or the article: message, position, labels, helps.
fn diagnostics(article: &str, sidecar: Option<&str>) -> Vec<String> {
    let read = site(article, sidecar);
    let (path, text) = sidecar.map_or(("content/articles/one.md", article), |it| (SIDECAR, it));
    let of_file = read
        .diagnostics
        .iter()
        .filter(|it| it.primary.place.path.as_str() == path && it.code.name.starts_with("quote"));
    let line = |diagnostic: &glossator::base::Diagnostic| {
        let span = diagnostic.primary.place.span.unwrap();
        let labels: Vec<&str> = diagnostic.labels.iter().map(|label| &*label.text).collect();
        let place = &text[span.range()];
        format!(
            "{} @ {place} | {} | {}",
            diagnostic.message,
            labels.join(", "),
            diagnostic.helps.join(", ")
        )
    };
    of_file.map(line).collect()
}

#[test]
fn an_error_points_at_the_wrong_selector() {
    let check = |selector: &str, expected: &str| {
        let found = diagnostics(&article(), Some(&on(selector, r#","bodyValue":"N""#)));
        assert_eq!(found.len(), 1, "{selector}: {found:?}");
        assert!(found[0].starts_with(expected), "{}", found[0]);
    };
    check(&quote(r#""exact":"Zed""#), "no text in this article reads `Zed` @ \"Zed\" |");
    check(&quote(r#""exact":"came""#), "`came` occurs in this article 3 times @ \"came\" |");
    let position = r#"{"type":"TextPositionSelector","start":3,"end":900}"#;
    let outside = "this position is outside the text, or cuts a character @ ";
    check(position, &format!("{outside}{position} |"));
    let inner = r#"{"type":"TextPositionSelector","start":200,"end":201}"#;
    let outer = r#"{"type":"TextPositionSelector","start":300,"end":900,"refinedBy":"#;
    check(&format!("{outer}{inner}}}"), &format!("{outside}{inner} |"));
    let range = format!(
        r#"{{"type":"RangeSelector","startSelector":{inner},"endSelector":{}}}"#,
        position.replace('3', "300")
    );
    check(&range, &format!("{outside}{range} |"));
    let prefix = quote(r#""exact":"came","prefix":"Zed ""#);
    check(&prefix, "`came` occurs in this article, but not between these words @ \"Zed \" |");
}

#[test]
fn helps_use_the_syntax_of_the_file() {
    let check = |article: &str, sidecar: Option<&str>, labels: &[&str], help: &str| {
        let found = diagnostics(article, sidecar);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert!(labels.iter().all(|label| one.contains(label)), "{one}");
        assert!(one.ends_with(&format!("| {help}")), "{one}");
        one.clone()
    };
    let json = |members: &str| on(&quote(members), r#","bodyValue":"N""#);
    let toml =
        |keys: &str| format!("+++\n{HEAD}\n[[annotations]]\nnote = \"N\"\n{keys}\n+++\n{TEXT}");
    let yaml = |keys: &str| {
        format!("---\ntitle: One\ndate: 2025-10-15\nannotations:\n  - note: N\n{keys}\n---\n{TEXT}")
    };
    let first = "`\"suffix\": \" came.\"` means this one, `\"prefix\": \"";
    let help = "add one of these lines to the selector";
    let one = check(&article(), Some(&json(r#""exact":"Ada""#)), &[first], help);
    assert!(!one.contains("occurrence"), "{one}");
    let second = json(r#""exact":"Ada","suffix":" came""#);
    let help = "add one of these lines to the selector, or replace its `suffix`";
    check(&article(), Some(&second), &["`\"suffix\": \" came.\"`"], help);
    let help = "replace its `prefix` by one of these lines";
    let again = json(r#""exact":"came.","prefix":" ""#);
    check(&article(), Some(&again), &["`\"prefix\": \"Bob \"` means this one"], help);
    let help = "add one of these lines to the annotation";
    let first = "`suffix = \" came.\"` means this one, `prefix = \"";
    check(&toml("quote = \"Ada\""), None, &[first], help);
    let first = "`suffix: \" came.\"` means this one, `prefix: \"";
    check(&yaml("    quote: Ada"), None, &[first], help);
    let help = "replace its `prefix` by one of these lines";
    let again = yaml("    quote: came.\n    prefix: \" \"");
    check(&again, None, &["`prefix: \"Bob \"` means this one"], help);
    check(&toml("quote = \"came.\"\nprefix = \" \""), None, &["`prefix = \"Bob \"`"], help);
    let help = "replace its `prefix` by one of these lines, or add the other";
    check(&toml("quote = \"came\"\nprefix = \" \""), None, &["`suffix = \""], help);
}

#[test]
fn sources_of_a_note_work_as_in_front_matter() {
    let selector = quote(r#""exact":"Bob""#);
    let annotation = on(&selector, r#","bodyValue":"N","sources":["wide","here"]"#);
    let here =
        r#"{"id":"https://e.org/annotations.jsonld#source-here","title":"Here","publisher":"ada"}"#;
    let sidecar =
        format!(r#"{{"type":"AnnotationPage","items":[{annotation}],"sources":[{here}]}}"#);
    let beside = site(&article(), Some(&sidecar));
    assert!(!beside.has_errors(), "{:#?}", beside.diagnostics);
    let tables = "\n[[annotations]]\nquote = \"Bob\"\nnote = \"N\"\nsources = [\"wide\", \"here\"]\n\n[[sources]]\nid = \"here\"\ntitle = \"Here\"\npublisher = \"ada\"\n";
    let front = site(&format!("+++\n{HEAD}{tables}+++\n{TEXT}"), None);
    for url in ["/sources/wide/", "/sources/", "/articles/one/", "/people/ada/"] {
        assert_eq!(page(&beside.value, url), page(&front.value, url), "{url}");
    }
    assert!(page(&beside.value, "/sources/wide/").contains("/articles/one/"));
    assert!(page(&beside.value, "/articles/one/").contains("id=\"g-source1\""));

    let sidecar = on(&selector, r#","bodyValue":"N","sources":["nowhere"]"#);
    let read = site(&article(), Some(&sidecar));
    let [diagnostic] =
        &read.diagnostics.iter().filter(|it| it.code.name == "source-unknown").collect::<Vec<_>>()
            [..]
    else {
        panic!("{:#?}", read.diagnostics)
    };
    assert_eq!(&sidecar[diagnostic.primary.place.span.unwrap().range()], "\"nowhere\"");
    assert_eq!(diagnostic.primary.place.path.as_str(), SIDECAR);
}

#[test]
fn a_speaker_is_known_by_address_or_name() {
    let statement = |chain: &str| {
        on(
            &quote(r#""exact":"Bob""#),
            &format!(r#","motivation":"describing","statement":{{{chain}}}"#),
        )
    };
    let read = site(
        &article(),
        Some(&statement(
            r#""speaker":{"id":"https://elsewhere.example/people/ada/","name":"A."},"words_of":{"name":"Jo"}"#,
        )),
    );
    assert!(page(&read.value, "/people/ada/").contains("#statement-1"));
    assert!(page(&read.value, "/articles/one/").contains("Jo"));
    let sidecar = statement(
        r#""speaker":{"id":"https://e.org/nobody","name":"A."},"about":["https://e.org/nothing"]"#,
    );
    let read = site(&article(), Some(&sidecar));
    let diagnostics: Vec<_> =
        read.diagnostics.iter().filter(|it| it.code.name == "annotation-not-understood").collect();
    let at = |n: usize| &sidecar[diagnostics[n].primary.place.span.unwrap().range()];
    assert_eq!(
        (diagnostics.len(), at(0), at(1)),
        (2, "\"https://e.org/nobody\"", "\"https://e.org/nothing\"")
    );
    assert!(!page(&read.value, "/articles/one/").contains("//e.org"));
}

#[test]
fn a_note_has_its_language_and_direction() {
    let body = |members: &str| {
        on(
            &quote(r#""exact":"Bob""#),
            &format!(r#","body":{{"type":"TextualBody","value":"سلام"{members}}}"#),
        )
    };
    let check = |members: &str, html: &str, published: &str| {
        let sidecar = body(members);
        let read = site(&article(), Some(&sidecar));
        assert!(!read.has_errors(), "{:#?}", read.diagnostics);
        let text = page(&read.value, "/articles/one/");
        assert!(text.contains(html), "{text}");
        let written = page(&read.value, "/articles/one/annotations.jsonld");
        let written_flat = written.split_whitespace().collect::<String>();
        assert!(written_flat.contains(published), "{written}");
        let again = site(&article(), Some(&written)).value;
        assert_eq!(page(&again, "/articles/one/"), text);
        assert_eq!(page(&again, "/articles/one/annotations.jsonld"), written);
    };
    check(
        r#","language":"ar""#,
        "<div lang=\"ar\" dir=\"rtl\">\n<p>سلام</p>\n</div>",
        r#""language":"ar","purpose""#,
    );
    check(
        r#","language":"ar","textDirection":"auto""#,
        "<div lang=\"ar\" dir=\"auto\">",
        r#""language":"ar","textDirection":"auto","#,
    );
    check(r#","textDirection":"rtl""#, "<div dir=\"rtl\">", r#""textDirection":"rtl","#);
    check(r#","language":"en","textDirection":"ltr""#, "</span><p>سلام</p>", r#""language":"en","#);
}

#[test]
fn an_unknown_entity_does_not_change_the_motivation() {
    let unknown = r#""https://e.org/nobody""#;
    let motivations = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    let is_remark = |word: &str| {
        ["commenting", "describing", "editing", "questioning", "replying"].contains(&word)
    };
    for motivation in motivations {
        for note in ["", r#",{"type":"TextualBody","value":"N","purpose":"commenting"}"#] {
            let members = format!(r#","motivation":"{motivation}","body":[{unknown}{note}]"#);
            let sidecar = on(&quote(r#""exact":"Bob""#), &members);
            let read = site(&article(), Some(&sidecar));
            let diagnostics: Vec<_> = read
                .diagnostics
                .iter()
                .filter(|it| it.code.name == "annotation-not-understood")
                .collect();
            assert_eq!(diagnostics.len(), 1, "{motivation}");
            assert_eq!(&sidecar[diagnostics[0].primary.place.span.unwrap().range()], unknown);
            let url = "/articles/one/annotations.jsonld";
            let Some(page) = read.value.plan.page(url) else {
                // nothing remains of one that only names its entity, or repeats others
                assert!(
                    note.is_empty() && (motivation == "identifying" || is_remark(motivation)),
                    "{motivation}"
                );
                continue;
            };
            let written = String::from_utf8(pipeline::page(&read.value, page).value).unwrap();
            assert!(written.contains(&format!("\"motivation\": \"{motivation}\"")), "{written}");
        }
    }
}
