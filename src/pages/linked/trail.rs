//! Breadcrumbs from the home page to a page.

use crate::pages::linked::Graph;
use crate::pages::linked::node::{Node, Value};
use crate::plan::{PageKind, edition_of, home_url, list_url};

/// The breadcrumb list; `None` for the home page.
pub(crate) fn trail(graph: &Graph<'_>, title: &str) -> Option<Node> {
    let words = graph.site().words.of(graph.language());
    if matches!(graph.context.page.kind, PageKind::Home { .. }) {
        return None;
    }
    let edition = edition_of(graph.site(), graph.context.page);
    let home = home_url(graph.site(), edition).to_string();
    let steps = [("home".to_string(), home)].into_iter().chain(above(graph, edition));
    let step = |(key, url): (String, String)| (words.get(&key).to_string(), graph.address(&url));
    let steps = steps.map(step).chain([(title.to_string(), graph.here())]);
    let items = steps.enumerate().map(|(at, (name, url))| {
        Node::new("ListItem")
            .with("position", at + 1)
            .with("name", name)
            .with("item", Node::at(url))
    });
    let items: Vec<Value> = items.map(Value::Node).collect();
    let list = Node::new("BreadcrumbList").with("@id", graph.part_here("trail"));
    Some(list.with("itemListElement", Value::List(items)))
}

/// The step between the home page and a page: message key of its name, and its address.
fn above(graph: &Graph<'_>, edition: usize) -> Option<(String, String)> {
    let at = |key: &str| Some((key.to_string(), format!("/{key}/")));
    match &graph.context.page.kind {
        PageKind::Article(_) => {
            Some(("articles".into(), list_url(graph.site(), edition).to_string()))
        }
        PageKind::Entity { entity, .. } => {
            let site = graph.site();
            let kind = &site.config.types[site.names.entity(*entity).kind];
            Some((format!("type-{}-plural", kind.id), format!("/{}/", kind.path)))
        }
        PageKind::Type(_) => Some(("names".into(), "/entities/".into())),
        PageKind::Collection { kind, .. } => at(kind.segment()),
        PageKind::Month { .. } => at("archive"),
        PageKind::Source(_) => at("sources"),
        _ => None,
    }
}
