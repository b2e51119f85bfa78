//! Repairs annotations whose text changed: finds the words again and writes new selectors.

mod propose;
mod splices;

pub use propose::{Decision, Evidence, Loss, Outcome, Proposal, bare, propose, quotes};
