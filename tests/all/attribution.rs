//! Statements in a news story: fourteen from six sources, none credited to the wrong speaker.

use std::collections::{BTreeMap, BTreeSet};

use glossator::pipeline::{self, Model};
use html5ever::tokenizer::{Tag, TagKind, Token};

use crate::support::{self, VISIT};

const ENTITIES: &[(&str, &str, &str)] = &[
    ("karim-al-hadi", "person", "Karim al-Hadi"),
    ("viktor-paskin", "person", "Viktor Paskin"),
    ("nasir-al-zaman", "person", "Nasir al-Zaman"),
    ("oana", "organization", "Oland Arab News Agency"),
    ("rata", "organization", "RATA"),
    ("anp", "organization", "ANP"),
    ("citadel", "organization", "Citadel"),
    ("state-of-ravenia", "organization", "Government of Ravenia"),
    ("state-of-oland", "organization", "Government of Oland"),
    ("zaman-government", "organization", "Zaman government"),
    ("lakeland-government", "organization", "Government of Lakeland"),
    ("continental-union", "organization", "Continental Union"),
    ("al-nasr", "organization", "Al Nasr"),
    ("oland", "place", "Oland"),
    ("ravenia", "place", "Ravenia"),
    ("torsk-meeting", "event", "Meeting in Torsk"),
    ("ravenia-arab-summit", "event", "Ravenia-Arab summit"),
    ("gazal-ceasefire-signing", "event", "Signing of the Gazal ceasefire"),
    ("fall-of-zaman", "event", "Fall of Nasir al-Zaman"),
    ("civil-war", "event", "Olandic civil war"),
    ("february-call", "event", "Phone call of February"),
];

const FRONT: &str = r#"
date = 2025-10-15

[[sources]]
id = "oana-report"
kind = "agency"
publisher = "oana"

[[sources]]
id = "rata-report"
kind = "agency"
publisher = "rata"

[[sources]]
id = "anp-report"
kind = "agency"
publisher = "anp"

[[sources]]
id = "anp-undisclosed"
kind = "person"
via = "anp-report"
anonymous = true

[[statements]]
id = "s01"
quote = "met his Ravenian colleague Viktor Paskin in the capital on Oct. 15"
sources = ["own"]
about = ["torsk-meeting"]

[[statements]]
id = "s02"
quote = "Grain, ports and a border treaty were on the table"
sources = ["oana-report"]
about = ["torsk-meeting"]

[[statements]]
id = "s03"
quote = "brotherly"
speaker = "viktor-paskin"
sources = ["rata-report"]
attribution = "inferred"
about = ["oland", "ravenia"]

[[statements]]
id = "s04"
quote = "his government would keep every treaty signed before it and look for a new tone between the two states"
speaker = "karim-al-hadi"
sources = ["rata-report"]
about = ["state-of-oland", "state-of-ravenia"]

[[statements]]
id = "s05"
quote = "al-Hadi would ask Paskin to give up Zaman and \"everybody who ordered the shelling\" of towns in Oland"
sources = ["anp-undisclosed"]
about = ["karim-al-hadi", "nasir-al-zaman"]

[[statements]]
id = "s06"
quote = "Torsk had planned a Ravenia-Arab summit"
quote_end = "promised to come"
attribution = "unattributed"
about = ["ravenia-arab-summit"]

[[statements]]
id = "s07"
quote = "Ravenia had not been asked to the signing of the Gazal ceasefire in Masria on Oct. 13"
sources = ["own"]
about = ["gazal-ceasefire-signing"]

[[statements]]
id = "s08"
quote = "Ravenia stood by the Zaman regime in the Olandic civil war and still keeps a naval base on the coast"
sources = ["own"]
about = ["state-of-ravenia", "zaman-government", "civil-war"]

[[statements]]
id = "s09"
quote = "The Olandic dictator fled to Ravenia"
quote_end = "within two weeks"
sources = ["own"]
about = ["nasir-al-zaman", "fall-of-zaman", "al-nasr"]

[[statements]]
id = "s10"
quote = "he wants dependable relations with Torsk"
speaker = "karim-al-hadi"
attribution = "unattributed"
about = ["state-of-ravenia"]

[[statements]]
id = "s11"
quote = "restated Ravenia's backing for Oland's borders and its unity"
speaker = "viktor-paskin"
words_of = "oana"
sources = ["oana-report"]
about = ["february-call"]

[[statements]]
id = "s12"
quote = "offered to reopen contracts made with the fallen Zaman regime and called for an end to the embargo on Oland"
speaker = "viktor-paskin"
about = ["zaman-government", "oland"]

[[statements]]
id = "s13"
quote = "Harlow relaxed part of the embargo on Oland, while the CU dropped all of its trade limits"
sources = ["own"]
about = ["lakeland-government", "continental-union", "oland"]

[[statements]]
id = "s14"
quote = "The Citadel has courted the new leadership in Damal"
sources = ["own"]
about = ["citadel", "state-of-oland"]
"#;

/// Id, speaker, author of the words, whether they are quoted, attribution; in text order.
const STATEMENTS: &[(&str, &str, &str, bool, &str)] = &[
    ("s01", "", "", false, "stated"),
    ("s02", "", "", false, "stated"),
    ("s14", "", "", false, "stated"),
    ("s03", "viktor-paskin", "", true, "inferred"),
    ("s04", "karim-al-hadi", "", false, "stated"),
    ("s05", "", "", true, "stated"),
    ("s06", "", "", false, "unattributed"),
    ("s07", "", "", false, "stated"),
    ("s08", "", "", false, "stated"),
    ("s09", "", "", false, "stated"),
    ("s10", "karim-al-hadi", "", false, "unattributed"),
    ("s11", "viktor-paskin", "oana", true, "stated"),
    ("s12", "viktor-paskin", "", false, "unattributed"),
    ("s13", "", "", false, "stated"),
];

#[test]
fn no_words_are_credited_to_the_wrong_speaker() {
    let article = format!(
        "+++\ntitle = \"Oland's al-Hadi meets Paskin on his first visit\"{FRONT}+++\n\n{VISIT}"
    );
    let entities: String = ENTITIES
        .iter()
        .map(|(id, kind, name)| {
            format!("[[entity]]\nid = \"{id}\"\ntype = \"{kind}\"\nname = \"{name}\"\n")
        })
        .collect();
    let model = support::model(&[
        ("glossator.toml", "base_url = \"https://example.org/\"\n"),
        ("content/articles/first-visit.md", &article),
        ("content/entities/all.toml", &entities),
    ]);
    assert!(model.diagnostics.is_empty(), "{:#?}", model.diagnostics);
    let model = model.value;

    // the data
    let anchored = &model.site.anchored[model.site.articles[0].document];
    let id_of = |agent: &Option<glossator::anchor::Agent>| {
        let entity = agent.as_ref().map(|agent| agent.entity().unwrap());
        entity.map_or(String::new(), |entity| model.site.names.entity(entity).id.to_string())
    };
    let found: Vec<(String, String, String, bool, String)> = anchored
        .statements
        .iter()
        .map(|statement| {
            let attribution = format!("{:?}", statement.attribution).to_lowercase();
            (
                statement.id.clone(),
                id_of(&statement.speaker),
                id_of(&statement.words_of),
                statement.is_direct,
                attribution,
            )
        })
        .collect();
    let expected: Vec<_> = STATEMENTS
        .iter()
        .map(|(id, speaker, words, is_direct, attribution)| {
            ((*id).into(), (*speaker).into(), (*words).into(), *is_direct, (*attribution).into())
        })
        .collect();
    assert_eq!(found, expected);

    // the article: every piece of a statement names its speaker, and no one else
    let speakers: BTreeMap<&str, &str> =
        STATEMENTS.iter().map(|(id, speaker, ..)| (*id, *speaker)).collect();
    let html = page(&model, "/articles/first-visit/");
    let mut seen = BTreeSet::new();
    for tag in tags(&html) {
        let Some(id) = attribute(&tag, "data-statement") else {
            assert_eq!(attribute(&tag, "data-speaker"), None);
            continue;
        };
        let speaker = attribute(&tag, "data-speaker").unwrap_or_default();
        assert_eq!(speakers[id.as_str()], speaker, "{id}");
        seen.insert(id);
    }
    assert_eq!(seen.len(), 14);

    // the pages of people: only their own statements
    let ids_on = |path: &str, section: &str| -> Vec<String> {
        let html = page(&model, path);
        let Some(at) = html.find(&format!("id=\"{section}\"")) else { return Vec::new() };
        let end = html[at..].find("</section>").unwrap();
        let parts = html[at..at + end].split("#statement-").skip(1);
        let ids: BTreeSet<String> = parts.map(|part| part[..3].to_owned()).collect();
        ids.into_iter().collect()
    };
    assert_eq!(ids_on("/people/viktor-paskin/", "g-statements-by"), ["s03", "s11", "s12"]);
    assert_eq!(ids_on("/people/karim-al-hadi/", "g-statements-by"), ["s04", "s10"]);
    assert_eq!(ids_on("/people/karim-al-hadi/", "g-statements-about"), ["s05"]);
    assert_eq!(ids_on("/people/nasir-al-zaman/", "g-statements-about"), ["s05", "s09"]);
    assert!(ids_on("/organizations/oana/", "g-statements-by").is_empty());
    assert_eq!(ids_on("/organizations/oana/", "g-words-of"), ["s11"]);
    for (id, kind, _) in
        ENTITIES.iter().filter(|(id, ..)| !["viktor-paskin", "karim-al-hadi"].contains(id))
    {
        let folder = match *kind {
            "person" => "people",
            "organization" => "organizations",
            "place" => "places",
            _ => "events",
        };
        assert!(ids_on(&format!("/{folder}/{id}/"), "g-statements-by").is_empty(), "{id}");
    }

    // the unnamed person is known only through ANP
    let said = &html[html.find("id=\"statement-s05\"").unwrap()..];
    let said = &said[..said.find("</li>").unwrap()];
    assert!(said.contains("ANP") && !said.contains(">RATA<"), "{said}");

    // the export: only the bodies of four speakers
    let export: serde_json::Value =
        serde_json::from_str(&page(&model, "/articles/first-visit/annotations.jsonld")).unwrap();
    let items = export["items"].as_array().unwrap();
    let spoken: BTreeMap<String, String> = items
        .iter()
        .filter(|item| item["statement"].is_object() && !item["statement"]["speaker"].is_null())
        .map(|item| {
            let id = item["id"].as_str().unwrap().rsplit("statement-").next().unwrap().to_owned();
            (id, item["statement"]["speaker"].to_string())
        })
        .collect();
    let ids: Vec<&str> = spoken.keys().map(String::as_str).collect();
    assert_eq!(ids, ["s03", "s04", "s10", "s11", "s12"]);
    for (id, speaker) in &spoken {
        assert!(speaker.contains(speakers[id.as_str()]), "{id}: {speaker}");
    }
}

fn page(model: &Model, url: &str) -> String {
    let page = model
        .plan
        .pages
        .iter()
        .find(|page| &*page.url == url || page.output.as_str() == url.trim_start_matches('/'));
    let rendered = pipeline::page(model, page.unwrap());
    assert!(rendered.diagnostics.is_empty(), "{:?}", rendered.diagnostics);
    String::from_utf8(rendered.value).unwrap()
}

fn tags(html: &str) -> Vec<Tag> {
    let tokens = support::tokens(html).into_iter();
    let starts = tokens.filter_map(|token| match token {
        Token::TagToken(tag) if tag.kind == TagKind::StartTag => Some(tag),
        _ => None,
    });
    starts.collect()
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.to_string())
}
