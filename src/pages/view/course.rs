//! Chronology around an entity: related events, and articles from before and after an event.

use crate::base::Day;
use crate::names::EntityIx;
use crate::pages::view::PageContext;
use crate::pages::view::summary::{TitleLink, without_translations};
use crate::pages::view::timeline::{self, TimelineEvent};
use crate::site::{ArticleIx, Site, begin};
use crate::source::config::BaseType;

/// Most articles before or after an event.
const ARTICLES: usize = 5;

/// First and last possible day of an event; `None` for other entities, or without a date.
fn span(site: &Site, at: EntityIx) -> Option<(Day, Day)> {
    if site.config.types[site.names.entity(at).kind].base != BaseType::Event {
        return None;
    }
    let matter = site.entity_matter(at)?;
    let begins = begin(site, at)?;
    let ends = matter.ends.as_ref().map_or(begins, |date| &date.value);
    Some((begins.earliest.or(begins.latest)?, ends.latest.or(ends.earliest)?))
}

/// Dated events of an entity. For an event also those named in its relations, and those within its time span that
/// share its place or a participant.
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

/// Articles that mention an event, from before its start and after its end; nearest first, at most five each. Both
/// are empty if none is from before.
pub(crate) fn articles_around(
    context: PageContext<'_>,
    at: EntityIx,
) -> (Vec<TitleLink>, Vec<TitleLink>) {
    let site = context.site;
    let Some((first, last)) = span(site, at) else { return Default::default() };
    let articles = without_translations(context, &site.entities[at.0 as usize].articles());
    let is = |at: &&ArticleIx, test: &dyn Fn(Day) -> bool| site.article(**at).day.is_some_and(test);
    let links = |found: Vec<&ArticleIx>| -> Vec<TitleLink> {
        found.into_iter().take(ARTICLES).map(|at| TitleLink::of(context, *at)).collect()
    };
    let before: Vec<&ArticleIx> = articles.iter().filter(|at| is(at, &|day| day < first)).collect();
    if before.is_empty() {
        return Default::default();
    }
    // articles are sorted newest first
    let after = articles.iter().rev().filter(|at| is(at, &|day| day > last)).collect();
    (links(before), links(after))
}
