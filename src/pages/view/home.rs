//! The view of the home page: new articles, frequent entities, recent storylines.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::Markup;
use crate::names::EntityIx;
use crate::pages::view::article::{ImageView, image};
use crate::pages::view::list::Counted;
use crate::pages::view::notices::{self, CorrectedView};
use crate::pages::view::{Date, Foreign, NameLink, PageContext, Shell, Summary, date, drawing};
use crate::pages::weave;
use crate::plan::list_url;
use crate::site::{ArticleIx, Collection, EntityIndex};

/// Data of `home.html`, the home page of an edition. Counts are of the edition's articles.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title of the home page's text, else of the site.
    pub title: String,
    /// Description of the site.
    pub description: String,
    /// Language of the description, if it is not the page's.
    pub description_in: Option<Foreign>,
    /// Text of the home page; may be empty.
    pub body: Markup,
    /// The newest article.
    pub lead: Option<Summary>,
    /// Image of the newest article.
    pub lead_image: Option<ImageView>,
    /// The next twenty articles by day, newest first; those without a date last.
    pub days: Vec<HomeDay>,
    /// The eight most recently continued storylines; the count is of articles.
    pub storylines: Vec<Counted>,
    /// Address of all storylines; absent if all are in `storylines`.
    pub all_storylines: Option<String>,
    /// Entities mentioned in most articles of the newest month; of all time if that month has few.
    pub names: Vec<NameRow>,
    /// Month of `names`: `October 2025`; absent if they are of all time.
    pub names_month: Option<String>,
    /// The three newest editors' notes.
    pub corrections: Vec<CorrectedView>,
    /// Address of all articles.
    pub all: String,
}

/// Articles of one day.
#[derive(Debug, Serialize)]
pub struct HomeDay {
    /// The day; absent for articles without a date.
    pub date: Option<Date>,
    /// Articles.
    pub articles: Vec<Summary>,
}

/// An entity with its mentions over time.
#[derive(Clone, Debug, Serialize)]
pub struct NameRow {
    /// The entity; its count is the number of articles.
    pub entity: NameLink,
    /// Mentions by month, as a word-sized SVG; empty for fewer than two months.
    pub sparkline: Markup,
}

/// Most entities in the list.
const NAMES: usize = 12;
/// Fewest entities for a list of one month.
const MIN_NAMES_OF_MONTH: usize = 5;

/// The view of the home page.
pub(crate) fn home(context: PageContext<'_>, document: Option<usize>) -> HomeView {
    let site = context.site;
    let text = document.and_then(|at| Some((at, site.documents[at].matter.head()?)));
    let title = text.map(|(_, head)| head.title.value.clone()).filter(|title| !title.is_empty());
    let edition = &site.editions[context.edition()];
    let mut newest = edition.articles.iter().copied();
    let lead = newest.next();
    let own = site.config.languages.get(&*edition.tag);
    let description = text.and_then(|(_, head)| head.description.clone());
    let description = description.or_else(|| own.and_then(|own| own.description.clone()));
    let plain = || (site.config.description.clone(), site.foreign(&context.page.language));
    let (description, foreign) = description.map_or_else(plain, |own| (own, None));
    let shell = Shell::new(context, title.as_deref().unwrap_or_default(), &description);
    let body = text.map(|(document, _)| weave::page(context.weave(document)));
    let (storylines, has_more) = storylines(context);
    let (names, names_month) = names(context);
    HomeView {
        title: title.unwrap_or_else(|| shell.site_title.clone()),
        description_in: foreign.filter(|_| !description.is_empty()).map(Foreign::of),
        description,
        body: body.unwrap_or_default(),
        lead: lead.map(|at| summary(context, at)),
        lead_image: lead.and_then(|at| {
            let document = site.article(at).document;
            let weave_context = context.weave(document);
            image(context, weave_context, &site.matter(at)?.head)
        }),
        days: days(context, &newest.take(20).collect::<Vec<_>>()),
        storylines,
        all_storylines: has_more.then(|| context.href("/storylines/")),
        names,
        names_month,
        corrections: notices::newest(context, 3, |at| context.has(at)),
        all: context.href(&list_url(site, context.edition())),
        shell,
    }
}

/// An article with three entities: its subjects, else those most often mentioned.
fn summary(context: PageContext<'_>, at: ArticleIx) -> Summary {
    let mut summary = Summary::of(context, at);
    if summary.names.is_empty() {
        let mut named: Vec<EntityIx> = context
            .site
            .article_anchored(at)
            .mentions
            .iter()
            .map(|mention| mention.entity)
            .collect();
        named.sort_unstable();
        let mut counts: Vec<(usize, EntityIx)> =
            named.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        counts.sort_by_key(|(count, at)| (Reverse(*count), *at));
        let links = counts.iter().filter_map(|(_, at)| NameLink::of(context, *at, 0));
        summary.names = links.take(3).collect();
    }
    summary
}

/// Groups articles by day, in order.
fn days(context: PageContext<'_>, articles: &[ArticleIx]) -> Vec<HomeDay> {
    let day = |at: &ArticleIx| context.site.article(*at).day;
    let runs = articles.chunk_by(|a, b| day(a) == day(b));
    let of_day = |run: &[ArticleIx]| HomeDay {
        date: day(&run[0]).map(|day| Date::of_day(day, context.locale())),
        articles: run.iter().map(|at| summary(context, *at)).collect(),
    };
    runs.map(of_day).collect()
}

/// The most recently continued storylines, and whether there are more.
fn storylines(context: PageContext<'_>) -> (Vec<Counted>, bool) {
    const MOST: usize = 8;
    let site = context.site;
    let newest_and_count = |storyline: &Collection| {
        let shown = || storyline.articles.iter().filter(|at| context.has(**at));
        (shown().filter_map(|at| site.article(*at).day).max(), shown().count())
    };
    let all = site.storylines.iter().map(|storyline| (newest_and_count(storyline), storyline));
    let mut all: Vec<_> = all.filter(|((_, count), _)| *count > 0).collect();
    all.sort_by_key(|((newest, _), _)| Reverse(*newest));
    let shown = all.iter().take(MOST).map(|((_, count), storyline)| Counted {
        name: storyline.name.clone(),
        href: context.href(&format!("/storylines/{}/", storyline.slug)),
        count: *count,
    });
    (shown.collect(), all.len() > MOST)
}

/// Entities most often mentioned in the newest month, and its name; of all time if it has few.
fn names(context: PageContext<'_>) -> (Vec<NameRow>, Option<String>) {
    let site = context.site;
    let newest = site.months.iter().find(|it| it.articles.iter().any(|at| context.has(*at)));
    if let Some(month) = newest {
        let when = (month.year, month.month);
        let rows = most_named(context, |entity| articles_in(context, entity, Some(when)));
        if rows.len() >= MIN_NAMES_OF_MONTH {
            return (rows, Some(date::month(month.year, month.month, context.locale())));
        }
    }
    let count = |entity: &EntityIndex| match site.editions.len() {
        1 => entity.n_articles,
        _ => articles_in(context, entity, None),
    };
    (most_named(context, count), None)
}

/// Number of articles of the page's edition that mention an entity, in a month or ever.
fn articles_in(context: PageContext<'_>, entity: &EntityIndex, when: Option<(i16, u8)>) -> usize {
    let month = |at: &ArticleIx| context.site.article(*at).day.map(|day| (day.year, day.month));
    let articles = entity.backlinks.iter().map(|it| it.article);
    // sorted newest first: the rest is older
    let articles = articles
        .skip_while(|at| when.is_some_and(|when| month(at).is_some_and(|it| it > when)))
        .take_while(|at| when.is_none_or(|when| month(at) == Some(when)));
    let mut articles: Vec<ArticleIx> = articles.filter(|at| context.has(*at)).collect();
    articles.dedup();
    articles.len()
}

fn most_named(context: PageContext<'_>, count: impl Fn(&EntityIndex) -> usize) -> Vec<NameRow> {
    let site = context.site;
    let counted = site.names.iter().map(|(at, _)| (count(&site.entities[at.0 as usize]), at));
    let mut counted: Vec<(usize, EntityIx)> = counted.filter(|(count, _)| *count > 0).collect();
    counted.sort_by_key(|(count, at)| (Reverse(*count), *at));
    let row = |(count, at): &(usize, EntityIx)| {
        let entity = NameLink::of(context, *at, *count)?;
        Some(NameRow { entity, sparkline: drawing::sparkline(context, *at) })
    };
    counted.iter().filter_map(row).take(NAMES).collect()
}
