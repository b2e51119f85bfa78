//! Finds the nearest places of each place.

use crate::base::sphere::{RADIUS, Vector, kilometres, square, vector};
use crate::names::EntityIx;
use crate::site::Site;
use crate::source::config::BaseType;

/// Maximum distance of a nearby place, in kilometres.
const MAX_DISTANCE: f64 = 1000.0;
/// Maximum number of nearby places.
const MAX_PLACES: usize = 6;

/// A place with coordinates.
struct Located {
    entity: EntityIx,
    latitude: f64,
    at: Vector,
}

/// For each entity, the nearest other places with their distance in kilometres, nearest first. Places that contain it
/// or are within it are left out.
///
/// Sweeps the places by latitude, from each one in both directions, until all that follow must be farther away than
/// those found.
pub(crate) fn nearby(site: &Site) -> Vec<Vec<(EntityIx, u32)>> {
    let mut places: Vec<Located> = located(site).collect();
    places.sort_by(|a, b| a.latitude.total_cmp(&b.latitude).then(a.entity.cmp(&b.entity)));
    let outer: Vec<Vec<EntityIx>> = places.iter().map(|it| around(site, it.entity)).collect();
    let mut nearby = vec![Vec::new(); site.names.entities.len()];
    for (own, place) in places.iter().enumerate() {
        let mut found: Vec<(f64, EntityIx)> = Vec::with_capacity(MAX_PLACES + 1);
        let is_other = |other: usize| {
            !outer[own].contains(&places[other].entity) && !outer[other].contains(&place.entity)
        };
        let mut reach = MAX_DISTANCE / RADIUS;
        let (mut below, mut above) = (own, own + 1);
        loop {
            let north = places.get(above).map(|it| (it.latitude - place.latitude).to_radians());
            let south =
                below.checked_sub(1).map(|it| (place.latitude - places[it].latitude).to_radians());
            // continue with the nearer of the two parallels
            let next = match (north.filter(|it| *it <= reach), south.filter(|it| *it <= reach)) {
                (Some(north), south) if south.is_none_or(|south| north <= south) => {
                    above += 1;
                    above - 1
                }
                (_, Some(_)) => {
                    below -= 1;
                    below
                }
                (_, None) => break,
            };
            let far = square(place.at, places[next].at);
            // an arc is longer than its chord, so this never discards a near place
            if far > reach * reach || !is_other(next) {
                continue;
            }
            let entry = (far, places[next].entity);
            let order =
                |a: &(f64, EntityIx)| a.0.total_cmp(&entry.0).then(a.1.cmp(&entry.1)).is_lt();
            found.insert(found.partition_point(order), entry);
            found.truncate(MAX_PLACES);
            if let (MAX_PLACES, Some((farthest, _))) = (found.len(), found.last()) {
                // do not lose an equally distant place to rounding
                reach = reach.min(kilometres(*farthest) / RADIUS * (1.0 + 1e-9));
            }
        }
        let far = found.into_iter().map(|(square, entity)| (entity, kilometres(square)));
        let near = far.filter(|(_, far)| *far <= MAX_DISTANCE);
        nearby[place.entity.0 as usize] =
            near.map(|(entity, far)| (entity, far.round() as u32)).collect();
    }
    nearby
}

/// Visible places with coordinates.
fn located(site: &Site) -> impl Iterator<Item = Located> {
    let shown = site.names.iter().filter(|(_, entity)| !entity.is_hidden);
    shown.filter_map(|(entity, it)| {
        let is_place = site.config.types[it.kind].base == BaseType::Place;
        let coordinates = it.matter(&site.documents)?.coordinates.as_ref().filter(|_| is_place)?;
        let at = vector(coordinates.value);
        Some(Located { entity, latitude: coordinates.value.0, at })
    })
}

/// Entities that contain this one, innermost first.
fn around(site: &Site, at: EntityIx) -> Vec<EntityIx> {
    let mut around = Vec::new();
    let mut inner = at;
    while let Some(outer) = site.entity_matter(inner).and_then(|matter| matter.within.as_ref()) {
        match site.names.by_id(&outer.value) {
            Some(outer) if outer != at && !around.contains(&outer) => around.push(outer),
            _ => break,
        }
        inner = around[around.len() - 1];
    }
    around
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_DISTANCE, MAX_PLACES};
    use crate::base::sphere::{kilometres, square, vector};
    use crate::names::EntityIx;
    use crate::site::Site;
    use crate::site::tests::{read, settings};

    fn site(places: &[(f64, f64)]) -> Site {
        let line = |(at, (latitude, longitude)): (usize, &(f64, f64))| {
            let id = format!("p{at:05}");
            format!(
                "{{\"id\": \"{id}\", \"name\": \"{id}\", \"type\": \"place\", \"coordinates\": [{latitude:?}, {longitude:?}]}}\n"
            )
        };
        let list: String = places.iter().enumerate().map(line).collect();
        read(&[("content/entities/places/all.jsonl", &list)], &settings()).0.value
    }

    fn check(places: &[(f64, f64)]) -> Result<(), TestCaseError> {
        let site = site(places);
        for (own, place) in places.iter().enumerate() {
            let others = places.iter().enumerate().filter(|(other, _)| *other != own);
            let far = others.map(|(other, at)| (square(vector(*place), vector(*at)), other));
            let mut far: Vec<(f64, usize)> = far.collect();
            far.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let near = far.into_iter().map(|(far, other)| (kilometres(far), other));
            let near = near.take_while(|(far, _)| *far <= MAX_DISTANCE).take(MAX_PLACES);
            let expected: Vec<(EntityIx, u32)> = near
                .map(|(far, other)| {
                    let id = format!("p{other:05}");
                    (site.names.by_id(&id).unwrap(), far.round() as u32)
                })
                .collect();
            let own = site.names.by_id(&format!("p{own:05}")).unwrap();
            prop_assert_eq!(&site.entities[own.0 as usize].nearby, &expected, "{:?}", place);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_sweep_finds_the_same_as_a_full_scan(
            places in prop::collection::vec((-90.0..=90.0_f64, -180.0..=180.0_f64), 1..40),
            // many in one region, to exceed the maximum number
            region in (-88.0..88.0_f64, -180.0..180.0_f64),
            dense in prop::collection::vec((-3.0..3.0_f64, -9.0..9.0_f64), 0..30),
        ) {
            let around = dense.into_iter().map(|(north, east)| {
                let longitude = (region.1 + east + 540.0).rem_euclid(360.0) - 180.0;
                ((region.0 + north).clamp(-90.0, 90.0), longitude)
            });
            let places: Vec<(f64, f64)> = places.into_iter().chain(around).collect();
            check(&places)?;
        }
    }

    #[test]
    fn ties_in_distance_go_to_the_first() {
        for step in 1..120 {
            let (here, far) = (-80.0 + 1.3 * f64::from(step), 0.03 * f64::from(step) + 0.01);
            let near = here + far / 7.0;
            let mut places = vec![(here, 0.0)];
            places.extend([(near, 0.0); 5]);
            places.extend([(here - far, 0.0), (here + far, 0.0)]);
            check(&places).unwrap();
            places.swap(6, 7);
            check(&places).unwrap();
        }
    }
}
