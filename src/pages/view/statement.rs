//! Views of statements. Nothing is attributed to people whom the data does not name.

use std::collections::HashSet;

use serde::Serialize;

use crate::anchor::Statement;
use crate::base::escape::push_escaped;
use crate::base::{Markup, Range, language};
use crate::pages::view::cite::{self, SourceView};
use crate::pages::view::summary::nearest;
use crate::pages::view::{AgentView, Locale, NameLink, PageContext, date};
use crate::pages::weave::{self, letters};
use crate::parse::matter::{Attribution, ReviewMatter};
use crate::site::{ArticleIx, sentence};

/// A statement.
#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    /// Id; the fragment is `statement-ID`.
    pub id: String,
    /// Letter that numbers it in the article.
    pub letter: String,
    /// Text, as in the article.
    pub text: String,
    /// The sentence around it, with the statement in a `<mark>`; absent on the article's own page.
    pub context: Option<Markup>,
    /// BCP 47 tag of the text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The speaker, whose position it is; absent if the data names nobody.
    pub speaker: Option<AgentView>,
    /// Author of the words, if not the speaker.
    pub words_of: Option<AgentView>,
    /// Kind of attribution in one or two words: `quoted`, `reportedly`.
    pub how: String,
    /// Attribution in the text, in plain words.
    pub attribution: String,
    /// Whether the attribution is weak: inferred, unattributed, or by an anonymous source.
    pub is_weak: bool,
    /// Sources that carried it.
    pub sources: Vec<SourceView>,
    /// Date of the statement, in words.
    pub date: Option<String>,
    /// Certainty, in a word.
    pub certainty: Option<String>,
    /// Subjects.
    pub about: Vec<NameLink>,
    /// Remark by the editors.
    pub note: Option<Markup>,
    /// Fact check.
    pub review: Option<ReviewView>,
    /// Address of its entry under the article.
    pub href: String,
    /// Title of the article.
    pub article: String,
    /// Whether the list has a translation or original of its article in a language nearer to the page's. Such
    /// statements are last.
    pub is_translation: bool,
    /// Number of its paragraph in the article; absent in a heading or table.
    pub paragraph: Option<usize>,
}

/// A fact check.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewView {
    /// Rating.
    pub rating: String,
    /// Address.
    pub url: Option<String>,
    /// Name of the reviewer.
    pub by: Option<String>,
    /// Date, in words.
    pub date: Option<String>,
}

/// A statement for a page other than the article's, with the sentence around it.
pub(crate) fn in_context(context: PageContext<'_>, at: ArticleIx, index: usize) -> StatementView {
    let body = &context.site.article_document(at).body;
    let words = context.site.article_anchored(at).statements[index].range;
    let mut view = statement(context, at, index);
    view.context = Some(marked(&body.stream, sentence(body, words), words));
    view
}

/// Statements for a page other than the article's, in order; those of translations last.
pub(crate) fn all_in_context(
    context: PageContext<'_>,
    list: &[(ArticleIx, usize)],
) -> Vec<StatementView> {
    let articles: HashSet<ArticleIx> = list.iter().map(|(at, _)| *at).collect();
    let view = |(at, index): &(ArticleIx, usize)| {
        let nearest = nearest(context, *at);
        let is_translation = nearest != *at && articles.contains(&nearest);
        StatementView { is_translation, ..in_context(context, *at, *index) }
    };
    let mut all: Vec<StatementView> = list.iter().map(view).collect();
    all.sort_by_key(|statement| statement.is_translation);
    all
}

/// A passage with the given words in a `<mark>`.
fn marked(stream: &str, passage: Range, words: Range) -> Markup {
    let mut out = String::new();
    let (start, end) = (words.start as usize, words.end as usize);
    push_escaped(&mut out, &stream[passage.start as usize..start]);
    out.push_str("<mark>");
    push_escaped(&mut out, &stream[start..end]);
    out.push_str("</mark>");
    push_escaped(&mut out, &stream[end..passage.end as usize]);
    Markup(out)
}

/// A statement of an article.
pub(crate) fn statement(context: PageContext<'_>, at: ArticleIx, index: usize) -> StatementView {
    let site = context.site;
    let article = site.article(at);
    let statement: &Statement = &site.article_anchored(at).statements[index];
    let matter = site.statement_matter(at, statement.matter);
    let ids = matter.map_or(&[][..], |matter| &matter.sources);
    let own = site.own_sources(at);
    let sources: Vec<SourceView> =
        ids.iter().map(|id| cite::cited(context, &own, &id.value)).collect();
    let is_anonymous = sources.iter().any(|source| source.is_anonymous);
    let weave_context = context.weave(article.document);
    let note = matter.and_then(|matter| matter.note.as_ref());
    let locale = context.locale();
    let body = &site.article_document(at).body;
    StatementView {
        id: statement.id.clone(),
        letter: letters(index, locale.tag),
        text: body.stream[statement.range.of()].replace('\n', " "),
        context: None,
        lang: article.language.to_string(),
        dir: language::direction(&article.language).as_str(),
        speaker: statement.speaker.as_ref().map(|agent| AgentView::of(context, agent)),
        words_of: statement.words_of.as_ref().map(|agent| AgentView::of(context, agent)),
        how: locale.get(how(statement, is_anonymous)).to_string(),
        attribution: match statement.attribution {
            Attribution::Stated => locale.get("attribution-stated-line"),
            Attribution::Inferred => locale.get("attribution-inferred-line"),
            Attribution::Unattributed => locale.get("attribution-nobody-line"),
        }
        .to_string(),
        is_weak: is_anonymous || statement.attribution != Attribution::Stated,
        sources,
        date: matter.and_then(|matter| Some(date::partial(&matter.date.as_ref()?.value, locale))),
        certainty: matter
            .and_then(|matter| matter.certainty.map(|it| locale.certainty(it).to_string())),
        about: links(context, &statement.about),
        note: note.map(|note| weave::note(weave_context, note)),
        review: matter.and_then(|matter| Some(review(matter.review.as_ref()?, locale))),
        href: context.href(&format!("{}#statement-{}", context.article_url(at), statement.id)),
        article: site.matter(at).map_or(String::new(), |matter| matter.head.title.value.clone()),
        is_translation: false,
        paragraph: body.paragraph(statement.range.start),
    }
}

/// Key of the message for the attribution of a statement.
fn how(statement: &Statement, is_anonymous: bool) -> &'static str {
    match (statement.attribution, is_anonymous) {
        (Attribution::Unattributed, _) => "reportedly",
        (_, true) => "unnamed-source",
        (Attribution::Inferred, _) => "attribution-inferred",
        (Attribution::Stated, false) if statement.is_direct => "quoted",
        (Attribution::Stated, false) => "reported",
    }
}

fn review(review: &ReviewMatter, locale: Locale<'_>) -> ReviewView {
    ReviewView {
        rating: review.rating.clone(),
        url: review.url.as_ref().map(|url| url.value.clone()),
        by: review.by.as_ref().map(|by| by.value.clone()),
        date: review.date.as_ref().map(|date| date::partial(&date.value, locale)),
    }
}

/// Authors of an article.
pub(crate) fn bylines(context: PageContext<'_>, at: ArticleIx) -> Vec<AgentView> {
    context
        .site
        .article_anchored(at)
        .authors
        .iter()
        .map(|agent| AgentView::of(context, agent))
        .collect()
}

/// Links to entities with a page, in order.
pub(crate) fn links(
    context: PageContext<'_>,
    entities: &[crate::names::EntityIx],
) -> Vec<NameLink> {
    entities.iter().filter_map(|entity| NameLink::of(context, *entity, 0)).collect()
}
