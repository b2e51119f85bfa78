//! Statements as readers see them. Nothing is credited to anybody whom the data does not name.

use std::collections::HashSet;

use serde::Serialize;

use crate::anchor::{Agent, Statement};
use crate::base::escape::push_escaped;
use crate::base::{Markup, Range, language};
use crate::pages::view::cite::{self, SourceView};
use crate::pages::view::notes::certainty_word;
use crate::pages::view::summary::nearest;
use crate::pages::view::{Locale, NameLink, PageContext, date};
use crate::pages::weave::{self, WeaveContext, letters};
use crate::parse::matter::{Attribution, ReviewMatter};
use crate::site::{ArticleIx, sentence};

/// A statement.
#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    /// Its fragment is `statement-ID`.
    pub id: String,
    /// Its letter in the article.
    pub letter: String,
    /// The words, as the article has them.
    pub text: String,
    /// The sentence around them, the words in a `<mark>`; on pages other than the article's own.
    pub context: Option<Markup>,
    /// BCP 47 tag of the words.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whose position; a plain name has no address. Absent where the data names nobody.
    pub speaker: Option<AgentView>,
    /// Whose words, where not the speaker's.
    pub words_of: Option<AgentView>,
    /// How the words are attributed, in one word or two: `quoted`, `reportedly`.
    pub how: String,
    /// How the text attributes them, in plain words.
    pub attribution: String,
    /// Whether the attribution is weak: inferred, unattributed, or by an anonymous source.
    pub is_weak: bool,
    /// Who carried them.
    pub sources: Vec<SourceView>,
    /// When they were said, in words.
    pub date: Option<String>,
    /// How sure the editors are, in a word.
    pub certainty: Option<String>,
    /// Whom or what they are about.
    pub about: Vec<NameLink>,
    /// The editors' remark.
    pub note: Option<Markup>,
    /// A check of what was said.
    pub review: Option<ReviewView>,
    /// Its entry under the article: the article's address with the fragment of the statement.
    pub href: String,
    /// Title of the article.
    pub article: String,
    /// Whether the list has the article that this one translates, or that translates it, in a language nearer to the
    /// page's. Those of translations stand last in their list.
    pub is_translation: bool,
    /// The number of the article's paragraph that they stand in; absent in a heading or a table.
    pub paragraph: Option<usize>,
}

/// A check of what was said.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewView {
    /// What it found.
    pub rating: String,
    /// Its address.
    pub url: Option<String>,
    /// Who checked.
    pub by: Option<String>,
    /// When, in words.
    pub date: Option<String>,
}

/// Somebody, with a page or without.
#[derive(Clone, Debug, Serialize)]
pub struct AgentView {
    /// The name.
    pub name: String,
    /// Address of the page, for an entity.
    pub href: Option<String>,
}

impl AgentView {
    pub(crate) fn of(context: PageContext<'_>, agent: &Agent) -> Self {
        match agent {
            Agent::Entity(at) => Self {
                name: context.site.entity_name(*at, &context.page.language).to_string(),
                href: context.entity_href(*at),
            },
            Agent::Named(name) => Self { name: name.to_string(), href: None },
        }
    }
}

/// A statement of an article, for a page that is not the article's own: with the sentence around it.
pub(crate) fn in_context(context: PageContext<'_>, at: ArticleIx, index: usize) -> StatementView {
    let body = &context.site.article_document(at).body;
    let words = context.site.article_anchored(at).statements[index].range;
    let mut said = said(context, at, index);
    said.context = Some(marked(&body.stream, sentence(body, words), words));
    said
}

/// Statements for a page that is not their articles' own, in their order; those of translations last.
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
    all.sort_by_key(|said| said.is_translation);
    all
}

/// A passage with some of its words marked.
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
pub(crate) fn said(context: PageContext<'_>, at: ArticleIx, index: usize) -> StatementView {
    let site = context.site;
    let article = site.article(at);
    let statement: &Statement = &site.article_anchored(at).statements[index];
    let matter = site.statement_matter(at, statement.matter);
    let ids = matter.map_or(&[][..], |matter| &matter.sources);
    let own = site.own_sources(at);
    let sources: Vec<SourceView> =
        ids.iter().map(|id| cite::cited(context, &own, &id.value)).collect();
    let is_anonymous = sources.iter().any(|source| source.is_anonymous);
    let weave_context = WeaveContext {
        site,
        plan: context.plan,
        page: &context.page.url,
        document: article.document,
    };
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
            .and_then(|matter| matter.certainty.map(|it| certainty_word(locale, it).to_string())),
        about: links(context, &statement.about),
        note: note.map(|note| weave::note(weave_context, note)),
        review: matter.and_then(|matter| Some(review(matter.review.as_ref()?, locale))),
        href: context.href(&format!("{}#statement-{}", context.article_url(at), statement.id)),
        article: site.matter(at).map_or(String::new(), |matter| matter.head.title.value.clone()),
        is_translation: false,
        paragraph: body.paragraph(statement.range.start),
    }
}

/// The name of the words that say how a statement is attributed.
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

/// Entities that a list of agents names.
pub(crate) fn bylines(context: PageContext<'_>, at: ArticleIx) -> Vec<AgentView> {
    context
        .site
        .article_anchored(at)
        .authors
        .iter()
        .map(|agent| AgentView::of(context, agent))
        .collect()
}

/// Names of entities, in order.
pub(crate) fn links(
    context: PageContext<'_>,
    entities: &[crate::names::EntityIx],
) -> Vec<NameLink> {
    entities.iter().filter_map(|entity| NameLink::of(context, *entity, 0)).collect()
}
