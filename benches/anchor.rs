//! Measures anchoring: `cargo bench --bench anchor`.
//!
//! 2,000 annotations on an article of 130,000 characters, then both doubled twice, and 20,000 names in a text of
//! 130,000 characters. Only anchoring is timed, not parsing.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench is an edge"
)]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use glossator::anchor;
use glossator::base::{Day, File, Path, Tree};
use glossator::pipeline;
use glossator::source::Settings;

const RUNS: usize = 15;

fn main() {
    for (annotations, characters) in [(2_000, 130_000), (4_000, 260_000), (8_000, 520_000)] {
        time(&format!("{annotations} annotations"), &article(annotations, characters, ""), "");
    }
    let names: String = (0..20_000)
        .map(|at| {
            format!(
                "{{\"id\": \"e{at}\", \"type\": \"person\", \"name\": \"{}\"}}\n",
                word(at + 500)
            )
        })
        .collect();
    time("20,000 names of the site", &article(0, 130_000, "scope = \"site\"\n"), &names);
}

fn time(what: &str, article: &str, names: &str) {
    let files = [
        ("glossator.toml", ""),
        ("content/articles/a.md", article),
        ("content/entities/all.jsonl", names),
    ];
    let tree: Tree = files
        .iter()
        .map(|(path, text)| (Path::new(path).unwrap(), File::Bytes(Arc::from(text.as_bytes()))))
        .collect();
    let settings = Settings {
        config: Path::new("glossator.toml").unwrap(),
        base_url: None,
        drafts: false,
        future: true,
        no_search: false,
        today: Day { year: 2026, month: 1, day: 1 },
    };
    let model = pipeline::model(&tree, &settings).value;
    let texts = anchor::texts(&model.site.documents);
    let text = &texts[0];
    let mut times = Vec::new();
    let mut found = (0, 0);
    for _ in 0..RUNS {
        let started = Instant::now();
        let anchored = anchor::anchor(text, &[], &model.site.names, &model.site.config);
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
        found = (
            anchored.value.notes.len() + anchored.value.mentions.len(),
            anchored.diagnostics.len(),
        );
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{what}, {} characters: {:.1} ms (median of {RUNS}), {} anchored, {} not",
        text.document.body.stream.chars().count(),
        times[RUNS / 2],
        found.0,
        found.1
    );
}

/// An article of common and rare words; each annotation quotes one to five of them with context.
fn article(annotations: usize, characters: usize, keys: &str) -> String {
    let mut dice = Dice(3);
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut length = 0;
    while length < characters {
        let words: Vec<String> = (0..100)
            .map(|_| match dice.below(5) {
                0 | 1 => word(dice.below(200)),
                _ => word(dice.below(3_000)),
            })
            .collect();
        length += words.iter().map(|word| word.len() + 1).sum::<usize>();
        blocks.push(words);
    }
    let mut out = format!("+++\ntitle = \"T\"\n{keys}");
    for _ in 0..annotations {
        let block = &blocks[dice.below(blocks.len())];
        let (at, count) = (dice.below(88) + 6, dice.below(5) + 1);
        let words = |range: std::ops::Range<usize>| block[range].join(" ");
        let (before, quote) = (words(at - 6..at), words(at..at + count));
        let after = words(at + count..(at + count + 6).min(100));
        writeln!(out, "[[annotations]]\nquote = \"{quote}\"\nprefix = \"{before} \"\nsuffix = \" {after}\"\nnote = \"n\"")
            .unwrap();
    }
    let blocks: Vec<String> = blocks.iter().map(|words| words.join(" ")).collect();
    out + "+++\n\n" + &blocks.join("\n\n") + "\n"
}

fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 12] =
        ["ka", "ro", "mi", "tel", "san", "vor", "di", "lu", "pen", "gar", "ne", "so"];
    let mut word = String::from(SYLLABLES[number % 12]);
    while number > 0 {
        number /= 12;
        word.push_str(SYLLABLES[number % 12]);
    }
    word
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
