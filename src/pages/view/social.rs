//! What a page tells to those who show a link to it: the Open Graph and cards.

use serde::Serialize;

use crate::anchor::Agent;
use crate::base::language::region;
use crate::pages::view::PageContext;
use crate::parse::matter::Head;
use crate::plan::{PageKind, Target, absolute};
use crate::site::ArticleIx;

/// What a page tells to those who show a link to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Social {
    /// `article` or `website`.
    pub kind: &'static str,
    /// The page's own title, without the site's.
    pub title: String,
    /// Language and territory: `en_US`; the likely territory where the page's language names none.
    pub locale: Option<String>,
    /// The same of its translations.
    pub other_locales: Vec<String>,
    /// Its picture, with an absolute address; absent where that is not known, as without `base_url`.
    pub image: Option<SocialImage>,
    /// When an article was published.
    pub published: Option<String>,
    /// When an editor last changed it.
    pub modified: Option<String>,
    /// The label over its title.
    pub section: Option<String>,
    /// Its topics.
    pub tags: Vec<String>,
    /// Names of those who wrote it.
    pub authors: Vec<String>,
    /// Absolute addresses of their pages; none without `base_url`.
    pub author_pages: Vec<String>,
}

/// A picture for those who show a link.
#[derive(Clone, Debug, Serialize)]
pub struct SocialImage {
    /// Its absolute address.
    pub url: String,
    /// What it shows; may be empty.
    pub alt: String,
    /// Its width in pixels, where that is known.
    pub width: Option<u32>,
    /// Its height likewise.
    pub height: Option<u32>,
}

impl Social {
    /// What the page of a context tells.
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

/// The page of an author: the entity's, else the list of what they wrote.
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

/// The picture that the page's source names on top.
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
