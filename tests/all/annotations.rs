//! Checks `annotations.jsonld` against the W3C Web Annotation Data Model: one test for each MUST that applies to our
//! output.
//!
//! *Source*: Recommendation of 23 February 2017; numbers are its sections.

use std::collections::BTreeSet;

use glossator::pipeline::{self, Model};
use glossator::plan::PageKind;
use serde_json::Value;

const ANNO: &str = "http://www.w3.org/ns/anno.jsonld";

/// The thirteen motivations of the vocabulary. The published context has no entry for `assessing`.
const MOTIVATIONS: [&str; 13] = [
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

/// Members of annotations that the standard's context does not define.
const OWN: [&str; 7] = ["by_name", "certainty", "date", "kind", "sources", "statement", "written"];

const ENTITIES: &str = r#"
[[entity]]
id = "ada"
name = "Ada"
type = "person"
aliases = ["عادة", "𝒜da"]

[[entity]]
id = "beirut"
name = "Beirut"
type = "place"
aliases = ["بيروت"]

[[entity]]
id = "desk"
name = "The Desk"
type = "organization"
"#;

const ARTICLE: &str = r#"+++
title = "One"
date = 2025-10-15
entities = ["ada", "beirut"]

[[sources]]
id = "open"
kind = "agency"

[[sources]]
id = "hush"
anonymous = true
reason = "feared"

[[annotations]]
quote = "👩‍🔬 came"
id = "came"
note = "*How?*"
kind = "context"
date = "2024~"
tags = ["travel", "時"]
creator = "desk"
created = 2025-10-16T02:00:00+02:00
certainty = "low"
sources = ["open", "hush"]

[[annotations]]
quote = "late"
entity = "beirut"
id = "who"

[[annotations]]
quote = "e\u0301te\u0301 بيروت"
note = "Two scripts"
motivation = "assessing"
creator = "https://orcid.org/0000-0002-1825-0097"

[[annotations]]
note = "On all of it"
motivation = "questioning"
creator = "Somebody"

[[annotations]]
quote = "two"
motivation = "highlighting"

[[annotations]]
quote = "one"
quote_end = "three"
tags = ["span"]
id = "topic"

[[statements]]
quote = "“it was late”"
speaker = "ada"
words_of = "Jo"
sources = ["open"]
about = ["beirut"]
date = 2025
+++
[Ada](@ada "certainty=high") 👩‍🔬 came to été بيروت and said “it was late”[^1].

| one | two |
|---|---|
| three | 𝒜da |

[^1]: A *footnote*.
"#;

fn site(article: &str, base: &str) -> Model {
    let config = format!("title = \"T\"\n{base}");
    let article = article.replace("été", "e\u{301}te\u{301}");
    let files = [
        ("glossator.toml", &*config),
        ("content/articles/one.md", &*article),
        ("content/entities/all.toml", ENTITIES),
    ];
    let model = crate::support::model(&files);
    assert!(!model.has_errors(), "{:#?}", model.diagnostics);
    model.value
}

/// `body.txt` and `annotations.jsonld` of the first article.
fn published_files(model: &Model) -> (String, Value) {
    let written = |is_it: fn(&PageKind) -> bool| {
        let page = model.plan.pages.iter().find(|page| is_it(&page.kind)).unwrap();
        String::from_utf8(pipeline::page(model, page).value).unwrap()
    };
    let annotations = written(|kind| matches!(kind, PageKind::Annotations(_)));
    let body = written(|kind| matches!(kind, PageKind::Stream(_)));
    (body, serde_json::from_str(&annotations).unwrap())
}

fn rich() -> (String, Value) {
    published_files(&site(ARTICLE, "base_url = \"https://example.org/news/\""))
}

fn items(page: &Value) -> &[Value] {
    page["items"].as_array().unwrap()
}

/// Collects every object in a document with its key.
fn objects<'v>(key: &'v str, value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| objects(key, value, found)),
        Value::Object(members) => {
            found.push((key, value));
            members.iter().for_each(|(key, value)| objects(key, value, found));
        }
        _ => {}
    }
}

fn is_iri(value: &Value) -> bool {
    value.as_str().is_some_and(|iri| {
        iri.starts_with("https://")
            && !iri.contains(|c: char| c.is_whitespace() || "<>\"".contains(c))
    })
}

#[test]
fn the_site_has_every_kind_of_item() {
    let (_, page) = rich();
    let motivations: BTreeSet<&str> =
        items(&page).iter().map(|item| item["motivation"].as_str().unwrap()).collect();
    let expected = [
        "assessing",
        "commenting",
        "describing",
        "highlighting",
        "identifying",
        "questioning",
        "tagging",
    ];
    assert_eq!(motivations.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn s3_1_context_is_the_standards_and_occurs_once() {
    let (_, page) = rich();
    let context = page["@context"].as_array().unwrap();
    assert_eq!(context[0], ANNO);
    let own = context[1].as_object().unwrap();
    for term in OWN {
        assert!(own[term].as_str().unwrap().starts_with("urn:"), "{term}");
    }
    assert_eq!(own["assessing"], "http://www.w3.org/ns/oa#assessing");
    assert_eq!(context.len(), 2);
    let mut all = Vec::new();
    objects("", &page, &mut all);
    assert_eq!(all.iter().filter(|(_, object)| object.get("@context").is_some()).count(), 1);
    // a single one is a string
    let plain = site("+++\ntitle = \"One\"\n+++\n[Ada](@ada) came.\n", "");
    assert_eq!(published_files(&plain).1["@context"], ANNO);
}

#[test]
fn every_member_is_the_standards_or_declared() {
    let (_, page) = rich();
    let declared = page["@context"][1].as_object().unwrap();
    let known = [
        "id",
        "type",
        "motivation",
        "creator",
        "created",
        "modified",
        "body",
        "target",
        "items",
        "source",
        "selector",
        "purpose",
        "value",
        "format",
        "language",
        "exact",
        "prefix",
        "suffix",
        "start",
        "end",
        "name",
        "@context",
    ];
    let mut all = Vec::new();
    objects("", &page, &mut all);
    for (under, object) in all.iter().filter(|(under, _)| *under != "@context") {
        for key in object.as_object().unwrap().keys() {
            let is_known = known.contains(&key.as_str()) || declared.contains_key(key);
            assert!(is_known, "`{key}` under `{under}`");
        }
    }
}

#[test]
fn s3_1_an_annotation_has_one_iri_of_its_own() {
    let (_, page) = rich();
    let ids: Vec<&Value> = items(&page).iter().map(|item| &item["id"]).collect();
    assert!(ids.iter().all(|id| is_iri(id)), "{ids:?}");
    let unique: BTreeSet<&str> = ids.iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(unique.len(), ids.len());
    assert!(items(&page).iter().all(|item| item["type"] == "Annotation"));
}

#[test]
fn s3_1_there_is_a_target_and_body_or_body_value() {
    let (_, page) = rich();
    for item in items(&page) {
        assert!(item["target"].is_string() || item["target"].is_object(), "{item}");
        assert!(item.get("bodyValue").is_none(), "{item}");
        // without a body the member is absent, never an empty list
        assert!(item.get("body").is_none_or(|body| !body.as_array().unwrap().is_empty()), "{item}");
    }
    assert!(items(&page).iter().any(|item| item.get("body").is_none()));
}

#[test]
fn s3_2_4_a_textual_body_has_one_value_and_at_most_one_format_and_language() {
    let (_, page) = rich();
    let bodies = items(&page).iter().filter_map(|item| item["body"].as_array()).flatten();
    let mut n_texts = 0;
    for body in bodies {
        match body["type"].as_str().unwrap() {
            "TextualBody" => {
                n_texts += 1;
                assert!(body["value"].is_string(), "{body}");
                for key in ["format", "language"] {
                    assert!(body.get(key).is_none_or(Value::is_string), "{body}");
                }
            }
            "SpecificResource" => assert!(is_iri(&body["source"]), "{body}"),
            other => panic!("{other}"),
        }
        assert!(MOTIVATIONS.contains(&body["purpose"].as_str().unwrap()), "{body}");
    }
    assert!(n_texts > 5);
}

#[test]
fn s3_3_1_times_are_one_date_time_in_utc() {
    let (_, page) = rich();
    let mut n_times = 0;
    for item in items(&page) {
        for key in ["created", "modified", "generated"] {
            let Some(time) = item.get(key) else { continue };
            n_times += 1;
            let time = time.as_str().unwrap();
            let shape: String =
                time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            assert_eq!(shape, "0000-00-00T00:00:00Z", "{time}");
        }
    }
    assert_eq!(n_times, 1);
}

#[test]
fn s3_3_2_an_agent_has_at_most_one_iri_and_a_class_of_the_standard() {
    let (_, page) = rich();
    let creators: Vec<&Value> =
        items(&page).iter().filter_map(|item| item.get("creator")).collect();
    assert_eq!(creators.len(), 3);
    for creator in &creators {
        assert!(creator.get("id").is_none_or(is_iri), "{creator}");
        assert!(creator.get("id").is_some() || creator.get("name").is_some(), "{creator}");
        let class = creator.get("type").map_or("Person", |class| class.as_str().unwrap());
        assert!(["Person", "Organization", "Software"].contains(&class), "{creator}");
    }
    let ids: BTreeSet<&str> =
        creators.iter().filter_map(|creator| creator["id"].as_str()).collect();
    let expected =
        ["https://example.org/news/organizations/desk/", "https://orcid.org/0000-0002-1825-0097"];
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn s3_3_5_a_motivation_is_one_that_the_context_knows() {
    let (_, page) = rich();
    for item in items(&page) {
        assert!(MOTIVATIONS.contains(&item["motivation"].as_str().unwrap()), "{item}");
    }
}

#[test]
fn s4_a_specific_resource_has_one_source() {
    let (_, page) = rich();
    for item in items(&page) {
        let source = item["target"].get("source").unwrap_or(&item["target"]);
        assert_eq!(source, "https://example.org/news/articles/one/", "{item}");
    }
}

#[test]
fn s4_2_4_and_5_quotes_and_positions_agree_with_the_text() {
    let (body, page) = rich();
    let points: Vec<char> = body.chars().collect();
    let slice = |from: usize, to: usize| points[from..to].iter().collect::<String>();
    let mut exacts = Vec::new();
    for item in items(&page) {
        let Some(selectors) = item["target"].get("selector") else { continue };
        let [quote, position] = &selectors.as_array().unwrap()[..] else { panic!("{item}") };
        assert_eq!(quote["type"], "TextQuoteSelector");
        assert_eq!(position["type"], "TextPositionSelector");
        // non-negative integers, the end not before the start
        let at = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
        let (start, end) = (at("start"), at("end"));
        assert!(start <= end);
        assert_eq!(quote["exact"], slice(start, end));
        assert_eq!(quote["prefix"], slice(start.saturating_sub(32), start));
        assert_eq!(quote["suffix"], slice(end, (end + 32).min(points.len())));
        exacts.push(quote["exact"].as_str().unwrap().to_owned());
    }
    for expected in ["👩‍🔬 came", "e\u{301}te\u{301} بيروت", "one\ntwo\nthree", "𝒜da", "", "late"]
    {
        assert!(exacts.iter().any(|exact| exact == expected), "{expected:?} in {exacts:?}");
    }
}

#[test]
fn s5_a_page_has_one_iri_its_class_and_items() {
    let (_, page) = rich();
    assert_eq!(page["id"], "https://example.org/news/articles/one/annotations.jsonld");
    assert_eq!(page["type"], "AnnotationPage");
    assert!(!items(&page).is_empty());
    // a page without a collection has no `partOf`, `prev` and `next`
    for key in ["partOf", "next", "prev", "startIndex"] {
        assert!(page.get(key).is_none(), "{key}");
    }
    // without marks there is no page, because an empty one is not valid
    let plain = site("+++\ntitle = \"One\"\n+++\nNothing.\n", "");
    assert!(!plain.plan.pages.iter().any(|page| matches!(page.kind, PageKind::Annotations(_))));
}

#[test]
fn metadata_of_annotations_is_exported() {
    let (_, page) = rich();
    let came =
        items(&page).iter().find(|item| item["id"].as_str().unwrap().ends_with("#note-came"));
    let came = came.unwrap();
    assert_eq!(came["kind"], "context");
    assert_eq!(came["certainty"], "low");
    assert_eq!(came["date"], "2024~");
    assert_eq!(came["created"], "2025-10-16T00:00:00Z");
    assert_eq!(came["creator"]["name"], "The Desk");
    // an anonymous source is not named, not even by its id
    assert_eq!(came["sources"], serde_json::json!(["open", "anonymous-1"]));
    assert!(!page.to_string().contains("hush"));
    let beside = "https://example.org/news/articles/one/annotations.jsonld";
    assert_eq!(
        page["sources"],
        serde_json::json!([
            { "id": format!("{beside}#source-open"), "kind": "agency" },
            { "id": format!("{beside}#source-anonymous-1"), "anonymous": true, "reason": "feared" },
        ])
    );
    let tags: Vec<&Value> = came["body"].as_array().unwrap().iter().skip(1).collect();
    assert_eq!((&tags[0]["value"], &tags[1]["value"]), (&"travel".into(), &"時".into()));
    let sure: Vec<&Value> =
        items(&page).iter().filter(|item| item["certainty"] == "high").collect();
    assert_eq!(sure[0]["id"], "https://example.org/news/articles/one/#m1");
}

#[test]
fn ids_of_authors_stay_when_annotations_are_added() {
    let ids = |model: &Model| -> BTreeSet<String> {
        let (_, page) = published_files(model);
        items(&page).iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let base = "base_url = \"https://example.org/news/\"";
    let before = ids(&site(ARTICLE, base));
    let more = ARTICLE.replace(
        "[[statements]]",
        "[[annotations]]\nquote = \"👩‍🔬\"\nentity = \"desk\"\nnote = \"N\"\n\n[[annotations]]\nquote = \"came\"\nmotivation = \"editing\"\n\n[[statements]]",
    );
    let after = ids(&site(&more, base));
    assert_eq!(after.len(), before.len() + 2);
    for given in ["articles/one/#note-came", "annotations.jsonld#who", "annotations.jsonld#topic"] {
        let is_given = |id: &&String| id.ends_with(given);
        let (before, after) = (before.iter().find(is_given), after.iter().find(is_given));
        assert!(before.is_some() && before == after, "{given}: {before:?} {after:?}");
    }
}
