//! Sinks that write no file: a map, and nothing.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::base::{Path, Sink, SinkError};

/// A sink that keeps nothing: for `check`.
#[derive(Debug)]
pub struct Nothing;

impl Sink for Nothing {
    fn put(&self, _: &Path, _: &[u8]) -> Result<(), SinkError> {
        Ok(())
    }

    fn copy(&self, _: &Path, _: &Path) -> Result<(), SinkError> {
        Ok(())
    }
}

/// What a sink in memory holds at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A finished file.
    Bytes(Vec<u8>),
    /// A file of the source tree, by its path there.
    Copy(Path),
}

/// A sink that keeps all in memory: for tests, and for programs that bring the files elsewhere.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<Path, Kept>>);

impl Memory {
    /// What it was given, by path.
    pub fn into_files(self) -> BTreeMap<Path, Kept> {
        self.0.into_inner().expect("no writer panicked")
    }

    fn keep(&self, path: &Path, kept: Kept) {
        self.0.lock().expect("no writer panicked").insert(path.clone(), kept);
    }
}

impl Sink for Memory {
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        self.keep(path, Kept::Bytes(bytes.to_vec()));
        Ok(())
    }

    fn copy(&self, path: &Path, from: &Path) -> Result<(), SinkError> {
        self.keep(path, Kept::Copy(from.clone()));
        Ok(())
    }
}
