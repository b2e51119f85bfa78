//! What a text cites, as works. Of a source that is anonymous nothing is said; whoever carried it is cited in its place.

use crate::anchor::Agent;
use crate::pages::linked::Graph;
use crate::pages::linked::date::exact;
use crate::pages::linked::node::Node;
use crate::parse::matter::SourceMatter;
use crate::plan::source_url;
use crate::site::Described;

/// How many sources of one text are described on top; further ones are described where they are cited.
const MOST: usize = 100;

/// The sources of a text: those it describes itself, and the ids of its list, in order.
pub(crate) struct Cited<'a> {
    own: Vec<&'a SourceMatter>,
    listed: Vec<&'a str>,
}

impl<'a> Cited<'a> {
    pub(crate) fn new(own: Vec<&'a SourceMatter>, listed: Vec<&'a str>) -> Self {
        Self { own, listed }
    }

    /// The works of the list that may be named.
    pub(crate) fn works(&self, graph: &Graph<'_>) -> Vec<Node> {
        self.listed.iter().take(MOST).filter_map(|id| self.work(graph, id)).collect()
    }

    /// What a statement cites: each work by its id where the list has it.
    pub(crate) fn cite<'i>(
        &self,
        graph: &Graph<'_>,
        ids: impl Iterator<Item = &'i str>,
    ) -> Vec<Node> {
        let mut met: Vec<String> = Vec::new();
        let mut works = Vec::new();
        for id in ids {
            let Some(id) = self.nameable(graph, id) else { continue };
            if met.contains(&id) {
                continue;
            }
            let place = self.listed.iter().position(|known| *known == id);
            let work = self.work(graph, &id);
            works.extend(work.map(|work| match place {
                Some(place) if place < MOST => Node::at(self.id(graph, &id)),
                _ => work,
            }));
            met.push(id);
        }
        works
    }

    /// The first source on a chain that may be named.
    fn nameable(&self, graph: &Graph<'_>, id: &str) -> Option<String> {
        let mut id = id.to_string();
        // a chain that comes back to itself was told of; it ends here
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

    /// A source as a work; `None` for the publication itself, one that is anonymous, and one of which nothing is known.
    fn work(&self, graph: &Graph<'_>, id: &str) -> Option<Node> {
        let site = graph.site();
        let node = Node::new("CreativeWork").with("@id", self.id(graph, id));
        let Some(source) = site.source(&self.own, id) else {
            let entity = site.names.by_id(id)?;
            return Some(node.with("publisher", graph.agent(&Agent::Entity(entity))));
        };
        of(graph, node, source.matter())
    }

    /// What a work is called: the page of the site's source, else its place in the list of the text.
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

/// What may be said of a source.
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
