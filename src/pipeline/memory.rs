//! The results of the last run, and which stages must run again: decided stage by stage from their inputs.
//!
//! There is no dependency graph. A stage is skipped if its inputs are equal to the last ones; they are always compared.
//! A test with random edits checks that the model equals one built from scratch.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::anchor::{self, Anchored, Former, Text};
use crate::base::{Checked, Diagnostic, File, Path, Tree};
use crate::names::{self, Likeness, Names};
use crate::pages::render::{self, Theme};
use crate::parse::{self, Document};
use crate::pipeline::each;
use crate::plan::{self, Plan};
use crate::site::{self, Index, Site};
use crate::source::{self, Config, Settings, SourceFile, Sources, StringsFile, TemplateFile};
use crate::words::{self, Dictionary};

type Parsed = Checked<Arc<Document>>;
type Marked = Checked<Arc<Anchored>>;

/// The results and diagnostics of each stage of a model. Passed to [`super::remodel`] again, it saves repeated work.
/// Empty at first.
#[derive(Default)]
pub struct Memory {
    /// The state of the last good build.
    pub(super) former: Arc<Former>,
    /// The state with which `anchored` was computed.
    pub(super) compared: Arc<Former>,
    /// Settings and configuration file of the results.
    pub(super) under: Option<(Settings, Option<File>)>,
    pub(super) sources: Checked<Sources>,
    pub(super) look: Option<Look>,
    pub(super) documents: Vec<Parsed>,
    pub(super) names: Option<Checked<Arc<Names>>>,
    pub(super) anchored: Vec<Marked>,
    /// The documents after heading ids give way to ids of marks.
    pub(super) settled: Vec<Arc<Document>>,
    pub(super) index: Option<Checked<Arc<Index>>>,
    pub(super) plan: Option<Checked<Arc<Plan>>>,
    pub(super) links: Option<Links>,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").field("n_documents", &self.documents.len()).finish_non_exhaustive()
    }
}

/// Interface strings and templates, and the files they come from.
pub(super) struct Look {
    pub(super) words: Checked<Dictionary>,
    pub(super) theme: Checked<Arc<Theme>>,
    strings: Vec<StringsFile>,
    templates: Vec<TemplateFile>,
}

/// Diagnostics of links: by document, and of other files.
pub(super) struct Links {
    pub(super) of_documents: Vec<Vec<Diagnostic>>,
    pub(super) of_tables: Vec<Diagnostic>,
}

/// How the present documents relate to those of the last run.
pub(super) struct Comparison {
    /// By document: index of the document with this path in the last run.
    former: Vec<Option<usize>>,
    /// By document: whether it is unchanged.
    is_kept: Vec<bool>,
    /// Whether all have the same index and front matter as before, so that only texts differ.
    is_only_texts: bool,
}

impl Memory {
    /// An empty memory with the state of the last good build.
    pub fn of(former: Arc<Former>) -> Self {
        Self { former, ..Self::default() }
    }

    /// The state of the last good build.
    pub fn former(&self) -> Arc<Former> {
        self.former.clone()
    }

    /// Replaces the state of the last good build.
    pub fn compare_with(&mut self, former: Arc<Former>) {
        self.former = former;
    }

    /// Takes the memory if its settings and configuration are the same; else an empty one.
    pub(super) fn under(&mut self, tree: &Tree, settings: &Settings) -> Self {
        let memory = std::mem::take(self);
        let is_same = |(known, config): &(Settings, Option<File>)| {
            known == settings && config.as_ref() == tree.get(&settings.config)
        };
        if memory.under.as_ref().is_some_and(is_same) { memory } else { Self::of(memory.former) }
    }

    /// Diagnostics of all stages.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let look = self.look.iter();
        let look = look.flat_map(|it| it.words.diagnostics.iter().chain(&it.theme.diagnostics));
        let links = self.links.iter();
        let links = links.flat_map(|it| it.of_documents.iter().flatten().chain(&it.of_tables));
        let all = (self.sources.diagnostics.iter())
            .chain(look)
            .chain(self.documents.iter().flat_map(|it| &it.diagnostics))
            .chain(self.names.iter().flat_map(|it| &it.diagnostics))
            .chain(self.anchored.iter().flat_map(|it| &it.diagnostics))
            .chain(self.index.iter().flat_map(|it| &it.diagnostics))
            .chain(self.plan.iter().flat_map(|it| &it.diagnostics))
            .chain(links);
        all.cloned().collect()
    }
}

/// The files with their roles, and whether the copied files are the same. `changed`: only these may differ.
pub(super) fn sources(
    former: &mut Memory,
    tree: &Tree,
    settings: &Settings,
    changed: Option<&BTreeSet<Path>>,
) -> (Checked<Sources>, bool) {
    let mut last = std::mem::take(&mut former.sources);
    let is_known = former.under.is_some();
    if is_known && changed.is_some_and(|changed| source::reread(&mut last.value, tree, changed)) {
        return (last, true);
    }
    let sources = source::classify(tree, settings);
    let has_same_assets = is_known && last.value.assets == sources.value.assets;
    (sources, has_same_assets)
}

/// Interface strings and templates; rebuilt if one of their files changed.
pub(super) fn look(last: Option<Look>, sources: &Sources) -> Look {
    let is_alike =
        |last: &Look| last.strings == sources.strings && last.templates == sources.templates;
    last.filter(is_alike).unwrap_or_else(|| {
        let words = words::words(&sources.strings, &sources.config);
        let theme = render::theme(&sources.templates, &words.value).map(Arc::new);
        let (strings, templates) = (sources.strings.clone(), sources.templates.clone());
        Look { words, theme, strings, templates }
    })
}

/// The documents, parsed again if their file changed, and their comparison with the last run.
pub(super) fn documents(
    last: &[Parsed],
    files: &[SourceFile],
    config: &Config,
) -> (Vec<Parsed>, Comparison) {
    let former = places(last, files);
    let is_kept: Vec<bool> = former
        .iter()
        .zip(files)
        .map(|(at, file)| at.is_some_and(|at| is_same(&last[at].value.file, file)))
        .collect();
    let new: Vec<&SourceFile> = files
        .iter()
        .zip(&is_kept)
        .filter(|(_, is_kept)| !**is_kept)
        .map(|(file, _)| file)
        .collect();
    let mut parsed = each(&new, |file| parse::parse(file, config).map(Arc::new)).into_iter();
    let mut is_only_texts = last.len() == files.len();
    let documents: Vec<Parsed> = former
        .iter()
        .zip(&is_kept)
        .enumerate()
        .map(|(place, (at, is_kept))| {
            let document = match at {
                Some(at) if *is_kept => last[*at].clone(),
                _ => parsed.next().expect("each file that is not kept was parsed"),
            };
            is_only_texts &=
                *at == Some(place) && (*is_kept || is_alike(&last[place].value, &document.value));
            document
        })
        .collect();
    (documents, Comparison { former, is_kept, is_only_texts })
}

/// Whether a file is unchanged; a text that was not read again has the same pointer and is not compared.
fn is_same(a: &SourceFile, b: &SourceFile) -> bool {
    let of_path = |it: &SourceFile| (it.role, it.suffix.clone(), it.is_bundle);
    (Arc::ptr_eq(&a.text, &b.text) || a.text == b.text)
        && of_path(a) == of_path(b)
        && a.key == b.key
        && a.path == b.path
}

/// By file: index of the document with this path; both are sorted by path.
fn places(documents: &[Parsed], files: &[SourceFile]) -> Vec<Option<usize>> {
    let mut at = 0;
    let place = |file: &SourceFile| {
        while documents.get(at).is_some_and(|it| it.value.file.path < file.path) {
            at += 1;
        }
        documents.get(at).is_some_and(|it| it.value.file.path == file.path).then_some(at)
    };
    files.iter().map(place).collect()
}

/// Whether two versions of a file have the same front matter and path properties.
fn is_alike(a: &Document, b: &Document) -> bool {
    let of_path = |it: &SourceFile| (it.role, it.suffix.clone(), it.key.clone(), it.is_bundle);
    a.matter == b.matter && of_path(&a.file) == of_path(&b.file)
}

/// All names, and how they differ from the last ones for unchanged texts.
pub(super) fn names(
    last: Option<Checked<Arc<Names>>>,
    documents: &[Arc<Document>],
    comparison: &Comparison,
    (config, settings): (&Config, &Settings),
) -> (Checked<Arc<Names>>, Likeness) {
    let Some(last) = last else {
        let names = names::names(documents, config, settings.drafts).map(Arc::new);
        return (names, Likeness::None);
    };
    if comparison.is_only_texts {
        return (last, Likeness::Same);
    }
    let names = names::names(documents, config, settings.drafts).map(Arc::new);
    let likeness = names.value.likeness(&last.value);
    (names, likeness)
}

/// The marks of each text.
///
/// An unchanged text is not anchored again unless names changed. A text with diagnostics is anchored again whenever
/// anything about names may have changed, since messages contain their positions.
pub(super) fn anchored(
    last: &Memory,
    documents: &[Arc<Document>],
    comparison: &Comparison,
    (names, likeness, config): (&Names, Likeness, &Config),
) -> Vec<Marked> {
    let Memory { former, compared, documents: parsed, anchored, .. } = last;
    let parsed: Vec<Arc<Document>> = parsed.iter().map(|it| it.value.clone()).collect();
    let parsed = anchor::texts(&parsed);
    let is_compared_alike =
        |path: &Path| Arc::ptr_eq(former, compared) || former.of(path) == compared.of(path);
    let texts = anchor::texts(documents);
    let known = |at: usize| {
        let place = comparison.former[at]?;
        let known = &anchored[place];
        let is_good = match likeness {
            Likeness::None => false,
            Likeness::Same => comparison.is_only_texts || known.diagnostics.is_empty(),
            Likeness::ButFiles => known.diagnostics.is_empty() && !has_wikilinks(&texts[at]),
        };
        let is_same = is_good
            && texts[at].is_same(&parsed[place])
            && is_compared_alike(&texts[at].document.file.path);
        is_same.then_some(known)
    };
    let known: Vec<Option<&Marked>> = (0..texts.len()).map(known).collect();
    let new: Vec<&Text<'_>> =
        texts.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(it, _)| it).collect();
    let anchor = |text: &&Text<'_>| {
        let snapshots = former.of(&text.document.file.path);
        anchor::anchor(text, snapshots, names, config).map(Arc::new)
    };
    let mut new = each(&new, anchor).into_iter();
    let of = |known: Option<&Marked>| {
        known.cloned().unwrap_or_else(|| new.next().expect("each text not known was anchored"))
    };
    known.into_iter().map(of).collect()
}

fn has_wikilinks(text: &Text<'_>) -> bool {
    let in_body = |body: &parse::Body| body.inline.iter().chain(&body.asides).any(|it| it.is_wiki);
    let holders = [Some(text.document), text.toml, text.jsonld];
    holders.into_iter().flatten().any(|holder| {
        in_body(&holder.body) || parse::prose_of(&holder.matter).iter().any(|it| in_body(&it.body))
    })
}

/// The documents as pages show them; kept if the document and its marks are unchanged.
pub(super) fn settled(
    (former, last): (&[Arc<Document>], &[Marked]),
    documents: &[Arc<Document>],
    anchored: &[Marked],
    comparison: &Comparison,
) -> Vec<Arc<Document>> {
    let settled = |at: usize| {
        let place = comparison.former[at].filter(|_| comparison.is_kept[at]);
        let place = place.filter(|place| Arc::ptr_eq(&last[*place].value, &anchored[at].value));
        match place {
            Some(place) => former[place].clone(),
            None => site::settled(&documents[at], &anchored[at].value),
        }
    };
    (0..documents.len()).map(settled).collect()
}

/// Whether the index is still valid: only texts differ, and their marks are equivalent for other pages.
pub(super) fn is_index_kept(last: &[Marked], anchored: &[Marked], comparison: &Comparison) -> bool {
    let is_alike = |(a, b): (&Marked, &Marked)| {
        Arc::ptr_eq(&a.value, &b.value) || a.value.is_seen_alike(&b.value)
    };
    comparison.is_only_texts && last.iter().zip(anchored).all(is_alike)
}

/// Diagnostics of links. `last`: the former ones, if every page is where it was; `former`: the documents at that time.
pub(super) fn links(
    last: Option<Links>,
    (former, documents): (&[Parsed], &[Parsed]),
    (site, plan): (&Site, &Plan),
    comparison: &Comparison,
) -> Links {
    let changed = || (0..site.documents.len()).filter(|at| !comparison.is_kept[*at]);
    let is_alike = |at: usize| plan::is_linked_alike(&former[at].value, &documents[at].value);
    let Some(mut links) = last.filter(|_| changed().all(is_alike)) else {
        let all: Vec<usize> = (0..site.documents.len()).collect();
        let of_documents = each(&all, |at| plan::links(site, plan, *at));
        return Links { of_documents, of_tables: plan::links_of_tables(site, plan) };
    };
    for at in changed() {
        links.of_documents[at] = plan::links(site, plan, at);
    }
    links
}
