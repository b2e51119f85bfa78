//! Runs the cases of `tests/golden`: a site, its diagnostics and its output (see `support/golden.rs`).
//! `GLOSSATOR_BLESS=1` rewrites the expected diagnostics and output.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use glossator::base::codes;

use crate::support::golden::{Case, Section, each};

/// Codes without a case: errors before any site is read, and those that no committed file can cause.
const WITHOUT_A_CASE: &[&str] = &[
    // `build` fails without a configuration; only a caller of the library gets this
    "config-missing",
    // Git cannot hold such names for other systems
    "file-name-not-utf8",
    "file-name-backslash",
    // needs a Git repository: see former.rs
    "history-incomplete",
];

#[test]
fn every_case() {
    let is_blessing = std::env::var_os("GLOSSATOR_BLESS").is_some();
    let wrong = each(&mut Case::all(), |case| differences(case, is_blessing));
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}\nGLOSSATOR_BLESS=1 takes it over", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases = Case::all();
    let is_shown = |case: &&Case| {
        case.text("stderr").is_some_and(|said| said.contains(&format!("[{}]", case.name())))
    };
    let names: BTreeSet<&str> = cases.iter().filter(is_shown).map(Case::name).collect();
    let without: BTreeSet<String> = WITHOUT_A_CASE.iter().map(ToString::to_string).collect();
    let codes: BTreeSet<String> = codes::ALL.iter().map(ToString::to_string).collect();
    let missing: Vec<_> = codes.into_iter().filter(|code| !names.contains(code.as_str())).collect();
    let expected: Vec<_> = without.into_iter().collect();
    assert_eq!(missing, expected, "left: codes without a case, right: those that need none");
}

/// Differences between the actual and the expected output of a case; with `is_blessing` the case is updated instead.
fn differences(case: &mut Case, is_blessing: bool) -> Vec<String> {
    let site = tempfile::tempdir().unwrap();
    let glossator = |command: &str| {
        let mut glossator = Command::new(env!("CARGO_BIN_EXE_glossator"));
        glossator.args([command, "--quiet", "--root"]).arg(site.path());
        glossator.env("NO_COLOR", "1").output().unwrap()
    };
    case.lay_out(site.path());
    if case.has_former() {
        case.lay_out_former(site.path());
        assert!(glossator("build").status.success(), "{}: the former site is bad", case.name());
        case.lay_out(site.path());
    }
    let ended = glossator(case.text("command").map_or("build", str::trim));
    assert!(ended.stdout.is_empty(), "{}: stdout is for data", case.name());
    let stderr = String::from_utf8(ended.stderr).unwrap();
    let stderr = stderr.replace(&site.path().display().to_string(), "SITE");
    let said = format!("exit status {}\n\n{}", ended.status.code().unwrap(), stderr.trim_end());
    let said = format!("{}\n", said.trim_end());

    let mut wrong = Vec::new();
    let name = case.name().to_owned();
    for section in &mut case.sections {
        let is = match section.name.as_str() {
            "stderr" => said.clone(),
            path if path.starts_with("public/") => {
                let written = fs::read_to_string(site.path().join(path)).unwrap_or_default();
                let written = without_hashes(&written);
                let is_whole = written.is_empty() || written.ends_with('\n');
                if is_whole { written } else { written + "\n" }
            }
            _ => continue,
        };
        if is != section.text {
            let Section { name: part, text, .. } = &*section;
            wrong.push(format!("--- {name}: {part}\n{text}\n--- and it is\n{is}"));
            section.text = is;
        }
    }
    if is_blessing && !wrong.is_empty() {
        case.write();
        wrong.clear();
    }
    wrong
}

/// Replaces the hashes in names of theme files, which change with the theme.
fn without_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
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
    out
}
