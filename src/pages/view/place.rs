//! Location of a place: its map and places nearby.

use serde::Serialize;

use crate::base::Markup;
use crate::names::EntityIx;
use crate::pages::draw::{self, MapWords, Spot};
use crate::pages::view::{NameLink, PageContext, drawing, facts};
use crate::source::config::BaseType;

/// Location of a place.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// Map as SVG; places with pages are links.
    pub map: Markup,
    /// Whether the map has disputed borders, which are dashed.
    pub has_disputed: bool,
    /// Places nearby, nearest first, at most six.
    pub nearby: Vec<NearbyPlace>,
}

/// A place near another.
#[derive(Debug, Serialize)]
pub struct NearbyPlace {
    /// The place.
    pub entity: NameLink,
    /// Distance: `280 km`.
    pub distance: String,
}

/// The location of a place; `None` for other entities, or without coordinates.
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

/// A place on a map; `None` for other entities, or without coordinates or page.
fn spot(context: PageContext<'_>, at: EntityIx, is_part: bool) -> Option<Spot> {
    let site = context.site;
    let is_place = site.config.types[site.names.entity(at).kind].base == BaseType::Place;
    let coordinates = site.entity_matter(at)?.coordinates.as_ref().filter(|_| is_place)?;
    let node = drawing::node(&NameLink::of(context, at, 0)?, 1);
    Some(Spot { node, at: coordinates.value, is_part })
}
