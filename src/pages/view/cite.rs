//! Views of sources. An anonymous source only shows what kind of source it is.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::{AgentView, NameLink, PageContext, date};
use crate::parse::matter::SourceMatter;
use crate::site::Described;

/// A source, as far as it may be named.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    /// Name of the publisher, else the title, else the kind of source.
    pub name: String,
    /// Address of the source's own page if it is site-wide; else of its publisher's page, or of the source itself.
    pub href: Option<String>,
    /// Title, if the name is the publisher's.
    pub title: Option<String>,
    /// Address of the source itself.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// Date of publication, in words.
    pub date: Option<String>,
    /// Date of access, in words.
    pub accessed: Option<String>,
    /// Whether it is anonymous.
    pub is_anonymous: bool,
    /// Why it is anonymous.
    pub reason: Option<String>,
    /// Names of those who carried it, nearest first.
    pub via: Vec<String>,
    /// Relations of its publisher; only in the list under an article.
    pub ties: Vec<RelationView>,
    /// Number of the article's statements that cite it; 0 outside the list under an article.
    pub n_statements: usize,
}

/// A relation.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    /// Label, from this side.
    pub label: String,
    /// The related entity.
    pub entity: NameLink,
    /// Time span, in words.
    pub when: Option<String>,
    /// Certainty, in a word.
    pub certainty: Option<String>,
    /// Remark.
    pub note: Option<Markup>,
    /// Sources.
    pub sources: Vec<ReferenceView>,
}

/// A reference to a source in the text's list or on its own page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReferenceView {
    /// Name of the source.
    pub name: String,
    /// Address of its entry or page.
    pub href: Option<String>,
}

/// A source cited by id; `own` are the sources that the text describes itself.
pub(crate) fn cited(context: PageContext<'_>, own: &[&SourceMatter], id: &str) -> SourceView {
    let mut view = SourceView { name: id.to_string(), ..SourceView::default() };
    let Some(source) = context.site.source(own, id) else {
        if id == "own" {
            view.name = context.locale().get("own-reporting").into();
        } else if let Some(entity) = context.site.names.by_id(id) {
            view.name = context.site.entity_name(entity, &context.page.language).to_string();
            view.href = context.entity_href(entity);
        }
        return view;
    };
    describe(context, source.matter(), &mut view);
    if let Described::Site(..) = source {
        view.href = Some(context.href(&crate::plan::source_url(id)));
    }
    carriers(context, own, source.matter(), &mut view);
    view
}

/// A site-wide source for its own page; the name links to the publisher.
pub(crate) fn of_site(context: PageContext<'_>, at: usize) -> Option<SourceView> {
    let source = context.site.site_source(at)?;
    let mut view = SourceView::default();
    describe(context, source, &mut view);
    carriers(context, &[], source, &mut view);
    Some(view)
}

/// Adds the names in the `via` chain of a source, nearest first.
fn carriers(
    context: PageContext<'_>,
    own: &[&SourceMatter],
    source: &SourceMatter,
    view: &mut SourceView,
) {
    let mut carrier = source.via.as_ref();
    while let Some(via) = carrier.filter(|_| view.via.len() < 8) {
        let next = context.site.source(own, &via.value).map(Described::matter);
        let mut described = SourceView { name: via.value.clone(), ..SourceView::default() };
        match next {
            Some(source) => describe(context, source, &mut described),
            None => {
                let entity = context.site.names.by_id(&via.value);
                described.name = entity.map_or(via.value.clone(), |at| {
                    context.site.entity_name(at, &context.page.language).into()
                });
            }
        }
        view.via.push(described.name);
        carrier = next.and_then(|source| source.via.as_ref());
    }
}

/// Adds the public details of a source; of an anonymous one neither name, publisher nor address.
fn describe(context: PageContext<'_>, source: &SourceMatter, view: &mut SourceView) {
    let kind = source.kind.as_ref().map_or("source", |kind| &kind.value);
    if source.is_anonymous {
        view.name = match kind {
            "person" => context.locale().get("unnamed-person").into(),
            _ => context.locale().say("unnamed-kind", &[("kind", kind.into())]),
        };
        view.is_anonymous = true;
        view.reason = source.reason.clone();
        return;
    }
    let publisher = source.publisher.as_ref().map(|publisher| {
        let agent = context.site.names.agent(publisher, &context.page.output, &mut Vec::new());
        agent.map_or(AgentView { name: publisher.value.clone(), href: None }, |a| {
            AgentView::of(context, &a)
        })
    });
    let in_words = |it: &Option<crate::base::Spanned<crate::base::PartialDate>>| {
        it.as_ref().map(|date| date::partial(&date.value, context.locale()))
    };
    view.url = source.url.as_ref().map(|url| url.value.clone());
    view.archived = source.archived_url.as_ref().map(|url| url.value.clone());
    view.date = in_words(&source.date);
    view.accessed = in_words(&source.accessed);
    match (publisher, &source.title) {
        (Some(publisher), title) => {
            view.name = publisher.name;
            view.href = publisher.href;
            view.title = title.clone();
        }
        (None, Some(title)) => {
            view.name = title.clone();
            view.href = view.url.clone();
        }
        (None, None) => view.name = kind.to_string(),
    }
}

/// Ids without duplicates, in order of first occurrence.
pub(crate) fn unique<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::HashSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}

/// References to sources: site-wide ones link to their pages, others to their entry in `listed`, the page's source
/// list.
pub(crate) fn references(
    context: PageContext<'_>,
    own: &[&SourceMatter],
    (ids, listed): (&[crate::base::Spanned<String>], &[&str]),
) -> Vec<ReferenceView> {
    let reference = |id: &str| {
        let view = cited(context, own, id);
        let place = listed.iter().position(|known| *known == id);
        let href = match context.site.source(own, id) {
            Some(Described::Site(..)) => view.href.clone(),
            _ => place.map(|place| format!("#g-source{}", place + 1)),
        };
        let name = match view.title {
            Some(title) => format!("{}{}{title}", view.name, context.locale().get("comma")),
            None => view.name,
        };
        ReferenceView { name, href }
    };
    unique(ids.iter().map(|id| id.value.as_str())).into_iter().map(reference).collect()
}
