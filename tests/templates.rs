//! `docs/templates.md` names what templates see: its tables are those of `src/view`, and its examples work.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests look at the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the tables begin; everything after it is made from the sources.
const MARK: &str =
    "<!-- From here on made from src/view by GLOSSATOR_BLESS=1 cargo test --test templates -->\n";

/// The views of templates, then what they hold.
const TEMPLATES: &[(&str, &str)] = &[
    ("article.html", "ArticleView"),
    ("entity.html", "EntityView"),
    ("home.html", "HomeView"),
    ("list.html", "ListView"),
    ("entities.html", "EntitiesView"),
    ("collections.html", "CollectionsView"),
    ("corrections.html", "CorrectionsView"),
    ("sources.html", "SourcesView"),
    ("source.html", "SourcePageView"),
    ("timeline.html", "TimelineView"),
    ("graph.html", "GraphView"),
    ("archive.html", "ArchiveView"),
    ("search.html", "SearchView"),
    ("page.html", "PageView"),
    ("404.html", "NotFoundView"),
    ("redirect.html", "RedirectView"),
];

#[test]
fn the_tables_are_those_of_the_sources() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once(MARK).unwrap();
    let tables = tables();
    if std::env::var_os("GLOSSATOR_BLESS").is_some() {
        fs::write(&path, format!("{before}{MARK}{tables}")).unwrap();
    } else {
        assert_eq!(after, tables, "GLOSSATOR_BLESS=1 takes it over");
    }
}

#[test]
fn the_examples_work() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md");
    let text = fs::read_to_string(docs).unwrap();
    let examples: Vec<&str> =
        text.split("```jinja\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 3, "an example without a test");
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        fs::create_dir_all(site.path().join(path).parent().unwrap()).unwrap();
        fs::write(site.path().join(path), text).unwrap();
    };
    write("glossator.toml", "title = \"T\"\n[extra]\ndesk = \"The Desk\"\n");
    write(
        "content/articles/one.md",
        "+++\ntitle = \"One\"\ndate = 2025-10-15\ntemplate = \"essay.html\"\n[extra]\nplace = \"Lisbon\"\n+++\nText.\n",
    );
    write("content/articles/two.md", "+++\ntitle = \"Two\"\ndate = 2025-10-15\n+++\nMore.\n");
    for (name, example) in ["base.html", "article.html", "essay.html"].iter().zip(&examples) {
        write(&format!("templates/{name}"), example);
    }
    let ended = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["build", "--quiet", "--root"])
        .arg(site.path())
        .output()
        .unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let page = |path: &str| {
        let path: PathBuf = site.path().join("public/articles").join(path).join("index.html");
        fs::read_to_string(path).unwrap()
    };
    let (one, two) = (page("one"), page("two"));
    assert!(one.contains("The Desk") && two.contains("The Desk"), "base.html");
    assert!(two.contains("</div>\n<p>Written by the desk.</p>"), "article.html\n{two}");
    assert!(two.contains("class=\"article-body\""), "the block of the theme is still there");
    assert!(one.contains("From Lisbon"), "essay.html");
}

/// A struct of the sources: what it is, and its fields with types and meanings.
struct Described {
    about: String,
    fields: Vec<[String; 3]>,
}

fn tables() -> String {
    let structs = structs();
    let mut text = String::new();
    for (template, name) in TEMPLATES {
        text.push_str(&format!("\n## `{template}`\n\n{}", table(&structs[*name])));
    }
    text.push_str("\n## What they hold\n");
    for (name, described) in &structs {
        if TEMPLATES.iter().all(|(_, view)| view != name) {
            let about = &described.about;
            text.push_str(&format!("\n### {name}\n\n{about}\n\n{}", table(described)));
        }
    }
    text
}

fn table(described: &Described) -> String {
    let rows = described.fields.iter().map(|[name, kind, about]| {
        let about = about.replace('|', "\\|");
        format!("| `{name}` | {kind} | {about} |\n")
    });
    format!("| name | type | |\n|---|---|---|\n{}", rows.collect::<String>())
}

/// All structs of `src/view` that templates see.
fn structs() -> BTreeMap<String, Described> {
    let mut structs = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view");
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let (mut about, mut is_seen) = (String::new(), false);
        let mut open: Option<(String, Described)> = None;
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("///") {
                about = format!("{about} {}", words.trim()).trim().to_string();
            } else if line.starts_with("#[derive") {
                is_seen = line.contains("Serialize");
            } else if let Some(rest) = line.strip_prefix("pub struct ")
                && is_seen
            {
                let name = rest.split([' ', '<', '(']).next().unwrap().to_string();
                let about = std::mem::take(&mut about);
                open = Some((name, Described { about, fields: Vec::new() }));
            } else if let Some((name, kind)) = line
                .strip_prefix("pub ")
                .and_then(|field| field.strip_suffix(',')?.split_once(": "))
                && let Some((_, described)) = &mut open
            {
                let field = [name.to_string(), plain(kind), std::mem::take(&mut about)];
                described.fields.push(field);
            } else if line == "}" {
                structs.extend(open.take());
                about.clear();
            } else if !line.starts_with("#[") {
                about.clear();
            }
        }
    }
    structs
}

/// A type in the words of those who write templates.
fn plain(kind: &str) -> String {
    if let Some(inner) = kind.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("{}, or nothing", plain(inner));
    }
    if let Some(inner) = kind.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("list of {}", plain(inner));
    }
    match kind {
        "String" | "&'static str" => "string".to_string(),
        "usize" | "u32" | "u8" | "u16" => "number".to_string(),
        "bool" => "true or false".to_string(),
        "Markup" => "HTML".to_string(),
        "Extra" => "table".to_string(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}
