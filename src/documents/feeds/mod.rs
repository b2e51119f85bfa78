//! Feeds of new articles: of the site, an entity, a topic, and of corrections.
//!
//! All addresses are absolute, since feed readers have no other base. Articles without a publication date are left out.

mod atom;
mod content;
mod context;
mod gather;
mod json;
mod rss;

use std::sync::Arc;

use crate::base::Moment;
use crate::pages::PageContext;
use crate::plan::{Channel, Format};

/// Writes a feed. Empty without a base URL, since addresses must be absolute.
pub fn feed(context: PageContext<'_>, channel: &Channel, format: Format) -> Vec<u8> {
    let PageContext { site, plan, page } = context;
    let Some(base) = site.config.base_url.as_deref() else { return Vec::new() };
    let feed = gather::gather(context::FeedContext { site, plan, base, page }, channel);
    match format {
        Format::Atom => atom::write(&feed),
        Format::Json => json::write(&feed),
        Format::Rss => rss::write(&feed),
    }
    .into_bytes()
}

/// A feed, independent of its format.
#[derive(Debug)]
pub(crate) struct Feed {
    /// Its title.
    pub(crate) title: String,
    /// One line about it; may be empty.
    pub(crate) description: String,
    /// BCP 47 tag.
    pub(crate) language: Arc<str>,
    /// Its own address.
    pub(crate) url: String,
    /// Address of the page it belongs to.
    pub(crate) home: String,
    /// Its author: the site.
    pub(crate) author: Person,
    /// Address of the list of tags, the scheme of its categories.
    pub(crate) tags: String,
    /// Newest first.
    pub(crate) entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Permanent id.
    pub(crate) id: String,
    /// Address of the article.
    pub(crate) url: String,
    /// Its title.
    pub(crate) title: String,
    /// BCP 47 tag.
    pub(crate) language: Arc<str>,
    /// A line or two; may be empty.
    pub(crate) summary: String,
    /// HTML.
    pub(crate) content: String,
    /// Publication date.
    pub(crate) published: Moment,
    /// Date of the last change.
    pub(crate) updated: Moment,
    /// Authors.
    pub(crate) authors: Vec<Person>,
    /// Tags.
    pub(crate) tags: Vec<String>,
    /// Address of its lead image.
    pub(crate) image: Option<String>,
}

/// An author.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The name.
    pub(crate) name: String,
    /// Address of the page about them.
    pub(crate) url: Option<String>,
}

impl Feed {
    /// Last change of the newest entry, RFC 3339; the epoch for an empty feed.
    pub(crate) fn updated(&self) -> String {
        let updated = self.newest().map(Moment::rfc3339);
        updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".into())
    }

    /// The latest change of an entry.
    pub(crate) fn newest(&self) -> Option<&Moment> {
        self.entries.iter().map(|entry| &entry.updated).max_by_key(|moment| moment.seconds)
    }
}
