//! What is done to the sources from the browser: written whole or not at all, and taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as OsPath;

use serde::Serialize;

use crate::base::{File, Path, Tree};
use crate::change::annotate::{Action, FileChange, Refusal};
use crate::edge::Failure;
use crate::edge::disk::sources::{self, Changes};
use crate::edge::follow::{Followed, Followup};
use crate::edge::watch::Changed;
use crate::pipeline::Annotated;

/// Most actions that can be taken back.
const MOST: usize = 200;

/// The actions of this start of the server, the last one at the end.
#[derive(Default)]
pub(crate) struct Edits {
    done: Vec<Done>,
}

/// An action that can be taken back.
struct Done {
    name: String,
    files: Files,
}

/// What came of an action.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    /// Files that were changed, made or removed.
    pub(crate) files: Vec<String>,
    /// What would be taken back next.
    pub(crate) undo: Option<String>,
    /// The id of a new entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<String>,
}

impl Edits {
    /// The name of the action that would be taken back next.
    pub(crate) fn last(&self) -> Option<&str> {
        self.done.last().map(|done| done.name.as_str())
    }

    /// Does an action on an article. What changed on disk is read first, and the action is tried on what it says now.
    ///
    /// *Errors*: why nothing is done. *Law*: the files are all as they were then.
    pub(crate) fn act(
        &mut self,
        followed: &mut Followed,
        (article, action): (&Path, &Action),
    ) -> Result<(Written, Followup), Refusal> {
        followed.refresh(article).map_err(not_written)?;
        let root = followed.place.root.clone();
        let files = followed.annotate((article, action), |tree, done| write(&root, tree, done))?;
        let created = match (action, files.first_key_value()) {
            (Action::Entity(_), Some((path, _))) => Some(path.stem().to_string()),
            _ => None,
        };
        let paths: BTreeSet<Path> = files.keys().cloned().collect();
        self.done.push(Done { name: action.name().to_string(), files });
        if self.done.len() > MOST {
            self.done.remove(0);
        }
        let followup = followed.follow(Changed::Paths(paths.clone())).map_err(not_written)?;
        Ok((self.written(paths, created), followup))
    }

    /// Takes the last action back, if its files are as it left them.
    ///
    /// *Errors*: why not; an action whose files were changed since is not asked for again.
    pub(crate) fn undo(&mut self, followed: &mut Followed) -> Result<(Written, Followup), Refusal> {
        let Some(done) = self.done.pop() else {
            return Err(Refusal::nothing_to_undo());
        };
        let paths: BTreeSet<Path> = done.files.keys().cloned().collect();
        followed.follow(Changed::Paths(paths.clone())).map_err(not_written)?;
        let tree = &followed.sources.tree;
        if let Some(path) = done.files.iter().find(|(path, (_, now))| tree.get(*path) != Some(now))
        {
            return Err(Refusal::changed_since(path.0));
        }
        let mut changes = Changes::default();
        for (path, (former, _)) in &done.files {
            match former {
                Some(former) => drop(changes.texts.insert(path.clone(), text(former))),
                None => changes.removals.push(path.clone()),
            }
        }
        if let Err(failure) = sources::change(&followed.place.root, tree, &changes) {
            let refusal = not_written(failure);
            self.done.push(done);
            return Err(refusal);
        }
        let followup = followed.follow(Changed::Paths(paths.clone())).map_err(not_written)?;
        Ok((self.written(paths, None), followup))
    }

    fn written(&self, paths: BTreeSet<Path>, created: Option<String>) -> Written {
        let files = paths.iter().map(|path| path.to_string()).collect();
        Written { files, undo: self.last().map(str::to_string), created }
    }
}

/// Each file of an action as it was and as it becomes; `None` where there was none.
type Files = BTreeMap<Path, (Option<File>, File)>;

/// Writes what an action changes; gives the files.
fn write(root: &OsPath, tree: &Tree, done: &Annotated) -> Result<Files, Refusal> {
    let paths = done.edit.changes.iter().map(FileChange::path);
    let files: Files = paths
        .filter_map(|path| {
            Some((path.clone(), (tree.get(path).cloned(), done.tree.get(path)?.clone())))
        })
        .collect();
    let mut changes = Changes::default();
    for (path, (former, now)) in &files {
        let into = if former.is_some() { &mut changes.texts } else { &mut changes.new };
        into.insert(path.clone(), text(now));
    }
    match sources::change(root, tree, &changes) {
        Ok(()) => Ok(files),
        // in the very moment
        Err(Failure::Changed(_)) => Err(Refusal::other_files()),
        Err(failure) => Err(not_written(failure)),
    }
}

/// A source's text without its byte order mark.
fn text(file: &File) -> String {
    let File::Bytes(bytes) = file else { return String::new() };
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_string()
}

/// The file system's own refusal.
fn not_written(failure: Failure) -> Refusal {
    Refusal::not_written(&failure.to_string())
}
