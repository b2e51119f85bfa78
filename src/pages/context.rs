//! What a page is made from: the page, the site, the plan, and strings in its language.

use crate::base::Path;
use crate::names::EntityIx;
use crate::pages::weave::WeaveContext;
use crate::parse::matter::{Certainty, Head};
use crate::plan::{Page, Plan, edition_of, href};
use crate::site::{ArticleIx, Site};
use crate::words::Words;

/// A planned page, with its site and plan.
#[derive(Clone, Copy, Debug)]
pub struct PageContext<'a> {
    /// The analysed site.
    pub site: &'a Site,
    /// Addresses of all pages.
    pub plan: &'a Plan,
    /// The page.
    pub page: &'a Page,
}

impl<'a> PageContext<'a> {
    /// Interface strings in the page's language.
    pub(crate) fn locale(self) -> Locale<'a> {
        let tag = &self.page.language;
        Locale { tag, words: self.site.words.of(tag) }
    }

    /// Context of a document's text on this page.
    pub(crate) fn weave(self, document: usize) -> WeaveContext<'a> {
        WeaveContext { site: self.site, plan: self.plan, page: &self.page.url, document }
    }

    /// Address as written on this page.
    pub(crate) fn href(self, to: &str) -> String {
        href(self.site.config.base_url.as_deref(), &self.page.url, to)
    }

    /// Front matter of the page and its file; `None` for generated pages.
    pub(crate) fn head(self) -> Option<(&'a Head, &'a Path)> {
        let kind = &self.page.kind;
        let document = &self.site.documents[kind.document(self.site)?];
        Some((kind.head(self.site)?, &document.file.path))
    }

    /// Index of the page's edition in [`crate::site::Index::editions`].
    pub(crate) fn edition(self) -> usize {
        edition_of(self.site, self.page)
    }

    /// Whether an article belongs to the page's edition.
    pub(crate) fn has(self, at: ArticleIx) -> bool {
        self.site.article(at).edition == self.edition()
    }

    /// Root-relative address of an article.
    pub(crate) fn article_url(self, at: ArticleIx) -> &'a str {
        &self.plan.articles[at.0 as usize]
    }

    /// Address of an entity's page; `None` for a hidden entity.
    pub(crate) fn entity_href(self, at: EntityIx) -> Option<String> {
        let url = &self.plan.entities[at.0 as usize];
        (!url.is_empty()).then(|| self.href(url))
    }
}

/// Interface strings for the language of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locale<'a> {
    /// BCP 47 tag of the page; `words` may be English if the language has none.
    pub(crate) tag: &'a str,
    pub(crate) words: &'a Words,
}

impl<'a> Locale<'a> {
    /// A certainty in a word.
    pub(crate) fn certainty(self, certainty: Certainty) -> &'a str {
        self.words.get(match certainty {
            Certainty::High => "certainty-high",
            Certainty::Medium => "certainty-medium",
            Certainty::Low => "certainty-low",
            Certainty::Unknown => "certainty-unknown",
        })
    }
}

impl<'a> std::ops::Deref for Locale<'a> {
    type Target = &'a Words;

    fn deref(&self) -> &Self::Target {
        &self.words
    }
}
