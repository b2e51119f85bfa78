//! Sites in memory and their HTML, for tests.
#![allow(dead_code, reason = "no test needs all of it")]

pub(crate) mod acting;
pub(crate) mod disk;
pub(crate) mod golden;
pub(crate) mod markdown;
#[cfg(unix)]
pub(crate) mod serving;

use std::cell::RefCell;
use std::sync::Arc;

use glossator::base::{Checked, Day, File, Path, Tree};
use glossator::pipeline::{self, Model};
use glossator::source::Settings;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// A news story with many traps: names within longer names, one name for a city and a government, words of a person
/// reported by an agency.
pub(crate) const VISIT: &str = include_str!("visit.md");

/// Configuration of a property test: the same cases in each run. `GLOSSATOR_LAWS=20` runs twenty times as many random
/// ones.
pub(crate) fn law(cases: u32) -> ProptestConfig {
    let factor = std::env::var("GLOSSATOR_LAWS").ok().and_then(|it| it.parse::<u32>().ok());
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    config.cases = cases * factor.unwrap_or(1);
    if factor.is_none() {
        config.rng_seed = RngSeed::Fixed(15);
    }
    config
}

/// The model of a site of these files, on a fixed day.
pub(crate) fn model(files: &[(&str, &str)]) -> Checked<Model> {
    pipeline::model(&tree(files), &settings())
}

/// A tree of these files.
pub(crate) fn tree(files: &[(&str, &str)]) -> Tree {
    let bytes = |text: &str| File::Bytes(Arc::from(text.as_bytes()));
    files.iter().map(|(path, text)| (Path::new(path).unwrap(), bytes(text))).collect()
}

/// Settings of the caller, on a fixed day.
pub(crate) fn settings() -> Settings {
    Settings {
        config: Path::new("glossator.toml").unwrap(),
        base_url: None,
        drafts: false,
        future: true,
        no_search: false,
        today: Day { year: 2026, month: 1, day: 1 },
    }
}

/// Tokens of HTML as written, without error correction.
pub(crate) fn tokens(html: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Tokens::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

#[derive(Default)]
struct Tokens(RefCell<Vec<Token>>);

impl TokenSink for Tokens {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.0.borrow_mut().push(token);
        TokenSinkResult::Continue
    }
}
