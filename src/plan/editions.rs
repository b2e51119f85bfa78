//! URLs of editions, and versions of a page in other languages.

use std::sync::Arc;

use crate::base::Path;
use crate::plan::{Page, PageKind};
use crate::site::{ArticleIx, Site};

/// URLs of articles and documents.
#[derive(Clone, Copy, Debug)]
pub struct Urls<'a> {
    /// By index in [`crate::site::Index::articles`].
    pub articles: &'a [Arc<str>],
    /// By index in [`Site::documents`]; `""` without a page.
    pub documents: &'a [Arc<str>],
}

/// A version of a page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// BCP 47 tag, or `x-default` for all other languages.
    pub language: Arc<str>,
    /// Its root-relative URL.
    pub url: Arc<str>,
}

/// URL of the home page of an edition: `/`, `/ar/`.
pub fn home_url(site: &Site, edition: usize) -> Arc<str> {
    if edition == 0 { "/".into() } else { format!("/{}/", site.editions[edition].tag).into() }
}

/// URL of the list of articles of an edition: `/articles/`, `/ar/articles/`. That of the site if the edition has only a
/// home text.
pub fn list_url(site: &Site, edition: usize) -> Arc<str> {
    if has_list(site, edition) {
        format!("{}articles/", home_url(site, edition)).into()
    } else {
        "/articles/".into()
    }
}

/// Whether an edition has a list of articles and feeds.
pub(crate) fn has_list(site: &Site, edition: usize) -> bool {
    edition == 0 || !site.editions[edition].articles.is_empty()
}

/// The edition of a page: index in [`crate::site::Index::editions`].
pub fn edition_of(site: &Site, page: &Page) -> usize {
    match page.kind {
        PageKind::Home { edition, .. } | PageKind::Articles { edition, .. } => edition,
        PageKind::Article(at) => site.article(at).edition,
        _ => site.edition(&page.language),
    }
}

/// All versions of a page, one per language: of home pages, lists of all articles and other pages the site's language
/// first; of articles by tag. Empty if there is only one. For later pages of a list, the versions are the first pages.
pub fn versions(site: &Site, urls: Urls<'_>, page: &Page) -> Vec<Version> {
    let editions = |url: fn(&Site, usize) -> Arc<str>, has: fn(&Site, usize) -> bool| {
        let all = site.editions.iter().enumerate().filter(|(at, _)| has(site, *at));
        all.map(|(at, it)| Version { language: it.tag.clone(), url: url(site, at) }).collect()
    };
    let all: Vec<Version> = match &page.kind {
        PageKind::Article(at) => articles(site, urls, *at),
        PageKind::Home { edition, .. } if page.url == home_url(site, *edition) => {
            editions(home_url, |_, _| true)
        }
        PageKind::Articles { .. } => editions(list_url, has_list),
        PageKind::Section { document, .. } if is_whole_list(site, urls, *document) => {
            editions(list_url, has_list)
        }
        PageKind::Section { document, .. } | PageKind::Plain(document) => {
            files(site, urls, *document)
        }
        _ => Vec::new(),
    };
    let mut one_each: Vec<Version> = Vec::with_capacity(all.len());
    for version in all {
        if one_each.iter().all(|known| known.language != version.language) {
            one_each.push(version);
        }
    }
    if one_each.len() < 2 { Vec::new() } else { one_each }
}

/// Like [`versions`], plus `x-default`: the version in the site's language, otherwise the first. Empty if the page
/// itself is not one of the versions.
pub fn alternates(site: &Site, urls: Urls<'_>, page: &Page) -> Vec<Version> {
    let mut all = versions(site, urls, page);
    if all.iter().all(|version| version.url != page.url) {
        return Vec::new();
    }
    let own = all.iter().find(|version| *version.language == *site.config.language);
    let default = own.or(all.first()).map(|version| version.url.clone());
    all.extend(default.map(|url| Version { language: "x-default".into(), url }));
    all
}

/// An article and its translations, by tag. Translations in its own language are left out.
fn articles(site: &Site, urls: Urls<'_>, at: ArticleIx) -> Vec<Version> {
    let article = site.article(at);
    if article.translations.is_empty() {
        return Vec::new();
    }
    let language = |at: &ArticleIx| &site.article(*at).language;
    let others = article.translations.iter().copied();
    let others = others.filter(|other| *language(other) != article.language);
    let mut all: Vec<ArticleIx> = others.chain([at]).collect();
    all.sort_by_key(|at| (language(at), *at));
    let version = |at: ArticleIx| Version {
        language: language(&at).clone(),
        url: urls.articles[at.0 as usize].clone(),
    };
    all.into_iter().map(version).collect()
}

/// Whether the text of a folder is shown on the list of all articles of an edition.
fn is_whole_list(site: &Site, urls: Urls<'_>, document: usize) -> bool {
    let suffix = site.documents[document].file.suffix.as_deref();
    let edition = suffix.map_or(0, |tag| site.edition(tag));
    urls.documents[document] == list_url(site, edition)
}

/// A text and its files with other language suffixes.
fn files(site: &Site, urls: Urls<'_>, document: usize) -> Vec<Version> {
    let own = &site.documents[document].file;
    let suffix = own.suffix.as_ref().map_or(String::new(), |tag| format!(".{tag}"));
    let stem = own.path.as_str().strip_suffix(&format!("{suffix}.md"));
    let (Some(stem), false) = (stem, site.config.languages.is_empty()) else { return Vec::new() };
    let declared = site.config.languages.keys().map(|tag| format!("{stem}.{tag}.md"));
    let paths = std::iter::once(format!("{stem}.md")).chain(declared);
    let others = paths.filter_map(|path| site.document(&Path::new(&path)?));
    let language = |at: usize| -> Arc<str> { site.documents[at].language(&site.config).into() };
    let is_version = |at: &usize| {
        let is_shown = !urls.documents[*at].is_empty();
        *at == document || (is_shown && language(*at) != language(document))
    };
    let version = |at| Version { language: language(at), url: urls.documents[at].clone() };
    others.filter(is_version).map(version).collect()
}
