//! The manifest of an output folder: sorted paths and hashes, without times.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// File name of the manifest in the output folder.
pub(crate) const NAME: &str = ".glossator-manifest.json";

/// Version of the format; no other is read.
const VERSION: u32 = 1;

/// The files of a build.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    version: u32,
    /// BLAKE3 of each file's bytes, in hexadecimal, by path.
    pub(crate) files: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of these hashes by path.
    pub(crate) fn new(files: BTreeMap<String, String>) -> Self {
        Self { version: VERSION, files }
    }

    /// The manifest of an output folder; `None` if missing or unreadable.
    pub(crate) fn read(output: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(output.join(NAME)).ok()?).ok()?;
        (manifest.version == VERSION).then_some(manifest)
    }

    /// Writes the manifest atomically; an unchanged file keeps its modification time.
    pub(crate) fn write(&self, output: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        let path = output.join(NAME);
        if fs::read(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        let new = output.join(format!("{NAME}.new"));
        fs::write(&new, text)?;
        fs::rename(new, path)
    }
}

/// Whether one of the files is in that folder.
pub(crate) fn has_below(files: &BTreeMap<String, String>, path: &str) -> bool {
    let folder = format!("{path}/");
    let next = files.range(folder.clone()..).next();
    next.is_some_and(|(first, _)| first.starts_with(&folder))
}
