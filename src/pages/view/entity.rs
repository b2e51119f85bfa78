//! What the template of an entity sees.

use std::collections::HashMap;

use serde::Serialize;

use crate::base::escape::push_escaped;
use crate::base::{Markup, Range};
use crate::names::EntityIx;
use crate::pages::view::article::{ImageView, image};
use crate::pages::view::cite::{self, SourceView};
use crate::pages::view::companions::{Companion, companions, people};
use crate::pages::view::course;
use crate::pages::view::elsewhere::{Elsewhere, elsewhere};
use crate::pages::view::facts::{Fact, facts};
use crate::pages::view::list::{Pagination, numbered};
use crate::pages::view::place::{PlaceView, place};
use crate::pages::view::relations::{RelationView, relations};
use crate::pages::view::statement::{self, StatementView};
use crate::pages::view::summary::nearest;
use crate::pages::view::timeline::TimelineEvent;
use crate::pages::view::{Date, NameLink, PageContext, Shell, TitleLink, date, drawing};
use crate::pages::weave::{self, WeaveContext};
use crate::parse::matter::{EntityMatter, SourceMatter};
use crate::plan::page_of;
use crate::site::{ArticleIx, Backlink, sentence};
use crate::source::Role;

/// What `entity.html` sees.
#[derive(Debug, Serialize)]
pub struct EntityView {
    /// What every page has.
    pub shell: Shell,
    /// The entity; its count is the number of articles with a mention.
    pub entity: NameLink,
    /// What kind of thing its type is: `person`, `organization`, `place`, `event` or `work`.
    pub base: &'static str,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its names in other languages.
    pub names: Vec<ForeignName>,
    /// Its image.
    pub image: Option<ImageView>,
    /// What is known of it: label and value.
    pub facts: Vec<Fact>,
    /// Profiles: the site's language first.
    pub profiles: Vec<Profile>,
    /// Mentions in all.
    pub n_mentions: usize,
    /// From the oldest to the newest dated article with a mention, in words.
    pub seen: Option<String>,
    /// Oldest dated article with a mention.
    pub first: Option<Date>,
    /// The newest one.
    pub last: Option<Date>,
    /// Mentions on this page of the list, by article, newest first.
    pub articles: Vec<MentionedIn>,
    /// Where in the list this page is.
    pub pages: Pagination,
    /// Who is named in the same articles: the ten most often.
    pub cooccurring: Vec<Companion>,
    /// Those after them, ninety at most.
    pub more_cooccurring: Vec<Companion>,
    /// The people named most often with it, ten at most, where it is an organization.
    pub people: Vec<Companion>,
    /// Dated events that it took part in, that were there, or that have a relation to it; of an event also those within
    /// its time that share its place or somebody who took part. The earliest first.
    pub events: Vec<TimelineEvent>,
    /// Articles that mention an event, from before it; the nearest first, five at most.
    pub before: Vec<TitleLink>,
    /// The same from after it; empty where none is from before.
    pub after: Vec<TitleLink>,
    /// Where it lies; absent for what is no place, or has no coordinates.
    pub place: Option<PlaceView>,
    /// A person's offices over time, drawn; empty where no date is known.
    pub terms: Markup,
    /// Who is named with it, and they with each other, drawn; empty for fewer than two.
    pub arcs: Markup,
    /// Mentions by month, drawn; empty for fewer than two months.
    pub by_month: Markup,
    /// Mentions by month, oldest first.
    pub months: Vec<MonthBar>,
    /// Typed relations, inverse ones included.
    pub relations: Vec<RelationView>,
    /// In whose profile it is named.
    pub named_in: Vec<NameLink>,
    /// What lies within it.
    pub holds: Vec<NameLink>,
    /// What it said: those of this page of the list, as with mentions.
    pub statements_by: Vec<StatementView>,
    /// What was said about it, likewise.
    pub statements_about: Vec<StatementView>,
    /// What others said, or nobody who is named, in its words, likewise.
    pub words_of: Vec<StatementView>,
    /// What it published that others said, likewise.
    pub cited_for: Vec<StatementView>,
    /// What is cited from a work: statements of the site's sources that have one of its addresses, or its name for a
    /// title; likewise.
    pub quotations: Vec<StatementView>,
    /// Whom its own file cites; `g-source1` … are the fragments.
    pub sources: Vec<SourceView>,
    /// Identifiers and pages elsewhere.
    pub elsewhere: Vec<Elsewhere>,
}

/// A name in another language.
#[derive(Debug, Serialize)]
pub struct ForeignName {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name.
    pub name: String,
}

/// A profile in one language.
#[derive(Debug, Serialize)]
pub struct Profile {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its text.
    pub body: Markup,
}

/// An article with mentions of the entity.
#[derive(Debug, Serialize)]
pub struct MentionedIn {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Its root-relative address without the base's sub-path: the value of `data-article`.
    pub article: String,
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Day of publication.
    pub date: Option<Date>,
    /// Whether the article that it translates, or that translates it, stands before it in this list.
    pub is_translation: bool,
    /// Mentions in it.
    pub n_mentions: usize,
    /// Sentences with mentions, in text order.
    pub passages: Vec<Passage>,
}

/// A sentence with one or more mentions of the entity.
#[derive(Debug, Serialize)]
pub struct Passage {
    /// The sentence: each mention is `<a class="in-context" data-article data-mention href>` with a `<mark>` in it.
    pub html: Markup,
    /// The number of the article's paragraph that it stands in; absent in a heading or a table.
    pub paragraph: Option<usize>,
}

/// Mentions in one month.
#[derive(Debug, Serialize)]
pub struct MonthBar {
    /// `October 2025`.
    pub label: String,
    /// Mentions.
    pub count: u32,
    /// Share of the busiest month, in hundredths.
    pub percent: u32,
}

pub(crate) fn entity(context: PageContext<'_>, at: EntityIx, number: usize) -> EntityView {
    let site = context.site;
    let index = &site.entities[at.0 as usize];
    let empty = EntityMatter::default();
    let matter = site.entity_matter(at).unwrap_or(&empty);
    let entity = NameLink::of(context, at, index.n_articles).unwrap_or_else(|| unseen(context, at));
    let per_page = site.config.mentions_per_page;
    let shown = page_of(&index.backlinks, number, per_page);
    let title = match number {
        1 => entity.name.clone(),
        _ => numbered(context, &entity.name, number),
    };
    let most = index.by_month.iter().map(|(.., count)| *count).max().unwrap_or(1);
    let months = index.by_month.iter().map(|(year, month, count)| MonthBar {
        label: date::month(*year, *month, context.locale()),
        count: *count,
        percent: (count * 100).div_ceil(most),
    });
    let (cooccurring, more_cooccurring) = companions(context, at);
    let (before, after) = course::around(context, at);
    let statements = |list: &[(ArticleIx, usize)]| {
        statement::all_in_context(context, page_of(list, number, per_page))
    };
    let own: Vec<&SourceMatter> = matter.sources.iter().collect();
    let listed = sources_listed(matter);
    let document = site.names.entity(at).document;
    let weave_context =
        WeaveContext { site, plan: context.plan, page: &context.page.url, document };
    let names = matter.names.iter().filter_map(|(tag, names)| {
        let name = names.name.as_ref().filter(|name| name.value != entity.name)?.value.clone();
        let dir = crate::base::language::direction(&tag.value).as_str();
        Some(ForeignName { lang: tag.value.clone(), dir, name })
    });
    EntityView {
        shell: Shell::new(context, &title, entity.description.as_deref().unwrap_or_default()),
        base: site.config.types[site.names.entity(at).kind].base.id(),
        aliases: matter.aliases.iter().map(|alias| alias.value.clone()).collect(),
        names: names.collect(),
        image: image(context, weave_context, &matter.head),
        facts: facts(context, (at, matter), &listed),
        profiles: if number == 1 { profiles(context, at) } else { Vec::new() },
        n_mentions: index.backlinks.len(),
        seen: index.seen.map(|(first, last)| date::days(first, last, context.locale())),
        first: index.seen.map(|(first, _)| Date::of_day(first, context.locale())),
        last: index.seen.map(|(_, last)| Date::of_day(last, context.locale())),
        articles: articles(context, shown),
        pages: Pagination::new(context, number, (index.longest(), per_page)),
        cooccurring,
        more_cooccurring,
        people: people(context, at),
        events: course::events(context, at),
        before,
        after,
        place: place(context, at),
        terms: drawing::terms(context, &matter.roles),
        arcs: drawing::arcs(context, at),
        by_month: drawing::months(context, at),
        months: months.collect(),
        relations: relations(context, (at, matter), &listed),
        named_in: statement::links(context, &index.named_in),
        holds: statement::links(context, &index.holds),
        statements_by: statements(&index.statements_by),
        statements_about: statements(&index.statements_about),
        words_of: statements(&index.words_of),
        cited_for: statements(&index.cited_for),
        quotations: statements(&index.quotations),
        sources: listed.iter().map(|id| cite::cited(context, &own, id)).collect(),
        elsewhere: elsewhere(matter),
        entity,
    }
}

/// Ids of the sources that an entity's file describes, then of those that its roles and relations cite.
fn sources_listed(matter: &EntityMatter) -> Vec<&str> {
    let own = matter.sources.iter().map(|source| &source.id);
    let roles = matter.roles.iter().flat_map(|role| &role.sources);
    let relations = matter.relations.iter().flat_map(|relation| &relation.sources);
    cite::unique(own.chain(roles).chain(relations).map(|id| id.value.as_str()))
}

/// The link of an entity that has no page: never shown, for such an entity has no page to show it on.
fn unseen(context: PageContext<'_>, at: EntityIx) -> NameLink {
    let entity = context.site.names.entity(at);
    NameLink {
        id: entity.id.to_string(),
        name: entity.name.to_string(),
        name_in: None,
        kind: String::new(),
        kind_label: String::new(),
        href: String::new(),
        description: None,
        description_in: None,
        disambiguation: None,
        count: 0,
    }
}

fn profiles(context: PageContext<'_>, at: EntityIx) -> Vec<Profile> {
    let site = context.site;
    let entity = site.names.entity(at);
    let own = std::iter::once(entity.document);
    let all = own.chain(entity.translations.iter().map(|(_, document)| *document));
    let with_text = all.filter(|document| {
        let read = &site.documents[*document];
        read.file.role == Role::Entity && !read.file.text[read.body.span.range()].trim().is_empty()
    });
    let profile = |(at, document): (usize, usize)| {
        let lang = site.documents[document].language(&site.config).to_string();
        let weave_context =
            WeaveContext { site, plan: context.plan, page: &context.page.url, document };
        Profile {
            dir: crate::base::language::direction(&lang).as_str(),
            body: if at == 0 {
                weave::page(weave_context)
            } else {
                weave::further(weave_context, &lang)
            },
            lang,
        }
    };
    with_text.enumerate().map(profile).collect()
}

/// Mentions by article; one that translates another comes after it, also where both are of one day.
fn articles(context: PageContext<'_>, shown: &[Backlink]) -> Vec<MentionedIn> {
    let runs: Vec<&[Backlink]> = shown.chunk_by(|a, b| a.article == b.article).collect();
    let places: HashMap<ArticleIx, usize> =
        runs.iter().enumerate().map(|(place, run)| (run[0].article, place)).collect();
    let mut ordered: Vec<(usize, bool, &[Backlink])> = Vec::with_capacity(runs.len());
    for (place, run) in runs.iter().enumerate() {
        let original = nearest(context, run[0].article);
        match places.get(&original).filter(|original| **original != place) {
            Some(original) => ordered.push((*original, true, run)),
            None => ordered.push((place, false, run)),
        }
    }
    ordered.sort_by_key(|(place, is_translation, _)| (*place, *is_translation));
    let view =
        |(_, is_translation, run)| MentionedIn { is_translation, ..mentioned_in(context, run) };
    ordered.into_iter().map(view).collect()
}

fn mentioned_in(context: PageContext<'_>, run: &[Backlink]) -> MentionedIn {
    let site = context.site;
    let at = run[0].article;
    let article = site.article(at);
    let body = &site.documents[article.document].body;
    let url = context.article_url(at);
    let mentions = &site.anchored[article.document].mentions;
    let mut passages: Vec<(Range, Vec<u32>)> = Vec::new();
    for backlink in run {
        let range = sentence(body, mentions[backlink.mention as usize].range);
        match passages.last_mut() {
            Some((last, numbers)) if last.contains(mentions[backlink.mention as usize].range) => {
                numbers.push(backlink.mention);
            }
            _ => passages.push((range, vec![backlink.mention])),
        }
    }
    let passage = |(range, numbers): &(Range, Vec<u32>)| {
        let marked = numbers.iter().map(|number| (*number, mentions[*number as usize].range));
        let html = in_context(&body.stream, *range, (url, &context.href(url)), marked.collect());
        let first = mentions[numbers[0] as usize].range;
        Passage { html: Markup(html), paragraph: body.paragraph(first.start) }
    };
    let title = site.matter(at).map_or(String::new(), |matter| matter.head.title.value.clone());
    MentionedIn {
        title,
        href: context.href(url),
        article: url.to_string(),
        lang: article.language.to_string(),
        dir: crate::base::language::direction(&article.language).as_str(),
        date: article.day.map(|day| Date::of_day(day, context.locale())),
        is_translation: false,
        n_mentions: run.len(),
        passages: passages.iter().map(passage).collect(),
    }
}

/// A sentence with its mentions of one entity marked, each a link to its place in the article.
///
/// Mentions of one entity may nest or cross: the later one is then marked from where the former ends, and one that
/// lies wholly inside stands as an empty mark before it.
fn in_context(
    stream: &str,
    passage: Range,
    (url, href): (&str, &str),
    marked: Vec<(u32, Range)>,
) -> String {
    let mut out = String::new();
    let mut done = passage.start as usize;
    for (mention, range) in marked {
        let start = (range.start as usize).max(done);
        let end = (range.end as usize).min(passage.end as usize).max(start);
        push_escaped(&mut out, &stream[done..start]);
        out.push_str("<a class=\"in-context\" data-article=\"");
        push_escaped(&mut out, url);
        let number = mention + 1;
        out.push_str(&format!("\" data-mention=\"{number}\" href=\""));
        push_escaped(&mut out, href);
        out.push_str(&format!("#m{number}\"><mark>"));
        let text = &stream[start..end];
        push_escaped(&mut out, if text.is_empty() { "\u{2191}" } else { text });
        out.push_str("</mark></a>");
        done = end;
    }
    push_escaped(&mut out, &stream[done..(passage.end as usize).max(done)]);
    out
}
