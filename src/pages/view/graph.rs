//! Who is named with whom: a table, a drawing, a list.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::list::{Intro, intro};
use crate::pages::view::{NameLink, PageContext, Shell, drawing};
use crate::site::network;

/// What `graph.html` sees.
#[derive(Debug, Serialize)]
pub struct GraphView {
    /// What every page has.
    pub shell: Shell,
    /// Its title.
    pub title: String,
    /// One line about it, from its `_index.md`.
    pub description: Option<String>,
    /// The text of its `_index.md`.
    pub body: Option<Markup>,
    /// The 25 best connected names against each other; empty where no article names two.
    pub matrix: Vec<MatrixRow>,
    /// The 60 best connected names, drawn; empty where no article names two.
    pub drawing: Markup,
    /// The types of the names in the drawing, whose colours it has.
    pub kinds: Vec<KindName>,
    /// Pairs of names, those that most articles share first; 60 at most.
    pub pairs: Vec<Pair>,
    /// Pairs in all.
    pub n_pairs: usize,
}

/// A name and the articles that it shares with each name of the matrix.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The name; its count is of articles.
    pub entity: NameLink,
    /// One for each row of the matrix, same order.
    pub cells: Vec<MatrixCell>,
}

/// How many articles two names share.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// How many; 0 for none.
    pub count: u32,
    /// 0 for none, else 1 to 5: how much that is of the most.
    pub level: u32,
    /// Whether it is the row's own name.
    pub is_self: bool,
}

/// A type.
#[derive(Debug, Serialize)]
pub struct KindName {
    /// Its id, the class of its colour.
    pub kind: String,
    /// What its names are: `People`.
    pub name: String,
}

/// Two names that articles share.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// The better connected one.
    pub one: NameLink,
    /// The other.
    pub other: NameLink,
    /// How many articles name both.
    pub count: u32,
}

/// Most names in the matrix.
const MATRIX: usize = 25;
/// Most names in the drawing, and those that pairs are of.
const DRAWN: usize = 60;
/// Most pairs in the list.
const PAIRS: usize = 60;

/// The map of names.
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
