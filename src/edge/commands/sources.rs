//! Shared functions of commands that change sources.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::base::{Diagnostic, Path, Place as Spot, Span};
use crate::data::Patch;
use crate::edge::site::{Place, Read};
use crate::edge::{Failure, terminal};
use crate::pipeline::{self, Attempt, Memory, Present};

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

/// Applies a patch in memory and checks that the site gets no new errors.
pub(crate) fn attempt(patch: Patch, place: &Place, read: &Read) -> Result<Attempt, Failure> {
    let mut memory = Memory::of(read.former.clone());
    let attempt = pipeline::attempt(present(place, read), patch, &mut memory);
    let attempt = attempt.ok_or_else(|| Failure::Usage(OVERLAP.into()))?;
    let Some(Diagnostic { code, primary, message, .. }) = attempt.errors().next() else {
        return Ok(attempt);
    };
    Err(Failure::Usage(format!(
        "the changes would break {} ({code}: {message}); nothing was written: edit it by hand, and report this",
        primary.place.path
    )))
}

/// Message for splices that overlap.
pub(crate) const OVERLAP: &str =
    "the changes overlap; nothing was written: edit the files by hand, and report this";

/// The site that was read, before a change.
pub(crate) fn present<'a>(place: &'a Place, read: &'a Read) -> Present<'a> {
    let Read { tree, model, .. } = read;
    let (settings, diagnostics) = (&place.settings, &*model.diagnostics);
    Present { tree, settings, model: &model.value, diagnostics }
}

/// Line and column of a span of a file.
pub(crate) fn position(read: &Read, path: &Path, span: Span) -> (usize, usize) {
    terminal::position(&Spot { path: path.clone(), span: Some(span) }, &read.tree)
}

/// A number with a noun: `1 file`, `2 files`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
