//! An article with its sidecars, opened for changes.

use crate::anchor::{Anchored, AnnotationRef, Haystack, Origin};
use crate::base::{Path, Tree};
use crate::change::annotate::draft::Draft;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{Refusal, refusal};
use crate::names::EntityIx;
use crate::parse::Document;
use crate::parse::matter::{ArticleMatter, Matter, Sidecar};
use crate::site::Site;
use crate::source::Config;
use crate::source::config::EditInto;

/// A site before a change.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its source files.
    pub tree: &'a Tree,
    /// The model built from them.
    pub site: &'a Site,
}

/// An article and its sidecars, before a change.
pub(crate) struct ArticleContext<'a> {
    pub(crate) view: View<'a>,
    pub(crate) config: &'a Config,
    pub(crate) document: &'a Document,
    pub(crate) matter: &'a ArticleMatter,
    /// `x.annotations.toml`.
    pub(crate) toml: Option<&'a Document>,
    /// `x.annotations.jsonld`.
    pub(crate) jsonld: Option<&'a Document>,
    pub(crate) anchored: &'a Anchored,
    pub(crate) haystack: Haystack<'a>,
}

impl<'a> ArticleContext<'a> {
    /// Opens an article.
    pub(crate) fn at(view: View<'a>, article: &Path) -> Result<Self, Refusal> {
        let site = view.site;
        let at = site.document(article).ok_or_else(|| refusal::not_an_article(article))?;
        let document = &*site.documents[at];
        let Matter::Article(matter) = &document.matter else {
            return Err(refusal::not_an_article(article));
        };
        Ok(Self {
            view,
            config: &site.config,
            document,
            matter,
            toml: site.sidecar(document, "toml"),
            jsonld: site.sidecar(document, "jsonld"),
            anchored: &site.anchored[at],
            haystack: Haystack::new(&document.body.stream),
        })
    }

    /// The typed sidecar, if there is one.
    pub(crate) fn sidecar(&self) -> Option<&'a Sidecar> {
        match &self.toml?.matter {
            Matter::Sidecar(sidecar) => Some(sidecar),
            _ => None,
        }
    }

    /// The file for new entries: the sidecar if it exists or the site prefers one, else the front matter.
    pub(crate) fn target(&self) -> Result<Draft, Refusal> {
        match (self.toml, self.config.edit_into) {
            (Some(toml), _) => Ok(Draft::of(toml)),
            (None, EditInto::FrontMatter) => Ok(Draft::of(self.document)),
            (None, EditInto::Sidecar) => {
                let path = self.document.file.sidecar("toml");
                if self.view.tree.contains_key(&path) {
                    Err(refusal::file_taken(&path))
                } else {
                    Ok(Draft::new(path))
                }
            }
        }
    }

    /// A draft of the file of this article that a handle names.
    pub(crate) fn named(&self, file: &str) -> Result<Draft, Refusal> {
        let is_it = |document: &&Document| document.file.path.as_str() == file;
        match [Some(self.document), self.toml].into_iter().flatten().find(is_it) {
            Some(document) => Ok(Draft::of(document)),
            None if self.jsonld.as_ref().is_some_and(is_it) => Err(refusal::read_only(file)),
            None => Err(refusal::not_here(file)),
        }
    }

    /// The origin of entries in a draft.
    pub(crate) fn origin(&self, draft: &Draft) -> Origin {
        if draft.path == self.document.file.path { Origin::FrontMatter } else { Origin::Toml }
    }

    /// Reference to the entry at an index of a draft.
    pub(crate) fn at_place(&self, draft: &Draft, index: usize) -> AnnotationRef {
        AnnotationRef { origin: self.origin(draft), index }
    }

    /// A published entity by its id.
    pub(crate) fn entity(&self, id: &str) -> Result<EntityIx, Refusal> {
        let names = &self.view.site.names;
        let at = names.by_id(id).ok_or_else(|| refusal::entity_unknown(id))?;
        if names.entity(at).is_hidden { Err(refusal::entity_hidden(id)) } else { Ok(at) }
    }

    /// The current id of an entity.
    pub(crate) fn id(&self, at: EntityIx) -> String {
        self.view.site.names.entity(at).id.to_string()
    }

    /// The patch made by a finished draft, with the goal to verify. Refuses a draft without changes.
    pub(crate) fn finish(&self, draft: &Draft, goal: Goal) -> Result<Intent, Refusal> {
        match draft.patch() {
            Some(patch) => Ok(Intent { patch, goal }),
            None => Err(refusal::already("nothing would change")),
        }
    }
}
