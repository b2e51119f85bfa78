//! Statements: direct ones as quotations, others as claims, and their reviews.

use crate::anchor::{Agent, Statement};
use crate::pages::linked::Graph;
use crate::pages::linked::date::exact;
use crate::pages::linked::node::Node;
use crate::pages::linked::sources::Cited;
use crate::parse::matter::StatementMatter;
use crate::site::ArticleIx;

/// Most statements of an article in its graph.
const MAX_STATEMENTS: usize = 100;

/// Nodes for the statements of an article.
#[derive(Default)]
pub(crate) struct StatementNodes {
    /// Direct statements, in the speaker's words.
    pub(crate) quotations: Vec<Node>,
    /// Indirect statements, in the words of the article or of the source.
    pub(crate) claims: Vec<Node>,
    /// Reviews of either.
    pub(crate) reviews: Vec<Node>,
}

/// Nodes for the statements of an article.
pub(crate) fn statements(graph: &Graph<'_>, at: ArticleIx, cited: &Cited<'_>) -> StatementNodes {
    let site = graph.site();
    let stream = &site.article_document(at).body.stream;
    let mut nodes = StatementNodes::default();
    for statement in site.article_anchored(at).statements.iter().take(MAX_STATEMENTS) {
        let matter = site.statement_matter(at, statement.matter);
        let text = stream[statement.range.of()].replace('\n', " ");
        let id = graph.part_here(&format!("statement-{}", statement.id));
        let review = matter.and_then(|matter| review(graph, matter, &text, &id));
        nodes.reviews.extend(review);
        let kind = if statement.is_direct { "Quotation" } else { "Claim" };
        let node = Node::new(kind).with("@id", id).with("text", text);
        let node = if statement.is_direct {
            quotation(graph, statement, node)
        } else {
            claim(graph, statement, node).with("appearance", Node::at(graph.article_id(at)))
        };
        let ids = matter.map_or(&[][..], |matter| &matter.sources).iter();
        let node = node
            .maybe("dateCreated", matter.and_then(|matter| exact(&matter.date)))
            .each("about", statement.about.iter().filter_map(|about| graph.entity(*about)))
            .each("citation", cited.cite(graph, ids.map(|id| id.value.as_str())));
        if statement.is_direct {
            nodes.quotations.push(node);
        } else {
            nodes.claims.push(node);
        }
    }
    nodes
}

/// The creator is `words_of`, else the speaker; the speaker is the one quoted.
fn quotation(graph: &Graph<'_>, statement: &Statement, node: Node) -> Node {
    let creator = statement.words_of.as_ref().or(statement.speaker.as_ref());
    node.maybe("creator", agent(graph, creator))
        .maybe("spokenByCharacter", agent(graph, statement.speaker.as_ref()))
}

/// The author of the position is the speaker; `words_of` phrased it.
fn claim(graph: &Graph<'_>, statement: &Statement, node: Node) -> Node {
    node.maybe("author", agent(graph, statement.speaker.as_ref()))
        .maybe("claimInterpreter", agent(graph, statement.words_of.as_ref()))
}

fn agent(graph: &Graph<'_>, agent: Option<&Agent>) -> Option<Node> {
    agent.map(|agent| graph.agent(agent))
}

fn review(graph: &Graph<'_>, matter: &StatementMatter, text: &str, id: &str) -> Option<Node> {
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
