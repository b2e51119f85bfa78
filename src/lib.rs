//! Glossator: annotated Markdown in, a cross-linked static site out.
//!
//! The program is one pure function from a tree of files to a tree of files, cut where the meaning of the data
//! changes; [`pipeline`] is the chain, read top to bottom. A module names only modules before it in this list:
//!
//! | module | knows |
//! |---|---|
//! | [`base`] | words every stage speaks: paths, spans, diagnostics, dates, slugs, languages |
//! | [`data`] | TOML, YAML and JSON with spans: read, and changed in place |
//! | [`source`] | the role of each file; the configuration |
//! | [`parse`] | one file: front matter, Markdown, the text stream |
//! | [`words`] | texts of the interface in each language |
//! | [`names`] | all entities' ids and names |
//! | [`anchor`] | where each annotation, mention and statement stands in one text |
//! | [`site`] | cross-references: backlinks, co-occurrence, collections |
//! | [`plan`] | pages, addresses and links |
//! | [`pages`] | HTML: weaving, views, templates, the schema.org graph, drawings |
//! | [`change`] | changes of sources that commands and the editor make |
//! | [`documents`] | feeds, files for hosts, the search index, data |
//! | `check` | rendered pages, as a browser would see them |
//! | [`pipeline`] | the chain, and threads |
//! | `edge` | disk, pictures, terminal, network, clock |
//!
//! Invariants: stages are pure; trouble in the author's files never panics and never stops a stage; the same
//! input gives the same bytes.

pub mod anchor;
pub mod base;
pub mod change;
#[cfg(feature = "cli")]
pub mod check;
pub mod data;
pub mod documents;
#[cfg(feature = "cli")]
#[allow(clippy::disallowed_methods, reason = "the edge touches the world")]
pub mod edge;
pub mod names;
pub mod pages;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod site;
pub mod source;
pub mod words;
