//! What a page says to machines: one graph of schema.org's terms, in JSON-LD, for its head.
//!
//! Everything in it is on the page or in its front matter too; nothing is added. Who is a plain name has no type: what
//! they are is not known. A source that is anonymous is left out, whoever carried it stays.
//!
//! With a base the addresses are absolute. Without one they are relative to the page, which JSON-LD resolves against
//! the address the page was read from.

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
use crate::pages::linked::node::Node;
use crate::plan::{Page, PageKind, Plan, absolute, href};
use crate::site::{ArticleIx, Site};
use crate::source::config::BaseType;

/// Where a graph is made: the site, the addresses, and the page.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The site.
    pub site: &'a Site,
    /// The addresses.
    pub plan: &'a Plan,
    /// The page.
    pub page: &'a Page,
}

/// The graph of a page, as the text of a `<script>`; `None` for a page that says nothing of its own, such as a redirect.
///
/// `title` and `description` are those of the page, as it shows them.
pub fn linked(place: Place<'_>, title: &str, description: &str) -> Option<Markup> {
    let graph = Graph { place, known: RefCell::default() };
    let mut nodes = match &place.page.kind {
        PageKind::Article(at) => article::article(&graph, *at),
        PageKind::Entity { entity, number: 1 } => entity::entity(&graph, *entity),
        PageKind::Home { .. } => listing::home(&graph, (title, description)),
        PageKind::Search | PageKind::NotFound | PageKind::Redirect { .. } => return None,
        PageKind::Stream(_) | PageKind::Annotations(_) | PageKind::Asset(_) => return None,
        _ => listing::listing(&graph, (title, description)),
    };
    nodes.extend(trail::trail(&graph, title));
    Some(Markup(node::graph(nodes)))
}

/// A graph in the making.
pub(crate) struct Graph<'a> {
    place: Place<'a>,
    /// Entities that were described: after that their `@id` is enough.
    known: RefCell<BTreeSet<EntityIx>>,
}

impl<'a> Graph<'a> {
    fn site(&self) -> &'a Site {
        self.place.site
    }

    fn plan(&self) -> &'a Plan {
        self.place.plan
    }

    /// BCP 47 tag of the page.
    fn language(&self) -> &'a str {
        &self.place.page.language
    }

    /// An address of the site: absolute with a base, else relative to the page.
    fn address(&self, url: &str) -> String {
        match self.site().config.base_url.as_deref() {
            Some(base) => absolute(base, url),
            None => href(None, &self.place.page.url, url),
        }
    }

    /// A part of a page: its address without fragment, then this one. So a page calls its own parts as others do.
    fn part(&self, url: &str, fragment: &str) -> String {
        format!("{}#{fragment}", self.address(url))
    }

    /// Its own page.
    fn here(&self) -> String {
        self.address(&self.place.page.url)
    }

    /// A part of its own page.
    fn part_here(&self, fragment: &str) -> String {
        self.part(&self.place.page.url, fragment)
    }

    fn article_id(&self, at: ArticleIx) -> String {
        self.part(&self.plan().articles[at.0 as usize], "article")
    }

    /// The id of an entity: its page with `#it`; `None` for one that has no page.
    fn entity_id(&self, at: EntityIx) -> Option<String> {
        let url = &self.plan().entities[at.0 as usize];
        (!url.is_empty()).then(|| self.part(url, "it"))
    }

    /// The built-in type whose properties an entity has, and its type.
    fn kind(&self, at: EntityIx) -> (String, Option<BaseType>) {
        kinds::of(&self.site().config.types[self.site().names.entity(at).kind])
    }

    /// An entity: its type, id and name where it is first met, later its id alone.
    fn entity(&self, at: EntityIx) -> Option<Node> {
        match self.known.borrow_mut().insert(at) {
            true => self.described(at),
            false => self.entity_id(at).map(Node::at),
        }
    }

    /// An entity with its type, id and name.
    fn described(&self, at: EntityIx) -> Option<Node> {
        let (kind, _) = self.kind(at);
        let name = self.site().entity_name(at, self.language());
        Some(Node::new(&kind).with("@id", self.entity_id(at)?).with("name", name))
    }

    /// An entity of one of these built-in types.
    fn entity_of(&self, at: EntityIx, bases: &[BaseType]) -> Option<Node> {
        let (_, base) = self.kind(at);
        base.filter(|base| bases.contains(base)).and_then(|_| self.entity(at))
    }

    /// Somebody who acts: a person or an organization. Whoever is a plain name, or an entity of another type (a country
    /// that says something), is named, and it is not said what they are.
    fn agent(&self, agent: &Agent) -> Node {
        match agent {
            Agent::Entity(at) => self
                .entity_of(*at, &[BaseType::Person, BaseType::Organization])
                .unwrap_or_else(|| Node::named(self.site().entity_name(*at, self.language()))),
            Agent::Named(name) => Node::named(name),
        }
    }

    /// Somebody who signs: as [`Graph::agent`], and with their name wherever they do.
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

    /// Whom an id or a name means.
    fn whom(&self, text: &crate::base::Spanned<String>) -> Node {
        let path = &self.site().config.path;
        match self.site().names.agent(text, path, &mut Vec::new()) {
            Some(agent) => self.agent(&agent),
            None => Node::named(&text.value),
        }
    }

    /// Who publishes the site; `None` for a site without a name.
    fn publisher(&self) -> Option<Node> {
        let name = &self.site().config.title;
        let publisher = Node::new("NewsMediaOrganization")
            .with("@id", self.part("/", "publisher"))
            .with("name", name)
            .with("url", self.address("/"));
        (!name.is_empty()).then_some(publisher)
    }

    /// The site, as what its pages are part of.
    fn website(&self) -> Node {
        let name = Some(&self.site().config.title).filter(|name| !name.is_empty());
        Node::new("WebSite").with("@id", self.part("/", "site")).maybe("name", name)
    }
}
