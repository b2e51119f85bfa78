//! A feed as RSS.
//!
//! *Source*: RSS 2.0.11 of the RSS Advisory Board, with its content, Dublin Core and Atom modules.

use crate::base::escape::push_xml;
use crate::documents::feeds::atom::{attribute, element};
use crate::documents::feeds::{Entry, Feed};

/// Writes the document.
pub(crate) fn write(feed: &Feed) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n",
    );
    element(&mut out, "title", &feed.title);
    element(&mut out, "link", &feed.home);
    // a description is required
    let line = if feed.description.is_empty() { &feed.title } else { &feed.description };
    element(&mut out, "description", line);
    element(&mut out, "language", &feed.language);
    if let Some(newest) = feed.newest() {
        element(&mut out, "lastBuildDate", &newest.rfc822());
    }
    out.push_str("<atom:link rel=\"self\" type=\"application/rss+xml\"");
    attribute(&mut out, "href", &feed.url);
    out.push_str("/>\n");
    for one in &feed.entries {
        entry(&mut out, feed, one);
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

fn entry(out: &mut String, feed: &Feed, entry: &Entry) {
    out.push_str("<item>\n");
    element(out, "title", &entry.title);
    element(out, "link", &entry.url);
    out.push_str("<guid");
    attribute(out, "isPermaLink", if entry.id == entry.url { "true" } else { "false" });
    out.push('>');
    push_xml(out, &entry.id);
    out.push_str("</guid>\n");
    element(out, "pubDate", &entry.published.rfc822());
    for author in &entry.authors {
        element(out, "dc:creator", &author.name);
    }
    for tag in &entry.tags {
        out.push_str("<category");
        attribute(out, "domain", &feed.tags);
        out.push('>');
        push_xml(out, tag);
        out.push_str("</category>\n");
    }
    if !entry.summary.is_empty() {
        element(out, "description", &entry.summary);
    }
    element(out, "content:encoded", &entry.content);
    out.push_str("</item>\n");
}
