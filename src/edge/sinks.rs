//! Sinks that do not write files: one in memory, one that checks pages, one that discards.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::base::{Path, Sink, SinkError};
use crate::check::Seen;
use crate::pipeline::{self, Model};

/// A sink that discards everything: for a build that is known to have errors.
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

/// A sink that checks pages and keeps the results, for `check`.
#[derive(Debug)]
pub struct Watching<'a> {
    model: &'a Model,
    seen: Mutex<Vec<Seen>>,
}

impl<'a> Watching<'a> {
    /// A sink for the pages of a site.
    pub fn new(model: &'a Model) -> Self {
        Self { model, seen: Mutex::default() }
    }

    /// The results, in no particular order.
    pub fn into_seen(self) -> Vec<Seen> {
        self.seen.into_inner().expect("no writer panicked")
    }
}

impl Sink for Watching<'_> {
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        if let Some(seen) = pipeline::seen(self.model, path, bytes) {
            self.seen.lock().expect("no writer panicked").push(seen);
        }
        Ok(())
    }

    fn copy(&self, _: &Path, _: &Path) -> Result<(), SinkError> {
        Ok(())
    }
}

/// An entry of a sink in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A finished file.
    Bytes(Vec<u8>),
    /// A copied file of the source tree, by its path there.
    Copy(Path),
}

/// A sink that keeps everything in memory: for tests, and for programs that store the files elsewhere.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<Path, Kept>>);

impl Memory {
    /// The entries by path.
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
