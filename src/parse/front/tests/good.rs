//! Tests of valid front matter in TOML and YAML.

use super::read;
use crate::parse::matter::{ArticleMatter, EntityMatter, Matched, Matter};
use crate::parse::prose_of;
use crate::source::Role;
use crate::source::config::{LinkMode, Scope};

const ARTICLE_TOML: &str = r#"+++
title = "Путин и الشرع 🙂"
date = 2025-10-15T09:30:00+02:00
updated = 2025-10-16
temporal = "2024-12/2025-10"
authors = ["glossator-desk", "Ana Reis"]
kicker = "Dossier"
description = "One line"
lang = "EN-gb"
translation_of = "content/articles/x.md"
tags = ["Syria", "Россия"]
storyline = "Syria"
position = 3
entities = ["syria", "russia"]
about = ["syria"]
scope = "site"
link = "section"
toc = true
draft = false
template = "long.html"
slug = "moscow"
path = "/moscow/"
redirect_from = ["/old/", "/older.html"]
canonical_url = "https://example.org/x"

[mentions]
Moscow = "russia"
"Reaper's" = false

[image]
src = "a.png"
alt = ""
caption = "C"

[origin]
publisher = "sana"
url = "https://example.org/y"
date = 2025-10-14

[extra]
anything = [1, 2.5, "three"]

[[annotations]]
quote = "the third letter"
prefix = "in "
occurrence = 2
note = "A *note*."
kind = "context"
id = "third"
date = "2024~"
tags = ["context"]
created = 2025-10-16
certainty = "high"
sources = ["a"]

[[annotations]]
quote = "he"
entity = "syria"
note = "Both."

[[annotations]]
quote = "marked"
motivation = "highlighting"

[[statements]]
id = "call"
quote = "reaffirmed"
speaker = "vladimir-putin"
kind = "indirect"
attribution = "inferred"
about = ["syria"]
date = 2025-02-12
note = "Remark"
review = { rating = "False", url = "https://example.org/check", by = "C", date = 2025-10-16 }

[[sources]]
id = "a"
kind = "agency"
anonymous = true
reason = "fear"
via = "b"
title = "Call with A Person"

[[notices]]
kind = "correction"
date = 2025-10-17
text = "It was *two*."
+++
Body"#;

const ARTICLE_YAML: &str = r#"---
title: Путин и الشرع 🙂
date: 2025-10-15T09:30:00+02:00
updated: 2025-10-16
temporal: 2024-12/2025-10
authors: [glossator-desk, Ana Reis]
kicker: Dossier
description: One line
lang: EN-gb
translation_of: content/articles/x.md
tags: [Syria, Россия]
storyline: Syria
position: 3
entities: [syria, russia]
about: [syria]
scope: site
link: section
toc: true
draft: false
template: long.html
slug: moscow
path: /moscow/
redirect_from: [/old/, /older.html]
canonical_url: https://example.org/x
mentions:
  Moscow: russia
  Reaper's: false
image:
  src: a.png
  alt: ""
  caption: C
origin:
  publisher: sana
  url: https://example.org/y
  date: 2025-10-14
extra:
  anything: [1, 2.5, three]
annotations:
  - quote: the third letter
    prefix: "in "
    occurrence: 2
    note: A *note*.
    kind: context
    id: third
    date: 2024~
    tags: [context]
    created: 2025-10-16
    certainty: high
    sources: [a]
  - quote: he
    entity: syria
    note: Both.
  - quote: marked
    motivation: highlighting
statements:
  - id: call
    quote: reaffirmed
    speaker: vladimir-putin
    kind: indirect
    attribution: inferred
    about: [syria]
    date: 2025-02-12
    note: Remark
    review: { rating: "False", url: "https://example.org/check", by: C, date: "2025-10-16" }
sources:
  - id: a
    kind: agency
    anonymous: true
    reason: fear
    via: b
    title: Call with A Person
notices:
  - kind: correction
    date: 2025-10-17
    text: It was *two*.
---
Body"#;

const ENTITY_TOML: &str = r#"+++
name = "Ahmed al-Sharaa"
aliases = ["al-Jolani"]
match = ["al-Sharaa"]
former_ids = ["jolani"]
sort_name = "Sharaa"
ids = { wikidata = "Q1", isni = "0000 0001 2103 2683", geonames = 170654, local = "x/1" }
same_as = ["https://example.org/a"]
born = 1982
died = "../2050"
entities = ["syria"]

[[roles]]
title = "President"
organization = "Syria"
from = 2025-01-29

[[relations]]
kind = "ally-of"
target = "russia"
certainty = "low"
note = "So *they* say."

[names.ar]
name = "أحمد الشرع"
aliases = ["الجولاني"]
+++
"#;

const ENTITY_YAML: &str = r"---
name: Ahmed al-Sharaa
aliases: [al-Jolani]
match: [al-Sharaa]
former_ids: [jolani]
sort_name: Sharaa
ids: { wikidata: Q1, isni: 0000 0001 2103 2683, geonames: 170654, local: x/1 }
same_as: ['https://example.org/a']
born: 1982
died: ../2050
entities: [syria]
roles:
  - { title: President, organization: Syria, from: 2025-01-29 }
relations:
  - kind: ally-of
    target: russia
    certainty: low
    note: So *they* say.
names:
  ar: { name: أحمد الشرع, aliases: [الجولاني] }
---
";

/// A file's matter; expects no diagnostics.
fn read_clean(role: Role, path: &str, text: &str) -> Matter {
    let read = read(role, path, text);
    assert_eq!(read.diagnostics, [], "{path}");
    read.value
}

fn article(path: &str, text: &str) -> ArticleMatter {
    match read_clean(Role::Article, path, text) {
        Matter::Article(article) => *article,
        other => panic!("{other:?}"),
    }
}

fn entity(path: &str, text: &str) -> EntityMatter {
    match read_clean(Role::Entity, path, text) {
        Matter::Entity(entity) => *entity,
        other => panic!("{other:?}"),
    }
}

/// Debug text without spans, and without the difference between TOML dates and strings.
fn without_spans(matter: &impl std::fmt::Debug) -> String {
    let text = format!("{matter:?}").replace("Date(\"", "String(\"");
    let mut parts = text.split("Span { start: ");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |out, part| out + part.split_once('}').unwrap().1)
}

#[test]
fn toml_and_yaml_say_the_same() {
    let toml = article("articles/t.md", ARTICLE_TOML);
    assert_eq!(without_spans(&toml), without_spans(&article("articles/t.md", ARTICLE_YAML)));
    assert_eq!(
        without_spans(&toml),
        without_spans(&article("articles/t.md", &ARTICLE_TOML.replace('\n', "\r\n")))
    );
    let path = "entities/people/ahmed-al-sharaa.md";
    assert_eq!(
        without_spans(&entity(path, ENTITY_TOML)),
        without_spans(&entity(path, ENTITY_YAML))
    );
}

#[test]
fn an_article_is_read() {
    let article = article("articles/t.md", ARTICLE_TOML);
    assert_eq!(article.head.title.value, "Путин и الشرع 🙂");
    assert_eq!(&ARTICLE_TOML[article.authors[1].span.range()], "\"Ana Reis\"");
    assert_eq!(article.head.lang.unwrap().value, "en-GB");
    assert_eq!(article.date.unwrap().value.text, "2025-10-15T09:30:00+02:00");
    assert_eq!(article.position, Some(3));
    assert_eq!(article.naming.scope, Some(Scope::Site));
    assert_eq!(article.naming.link, Some(LinkMode::Section));
    assert_eq!(article.naming.mentions[0].1.as_ref().unwrap().value, "russia");
    assert_eq!(article.naming.mentions[1].0.value, "Reaper's");
    assert_eq!(article.naming.mentions[1].1, None);
    let motivations: Vec<&str> =
        article.annotated.annotations.iter().map(|one| one.motivation.as_str()).collect();
    assert_eq!(motivations, ["commenting", "identifying", "highlighting"]);
    assert_eq!(article.annotated.annotations[0].selector.occurrence.as_ref().unwrap().value, 2);
    assert_eq!(article.annotated.statements[0].is_direct, Some(false));
    let source = &article.annotated.sources[0];
    assert!(source.is_anonymous);
    assert_eq!(source.title, None, "a title may name somebody");
    assert_eq!(source.via.as_ref().unwrap().value, "b");
    assert!(article.annotated.statements[0].review.is_some());
}

#[test]
fn an_entity_is_read() {
    let entity = entity("entities/people/ahmed-al-sharaa.md", ENTITY_TOML);
    assert_eq!(entity.id.value, "ahmed-al-sharaa");
    assert_eq!(entity.kind.value, "person");
    let Matched::Forms(forms) = entity.matched else { panic!() };
    assert_eq!(forms[0].value, "al-Sharaa");
    let ids: Vec<&str> = entity.ids.iter().map(|(_, id)| id.value.as_str()).collect();
    assert_eq!(ids, ["Q1", "0000000121032683", "170654", "x/1"]);
    assert_eq!(entity.begins.unwrap().value.text, "1982");
    assert_eq!(entity.names[0].0.value, "ar");
    assert_eq!(entity.names[0].1.aliases[0].value, "الجولاني");
}

#[test]
fn all_markdown_strings_are_visited() {
    let matter = read_clean(Role::Article, "articles/t.md", ARTICLE_TOML);
    let sources: Vec<_> = prose_of(&matter).iter().map(|prose| prose.source.clone()).collect();
    assert_eq!(
        sources,
        ["C".into(), "A *note*.".into(), "Both.".into(), "Remark".into(), "It was *two*.".into()]
            as [std::sync::Arc<str>; 5]
    );
    let matter = read_clean(Role::Entity, "entities/people/x.md", ENTITY_TOML);
    assert_eq!(&*prose_of(&matter)[0].source, "So *they* say.");
}

#[test]
fn file_names_supply_missing_keys() {
    let day = |path: &str, front: &str| {
        let text = format!("+++\ntitle = \"T\"\n{front}+++\n");
        article(path, &text).date.map(|date| date.value.text)
    };
    let written = Some("2025-10-15".to_owned());
    assert_eq!(day("articles/2025-10-15-x.md", ""), written);
    assert_eq!(day("articles/2025-10-15-x/index.md", ""), written);
    assert_eq!(day("articles/2025-10-15-x.ar.md", ""), written);
    assert_eq!(day("articles/2024-01-01-x.md", "date = 2025-10-15\n"), written);
    assert_eq!(day("articles/2025-02-30-x.md", ""), None);
    assert_eq!(day("articles/2025-10-15.md", ""), None);
    assert_eq!(day("articles/2025-10-1é-x.md", ""), None);

    let named = "+++\nname = \"N\"\n+++\n";
    assert_eq!(entity("entities/ships/sparta/index.md", named).kind.value, "ship");
    assert_eq!(entity("entities/ships/sparta/index.md", named).id.value, "sparta");
    assert_eq!(entity("entities/a/places/hmeimim.md", named).kind.value, "place");
    let profile = entity("entities/x/hmeimim.ar.md", "+++\n+++\n");
    assert_eq!((profile.id.value.as_str(), profile.kind.value.as_str()), ("hmeimim", ""));
    let keyed = "+++\nname = \"N\"\nid = \"n\"\ntype = \"event\"\nstart = 2024-12-08\n+++\n";
    let keyed = entity("entities/people/Ünïcode name.md", keyed);
    assert_eq!((keyed.id.value.as_str(), keyed.kind.value.as_str()), ("n", "event"));
}
