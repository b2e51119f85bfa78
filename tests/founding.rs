//! The founding article: a real news text, annotated by name and by quotation, each mention where it should be.
//!
//! Its text is kept outside of the project, in `../shared/seed/article.txt`; without it the test says so and passes.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may")]
#![allow(clippy::print_stderr, reason = "says that it did nothing")]

mod support;

use std::path::Path;

use glossator::pipeline::{self, Model};
use glossator::plan::PageKind;

const ENTITIES: &str = r#"
[[entity]]
id = "ahmed-al-sharaa"
type = "person"
name = "Ahmed al-Sharaa"
aliases = ["al-Sharaa"]

[[entity]]
id = "vladimir-putin"
type = "person"
name = "Vladimir Putin"
aliases = ["Putin"]

[[entity]]
id = "bashar-al-assad"
type = "person"
name = "Bashar al-Assad"
aliases = ["Assad"]

[[entity]]
id = "donald-trump"
type = "person"
name = "Donald Trump"
aliases = ["Trump"]

[[entity]]
id = "asaad-hassan-al-shaibani"
type = "person"
name = "Asaad Hassan al-Shaibani"

[[entity]]
id = "murhaf-abu-qasra"
type = "person"
name = "Murhaf Abu Qasra"

[[entity]]
id = "assad-government"
type = "organization"
name = "Assad government"
aliases = ["Assad regime"]

[[entity]]
id = "state-of-russia"
type = "organization"
name = "Government of Russia"
aliases = ["Moscow"]

[[entity]]
id = "state-of-syria"
type = "organization"
name = "Government of Syria"

[[entity]]
id = "us-government"
type = "organization"
name = "Government of the United States"
aliases = ["Washington"]

[[entity]]
id = "kremlin"
type = "organization"
name = "Kremlin"

[[entity]]
id = "sana"
type = "organization"
name = "Syrian Arab News Agency"
aliases = ["SANA"]

[[entity]]
id = "tass"
type = "organization"
name = "TASS"

[[entity]]
id = "afp"
type = "organization"
name = "AFP"

[[entity]]
id = "al-qaeda"
type = "organization"
name = "Al Qaeda"

[[entity]]
id = "european-union"
type = "organization"
name = "European Union"
aliases = ["EU"]

[[entity]]
id = "moscow"
type = "place"
name = "Moscow"

[[entity]]
id = "damascus"
type = "place"
name = "Damascus"

[[entity]]
id = "russia"
type = "place"
name = "Russia"

[[entity]]
id = "syria"
type = "place"
name = "Syria"

[[entity]]
id = "egypt"
type = "place"
name = "Egypt"

[[entity]]
id = "saudi-arabia"
type = "place"
name = "Saudi Arabia"

[[entity]]
id = "russia-arab-summit-2025"
type = "event"
name = "Russia-Arab summit"

[[entity]]
id = "syrian-civil-war"
type = "event"
name = "Syrian civil war"

[[entity]]
id = "gaza-peace-deal-signing-2025"
type = "event"
name = "Signing of the Gaza peace deal"
"#;

const FRONT: &str = r#"
date = 2025-10-15
entities = [
  "ahmed-al-sharaa", "vladimir-putin", "bashar-al-assad", "donald-trump", "asaad-hassan-al-shaibani",
  "murhaf-abu-qasra", "assad-government", "kremlin", "sana", "tass", "afp", "al-qaeda", "european-union", "moscow",
  "damascus", "russia", "syria", "egypt", "saudi-arabia", "russia-arab-summit-2025", "syrian-civil-war",
]

[mentions]
"Moscow" = false
"Washington" = "us-government"

[[annotations]]
quote = "Moscow"
prefix = "arrived in "
entity = "moscow"

[[annotations]]
quote = "Moscow"
suffix = " was set to hold"
entity = "state-of-russia"

[[annotations]]
quote = "Moscow"
prefix = "a stable relationship with "
entity = "state-of-russia"

[[annotations]]
quote = "the new leadership in Damascus"
entity = "state-of-syria"
note = "A government, by the name of its seat."

[[annotations]]
quote = "The Syrian leader"
entity = "ahmed-al-sharaa"

[[annotations]]
quote = "his government"
entity = "state-of-syria"

[[annotations]]
quote = "The Syrian president"
entity = "ahmed-al-sharaa"

[[annotations]]
quote = "the event"
entity = "russia-arab-summit-2025"

[[annotations]]
quote = "the signing of a Gaza peace deal in Egypt"
entity = "gaza-peace-deal-signing-2025"

[[annotations]]
quote = "The Syrian dictator"
entity = "bashar-al-assad"

[[annotations]]
quote = "the Kremlin's chief"
entity = "vladimir-putin"

[[annotations]]
quote = "Syria's new president"
entity = "ahmed-al-sharaa"

[[annotations]]
quote = "a former Al Qaeda affiliate"
note = "The story says \"former\", and gives no dates."

[[annotations]]
quote = "reaffirmed Russia's support for Syria's unity, sovereignty and stability"
note = "Putin's position, SANA's words."
"#;

/// Every mention, in order: the words, and whom or what they name.
const MENTIONS: &[(&str, &str)] = &[
    ("Ahmed al-Sharaa", "ahmed-al-sharaa"),
    ("Vladimir Putin", "vladimir-putin"),
    ("Russia", "russia"),
    ("Syrian Arab News Agency", "sana"),
    ("SANA", "sana"),
    ("Kremlin", "kremlin"),
    ("the new leadership in Damascus", "state-of-syria"),
    ("Damascus", "damascus"),
    ("Russia", "russia"),
    ("Bashar al-Assad", "bashar-al-assad"),
    ("Putin", "vladimir-putin"),
    ("Syria", "syria"),
    ("Russia", "russia"),
    ("The Syrian leader", "ahmed-al-sharaa"),
    ("his government", "state-of-syria"),
    ("TASS", "tass"),
    ("The Syrian president", "ahmed-al-sharaa"),
    ("Moscow", "moscow"),
    ("Syria", "syria"),
    ("Asaad Hassan al-Shaibani", "asaad-hassan-al-shaibani"),
    ("Murhaf Abu Qasra", "murhaf-abu-qasra"),
    ("AFP", "afp"),
    ("al-Sharaa", "ahmed-al-sharaa"),
    ("Putin", "vladimir-putin"),
    ("Assad", "bashar-al-assad"),
    ("Syria", "syria"),
    ("Moscow", "state-of-russia"),
    ("Russia-Arab summit", "russia-arab-summit-2025"),
    ("the event", "russia-arab-summit-2025"),
    ("al-Sharaa", "ahmed-al-sharaa"),
    ("Russia", "russia"),
    ("the signing of a Gaza peace deal in Egypt", "gaza-peace-deal-signing-2025"),
    ("Egypt", "egypt"),
    ("Donald Trump", "donald-trump"),
    ("Russia", "russia"),
    ("Assad regime", "assad-government"),
    ("Syrian civil war", "syrian-civil-war"),
    ("The Syrian dictator", "bashar-al-assad"),
    ("Russia", "russia"),
    ("al-Sharaa", "ahmed-al-sharaa"),
    ("Al Qaeda", "al-qaeda"),
    ("Assad", "bashar-al-assad"),
    ("al-Sharaa", "ahmed-al-sharaa"),
    ("Moscow", "state-of-russia"),
    ("Al-Sharaa", "ahmed-al-sharaa"),
    ("Putin", "vladimir-putin"),
    ("the Kremlin’s chief", "vladimir-putin"),
    ("Kremlin", "kremlin"),
    ("Russia", "russia"),
    ("Syria", "syria"),
    ("SANA", "sana"),
    ("Putin", "vladimir-putin"),
    ("Assad regime", "assad-government"),
    ("Syria", "syria"),
    ("Syria’s new president", "ahmed-al-sharaa"),
    ("Syria", "syria"),
    ("Trump", "donald-trump"),
    ("Saudi Arabia", "saudi-arabia"),
    ("Washington", "us-government"),
    ("Syria", "syria"),
    ("EU", "european-union"),
];

#[test]
fn every_mention_is_where_it_should_be() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/article.txt");
    let Ok(text) = std::fs::read_to_string(&seed) else {
        return eprintln!("skipped: the founding article is not there ({})", seed.display());
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let title = lines.next().unwrap();
    let paragraphs: Vec<&str> = lines.collect();
    let article = format!("+++\ntitle = \"{title}\"{FRONT}+++\n\n{}\n", paragraphs.join("\n\n"));

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
        "the new leadership in Damascus",
        "a former Al Qaeda affiliate",
        "reaffirmed Russia’s support for Syria’s unity, sovereignty and stability",
    ];
    assert_eq!(notes, expected);

    // "Moscow" the city and "Moscow" the government are told apart on their pages, too
    let page = |path: &str| {
        let page = model.plan.pages.iter().find(|page| &*page.url == path).unwrap();
        assert!(matches!(page.kind, PageKind::Entity { .. }));
        let rendered = pipeline::page(&model, page);
        assert!(rendered.diagnostics.is_empty(), "{:?}", rendered.diagnostics);
        String::from_utf8(rendered.value).unwrap()
    };
    let in_context = |html: &str| html.matches("data-mention=").count();
    assert_eq!(in_context(&page("/places/moscow/")), 1);
    assert_eq!(in_context(&page("/organizations/state-of-russia/")), 2);
    assert_eq!(in_context(&page("/people/bashar-al-assad/")), 4);
    assert_eq!(in_context(&page("/organizations/assad-government/")), 2);
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
