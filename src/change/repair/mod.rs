//! Annotations whose words changed: where the words are now, and selectors that find them there.

mod propose;
mod splices;

pub use propose::{Decision, Evidence, Loss, Outcome, Proposal, bare, propose, quotes};
