//! The commands, one per file; each runs the pipeline with its own input and output.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::edge::Failure;

mod build;
mod fix;
mod init;
mod new;
mod rename;
mod serve;
mod sources;
mod suggest;
mod templates;

pub(crate) use build::{build, check};
pub(crate) use fix::fix;
pub(crate) use init::init;
pub(crate) use new::new;
pub(crate) use rename::rename;
pub(crate) use serve::serve;
pub(crate) use suggest::suggest;
pub(crate) use templates::{completions, templates};

/// Creates a file and its parent folders; never overwrites a file.
fn create(target: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::Exists(target.to_path_buf()),
        _ => Failure::writing(target)(error),
    };
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(Failure::writing(parent))?;
    }
    fs::File::create_new(target)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(failed)
}
