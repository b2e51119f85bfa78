//! The only code with side effects: disk, terminal, network, clock, environment.

pub mod cli;
mod commands;
pub mod disk;
mod edits;
mod failure;
mod follow;
mod history;
mod options;
#[cfg(feature = "images")]
pub mod picture;
mod server;
pub mod sinks;
mod site;
mod terminal;
mod watch;

pub use failure::Failure;
