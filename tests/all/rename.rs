//! `rename` with the real program: all references are updated, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;

use glossator::base::{Path, Tree};
use glossator::change::rename::{Wish, differences, plan, text_of};
use glossator::pipeline;
use glossator::source::Settings;
use proptest::prelude::*;

use crate::support;
use crate::support::disk::{Site, program, stderr};

/// Runs it in a site, expecting success.
#[track_caller]
fn good(site: &Site, args: &[&str]) -> String {
    let ended = program(site.root()).args(args).output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{args:?}: {}", stderr(&ended));
    String::from_utf8(ended.stdout).unwrap()
}

/// Runs it in a site, expecting a refusal with these words and no changes.
#[track_caller]
fn refused(site: &Site, args: &[&str], words: &str) {
    let before = site.files();
    let ended = program(site.root()).args(args).output().unwrap();
    assert_ne!(ended.status.code(), Some(0), "{args:?}");
    assert!(stderr(&ended).contains(words), "{}", stderr(&ended));
    assert_eq!(site.files(), before);
}

/// Checks that files are unchanged except for the given replacements.
#[track_caller]
fn expect(site: &Site, before: &BTreeMap<String, String>, changes: &[(&str, &str, &str, &str)]) {
    let mut expected = before.clone();
    for (path, to, old, new) in changes {
        let text = expected.remove(*path).unwrap_or_else(|| panic!("no {path}"));
        assert!(text.contains(old), "{path}: {old}");
        expected.insert((*to).to_string(), text.replacen(old, new, 1));
    }
    let now = site.files();
    for (path, text) in &expected {
        assert_eq!(now.get(path), Some(text), "{path}");
    }
    assert_eq!(now.len(), expected.len());
}

const CONFIG: &str = "title = \"T\"\nbase_url = \"https://a.example/\"\n[languages.ar]\ntitle = \"ت\"\n[relations.knows]\nlabel = \"knows\"\ninverse = \"known by\"\n";

const ENTITIES: &[(&str, &str)] = &[
    ("glossator.toml", CONFIG),
    (
        "content/entities/people/old.md",
        "+++\nname = \"Ahmed\" # his name\nborn = 1982\n\n[names.ar]\nname = \"أحمد\"\n+++\n\nA [self](@old), and [[beirut]].\n",
    ),
    ("content/entities/people/old.ar.md", "+++\nname = \"أحمد\"\n+++\n\nهو [أحمد](@old).\n"),
    (
        "content/entities/places/all.toml",
        "# places\n[[entity]]\nid = \"beirut\" # by the sea\nname = \"Beirut\"\n\n[[entity]]\nid = \"tyre\"\nname = \"Tyre\"\nwithin = \"beirut\"\n",
    ),
    (
        "content/entities/people/more.jsonl",
        "{\"id\": \"eve\", \"name\": \"Eve\", \"relations\": [{\"kind\": \"knows\", \"target\": \"old\", \"note\": \"See [him](@old), “\\u00e9”.\"}]}\n",
    ),
    (
        "content/entities/events/day.md",
        "---\nname: Day\nplace: 'beirut'\nparticipants:\n  - \"old\"   # first\n  - eve\n---\n",
    ),
    ("content/sources/s.toml", "[[source]]\nid = \"wire\"\npublisher = \"old\"\n"),
];

const TEXTS: &[(&str, &str)] = &[
    (
        "content/articles/one.md",
        "\u{feff}+++\r\ntitle = \"One\"\r\ndate = 2025-10-01\r\nabout = ['old'] # why\r\nauthors = [\"old\", \"Eve\"]\r\n\r\n[mentions]\r\n\"he\" = \"old\"\r\n\r\n[[annotations]]\r\nquote = \"came\"\r\ncreator = \"old\"\r\nnote = \"\"\"\r\nAs [he](@old) \\\"did\\\".\"\"\"\r\n\r\n[[statements]]\r\nquote = \"was late\"\r\nspeaker = \"old\"\r\nsources = [\"old\", \"wire\"]\r\n+++\r\n\r\nHere Ahmed [came](@old \"certainty=low\") and he was late. [[old]], [[old|him]], `[x](@old)`, [he][r].\r\n\r\n|a|b|\r\n|-|-|\r\n|[[old]]|[[old\\|c]]|\r\n\r\nSee [profile](../entities/people/old.md), [page](/people/old/#m).\r\n\r\n[r]: @old\r\n",
    ),
    (
        "content/articles/two.md",
        "---\ntitle: Two # 2\ndate: 2025-10-02\nentities: [old, beirut]\nstatements:\n  - quote: بيروت\n    speaker: old\n    note: >\n      Said [he](@old).\n  - quote: Ahmed\n    speaker: old\n    note: As [he](@old), they say, was.\nimage: {src: ../i.png, alt: \"\", caption: \"By [him](@old)\"}\n---\n\nAhmed وبيروت.\n",
    ),
    ("content/i.png", "png"),
    (
        "content/articles/two.annotations.toml",
        "entities = [\n  \"eve\", # x\n  \"old\", # y\n]\n\n[[annotations]]\nquote = \"Ahmed\"\nentity = \"old\"\n",
    ),
    (
        "content/articles/two.annotations.jsonld",
        "[{\"type\": \"Annotation\", \"body\": [{\"id\": \"https://a.example/people/old/\", \"purpose\": \"identifying\"}, {\"type\": \"TextualBody\", \"value\": \"One [[old]].\"}, {\"type\": \"TextualBody\", \"value\": \"Two [x](@old).\"}], \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"Ahmed\"}}}, {\"type\": \"Annotation\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"Ahmed\"}}, \"statement\": {\"speaker\": {\"id\": \"https://a.example/people/old/\", \"name\": \"Old\"}, \"about\": [{\"id\": \"../people/old/\"}], \"sources\": [\"old\", \"own\"]}}]\n",
    ),
    ("content/about.md", "Of [Ahmed](@old) and [again](entities/people/old.md).\n"),
];

fn everything() -> Site {
    let site = Site::new(&[ENTITIES, TEXTS].concat());
    let text = site.files()["content/articles/one.md"].replace("/people/old/#m", "/people/old/");
    site.write("content/articles/one.md", &text);
    site
}

#[test]
fn every_reference_to_an_entity_is_updated_and_nothing_else() {
    let site = everything();
    good(&site, &["build", "--deny", "warnings"]);
    let before = site.files();
    let streams = |site: &Site| {
        ["one", "two"].map(|name| {
            let path = site.root().join(format!("public/articles/{name}/body.txt"));
            fs::read_to_string(path).unwrap()
        })
    };
    let texts = streams(&site);
    let shown = good(&site, &["rename", "old", "new"]);
    assert_eq!(site.files(), before, "without --write nothing is written");
    assert!(shown.contains("content/entities/people/old.md → content/entities/people/new.md"));
    assert!(shown.contains("- speaker = \"old\"") && shown.contains("+ speaker = \"new\""));

    good(&site, &["rename", "old", "new", "--write"]);
    let mut expected = before.clone();
    let mut change = |path: &str, changes: &[(&str, &str)]| {
        let text = expected.get_mut(path).unwrap();
        for (old, new) in changes {
            assert!(text.contains(old), "{path}: {old}");
            *text = text.replacen(old, new, 1);
        }
    };
    change(
        "content/entities/people/old.md",
        &[("born = 1982\n", "born = 1982\nformer_ids = [\"old\"]\n"), ("@old", "@new")],
    );
    change("content/entities/people/old.ar.md", &[("@old", "@new")]);
    change(
        "content/entities/people/more.jsonl",
        &[("\"target\": \"old\"", "\"target\": \"new\""), ("[him](@old)", "[him](@new)")],
    );
    change("content/entities/events/day.md", &[("\"old\"", "\"new\"")]);
    change("content/sources/s.toml", &[("\"old\"", "\"new\"")]);
    change(
        "content/articles/one.md",
        &[
            ("'old'", "'new'"),
            ("[\"old\", \"Eve\"]", "[\"new\", \"Eve\"]"),
            ("\"he\" = \"old\"", "\"he\" = \"new\""),
            ("As [he](@old)", "As [he](@new)"),
            ("creator = \"old\"", "creator = \"new\""),
            ("speaker = \"old\"", "speaker = \"new\""),
            ("[\"old\", \"wire\"]", "[\"new\", \"wire\"]"),
            ("(@old \"certainty=low\")", "(@new \"certainty=low\")"),
            ("[[old]], [[old|him]]", "[[new|old]], [[new|him]]"),
            ("|[[old]]|[[old\\|c]]|", "|[[new\\|old]]|[[new\\|c]]|"),
            ("people/old.md", "people/new.md"),
            ("/people/old/", "/people/new/"),
            ("[r]: @old", "[r]: @new"),
        ],
    );
    change(
        "content/articles/two.md",
        &[
            ("[old, beirut]", "[new, beirut]"),
            ("speaker: old", "speaker: new"),
            ("Said [he](@old)", "Said [he](@new)"),
            ("speaker: old", "speaker: new"),
            ("As [he](@old), they", "As [he](@new), they"),
            ("By [him](@old)", "By [him](@new)"),
        ],
    );
    change(
        "content/articles/two.annotations.toml",
        &[("\"old\", # y", "\"new\", # y"), ("entity = \"old\"", "entity = \"new\"")],
    );
    change(
        "content/articles/two.annotations.jsonld",
        &[
            ("people/old/", "people/new/"),
            ("[[old]]", "[[new|old]]"),
            ("@old", "@new"),
            ("https://a.example/people/old/", "https://a.example/people/new/"),
            ("../people/old/", "../people/new/"),
            ("[\"old\", \"own\"]", "[\"new\", \"own\"]"),
        ],
    );
    change("content/about.md", &[("@old", "@new"), ("people/old.md", "people/new.md")]);
    for name in ["md", "ar.md"] {
        let text = expected.remove(&format!("content/entities/people/old.{name}")).unwrap();
        expected.insert(format!("content/entities/people/new.{name}"), text);
    }
    let now = site.files();
    for (path, text) in &expected {
        assert_eq!(now.get(path), Some(text), "{path}");
    }
    assert_eq!(now.len(), expected.len());

    good(&site, &["build", "--deny", "warnings"]);
    assert_eq!(streams(&site), texts, "no text reads otherwise");
    let former = site.read("public/people/old/index.html");
    assert!(former.contains("people/new/"), "{former}");

    good(&site, &["rename", "new", "old", "--write"]);
    let back = site.files();
    let entity = &back["content/entities/people/old.md"];
    assert_eq!(
        entity.replace("former_ids = [\"new\"]\n", ""),
        before["content/entities/people/old.md"]
    );
    good(&site, &["build", "--deny", "warnings"]);
}

#[test]
fn an_id_that_is_a_key_is_replaced_in_place() {
    let site = everything();
    let before = site.files();
    good(&site, &["rename", "beirut", "bayrut", "--write"]);
    let rename = |path, old, new| (path, path, old, new);
    expect(
        &site,
        &before,
        &[
            rename(
                "content/entities/places/all.toml",
                "id = \"beirut\" # by the sea\nname = \"Beirut\"\n",
                "id = \"bayrut\" # by the sea\nname = \"Beirut\"\nformer_ids = [\"beirut\"]\n",
            ),
            rename(
                "content/entities/places/all.toml",
                "within = \"beirut\"",
                "within = \"bayrut\"",
            ),
            rename("content/entities/people/old.md", "[[beirut]]", "[[bayrut|beirut]]"),
            rename("content/entities/events/day.md", "'beirut'", "'bayrut'"),
            rename("content/articles/two.md", "beirut]", "bayrut]"),
        ],
    );
    let before = site.files();
    good(&site, &["rename", "eve", "evelyn", "--write"]);
    expect(
        &site,
        &before,
        &[
            rename(
                "content/entities/people/more.jsonl",
                "\"id\": \"eve\", \"name\": \"Eve\"",
                "\"id\": \"evelyn\", \"name\": \"Eve\", \"former_ids\": [\"eve\"]",
            ),
            rename("content/entities/events/day.md", "- eve", "- evelyn"),
            rename("content/articles/two.annotations.toml", "\"eve\"", "\"evelyn\""),
        ],
    );
    good(&site, &["build", "--deny", "warnings"]);
}

#[test]
fn a_source_with_the_id_of_an_entity_is_not_renamed() {
    let article = "+++\ntitle = \"A\"\ndate = 2025-01-01\n[[statements]]\nquote = \"b\"\nspeaker = \"old\"\nsources = [\"old\"]\n[[sources]]\nid = \"old\"\n+++\n\nA b.\n";
    let site = Site::new(&[ENTITIES, &[("content/articles/a.md", article)]].concat());
    let before = site.files();
    good(&site, &["rename", "old", "new", "--write"]);
    let now = &site.files()["content/articles/a.md"];
    assert_eq!(
        *now,
        before["content/articles/a.md"].replace("speaker = \"old\"", "speaker = \"new\"")
    );
}

const FILES: &[(&str, &str)] = &[
    ("glossator.toml", "menu = [{ name = 'M', url = '@/about.md' }]\n[languages.ar]\n"),
    ("content/about.md", "About [one](articles/2025-10-01-one.md#h).\n"),
    (
        "content/articles/2025-10-01-one.md",
        "+++\ntitle = \"One\"\n+++\n\n# H\n\n[Two](two/index.md), ![i](<two/my pic.png>), [a](../about.md?q), [self](2025-10-01-one.md).\n",
    ),
    (
        "content/articles/2025-10-01-one.ar.md",
        "+++\ntitle = \"واحد\"\n+++\n\n[اثنان](two/index.md)\n",
    ),
    (
        "content/articles/2025-10-01-one.annotations.toml",
        "[[annotations]]\nquote = \"Two\"\nnote = \"n\"\n",
    ),
    (
        "content/articles/two/index.md",
        "---\ntitle: Two\ndate: 2025-10-02\nimage: {src: my pic.png, alt: \"\"}\n---\n\n[One](../2025-10-01-one.md#h), [[2025-10-01-one]], [[one#H|words]], [a](@/articles/2025-10-01-one.md), ![p](my%20pic.png), [x](/articles/one/), [y](../one/).\n",
    ),
    ("content/articles/two/my pic.png", "png"),
    (
        "content/articles/un.md",
        "+++\ntitle = \"Un\"\ndate = 2025-10-03\ntranslation_of = \"articles/two/index.md\"\n+++\n\n[Two](two/index.md) ![[two/my pic.png]]\n",
    ),
];

#[test]
fn a_file_moves_with_its_translations_and_sidecars() {
    let site = Site::new(FILES);
    good(&site, &["build"]);
    let before = site.files();
    good(
        &site,
        &[
            "rename",
            "content/articles/2025-10-01-one.md",
            "content/articles/2025/first.md",
            "--write",
        ],
    );
    let (one, first) = ("content/articles/2025-10-01-one", "content/articles/2025/first");
    let now = site.files();
    assert!(!now.keys().any(|path| path.starts_with(one)));
    assert_eq!(
        now[&format!("{first}.annotations.toml")],
        before[&format!("{one}.annotations.toml")]
    );
    assert_eq!(
        now[&format!("{first}.md")],
        "+++\ntitle = \"One\"\nredirect_from = [\"/articles/one/\"]\ndate = 2025-10-01\n+++\n\n# H\n\n[Two](../two/index.md), ![i](<../two/my pic.png>), [a](../../about.md?q), [self](first.md).\n"
    );
    assert_eq!(
        now[&format!("{first}.ar.md")],
        "+++\ntitle = \"واحد\"\nredirect_from = [\"/ar/articles/one/\"]\ndate = 2025-10-01\n+++\n\n[اثنان](../two/index.md)\n"
    );
    assert_eq!(now["content/about.md"], "About [one](articles/2025/first.md#h).\n");
    assert!(now["content/articles/two/index.md"].ends_with(
        "[One](../2025/first.md#h), [[first|2025-10-01-one]], [[first#H|words]], [a](@/articles/2025/first.md), ![p](my%20pic.png), [x](/articles/2025/first/), [y](/articles/2025/first/).\n"
    ), "{}", now["content/articles/two/index.md"]);
    assert_eq!(now["content/articles/un.md"], before["content/articles/un.md"]);
    good(&site, &["build"]);
    let former = site.read("public/articles/one/index.html");
    assert!(former.contains("2025/first/"), "{former}");
}

#[test]
fn a_bundle_moves_with_its_files() {
    let site = Site::new(FILES);
    site.write("content/articles/two/.note", "mine");
    let before = site.files();
    // from another folder, by the path of its text
    let mut command = program(&site.root().join("content/articles"));
    let ended = command.args(["rename", "two/index.md", "zwei", "--write"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", stderr(&ended));
    let now = site.files();
    assert_eq!(now["content/articles/zwei/.note"], "mine");
    assert_eq!(now["content/articles/zwei/my pic.png"], "png");
    let two = before["content/articles/two/index.md"]
        .replace("date: 2025-10-02\n", "date: 2025-10-02\nredirect_from: [\"/articles/two/\"]\n");
    assert_eq!(now["content/articles/zwei/index.md"], two);
    assert!(
        now["content/articles/2025-10-01-one.md"]
            .contains("[Two](zwei/index.md), ![i](<zwei/my pic.png>)")
    );
    assert!(now["content/articles/un.md"].contains("translation_of = \"articles/zwei/index.md\""));
    assert!(now["content/articles/un.md"].ends_with("[Two](zwei/index.md) ![[zwei/my pic.png]]\n"));
    good(&site, &["build"]);
    good(&site, &["rename", "content/articles/zwei", "content/articles/two", "--write"]);
    let back = site.files();
    for (path, text) in &before {
        let now = back[path].replace("redirect_from: [\"/articles/zwei/\"]\n", "");
        assert_eq!(now, *text, "{path}");
    }
}

#[test]
fn a_page_in_the_menu_and_a_fixed_address() {
    let site = Site::new(FILES);
    good(&site, &["rename", "content/about.md", "content/info.md", "--write"]);
    let now = site.files();
    assert!(now["glossator.toml"].contains("url = '@/info.md'"));
    assert!(now["content/info.md"].starts_with("+++\nredirect_from = [\"/about/\"]\n+++\n\nAbout"));
    good(&site, &["build"]);
    let text = now["content/articles/un.md"].replace("+++\ntitle", "+++\npath = \"/un/\"\ntitle");
    site.write("content/articles/un.md", &text);
    good(&site, &["rename", "content/articles/un.md", "content/articles/eins.md", "--write"]);
    assert_eq!(site.files()["content/articles/eins.md"], text);
}

#[test]
fn impossible_renames_are_refused() {
    let site = everything();
    for (args, words) in [
        (["rename", "odl", "new"], "did you mean `old`?"),
        (["rename", "old", "eve"], "`eve` is the id of another entity"),
        (["rename", "old", "New One"], "`new-one`"),
        (["rename", "old", "old"], "already has this id"),
        (["rename", "content/none.md", "content/x.md"], "there is no file"),
        (["rename", "content/about.md", "static/x.md"], "not below `content/`"),
        (["rename", "content/articles/one.md", "content/articles/two.md"], "already exists"),
        (["rename", "content/articles/one.md", "content/one.md"], "no longer be an article"),
        (["rename", "eve", "content/eve.md"], "no file of its own"),
    ] {
        let args = [&args[..], &["--write"]].concat();
        refused(&site, &args, words);
    }
    // a plain name would refer to the entity
    site.write(
        "content/articles/x.md",
        "+++\ntitle = \"X\"\ndate = 2025-01-01\nauthors = [\"new\"]\n+++\n\nX.\n",
    );
    refused(
        &site,
        &["rename", "old", "new", "--write"],
        "the author “new” would become the author `new`",
    );
    site.write(
        "content/articles/x.md",
        "+++\ntitle = \"X\"\ndate = 2025-01-01\nredirect_from = [\"/people/new/\"]\n+++\n\nX.\n",
    );
    refused(&site, &["rename", "old", "new", "--write"], "nothing was renamed");
}

#[test]
fn a_merge_loses_nothing() {
    let site = everything();
    site.write(
        "content/entities/people/other.md",
        "+++\nname = \"Ahmad\"\naliases = [\"the man\"]\nformer_ids = [\"older\"]\nredirect_from = [\"/o/\"]\n+++\n",
    );
    site.write(
        "content/b.md",
        "[[other]] [x](@other) [y](entities/people/other.md) [z](/people/other/)\n",
    );
    site.write("content/c.md", "---\nentities: [other, 'old', eve]\nabout: [old, other]\n---\n");
    let before = site.files();
    refused(&site, &["rename", "other", "old", "--write"], "--merge merges the two");
    good(&site, &["rename", "other", "old", "--merge"]);
    assert_eq!(site.files(), before);
    good(&site, &["rename", "other", "old", "--merge", "--write"]);
    let mut expected = before.clone();
    expected.remove("content/entities/people/other.md");
    expected.insert(
        "content/b.md".into(),
        "[[old|other]] [x](@old) [y](entities/people/old.md) [z](/people/old/)\n".into(),
    );
    expected
        .insert("content/c.md".into(), "---\nentities: ['old', eve]\nabout: [old]\n---\n".into());
    let entity = expected.get_mut("content/entities/people/old.md").unwrap();
    *entity = entity.replace(
        "born = 1982\n",
        "born = 1982\naliases = [\"Ahmad\", \"the man\"]\nformer_ids = [\"older\", \"other\"]\nredirect_from = [\"/o/\"]\n",
    );
    assert_eq!(site.files(), expected);
    good(&site, &["build", "--deny", "warnings"]);
    for former in ["people/other", "people/older", "o"] {
        assert!(site.root().join(format!("public/{former}/index.html")).exists(), "{former}");
    }
}

#[test]
fn a_merge_discards_nothing_without_consent() {
    let site = everything();
    let before = site.files();
    refused(&site, &["rename", "old", "eve", "--merge", "--write"], "`eve` refers to `old`");
    site.write(
        "content/entities/people/third.md",
        "+++\nname = \"Third\"\nborn = 1990 # or so\n# a remark\n+++\n\nWho?\n",
    );
    for lost in ["`born`", "its profile", "its comments"] {
        refused(&site, &["rename", "third", "old", "--merge", "--write"], lost);
    }
    good(&site, &["rename", "third", "old", "--merge", "--drop", "--write"]);
    assert!(!site.files().contains_key("content/entities/people/third.md"));
    let entity = &site.files()["content/entities/people/old.md"];
    assert_eq!(
        entity.replace("aliases = [\"Third\"]\nformer_ids = [\"third\"]\n", ""),
        before["content/entities/people/old.md"]
    );
}

#[test]
fn a_merge_removes_only_the_merged_row() {
    let list = "# all\n[[entity]]\nid = \"a\"\nname = \"A\"\n\n# of b\n[[entity]] # b\nid = \"b\"\nname = \"B\"\ndescription = \"\"\"\n[[entity]]\n\"\"\"\n\n[[entity]]\nid = \"c\"\nname = \"C\"\n";
    let site = Site::new(&[
        ("glossator.toml", ""),
        ("content/entities/places.toml", list),
        (
            "content/entities/people.jsonl",
            "{\"id\": \"x\", \"name\": \"X\"}\n{\"id\": \"y\", \"name\": \"Y\"}\n",
        ),
    ]);
    // a line in a text looks like a table header, so the positions of rows are uncertain
    refused(&site, &["rename", "c", "a", "--merge", "--write"], "by hand");
    let list = list.replace("[[entity]]\n\"\"\"", "x\n\"\"\"");
    site.write("content/entities/places.toml", &list);
    good(&site, &["rename", "a", "c", "--merge", "--write"]);
    let expected = list.replace("[[entity]]\nid = \"a\"\nname = \"A\"\n\n", "")
        + "aliases = [\"A\"]\nformer_ids = [\"a\"]\n";
    assert_eq!(site.files()["content/entities/places.toml"], expected);
    good(&site, &["rename", "y", "x", "--merge", "--write"]);
    assert_eq!(
        site.files()["content/entities/people.jsonl"],
        "{\"id\": \"x\", \"name\": \"X\", \"aliases\": [\"Y\"], \"former_ids\": [\"y\"]}\n"
    );
    good(&site, &["build"]);
}

#[test]
fn the_plan_is_available_as_json() {
    let site = Site::new(FILES);
    let plan = good(&site, &["rename", "content/about.md", "content/info.md", "--format", "json"]);
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    assert_eq!(plan["written"], false);
    assert_eq!(plan["moves"][0]["to"], "content/info.md");
    assert_eq!(plan["addresses"]["/about/"], "/info/");
    assert_eq!(plan["edits"][0]["path"], "content/about.md");
}

fn settings() -> Settings {
    Settings { drafts: true, ..support::settings() }
}

fn renamed(tree: &Tree, old: &str, new: &str) -> Tree {
    let model = pipeline::model(tree, &settings()).value;
    let wish = Wish::Entity { old: old.into(), new: new.into() };
    let before = (&model.site, &*model.plan);
    let renaming = plan((tree, &settings()), before, &wish).unwrap();
    let done = renaming.done(tree);
    let after = pipeline::model(&done, &settings());
    assert!(!after.has_errors(), "{:?}", after.diagnostics);
    assert!(after.diagnostics.iter().all(|it| it.code != "former-id"), "{:?}", after.diagnostics);
    assert_eq!(differences(&renaming, before, (&after.value.site, &*after.value.plan)), []);
    done
}

proptest! {
    #![proptest_config(crate::support::law(20))]

    /// For any content of files: nothing panics, and each edit can be applied.
    #[test]
    fn no_input_panics(
        changes in prop::collection::vec((0..12usize, 0.0..1.0, 0usize..9, prop::sample::select(SCRAPS.to_vec())), 1..6),
    ) {
        let mut files: Vec<(&str, String)> =
            [ENTITIES, TEXTS].concat().into_iter().map(|(path, text)| (path, text.to_string())).collect();
        for (file, at, gone, scrap) in changes {
            let n_files = files.len();
            let text = &mut files[1 + file % (n_files - 1)].1;
            let from = text.floor_char_boundary((at * text.len() as f64) as usize);
            let to = text.floor_char_boundary((from + gone).min(text.len())).max(from);
            text.replace_range(from..to, scrap);
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        let tree = support::tree(&files);
        let model = pipeline::model(&tree, &settings()).value;
        let from = Path::new("content/articles/one.md").unwrap();
        let to = Path::new("content/articles/x/y.md").unwrap();
        for wish in [
            Wish::Entity { old: "old".into(), new: "new".into() },
            Wish::Merge { old: "eve".into(), new: "old".into(), is_dropped: true },
            Wish::File { from, to },
        ] {
            if let Ok(renaming) = plan((&tree, &settings()), (&model.site, &model.plan), &wish) {
                prop_assert_eq!(renaming.texts(&tree).len(), renaming.edits.len(), "{:?}", renaming.edits);
                let after = pipeline::model(&renaming.done(&tree), &settings()).value;
                differences(&renaming, (&model.site, &model.plan), (&after.site, &after.plan));
            }
        }
    }
}

proptest! {
    #![proptest_config(crate::support::law(50))]

    /// For any references: each gets the new id, reads as before, and renaming back restores it.
    #[test]
    fn renaming_there_and_back_changes_nothing(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..8)) {
        let body = pieces.concat();
        let note = serde_json::Value::from(format!("Note {body}")).to_string();
        let article = format!("+++\ntitle = \"A\"\ndate = 2025-01-01\nentities = [\"old\"]\n[[annotations]]\nnote = {note}\n+++\n\nA {body}\n");
        let page = format!("---\ntitle: B\n---\n{body}\n");
        let own = [("content/articles/a.md", &*article), ("content/b.md", &*page)];
        let tree = support::tree(&[ENTITIES, &own].concat());
        prop_assert!(!pipeline::model(&tree, &settings()).has_errors());
        let there = renamed(&tree, "old", "new");
        let back = renamed(&there, "new", "old");
        for path in tree.keys() {
            let now = text_of(&back, path).unwrap().replace("former_ids = [\"new\"]\n", "");
            // the text of a wikilink is written out once its id changes
            let now = now.replace("[[old|old]]", "[[old]]").replace("[[old\\|old]]", "[[old]]").replace("[[old\\\\|old]]", "[[old]]");
            let was = text_of(&tree, path).unwrap();
            prop_assert_eq!(now.replace("\\u00e9", "é"), was.replace("\\u00e9", "é"), "{}", path);
        }
    }
}

const SCRAPS: &[&str] = &[
    "",
    "\n",
    "\n\n",
    "+++\n",
    "---\n",
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "[[old",
    "|",
    "\\",
    "(",
    ")",
    "](",
    "](@old)",
    "[x](@old)",
    "[r]: @old\n",
    "[r]:",
    "<",
    ">",
    "![",
    "![[",
    "{",
    "}",
    "= ",
    ": ",
    "- ",
    "> ",
    "#",
    "`",
    "*",
    "&amp;",
    "\t",
    "\r\n",
    "\u{0}",
    "\u{feff}",
    "e\u{301}",
    "👩‍🔬",
    "أ",
    "[[entity]]\n",
    "&a ",
    "*a",
    "|\n",
    "former_ids = [\n",
    "former_ids: [a,]\n",
    "id = \"x\"\n",
    "[^1]: ",
];

const PIECES: &[&str] = &[
    "[Ahmed](@old) ",
    "[[old]] ",
    "[[old|*x*]] ",
    "Ahmed ",
    "[**b**](  <@old>  'certainty=low') ",
    "[r] [c][r]\n\n[r]: @old\n\n",
    "`[x](@old)` ",
    "\n\n    [x](@old)\n\n",
    "\n\n|a|b|\n|-|-|\n|[[old]]|[[old\\|c]]|\n\n",
    "\n> - [a](@old)\n>   [[old]]\n\n",
    "[a](/people/old/) ",
    "أحمد [أحمد](@old)، ",
    "👩‍🔬 e\u{301} 日本[[old|語]]",
    "\\[[old]] ",
    "[^1]\n\n[^1]: F [a](@old).\n\n",
    "<b>[a](@old)</b> ",
    "“[[beirut]]” ",
];
