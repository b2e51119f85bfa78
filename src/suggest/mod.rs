//! What the names of the site would add to an article, and names in it that no entity has.

mod accept;
mod listed;
mod unknown;

pub use accept::accept;
pub use listed::{Proposed, Suggestion, Unclear, suggest};
pub use unknown::{Capitals, Unknown, Vocabulary, capitals, unknown, vocabulary};
