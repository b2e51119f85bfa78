//! Who is named with whom.

use std::cmp::Reverse;

use crate::names::EntityIx;
use crate::site::Site;

/// The best connected entities, and what connects them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Entities with a page, the best connected first.
    pub nodes: Vec<EntityIx>,
    /// Two of them, by their places in `nodes`, the lower one first; and how many articles name both. Strongest first.
    pub edges: Vec<(usize, usize, u32)>,
}

/// The network of at most `limit` entities. How well one is connected is the sum of the articles that it shares with
/// each of the others; of equals the first by id comes first.
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
