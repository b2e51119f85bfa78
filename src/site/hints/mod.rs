//! Hints: worth knowing for an editor, never an error.

mod articles;
mod entities;
mod scripts;
mod strings;

use crate::base::Diagnostic;
use crate::site::Site;

/// Hints on the whole site, shown by `check`.
pub fn hints(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = entities::unmentioned(site);
    diagnostics.extend(entities::twins(site));
    diagnostics.extend(entities::aliases(site));
    diagnostics.extend(articles::on_drafts(site));
    diagnostics.extend(articles::unquoted(site));
    diagnostics.extend(articles::outdated(site));
    diagnostics.extend(scripts::foreign(site));
    diagnostics.extend(strings::missing(site));
    diagnostics
}
