//! The graph of an article page: dates, authors, subjects, mentions, statements, citations and corrections.

use crate::base::slug::slug;
use crate::names::EntityIx;
use crate::pages::linked::date::interval;
use crate::pages::linked::node::{Node, Value};
use crate::pages::linked::sources::Cited;
use crate::pages::linked::{Graph, statements};
use crate::parse::matter::{ArticleMatter, Head, NoticeKind, OriginMatter};
use crate::plan::{CollectionKind, Target};
use crate::site::{ArticleIx, Collection};

/// Most entities listed as mentions, in addition to the subjects.
const MAX_MENTIONS: usize = 100;

/// The article's node, and its claim reviews.
pub(crate) fn article(graph: &Graph<'_>, at: ArticleIx) -> Vec<Node> {
    let site = graph.site();
    let (article, anchored) = (site.article(at), site.article_anchored(at));
    let document = site.article_document(at);
    let Some(matter) = site.matter(at) else { return Vec::new() };
    let about: Vec<Node> = anchored.about.iter().filter_map(|it| graph.entity(*it)).collect();
    let named: Vec<Node> = named(graph, at).into_iter().filter_map(|it| graph.entity(it)).collect();
    let authors: Vec<Node> = anchored.authors.iter().map(|author| graph.byline(author)).collect();
    let cited = Cited::new(site.own_sources(at), site.source_ids(at));
    let works = cited.works(graph);
    let statements = statements::statements(graph, at, &cited);
    let n_words = document.body.stream.split_whitespace().count();
    let node = Node::new("NewsArticle")
        .with("@id", graph.article_id(at))
        .with("headline", &matter.head.title.value)
        .maybe("description", matter.head.description.as_ref())
        .with("url", graph.here())
        .with("mainEntityOfPage", graph.here())
        .maybe("sameAs", matter.canonical_url.as_ref().map(|url| &url.value))
        .with("inLanguage", &*article.language)
        .maybe("datePublished", matter.date.as_ref().map(|date| &date.value.text))
        .maybe("dateModified", matter.updated.as_ref().map(|date| &date.value.text))
        .each("author", authors)
        .maybe("publisher", graph.publisher())
        .maybe("image", image(graph, article.document, &matter.head))
        .maybe("articleSection", matter.kicker.as_ref())
        .each("keywords", matter.tags.iter().map(|tag| &tag.value))
        .maybe("temporalCoverage", interval(&matter.temporal))
        .maybe("wordCount", has_spaces(&article.language).then_some(n_words))
        .with("isAccessibleForFree", true);
    let mentions = named.into_iter().chain(statements.claims);
    let node = within(graph, at, node)
        .maybe("isBasedOn", matter.origin.as_ref().map(|origin| self::origin(graph, origin)))
        .each("about", about)
        .each("mentions", mentions)
        .each("citation", works)
        .each("hasPart", statements.quotations)
        .each("correction", corrections(matter));
    [translations(graph, at, node)].into_iter().chain(statements.reviews).collect()
}

/// Entities that the article mentions but is not about, in text order.
fn named(graph: &Graph<'_>, at: ArticleIx) -> Vec<EntityIx> {
    let anchored = graph.site().article_anchored(at);
    let mut named: Vec<EntityIx> = Vec::new();
    for mention in &anchored.mentions {
        let is_new = !named.contains(&mention.entity) && !anchored.about.contains(&mention.entity);
        if is_new && named.len() < MAX_MENTIONS {
            named.push(mention.entity);
        }
    }
    named
}

/// Adds the site and the storyline that the article is part of, and its position there.
fn within(graph: &Graph<'_>, at: ArticleIx, node: Node) -> Node {
    let Some((storyline, place)) = storyline(graph, at) else {
        return node.with("isPartOf", graph.website());
    };
    let series = Node::new("CreativeWorkSeries")
        .with("@id", graph.part(&format!("/storylines/{}/", storyline.slug), "it"))
        .with("name", &storyline.name);
    node.each("isPartOf", [graph.website(), series]).with("position", place + 1)
}

/// The storyline of an article, and its index in it.
fn storyline<'a>(graph: &Graph<'a>, at: ArticleIx) -> Option<(&'a Collection, usize)> {
    let slug = slug(&graph.site().matter(at)?.storyline.as_ref()?.value);
    let storylines = CollectionKind::Storylines.list(graph.site());
    let storyline = storylines.iter().find(|storyline| storyline.slug == slug)?;
    let place = storyline.articles.iter().position(|article| *article == at)?;
    Some((storyline, place))
}

/// Lead image from front matter.
pub(crate) fn image(graph: &Graph<'_>, document: usize, head: &Head) -> Option<Node> {
    let image = head.image.as_ref()?;
    let url = match graph.plan().target(graph.site(), document, &image.src.value) {
        Target::Site(url) => graph.address(&url),
        Target::Elsewhere(url) => url,
        _ => return None,
    };
    let caption = image.caption.as_ref().map(|caption| caption.body.stream.replace('\n', " "));
    let node = Node::new("ImageObject")
        .with("url", url)
        .maybe("description", Some(&image.alt).filter(|alt| !alt.is_empty()))
        .maybe("caption", caption.filter(|caption| !caption.is_empty()))
        .maybe("creditText", image.credit.as_ref());
    Some(node)
}

/// The original publication of an article.
fn origin(graph: &Graph<'_>, origin: &OriginMatter) -> Node {
    let is_web = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let license = origin.license.as_ref().map(|license| {
        if is_web(license) {
            Value::from(license)
        } else {
            Node::new("CreativeWork").with("name", license).into()
        }
    });
    Node::new("CreativeWork")
        .maybe("url", origin.url.as_ref().map(|url| &url.value))
        .maybe("publisher", origin.publisher.as_ref().map(|publisher| graph.whom(publisher)))
        .maybe("datePublished", origin.date.as_ref().map(|date| &date.value.text))
        .maybe("license", license)
}

/// Editors' notes that correct or retract something.
fn corrections(matter: &ArticleMatter) -> Vec<Node> {
    let corrects = |kind: NoticeKind| match kind {
        NoticeKind::Correction | NoticeKind::Clarification | NoticeKind::Retraction => true,
        NoticeKind::EditorsNote | NoticeKind::Update => false,
    };
    let notices = matter.notices.iter().filter(|notice| corrects(notice.kind));
    let corrections = notices.map(|notice| {
        Node::new("CorrectionComment")
            .with("text", notice.text.body.stream.replace('\n', " "))
            .maybe("datePublished", notice.date.as_ref().map(|date| &date.value.text))
    });
    corrections.collect()
}

/// Adds the original that an article translates, or its translations if it is the original.
///
/// The original has no language suffix in its file name and no `translation_of`; without exactly one, nothing is
/// added.
fn translations(graph: &Graph<'_>, at: ArticleIx, node: Node) -> Node {
    let site = graph.site();
    let is_original = |at: &ArticleIx| {
        let is_free = site.matter(*at).is_some_and(|matter| matter.translation_of.is_none());
        is_free && site.article_document(*at).file.suffix.is_none()
    };
    let others = &site.article(at).translations;
    let describe = |other: &ArticleIx| {
        Node::new("NewsArticle")
            .with("@id", graph.article_id(*other))
            .with("inLanguage", &*site.article(*other).language)
    };
    let mut originals = others.iter().chain([&at]).filter(|other| is_original(other));
    match (originals.next(), originals.next()) {
        (Some(original), None) if *original == at => {
            node.each("workTranslation", others.iter().map(describe))
        }
        (Some(original), None) => node.with("translationOfWork", describe(original)),
        _ => node,
    }
}

/// Whether a language separates words by spaces, so that they can be counted.
fn has_spaces(tag: &str) -> bool {
    let script = crate::base::language::script(tag);
    !matches!(
        script.as_deref(),
        Some("Hans" | "Hant" | "Hani" | "Jpan" | "Thai" | "Laoo" | "Khmr" | "Mymr")
    )
}
