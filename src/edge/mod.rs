//! The only code that touches the world: disk, terminal, network, clock, environment.

pub mod cli;
mod commands;
pub mod disk;
mod failure;
mod server;
mod site;
mod terminal;

pub use failure::Failure;
