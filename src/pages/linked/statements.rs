//! Who said what: words that are quoted as quotations, those that are told as claims, and what a check of them found.

use crate::anchor::{Agent, Statement};
use crate::pages::linked::Graph;
use crate::pages::linked::date::exact;
use crate::pages::linked::node::Node;
use crate::pages::linked::sources::Cited;
use crate::parse::matter::StatementMatter;
use crate::site::ArticleIx;

/// How many statements of one article its graph holds.
const MOST: usize = 100;

/// The statements of an article.
#[derive(Default)]
pub(crate) struct Said {
    /// In the words of whoever said them.
    pub(crate) quotations: Vec<Node>,
    /// In the words of the article, or of whoever carried them.
    pub(crate) claims: Vec<Node>,
    /// Checks of either.
    pub(crate) reviews: Vec<Node>,
}

/// The statements of an article.
pub(crate) fn said(graph: &Graph<'_>, at: ArticleIx, cited: &Cited<'_>) -> Said {
    let site = graph.site();
    let stream = &site.article_document(at).body.stream;
    let mut said = Said::default();
    for statement in site.article_anchored(at).statements.iter().take(MOST) {
        let matter = site.statement_matter(at, statement.matter);
        let text = stream[statement.range.of()].replace('\n', " ");
        let id = graph.part_here(&format!("statement-{}", statement.id));
        let review = matter.and_then(|matter| review(graph, matter, (&text, &id)));
        said.reviews.extend(review);
        let kind = if statement.is_direct { "Quotation" } else { "Claim" };
        let node = Node::new(kind).with("@id", id).with("text", text);
        let node = match statement.is_direct {
            true => quotation(graph, statement, node),
            false => {
                claim(graph, statement, node).with("appearance", Node::at(graph.article_id(at)))
            }
        };
        let ids = matter.map_or(&[][..], |matter| &matter.sources).iter();
        let node = node
            .maybe("dateCreated", matter.and_then(|matter| exact(&matter.date)))
            .each("about", statement.about.iter().filter_map(|about| graph.entity(*about)))
            .each("citation", cited.cite(graph, ids.map(|id| id.value.as_str())));
        match statement.is_direct {
            true => said.quotations.push(node),
            false => said.claims.push(node),
        }
    }
    said
}

/// The words are those of `words_of`, and it is the speaker who is quoted.
fn quotation(graph: &Graph<'_>, statement: &Statement, node: Node) -> Node {
    let creator = statement.words_of.as_ref().or(statement.speaker.as_ref());
    node.maybe("creator", agent(graph, creator))
        .maybe("spokenByCharacter", agent(graph, statement.speaker.as_ref()))
}

/// The position is the speaker's; `words_of` put it into these words.
fn claim(graph: &Graph<'_>, statement: &Statement, node: Node) -> Node {
    node.maybe("author", agent(graph, statement.speaker.as_ref()))
        .maybe("claimInterpreter", agent(graph, statement.words_of.as_ref()))
}

fn agent(graph: &Graph<'_>, agent: Option<&Agent>) -> Option<Node> {
    agent.map(|agent| graph.agent(agent))
}

fn review(graph: &Graph<'_>, matter: &StatementMatter, (text, id): (&str, &str)) -> Option<Node> {
    let review = matter.review.as_ref()?;
    let rating = Node::new("Rating").with("alternateName", &review.rating);
    let node = Node::new("ClaimReview")
        .with("claimReviewed", text)
        .with("itemReviewed", Node::at(id.to_string()))
        .maybe("reviewRating", (!review.rating.is_empty()).then_some(rating))
        .maybe("author", review.by.as_ref().map(|by| graph.whom(by)))
        .maybe("datePublished", exact(&review.date))
        .maybe("url", review.url.as_ref().map(|url| &url.value));
    Some(node)
}
