//! Typed relations between entities, from both sides.

use serde::Serialize;

use crate::base::Markup;
use crate::names::EntityIx;
use crate::parse::matter::{EntityMatter, RelationMatter};
use crate::view::{Desk, NameLink, date};
use crate::weave::{self, Loom};

/// A relation.
#[derive(Debug, Serialize)]
pub struct RelationView {
    /// Its label, from this side.
    pub label: String,
    /// The other one.
    pub entity: NameLink,
    /// From when until when, in words.
    pub when: Option<String>,
    /// A remark.
    pub note: Option<Markup>,
}

/// The relations of an entity: its own, then those of others with it.
pub(crate) fn relations(desk: Desk<'_>, at: EntityIx, matter: &EntityMatter) -> Vec<RelationView> {
    let site = desk.site;
    let when = |relation: &RelationMatter| {
        let from = relation.from.as_ref().map(|date| &date.value);
        date::between(from, relation.to.as_ref().map(|date| &date.value), &desk.page.language)
    };
    let note = |of: EntityIx, relation: &RelationMatter| {
        let document = site.names.entity(of).document;
        let loom = Loom { site, plan: desk.plan, page: &desk.page.url, document };
        relation.note.as_ref().map(|note| weave::prose(loom, &note.source))
    };
    let own = matter.relations.iter().filter_map(|relation| {
        let kind = site.config.relations.get(&relation.kind.value)?;
        let entity = NameLink::of(desk, site.names.by_id(&relation.target.value)?, 0)?;
        let (when, note) = (when(relation), note(at, relation));
        Some(RelationView { label: kind.label.clone(), entity, when, note })
    });
    let inverse =
        site.entities[at.0 as usize].inverse_relations.iter().filter_map(|(other, index)| {
            let relation = site.entity_matter(*other)?.relations.get(*index)?;
            let kind = site.config.relations.get(&relation.kind.value)?;
            let entity = NameLink::of(desk, *other, 0)?;
            let (when, note) = (when(relation), note(*other, relation));
            Some(RelationView { label: kind.inverse.clone(), entity, when, note })
        });
    own.chain(inverse).collect()
}
