//! Documents beside the pages: the text stream, and W3C Web Annotations of it.

mod annotations;
mod chain;
mod cited;
mod shape;
#[cfg(test)]
mod tests;

pub use annotations::annotations;

use crate::site::{ArticleIx, Site};

/// `body.txt`: the text stream of an article, in which positions are counted.
pub fn stream(site: &Site, article: ArticleIx) -> Vec<u8> {
    site.article_document(article).body.stream.as_bytes().to_vec()
}
