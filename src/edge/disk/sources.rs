//! Changes the sources of a site, all of them or none.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path as OsPath, PathBuf};

use crate::base::Path;
use crate::data::{Digest, Patch, digest};
use crate::edge::Failure;

/// Changes the sources of the site at `root`.
///
/// *Law*: each file is whole at any moment. *Errors*: a file changed since it was read, a target exists, or the file
/// system fails; then nothing has changed.
pub fn change(root: &OsPath, patch: &Patch) -> Result<(), Failure> {
    let home = fs::canonicalize(root).map_err(Failure::reading(root))?;
    let mut work = Work { home, patch, staged: Vec::new(), fresh: Vec::new(), done: Vec::new() };
    let result = work.check().and_then(|()| work.stage()).and_then(|()| work.commit());
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
    patch: &'a Patch,
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
    fn check(&self) -> Result<(), Failure> {
        for (path, read) in &self.patch.read {
            self.unchanged(path, read)?;
        }
        for path in self.patch.created.keys() {
            let target = self.place(path);
            if fs::symlink_metadata(&target).is_ok() {
                return Err(Failure::Exists(target));
            }
        }
        for (from, to) in &self.patch.moves {
            let (source, target) = (self.place(from), self.place(to));
            let found = fs::symlink_metadata(&source).map_err(Failure::reading(&source))?;
            if found.is_symlink() {
                let reason = "it is a link; move it by hand".to_string();
                return Err(Failure::Write(source.display().to_string(), reason));
            }
            // on some file systems names differing in case are the same file
            if fs::symlink_metadata(&target).is_ok_and(|there| !is_one(&found, &there)) {
                return Err(Failure::Exists(target));
            }
        }
        Ok(())
    }

    /// Refuses a file that changed since it was read.
    fn unchanged(&self, path: &Path, read: &Digest) -> Result<(), Failure> {
        let place = self.place(path);
        let now = fs::read(&place).map_err(Failure::reading(&place))?;
        if digest(&now) == *read { Ok(()) } else { Err(Failure::Changed(place)) }
    }

    /// Writes each new text to a staged file.
    fn stage(&mut self) -> Result<(), Failure> {
        let patch = self.patch;
        for path in patch.edits.keys() {
            let target = self.real(&self.place(path))?;
            let found = fs::metadata(&target).map_err(Failure::writing(&target))?;
            if found.permissions().readonly() {
                let reason = "it is read-only".to_string();
                return Err(Failure::Write(target.display().to_string(), reason));
            }
            let now = fs::read(&target).map_err(Failure::reading(&target))?;
            let now = patch.edited(path, &now).ok_or_else(|| Failure::Changed(self.place(path)))?;
            let stage = staging_path(&target);
            self.staged.push((stage.clone(), target.clone()));
            write(&stage, &now, found.permissions()).map_err(Failure::writing(&target))?;
        }
        for (path, text) in &patch.created {
            let target = self.place(path);
            let there = target.ancestors().skip(1).find(|it| fs::symlink_metadata(it).is_ok());
            self.real(there.unwrap_or(&self.home))?;
            self.make_folder(target.parent())?;
            let stage = staging_path(&target);
            self.fresh.push((stage.clone(), target.clone()));
            let mut file = File::create(&stage).map_err(Failure::writing(&target))?;
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(Failure::writing(&target))?;
        }
        for (_, to) in &patch.moves {
            self.make_folder(self.place(to).parent())?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Failure> {
        for (stage, target) in self.staged.clone() {
            self.keep(&target).map_err(Failure::writing(&target))?;
            fs::rename(&stage, &target).map_err(Failure::writing(&target))?;
        }
        for (stage, target) in self.fresh.clone() {
            appear(&stage, &target)?;
            self.done.push(Done::Added(target));
        }
        for (from, to) in &self.patch.moves {
            let (from, to) = (self.place(from), self.place(to));
            fs::rename(&from, &to).map_err(Failure::writing(&to))?;
            self.done.push(Done::Moved(from, to));
        }
        for path in &self.patch.deleted {
            let place = self.place(path);
            self.keep(&place).map_err(Failure::writing(&place))?;
            fs::remove_file(&place).map_err(Failure::writing(&place))?;
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
        fs::create_dir(folder).map_err(Failure::writing(folder))?;
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
                    let stage = staging_path(&place);
                    write(&stage, &bytes, permissions).and_then(|()| fs::rename(stage, place))
                }
            };
        }
    }

    fn place(&self, path: &Path) -> PathBuf {
        self.home.join(path.as_str())
    }

    /// The real path of a file or folder; a link to another file of the site stays a link.
    fn real(&self, place: &OsPath) -> Result<PathBuf, Failure> {
        let real = fs::canonicalize(place).map_err(Failure::reading(place))?;
        if real.starts_with(&self.home) {
            Ok(real)
        } else {
            let reason = "it is a link that leads out of the site".to_string();
            Err(Failure::Write(place.display().to_string(), reason))
        }
    }
}

/// A hidden name in the same folder, which sites ignore.
fn staging_path(target: &OsPath) -> PathBuf {
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
        Err(_) => fs::rename(stage, target).map_err(Failure::writing(target)),
    }
}

fn write(place: &OsPath, bytes: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    let mut file = File::create(place)?;
    file.write_all(bytes)?;
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

    use super::change;
    use crate::base::{Path, Tree};
    use crate::data::edit::difference;
    use crate::data::{Patch, text_of};
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

    fn edited(tree: &Tree, texts: &[(&str, &str)]) -> Patch {
        let mut patch = Patch::default();
        for (name, text) in texts {
            let was = text_of(tree, &path(name)).unwrap();
            patch.edit(&path(name), was, difference(was, text));
        }
        patch
    }

    fn moves(pairs: &[(&str, &str)]) -> Vec<(Path, Path)> {
        pairs.iter().map(|(from, to)| (path(from), path(to))).collect()
    }

    #[test]
    fn edits_moves_and_deletions_are_applied_and_reversed() {
        let (site, tree) = site(FILES);
        let before = all(site.path());
        let mut patch = edited(&tree, &[("content/a.md", "A\r\n")]);
        patch.created.insert(path("content/n.md"), "n".into());
        patch.created.insert(path("content/new/n.md"), "n".into());
        let to = [("content/a.md", "content/x/y.md"), ("content/b", "content/d")];
        patch.move_all(&tree, moves(&to));
        patch.delete(&path("content/c.md"), "c");
        change(site.path(), &patch).unwrap();
        let read = |name: &str| fs::read_to_string(site.path().join(name)).ok();
        assert_eq!(read("content/x/y.md").as_deref(), Some("\u{feff}A\r\n"));
        assert_eq!(read("content/d/index.md").as_deref(), Some("b"));
        assert_eq!(read("content/d/.hidden").as_deref(), Some("h"));
        assert_eq!(read("content/new/n.md").as_deref(), Some("n"));
        assert_eq!(all(&site.path().join("content")).len(), 1 + 3 + 5, "nothing is left behind");
        change(site.path(), &patch.reversed(&tree).unwrap()).unwrap();
        // new folders stay
        fs::remove_dir(site.path().join("content/new")).unwrap();
        fs::remove_dir(site.path().join("content/x")).unwrap();
        assert_eq!(all(site.path()), before);
    }

    #[test]
    fn after_an_error_nothing_has_changed() {
        let check = |patch: &dyn Fn(&mut Patch, &Tree),
                     prepare: &dyn Fn(&std::path::Path),
                     wanted: &str| {
            let (site, tree) = site(FILES);
            let mut changes = edited(&tree, &[("content/a.md", "A"), ("content/c.md", "C")]);
            patch(&mut changes, &tree);
            prepare(site.path());
            let before = all(site.path());
            let failure = change(site.path(), &changes).unwrap_err();
            assert!(format!("{failure:?}").starts_with(wanted), "{failure:?}");
            assert_eq!(all(site.path()), before, "{wanted}");
        };
        let none = |_: &mut Patch, _: &Tree| {};
        check(&none, &|root| fs::write(root.join("content/c.md"), "new").unwrap(), "Changed");
        check(&none, &|root| fs::remove_file(root.join("content/c.md")).unwrap(), "Read");
        let onto = [("content/b", "content/new/d"), ("content/a.md", "content/c.md")];
        check(&|patch, tree| patch.move_all(tree, moves(&onto)), &|_| {}, "Exists");
        let new = |patch: &mut Patch, _: &Tree| {
            let new = ["content/n/n.md", "content/c.md"].map(|name| (path(name), "n".into()));
            patch.created.extend(new);
        };
        check(&new, &|_| {}, "Exists");
        let moved = |patch: &mut Patch, tree: &Tree| {
            patch.move_all(tree, moves(&[("content/b", "content/d")]))
        };
        check(
            &moved,
            &|root| fs::write(root.join("content/b/index.md"), "new").unwrap(),
            "Changed",
        );
        // the second move has the same target
        let twice = |patch: &mut Patch, tree: &Tree| {
            let pairs = [("content/b", "content/new/d"), ("content/a.md", "content/new/d")];
            patch.move_all(tree, moves(&pairs));
            patch.delete(&path("content/c.md"), "c");
            // created and undone
            patch.created.insert(path("content/n/n.md"), "n".into());
        };
        check(&twice, &|_| {}, "Write");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link() {
        let (site, _) = site(FILES);
        let link = site.path().join("content/l.md");
        std::os::unix::fs::symlink("c.md", &link).unwrap();
        let tree = disk::read(site.path(), &path("glossator.toml")).unwrap().value;
        change(site.path(), &edited(&tree, &[("content/l.md", "C")])).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(site.path().join("content/c.md")).unwrap(), "C");
        let mut patch = Patch::default();
        patch.move_all(&Tree::new(), moves(&[("content/l.md", "content/m.md")]));
        let refused = change(site.path(), &patch);
        assert!(matches!(refused, Err(Failure::Write(..))));
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), site.path().join("content/out")).unwrap();
        let created = [(path("content/out/x/n.md"), "n".into())].into();
        let refused = change(site.path(), &Patch { created, ..Patch::default() });
        assert!(matches!(refused, Err(Failure::Write(..))), "{refused:?}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
