//! Sites in memory, for tests.
#![allow(clippy::unwrap_used, reason = "a test may")]

use std::sync::Arc;

use glossator::base::{Checked, Day, File, Path, Tree};
use glossator::pipeline::{self, Model};
use glossator::source::Settings;

/// The model of a site of these files, on a fixed day.
pub(crate) fn model(files: &[(&str, &str)]) -> Checked<Model> {
    let tree: Tree = files
        .iter()
        .map(|(path, text)| (Path::new(path).unwrap(), File::Bytes(Arc::from(text.as_bytes()))))
        .collect();
    let settings = Settings {
        config: Path::new("glossator.toml").unwrap(),
        base_url: None,
        drafts: false,
        future: true,
        today: Day { year: 2026, month: 1, day: 1 },
    };
    pipeline::model(&tree, &settings)
}
