//! Shared functions of commands that change sources.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::base::{Diagnostic, File, Path, Severity, Tree};
use crate::data::edit::{Splice, hunks};
use crate::edge::Failure;
use crate::edge::disk::sources::Changes;
use crate::edge::site::{Place, Read};
use crate::pipeline::{self, Memory};

/// The articles named as arguments, as paths of the site.
pub(crate) fn named(files: &[PathBuf], place: &Place) -> Result<BTreeSet<Path>, Failure> {
    let of = |file: &PathBuf| {
        let here = std::path::absolute(file).ok();
        let below = here.as_deref().and_then(|here| here.strip_prefix(&place.root).ok());
        let path = below
            .or(Some(file))
            .and_then(|path| Path::new(&path.to_string_lossy().replace('\\', "/")));
        let is_there = |path: &Path| place.root.join(path.as_str()).is_file();
        path.filter(is_there)
            .ok_or_else(|| Failure::Usage(format!("{} is not a file of the site", file.display())))
    };
    files.iter().map(of).collect()
}

/// Reads the changed site and checks that it has no new errors. `None` if there are no changes.
pub(crate) fn verify(
    changes: &Changes,
    place: &Place,
    read: &Read,
) -> Result<Option<Read>, Failure> {
    if changes.texts.is_empty() {
        return Ok(None);
    }
    let mut tree: Tree = read.tree.clone();
    for (path, text) in &changes.texts {
        tree.insert(path.clone(), File::Bytes(text.as_bytes().into()));
    }
    let Read { former, kept, .. } = read;
    let mut memory = Memory::of(former.clone());
    let model = pipeline::remodel(&tree, &place.settings, None, &mut memory);
    // spans move, so compare messages
    let key = |diagnostic: &Diagnostic| {
        (diagnostic.code, diagnostic.primary.place.path.clone(), diagnostic.message.clone())
    };
    let errors = |all: &[Diagnostic]| -> BTreeSet<_> {
        all.iter().filter(|it| it.severity == Severity::Error).map(key).collect()
    };
    let before = errors(&read.model.diagnostics);
    match errors(&model.diagnostics).difference(&before).next() {
        None => Ok(Some(Read { tree, model, former: former.clone(), kept: kept.clone() })),
        Some((code, path, message)) => Err(Failure::Usage(format!(
            "the changes would break {path} ({code}: {message}); nothing was written: edit it by hand, and report this"
        ))),
    }
}

/// The lines changed by splices, removed lines before added ones.
pub(crate) fn diff(text: &str, splices: &[Splice]) -> String {
    let mut out = String::new();
    for hunk in hunks(text, splices) {
        let removed = hunk.removed.iter().map(|line| ('-', line));
        for (mark, line) in removed.chain(hunk.added.iter().map(|line| ('+', line))) {
            out.push_str(&format!("  {mark} {line}\n"));
        }
    }
    out
}
