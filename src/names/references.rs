//! Checks references between entities: targets exist and have the right type, and nothing is within itself.

use std::sync::Arc;

use crate::base::{Diagnostic, Path, Spanned, codes};
use crate::names::sources::Sources;
use crate::names::{Entity, Names};
use crate::parse::Document;
use crate::parse::matter::{EntityMatter, Matter};
use crate::source::Config;
use crate::source::config::BaseType;

/// Checks every reference between entities, and the sources of entities and of the site.
pub(crate) fn check(
    documents: &[Arc<Document>],
    names: &Names,
    config: &Config,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entity in &names.entities {
        let Some(matter) = entity.matter(documents) else { continue };
        let path = &entity.path;
        let ids = matter.within.iter().chain(&matter.place).chain(&matter.participants);
        for id in ids {
            names.refer(id, path, &mut diagnostics);
        }
        diagnostics.extend(wrong_types(entity, matter, names, config));
        for role in &matter.roles {
            role.organization.iter().for_each(|id| drop(names.agent(id, path, &mut diagnostics)));
        }
        for relation in matter.relations.iter().filter(|relation| !relation.kind.value.is_empty()) {
            names.refer(&relation.target, path, &mut diagnostics);
            if !config.relations.contains_key(&relation.kind.value) {
                diagnostics.push(relation_unknown(path, &relation.kind, config));
            }
        }
        let sources = Sources::new(matter.sources.iter().map(|source| (path, source)), names);
        diagnostics.extend(sources.check());
        let of_roles = matter.roles.iter().flat_map(|role| &role.sources);
        let of_relations = matter.relations.iter().flat_map(|relation| &relation.sources);
        diagnostics.extend(sources.unknown(of_roles.chain(of_relations), path));
        diagnostics.extend(cycle(entity, matter, documents, names));
    }
    let of_site = documents.iter().flat_map(|document| match &document.matter {
        Matter::Sources(rows) => rows.iter().map(|source| (&document.file.path, source)).collect(),
        _ => Vec::new(),
    });
    diagnostics.extend(Sources::new(of_site, names).check());
    diagnostics
}

/// Checks types: a place is within a place, an organization within an organization, and an event at a place.
fn wrong_types(
    entity: &Entity,
    matter: &EntityMatter,
    names: &Names,
    config: &Config,
) -> Vec<Diagnostic> {
    let base = |entity: &Entity| config.types.get(entity.kind).map(|kind| kind.base);
    let wanted = match base(entity) {
        Some(BaseType::Organization) => BaseType::Organization,
        _ => BaseType::Place,
    };
    let within = matter.within.as_ref().map(|id| ("within", id, wanted));
    let place = matter.place.as_ref().map(|id| ("place", id, BaseType::Place));
    let mut diagnostics = Vec::new();
    for (key, id, wanted) in within.into_iter().chain(place) {
        let Some(other) = names.by_id(&id.value).map(|at| names.entity(at)) else { continue };
        if base(other).is_some_and(|base| base != wanted) {
            let kind = config.types.get(other.kind).map_or("", |kind| kind.id.as_str());
            let (wanted, kind) = (article(wanted.id()), article(kind));
            let message = format!("`{key}` takes {wanted} here, and `{}` is {kind}", id.value);
            let diagnostic =
                Diagnostic::at(codes::ENTITY_OF_OTHER_TYPE, &entity.path, id.span, message);
            diagnostics.push(diagnostic.help("correct the id, or the `type` of that entity; any other link between two entities is a relation"));
        }
    }
    diagnostics
}

/// A type's id with its indefinite article.
fn article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} `{word}`")
}

/// Follows `within` upwards; reports a cycle once, at its first member by id.
fn cycle(
    entity: &Entity,
    matter: &EntityMatter,
    documents: &[Arc<Document>],
    names: &Names,
) -> Option<Diagnostic> {
    let first = matter.within.as_ref()?;
    let mut chain = vec![entity];
    let mut above = names.by_id(&first.value).map(|ix| names.entity(ix));
    while let Some(next) = above {
        if next.id == entity.id {
            let is_first = chain.iter().all(|member| member.id >= entity.id);
            return is_first.then(|| within_cycle(&chain, first));
        }
        if chain.iter().any(|member| member.id == next.id) {
            return None;
        }
        chain.push(next);
        let within = next.matter(documents).and_then(|matter| matter.within.as_ref());
        above = within.and_then(|id| names.by_id(&id.value)).map(|ix| names.entity(ix));
    }
    None
}

fn within_cycle(chain: &[&Entity], first: &Spanned<String>) -> Diagnostic {
    let ids: Vec<String> = chain.iter().chain(&chain[..1]).map(|e| format!("`{}`", e.id)).collect();
    let message = format!("`{}` lies within itself: {}", chain[0].id, ids.join(" within "));
    Diagnostic::at(codes::WITHIN_CYCLE, &chain[0].path, first.span, message)
        .help("take one `within` out")
}

fn relation_unknown(path: &Path, kind: &Spanned<String>, config: &Config) -> Diagnostic {
    let message = format!("no relation `{}` is declared", kind.value);
    let diagnostic = Diagnostic::at(codes::RELATION_UNKNOWN, path, kind.span, message);
    let known = config.relations.keys().map(String::as_str);
    match crate::base::nearest::nearest(&kind.value, known) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => diagnostic.help(format!(
            "declare it in the configuration: `[relations.{}]` with `label` and `inverse`",
            kind.value
        )),
    }
}
