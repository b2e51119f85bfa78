//! The schema.org graph of a page, as JSON-LD for its head.
//!
//! It only repeats what is on the page or in its front matter. Plain names have no type, since it is unknown.
//! Anonymous sources are left out; those who carried them are named.
//!
//! With `base_url` addresses are absolute; without, they are relative to the page, and JSON-LD resolves them against
//! the page's own address.

mod article;
mod date;
mod entity;
mod kinds;
mod listing;
mod node;
mod sources;
mod statements;
#[cfg(test)]
mod tests;
mod trail;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::anchor::Agent;
use crate::base::Markup;
use crate::names::EntityIx;
use crate::pages::PageContext;
use crate::pages::linked::node::Node;
use crate::plan::{PageKind, Plan, absolute, href};
use crate::site::{ArticleIx, Site};
use crate::source::config::BaseType;

/// The graph of a page as the text of a `<script>`; `None` for pages without one, such as redirects.
///
/// `title` and `description` are the page's own, as shown.
pub fn linked(context: PageContext<'_>, title: &str, description: &str) -> Option<Markup> {
    if !context.page.kind.descriptor().is_indexed {
        return None;
    }
    let graph = Graph { context, known: RefCell::default() };
    let mut nodes = match &context.page.kind {
        PageKind::Article(at) => article::article(&graph, *at),
        PageKind::Entity { entity, number: 1 } => entity::entity(&graph, *entity),
        PageKind::Home { .. } => listing::home(&graph, title, description),
        _ => listing::listing(&graph, title, description),
    };
    nodes.extend(trail::trail(&graph, title));
    Some(Markup(node::graph(nodes)))
}

/// A graph being built.
pub(crate) struct Graph<'a> {
    context: PageContext<'a>,
    /// Entities already described, which only need their `@id`.
    known: RefCell<BTreeSet<EntityIx>>,
}

impl<'a> Graph<'a> {
    fn site(&self) -> &'a Site {
        self.context.site
    }

    fn plan(&self) -> &'a Plan {
        self.context.plan
    }

    /// BCP 47 tag of the page.
    fn language(&self) -> &'a str {
        &self.context.page.language
    }

    /// Absolute address with `base_url`, else relative to the page.
    fn address(&self, url: &str) -> String {
        match self.site().config.base_url.as_deref() {
            Some(base) => absolute(base, url),
            None => href(None, &self.context.page.url, url),
        }
    }

    /// Address of a fragment of a page. The page's own fragments also have the full address, so that every page uses
    /// the same id.
    fn part(&self, url: &str, fragment: &str) -> String {
        format!("{}#{fragment}", self.address(url))
    }

    /// Address of this page.
    fn here(&self) -> String {
        self.address(&self.context.page.url)
    }

    /// Address of a fragment of this page.
    fn part_here(&self, fragment: &str) -> String {
        self.part(&self.context.page.url, fragment)
    }

    fn article_id(&self, at: ArticleIx) -> String {
        self.part(&self.plan().articles[at.0 as usize], "article")
    }

    /// `@id` of an entity: its page with `#it`; `None` if it has no page.
    fn entity_id(&self, at: EntityIx) -> Option<String> {
        let url = &self.plan().entities[at.0 as usize];
        (!url.is_empty()).then(|| self.part(url, "it"))
    }

    /// schema.org type of an entity, and the built-in type whose properties it has.
    fn kind(&self, at: EntityIx) -> (String, Option<BaseType>) {
        kinds::of(&self.site().config.types[self.site().names.entity(at).kind])
    }

    /// An entity: type, id and name the first time, then only its id.
    fn entity(&self, at: EntityIx) -> Option<Node> {
        if self.known.borrow_mut().insert(at) {
            self.described(at)
        } else {
            self.entity_id(at).map(Node::at)
        }
    }

    /// An entity with type, id and name.
    fn described(&self, at: EntityIx) -> Option<Node> {
        let (kind, _) = self.kind(at);
        let name = self.site().entity_name(at, self.language());
        Some(Node::new(&kind).with("@id", self.entity_id(at)?).with("name", name))
    }

    /// An entity, if it has one of these built-in types.
    fn entity_of(&self, at: EntityIx, bases: &[BaseType]) -> Option<Node> {
        let (_, base) = self.kind(at);
        base.filter(|base| bases.contains(base)).and_then(|_| self.entity(at))
    }

    /// A person or organization. Plain names and entities of other types (a country that makes a statement) are a
    /// name without a type.
    fn agent(&self, agent: &Agent) -> Node {
        match agent {
            Agent::Entity(at) => self
                .entity_of(*at, &[BaseType::Person, BaseType::Organization])
                .unwrap_or_else(|| Node::named(self.site().entity_name(*at, self.language()))),
            Agent::Named(name) => Node::named(name),
        }
    }

    /// An author: as [`Graph::agent`], but always with a name.
    fn byline(&self, agent: &Agent) -> Node {
        match agent {
            Agent::Entity(at) if self.acts(*at) => self.described(*at),
            Agent::Entity(_) | Agent::Named(_) => None,
        }
        .unwrap_or_else(|| self.agent(agent))
    }

    /// Whether an entity is a person or an organization.
    fn acts(&self, at: EntityIx) -> bool {
        let (_, base) = self.kind(at);
        base.is_some_and(|base| [BaseType::Person, BaseType::Organization].contains(&base))
    }

    /// The agent for an id or a name.
    fn whom(&self, text: &crate::base::Spanned<String>) -> Node {
        let path = &self.site().config.path;
        match self.site().names.agent(text, path, &mut Vec::new()) {
            Some(agent) => self.agent(&agent),
            None => Node::named(&text.value),
        }
    }

    /// The publisher; `None` if the site has no title.
    fn publisher(&self) -> Option<Node> {
        let name = &self.site().config.title;
        let publisher = Node::new("NewsMediaOrganization")
            .with("@id", self.part("/", "publisher"))
            .with("name", name)
            .with("url", self.address("/"));
        (!name.is_empty()).then_some(publisher)
    }

    /// The site, for `isPartOf` of its pages.
    fn website(&self) -> Node {
        let name = Some(&self.site().config.title).filter(|name| !name.is_empty());
        Node::new("WebSite").with("@id", self.part("/", "site")).maybe("name", name)
    }
}
