//! Messages of the interface: every one that is used exists, and the other way round.

use std::fs;
use std::path::Path;

/// Keys of messages that sources compose.
const MADE: &[&str] = &[
    "type-",
    "relation-",
    "note-",
    "alert-",
    "notice-",
    "month-",
    "tags",
    "authors",
    "storylines",
];

#[test]
fn every_message_is_used_and_every_used_message_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let english = fs::read_to_string(root.join("strings/en.ftl")).unwrap();
    let is_name = |c: char| c.is_ascii_lowercase();
    let lines = english.lines().filter(|line| line.starts_with(is_name));
    let keys: Vec<&str> = lines.map(|line| line.split_once(" =").unwrap().0).collect();
    assert!(keys.len() > 200, "{}", keys.len());
    let mut sources = String::new();
    for folder in
        ["src/documents/feeds", "src/pages", "src/pages/view", "src/pages/weave", "templates"]
    {
        let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        // style sheets, in their own folder, contain no messages
        for file in entries.filter(|path| path.is_file()) {
            sources.push_str(&fs::read_to_string(file).unwrap());
        }
    }
    sources.push_str(&fs::read_to_string(root.join("src/words/mod.rs")).unwrap());
    for key in keys.iter().filter(|key| MADE.iter().all(|made| !key.starts_with(made))) {
        let in_another = english.contains(&format!("{{ {key} }}"));
        assert!(in_another || sources.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
    for said in ["t(key=\"", ".get(\"", ".say(\"", ".count(\""] {
        for part in sources.split(said).skip(1) {
            let key = part.split('"').next().unwrap();
            assert!(keys.contains(&key), "somebody says {key}, which no file has");
        }
    }
}
