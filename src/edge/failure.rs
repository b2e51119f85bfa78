//! What stops the program, in plain words: the file system, a port, a call that makes no sense.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::base::SinkError;

/// Why a command could not do its work. Trouble in the author's files is no failure but a diagnostic.
#[derive(Debug)]
pub enum Failure {
    /// No `glossator.toml` here or above.
    NoSite(PathBuf),
    /// Something cannot be read.
    Read(PathBuf, String),
    /// Something cannot be written.
    Write(String, String),
    /// The output folder holds files and no manifest of ours.
    NotOurs(PathBuf),
    /// The output folder is the site itself, above it, or one of its source folders.
    OutputInSite(PathBuf),
    /// Another build writes there.
    Locked(PathBuf),
    /// A folder that should be empty is not.
    NotEmpty(PathBuf),
    /// A file is there already.
    Exists(PathBuf),
    /// A port or interface refuses.
    Bind(String, String),
    /// The call makes no sense.
    Usage(String),
}

impl Failure {
    /// A file system's refusal to write.
    pub(crate) fn write(path: &Path, error: &std::io::Error) -> Self {
        Self::Write(path.display().to_string(), error.to_string())
    }

    /// A file system's refusal to read.
    pub(crate) fn read(path: &Path, error: &std::io::Error) -> Self {
        Self::Read(path.to_path_buf(), error.to_string())
    }
}

impl From<SinkError> for Failure {
    fn from(error: SinkError) -> Self {
        Self::Write(error.path, error.reason)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite(path) => write!(
                f,
                "there is no glossator.toml in {} or above it; `glossator init DIR` makes a site",
                path.display()
            ),
            Self::Read(path, reason) => write!(f, "{} cannot be read: {reason}", path.display()),
            Self::Write(path, reason) => write!(f, "{path} cannot be written: {reason}"),
            Self::NotOurs(path) => write!(
                f,
                "{} holds files that Glossator did not write; name another folder with --output-dir, or allow it with --force (nothing of them is deleted)",
                path.display()
            ),
            Self::OutputInSite(path) => write!(
                f,
                "{} cannot be the output: it is the site itself, above it, or a folder of its sources",
                path.display()
            ),
            Self::Locked(path) => {
                write!(f, "another build is writing {}; wait for it to end", path.display())
            }
            Self::NotEmpty(path) => {
                write!(f, "{} is not empty; --force writes into it, over no file", path.display())
            }
            Self::Exists(path) => write!(f, "{} is there already", path.display()),
            Self::Bind(address, reason) => write!(f, "cannot listen on {address}: {reason}"),
            Self::Usage(message) => f.write_str(message),
        }
    }
}
