//! Glossator: a static site generator for annotated Markdown.
//!
//! The program is one pure function from a file tree to a file tree, split into stages; [`pipeline`] is the chain, read
//! top to bottom. A module uses only modules before it in this list:
//!
//! | module | contains |
//! |---|---|
//! | [`base`] | types shared by all stages: paths, spans, diagnostics, dates, slugs, languages |
//! | [`data`] | TOML, YAML and JSON with spans: reading and editing in place |
//! | [`source`] | the role of each file; the configuration |
//! | [`parse`] | one file: front matter, Markdown, the text stream |
//! | [`words`] | translations of the interface |
//! | [`names`] | all entities' ids and names |
//! | [`anchor`] | positions of annotations, mentions and statements in one text |
//! | [`site`] | cross-references: backlinks, co-occurrence, collections |
//! | [`plan`] | pages, addresses and links |
//! | [`pages`] | HTML: weaving, views, templates, the schema.org graph, drawings |
//! | [`change`] | source edits by commands and the browser editor |
//! | [`documents`] | feeds, files for hosts, the search index, data |
//! | `check` | checks of rendered pages, as a browser sees them |
//! | [`pipeline`] | the chain, and threads |
//! | `edge` | disk, images, terminal, network, clock |
//!
//! Invariants: stages are pure; errors in the author's files never panic and never stop a stage; the same input gives
//! the same bytes.

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
