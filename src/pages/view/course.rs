//! What stands around an entity in time: an event's course, and articles from before and after it.

use crate::base::Day;
use crate::names::EntityIx;
use crate::pages::view::PageContext;
use crate::pages::view::summary::{TitleLink, in_own_words};
use crate::pages::view::timeline::{self, TimelineEvent};
use crate::site::{ArticleIx, Site, begin};
use crate::source::config::BaseType;

/// Most articles before or after an event.
const ARTICLES: usize = 5;

/// First and last day that an event may have had; `None` for what is no event, and without a date.
fn span(site: &Site, at: EntityIx) -> Option<(Day, Day)> {
    if site.config.types[site.names.entity(at).kind].base != BaseType::Event {
        return None;
    }
    let matter = site.entity_matter(at)?;
    let begins = begin(site, at)?;
    let ends = matter.ends.as_ref().map_or(begins, |date| &date.value);
    Some((begins.earliest.or(begins.latest)?, ends.latest.or(ends.earliest)?))
}

/// Dated events that concern an entity. Of an event also those that it names in its relations, and those within its time
/// that share its place or somebody who took part.
pub(crate) fn events(context: PageContext<'_>, at: EntityIx) -> Vec<TimelineEvent> {
    let site = context.site;
    let mut events = site.entities[at.0 as usize].events.clone();
    if let (Some(own), Some(matter)) = (span(site, at), site.entity_matter(at)) {
        let by_id = |id: &crate::base::Spanned<String>| site.names.by_id(&id.value);
        let related: Vec<EntityIx> =
            matter.relations.iter().filter_map(|relation| by_id(&relation.target)).collect();
        let whom = |at: EntityIx| -> Vec<EntityIx> {
            let matter = site.entity_matter(at);
            let ids = matter.into_iter().flat_map(|it| it.participants.iter().chain(&it.place));
            ids.filter_map(by_id).collect()
        };
        let shared = whom(at);
        let is_step = |other: EntityIx| {
            span(site, other).is_some_and(|(from, to)| {
                own.0 <= from
                    && to <= own.1
                    && (from, to) != own
                    && whom(other).iter().any(|one| shared.contains(one))
            })
        };
        let known = events.clone();
        let is_wanted = |other: &EntityIx| {
            *other != at && (known.contains(other) || related.contains(other) || is_step(*other))
        };
        events = site.timeline.iter().copied().filter(is_wanted).collect();
    }
    events.iter().filter_map(|at| timeline::event(context, *at)).collect()
}

/// Articles that mention an event, from before it began, and from after it ended; the nearest first, five at most.
/// Without any from before, none: then all are from after.
pub(crate) fn around(context: PageContext<'_>, at: EntityIx) -> (Vec<TitleLink>, Vec<TitleLink>) {
    let site = context.site;
    let Some((first, last)) = span(site, at) else { return Default::default() };
    let articles = in_own_words(context, &site.entities[at.0 as usize].articles());
    let is = |at: &&ArticleIx, test: &dyn Fn(Day) -> bool| site.article(**at).day.is_some_and(test);
    let links = |found: Vec<&ArticleIx>| -> Vec<TitleLink> {
        found.into_iter().take(ARTICLES).map(|at| TitleLink::of(context, *at)).collect()
    };
    let before: Vec<&ArticleIx> = articles.iter().filter(|at| is(at, &|day| day < first)).collect();
    if before.is_empty() {
        return Default::default();
    }
    // articles come newest first
    let after = articles.iter().rev().filter(|at| is(at, &|day| day > last)).collect();
    (links(before), links(after))
}
