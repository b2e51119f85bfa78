//! What a build wrote: sorted paths and hashes, no times.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// Name of the manifest in the output folder.
pub(crate) const NAME: &str = ".glossator-manifest.json";

/// The version that this program writes, and the only one it reads.
const VERSION: u32 = 1;

/// The files of a build.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    version: u32,
    /// BLAKE3 of each file's bytes, in hexadecimal, by path.
    pub(crate) files: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of these files: hashes by path.
    pub(crate) fn new(files: BTreeMap<String, String>) -> Self {
        Self { version: VERSION, files }
    }

    /// The manifest of an output folder; `None` if it has none that can be read.
    pub(crate) fn read(output: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(output.join(NAME)).ok()?).ok()?;
        (manifest.version == VERSION).then_some(manifest)
    }

    /// Writes the manifest, whole or not at all; one that did not change keeps its time.
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

/// Whether one of the files lies in the folder of that path.
pub(crate) fn has_below(files: &BTreeMap<String, String>, path: &str) -> bool {
    let folder = format!("{path}/");
    let next = files.range(folder.clone()..).next();
    next.is_some_and(|(first, _)| first.starts_with(&folder))
}
