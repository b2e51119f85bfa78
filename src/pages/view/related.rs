//! Related articles, with the reason.

use crate::names::EntityIx;
use crate::pages::view::summary::nearest;
use crate::pages::view::{PageContext, Summary};
use crate::site::ArticleIx;

/// Most articles examined for one entity.
const WIDEST: usize = 200;

/// The four articles that share most entities, rare entities counting more; at least two shared.
pub(crate) fn related(context: PageContext<'_>, at: ArticleIx) -> Vec<Summary> {
    let site = context.site;
    let mut entities: Vec<EntityIx> =
        site.article_anchored(at).mentions.iter().map(|m| m.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    let translations = &site.article(at).translations;
    let mut scores: std::collections::BTreeMap<ArticleIx, (u32, Vec<EntityIx>)> =
        std::collections::BTreeMap::new();
    for entity in entities {
        let index = &site.entities[entity.0 as usize];
        let weight = 1000 / (index.n_articles.max(1) as u32).ilog2().saturating_add(1);
        for backlink in index.backlinks.iter().take(WIDEST) {
            // of translations, the one nearest to the page's language
            let other = nearest(context, backlink.article);
            if other == at || translations.contains(&other) {
                continue;
            }
            let (score, shared) = scores.entry(other).or_default();
            if shared.last() != Some(&entity) {
                *score += weight;
                shared.push(entity);
            }
        }
    }
    let mut best: Vec<_> = scores.into_iter().filter(|(_, (_, shared))| shared.len() > 1).collect();
    best.sort_by_key(|(other, (score, _))| (std::cmp::Reverse(*score), *other));
    best.truncate(4);
    best.into_iter().map(|(other, (_, shared))| with_reason(context, other, shared)).collect()
}

fn with_reason(context: PageContext<'_>, other: ArticleIx, mut shared: Vec<EntityIx>) -> Summary {
    let site = context.site;
    shared.sort_by_key(|entity| (site.entities[entity.0 as usize].n_articles, *entity));
    let names: Vec<&str> = shared
        .iter()
        .take(3)
        .map(|entity| site.entity_name(*entity, &context.page.language))
        .collect();
    let mut summary = Summary::of(context, other);
    let names = names.join(context.locale().get("comma"));
    summary.why = Some(context.locale().say("also-names", &[("names", (&names).into())]));
    summary
}
