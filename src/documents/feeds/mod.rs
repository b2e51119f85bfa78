//! Feeds: what is new on the site, about somebody, on a topic, for those who read it elsewhere.
//!
//! Everything in a feed is absolute: a reader has nothing else to go by. What has no date of publication is in none.

mod atom;
mod content;
mod context;
mod gather;
mod json;
mod rss;

use std::sync::Arc;

use crate::base::Moment;
use crate::plan::{Channel, Format, Page, Plan};
use crate::site::Site;

/// Writes a feed. Empty without a base, for there is no feed of relative addresses.
pub fn feed(
    site: &Site,
    plan: &Plan,
    page: &Page,
    (channel, format): (&Channel, Format),
) -> Vec<u8> {
    let Some(base) = site.config.base_url.as_deref() else { return Vec::new() };
    let feed = gather::gather(context::FeedContext { site, plan, base, page }, channel);
    match format {
        Format::Atom => atom::write(&feed),
        Format::Json => json::write(&feed),
        Format::Rss => rss::write(&feed),
    }
    .into_bytes()
}

/// A feed, whatever its format.
#[derive(Debug)]
pub(crate) struct Feed {
    /// What it is of.
    pub(crate) title: String,
    /// One line about it; may be empty.
    pub(crate) description: String,
    /// BCP 47 tag.
    pub(crate) language: Arc<str>,
    /// Its own address.
    pub(crate) url: String,
    /// Address of the page that it stands beside.
    pub(crate) home: String,
    /// Who is behind it: the site.
    pub(crate) author: Person,
    /// Address of the list of tags, which says what kind of words they are.
    pub(crate) tags: String,
    /// Newest first.
    pub(crate) entries: Vec<Entry>,
}

/// One entry.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Stays the same whatever becomes of the entry.
    pub(crate) id: String,
    /// Address of the article.
    pub(crate) url: String,
    /// Its title.
    pub(crate) title: String,
    /// BCP 47 tag.
    pub(crate) language: Arc<str>,
    /// In a line or two; may be empty.
    pub(crate) summary: String,
    /// HTML.
    pub(crate) content: String,
    /// When it was published.
    pub(crate) published: Moment,
    /// When it was last changed.
    pub(crate) updated: Moment,
    /// Who wrote it.
    pub(crate) authors: Vec<Person>,
    /// Its topics.
    pub(crate) tags: Vec<String>,
    /// Address of its lead image.
    pub(crate) image: Option<String>,
}

/// Somebody who wrote something.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The name.
    pub(crate) name: String,
    /// Address of the page about them.
    pub(crate) url: Option<String>,
}

impl Feed {
    /// When the newest of its entries changed: RFC 3339. Of an empty feed the beginning of time.
    pub(crate) fn updated(&self) -> String {
        let updated = self.newest().map(Moment::rfc3339);
        updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".into())
    }

    /// The latest change of an entry.
    pub(crate) fn newest(&self) -> Option<&Moment> {
        self.entries.iter().map(|entry| &entry.updated).max_by_key(|moment| moment.seconds)
    }
}
