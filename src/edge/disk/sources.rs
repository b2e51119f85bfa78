//! Changes the sources of a site, all of them or none.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path as OsPath, PathBuf};

use crate::base::{self, Path, Tree};
use crate::edge::Failure;

/// Changes of the sources of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New texts of existing files, without byte order mark; a mark is kept.
    pub texts: BTreeMap<Path, String>,
    /// New files; there must be none at the path.
    pub new: BTreeMap<Path, String>,
    /// Moves of files and folders: from, to. Performed after the texts, in order.
    pub moves: Vec<(Path, Path)>,
    /// Files to delete.
    pub removals: Vec<Path>,
}

/// Changes the sources of the site at `root`; `tree` is what was read from it.
///
/// *Law*: each file is whole at any moment. *Errors*: a file changed since it was read, a target exists, or the file
/// system fails; then nothing has changed.
pub fn change(root: &OsPath, tree: &Tree, changes: &Changes) -> Result<(), Failure> {
    let home = fs::canonicalize(root).map_err(|error| Failure::read(root, &error))?;
    let mut work = Work { home, tree, staged: Vec::new(), fresh: Vec::new(), done: Vec::new() };
    let result =
        work.check(changes).and_then(|()| work.stage(changes)).and_then(|()| work.commit(changes));
    for (stage, _) in work.staged.iter().chain(&work.fresh) {
        let _ = fs::remove_file(stage);
    }
    if result.is_err() {
        work.undo();
    }
    result
}

struct Work<'a> {
    /// The root, without symbolic links.
    home: PathBuf,
    tree: &'a Tree,
    /// Staged texts and the files that they replace.
    staged: Vec<(PathBuf, PathBuf)>,
    /// Staged new files and their paths.
    fresh: Vec<(PathBuf, PathBuf)>,
    done: Vec<Done>,
}

/// A step that can be undone.
enum Done {
    /// A file was replaced or deleted: its former bytes.
    Lost(PathBuf, Vec<u8>, fs::Permissions),
    Moved(PathBuf, PathBuf),
    /// A file was added.
    Added(PathBuf),
    Made(PathBuf),
}

impl Work<'_> {
    /// Checks that every file is unchanged and every target free.
    fn check(&self, changes: &Changes) -> Result<(), Failure> {
        for path in changes.texts.keys().chain(&changes.removals) {
            self.unchanged(path)?;
        }
        for path in changes.new.keys() {
            let target = self.place(path);
            if fs::symlink_metadata(&target).is_ok() {
                return Err(Failure::Exists(target));
            }
        }
        for (from, to) in &changes.moves {
            let (source, target) = (self.place(from), self.place(to));
            let found =
                fs::symlink_metadata(&source).map_err(|error| Failure::read(&source, &error))?;
            if found.is_symlink() {
                let reason = "it is a link; move it by hand".to_string();
                return Err(Failure::Write(source.display().to_string(), reason));
            }
            // on some file systems names differing in case are the same file
            if fs::symlink_metadata(&target).is_ok_and(|there| !is_one(&found, &there)) {
                return Err(Failure::Exists(target));
            }
            let is_moved = |path: &&Path| *path == from || path.below(from.as_str()).is_some();
            for path in self.tree.keys().filter(is_moved) {
                self.unchanged(path)?;
            }
        }
        Ok(())
    }

    /// Refuses a file that changed since it was read.
    fn unchanged(&self, path: &Path) -> Result<(), Failure> {
        let base::File::Bytes(read) = self.tree.get(path).unwrap_or(&base::File::Copied(None))
        else {
            return Ok(());
        };
        let place = self.place(path);
        let now = fs::read(&place).map_err(|error| Failure::read(&place, &error))?;
        if now[..] == read[..] { Ok(()) } else { Err(Failure::Changed(place)) }
    }

    /// Writes each new text to a staged file.
    fn stage(&mut self, changes: &Changes) -> Result<(), Failure> {
        for (path, text) in &changes.texts {
            let target = self.real(&self.place(path))?;
            let failed = |error: io::Error| Failure::write(&target, &error);
            let found = fs::metadata(&target).map_err(failed)?;
            if found.permissions().readonly() {
                let reason = "it is read-only".to_string();
                return Err(Failure::Write(target.display().to_string(), reason));
            }
            let mark: &[u8] = match self.tree.get(path) {
                Some(base::File::Bytes(bytes)) if bytes.starts_with(MARK) => MARK,
                _ => b"",
            };
            let stage = beside(&target);
            self.staged.push((stage.clone(), target.clone()));
            write(&stage, &[mark, text.as_bytes()], found.permissions()).map_err(failed)?;
        }
        for (path, text) in &changes.new {
            let target = self.place(path);
            let there = target.ancestors().skip(1).find(|it| fs::symlink_metadata(it).is_ok());
            self.real(there.unwrap_or(&self.home))?;
            self.make_folder(target.parent())?;
            let failed = |error: io::Error| Failure::write(&target, &error);
            let stage = beside(&target);
            self.fresh.push((stage.clone(), target.clone()));
            let mut file = File::create(&stage).map_err(failed)?;
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        }
        for (_, to) in &changes.moves {
            self.make_folder(self.place(to).parent())?;
        }
        Ok(())
    }

    fn commit(&mut self, changes: &Changes) -> Result<(), Failure> {
        for (stage, target) in self.staged.clone() {
            let failed = |error: io::Error| Failure::write(&target, &error);
            self.keep(&target).map_err(failed)?;
            fs::rename(&stage, &target).map_err(failed)?;
        }
        for (stage, target) in self.fresh.clone() {
            appear(&stage, &target)?;
            self.done.push(Done::Added(target));
        }
        for (from, to) in &changes.moves {
            let (from, to) = (self.place(from), self.place(to));
            fs::rename(&from, &to).map_err(|error| Failure::write(&to, &error))?;
            self.done.push(Done::Moved(from, to));
        }
        for path in &changes.removals {
            let place = self.place(path);
            let failed = |error: io::Error| Failure::write(&place, &error);
            self.keep(&place).map_err(failed)?;
            fs::remove_file(&place).map_err(failed)?;
            // the folder of a bundle goes, if it is empty now
            if path.stem() == "index" {
                let _ = place.parent().map(fs::remove_dir);
            }
        }
        Ok(())
    }

    /// Keeps the bytes of a file for undo.
    fn keep(&mut self, place: &OsPath) -> io::Result<()> {
        let permissions = fs::metadata(place)?.permissions();
        self.done.push(Done::Lost(place.to_path_buf(), fs::read(place)?, permissions));
        Ok(())
    }

    fn make_folder(&mut self, folder: Option<&OsPath>) -> Result<(), Failure> {
        let Some(folder) = folder.filter(|folder| fs::symlink_metadata(folder).is_err()) else {
            return Ok(());
        };
        self.make_folder(folder.parent())?;
        fs::create_dir(folder).map_err(|error| Failure::write(folder, &error))?;
        self.done.push(Done::Made(folder.to_path_buf()));
        Ok(())
    }

    /// Undoes the steps, as far as the file system allows.
    fn undo(&mut self) {
        while let Some(done) = self.done.pop() {
            let _ = match done {
                Done::Moved(from, to) => fs::rename(to, from),
                Done::Added(place) => fs::remove_file(place),
                Done::Made(folder) => fs::remove_dir(folder),
                Done::Lost(place, bytes, permissions) => {
                    let _ = place.parent().map(fs::create_dir_all);
                    let stage = beside(&place);
                    write(&stage, &[&bytes], permissions).and_then(|()| fs::rename(stage, place))
                }
            };
        }
    }

    fn place(&self, path: &Path) -> PathBuf {
        self.home.join(path.as_str())
    }

    /// The real path of a file or folder; a link to another file of the site stays a link.
    fn real(&self, place: &OsPath) -> Result<PathBuf, Failure> {
        let real = fs::canonicalize(place).map_err(|error| Failure::read(place, &error))?;
        if real.starts_with(&self.home) {
            Ok(real)
        } else {
            let reason = "it is a link that leads out of the site".to_string();
            Err(Failure::Write(place.display().to_string(), reason))
        }
    }
}

const MARK: &[u8] = "\u{feff}".as_bytes();

/// A hidden name in the same folder, which sites ignore.
fn beside(target: &OsPath) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.glossator-new"))
}

/// Moves a staged file to a free path atomically: a hard link never replaces a file.
fn appear(stage: &OsPath, target: &OsPath) -> Result<(), Failure> {
    let is_free = |target: &OsPath| fs::symlink_metadata(target).is_err();
    let linked = fs::hard_link(stage, target);
    match linked {
        Ok(()) => Ok(()),
        Err(_) if !is_free(target) => Err(Failure::Exists(target.to_path_buf())),
        // a file system without hard links
        Err(_) => fs::rename(stage, target).map_err(|error| Failure::write(target, &error)),
    }
}

fn write(place: &OsPath, pieces: &[&[u8]], permissions: fs::Permissions) -> io::Result<()> {
    let mut file = File::create(place)?;
    for piece in pieces {
        file.write_all(piece)?;
    }
    file.set_permissions(permissions)?;
    file.sync_all()
}

#[cfg(unix)]
fn is_one(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_one(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Changes, change};
    use crate::base::{Path, Tree};
    use crate::edge::{Failure, disk};

    fn path(text: &str) -> Path {
        Path::new(text).unwrap()
    }

    fn site(files: &[(&str, &str)]) -> (tempfile::TempDir, Tree) {
        let site = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let place = site.path().join(name);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        }
        let tree = disk::read(site.path(), &path("glossator.toml")).unwrap().value;
        (site, tree)
    }

    /// Every file and folder below a folder, with its bytes.
    fn all(folder: &std::path::Path) -> Vec<(String, Option<Vec<u8>>)> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
        let of = |entry: walkdir::DirEntry| {
            (entry.path().display().to_string(), fs::read(entry.path()).ok())
        };
        entries.map(|entry| of(entry.unwrap())).collect()
    }

    const FILES: &[(&str, &str)] = &[
        ("content/a.md", "\u{feff}a\r\n"),
        ("content/b/index.md", "b"),
        ("content/b/.hidden", "h"),
        ("content/c.md", "c"),
    ];

    #[test]
    fn texts_moves_and_removals_are_applied() {
        let (site, tree) = site(FILES);
        let changes = Changes {
            texts: [(path("content/a.md"), "A\r\n".into())].into(),
            new: [(path("content/new/n.md"), "n".into())].into(),
            moves: vec![
                (path("content/a.md"), path("content/x/y.md")),
                (path("content/b"), path("content/d")),
            ],
            removals: vec![path("content/c.md")],
        };
        change(site.path(), &tree, &changes).unwrap();
        let read = |name: &str| fs::read_to_string(site.path().join(name)).ok();
        assert_eq!(read("content/x/y.md").as_deref(), Some("\u{feff}A\r\n"));
        assert_eq!(read("content/d/index.md").as_deref(), Some("b"));
        assert_eq!(read("content/d/.hidden").as_deref(), Some("h"));
        assert_eq!(read("content/new/n.md").as_deref(), Some("n"));
        assert_eq!(all(&site.path().join("content")).len(), 1 + 3 + 4, "nothing is left behind");
    }

    #[test]
    fn after_an_error_nothing_has_changed() {
        let check = |changes: Changes, prepare: &dyn Fn(&std::path::Path), wanted: &str| {
            let (site, tree) = site(FILES);
            prepare(site.path());
            let before = all(site.path());
            let failure = change(site.path(), &tree, &changes).unwrap_err();
            assert!(format!("{failure:?}").starts_with(wanted), "{failure:?}");
            assert_eq!(all(site.path()), before, "{wanted}");
        };
        let texts = || [(path("content/a.md"), "A".into()), (path("content/c.md"), "C".into())];
        let edit = || Changes { texts: texts().into(), ..Changes::default() };
        check(edit(), &|root| fs::write(root.join("content/c.md"), "new").unwrap(), "Changed");
        check(edit(), &|root| fs::remove_file(root.join("content/c.md")).unwrap(), "Read");
        let onto = Changes {
            moves: vec![
                (path("content/b"), path("content/new/d")),
                (path("content/a.md"), path("content/c.md")),
            ],
            ..edit()
        };
        check(onto, &|_| {}, "Exists");
        let new = [(path("content/n/n.md"), "n".into()), (path("content/c.md"), "C".into())];
        check(Changes { new: new.into(), ..edit() }, &|_| {}, "Exists");
        // the second move has the same target
        let twice = Changes {
            moves: vec![
                (path("content/b"), path("content/new/d")),
                (path("content/a.md"), path("content/new/d")),
            ],
            removals: vec![path("content/c.md")],
            // created and undone
            new: [(path("content/n/n.md"), "n".into())].into(),
            ..edit()
        };
        check(twice, &|_| {}, "Write");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link() {
        let (site, _) = site(FILES);
        let link = site.path().join("content/l.md");
        std::os::unix::fs::symlink("c.md", &link).unwrap();
        let tree = disk::read(site.path(), &path("glossator.toml")).unwrap().value;
        let texts = [(path("content/l.md"), "C".into())].into();
        change(site.path(), &tree, &Changes { texts, ..Changes::default() }).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(site.path().join("content/c.md")).unwrap(), "C");
        let moves = vec![(path("content/l.md"), path("content/m.md"))];
        let refused = change(site.path(), &Tree::new(), &Changes { moves, ..Changes::default() });
        assert!(matches!(refused, Err(Failure::Write(..))));
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join("content/out")).unwrap();
        let new = [(path("content/out/x/n.md"), "n".into())].into();
        let refused = change(site.path(), &Tree::new(), &Changes { new, ..Changes::default() });
        assert!(matches!(refused, Err(Failure::Write(..))), "{refused:?}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
