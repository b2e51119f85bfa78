//! Articles and the site as data: text streams, W3C Web Annotations, entities, co-occurrence, corrections.

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

/// `body.txt`: the text stream of an article, to which all positions refer.
pub fn stream(site: &Site, article: ArticleIx) -> Vec<u8> {
    site.article_document(article).body.stream.as_bytes().to_vec()
}
