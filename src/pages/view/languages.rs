//! Language versions of a page.

use serde::Serialize;

use crate::base::language::direction;
use crate::pages::view::{PageContext, Summary};
use crate::plan::{PageKind, Version, alternates, versions};
use crate::site::ArticleIx;

/// A translation of the article.
#[derive(Clone, Debug, Serialize)]
pub struct Translation {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Absolute address; absent without `base_url`.
    pub url: Option<String>,
}

/// The page in one of its languages.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Name of the language in that language; the tag if unknown.
    pub name: String,
    /// Address.
    pub href: String,
    /// Whether it is the current page.
    pub is_current: bool,
}

/// The page in one language, for search engines.
#[derive(Clone, Debug, Serialize)]
pub struct Hreflang {
    /// BCP 47 tag, or `x-default` for all other languages.
    pub lang: String,
    /// Absolute address.
    pub url: String,
}

/// Translations of an article.
pub(crate) fn translations(context: PageContext<'_>, at: ArticleIx) -> Vec<Translation> {
    let others = context.site.article(at).translations.iter().map(|other| {
        let summary = Summary::of(context, *other);
        let base = context.site.config.base_url.as_deref();
        let url = base.map(|base| crate::plan::absolute(base, context.article_url(*other)));
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

/// The page in each of its languages; empty for articles, which have `translations`.
pub(crate) fn editions(context: PageContext<'_>) -> Vec<Edition> {
    if matches!(context.page.kind, PageKind::Article(_)) {
        return Vec::new();
    }
    let all = versions(context.site, context.plan.urls(), context.page);
    let edition = |version: &Version| Edition {
        lang: version.language.to_string(),
        dir: direction(&version.language).as_str(),
        name: language_name(context, &version.language, &all),
        is_current: version.url == context.page.url,
        href: context.href(&version.url),
    };
    all.iter().map(edition).collect()
}

/// Name of a language in that language; with the tag if another version has the same name, the tag alone if unknown.
fn language_name(context: PageContext<'_>, tag: &str, all: &[Version]) -> String {
    let name = |tag: &str| {
        let words = context.site.words.of(tag);
        words.speaks(tag, "language-name").then(|| words.get("language-name").to_string())
    };
    let is_shared = |own: &str| {
        all.iter().any(|it| *it.language != *tag && name(&it.language).as_deref() == Some(own))
    };
    match name(tag) {
        Some(name) if is_shared(&name) => format!("{name} ({tag})"),
        Some(name) => name,
        None => tag.to_string(),
    }
}

/// Absolute addresses of the page in all languages, for `hreflang`.
pub(crate) fn languages(context: PageContext<'_>) -> Vec<Hreflang> {
    let Some(base) = context.site.config.base_url.as_deref() else { return Vec::new() };
    let hreflang = |version: Version| Hreflang {
        lang: version.language.to_string(),
        url: crate::plan::absolute(base, &version.url),
    };
    alternates(context.site, context.plan.urls(), context.page).into_iter().map(hreflang).collect()
}
