//! What was understood the last time, and which of it still holds: each stage's own inputs decide, stage by stage.
//!
//! There is no graph of what depends on what. A stage is left out if what it looks at is as it was; that is compared,
//! never concluded. The law that a remembered model is the one a fresh start would make is tested with random edits.

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

/// What a model was made of, stage by stage, with what each told: given back to [`super::remodel`], it spares the work
/// that is done already. Empty at first.
#[derive(Default)]
pub struct Memory {
    /// What the last good build remembered.
    pub(super) former: Arc<Former>,
    /// What it remembered when the marks were made.
    pub(super) compared: Arc<Former>,
    /// Under which settings, and with which file of the configuration.
    pub(super) under: Option<(Settings, Option<File>)>,
    pub(super) sources: Checked<Sources>,
    pub(super) look: Option<Look>,
    pub(super) documents: Vec<Parsed>,
    pub(super) names: Option<Checked<Arc<Names>>>,
    pub(super) anchored: Vec<Marked>,
    /// The documents once ids of headings give way to marks.
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

/// The words of the interface and the templates, and the files they were made of.
pub(super) struct Look {
    pub(super) words: Checked<Dictionary>,
    pub(super) theme: Checked<Arc<Theme>>,
    strings: Vec<StringsFile>,
    templates: Vec<TemplateFile>,
}

/// What was told of links: of each document's, and of those beside.
pub(super) struct Links {
    pub(super) of_documents: Vec<Vec<Diagnostic>>,
    pub(super) beside: Vec<Diagnostic>,
}

/// How the documents of now relate to those of the last time.
pub(super) struct Kinship {
    /// By document: the place of the one with this path the last time.
    former: Vec<Option<usize>>,
    /// By document: whether it is the very same.
    is_kept: Vec<bool>,
    /// Whether all are at the places they had, with the front matter they had: only texts differ.
    is_only_texts: bool,
}

impl Memory {
    /// Nothing but what the last good build remembered, for texts to be compared with.
    pub fn of(former: Arc<Former>) -> Self {
        Self { former, ..Self::default() }
    }

    /// What texts are compared with.
    pub fn former(&self) -> Arc<Former> {
        self.former.clone()
    }

    /// From now on, what another good build remembered.
    pub fn compare_with(&mut self, former: Arc<Former>) {
        self.former = former;
    }

    /// What it holds, if it was understood under the same settings and configuration; else nothing.
    pub(super) fn under(&mut self, tree: &Tree, settings: &Settings) -> Self {
        let memory = std::mem::take(self);
        let is_same = |(known, config): &(Settings, Option<File>)| {
            known == settings && config.as_ref() == tree.get(&settings.config)
        };
        match memory.under.as_ref().is_some_and(is_same) {
            true => memory,
            false => Self::of(memory.former),
        }
    }

    /// Everything that was told.
    pub(super) fn told(&self) -> Vec<Diagnostic> {
        let look = self.look.iter();
        let look = look.flat_map(|it| it.words.diagnostics.iter().chain(&it.theme.diagnostics));
        let links = self.links.iter();
        let links = links.flat_map(|it| it.of_documents.iter().flatten().chain(&it.beside));
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

/// The files with their roles, and whether those that are copied are the same. `changed`: all others are as they were.
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

/// The words and the templates, made anew if a file of theirs is another.
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

/// The documents, those parsed whose file is another, and their kinship to those of the last time.
pub(super) fn documents(
    last: &[Parsed],
    files: &[SourceFile],
    config: &Config,
) -> (Vec<Parsed>, Kinship) {
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
    (documents, Kinship { former, is_kept, is_only_texts })
}

/// Whether a file is the one it was; a text that was not read again is the same in memory, and not compared.
fn is_same(a: &SourceFile, b: &SourceFile) -> bool {
    let of_path = |it: &SourceFile| (it.role, it.suffix.clone(), it.is_bundle);
    (Arc::ptr_eq(&a.text, &b.text) || a.text == b.text)
        && of_path(a) == of_path(b)
        && a.key == b.key
        && a.path == b.path
}

/// By file: the place of the document with this path; both are in the order of paths.
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

/// Whether two versions of a file say the same in their front matter, and what their paths say is the same.
fn is_alike(a: &Document, b: &Document) -> bool {
    let of_path = |it: &SourceFile| (it.role, it.suffix.clone(), it.key.clone(), it.is_bundle);
    a.matter == b.matter && of_path(&a.file) == of_path(&b.file)
}

/// All names; and for a text that is the same, whether it would be anchored the same with them.
pub(super) fn names(
    last: Option<Checked<Arc<Names>>>,
    documents: &[Arc<Document>],
    kinship: &Kinship,
    (config, settings): (&Config, &Settings),
) -> (Checked<Arc<Names>>, Likeness) {
    let Some(last) = last else {
        let names = names::names(documents, config, settings.drafts).map(Arc::new);
        return (names, Likeness::None);
    };
    if kinship.is_only_texts {
        return (last, Likeness::Same);
    }
    let names = names::names(documents, config, settings.drafts).map(Arc::new);
    let likeness = names.value.likeness(&last.value);
    (names, likeness)
}

/// What is marked in each text.
///
/// One that is the same is not read again, unless names are others: and as messages say where these stand, one that told
/// something is, whenever anything about them may have changed.
pub(super) fn anchored(
    last: &Memory,
    documents: &[Arc<Document>],
    kinship: &Kinship,
    (names, likeness, config): (&Names, Likeness, &Config),
) -> Vec<Marked> {
    let Memory { former, compared, documents: parsed, anchored, .. } = last;
    let parsed: Vec<Arc<Document>> = parsed.iter().map(|it| it.value.clone()).collect();
    let parsed = anchor::texts(&parsed);
    let is_compared_alike =
        |path: &Path| Arc::ptr_eq(former, compared) || former.of(path) == compared.of(path);
    let texts = anchor::texts(documents);
    let known = |at: usize| {
        let place = kinship.former[at]?;
        let known = &anchored[place];
        let is_good = match likeness {
            Likeness::None => false,
            Likeness::Same => kinship.is_only_texts || known.diagnostics.is_empty(),
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

/// The documents as pages show them: one that is the same, and in which the same is marked, was settled before.
pub(super) fn settled(
    (former, last): (&[Arc<Document>], &[Marked]),
    documents: &[Arc<Document>],
    anchored: &[Marked],
    kinship: &Kinship,
) -> Vec<Arc<Document>> {
    let settled = |at: usize| {
        let place = kinship.former[at].filter(|_| kinship.is_kept[at]);
        let place = place.filter(|place| Arc::ptr_eq(&last[*place].value, &anchored[at].value));
        match place {
            Some(place) => former[place].clone(),
            None => site::settled(&documents[at], &anchored[at].value),
        }
    };
    (0..documents.len()).map(settled).collect()
}

/// Whether the texts mean together what they meant: only texts differ, and what is marked in them is the same to others.
pub(super) fn is_index_kept(last: &[Marked], anchored: &[Marked], kinship: &Kinship) -> bool {
    let is_alike = |(a, b): (&Marked, &Marked)| {
        Arc::ptr_eq(&a.value, &b.value) || a.value.is_seen_alike(&b.value)
    };
    kinship.is_only_texts && last.iter().zip(anchored).all(is_alike)
}

/// What is told of links. `last` is what was told, if every page is where it was; `former` are the documents
/// of that time.
pub(super) fn links(
    last: Option<Links>,
    (former, documents): (&[Parsed], &[Parsed]),
    (site, plan): (&Site, &Plan),
    kinship: &Kinship,
) -> Links {
    let changed = || (0..site.documents.len()).filter(|at| !kinship.is_kept[*at]);
    let is_alike = |at: usize| plan::is_linked_alike(&former[at].value, &documents[at].value);
    let Some(mut links) = last.filter(|_| changed().all(is_alike)) else {
        let all: Vec<usize> = (0..site.documents.len()).collect();
        let of_documents = each(&all, |at| plan::links(site, plan, *at));
        return Links { of_documents, beside: plan::links_of_tables(site, plan) };
    };
    for at in changed() {
        links.of_documents[at] = plan::links(site, plan, at);
    }
    links
}
