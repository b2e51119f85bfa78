//! Network of entities that are mentioned together.

use std::cmp::Reverse;

use crate::names::EntityIx;
use crate::site::Site;

/// The best connected entities, and the connections between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Visible entities, best connected first.
    pub nodes: Vec<EntityIx>,
    /// Pairs of nodes (indexes, lower one first) and the number of articles that mention both. Strongest first.
    pub edges: Vec<(usize, usize, u32)>,
}

/// The network of at most `limit` entities. Entities are ranked by the sum of articles shared with each other entity;
/// ties by id.
pub fn network(site: &Site, limit: usize) -> Network {
    let is_shown = |at: &EntityIx| !site.names.entity(*at).is_hidden;
    let strength = |at: EntityIx| -> u64 {
        let others = site.entities[at.0 as usize].cooccurring.iter();
        others.filter(|(other, _)| is_shown(other)).map(|(_, count)| u64::from(*count)).sum()
    };
    let shown = site.names.iter().map(|(at, _)| at).filter(is_shown);
    let mut ranked: Vec<(Reverse<u64>, EntityIx)> =
        shown.map(|at| (Reverse(strength(at)), at)).filter(|(it, _)| it.0 > 0).collect();
    ranked.sort_unstable();
    ranked.truncate(limit);
    let nodes: Vec<EntityIx> = ranked.into_iter().map(|(_, at)| at).collect();
    let place = |at: EntityIx| nodes.iter().position(|node| *node == at);
    let mut edges = Vec::new();
    for (from, at) in nodes.iter().enumerate() {
        for (other, count) in &site.entities[at.0 as usize].cooccurring {
            if let Some(to) = place(*other).filter(|to| *to > from) {
                edges.push((from, to, *count));
            }
        }
    }
    edges.sort_unstable_by_key(|(from, to, count)| (Reverse(*count), *from, *to));
    Network { nodes, edges }
}
