//! Entities mentioned in the same articles as an entity.

use serde::Serialize;

use crate::names::EntityIx;
use crate::pages::view::{NameLink, PageContext};
use crate::source::config::BaseType;

/// An entity mentioned in the same articles.
#[derive(Clone, Debug, Serialize)]
pub struct Companion {
    /// The entity; its count is the number of articles that mention both.
    pub entity: NameLink,
    /// The count as a percentage of the highest one.
    pub percent: u32,
}

/// Most rows visible at first.
const SHOWN: usize = 10;
/// Most rows in all.
const MOST: usize = 100;

/// Entities most often mentioned with an entity: the visible rows, and the rest.
pub(crate) fn companions(
    context: PageContext<'_>,
    at: EntityIx,
) -> (Vec<Companion>, Vec<Companion>) {
    let mut all = rows(context, at, |_| true, MOST);
    let rest = all.split_off(all.len().min(SHOWN));
    (all, rest)
}

/// People most often mentioned with an organization; empty for other entities.
pub(crate) fn people(context: PageContext<'_>, at: EntityIx) -> Vec<Companion> {
    let base = |at: EntityIx| context.site.config.types[context.site.names.entity(at).kind].base;
    match base(at) {
        BaseType::Organization => rows(context, at, |other| base(other) == BaseType::Person, SHOWN),
        BaseType::Person | BaseType::Place | BaseType::Event | BaseType::Work => Vec::new(),
    }
}

fn rows(
    context: PageContext<'_>,
    at: EntityIx,
    is_wanted: impl Fn(EntityIx) -> bool,
    n: usize,
) -> Vec<Companion> {
    let all = context.site.entities[at.0 as usize].cooccurring.iter();
    let links = all
        .filter(|(other, _)| is_wanted(*other))
        .filter_map(|(other, count)| NameLink::of(context, *other, *count as usize));
    let links: Vec<NameLink> = links.take(n).collect();
    let most = links.first().map_or(1, |link| link.count.max(1));
    let row = |entity: NameLink| Companion {
        percent: (entity.count * 100).div_ceil(most) as u32,
        entity,
    };
    links.into_iter().map(row).collect()
}
