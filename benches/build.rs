//! Measures time and memory of building a generated site with the real binary: `cargo bench --bench build -- 10000
//! /dev/shm/bench`.
//!
//! Arguments: articles (10,000), folder (a temporary one). The corpus is deterministic: 450 words and 15 mentions per
//! article, 2,000 entities, tags, authors. An existing corpus in the folder is reused.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench is an edge"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

const ENTITIES: usize = 2_000;
const WORDS: usize = 450;
const MENTIONS: usize = 15;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let articles: usize = arguments.next().map_or(10_000, |count| count.parse().unwrap());
    let root = arguments
        .next()
        .map_or_else(|| std::env::temp_dir().join("glossator-bench"), PathBuf::from);
    let site = root.join(format!("site-{articles}"));
    if !site.exists() {
        generate(&site, articles);
    }
    let output = site.join("public");
    let _ = fs::remove_dir_all(&output);
    let _ = fs::remove_dir_all(site.join(".glossator"));
    println!(
        "{articles} articles, {ENTITIES} entities, {WORDS} words and {MENTIONS} mentions each"
    );
    for name in ["first build", "second build, nothing changed"] {
        let (time, memory) = run(&site);
        println!("{name}: {:.2} s, {} MB at most", time.as_secs_f64(), memory / 1024);
    }
    change_one(&site);
    let (time, memory) = run(&site);
    println!("one article changed: {:.2} s, {} MB at most", time.as_secs_f64(), memory / 1024);
}

/// Runs a build; returns its time and peak resident memory in KiB.
fn run(site: &Path) -> (Duration, u64) {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["-r", site.to_str().unwrap(), "build", "-q"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let exit = loop {
        if let Some(exit) = child.try_wait().unwrap() {
            break exit;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(now.unwrap_or(0));
        thread::sleep(Duration::from_millis(2));
    };
    assert!(exit.success(), "the build failed");
    (started.elapsed(), peak)
}

fn change_one(site: &Path) {
    let path = site.join("content/articles/0/article-0.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{text}\nOne more paragraph, written at {:?}.\n", Instant::now()))
        .unwrap();
}

/// A small deterministic random number generator.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

const SYLLABLES: [&str; 24] = [
    "ba", "re", "mo", "li", "ka", "to", "su", "ne", "vi", "da", "or", "en", "al", "is", "um",
    "ter", "gra", "pol", "han", "fe", "zu", "mar", "ol", "qui",
];

fn word(dice: &mut Dice) -> String {
    (0..1 + dice.roll(3)).map(|_| SYLLABLES[dice.roll(SYLLABLES.len())]).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn generate(site: &Path, articles: usize) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    fs::create_dir_all(site.join("content/entities")).unwrap();
    fs::write(
        site.join("glossator.toml"),
        "base_url = \"https://example.org/\"\ntitle = \"Bench\"\n",
    )
    .unwrap();
    let types = ["person", "organization", "place", "event", "work"];
    let mut list = String::new();
    let mut names = Vec::with_capacity(ENTITIES);
    for at in 0..ENTITIES {
        let name = format!("{}{at} {}", capital(&word(&mut dice)), capital(&word(&mut dice)));
        let id = format!("entity-{at}");
        writeln!(
            list,
            "[[entity]]\nid = \"{id}\"\nname = \"{name}\"\ntype = \"{}\"\ndescription = \"One of many\"\n",
            types[at % types.len()]
        )
        .unwrap();
        names.push((id, name));
    }
    fs::write(site.join("content/entities/all.toml"), list).unwrap();
    for at in 0..articles {
        let folder = site.join(format!("content/articles/{}", at / 500));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("article-{at}.md")), article(at, &names, &mut dice)).unwrap();
    }
}

fn article(at: usize, names: &[(String, String)], dice: &mut Dice) -> String {
    let mut chosen: Vec<usize> = (0..MENTIONS * 2 / 3).map(|_| dice.roll(names.len())).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let ids: Vec<String> = chosen.iter().map(|entity| format!("{:?}", names[*entity].0)).collect();
    let mut text = format!(
        "+++\ntitle = \"Article {at}: {} {}\"\ndate = {}-{:02}-{:02}\ndescription = \"{}\"\n\
         authors = [\"Author {}\"]\ntags = [\"tag {}\", \"tag {}\"]\nentities = [{}]\n",
        word(dice),
        word(dice),
        2015 + dice.roll(10),
        1 + dice.roll(12),
        1 + dice.roll(28),
        (0..12).map(|_| word(dice)).collect::<Vec<_>>().join(" "),
        dice.roll(40),
        dice.roll(100),
        dice.roll(100),
        ids.join(", "),
    );
    let quoted = &names[chosen[0]];
    write!(
        text,
        "\n[[annotations]]\nquote = \"the matter numbered {at}\"\nentity = \"{}\"\nnote = \"A note on *{}*.\"\n+++\n",
        quoted.0, at
    )
    .unwrap();
    for place in 0..WORDS {
        if place % 90 == 0 {
            text.push_str(if place % 180 == 90 { "\n\n## Section\n\n" } else { "\n\n" });
        }
        if place == 40 {
            write!(text, "the matter numbered {at} ").unwrap();
        }
        if place % (WORDS / MENTIONS) == 7 {
            let (id, name) = &names[chosen[dice.roll(chosen.len())]];
            match dice.roll(8) {
                0 => write!(text, "[{}](@{id}) ", word(dice)).unwrap(),
                _ => write!(text, "{name} ").unwrap(),
            }
        }
        let word = word(dice);
        match place % 15 {
            0 => text.extend(word[..1].to_uppercase().chars().chain(word[1..].chars())),
            _ => text.push_str(&word),
        }
        text.push_str(if place % 15 == 14 { ". " } else { " " });
    }
    text.push('\n');
    text
}
