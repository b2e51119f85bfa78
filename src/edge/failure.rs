//! Errors that stop the program, as messages: file system, port, usage.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::base::SinkError;

/// Why a command could not run. Faults in the author's files are diagnostics instead.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// No folder at or above the current one has a configuration of this name.
    #[error("there is no {config} in {folder} or above it")]
    NoSite {
        /// The folder in which the search began.
        folder: PathBuf,
        /// File name of the configuration.
        config: String,
    },
    /// Something cannot be read; with the reason.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, String),
    /// Something cannot be written; with the reason.
    #[error("{0} cannot be written: {1}")]
    Write(String, String),
    /// The output is not a folder: a file, or a broken link.
    #[error("{0} cannot be the output: it is not a folder")]
    NoFolder(PathBuf),
    /// The output folder has files and no manifest of ours.
    #[error("{0} contains files that Glossator did not write")]
    NotOurs(PathBuf),
    /// The output folder is the site itself, above it, or one of its source folders.
    #[error(
        "{0} cannot be the output: it is the site itself, a folder above it, or a source folder"
    )]
    OutputInSite(PathBuf),
    /// Another build is writing to the output folder.
    #[error("another build is writing {0}")]
    Locked(PathBuf),
    /// A folder that must be empty is not.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// The file already exists.
    #[error("{0} already exists")]
    Exists(PathBuf),
    /// A source has changed since it was read.
    #[error("{0} was changed by another program in the meantime")]
    Changed(PathBuf),
    /// The port is in use.
    #[error("port {0} is in use")]
    PortBusy(u16),
    /// The server cannot listen on an address; with the reason.
    #[error("cannot listen on {0}: {1}")]
    Bind(String, String),
    /// Invalid arguments.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// Converts errors of writing a file.
    pub(crate) fn writing(path: &Path) -> impl Fn(std::io::Error) -> Self {
        |error| Self::Write(path.display().to_string(), error.to_string())
    }

    /// Converts errors of reading a file.
    pub(crate) fn reading(path: &Path) -> impl Fn(std::io::Error) -> Self {
        |error| Self::Read(path.to_path_buf(), error.to_string())
    }

    /// What to do about it; `None` if the system's message is enough.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoSite { .. } => {
                Some("create a site with `glossator init DIR`, or name another folder with --root")
            }
            Self::NoFolder(_) | Self::OutputInSite(_) => {
                Some("name another folder with --output-dir, or as `output_dir`")
            }
            Self::NotOurs(_) => Some(
                "name another folder with --output-dir, or write to this one with --force; other files in it are kept",
            ),
            Self::Locked(_) => Some("wait for it to end, or name another folder with --output-dir"),
            Self::NotEmpty(_) => Some("use --force to write to it; existing files are kept"),
            Self::Exists(_) => Some("choose another name, or move the file away"),
            Self::Changed(_) => Some("nothing was changed; run the command again"),
            Self::PortBusy(_) => Some("name another with --port, or omit --port to use a free one"),
            Self::Read(..) | Self::Write(..) | Self::Bind(..) | Self::Usage(_) => None,
        }
    }
}

impl From<SinkError> for Failure {
    fn from(error: SinkError) -> Self {
        Self::Write(error.path, error.reason)
    }
}
