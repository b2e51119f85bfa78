//! Checks the architecture: dependencies, file sizes, access to the outside world.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
/// A module may depend only on modules with a lower rank.
const RANK: &[(&str, u8)] = &[
    ("base", 0),
    ("data", 1),
    ("source", 2),
    ("parse", 3),
    ("words", 3),
    ("names", 4),
    ("anchor", 5),
    ("site", 6),
    ("plan", 7),
    ("pages", 8),
    ("change", 8),
    ("documents", 9),
    ("check", 9),
    ("pipeline", 10),
    ("edge", 11),
    ("main", 12),
];
fn rank(module: &str) -> u8 {
    RANK.iter()
        .find(|(name, _)| *name == module)
        .unwrap_or_else(|| panic!("`{module}` has no rank: add it to RANK, deliberately"))
        .1
}
fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out)
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path)
        }
    }
}
fn module(path: &Path) -> String {
    path.strip_prefix("src")
        .unwrap()
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_string()
}
fn sources() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    files(Path::new("src"), &mut all);
    all.sort();
    all.into_iter()
        .map(|p| {
            let t = fs::read_to_string(&p).unwrap();
            (p, t)
        })
        .collect()
}

/// Top-level modules imported with `use crate::a` or `use crate::{a, b::c}`, or written inline as `crate::a::x`.
fn imports(text: &str) -> Vec<String> {
    let ident =
        |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut start) = (0, 0);
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => {
                        found.push(ident(group[start..i].trim()));
                        break;
                    }
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push(ident(group[start..i].trim()));
                        start = i + 1
                    }
                    _ => {}
                }
            }
        } else {
            found.push(ident(rest))
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn dependencies_point_down() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let here = module(&path);
        if here == "lib" {
            continue;
        }
        assert!(
            !text.contains("super::super"),
            "{}: write `crate::` paths, so this test can read them",
            path.display()
        );
        for there in imports(&text) {
            if there != here && rank(&there) >= rank(&here) {
                wrong.push(format!("{}: {here} may not know {there}", path.display()))
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_small_and_begin_with_a_doc_line() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{}: begin with a //! line", path.display());
        assert!(text.lines().count() <= 400, "{}: over 400 lines", path.display());
        let name = path.file_stem().unwrap().to_string_lossy().to_string();
        assert!(
            !["utils", "util", "helpers", "common", "misc", "types"].contains(&name.as_str()),
            "{}: name it after what it knows",
            path.display()
        );
    }
}

#[test]
fn only_the_pipeline_is_parallel_and_only_edges_touch_the_world() {
    for (path, text) in sources() {
        let here = module(&path);
        assert!(
            here == "pipeline" || !text.contains("rayon"),
            "{}: threads live in pipeline.rs",
            path.display()
        );
        assert!(
            ["edge", "main"].contains(&here.as_str())
                || path.ends_with("tests.rs")
                || !["std::fs", "std::env", "std::net", "SystemTime"]
                    .iter()
                    .any(|w| text.contains(w)),
            "{}: IO lives in edge/",
            path.display()
        );
    }
}

#[test]
fn files_do_not_import_each_other_in_circles() {
    let files = sources()
        .into_iter()
        .filter(|(path, _)| {
            !path.components().any(|it| it.as_os_str() == "tests") && !path.ends_with("tests.rs")
        })
        .map(|(path, text)| {
            let name = path.with_extension("").strip_prefix("src").unwrap().display().to_string();
            let name = name.replace('/', "::");
            let code = text.split("mod tests {").next().unwrap().to_string();
            (name.strip_suffix("::mod").unwrap_or(&name).to_string(), code)
        })
        .collect::<BTreeMap<_, _>>();
    let imported = files
        .iter()
        .map(|(name, code)| {
            let found = paths(name, code).into_iter().map(|path| file_of(&files, &path));
            (&**name, found.filter(|it| !it.is_empty() && it != name).collect::<BTreeSet<_>>())
        })
        .collect::<BTreeMap<_, _>>();
    for name in imported.keys() {
        let (mut seen, mut open) = (BTreeSet::new(), vec![*name]);
        while let Some(next) = open.pop() {
            for other in &imported[next] {
                assert!(other != name, "{name} imports {next}, which imports {name} again");
                if seen.insert(&**other) {
                    open.push(other);
                }
            }
        }
    }
}

/// Full paths in `crate::…` and `super::…` of a file, also those in groups: `a::{b, c}` has `a::b` and `a::c`.
fn paths(file: &str, text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let above = file.rsplit_once("::").map_or("", |(above, _)| above);
    let mut found = Vec::new();
    for (root, start) in [("", "crate::"), (above, "super::")] {
        for (at, _) in code.match_indices(start) {
            // in a module inside the file, `super` is the file itself
            let is_outer = start == "crate::" || code[..at].ends_with("\nuse ");
            let before = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            if is_outer && !code[..at].ends_with(before) {
                expand(root, &code[at + start.len()..], &mut found);
            }
        }
    }
    found
}

/// Adds the paths at the start of `rest`, below `above`; returns what follows them.
fn expand<'t>(above: &str, rest: &'t str, found: &mut Vec<String>) -> &'t str {
    if let Some(mut group) = rest.strip_prefix('{') {
        loop {
            group = expand(above, group.trim_start(), found).trim_start();
            match group.strip_prefix(',') {
                Some(next) => group = next,
                None => return group.strip_prefix('}').unwrap_or(group),
            }
        }
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let path = if above.is_empty() { name.to_string() } else { format!("{above}::{name}") };
    match after.strip_prefix("::") {
        Some(below) if !name.is_empty() && !below.starts_with('<') => expand(&path, below, found),
        _ => {
            found.push(path);
            after
                .strip_prefix(" as ")
                .map_or(after, |it| it.trim_start_matches(char::is_alphanumeric))
        }
    }
}

/// The file that defines what a path names; re-exports are followed. Empty for the crate itself.
fn file_of(files: &BTreeMap<String, String>, path: &str) -> String {
    let mut file = String::new();
    for name in path.split("::") {
        let below = if file.is_empty() { name.to_string() } else { format!("{file}::{name}") };
        if files.contains_key(&below) {
            file = below;
            continue;
        }
        let Some(text) = files.get(&file) else { break };
        for exported in text.split("pub use ").chain(text.split("pub(crate) use ")).skip(1) {
            let (root, rest) = match exported.strip_prefix("crate::") {
                Some(rest) => ("", rest),
                None => (&*file, exported.strip_prefix("self::").unwrap_or(exported)),
            };
            let mut all = Vec::new();
            expand(root, rest, &mut all);
            let found = all.into_iter().find(|it| it.rsplit("::").next() == Some(name));
            if let Some(found) = found.filter(|found| *found != path) {
                return file_of(files, &found);
            }
        }
        break;
    }
    file
}
