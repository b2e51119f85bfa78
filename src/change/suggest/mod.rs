//! Suggests entities that an article could list, and capitalised names without an entity.

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
