//! Glossator: annotated Markdown in, a cross-linked static site out.
//!
//! The program is one pure function from a tree of files to a tree of files, cut where the meaning of the data
//! changes; [`pipeline`] is the chain, read top to bottom. A module names only modules before it in this list:
//!
//! | module | knows |
//! |---|---|
//! | [`base`] | words every stage speaks: places, diagnostics, dates, addresses' segments |
//! | [`draw`] | static drawings: numbers and labels as SVG |
//! | `picture` | the same picture for narrower screens |
//! | [`source`] | which role each file has; the configuration; structured text with spans |
//! | [`parse`] | one file: front matter, Markdown, the text stream |
//! | [`words`] | the words of the interface in each language |
//! | [`edit`] | how to change a source and keep its formatting |
//! | [`names`] | all entities' ids and names |
//! | [`anchor`] | where each annotation, mention and statement stands in one text |
//! | [`site`] | who else mentions X: backlinks, co-occurrence, collections |
//! | [`repair`] | where annotations went whose words changed |
//! | [`suggest`] | names that articles do not list, and names that no entity has |
//! | [`plan`] | addresses and links |
//! | [`rename`] | ids and files that get another name, and all that name them |
//! | [`annotate`] | what is done to an article in the browser, as changes of its sources |
//! | [`linked`] | what a page says to machines, as a graph |
//! | [`weave`] | text and marks as HTML |
//! | [`view`], [`feeds`], [`host`], [`export`] | what templates see; other documents |
//! | [`render`] | templates |
//! | `audit` | rendered pages, as a browser would see them |
//! | [`pipeline`] | the chain, and threads |
//! | [`edge`] | disk, terminal, network, clock |
//!
//! Invariants: stages are pure; trouble in the author's files never panics and never stops a stage; the same
//! input gives the same bytes.

pub mod anchor;
pub mod annotate;
#[cfg(feature = "cli")]
pub mod audit;
pub mod base;
pub mod draw;
#[cfg(feature = "cli")]
#[allow(clippy::disallowed_methods, reason = "the edge touches the world")]
pub mod edge;
pub mod edit;
pub mod export;
pub mod feeds;
pub mod host;
pub mod linked;
pub mod names;
pub mod parse;
#[cfg(feature = "images")]
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod rename;
pub mod render;
pub mod repair;
pub mod search;
pub mod site;
pub mod source;
pub mod suggest;
pub mod view;
pub mod weave;
pub mod words;
