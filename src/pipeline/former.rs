//! Former texts: what a good build stores, and the functions that use it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::Path;
use crate::change::repair;
use crate::pipeline::Model;
use crate::{anchor, parse, source};

/// Proposed repairs of annotations that lost their words, by article. `former` is the state of the last good build.
pub fn repairs(
    model: &Model,
    former: &anchor::Former,
    decision: repair::Decision,
) -> Vec<repair::Proposal> {
    let texts = anchor::texts(&model.site.documents);
    let quoted = texts.par_iter().filter(|text| repair::quotes(text));
    let proposals =
        quoted.map(|text| repair::propose(text, former.of(&text.document.file.path), decision));
    proposals.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The state that a good build stores: the text and the places of the selectors of each article. A selector without a
/// place keeps the text in which it had one.
pub fn remember(model: &Model, former: &anchor::Former) -> anchor::Former {
    let site = &model.site;
    let of = |(document, anchored): (&Arc<parse::Document>, &Arc<anchor::Anchored>)| {
        let path = &document.file.path;
        let snapshots = anchor::remembered(&document.body.stream, anchored, former.of(path));
        (!snapshots.is_empty()).then(|| (path.clone(), snapshots.into()))
    };
    let articles = site.documents.par_iter().zip(&site.anchored).filter_map(of);
    anchor::Former { articles: articles.collect() }
}

/// Articles with selectors that the state of the last good build does not have.
pub fn unremembered<'m>(model: &'m Model, former: &anchor::Former) -> BTreeSet<&'m Path> {
    let site = &model.site;
    let is_unknown = |(document, anchored): &(&Arc<parse::Document>, &Arc<anchor::Anchored>)| {
        let path = &document.file.path;
        anchored.selectors.iter().any(|it| !former.knows(path, it.digest))
    };
    let articles = site.documents.par_iter().zip(&site.anchored).filter(is_unknown);
    articles.map(|(document, _)| &document.file.path).collect()
}

/// The state with texts of renamed files added: those of missing articles, under the paths of new ones with the same
/// selectors. `None` if there are none.
pub fn adopted(model: &Model, former: &anchor::Former) -> Option<anchor::Former> {
    let site = &model.site;
    let is_gone = |path: &&Path| site.document(path).is_none();
    let gone: Vec<&Path> = former.articles.keys().filter(is_gone).collect();
    let mut adopted = former.clone();
    for (document, anchored) in site.documents.iter().zip(&site.anchored) {
        let path = &document.file.path;
        if gone.is_empty() || anchored.selectors.is_empty() || former.articles.contains_key(path) {
            continue;
        }
        let shared = |gone: &Path| {
            anchored.selectors.iter().filter(|it| former.knows(gone, it.digest)).count()
        };
        let best = gone.iter().copied().max_by_key(|gone| shared(gone));
        if let Some(best) = best.filter(|gone| shared(gone) > 0) {
            adopted.articles.insert(path.clone(), former.articles[best].clone());
        }
    }
    (adopted != *former).then_some(adopted)
}

/// Another version of an article and its sidecars: texts by path.
pub type Version = BTreeMap<Path, Arc<str>>;

/// The text and the places of the selectors in another version; `None` without the article's text.
pub fn standing(model: &Model, article: &Path, version: &Version) -> Option<anchor::Snapshot> {
    let site = &model.site;
    let file = &site.documents[site.document(article)?].file;
    let parse = |path: &Path, role| {
        let text = version.get(path)?.clone();
        let file = source::SourceFile { path: path.clone(), role, text, ..file.clone() };
        Some(parse::parse(&file, &site.config).value)
    };
    let [toml, jsonld] = file.sidecars();
    let document = parse(article, file.role)?;
    let toml = parse(&toml, source::Role::SidecarToml);
    let jsonld = parse(&jsonld, source::Role::SidecarJsonld);
    let text = anchor::Text { document: &document, toml: toml.as_ref(), jsonld: jsonld.as_ref() };
    Some(anchor::standing(&text))
}
