//! What everything in a feed is made from.

use crate::pages::weave::WeaveContext;
use crate::plan::{Page, Plan, Target, absolute};
use crate::site::{ArticleIx, Site};

/// Everything needed to write a feed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FeedContext<'a> {
    pub(crate) site: &'a Site,
    pub(crate) plan: &'a Plan,
    /// Base URL of the site.
    pub(crate) base: &'a str,
    /// The feed as a planned page; its language is the feed's.
    pub(crate) page: &'a Page,
}

impl<'a> FeedContext<'a> {
    pub(crate) fn absolute(self, url: &str) -> String {
        absolute(self.base, url)
    }

    pub(crate) fn article_url(self, at: ArticleIx) -> &'a str {
        &self.plan.articles[at.0 as usize]
    }

    /// Context for a text outside its page.
    pub(crate) fn weave_context(self, at: ArticleIx) -> WeaveContext<'a> {
        let document = self.site.article(at).document;
        WeaveContext { site: self.site, plan: self.plan, page: "", document }
    }

    /// Title of the site in the feed's language.
    pub(crate) fn site_title(self) -> String {
        let config = &self.site.config;
        let own = config.languages.get(&*self.page.language).and_then(|own| own.title.clone());
        let title = own.unwrap_or_else(|| config.title.clone());
        let host = || self.base.split("//").last().unwrap_or_default().trim_end_matches('/');
        if title.is_empty() { host().to_string() } else { title }
    }

    pub(crate) fn site_line(self) -> String {
        let config = &self.site.config;
        let own = config.languages.get(&*self.page.language);
        let own = own.and_then(|own| own.description.clone());
        own.unwrap_or_else(|| config.description.clone())
    }
}

/// The absolute target of a link in an article.
pub(crate) fn target(context: FeedContext<'_>, at: ArticleIx, link: &str) -> Option<String> {
    match context.plan.target(context.site, context.site.article(at).document, link) {
        Target::Site(url) => Some(context.absolute(&url)),
        Target::Elsewhere(url) => url.contains("://").then_some(url),
        Target::Dead | Target::DeadFragment(_) | Target::Hidden(_) | Target::Unsafe => None,
    }
}
