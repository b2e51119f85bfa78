//! The statements of the founding article: fourteen, from six sources, and no word credited to anybody who did not say it.
//!
//! Its text is kept outside of the project, in `../shared/seed/article.txt`; without it the test says so and passes.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may")]
#![allow(clippy::print_stderr, reason = "says that it did nothing")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use glossator::pipeline::{self, Model};
use html5ever::tokenizer::{Tag, TagKind, Token};

const ENTITIES: &[(&str, &str, &str)] = &[
    ("ahmed-al-sharaa", "person", "Ahmed al-Sharaa"),
    ("vladimir-putin", "person", "Vladimir Putin"),
    ("bashar-al-assad", "person", "Bashar al-Assad"),
    ("sana", "organization", "Syrian Arab News Agency"),
    ("tass", "organization", "TASS"),
    ("afp", "organization", "AFP"),
    ("kremlin", "organization", "Kremlin"),
    ("state-of-russia", "organization", "Government of Russia"),
    ("state-of-syria", "organization", "Government of Syria"),
    ("assad-government", "organization", "Assad government"),
    ("us-government", "organization", "Government of the United States"),
    ("european-union", "organization", "European Union"),
    ("al-qaeda", "organization", "Al Qaeda"),
    ("syria", "place", "Syria"),
    ("russia", "place", "Russia"),
    ("moscow-meeting", "event", "Meeting in Moscow"),
    ("russia-arab-summit", "event", "Russia-Arab summit"),
    ("gaza-signing", "event", "Signing of the Gaza peace deal"),
    ("fall-of-assad", "event", "Fall of Bashar al-Assad"),
    ("civil-war", "event", "Syrian civil war"),
    ("february-call", "event", "Phone call of February"),
];

const FRONT: &str = r#"
date = 2025-10-15

[[sources]]
id = "sana-report"
kind = "agency"
publisher = "sana"

[[sources]]
id = "tass-report"
kind = "agency"
publisher = "tass"

[[sources]]
id = "afp-report"
kind = "agency"
publisher = "afp"

[[sources]]
id = "afp-undisclosed"
kind = "person"
via = "afp-report"
anonymous = true

[[statements]]
id = "s01"
quote = "met Russian President Vladimir Putin for talks on Oct. 15"
sources = ["own"]
about = ["moscow-meeting"]

[[statements]]
id = "s02"
quote = "The meeting's agenda was set to include regional and international developments, as well as bilateral cooperation"
sources = ["sana-report"]
about = ["moscow-meeting"]

[[statements]]
id = "s03"
quote = "friendly"
speaker = "vladimir-putin"
sources = ["tass-report"]
attribution = "inferred"
about = ["syria", "russia"]

[[statements]]
id = "s04"
quote = "his government would respect all previously concluded agreements and seek to determine a new character of bilateral relations"
speaker = "ahmed-al-sharaa"
sources = ["tass-report"]
about = ["state-of-syria", "state-of-russia"]

[[statements]]
id = "s05"
quote = "al-Sharaa intends to ask Putin to hand over Assad and \"all individuals who committed war crimes\" in Syria"
sources = ["afp-undisclosed"]
about = ["ahmed-al-sharaa", "bashar-al-assad"]

[[statements]]
id = "s06"
quote = "Moscow was set to hold a Russia-Arab summit"
quote_end = "confirmed their attendance"
attribution = "unattributed"
about = ["russia-arab-summit"]

[[statements]]
id = "s07"
quote = "Russia also failed to secure an invitation to the signing of a Gaza peace deal in Egypt on Oct. 13"
sources = ["own"]
about = ["gaza-signing"]

[[statements]]
id = "s08"
quote = "Russia has backed the Assad regime in the Syrian civil war while maintaining military bases in the country"
sources = ["own"]
about = ["state-of-russia", "assad-government", "civil-war"]

[[statements]]
id = "s09"
quote = "The Syrian dictator fled to Russia"
quote_end = "in late 2024"
sources = ["own"]
about = ["bashar-al-assad", "fall-of-assad", "al-qaeda"]

[[statements]]
id = "s10"
quote = "he aims to maintain a stable relationship with Moscow"
speaker = "ahmed-al-sharaa"
attribution = "unattributed"
about = ["state-of-russia"]

[[statements]]
id = "s11"
quote = "reaffirmed Russia's support for Syria's unity, sovereignty and stability"
speaker = "vladimir-putin"
words_of = "sana"
sources = ["sana-report"]
about = ["february-call"]

[[statements]]
id = "s12"
quote = "readiness to reconsider agreements signed with the deposed Assad regime and stressed the need to lift sanctions on Syria"
speaker = "vladimir-putin"
about = ["assad-government", "syria"]

[[statements]]
id = "s13"
quote = "Washington eased some of the sanctions on Syria, while the EU lifted all previously imposed economic restrictions"
sources = ["own"]
about = ["us-government", "european-union", "syria"]

[[statements]]
id = "s14"
quote = "The visit comes as the Kremlin seeks to strengthen ties with the new leadership in Damascus"
sources = ["own"]
about = ["kremlin", "state-of-syria"]
"#;

/// Id, speaker, whose words, whether they are quoted, how the text attributes them; in text order.
const STATEMENTS: &[(&str, &str, &str, bool, &str)] = &[
    ("s01", "", "", false, "stated"),
    ("s02", "", "", false, "stated"),
    ("s14", "", "", false, "stated"),
    ("s03", "vladimir-putin", "", true, "inferred"),
    ("s04", "ahmed-al-sharaa", "", false, "stated"),
    ("s05", "", "", true, "stated"),
    ("s06", "", "", false, "unattributed"),
    ("s07", "", "", false, "stated"),
    ("s08", "", "", false, "stated"),
    ("s09", "", "", false, "stated"),
    ("s10", "ahmed-al-sharaa", "", false, "unattributed"),
    ("s11", "vladimir-putin", "sana", true, "stated"),
    ("s12", "vladimir-putin", "", false, "unattributed"),
    ("s13", "", "", false, "stated"),
];

#[test]
fn no_word_is_credited_to_anybody_who_did_not_say_it() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/article.txt");
    let Ok(text) = std::fs::read_to_string(&seed) else {
        return eprintln!("skipped: the founding article is not there ({})", seed.display());
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let title = lines.next().unwrap();
    let paragraphs: Vec<&str> = lines.collect();
    let article = format!("+++\ntitle = \"{title}\"{FRONT}+++\n\n{}\n", paragraphs.join("\n\n"));
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

    // the article: every piece of a statement names its speaker, and nobody else
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

    // the pages of people: what they said, and nothing that was said of them
    let ids_on = |path: &str, section: &str| -> Vec<String> {
        let html = page(&model, path);
        let Some(at) = html.find(&format!("id=\"{section}\"")) else { return Vec::new() };
        let end = html[at..].find("</section>").unwrap();
        let parts = html[at..at + end].split("#statement-").skip(1);
        let ids: BTreeSet<String> = parts.map(|part| part[..3].to_owned()).collect();
        ids.into_iter().collect()
    };
    assert_eq!(ids_on("/people/vladimir-putin/", "g-statements-by"), ["s03", "s11", "s12"]);
    assert_eq!(ids_on("/people/ahmed-al-sharaa/", "g-statements-by"), ["s04", "s10"]);
    assert_eq!(ids_on("/people/ahmed-al-sharaa/", "g-statements-about"), ["s05"]);
    assert_eq!(ids_on("/people/bashar-al-assad/", "g-statements-about"), ["s05", "s09"]);
    assert!(ids_on("/organizations/sana/", "g-statements-by").is_empty());
    assert_eq!(ids_on("/organizations/sana/", "g-words-of"), ["s11"]);
    for (id, kind, _) in
        ENTITIES.iter().filter(|(id, ..)| !["vladimir-putin", "ahmed-al-sharaa"].contains(id))
    {
        let folder = match *kind {
            "person" => "people",
            "organization" => "organizations",
            "place" => "places",
            _ => "events",
        };
        assert!(ids_on(&format!("/{folder}/{id}/"), "g-statements-by").is_empty(), "{id}");
    }

    // the unnamed person is known through AFP alone
    let said = &html[html.find("id=\"statement-s05\"").unwrap()..];
    let said = &said[..said.find("</li>").unwrap()];
    assert!(said.contains("AFP") && !said.contains(">TASS<"), "{said}");

    // the export: four speakers' bodies and no more
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
