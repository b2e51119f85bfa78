//! Annotations that were put out as `annotations.jsonld` and taken in again are the same.
//!
//! Ids are the same where an author gave them; numbers are, as long as nothing else is marked.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use glossator::anchor::{Anchored, NoteContent, Origin};
use glossator::base::{Checked, Severity};
use glossator::pipeline::{self, Model};
use glossator::plan::PageKind;
use proptest::prelude::*;

use support::markdown::{Wanted, markdown, spans};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn out_and_in_again_is_the_same(
        markdown in markdown(),
        wanted in prop::collection::vec((0.0..1.0, 0.0..0.4, 0u8..6), 0..12),
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
fn inline_mentions_and_footnotes_are_not_doubled() {
    let wanted = [(0.0, 0.9, 2), (0.4, 0.3, 5), (0.0, 0.2, 3)];
    check(
        "[Ada](@ada) *[ Beirut ](@beirut \"certainty=low\")*[^n] x y z\n\n[^n]: N.\n",
        &wanted,
        true,
    )
    .unwrap();
}

fn check(markdown: &str, wanted: &[Wanted], has_base: bool) -> Result<(), TestCaseError> {
    let codes = |told: &Checked<Model>| -> Vec<String> {
        let told = told.diagnostics.iter().filter(|told| told.severity != Severity::Note);
        told.map(|told| format!("{}: {}", told.code, told.message)).collect()
    };
    let plain = model(markdown, "", None, has_base);
    let stream = plain.value.site.documents[article(&plain.value)].body.stream.to_string();
    let first = model(markdown, &tables(&stream, wanted), None, has_base);
    prop_assert_eq!(codes(&first), codes(&plain));
    let written = exported(&first.value);
    let again = model(markdown, "", Some(written.as_deref().unwrap_or("[]")), has_base);
    prop_assert_eq!(codes(&again), codes(&plain), "{}", written.unwrap_or_default());
    let (first, again) = (first.value, again.value);
    prop_assert_eq!(said(&first), said(&again), "{}", written.unwrap_or_default());
    Ok(())
}

/// Everything that is marked, without who marked it: spans, entities, notes and what was said of them.
fn said(model: &Model) -> Vec<String> {
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
    let mut said: Vec<String> = mentions.chain(notes).chain(tagged).collect();
    // words that name one entity twice, a wiki link in a link, come back as one mention
    said.dedup();
    said
}

/// What an author says of an annotation; nothing where it says no more than whom it names.
fn matter(model: &Model, at: glossator::anchor::AnnotationRef) -> Option<String> {
    let document = &model.site.documents[article(model)];
    let beside = model.site.beside(document, "jsonld");
    let holder = match at.origin {
        Origin::FrontMatter => document,
        Origin::Jsonld => beside?,
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
        "+++\ntitle = \"One\"\ndate = 2025-10-15\nentities = [\"ada\", \"beirut\"]\n\n[[sources]]\nid = \"s\"\n{tables}+++\n{markdown}"
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
    support::model(&files)
}

/// Spans as annotations of the front matter, found by all the text before and after them.
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
            _ => "motivation = \"highlighting\"\ntags = [\"a b\"]".to_owned(),
        };
        format!(
            "\n[[annotations]]\nquote = {}\nprefix = {}\nsuffix = {}\n{says}\n",
            word(&stream[span.start..span.end]),
            word(&stream[..span.start]),
            word(&stream[span.end..])
        )
    });
    tables.collect()
}
