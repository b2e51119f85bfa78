//! Hints on entities: not mentioned, probable duplicates, aliases that are names of others.

use std::collections::BTreeMap;

use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::names::fold::fold;
use crate::names::{Entity, EntityIx};
use crate::site::Site;

/// Entities that no article mentions.
pub(crate) fn unmentioned(site: &Site) -> Vec<Diagnostic> {
    let unmentioned = shown(site).filter(|(at, _)| {
        let index = &site.entities[at.0 as usize];
        index.backlinks.is_empty()
            && index.statements_by.is_empty()
            && index.statements_about.is_empty()
    });
    let note = |(_, entity): (EntityIx, &Entity)| {
        let message = format!("no article mentions `{}`", entity.id);
        Diagnostic::at(codes::ENTITY_UNMENTIONED, &entity.path, start(entity), message)
            .help("its page is made all the same")
    };
    unmentioned.map(note).collect()
}

/// Entities of one type with the same name, ignoring case, and entities with the same `same_as` page.
pub(crate) fn twins(site: &Site) -> Vec<Diagnostic> {
    let mut names: BTreeMap<(usize, String), &Entity> = BTreeMap::new();
    let mut pages: BTreeMap<&str, &Entity> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (at, entity) in shown(site) {
        let matter = site.entity_matter(at);
        // a `disambiguation` says that the author knows of the other
        let is_disambiguated = matter.is_some_and(|matter| matter.disambiguation.is_some());
        let name = (entity.kind, fold(&entity.name).to_lowercase());
        let first = names.entry(name).or_insert(entity);
        if !std::ptr::eq(*first, entity) && !is_disambiguated {
            diagnostics.push(twin(entity, start(entity), first, "have the same name"));
        }
        for page in matter.into_iter().flat_map(|matter| &matter.same_as) {
            let first = pages.entry(&page.value).or_insert(entity);
            if !std::ptr::eq(*first, entity) {
                diagnostics.push(twin(entity, page.span, first, "have the same `same_as` page"));
            }
        }
    }
    diagnostics
}

/// Aliases equal to the preferred name of another entity.
pub(crate) fn aliases(site: &Site) -> Vec<Diagnostic> {
    let preferred: BTreeMap<String, &Entity> =
        shown(site).map(|(_, entity)| (fold(&entity.name), entity)).collect();
    let mut diagnostics = Vec::new();
    for (at, entity) in shown(site) {
        let aliases = site.entity_matter(at).into_iter().flat_map(|matter| &matter.aliases);
        for alias in aliases {
            let other = preferred.get(&fold(&alias.value)).filter(|other| other.id != entity.id);
            diagnostics.extend(other.map(|other| alias_is_a_name(&entity.path, alias, other)));
        }
    }
    diagnostics
}

fn shown(site: &Site) -> impl Iterator<Item = (EntityIx, &Entity)> {
    site.names.iter().filter(|(_, entity)| !entity.is_hidden)
}

fn start(entity: &Entity) -> Span {
    Span { start: entity.span.start, end: entity.span.start }
}

fn twin(entity: &Entity, span: Span, first: &Entity, what: &str) -> Diagnostic {
    let message = format!("`{}` and `{}` {what}", first.id, entity.id);
    Diagnostic::at(codes::ENTITY_TWIN, &entity.path, span, message)
        .label(&first.path, start(first), "the other one is here")
        .help(format!(
            "if they are one, `glossator rename {} {} --merge` makes them one; if not, give each a `disambiguation`",
            entity.id, first.id
        ))
}

fn alias_is_a_name(path: &Path, alias: &Spanned<String>, other: &Entity) -> Diagnostic {
    let message = format!("the alias `{}` is the name of `{}`", alias.value, other.id);
    Diagnostic::at(codes::ALIAS_IS_A_NAME, path, alias.span, message)
        .label(&other.path, start(other), "it is here")
        .help("an article that lists both has to say in `mentions` whom the name means")
}
