//! The examples of docs/publishing.md: they are valid, and the commands in them exist.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The examples in a language, in order.
fn examples(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/publishing.md");
    let page = fs::read_to_string(page).unwrap();
    let fence = format!("\n```{language}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap().to_string()).collect()
}

/// The calls of this program in an example, as words.
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
fn commands_in_examples_exist() {
    let mut n = 0;
    for language in ["yaml", "toml", "sh"] {
        for mut call in examples(language).iter().flat_map(|it| calls(it)) {
            // expressions of CI systems contain spaces
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
fn examples_are_valid() {
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

/// Files in a folder with their bytes, without the manifest.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let all = all.filter(|entry| entry.file_type().is_file());
    let all = all.filter(|entry| entry.file_name() != ".glossator-manifest.json");
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_path_buf();
    all.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

fn is_there(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    found.is_ok_and(|found| found.status.success())
}

#[test]
fn a_server_receives_the_build() {
    if !is_there("rsync") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let site = dir.path().join("site");
    let server = dir.path().join("server");
    let script = examples("sh").into_iter().find(|it| it.contains("rsync")).unwrap();
    let script = script.replace("www@example.org:/srv/www/", &format!("{}/", server.display()));
    let program = Path::new(env!("CARGO_BIN_EXE_glossator")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let send = || {
        let ended = Command::new("bash")
            .args(["-e", "-c", &script])
            .current_dir(&site)
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        let sent = files(&server);
        assert!(files(&site.join("public")) == sent);
        sent
    };
    assert!(glossator(&["init".into(), site.display().to_string()]).status.success());
    fs::write(site.join("content/goes.md"), "+++\ntitle = \"Goes\"\n+++\nText.\n").unwrap();
    let page = PathBuf::from("goes/index.html");
    assert!(send().contains_key(&page));
    // make the next build later: times are compared by the second
    let old = ["-c", "find site/public server -type f -exec touch -d 2020-01-01 {} +"];
    assert!(Command::new("sh").args(old).current_dir(dir.path()).status().unwrap().success());
    fs::remove_file(site.join("content/goes.md")).unwrap();
    fs::write(site.join("content/about.md"), "+++\ntitle = \"About\"\n+++\nOther words.\n")
        .unwrap();
    assert!(!send().contains_key(&page));
    assert!(!server.join(".glossator-manifest.json").exists());
}

#[test]
fn servers_accept_their_configuration() {
    let dir = tempfile::tempdir().unwrap();
    let [nginx, caddy] = ["nginx", "caddy"].map(|language| examples(language)[0].clone());
    if is_there("nginx") {
        let path = dir.path().join("nginx.conf");
        // use no privileged port, and no file outside the folder
        let server = nginx.replace("listen 80;", "listen 127.0.0.1:8099;");
        let folder = dir.path().display();
        let around = format!(
            "pid {folder}/pid;\nerror_log {folder}/log;\nevents {{}}\nhttp {{\naccess_log off;\n{server}\n}}\n"
        );
        fs::write(&path, around).unwrap();
        let read = Command::new("nginx").arg("-t").arg("-c").arg(&path).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    }
    if is_there("caddy") {
        let path = dir.path().join("Caddyfile");
        fs::write(&path, caddy).unwrap();
        let read = Command::new("caddy")
            .args(["adapt", "--adapter", "caddyfile", "--config"])
            .arg(&path)
            .env("HOME", dir.path())
            .output()
            .unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    }
}

#[test]
fn changes_follow_from_two_manifests() {
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
    let output = Command::new("bash")
        .current_dir(dir.path())
        .args(["changes.sh", "former.json", "new.json"])
        .output()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    for line in
        ["upload a/index.html", "upload c/index.html", "upload an ü.txt", "remove b/index.html"]
    {
        assert!(stdout.lines().any(|it| it == line), "{line}\n{stdout}");
    }
    assert!(!stdout.contains("404.html"), "unchanged files are not listed\n{stdout}");
}
