//! Data for link previews: Open Graph and Twitter cards.

use serde::Serialize;

use crate::anchor::Agent;
use crate::base::language::region;
use crate::pages::view::PageContext;
use crate::parse::matter::Head;
use crate::plan::{PageKind, Target, absolute};
use crate::site::ArticleIx;

/// Data for link previews.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Social {
    /// `article` or `website`.
    pub kind: &'static str,
    /// Title of the page, without the site's.
    pub title: String,
    /// Language and territory: `en_US`; the most likely territory if the language tag has none.
    pub locale: Option<String>,
    /// Locales of its translations.
    pub other_locales: Vec<String>,
    /// Image; absent without an absolute address, as without `base_url`.
    pub image: Option<SocialImage>,
    /// Publication date of an article.
    pub published: Option<String>,
    /// Date of the last change by an editor.
    pub modified: Option<String>,
    /// Label above the title.
    pub section: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Absolute addresses of the authors' pages; empty without `base_url`.
    pub author_pages: Vec<String>,
}

/// Image of a link preview.
#[derive(Clone, Debug, Serialize)]
pub struct SocialImage {
    /// Absolute address.
    pub url: String,
    /// Alternative text; may be empty.
    pub alt: String,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
}

impl Social {
    /// Link preview of the page.
    pub(crate) fn of(context: PageContext<'_>, title: &str) -> Self {
        let social = Self {
            kind: "website",
            title: title.to_string(),
            locale: locale(&context.page.language),
            image: image(context),
            ..Self::default()
        };
        match context.page.kind {
            PageKind::Article(at) => social.of_article(context, at),
            _ => social,
        }
    }

    fn of_article(self, context: PageContext<'_>, at: ArticleIx) -> Self {
        let site = context.site;
        let Some(matter) = site.matter(at) else { return self };
        let (authors, others) =
            (&site.article_anchored(at).authors, &site.article(at).translations);
        let mut locales: Vec<String> =
            others.iter().filter_map(|other| locale(&site.article(*other).language)).collect();
        locales.dedup();
        locales.retain(|other| Some(other) != self.locale.as_ref());
        Self {
            kind: "article",
            other_locales: locales,
            published: matter.date.as_ref().map(|date| date.value.text.clone()),
            modified: matter.updated.as_ref().map(|date| date.value.text.clone()),
            section: matter.kicker.clone(),
            tags: matter.tags.iter().map(|tag| tag.value.clone()).collect(),
            authors: authors.iter().map(|author| name(context, author)).collect(),
            author_pages: authors.iter().filter_map(|author| page(context, author)).collect(),
            ..self
        }
    }
}

fn name(context: PageContext<'_>, author: &Agent) -> String {
    match author {
        Agent::Entity(at) => context.site.entity_name(*at, &context.page.language).to_string(),
        Agent::Named(name) => name.to_string(),
    }
}

/// Address of an author: the entity's page, else the author's list of articles.
fn page(context: PageContext<'_>, author: &Agent) -> Option<String> {
    let base = context.site.config.base_url.as_deref()?;
    let url = match author {
        Agent::Entity(at) => context.plan.entities[at.0 as usize].to_string(),
        Agent::Named(_) => {
            let is_it = |it: &&crate::site::Collection| it.author.as_ref() == Some(author);
            let list = context.site.authors.iter().find(is_it)?;
            format!("/authors/{}/", list.slug)
        }
    };
    (!url.is_empty()).then(|| absolute(base, &url))
}

/// Lead image of the page, from front matter.
fn image(context: PageContext<'_>) -> Option<SocialImage> {
    let (head, path) = context.head()?;
    let Head { image: Some(image), .. } = head else { return None };
    let document = context.site.document(path)?;
    let (url, size) = match context.plan.target(context.site, document, &image.src.value) {
        Target::Site(url) => {
            let base = context.site.config.base_url.as_deref()?;
            match context.plan.social_variant(&url) {
                Some((narrower, size)) => (absolute(base, narrower), Some(size)),
                None => (absolute(base, &url), context.plan.size(&url)),
            }
        }
        Target::Elsewhere(url) => (url, None),
        _ => return None,
    };
    let is_absolute = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    let (width, height) = (size.map(|size| size.width), size.map(|size| size.height));
    is_absolute.then(|| SocialImage { url, alt: image.alt.clone(), width, height })
}

fn locale(tag: &str) -> Option<String> {
    let language = crate::base::language::primary(tag);
    region(tag).map(|region| format!("{language}_{region}"))
}
