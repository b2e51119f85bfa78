//! Checks the architecture: dependencies, file sizes, access to the outside world.
use std::{
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
                || !["std::fs", "std::env", "std::net", "SystemTime"]
                    .iter()
                    .any(|w| text.contains(w)),
            "{}: IO lives in edge/",
            path.display()
        );
    }
}
