//! Writes changed sources back: each as a whole, none that somebody else changed meanwhile.

use std::fs;
use std::path::{Path as OsPath, PathBuf};

use crate::base::Path;
use crate::edge::Failure;

const BOM: &str = "\u{feff}";

/// A source file with another text.
#[derive(Clone, Debug)]
pub(crate) struct Rewrite {
    /// From the root of the site.
    pub(crate) path: Path,
    /// The text that was read, without a byte order mark.
    pub(crate) former: String,
    /// The text it is to have; a byte order mark stays.
    pub(crate) now: String,
}

/// Writes them all. Every file is compared with what was read, and written beside its place, before the first one moves
/// into it.
///
/// *Errors*: a file that is not what was read, or that cannot be written; nothing was changed then, unless the file
/// system refuses to move a file over another in the same folder.
pub(crate) fn rewrite(root: &OsPath, files: &[Rewrite]) -> Result<(), Failure> {
    let mut staged: Vec<Staged> = Vec::new();
    for file in files {
        staged.push(stage(root, file)?);
    }
    staged.into_iter().try_for_each(Staged::settle)
}

/// A file that waits beside its place; goes with this value, if it was not moved.
struct Staged {
    from: PathBuf,
    to: PathBuf,
}

impl Staged {
    fn settle(self) -> Result<(), Failure> {
        fs::rename(&self.from, &self.to).map_err(|error| Failure::write(&self.to, &error))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.from);
    }
}

fn stage(root: &OsPath, file: &Rewrite) -> Result<Staged, Failure> {
    let place = root.join(file.path.as_str());
    // what a link leads to is written, not the link
    let to = fs::canonicalize(&place).map_err(|error| Failure::read(&place, &error))?;
    let bytes = fs::read(&to).map_err(|error| Failure::read(&place, &error))?;
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    let (mark, text) = text.strip_prefix(BOM).map_or(("", text), |text| (BOM, text));
    if text != file.former {
        return Err(Failure::Changed(place));
    }
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let from = to.with_file_name(format!(".{name}.glossator-new"));
    let failed = |error: std::io::Error| Failure::write(&place, &error);
    let staged = Staged { from, to };
    fs::write(&staged.from, format!("{mark}{}", file.now)).map_err(failed)?;
    let permissions = fs::metadata(&staged.to).map_err(failed)?.permissions();
    fs::set_permissions(&staged.from, permissions).map_err(failed)?;
    Ok(staged)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Rewrite, rewrite};
    use crate::base::Path;
    use crate::edge::Failure;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("a.md"), "\u{feff}one\r\n").unwrap();
        fs::write(place("b.md"), "two").unwrap();
        let change = |name: &str, former: &str, now: &str| Rewrite {
            path: Path::new(name).unwrap(),
            former: former.into(),
            now: now.into(),
        };
        let stale = [change("a.md", "one\r\n", "1\r\n"), change("b.md", "too", "2")];
        assert_eq!(rewrite(folder.path(), &stale), Err(Failure::Changed(place("b.md"))));
        assert_eq!(fs::read_to_string(place("a.md")).unwrap(), "\u{feff}one\r\n");
        rewrite(folder.path(), &[change("a.md", "one\r\n", "1\r\n"), change("b.md", "two", "2")])
            .unwrap();
        assert_eq!(fs::read_to_string(place("a.md")).unwrap(), "\u{feff}1\r\n");
        assert_eq!(fs::read_to_string(place("b.md")).unwrap(), "2");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
