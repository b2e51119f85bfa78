//! Generated documents other than pages: feeds, files for crawlers and hosts, the site as data. Which there are, and
//! their URLs.

use std::sync::Arc;

use crate::names::EntityIx;
use crate::plan::editions::{Urls, alternates, has_list, home_url};
use crate::plan::{CollectionKind, Page, PageKind, absolute};
use crate::site::Site;

/// A generated document that is not a page. A file of `static/` with the same output replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A feed.
    Feed {
        /// Its content.
        channel: Channel,
        /// Its format.
        format: Format,
    },
    /// `sitemap.xml`: all pages if they fit, otherwise the index of the parts.
    Sitemap,
    /// `sitemap-1.xml` …: one part of the sitemap, from 1.
    SitemapPart(usize),
    /// `sitemap-news.xml`.
    SitemapNews,
    /// `robots.txt`.
    Robots,
    /// `_redirects`.
    Redirects,
    /// `_headers`.
    Headers,
    /// `.nojekyll`: an empty file.
    NoJekyll,
    /// The site as data.
    Data(Data),
}

/// Content of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// An edition of the site.
    Site {
        /// Index in [`crate::site::Index::editions`].
        edition: usize,
    },
    /// Articles that mention an entity.
    Entity(EntityIx),
    /// Articles of one tag, author or storyline.
    Collection {
        /// Its kind.
        kind: CollectionKind,
        /// Index in the list of its kind in [`Site`].
        index: usize,
    },
    /// Editors' notices.
    Corrections,
}

/// Format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `atom.xml`
    Atom,
    /// `feed.json`
    Json,
    /// `rss.xml`
    Rss,
}

/// Content of a data document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// `entities.json`
    Entities,
    /// `graph.json`
    Graph,
    /// `corrections.json`
    Corrections,
}

impl Format {
    /// All formats, in the order in which pages link to them.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Json, Self::Rss];

    /// Its name in the configuration.
    pub fn id(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "json",
            Self::Rss => "rss",
        }
    }

    /// Its file name.
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
            Self::Rss => "rss.xml",
        }
    }

    /// Its display name, the same in all languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Json => "JSON",
            Self::Rss => "RSS",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
            Self::Rss => "application/rss+xml",
        }
    }
}

/// URL prefix of a page's own feed.
///
/// *Shape*: the URL of its first page, ending in `/`; `None` for a page that uses the feed of the site.
pub fn channel_page(page: &Page) -> Option<&str> {
    match &page.kind {
        PageKind::Home { .. } | PageKind::Corrections => Some(&page.url),
        PageKind::Entity { .. } | PageKind::Collection { .. } => {
            let first = page.url.rfind("page/").filter(|_| page.kind.number() > 1);
            Some(&page.url[..first.unwrap_or(page.url.len())])
        }
        _ => None,
    }
}

/// All documents of a site, with their URLs. `pages` are those planned so far.
pub(crate) fn documents<'p>(
    site: &Site,
    urls: Urls<'_>,
    pages: impl Iterator<Item = &'p Page> + Clone,
) -> Vec<(Document, Arc<str>)> {
    let config = &site.config;
    let mut all: Vec<(Document, Arc<str>)> = Vec::new();
    if config.base_url.is_some() {
        feeds(site, pages.clone(), &mut all);
        if config.sitemap.is_enabled {
            let parts = sitemap_parts(site, urls, pages).len();
            all.push((Document::Sitemap, "/sitemap.xml".into()));
            // a single part is the sitemap itself
            for number in (1..=parts).filter(|_| parts > 1) {
                let url = format!("/sitemap-{number}.xml").into();
                all.push((Document::SitemapPart(number), url));
            }
        }
        if config.sitemap.is_enabled && config.sitemap.has_news {
            all.push((Document::SitemapNews, "/sitemap-news.xml".into()));
        }
    }
    all.push((Document::Robots, "/robots.txt".into()));
    if config.hosting.has_redirects {
        all.push((Document::Redirects, "/_redirects".into()));
    }
    if config.hosting.has_headers {
        all.push((Document::Headers, "/_headers".into()));
    }
    all.push((Document::NoJekyll, "/.nojekyll".into()));
    for (data, url) in [
        (Data::Entities, "/entities.json"),
        (Data::Graph, "/graph.json"),
        (Data::Corrections, "/corrections.json"),
    ] {
        all.push((Document::Data(data), url.into()));
    }
    all
}

fn feeds<'p>(
    site: &Site,
    pages: impl Iterator<Item = &'p Page>,
    all: &mut Vec<(Document, Arc<str>)>,
) {
    let wanted = &site.config.feeds;
    let formats = || {
        Format::ALL.into_iter().filter(|format| wanted.formats.iter().any(|it| it == format.id()))
    };
    let mut add = |channel: Channel, url: &str| {
        for format in formats() {
            let url = format!("{url}{}", format.file()).into();
            all.push((Document::Feed { channel: channel.clone(), format }, url));
        }
    };
    for edition in (0..site.editions.len()).filter(|at| has_list(site, *at)) {
        add(Channel::Site { edition }, &home_url(site, edition));
    }
    for page in pages {
        let channel = match page.kind {
            PageKind::Entity { entity, number: 1 } if wanted.entities => Channel::Entity(entity),
            PageKind::Collection { kind, index, number: 1 } => {
                let is_wanted = match kind {
                    CollectionKind::Tags => wanted.tags,
                    CollectionKind::Authors => wanted.authors,
                    CollectionKind::Storylines => wanted.storylines,
                };
                if !is_wanted {
                    continue;
                }
                Channel::Collection { kind, index }
            }
            PageKind::Corrections => Channel::Corrections,
            _ => continue,
        };
        add(channel, &page.url);
    }
}

/// Maximum number of URLs in a sitemap.
const MAX_URLS: usize = 50_000;

/// Maximum bytes of the URLs in a sitemap: 50 MiB minus its header.
const MAX_BYTES: usize = 52_428_800 - 4096;

/// Pages of the sitemap, split into parts within its limits; at least one part.
///
/// *Source*: sitemaps.org, protocol 0.9: 50,000 URLs and 52,428,800 bytes.
pub fn sitemap_parts<'p>(
    site: &Site,
    urls: Urls<'_>,
    pages: impl Iterator<Item = &'p Page>,
) -> Vec<Vec<&'p Page>> {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let listed = pages.filter(|page| is_listed(site, page));
    cut(listed, MAX_URLS, MAX_BYTES, |page| weight(site, urls, base, page))
}

/// Cuts a list into parts of at most this many items and this weight.
fn cut<T>(
    items: impl Iterator<Item = T>,
    max_items: usize,
    max_weight: usize,
    weight: impl Fn(&T) -> usize,
) -> Vec<Vec<T>> {
    let mut parts = vec![Vec::new()];
    let mut total = 0;
    for item in items {
        let added = weight(&item);
        let part = parts.last_mut().expect("there is always one");
        if part.len() == max_items || (total + added > max_weight && !part.is_empty()) {
            parts.push(vec![item]);
            total = added;
        } else {
            part.push(item);
            total += added;
        }
    }
    parts
}

/// Bytes of a page in a sitemap, rounded up.
fn weight(site: &Site, urls: Urls<'_>, base: &str, page: &Page) -> usize {
    let written = |url: &str| {
        let address = absolute(base, url);
        // written as `&amp;`
        address.len() + 4 * address.matches('&').count()
    };
    let links = alternates(site, urls, page).into_iter().map(|it| written(&it.url) + 120);
    written(&page.url) + 150 + links.sum::<usize>()
}

/// Whether search engines should list a page: it has content of its own.
fn is_listed(site: &Site, page: &Page) -> bool {
    // with a `canonical_url` the original is listed, not this copy
    let is_copy = |at| site.matter(at).is_some_and(|matter| matter.canonical_url.is_some());
    page.kind.descriptor().is_indexed
        && page.kind.has_content(site)
        && !matches!(page.kind, PageKind::Article(at) if is_copy(at))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn parts_keep_both_limits() {
        let check = |items: &[usize], (max_items, max_weight), expected: &[&[usize]]| {
            let parts = cut(items.iter().copied(), max_items, max_weight, |item| *item);
            assert_eq!(parts, expected);
        };
        check(&[], (2, 10), &[&[]]);
        check(&[1, 2], (2, 10), &[&[1, 2]]);
        check(&[1, 2, 3], (2, 10), &[&[1, 2], &[3]]);
        check(&[6, 4, 1], (9, 10), &[&[6, 4], &[1]]);
        check(&[11, 11], (9, 10), &[&[11], &[11]]);
    }
}
