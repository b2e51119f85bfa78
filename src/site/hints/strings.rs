//! Notes on languages that the interface does not speak.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Path};
use crate::site::Site;

/// Languages of the site with messages that are English on their pages.
pub(crate) fn missing(site: &Site) -> Vec<Diagnostic> {
    let config = &site.config;
    let tags: BTreeSet<&String> = config.languages.keys().chain([&config.language]).collect();
    let told = tags.into_iter().filter_map(|tag| {
        let (first, count) = site.words.of(tag).lacking(tag);
        (count > 0).then(|| strings_missing(&config.path, tag, &first, count))
    });
    told.collect()
}

fn strings_missing(path: &Path, tag: &str, first: &[&str], count: usize) -> Diagnostic {
    let first = first.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let more = if count > 3 { format!(" and {} more", count - 3) } else { String::new() };
    let message =
        format!("on pages in `{tag}` some words of the interface are English: {first}{more}");
    let told = Diagnostic::about_file("strings-missing", path, message);
    Diagnostic { severity: crate::base::Severity::Note, ..told }
        .help(format!("write them into `strings/{tag}.ftl`, as `docs/templates.md` says"))
}
