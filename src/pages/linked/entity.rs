//! The graph of an entity page: the page and the entity with its names, identifiers, dates and place.

use crate::names::{EntityIx, authority};
use crate::pages::linked::Graph;
use crate::pages::linked::article::image;
use crate::pages::linked::date::exact;
use crate::pages::linked::node::Node;
use crate::parse::matter::{Certainty, EntityMatter, RoleMatter};
use crate::site::ArticleIx;
use crate::source::config::BaseType;

/// Most articles about an entity, newest first.
const MAX_ARTICLES: usize = 50;

/// Nodes of the page and of the entity.
pub(crate) fn entity(graph: &Graph<'_>, at: EntityIx) -> Vec<Node> {
    let site = graph.site();
    let (Some(id), Some(matter)) = (graph.entity_id(at), site.entity_matter(at)) else {
        return Vec::new();
    };
    let (kind, base) = graph.kind(at);
    let name = site.entity_name(at, graph.language());
    let page = Node::new("CollectionPage")
        .with("@id", graph.here())
        .with("url", graph.here())
        .with("name", name)
        .with("inLanguage", graph.language())
        .with("isPartOf", graph.website())
        .with("breadcrumb", Node::at(graph.part_here("trail")))
        .with("mainEntity", Node::at(id.clone()));
    let own = Some(site.names.entity(at).document);
    let node = Node::new(&kind)
        .with("@id", id)
        .with("name", name)
        .each("alternateName", other_names(matter, name))
        .maybe("description", site.entity_description(at, graph.language()))
        .maybe("disambiguatingDescription", matter.disambiguation.as_ref())
        .with("url", graph.here())
        .maybe("image", own.and_then(|document| image(graph, document, &matter.head)))
        .each("sameAs", same_as(matter))
        .each(
            "identifier",
            matter.ids.iter().map(|(scheme, id)| {
                Node::new("PropertyValue").with("propertyID", scheme).with("value", &id.value)
            }),
        );
    let node = match base {
        Some(BaseType::Person) => person(graph, matter, node),
        Some(BaseType::Organization) => organization(graph, matter, node),
        Some(BaseType::Place) => place(graph, matter, node),
        Some(BaseType::Event) => event(graph, matter, node),
        Some(BaseType::Work) => node.maybe("datePublished", exact(&matter.begins)),
        None => node,
    };
    vec![page, node.each("subjectOf", subject_of(graph, at))]
}

/// Other names in all languages, without duplicates.
fn other_names<'m>(matter: &'m EntityMatter, name: &str) -> Vec<&'m str> {
    let plain = [&matter.head.title].into_iter().chain(&matter.aliases);
    let foreign =
        matter.names.iter().flat_map(|(_, names)| names.name.iter().chain(&names.aliases));
    let mut names: Vec<&str> = Vec::new();
    for other in plain.chain(foreign).map(|other| other.value.as_str()) {
        if other != name && !names.contains(&other) {
            names.push(other);
        }
    }
    names
}

/// Addresses of pages about the entity elsewhere; those of its identifiers first.
fn same_as(matter: &EntityMatter) -> Vec<String> {
    let ids = matter.ids.iter().filter_map(|(scheme, id)| authority(scheme, &id.value));
    let pages = matter.same_as.iter().map(|url| url.value.clone());
    let mut all: Vec<String> = Vec::new();
    for url in ids.map(|(_, url)| url).chain(pages) {
        if !all.contains(&url) {
            all.push(url);
        }
    }
    all
}

fn person(graph: &Graph<'_>, matter: &EntityMatter, node: Node) -> Node {
    let roles: Vec<&RoleMatter> = matter.roles.iter().filter(|role| is_sure(role)).collect();
    let at = roles.iter().filter_map(|role| office(graph, role));
    let unaffiliated = roles.iter().filter(|role| role.organization.is_none());
    node.maybe("birthDate", exact(&matter.begins))
        .maybe("deathDate", exact(&matter.ends))
        .each("affiliation", at)
        .each("hasOccupation", unaffiliated.map(|role| occupation(role)))
}

/// Whether the office is not marked as doubtful; schema.org cannot express doubt.
fn is_sure(role: &RoleMatter) -> bool {
    match role.certainty {
        Some(Certainty::Low | Certainty::Unknown) => false,
        Some(Certainty::High | Certainty::Medium) | None => true,
    }
}

/// An office in an organization; `None` without one, or if the entity is not an organization.
fn office(graph: &Graph<'_>, role: &RoleMatter) -> Option<Node> {
    let written = role.organization.as_ref()?;
    let organization = match graph.site().names.whom(&written.value) {
        Some(at) => graph.entity_of(at, &[BaseType::Organization])?,
        None => Node::new("Organization").with("name", &written.value),
    };
    let node = Node::new("OrganizationRole").with("affiliation", organization);
    Some(dated(node.maybe("roleName", Some(&role.title).filter(|title| !title.is_empty())), role))
}

/// An office without an organization.
fn occupation(role: &RoleMatter) -> Node {
    let occupation = Node::new("Occupation").with("name", &role.title);
    dated(Node::new("Role").with("hasOccupation", occupation), role)
}

fn dated(node: Node, role: &RoleMatter) -> Node {
    node.maybe("startDate", exact(&role.from)).maybe("endDate", exact(&role.to))
}

fn organization(graph: &Graph<'_>, matter: &EntityMatter, node: Node) -> Node {
    let parent = within(graph, matter, BaseType::Organization);
    node.maybe("foundingDate", exact(&matter.begins))
        .maybe("dissolutionDate", exact(&matter.ends))
        .maybe("parentOrganization", parent)
}

fn place(graph: &Graph<'_>, matter: &EntityMatter, node: Node) -> Node {
    let geo = matter.coordinates.as_ref().map(|coordinates| {
        let (latitude, longitude) = coordinates.value;
        Node::new("GeoCoordinates").with("latitude", latitude).with("longitude", longitude)
    });
    node.maybe("geo", geo).maybe("containedInPlace", within(graph, matter, BaseType::Place))
}

fn event(graph: &Graph<'_>, matter: &EntityMatter, node: Node) -> Node {
    let names = &graph.site().names;
    let place = matter.place.as_ref().and_then(|id| names.by_id(&id.value));
    let acting = [BaseType::Person, BaseType::Organization];
    let took_part = matter.participants.iter().filter_map(|id| names.by_id(&id.value));
    let took_part = took_part.filter_map(|at| graph.entity_of(at, &acting));
    node.maybe("startDate", exact(&matter.begins))
        .maybe("endDate", exact(&matter.ends))
        .maybe("location", place.and_then(|at| graph.entity_of(at, &[BaseType::Place])))
        .each("attendee", took_part)
}

fn within(graph: &Graph<'_>, matter: &EntityMatter, base: BaseType) -> Option<Node> {
    let at = graph.site().names.by_id(&matter.within.as_ref()?.value)?;
    graph.entity_of(at, &[base])
}

/// Articles about the entity, newest first.
fn subject_of(graph: &Graph<'_>, at: EntityIx) -> Vec<Node> {
    let site = graph.site();
    let mut articles: Vec<ArticleIx> =
        site.entities[at.0 as usize].backlinks.iter().map(|backlink| backlink.article).collect();
    articles.dedup();
    let about = articles.into_iter().filter(|it| site.article_anchored(*it).about.contains(&at));
    let described = about.take(MAX_ARTICLES).filter_map(|it| {
        let matter = site.matter(it)?;
        let node = Node::new("NewsArticle")
            .with("@id", graph.article_id(it))
            .with("headline", &matter.head.title.value)
            .maybe("datePublished", matter.date.as_ref().map(|date| &date.value.text));
        Some(node)
    });
    described.collect()
}
