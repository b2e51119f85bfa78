//! Where a place lies, and what is near it.

use serde::Serialize;

use crate::base::Markup;
use crate::names::EntityIx;
use crate::pages::draw::{self, MapWords, Spot};
use crate::pages::view::{NameLink, PageContext, drawing, facts};
use crate::source::config::BaseType;

/// Where a place lies.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// A map, drawn; places on it that have pages are links.
    pub map: Markup,
    /// Whether dashed lines on the map are borders that are disputed.
    pub has_disputed: bool,
    /// Other places near it, the nearest first, six at most.
    pub nearby: Vec<NearbyPlace>,
}

/// A place near another.
#[derive(Debug, Serialize)]
pub struct NearbyPlace {
    /// The place.
    pub entity: NameLink,
    /// How far it is: `280 km`.
    pub distance: String,
}

/// `None` for what is no place, or has no coordinates.
pub(crate) fn place(context: PageContext<'_>, at: EntityIx) -> Option<PlaceView> {
    let index = &context.site.entities[at.0 as usize];
    let here = spot(context, at, false)?;
    let parts = index.holds.iter().filter_map(|part| spot(context, *part, true));
    let near = index.nearby.iter().filter_map(|(other, _)| spot(context, *other, false));
    let others: Vec<Spot> = parts.chain(near).collect();
    let kilometres = |n: usize| context.locale().count("kilometres", n);
    let coordinates = facts::coordinates(context.locale(), here.at);
    let name = here.node.label.as_str();
    let values = [("name", name.into()), ("coordinates", coordinates.as_str().into())];
    let label = context.locale().say("drawing-map", &values);
    let map = draw::map(&here, &others, MapWords { label: &label, kilometres: &kilometres });
    let nearby = index.nearby.iter().filter_map(|(other, far)| {
        let distance = kilometres(*far as usize);
        Some(NearbyPlace { entity: NameLink::of(context, *other, 0)?, distance })
    });
    Some(PlaceView { map: map.drawing, has_disputed: map.has_disputed, nearby: nearby.collect() })
}

/// A place on a map; `None` for what is no place, or has no coordinates or no page.
fn spot(context: PageContext<'_>, at: EntityIx, is_part: bool) -> Option<Spot> {
    let site = context.site;
    let is_place = site.config.types[site.names.entity(at).kind].base == BaseType::Place;
    let coordinates = site.entity_matter(at)?.coordinates.as_ref().filter(|_| is_place)?;
    let node = drawing::node(&NameLink::of(context, at, 0)?, 1);
    Some(Spot { node, at: coordinates.value, is_part })
}
