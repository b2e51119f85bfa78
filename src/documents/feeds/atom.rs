//! A feed as Atom.
//!
//! *Source*: RFC 4287.

use crate::base::escape::push_xml;
use crate::documents::feeds::{Entry, Feed, Person};

/// Writes the document.
pub(crate) fn write(feed: &Feed) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    attribute(&mut out, "xml:lang", &feed.language);
    out.push_str(">\n");
    element(&mut out, "id", &feed.home);
    element(&mut out, "title", &feed.title);
    if !feed.description.is_empty() {
        element(&mut out, "subtitle", &feed.description);
    }
    element(&mut out, "updated", &feed.updated());
    link(&mut out, "self", "application/atom+xml", &feed.url);
    link(&mut out, "alternate", "text/html", &feed.home);
    person(&mut out, &feed.author);
    for one in &feed.entries {
        entry(&mut out, feed, one);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, feed: &Feed, entry: &Entry) {
    out.push_str("<entry");
    if entry.language != feed.language {
        attribute(out, "xml:lang", &entry.language);
    }
    out.push_str(">\n");
    element(out, "id", &entry.id);
    element(out, "title", &entry.title);
    link(out, "alternate", "text/html", &entry.url);
    element(out, "published", &entry.published.rfc3339());
    element(out, "updated", &entry.updated.rfc3339());
    for author in &entry.authors {
        person(out, author);
    }
    for tag in &entry.tags {
        out.push_str("<category");
        attribute(out, "term", tag);
        attribute(out, "scheme", &feed.tags);
        out.push_str("/>\n");
    }
    if !entry.summary.is_empty() {
        element(out, "summary", &entry.summary);
    }
    out.push_str("<content type=\"html\">");
    push_xml(out, &entry.content);
    out.push_str("</content>\n</entry>\n");
}

fn person(out: &mut String, person: &Person) {
    out.push_str("<author>\n");
    element(out, "name", &person.name);
    if let Some(url) = &person.url {
        element(out, "uri", url);
    }
    out.push_str("</author>\n");
}

fn link(out: &mut String, rel: &str, media_type: &str, href: &str) {
    out.push_str("<link");
    attribute(out, "rel", rel);
    attribute(out, "type", media_type);
    attribute(out, "href", href);
    out.push_str("/>\n");
}

/// An element with text, on its own line.
pub(crate) fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    push_xml(out, text);
    out.push_str(&format!("</{name}>\n"));
}

/// An attribute.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\""));
    // a parser would turn them into spaces
    push_xml(out, &value.replace(['\n', '\t', '\r'], " "));
    out.push('"');
}
