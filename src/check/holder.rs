//! Finds the template or source text that contains the fault of a finding.

use std::collections::BTreeMap;

use crate::base::{File, Path, Place, Span, Tree};
use crate::check::{Audit, Fault};
use crate::pages::{PageContext, view};
use crate::plan::{Page, PageKind};

/// The site's own templates, with cached results.
pub(super) struct Templates<'a> {
    files: Vec<(&'a Path, &'a str)>,
    known: BTreeMap<String, Option<Place>>,
}

impl<'a> Templates<'a> {
    /// The templates of a source tree.
    pub(super) fn of(tree: &'a Tree) -> Self {
        let files = tree.iter().filter(|(path, _)| path.below("templates").is_some());
        let files = files.filter_map(|(path, file)| match file {
            File::Bytes(bytes) => Some((path, std::str::from_utf8(bytes).ok()?)),
            File::Copied(_) | File::Unreadable(_) => None,
        });
        Self { files: files.collect(), known: BTreeMap::new() }
    }

    /// The place in a template of the site with this quoted text.
    pub(super) fn holder(&mut self, fault: Fault, written: &str) -> Option<&Place> {
        if !is_written(fault) || self.files.is_empty() {
            return None;
        }
        if !self.known.contains_key(written) {
            let place = self.files.iter().find_map(|(path, text)| {
                let span = held(text, written)?;
                Some(Place { path: (*path).clone(), span: Some(span) })
            });
            self.known.insert(written.into(), place);
        }
        self.known[written].as_ref()
    }
}

/// Whether the text of a fault is written literally in a source file.
pub(super) fn is_written(fault: Fault) -> bool {
    match fault {
        Fault::Link
        | Fault::Fragment
        | Fault::File
        | Fault::IdTwice
        | Fault::Id
        | Fault::Alt
        | Fault::Words
        | Fault::Nested => true,
        Fault::Headings
        | Fault::Title
        | Fault::Description
        | Fault::TitleTwice
        | Fault::DescriptionTwice => false,
    }
}

/// The span of this text in quotation marks or brackets.
pub(super) fn held(text: &str, written: &str) -> Option<Span> {
    if written.is_empty() {
        return None;
    }
    let escaped = written.replace('&', "&amp;");
    let is_whole = |at: &usize, length: usize| {
        let before = text[..*at].ends_with(['"', '\'', '(', '<', '=', '#', ' ']);
        before && text[at + length..].starts_with(['"', '\'', ')', '>', '}', ' ', '\n'])
    };
    let forms = [written, escaped.as_str()];
    forms.iter().find_map(|form| {
        let mut all = text.match_indices(form).map(|(at, _)| at);
        all.find(|at| is_whole(at, form.len())).map(|at| Span::new(at, at + form.len()))
    })
}

impl<'a> Audit<'a> {
    /// The source file of a page; `None` for a generated list.
    pub(super) fn source(self, page: usize) -> Option<Place> {
        let (site, kind) = (self.site, self.kind(page));
        let (document, span) = match kind {
            PageKind::Source(at) => (site.names.sources[*at].1, None),
            PageKind::Entity { entity, .. } => {
                let entity = site.names.entity(*entity);
                (entity.document, Some(Span { end: entity.span.start, ..entity.span }))
            }
            _ => (kind.document(site)?, None),
        };
        Some(Place { path: site.documents[document].file.path.clone(), span })
    }

    /// The text of a source file.
    pub(super) fn text(self, path: &Path) -> Option<&'a str> {
        let documents = &self.site.documents;
        let at = documents.binary_search_by(|document| document.file.path.cmp(path)).ok()?;
        Some(&documents[at].file.text)
    }

    /// Name of the template of a page.
    pub(super) fn template(self, page: &Page) -> String {
        view::view(PageContext { site: self.site, plan: self.plan, page }).template
    }
}
