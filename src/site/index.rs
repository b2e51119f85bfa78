//! Which texts are published, and who else mentions X.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::anchor::{Agent, Anchored};
use crate::base::Checked;
use crate::names::{EntityIx, Names};
use crate::parse::Document;
use crate::parse::matter::Matter;
use crate::site::collation::Order;
use crate::site::grouped::{authors, months, storylines, tags};
use crate::site::translations::translations;
use crate::site::{Article, ArticleIx, Backlink, EntityIndex, Site};
use crate::source::{Config, Role, Settings};

/// Brings all texts together.
pub fn index(
    (documents, anchored): (Vec<Document>, Vec<Anchored>),
    names: Names,
    config: Arc<Config>,
    settings: &Settings,
) -> Checked<Site> {
    let mut site = Site { config, names, documents, anchored, ..Site::default() };
    let order = Order::of(&site.config.language);
    site.articles = published(&site, settings);
    site.pages = pages(&site, settings);
    let told = translations(&mut site);
    site.entities = entities(&site);
    site.months = months(&site);
    site.tags = tags(&site, &order);
    site.authors = authors(&site, &order);
    site.storylines = storylines(&site, &order);
    Checked::new(site, told)
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
        let article = Article { document: at, language, day, translations: Vec::new() };
        articles.push((moment.map(|moment| moment.seconds), article));
    }
    // documents are in the order of their paths already; a stable sort keeps that among equals
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
    let mut pairs: Vec<Vec<EntityIx>> = vec![Vec::new(); entities.len()];
    for (at, article) in site.articles.iter().enumerate() {
        let ix = ArticleIx(at as u32);
        let anchored = &site.anchored[article.document];
        let mut present: Vec<EntityIx> = Vec::new();
        for (number, mention) in anchored.mentions.iter().enumerate() {
            let entity = &mut entities[mention.entity.0 as usize];
            entity.backlinks.push(Backlink { article: ix, mention: number as u32 });
            if !present.contains(&mention.entity) {
                present.push(mention.entity);
            }
        }
        // each list is some fifteen long, so pairs are counted over lists rather than over a square of all entities
        for member in &present {
            let entity = &mut entities[member.0 as usize];
            entity.n_articles += 1;
            if let Some(day) = article.day {
                entity.seen = Some(
                    entity.seen.map_or((day, day), |(first, last)| (first.min(day), last.max(day))),
                );
            }
            pairs[member.0 as usize].extend(present.iter().filter(|other| *other != member));
        }
        for (number, statement) in anchored.statements.iter().enumerate() {
            let speaker = statement.speaker.as_ref().and_then(Agent::entity);
            if let Some(speaker) = speaker {
                entities[speaker.0 as usize].statements_by.push((ix, number));
            }
            for about in &statement.about {
                entities[about.0 as usize].statements_about.push((ix, number));
            }
        }
    }
    for (entity, mut others) in entities.iter_mut().zip(pairs) {
        others.sort_unstable();
        entity.cooccurring =
            others.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
        entity.cooccurring.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        entity.by_month = by_month(site, &entity.backlinks);
    }
    between(site, &mut entities);
    entities
}

fn by_month(site: &Site, backlinks: &[Backlink]) -> Vec<(i16, u8, u32)> {
    let mut counts: BTreeMap<(i16, u8), u32> = BTreeMap::new();
    for backlink in backlinks {
        if let Some(day) = site.article(backlink.article).day {
            *counts.entry((day.year, day.month)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((year, month), count)| (year, month, count)).collect()
}

/// What entities say of each other: profiles, relations, places within places.
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
    /// Whether an entity has a profile: a file of its own with a text.
    fn has_profile(&self, entity: &crate::names::Entity) -> bool {
        self.documents[entity.document].file.role == Role::Entity
    }
}
