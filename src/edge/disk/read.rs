//! Reads the folders of a site that hold sources.

use std::fs;

use walkdir::WalkDir;

use crate::base::{Checked, Diagnostic, File, Path, Tree};
use crate::edge::Failure;
use crate::source::is_read;

const FOLDERS: [&str; 4] = ["content", "templates", "static", "strings"];

/// Reads a site: its configuration and the folders of its sources. Files that no stage reads are only listed.
///
/// A symbolic link is followed if it stays in the site; one that leaves it is told and left out.
pub fn read(root: &std::path::Path, config: &Path) -> Result<Checked<Tree>, Failure> {
    let home = fs::canonicalize(root).map_err(|error| Failure::read(root, &error))?;
    let mut tree = Tree::new();
    let mut told = Vec::new();
    if let Some(file) = load(&root.join(config.as_str())) {
        tree.insert(config.clone(), file);
    }
    for folder in FOLDERS {
        let top = root.join(folder);
        if !top.exists() {
            continue;
        }
        let is_shown = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let is_section = name.starts_with("_index.") && name.ends_with(".md");
            entry.depth() == 0 || !name.starts_with(['.', '_']) || is_section
        };
        for entry in WalkDir::new(&top).follow_links(true).into_iter().filter_entry(is_shown) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => add(root, &home, &entry, &mut tree, &mut told),
                Err(error) => {
                    let below = error.path().and_then(|path| relative(root, path));
                    // a loop of links is a link out of the tree it stands in
                    if let Some(path) = below {
                        let reason = error
                            .io_error()
                            .map_or("a link leads in a circle".into(), ToString::to_string);
                        told.push(unreadable(&path, &reason));
                    }
                }
            }
        }
    }
    Ok(Checked::new(tree, told))
}

fn add(
    root: &std::path::Path,
    home: &std::path::Path,
    entry: &walkdir::DirEntry,
    tree: &mut Tree,
    told: &mut Vec<Diagnostic>,
) {
    let Some(path) = relative(root, entry.path()) else {
        let lossy = entry
            .path()
            .strip_prefix(root)
            .unwrap_or(entry.path())
            .to_string_lossy()
            .replace('\u{fffd}', "?");
        let shown = Path::new(&lossy.replace('\\', "?"));
        told.extend(shown.map(|path| odd_name(&path)));
        return;
    };
    // only what a link may have led to needs a second look
    let is_inside = match fs::canonicalize(entry.path()) {
        Ok(real) => real.starts_with(home),
        Err(_) => true,
    };
    if !is_inside {
        told.push(leads_out(&path));
    } else if is_read(&path) {
        tree.extend(load(entry.path()).map(|file| (path, file)));
    } else {
        tree.insert(path, File::Copied);
    }
}

/// A file's bytes, or why it has none; nothing for a file that is not there.
fn load(path: &std::path::Path) -> Option<File> {
    match fs::read(path) {
        Ok(bytes) => Some(File::Bytes(bytes.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => Some(File::Unreadable(error.to_string().into())),
    }
}

fn relative(root: &std::path::Path, path: &std::path::Path) -> Option<Path> {
    let below = path.strip_prefix(root).ok()?;
    let segments: Option<Vec<&str>> =
        below.components().map(|part| part.as_os_str().to_str()).collect();
    Path::new(&segments?.join("/"))
}

fn unreadable(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::about_file("file-unreadable", path, format!("this cannot be read: {reason}"))
}

fn odd_name(path: &Path) -> Diagnostic {
    Diagnostic::about_file("file-name", path, "this file's name is not UTF-8, or holds a `\\`")
        .help("give it a name that every system can read")
}

fn leads_out(path: &Path) -> Diagnostic {
    Diagnostic::about_file("symlink-outside", path, "this link leads out of the site")
        .help("copy what it leads to into the site")
}
