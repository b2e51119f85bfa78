//! Writes the editor's actions to the sources, whole or not at all, and undoes them.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::{File, Path};
use crate::change::annotate::{Action, Refusal};
use crate::data::{Digest, Patch, digest};
use crate::edge::Failure;
use crate::edge::disk::sources;
use crate::edge::follow::{Followed, Followup};
use crate::edge::watch::Changed;

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
    undo: Patch,
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
        article: &Path,
        action: &Action,
    ) -> Result<(Written, Followup), Refusal> {
        followed.refresh(article).map_err(not_written)?;
        let root = followed.place.root.clone();
        let patch = followed.annotate(article, action, |attempt| {
            match sources::change(&root, &attempt.patch) {
                Ok(()) => Ok(attempt.patch.clone()),
                // changed since it was read a moment ago
                Err(Failure::Changed(_)) => Err(Refusal::other_files()),
                Err(failure) => Err(not_written(failure)),
            }
        })?;
        let created = match (action, patch.created.first_key_value()) {
            (Action::Entity(_), Some((path, _))) => Some(path.stem().to_string()),
            _ => None,
        };
        let reversed = patch.reversed(&followed.sources.tree);
        let undo = reversed.expect("an action edits and creates texts");
        self.done.push(Done { name: action.name().to_string(), undo });
        if self.done.len() > MOST {
            self.done.remove(0);
        }
        self.follow(followed, patch.paths(), created)
    }

    /// Undoes the latest action, if its files are unchanged since.
    ///
    /// *Errors*: why not; an action whose files have changed is dropped.
    pub(crate) fn undo(&mut self, followed: &mut Followed) -> Result<(Written, Followup), Refusal> {
        let Some(done) = self.done.pop() else {
            return Err(Refusal::nothing_to_undo());
        };
        let paths = done.undo.paths();
        followed.follow(Changed::Paths(paths.clone())).map_err(not_written)?;
        let tree = &followed.sources.tree;
        let is_unchanged = |(path, read): &(&Path, &Digest)| matches!(tree.get(path), Some(File::Bytes(bytes)) if digest(bytes) == **read);
        if let Some((path, _)) = done.undo.read.iter().find(|it| !is_unchanged(it)) {
            return Err(Refusal::changed_since(path));
        }
        if let Err(failure) = sources::change(&followed.place.root, &done.undo) {
            self.done.push(done);
            return Err(not_written(failure));
        }
        self.follow(followed, paths, None)
    }

    /// Reads the changed files.
    fn follow(
        &self,
        followed: &mut Followed,
        paths: BTreeSet<Path>,
        created: Option<String>,
    ) -> Result<(Written, Followup), Refusal> {
        let files = paths.iter().map(|path| path.to_string()).collect();
        let followup = followed.follow(Changed::Paths(paths)).map_err(not_written)?;
        Ok((Written { files, undo: self.last().map(str::to_string), created }, followup))
    }
}

/// An error of the file system.
fn not_written(failure: Failure) -> Refusal {
    Refusal::not_written(&failure.to_string())
}
