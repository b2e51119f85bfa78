//! How to change a source and keep its formatting: bytes are spliced, and what is not meant to change stays as it is.
//!
//! Nothing here knows what a key means, and nothing touches the disk.

mod change;
mod listing;
mod literal;
mod member;
mod splice;

pub use change::{Hunk, hunks};
pub use listing::{Written, add};
pub use literal::{Syntax, key, string, syntax};
pub use member::{after, key_of};
pub use splice::{Splice, apply};
