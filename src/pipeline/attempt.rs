//! Changes of a site, tried in memory before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::anchor;
use crate::base::{Checked, Diagnostic, Path, Severity, Tree};
use crate::change::annotate::{self, Action, Intent, Listing, Offered, Refusal, View};
use crate::change::suggest::{self, Suggestion};
use crate::data::Patch;
use crate::pipeline::{Memory, Model, remodel, suggestions};
use crate::source::Settings;

/// A site before a change.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// Its files.
    pub tree: &'a Tree,
    /// How they were read.
    pub settings: &'a Settings,
    /// The model built from them.
    pub model: &'a Model,
    /// Its diagnostics.
    pub diagnostics: &'a [Diagnostic],
}

/// A patch that was applied in memory, and the site after it.
#[derive(Debug)]
pub struct Attempt {
    /// The patch.
    pub patch: Patch,
    /// The files after the patch.
    pub tree: Tree,
    /// Their model.
    pub model: Checked<Model>,
    /// Diagnostics that the site did not have before. Spans move, so they are compared by code, file and message; of
    /// several equal ones, those beyond the former number are new.
    pub new: Vec<Diagnostic>,
    /// Diagnostics that the site no longer has, with their former files and spans.
    pub gone: Vec<Diagnostic>,
}

impl Attempt {
    /// New errors: the patch breaks the site if there are any.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.new.iter().filter(|it| it.severity == Severity::Error)
    }
}

/// Applies a patch in memory, builds the model again and compares the diagnostics. `None` if the files are not those
/// that the patch was made for.
///
/// `memory` belongs to the present tree (see [`remodel`]) or is empty; afterwards it belongs to the tree of the attempt.
pub fn attempt(present: Present<'_>, patch: Patch, memory: &mut Memory) -> Option<Attempt> {
    let tree = patch.apply(present.tree)?;
    let model = remodel(&tree, present.settings, Some(&patch.paths()), memory);
    let mut gone: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for it in present.diagnostics {
        let path = patch.target(&it.primary.place.path);
        gone.entry((it.code, path, &*it.message)).or_default().push(it);
    }
    let mut new = Vec::new();
    for it in &model.diagnostics {
        let known = gone.get_mut(&(it.code, &it.primary.place.path, &*it.message));
        if known.and_then(Vec::pop).is_none() {
            new.push(it.clone());
        }
    }
    let gone = gone.into_values().flatten().cloned().collect();
    Some(Attempt { patch, tree, model, new, gone })
}

/// Attempts an action on an article.
///
/// *Errors*: why the action is refused; `memory` belongs to the present tree then, as before.
pub fn annotate(
    present: Present<'_>,
    article: &Path,
    action: &Action,
    memory: &mut Memory,
) -> Result<Attempt, Refusal> {
    let Present { tree, settings, model: Model { site, .. }, .. } = present;
    let Intent { patch, goal } = annotate::apply(View { tree, site }, article, action)?;
    let attempt = attempt(present, patch, memory).ok_or_else(Refusal::other_files)?;
    let errors: Vec<Diagnostic> = attempt.errors().cloned().collect();
    let verified = if errors.is_empty() {
        annotate::verify(&goal, article, site, &attempt.model.value.site)
    } else {
        let changed = attempt.patch.paths();
        let files = attempt.tree.iter().filter(|(path, _)| changed.contains(path));
        let files = files.map(|(path, file)| (path.clone(), file.clone())).collect();
        Err(Refusal::breaks(errors, files))
    };
    if verified.is_err() {
        remodel(tree, settings, Some(&attempt.patch.paths()), memory);
    }
    verified.map(|()| attempt)
}

/// Patches that add the proposed entities to the list of each article; `None` if there are none, or its list cannot be
/// extended.
pub fn accept(model: &Model, suggestions: &[Suggestion]) -> Vec<Option<Patch>> {
    let texts = anchor::texts(&model.site.documents);
    let of = |Suggestion { article, proposed, .. }: &Suggestion| {
        let at = texts.binary_search_by(|text| text.document.file.path.cmp(article)).ok()?;
        let text = texts.get(at).filter(|_| !proposed.is_empty())?;
        suggest::accept(text, &model.site.names, proposed)
    };
    suggestions.par_iter().map(of).collect()
}

/// Lists what is marked in an article, for the editor's panel.
pub fn marked(tree: &Tree, model: &Model, article: &Path) -> Result<Listing, Refusal> {
    annotate::listing(View { tree, site: &model.site }, article)
}

/// Suggestions for an article, for the editor's panel; empty if it is not an article.
pub fn offered(model: &Model, article: &Path) -> Offered {
    let Model { site, .. } = model;
    let found = suggestions(model, &BTreeSet::from([article.clone()]), 0).articles.pop();
    let Some((suggestion, at)) = found.zip(site.document(article)) else {
        return Offered::default();
    };
    let document = &site.documents[at];
    annotate::offered(site, suggestion, (&document.body.stream, document.language(&site.config)))
}
