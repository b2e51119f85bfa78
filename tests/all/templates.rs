//! `docs/templates.md` names what templates see: its tables are those of `src/pages/view`, and its examples work.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the tables begin; everything after it is made from the sources.
const MARK: &str = "<!-- From here on made from src/pages/view by GLOSSATOR_BLESS=1 cargo test --test all templates -->\n";

/// Views of templates, then the structs they contain.
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
fn the_tables_match_the_sources() {
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

/// A folder with the repository's own site, or with a minimal one that has each kind of page.
fn site(is_full: bool) -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if is_full {
        fs::copy(root.join("glossator.toml"), site.path().join("glossator.toml")).unwrap();
        copy(&root.join("content"), &site.path().join("content"));
        return site;
    }
    let files = [
        ("glossator.toml", ""),
        ("content/about.md", "+++\ntitle = \"P\"\n+++\n"),
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ntags = [\"t\"]\nredirect_from = [\"/b/\"]\n+++\n",
        ),
        ("content/entities/people/p.md", "+++\nname = \"N\"\n+++\n"),
        ("content/sources/all.toml", "[[source]]\nid = \"s\"\ntitle = \"S\"\n"),
    ];
    for (path, text) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    site
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// Builds a site; returns all its pages.
fn pages(site: &Path) -> Vec<String> {
    let built = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["build", "--quiet", "--root"])
        .arg(site)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut pages = Vec::new();
    let mut folders = vec![site.join("public")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                pages.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    pages
}

#[test]
fn templates_see_exactly_what_the_tables_say() {
    let structs = structs();
    let (mut seen, mut never) = (BTreeMap::new(), Vec::new());
    for is_full in [false, true] {
        let site = site(is_full);
        let plain = pages(site.path());
        assert!(
            plain.iter().all(|page| page.starts_with("<!doctype html>")),
            "a page is not whole"
        );
        fs::create_dir(site.path().join("templates")).unwrap();
        for (template, view) in TEMPLATES {
            // print the context of each template instead of rendering it
            let dump = format!("{view}\n{{{{ __tera_context | safe }}}}");
            fs::write(site.path().join("templates").join(template), dump).unwrap();
        }
        for page in pages(site.path()) {
            let (view, context) = page.split_once('\n').unwrap();
            let context: serde_json::Value = serde_json::from_str(&json(context)).unwrap();
            compare(view, &context, &structs, &mut seen);
        }
        if !is_full {
            let lacking = TEMPLATES.iter().filter(|(_, view)| !seen.contains_key(*view));
            never.extend(lacking.map(|(name, _)| *name));
        }
    }
    let is_of_more =
        ["corrections.html", "timeline.html", "graph.html", "archive.html", "source.html"];
    let lacking = never.into_iter().filter(|name| !is_of_more.contains(name));
    assert_eq!(lacking.collect::<Vec<_>>(), [""; 0], "no page of the least site has it");
    let lacking = TEMPLATES.iter().filter(|(_, view)| !seen.contains_key(*view));
    assert_eq!(lacking.map(|(name, _)| name).collect::<Vec<_>>(), [&""; 0], "no page has it");
}

/// Converts what Tera prints of values to JSON: it writes nothing for null, and strings with Rust escapes, which are
/// left out.
fn json(printed: &str) -> String {
    let (mut out, mut is_in_string) = (String::new(), false);
    let mut rest = printed.chars();
    while let Some(c) = rest.next() {
        if c == '\\' {
            if rest.next() == Some('u') {
                rest.find(|c| *c == '}');
            }
            continue;
        }
        if !is_in_string && matches!(c, ',' | '}') && out.ends_with(": ") {
            out.push_str("null");
        }
        is_in_string ^= c == '"';
        out.push(c);
    }
    out
}

/// Compares a value in a template's context with the table of its struct, recursively.
fn compare(
    name: &str,
    value: &serde_json::Value,
    structs: &BTreeMap<String, Described>,
    seen: &mut BTreeMap<String, usize>,
) {
    let described = &structs[name];
    *seen.entry(name.to_string()).or_default() += 1;
    let object = value.as_object().unwrap_or_else(|| panic!("{name} is {value}"));
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    let mut fields: Vec<&str> = described.fields.iter().map(|[field, ..]| &**field).collect();
    keys.sort_unstable();
    fields.sort_unstable();
    assert_eq!(keys, fields, "{name}");
    for [field, kind, _] in &described.fields {
        let inner = kind.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
        let value = &object[field];
        let is_none = value.is_null();
        assert!(!is_none || kind.ends_with("or nothing"), "{name}.{field} is nothing");
        match inner {
            Some((inner, _)) if structs.contains_key(inner) => {
                let one = std::slice::from_ref(value);
                let items = value.as_array().map_or(if is_none { &[] } else { one }, Vec::as_slice);
                items.iter().for_each(|item| compare(inner, item, structs, seen));
            }
            Some((inner, _)) => panic!("{name}.{field} is a {inner}, which no table describes"),
            None if is_none => {}
            None if kind.starts_with("list") => assert!(value.is_array(), "{name}.{field}"),
            None if kind.starts_with("string") || kind.starts_with("HTML") => {
                assert!(value.is_string(), "{name}.{field}");
            }
            None if kind.starts_with("number") => assert!(value.is_number(), "{name}.{field}"),
            None if kind.starts_with("true") => assert!(value.is_boolean(), "{name}.{field}"),
            None => assert!(value.is_object(), "{name}.{field}: {kind}"),
        }
    }
}

/// The templates of the built-in theme: name and text.
fn built_in() -> impl Iterator<Item = (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).filter_map(|entry| {
        let name = entry.file_name().into_string().unwrap();
        name.ends_with(".html").then(|| (name, fs::read_to_string(entry.path()).unwrap()))
    })
}

#[test]
fn templates_are_readable() {
    for (name, text) in built_in() {
        for (at, line) in text.lines().enumerate() {
            assert!(line.chars().count() <= 120, "{name}:{}: over 120 columns", at + 1);
        }
        let about =
            text.strip_prefix("{# join-lines #}\n{# ").and_then(|rest| rest.split_once("#}"));
        let (about, _) = about.unwrap_or_else(|| panic!("{name} begins with a comment"));
        assert!(about.to_lowercase().contains("blocks"), "{name} says which blocks it has");
        let view = TEMPLATES.iter().find(|(template, _)| *template == name);
        assert!(view.is_none_or(|(_, view)| about.contains(view)), "{name} says what it gets");
    }
}

#[test]
fn copies_of_the_templates_render_alike() {
    let site = site(true);
    let theirs = pages(site.path());
    fs::create_dir(site.path().join("templates")).unwrap();
    for (name, text) in built_in() {
        fs::write(site.path().join("templates").join(name), text).unwrap();
    }
    assert_eq!(pages(site.path()), theirs);
}

#[test]
fn every_template_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_to_string(root.join("docs/templates.md")).unwrap();
    for entry in fs::read_dir(root.join("templates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(docs.contains(&format!("`{name}`")), "{name}");
        let has_view = TEMPLATES.iter().any(|(template, _)| *template == name);
        let is_part = ["base.html", "parts.html"].contains(&&*name);
        assert!(has_view || is_part || !name.ends_with(".html"), "{name} has no view");
    }
    // functions and filters that are not Tera's
    let mut registered = Vec::new();
    for entry in fs::read_dir(root.join("src/pages/render")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let calls = text.split(".register_").skip(1).map(|rest| rest.split(',').next().unwrap());
        registered.extend(calls.map(str::to_string));
    }
    registered.sort();
    registered.dedup();
    assert_eq!(registered, ["function(\"t\""], "docs/templates.md documents it");
    let blocks: Vec<String> = ["base.html", "article.html", "page.html"]
        .iter()
        .flat_map(|name| {
            let text = fs::read_to_string(root.join("templates").join(name)).unwrap();
            let found = text.split("block ").skip(1).filter(|rest| !rest.starts_with("%}"));
            found.map(|rest| rest.split(' ').next().unwrap().to_string()).collect::<Vec<_>>()
        })
        .collect();
    let sentence = docs.split("The blocks are ").nth(1).unwrap().split('.').next().unwrap();
    for block in blocks {
        assert!(docs.contains(&format!("`{block}`")), "block {block}, not in: {sentence}");
    }
}

#[test]
fn pages_have_the_icon_of_the_site() {
    let site = site(false);
    assert!(
        pages(site.path()).iter().any(|page| page.contains("<link rel=\"icon\" href=\"data:,\">"))
    );
    fs::create_dir(site.path().join("static")).unwrap();
    for (name, found) in
        [("favicon.ico", "ico"), ("favicon.png", "png"), ("favicon.svg", "svg"), ("x.svg", "svg")]
    {
        fs::write(site.path().join("static").join(name), "").unwrap();
        let icon = format!("<link rel=\"icon\" href=\"../../favicon.{found}\">");
        let absolute = format!("<link rel=\"icon\" href=\"/favicon.{found}\">");
        let pages = pages(site.path());
        assert!(
            pages.iter().any(|page| page.contains(&icon) || page.contains(&absolute)),
            "{name}"
        );
    }
}

/// A component of `parts.html`: description, name, parameters.
fn components() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/parts.html");
    let text = fs::read_to_string(path).unwrap();
    let mut rows = String::new();
    for (at, _) in text.match_indices("{% component ") {
        let (before, rest) = (&text[..at], &text[at + "{% component ".len()..]);
        let signature = rest.split('%').next().unwrap().trim();
        let about = before.trim_end().strip_suffix("#}").and_then(|rest| rest.rsplit_once("{#"));
        let about = about.unwrap_or_else(|| panic!("{signature} has no comment")).1.trim();
        rows.push_str(&format!("| `{signature}` | {about} |\n"));
    }
    rows
}

/// A struct of the sources: description, and fields with types and descriptions.
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
    let components = components();
    text.push_str(&format!("\n## `parts.html`\n\n| component | |\n|---|---|\n{components}"));
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

/// All structs of `src/pages/view` that templates see.
fn structs() -> BTreeMap<String, Described> {
    let mut structs = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages/view");
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

/// A type in words for authors of templates.
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
