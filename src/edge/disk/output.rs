//! Resolves and checks an output folder, and names its working files.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::edge::Failure;
use crate::edge::disk::manifest::NAME;

/// Prefix of our working files.
const OWN: &str = ".glossator-";

/// A valid output folder.
#[derive(Debug)]
pub(crate) struct Output {
    /// Its path without symbolic links.
    pub(crate) folder: PathBuf,
    /// Whether it does not exist yet.
    pub(crate) is_new: bool,
}

impl Output {
    /// Resolves the folder and creates its parents.
    ///
    /// *Errors*: it is a file, or the site itself, above it, or in one of its source folders.
    pub(crate) fn find(root: &Path, path: &Path) -> Result<Self, Failure> {
        let is_new = match fs::metadata(path) {
            Ok(found) if found.is_dir() => false,
            Ok(_) => return Err(Failure::NoFolder(path.to_path_buf())),
            Err(_) if fs::symlink_metadata(path).is_ok() => {
                return Err(Failure::NoFolder(path.to_path_buf()));
            }
            Err(_) => true,
        };
        let folder = real(path).map_err(Failure::writing(path))?;
        if is_of_the_site(root, &folder) {
            return Err(Failure::OutputInSite(path.to_path_buf()));
        }
        if let Some(parent) = folder.parent().filter(|_| is_new) {
            fs::create_dir_all(parent).map_err(Failure::writing(parent))?;
        }
        Ok(Self { folder, is_new })
    }

    /// Whether it has files that an interrupted first build did not leave.
    pub(crate) fn holds_files(&self) -> Result<bool, Failure> {
        if self.is_new {
            return Ok(false);
        }
        let is_own = |name: &str| name.starts_with(OWN) && name != NAME;
        for entry in fs::read_dir(&self.folder).map_err(Failure::reading(&self.folder))? {
            if !is_own(
                &entry.map_err(Failure::reading(&self.folder))?.file_name().to_string_lossy(),
            ) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A path next to the folder: `.public.glossator-lock`.
    pub(crate) fn outside(&self, what: &str) -> PathBuf {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        self.folder.with_file_name(format!(".{name}{OWN}{what}"))
    }

    /// A path in the folder: `.glossator-lock`.
    pub(crate) fn inside(&self, what: &str) -> PathBuf {
        self.folder.join(format!("{OWN}{what}"))
    }

    /// Whether the folder and its parent are on one file system, so that files can be moved.
    pub(crate) fn is_one_with_its_parent(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let device = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
            self.is_new || device(&self.folder) == self.folder.parent().and_then(device)
        }
        #[cfg(not(unix))]
        {
            self.is_new
        }
    }
}

/// The path without symbolic links and `..`; missing parts are kept as written.
fn real(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let there = path.ancestors().find(|above| above.exists()).unwrap_or(Path::new("/"));
    let mut real = fs::canonicalize(there)?;
    for part in path.strip_prefix(there).into_iter().flat_map(Path::components) {
        match part {
            Component::Normal(name) => real.push(name),
            Component::ParentDir => drop(real.pop()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Ok(real)
}

/// Whether the folder is the site, above it, or in one of its source folders.
fn is_of_the_site(root: &Path, folder: &Path) -> bool {
    let Ok(root) = real(root) else { return false };
    let is_source = |name: &str| {
        real(&root.join(name)).is_ok_and(|source| folder.starts_with(source))
            || folder.starts_with(root.join(name))
    };
    root.starts_with(folder) || crate::edge::disk::read::FOLDERS.iter().any(|name| is_source(name))
}
