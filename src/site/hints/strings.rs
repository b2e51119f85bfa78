//! Hints on languages without a full translation of the interface.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Path, codes};
use crate::site::Site;

/// Languages of the site that fall back to English messages.
pub(crate) fn missing(site: &Site) -> Vec<Diagnostic> {
    let config = &site.config;
    let tags: BTreeSet<&String> = config.languages.keys().chain([&config.language]).collect();
    let diagnostics = tags.into_iter().filter_map(|tag| {
        let (first, count) = site.words.of(tag).lacking(tag);
        (count > 0).then(|| strings_missing(&config.path, tag, &first, count))
    });
    diagnostics.collect()
}

fn strings_missing(path: &Path, tag: &str, first: &[&str], count: usize) -> Diagnostic {
    let first = first.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let more = if count > 3 { format!(" and {} more", count - 3) } else { String::new() };
    let message =
        format!("on pages in `{tag}` some words of the interface are English: {first}{more}");
    Diagnostic::about(codes::STRINGS_MISSING, path, message)
        .help(format!("write them into `strings/{tag}.ftl`, as `docs/templates.md` says"))
}
