//! Actions on an article: what is written, byte for byte, and what is refused.

use crate::support::acting::{ARTICLE, Acted, ENTITIES};
use glossator::change::annotate::{Action, Handle};
use serde_json::{Value, json};

/// Checks an article after an action.
#[track_caller]
fn check(before: &str, action: &Value, after: &str) {
    let acted = Acted::article(before).json(action);
    let acted = acted.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(acted.text(ARTICLE), after);
}

/// Checks the code with which an action is refused.
#[track_caller]
fn refused(text: &str, action: &Value, code: &str) {
    let site = Acted::article(text);
    match site.json(action) {
        Err(refusal) => assert_eq!(refusal.code, code, "{}", refusal.message),
        Ok(acted) => panic!("done: {}", acted.text(ARTICLE)),
    }
}

fn moscow() -> Value {
    json!({ "action": "mention", "range": "Moscow", "entity": "moscow" })
}

const TOML: &str = "[[annotations]]\nquote = \"Moscow\"\nentity = \"moscow\"\n";

#[test]
fn a_mention_is_added_to_toml_front_matter() {
    let check = |matter: &str, after: &str| {
        let file = |matter: &str| format!("+++\n{matter}+++\n\nAda saw Moscow.\n");
        check(&file(matter), &moscow(), &file(after));
    };
    check("title = \"T\"\n", &format!("title = \"T\"\n\n{TOML}"));
    check("title = \"T\" # c\n# d\n\n", &format!("title = \"T\" # c\n# d\n\n{TOML}\n"));
    // a list of tables in the middle, with comments
    check(
        "title = \"T\"\n\n[[annotations]]\nnote = 'a' # c\n# of a\n\n# of b\n[extra]\nb = 1\n",
        "title = \"T\"\n\n[[annotations]]\nnote = 'a' # c\n# of a\n\n[[annotations]]\nquote = \"Moscow\"\nentity = \"moscow\"\n\n# of b\n[extra]\nb = 1\n",
    );
    check(
        "title = \"T\"\n[[annotations]]\nquote = 'Ada'\nnote = 'a'\n# of b\n[extra]\nb = 1\n",
        "title = \"T\"\n[[annotations]]\nquote = 'Ada'\nnote = 'a'\n\n[[annotations]]\nquote = 'Moscow'\nentity = \"moscow\"\n# of b\n[extra]\nb = 1\n",
    );
    check(
        "title = \"T\"\nannotations = [{ note = \"a\" }] # c\n",
        "title = \"T\"\nannotations = [{ note = \"a\" }, { quote = \"Moscow\", entity = \"moscow\" }] # c\n",
    );
    check(
        "title = \"T\"\nannotations = [\n  { note = \"a\" }, # c, d\n]\nkicker = \"k\"\n",
        "title = \"T\"\nannotations = [\n  { note = \"a\" }, # c, d\n  { quote = \"Moscow\", entity = \"moscow\" },\n]\nkicker = \"k\"\n",
    );
    check(
        "annotations = []\ntitle = \"T\"\n",
        "annotations = [{ quote = \"Moscow\", entity = \"moscow\" }]\ntitle = \"T\"\n",
    );
}

#[test]
fn a_mention_is_added_to_yaml_front_matter() {
    let check = |matter: &str, after: &str| {
        let file = |matter: &str| format!("---\n{matter}---\n\nAda saw Moscow.\n");
        check(&file(matter), &moscow(), &file(after));
    };
    check("title: T\n", "title: T\nannotations:\n  - quote: \"Moscow\"\n    entity: \"moscow\"\n");
    check(
        "annotations:\n- quote: Ada # c\n  entity: ada\n\n# d\ntitle: T\n",
        "annotations:\n- quote: Ada # c\n  entity: ada\n- quote: Moscow\n  entity: moscow\n\n# d\ntitle: T\n",
    );
    check(
        "annotations:\n    -   note: |\n            a\n            b\ntitle: T\n",
        "annotations:\n    -   note: |\n            a\n            b\n    -   quote: \"Moscow\"\n        entity: \"moscow\"\ntitle: T\n",
    );
    check(
        "annotations: [{quote: 'Ada', entity: ada}] # c\ntitle: T\n",
        "annotations: [{quote: 'Ada', entity: ada}, {quote: 'Moscow', entity: moscow}] # c\ntitle: T\n",
    );
    check(
        "annotations:\ntitle: T\n",
        "annotations: [{quote: \"Moscow\", entity: \"moscow\"}]\ntitle: T\n",
    );
    check(
        "annotations: []\ntitle: T\n",
        "annotations: [{quote: \"Moscow\", entity: \"moscow\"}]\ntitle: T\n",
    );
}

#[test]
fn line_endings_bom_and_body_stay() {
    check(
        "+++\r\ntitle = \"T\"\r\n+++\r\nAda saw Moscow.",
        &moscow(),
        "+++\r\ntitle = \"T\"\r\n\r\n[[annotations]]\r\nquote = \"Moscow\"\r\nentity = \"moscow\"\r\n+++\r\nAda saw Moscow.",
    );
    check(
        "\u{feff}---\r\ntitle: T\r\n---\r\nAda saw Moscow.\r\n",
        &moscow(),
        "\u{feff}---\r\ntitle: T\r\nannotations:\r\n  - quote: \"Moscow\"\r\n    entity: \"moscow\"\r\n---\r\nAda saw Moscow.\r\n",
    );
    check("Ada saw Moscow.\n", &moscow(), &format!("+++\n{TOML}+++\nAda saw Moscow.\n"));
    check("+++\n+++\nMoscow.\n", &moscow(), &format!("+++\n{TOML}+++\nMoscow.\n"));
}

#[test]
fn new_annotations_go_into_an_existing_sidecar() {
    const BESIDE: &str = "content/articles/a.annotations.toml";
    let article = (ARTICLE, "+++\ntitle = \"T\"\n+++\nAda saw Moscow.\n");
    let config = ("glossator.toml", "[editing]\ninto = \"sidecar\"\n");
    let made = Acted::new(&[config, article, ENTITIES]).json(&moscow()).unwrap();
    assert_eq!((made.text(ARTICLE), made.text(BESIDE)), (article.1.into(), TOML.into()));

    let beside = (BESIDE, "entities = [\"ada\"] # c\n\n[mentions]\nx = false");
    let made = Acted::new(&[("glossator.toml", ""), article, beside, ENTITIES]);
    let made = made.json(&moscow()).unwrap();
    assert_eq!(made.text(BESIDE), format!("{}\n\n{}", beside.1, TOML.trim_end()));
    assert_eq!(made.text(ARTICLE), article.1);
    let handle = made.listing().mentions[1].handle.clone().unwrap();
    let gone = made.json(&json!({ "action": "delete", "target": handle })).unwrap();
    assert_eq!(gone.text(BESIDE), beside.1);

    let jsonld = (
        "content/articles/a.annotations.jsonld",
        "[{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"Annotation\", \"body\": \"b\", \"target\": \"t\"}]",
    );
    let made = Acted::new(&[("glossator.toml", ""), article, jsonld, ENTITIES]);
    let target = json!({ "what": "annotation", "file": jsonld.0, "index": 0 });
    let refusal = made.json(&json!({ "action": "delete", "target": target })).err().unwrap();
    assert_eq!(refusal.code, "read-only");
}

/// Checks the selector that is written for words of a text.
#[track_caller]
fn selected(body: &str, range: Value, expected: &str) {
    let text = format!("+++\ntitle = \"T\"\n+++\n{body}\n");
    let acted =
        Acted::article(&text).json(&json!({ "action": "note", "note": "n", "range": range }));
    let acted = acted.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let written = acted.text(ARTICLE);
    let from = written.find("quote").unwrap();
    let to = from + written[from..].find("note =").unwrap();
    assert_eq!(written[from..to].trim_end(), expected);
    assert!(written.ends_with(&format!("+++\n{body}\n")));
}

#[test]
fn the_selector_has_as_much_context_as_it_needs() {
    selected("one two one", json!(["one", 1]), "quote = \"one\"\nsuffix = \" two\"");
    selected("one two one", json!(["one", 2]), "quote = \"one\"\nprefix = \"two \"");
    selected("one, two, one. one", json!(["one", 2]), "quote = \"one\"\nprefix = \", \"");
    selected(
        "a long word one, a long word one.",
        json!(["one", 2]),
        "quote = \"one\"\nsuffix = \".\"",
    );
    let many = "a ".repeat(100);
    let (before, behind) = ("a ".repeat(49), " a".repeat(50));
    let around = format!("quote = \"a\"\nprefix = \"{before}\"\nsuffix = \"{behind}\"");
    selected(many.trim_end(), json!(["a", 50]), &around);
    // across emphasis, links and blocks
    selected("a *b c* d", json!("c d"), "quote = \"c d\"");
    selected("a **b *c* d** [e f](/x) g", json!("d e"), "quote = \"d e\"");
    selected("one\n\ntwo", json!("one\ntwo"), "quote = \"one two\"");
    // part of an Arabic word, after its proclitic
    selected("وبيروت مدينة بيروت", json!(["بيروت", 1]), "quote = \"بيروت\"\nprefix = \"و\"");
    selected("👩‍🔬👩‍🔬 and 👩‍🔬 said", json!("said"), "quote = \"said\"");
    selected(
        "e\u{301}te\u{301} and ete",
        json!("e\u{301}te\u{301}"),
        "quote = \"e\u{301}te\u{301}\"",
    );
    selected("He said \"no\" -- a\\\\b", json!("“no” –"), "quote = \"“no” –\"");
    selected("a `b\\c \"d\"` e", json!("b\\c \"d\""), "quote = \"b\\\\c \\\"d\\\"\"");
}

#[test]
fn invalid_ranges_are_refused() {
    let text = "+++\ntitle = \"T\"\n+++\nAda  saw e\u{301} 👩‍🔬.\n\nb\n";
    let range = |start: u32, end: u32| json!({ "action": "note", "note": "n", "range": { "start": start, "end": end } });
    refused(text, &range(0, 0), "range-invalid");
    refused(text, &range(3, 1), "range-invalid");
    refused(text, &range(0, 4), "range-invalid");
    refused(text, &range(3, 7), "range-invalid");
    refused(text, &range(8, 9), "range-invalid");
    refused(text, &range(9, 10), "range-invalid");
    refused(text, &range(11, 12), "range-invalid");
    refused(text, &range(0, 4_000_000_000), "range-invalid");
    let seen =
        json!({ "action": "note", "note": "n", "range": { "start": 0, "end": 3, "text": "Bob" } });
    refused(text, &seen, "stale");
}

#[test]
fn notes_and_statements_are_written_as_given() {
    let text = "+++\ntitle = \"T\"\n+++\nAda said “no” to Moscow.\n";
    let note = json!({
        "action": "note", "note": "One.\n\nTwo *said*.", "kind": "context", "tags": ["a", "b"],
        "certainty": "low", "date": "2024-12-08", "id": "n",
    });
    check(
        text,
        &note,
        "+++\ntitle = \"T\"\n\n[[annotations]]\nnote = \"\"\"\nOne.\n\nTwo *said*.\"\"\"\nkind = \"context\"\nid = \"n\"\ndate = 2024-12-08\ntags = [\"a\", \"b\"]\ncertainty = \"low\"\n+++\nAda said “no” to Moscow.\n"
            .replace("\"\"\"\nOne", "\"\"\"One")
            .as_str(),
    );
    // a line that would end the front matter is escaped
    let fence = json!({ "action": "note", "note": "a\n+++\nb" });
    check(
        text,
        &fence,
        "+++\ntitle = \"T\"\n\n[[annotations]]\nnote = \"a\\n+++\\nb\"\n+++\nAda said “no” to Moscow.\n",
    );
    let statement = json!({
        "action": "statement", "range": "no", "speaker": "ada", "about": ["moscow"], "sources": ["own"],
        "attribution": "stated", "date": "2024~",
    });
    check(
        text,
        &statement,
        "+++\ntitle = \"T\"\n\n[[statements]]\nquote = \"no\"\nspeaker = \"ada\"\nsources = [\"own\"]\nattribution = \"stated\"\nabout = [\"moscow\"]\ndate = \"2024~\"\n+++\nAda said “no” to Moscow.\n",
    );
    let source = json!({ "action": "source", "id": "s", "kind": "agency", "url": "https://a.b/", "anonymous": false });
    check(
        text,
        &source,
        "+++\ntitle = \"T\"\n\n[[sources]]\nid = \"s\"\nkind = \"agency\"\nurl = \"https://a.b/\"\nanonymous = false\n+++\nAda said “no” to Moscow.\n",
    );
    let yaml = "---\ntitle: T\n---\nb\n";
    check(
        yaml,
        &json!({ "action": "note", "note": "One.\n\nTwo." }),
        "---\ntitle: T\nannotations:\n  - note: |-\n      One.\n\n      Two.\n---\nb\n",
    );
}

#[test]
fn invalid_values_are_refused() {
    let text = "+++\ntitle = \"T\"\n\n[[sources]]\nid = \"s\"\n+++\nAda saw Moscow.\n";
    let with = |key: &str, value: Value| {
        let mut action = json!({ "action": "note", "note": "n", "range": "Ada" });
        action[key] = value;
        action
    };
    for (key, value) in [
        ("note", json!(" ")),
        ("note", json!("a\u{0}")),
        ("note", json!("a".repeat(300_000))),
        ("kind", json!("rumour")),
        ("certainty", json!("sure")),
        ("id", json!("ref-1")),
        ("id", json!("A b")),
        ("date", json!("yesterday")),
        ("tags", json!(["a\nb"])),
        ("sources", json!(["No id"])),
        ("creator", json!("a\u{1b}[0m")),
    ] {
        refused(text, &with(key, value), "value-invalid");
    }
    refused(text, &with("sources", json!(["nobody-knows"])), "breaks-site");
    refused(
        text,
        &json!({ "action": "mention", "range": "Ada", "entity": "nobody" }),
        "entity-unknown",
    );
    refused(text, &json!({ "action": "source", "id": "s" }), "collision");
    refused(
        text,
        &json!({ "action": "source", "id": "t", "url": "javascript:1" }),
        "value-invalid",
    );
    refused(text, &json!({ "action": "accept", "entity": "nobody" }), "entity-unknown");
    for wrong in [
        json!({ "action": "note", "note": "n", "colour": "red" }),
        json!({ "action": "paint" }),
        json!({ "action": "delete", "target": { "what": "source", "file": "a", "index": 0, "id": "b", "c": 1 } }),
        json!({ "action": "mention", "range": { "start": -1, "end": 2 }, "entity": "ada" }),
        json!({ "action": "delete" }),
    ] {
        assert!(serde_json::from_value::<Action>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn unreadable_tables_are_not_changed() {
    refused("+++\ntitle = \n+++\nAda saw Moscow.\n", &moscow(), "source-broken");
    refused(
        "+++\ntitle = \"T\"\nAda saw Moscow.\n",
        &json!({ "action": "note", "note": "n" }),
        "source-broken",
    );
    let alias =
        "---\ntitle: T\nextra:\n  a: &l [{note: n}]\nannotations: *l\n---\nAda saw Moscow.\n";
    refused(alias, &moscow(), "unwritable");
    refused("+++\ntitle = \"T\"\nannotations = 1\n+++\nMoscow\n", &moscow(), "unwritable");
}

/// The handle of a listed item, by list and index.
fn handle(site: &Acted, list: &str, at: usize) -> Handle {
    let listing = site.listing();
    let all = match list {
        "mentions" => &listing.mentions,
        "notes" => &listing.notes,
        "statements" => &listing.statements,
        "sources" => &listing.sources,
        _ => &listing.lost,
    };
    all[at].handle.clone().unwrap()
}

/// Checks an article after a listed item in it is changed or, with `null`, deleted.
#[track_caller]
fn changed(before: &str, (list, at): (&str, usize), change: &Value, after: &str) {
    let site = Acted::article(before);
    let mut action = json!({ "action": "delete", "target": handle(&site, list, at) });
    if let Value::Object(change) = change {
        action["action"] = json!("change");
        action.as_object_mut().unwrap().extend(change.clone());
    }
    let acted = site.json(&action).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(acted.text(ARTICLE), after);
}

#[test]
fn annotations_are_changed_in_place() {
    let matter = |row: &str| {
        format!(
            "+++\ntitle = \"T\"\n\n[[annotations]]\n{row}\n[extra]\na = 1\n+++\nAda saw Moscow, Moscow.\n"
        )
    };
    let row = "quote = 'Ada' # q\nprefix = \"\"\nnote = \"n\" # c\nkind = \"context\"\n";
    let check = |change: Value, after: &str| {
        changed(&matter(row), ("notes", 0), &change, &matter(after));
    };
    check(json!({ "set": { "note": "it's" } }), &row.replace("\"n\"", "\"it's\""));
    check(json!({ "set": { "kind": null } }), &row.replace("kind = \"context\"\n", ""));
    check(json!({ "set": { "tags": ["a"] } }), &format!("{row}tags = [\"a\"]\n"));
    check(
        json!({ "range": ["Moscow", 2] }),
        "quote = 'Moscow' # q\nprefix = \", \"\nnote = \"n\" # c\nkind = \"context\"\n",
    );
    check(json!({ "range": "saw" }), "quote = 'saw' # q\nnote = \"n\" # c\nkind = \"context\"\n");
    check(
        json!({ "set": { "entity": "ada", "note": null, "kind": null } }),
        "quote = 'Ada' # q\nprefix = \"\"\nentity = \"ada\"\n",
    );
    changed(
        &matter(row),
        ("notes", 0),
        &Value::Null,
        "+++\ntitle = \"T\"\n\n[extra]\na = 1\n+++\nAda saw Moscow, Moscow.\n",
    );

    let yaml = |rows: &str| format!("---\ntitle: T\n{rows}---\nAda saw Moscow.\n");
    let rows = "annotations:\n  - note: a # c\n    tags: [x]\n  - quote: Ada\n    note: >\n      b\n      c\n";
    let check = |at: usize, change: Value, after: &str| {
        changed(&yaml(rows), ("notes", at), &change, &yaml(after));
    };
    check(0, json!({ "set": { "tags": ["x", "y"] } }), &rows.replace("[x]", "[\"x\", \"y\"]"));
    check(1, json!({ "set": { "note": "d" } }), &rows.replace(">\n      b\n      c", "\"d\""));
    check(1, json!({ "set": { "kind": "caution" } }), &format!("{rows}    kind: \"caution\"\n"));
    check(0, Value::Null, "annotations:\n  - quote: Ada\n    note: >\n      b\n      c\n");
    check(1, Value::Null, "annotations:\n  - note: a # c\n    tags: [x]\n");

    let flow =
        |rows: &str| format!("+++\ntitle = \"T\"\nannotations = [{rows}]\n+++\nAda saw Moscow.\n");
    let rows = "{ note = \"a\", tags = [\"x\"] }, { note = \"b\" }";
    changed(
        &flow(rows),
        ("notes", 0),
        &json!({ "set": { "tags": null } }),
        &flow("{ note = \"a\" }, { note = \"b\" }"),
    );
    changed(&flow(rows), ("notes", 0), &Value::Null, &flow("{ note = \"b\" }"));
    changed(&flow(rows), ("notes", 1), &Value::Null, &flow("{ note = \"a\", tags = [\"x\"] }"));
}

#[test]
fn an_outdated_handle_is_stale() {
    let text = "+++\ntitle = \"T\"\n\n[[annotations]]\nquote = \"Ada\"\nnote = \"n\"\n+++\nAda saw [the city](@moscow).\n";
    let delete = |target: Value| json!({ "action": "delete", "target": target });
    let of = |quote: Value, index: u32| json!({ "what": "annotation", "file": ARTICLE, "index": index, "quote": quote });
    refused(text, &delete(of(json!("Bob"), 0)), "stale");
    refused(text, &delete(of(Value::Null, 0)), "stale");
    refused(text, &delete(of(json!("Ada"), 1)), "stale");
    refused(text, &delete(json!({ "what": "inline", "at": 0, "written": "+++" })), "stale");
    refused(text, &delete(json!({ "what": "inline", "at": 9_999_999, "written": "" })), "stale");
    refused(
        text,
        &delete(json!({ "what": "name", "start": 0, "end": 3, "entity": "ada" })),
        "stale",
    );
    refused(text, &delete(json!({ "what": "footnote", "label": "1", "written": "" })), "stale");
    let elsewhere = json!({ "what": "annotation", "file": "../../etc/passwd", "index": 0 });
    refused(text, &delete(elsewhere), "target-unknown");
    let nothing = json!({ "action": "change", "target": of(json!("Ada"), 0) });
    refused(text, &nothing, "value-invalid");
    let broken =
        json!({ "action": "change", "target": of(json!("Ada"), 0), "set": { "note": null } });
    refused(text, &broken, "breaks-site");
}

#[test]
fn inline_mentions_are_removed_and_changed() {
    let file = |body: &str| format!("+++\ntitle = \"T\"\n+++\n{body}\n");
    let check = |before: &str, change: Value, after: &str| {
        changed(&file(before), ("mentions", 0), &change, &file(after));
    };
    let ada = || json!({ "set": { "entity": "ada" } });
    check(
        "a [the *c*](@moscow \"certainty=low\") b",
        ada(),
        "a [the *c*](@ada \"certainty=low\") b",
    );
    check("a [the *c*](@moscow \"certainty=low\") b", Value::Null, "a the *c* b");
    check("a [[moscow|it]] b", ada(), "a [[ada|it]] b");
    check("a [[moscow|it]] b", Value::Null, "a it b");
    check("a [[Moscow]] b", ada(), "a [[ada|Moscow]] b");
    check("a [[Moscow]] b", Value::Null, "a Moscow b");
    check("| h |\n|---|\n| [[moscow\\|it]] |", ada(), "| h |\n|---|\n| [[ada\\|it]] |");
    check("| h |\n|---|\n| [[moscow]] |", ada(), "| h |\n|---|\n| [[ada\\|moscow]] |");
    check("| h |\n|---|\n| [[moscow\\|it]] |", Value::Null, "| h |\n|---|\n| it |");
    check("a [`b](@x)`](@moscow) c", Value::Null, "a `b](@x)` c");
    let reference = "+++\ntitle = \"T\"\n+++\na [b][1] c\n\n[1]: @moscow\n";
    let site = Acted::article(reference);
    let target = handle(&site, "mentions", 0);
    let action = json!({ "action": "change", "target": target, "set": { "entity": "ada" } });
    refused(reference, &action, "not-simple");
}

#[test]
fn footnotes_of_one_paragraph_are_changed() {
    let file = |body: &str| format!("+++\ntitle = \"T\"\n+++\n{body}");
    let check = |before: &str, change: Value, after: &str| {
        changed(&file(before), ("notes", 0), &change, &file(after));
    };
    let new = |note: &str| json!({ "set": { "note": note } });
    let before = "a[^1] b.\n\n[^1]: So *they*\n    say.\n\nc\n";
    check(before, new("New."), "a[^1] b.\n\n[^1]: New.\n\nc\n");
    check(before, new("New\nline."), "a[^1] b.\n\n[^1]: New\n    line.\n\nc\n");
    check(before, Value::Null, "a b.\n\nc\n");
    check("a[^n] b[^n].\n\n[^n]: x\n", Value::Null, "a b.\n");
    let two = file("a[^1] b.\n\n[^1]: One.\n\n    Two.\n");
    let site = Acted::article(&two);
    let target = handle(&site, "notes", 0);
    let action = json!({ "action": "change", "target": target, "set": { "note": "x" } });
    refused(&two, &action, "not-simple");
}

#[test]
fn forms_are_settled() {
    let file = |matter: &str| {
        format!("+++\ntitle = \"T\"\n{matter}+++\nThe city saw Ada. the city, the city’s.\n")
    };
    let every = json!({ "action": "every", "form": "the city", "entity": "moscow" });
    let with = "\n[mentions]\n\"the city\" = \"moscow\"\n";
    check(&file(""), &every, &file(with));
    refused(&file(with), &every, "already-there");
    let row = json!({ "action": "every", "form": "the city", "entity": "ada" });
    check(&file(with), &row, &file("\n[mentions]\n\"the city\" = \"ada\"\n"));
    check(
        &file("[mentions]\nx = false # c\n\n[extra]\ny = 1\n"),
        &every,
        &file("[mentions]\nx = false # c\n\"the city\" = \"moscow\"\n\n[extra]\ny = 1\n"),
    );
    refused(&file(""), &json!({ "action": "every", "form": "cit", "entity": "ada" }), "no-match");
    let listed = "entities = [\"ada\", \"moscow\"]\n";
    let reject = json!({ "action": "reject", "form": "the city" });
    check(&file(listed), &reject, &file(&format!("{listed}\n[mentions]\n\"the city\" = false\n")));
    // a form that exists only because of its row is removed with it; a name gets a row that says it is not meant
    changed(&file(with), ("mentions", 1), &Value::Null, &file(""));
    changed(&file(with), ("mentions", 0), &Value::Null, &file(""));
    let no_ada = format!("{listed}\n[mentions]\nAda = false\n");
    changed(&file(listed), ("mentions", 1), &Value::Null, &file(&no_ada));
    let other = json!({ "set": { "entity": "beirut" } });
    let ada_is = format!("{listed}\n[mentions]\nAda = \"beirut\"\n");
    changed(&file(listed), ("mentions", 1), &other, &file(&ada_is));
    let accept = json!({ "action": "accept", "entity": "moscow" });
    check(&file("entities = [\"ada\"]\n"), &accept, &file(listed));
    refused(&file(listed), &accept, "already-there");
    let yaml = "---\ntitle: T\n---\nthe city\n";
    check(yaml, &every, "---\ntitle: T\nmentions:\n  the city: \"moscow\"\n---\nthe city\n");
    check(yaml, &accept, "---\ntitle: T\nentities: [\"moscow\"]\n---\nthe city\n");
}

#[test]
fn a_new_entity_gets_a_file() {
    let site = Acted::article("+++\ntitle = \"T\"\n+++\nb\n");
    let new = json!({ "action": "entity", "name": "Élise  \"Lis\" Ünal", "type": "person" });
    let made = site.json(&new).unwrap();
    assert_eq!(
        made.text("content/entities/people/elise-lis-unal.md"),
        "+++\nname = \"Élise \\\"Lis\\\" Ünal\"\ntype = \"person\"\naliases = []\ndescription = \"\"\n+++\n\n"
    );
    let code =
        |action: Value| made.json(&action).err().map(|refusal| (refusal.code, refusal.message));
    let of = |name: &str, kind: &str| json!({ "action": "entity", "name": name, "type": kind });
    let (taken, message) = code(of("ADA", "person")).unwrap();
    assert!(taken == "collision" && message.contains("Ada"), "{message}");
    let (taken, message) = code(of("the city", "place")).unwrap();
    assert!(taken == "collision" && message.contains("`moscow`"), "{message}");
    assert_eq!(code(of("x", "planet")).unwrap().0, "value-invalid");
    assert_eq!(code(of(" ", "person")).unwrap().0, "value-invalid");
    let mut other = of("the city", "place");
    other["id"] = json!("../x");
    assert_eq!(code(other.clone()).unwrap().0, "value-invalid");
    other["id"] = json!("city-2");
    assert_eq!(code(other), None);
}

#[test]
fn the_listing_has_the_positions_of_all_items() {
    let text = "+++\ntitle = \"T\"\nentities = [\"ada\"]\n\n[[annotations]]\nquote = \"gone\"\nnote = \"l\"\n\n[[annotations]]\nnote = \"w\"\n\n[[statements]]\nspeaker = \"ada\"\n\n[[statements]]\nquote = \"saw\"\nspeaker = \"ada\"\n+++\n👩‍🔬 Ada saw [the city](@moscow)[^1].\n\n[^1]: f\n";
    let site = Acted::article(text);
    let listing = serde_json::to_value(site.listing()).unwrap();
    let mention = |at: usize| &listing["mentions"][at];
    assert_eq!(mention(0)["start"], 4);
    assert_eq!((&mention(0)["origin"], &mention(1)["origin"]), (&json!("name"), &json!("inline")));
    assert_eq!(mention(1)["handle"]["written"], "[the city](@moscow)");
    assert_eq!(mention(1)["entity"], json!({ "id": "moscow", "name": "Moscow", "type": "place" }));
    assert_eq!(listing["notes"][0]["fields"], json!({ "note": "w" }));
    assert_eq!(listing["notes"][1]["fields"], json!({ "note": "f" }));
    assert_eq!(listing["lost"][0]["handle"]["quote"], "gone");
    assert_eq!(listing["statements"][0]["handle"]["index"], 1);
    assert_eq!(listing["entities"][0]["id"], "ada");
    // a lost annotation can be put on other words
    let target = handle(&site, "lost", 0);
    let action = json!({ "action": "change", "target": target, "range": "Ada" });
    assert!(site.json(&action).unwrap().text(ARTICLE).contains("quote = \"Ada\"\nnote = \"l\""));
}
