//! The texts that the last good build anchored its quotations in: what `fix` compares with.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path as OsPath, PathBuf};

use crate::base::Path;

/// Name of the folder in the site that holds what can be made anew.
pub(crate) const CACHE: &str = ".glossator";

/// Keeps the text stream of an article; one that did not change is not written.
///
/// *Errors*: the file system refuses.
pub(crate) fn keep(root: &OsPath, article: &Path, stream: &str) -> Result<(), Error> {
    let place = place(root, article);
    if fs::read(&place).is_ok_and(|bytes| bytes == stream.as_bytes()) {
        return Ok(());
    }
    let cache = root.join(CACHE);
    if !cache.exists() {
        fs::create_dir_all(&cache)?;
        fs::write(cache.join(".gitignore"), "*\n")?;
    }
    fs::create_dir_all(place.parent().ok_or(ErrorKind::NotFound)?)?;
    let staged = place.with_extension("new");
    fs::write(&staged, stream)?;
    fs::rename(staged, place)
}

/// The text stream that was kept of an article.
pub(crate) fn former(root: &OsPath, article: &Path) -> Option<String> {
    fs::read_to_string(place(root, article)).ok()
}

/// Keeps what was kept of an article, or of all below a folder, under another path.
pub(crate) fn moved(root: &OsPath, from: &Path, to: &Path) {
    let texts = root.join(CACHE).join("texts");
    let of = |path: &Path| [place(root, path), texts.join(path.as_str())];
    for (from, to) in of(from).iter().zip(of(to)) {
        if from.exists() {
            // what is lost here is a help for `fix`, no more
            let _ = to.parent().map(fs::create_dir_all);
            let _ = fs::rename(from, to);
        }
    }
}

fn place(root: &OsPath, article: &Path) -> PathBuf {
    root.join(CACHE).join("texts").join(format!("{article}.txt"))
}
