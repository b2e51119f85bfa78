//! Checks rendered pages as a browser would: dead links, duplicates, missing parts.
//!
//! Each page is parsed once, as it is rendered, and only its ids, cross-page links and title are kept. Faults with one
//! cause are reported once.

mod address;
mod diagnostics;
mod element;
mod grouped;
mod holder;
mod page;

use crate::base::Path;
use crate::plan::{PageKind, Plan};
use crate::site::Site;

pub use grouped::check;

/// The site and plan of the pages.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// The site.
    pub site: &'a Site,
    /// The plan, with all link targets.
    pub plan: &'a Plan,
}

/// What is kept of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its index in [`Plan::pages`].
    page: usize,
    /// Faults within the page.
    findings: Vec<Finding>,
    /// Hashes of its ids, sorted. A collision hides a dead link, once in 2³².
    ids: Vec<u32>,
    /// Fragment links: target page, and byte range of the fragment in `names`.
    fragments: Vec<(u32, u32, u32)>,
    /// Concatenated fragments; `#` before those written without an address.
    names: String,
    /// Its title; `None` if titles of such pages are not compared.
    title: Option<String>,
    /// Its description, for the same pages.
    description: Option<String>,
}

/// A fault on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// Kind of fault.
    fault: Fault,
    /// What identifies the fault: an address relative to the site root, an id, a title.
    what: String,
    /// The same as written on the page.
    written: String,
}

/// Kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A link with a missing target.
    Link,
    /// A link to an id that the page does not have.
    Fragment,
    /// A missing image, script or other file.
    File,
    /// An id on two elements.
    IdTwice,
    /// A reference to a missing id; `what` is the attribute and the id.
    Id,
    /// Headings without a valid outline; `what` says why.
    Headings,
    /// An image without `alt`.
    Alt,
    /// A link or button without text.
    Words,
    /// A link inside a link.
    Nested,
    /// No title.
    Title,
    /// No description.
    Description,
    /// A title shared with other pages.
    TitleTwice,
    /// A description shared with other pages.
    DescriptionTwice,
}

impl<'a> Audit<'a> {
    /// Checks the page at an output path; `None` if the output is not a page.
    pub fn page(self, output: &Path, html: &[u8]) -> Option<Seen> {
        let at = self.plan.pages.binary_search_by(|page| page.output.cmp(output)).ok()?;
        let is_page = output.extension() == "html";
        let html = std::str::from_utf8(html).ok().filter(|_| is_page)?;
        Some(page::read(self, at, html))
    }

    fn kind(self, at: usize) -> &'a PageKind {
        &self.plan.pages[at].kind
    }
}

/// Hash of an id.
fn hash(id: &str) -> u32 {
    // FNV-1a
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
