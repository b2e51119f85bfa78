//! `templates` and `completions`, with the real program.

use std::fs;
use std::process::{Command, Output};

fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("glossator.toml"), "").unwrap();
    site
}

fn run(site: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let root = site.path().to_str().unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["--root", root])
        .args(arguments)
        .output();
    command.unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn files_are_listed_shown_and_copied_and_the_copy_builds_the_same_site() {
    let site = site();
    let listed = text(&run(&site, &["templates"]).stdout);
    assert!(
        listed.contains("article.html") && listed.contains("templates/article.html"),
        "{listed}"
    );
    assert!(listed.contains("static/site.css") && listed.contains("strings/ja.ftl"), "{listed}");
    assert!(!listed.contains("own"), "{listed}");
    let shown = text(&run(&site, &["templates", "templates/base.html"]).stdout);
    assert!(shown.contains("\n<!doctype html>\n"), "{shown}");

    assert!(run(&site, &["build"]).status.success());
    let before = fs::read_to_string(site.path().join("public/index.html")).unwrap();
    let names: Vec<&str> = listed.lines().map(|line| line.split(' ').next().unwrap()).collect();
    let copied = run(&site, &[&["templates", "--copy"], &names[..]].concat());
    assert!(copied.status.success(), "{}", text(&copied.stderr));
    assert_eq!(text(&copied.stdout).lines().count(), names.len());
    let built = run(&site, &["build"]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    let after = fs::read_to_string(site.path().join("public/index.html")).unwrap();
    // files of the theme have a hash in their names, those of a site their own names
    assert!(before.contains("site.css") != after.contains("site.css"), "{before}");
    assert_eq!(plain(&before), plain(&after));
    let listed = text(&run(&site, &["templates"]).stdout);
    assert_eq!(listed.matches("the site’s own").count(), names.len(), "{listed}");
}

/// A page without hashes in links to theme files.
fn plain(page: &str) -> String {
    let parts = page.split("site.").map(|part| match part.split_once('.') {
        Some((hash, rest)) if hash.len() == 12 => rest,
        _ => part,
    });
    let names = parts.collect::<Vec<_>>().join("site.");
    let mut parts = names.split(" integrity=\"");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |all, part| all + part.split_once('"').map_or(part, |(_, rest)| rest))
}

#[test]
fn nothing_is_overwritten_and_a_wrong_name_is_reported() {
    let site = site();
    fs::create_dir(site.path().join("templates")).unwrap();
    let own = site.path().join("templates/article.html");
    fs::write(&own, "mine").unwrap();
    let refused = run(&site, &["templates", "--copy", "home.html", "article.html"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("article.html already exists"));
    assert_eq!(fs::read_to_string(&own).unwrap(), "mine");
    assert!(!site.path().join("templates/home.html").exists(), "all or none");
    assert!(run(&site, &["templates", "--copy", "--force", "article.html"]).status.success());
    assert_ne!(fs::read_to_string(&own).unwrap(), "mine");
    let wrong = run(&site, &["templates", "artcle.html"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        text(&wrong.stderr).contains("did you mean `article.html`?"),
        "{}",
        text(&wrong.stderr)
    );
}

#[test]
fn shells_complete() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&site(), &["completions", shell]);
        assert!(script.status.success() && text(&script.stdout).contains("suggest"), "{shell}");
    }
}
