//! What graphs contain, and what they must not.

use serde_json::{Value, json};

use crate::pages::PageContext;
use crate::pages::linked::linked;
use crate::plan::{Plan, plan};
use crate::site::Site;
use crate::site::tests::{read, settings};
use crate::source::Settings;

const NAMES: (&str, &str) = (
    "content/entities/all.toml",
    r#"
[[entity]]
id = "ada"
name = "Ada"
type = "person"
aliases = ["A. L.", "Ada"]
born = "1815-12-10"
died = "1852~"
ids = { wikidata = "Q7259", odd = "7" }
same_as = ["https://example.com/ada"]
disambiguation = "the countess"
names = { ar = { name = "آدا" } }
[[entity.roles]]
title = "Analyst"
organization = "agency"
from = "1833"
[[entity.roles]]
title = "Countess"
[[entity.roles]]
title = "Spy"
organization = "agency"
certainty = "low"

[[entity]]
id = "agency"
name = "The Agency"
type = "organization"
founded = "1800"

[[entity]]
id = "town"
name = "Town"
type = "place"
coordinates = [51.5, -0.25]
within = "land"

[[entity]]
id = "land"
name = "Land"
type = "place"

[[entity]]
id = "fair"
name = "The Fair"
type = "event"
start = "1851-05"
end = "1851-10-15"
place = "town"
participants = ["ada", "agency", "land"]

[[entity]]
id = "beagle"
name = "Beagle"
type = "ship"
published = "1820"

[[entity]]
id = "ghost"
name = "Ghost"
type = "person"
draft = true
"#,
);

const CONFIG: &str = "title = \"The Paper\"\n[types.ship]\nlabel = \"Ship\"\nplural = \"Ships\"\npath = \"ships\"\nbase = \"work\"\nschema = \"Vehicle\"\n";

fn site(article: &str, base_url: Option<&str>) -> (Site, Plan) {
    let files = [
        ("glossator.toml", CONFIG),
        ("content/articles/a.md", article),
        ("content/articles/a.ar.md", "+++\ntitle = \"Ar\"\n+++\nنص\n"),
        NAMES,
    ];
    let config = CONFIG.to_string() + "[languages.ar]\n";
    let files =
        files.map(|(path, text)| (path, if path == "glossator.toml" { &*config } else { text }));
    let settings = Settings { base_url: base_url.map(Into::into), ..settings() };
    let (site, _) = read(&files, &settings);
    assert!(!site.has_errors(), "{:?}", site.diagnostics);
    let plan = plan(&site.value, &[], &[]).value;
    (site.value, plan)
}

/// The nodes of a page, and its full text.
fn graph((site, plan): &(Site, Plan), url: &str) -> (Vec<Value>, String) {
    let page = plan.page(url).unwrap();
    let text = linked(PageContext { site, plan, page }, "Title", "").unwrap().0;
    let read: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["@context"], "https://schema.org");
    (read["@graph"].as_array().unwrap().clone(), text)
}

const BASE: Option<&str> = Some("https://e.org/n/");

#[test]
fn the_graph_of_an_article() {
    let article = r#"+++
title = "One"
description = "Two"
kicker = "Three"
date = 2025-10-15T09:30:00+02:00
updated = 2025-10-16
temporal = "1851/1852"
authors = ["agency", "Jane Doe"]
tags = ["x", "y"]
storyline = "Fairs"
about = ["fair"]
entities = ["ada", "beagle", "town"]
notices = [{ kind = "correction", date = 2025-10-16, text = "It *was* May." }, { kind = "update", text = "More." }]
image = { src = "https://example.org/x.png", alt = "A hall", credit = "C" }
origin = { publisher = "Other", url = "https://example.org/o", license = "CC BY 4.0" }
canonical_url = "https://example.org/o"
+++
Ada saw the Beagle at the fair in Town.
"#;
    let (nodes, _) = graph(&site(article, BASE), "/articles/a/");
    let at = "https://e.org/n/articles/a/";
    let expected = json!({
        "@type": "NewsArticle",
        "@id": format!("{at}#article"),
        "headline": "One",
        "description": "Two",
        "url": at,
        "mainEntityOfPage": at,
        "sameAs": "https://example.org/o",
        "inLanguage": "en",
        "datePublished": "2025-10-15T09:30:00+02:00",
        "dateModified": "2025-10-16",
        "author": [
            { "@type": "Organization", "@id": "https://e.org/n/organizations/agency/#it", "name": "The Agency" },
            { "name": "Jane Doe" },
        ],
        "publisher": { "@type": "NewsMediaOrganization", "@id": "https://e.org/n/#publisher", "name": "The Paper", "url": "https://e.org/n/" },
        "image": { "@type": "ImageObject", "url": "https://example.org/x.png", "description": "A hall", "creditText": "C" },
        "articleSection": "Three",
        "keywords": ["x", "y"],
        "temporalCoverage": "1851/1852",
        "wordCount": 9,
        "isAccessibleForFree": true,
        "isPartOf": [
            { "@type": "WebSite", "@id": "https://e.org/n/#site", "name": "The Paper" },
            { "@type": "CreativeWorkSeries", "@id": "https://e.org/n/storylines/fairs/#it", "name": "Fairs" },
        ],
        "position": 1,
        "isBasedOn": {
            "@type": "CreativeWork",
            "url": "https://example.org/o",
            "publisher": { "name": "Other" },
            "license": { "@type": "CreativeWork", "name": "CC BY 4.0" },
        },
        "about": { "@type": "Event", "@id": "https://e.org/n/events/fair/#it", "name": "The Fair" },
        "mentions": [
            { "@type": "Person", "@id": "https://e.org/n/people/ada/#it", "name": "Ada" },
            { "@type": "Vehicle", "@id": "https://e.org/n/ships/beagle/#it", "name": "Beagle" },
            { "@type": "Place", "@id": "https://e.org/n/places/town/#it", "name": "Town" },
        ],
        "correction": { "@type": "CorrectionComment", "text": "It was May.", "datePublished": "2025-10-16" },
        "workTranslation": { "@type": "NewsArticle", "@id": "https://e.org/n/ar/articles/a/#article", "inLanguage": "ar" },
    });
    assert_eq!(nodes[0], expected);
    assert_eq!(nodes[1]["@type"], "BreadcrumbList");
    assert_eq!(nodes[1]["itemListElement"][1]["item"]["@id"], "https://e.org/n/articles/");
    assert_eq!(nodes.len(), 2);
    let (nodes, _) = graph(&site(article, BASE), "/ar/articles/a/");
    assert_eq!(nodes[0]["translationOfWork"]["@id"], format!("{at}#article"));
    assert_eq!(nodes[0].get("dateModified"), None, "not updated");
    // without a base, addresses are relative to the page
    let (nodes, text) = graph(&site(article, None), "/articles/a/");
    assert_eq!(nodes[0]["@id"], "index.html#article");
    assert_eq!(nodes[0]["about"]["@id"], "../../events/fair/index.html#it");
    assert!(!text.contains("e.org/n"));
}

#[test]
fn statements_are_attributed_as_in_the_data() {
    let article = r#"+++
title = "One"
[[sources]]
id = "leak"
kind = "person"
anonymous = true
title = "Secret title"
reason = "Fear"
via = "wire"
[[sources]]
id = "wire"
publisher = "agency"
title = "Wire"
date = "1851-05-01"
[[sources]]
id = "whisper"
anonymous = true
title = "Secret whisper"
[[statements]]
quote = "first words"
speaker = "ada"
words_of = "agency"
sources = ["leak"]
date = "1851"
about = ["town"]
[[statements]]
quote = "second words"
kind = "indirect"
speaker = "land"
words_of = "agency"
sources = ["whisper", "own", "agency"]
review = { rating = "False", url = "https://example.org/check", by = "Checkers", date = 2025-10-16 }
[[statements]]
quote = "third words"
kind = "direct"
+++
She said "first words", they say second words, and third words.
"#;
    let (nodes, text) = graph(&site(article, BASE), "/articles/a/");
    assert!(!text.to_lowercase().contains("secret"), "{text}");
    assert!(
        !text.contains("leak") && !text.contains("whisper") && !text.contains("Fear"),
        "{text}"
    );
    let at = |part: &str| format!("https://e.org/n/articles/a/#{part}");
    let agency = "https://e.org/n/organizations/agency/#it";
    assert_eq!(
        nodes[0]["hasPart"],
        json!([
            {
                "@type": "Quotation",
                "@id": at("statement-1"),
                "text": "first words",
                "creator": { "@id": agency },
                "spokenByCharacter": { "@type": "Person", "@id": "https://e.org/n/people/ada/#it", "name": "Ada" },
                "dateCreated": "1851",
                "about": { "@type": "Place", "@id": "https://e.org/n/places/town/#it", "name": "Town" },
                "citation": { "@id": at("g-source2") },
            },
            { "@type": "Quotation", "@id": at("statement-3"), "text": "third words" },
        ])
    );
    assert_eq!(
        nodes[0]["mentions"],
        json!({
            "@type": "Claim",
            "@id": at("statement-2"),
            "text": "second words",
            // a country as speaker is neither a person nor an organization
            "author": { "name": "Land" },
            "claimInterpreter": { "@id": agency },
            "appearance": { "@id": at("article") },
            "citation": { "@id": at("g-source5") },
        })
    );
    assert_eq!(
        nodes[0]["citation"],
        json!([
            {
                "@type": "CreativeWork",
                "@id": at("g-source2"),
                "name": "Wire",
                "datePublished": "1851-05-01",
                "publisher": { "@type": "Organization", "@id": agency, "name": "The Agency" },
            },
            { "@type": "CreativeWork", "@id": at("g-source5"), "publisher": { "@id": agency } },
        ])
    );
    assert_eq!(
        nodes[1],
        json!({
            "@type": "ClaimReview",
            "claimReviewed": "second words",
            "itemReviewed": { "@id": at("statement-2") },
            "reviewRating": { "@type": "Rating", "alternateName": "False" },
            "author": { "name": "Checkers" },
            "datePublished": "2025-10-16",
            "url": "https://example.org/check",
        })
    );
}

#[test]
fn an_entity_has_the_properties_of_its_type() {
    let article = "+++\ntitle = \"One\"\ndate = 2025-10-15\nabout = [\"ada\"]\n+++\nAda came.\n";
    let made = site(article, BASE);
    let of = |url: &str| {
        let (nodes, text) = graph(&made, url);
        assert!(!text.contains("Ghost"));
        assert_eq!(nodes[0]["@type"], "CollectionPage");
        assert_eq!(nodes[0]["mainEntity"]["@id"], nodes[1]["@id"]);
        nodes[1].clone()
    };
    let place = |id: &str, name: &str| json!({ "@type": "Place", "@id": format!("https://e.org/n/places/{id}/#it"), "name": name });
    assert_eq!(
        of("/people/ada/"),
        json!({
            "@type": "Person",
            "@id": "https://e.org/n/people/ada/#it",
            "name": "Ada",
            "alternateName": ["A. L.", "آدا"],
            "disambiguatingDescription": "the countess",
            "url": "https://e.org/n/people/ada/",
            "sameAs": ["https://www.wikidata.org/wiki/Q7259", "https://example.com/ada"],
            "identifier": [
                { "@type": "PropertyValue", "propertyID": "wikidata", "value": "Q7259" },
                { "@type": "PropertyValue", "propertyID": "odd", "value": "7" },
            ],
            "birthDate": "1815-12-10",
            "affiliation": {
                "@type": "OrganizationRole",
                "affiliation": { "@type": "Organization", "@id": "https://e.org/n/organizations/agency/#it", "name": "The Agency" },
                "roleName": "Analyst",
                "startDate": "1833",
            },
            "hasOccupation": { "@type": "Role", "hasOccupation": { "@type": "Occupation", "name": "Countess" } },
            "subjectOf": {
                "@type": "NewsArticle",
                "@id": "https://e.org/n/articles/a/#article",
                "headline": "One",
                "datePublished": "2025-10-15",
            },
        })
    );
    let town = of("/places/town/");
    assert_eq!(
        town["geo"],
        json!({ "@type": "GeoCoordinates", "latitude": 51.5, "longitude": -0.25 })
    );
    assert_eq!(town["containedInPlace"], place("land", "Land"));
    let fair = of("/events/fair/");
    assert_eq!((&fair["startDate"], &fair["endDate"]), (&json!("1851-05"), &json!("1851-10-15")));
    assert_eq!(fair["location"], place("town", "Town"));
    assert_eq!(fair["attendee"].as_array().unwrap().len(), 2, "a country is not an attendee");
    let ship = of("/ships/beagle/");
    assert_eq!(ship["@type"], "Vehicle");
    assert_eq!(ship.get("datePublished"), None, "no property of a vehicle");
}

#[test]
fn lists_have_a_main_entity_and_some_pages_no_graph() {
    let made = site("+++\ntitle = \"One\"\nauthors = [\"Jane Doe\"]\n+++\nText.\n", BASE);
    let (home, _) = graph(&made, "/");
    assert_eq!((home.len(), &home[0]["@type"]), (1, &json!("WebSite")));
    assert_eq!(home[0]["publisher"]["name"], "The Paper");
    let (list, _) = graph(&made, "/authors/jane-doe/");
    assert_eq!(list[0]["mainEntity"], json!({ "name": "Jane Doe" }));
    assert_eq!(list[0]["breadcrumb"]["@id"], list[1]["@id"]);
    let (site, plan) = &made;
    for url in ["/search/", "/404.html", "/articles/a/body.txt"] {
        let page = plan.page(url).unwrap();
        assert_eq!(linked(PageContext { site, plan, page }, "Title", ""), None, "{url}");
    }
}
