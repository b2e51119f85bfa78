//! Mentions in a news story, by name and by quotation, at the right places.

use glossator::pipeline::{self, Model};
use glossator::plan::PageKind;

use crate::support::{self, VISIT};

const ENTITIES: &str = r#"
[[entity]]
id = "karim-al-hadi"
type = "person"
name = "Karim al-Hadi"
aliases = ["al-Hadi"]

[[entity]]
id = "viktor-paskin"
type = "person"
name = "Viktor Paskin"
aliases = ["Paskin"]

[[entity]]
id = "nasir-al-zaman"
type = "person"
name = "Nasir al-Zaman"
aliases = ["Zaman"]

[[entity]]
id = "daniel-tramm"
type = "person"
name = "Daniel Tramm"
aliases = ["Tramm"]

[[entity]]
id = "samir-haddad-al-masri"
type = "person"
name = "Samir Haddad al-Masri"

[[entity]]
id = "murad-abu-qasim"
type = "person"
name = "Murad Abu Qasim"

[[entity]]
id = "zaman-government"
type = "organization"
name = "Zaman government"
aliases = ["Zaman regime"]

[[entity]]
id = "state-of-ravenia"
type = "organization"
name = "Government of Ravenia"
aliases = ["Torsk"]

[[entity]]
id = "state-of-oland"
type = "organization"
name = "Government of Oland"

[[entity]]
id = "lakeland-government"
type = "organization"
name = "Government of Lakeland"
aliases = ["Harlow"]

[[entity]]
id = "citadel"
type = "organization"
name = "Citadel"

[[entity]]
id = "oana"
type = "organization"
name = "Oland Arab News Agency"
aliases = ["OANA"]

[[entity]]
id = "rata"
type = "organization"
name = "RATA"

[[entity]]
id = "anp"
type = "organization"
name = "ANP"

[[entity]]
id = "al-nasr"
type = "organization"
name = "Al Nasr"

[[entity]]
id = "continental-union"
type = "organization"
name = "Continental Union"
aliases = ["CU"]

[[entity]]
id = "torsk"
type = "place"
name = "Torsk"

[[entity]]
id = "damal"
type = "place"
name = "Damal"

[[entity]]
id = "ravenia"
type = "place"
name = "Ravenia"

[[entity]]
id = "oland"
type = "place"
name = "Oland"

[[entity]]
id = "masria"
type = "place"
name = "Masria"

[[entity]]
id = "najran"
type = "place"
name = "Najran"

[[entity]]
id = "ravenia-arab-summit"
type = "event"
name = "Ravenia-Arab summit"

[[entity]]
id = "olandic-civil-war"
type = "event"
name = "Olandic civil war"

[[entity]]
id = "gazal-ceasefire-signing"
type = "event"
name = "Signing of the Gazal ceasefire"
"#;

const FRONT: &str = r#"
date = 2025-10-15
entities = [
  "karim-al-hadi", "viktor-paskin", "nasir-al-zaman", "daniel-tramm", "samir-haddad-al-masri",
  "murad-abu-qasim", "zaman-government", "citadel", "oana", "rata", "anp", "al-nasr", "continental-union", "torsk",
  "damal", "ravenia", "oland", "masria", "najran", "ravenia-arab-summit", "olandic-civil-war",
]

[mentions]
"Torsk" = false
"Harlow" = "lakeland-government"

[[annotations]]
quote = "Torsk"
prefix = "landed in "
entity = "torsk"

[[annotations]]
quote = "Torsk"
suffix = " had planned"
entity = "state-of-ravenia"

[[annotations]]
quote = "Torsk"
prefix = "dependable relations with "
entity = "state-of-ravenia"

[[annotations]]
quote = "the new leadership in Damal"
entity = "state-of-oland"
note = "A government, by the name of its seat."

[[annotations]]
quote = "The Olandic leader"
entity = "karim-al-hadi"

[[annotations]]
quote = "his government"
entity = "state-of-oland"

[[annotations]]
quote = "The Olandic president"
entity = "karim-al-hadi"

[[annotations]]
quote = "the event"
entity = "ravenia-arab-summit"

[[annotations]]
quote = "the signing of the Gazal ceasefire in Masria"
entity = "gazal-ceasefire-signing"

[[annotations]]
quote = "The Olandic dictator"
entity = "nasir-al-zaman"

[[annotations]]
quote = "the Citadel's chief"
entity = "viktor-paskin"

[[annotations]]
quote = "Oland's new president"
entity = "karim-al-hadi"

[[annotations]]
quote = "once a commander of Al Nasr"
note = "The story says \"once\", and gives no dates."

[[annotations]]
quote = "restated Ravenia's backing for Oland's borders and its unity"
note = "Paskin's position, OANA's words."
"#;

/// Every mention, in order: words and entity.
const MENTIONS: &[(&str, &str)] = &[
    ("Karim al-Hadi", "karim-al-hadi"),
    ("Oland", "oland"),
    ("Viktor Paskin", "viktor-paskin"),
    ("Ravenia", "ravenia"),
    ("Oland Arab News Agency", "oana"),
    ("OANA", "oana"),
    ("Citadel", "citadel"),
    ("the new leadership in Damal", "state-of-oland"),
    ("Damal", "damal"),
    ("Ravenia", "ravenia"),
    ("Nasir al-Zaman", "nasir-al-zaman"),
    ("Paskin", "viktor-paskin"),
    ("Oland", "oland"),
    ("Ravenia", "ravenia"),
    ("The Olandic leader", "karim-al-hadi"),
    ("his government", "state-of-oland"),
    ("RATA", "rata"),
    ("The Olandic president", "karim-al-hadi"),
    ("Torsk", "torsk"),
    ("Oland", "oland"),
    ("Samir Haddad al-Masri", "samir-haddad-al-masri"),
    ("Murad Abu Qasim", "murad-abu-qasim"),
    ("ANP", "anp"),
    ("al-Hadi", "karim-al-hadi"),
    ("Paskin", "viktor-paskin"),
    ("Zaman", "nasir-al-zaman"),
    ("Oland", "oland"),
    ("Torsk", "state-of-ravenia"),
    ("Ravenia-Arab summit", "ravenia-arab-summit"),
    ("the event", "ravenia-arab-summit"),
    ("al-Hadi", "karim-al-hadi"),
    ("Ravenia", "ravenia"),
    ("the signing of the Gazal ceasefire in Masria", "gazal-ceasefire-signing"),
    ("Masria", "masria"),
    ("Daniel Tramm", "daniel-tramm"),
    ("Ravenia", "ravenia"),
    ("Zaman regime", "zaman-government"),
    ("Olandic civil war", "olandic-civil-war"),
    ("The Olandic dictator", "nasir-al-zaman"),
    ("Ravenia", "ravenia"),
    ("al-Hadi", "karim-al-hadi"),
    ("Al Nasr", "al-nasr"),
    ("Ravenia", "ravenia"),
    ("Zaman", "nasir-al-zaman"),
    ("al-Hadi", "karim-al-hadi"),
    ("Torsk", "state-of-ravenia"),
    ("Al-Hadi", "karim-al-hadi"),
    ("Paskin", "viktor-paskin"),
    ("the Citadel’s chief", "viktor-paskin"),
    ("Citadel", "citadel"),
    ("Ravenia", "ravenia"),
    ("Oland", "oland"),
    ("OANA", "oana"),
    ("Paskin", "viktor-paskin"),
    ("Zaman regime", "zaman-government"),
    ("Oland", "oland"),
    ("Oland’s new president", "karim-al-hadi"),
    ("Oland", "oland"),
    ("Tramm", "daniel-tramm"),
    ("Najran", "najran"),
    ("Harlow", "lakeland-government"),
    ("Oland", "oland"),
    ("CU", "continental-union"),
];

#[test]
fn every_mention_is_in_its_place() {
    let article = format!(
        "+++\ntitle = \"Oland's al-Hadi meets Paskin on his first visit\"{FRONT}+++\n\n{VISIT}"
    );

    let model = model(&article);
    let site = &model.site;
    let document = site.articles[0].document;
    let stream = &site.documents[document].body.stream;
    let words = |range: glossator::base::Range| &stream[range.start as usize..range.end as usize];
    let found: Vec<(&str, &str)> = site.anchored[document]
        .mentions
        .iter()
        .map(|mention| (words(mention.range), &*site.names.entity(mention.entity).id))
        .collect();
    assert_eq!(found, MENTIONS);

    let notes: Vec<&str> =
        site.anchored[document].notes.iter().filter_map(|note| note.range).map(words).collect();
    let expected = [
        "the new leadership in Damal",
        "once a commander of Al Nasr",
        "restated Ravenia’s backing for Oland’s borders and its unity",
    ];
    assert_eq!(notes, expected);

    // "Torsk" the city and "Torsk" the government are distinguished on their pages, too
    let page = |path: &str| {
        let page = model.plan.pages.iter().find(|page| &*page.url == path).unwrap();
        assert!(matches!(page.kind, PageKind::Entity { .. }));
        let rendered = pipeline::page(&model, page);
        assert!(rendered.diagnostics.is_empty(), "{:?}", rendered.diagnostics);
        String::from_utf8(rendered.value).unwrap()
    };
    let in_context = |html: &str| html.matches("data-mention=").count();
    assert_eq!(in_context(&page("/places/torsk/")), 1);
    assert_eq!(in_context(&page("/organizations/state-of-ravenia/")), 2);
    assert_eq!(in_context(&page("/people/nasir-al-zaman/")), 4);
    assert_eq!(in_context(&page("/organizations/zaman-government/")), 2);
}

fn model(article: &str) -> Model {
    let model = support::model(&[
        ("glossator.toml", "title = \"Founding\"\nbase_url = \"https://example.org/\"\n"),
        ("content/articles/first-visit.md", article),
        ("content/entities/all.toml", ENTITIES),
    ]);
    assert!(model.diagnostics.is_empty(), "{:#?}", model.diagnostics);
    model.value
}
