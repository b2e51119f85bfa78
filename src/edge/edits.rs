//! Writes the editor's actions to the sources, whole or not at all, and undoes them.

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

/// Maximum number of actions that can be undone.
const MOST: usize = 200;

/// The actions since the server was started, the latest last.
#[derive(Default)]
pub(crate) struct Edits {
    done: Vec<Done>,
}

/// An action that can be undone.
struct Done {
    name: String,
    files: Files,
}

/// The result of an action.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    /// Files that were changed, created or deleted.
    pub(crate) files: Vec<String>,
    /// Name of the action that undo would revert next.
    pub(crate) undo: Option<String>,
    /// Id of a new entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<String>,
}

impl Edits {
    /// Name of the action that undo would revert next.
    pub(crate) fn last(&self) -> Option<&str> {
        self.done.last().map(|done| done.name.as_str())
    }

    /// Performs an action on an article. Reads changed files first, and applies the action to their present content.
    ///
    /// *Errors*: why the action is refused. *Law*: then no file is changed.
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

    /// Undoes the latest action, if its files are unchanged since.
    ///
    /// *Errors*: why not; an action whose files have changed is dropped.
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

/// Each file of an action before and after it; `None` for a new file.
type Files = BTreeMap<Path, (Option<File>, File)>;

/// Writes the changes of an action, and returns its files.
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
        // changed since it was read a moment ago
        Err(Failure::Changed(_)) => Err(Refusal::other_files()),
        Err(failure) => Err(not_written(failure)),
    }
}

/// A source's text without byte order mark.
fn text(file: &File) -> String {
    let File::Bytes(bytes) = file else { return String::new() };
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_string()
}

/// An error of the file system.
fn not_written(failure: Failure) -> Refusal {
    Refusal::not_written(&failure.to_string())
}
