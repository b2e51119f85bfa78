//! What the last good build remembered of the texts of a site: one file, `.glossator/texts.jsonl`.
//!
//! Its first line names the versions of its form and of the rules of the text stream: what another version wrote is
//! dropped, never compared. Each other line is an article.

use std::fs;
use std::io::{Error, ErrorKind, Write};
use std::path::{Path as OsPath, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::anchor::{Digest, Former, Snapshot, Standing};
use crate::base::{Path, Range};
use crate::parse::STREAM_VERSION;
use crate::pipeline::each;

/// Name of the folder in the site that holds what can be made anew.
pub(crate) const CACHE: &str = ".glossator";

/// Version of the form of the file.
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
    /// Digests of the selector and of what has it, and bytes of the stream.
    places: Vec<(u64, u64, u32, u32)>,
}

/// What was remembered; nothing where the file is absent, damaged or of another version.
pub(crate) fn load(root: &OsPath) -> Former {
    let place = place(root);
    // a link may lead anywhere, and reading a pipe may never end
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

/// Keeps what a good build remembers.
///
/// *Errors*: the file system refuses.
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
    // an earlier version kept a file for each article
    let _ = fs::remove_dir_all(cache.join("texts"));
    let articles: Vec<_> = former.articles.iter().collect();
    let line = |(path, snapshots): &(&Path, &Arc<[Snapshot]>)| {
        let texts = snapshots.iter().map(text).collect();
        written(&Article { path: path.as_str(), texts })
    };
    let staged = cache.join("texts.new");
    // whatever lies there is not written through
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

/// Keeps what was remembered of an article, or of all below a folder, under another path. What is lost here is a help, no
/// more.
pub(crate) fn moved(root: &OsPath, moves: &[(Path, Path)]) {
    let mut former = load(root);
    if former.articles.is_empty() {
        return;
    }
    let renamed = |path: &Path| {
        moves.iter().find_map(|(from, to)| match path == from {
            true => Some(to.clone()),
            false => Path::new(&format!("{to}/{}", path.below(from.as_str())?)),
        })
    };
    let articles = std::mem::take(&mut former.articles).into_iter();
    former.articles =
        articles.map(|(path, snapshots)| (renamed(&path).unwrap_or(path), snapshots)).collect();
    let _ = keep(root, &former);
}

/// When the file was written last, and how long it is; `None` if there is none.
pub(crate) fn state(root: &OsPath) -> Option<(std::time::SystemTime, u64)> {
    let found = fs::metadata(place(root)).ok()?;
    Some((found.modified().ok()?, found.len()))
}

fn place(root: &OsPath) -> PathBuf {
    root.join(CACHE).join("texts.jsonl")
}
