//! The search index: words of names and texts, in files small enough to fetch one at a time.
//!
//! `search/index.json` lists the other files: words (see [`shards`]) and records (what a result shows). Documents are
//! numbered: entities by type, most cited first, then articles, newest first, then plain pages. So a type is a range of
//! numbers, and equal results are ordered by date. Filters are words, too: `=tag/history`, `=author/…`, `=storyline/…`,
//! `=month/2025-10`, `=entity/ID`, `=lang/ar`.

mod record;
mod shards;
mod terms;

use serde::Serialize;

use crate::base::Path;
use crate::documents::search::shards::Places;
use crate::names::{EntityIx, FastMap};
use crate::plan::{CollectionKind, Plan};
use crate::site::{ArticleIx, Site};
use crate::source::Role;

/// Version of the file format.
const VERSION: u32 = 1;

/// A page in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searchable {
    /// The page of an entity.
    Entity(EntityIx),
    /// An article.
    Article(ArticleIx),
    /// A plain page, by index in [`Site::documents`].
    Page(usize),
}

/// The words of a page, each once, with a weight of 0 to 3.
pub type Terms = Vec<(String, u8)>;

/// All searchable pages, in the order of their numbers.
pub fn documents(site: &Site) -> Vec<Searchable> {
    let mut entities: Vec<EntityIx> =
        site.names.iter().filter(|(_, entity)| !entity.is_hidden).map(|(at, _)| at).collect();
    entities.sort_by_key(|at| {
        let n_articles = site.entities[at.0 as usize].n_articles;
        (site.names.entity(*at).kind, std::cmp::Reverse(n_articles), *at)
    });
    let articles = (0..site.articles.len() as u32).map(|at| Searchable::Article(ArticleIx(at)));
    let pages = site.pages.iter().filter(|at| site.documents[**at].file.role == Role::Page);
    let entities = entities.into_iter().map(Searchable::Entity);
    entities.chain(articles).chain(pages.map(|at| Searchable::Page(*at))).collect()
}

/// The words of a page.
pub fn terms(site: &Site, which: Searchable) -> Terms {
    let mut weights = Weights::default();
    match which {
        Searchable::Entity(at) => {
            let entity = site.names.entity(at);
            weights.add(&entity.name, NAME);
            if let Some(matter) = site.entity_matter(at) {
                matter.aliases.iter().for_each(|alias| weights.add(&alias.value, NAME));
                for (_, names) in &matter.names {
                    names.name.iter().for_each(|name| weights.add(&name.value, NAME));
                    names.aliases.iter().for_each(|alias| weights.add(&alias.value, NAME));
                    names.description.iter().for_each(|line| weights.add(line, LINE));
                }
                matter.head.description.iter().for_each(|line| weights.add(line, LINE));
            }
            let profiles = entity.translations.iter().map(|(_, at)| *at);
            for document in profiles.chain([entity.document]) {
                let document = &site.documents[document];
                if document.file.role == Role::Entity {
                    weights.add(&document.body.stream, TEXT);
                }
            }
        }
        Searchable::Article(at) => {
            let document = site.article_document(at);
            if let Some(matter) = site.matter(at) {
                weights.add(&matter.head.title.value, NAME);
                matter.kicker.iter().for_each(|kicker| weights.add(kicker, LINE));
                matter.head.description.iter().for_each(|line| weights.add(line, LINE));
                matter.tags.iter().for_each(|tag| weights.add(&tag.value, LINE));
            }
            weights.add(&document.body.stream, TEXT);
            document.body.headings.iter().for_each(|it| weights.add(&it.text, LINE - TEXT));
        }
        Searchable::Page(at) => {
            let document = &site.documents[at];
            if let Some(head) = document.matter.head() {
                weights.add(&head.title.value, NAME);
                head.description.iter().for_each(|line| weights.add(line, LINE));
            }
            weights.add(&document.body.stream, TEXT);
        }
    }
    weights.terms()
}

/// Points for a word in a name or title, in the description, in the text.
const NAME: u32 = 12;
const LINE: u32 = 4;
const TEXT: u32 = 1;

/// Points of the words of one page.
#[derive(Default)]
struct Weights(FastMap<String, u32>);

impl Weights {
    fn add(&mut self, text: &str, weight: u32) {
        terms::terms(text, |term| {
            match self.0.get_mut(term) {
                Some(sum) => *sum += weight,
                None => {
                    self.0.insert(term.to_string(), weight);
                }
            }
            if let Some(plain) = terms::without_particle(term) {
                self.0.entry(plain.to_string()).or_insert(1);
            }
        });
    }

    fn terms(self) -> Terms {
        let weigh = |sum: u32| match sum {
            0..=1 => 0,
            2..=3 => 1,
            4..NAME => 2,
            NAME.. => 3,
        };
        let mut terms: Terms = self.0.into_iter().map(|(term, sum)| (term, weigh(sum))).collect();
        terms.sort_unstable();
        terms
    }
}

/// `search/index.json`.
#[derive(Debug, Serialize)]
struct Index<'a> {
    /// Format version.
    version: u32,
    /// Number of documents.
    documents: usize,
    /// Types of entities, `article` and `page`: id, number of the first, number after the last.
    kinds: Vec<(&'a str, usize, usize)>,
    /// First word and name of each file of words.
    words: Vec<(String, String)>,
    /// First document number and name of each file of records.
    records: Vec<(usize, String)>,
    /// Whether addresses end in `index.html`.
    files: bool,
}

/// The files of the index by output path. `terms` are those of the documents, in the same order.
pub fn index(
    site: &Site,
    plan: &Plan,
    documents: &[Searchable],
    terms: Vec<Terms>,
) -> Vec<(Path, Vec<u8>)> {
    let mut places = Places::default();
    for (document, terms) in (0..).zip(terms) {
        for (term, weight) in terms {
            places.add(&term, document, weight);
        }
    }
    filters(site, documents, &mut places);
    let (words, records) = (places.files(), record::files(site, plan, documents));
    let name = |path: &Path| path.name().to_string();
    let index = Index {
        version: VERSION,
        documents: documents.len(),
        kinds: kinds(site, documents),
        words: words.iter().map(|(first, path, _)| (first.clone(), name(path))).collect(),
        records: records.iter().map(|(first, path, _)| (*first, name(path))).collect(),
        files: site.config.base_url.is_none(),
    };
    let index = serde_json::to_vec(&index).expect("strings and numbers alone");
    let path = Path::new("search/index.json").expect("a plain name");
    let words = words.into_iter().map(|(_, path, bytes)| (path, bytes));
    let records = records.into_iter().map(|(_, path, bytes)| (path, bytes));
    [(path, index)].into_iter().chain(words).chain(records).collect()
}

/// The number range of each type; empty types are left out.
fn kinds<'a>(site: &'a Site, documents: &[Searchable]) -> Vec<(&'a str, usize, usize)> {
    let kind = |which: &Searchable| match which {
        Searchable::Entity(at) => &*site.config.types[site.names.entity(*at).kind].id,
        Searchable::Article(_) => "article",
        Searchable::Page(_) => "page",
    };
    let mut kinds = Vec::new();
    let mut at = 0;
    for run in documents.chunk_by(|a, b| kind(a) == kind(b)) {
        kinds.push((kind(&run[0]), at, at + run.len()));
        at += run.len();
    }
    kinds
}

/// Adds filter words for properties that articles share.
fn filters(site: &Site, documents: &[Searchable], places: &mut Places) {
    let first = documents.iter().position(|which| matches!(which, Searchable::Article(_)));
    let first = first.unwrap_or(documents.len()) as u32;
    let mut add = |word: String, articles: &[ArticleIx]| {
        let mut articles = articles.to_vec();
        articles.sort_unstable();
        articles.dedup();
        articles.iter().for_each(|at| places.add(&word, first + at.0, 0));
    };
    for kind in CollectionKind::ALL {
        for list in kind.list(site) {
            add(format!("={}/{}", kind.id(), list.slug), &list.articles);
        }
    }
    for month in &site.months {
        add(format!("=month/{:04}-{:02}", month.year, month.month), &month.articles);
    }
    for (at, entity) in site.names.iter().filter(|(_, entity)| !entity.is_hidden) {
        let backlinks = &site.entities[at.0 as usize].backlinks;
        let articles: Vec<ArticleIx> = backlinks.iter().map(|link| link.article).collect();
        add(format!("=entity/{}", entity.id), &articles);
    }
    let mut languages: Vec<(&str, Vec<ArticleIx>)> = Vec::new();
    for (at, article) in (0..).map(ArticleIx).zip(&site.articles) {
        match languages.iter_mut().find(|(tag, _)| *tag == &*article.language) {
            Some((_, articles)) => articles.push(at),
            None => languages.push((&article.language, vec![at])),
        }
    }
    for (tag, articles) in languages.iter().filter(|_| languages.len() > 1) {
        add(format!("=lang/{tag}"), articles);
    }
}
