//! All pages of a site, in the order in which they claim their URLs: own pages, lists, redirects, the theme.

use std::sync::Arc;

use crate::base::{Checked, Diagnostic, Path, Place, Span, Spanned};
use crate::plan::address::{self, numbered, written};
use crate::plan::diagnostics::Claimant;
use crate::plan::editions::{Urls, has_list, home_url, list_url};
use crate::plan::{
    Channel, CollectionKind, Document, Page, PageKind, ThemeFile, diagnostics, documents,
};
use crate::site::{ArticleIx, Site};
use crate::source::Role;

/// A page that claims an output path.
pub(crate) struct Claim {
    /// The page.
    pub(crate) page: Page,
    /// The source that claims the URL, if any.
    pub(crate) by: Option<Place>,
}

/// URLs of a site's own pages.
pub(crate) struct Addresses {
    /// By index in [`Site::articles`].
    pub(crate) articles: Vec<Arc<str>>,
    /// By index of the entity; `""` for a hidden one.
    pub(crate) entities: Vec<Arc<str>>,
    /// By index of the document; `""` without a page.
    pub(crate) documents: Vec<Arc<str>>,
}

/// Assigns every article, entity and page its URL.
pub(crate) fn addresses(site: &Site) -> Addresses {
    let mut documents: Vec<Arc<str>> = vec!["".into(); site.documents.len()];
    for at in site.pages.iter().copied().chain(site.articles.iter().map(|article| article.document))
    {
        documents[at] = address::of_document(&site.documents[at]).unwrap_or_default().into();
        if let Some(url) = of_type(site, at) {
            documents[at] = url;
        }
    }
    let articles =
        site.articles.iter().map(|article| documents[article.document].clone()).collect();
    let mut entities: Vec<Arc<str>> = Vec::with_capacity(site.names.entities.len());
    for (at, entity) in site.names.iter() {
        let url: Arc<str> =
            if entity.is_hidden { "".into() } else { address::of_entity(site, at).into() };
        let profiles = entity.translations.iter().map(|(_, document)| *document);
        for document in profiles.chain([entity.document]) {
            if site.documents[document].file.role == Role::Entity {
                documents[document] = url.clone();
            }
        }
        entities.push(url);
    }
    Addresses { articles, entities, documents }
}

/// URL of the list of a type, for `entities/people/_index.md`, which is its text.
fn of_type(site: &Site, document: usize) -> Option<Arc<str>> {
    let read = &site.documents[document];
    let folder = read.file.key.strip_prefix("entities/")?;
    let is_its = read.file.role == Role::Section
        && read.file.suffix.is_none()
        && read.matter.head().is_some_and(|it| it.path.is_none() && it.slug.is_none())
        && site.config.types.iter().any(|kind| kind.path == folder);
    is_its.then(|| format!("/{folder}/").into())
}

/// Whether a URL is that of a generated list that shows an `_index.md` as its text.
fn is_list(site: &Site, url: &str) -> bool {
    let name = url.trim_matches('/');
    ["entities", "sources", "corrections", "archive"].contains(&name)
        || CollectionKind::ALL.iter().any(|kind| kind.segment() == name)
        || site.config.types.iter().any(|kind| kind.path == name)
}

/// Collects the pages of a site.
struct Pages<'a> {
    site: &'a Site,
    urls: &'a Addresses,
    /// The site's language.
    language: Arc<str>,
    claims: Vec<Claim>,
    diagnostics: Vec<Diagnostic>,
}

/// All pages and documents of a site.
pub(crate) fn claims(site: &Site, urls: &Addresses, theme: &[ThemeFile]) -> Checked<Vec<Claim>> {
    let language = site.config.language.as_str().into();
    let mut pages = Pages { site, urls, language, claims: Vec::new(), diagnostics: Vec::new() };
    pages.own();
    pages.lists();
    pages.collections();
    pages.redirects();
    pages.documents();
    for file in theme {
        pages.add(PageKind::Asset(file.name), format!("/{}", file.published).into(), None);
    }
    Checked::new(pages.claims, pages.diagnostics)
}

impl Pages<'_> {
    fn add(&mut self, kind: PageKind, url: Arc<str>, by: Option<Place>) {
        self.add_in(kind, url, self.language.clone(), by);
    }

    fn add_in(&mut self, kind: PageKind, url: Arc<str>, language: Arc<str>, by: Option<Place>) {
        match address::output(&url) {
            Some(output) => {
                self.claims.push(Claim { page: Page { kind, url, output, language }, by });
            }
            // an author's URL may contain escapes that lead out of the output folder
            None => self.diagnostics.extend(by.map(|by| diagnostics::address_invalid(&by, &url))),
        }
    }

    fn place(&self, document: usize) -> Option<Place> {
        Some(Place { path: self.site.documents[document].file.path.clone(), span: None })
    }

    /// Pages of articles, entities and plain pages.
    fn own(&mut self) {
        let site = self.site;
        for (at, article) in site.articles.iter().enumerate() {
            let (ix, url) = (ArticleIx(at as u32), self.urls.articles[at].clone());
            let by = self.place(article.document);
            let below = |name: &str| -> Arc<str> { format!("{url}{name}").into() };
            self.add_in(PageKind::Article(ix), url.clone(), article.language.clone(), by.clone());
            self.add(PageKind::Stream(ix), below("body.txt"), by.clone());
            let anchored = &site.anchored[article.document];
            if anchored.is_marked() {
                self.add(PageKind::Annotations(ix), below("annotations.jsonld"), by);
            }
        }
        for (ix, entity) in site.names.iter().filter(|(_, entity)| !entity.is_hidden) {
            let url = self.urls.entities[ix.0 as usize].clone();
            let count = site.entities[ix.0 as usize].longest();
            let start = Span { start: entity.span.start, end: entity.span.start };
            let by = Some(Place { path: entity.path.clone(), span: Some(start) });
            for number in 1..=n_pages(count, site.config.mentions_per_page) {
                let kind = PageKind::Entity { entity: ix, number };
                self.add(kind, numbered(&url, number), by.clone());
            }
        }
        self.plain();
    }

    fn plain(&mut self) {
        let site = self.site;
        let mut homes: Vec<Arc<str>> = Vec::new();
        let mut introduced: Vec<Claimant> = Vec::new();
        for document in site.pages.iter().copied() {
            let file = &site.documents[document].file;
            let url = self.urls.documents[document].clone();
            let by = self.place(document);
            let language: Arc<str> = site.documents[document].language(&site.config).into();
            // `content/_index.md` is also the text of the home page, as in other generators
            let is_home = file.role == Role::Home || file.key.is_empty();
            match file.role {
                _ if is_home => {
                    homes.push(url.clone());
                    let edition = file.suffix.as_deref().map_or(0, |tag| site.edition(tag));
                    let kind = PageKind::Home { edition, document: Some(document) };
                    self.add_in(kind, url, language, by);
                }
                // the generated list shows it
                Role::Section if is_list(site, &url) => {
                    let late = Claimant { url, by };
                    if let Some(first) = introduced.iter().find(|known| known.url == late.url) {
                        let config = &site.config.path;
                        self.diagnostics.push(diagnostics::address_taken(&late, first, config));
                    }
                    introduced.push(late);
                }
                Role::Section => {
                    let count = articles_below(site, document).len();
                    for number in 1..=n_pages(count, site.config.articles_per_page) {
                        let kind = PageKind::Section { document, number };
                        self.add_in(kind, numbered(&url, number), language.clone(), by.clone());
                    }
                }
                _ => self.add_in(PageKind::Plain(document), url, language, by),
            }
        }
        for (edition, it) in site.editions.iter().enumerate() {
            let (kind, url) = (PageKind::Home { edition, document: None }, home_url(site, edition));
            if !homes.contains(&url) {
                self.add_in(kind, url, it.tag.clone(), None);
            }
        }
        self.add(PageKind::NotFound, "/404.html".into(), None);
    }

    fn lists(&mut self) {
        let site = self.site;
        let per_page = site.config.articles_per_page;
        for (edition, it) in site.editions.iter().enumerate().filter(|(at, _)| has_list(site, *at))
        {
            let url = list_url(site, edition);
            // the list's own `_index.md` is a section with the same URL
            let is_section = |claim: &Claim| {
                claim.page.url == url && matches!(claim.page.kind, PageKind::Section { .. })
            };
            if self.claims.iter().any(is_section) {
                continue;
            }
            for number in 1..=n_pages(site.listed(edition).len(), per_page) {
                let kind = PageKind::Articles { edition, number };
                self.add_in(kind, numbered(&url, number), it.tag.clone(), None);
            }
        }
        self.add(PageKind::Entities, "/entities/".into(), None);
        for (at, kind) in site.config.types.iter().enumerate() {
            self.add(PageKind::Type(at), format!("/{}/", kind.path).into(), None);
        }
        self.add(PageKind::Sources, "/sources/".into(), None);
        for (at, (id, ..)) in site.names.sources.iter().enumerate() {
            let place = site.site_source(at).map(|source| source.id.span);
            let path = site.documents[site.names.sources[at].1].file.path.clone();
            let by = Some(Place { path, span: place });
            self.add(PageKind::Source(at), address::source_url(id).into(), by);
        }
        self.add(PageKind::Corrections, "/corrections/".into(), None);
        self.add(PageKind::Archive, "/archive/".into(), None);
        self.add(PageKind::Timeline, "/timeline/".into(), None);
        self.add(PageKind::Graph, "/graph/".into(), None);
        self.add(PageKind::Search, "/search/".into(), None);
        for (index, month) in site.months.iter().enumerate() {
            let base = format!("/archive/{:04}/{:02}/", month.year, month.month);
            for number in 1..=n_pages(month.articles.len(), per_page) {
                self.add(PageKind::Month { index, number }, numbered(&base, number), None);
            }
        }
    }

    fn collections(&mut self) {
        let site = self.site;
        for kind in CollectionKind::ALL {
            self.add(PageKind::Collections(kind), format!("/{}/", kind.segment()).into(), None);
            for (index, collection) in kind.list(site).iter().enumerate() {
                let base = format!("/{}/{}/", kind.segment(), collection.slug);
                for number in 1..=n_pages(collection.articles.len(), site.config.articles_per_page)
                {
                    let page = PageKind::Collection { kind, index, number };
                    self.add(page, numbered(&base, number), None);
                }
            }
        }
    }

    /// Generated documents; requires all other pages.
    fn documents(&mut self) {
        let pages = self.claims.iter().map(|claim| &claim.page);
        let urls = Urls { articles: &self.urls.articles, documents: &self.urls.documents };
        for (document, url) in documents::documents(self.site, urls, pages) {
            let language = match &document {
                Document::Feed { channel: Channel::Site { edition }, .. } => {
                    self.site.editions[*edition].tag.clone()
                }
                _ => self.language.clone(),
            };
            self.add_in(PageKind::Document(document), url, language, None);
        }
    }

    /// Redirects from former URLs.
    fn redirects(&mut self) {
        let site = self.site;
        for (at, document) in site.documents.iter().enumerate() {
            let to = self.urls.documents[at].clone();
            if let Some(head) = document.matter.head().filter(|_| !to.is_empty()) {
                self.redirect(&document.file.path, &head.redirect_from, &to);
            }
        }
        for (ix, entity) in site.names.iter().filter(|(_, entity)| !entity.is_hidden) {
            let to = self.urls.entities[ix.0 as usize].clone();
            if site.documents[entity.document].file.role != Role::Entity
                && let Some(matter) = site.entity_matter(ix)
            {
                self.redirect(&entity.path, &matter.head.redirect_from, &to);
            }
            let folder = &site.config.types[entity.kind].path;
            for former in &entity.former_ids {
                let by = Some(Place { path: entity.path.clone(), span: Some(entity.span) });
                let from = format!("/{folder}/{former}/");
                // no redirect if `slug` or `path` keeps the URL
                if from != *to {
                    self.add(PageKind::Redirect { to: to.clone() }, from.into(), by);
                }
            }
        }
    }

    fn redirect(&mut self, path: &Path, from: &[Spanned<String>], to: &Arc<str>) {
        for former in from {
            let is_file = former.value.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let end = if former.value.ends_with('/') || is_file { "" } else { "/" };
            let by = Some(Place { path: path.clone(), span: Some(former.span) });
            let kind = PageKind::Redirect { to: to.clone() };
            self.add(kind, format!("{}{end}", written(&former.value)).into(), by);
        }
    }
}

/// Number of pages of a list, at least one; a `per_page` of 0 puts everything on one page.
pub fn n_pages(count: usize, per_page: usize) -> usize {
    if per_page == 0 { 1 } else { count.div_ceil(per_page).max(1) }
}

/// The part of a list shown on a page, from 1.
pub fn page_of<T>(list: &[T], number: usize, per_page: usize) -> &[T] {
    if per_page == 0 {
        return list;
    }
    let start = ((number - 1) * per_page).min(list.len());
    &list[start..(start + per_page).min(list.len())]
}

/// Articles below the folder of a section text, in the site's order and in the section's language. For the folder of
/// all articles, those in the list of its edition.
pub fn articles_below(site: &Site, section: usize) -> Vec<ArticleIx> {
    let file = &site.documents[section].file;
    if &*file.key == "articles" {
        return site.listed(file.suffix.as_deref().map_or(0, |tag| site.edition(tag)));
    }
    let is_below = |article: &crate::site::Article| {
        let other = &site.documents[article.document].file;
        other.suffix == file.suffix
            && other
                .key
                .strip_prefix(&*file.key)
                .is_some_and(|rest| file.key.is_empty() || rest.starts_with('/'))
    };
    let found = site.articles.iter().enumerate().filter(|(_, article)| is_below(article));
    found.map(|(at, _)| ArticleIx(at as u32)).collect()
}
