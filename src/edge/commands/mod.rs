//! One file per command; each is the chain with other ends.

mod build;
mod init;
mod new;
mod serve;

pub(crate) use build::{build, check};
pub(crate) use init::init;
pub(crate) use new::new;
pub(crate) use serve::serve;
