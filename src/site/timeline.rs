//! Orders events by date.

use crate::base::PartialDate;
use crate::names::EntityIx;
use crate::site::Site;
use crate::source::config::BaseType;

/// Events with a date, earliest first; on the same day exact dates first, then by id.
pub(crate) fn timeline(site: &Site) -> Vec<EntityIx> {
    let is_event = |kind: usize| site.config.types[kind].base == BaseType::Event;
    let events = site.names.iter().filter(|(_, entity)| !entity.is_hidden && is_event(entity.kind));
    let mut dated: Vec<_> = events
        .filter_map(|(at, _)| {
            let date = begin(site, at)?;
            Some(((date.earliest.or(date.latest)?, date.latest.is_none(), date.latest), at))
        })
        .collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, at)| at).collect()
}

/// Entities that each dated event concerns (participants, place, targets of relations): entity, event.
pub(crate) fn concerned(site: &Site) -> Vec<(EntityIx, EntityIx)> {
    let of_event = |event: &EntityIx| {
        let matter = site.entity_matter(*event);
        let ids = matter.into_iter().flat_map(|matter| {
            let related = matter.relations.iter().map(|relation| &relation.target);
            matter.participants.iter().chain(&matter.place).chain(related)
        });
        let owners = ids.filter_map(|id| site.names.by_id(&id.value));
        owners.map(|owner| (owner, *event)).collect::<Vec<_>>()
    };
    site.timeline.iter().flat_map(of_event).collect()
}

/// Start of an event, or its end if only that is known.
pub fn begin(site: &Site, event: EntityIx) -> Option<&PartialDate> {
    let matter = site.entity_matter(event)?;
    matter.begins.as_ref().or(matter.ends.as_ref()).map(|date| &date.value)
}
