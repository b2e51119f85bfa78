//! What a build does to its output folder, and what it refuses.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path as OsPath, PathBuf};
use std::time::{Duration, SystemTime};

use glossator::base::{Path, Sink};
use glossator::edge::Failure;
use glossator::edge::disk::{Counts, Folder};
use tempfile::TempDir;

/// A site folder with an output.
struct Site {
    dir: TempDir,
}

impl Site {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["content/articles", "static", "templates"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        Self { dir }
    }

    fn root(&self) -> &OsPath {
        self.dir.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn open(&self) -> Result<Folder, Failure> {
        Folder::open(self.root(), &self.at("public"), false)
    }

    /// Builds with these files.
    fn build(&self, files: &[(&str, &str)]) -> Counts {
        let folder = self.open().unwrap();
        put(&folder, files);
        folder.commit().unwrap()
    }

    /// Files of the output, without the manifest.
    fn output(&self) -> BTreeMap<String, String> {
        let mut files = walk(&self.at("public"));
        files.remove(".glossator-manifest.json");
        files
    }
}

fn path(text: &str) -> Path {
    Path::new(text).unwrap()
}

fn put(folder: &Folder, files: &[(&str, &str)]) {
    for (name, text) in files {
        folder.put(&path(name), text.as_bytes()).unwrap();
    }
}

fn walk(top: &OsPath) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![top.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(top).unwrap().display().to_string();
                found.insert(name, fs::read_to_string(entry.path()).unwrap_or_default());
            }
        }
    }
    found
}

fn files(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
    expected.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

fn counts(written: usize, kept: usize, removed: usize) -> Counts {
    Counts { written, kept, removed }
}

#[test]
fn the_first_build_creates_only_the_output() {
    let site = Site::new();
    let before: Vec<String> = walk(site.root()).into_keys().collect();
    assert_eq!(site.build(&[("index.html", "home"), ("a/b/index.html", "b")]), counts(2, 0, 0));
    assert_eq!(site.output(), files(&[("index.html", "home"), ("a/b/index.html", "b")]));
    let beside = walk(site.root()).into_keys().filter(|name| !name.starts_with("public/"));
    assert_eq!(beside.collect::<Vec<_>>(), before);
    let manifest = fs::read_to_string(site.at("public/.glossator-manifest.json")).unwrap();
    assert!(manifest.find("a/b/index.html") < manifest.find("\"index.html"), "{manifest}");
}

#[test]
fn unchanged_files_keep_their_time() {
    let site = Site::new();
    site.build(&[("a.html", "a"), ("b.html", "b")]);
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let names = ["a.html", "b.html", ".glossator-manifest.json"];
    for name in names {
        let file = File::options().write(true).open(site.at("public").join(name)).unwrap();
        file.set_modified(old).unwrap();
    }
    let time = |name: &str| site.at("public").join(name).metadata().unwrap().modified().unwrap();
    assert_eq!(site.build(&[("a.html", "a"), ("b.html", "b")]), counts(0, 2, 0));
    assert!(names.iter().all(|name| time(name) == old));
    assert_eq!(site.build(&[("a.html", "a"), ("b.html", "B")]), counts(1, 1, 0));
    assert_eq!(time("a.html"), old);
    assert_ne!(time("b.html"), old);
}

#[test]
fn stale_files_are_removed_and_foreign_ones_stay() {
    let site = Site::new();
    site.build(&[("a/x/index.html", "1"), ("a/y/index.html", "2"), ("index.html", "3")]);
    site.write("public/a/x/mine.txt", "mine");
    site.write("public/CNAME", "example.org");
    assert_eq!(site.build(&[("index.html", "3")]), counts(0, 1, 2));
    let expected = [("index.html", "3"), ("a/x/mine.txt", "mine"), ("CNAME", "example.org")];
    assert_eq!(site.output(), files(&expected));
    assert!(!site.at("public/a/y").exists(), "an empty folder is left");
}

#[test]
fn without_a_commit_the_output_stays_unchanged() {
    let site = Site::new();
    site.build(&[("a.html", "good"), ("b.html", "good")]);
    let before = walk(site.root());
    let folder = site.open().unwrap();
    put(&folder, &[("a.html", "half"), ("c/d.html", "new")]);
    drop(folder);
    assert_eq!(walk(site.root()), before);

    let fresh = Site::new();
    let before = walk(fresh.root());
    put(&fresh.open().unwrap(), &[("a.html", "half")]);
    assert_eq!(walk(fresh.root()), before);
    assert!(!fresh.at("public").exists());
}

#[test]
fn leftovers_of_a_killed_build_are_removed() {
    let site = Site::new();
    site.build(&[("a.html", "a")]);
    site.write(".public.glossator-stage/old/half.html", "half");
    site.write("public/.glossator-stage/half.html", "half");
    site.write(".public.glossator-lock", "");
    assert_eq!(site.build(&[("a.html", "b")]), counts(1, 0, 0));
    assert_eq!(site.output(), files(&[("a.html", "b")]));
    assert!(!site.at(".public.glossator-stage").exists());
    assert!(!site.at(".public.glossator-lock").exists());
}

#[test]
fn an_interrupted_commit_is_completed_by_the_next_build() {
    let site = Site::new();
    site.build(&[("old.html", "old")]);
    let folder = site.open().unwrap();
    put(&folder, &[("a.html", "a"), ("z.html", "z")]);
    // a foreign file appears while the build runs
    site.write("public/z.html/mine.txt", "mine");
    assert!(matches!(folder.commit(), Err(Failure::Write(..))));
    assert_eq!(site.output()["a.html"], "a");
    assert_eq!(site.output()["old.html"], "old", "stale pages go last");

    fs::remove_dir_all(site.at("public/z.html")).unwrap();
    site.build(&[("z.html", "z")]);
    assert_eq!(site.output(), files(&[("z.html", "z")]));
}

#[test]
fn one_build_at_a_time() {
    let site = Site::new();
    let first = site.open().unwrap();
    let refused = site.open().unwrap_err();
    assert!(matches!(refused, Failure::Locked(_)), "{refused}");
    drop(first);
    site.build(&[("a.html", "a")]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    site.build(&[("a", "file"), ("b/c/index.html", "deep"), ("k.html", "k")]);
    assert_eq!(
        site.build(&[("a/index.html", "deep"), ("b", "file"), ("k.html", "k")]),
        counts(2, 1, 2)
    );
    assert_eq!(site.output(), files(&[("a/index.html", "deep"), ("b", "file"), ("k.html", "k")]));
}

#[test]
fn a_foreign_file_is_replaced_only_by_force() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.write("public/robots.txt", "mine");
    let folder = site.open().unwrap();
    let refused = folder.put(&path("robots.txt"), b"ours").unwrap_err();
    assert!(refused.reason.contains("--force"), "{}", refused.reason);
    folder.put(&path("robots.txt"), b"mine").unwrap();
    drop(folder);
    let forced = Folder::open(site.root(), &site.at("public"), true).unwrap();
    put(&forced, &[("robots.txt", "ours")]);
    forced.commit().unwrap();
    assert_eq!(site.output(), files(&[("robots.txt", "ours")]));
}

#[test]
fn a_foreign_file_in_the_way_of_a_folder_is_refused_before_anything_moves() {
    let site = Site::new();
    site.build(&[("index.html", "home"), ("dir/ours.html", "ours")]);
    site.write("public/a", "mine");
    site.write("public/dir/mine.txt", "mine");
    let before = walk(site.root());
    for wrong in ["a/index.html", "a/b/c.html", "dir"] {
        let folder = Folder::open(site.root(), &site.at("public"), true).unwrap();
        assert!(folder.put(&path(wrong), b"x").is_err(), "{wrong}");
        drop(folder);
        assert_eq!(walk(site.root()), before, "{wrong}");
    }
}

#[test]
fn a_foreign_folder_is_refused_without_force() {
    let site = Site::new();
    site.write("public/photo.jpg", "photo");
    assert!(matches!(site.open(), Err(Failure::NotOurs(_))));
    site.write("public/.glossator-manifest.json", "{ broken");
    assert!(matches!(site.open(), Err(Failure::NotOurs(_))));
    let forced = Folder::open(site.root(), &site.at("public"), true).unwrap();
    put(&forced, &[("index.html", "home")]);
    forced.commit().unwrap();
    assert_eq!(site.output(), files(&[("index.html", "home"), ("photo.jpg", "photo")]));
    site.build(&[("index.html", "home")]);
}

#[test]
fn an_empty_folder_is_accepted() {
    let site = Site::new();
    fs::create_dir(site.at("public")).unwrap();
    assert_eq!(site.build(&[("a/b.html", "b")]), counts(1, 0, 0));
}

#[test]
fn links_in_the_output_are_not_followed() {
    let (site, elsewhere) = (Site::new(), Site::new());
    site.build(&[("index.html", "home"), ("a/index.html", "a"), ("f.html", "f")]);
    elsewhere.write("index.html", "precious");
    fs::remove_dir_all(site.at("public/a")).unwrap();
    symlink(elsewhere.root(), site.at("public/a")).unwrap();
    fs::remove_file(site.at("public/f.html")).unwrap();
    symlink(elsewhere.at("index.html"), site.at("public/f.html")).unwrap();

    let folder = site.open().unwrap();
    for wrong in ["a/index.html", "a/b/c.html", "f.html"] {
        let refused = folder.put(&path(wrong), b"new").unwrap_err();
        assert!(refused.reason.contains("symbolic link"), "{wrong}: {}", refused.reason);
    }
    // nor a removal: `a/index.html` and `f.html` are stale now
    put(&folder, &[("index.html", "home")]);
    folder.commit().unwrap();
    assert_eq!(fs::read_to_string(elsewhere.at("index.html")).unwrap(), "precious");
}

#[test]
fn a_false_manifest_removes_nothing_outside() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.write("content/a.md", "precious");
    let lie = r#"{"version":1,"files":{"../content/a.md":"","/etc/hostname":"","index.html/x":"","a//b":""}}"#;
    site.write("public/.glossator-manifest.json", lie);
    assert_eq!(site.build(&[("index.html", "home")]).removed, 0);
    assert_eq!(fs::read_to_string(site.at("content/a.md")).unwrap(), "precious");
}

#[test]
fn the_site_and_its_sources_cannot_be_the_output() {
    let site = Site::new();
    symlink(site.at("content"), site.at("link")).unwrap();
    symlink(site.at("nowhere"), site.at("dangling")).unwrap();
    site.write("file", "x");
    let above = site.root().parent().unwrap().to_path_buf();
    for wrong in [
        site.root().to_path_buf(),
        above,
        site.at("content"),
        site.at("content/new/deep"),
        site.at("static"),
        site.at("templates/x"),
        site.at("link/x"),
        site.at("content/articles/../.."),
    ] {
        let refused = Folder::open(site.root(), &wrong, true);
        assert!(matches!(refused, Err(Failure::OutputInSite(_))), "{}", wrong.display());
    }
    for wrong in ["file", "dangling"] {
        let refused = Folder::open(site.root(), &site.at(wrong), true);
        assert!(matches!(refused, Err(Failure::NoFolder(_))), "{wrong}");
    }
    assert!(!site.at("content/new").exists());
}

#[test]
fn an_output_behind_a_link_is_written_to_its_target() {
    let (site, elsewhere) = (Site::new(), Site::new());
    fs::create_dir(elsewhere.at("www")).unwrap();
    symlink(elsewhere.at("www"), site.at("public")).unwrap();
    site.build(&[("index.html", "home")]);
    assert!(site.at("public").symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_to_string(elsewhere.at("www/index.html")).unwrap(), "home");
}

#[test]
fn assets_are_compared_and_copied() {
    let site = Site::new();
    let big: String = "0123456789".repeat(20_000);
    site.write("static/big.txt", &big);
    let copy = |site: &Site| {
        let folder = site.open().unwrap();
        folder.copy(&path("big.txt"), &path("static/big.txt")).unwrap();
        folder.commit().unwrap()
    };
    assert_eq!(copy(&site), counts(1, 0, 0));
    assert_eq!(copy(&site), counts(0, 1, 0));
    // a page with the same bytes has the same hash
    assert_eq!(site.build(&[("big.txt", &big)]), counts(0, 1, 0));
    site.write("static/big.txt", &big.replace('9', "8"));
    assert_eq!(copy(&site), counts(1, 0, 0));
    assert_eq!(site.output()["big.txt"], big.replace('9', "8"));
    let folder = site.open().unwrap();
    assert!(folder.copy(&path("x"), &path("static/none")).is_err());
}

#[test]
fn many_threads_write_the_same_as_one() {
    let (one, many) = (Site::new(), Site::new());
    let pages: Vec<(String, String)> =
        (0..400).map(|n| (format!("d{}/p{n}/index.html", n % 7), format!("page {n}"))).collect();
    for round in 0..2 {
        let (alone, folder) = (one.open().unwrap(), many.open().unwrap());
        for (name, text) in &pages {
            alone.put(&path(name), text.as_bytes()).unwrap();
        }
        std::thread::scope(|scope| {
            for part in pages.chunks(50) {
                let folder = &folder;
                scope.spawn(move || {
                    for (name, text) in part.iter().rev() {
                        folder.put(&path(name), text.as_bytes()).unwrap();
                    }
                });
            }
        });
        let expected = if round == 0 { counts(400, 0, 0) } else { counts(0, 400, 0) };
        assert_eq!((alone.commit().unwrap(), folder.commit().unwrap()), (expected, expected));
        assert_eq!(walk(&one.at("public")), walk(&many.at("public")));
    }
}
