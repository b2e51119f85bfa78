//! Laws of marked text: for any Markdown and any spans, marks never change the text and are well-formed.

use std::collections::{BTreeMap, BTreeSet};

use glossator::pipeline::{self, Model};
use glossator::plan::PageKind;
use html5ever::tokenizer::{Tag, TagKind, Token};
use proptest::prelude::*;

use crate::support::markdown::{Span, Wanted, markdown, spans};

proptest! {
    #![proptest_config(crate::support::law(150))]

    #[test]
    fn marks_never_change_the_text(
        markdown in markdown(),
        wanted in prop::collection::vec((0.0..1.0, 0.0..0.4, 0u8..4), 0..12),
    ) {
        check(&markdown, &wanted)?;
    }
}

/// A site that uses most of the format.
const FILES: &[(&str, &str)] = &[
    (
        "glossator.toml",
        "title = \"T\"\nlanguage = \"en\"\n[languages.ar]\ntitle = \"ت\"\n[relations.knows]\nlabel = \"knows\"\n[markdown]\nmath = true\n",
    ),
    (
        "content/articles/2025-10-15-one.md",
        "+++\ntitle = \"One\"\nabout = [\"ada\"]\nentities = [\"beirut\"]\nauthors = [\"Ada\"]\ntags = [\"Dawn\"]\nupdated = 2025-10-16T09:00:00+02:00\n\n[mentions]\n\"the city\" = \"beirut\"\n\n[[annotations]]\nquote = \"came to\"\nprefix = \"Ada \"\nnote = \"How? See [[beirut|there]].\"\n\n[[statements]]\nquote = \"it was late\"\nspeaker = \"ada\"\nsources = [\"s\"]\n\n[[sources]]\nid = \"s\"\nkind = \"agency\"\n+++\n\n# Ü\n\nAda came to [the city](@beirut) — it was late[^1]. $x^2$ [two](two.md#b)\n\n| a | b |\n|---|---|\n| [[ada]] | `c` |\n\n[^1]: Late.\n",
    ),
    (
        "content/articles/two.md",
        "---\ntitle: Two\ndate: 2025-10-14\nextra: {a: [1, b]}\n---\n\n## B\n\nبيروت 👩‍🔬\n",
    ),
    (
        "content/articles/two.annotations.toml",
        "[[annotations]]\nquote = \"بيروت\"\nentity = \"beirut\"\n",
    ),
    (
        "content/entities/all.toml",
        "[[entity]]\nid = \"ada\"\ntype = \"person\"\nname = \"Ada\"\nborn = \"1815-12\"\n\n[[entity.relations]]\nkind = \"knows\"\ntarget = \"beirut\"\n",
    ),
    (
        "content/entities/places/beirut.md",
        "+++\nname = \"Beirut\"\naliases = [\"بيروت\"]\ncoordinates = [33.9, 35.5]\n+++\n\nHome of [Ada](@ada).\n",
    ),
];

proptest! {
    #![proptest_config(crate::support::law(100))]

    /// For any files: problems are reported, nothing panics, and what can be shown is shown.
    #[test]
    fn no_input_panics(
        changes in prop::collection::vec(
            (0..FILES.len(), 0.0..1.0, 0usize..12, prop::sample::select(SCRAPS.to_vec())),
            1..6,
        ),
    ) {
        let mut files: Vec<(&str, String)> =
            FILES.iter().map(|(path, text)| (*path, text.to_string())).collect();
        for (file, at, gone, scrap) in changes {
            let text = &mut files[file].1;
            let from = text.floor_char_boundary((at * text.len() as f64) as usize);
            let to = text.floor_char_boundary((from + gone).min(text.len())).max(from);
            text.replace_range(from..to, scrap);
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        let model = crate::support::model(&files).value;
        for page in &model.plan.pages {
            pipeline::page(&model, page);
        }
    }
}

proptest! {
    #![proptest_config(crate::support::law(100))]

    /// For any names of headings, notes and statements: each id occurs once in the page, and one heading is the title.
    #[test]
    fn headings_avoid_ids_of_marks(
        headings in prop::collection::vec((1usize..4, prop::sample::select(HEADINGS.to_vec())), 0..8),
        notes in prop::collection::btree_set(prop::sample::select(IDS.to_vec()), 0..4),
        statements in prop::collection::btree_set(prop::sample::select(IDS.to_vec()), 0..4),
        references in prop::collection::vec(0usize..3, 0..8),
    ) {
        let mut front = String::from("title = \"One\"\ndate = 2025-10-15\ntoc = true\n");
        for id in &notes {
            front.push_str(&format!("[[annotations]]\nquote = \"words\"\nnote = \"n\"\nid = \"{id}\"\n"));
        }
        front.push_str("[[annotations]]\nnote = \"of all\"\n");
        for id in &statements {
            front.push_str(&format!("[[statements]]\nquote = \"said\"\nid = \"{id}\"\nsources = [\"s\"]\n"));
        }
        front.push_str("[[sources]]\nid = \"s\"\n[[sources]]\nid = \"t\"\n");
        let mut body = String::from("some words he said\n\n");
        let mut has_given = false;
        for (level, heading) in headings {
            // the same id twice in braces is the author's error
            if heading.contains('{') && std::mem::replace(&mut has_given, true) {
                continue;
            }
            body.push_str(&format!("{} {heading}\n\n", "#".repeat(level)));
        }
        body.push_str("text");
        references.iter().for_each(|note| body.push_str(&format!("[^{note}]")));
        body.push_str("\n\n[^0]: A[^1].\n\n[^1]: B[^0].\n\n[^2]: # C\n");
        let article = format!("+++\n{front}+++\n{body}");
        let files = [("glossator.toml", "title = \"Laws\"\n"), ("content/articles/one.md", &*article)];
        let read = crate::support::model(&files);
        prop_assert!(!read.has_errors(), "{:?}", read.diagnostics);
        let model = read.value;
        let page = model.plan.pages.iter().find(|page| matches!(page.kind, PageKind::Article(_)));
        let html = String::from_utf8(pipeline::page(&model, page.unwrap()).value).unwrap();
        let (mut ids, mut links, mut n_titles) = (BTreeSet::new(), BTreeSet::new(), 0);
        for token in crate::support::tokens(&html) {
            let Token::TagToken(tag) = token else { continue };
            n_titles += usize::from(&*tag.name == "h1" && tag.kind == TagKind::StartTag);
            if let Some(id) = attribute(&tag, "id") {
                prop_assert!(ids.insert(id.to_string()), "the id {} twice\n{}", id, html);
            }
            let link = attribute(&tag, "href").and_then(|href| href.strip_prefix('#'));
            links.extend(link.map(str::to_string));
        }
        prop_assert_eq!(n_titles, 1, "{}", html);
        let dead: Vec<&String> = links.difference(&ids).collect();
        prop_assert!(dead.is_empty(), "{:?}\n{}", dead, html);
    }
}

/// Headings similar to the ids of a page.
const HEADINGS: &[&str] = &[
    "note-1",
    "note-ref-1",
    "note ref 2",
    "note-ref-1-2",
    "note x",
    "note ref x",
    "note-x-2",
    "statement 1",
    "statement x",
    "statement-x-2",
    "g-statement-ref-x",
    "g-source",
    "g-p1",
    "g main",
    "m1",
    "m1 2",
    "x",
    "x {#given}",
    "x 2",
    "!",
];

/// Ids of notes and statements.
const IDS: &[&str] = &["x", "x-2", "x-3", "y", "x-2-2"];

/// Text that gets into files by accident.
const SCRAPS: &[&str] = &[
    "",
    "\n",
    "+++\n",
    "---\n",
    "\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ": ",
    "#",
    "`",
    "```",
    "*",
    "$",
    "|",
    "](@",
    "](",
    "(",
    ")",
    "<b>",
    "</a>",
    "<a href=x>",
    "<!--",
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\t",
    "é",
    "e\u{301}",
    "\u{301}",
    "👩‍🔬",
    "\u{200d}",
    "ب",
    "日",
    "\u{202e}",
    "[^1]",
    "![[",
    "&amp;",
    "9999999999999999999",
    "-1",
    "true",
    "2025-99-99",
    "\\",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "\n\n    ",
];

/// Regressions.
#[test]
fn white_space_belongs_to_the_mark_around_it() {
    let wanted = [(0.1, 0.5, 0), (0.2, 0.2, 1), (0.3, 0.6, 2)];
    check("one *two three four* [five **six**](https://example.org/) seven\neight", &wanted)
        .unwrap();
}

#[test]
fn no_mark_links_a_linked_picture() {
    let picture = "[![alt](https://example.org/x.png)](https://example.org/)";
    check(&format!("one {picture} two"), &[(0.0, 0.99, 2)]).unwrap();
    check(&format!("one **Ada {picture}** two"), &[(0.3, 0.3, 0)]).unwrap();
    check(&format!("~~{picture} {picture} one two~~"), &[(0.0, 0.1, 2)]).unwrap();
}

#[test]
fn words_that_name_one_entity_twice_are_one_mention() {
    let markdown = "> [`👩\u{200d}🔬`](@ada) *one[^n]*\n\n[^n]: A *footnote* of Ada.\n";
    check(markdown, &[(0.0, 0.2, 0), (0.0, 0.2, 0)]).unwrap();
}

fn check(markdown: &str, wanted: &[Wanted]) -> Result<(), TestCaseError> {
    let plain = model(markdown, "[]");
    let stream = plain.site.documents[article(&plain)].body.stream.to_string();
    let spans = spans(&stream, wanted);
    let model = model(markdown, &annotations(&stream, &spans));
    let at = article(&model);
    let anchored = &model.site.anchored[at];
    prop_assert_eq!(&*model.site.documents[at].body.stream, stream.as_str());

    let page =
        model.plan.pages.iter().find(|page| matches!(page.kind, PageKind::Article(_))).unwrap();
    let rendered = pipeline::page(&model, page);
    prop_assert!(rendered.diagnostics.is_empty(), "{:?}", rendered.diagnostics);
    let html = String::from_utf8(rendered.value).unwrap();
    let seen = read(&html)?;

    prop_assert_eq!(words(&seen.text), words(&stream), "the text is the stream\n{}", html);
    // the same words with the same entity twice are one mention
    let explicit: BTreeSet<_> = spans
        .iter()
        .filter(|span| matches!(span.kind, 0 | 2))
        .map(|it| (it.start, it.end, it.kind))
        .collect();
    prop_assert!(
        anchored.mentions.len() >= explicit.len(),
        "every span that names somebody is a mention"
    );
    for (at, mention) in anchored.mentions.iter().enumerate() {
        let pieces = seen.pieces.get(&format!("m{}", at + 1)).cloned().unwrap_or_default();
        let surface = &stream[mention.range.start as usize..mention.range.end as usize];
        prop_assert_eq!(words(&pieces), words(surface), "mention {}\n{}", at + 1, html);
        let id = format!("m{}", at + 1);
        prop_assert!(seen.ids.contains(&id), "{}\n{}", id, html);
    }
    for note in &anchored.notes {
        let (Some(range), id) = (note.range, &note.id) else { continue };
        prop_assert!(seen.ids.contains(&["note-", id].concat()), "note {}\n{}", id, html);
        prop_assert!(seen.ids.contains(&["note-ref-", id].concat()), "reference {}\n{}", id, html);
        let pieces = seen.pieces.get(&format!("n{id}")).cloned().unwrap_or_default();
        let surface = &stream[range.start as usize..range.end as usize];
        prop_assert_eq!(words(&pieces), words(surface), "note {}\n{}", id, html);
    }
    Ok(())
}

fn model(markdown: &str, items: &str) -> Model {
    let article = format!(
        "+++\ntitle = \"One\"\ndate = 2025-10-15\nentities = [\"ada\", \"beirut\"]\nlink = \"all\"\n+++\n{markdown}"
    );
    let annotations = format!(
        "{{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"AnnotationPage\", \"items\": {items}}}"
    );
    let files = [
        ("glossator.toml", "title = \"Laws\"\n[markdown]\nmath = true\n"),
        ("content/articles/one.md", &*article),
        ("content/articles/one.annotations.jsonld", &*annotations),
        ("content/entities/people/ada.md", "+++\nname = \"Ada\"\n+++\n"),
        (
            "content/entities/places/beirut.md",
            "+++\nname = \"Beirut\"\naliases = [\"بيروت\", \"ベイルート\"]\n+++\n",
        ),
        ("templates/article.html", "{{ body }}"),
    ];
    crate::support::model(&files).value
}

fn article(model: &Model) -> usize {
    model.site.articles[0].document
}

/// Spans as Web Annotations with positions.
fn annotations(stream: &str, spans: &[Span]) -> String {
    let count = |to: usize| stream[..to].chars().count();
    let items = spans.iter().map(|span| {
        let names = |id: &str| format!("{{\"type\": \"SpecificResource\", \"source\": \"{id}\", \"purpose\": \"identifying\"}}");
        let note = "{\"type\": \"TextualBody\", \"value\": \"A *note*.\", \"purpose\": \"commenting\"}";
        let body = match span.kind {
            0 => names("ada"),
            1 => note.to_string(),
            2 => format!("[{}, {note}]", names("beirut")),
            _ => note.to_string(),
        };
        let (start, end) = (count(span.start), count(span.end));
        format!(
            "{{\"type\": \"Annotation\", \"body\": {body}, \"target\": {{\"source\": \"one\", \"selector\": {{\"type\": \"TextPositionSelector\", \"start\": {start}, \"end\": {end}}}}}}}"
        )
    });
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader finds in the HTML.
#[derive(Default)]
struct Seen {
    /// Text without what the program added, with blocks separated.
    text: String,
    /// Text of all pieces of each mark: `m1` of a mention, `nID` of a note.
    pieces: BTreeMap<String, String>,
    ids: BTreeSet<String>,
}

/// Parses HTML strictly: tags nest properly, no link in a link, no duplicate ids.
fn read(html: &str) -> Result<Seen, TestCaseError> {
    let mut seen = Seen::default();
    let mut open: Vec<Tag> = Vec::new();
    for token in crate::support::tokens(html) {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => {
                let top = open.pop();
                let name = top.as_ref().map(|top| top.name.to_string());
                prop_assert_eq!(name, Some(tag.name.to_string()), "well nested\n{}", html);
                if is_block(&tag.name) {
                    breaks(&mut seen, &open);
                }
            }
            Token::TagToken(tag) => {
                let id = attribute(&tag, "id").map(str::to_string);
                if let Some(id) = id {
                    prop_assert!(seen.ids.insert(id.clone()), "the id {} twice\n{}", id, html);
                }
                let is_in_link = open.iter().any(|open| &*open.name == "a");
                prop_assert!(&*tag.name != "a" || !is_in_link, "a link in a link\n{}", html);
                if is_block(&tag.name) || &*tag.name == "br" {
                    breaks(&mut seen, &open);
                }
                let is_drawing = open.iter().any(|open| &*open.name == "svg");
                let is_whole = tag.self_closing && is_drawing;
                if !is_whole && !["br", "img", "hr", "input", "wbr"].contains(&&*tag.name) {
                    open.push(tag);
                }
            }
            Token::CharacterTokens(text) => write(&mut seen, &open, &text),
            _ => {}
        }
    }
    prop_assert!(open.is_empty(), "all closed\n{}", html);
    Ok(seen)
}

/// Blocks and line breaks separate words.
fn breaks(seen: &mut Seen, open: &[Tag]) {
    write(seen, open, " ");
    for text in seen.pieces.values_mut() {
        text.push(' ');
    }
}

fn write(seen: &mut Seen, open: &[Tag], text: &str) {
    let class = |tag: &Tag| attribute(tag, "class").unwrap_or_default().to_string();
    let is_added =
        |tag: &Tag| class(tag).split(' ').any(|class| ["ref", "notes", "added"].contains(&class));
    if open.iter().any(is_added) {
        return;
    }
    seen.text.push_str(text);
    for (name, key) in [("data-mention", "m"), ("data-note", "n")] {
        let ids: BTreeSet<&str> = open.iter().filter_map(|tag| attribute(tag, name)).collect();
        for id in ids {
            seen.pieces.entry(format!("{key}{id}")).or_default().push_str(text);
        }
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
}

fn is_block(name: &str) -> bool {
    let blocks = [
        "p",
        "li",
        "ul",
        "ol",
        "td",
        "th",
        "tr",
        "table",
        "h2",
        "pre",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "div",
        "details",
        "figure",
    ];
    blocks.contains(&name)
}
