//! The examples of docs/publishing.md: they can be read, and what they call is there.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests look at the disk")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The examples of a language, in order.
fn examples(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/publishing.md");
    let page = fs::read_to_string(page).unwrap();
    let fence = format!("\n```{language}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap().to_string()).collect()
}

/// The commands in an example that call this program, as words.
fn calls(example: &str) -> Vec<Vec<String>> {
    let plain = example.replace("\\\"", "\"");
    let commands = plain.split(['\n', '&']).filter_map(|line| {
        let at = line.find("glossator build")?;
        Some(line[at..].trim_end_matches('"').to_string())
    });
    commands.map(|line| line.split_whitespace().skip(1).map(str::to_string).collect()).collect()
}

fn glossator(args: &[String]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_glossator")).args(args).output().unwrap()
}

#[test]
fn what_they_call_is_there() {
    let mut n = 0;
    for language in ["yaml", "toml", "sh"] {
        for mut call in examples(language).iter().flat_map(|it| calls(it)) {
            // expressions of hosts are several words
            call.retain(|word| !word.contains("steps.") && !["\"${{", "}}/\""].contains(&&**word));
            if let Some(at) = call.iter().position(|word| word == "--base-url")
                && call.get(at + 1).is_none_or(|next| next.starts_with("--"))
            {
                call.insert(at + 1, "https://example.org/".into());
            }
            call.push("--help".into());
            let ended = glossator(&call);
            assert!(ended.status.success(), "{call:?}: {}", String::from_utf8_lossy(&ended.stderr));
            n += 1;
        }
    }
    assert!(n >= 6, "{n} calls were found");
}

#[test]
fn they_can_be_read() {
    for example in examples("toml") {
        toml::from_str::<toml::Table>(&example).unwrap();
    }
    let yaml = examples("yaml");
    assert_eq!(yaml.len(), 2);
    for example in yaml {
        for event in granit_parser::Parser::new_from_str(&example) {
            event.unwrap();
        }
    }
    for (shell, language) in [("sh", "sh"), ("bash", "bash")] {
        for example in examples(language) {
            let read = Command::new(shell).args(["-n", "-c", &example]).status().unwrap();
            assert!(read.success(), "{example}");
        }
    }
}

#[test]
fn two_manifests_tell_what_changed() {
    let dir = tempfile::tempdir().unwrap();
    let at = |path: &str| dir.path().join(path);
    let write = |path: &str, text: &str| {
        fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        fs::write(at(path), text).unwrap();
    };
    write("glossator.toml", "title = \"T\"\n");
    write("content/a.md", "+++\ntitle = \"A\"\n+++\nOne.\n");
    write("content/b.md", "+++\ntitle = \"B\"\n+++\nTwo.\n");
    write("static/an ü.txt", "x");
    let build = || {
        let root = dir.path().to_str().unwrap().to_string();
        assert!(glossator(&["build".into(), "-q".into(), "--root".into(), root]).status.success());
        fs::read_to_string(at("public/.glossator-manifest.json")).unwrap()
    };
    write("former.json", &build());
    fs::remove_file(at("content/b.md")).unwrap();
    write("content/a.md", "+++\ntitle = \"A\"\n+++\nThree.\n");
    write("content/c.md", "+++\ntitle = \"C\"\n+++\nFour.\n");
    write("static/an ü.txt", "y");
    write("new.json", &build());
    write("changes.sh", &examples("bash")[0]);
    let told = Command::new("bash")
        .current_dir(dir.path())
        .args(["changes.sh", "former.json", "new.json"])
        .output()
        .unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    for line in
        ["upload a/index.html", "upload c/index.html", "upload an ü.txt", "remove b/index.html"]
    {
        assert!(told.lines().any(|it| it == line), "{line}\n{told}");
    }
    assert!(!told.contains("404.html"), "what did not change is not told\n{told}");
}
