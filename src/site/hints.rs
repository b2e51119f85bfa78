//! What `check` says besides: nothing is wrong with it, and an editor may want to know.

use crate::base::{Diagnostic, Span};
use crate::site::Site;

/// Notes on the site as a whole.
pub fn hints(site: &Site) -> Vec<Diagnostic> {
    let shown = site.names.iter().filter(|(_, entity)| !entity.is_hidden);
    let unmentioned = shown.filter(|(at, _)| {
        let index = &site.entities[at.0 as usize];
        index.backlinks.is_empty()
            && index.statements_by.is_empty()
            && index.statements_about.is_empty()
    });
    unmentioned
        .map(|(_, entity)| {
            let start = Span { start: entity.span.start, end: entity.span.start };
            let message = format!("no article mentions `{}`", entity.id);
            Diagnostic::note("entity-unmentioned", &entity.path, start, message)
                .help("its page is made all the same")
        })
        .collect()
}
