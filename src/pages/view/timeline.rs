//! The view of the timeline: events by date.

use serde::Serialize;

use crate::base::Markup;
use crate::names::EntityIx;
use crate::pages::draw;
use crate::pages::view::cite::{self, ReferenceView};
use crate::pages::view::list::{Intro, intro};
use crate::pages::view::summary::{TitleLink, without_translations};
use crate::pages::view::{NameLink, PageContext, Shell, date, statement};
use crate::parse::matter::SourceMatter;
use crate::site::begin;

/// Data of `timeline.html`.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Number of events with a date.
    pub total: usize,
    /// Events by year, or by month if they span few years, as SVG; empty for fewer than two bars.
    pub density: Markup,
    /// Events, earliest first.
    pub years: Vec<TimelineYear>,
    /// Events without a date.
    pub undated: Vec<NameLink>,
}

/// Events that began in one year.
#[derive(Debug, Serialize)]
pub struct TimelineYear {
    /// The year.
    pub year: String,
    /// Fragment: `g-year-2025`.
    pub id: String,
    /// Events by month; those with only a year known are in date order between them.
    pub months: Vec<TimelineMonth>,
}

/// Events that began in one month, or whose month is unknown.
#[derive(Debug, Serialize)]
pub struct TimelineMonth {
    /// Name of the month: `October`; absent if only the year is known.
    pub name: Option<String>,
    /// Fragment: `g-month-2025-10`; absent if only the year is known.
    pub id: Option<String>,
    /// 1 to 12; absent if only the year is known.
    pub number: Option<u8>,
    /// Events.
    pub events: Vec<TimelineEvent>,
}

/// An event in a timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineEvent {
    /// Date in words, as precise as known.
    pub when: String,
    /// Value for `<time>`: a day, month or year; absent for other dates.
    pub iso: Option<String>,
    /// The event; its count is the number of articles that mention it.
    pub event: NameLink,
    /// The place.
    pub place: Option<NameLink>,
    /// Participants.
    pub participants: Vec<NameLink>,
    /// The newest articles that mention it, at most two; of translations, the one nearest to the page's language.
    pub told_in: Vec<TitleLink>,
    /// Number of further articles.
    pub n_more: usize,
    /// Sources that its own file cites.
    pub sources: Vec<ReferenceView>,
}

/// The view of the timeline.
pub(crate) fn timeline(context: PageContext<'_>) -> TimelineView {
    let site = context.site;
    let mut years: Vec<TimelineYear> = Vec::new();
    for at in &site.timeline {
        let (Some((year, month)), Some(event)) = (began(context, *at), event(context, *at)) else {
            continue;
        };
        if years.last().is_none_or(|last| last.year != year.to_string()) {
            let id = format!("g-year-{year}");
            years.push(TimelineYear { year: year.to_string(), id, months: Vec::new() });
        }
        let Some(TimelineYear { months, .. }) = years.last_mut() else { continue };
        // one entry per month, even if events with an unknown month come between
        let known = match month {
            Some(_) => months.iter_mut().find(|known| known.number == month),
            None => months.last_mut().filter(|last| last.number.is_none()),
        };
        match known {
            Some(known) => known.events.push(event),
            None => months.push(TimelineMonth {
                name: month
                    .map(|month| context.locale().get(&format!("month-{month}")).to_string()),
                id: month.map(|month| format!("g-month-{year}-{month:02}")),
                number: month,
                events: vec![event],
            }),
        }
    }
    let is_event = |at: &EntityIx| {
        let kind = site.names.entity(*at).kind;
        site.config.types[kind].base == crate::source::config::BaseType::Event
    };
    let undated = site.names.iter().map(|(at, _)| at).filter(is_event);
    let undated: Vec<EntityIx> = undated.filter(|at| begin(site, *at).is_none()).collect();
    let Intro { title, description, body } = intro(context, context.locale().get("timeline"));
    TimelineView {
        density: density(context, &years),
        shell: Shell::new(context, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        body,
        total: site.timeline.len(),
        years,
        undated: statement::links(context, &undated),
    }
}

/// Year and month in which an event began; no month if only the year or season is known.
fn began(context: PageContext<'_>, at: EntityIx) -> Option<(i16, Option<u8>)> {
    let date = begin(context.site, at)?;
    let first = date.earliest.or(date.latest)?;
    // an interval is as precise as its first date
    let side = date.text.split('/').find(|side| !matches!(*side, "" | ".."))?;
    let side = side.trim_end_matches(['?', '~', '%']);
    let month = side.trim_start_matches('-').split('-').nth(1).and_then(|month| month.parse().ok());
    Some((first.year, month.filter(|month| (1..=12).contains(month))))
}

/// An event in a list; `None` without a page or a date.
pub(crate) fn event(context: PageContext<'_>, at: EntityIx) -> Option<TimelineEvent> {
    let site = context.site;
    let matter = site.entity_matter(at)?;
    let (begins, ends) = (matter.begins.as_ref(), matter.ends.as_ref());
    let written = begin(site, at)?;
    let when = match (begins, ends) {
        (Some(only), None) => date::partial(&only.value, context.locale()),
        _ => date::between(begins.map(|it| &it.value), ends.map(|it| &it.value), context.locale())?,
    };
    let is_plain = written.text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let is_year = written.text.len() == 4;
    let is_day = written.text.len() == 10;
    let is_month = written.text.len() == 7 && written.earliest.is_some_and(|it| it.day == 1);
    let is_season =
        written.text.get(5..7).and_then(|it| it.parse().ok()).is_some_and(|n: u8| n > 12);
    let is_time = is_plain && (is_year || is_day || (is_month && !is_season)) && begins.is_some();
    let by_id = |id: &crate::base::Spanned<String>| site.names.by_id(&id.value);
    let participants: Vec<EntityIx> = matter.participants.iter().filter_map(by_id).collect();
    let place = matter.place.as_ref().and_then(by_id);
    let articles = without_translations(context, &site.entities[at.0 as usize].articles());
    let own: Vec<&SourceMatter> = matter.sources.iter().collect();
    let page = context.entity_href(at).unwrap_or_default();
    let ids: Vec<_> = matter.sources.iter().map(|source| source.id.clone()).collect();
    let listed: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
    let sources = cite::references(context, &own, (&ids, &listed)).into_iter().map(|source| {
        // fragments refer to the event's page
        let href = source
            .href
            .map(|href| if href.starts_with('#') { format!("{page}{href}") } else { href });
        ReferenceView { href, ..source }
    });
    Some(TimelineEvent {
        told_in: articles.iter().take(2).map(|at| TitleLink::of(context, *at)).collect(),
        n_more: articles.len().saturating_sub(2),
        sources: sources.collect(),
        when,
        iso: (is_time && ends.is_none()).then(|| written.text.clone()),
        event: NameLink::of(context, at, site.entities[at.0 as usize].n_articles)?,
        place: place.and_then(|place| NameLink::of(context, place, 0)),
        participants: statement::links(context, &participants),
    })
}

/// Density strip of events: by month if all have a month and span few years, else by year, decade, century or
/// millennium.
fn density(context: PageContext<'_>, years: &[TimelineYear]) -> Markup {
    let locale = context.locale();
    let year_of = |year: &TimelineYear| year.year.parse::<i32>().unwrap_or_default();
    let (Some(first), Some(last)) = (years.first().map(year_of), years.last().map(year_of)) else {
        return Markup::default();
    };
    let mut months = years.iter().flat_map(|year| year.months.iter().map(move |it| (year, it)));
    if last - first < 8 && months.clone().all(|(_, month)| month.number.is_some()) {
        let bin = |(year, month): (&TimelineYear, &TimelineMonth)| {
            let number = month.number.unwrap_or(1);
            draw::Bin {
                at: year_of(year) * 12 + i32::from(number) - 1,
                label: date::month(year_of(year) as i16, number, locale),
                count: month.events.len() as u32,
                href: format!("#{}", month.id.as_deref().unwrap_or(&year.id)),
            }
        };
        let bins: Vec<draw::Bin> = months.by_ref().map(bin).collect();
        let ticks: Vec<(i32, String)> = if first == last {
            (0..12)
                .map(|it| (first * 12 + it, locale.get(&format!("month-short-{}", it + 1)).into()))
                .collect()
        } else {
            (first..=last).map(|year| (year * 12, year.to_string())).collect()
        };
        let label = locale.get("drawing-density-months");
        return draw::density(&bins, first * 12..=last * 12 + 11, &ticks, label);
    }
    let step = [1, 10, 100].into_iter().find(|step| (last - first) / step < 240).unwrap_or(1000);
    let mut bins: Vec<draw::Bin> = Vec::new();
    for year in years {
        let (at, label) = (year_of(year).div_euclid(step), year.year.clone());
        let count = year.months.iter().map(|month| month.events.len() as u32).sum();
        match bins.last_mut().filter(|last| last.at == at) {
            Some(last) => last.count += count,
            None => bins.push(draw::Bin { at, label, count, href: format!("#{}", year.id) }),
        }
    }
    let ticks: Vec<(i32, String)> =
        bins.iter().map(|bin| (bin.at, (bin.at * step).to_string())).collect();
    let span = first.div_euclid(step)..=last.div_euclid(step);
    draw::density(&bins, span, &ticks, locale.get("drawing-density"))
}
