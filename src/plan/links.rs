//! Checks every link in the sources.

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Span};
use crate::names::Wiki;
use crate::parse::matter::{EntityMatter, Matter};
use crate::parse::{Body, Document, InlineMention, Prose, prose_of, prose_of_entity};
use crate::plan::{Plan, Target, address, diagnostics};
use crate::site::Site;
use crate::source::Role;

/// Reports dead links in a published text, its front matter and its sidecars.
pub fn links(site: &Site, plan: &Plan, document: usize) -> Vec<Diagnostic> {
    let mut checking = Checking { site, plan, diagnostics: Vec::new() };
    if !plan.documents[document].is_empty() {
        checking.document(document);
    }
    checking.diagnostics
}

/// Reports dead links in entities without a text of their own, and in the menu.
pub fn links_of_tables(site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    let mut checking = Checking { site, plan, diagnostics: Vec::new() };
    for (at, entity) in site.names.iter().filter(|(_, entity)| !entity.is_hidden) {
        if let Some(matter) = site.entity_matter(at) {
            checking.entity(entity.document, matter);
        }
    }
    for entry in &site.config.menu {
        let target = plan.menu_target(site, &entry.url.value);
        checking.report(&site.config.path, &entry.url.value, entry.url.span, &target);
    }
    checking.diagnostics
}

/// Whether two versions of a text have the same link targets, apart from what is marked in them.
pub fn is_linked_alike(a: &Document, b: &Document) -> bool {
    fn headings(body: &Body) -> impl Iterator<Item = (&String, &String)> {
        body.headings.iter().map(|heading| (&heading.id, &heading.text))
    }
    let n_references = |body: &Body| -> Vec<usize> {
        body.footnotes.iter().map(|footnote| footnote.references.len()).collect()
    };
    a.body.anchors == b.body.anchors
        && headings(&a.body).eq(headings(&b.body))
        && n_references(&a.body) == n_references(&b.body)
}

struct Checking<'a> {
    site: &'a Site,
    plan: &'a Plan,
    diagnostics: Vec<Diagnostic>,
}

impl Checking<'_> {
    fn document(&mut self, at: usize) {
        let document = &self.site.documents[at];
        let path = &document.file.path;
        for link in document.body.links.iter().chain(&document.body.images) {
            self.link(at, path, &link.target, link.span);
        }
        for inline in document.body.inline.iter().chain(&document.body.asides) {
            self.wikilink(path, inline, inline.span);
        }
        if let Some(image) = document.matter.head().and_then(|head| head.image.as_ref()) {
            self.link(at, path, &image.src.value, image.src.span);
        }
        let sidecars = ["toml", "jsonld"].map(|extension| self.site.sidecar(document, extension));
        for holder in std::iter::once(&**document).chain(sidecars.into_iter().flatten()) {
            for prose in prose_of(&holder.matter) {
                self.prose(at, &holder.file.path, prose);
            }
        }
    }

    /// The image and texts of an entity in a bulk file. An entity with its own file is checked as a document.
    fn entity(&mut self, document: usize, matter: &EntityMatter) {
        let file = &self.site.documents[document].file;
        if file.role == Role::Entity {
            return;
        }
        if let Some(image) = &matter.head.image {
            self.link(document, &file.path, &image.src.value, image.src.span);
        }
        for prose in prose_of_entity(matter) {
            self.prose(document, &file.path, prose);
        }
    }

    /// A Markdown text of the front matter. Its links are reported at the string that contains it.
    fn prose(&mut self, document: usize, path: &Path, prose: &Prose) {
        for link in prose.body.links.iter().chain(&prose.body.images) {
            self.link(document, path, &link.target, prose.span);
        }
        for inline in prose.body.inline.iter().chain(&prose.body.asides) {
            self.wikilink(path, inline, prose.span);
        }
    }

    fn link(&mut self, document: usize, path: &Path, link: &str, span: Span) {
        let target = self.plan.target(self.site, document, link);
        self.report(path, link, span, &target);
    }

    /// A wikilink to a file; others are names, which anchoring checks.
    fn wikilink(&mut self, path: &Path, inline: &InlineMention, span: Span) {
        if inline.is_wiki && matches!(self.site.names.wiki(&inline.target), Wiki::File { .. }) {
            let target = self.plan.wiki_target(self.site, &inline.target);
            self.report(path, &inline.target, span, &target);
        }
    }

    fn report(&mut self, path: &Path, link: &str, span: Span, target: &Target) {
        let diagnostic = match target {
            Target::Site(_) | Target::Elsewhere(_) => return,
            Target::Unsafe => diagnostics::url_unsafe(path, link, span),
            Target::Hidden(document) => {
                let draft = &self.site.documents[*document].file.path;
                diagnostics::link_hidden(path, link, span, draft)
            }
            Target::DeadFragment(document) => {
                let headings = &self.site.documents[*document].body.headings;
                let ids: Vec<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
                diagnostics::fragment_dead(path, link, span, &ids)
            }
            Target::Dead => diagnostics::link_dead(path, link, span, self.meant(link)),
        };
        self.diagnostics.push(diagnostic);
    }

    /// The published text or copied file whose name equals that of a dead link, or is similar.
    fn meant(&self, link: &str) -> Option<&Path> {
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let path = address::decoded(path)?;
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let is_text = |at: &usize| {
            let document = &self.site.documents[*at];
            let is_page = matches!(document.matter, Matter::Article(_) | Matter::Page(_));
            (is_page || document.file.role == Role::Entity) && !self.plan.documents[*at].is_empty()
        };
        let texts = (0..self.site.documents.len()).filter(is_text);
        let texts = texts.map(|at| &self.site.documents[at].file.path);
        let paths: Vec<&Path> =
            texts.chain(self.plan.assets.iter().map(|asset| &asset.from)).collect();
        let same = paths.iter().find(|other| other.name() == name || other.stem() == name);
        let found = same.copied().or_else(|| {
            let close = nearest(name, paths.iter().map(|path| path.name()))?;
            paths.iter().copied().find(|path| path.name() == close)
        });
        // `index.md` is a common name and says nothing about what was meant
        found.filter(|path| path.stem() != "index" && path.stem() != "_index")
    }
}
