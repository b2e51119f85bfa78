//! Articles and the site as data: the text stream, W3C Web Annotations of it, entities, who is named with whom, corrections.

mod annotations;
mod chain;
mod cited;
mod data;
mod shape;
#[cfg(test)]
mod tests;

pub use annotations::annotations;
pub use data::data;

use crate::site::{ArticleIx, Site};

/// `body.txt`: the text stream of an article, in which positions are counted.
pub fn stream(site: &Site, article: ArticleIx) -> Vec<u8> {
    site.article_document(article).body.stream.as_bytes().to_vec()
}
