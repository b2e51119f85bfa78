//! Editions of a site: one for its own language, and one for each other language with content.

use std::sync::Arc;

use crate::base::language::primary;
use crate::site::{ArticleIx, Site};
use crate::source::Role;

/// The site for readers of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// BCP 47 tag, as in the configuration.
    pub tag: Arc<str>,
    /// Its articles, in the order of [`Site::articles`].
    pub articles: Vec<ArticleIx>,
}

/// The site's own edition first, then those with an article or a home text, by tag.
pub(crate) fn editions(site: &Site) -> Vec<Edition> {
    let config = &site.config;
    let others = config.languages.keys().filter(|tag| **tag != config.language);
    let all = std::iter::once(&config.language).chain(others);
    let edition = |tag: &String| Edition { tag: tag.as_str().into(), articles: Vec::new() };
    let mut editions: Vec<Edition> = all.map(edition).collect();
    for (at, article) in site.articles.iter().enumerate() {
        let place = nearest(editions.iter().map(|it| &*it.tag), &article.language);
        editions[place].articles.push(ArticleIx(at as u32));
    }
    let has_text = |tag: &str| {
        site.pages.iter().map(|at| &site.documents[*at].file).any(|file| {
            let is_home = file.role == Role::Home || file.key.is_empty();
            is_home && file.suffix.as_deref() == Some(tag)
        })
    };
    editions
        .retain(|it| *it.tag == *config.language || !it.articles.is_empty() || has_text(&it.tag));
    editions
}

/// Index of the tag itself, otherwise of the first tag with the same primary language, otherwise 0.
fn nearest<'t>(tags: impl Iterator<Item = &'t str> + Clone, tag: &str) -> usize {
    let same = tags.clone().position(|known| known == tag);
    let near = || tags.clone().position(|known| primary(known) == primary(tag));
    same.or_else(near).unwrap_or(0)
}

impl Site {
    /// Index in [`Site::editions`] of the edition for a language.
    pub fn edition(&self, tag: &str) -> usize {
        nearest(self.editions.iter().map(|edition| &*edition.tag), tag)
    }

    /// Articles listed in an edition: its own; the site's own edition lists those of all languages.
    pub fn listed(&self, edition: usize) -> Vec<ArticleIx> {
        if edition == 0 {
            (0..self.articles.len() as u32).map(ArticleIx).collect()
        } else {
            self.editions[edition].articles.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn each_language_has_one_edition() {
        for (tag, expected) in
            [("en", 0), ("ar", 1), ("ar-EG", 1), ("zh-Hant", 3), ("zh-TW", 2), ("fr", 0)]
        {
            assert_eq!(
                nearest(["en", "ar", "zh-Hans", "zh-Hant"].into_iter(), tag),
                expected,
                "{tag}"
            );
        }
    }
}
