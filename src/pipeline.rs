//! The whole program, in the order it happens.
//!
//! ```text
//! Tree ─classify→ Sources ─parse→ Document ─names→ Names ─anchor→ Anchored ─index→ Site ─plan→ Page ─view→ View ─render→ bytes → Sink
//! ```
//!
//! Every arrow is a pure function in the module of its name. Reading a `Tree` and the sinks that write live in
//! `edge`; running arrows side by side happens only here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::base::{
    Checked, Diagnostic, KeptVariants, Path, PictureTrouble, Severity, Sink, SinkError, Tree,
};
use crate::change::{annotate, repair, suggest};
#[cfg(feature = "cli")]
use crate::check;
use crate::data::edit;
use crate::documents::{export, feeds, host, search};
use crate::pages::{render, view, weave};
use crate::plan::{Document, PageKind};
use crate::source::Settings;
use crate::{anchor, names, parse, plan, site, source};

mod former;
mod memory;

pub use former::{Version, adopted, remember, repairs, standing, unremembered};
pub use memory::Memory;

/// Everything that can be known before any page is rendered.
#[derive(Debug, Default)]
pub struct Model {
    /// What the texts mean together.
    pub site: site::Site,
    /// Where everything goes.
    pub plan: Arc<plan::Plan>,
    /// How pages look.
    pub theme: Arc<render::Theme>,
}

/// Understands a source tree: all stages that look at the site as a whole.
pub fn model(tree: &Tree, settings: &Settings) -> Checked<Model> {
    remodel(tree, settings, None, &mut Memory::default())
}

/// Understands a source tree again, with what is remembered of the last time; and remembers what it made.
///
/// `changed` are the files that may differ from the last time, those that came and went among them; `None`: any may.
/// *Law*: the model is the one that [`model`] makes of the same tree.
pub fn remodel(
    tree: &Tree,
    settings: &Settings,
    changed: Option<&BTreeSet<Path>>,
    memory: &mut Memory,
) -> Checked<Model> {
    let mut former = memory.under(tree, settings);
    let (sources, has_same_assets) = memory::sources(&mut former, tree, settings, changed);
    let config = sources.value.config.clone();
    let look = former.look.take();
    let (look, (documents, kinship)) = rayon::join(
        || memory::look(look, &sources.value),
        || memory::documents(&former.documents, &sources.value.files, &config),
    );
    let read: Vec<Arc<parse::Document>> = documents.iter().map(|it| it.value.clone()).collect();
    let (names, likeness) =
        memory::names(former.names.take(), &read, &kinship, (&config, settings));
    let anchored = memory::anchored(&former, &read, &kinship, (&names.value, likeness, &config));

    let known = (&*former.settled, &*former.anchored);
    let settled = memory::settled(known, &read, &anchored, &kinship);

    let mut site = site::Site {
        config: config.clone(),
        words: look.words.value.clone(),
        names: names.value.clone(),
        documents: settled.clone(),
        anchored: anchored.iter().map(|it| it.value.clone()).collect(),
        index: Arc::default(),
    };
    let is_kept = memory::is_index_kept(&former.anchored, &anchored, &kinship);
    let index = former.index.take().filter(|_| is_kept);
    let index = index.unwrap_or_else(|| site::index(&site, settings).map(Arc::new));
    site.index = index.value.clone();
    let last = former.plan.take().zip(former.links.take());
    let (plan, links) = last.filter(|_| is_kept && has_same_assets).unzip();
    let plan = plan.unwrap_or_else(|| {
        plan::plan(&site, &sources.value.assets, render::theme_files()).map(Arc::new)
    });
    let links =
        memory::links(links, (&former.documents, &documents), (&site, &plan.value), &kinship);

    let model = Model { site, plan: plan.value.clone(), theme: look.theme.value.clone() };
    *memory = Memory {
        compared: former.former.clone(),
        former: former.former,
        under: Some((settings.clone(), tree.get(&settings.config).cloned())),
        look: Some(look),
        names: Some(names),
        index: Some(index),
        plan: Some(plan),
        links: Some(links),
        sources,
        documents,
        anchored,
        settled,
    };
    let mut told = source::apply(&config, memory.told());
    told.sort();
    told.dedup();
    Checked::new(model, told)
}

/// Gives the pictures of the site what was made of them. `find` makes the variants of the file at a path, or finds them;
/// `None` if the picture stays alone. Tells of those that cannot be read: they stay as they are.
pub fn pictures(
    model: &mut Model,
    find: &(dyn Fn(&Path) -> Result<Option<KeptVariants>, PictureTrouble> + Sync),
) -> Vec<Diagnostic> {
    let pictures = model.plan.pictures(&model.site);
    let found: Vec<_> = pictures.par_iter().map(|path| (path, find(path))).collect();
    let (mut kept, mut told) = (Vec::new(), Vec::new());
    for (path, found) in found {
        match found {
            Ok(found) => kept.extend(found.map(|found| (path.clone(), found))),
            Err(trouble) => told.push(plan::picture_trouble(path, &trouble)),
        }
    }
    if !kept.is_empty() {
        Arc::make_mut(&mut model.plan).add_variants(kept);
    }
    source::apply(&model.site.config, told)
}

/// Renders one page: what `build` does for all of them, and `serve` for the one asked for.
pub fn page(model: &Model, page: &plan::Page) -> Checked<Vec<u8>> {
    let Model { site, plan, theme } = model;
    match &page.kind {
        PageKind::Stream(article) => Checked::clean(export::stream(site, *article)),
        PageKind::Annotations(article) => Checked::clean(export::annotations(site, plan, *article)),
        PageKind::Asset(name) => Checked::clean(render::asset(name).to_vec()),
        PageKind::Document(kind) => Checked::clean(document(model, page, kind)),
        _ => render::render(&view::view(page, plan, site), theme),
    }
}

/// Writes a document beside the pages.
fn document(model: &Model, page: &plan::Page, document: &Document) -> Vec<u8> {
    let Model { site, plan, theme } = model;
    match document {
        Document::Feed { channel, format } => feeds::feed(site, plan, page, (channel, *format)),
        Document::Sitemap => host::sitemap(site, plan).into(),
        Document::SitemapPart(number) => host::part(site, plan, *number).into(),
        Document::SitemapNews => host::news(site, plan).into(),
        Document::Robots => host::robots(site, plan).into(),
        Document::Redirects => host::redirects(site, plan).into(),
        Document::Headers => {
            let samples = host::samples(plan, theme.has_own()).into_iter();
            let pages = samples.map(|page| self::page(model, page).value);
            let pages = pages.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            host::headers(site, plan, &pages.collect::<Vec<_>>()).into()
        }
        Document::NoJekyll => Vec::new(),
        Document::Data(data) => export::data(site, plan, *data),
    }
}

/// Notes that only `check` prints. `former` is what the last good build remembered.
pub fn hints(model: &Model, former: &anchor::Former) -> Vec<Diagnostic> {
    let texts = anchor::texts(&model.site.documents);
    let bare = texts
        .par_iter()
        .flat_map_iter(|text| repair::bare(text, former.of(&text.document.file.path)));
    let told = bare.chain(site::hints(&model.site)).collect();
    source::apply(&model.site.config, told)
}

/// What the site's names would add to its articles, and which names no entity has.
#[derive(Debug)]
pub struct Suggestions {
    /// By article, those without any left out.
    pub articles: Vec<suggest::Suggestion>,
    /// Names that no entity has, most often first.
    pub unknown: Vec<suggest::Unknown>,
    /// How many such names there are in all.
    pub n_unknown: usize,
}

/// Looks for the site's names in its articles, or in those of `only` if there are any. At most `limit` unknown names.
pub fn suggestions(model: &Model, only: &BTreeSet<Path>, limit: usize) -> Suggestions {
    let site = &model.site;
    let (names, config) = (&site.names, &*site.config);
    let articles: Vec<anchor::Text<'_>> = anchor::texts(&site.documents)
        .into_iter()
        .filter(|text| matches!(text.document.matter, parse::Matter::Article(_)))
        .collect();
    let mut readings: Vec<suggest::Reading<'_>> =
        articles.par_iter().map(|text| suggest::read(text.document, config)).collect();
    let vocabularies = suggest::Vocabularies::of_all(&mut readings);
    let asked: Vec<(&anchor::Text<'_>, &suggest::Reading<'_>)> = articles
        .iter()
        .zip(&readings)
        .filter(|(text, _)| only.is_empty() || only.contains(&text.document.file.path))
        .collect();
    let tags: BTreeSet<&str> =
        asked.iter().map(|(text, _)| text.document.language(config)).collect();
    let lexicons: BTreeMap<&str, names::Forms> =
        tags.into_iter().map(|tag| (tag, names.every_form(tag))).collect();
    let looked = asked.par_iter().map(|(text, reading)| {
        let read = (*reading, &vocabularies);
        let lexicon = &lexicons[text.document.language(config)];
        let (suggestion, taken) = suggest::suggest(text, (names, lexicon), read, config);
        let capitals = suggest::capitals(text.document, &taken, read, config);
        (suggestion, (text.document, capitals))
    });
    let (mut articles, capitals): (Vec<_>, Vec<_>) = looked.unzip();
    articles.retain(|it| !it.is_empty());
    let (unknown, n_unknown) = suggest::unknown(&capitals, limit, config);
    Suggestions { articles, unknown, n_unknown }
}

/// What must change in a source for each article to list these entities too; `None` where its list cannot be added to.
pub fn accept(
    model: &Model,
    wanted: &[(&Path, Vec<&str>)],
) -> Vec<Option<(Path, Vec<edit::Splice>)>> {
    let texts = anchor::texts(&model.site.documents);
    let of = |(article, ids): &(&Path, Vec<&str>)| {
        let at = texts.binary_search_by(|text| text.document.file.path.cmp(article)).ok()?;
        suggest::accept(&texts[at], ids)
    };
    wanted.par_iter().map(of).collect()
}

/// An action that can be written, and the site as it is then.
#[derive(Debug)]
pub struct Annotated {
    /// What changes.
    pub edit: annotate::Edit,
    /// The files afterwards.
    pub tree: Tree,
    /// What they mean.
    pub model: Checked<Model>,
}

/// Finds out what must change in the sources for an action on an article to be done, and understands the site with it.
///
/// `model` is what `tree` means, `told` what is wrong with it, and `memory` what is remembered of it (see [`remodel`]); afterwards it is of the tree
/// that is returned. *Errors*: why nothing is to be done; the memory is of `tree` then.
pub fn annotate(
    (tree, settings): (&Tree, &Settings),
    (model, told): (&Model, &[Diagnostic]),
    (article, action): (&Path, &annotate::Action),
    memory: &mut Memory,
) -> Result<Annotated, annotate::Refusal> {
    let view = annotate::View { tree, site: &model.site };
    let edit = annotate::apply(view, article, action)?;
    let changed: BTreeSet<Path> = edit.changes.iter().map(|it| it.path().clone()).collect();
    let done = edit.done(tree).ok_or_else(annotate::Refusal::other_files)?;
    let after = remodel(&done, settings, Some(&changed), memory);
    match annotate::verify(
        &edit,
        article,
        (&model.site, told),
        (&after.value.site, &after.diagnostics),
    ) {
        Ok(()) => Ok(Annotated { edit, tree: done, model: after }),
        Err(mut refusal) => {
            remodel(tree, settings, Some(&changed), memory);
            if !refusal.diagnostics.is_empty() {
                refusal.files =
                    done.into_iter().filter(|(path, _)| changed.contains(path)).collect();
            }
            Err(refusal)
        }
    }
}

/// What is marked in an article, for a panel beside its text.
pub fn marked(
    tree: &Tree,
    model: &Model,
    article: &Path,
) -> Result<annotate::Listing, annotate::Refusal> {
    annotate::listing(annotate::View { tree, site: &model.site }, article)
}

/// What the names of the site would add to an article, for the same panel; nothing for what is no article.
pub fn offered(model: &Model, article: &Path) -> annotate::Offered {
    let Model { site, .. } = model;
    let found = suggestions(model, &BTreeSet::from([article.clone()]), 0).articles.pop();
    let Some((suggestion, at)) = found.zip(site.document(article)) else {
        return annotate::Offered::default();
    };
    let document = &site.documents[at];
    let text = (&*document.body.stream, document.language(&site.config));
    annotate::offered(site, suggestion, text)
}

/// How the Markdown of a note on an article looks in its page; `None` for what is no document with a page.
pub fn note(model: &Model, article: &Path, markdown: &str) -> Option<String> {
    let Model { site, plan, .. } = model;
    let document = site.document(article)?;
    let page = plan.documents.get(document).filter(|url| !url.is_empty())?;
    Some(weave::prose(weave::WeaveContext { site, plan, page, document }, markdown).0)
}

/// Looks at a finished page; `None` for an output that is none.
#[cfg(feature = "cli")]
pub fn seen(model: &Model, output: &Path, bytes: &[u8]) -> Option<check::Seen> {
    check::Audit { site: &model.site, plan: &model.plan }.page(output, bytes)
}

/// What is wrong with the pages that were seen, for `check`. `tree` has the site's templates.
#[cfg(feature = "cli")]
pub fn audit(model: &Model, seen: Vec<check::Seen>, tree: &Tree) -> Vec<Diagnostic> {
    let audit = check::Audit { site: &model.site, plan: &model.plan };
    source::apply(&model.site.config, check::check(audit, seen, tree))
}

/// Renders every planned page into a sink, each as it is finished, and hands over the files that are copied.
///
/// Tells what went wrong in templates; the caller commits if that is no error. `progress` is told how many pages
/// are done. *Errors*: the first file that the sink could not take.
pub fn build(
    model: &Model,
    sink: &dyn Sink,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Diagnostic>, SinkError> {
    let done = AtomicUsize::new(0);
    let broken = AtomicUsize::new(0);
    let pages = model.plan.pages.par_iter().map(|planned| {
        let Checked { value, diagnostics } = page(model, planned);
        let has_errors = diagnostics.iter().any(|told| told.severity == Severity::Error);
        // once a page is broken nothing will be kept: the others are rendered for their diagnostics alone
        if has_errors {
            broken.fetch_add(1, Ordering::Relaxed);
        } else if broken.load(Ordering::Relaxed) == 0 {
            sink.put(&planned.output, &value)?;
        }
        progress(1 + done.fetch_add(1, Ordering::Relaxed));
        Ok(diagnostics)
    });
    let told: Vec<Vec<Diagnostic>> = pages.collect::<Result<_, SinkError>>()?;
    if broken.load(Ordering::Relaxed) == 0 {
        search(model).par_iter().try_for_each(|(path, bytes)| sink.put(path, bytes))?;
    }
    model.plan.assets.par_iter().try_for_each(|asset| sink.copy(&asset.output, &asset.from))?;

    let mut told: Vec<Diagnostic> = told.into_iter().flatten().collect();
    told.sort();
    told.dedup();
    Ok(told)
}

/// The files of the search index; none where the site has no search, and none in the place of a file of the site's own.
pub fn search(model: &Model) -> Vec<(Path, Vec<u8>)> {
    let Model { site, plan, .. } = model;
    if !site.config.is_search_enabled {
        return Vec::new();
    }
    let documents = search::documents(site);
    let terms = documents.par_iter().map(|which| search::terms(site, *which)).collect();
    let mut files = search::index(site, plan, &documents, terms);
    files.retain(|(path, _)| !plan.has_output(path));
    files
}

/// Applies one pure stage to many inputs at once; results keep their order. The edge reads many files with it.
pub(crate) fn each<A: Sync, B: Send>(items: &[A], stage: impl Fn(&A) -> B + Send + Sync) -> Vec<B> {
    items.par_iter().map(stage).collect()
}
