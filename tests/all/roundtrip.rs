//! Annotations, statements and sources are unchanged after an export to `annotations.jsonld` and an import, and so is
//! the site.
//!
//! Ids given by an author are kept; numbers are kept as long as nothing else is marked.

use glossator::anchor::{Anchored, NoteContent, Origin};
use glossator::base::{Checked, Severity};
use glossator::pipeline::{self, Model};
use glossator::plan::PageKind;
use proptest::prelude::*;

use crate::support::markdown::{Wanted, markdown, spans};

proptest! {
    #![proptest_config(crate::support::law(64))]

    #[test]
    fn export_and_import_change_nothing(
        markdown in markdown(),
        wanted in prop::collection::vec((0.0..1.0, 0.0..0.4, 0u8..9), 0..12),
        has_base in any::<bool>(),
    ) {
        check(&markdown, &wanted, has_base)?;
    }
}

#[test]
fn a_mention_in_a_mention_of_the_same_words_comes_back_once() {
    let markdown = "\n- [*[[ada]] Ada*](@ada)\n- Ada\n\n[^n]: A *footnote* of Ada.\n";
    check(markdown, &[(0.08, 0.16, 0)], false).unwrap();
}

#[test]
fn inline_mentions_and_footnotes_are_not_duplicated() {
    let wanted = [(0.0, 0.9, 2), (0.4, 0.3, 5), (0.0, 0.2, 3), (0.0, 0.9, 6), (0.4, 0.3, 7)];
    check(
        "[Ada](@ada) *[ Beirut ](@beirut \"certainty=low\")*[^n] x y z\n\n[^n]: N.\n",
        &wanted,
        true,
    )
    .unwrap();
}

fn check(markdown: &str, wanted: &[Wanted], has_base: bool) -> Result<(), TestCaseError> {
    let codes = |model: &Checked<Model>| -> Vec<String> {
        let diagnostics = model.diagnostics.iter().filter(|it| it.severity != Severity::Note);
        diagnostics.map(|it| format!("{}: {}", it.code, it.message)).collect()
    };
    let plain = model(markdown, "", None, has_base);
    let stream = plain.value.site.documents[article(&plain.value)].body.stream.to_string();
    let first = model(markdown, &tables(&stream, wanted), None, has_base);
    prop_assert_eq!(codes(&first), codes(&plain));
    let written = exported(&first.value);
    let again = model(markdown, "", Some(written.as_deref().unwrap_or("[]")), has_base);
    prop_assert_eq!(codes(&again), codes(&plain), "{}", written.unwrap_or_default());
    let (first, again) = (first.value, again.value);
    let (said, said_again) = (said(&first), said(&again));
    prop_assert_eq!(&said.0, &said_again.0, "{}", written.clone().unwrap_or_default());
    // words that name one entity twice, such as a wikilink in a link, come back as one mention, so numbers differ
    if !said.1 {
        prop_assert_eq!(exported(&again), written.clone());
        let page = |model: &Model| page(model, "/articles/one/");
        prop_assert_eq!(page(&first), page(&again), "{}", written.unwrap_or_default());
    }
    Ok(())
}

fn page(model: &Model, url: &str) -> String {
    let page = model.plan.page(url).unwrap();
    String::from_utf8(pipeline::page(model, page).value).unwrap()
}

/// All output of a site, by URL.
fn pages(model: &Model) -> Vec<(String, Vec<u8>)> {
    let all = model.plan.pages.iter();
    all.map(|page| (page.url.to_string(), pipeline::page(model, page).value)).collect()
}

const CONFIG: &str = "title = \"T\"\nbase_url = \"https://example.org/news/\"\n";

const SITE: [(&str, &str); 4] = [
    ("content/entities/people/ada.md", "+++\nname = \"Ada\"\n+++\n"),
    ("content/entities/places/beirut.md", "+++\nname = \"Beirut\"\n+++\n"),
    ("content/entities/organizations/sana.md", "+++\nname = \"SANA\"\n+++\n"),
    (
        "content/sources/all.toml",
        "[[source]]\nid = \"wide-a\"\nkind = \"agency\"\npublisher = \"sana\"\n\n[[source]]\nid = \"wide-b\"\ntitle = \"B\"\n\n\
         [[source]]\nid = \"wide-hush\"\nkind = \"person\"\nanonymous = true\nvia = \"wide-a\"\n",
    ),
];

const HEAD: &str = "+++\ntitle = \"One\"\ndate = 2025-10-15\nentities = [\"ada\"]\n";

const TEXT: &str = "+++\nAda said “it was late” in [Beirut](@beirut), and left[^1]. Late, reportedly, she slept.\n\n\
    It was a third line.\n\n[^1]: By train.\n";

const MARKS: &str = r#"
[[sources]]
id = "not-cited"
title = "C"

[[sources]]
id = "hush-local"
kind = "person"
anonymous = true
reason = "feared <b>"
via = "open"

[[sources]]
id = "open"
kind = "outlet"
publisher = "SANA"
title = "“T”"
url = "https://example.org/s?a=1&b=2"
archived_url = "https://example.com/s"
date = "2025-02~"
accessed = 2025-10-01
via = "wide-hush"

[[annotations]]
quote = "third line"
note = "A note with [a link](https://example.org/x/) and [Ada](@ada)."
kind = "context"
creator = "sana"
created = 2025-10-16
sources = ["wide-b", "open"]

[[annotations]]
quote = "Late"
id = "late"
entity = "beirut"
note = "Why?"
created = 2025-10-16T23:30:00-05:00
creator = "Jo"
date = "2024~"
sources = ["hush-local", "beirut"]

[[annotations]]
note = "On all of it"
sources = ["own"]

[[annotations]]
quote = "she"
tags = ["travel"]
sources = ["wide-a"]

[[statements]]
quote = "she slept"
attribution = "inferred"
kind = "indirect"
note = "Who *saw* it?"
sources = ["hush-local", "wide-hush"]

[[statements]]
quote = "it was late"
id = "late"
speaker = "ada"
words_of = "Jo"
sources = ["open", "sana", "own"]
about = ["beirut", "ada"]
date = "2025-02-12"
certainty = "low"
review = { rating = "half <true>", url = "https://example.org/r", by = "sana", date = 2025-10-16 }

[[statements]]
quote = "third"
speaker = "Somebody"
"#;

#[test]
fn the_published_sidecar_gives_the_same_site() {
    for (base, lang) in [(CONFIG, "en"), ("title = \"T\"\n", "en"), (CONFIG, "ar")] {
        let article = |marks: &str| format!("{HEAD}lang = \"{lang}\"\n{marks}{TEXT}");
        let model = |article: &str, sidecar: Option<&str>| {
            let mut files = vec![("glossator.toml", base), ("content/articles/one.md", article)];
            files.extend(SITE);
            files.extend(sidecar.map(|text| ("content/articles/one.annotations.jsonld", text)));
            let model = crate::support::model(&files);
            let is_problem = |it: &&glossator::base::Diagnostic| it.severity != Severity::Note;
            assert_eq!(
                model.diagnostics.iter().filter(is_problem).count(),
                0,
                "{:#?}",
                model.diagnostics
            );
            model.value
        };
        let first = model(&article(MARKS), None);
        let written = exported(&first).unwrap();
        assert!(!written.contains("hush-local"), "{written}");
        let again = model(&article(""), Some(&written));
        for ((url, one), (other_url, other)) in pages(&first).iter().zip(pages(&again)) {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert_eq!((url, text(one)), (&other_url, text(&other)), "{written}");
        }
        assert_eq!(pages(&first).len(), pages(&again).len());
    }
}

/// All marks without their origin: spans, entities, notes and their metadata, statements and sources. Also whether some
/// were there twice.
fn said(model: &Model) -> (Vec<String>, bool) {
    let at = article(model);
    let anchored: &Anchored = &model.site.anchored[at];
    let names = &model.site.names;
    let mentions = anchored.mentions.iter().map(|mention| {
        let matter = mention.annotation.and_then(|at| matter(model, at));
        let id = &names.entity(mention.entity).id;
        format!("{:?} {id} {:?} {}", mention.range, mention.certainty, matter.unwrap_or_default())
    });
    let notes = anchored.notes.iter().map(|note| match note.content {
        NoteContent::Footnote(at) => format!("{:?} footnote {at}", note.range),
        NoteContent::Annotation(at) => {
            format!("{:?} {} {}", note.range, note.id, matter(model, at).unwrap())
        }
    });
    let tagged = anchored
        .tagged
        .iter()
        .map(|tagged| format!("{:?} {}", tagged.range, matter(model, tagged.annotation).unwrap()));
    let one = glossator::site::ArticleIx(0);
    let statements = anchored.statements.iter().map(|statement| {
        let matter = model.site.statement_matter(one, statement.matter).unwrap();
        let ids: Vec<&str> = matter.sources.iter().map(|id| &*id.value).collect();
        let words = |it: &Option<glossator::base::Spanned<glossator::base::PartialDate>>| {
            it.as_ref().map(|date| date.value.text.clone())
        };
        let note = matter.note.as_ref().map(|note| note.source.to_string());
        let review = matter.review.as_ref().map(|it| it.rating.clone());
        let agents = (&statement.speaker, &statement.words_of, &statement.about);
        format!(
            "{:?} {} {agents:?} {} {:?} {ids:?} {:?} {:?} {note:?} {review:?}",
            statement.range,
            statement.id,
            statement.is_direct,
            statement.attribution,
            words(&matter.date),
            matter.certainty
        )
    });
    let sources = model.site.source_ids(one).into_iter().map(str::to_owned);
    let mut said: Vec<String> =
        mentions.chain(notes).chain(tagged).chain(statements).chain(sources).collect();
    let count = said.len();
    said.dedup();
    let is_twice = said.len() < count;
    (said, is_twice)
}

/// Metadata of an annotation; `None` if it only names an entity.
fn matter(model: &Model, at: glossator::anchor::AnnotationRef) -> Option<String> {
    let document = &model.site.documents[article(model)];
    let sidecar = model.site.sidecar(document, "jsonld");
    let holder = match at.origin {
        Origin::FrontMatter => document,
        Origin::Jsonld => sidecar?,
        _ => return None,
    };
    let annotation = &holder.matter.annotated()?.annotations[at.index];
    let note = annotation.note.as_ref().map(|note| note.source.to_string());
    let seconds = annotation.created.as_ref().map(|created| created.value.seconds);
    let sources: Vec<&str> = annotation.sources.iter().map(|id| &*id.value).collect();
    let date = annotation.date.as_ref().map(|date| date.value.text.clone());
    let kind = annotation.kind.as_ref().map(|kind| kind.value.clone());
    let id = annotation.id.as_ref().map(|id| id.value.clone());
    let said = format!(
        "{note:?} {kind:?} {} {id:?} {date:?} {:?} {:?} {seconds:?} {:?} {sources:?}",
        annotation.motivation, annotation.tags, annotation.creator, annotation.certainty
    );
    let bare = "None None identifying None None [] None None None []";
    (said != bare).then_some(said)
}

fn article(model: &Model) -> usize {
    model.site.articles[0].document
}

fn exported(model: &Model) -> Option<String> {
    let is_it = |kind: &PageKind| matches!(kind, PageKind::Annotations(_));
    let page = model.plan.pages.iter().find(|page| is_it(&page.kind))?;
    Some(String::from_utf8(pipeline::page(model, page).value).unwrap())
}

fn model(markdown: &str, tables: &str, sidecar: Option<&str>, has_base: bool) -> Checked<Model> {
    let article = format!(
        "+++\ntitle = \"One\"\ndate = 2025-10-15\nentities = [\"ada\", \"beirut\"]\n{tables}+++\n{markdown}"
    );
    let config = format!(
        "title = \"T\"\n{}[markdown]\nmath = true\n",
        if has_base { "base_url = \"https://example.org/news/\"\n" } else { "" }
    );
    let mut files = vec![
        ("glossator.toml", &*config),
        ("content/articles/one.md", &*article),
        ("content/entities/people/ada.md", "+++\nname = \"Ada\"\nslug = \"ada-l\"\n+++\n"),
        (
            "content/entities/places/beirut.md",
            "+++\nname = \"Beirut\"\npath = \"/où/بيروت/\"\naliases = [\"بيروت\", \"ベイルート\"]\n+++\n",
        ),
    ];
    files.extend(sidecar.map(|text| ("content/articles/one.annotations.jsonld", text)));
    crate::support::model(&files)
}

/// Spans as annotations of the front matter, with all text before and after as context.
fn tables(stream: &str, wanted: &[Wanted]) -> String {
    let word = |text: &str| serde_json::to_string(text).unwrap();
    let tables = spans(stream, wanted).into_iter().enumerate().map(|(at, span)| {
        let says = match span.kind {
            0 => "entity = \"ada\"".to_owned(),
            1 => "note = \"A *note*.\"\nkind = \"context\"\ncreated = 2025-10-16T02:00:00+02:00"
                .into(),
            2 => "entity = \"beirut\"\nnote = \"“Who”\"\ncertainty = \"low\"\ntags = [\"日本\"]"
                .into(),
            3 => format!("entity = \"ada\"\nid = \"id-{at}\"\ndate = \"2024~\"\nsources = [\"s\"]"),
            4 => format!(
                "note = \"N\"\nid = \"id-{at}\"\ncreator = \"Jo\"\nmotivation = \"assessing\""
            ),
            5 => "motivation = \"highlighting\"\ntags = [\"a b\"]".to_owned(),
            6 => "speaker = \"ada\"\nsources = [\"s\", \"own\"]\nnote = \"N *n*\"\ndate = 2025".into(),
            7 => format!("id = \"id-{at}\"\nwords_of = \"Jo\"\nabout = [\"beirut\"]\nkind = \"indirect\"\nattribution = \"inferred\""),
            _ => "review = { rating = \"no\", url = \"https://example.org/\" }\nsources = [\"ada\"]\ncertainty = \"unknown\"".into(),
        };
        let list = if span.kind < 6 { "annotations" } else { "statements" };
        format!(
            "\n[[{list}]]\nquote = {}\nprefix = {}\nsuffix = {}\n{says}\n",
            word(&stream[span.start..span.end]),
            word(&stream[..span.start]),
            word(&stream[span.end..])
        )
    });
    let tables: String = tables.collect();
    // without marks no document is written
    let sources = if tables.is_empty() { "" } else { "\n[[sources]]\nid = \"s\"\n" };
    sources.to_owned() + &tables
}
