//! Resolves the links of rendered pages.

use crate::base::Path;
use crate::check::Audit;
use crate::plan::{decoded, is_elsewhere, parts, written};

/// Target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Another site, or the page itself.
    Elsewhere,
    /// A page, by index in the plan, and a fragment.
    Page(usize, Option<String>),
    /// A copied file.
    File,
    /// Missing; the address relative to the site root.
    Nowhere(String),
}

impl Audit<'_> {
    /// Resolves a link on a page.
    pub(super) fn place(self, from: usize, link: &str) -> Place {
        let link = link.trim();
        let base = self.site.config.base_url.as_deref().unwrap_or_default().trim_end_matches('/');
        let own = link.strip_prefix(base).filter(|rest| !base.is_empty() && ends(rest));
        if let Some(rest) = own {
            let (path, rest) = parts(rest);
            return self.rooted(if path.is_empty() { "/" } else { path }, rest);
        }
        if is_elsewhere(link) {
            return Place::Elsewhere;
        }
        let (path, rest) = parts(link);
        if path.is_empty() {
            return Place::Page(from, fragment(rest));
        }
        if path.starts_with('/') {
            let host_at = base.find("//").map_or(0, |at| at + 2);
            let folder = base[host_at..].find('/').map_or("", |at| &base[host_at + at..]);
            return match path.strip_prefix(folder).filter(|rest| ends(rest)) {
                Some(path) => self.rooted(if path.is_empty() { "/" } else { path }, rest),
                // on the same host, outside the site
                None => Place::Elsewhere,
            };
        }
        match joined(&self.plan.pages[from].url, path) {
            Some(path) => self.rooted(&path, rest),
            None => Place::Nowhere(path.into()),
        }
    }

    /// Resolves a percent-encoded address relative to the site root.
    fn rooted(self, path: &str, rest: &str) -> Place {
        let url = written(path);
        let folder = url.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        let page = [folder.unwrap_or(&url), &format!("{url}/")]
            .into_iter()
            .find_map(|url| self.plan.place(url));
        if let Some(at) = page {
            return Place::Page(at, fragment(rest));
        }
        let output = decoded(path).and_then(|path| Path::new(path.strip_prefix('/')?));
        if output.is_some_and(|output| self.plan.has_output(&output)) {
            Place::File
        } else {
            Place::Nowhere(url)
        }
    }
}

/// Whether a name ends here.
fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '?', '#'])
}

/// The id in a fragment; `None` if empty, or defined by browsers: `#top`, text fragments.
fn fragment(rest: &str) -> Option<String> {
    let (_, fragment) = rest.split_once('#')?;
    let plain = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
    if plain || fragment.contains(":~:") {
        return None;
    }
    decoded(fragment)
}

/// Resolves a relative path against an address; `None` if it leaves the root.
fn joined(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            name => segments.push(name),
        }
    }
    let is_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    let end = if is_folder && !segments.is_empty() { "/" } else { "" };
    Some(format!("/{}{end}", segments.join("/")))
}
