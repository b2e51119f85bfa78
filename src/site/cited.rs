//! Statements by the sources they cite, and by the outlets that published those.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::anchor::{Agent, Anchored, AnnotationRef, NoteContent, Origin};
use crate::base::{Path, Range};
use crate::names::EntityIx;
use crate::parse::matter::{Annotated, AnnotationMatter, SourceMatter, StatementMatter};
use crate::parse::{Document, Matter};
use crate::site::{ArticleIx, Site};
use crate::source::config::BaseType;

/// What cites one source or outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Statements in the order of articles and text: article, index in its statements.
    pub statements: Vec<(ArticleIx, usize)>,
    /// Articles that cite it, or a source that it carried, in statements or notes.
    pub articles: Vec<ArticleIx>,
}

/// A source, and where it was described.
#[derive(Clone, Copy, Debug)]
pub enum Described<'a> {
    /// In the text that cites it.
    Here(&'a SourceMatter),
    /// For the whole site: index in [`crate::names::Names::sources`].
    Site(usize, &'a SourceMatter),
}

impl<'a> Described<'a> {
    /// Its description.
    pub fn matter(self) -> &'a SourceMatter {
        match self {
            Self::Here(matter) | Self::Site(_, matter) => matter,
        }
    }
}

impl Site {
    /// Tables of the front matter and the sidecars of an article, with the file of each.
    pub fn tables(&self, at: ArticleIx) -> Vec<(Origin, &Path, &Annotated)> {
        let document = self.article_document(at);
        let origins = [Origin::FrontMatter, Origin::Toml, Origin::Jsonld].into_iter();
        let tables = origins.filter_map(|origin| {
            let holder = self.holder(document, origin)?;
            Some((origin, &holder.file.path, holder.matter.annotated()?))
        });
        tables.collect()
    }

    /// The file with the tables of an origin for a text: the text itself or a sidecar.
    pub fn holder<'s>(&'s self, text: &'s Document, origin: Origin) -> Option<&'s Document> {
        match origin {
            Origin::FrontMatter => Some(text),
            Origin::Toml => self.sidecar(text, "toml"),
            Origin::Jsonld => self.sidecar(text, "jsonld"),
            Origin::Inline | Origin::Name => None,
        }
    }

    /// The annotation of a text that a reference names.
    pub fn annotation<'s>(
        &'s self,
        text: &'s Document,
        at: AnnotationRef,
    ) -> Option<&'s AnnotationMatter> {
        self.holder(text, at.origin)?.matter.annotated()?.annotations.get(at.index)
    }

    /// The statement of a text that a reference names.
    pub fn statement<'s>(
        &'s self,
        text: &'s Document,
        at: AnnotationRef,
    ) -> Option<&'s StatementMatter> {
        self.holder(text, at.origin)?.matter.annotated()?.statements.get(at.index)
    }

    /// The table in which a statement was written.
    pub fn statement_matter(
        &self,
        at: ArticleIx,
        written: AnnotationRef,
    ) -> Option<&StatementMatter> {
        self.statement(self.article_document(at), written)
    }

    /// Sources described by the article itself.
    pub fn own_sources(&self, at: ArticleIx) -> Vec<&SourceMatter> {
        self.tables(at).into_iter().flat_map(|(.., annotated)| &annotated.sources).collect()
    }

    /// Annotations of an article that have a place: those on the whole article first, then in text order.
    fn annotations(&self, at: ArticleIx) -> Vec<&AnnotationMatter> {
        let Anchored { mentions, notes, tagged, .. } = self.article_anchored(at);
        let mentions = mentions.iter().filter_map(|it| Some((Some(it.range), it.annotation?)));
        let notes = notes.iter().filter_map(|it| match it.content {
            NoteContent::Annotation(at) => Some((it.range, at)),
            NoteContent::Footnote(_) => None,
        });
        let tagged = tagged.iter().map(|it| (it.range, it.annotation));
        let order = |(range, at): (Option<Range>, AnnotationRef)| {
            (range.map(|range| (range.start, Reverse(range.end))), at.origin, at.index)
        };
        let mut placed: Vec<_> = mentions.chain(notes).chain(tagged).map(order).collect();
        placed.sort_unstable();
        placed.dedup();
        let tables = self.tables(at);
        let matter = |(_, written, index): (_, Origin, usize)| {
            let (.., annotated) = tables.iter().find(|(origin, ..)| *origin == written)?;
            annotated.annotations.get(index)
        };
        placed.into_iter().filter_map(matter).collect()
    }

    /// Ids of all sources of an article, each once: first those that it describes, in the order written, then those
    /// that statements and annotations cite, in text order.
    pub fn source_ids(&self, at: ArticleIx) -> Vec<&str> {
        let own = self.own_sources(at).into_iter().map(|it| &it.id);
        let statements = self.article_anchored(at).statements.iter();
        let statements = statements.filter_map(|it| self.statement_matter(at, it.matter));
        let annotations = self.annotations(at).into_iter();
        let cited =
            statements.flat_map(|it| &it.sources).chain(annotations.flat_map(|it| &it.sources));
        let mut seen = std::collections::HashSet::new();
        let ids = own.chain(cited).map(|id| id.value.as_str());
        ids.filter(|id| seen.insert(*id)).collect()
    }

    /// A source by its id: one of the text's own, otherwise one of the site's.
    pub fn source<'s>(&'s self, own: &[&'s SourceMatter], id: &str) -> Option<Described<'s>> {
        let own = own.iter().find(|source| source.id.value == id);
        own.map(|own| Described::Here(own)).or_else(|| {
            let row = self.names.sources.binary_search_by(|(known, ..)| (**known).cmp(id)).ok()?;
            Some(Described::Site(row, self.site_source(row)?))
        })
    }

    /// A source of the whole site, by its index in [`crate::names::Names::sources`].
    pub fn site_source(&self, at: usize) -> Option<&SourceMatter> {
        let (_, document, row) = self.names.sources.get(at)?;
        match &self.documents[*document].matter {
            Matter::Sources(rows) => rows.get(*row),
            _ => None,
        }
    }

    /// Indexes of the site's sources that carried a source, following `via`.
    fn carriers<'s>(&'s self, own: &[&'s SourceMatter], id: &'s str) -> Vec<usize> {
        let mut rows = Vec::new();
        let mut id = id;
        // a cycle was reported elsewhere; it ends here
        for _ in 0..8 {
            let described = self.source(own, id);
            let Some(via) = described.and_then(|it| it.matter().via.as_ref()) else { break };
            id = &via.value;
            match self.source(own, id) {
                Some(Described::Site(row, _)) if !rows.contains(&row) => rows.push(row),
                _ => {}
            }
        }
        rows
    }

    /// The publisher of a source: the first one on its `via` chain that is not anonymous. `None` for `own`, and if
    /// there is none.
    pub fn outlet(&self, own: &[&SourceMatter], id: &str) -> Option<Agent> {
        let mut id = id.to_string();
        // a cycle was reported elsewhere; it ends here
        for _ in 0..8 {
            let Some(described) = self.source(own, &id) else {
                return self.names.by_id(&id).map(Agent::Entity);
            };
            let source = described.matter();
            if let Some(publisher) = source.publisher.as_ref().filter(|_| !source.is_anonymous) {
                let path = &self.config.path;
                return self.names.agent(publisher, path, &mut Vec::new());
            }
            id = source.via.as_ref()?.value.clone();
        }
        None
    }
}

/// What cites each source of the site, and each outlet.
pub(crate) fn cited(site: &Site) -> (Vec<Cited>, Vec<(Agent, Cited)>) {
    let mut sources = vec![Cited::default(); site.names.sources.len()];
    let mut outlets: Vec<(Agent, Cited)> = Vec::new();
    for (at, article) in site.articles.iter().enumerate() {
        let at = ArticleIx(at as u32);
        let own = site.own_sources(at);
        let statements = site.anchored[article.document].statements.iter().enumerate();
        let of_statements = statements.flat_map(|(number, statement)| {
            let matter = site.statement_matter(at, statement.matter);
            matter
                .into_iter()
                .flat_map(move |it| it.sources.iter().map(move |id| (id, Some(number))))
        });
        let of_annotations = site.annotations(at).into_iter().flat_map(|it| &it.sources);
        for (id, statement) in of_statements.chain(of_annotations.map(|id| (id, None))) {
            if let Some(Described::Site(row, _)) = site.source(&own, &id.value) {
                sources[row].add(at, statement);
            }
            for row in site.carriers(&own, &id.value) {
                sources[row].add(at, None);
            }
            if let Some(agent) = site.outlet(&own, &id.value) {
                outlet(&mut outlets, agent).add(at, statement);
            }
        }
    }
    // most statements first; ties: in order of appearance
    outlets.sort_by_key(|(_, cited)| Reverse((cited.statements.len(), cited.articles.len())));
    (sources, outlets)
}

/// Statements that cite each work. A site's source is a work if one of the work's addresses is the source's URL, or its
/// name is the source's title.
pub(crate) fn quotations(site: &Site) -> Vec<(EntityIx, Vec<(ArticleIx, usize)>)> {
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for row in 0..site.names.sources.len() {
        let Some(source) = site.site_source(row).filter(|source| !source.is_anonymous) else {
            continue;
        };
        let url = source.url.as_ref().map(|url| url.value.as_str());
        for key in url.into_iter().chain(source.title.as_deref()) {
            by_key.entry(key).or_default().push(row);
        }
    }
    let is_work = |kind: usize| site.config.types[kind].base == BaseType::Work;
    let works = site.names.iter().filter(|(_, entity)| is_work(entity.kind));
    let of_work = |(at, entity): (EntityIx, &crate::names::Entity)| {
        let addresses = site.entity_matter(at).map_or(&[][..], |matter| &matter.same_as);
        let keys = addresses.iter().map(|url| url.value.as_str()).chain([&*entity.name]);
        let rows = keys.filter_map(|key| by_key.get(key)).flatten();
        let mut all: Vec<_> =
            rows.flat_map(|row| &site.sources[*row].statements).copied().collect();
        all.sort_unstable();
        all.dedup();
        (!all.is_empty()).then_some((at, all))
    };
    works.filter_map(of_work).collect()
}

fn outlet(outlets: &mut Vec<(Agent, Cited)>, agent: Agent) -> &mut Cited {
    let at = outlets.iter().position(|(known, _)| *known == agent).unwrap_or_else(|| {
        outlets.push((agent, Cited::default()));
        outlets.len() - 1
    });
    &mut outlets[at].1
}

impl Cited {
    fn add(&mut self, article: ArticleIx, statement: Option<usize>) {
        let statement = statement.map(|number| (article, number));
        self.statements.extend(statement.filter(|it| self.statements.last() != Some(it)));
        if self.articles.last() != Some(&article) {
            self.articles.push(article);
        }
    }
}
