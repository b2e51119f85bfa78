//! The same text in several languages.

use crate::site::ArticleIx;
use crate::view::shell::{Hreflang, Translation};
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
