//! What stops the program, in plain words: the file system, a port, a call that makes no sense.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::base::SinkError;

/// Why a command could not do its work. Trouble in the author's files is no failure but a diagnostic.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no configuration of this name in a folder or above it.
    NoSite {
        /// The folder.
        folder: PathBuf,
        /// Name of the configuration.
        config: String,
    },
    /// Something cannot be read, for a reason.
    Read(PathBuf, String),
    /// Something cannot be written, for a reason.
    Write(String, String),
    /// The output is no folder: a file, or a link to nowhere.
    NoFolder(PathBuf),
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
    /// A source is no longer what was read.
    Changed(PathBuf),
    /// A port is taken.
    PortBusy(u16),
    /// An address refuses to be listened on, for a reason.
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

    /// What to do about it; nothing where the system's own words say it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoSite { .. } => {
                Some("`glossator init DIR` makes a site, and --root names one that is elsewhere")
            }
            Self::NoFolder(_) | Self::OutputInSite(_) => {
                Some("name another folder with --output-dir, or as `output_dir`")
            }
            Self::NotOurs(_) => Some(
                "name another folder with --output-dir; with --force this one is written to, and other files in it stay",
            ),
            Self::Locked(_) => Some("wait for it to end, or name another folder with --output-dir"),
            Self::NotEmpty(_) => Some("with --force it is written to, over no file"),
            Self::Exists(_) => Some("choose another name, or move the file away"),
            Self::Changed(_) => Some("nothing was changed; run the command again"),
            Self::PortBusy(_) => {
                Some("name another with --port, or none: a free one is then found")
            }
            Self::Read(..) | Self::Write(..) | Self::Bind(..) | Self::Usage(_) => None,
        }
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
            Self::NoSite { folder, config } => {
                write!(f, "there is no {config} in {} or above it", folder.display())
            }
            Self::Read(path, reason) => write!(f, "{} cannot be read: {reason}", path.display()),
            Self::Write(path, reason) => write!(f, "{path} cannot be written: {reason}"),
            Self::NoFolder(path) => {
                write!(f, "{} cannot be the output: it is no folder", path.display())
            }
            Self::NotOurs(path) => {
                write!(f, "{} holds files that Glossator did not write", path.display())
            }
            Self::OutputInSite(path) => write!(
                f,
                "{} cannot be the output: it is the site itself, above it, or a folder of its sources",
                path.display()
            ),
            Self::Locked(path) => write!(f, "another build is writing {}", path.display()),
            Self::NotEmpty(path) => write!(f, "{} is not empty", path.display()),
            Self::Exists(path) => write!(f, "{} is there already", path.display()),
            Self::Changed(path) => {
                write!(f, "{} was changed by somebody else in the meantime", path.display())
            }
            Self::PortBusy(port) => write!(f, "port {port} is taken"),
            Self::Bind(address, reason) => write!(f, "cannot listen on {address}: {reason}"),
            Self::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}
