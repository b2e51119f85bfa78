//! Resolves the links of the sources.

use crate::base::Path;
use crate::base::escape::is_safe_url;
use crate::base::slug::heading_slug;
use crate::names::Wiki;
use crate::parse::matter::Matter;
use crate::plan::address::{decoded, kept};
use crate::plan::{Page, PageKind, Plan, Target};
use crate::site::Site;
use crate::source::Role;

impl Plan {
    /// Resolves a link in `document` (index in [`Site::documents`]).
    pub fn target(&self, site: &Site, document: usize, link: &str) -> Target {
        let link = link.trim();
        if !is_safe_url(link) {
            return Target::Unsafe;
        }
        if let Some(fragment) = link.strip_prefix('#') {
            return if has_fragment(site, document, fragment) {
                Target::Elsewhere(link.into())
            } else {
                Target::DeadFragment(document)
            };
        }
        if is_elsewhere(link) {
            return Target::Elsewhere(link.into());
        }
        let (path, rest) = parts(link);
        let Some(path) = decoded(path) else { return Target::Dead };
        if path.starts_with('/') {
            return self.rooted(site, &path, rest);
        }
        if path.is_empty() {
            // `?q=x`: a query on the same page
            return Target::Elsewhere(link.into());
        }
        let from = &site.documents[document].file;
        let source = match path.strip_prefix("@/") {
            Some(below) => Path::new(&format!("content/{below}")),
            None => from.path.resolve(&path),
        };
        let found = source.and_then(|source| self.at_source(site, &source, rest, &from.suffix));
        found.unwrap_or_else(|| self.sidecar(site, document, &path, rest))
    }

    /// Resolves a link of the menu: `@/about.md`, a root-relative URL, or an external one.
    pub fn menu_target(&self, site: &Site, link: &str) -> Target {
        let link = link.trim();
        if !is_safe_url(link) {
            return Target::Unsafe;
        }
        let (path, rest) = parts(link);
        match decoded(path) {
            _ if is_elsewhere(link) => Target::Elsewhere(link.into()),
            Some(path) if path.starts_with('/') => self.rooted(site, &path, rest),
            Some(path) => {
                let source = path.strip_prefix("@/").map(|below| format!("content/{below}"));
                let source = source.and_then(|source| Path::new(&source));
                let found = source.and_then(|source| self.at_source(site, &source, rest, &None));
                found.unwrap_or(Target::Dead)
            }
            None => Target::Dead,
        }
    }

    /// Resolves a wikilink to a file.
    pub fn wiki_target(&self, site: &Site, target: &str) -> Target {
        match site.names.wiki(target) {
            Wiki::File { document, heading } => {
                let rest = heading.map_or(String::new(), |heading| {
                    let (named, slug) =
                        (&site.documents[document].body.headings, heading_slug(&heading));
                    let exact = named.iter().find(|h| h.id == heading || h.text == heading);
                    let found = exact.or_else(|| named.iter().find(|h| h.id == slug));
                    format!("#{}", found.map_or(heading.as_str(), |heading| &heading.id))
                });
                self.to_document(site, document, &rest)
            }
            Wiki::Entity(_) | Wiki::Ambiguous(_) | Wiki::Unknown => Target::Dead,
        }
    }

    /// Resolves a path in the source tree: to a text, to its version in the language of the linking text, or to a
    /// copied file.
    fn at_source(
        &self,
        site: &Site,
        source: &Path,
        rest: &str,
        suffix: &Option<std::sync::Arc<str>>,
    ) -> Option<Target> {
        let in_language = || {
            let stem = source.as_str().strip_suffix(".md")?;
            let path = Path::new(&format!("{stem}.{}.md", suffix.as_ref()?))?;
            self.sources.get(&path).copied()
        };
        if let Some(at) = self.sources.get(source).copied().or_else(in_language) {
            return Some(self.to_document(site, at, rest));
        }
        self.files.get(source).map(|url| Target::Site(format!("{url}{rest}")))
    }

    fn to_document(&self, site: &Site, at: usize, rest: &str) -> Target {
        let url = &self.documents[at];
        if url.is_empty() {
            return match site.documents[at].matter {
                Matter::Article(_) | Matter::Page(_) | Matter::Entity(_) => Target::Hidden(at),
                Matter::Entities(_)
                | Matter::Sources(_)
                | Matter::Sidecar(_)
                | Matter::SidecarJsonld(_) => Target::Dead,
            };
        }
        match rest.split_once('#') {
            Some((_, fragment)) if !has_fragment(site, at, fragment) => Target::DeadFragment(at),
            _ => Target::Site(format!("{url}{rest}")),
        }
    }

    /// Resolves a decoded root-relative URL: to a page or a copied file.
    fn rooted(&self, site: &Site, path: &str, rest: &str) -> Target {
        let url = kept(path);
        let page = self.page(&url).or_else(|| self.page(&format!("{url}/")));
        if let Some(page) = page {
            let texts = texts_of(site, page);
            return match (texts.first(), rest.split_once('#')) {
                (Some(first), Some((_, fragment)))
                    if !texts.iter().any(|at| has_fragment(site, *at, fragment)) =>
                {
                    Target::DeadFragment(*first)
                }
                _ => Target::Site(format!("{}{rest}", page.url)),
            };
        }
        let output = Path::new(path.strip_prefix('/').unwrap_or(path));
        if output.is_some_and(|output| self.outputs.contains_key(&output)) {
            Target::Site(format!("{url}{rest}"))
        } else {
            Target::Dead
        }
    }

    /// Resolves a relative URL as on the published site.
    fn sidecar(&self, site: &Site, document: usize, path: &str, rest: &str) -> Target {
        let here = decoded(&self.documents[document]).unwrap_or_default();
        let mut segments: Vec<&str> = here.split('/').filter(|name| !name.is_empty()).collect();
        for segment in path.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    if segments.pop().is_none() {
                        return Target::Dead;
                    }
                }
                name => segments.push(name),
            }
        }
        if path.ends_with(".md") || path.starts_with('@') {
            return Target::Dead;
        }
        let is_folder = path.ends_with(['/', '.']) && !segments.is_empty();
        let end = if is_folder { "/" } else { "" };
        self.rooted(site, &format!("/{}{end}", segments.join("/")), rest)
    }
}

/// Whether a safe link has a scheme or a host, or is empty.
pub(crate) fn is_elsewhere(link: &str) -> bool {
    let has_scheme =
        link.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '?', '#']));
    has_scheme || link.starts_with("//") || link.is_empty()
}

/// Splits a link into its path, and its query and fragment.
pub(crate) fn parts(link: &str) -> (&str, &str) {
    link.split_at(link.find(['?', '#']).unwrap_or(link.len()))
}

/// Documents whose texts a page shows; empty for generated pages.
fn texts_of(site: &Site, page: &Page) -> Vec<usize> {
    match page.kind {
        PageKind::Article(article) => vec![site.article(article).document],
        PageKind::Plain(document) | PageKind::Section { document, number: 1 } => vec![document],
        PageKind::Home { document, .. } => document.into_iter().collect(),
        PageKind::Entity { entity, number: 1 } => {
            let entity = site.names.entity(entity);
            let profiles = entity.translations.iter().map(|(_, document)| *document);
            let all = std::iter::once(entity.document).chain(profiles);
            all.filter(|at| site.documents[*at].file.role == Role::Entity).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a text has a fragment: a heading, note, statement, mention, or an id in its HTML.
///
/// Ids of the theme begin with `g-`; they are not checked.
fn has_fragment(site: &Site, document: usize, fragment: &str) -> bool {
    let fragment = decoded(fragment).unwrap_or_default();
    let (read, anchored) = (&site.documents[document], &site.anchored[document]);
    let body = &read.body;
    let is_plain = fragment.is_empty() || fragment == "top" || fragment.starts_with("g-");
    if is_plain
        || body.anchors.contains(&fragment)
        || body.headings.iter().any(|heading| heading.id == fragment)
    {
        return true;
    }
    if let Some(id) = fragment.strip_prefix("note-ref-") {
        let is_reference = |note: &crate::anchor::Note| {
            // further references to a footnote are numbered from 2
            let nth = id.strip_prefix(&note.id).and_then(|rest| rest.strip_prefix('-'));
            let n_references = match note.content {
                crate::anchor::NoteContent::Footnote(at) => body.footnotes[at].references.len(),
                crate::anchor::NoteContent::Annotation(_) => 1,
            };
            let is_later = nth.and_then(number).is_some_and(|n| (2..=n_references).contains(&n));
            note.range.is_some() && (note.id == id || is_later)
        };
        return anchored.notes.iter().any(is_reference);
    }
    if let Some(id) = fragment.strip_prefix("note-") {
        return anchored.notes.iter().any(|note| note.id == id);
    }
    if let Some(id) = fragment.strip_prefix("statement-") {
        return anchored.statements.iter().any(|statement| statement.id == id);
    }
    let mention = fragment.strip_prefix('m').and_then(number);
    read.file.role == Role::Article
        && mention.is_some_and(|number| (1..=anchored.mentions.len()).contains(&number))
}

/// Parses a number in the exact form in which it is written.
fn number(digits: &str) -> Option<usize> {
    let number: usize = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}
