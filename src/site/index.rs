//! Builds the index: which texts are published, and who is mentioned where.

use std::sync::Arc;

use crate::anchor::Agent;
use crate::base::{Checked, Day};
use crate::names::EntityIx;
use crate::parse::Document;
use crate::parse::matter::Matter;
use crate::site::cited::{cited, quotations};
use crate::site::collation::Order;
use crate::site::editions::editions;
use crate::site::grouped::{authors, months, storylines, tags};
use crate::site::nearby::nearby;
use crate::site::timeline::{concerned, timeline};
use crate::site::translations::translations;
use crate::site::{Article, ArticleIx, Backlink, EntityIndex, Index, Site};
use crate::source::{Role, Settings};

/// Builds the index of a site. An index that the site already has is ignored.
pub fn index(site: &Site, settings: &Settings) -> Checked<Index> {
    let mut site = Site { index: Arc::default(), ..site.clone() };
    let order = Order::of(&site.config.language);
    site.open().articles = published(&site, settings);
    site.open().pages = pages(&site, settings);
    let editions = editions(&site);
    let index = site.open();
    for (place, edition) in editions.iter().enumerate() {
        for at in &edition.articles {
            index.articles[at.0 as usize].edition = place;
        }
    }
    index.editions = editions;
    let diagnostics = translations(&mut site);
    site.open().entities = entities(&site);
    let shown = site.names.entities.iter().filter(|entity| !entity.is_hidden);
    let in_use: std::collections::BTreeSet<usize> = shown.map(|entity| entity.kind).collect();
    site.open().types = in_use.into_iter().collect();
    site.open().months = months(&site);
    site.open().timeline = timeline(&site);
    for (owner, event) in concerned(&site) {
        let events = &mut site.open().entities[owner.0 as usize].events;
        if events.last() != Some(&event) {
            events.push(event);
        }
    }
    for (entity, near) in nearby(&site).into_iter().enumerate() {
        site.open().entities[entity].nearby = near;
    }
    site.open().notices = notices(&site);
    site.open().news = news(&site, settings.today);
    let (sources, outlets) = cited(&site);
    let index = site.open();
    (index.sources, index.outlets) = (sources, outlets);
    for (agent, cited) in &index.outlets {
        if let Some(entity) = agent.entity() {
            index.entities[entity.0 as usize].cited_for = cited.statements.clone();
        }
    }
    for (work, statements) in quotations(&site) {
        site.open().entities[work.0 as usize].quotations = statements;
    }
    site.open().tags = tags(&site, &order);
    site.open().authors = authors(&site, &order);
    site.open().storylines = storylines(&site, &order);
    Checked::new(Arc::unwrap_or_clone(site.index), diagnostics)
}

fn published(site: &Site, settings: &Settings) -> Vec<Article> {
    let mut articles: Vec<(Option<i64>, Article)> = Vec::new();
    for (at, document) in site.documents.iter().enumerate() {
        let Matter::Article(matter) = &document.matter else { continue };
        let moment = matter.date.as_ref().map(|date| &date.value);
        let day = moment.map(|moment| moment.day);
        let is_future = day.is_some_and(|day| day > settings.today);
        if (matter.head.is_draft && !settings.drafts) || (is_future && !settings.future) {
            continue;
        }
        let language = document.language(&site.config).into();
        let article = Article { document: at, language, day, edition: 0, translations: Vec::new() };
        articles.push((moment.map(|moment| moment.seconds), article));
    }
    // documents are sorted by path; a stable sort keeps that for ties
    articles.sort_by_key(|(seconds, _)| std::cmp::Reverse(*seconds));
    articles.into_iter().map(|(_, article)| article).collect()
}

fn pages(site: &Site, settings: &Settings) -> Vec<usize> {
    let is_shown = |document: &Document| match &document.matter {
        Matter::Page(page) => !page.head.is_draft || settings.drafts,
        _ => false,
    };
    (0..site.documents.len()).filter(|at| is_shown(&site.documents[*at])).collect()
}

fn entities(site: &Site) -> Vec<EntityIndex> {
    let mut entities = vec![EntityIndex::default(); site.names.entities.len()];
    let mut present: Vec<Vec<EntityIx>> = Vec::with_capacity(site.articles.len());
    for (at, article) in site.articles.iter().enumerate() {
        let ix = ArticleIx(at as u32);
        let anchored = &site.anchored[article.document];
        for (number, mention) in anchored.mentions.iter().enumerate() {
            let entity = &mut entities[mention.entity.0 as usize];
            entity.backlinks.push(Backlink { article: ix, mention: number as u32 });
        }
        for (number, statement) in anchored.statements.iter().enumerate() {
            let speaker = statement.speaker.as_ref().and_then(Agent::entity);
            if let Some(speaker) = speaker {
                entities[speaker.0 as usize].statements_by.push((ix, number));
            }
            let words_of = statement.words_of.as_ref().and_then(Agent::entity);
            if let Some(words_of) = words_of.filter(|_| words_of != speaker) {
                entities[words_of.0 as usize].words_of.push((ix, number));
            }
            for about in &statement.about {
                let list = &mut entities[about.0 as usize].statements_about;
                if list.last() != Some(&(ix, number)) {
                    list.push((ix, number));
                }
            }
        }
        let mut named: Vec<EntityIx> = anchored.mentions.iter().map(|m| m.entity).collect();
        named.sort_unstable();
        named.dedup();
        present.push(named);
    }
    let mut counts = Counts(vec![0; entities.len()]);
    for (at, entity) in entities.iter_mut().enumerate() {
        let articles = entity.articles();
        entity.n_articles = articles.len();
        entity.seen = seen(site, &articles);
        entity.by_month = by_month(site, &entity.backlinks);
        let lists = articles.iter().map(|article| &present[article.0 as usize]);
        entity.cooccurring = counts.most(EntityIx(at as u32), lists);
    }
    between(site, &mut entities);
    entities
}

fn notices(site: &Site) -> Vec<(ArticleIx, usize)> {
    let articles = (0..site.articles.len() as u32).map(ArticleIx);
    let of_article = |at: ArticleIx| {
        let all = site.matter(at).map_or(&[][..], |matter| &matter.notices).iter().enumerate();
        all.map(move |(number, notice)| {
            (notice.date.as_ref().map(|date| date.value.seconds), (at, number))
        })
    };
    let mut notices: Vec<_> = articles.flat_map(of_article).collect();
    notices.sort_by_key(|(seconds, _)| std::cmp::Reverse(*seconds));
    notices.into_iter().map(|(_, notice)| notice).collect()
}

fn news(site: &Site, today: Day) -> Vec<ArticleIx> {
    let tomorrow = today.unix() + 24 * 60 * 60;
    let is_new = |at: &ArticleIx| {
        let seconds = site.published(*at).map(|moment| moment.seconds);
        seconds.is_some_and(|seconds| (tomorrow - 48 * 60 * 60..tomorrow).contains(&seconds))
    };
    (0..site.articles.len() as u32).map(ArticleIx).filter(is_new).collect()
}

/// Occurrence counts of entities; all 0 between uses. Shared, so that counting stays in the CPU cache.
struct Counts(Vec<u32>);

impl Counts {
    /// Counts the other entities in the lists: most frequent first, ties by id.
    fn most<'l>(
        &mut self,
        own: EntityIx,
        lists: impl Iterator<Item = &'l Vec<EntityIx>>,
    ) -> Vec<(EntityIx, u32)> {
        let mut seen_entities: Vec<EntityIx> = Vec::new();
        for other in lists.flatten().filter(|other| **other != own) {
            let count = &mut self.0[other.0 as usize];
            if *count == 0 {
                seen_entities.push(*other);
            }
            *count += 1;
        }
        let counted = seen_entities.into_iter().map(|other| {
            let count = std::mem::take(&mut self.0[other.0 as usize]);
            (other, count)
        });
        let mut counted: Vec<(EntityIx, u32)> = counted.collect();
        counted
            .sort_unstable_by_key(|(other, count)| (u64::from(!count) << 32) | u64::from(other.0));
        counted
    }
}

/// Days of the oldest and newest dated article.
fn seen(site: &Site, articles: &[ArticleIx]) -> Option<(Day, Day)> {
    let days = articles.iter().filter_map(|at| site.article(*at).day);
    days.fold(None, |seen, day| {
        Some(seen.map_or((day, day), |(first, last): (Day, Day)| (first.min(day), last.max(day))))
    })
}

/// Mentions by month, oldest first: year, month, count.
fn by_month(site: &Site, backlinks: &[Backlink]) -> Vec<(i16, u8, u32)> {
    let days = backlinks.iter().filter_map(|backlink| site.article(backlink.article).day);
    let mut months: Vec<(i16, u8)> = days.map(|day| (day.year, day.month)).collect();
    months.sort_unstable();
    let runs = months.chunk_by(|a, b| a == b);
    runs.map(|run| (run[0].0, run[0].1, run.len() as u32)).collect()
}

/// Adds links between entities: mentions in profiles, relations, places within places.
fn between(site: &Site, entities: &mut [EntityIndex]) {
    for (at, entity) in site.names.iter().filter(|(_, entity)| !entity.is_hidden) {
        let profiles = std::iter::once(entity.document).filter(|_| site.has_profile(entity));
        for profile in profiles.chain(entity.translations.iter().map(|(_, document)| *document)) {
            for mention in &site.anchored[profile].mentions {
                let named_in = &mut entities[mention.entity.0 as usize].named_in;
                if mention.entity != at && named_in.last() != Some(&at) {
                    named_in.push(at);
                }
            }
        }
        let Some(matter) = entity.matter(&site.documents) else { continue };
        for (number, relation) in matter.relations.iter().enumerate() {
            if let Some(target) = site.names.by_id(&relation.target.value) {
                entities[target.0 as usize].inverse_relations.push((at, number));
            }
        }
        if let Some(outer) = matter.within.as_ref().and_then(|id| site.names.by_id(&id.value)) {
            entities[outer.0 as usize].holds.push(at);
        }
    }
}

impl Site {
    /// The index, for writing while it is built.
    pub(in crate::site) fn open(&mut self) -> &mut Index {
        Arc::make_mut(&mut self.index)
    }

    /// Whether an entity has a profile: a file of its own with a text.
    fn has_profile(&self, entity: &crate::names::Entity) -> bool {
        self.documents[entity.document].file.role == Role::Entity
    }
}
