//! Stores the texts of the last good build in one file, `.glossator/texts.jsonl`.
//!
//! The first line has the versions of the file format and of the text stream rules: another version is ignored. Each
//! other line is an article.

use std::fs;
use std::io::{Error, ErrorKind, Write};
use std::path::{Path as OsPath, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::anchor::{Digest, Former, Snapshot, Standing};
use crate::base::{Path, Range};
use crate::data;
use crate::parse::STREAM_VERSION;
use crate::pipeline::each;

/// Cache folder of a site; everything in it can be recreated.
pub(crate) const CACHE: &str = ".glossator";

/// Version of the file format.
const FORMAT: u32 = 1;

#[derive(PartialEq, Serialize, Deserialize)]
struct Head {
    format: u32,
    stream: u32,
}

const HEAD: Head = Head { format: FORMAT, stream: STREAM_VERSION };

#[derive(Serialize, Deserialize)]
struct Article<S> {
    path: S,
    texts: Vec<Text<S>>,
}

#[derive(Serialize, Deserialize)]
struct Text<S> {
    stream: S,
    /// Digests of the selector and of its owner, and byte range in the stream.
    places: Vec<(u64, u64, u32, u32)>,
}

/// The stored texts; empty if the file is missing, damaged or of another version.
pub(crate) fn load(root: &OsPath) -> Former {
    let place = place(root);
    // only regular files: reading a pipe might never end
    let is_file = fs::symlink_metadata(&place).is_ok_and(|found| found.is_file());
    let bytes = is_file.then(|| fs::read(&place).ok()).flatten().unwrap_or_default();
    let mut lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let head = lines.next().and_then(|line| serde_json::from_slice::<Head>(line).ok());
    if head != Some(HEAD) {
        return Former::default();
    }
    let lines: Vec<&[u8]> = lines.collect();
    Former { articles: each(&lines, |line| article(line)).into_iter().flatten().collect() }
}

fn article(line: &[u8]) -> Option<(Path, Arc<[Snapshot]>)> {
    let Article { path, texts }: Article<String> = serde_json::from_slice(line).ok()?;
    let snapshot = |Text { stream, places }: Text<String>| {
        let place = |(digest, owner, start, end)| Standing {
            digest: Digest(digest),
            owner: Digest(owner),
            range: Range { start, end },
        };
        let mut places: Vec<_> = places.into_iter().map(place).collect();
        places.sort_unstable();
        Snapshot { stream: stream.into(), places }
    };
    Some((Path::new(&path)?, texts.into_iter().map(snapshot).collect()))
}

/// Stores the texts of a good build.
///
/// *Errors*: the file system fails.
pub(crate) fn keep(root: &OsPath, former: &Former) -> Result<(), Error> {
    let cache = root.join(CACHE);
    match fs::symlink_metadata(&cache) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(Error::new(ErrorKind::NotADirectory, "it is not a folder")),
        Err(_) => {
            fs::create_dir_all(&cache)?;
            fs::write(cache.join(".gitignore"), "*\n")?;
        }
    }
    // remove the folder of an earlier version, with a file per article
    let _ = fs::remove_dir_all(cache.join("texts"));
    let articles: Vec<_> = former.articles.iter().collect();
    let line = |(path, snapshots): &(&Path, &Arc<[Snapshot]>)| {
        let texts = snapshots.iter().map(text).collect();
        written(&Article { path: path.as_str(), texts })
    };
    let staged = cache.join("texts.new");
    // never write through an existing link
    let _ = fs::remove_file(&staged);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&staged)?;
    file.write_all((written(&HEAD) + &each(&articles, line).concat()).as_bytes())?;
    fs::rename(staged, place(root))
}

fn text(snapshot: &Snapshot) -> Text<&str> {
    let place = |it: &Standing| (it.digest.0, it.owner.0, it.range.start, it.range.end);
    Text { stream: &snapshot.stream, places: snapshot.places.iter().map(place).collect() }
}

fn written(row: &impl Serialize) -> String {
    let mut line = serde_json::to_string(row).expect("strings and numbers are always JSON");
    line.push('\n');
    line
}

/// Moves the stored texts of an article, or of a folder, to another path. Errors are ignored: the texts are only a
/// help.
pub(crate) fn moved(root: &OsPath, moves: &[(Path, Path)]) {
    let mut former = load(root);
    if former.articles.is_empty() {
        return;
    }
    let renamed = |path: &Path| moves.iter().find_map(|(from, to)| data::moved(path, from, to));
    let articles = std::mem::take(&mut former.articles).into_iter();
    former.articles =
        articles.map(|(path, snapshots)| (renamed(&path).unwrap_or(path), snapshots)).collect();
    let _ = keep(root, &former);
}

/// Modification time and size of the file; `None` if missing.
pub(crate) fn state(root: &OsPath) -> Option<(std::time::SystemTime, u64)> {
    let found = fs::metadata(place(root)).ok()?;
    Some((found.modified().ok()?, found.len()))
}

fn place(root: &OsPath) -> PathBuf {
    root.join(CACHE).join("texts.jsonl")
}
