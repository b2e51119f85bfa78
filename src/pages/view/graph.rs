//! The view of the graph page: entities mentioned together as a table, a drawing and a list.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::list::{Intro, intro};
use crate::pages::view::{NameLink, PageContext, Shell, drawing};
use crate::site::network;

/// Data of `graph.html`.
#[derive(Debug, Serialize)]
pub struct GraphView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Matrix of the 25 best connected entities; empty if no article mentions two.
    pub matrix: Vec<MatrixRow>,
    /// Network of the 60 best connected entities, as SVG; empty if no article mentions two.
    pub drawing: Markup,
    /// Types of the entities in the drawing, for the colour key.
    pub kinds: Vec<KindName>,
    /// Pairs of entities, most shared articles first; at most 60.
    pub pairs: Vec<Pair>,
    /// Number of all pairs.
    pub n_pairs: usize,
}

/// A row of the matrix: an entity and the articles that it shares with the others.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The entity; its count is the number of articles.
    pub entity: NameLink,
    /// One cell for each row of the matrix, in the same order.
    pub cells: Vec<MatrixCell>,
}

/// Number of articles that two entities share.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// Number of articles.
    pub count: u32,
    /// 0 for no article, else 1 to 5 in proportion to the highest count.
    pub level: u32,
    /// Whether row and column are the same entity.
    pub is_self: bool,
}

/// A type of entities.
#[derive(Debug, Serialize)]
pub struct KindName {
    /// Id, the CSS class of its colour.
    pub kind: String,
    /// Plural: `People`.
    pub name: String,
}

/// Two entities that articles mention together.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// The better connected entity.
    pub one: NameLink,
    /// The other entity.
    pub other: NameLink,
    /// Number of articles that mention both.
    pub count: u32,
}

/// Most entities in the matrix.
const MATRIX: usize = 25;
/// Most entities in the drawing and in pairs.
const DRAWN: usize = 60;
/// Most pairs in the list.
const PAIRS: usize = 60;

/// The view of the graph page.
pub(crate) fn graph(context: PageContext<'_>) -> GraphView {
    let site = context.site;
    let network = network(site, DRAWN);
    let names = network.nodes.iter().filter_map(|at| {
        let count = site.entities[at.0 as usize].n_articles;
        NameLink::of(context, *at, count)
    });
    let names: Vec<NameLink> = names.collect();
    let Intro { title, description, body } = intro(context, context.locale().get("graph"));
    let pairs = network.edges.iter().take(PAIRS).map(|(one, other, count)| Pair {
        one: names[*one].clone(),
        other: names[*other].clone(),
        count: *count,
    });
    let nodes: Vec<crate::pages::draw::Node> =
        names.iter().map(|name| drawing::node(name, name.count as u32)).collect();
    let label = context.locale().get("graph-line");
    let is_drawn = |id: &str| !nodes.is_empty() && names.iter().any(|name| name.kind == id);
    let kinds = site.config.types.iter().filter(|kind| is_drawn(&kind.id)).map(|kind| KindName {
        kind: kind.id.clone(),
        name: context.locale().get(&format!("type-{}-plural", kind.id)).to_string(),
    });
    GraphView {
        kinds: kinds.collect(),
        drawing: crate::pages::draw::network(&nodes, &network.edges, label),
        shell: Shell::new(context, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        body,
        matrix: matrix(&names, &network.edges),
        pairs: pairs.collect(),
        n_pairs: network.edges.len(),
    }
}

fn matrix(names: &[NameLink], edges: &[(usize, usize, u32)]) -> Vec<MatrixRow> {
    let n = names.len().min(MATRIX);
    let mut counts = vec![0; n * n];
    for (one, other, count) in edges.iter().filter(|(_, other, _)| *other < n) {
        counts[one * n + other] = *count;
        counts[other * n + one] = *count;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let row = |at: usize| MatrixRow {
        entity: names[at].clone(),
        cells: (0..n)
            .map(|other| {
                let count = counts[at * n + other];
                MatrixCell { count, level: (count * 5).div_ceil(most), is_self: at == other }
            })
            .collect(),
    };
    (0..n).map(row).collect()
}
