//! Measures the search for many names in many articles with the real binary: `cargo bench --bench suggest -- 10000
//! 100000 /dev/shm/bench`.
//!
//! Arguments: articles (10,000), names (100,000), folder (a temporary one). Articles have 450 words, 10 of them names;
//! an existing corpus in the folder is reused.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench is an edge"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let mut number = |default| arguments.next().map_or(default, |count| count.parse().unwrap());
    let (articles, names): (usize, usize) = (number(10_000), number(100_000));
    let root = arguments
        .next()
        .map_or_else(|| std::env::temp_dir().join("glossator-bench"), PathBuf::from);
    let site = root.join(format!("suggest-{articles}-{names}"));
    if !site.exists() {
        generate(&site, articles, names);
    }
    for command in [["check", "-q"], ["suggest", "-q"]] {
        let started = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_glossator"))
            .args(command)
            .args(["-r", site.to_str().unwrap()])
            .output()
            .unwrap();
        let time = started.elapsed();
        let lines = String::from_utf8_lossy(&output.stdout).lines().count();
        println!("{}: {:.2} s, {lines} lines of data", command[0], time.as_secs_f64());
    }
}

fn generate(site: &Path, articles: usize, names: usize) {
    let mut dice = Dice(11);
    fs::create_dir_all(site.join("content/articles")).unwrap();
    fs::create_dir_all(site.join("content/entities")).unwrap();
    fs::write(site.join("glossator.toml"), "").unwrap();
    let mut bulk = String::new();
    // two names per entity
    for at in 0..names / 2 {
        let (first, last) = (capital(&syllables(at % 997)), capital(&syllables(at + 1_000)));
        let row = serde_json::json!({
            "id": format!("e{at}"), "type": "person", "name": format!("{first} {last}"), "aliases": [last],
        });
        writeln!(bulk, "{row}").unwrap();
    }
    fs::write(site.join("content/entities/all.jsonl"), bulk).unwrap();
    for article in 0..articles {
        let mut text = format!("+++\ntitle = \"Article {article}\"\n+++\n");
        for word in 0..450 {
            if word % 90 == 0 {
                text.push_str("\n\n");
            }
            match word % 45 {
                20 => {
                    let at = dice.below(names / 2);
                    write!(
                        text,
                        "{} {} ",
                        capital(&syllables(at % 997)),
                        capital(&syllables(at + 1_000))
                    )
                    .unwrap();
                }
                44 => text.push_str("and so. "),
                _ => write!(text, "{} ", syllables(dice.below(3_000))).unwrap(),
            }
        }
        fs::write(site.join(format!("content/articles/a{article}.md")), text).unwrap();
    }
}

fn syllables(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ro", "mi", "tel", "san", "vor", "di", "lu", "pen", "gar", "ne", "so", "bel", "tur",
        "ham", "fa",
    ];
    let mut word = String::from(SYLLABLES[number % 16]);
    while number > 0 {
        number /= 16;
        word.push_str(SYLLABLES[number % 16]);
    }
    word
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A small deterministic random number generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}
