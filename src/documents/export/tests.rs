//! Tests of the data documents.

use serde_json::Value;

use crate::documents::export::{annotations, stream};
use crate::site::ArticleIx;
use crate::site::tests::{read, settings};
use crate::source::Settings;

const PEOPLE: (&str, &str) = (
    "content/entities/all.toml",
    "[[entity]]\nid = \"assad\"\nname = \"Assad\"\ntype = \"person\"\n\
     [[entity]]\nid = \"desk\"\nname = \"The Desk\"\ntype = \"organization\"\n\
     [[entity]]\nid = \"hidden\"\nname = \"Hidden One\"\ntype = \"person\"\ndraft = true\n",
);

/// The text stream and the annotations of the only article.
fn exported(front: &str, body: &str, base_url: Option<&str>) -> (String, Value) {
    let article = format!("+++\ntitle = \"T\"\n{front}\n+++\n{body}\n");
    let settings = Settings { base_url: base_url.map(Into::into), ..settings() };
    let (site, _) = read(&[("content/articles/a.md", &article), PEOPLE], &settings);
    assert!(!site.has_errors(), "{:?}", site.diagnostics);
    let plan = crate::plan::plan(&site.value, &[], &[]).value;
    let json = annotations(&site.value, &plan, ArticleIx(0));
    assert!(json.ends_with(b"}\n"));
    let text = String::from_utf8(stream(&site.value, ArticleIx(0))).unwrap();
    (text, serde_json::from_slice(&json).unwrap())
}

/// Checks that both W3C selectors of every passage match the text.
#[track_caller]
fn agree(text: &str, page: &Value) {
    let points: Vec<char> = text.chars().collect();
    let slice = |from: usize, to: usize| points[from..to].iter().collect::<String>();
    for item in page["items"].as_array().unwrap() {
        let Some(selector) = item["target"]["selector"].as_array() else { continue };
        let [quote, position] = &selector[..] else { panic!("{selector:?}") };
        let at = |key: &str| position[key].as_u64().unwrap() as usize;
        let (start, end) = (at("start"), at("end"));
        assert_eq!(quote["exact"], slice(start, end));
        assert_eq!(quote["prefix"], slice(start.saturating_sub(32), start));
        assert_eq!(quote["suffix"], slice(end, (end + 32).min(points.len())));
    }
}

#[test]
fn a_mention_identifies() {
    let (text, page) =
        exported("", "𝒜 long e\u{301}t. [Assad](@assad) left.", Some("https://e.org/n/"));
    agree(&text, &page);
    let expected = serde_json::json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://e.org/n/articles/a/annotations.jsonld",
        "type": "AnnotationPage",
        "items": [{
            "id": "https://e.org/n/articles/a/#m1",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [{
                "type": "SpecificResource",
                "source": "https://e.org/n/people/assad/",
                "purpose": "identifying",
            }],
            "target": {
                "source": "https://e.org/n/articles/a/",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "Assad",
                        "prefix": "𝒜 long e\u{301}t. ",
                        "suffix": " left.",
                    },
                    { "type": "TextPositionSelector", "start": 12, "end": 17 },
                ],
            },
        }],
    });
    assert_eq!(page, expected);
}

#[test]
fn without_a_base_addresses_are_relative() {
    let (_, page) = exported("", "[Assad](@assad) left.", None);
    assert_eq!(page["id"], "annotations.jsonld");
    assert_eq!(page["items"][0]["id"], "index.html#m1");
    assert_eq!(page["items"][0]["body"][0]["source"], "../../people/assad/index.html");
    assert_eq!(page["items"][0]["target"]["source"], "index.html");
}

#[test]
fn contexts_have_thirty_two_code_points() {
    let (before, after) = ("🇸🇾 ب".repeat(20), " 字é".repeat(20));
    let body = format!("{before} [Assad](@assad){after}\n\nAnother [Assad](@assad).");
    let (text, page) = exported("", &body, None);
    agree(&text, &page);
    let quote = &page["items"][0]["target"]["selector"][0];
    let count = |key: &str| quote[key].as_str().unwrap().chars().count();
    assert_eq!((count("prefix"), count("suffix")), (32, 32));
}

#[test]
fn notes_comment() {
    let front = "[[annotations]]\nquote = \"left\"\nnote = \"*Why*\"\nid = \"why\"\ntags = [\"exile\"]\n\
                 creator = \"desk\"\ncreated = 2025-10-16T02:00:00+02:00\n\
                 [[annotations]]\nnote = \"All of it\"\nmotivation = \"assessing\"\ncreated = 2025-10-16\ncreator = \"Jo\"\n\
                 [[annotations]]\nquote = \"Assad\"\nentity = \"assad\"\nnote = \"Who\"\ncreator = \"assad, Jo\"";
    let (text, page) = exported(front, "Assad left.", Some("https://e.org/"));
    agree(&text, &page);
    let items = page["items"].as_array().unwrap();
    let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    let expected =
        ["#note-1", "#m1", "#note-why"].map(|id| format!("https://e.org/articles/a/{id}"));
    assert_eq!(ids, expected);
    let purposes = |item: &Value| -> Vec<String> {
        let bodies = item["body"].as_array().unwrap().iter();
        bodies.map(|body| format!("{} {}", body["purpose"], body["value"])).collect()
    };
    assert_eq!(purposes(&items[1]), ["\"identifying\" null", "\"commenting\" \"Who\""]);
    assert_eq!(purposes(&items[2]), ["\"commenting\" \"*Why*\"", "\"tagging\" \"exile\""]);
    assert_eq!(items[2]["body"][0]["format"], "text/markdown");
    assert_eq!(items[2]["created"], "2025-10-16T00:00:00Z");
    let desk = serde_json::json!({
        "id": "https://e.org/organizations/desk/", "type": "Organization", "name": "The Desk",
    });
    assert_eq!(items[2]["creator"], desk);
    let both = serde_json::json!([
        { "id": "https://e.org/people/assad/", "type": "Person", "name": "Assad" }, { "name": "Jo" },
    ]);
    assert_eq!(items[1]["creator"], both);
    assert_eq!(items[0]["target"], "https://e.org/articles/a/");
    assert_eq!(items[0]["motivation"], "assessing");
    assert_eq!(page["@context"][1]["assessing"], "http://www.w3.org/ns/oa#assessing");
    assert_eq!(items[0]["created"], "2025-10-16T00:00:00Z");
    assert_eq!(items[0]["creator"], serde_json::json!({ "name": "Jo" }));
}

#[test]
fn footnotes_are_notes_at_their_references() {
    let (text, page) =
        exported("", "One[^n] two[^n].\n\n[^n]: A *note*.\n\n    ```\n    x\n    ```\n", None);
    agree(&text, &page);
    let [item] = &page["items"].as_array().unwrap()[..] else { panic!("{page}") };
    assert_eq!(item["id"], "index.html#note-1");
    assert_eq!(item["motivation"], "commenting");
    assert_eq!(item["body"][0]["value"], "A *note*.\n\n```\nx\n```");
    let position = &item["target"]["selector"][1];
    assert_eq!((&position["start"], &position["end"]), (&3.into(), &3.into()));
}

#[test]
fn statements_describe_without_naming_anonymous_sources() {
    let front = "[[sources]]\nid = \"s\"\npublisher = \"The Desk\"\nvia = \"hush\"\n\
                 [[sources]]\nid = \"hush\"\nanonymous = true\ntitle = \"Secret\"\ndate = 1999\n\
                 [[statements]]\nid = \"one\"\nquote = \"“I left”\"\nspeaker = \"assad\"\nwords_of = \"Jo\"\n\
                 sources = [\"s\", \"hush\"]\nabout = [\"desk\"]\ndate = \"2024-12~\"\ncertainty = \"low\"\nnote = \"N\"";
    let (text, page) = exported(front, "“I left”, he said.", Some("https://e.org/"));
    agree(&text, &page);
    let [item] = &page["items"].as_array().unwrap()[..] else { panic!("{page}") };
    assert_eq!(item["id"], "https://e.org/articles/a/#statement-one");
    assert_eq!(item["motivation"], "describing");
    let expected = serde_json::json!({
        "kind": "direct",
        "attribution": "stated",
        "speaker": { "id": "https://e.org/people/assad/", "name": "Assad" },
        "words_of": { "name": "Jo" },
        "about": [{ "id": "https://e.org/organizations/desk/", "name": "The Desk" }],
        "date": "2024-12~",
        "certainty": "low",
        "sources": ["s", "anonymous-1"],
    });
    let source = |id: &str| format!("https://e.org/articles/a/annotations.jsonld#source-{id}");
    let sources = serde_json::json!([
        { "id": source("s"), "publisher": "desk", "via": "anonymous-1" },
        { "id": source("anonymous-1"), "anonymous": true },
    ]);
    assert_eq!(page["sources"], sources);
    assert_eq!(item["statement"], expected);
    assert_eq!(item["body"][2]["value"], "N");
    let whole = page.to_string();
    assert!(!["ecret", "hush", "1999"].iter().any(|it| whole.contains(it)), "{whole}");
}

#[test]
fn entities_that_are_left_out_are_not_exported() {
    let front = "[[statements]]\nquote = \"I left\"\nspeaker = \"hidden\"\nabout = [\"hidden\", \"desk\"]\n\
                 [[annotations]]\nquote = \"said\"\nnote = \"N\"\ncreator = \"Jo\"";
    let (_, page) = exported(front, "“I left”, he said.", None);
    assert!(!page.to_string().contains("people/hidden"), "{page:#}");
    let statement = &page["items"][1]["statement"];
    assert_eq!(statement["about"].as_array().map(Vec::len), Some(1));
}
