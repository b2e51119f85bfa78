//! An article with its sidecars, ready to be changed.

use crate::anchor::{Anchored, AnnotationRef, Haystack, Origin};
use crate::base::Path;
use crate::change::annotate::draft::Draft;
use crate::change::annotate::verify::Goal;
use crate::change::annotate::{Edit, Refusal, View, refusal};
use crate::names::EntityIx;
use crate::parse::Document;
use crate::parse::matter::{ArticleMatter, Matter, Sidecar};
use crate::source::Config;
use crate::source::config::EditInto;

/// An article with what is known of it.
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
    pub(crate) sought: Haystack<'a>,
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
            toml: site.beside(document, "toml"),
            jsonld: site.beside(document, "jsonld"),
            anchored: &site.anchored[at],
            sought: Haystack::new(&document.body.stream),
        })
    }

    /// The sidecar's tables.
    pub(crate) fn sidecar(&self) -> Option<&'a Sidecar> {
        match &self.toml?.matter {
            Matter::Sidecar(sidecar) => Some(sidecar),
            _ => None,
        }
    }

    /// Where something new is written: the sidecar where there is one or the site wants one, else the front matter.
    pub(crate) fn target(&self) -> Result<Draft, Refusal> {
        match (self.toml, self.config.edit_into) {
            (Some(toml), _) => Ok(Draft::of(toml)),
            (None, EditInto::FrontMatter) => Ok(Draft::of(self.document)),
            (None, EditInto::Sidecar) => {
                let article = &self.document.file.path;
                let stem = article.as_str().strip_suffix(".md").unwrap_or(article.as_str());
                let path = Path::new(&format!("{stem}.annotations.toml"))
                    .ok_or_else(|| refusal::not_an_article(article))?;
                match self.view.tree.contains_key(&path) {
                    true => Err(refusal::file_taken(&path)),
                    false => Ok(Draft::new(path)),
                }
            }
        }
    }

    /// A file of this article that a handle names, to be changed.
    pub(crate) fn named(&self, file: &str) -> Result<Draft, Refusal> {
        let is_it = |document: &&Document| document.file.path.as_str() == file;
        match [Some(self.document), self.toml].into_iter().flatten().find(is_it) {
            Some(document) => Ok(Draft::of(document)),
            None if self.jsonld.as_ref().is_some_and(is_it) => Err(refusal::read_only(file)),
            None => Err(refusal::not_here(file)),
        }
    }

    /// Which of the lists a draft holds.
    pub(crate) fn origin(&self, draft: &Draft) -> Origin {
        if draft.path == self.document.file.path { Origin::FrontMatter } else { Origin::Toml }
    }

    /// The typed table that is written at a place of a list.
    pub(crate) fn at_place(&self, draft: &Draft, index: usize) -> AnnotationRef {
        AnnotationRef { origin: self.origin(draft), index }
    }

    /// An entity that the site shows, by its id.
    pub(crate) fn entity(&self, id: &str) -> Result<EntityIx, Refusal> {
        let names = &self.view.site.names;
        let at = names.by_id(id).ok_or_else(|| refusal::entity_unknown(id))?;
        match names.entity(at).is_hidden {
            true => Err(refusal::entity_hidden(id)),
            false => Ok(at),
        }
    }

    /// The present id of an entity.
    pub(crate) fn id(&self, at: EntityIx) -> String {
        self.view.site.names.entity(at).id.to_string()
    }

    /// What a finished draft changes, and what must be true then.
    pub(crate) fn finish(&self, draft: &Draft, goal: Goal) -> Result<Edit, Refusal> {
        match draft.change() {
            Some(change) => Ok(Edit { changes: vec![change], goal }),
            None => Err(refusal::already("nothing would change")),
        }
    }
}
