//! The whole program, stage by stage.
//!
//! ```text
//! Tree ─classify→ Sources ─parse→ Document ─names→ Names ─anchor→ Anchored ─index→ Site ─plan→ Plan ─view→ View ─render→ bytes → Sink
//! ```
//!
//! Every arrow is a pure function in the module of its name. Reading a `Tree` and writing to sinks is in `edge`;
//! parallel execution happens only here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::base::{
    Checked, Diagnostic, KeptVariants, Path, PictureTrouble, Severity, Sink, SinkError, Tree,
};
use crate::change::{repair, suggest};
#[cfg(feature = "cli")]
use crate::check;
use crate::documents::{export, feeds, host, search};
use crate::pages::{PageContext, render, view, weave};
use crate::plan::{Document, PageKind};
use crate::source::Settings;
use crate::{anchor, names, parse, plan, site, source};

mod attempt;
mod former;
mod memory;

pub use attempt::{Attempt, Present, accept, annotate, attempt, marked, offered};
pub use former::{Version, adopted, remember, repairs, standing, unremembered};
pub use memory::Memory;

/// Everything known before any page is rendered.
#[derive(Debug, Default)]
pub struct Model {
    /// The texts and their relations.
    pub site: site::Site,
    /// The pages and their addresses.
    pub plan: Arc<plan::Plan>,
    /// Templates and assets.
    pub theme: Arc<render::Theme>,
}

/// Builds the model of a source tree: all stages that need the whole site.
pub fn model(tree: &Tree, settings: &Settings) -> Checked<Model> {
    remodel(tree, settings, None, &mut Memory::default())
}

/// Builds the model again, reusing and updating `memory`.
///
/// `changed` are the files that may differ from last time, including new and deleted ones; `None`: any file. *Law*: the
/// result equals [`model`] of the same tree.
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
    let (look, (documents, comparison)) = rayon::join(
        || memory::look(look, &sources.value),
        || memory::documents(&former.documents, &sources.value.files, &config),
    );
    let read: Vec<Arc<parse::Document>> = documents.iter().map(|it| it.value.clone()).collect();
    let (names, likeness) =
        memory::names(former.names.take(), &read, &comparison, (&config, settings));
    let anchored = memory::anchored(&former, &read, &comparison, (&names.value, likeness, &config));

    let known = (&*former.settled, &*former.anchored);
    let settled = memory::settled(known, &read, &anchored, &comparison);

    let mut site = site::Site {
        config: config.clone(),
        words: look.words.value.clone(),
        names: names.value.clone(),
        documents: settled.clone(),
        anchored: anchored.iter().map(|it| it.value.clone()).collect(),
        index: Arc::default(),
    };
    let is_kept = memory::is_index_kept(&former.anchored, &anchored, &comparison);
    let index = former.index.take().filter(|_| is_kept);
    let index = index.unwrap_or_else(|| site::index(&site, settings).map(Arc::new));
    site.index = index.value.clone();
    let last = former.plan.take().zip(former.links.take());
    let (plan, links) = last.filter(|_| is_kept && has_same_assets).unzip();
    let plan = plan.unwrap_or_else(|| {
        plan::plan(&site, &sources.value.assets, render::theme_files()).map(Arc::new)
    });
    let links =
        memory::links(links, (&former.documents, &documents), (&site, &plan.value), &comparison);

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
    let mut diagnostics = source::apply(&config, memory.diagnostics());
    diagnostics.sort();
    diagnostics.dedup();
    Checked::new(model, diagnostics)
}

/// Attaches image variants; reports unreadable images, which stay as they are. `find` makes or finds the variants of
/// the file at a path; `None` if the image has none.
pub fn pictures(
    model: &mut Model,
    find: &(dyn Fn(&Path) -> Result<Option<KeptVariants>, PictureTrouble> + Sync),
) -> Vec<Diagnostic> {
    let pictures = model.plan.pictures(&model.site);
    let found: Vec<_> = pictures.par_iter().map(|path| (path, find(path))).collect();
    let (mut kept, mut diagnostics) = (Vec::new(), Vec::new());
    for (path, found) in found {
        match found {
            Ok(found) => kept.extend(found.map(|found| (path.clone(), found))),
            Err(trouble) => diagnostics.push(plan::picture_trouble(path, &trouble)),
        }
    }
    if !kept.is_empty() {
        Arc::make_mut(&mut model.plan).add_variants(kept);
    }
    source::apply(&model.site.config, diagnostics)
}

/// Renders one page, for `build` and `serve`.
pub fn page(model: &Model, page: &plan::Page) -> Checked<Vec<u8>> {
    let Model { site, plan, theme } = model;
    let context = PageContext { site, plan, page };
    match &page.kind {
        PageKind::Stream(article) => Checked::clean(export::stream(site, *article)),
        PageKind::Annotations(article) => Checked::clean(export::annotations(site, plan, *article)),
        PageKind::Asset(name) => Checked::clean(render::asset(name).to_vec()),
        PageKind::Document(kind) => Checked::clean(document(model, context, kind)),
        _ => render::render(&view::view(context), theme),
    }
}

/// Writes an output other than a page.
fn document(model: &Model, context: PageContext<'_>, document: &Document) -> Vec<u8> {
    let Model { site, plan, theme } = model;
    match document {
        Document::Feed { channel, format } => feeds::feed(context, channel, *format),
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

/// Hints that only `check` prints. `former` is the state of the last good build.
pub fn hints(model: &Model, former: &anchor::Former) -> Vec<Diagnostic> {
    let texts = anchor::texts(&model.site.documents);
    let bare = texts
        .par_iter()
        .flat_map_iter(|text| repair::bare(text, former.of(&text.document.file.path)));
    let diagnostics = bare.chain(site::hints(&model.site)).collect();
    source::apply(&model.site.config, diagnostics)
}

/// Suggested entities for articles, and names without an entity.
#[derive(Debug)]
pub struct Suggestions {
    /// By article, without empty ones.
    pub articles: Vec<suggest::Suggestion>,
    /// Names without an entity, most frequent first.
    pub unknown: Vec<suggest::Unknown>,
    /// Total number of such names.
    pub n_unknown: usize,
}

/// Finds the site's names in all articles, or in those of `only` if not empty. At most `limit` unknown names.
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
        let lexicon = &lexicons[text.document.language(config)];
        let (suggestion, taken) =
            suggest::suggest(text, names, lexicon, reading, &vocabularies, config);
        let capitals = suggest::capitals(text.document, &taken, reading, &vocabularies);
        (suggestion, (text.document, capitals))
    });
    let (mut articles, capitals): (Vec<_>, Vec<_>) = looked.unzip();
    articles.retain(|it| !it.is_empty());
    let (unknown, n_unknown) = suggest::unknown(&capitals, limit, config);
    Suggestions { articles, unknown, n_unknown }
}

/// HTML of a note's Markdown, as on the article's page; `None` if the path has no page.
pub fn note(model: &Model, article: &Path, markdown: &str) -> Option<String> {
    let Model { site, plan, .. } = model;
    let document = site.document(article)?;
    let page = plan.documents.get(document).filter(|url| !url.is_empty())?;
    Some(weave::prose(weave::WeaveContext { site, plan, page, document }, markdown).0)
}

/// Checks a finished page; `None` if the output is not a page.
#[cfg(feature = "cli")]
pub fn seen(model: &Model, output: &Path, bytes: &[u8]) -> Option<check::Seen> {
    check::Audit { site: &model.site, plan: &model.plan }.page(output, bytes)
}

/// Diagnostics of all pages seen, for `check`. `tree` has the site's templates.
#[cfg(feature = "cli")]
pub fn audit(model: &Model, seen: Vec<check::Seen>, tree: &Tree) -> Vec<Diagnostic> {
    let audit = check::Audit { site: &model.site, plan: &model.plan };
    source::apply(&model.site.config, check::check(audit, seen, tree))
}

/// Renders every planned page into a sink, each when it is finished, and passes on the files to copy.
///
/// Returns the diagnostics of templates; the caller commits if none is an error. `progress` receives the number of
/// finished pages. *Errors*: the first file that the sink could not write.
pub fn build(
    model: &Model,
    sink: &dyn Sink,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Diagnostic>, SinkError> {
    let done = AtomicUsize::new(0);
    let broken = AtomicUsize::new(0);
    let pages = model.plan.pages.par_iter().map(|planned| {
        let Checked { value, diagnostics } = page(model, planned);
        let has_errors =
            diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        // after an error nothing is written: render the rest only for their diagnostics
        if has_errors {
            broken.fetch_add(1, Ordering::Relaxed);
        } else if broken.load(Ordering::Relaxed) == 0 {
            sink.put(&planned.output, &value)?;
        }
        progress(1 + done.fetch_add(1, Ordering::Relaxed));
        Ok(diagnostics)
    });
    let diagnostics: Vec<Vec<Diagnostic>> = pages.collect::<Result<_, SinkError>>()?;
    if broken.load(Ordering::Relaxed) == 0 {
        search(model).par_iter().try_for_each(|(path, bytes)| sink.put(path, bytes))?;
    }
    model.plan.assets.par_iter().try_for_each(|asset| sink.copy(&asset.output, &asset.from))?;

    let mut diagnostics: Vec<Diagnostic> = diagnostics.into_iter().flatten().collect();
    diagnostics.sort();
    diagnostics.dedup();
    Ok(diagnostics)
}

/// The files of the search index; empty if the site has no search. Files of the site win over those of the index.
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

/// Applies a pure stage to many inputs in parallel; results keep their order. `edge` uses it to read files.
pub(crate) fn each<A: Sync, B: Send>(items: &[A], stage: impl Fn(&A) -> B + Send + Sync) -> Vec<B> {
    items.par_iter().map(stage).collect()
}
