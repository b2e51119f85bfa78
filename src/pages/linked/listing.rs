//! Graphs of the home page, lists and plain pages.

use crate::anchor::Agent;
use crate::pages::linked::node::Node;
use crate::pages::linked::{Graph, sources};
use crate::plan::{CollectionKind, PageKind};

/// The home page: the site and its publisher. Home pages of other languages are plain collection pages.
pub(crate) fn home(graph: &Graph<'_>, title: &str, description: &str) -> Vec<Node> {
    if &*graph.context.page.url != "/" {
        return vec![page(graph, "CollectionPage", title, description)];
    }
    let site = graph
        .website()
        .with("url", graph.here())
        .maybe("description", Some(description).filter(|text| !text.is_empty()))
        .with("inLanguage", graph.language())
        .maybe("publisher", graph.publisher());
    vec![site]
}

/// Any other page; a list includes its subject, if it has one.
pub(crate) fn listing(graph: &Graph<'_>, title: &str, description: &str) -> Vec<Node> {
    let kind = match graph.context.page.kind {
        PageKind::Plain(_) => "WebPage",
        _ => "CollectionPage",
    };
    let page = page(graph, kind, title, description)
        .with("breadcrumb", Node::at(graph.part_here("trail")))
        .maybe("mainEntity", subject(graph));
    vec![page]
}

fn page(graph: &Graph<'_>, kind: &str, title: &str, description: &str) -> Node {
    Node::new(kind)
        .with("@id", graph.here())
        .with("url", graph.here())
        .maybe("name", Some(title).filter(|title| !title.is_empty()))
        .maybe("description", Some(description).filter(|text| !text.is_empty()))
        .with("inLanguage", graph.language())
        .with("isPartOf", graph.website())
}

/// The subject of a list.
fn subject(graph: &Graph<'_>) -> Option<Node> {
    let site = graph.site();
    match &graph.context.page.kind {
        PageKind::Entity { entity, .. } => graph.entity(*entity),
        PageKind::Collection { kind: CollectionKind::Authors, index, .. } => {
            match site.authors[*index].author.as_ref()? {
                Agent::Entity(at) => graph.entity(*at),
                Agent::Named(name) => Some(Node::named(name)),
            }
        }
        PageKind::Collection { kind: CollectionKind::Storylines, index, .. } => {
            let storyline = &site.storylines[*index];
            let id = graph.part(&format!("/storylines/{}/", storyline.slug), "it");
            let parts =
                storyline.articles.iter().take(100).map(|at| Node::at(graph.article_id(*at)));
            let series =
                Node::new("CreativeWorkSeries").with("@id", id).with("name", &storyline.name);
            Some(series.each("hasPart", parts))
        }
        PageKind::Source(at) => {
            let id = graph.part_here("it");
            let node = Node::new("CreativeWork").with("@id", id);
            sources::of(graph, node, site.site_source(*at)?)
        }
        _ => None,
    }
}
