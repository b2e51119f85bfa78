//! The sources of an article as published with its annotations; an anonymous one without anything that identifies it,
//! even its id.

use serde::Serialize;

use crate::anchor::Agent;
use crate::base::{PartialDate, Spanned};
use crate::parse::matter::SourceMatter;
use crate::site::{ArticleIx, Described, Site};

/// The article's own sources, with their published ids.
pub(crate) struct Sources<'a> {
    site: &'a Site,
    own: Vec<(&'a SourceMatter, String)>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(site: &'a Site, article: ArticleIx) -> Self {
        let matters = site.own_sources(article);
        let is_taken = |id: &str| match site.source(&matters, id) {
            Some(Described::Here(own)) => !own.is_anonymous,
            Some(Described::Site(..)) => true,
            None => site.names.by_id(id).is_some(),
        };
        let numbered = (1..).map(|number| format!("anonymous-{number}"));
        let mut free = numbered.filter(|id| !is_taken(id));
        let own = matters.iter().filter_map(|matter| {
            if matter.is_anonymous {
                Some((*matter, free.next()?))
            } else {
                Some((*matter, matter.id.value.clone()))
            }
        });
        Self { site, own: own.collect() }
    }

    /// Published ids of sources; those of the site, of entities and `own` stay the same.
    pub(crate) fn ids(&self, ids: &[Spanned<String>]) -> Vec<String> {
        ids.iter().map(|id| self.id(&id.value)).collect()
    }

    fn id(&self, id: &str) -> String {
        let own = self.own.iter().find(|(matter, _)| matter.id.value == id);
        own.map_or(id, |(_, published)| published).to_owned()
    }

    /// All of them in written order. `page` is the address of the document that contains them.
    pub(crate) fn published(&self, page: &str) -> Vec<Source> {
        self.own
            .iter()
            .map(|(matter, id)| self.source(matter, format!("{page}#source-{id}")))
            .collect()
    }

    fn source(&self, matter: &SourceMatter, id: String) -> Source {
        let word = |word: &Option<Spanned<String>>| word.as_ref().map(|word| word.value.clone());
        let date = |it: &Option<Spanned<PartialDate>>| it.as_ref().map(|it| it.value.text.clone());
        let source = Source {
            id,
            kind: word(&matter.kind),
            via: matter.via.as_ref().map(|via| self.id(&via.value)),
            anonymous: matter.is_anonymous,
            reason: matter.reason.clone(),
            ..Source::default()
        };
        if matter.is_anonymous {
            return source;
        }
        let names = &self.site.names;
        let publisher = matter.publisher.as_ref().map(|publisher| {
            match names.agent(publisher, &self.site.config.path, &mut Vec::new()) {
                Some(Agent::Entity(entity)) => names.entity(entity).id.to_string(),
                Some(Agent::Named(name)) => name.to_string(),
                None => publisher.value.clone(),
            }
        });
        Source {
            publisher,
            title: matter.title.clone(),
            url: word(&matter.url),
            archived_url: word(&matter.archived_url),
            date: date(&matter.date),
            accessed: date(&matter.accessed),
            ..source
        }
    }
}

/// A source described by the article, with the members of its table. Its `id` is an address that ends in `#source-ID`;
/// `publisher` is an entity id or a name.
#[derive(Default, Serialize)]
pub(crate) struct Source {
    pub(crate) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) archived_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) via: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) anonymous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}
