//! What the names of the site would add to an article, and names in it that no entity has.

mod accept;
mod evidence;
mod listed;
mod runs;
mod unknown;
mod words;

pub use accept::accept;
pub use evidence::Doubt;
pub use listed::{Proposed, Suggestion, Unclear, suggest};
pub use runs::{Reading, Vocabularies, read};
pub use unknown::{Capitals, Unknown, capitals, unknown};
