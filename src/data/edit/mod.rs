//! Edits of TOML, YAML and JSON that preserve formatting: splices that leave all other bytes untouched.
//!
//! Knows no meaning of keys and does no IO.

mod change;
mod entry;
mod lines;
mod listing;
mod literal;
mod member;
mod row;
mod splice;
mod value;

pub use change::{Hunk, hunks};
pub use entry::{set, set_in, unset, unset_in};
pub use lines::{Region, line_end, line_start, newline};
pub use listing::add;
pub use literal::{Syntax, key, pair, string, syntax};
pub use member::{after, key_of};
pub use row::{Row, add_row, remove_row};
pub use splice::{Splice, apply, difference};
pub use value::Literal;
