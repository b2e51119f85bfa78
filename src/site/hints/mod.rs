//! What `check` says besides: nothing is wrong with it, and an editor may want to know.

mod articles;
mod entities;
mod scripts;
mod strings;

use crate::base::Diagnostic;
use crate::site::Site;

/// Notes on the site as a whole.
pub fn hints(site: &Site) -> Vec<Diagnostic> {
    let mut told = entities::unmentioned(site);
    told.extend(entities::twins(site));
    told.extend(entities::aliases(site));
    told.extend(articles::on_drafts(site));
    told.extend(articles::unquoted(site));
    told.extend(articles::outdated(site));
    told.extend(scripts::foreign(site));
    told.extend(strings::missing(site));
    told
}
