//! What the author's links lead to.

use crate::base::Path;
use crate::base::escape::is_safe_url;
use crate::names::Wiki;
use crate::parse::Document;
use crate::parse::matter::Matter;
use crate::plan::address::decoded;
use crate::plan::{Page, PageKind, Plan, Target};
use crate::site::Site;

impl Plan {
    /// Where a link leads that stands in `document` (place in [`Site::documents`]).
    pub fn target(&self, site: &Site, document: usize, link: &str) -> Target {
        let link = link.trim();
        if !is_safe_url(link) {
            return Target::Unsafe;
        }
        if let Some(fragment) = link.strip_prefix('#') {
            return match self.has_fragment(site, document, fragment) {
                true => Target::Elsewhere(link.into()),
                false => Target::DeadFragment(document),
            };
        }
        let has_scheme = link.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
        if has_scheme || link.starts_with("//") || link.is_empty() {
            return Target::Elsewhere(link.into());
        }
        let (path, rest) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
        let Some(path) = decoded(path) else { return Target::Dead };
        let from = &site.documents[document].file.path;
        if path.starts_with('/') {
            return self.rooted(site, &path, rest);
        }
        let source = match path.strip_prefix("@/") {
            Some(below) => Path::new(&format!("content/{below}")),
            None => from.resolve(&path),
        };
        let Some(source) = source else { return Target::Dead };
        if let Some(at) = site.document(&source) {
            return self.to_document(site, at, rest);
        }
        match self.files.get(&source).or_else(|| self.folder_file(from, &path)) {
            Some(url) => Target::Site(format!("{url}{rest}")),
            None => self.beside(site, document, &path, rest),
        }
    }

    /// Where a wikilink to a page leads.
    pub fn wiki_target(&self, site: &Site, target: &str) -> Target {
        match site.names.wiki(target) {
            Wiki::File { document, heading } => {
                let rest = heading.map_or(String::new(), |heading| {
                    let named = &site.documents[document].body.headings;
                    let found = named.iter().find(|h| h.id == heading || h.text == heading);
                    format!("#{}", found.map_or(heading.as_str(), |heading| &heading.id))
                });
                self.to_document(site, document, &rest)
            }
            Wiki::Entity(_) | Wiki::Ambiguous(_) | Wiki::Unknown => Target::Dead,
        }
    }

    /// A file named as it stands beside the source, bundles included.
    fn folder_file(&self, from: &Path, path: &str) -> Option<&std::sync::Arc<str>> {
        let below = from.resolve(path)?;
        self.files.get(&below)
    }

    fn to_document(&self, site: &Site, at: usize, rest: &str) -> Target {
        let url = &self.documents[at];
        if url.is_empty() {
            return match is_draft(&site.documents[at]) {
                true => Target::Hidden(at),
                false => Target::Dead,
            };
        }
        match rest.split_once('#') {
            Some((_, fragment)) if !self.has_fragment(site, at, fragment) => {
                Target::DeadFragment(at)
            }
            _ => Target::Site(format!("{url}{rest}")),
        }
    }

    /// An address of the site itself: a page, or a file that is copied.
    fn rooted(&self, site: &Site, path: &str, rest: &str) -> Target {
        let page =
            [path.to_string(), format!("{path}/")].into_iter().find_map(|url| self.page(&url));
        if let Some(page) = page {
            let document = self.document_of(site, page);
            return match (document, rest.split_once('#')) {
                (Some(at), Some((_, fragment))) if !self.has_fragment(site, at, fragment) => {
                    Target::DeadFragment(at)
                }
                _ => Target::Site(format!("{}{rest}", page.url)),
            };
        }
        let output = path.trim_start_matches('/');
        match self.outputs.contains(output) {
            true => Target::Site(format!("{path}{rest}")),
            false => Target::Dead,
        }
    }

    /// A relative address of a page, as it would be on the published site.
    fn beside(&self, site: &Site, document: usize, path: &str, rest: &str) -> Target {
        let here = self.documents[document].trim_start_matches('/');
        let resolved = Path::new(&format!("{here}x")).and_then(|here| here.resolve(path));
        match resolved {
            Some(url) if !path.ends_with(".md") => {
                let end = if path.ends_with('/') { "/" } else { "" };
                self.rooted(site, &format!("/{url}{end}"), rest)
            }
            _ => Target::Dead,
        }
    }

    /// The document whose text a page shows.
    fn document_of(&self, site: &Site, page: &Page) -> Option<usize> {
        match page.kind {
            PageKind::Article(article) => Some(site.article(article).document),
            PageKind::Plain(document) | PageKind::Section { document, .. } => Some(document),
            PageKind::Home { document } => document,
            _ => None,
        }
    }

    /// Whether a text has something of this id: a heading, a note, a statement, a mention, an id of its own HTML.
    fn has_fragment(&self, site: &Site, document: usize, fragment: &str) -> bool {
        let fragment = decoded(fragment).unwrap_or_default();
        let (body, anchored) = (&site.documents[document].body, &site.anchored[document]);
        if fragment.is_empty() || fragment == "top" || body.anchors.contains(&fragment) {
            return true;
        }
        if body.headings.iter().any(|heading| heading.id == fragment) {
            return true;
        }
        if let Some(id) =
            fragment.strip_prefix("note-ref-").or_else(|| fragment.strip_prefix("note-"))
        {
            return anchored.notes.iter().any(|note| note.id == id);
        }
        if let Some(id) = fragment.strip_prefix("statement-") {
            return anchored.statements.iter().any(|statement| statement.id == id);
        }
        let number = fragment.strip_prefix('m').and_then(|digits| digits.parse::<usize>().ok());
        number.is_some_and(|number| (1..=anchored.mentions.len()).contains(&number))
    }
}

/// Whether a document is one that this build leaves out.
fn is_draft(document: &Document) -> bool {
    matches!(&document.matter, Matter::Article(_) | Matter::Page(_) | Matter::Entity(_))
}
