//! Collects the entities of all documents.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::{Checked, Diagnostic, Path, Span, Spanned, codes};
use crate::names::fold::fold;
use crate::names::{Entity, EntityIx, FastMap, Names, references};
use crate::parse::Document;
use crate::parse::matter::{EntityMatter, Matched, Matter};
use crate::source::{Config, Role};

/// Collects the entities of all documents. Drafts are hidden unless `with_drafts`.
pub fn names(documents: &[Arc<Document>], config: &Config, with_drafts: bool) -> Checked<Names> {
    let mut diagnostics = Vec::new();
    let mut names = Names { entities: defined(documents, config, with_drafts), ..Names::default() };
    names.entities.sort_by(|a, b| (&a.id, &a.path, a.row).cmp(&(&b.id, &b.path, b.row)));
    names.entities.dedup_by(|second, first| {
        let is_same = second.id == first.id;
        if is_same {
            diagnostics.push(duplicate(first, second));
        }
        is_same
    });
    for (at, entity) in names.entities.iter().enumerate() {
        names.by_id.insert(entity.id.clone(), EntityIx(at as u32));
    }
    former_ids(documents, &mut names, &mut diagnostics);
    by_name(documents, config, &mut names, &mut diagnostics);
    translations(documents, &mut names);
    stems(documents, &mut names);
    sources(documents, &mut names);
    if needs_lexicons(documents, config) {
        lexicons(&mut names, config);
    }
    diagnostics.extend(references::check(documents, &names, config));
    Checked::new(names, diagnostics)
}

/// Whether any text uses the names of the whole site.
fn needs_lexicons(documents: &[Arc<Document>], config: &Config) -> bool {
    use crate::source::config::Scope;
    let asks = |document: &Document| {
        let naming = match &document.matter {
            Matter::Article(article) => &article.naming,
            Matter::Page(page) => &page.naming,
            Matter::Entity(entity) => &entity.naming,
            _ => return false,
        };
        naming.scope == Some(Scope::Site)
    };
    config.linking.scope == Scope::Site || documents.iter().any(|document| asks(document))
}

fn defined(documents: &[Arc<Document>], config: &Config, with_drafts: bool) -> Vec<Entity> {
    let mut entities = Vec::new();
    // without an original, the first `<id>.ar.md` defines the entity
    let is_original = |document: &Document| document.file.suffix.is_none();
    let (originals, profiles): (Vec<_>, Vec<_>) =
        documents.iter().enumerate().partition(|(_, document)| is_original(document));
    let mut known: HashSet<&str> = HashSet::new();
    for (document, read) in originals.into_iter().chain(profiles) {
        let rows: &[EntityMatter] = match &read.matter {
            Matter::Entity(matter) if is_original(read) || !known.contains(&*matter.id.value) => {
                std::slice::from_ref(matter)
            }
            Matter::Entities(rows) => rows,
            _ => continue,
        };
        known.extend(rows.iter().map(|matter| &*matter.id.value));
        for (row, matter) in rows.iter().enumerate() {
            if matter.id.value.is_empty() {
                continue;
            }
            // an unknown type was reported by the parser; references to the entity are still valid
            let kind = config.types.iter().position(|known| known.id == matter.kind.value);
            let kind = kind.unwrap_or_default();
            entities.push(Entity {
                id: matter.id.value.as_str().into(),
                kind,
                name: matter.head.title.value.trim().into(),
                forms: plain_forms(matter),
                forms_in: foreign_forms(matter),
                is_hidden: matter.head.is_draft && !with_drafts,
                document,
                row,
                translations: Vec::new(),
                former_ids: Vec::new(),
                path: read.file.path.clone(),
                span: matter.span,
            });
        }
    }
    entities
}

/// Names matched in texts of the site's language.
fn plain_forms(matter: &EntityMatter) -> Vec<Arc<str>> {
    match &matter.matched {
        Matched::None => Vec::new(),
        Matched::Forms(forms) => forms.iter().map(|form| form.value.as_str().into()).collect(),
        Matched::All => {
            let names = std::iter::once(&matter.head.title).chain(&matter.aliases);
            names
                .map(|name| name.value.trim().into())
                .filter(|name: &Arc<str>| !name.is_empty())
                .collect()
        }
    }
}

/// Names matched in texts of other languages. Empty with an explicit `match` list, which applies to all languages.
fn foreign_forms(matter: &EntityMatter) -> Vec<(Arc<str>, Vec<Arc<str>>)> {
    if matter.matched != Matched::All {
        return Vec::new();
    }
    let forms = matter.names.iter().map(|(tag, names)| {
        // an absent key falls back to that of the entity itself
        let name = names.name.as_ref().unwrap_or(&matter.head.title);
        let aliases = if names.aliases.is_empty() { &matter.aliases } else { &names.aliases };
        let all = std::iter::once(name).chain(aliases).map(|name| name.value.trim());
        let all = all.filter(|name| !name.is_empty()).map(Arc::from);
        (tag.value.as_str().into(), all.collect::<Vec<_>>())
    });
    forms.filter(|(_, all)| !all.is_empty()).collect()
}

fn former_ids(documents: &[Arc<Document>], names: &mut Names, diagnostics: &mut Vec<Diagnostic>) {
    for at in 0..names.entities.len() {
        let Some(matter) = names.entities[at].matter(documents) else { continue };
        let path = names.entities[at].path.clone();
        for former in &matter.former_ids {
            if let Some(other) = names.by_id.get(former.value.as_str()) {
                diagnostics.push(former_exists(&path, former, names.entity(*other)));
            } else if let Some(other) = names.former.get(former.value.as_str()) {
                diagnostics.push(former_twice(&path, former, names.entity(*other)));
            } else {
                let id: Arc<str> = former.value.as_str().into();
                names.former.insert(id.clone(), EntityIx(at as u32));
                names.entities[at].former_ids.push(id);
            }
        }
    }
}

/// Adds profiles such as `<id>.ar.md` to the entities they translate.
fn translations(documents: &[Arc<Document>], names: &mut Names) {
    for (at, document) in documents.iter().enumerate() {
        let (Matter::Entity(matter), Some(suffix)) = (&document.matter, &document.file.suffix)
        else {
            continue;
        };
        let Some(ix) = names.by_id.get(matter.id.value.as_str()).copied() else { continue };
        let entity = &mut names.entities[ix.0 as usize];
        if entity.document == at {
            continue;
        }
        entity.translations.push((suffix.clone(), at));
        let is_matched =
            entity.matter(documents).is_some_and(|original| original.matched == Matched::All);
        let forms = plain_forms(matter);
        let is_new = entity.forms_in.iter().all(|(tag, _)| tag != suffix);
        if is_matched && is_new && !forms.is_empty() {
            entity.forms_in.push((suffix.clone(), forms));
        }
        for name in std::iter::once(&matter.head.title).chain(&matter.aliases) {
            add_name(&name.value, ix, &mut names.by_name);
        }
    }
}

fn add_name(name: &str, at: EntityIx, by_name: &mut FastMap<String, Vec<EntityIx>>) {
    let name = fold(name);
    if name.is_empty() {
        return;
    }
    let known = by_name.entry(name).or_default();
    if let Err(place) = known.binary_search(&at) {
        known.insert(place, at);
    }
}

fn by_name(
    documents: &[Arc<Document>],
    config: &Config,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut identifiers: FastMap<(String, String), EntityIx> = FastMap::default();
    for at in 0..names.entities.len() {
        let ix = EntityIx(at as u32);
        let Some(matter) = names.entities[at].matter(documents) else { continue };
        let plain = std::iter::once(&matter.head.title).chain(&matter.aliases);
        let foreign = matter.names.iter().flat_map(|(_, n)| n.name.iter().chain(&n.aliases));
        for name in plain.chain(foreign) {
            add_name(&name.value, ix, &mut names.by_name);
        }
        names.iris.add(ix, matter, config);
        for (scheme, id) in &matter.ids {
            let key = (scheme.clone(), id.value.clone());
            match identifiers.get(&key) {
                Some(other) => {
                    let (path, other) = (&names.entities[at].path, names.entity(*other));
                    diagnostics.push(identifier_shared(path, scheme, id, other));
                }
                None => drop(identifiers.insert(key, ix)),
            }
        }
    }
}

/// Indexes articles and pages by file stem. A text in several languages counts as one file: the one without a suffix,
/// otherwise the first.
fn stems(documents: &[Arc<Document>], names: &mut Names) {
    let mut of_key: FastMap<&str, usize> = FastMap::default();
    let is_page = |document: &Document| matches!(document.file.role, Role::Article | Role::Page);
    let pages = || documents.iter().enumerate().filter(|(_, document)| is_page(document));
    for (at, document) in pages() {
        let known = of_key.entry(&document.file.key).or_insert(at);
        if document.file.suffix.is_none() {
            *known = at;
        }
    }
    let add = |names: &mut Names, stem: &str, at: usize| {
        let files = names.stems.entry(stem.to_string()).or_default();
        files.push((at, documents[at].file.path.clone()));
    };
    let files = pages().filter(|(at, document)| of_key[&*document.file.key] == *at);
    let mut undated = Vec::new();
    for (at, document) in files {
        let stem = document.file.key.rsplit('/').next().unwrap_or_default();
        add(names, stem, at);
        undated.extend(without_date(stem).map(|rest| (rest, at)));
    }
    undated.retain(|(stem, _)| !names.stems.contains_key(*stem));
    undated.into_iter().for_each(|(stem, at)| add(names, stem, at));
}

/// The rest of a stem after a leading `YYYY-MM-DD-`.
fn without_date(stem: &str) -> Option<&str> {
    let (date, rest) = stem.split_at_checked(11)?;
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 | 10 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (is_date && !rest.is_empty()).then_some(rest)
}

/// Collects site-wide sources. Of several with the same id only the first is kept; duplicates are reported where
/// sources are checked.
fn sources(documents: &[Arc<Document>], names: &mut Names) {
    for (document, read) in documents.iter().enumerate() {
        if let Matter::Sources(rows) = &read.matter {
            for (row, source) in rows.iter().enumerate().filter(|(_, s)| !s.id.value.is_empty()) {
                names.sources.push((source.id.value.as_str().into(), document, row));
            }
        }
    }
    names.sources.sort();
    names.sources.dedup_by(|second, first| second.0 == first.0);
}

/// Builds the forms of the whole site for each language.
fn lexicons(names: &mut Names, config: &Config) {
    let tags = config.languages.keys().map(String::as_str).chain(["", &config.language]);
    for tag in tags {
        let forms = names.every_form(tag);
        names.lexicons.insert(tag.to_string(), Arc::new(forms));
    }
}

/// The start of an entity's definition.
fn start(entity: &Entity) -> Span {
    Span { start: entity.span.start, end: entity.span.start }
}

fn duplicate(first: &Entity, second: &Entity) -> Diagnostic {
    let message = format!("two entities have the id `{}`", second.id);
    Diagnostic::at(codes::ENTITY_DUPLICATE, &second.path, start(second), message)
        .label(&first.path, start(first), "the other one is here")
        .help("an id is unique in the site, whatever the type: give one of them another")
}

fn former_exists(path: &Path, id: &Spanned<String>, other: &Entity) -> Diagnostic {
    let message = format!("`{}` is the id of an entity that exists", id.value);
    Diagnostic::at(codes::FORMER_ID_EXISTS, path, id.span, message)
        .label(&other.path, start(other), "it is here")
        .help("a former id leads here instead of to that entity: take one of the two out")
}

fn former_twice(path: &Path, id: &Spanned<String>, other: &Entity) -> Diagnostic {
    let message = format!("`{}` is a former id of `{}` too", id.value, other.id);
    Diagnostic::at(codes::FORMER_ID_EXISTS, path, id.span, message)
        .help("a former id leads to one entity: take it out of the other")
}

fn identifier_shared(
    path: &Path,
    scheme: &str,
    id: &Spanned<String>,
    other: &Entity,
) -> Diagnostic {
    let message = format!("`{}` has the {scheme} identifier `{}` too", other.id, id.value);
    Diagnostic::at(codes::IDENTIFIER_SHARED, path, id.span, message)
        .label(&other.path, start(other), "the other entity")
        .help("an identifier names one thing: correct one of the two, or merge the entities")
}
