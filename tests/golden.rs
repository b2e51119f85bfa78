//! Each folder of `tests/golden` is a site, what the program says of it, and what it writes.
//!
//! `in/` is the site; one without a `glossator.toml` gets [`CONFIG`]. Where there is a folder `former/`, the site has first been
//! built with its files in place of those of `in/`. `diagnostics.txt` is the exit status and stderr of
//! `glossator build`, or of the command that `command.txt` names. `out/`, where there is one, holds the files of the output that matter to the case.
//! `GLOSSATOR_BLESS=1` rewrites both.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests look at the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

const CONFIG: &str = "title = \"Golden\"\nbase_url = \"https://example.org/\"\n";

/// Codes of trouble that the program itself meets before any site is read, or that no committed file can bring about.
const WITHOUT_A_CASE: &[&str] = &[
    // `build` ends with a failure when there is no configuration; a caller of the library is told
    "config-missing",
    // git keeps no such names where it has to be read on other systems
    "file-name-not-utf8",
    "file-name-backslash",
    // takes a Git repository: tests/former.rs has one
    "history-incomplete",
];

#[test]
fn every_case() {
    let is_blessing = std::env::var_os("GLOSSATOR_BLESS").is_some();
    let wrong: Vec<String> =
        cases().iter().flat_map(|case| differences(case, is_blessing)).collect();
    assert!(wrong.is_empty(), "{}\nGLOSSATOR_BLESS=1 takes it over", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let names: BTreeSet<String> = cases()
        .iter()
        .filter(|case| {
            let name = case.file_name().unwrap().to_str().unwrap();
            let said = fs::read_to_string(case.join("diagnostics.txt")).unwrap_or_default();
            said.contains(&format!("[{name}]"))
        })
        .map(|case| case.file_name().unwrap().to_str().unwrap().to_string())
        .collect();
    let without: BTreeSet<String> = WITHOUT_A_CASE.iter().map(ToString::to_string).collect();
    let missing: Vec<_> = codes().into_iter().filter(|code| !names.contains(code)).collect();
    let expected: Vec<_> = without.into_iter().collect();
    assert_eq!(missing, expected, "left: codes without a folder, right: those that need none");
}

#[test]
fn every_code_has_a_chapter() {
    let docs = fs::read_to_string(root().join("docs/diagnostics.md")).unwrap();
    let chapters: BTreeSet<String> =
        docs.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_string).collect();
    assert_eq!(chapters, codes(), "left: chapters of docs/diagnostics.md, right: codes in src");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/golden")).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// All codes that are written in `src`: the first string that a diagnostic is made with.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for entry in WalkDir::new(root().join("src")).into_iter().map(Result::unwrap) {
        let path = entry.path();
        let is_test = path.components().any(|part| part.as_os_str() == "tests")
            || path.file_name().is_some_and(|name| name == "tests.rs");
        if is_test || path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for makes in [
            "Diagnostic::error(",
            "Diagnostic::warning(",
            "Diagnostic::note(",
            "Diagnostic::about_file(",
            "code: ",
        ] {
            for after in text.split(makes).skip(1) {
                let code =
                    after.trim_start().strip_prefix('"').and_then(|code| code.split_once('"'));
                codes.extend(code.map(|(code, _)| code.to_string()));
            }
        }
    }
    codes
}

fn differences(case: &Path, is_blessing: bool) -> Vec<String> {
    let site = tempfile::tempdir().unwrap();
    copy(&case.join("in"), site.path());
    if !site.path().join("glossator.toml").exists() {
        fs::write(site.path().join("glossator.toml"), CONFIG).unwrap();
    }
    if case.join("former").exists() {
        copy(&case.join("former"), site.path());
        let built = Command::new(env!("CARGO_BIN_EXE_glossator"))
            .args(["build", "--quiet", "--root"])
            .arg(site.path())
            .status()
            .unwrap();
        assert!(built.success(), "{}: the former site has errors", case.display());
        copy(&case.join("in"), site.path());
    }
    let command = fs::read_to_string(case.join("command.txt"));
    let ended = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args([command.as_deref().map_or("build", str::trim), "--quiet", "--root"])
        .arg(site.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(ended.stdout.is_empty(), "{}: stdout is for data", case.display());
    let stderr = String::from_utf8(ended.stderr).unwrap();
    let stderr = stderr.replace(&site.path().display().to_string(), "SITE");
    let said = format!("exit status {}\n\n{}", ended.status.code().unwrap(), stderr.trim_end());
    let said = format!("{}\n", said.trim_end());

    let mut pairs = vec![(case.join("diagnostics.txt"), said.into_bytes())];
    for entry in WalkDir::new(case.join("out")).into_iter().flatten() {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(case.join("out")).unwrap();
            let written = fs::read(site.path().join("public").join(name)).unwrap_or_default();
            pairs.push((entry.into_path(), without_hashes(written)));
        }
    }
    let mut wrong = Vec::new();
    for (file, is) in pairs {
        let should = fs::read(&file).unwrap_or_default();
        if is_blessing {
            fs::write(&file, &is).unwrap();
        } else if is != should {
            let name = file.strip_prefix(root()).unwrap().display();
            let [should, is] = [&should, &is].map(|bytes| String::from_utf8_lossy(bytes));
            wrong.push(format!("--- {name}\n{should}\n--- and it is\n{is}"));
        }
    }
    wrong
}

/// A file without the hashes of the theme's files, which change with each change of the theme.
fn without_hashes(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes.clone()) else { return bytes };
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let starts = ["/site.", "/search.", " integrity=\"sha256-"];
    while let Some((at, start)) =
        starts.iter().filter_map(|start| Some((rest.find(start)?, *start))).min()
    {
        let (before, after) = rest.split_at(at + start.len());
        let hash = after.find(|c: char| !c.is_ascii_alphanumeric() && !"+/=".contains(c));
        let hash = &after[..hash.unwrap_or(0)];
        let is_hash = hash.len() == 12 || start.contains("sha256");
        out.push_str(before);
        out.push_str(if is_hash { "HASH" } else { hash });
        rest = &after[hash.len()..];
    }
    out.push_str(rest);
    out.into_bytes()
}

/// Copies a folder, its links as links.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else if entry.file_type().is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
