//! The same text in several languages.

use crate::base::language::direction;
use crate::site::ArticleIx;
use crate::view::shell::{Edition, Hreflang, Translation};
use crate::view::{Desk, Summary};

/// The same text in other languages, by language.
pub(crate) fn translations(desk: Desk<'_>, at: ArticleIx) -> Vec<Translation> {
    let others = desk.site.article(at).translations.iter().map(|other| {
        let summary = Summary::of(desk, *other);
        let base = desk.site.config.base_url.as_deref();
        let url = base.map(|base| crate::plan::absolute(base, desk.article_url(*other)));
        Translation {
            lang: summary.lang,
            dir: summary.dir,
            title: summary.title,
            href: summary.href,
            url,
        }
    });
    others.collect()
}

/// Address of the list of all articles for readers of the page: of those in its language, where there is one.
pub(crate) fn articles(desk: Desk<'_>) -> String {
    let url = format!("{}articles/", desk.plan.home(&desk.page.language));
    if desk.plan.page(&url).is_some() { url } else { "/articles/".into() }
}

/// The page in each of the site's languages, for those who look for theirs.
pub(crate) fn editions(desk: Desk<'_>) -> Vec<Edition> {
    let edition = |(tag, url): (&str, String)| {
        let words = desk.site.words.of(tag);
        let name = words.speaks(tag, "language-name").then(|| words.get("language-name"));
        Edition {
            lang: tag.to_string(),
            dir: direction(tag).as_str(),
            name: name.unwrap_or(tag).to_string(),
            is_current: *url == *desk.page.url,
            href: desk.href(&url),
        }
    };
    desk.plan.editions(desk.site, desk.page).into_iter().map(edition).collect()
}

/// The same for search engines. For readers of other languages it is the one in the site's language.
pub(crate) fn of_lists(desk: Desk<'_>) -> Vec<Hreflang> {
    let Some(base) = desk.site.config.base_url.as_deref() else { return Vec::new() };
    let all = desk.plan.editions(desk.site, desk.page);
    let default = all.first().map(|(_, url)| ("x-default", url.clone()));
    let hreflang = |(tag, url): (&str, String)| Hreflang {
        lang: tag.to_string(),
        url: crate::plan::absolute(base, &url),
    };
    all.into_iter().chain(default).map(hreflang).collect()
}

/// Where an article and its translations are. For readers of other languages it is the one in the site's language, else
/// the first.
pub(crate) fn languages(desk: Desk<'_>, at: ArticleIx) -> Vec<Hreflang> {
    let others = &desk.site.article(at).translations;
    let Some(base) = desk.site.config.base_url.as_deref().filter(|_| !others.is_empty()) else {
        return Vec::new();
    };
    let language = |at: &ArticleIx| &*desk.site.article(*at).language;
    let mut all: Vec<ArticleIx> = others.iter().copied().chain([at]).collect();
    // of two texts in one language it is this one, else the first
    all.retain(|other| *other == at || language(other) != language(&at));
    all.sort_by_key(|at| (language(at), *at));
    all.dedup_by_key(|at| &*desk.site.article(*at).language);
    let own = all.iter().find(|at| language(at) == desk.site.config.language);
    let default = own.or(all.first()).map(|at| ("x-default", *at));
    let each = all.iter().map(|at| (language(at), *at)).chain(default);
    let hreflang = |(lang, at): (&str, ArticleIx)| {
        let url = crate::plan::absolute(base, desk.article_url(at));
        Hreflang { lang: lang.to_string(), url }
    };
    each.map(hreflang).collect()
}
