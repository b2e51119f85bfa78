//! A sink that writes to a folder: compares files with those there, and stages what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path as OsPath, PathBuf};
use std::sync::Mutex;

use crate::base::{Path, Sink, SinkError};
use crate::edge::Failure;
use crate::edge::disk::lock::Lock;
use crate::edge::disk::manifest::Manifest;
use crate::edge::disk::output::Output;

/// A locked output folder. Dropped without a commit, it leaves the output unchanged.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    pub(crate) output: Output,
    pub(crate) stage: PathBuf,
    pub(crate) former: Manifest,
    is_forced: bool,
    pub(crate) ledger: Mutex<Ledger>,
    /// Output folders that were checked for links, and folders made in the stage.
    passable: Mutex<BTreeSet<String>>,
    made: Mutex<BTreeSet<PathBuf>>,
    _lock: Lock,
}

/// The files given to the sink.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Hashes of all files by path.
    pub(crate) files: BTreeMap<String, String>,
    /// New or changed files in the stage.
    pub(crate) staged: BTreeSet<String>,
}

impl Folder {
    /// Opens an output folder of the site at `root`.
    ///
    /// *Errors*: the site itself or its sources; a folder with files and without manifest, unless forced; another build
    /// is writing there.
    pub fn open(root: &OsPath, output: &OsPath, is_forced: bool) -> Result<Self, Failure> {
        let output = Output::find(root, output)?;
        let lock = Lock::take(&output)?;
        let former = Manifest::read(&output.folder);
        if former.is_none() && !is_forced && output.holds_files()? {
            return Err(Failure::NotOurs(output.folder));
        }
        let (near, far) = (output.outside("stage"), output.inside("stage"));
        let is_near = !lock.is_inside && output.is_one_with_its_parent();
        // an existing stage is from a killed build, since we have the lock
        for left in [&near, &far].into_iter().filter(|path| fs::symlink_metadata(path).is_ok()) {
            fs::remove_dir_all(left).map_err(Failure::writing(left))?;
        }
        let stage = if is_near { near } else { far };
        fs::create_dir(&stage).map_err(Failure::writing(&stage))?;
        Ok(Self {
            root: root.to_path_buf(),
            output,
            stage,
            former: former.unwrap_or_else(|| Manifest::new(BTreeMap::new())),
            is_forced,
            ledger: Mutex::default(),
            passable: Mutex::default(),
            made: Mutex::default(),
            _lock: lock,
        })
    }

    /// Whether the former build wrote a file with these bytes.
    pub(crate) fn was_written(&self, path: &Path, bytes: &[u8]) -> bool {
        let former = self.former.files.get(path.as_str());
        former.is_some_and(|former| **former == *blake3::hash(bytes).to_hex())
    }

    /// Keeps a file of the former build; `false` if that build did not write it, or it has changed since.
    pub(crate) fn keep(&self, path: &Path) -> Result<bool, SinkError> {
        let former = self.size(path)?.and(self.former.files.get(path.as_str()));
        let Some(former) = former else { return Ok(false) };
        let hash = pour(&self.output.folder.join(path.as_str()), &mut io::sink());
        let hash = hash.ok().filter(|hash| **former == *hash.to_hex());
        hash.iter().for_each(|hash| self.take(path, hash, false));
        Ok(hash.is_some())
    }

    /// The bytes of a file of the site.
    pub(crate) fn source(&self, from: &Path) -> Result<Vec<u8>, SinkError> {
        let source = self.root.join(from.as_str());
        fs::read(&source).map_err(|error| refused(&source, error))
    }

    /// Size in bytes of the file at a path; `None` if there is nothing, or something that this build will remove.
    /// Refuses paths that leave the output or would overwrite a foreign file.
    fn size(&self, path: &Path) -> Result<Option<u64>, SinkError> {
        if self.output.is_new {
            return Ok(None);
        }
        for (slash, _) in path.as_str().match_indices('/') {
            self.pass(&path.as_str()[..slash])?;
        }
        let target = self.output.folder.join(path.as_str());
        match fs::symlink_metadata(&target) {
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(refused(&target, error)),
            Ok(found) if found.is_file() => Ok(Some(found.len())),
            Ok(found) if found.is_dir() => match self.foreign_below(path.as_str())? {
                Some(foreign) => {
                    Err(refused(&target, format!("it is a folder that contains {foreign}")))
                }
                None => Ok(None),
            },
            Ok(_) => Err(refused(&target, LINK)),
        }
    }

    /// Refuses a folder that is a symbolic link or a foreign file.
    fn pass(&self, folder: &str) -> Result<(), SinkError> {
        if self.passable.lock().expect("no writer panicked").contains(folder) {
            return Ok(());
        }
        let place = self.output.folder.join(folder);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() => {}
            Ok(found) if found.is_file() && self.former.files.contains_key(folder) => {}
            Ok(found) if found.is_file() => {
                return Err(refused(&place, "a file that Glossator did not write has this name"));
            }
            Ok(_) => return Err(refused(&place, LINK)),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(refused(&place, error)),
        }
        self.passable.lock().expect("no writer panicked").insert(folder.to_string());
        Ok(())
    }

    /// A foreign file below an output folder, which therefore cannot be replaced.
    fn foreign_below(&self, folder: &str) -> Result<Option<String>, SinkError> {
        let top = self.output.folder.join(folder);
        for entry in walkdir::WalkDir::new(&top).sort_by_file_name() {
            let entry = entry.map_err(|error| refused(&top, error))?;
            let below = entry.path().strip_prefix(&self.output.folder).unwrap_or(entry.path());
            let below = below.to_string_lossy();
            if !entry.file_type().is_dir() && !self.former.files.contains_key(&*below) {
                return Ok(Some(format!("`{below}`, which Glossator did not write")));
            }
        }
        Ok(None)
    }

    /// The stage path for a new file, which may replace one of this size; creates its folder.
    fn stage(&self, path: &Path, size: Option<u64>) -> Result<PathBuf, SinkError> {
        let is_foreign = size.is_some() && !self.former.files.contains_key(path.as_str());
        if is_foreign && !self.is_forced {
            let target = self.output.folder.join(path.as_str());
            let reason = "Glossator did not write the file at this path; move it away, or replace it with --force";
            return Err(refused(&target, reason));
        }
        let staged = self.stage.join(path.as_str());
        let Some(parent) = staged.parent() else { return Ok(staged) };
        if !self.made.lock().expect("no writer panicked").contains(parent) {
            fs::create_dir_all(parent).map_err(|error| refused(&staged, error))?;
            self.made.lock().expect("no writer panicked").insert(parent.to_path_buf());
        }
        Ok(staged)
    }

    fn take(&self, path: &Path, hash: &blake3::Hash, is_staged: bool) {
        let mut ledger = self.ledger.lock().expect("no writer panicked");
        ledger.files.insert(path.as_str().to_string(), hash.to_hex().to_string());
        if is_staged {
            ledger.staged.insert(path.as_str().to_string());
        }
    }
}

const LINK: &str = "a symbolic link in the output folder is not followed; remove it";

impl Sink for Folder {
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        let size = self.size(path)?;
        let target = self.output.folder.join(path.as_str());
        let is_same =
            size == Some(bytes.len() as u64) && fs::read(&target).is_ok_and(|old| old == bytes);
        if !is_same {
            let staged = self.stage(path, size)?;
            fs::write(&staged, bytes).map_err(|error| refused(&target, error))?;
        }
        self.take(path, &blake3::hash(bytes), !is_same);
        Ok(())
    }

    fn copy(&self, path: &Path, from: &Path) -> Result<(), SinkError> {
        let size = self.size(path)?;
        let source = self.root.join(from.as_str());
        let target = self.output.folder.join(path.as_str());
        let unread = |error: io::Error| refused(&source, error);
        if size.is_some() && fs::metadata(&source).ok().map(|found| found.len()) == size {
            let hash = pour(&source, &mut io::sink()).map_err(unread)?;
            if pour(&target, &mut io::sink()).is_ok_and(|old| old == hash) {
                self.take(path, &hash, false);
                return Ok(());
            }
        }
        let staged = self.stage(path, size)?;
        let mut file = File::create(&staged).map_err(|error| refused(&target, error))?;
        let hash = pour(&source, &mut file).map_err(unread)?;
        self.take(path, &hash, true);
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.stage);
    }
}

/// Copies a file in chunks, to save memory; returns the hash of its bytes.
fn pour(from: &OsPath, to: &mut impl Write) -> io::Result<blake3::Hash> {
    let mut from = File::open(from)?;
    let (mut hasher, mut piece) = (blake3::Hasher::new(), vec![0; 1 << 16]);
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(hasher.finalize()),
            read => {
                hasher.update(&piece[..read]);
                to.write_all(&piece[..read])?;
            }
        }
    }
}

/// Whether a path does not exist, including when a parent is a file.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn refused(path: &OsPath, reason: impl ToString) -> SinkError {
    SinkError { path: path.display().to_string(), reason: reason.to_string() }
}
