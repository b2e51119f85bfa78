//! Typed relations between entities, in both directions.

use crate::names::EntityIx;
use crate::pages::view::cite::{self, RelationView};
use crate::pages::view::{NameLink, PageContext, date};
use crate::pages::weave;
use crate::parse::matter::{EntityMatter, RelationMatter, SourceMatter};
use crate::source::config::BaseType;

/// Relations of an entity: its own, then inverse ones. `listed` are the ids in the page's source list.
pub(crate) fn relations(
    context: PageContext<'_>,
    (at, matter): (EntityIx, &EntityMatter),
    listed: &[&str],
) -> Vec<RelationView> {
    let site = context.site;
    let own = matter.relations.iter().filter_map(|relation| {
        site.config.relations.get(&relation.kind.value)?;
        let target = site.names.by_id(&relation.target.value)?;
        let label = context.locale().get(&format!("relation-{}", relation.kind.value)).to_string();
        view(context, relation, ((at, matter), target), (label, listed))
    });
    let others = site.entities[at.0 as usize].inverse_relations.iter();
    let inverse = others.filter_map(|(other, index)| {
        let matter = site.entity_matter(*other)?;
        let relation = matter.relations.get(*index)?;
        site.config.relations.get(&relation.kind.value)?;
        // sources of the other entity's file are not in this page's list
        let label = format!("relation-{}-inverse", relation.kind.value);
        let label = context.locale().get(&label).to_string();
        view(context, relation, ((*other, matter), *other), (label, &[]))
    });
    own.chain(inverse).collect()
}

/// What an organization belongs to: its parent, then relations to people and organizations in its own file.
pub(crate) fn ties(context: PageContext<'_>, at: EntityIx) -> Vec<RelationView> {
    let site = context.site;
    let empty = EntityMatter::default();
    let matter = site.entity_matter(at).unwrap_or(&empty);
    let outer = matter.within.as_ref().and_then(|id| site.names.by_id(&id.value));
    let outer =
        outer.and_then(|outer| NameLink::of(context, outer, 0)).map(|entity| RelationView {
            label: context.locale().get("part-of").to_string(),
            entity,
            when: None,
            certainty: None,
            note: None,
            sources: Vec::new(),
        });
    let own = matter.relations.iter().filter_map(|relation| {
        site.config.relations.get(&relation.kind.value)?;
        let target = site.names.by_id(&relation.target.value)?;
        let base = site.config.types[site.names.entity(target).kind].base;
        if !matches!(base, BaseType::Person | BaseType::Organization) {
            return None;
        }
        let label = context.locale().get(&format!("relation-{}", relation.kind.value)).to_string();
        view(context, relation, ((at, matter), target), (label, &[]))
    });
    outer.into_iter().chain(own).collect()
}

/// A relation in the file of `holder`; `shown` is the entity at the other end.
fn view(
    context: PageContext<'_>,
    relation: &RelationMatter,
    ((holder, matter), shown): ((EntityIx, &EntityMatter), EntityIx),
    (label, listed): (String, &[&str]),
) -> Option<RelationView> {
    let site = context.site;
    let from = relation.from.as_ref().map(|date| &date.value);
    let to = relation.to.as_ref().map(|date| &date.value);
    let document = site.names.entity(holder).document;
    let weave_context = context.weave(document);
    let own: Vec<&SourceMatter> = matter.sources.iter().collect();
    let locale = context.locale();
    let certainty = relation.certainty.map(|certainty| locale.certainty(certainty));
    Some(RelationView {
        label,
        entity: NameLink::of(context, shown, 0)?,
        when: date::between(from, to, context.locale()),
        certainty: certainty.map(str::to_string),
        note: relation.note.as_ref().map(|note| weave::prose(weave_context, &note.source)),
        sources: cite::references(context, &own, (&relation.sources, listed)),
    })
}
