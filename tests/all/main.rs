//! All integration tests in one program, which is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests look at files, and may panic"
)]

mod annotate;
mod annotate_laws;
mod annotations;
mod attribution;
mod cli;
mod editing;
mod editions;
mod fix;
mod former;
mod golden;
mod hostile;
mod jsonld;
mod laws;
mod layers;
mod memory;
mod package;
mod pictures;
mod published;
mod publishing;
mod related;
mod rename;
mod repair;
mod roundtrip;
mod sarif;
mod serve;
mod suggest;
mod support;
mod templates;
mod theme;
mod torture;
mod visit;
mod words;
mod writing;
