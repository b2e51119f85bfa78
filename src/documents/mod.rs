//! Output other than pages.
//!
//! - [`feeds`]: Atom and JSON Feed
//! - [`host`]: sitemap, redirects, headers and other files for hosts and crawlers
//! - [`search`]: the search index
//! - [`export`]: annotations as JSON-LD, plain text, entities, statements

pub mod export;
pub mod feeds;
pub mod host;
pub mod search;
