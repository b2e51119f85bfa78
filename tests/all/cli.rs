//! The command line, tested with the real program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::support::disk::{program, stderr};

struct Site(TempDir);

impl Site {
    /// A site made by `init`.
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        let made = site.run(&["init", "site"]);
        assert_eq!(status(&made), 0, "{}", stderr(&made));
        site
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_default()
    }

    fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    /// Runs the program in the site, or in its parent folder before it exists.
    fn run(&self, args: &[&str]) -> Output {
        let root = self.root();
        let folder: &Path = if root.exists() { &root } else { self.0.path() };
        program(folder).args(args).output().unwrap()
    }
}

fn status(ended: &Output) -> i32 {
    ended.status.code().unwrap()
}

const ARTICLE: &str = "+++\ntitle = \"One\"\ndate = 2025-10-01\n+++\n\nText.\n";

#[test]
fn a_new_site_builds_without_diagnostics() {
    let site = Site::new();
    let built = site.run(&["build", "--deny", "warnings"]);
    assert_eq!(status(&built), 0, "{}", stderr(&built));
    assert!(built.stdout.is_empty());
    assert_eq!(stderr(&built).lines().count(), 1, "one line: {}", stderr(&built));
    assert!(site.has("public/index.html") && site.has("public/404.html"));
    let again = site.run(&["build"]);
    assert!(stderr(&again).contains(" 0 pages written"), "{}", stderr(&again));
    let checked = site.run(&["check", "--deny", "warnings"]);
    assert_eq!(status(&checked), 0);
}

#[test]
fn init_refuses_a_folder_that_is_not_empty() {
    let site = Site::new();
    let folder = site.0.path();
    fs::create_dir(folder.join("other")).unwrap();
    fs::write(folder.join("other/mine.txt"), "mine").unwrap();
    let other = folder.join("other");
    let refused = site.run(&["init", other.to_str().unwrap()]);
    assert_eq!(status(&refused), 2);
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
}

#[test]
fn new_files_build_and_are_never_overwritten() {
    let site = Site::new();
    for (kind, title, path) in [
        ("article", "First light", "content/articles/first-light.md"),
        ("person", "Ada \"the first\" Example", "content/entities/people/ada-the-first-example.md"),
        ("page", "About us", "content/about-us.md"),
    ] {
        let made = site.run(&["new", kind, title]);
        assert_eq!(status(&made), 0, "{}", stderr(&made));
        assert_eq!(String::from_utf8_lossy(&made.stdout).trim(), path, "its path is data");
        assert!(site.has(path));
        site.write(path, &site.read(path).replace("description = \"\"", "description = \"Mine\""));
        let again = site.run(&["new", kind, title]);
        assert_eq!(status(&again), 2);
    }
    assert!(site.read("content/articles/first-light.md").contains("Mine"));
    let built = site.run(&["build"]);
    assert_eq!(status(&built), 0, "{}", stderr(&built));
    let unknown = site.run(&["new", "persn", "Ada"]);
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("did you mean `person`?"), "{}", stderr(&unknown));
}

#[test]
fn an_error_keeps_the_last_good_output() {
    let site = Site::new();
    site.write("content/articles/one.md", ARTICLE);
    assert_eq!(status(&site.run(&["build"])), 0);
    let good = site.read("public/articles/one/index.html");
    site.write("content/articles/one.md", &ARTICLE.replace("Text.", "[Nobody](@nobody) changed."));
    site.write("content/articles/two.md", ARTICLE);
    let broken = site.run(&["build"]);
    assert_eq!(status(&broken), 1);
    assert!(stderr(&broken).contains("content/articles/one.md:6:1"), "{}", stderr(&broken));
    assert!(stderr(&broken).contains("nothing was written"), "{}", stderr(&broken));
    assert_eq!(site.read("public/articles/one/index.html"), good);
    assert!(!site.has("public/articles/two/index.html"));
}

#[test]
fn a_failing_template_prevents_all_output() {
    let site = Site::new();
    site.write("content/articles/one.md", ARTICLE);
    assert_eq!(status(&site.run(&["build"])), 0);
    let good = site.read("public/articles/one/index.html");
    site.write("content/articles/one.md", &ARTICLE.replace("Text.", "Changed."));
    // pages are rendered in path order: this is the last one
    site.write("content/zz.md", "+++\ntitle = \"Z\"\n+++\n");
    site.write("templates/page.html", "{{ title }}{{ nothing }}");
    let broken = site.run(&["build"]);
    assert_eq!(status(&broken), 1);
    assert!(stderr(&broken).contains("error[template-runtime]"), "{}", stderr(&broken));
    assert_eq!(site.read("public/articles/one/index.html"), good);
    assert!(!site.has("public/zz/index.html"));
}

#[test]
fn warnings_can_be_denied_and_errors_lowered() {
    let site = Site::new();
    let text = ARTICLE
        .replace("+++\n\nText.", "\n[[annotations]]\nquote = \"gone\"\nnote = \"n\"\n+++\n\nText.");
    site.write("content/articles/one.md", &text);
    assert_eq!(status(&site.run(&["build"])), 1);
    let config = site.read("glossator.toml");
    site.write(
        "glossator.toml",
        &format!("{config}\n[diagnostics]\nquote-not-found = \"warning\"\n"),
    );
    let lowered = site.run(&["build"]);
    assert_eq!(status(&lowered), 0, "{}", stderr(&lowered));
    assert!(stderr(&lowered).contains("warning[quote-not-found]"));
    let denied = site.run(&["build", "--deny", "warnings"]);
    assert_eq!(status(&denied), 1);
    assert!(stderr(&denied).contains("error[quote-not-found]"));
}

#[test]
fn json_messages_are_one_per_line() {
    let site = Site::new();
    site.write("content/articles/one.md", &ARTICLE.replace("Text.", "[A](@nobody) [B](@nowhere)"));
    let short = stderr(&site.run(&["build", "--format", "short", "--quiet"]));
    let lines: Vec<&str> = short.lines().collect();
    assert_eq!(lines.len(), 2, "{short}");
    assert!(lines[0].starts_with("content/articles/one.md:6:1: error[entity-unknown]: "));
    assert!(
        lines[1].starts_with("content/articles/one.md:6:14: error[entity-unknown]: "),
        "{short}"
    );
    let json = stderr(&site.run(&["build", "--format", "json"]));
    for line in json.lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&message["code"], &message["line"]), (&"entity-unknown".into(), &6.into()));
    }
}

#[test]
fn messages_have_formats_for_other_programs() {
    let site = Site::new();
    site.write("content/articles/é 1.md", &ARTICLE.replace("Text.", "𝓐 [A](@nobody)"));
    let github = stderr(&site.run(&["build", "--format", "github", "--quiet"]));
    let start = "::error file=content/articles/é 1.md,line=6,col=3,title=entity-unknown::no entity";
    assert!(github.starts_with(start), "{github}");

    let sarif = stderr(&site.run(&["build", "--format", "sarif"]));
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "entity-unknown");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/articles/%C3%A9%201.md");
    let region =
        serde_json::json!({ "startLine": 6, "startColumn": 3, "endLine": 6, "endColumn": 15 });
    assert_eq!(place["region"], region);

    site.write("content/articles/é 1.md", ARTICLE);
    let none = stderr(&site.run(&["build", "--format", "sarif"]));
    let none: serde_json::Value = serde_json::from_str(&none).unwrap();
    assert_eq!(none["runs"][0]["results"], serde_json::json!([]), "a document even of nothing");
}

#[test]
fn usage_errors_exit_with_two() {
    let site = Site::new();
    for args in [
        &["biuld"][..],
        &["build", "--nonsense"],
        &["build", "--root", "nowhere"],
        &["build", "-o", "content"],
        &["build", "-o", "."],
        &["new", "article", " "],
    ] {
        let ended = site.run(args);
        assert_eq!(status(&ended), 2, "{args:?}: {}", stderr(&ended));
        assert!(!stderr(&ended).contains("panicked"));
    }
    let outside = program(site.0.path()).arg("build").output().unwrap();
    assert_eq!(status(&outside), 2);
    assert!(stderr(&outside).contains("glossator init DIR"), "{}", stderr(&outside));
}

#[test]
fn a_foreign_output_folder_is_refused() {
    let site = Site::new();
    site.write("public/photo.jpg", "photo");
    let refused = site.run(&["build"]);
    assert_eq!(status(&refused), 2);
    assert!(stderr(&refused).contains("--force"), "{}", stderr(&refused));
    assert!(!site.has("public/index.html"));
    assert_eq!(status(&site.run(&["build", "--force"])), 0);
    assert_eq!(site.read("public/photo.jpg"), "photo");
}

#[test]
fn drafts_and_future_articles_need_an_option() {
    let site = Site::new();
    site.write("content/articles/draft.md", &ARTICLE.replace("date", "draft = true\ndate"));
    site.write("content/articles/later.md", &ARTICLE.replace("2025-10-01", "2999-10-01"));
    assert_eq!(status(&site.run(&["build"])), 0);
    assert!(!site.has("public/articles/draft") && !site.has("public/articles/later"));
    assert_eq!(status(&site.run(&["build", "--drafts", "--future"])), 0);
    assert!(site.has("public/articles/draft") && site.has("public/articles/later"));
    assert_eq!(status(&site.run(&["build"])), 0);
    assert!(!site.has("public/articles/draft") && !site.has("public/articles/later"));
}

#[test]
fn packed_files_are_next_to_their_originals() {
    let site = Site::new();
    let compress = |args: &[&str]| {
        let ended = site.run(args);
        assert_eq!(status(&ended), 0, "{}", stderr(&ended));
        stderr(&ended)
    };
    // a packed file in the sources of the site is copied
    site.write("static/data.json", &"[1, 2, 3]\n".repeat(500));
    site.write("static/data.json.gz", "own");
    compress(&["build", "--compress"]);
    assert!(site.read("public/data.json.gz") == "own" && site.has("public/data.json.br"));
    let (page, packed) = ("public/index.html", "public/index.html.br");
    assert!(site.has(page) && site.has("public/index.html.gz") && site.has(packed));
    assert!(!site.has("public/.nojekyll.gz"), "what is small stays as it is");
    let manifest = site.read("public/.glossator-manifest.json");
    assert!(manifest.contains("\"index.html.br\""), "{manifest}");
    let before = fs::read(site.root().join(packed)).unwrap();
    assert!(before.len() < fs::read(site.root().join(page)).unwrap().len());

    let again = compress(&["build", "--compress"]);
    assert!(again.contains(" 0 pages written") && again.contains(" 0 removed"), "{again}");
    // a packed file that was changed is replaced
    fs::write(site.root().join(packed), "x").unwrap();
    compress(&["build", "--compress"]);
    assert_eq!(fs::read(site.root().join(packed)).unwrap(), before);

    compress(&["build"]);
    assert!(site.has(page) && !site.has(packed), "those of a former build go");
}
