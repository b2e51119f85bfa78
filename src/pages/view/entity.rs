//! The view of an entity page.

use std::collections::HashMap;

use serde::Serialize;

use crate::base::escape::push_escaped;
use crate::base::{Markup, Range};
use crate::names::EntityIx;
use crate::pages::view::article::{ImageView, image};
use crate::pages::view::cite::{self, RelationView, SourceView};
use crate::pages::view::companions::{Companion, companions, people};
use crate::pages::view::course;
use crate::pages::view::elsewhere::{Elsewhere, elsewhere};
use crate::pages::view::facts::{Fact, facts};
use crate::pages::view::list::{Pagination, numbered};
use crate::pages::view::place::{PlaceView, place};
use crate::pages::view::relations::relations;
use crate::pages::view::statement::{self, StatementView};
use crate::pages::view::summary::nearest;
use crate::pages::view::timeline::TimelineEvent;
use crate::pages::view::{Date, NameLink, PageContext, Shell, TitleLink, date, drawing};
use crate::pages::weave;
use crate::parse::matter::{EntityMatter, SourceMatter};
use crate::plan::page_of;
use crate::site::{ArticleIx, Backlink, sentence};
use crate::source::Role;

/// Data of `entity.html`.
#[derive(Debug, Serialize)]
pub struct EntityView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// The entity; its count is the number of articles that mention it.
    pub entity: NameLink,
    /// Built-in type: `person`, `organization`, `place`, `event` or `work`.
    pub base: &'static str,
    /// Other names.
    pub aliases: Vec<String>,
    /// Names in other languages.
    pub names: Vec<ForeignName>,
    /// Image.
    pub image: Option<ImageView>,
    /// Facts: labels and values.
    pub facts: Vec<Fact>,
    /// Profiles, the site's language first.
    pub profiles: Vec<Profile>,
    /// Number of mentions.
    pub n_mentions: usize,
    /// Dates of the oldest and the newest article that mention it, in words.
    pub seen: Option<String>,
    /// Date of the oldest article that mentions it.
    pub first: Option<Date>,
    /// Date of the newest article that mentions it.
    pub last: Option<Date>,
    /// Articles on this page of the list, with their mentions; newest first.
    pub articles: Vec<MentionedIn>,
    /// Position in the list.
    pub pages: Pagination,
    /// Entities most often mentioned in the same articles, at most ten.
    pub cooccurring: Vec<Companion>,
    /// The next ones, at most ninety.
    pub more_cooccurring: Vec<Companion>,
    /// For an organization: people most often mentioned with it, at most ten.
    pub people: Vec<Companion>,
    /// Dated events that it took part in, that took place there, or that are related to it; for an event also those
    /// within its time span that share its place or a participant. Earliest first.
    pub events: Vec<TimelineEvent>,
    /// For an event: articles from before it that mention it; nearest first, at most five.
    pub before: Vec<TitleLink>,
    /// Articles from after it; empty if none is from before.
    pub after: Vec<TitleLink>,
    /// Location; absent for other types, or without coordinates.
    pub place: Option<PlaceView>,
    /// A person's offices over time, as SVG; empty without dates.
    pub terms: Markup,
    /// Arc diagram of entities mentioned together, as SVG; empty for fewer than two.
    pub arcs: Markup,
    /// Mentions by month, as SVG; empty for fewer than two months.
    pub by_month: Markup,
    /// Mentions by month, oldest first.
    pub months: Vec<MonthBar>,
    /// Typed relations, including inverse ones.
    pub relations: Vec<RelationView>,
    /// Entities whose profiles mention it.
    pub named_in: Vec<NameLink>,
    /// Entities within it.
    pub holds: Vec<NameLink>,
    /// Statements by it; on each page of the list as many as mentions.
    pub statements_by: Vec<StatementView>,
    /// Statements about it, likewise.
    pub statements_about: Vec<StatementView>,
    /// Statements in its words by other or unnamed speakers, likewise.
    pub words_of: Vec<StatementView>,
    /// Statements by others in what it published, likewise.
    pub cited_for: Vec<StatementView>,
    /// For a work: statements that cite a source with one of its addresses, or with its name as title; likewise.
    pub quotations: Vec<StatementView>,
    /// Sources that its own file cites; their fragments are `g-source1` ….
    pub sources: Vec<SourceView>,
    /// External identifiers and pages.
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
    /// Text as HTML.
    pub body: Markup,
}

/// An article that mentions the entity.
#[derive(Debug, Serialize)]
pub struct MentionedIn {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Root-relative address without the path of `base_url`: the value of `data-article`.
    pub article: String,
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Day of publication.
    pub date: Option<Date>,
    /// Whether the list has a translation or original of it, which comes before it.
    pub is_translation: bool,
    /// Number of mentions.
    pub n_mentions: usize,
    /// Sentences with mentions, in text order.
    pub passages: Vec<Passage>,
}

/// A sentence that mentions the entity.
#[derive(Debug, Serialize)]
pub struct Passage {
    /// The sentence; each mention is `<a class="in-context" data-article data-mention href>` with a `<mark>` in it.
    pub html: Markup,
    /// Number of its paragraph in the article; absent in a heading or table.
    pub paragraph: Option<usize>,
}

/// Mentions in one month.
#[derive(Debug, Serialize)]
pub struct MonthBar {
    /// `October 2025`.
    pub label: String,
    /// Number of mentions.
    pub count: u32,
    /// Percentage of the highest month.
    pub percent: u32,
}

pub(crate) fn entity(context: PageContext<'_>, at: EntityIx, number: usize) -> EntityView {
    let site = context.site;
    let index = &site.entities[at.0 as usize];
    let empty = EntityMatter::default();
    let matter = site.entity_matter(at).unwrap_or(&empty);
    let entity =
        NameLink::of(context, at, index.n_articles).unwrap_or_else(|| without_page(context, at));
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
    let (before, after) = course::articles_around(context, at);
    let statements = |list: &[(ArticleIx, usize)]| {
        statement::all_in_context(context, page_of(list, number, per_page))
    };
    let own: Vec<&SourceMatter> = matter.sources.iter().collect();
    let listed = sources_listed(matter);
    let document = site.names.entity(at).document;
    let weave_context = context.weave(document);
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
        facts: facts(context, at, matter, &listed),
        profiles: if number == 1 { profiles(context, at) } else { Vec::new() },
        n_mentions: index.backlinks.len(),
        seen: index.seen.map(|(first, last)| date::days(first, last, context.locale())),
        first: index.seen.map(|(first, _)| Date::of_day(first, context.locale())),
        last: index.seen.map(|(_, last)| Date::of_day(last, context.locale())),
        articles: articles(context, shown),
        pages: Pagination::new(context, number, index.longest(), per_page),
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
        relations: relations(context, at, &listed),
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

/// Ids of sources in an entity's file: those it describes, then those that its roles and relations cite.
fn sources_listed(matter: &EntityMatter) -> Vec<&str> {
    let own = matter.sources.iter().map(|source| &source.id);
    let roles = matter.roles.iter().flat_map(|role| &role.sources);
    let relations = matter.relations.iter().flat_map(|relation| &relation.sources);
    cite::unique(own.chain(roles).chain(relations).map(|id| id.value.as_str()))
}

/// Placeholder for an entity without a page; never shown.
fn without_page(context: PageContext<'_>, at: EntityIx) -> NameLink {
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
        let weave_context = context.weave(document);
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

/// Mentions by article; translations follow the article that they translate.
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
    let passage = |(range, numbers): &(Range, Vec<u32>)| Passage {
        html: in_context(context, at, *range, numbers),
        paragraph: body.paragraph(mentions[numbers[0] as usize].range.start),
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

/// A sentence of an article with mentions of an entity marked, each linked to its place in the article.
///
/// Mentions may overlap: a later one is marked from the end of the earlier one; one completely inside another becomes
/// an arrow after it.
fn in_context(context: PageContext<'_>, at: ArticleIx, passage: Range, mentions: &[u32]) -> Markup {
    let stream = &context.site.article_document(at).body.stream;
    let all = &context.site.article_anchored(at).mentions;
    let url = context.article_url(at);
    let href = context.href(url);
    let mut out = String::new();
    let mut done = passage.start as usize;
    for mention in mentions {
        let range = all[*mention as usize].range;
        let start = (range.start as usize).max(done);
        let end = (range.end as usize).min(passage.end as usize).max(start);
        push_escaped(&mut out, &stream[done..start]);
        out.push_str("<a class=\"in-context\" data-article=\"");
        push_escaped(&mut out, url);
        let number = mention + 1;
        out.push_str(&format!("\" data-mention=\"{number}\" href=\""));
        push_escaped(&mut out, &href);
        out.push_str(&format!("#m{number}\"><mark>"));
        let text = &stream[start..end];
        push_escaped(&mut out, if text.is_empty() { "\u{2191}" } else { text });
        out.push_str("</mark></a>");
        done = end;
    }
    push_escaped(&mut out, &stream[done..(passage.end as usize).max(done)]);
    Markup(out)
}
