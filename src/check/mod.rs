//! The rendered pages, looked at as a browser would: what leads nowhere, stands twice, or is missing.
//!
//! A page is read once, as it is rendered, and leaves little behind: its ids, its links to places in other pages, its
//! title. What is wrong with it for the same reason as with others is told once.

mod address;
mod element;
mod grouped;
mod holder;
mod page;
mod troubles;

use crate::base::Path;
use crate::plan::{PageKind, Plan};
use crate::site::Site;

pub use grouped::check;

/// The site that the pages belong to.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// What the texts mean.
    pub site: &'a Site,
    /// What there is to link to.
    pub plan: &'a Plan,
}

/// What is kept of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its place in [`Plan::pages`].
    page: usize,
    /// What is wrong with it by itself.
    findings: Vec<Finding>,
    /// Hashes of its ids, sorted. Two ids of one hash hide a dead link, once in four thousand million.
    ids: Vec<u32>,
    /// Places in pages that it links to: the page, and the bytes of the fragment in `names`.
    fragments: Vec<(u32, u32, u32)>,
    /// The fragments, one after the other; `#` before those that are written without an address.
    names: String,
    /// Its title; `None` for a page that is not looked for.
    title: Option<String>,
    /// Its description, of the same pages.
    description: Option<String>,
}

/// Something that is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// What.
    fault: Fault,
    /// The words that tell it from others: an address from the root, an id, a title.
    what: String,
    /// The same as the page has it.
    written: String,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A link to what is not there.
    Link,
    /// A link to an id that a page does not have.
    Fragment,
    /// A picture, script or other file that is not there.
    File,
    /// One id for two elements.
    IdTwice,
    /// The name of an id that is not there; `what` is the attribute and the id.
    Id,
    /// Headings that are no outline; `what` says why.
    Headings,
    /// A picture without `alt`.
    Alt,
    /// A link or button without words.
    Words,
    /// A link in a link.
    Nested,
    /// No title.
    Title,
    /// No description.
    Description,
    /// A title that other pages have.
    TitleTwice,
    /// A description that other pages have.
    DescriptionTwice,
}

impl<'a> Audit<'a> {
    /// Reads the page at an output path; `None` for an output that is no page.
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

/// A number for an id.
fn hash(id: &str) -> u32 {
    // FNV-1a
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
