//! The same page in several languages.

use serde::Serialize;

use crate::base::language::direction;
use crate::pages::view::{PageContext, Summary};
use crate::plan::{PageKind, Version, alternates, versions};
use crate::site::ArticleIx;

/// The same text in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Translation {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Title there.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Its absolute address; absent without `base_url`.
    pub url: Option<String>,
}

/// A page of the site in one of its languages.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of the language in that language; the tag where that is not known.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Whether it is this page.
    pub is_current: bool,
}

/// Where a text is in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Hreflang {
    /// BCP 47 tag, or `x-default`: for readers of all other languages.
    pub lang: String,
    /// Its absolute address.
    pub url: String,
}

/// The same text in other languages, by language.
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

/// The page in each language that it is there in; of an article its translations are named by their titles instead.
pub(crate) fn editions(context: PageContext<'_>) -> Vec<Edition> {
    if matches!(context.page.kind, PageKind::Article(_)) {
        return Vec::new();
    }
    let all = versions(context.site, context.plan.urls(), context.page);
    let edition = |version: &Version| Edition {
        lang: version.language.to_string(),
        dir: direction(&version.language).as_str(),
        name: called(context, &version.language, &all),
        is_current: version.url == context.page.url,
        href: context.href(&version.url),
    };
    all.iter().map(edition).collect()
}

/// A language by its own name, with its tag where another version's is called the same; the tag alone where the name is not
/// known.
fn called(context: PageContext<'_>, tag: &str, all: &[Version]) -> String {
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

/// Where the page is in all its languages, for search engines.
pub(crate) fn languages(context: PageContext<'_>) -> Vec<Hreflang> {
    let Some(base) = context.site.config.base_url.as_deref() else { return Vec::new() };
    let hreflang = |version: Version| Hreflang {
        lang: version.language.to_string(),
        url: crate::plan::absolute(base, &version.url),
    };
    alternates(context.site, context.plan.urls(), context.page).into_iter().map(hreflang).collect()
}
