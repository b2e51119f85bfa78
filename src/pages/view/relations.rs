//! Typed relations between entities, in both directions.

use crate::names::EntityIx;
use crate::pages::view::cite::{self, RelationView};
use crate::pages::view::{NameLink, PageContext, date};
use crate::pages::weave;
use crate::parse::matter::{RelationMatter, SourceMatter};
use crate::source::config::BaseType;

/// Relations of an entity: its own, then inverse ones. `listed` are the ids in the page's source list.
pub(crate) fn relations(
    context: PageContext<'_>,
    at: EntityIx,
    listed: &[&str],
) -> Vec<RelationView> {
    let others = context.site.entities[at.0 as usize].inverse_relations.iter();
    let inverse = others.filter_map(|(other, index)| {
        let relation = context.site.entity_matter(*other)?.relations.get(*index)?;
        // sources of the other entity's file are not in this page's list
        let end = End { entity: *other, label: "-inverse", listed: &[] };
        view(context, *other, relation, end)
    });
    own(context, at, listed, |_| true).into_iter().chain(inverse).collect()
}

/// What an organization belongs to: its parent, then relations to people and organizations in its own file.
pub(crate) fn ties(context: PageContext<'_>, at: EntityIx) -> Vec<RelationView> {
    let site = context.site;
    let within = site.entity_matter(at).and_then(|matter| matter.within.as_ref());
    let outer = within.and_then(|id| NameLink::of(context, site.names.by_id(&id.value)?, 0));
    let outer = outer.map(|entity| RelationView {
        label: context.locale().get("part-of").to_string(),
        entity,
        when: None,
        certainty: None,
        note: None,
        sources: Vec::new(),
    });
    let is_agent = |base| matches!(base, BaseType::Person | BaseType::Organization);
    outer.into_iter().chain(own(context, at, &[], is_agent)).collect()
}

/// Relations in the file of an entity, to entities whose built-in type is wanted.
fn own(
    context: PageContext<'_>,
    at: EntityIx,
    listed: &[&str],
    is_wanted: impl Fn(BaseType) -> bool,
) -> Vec<RelationView> {
    let site = context.site;
    let relations = site.entity_matter(at).map_or(&[][..], |matter| &matter.relations);
    let shown = |relation: &RelationMatter| {
        let entity = site.names.by_id(&relation.target.value)?;
        let base = site.config.types[site.names.entity(entity).kind].base;
        let end = End { entity, label: "", listed };
        is_wanted(base).then(|| view(context, at, relation, end))?
    };
    relations.iter().filter_map(shown).collect()
}

/// The end of a relation that a page shows.
struct End<'a> {
    entity: EntityIx,
    /// End of the message key of its label.
    label: &'a str,
    /// Ids in the page's source list.
    listed: &'a [&'a str],
}

/// A relation in the file of `holder`; `None` if its kind is unknown, or if the entity shown has no page.
fn view(
    context: PageContext<'_>,
    holder: EntityIx,
    relation: &RelationMatter,
    end: End<'_>,
) -> Option<RelationView> {
    let (site, locale) = (context.site, context.locale());
    let kind = &relation.kind.value;
    site.config.relations.get(kind)?;
    let from = relation.from.as_ref().map(|date| &date.value);
    let to = relation.to.as_ref().map(|date| &date.value);
    let weave_context = context.weave(site.names.entity(holder).document);
    let own: Vec<&SourceMatter> = site.entity_matter(holder)?.sources.iter().collect();
    let certainty = relation.certainty.map(|certainty| locale.certainty(certainty));
    Some(RelationView {
        label: locale.get(&format!("relation-{kind}{}", end.label)).to_string(),
        entity: NameLink::of(context, end.entity, 0)?,
        when: date::between(from, to, locale),
        certainty: certainty.map(str::to_string),
        note: relation.note.as_ref().map(|note| weave::prose(weave_context, &note.source)),
        sources: cite::references(context, &own, (&relation.sources, end.listed)),
    })
}
