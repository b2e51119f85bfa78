//! Lists and reads the source folders of a site.

use std::ffi::OsStr;
use std::fs;
use std::path::Path as OsPath;

use walkdir::{DirEntry, WalkDir};

use crate::base::{Diagnostic, File, Path, Tree, codes};
use crate::edge::disk::picture;
use crate::source::is_read;

/// The source folders of a site.
pub(crate) const FOLDERS: [&str; 4] = ["content", "templates", "static", "strings"];

pub(super) struct Reader {
    /// The site root, without symbolic links.
    pub(super) home: std::path::PathBuf,
    tree: Tree,
    /// Files to read once all are known, in parallel.
    wanted: Vec<(Path, std::path::PathBuf)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) has_links: bool,
}

impl Reader {
    pub(super) fn new(home: std::path::PathBuf) -> Self {
        Self {
            home,
            tree: Tree::new(),
            wanted: Vec::new(),
            diagnostics: Vec::new(),
            has_links: false,
        }
    }

    /// All files, read.
    pub(super) fn loaded(mut self) -> Tree {
        let loaded = crate::pipeline::each(&self.wanted, |(_, place)| load(place));
        let paths = self.wanted.into_iter().map(|(path, _)| path);
        let loaded = paths.zip(loaded).filter_map(|(path, file)| Some((path, file?)));
        self.tree.extend(loaded);
        self.tree
    }

    pub(super) fn config(&mut self, config: &Path) {
        let place = self.home.join(config.as_str());
        self.has_links |= fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink());
        match fs::canonicalize(&place) {
            Ok(real) if !real.starts_with(&self.home) => self.diagnostics.push(leads_out(config)),
            Ok(_) => self.wanted.push((config.clone(), place)),
            Err(_) => {}
        }
    }

    /// Lists a source folder or a folder in it, or a single file.
    pub(super) fn folder(&mut self, folder: &str) {
        let mut walk = WalkDir::new(self.home.join(folder)).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    if !self.entry(&entry) && is_folder {
                        walk.skip_current_dir();
                    }
                }
                Err(error) => self.unwalked(&error),
            }
        }
    }

    /// Adds a file; returns whether to enter a folder.
    fn entry(&mut self, entry: &DirEntry) -> bool {
        // everything in `static` is copied, even `.well-known` and `_headers`
        let is_static = entry.path().starts_with(self.home.join("static"));
        if entry.depth() > 0 && !is_static && is_skipped(entry.file_name()) {
            return false;
        }
        let Some(path) = relative(&self.home, entry.path()) else {
            self.diagnostics.extend(self.odd(entry.path()));
            return false;
        };
        self.has_links |= entry.path_is_symlink();
        if entry.path_is_symlink()
            && let Some(trouble) = self.link(entry, &path)
        {
            self.diagnostics.push(trouble);
            return false;
        }
        let is_root = entry.depth() == 0 && FOLDERS.contains(&path.as_str());
        if entry.file_type().is_dir() || is_root {
            return true;
        }
        let file = match (entry.file_type().is_file(), is_read(&path)) {
            // reading a pipe might never end
            (false, _) => File::Unreadable("it is not a regular file".into()),
            (true, true) => {
                self.wanted.push((path, entry.path().to_path_buf()));
                return false;
            }
            (true, false) => File::Copied(picture::size(entry.path())),
        };
        self.tree.insert(path, file);
        false
    }

    /// The fault of a link: it leaves the site, or leads to a parent folder.
    fn link(&self, entry: &DirEntry, path: &Path) -> Option<Diagnostic> {
        let real = fs::canonicalize(entry.path()).ok()?;
        let holder = entry.path().parent().and_then(|parent| fs::canonicalize(parent).ok());
        if !real.starts_with(&self.home) {
            return Some(leads_out(path));
        }
        let is_circle = holder.is_some_and(|holder| holder.starts_with(&real));
        is_circle.then(|| unreadable(path, CIRCLE))
    }

    fn unwalked(&mut self, error: &walkdir::Error) {
        let Some(place) = error.path() else { return };
        // editors make broken links next to an open file: `.#x.md`
        if place.file_name().is_some_and(is_skipped) {
            return;
        }
        let is_link = fs::symlink_metadata(place).is_ok_and(|found| found.is_symlink());
        let reason = match error.io_error() {
            None => CIRCLE.to_string(),
            Some(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if !is_link {
                    // removed since the folder was listed
                    return;
                }
                "the link is broken".to_string()
            }
            Some(error) => error.to_string(),
        };
        match relative(&self.home, place) {
            Some(path) => self.diagnostics.push(unreadable(&path, &reason)),
            None => self.diagnostics.extend(self.odd(place)),
        }
    }

    /// The diagnostic for a name that is not a valid path of a site.
    fn odd(&self, place: &OsPath) -> Option<Diagnostic> {
        let below = place.strip_prefix(&self.home).ok()?;
        let shown = Path::new(&below.to_string_lossy().replace('\\', "\u{fffd}"))?;
        Some(match below.to_str() {
            None => not_utf8(&shown),
            Some(_) => backslash(&shown),
        })
    }
}

const CIRCLE: &str = "the link leads to a folder that contains it";

/// A path of the file system as one in the site at `root`; `None` outside it, or if a name is not valid.
pub(crate) fn relative(root: &OsPath, place: &OsPath) -> Option<Path> {
    let below = place.strip_prefix(root).ok()?;
    let names: Option<Vec<&str>> = below.iter().map(|name| name.to_str()).collect();
    Path::new(&names?.join("/"))
}

/// Whether a file name is ignored: it begins with `.` or `_`, and is not `_index.md`.
pub(super) fn is_skipped(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let is_section = name.starts_with("_index.") && name.ends_with(".md");
    name.starts_with(['.', '_']) && !is_section
}

/// The content of a file, or why it is unreadable; `None` if it no longer exists.
fn load(place: &OsPath) -> Option<File> {
    match fs::read(place) {
        Ok(bytes) => Some(File::Bytes(bytes.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => Some(File::Unreadable(error.to_string().into())),
    }
}

fn unreadable(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::about(codes::FILE_UNREADABLE, path, format!("this cannot be read: {reason}"))
}

fn not_utf8(path: &Path) -> Diagnostic {
    Diagnostic::about(codes::FILE_NAME_NOT_UTF8, path, "this name is not UTF-8").help("rename it")
}

fn backslash(path: &Path) -> Diagnostic {
    Diagnostic::about(codes::FILE_NAME_BACKSLASH, path, "this name contains a backslash")
        .help("rename it: an address cannot contain one")
}

fn leads_out(path: &Path) -> Diagnostic {
    Diagnostic::about(codes::SYMLINK_OUTSIDE, path, "this link leads out of the site")
        .help("copy its target into the site")
}
