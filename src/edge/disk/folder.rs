//! The sink of a real folder: compares, stages what changed, and moves it into place when all is good.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path as OsPath, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::{Path, Sink, SinkError};
use crate::edge::Failure;
use crate::edge::disk::lock::{Lock, beside};
use crate::edge::disk::manifest::{Manifest, NAME};

/// How many files a build wrote, kept and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New or changed.
    pub written: usize,
    /// As they were.
    pub kept: usize,
    /// Of a former build, and no more of this one.
    pub removed: usize,
}

/// An output folder, locked. Dropped without a commit it leaves the output as it was.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    output: PathBuf,
    stage: PathBuf,
    is_new: bool,
    former: Manifest,
    taken: Mutex<BTreeMap<String, String>>,
    folders: Mutex<BTreeSet<PathBuf>>,
    written: AtomicUsize,
    kept: AtomicUsize,
    _lock: Lock,
}

impl Folder {
    /// Opens an output folder. One with files and without a manifest is refused, unless `force`.
    pub fn open(root: &OsPath, output: &OsPath, force: bool) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::write(output, &error);
        let parent = output.parent().unwrap_or(OsPath::new("/"));
        fs::create_dir_all(parent).map_err(failed)?;
        refuse_sources(root, output)?;
        let lock = Lock::take(output)?;
        let is_new = !output.exists();
        let former = Manifest::read(output);
        if !is_new && former.is_none() && !force {
            let mut entries = fs::read_dir(output).map_err(failed)?;
            if entries.next().is_some() {
                return Err(Failure::NotOurs(output.to_path_buf()));
            }
        }
        let stage = beside(output, "stage");
        if stage.exists() {
            // left by a build that was killed; the lock says that nobody uses it
            fs::remove_dir_all(&stage).map_err(failed)?;
        }
        fs::create_dir_all(&stage).map_err(failed)?;
        Ok(Self {
            root: root.to_path_buf(),
            output: output.to_path_buf(),
            stage,
            is_new,
            former: former.unwrap_or_default(),
            taken: Mutex::default(),
            folders: Mutex::default(),
            written: AtomicUsize::new(0),
            kept: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Moves what was staged into place, removes what is stale, writes the manifest last.
    pub fn commit(self) -> Result<Counts, Failure> {
        let files = std::mem::take(&mut *self.taken.lock().expect("no writer panicked"));
        let mut removed = 0;
        if self.is_new {
            let manifest = Manifest { version: 1, files };
            manifest.write(&self.stage).map_err(|error| Failure::write(&self.stage, &error))?;
            fs::rename(&self.stage, &self.output)
                .map_err(|error| Failure::write(&self.output, &error))?;
        } else {
            let stale: Vec<&String> =
                self.former.files.keys().filter(|path| !files.contains_key(*path)).collect();
            for path in stale {
                removed += usize::from(self.remove(path)?);
            }
            for path in files.keys() {
                self.place(path)?;
            }
            let manifest = Manifest { version: 1, files };
            manifest.write(&self.output).map_err(|error| Failure::write(&self.output, &error))?;
        }
        let (written, kept) =
            (self.written.load(Ordering::Relaxed), self.kept.load(Ordering::Relaxed));
        Ok(Counts { written, kept, removed })
    }

    /// Moves one staged file; one that was kept has none.
    fn place(&self, path: &str) -> Result<(), Failure> {
        let staged = self.stage.join(path);
        let target = self.output.join(path);
        if !staged.exists() {
            return Ok(());
        }
        let failed = |error: std::io::Error| Failure::write(&target, &error);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        fs::rename(&staged, &target).map_err(failed)
    }

    /// Removes a file of a former build, and the folders that this leaves empty.
    fn remove(&self, path: &str) -> Result<bool, Failure> {
        if Path::new(path).is_none() || path == NAME || self.leads_out(path) {
            return Ok(false);
        }
        let target = self.output.join(path);
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Failure::write(&target, &error)),
        }
        let mut folder = target.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.output) {
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(true)
    }

    /// Whether a symbolic link stands on the way to a file in the output.
    fn leads_out(&self, path: &str) -> bool {
        let mut place = self.output.clone();
        path.split('/').any(|segment| {
            place.push(segment);
            fs::symlink_metadata(&place).is_ok_and(|found| found.file_type().is_symlink())
        })
    }

    fn stage(&self, path: &Path) -> Result<PathBuf, SinkError> {
        if self.leads_out(path.as_str()) {
            let reason = "a symbolic link in the output folder leads away from it".into();
            return Err(SinkError {
                path: self.output.join(path.as_str()).display().to_string(),
                reason,
            });
        }
        let staged = self.stage.join(path.as_str());
        if let Some(parent) = staged.parent() {
            let is_new = !self.folders.lock().expect("no writer panicked").contains(parent);
            if is_new {
                fs::create_dir_all(parent).map_err(|error| refused(&staged, &error))?;
                self.folders.lock().expect("no writer panicked").insert(parent.to_path_buf());
            }
        }
        Ok(staged)
    }

    fn take(&self, path: &Path, hash: &blake3::Hash, is_same: bool) {
        let counter = if is_same { &self.kept } else { &self.written };
        counter.fetch_add(1, Ordering::Relaxed);
        let mut taken = self.taken.lock().expect("no writer panicked");
        taken.insert(path.as_str().to_string(), hash.to_hex().to_string());
    }
}

impl Sink for Folder {
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        let target = self.output.join(path.as_str());
        let is_same =
            !self.is_new && is_file_with(&target, bytes) && !self.leads_out(path.as_str());
        if !is_same {
            let staged = self.stage(path)?;
            fs::write(&staged, bytes).map_err(|error| refused(&staged, &error))?;
        }
        self.take(path, &blake3::hash(bytes), is_same);
        Ok(())
    }

    fn copy(&self, path: &Path, from: &Path) -> Result<(), SinkError> {
        let source = self.root.join(from.as_str());
        let bytes = fs::read(&source).map_err(|error| refused(&source, &error))?;
        self.put(path, &bytes)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.stage);
    }
}

fn is_file_with(path: &OsPath, bytes: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
}

fn refused(path: &OsPath, error: &std::io::Error) -> SinkError {
    SinkError { path: path.display().to_string(), reason: error.to_string() }
}

/// The output may be neither the site, nor above it, nor a folder of its sources.
fn refuse_sources(root: &OsPath, output: &OsPath) -> Result<(), Failure> {
    let real = |path: &OsPath| match fs::canonicalize(path) {
        Ok(real) => real,
        Err(_) => match (path.parent().map(fs::canonicalize), path.file_name()) {
            (Some(Ok(parent)), Some(name)) => parent.join(name),
            _ => path.to_path_buf(),
        },
    };
    let (home, target) = (real(root), real(output));
    let is_source = ["content", "templates", "static", "strings"]
        .iter()
        .any(|folder| target.starts_with(home.join(folder)));
    match home.starts_with(&target) || is_source {
        true => Err(Failure::OutputInSite(output.to_path_buf())),
        false => Ok(()),
    }
}
