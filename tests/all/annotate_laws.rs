//! Laws of actions: for random sites, an action is either refused or does exactly what it says; adding and then
//! deleting restores what was there.

use std::collections::BTreeMap;

use crate::support::acting::{ARTICLE, Acted, ENTITIES, path};
use glossator::base::Severity;
use glossator::change::annotate::{Action, Handle, Listed, Listing};
use glossator::data::{Node, Table, Value, toml, yaml};
use glossator::pipeline;
use proptest::prelude::*;
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

const WORDS: &[&str] = &[
    "Ada",
    "Moscow",
    "the city",
    "said",
    "said",
    "the",
    "the",
    "e\u{301}te\u{301}",
    "بيروت",
    "وبيروت",
    "👩‍🔬",
    "*Ada*",
    "**the city*",
    "[the city](@moscow)",
    "[[ada|she]]",
    "[[Moscow]]",
    "`code`",
    "“no”",
    "\"yes\"",
    "it's",
    "--",
    "...",
    "x\u{a0}y",
    "[^1]",
    "\\*",
    "&amp;",
    "<b>b</b>",
    "ベイルート",
    "\n\n",
    "\n\n- ",
    "\n\n# ",
    "\n> ",
    "a\\|b",
];

/// Front matter in many forms; `KEYS` marks where keys may be.
const MATTERS: &[&str] = &[
    "+++\ntitle = \"T\"\n+++\n",
    "+++\ntitle = \"T\" # c\n\n# d\n+++\n",
    "+++\ntitle = \"T\"\nentities = [\"ada\"]\n\n[[annotations]]\nnote = 'n' # c\n# d\n\n# e\n[extra]\na = 1\n\n[[sources]]\nid = \"s\"\n+++\n",
    "+++\nentities = [\n  'ada', # c\n]\ntitle = 'T'\nannotations = [\n  { note = 'n', tags = [\"x\"] }, # d\n  { note = 'm' }\n]\nstatements = []\n[mentions]\nx = false # f\n[extra.deep]\nb = 2\n+++\n",
    "+++\r\ntitle = \"T\"\r\nmentions = { x = false }\r\n\r\n[[annotations]]\r\nnote = \"n\"\r\n\r\n[[annotations]]\r\nnote = \"\"\"\r\na\r\n\r\nb\"\"\"\r\nid = \"k\"\r\n+++\r\n",
    "---\ntitle: T\n---\n",
    "---\ntitle: T # c\nentities:\n  - ada # d\nannotations:\n  - note: |\n      a\n\n      b\n    tags: [x]\n\n  # e\n  - note: n\n# f\nextra: {a: 1}\nstatements:\n---\n",
    "---\nannotations: [{note: n, kind: context}, {note: 'm'}] # c\nmentions: {x: false}\ntitle: 'T'\nsources:\n- id: s\n  kind: agency\n---\n",
    "---\r\ntitle: T\r\nmentions:\r\n  x: false\r\nannotations:\r\n- note: n\r\n  tags:\r\n  - a\r\n  - b\r\n---\r\n",
    "\u{feff}+++\ntitle = \"T\"\n[[statements]]\nquote = \"Ada\"\noccurrence = 1\nspeaker = \"ada\"\n[[statements]]\nspeaker = \"ada\"\n+++\n",
    "",
];

const SIDECARS: &[Option<&str>] = &[
    None,
    None,
    Some(""),
    Some("# c\nentities = [\"moscow\"]\n\n[[annotations]]\nnote = \"n\" # d"),
    Some("[mentions]\r\nx = false\r\n\r\n[[sources]]\r\nid = \"t\"\r\n"),
];

const NOTES: &[&str] = &[
    "n",
    "it's \"so\"",
    "a\n\nb *c*",
    "a\n+++\nb",
    "a\n---\nb",
    "  a: b",
    "- a\n- b",
    "'''",
    "\"\"\"\n'''",
    "a\\b",
    "# a",
    "بيروت 👩‍🔬",
    "a\r\nb",
    "{x: [y",
    "true",
    "a ]] b",
    "[^9]: z",
];

/// Random numbers that determine an action.
type Seed = (u8, u32, u32, u8, u8);

#[derive(Clone, Debug)]
struct Case {
    words: Vec<usize>,
    matter: usize,
    sidecar: usize,
    into_sidecar: bool,
    seeds: Vec<Seed>,
}

fn cases() -> impl Strategy<Value = Case> {
    let seed = (any::<u8>(), any::<u32>(), any::<u32>(), any::<u8>(), any::<u8>());
    (
        prop::collection::vec(0..WORDS.len(), 1..40),
        0..MATTERS.len(),
        0..SIDECARS.len(),
        any::<bool>(),
        prop::collection::vec(seed, 1..5),
    )
        .prop_map(|(words, matter, sidecar, into_sidecar, seeds)| Case {
            words,
            matter,
            sidecar,
            into_sidecar,
            seeds,
        })
}

fn site(case: &Case) -> Acted {
    let words: Vec<&str> = case.words.iter().map(|at| WORDS[*at]).collect();
    let matter = MATTERS[case.matter];
    let body = format!("{}\n\n[^1]: A *note* on Ada.\n", words.join(" "));
    let body = if matter.contains("\r\n") { body.replace('\n', "\r\n") } else { body };
    let article = format!("{matter}{body}");
    let config = if case.into_sidecar { "[editing]\ninto = \"sidecar\"\n" } else { "" };
    let mut files = vec![("glossator.toml", config), (ARTICLE, &*article), ENTITIES];
    let sidecar = SIDECARS[case.sidecar];
    files.extend(sidecar.map(|text| ("content/articles/a.annotations.toml", text)));
    Acted::new(&files)
}

fn pick<T>(items: &[T], at: u8) -> &T {
    &items[at as usize % items.len()]
}

/// A range of the text, usually one that can be annotated.
fn range(stream: &str, (at, length): (u32, u32)) -> serde_json::Value {
    let mut borders: Vec<usize> = stream.grapheme_indices(true).map(|(at, _)| at).collect();
    borders.push(stream.len());
    let from = at as usize % borders.len();
    let to = (from + length as usize % 12).min(borders.len() - 1);
    let points = |byte: usize| stream[..byte].chars().count();
    match length % 17 {
        0 => json!({ "start": at % 50, "end": length % 60 }),
        _ => {
            let text = &stream[borders[from]..borders[to]];
            let lead = text.len() - text.trim_start().len();
            let (start, end) = (borders[from] + lead, borders[from] + lead + text.trim().len());
            json!({ "start": points(start), "end": points(end), "text": &stream[start..end] })
        }
    }
}

fn handles(listing: &Listing) -> Vec<Handle> {
    let Listing { mentions, notes, statements, sources, tagged, lost, .. } = listing;
    let all = [mentions, notes, statements, sources, tagged, lost].into_iter().flatten();
    all.filter_map(|listed: &Listed| listed.handle.clone()).collect()
}

fn action(site: &Acted, seed: Seed) -> Action {
    let (kind, a, b, c, d) = seed;
    let stream = site.stream();
    let place = || range(&stream, (a, b));
    let ids = ["ada", "moscow", "beirut", "ada", "nobody"];
    let id = *pick(&ids, c);
    let note = *pick(NOTES, d);
    let target = |site: &Acted| {
        let handles = handles(&site.listing());
        (!handles.is_empty()).then(|| handles[a as usize % handles.len()].clone())
    };
    let json = match (kind % 14, target(site)) {
        (0..=2, _) => json!({ "action": "mention", "range": place(), "entity": id }),
        (3, _) => json!({ "action": "note", "note": note, "tags": ["x"], "certainty": "low" }),
        (4..=5, _) => {
            json!({ "action": "note", "range": place(), "note": note, "kind": "context" })
        }
        (6, _) => {
            json!({ "action": "statement", "range": place(), "speaker": id, "note": note, "date": "2024~" })
        }
        (7, _) => {
            json!({ "action": "source", "id": *pick(&["s", "u", "ada-x"], c), "title": note })
        }
        (8, _) => {
            json!({ "action": "every", "form": *pick(&["the city", "said", "Ada", "e\u{301}te\u{301}", "no", " "], d), "entity": id })
        }
        (9, _) if c < 128 => json!({ "action": "accept", "entity": id }),
        (9, _) => json!({ "action": "reject", "form": *pick(&["Ada", "Moscow", "x"], d) }),
        (10, Some(target)) => json!({ "action": "change", "target": target, "range": place() }),
        (11, Some(target)) if c < 100 => {
            json!({ "action": "change", "target": target, "set": { "entity": id } })
        }
        (11, Some(target)) if c < 200 => {
            json!({ "action": "change", "target": target, "set": { "note": note, "certainty": "high" } })
        }
        (11, Some(target)) => {
            json!({ "action": "change", "target": target, "set": { "note": note } })
        }
        (12, Some(target)) => json!({ "action": "delete", "target": target }),
        (_, Some(target)) => {
            json!({ "action": "change", "target": target, "set": { "tags": ["y"], "kind": null } })
        }
        (_, None) => json!({ "action": "entity", "name": note, "type": "person" }),
    };
    serde_json::from_value(json).unwrap()
}

/// Content of the tables of a file by key, without positions; and the text outside of them.
fn read(file: &str, text: &str) -> (BTreeMap<String, serde_json::Value>, String) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = path(file);
    if file.extension() == "toml" {
        return (values(&toml(&file, text, 0).value), String::new());
    }
    let fence = text.lines().next().unwrap_or_default().to_owned();
    if !["+++", "---"].contains(&&*fence) {
        return (BTreeMap::new(), text.to_owned());
    }
    let start = text.find('\n').unwrap() + 1;
    let mut end = text[start..].split_inclusive('\n').scan(start, |at, line| {
        let here = *at;
        *at += line.len();
        Some((here, *at, line.trim_end() == fence))
    });
    let (end, body, _) = end.find(|(.., is_fence)| *is_fence).unwrap();
    let table = match &*fence {
        "+++" => toml(&file, &text[start..end], 0).value,
        _ => yaml(&file, &text[start..end], 0).value,
    };
    (values(&table), text[body..].to_owned())
}

fn values(table: &Table) -> BTreeMap<String, serde_json::Value> {
    let entries = table.entries.iter().map(|entry| (entry.key.clone(), plain(&entry.node)));
    let is_said =
        |value: &serde_json::Value| !value.is_null() && *value != json!([]) && *value != json!({});
    entries.filter(|(_, value)| is_said(value)).collect()
}

fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => json!(null),
        Value::Bool(value) => json!(value),
        Value::Integer(value) => json!(value),
        Value::Float(value) => json!(value),
        Value::String(text) | Value::Date(text) => json!(text),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Table(table) => serde_json::to_value(values(table)).unwrap(),
    }
}

/// The keys that an action may change, and by how many rows its list grows.
fn expected_changes(action: &Action) -> (&'static [&'static str], i64) {
    match action {
        Action::Mention(_) | Action::Note(_) => (&["annotations"], 1),
        Action::Statement(_) => (&["statements"], 1),
        Action::Source(_) => (&["sources"], 1),
        Action::Every(_) | Action::Reject(_) => (&["mentions"], 0),
        Action::Accept(_) => (&["entities"], 0),
        Action::Entity(_) => (&[], 0),
        Action::Change(change) => (of(&change.target), 0),
        Action::Delete(delete) => (of(&delete.target), -1),
    }
}

fn of(handle: &Handle) -> &'static [&'static str] {
    match handle {
        Handle::Annotation { .. } => &["annotations"],
        Handle::Statement { .. } => &["statements"],
        Handle::Source { .. } => &["sources"],
        Handle::Name { .. } => &["mentions"],
        Handle::Inline { .. } | Handle::Footnote { .. } => &[],
    }
}

fn is_of_body(action: &Action) -> bool {
    let of = |handle: &Handle| matches!(handle, Handle::Inline { .. } | Handle::Footnote { .. });
    match action {
        Action::Change(change) => of(&change.target),
        Action::Delete(delete) => of(&delete.target),
        _ => false,
    }
}

/// Checks that a completed action did exactly what it says.
fn check(before: &Acted, action: &Action, after: &Acted) -> Result<(), TestCaseError> {
    prop_assert_eq!(before.stream(), after.stream());
    // the model equals that of a fresh start, and has no new errors
    let fresh = Acted::of(after.tree.clone());
    prop_assert_eq!(&fresh.model.diagnostics, &after.model.diagnostics);
    let errors = |site: &Acted| {
        site.model.diagnostics.iter().filter(|it| it.severity == Severity::Error).count()
    };
    prop_assert!(errors(after) <= errors(before), "{:?}", after.model.diagnostics);
    for page in &after.model.value.plan.pages {
        let is_article =
            page.output.as_str().starts_with("articles/a/") && page.output.extension() == "html";
        let made = || pipeline::page(&after.model.value, page);
        prop_assert!(
            !is_article || !made().value.is_empty(),
            "{:?} {:?}",
            page.output,
            made().diagnostics
        );
    }
    let (was, now) = (before.texts(), after.texts());
    let (keys, growth) = expected_changes(action);
    let mut grown = 0;
    for (file, text) in &now {
        let former = was.get(file).map_or("", String::as_str);
        if former == text || matches!(action, Action::Entity(_)) {
            continue;
        }
        prop_assert_eq!(former.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        let ((tables, body), (former_tables, former_body)) = (read(file, text), read(file, former));
        if !is_of_body(action) {
            prop_assert_eq!(&body, &former_body, "the body of {}", file);
        }
        for key in tables.keys().chain(former_tables.keys()) {
            let (now, was) = (tables.get(key), former_tables.get(key));
            prop_assert!(now == was || keys.contains(&key.as_str()), "{} in {}", key, text);
            let count = |value: Option<&serde_json::Value>| {
                value.and_then(|it| it.as_array()).map_or(0, Vec::len) as i64
            };
            if keys.contains(&key.as_str()) && tables.contains_key(key) || !tables.contains_key(key)
            {
                grown = count(now) - count(was);
            }
            // other rows stay as they are
            if let (Some(now), Some(was)) =
                (now.and_then(|it| it.as_array()), was.and_then(|it| it.as_array()))
            {
                let other = was.iter().filter(|row| !now.contains(row)).count();
                prop_assert!(other <= 1, "{} to {}", former, text);
            }
        }
        // comments of other rows are kept
        let comments =
            |text: &str| text.lines().filter(|line| line.trim().starts_with("# ")).count();
        if !is_of_body(action) {
            prop_assert!(
                comments(text) >= comments(former) || growth < 0,
                "{} to {}",
                former,
                text
            );
        }
    }
    prop_assert_eq!(was.keys().filter(|file| !now.contains_key(*file)).count(), 0);
    if growth != 0 && !is_of_body(action) && !keys.contains(&"mentions") {
        prop_assert_eq!(grown, growth);
    }
    Ok(())
}

/// The item that is new in a listing.
fn added(before: &Listing, after: &Listing) -> Option<Handle> {
    let known = handles(before);
    // handles are numbered, so the last of equal ones is new
    let mut new: Vec<Handle> =
        handles(after).into_iter().filter(|it| !known.contains(it)).collect();
    new.retain(|it| {
        !matches!(it, Handle::Name { .. } | Handle::Inline { .. } | Handle::Footnote { .. })
    });
    new.pop()
}

proptest! {
    // about three actions each
    #![proptest_config(crate::support::law(120))]

    #[test]
    fn an_action_does_exactly_what_it_says_or_nothing(case in cases()) {
        let mut now = site(&case);
        for seed in &case.seeds {
            let action = action(&now, *seed);
            let after = match now.act(&action) {
                Ok(after) => after,
                Err(refusal) => {
                    prop_assert!(!refusal.message.is_empty());
                    prop_assert!(CODES.contains(&refusal.code), "{}", refusal.code);
                    prop_assert!(refusal.code != "not-reached" || is_of_body(&action) || is_of_names(&action), "{:?} {}", action, refusal.message);
                    continue;
                }
            };
            check(&now, &action, &after)?;
            let is_new = matches!(action, Action::Mention(_) | Action::Note(_) | Action::Statement(_) | Action::Source(_));
            if is_new {
                let target = added(&now.listing(), &after.listing());
                prop_assert!(target.is_some(), "{:?}", action);
                let delete = serde_json::from_value(json!({ "action": "delete", "target": target })).unwrap();
                match after.act(&delete) {
                    Err(refusal) => prop_assert!(false, "{:?}", refusal),
                    Ok(again) => {
                        prop_assert_eq!(again.marks(), now.marks());
                        let (was, is) = (now.texts(), again.texts());
                        for (file, text) in is {
                            let former = was.get(&file).map_or("", String::as_str);
                            let (a, b) = (read(&file, &text), read(&file, former));
                            prop_assert_eq!(a, b);
                        }
                    }
                }
            }
            now = after;
        }
    }
}

fn is_of_names(action: &Action) -> bool {
    match action {
        Action::Every(_) | Action::Reject(_) => true,
        Action::Change(change) => matches!(change.target, Handle::Name { .. }),
        Action::Delete(delete) => matches!(delete.target, Handle::Name { .. }),
        _ => false,
    }
}

/// All reasons to refuse an action, as documented in docs/editing.md.
const CODES: &[&str] = &[
    "already-there",
    "breaks-site",
    "collision",
    "entity-hidden",
    "entity-unknown",
    "no-match",
    "not-an-article",
    "not-reached",
    "not-simple",
    "range-invalid",
    "read-only",
    "source-broken",
    "stale",
    "target-unknown",
    "unwritable",
    "value-invalid",
];

#[test]
fn every_reason_is_documented() {
    let docs = std::fs::read_to_string("docs/editing.md").unwrap();
    for code in CODES {
        assert!(docs.contains(&format!("\n| `{code}` | ")), "{code}");
    }
}
