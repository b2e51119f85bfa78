//! Cited sources as works. Anonymous sources are left out; the source that carried them is cited instead.

use crate::anchor::Agent;
use crate::pages::linked::Graph;
use crate::pages::linked::date::exact;
use crate::pages::linked::node::Node;
use crate::parse::matter::SourceMatter;
use crate::plan::source_url;
use crate::site::Described;

/// Most sources of a text listed at the top level; others are described where they are cited.
const MAX_SOURCES: usize = 100;

/// Sources of a text: its own descriptions, and the ids in its source list, in order.
pub(crate) struct Cited<'a> {
    own: Vec<&'a SourceMatter>,
    listed: Vec<&'a str>,
}

impl<'a> Cited<'a> {
    pub(crate) fn new(own: Vec<&'a SourceMatter>, listed: Vec<&'a str>) -> Self {
        Self { own, listed }
    }

    /// Works in the list that may be named.
    pub(crate) fn works(&self, graph: &Graph<'_>) -> Vec<Node> {
        self.listed.iter().take(MAX_SOURCES).filter_map(|id| self.work(graph, id)).collect()
    }

    /// Works that a statement cites, without duplicates; works in the list by `@id` only.
    pub(crate) fn cite<'i>(
        &self,
        graph: &Graph<'_>,
        ids: impl Iterator<Item = &'i str>,
    ) -> Vec<Node> {
        let mut seen: Vec<String> = Vec::new();
        let mut works = Vec::new();
        for id in ids {
            let Some(id) = self.nameable(graph, id) else { continue };
            if seen.contains(&id) {
                continue;
            }
            let place = self.listed.iter().position(|known| *known == id);
            let work = self.work(graph, &id);
            works.extend(work.map(|work| match place {
                Some(place) if place < MAX_SOURCES => Node::at(self.id(graph, &id)),
                _ => work,
            }));
            seen.push(id);
        }
        works
    }

    /// The first source in a `via` chain that may be named.
    fn nameable(&self, graph: &Graph<'_>, id: &str) -> Option<String> {
        let mut id = id.to_string();
        // bounds cyclic chains, which have been reported before
        for _ in 0..8 {
            match graph.site().source(&self.own, &id) {
                Some(source) if source.matter().is_anonymous => {
                    id = source.matter().via.as_ref()?.value.clone();
                }
                Some(_) | None => return Some(id),
            }
        }
        None
    }

    /// A source as a work; `None` if it is the publication itself, anonymous, or has no details.
    fn work(&self, graph: &Graph<'_>, id: &str) -> Option<Node> {
        let site = graph.site();
        let node = Node::new("CreativeWork").with("@id", self.id(graph, id));
        let Some(source) = site.source(&self.own, id) else {
            let entity = site.names.by_id(id)?;
            return Some(node.with("publisher", graph.agent(&Agent::Entity(entity))));
        };
        of(graph, node, source.matter())
    }

    /// `@id` of a work: the page of a site-wide source, else its entry in the text's list.
    fn id(&self, graph: &Graph<'_>, id: &str) -> String {
        if let Some(Described::Site(..)) = graph.site().source(&self.own, id) {
            return graph.part(&source_url(id), "it");
        }
        match self.listed.iter().position(|known| *known == id) {
            Some(place) => graph.part_here(&format!("g-source{}", place + 1)),
            None => graph.part_here(&format!("g-source-{id}")),
        }
    }
}

/// Adds the public details of a source; `None` if anonymous or without details.
pub(crate) fn of(graph: &Graph<'_>, node: Node, source: &SourceMatter) -> Option<Node> {
    let is_known = source.title.is_some() || source.publisher.is_some() || source.url.is_some();
    if source.is_anonymous || !is_known {
        return None;
    }
    let url = |url: &Option<crate::base::Spanned<String>>| url.as_ref().map(|it| it.value.clone());
    let node = node
        .maybe("name", source.title.as_ref())
        .maybe("url", url(&source.url))
        .maybe("archivedAt", url(&source.archived_url))
        .maybe("datePublished", exact(&source.date))
        .maybe("publisher", source.publisher.as_ref().map(|publisher| graph.whom(publisher)));
    Some(node)
}
