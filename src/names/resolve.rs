//! Resolves ids, names and wikilinks.

use std::sync::Arc;

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Spanned, codes};
use crate::names::fold::fold;
use crate::names::{EntityIx, Names};
use crate::parse::is_id;

/// An entity, or a person or organization known only by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agent {
    /// An entity of the site.
    Entity(EntityIx),
    /// A plain name.
    Named(Arc<str>),
}

/// What a wikilink means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wiki {
    /// An entity.
    Entity(EntityIx),
    /// An article or page, and a heading in it.
    File {
        /// Index of the document.
        document: usize,
        /// The text after `#`.
        heading: Option<String>,
    },
    /// The name of several entities.
    Ambiguous(Vec<EntityIx>),
    /// Nothing.
    Unknown,
}

impl Names {
    /// Resolves a reference by id. Reports unknown and former ids.
    pub fn refer(
        &self,
        id: &Spanned<String>,
        path: &Path,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<EntityIx> {
        match self.by_id(&id.value) {
            Some(entity) => {
                if self.is_former(&id.value) {
                    diagnostics.push(former_id(path, id, &self.entity(entity).id));
                }
                Some(entity)
            }
            None => {
                diagnostics.push(entity_unknown(self, path, id));
                None
            }
        }
    }

    /// Resolves an id, otherwise a unique name; anything else, or a hidden entity, becomes a plain name. Reports
    /// unknown and former ids.
    pub fn agent(
        &self,
        text: &Spanned<String>,
        path: &Path,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Agent> {
        if self.by_id(&text.value).is_some() {
            return self.refer(text, path, diagnostics).map(|entity| self.shown(entity));
        }
        if let Some(entity) = self.whom(&text.value) {
            return Some(self.shown(entity));
        }
        if is_id(&text.value) && text.value.contains('-') {
            diagnostics.push(entity_unknown(self, path, text));
            return None;
        }
        Some(Agent::Named(text.value.as_str().into()))
    }

    /// The entity that an id or a unique name means.
    pub fn whom(&self, text: &str) -> Option<EntityIx> {
        self.by_id(text).or_else(|| match self.named(&fold(text)) {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// Resolves the creators of an annotation: each by id, unique name or address, otherwise a plain name. Never empty.
    ///
    /// Several are separated by `, `. A text without any entity is one plain name.
    pub fn creators(&self, text: &str) -> Vec<Agent> {
        let entity = |text: &str| self.whom(text).or_else(|| self.by_iri(text));
        let parts: Vec<&str> = match entity(text) {
            None if text.split(", ").any(|part| entity(part).is_some()) => {
                text.split(", ").collect()
            }
            _ => vec![text],
        };
        let agent = |part: &str| match entity(part) {
            Some(entity) => self.shown(entity),
            None => Agent::Named(part.into()),
        };
        parts.into_iter().map(agent).collect()
    }

    /// The entity, or its name alone if it is hidden.
    fn shown(&self, at: EntityIx) -> Agent {
        let entity = self.entity(at);
        if entity.is_hidden { Agent::Named(entity.name.clone()) } else { Agent::Entity(at) }
    }

    /// Resolves a wikilink: ids first, then names and aliases, then file stems.
    pub fn wiki(&self, target: &str) -> Wiki {
        if let Some(entity) = self.by_id(target) {
            return Wiki::Entity(entity);
        }
        match self.named(&fold(target)) {
            [only] => return Wiki::Entity(*only),
            [] => {}
            several => return Wiki::Ambiguous(several.to_vec()),
        }
        let heading = target.split_once('#').map(|(_, heading)| heading.to_string());
        match self.files(target) {
            [(document, _), ..] => Wiki::File { document: *document, heading },
            [] => Wiki::Unknown,
        }
    }

    /// Articles and pages that a wikilink may mean, with index and path; one file of each translated text.
    pub fn files(&self, target: &str) -> &[(usize, Path)] {
        let stem = target.split_once('#').map_or(target, |(stem, _)| stem).trim();
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        self.stems.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Names of all files that a wikilink may lead to, sorted.
    fn files_known(&self) -> Vec<&str> {
        let mut stems: Vec<&str> = self.stems.keys().map(String::as_str).collect();
        stems.sort_unstable();
        stems
    }
}

fn former_id(path: &Path, id: &Spanned<String>, now: &str) -> Diagnostic {
    let message = format!("`{}` is now called `{now}`", id.value);
    Diagnostic::at(codes::FORMER_ID, path, id.span, message).help(format!("write `{now}`"))
}

/// Reports a wikilink that nothing matches.
pub fn wiki_unknown(names: &Names, path: &Path, target: &Spanned<String>) -> Diagnostic {
    let stem = target.value.split_once('#').map_or(&*target.value, |(stem, _)| stem);
    if let Some(entity) = names.whom(stem).filter(|_| stem.len() < target.value.len()) {
        let id = &names.entity(entity).id;
        let message =
            format!("`{stem}` is an entity: a mention leads to its page, not to a heading");
        return Diagnostic::at(codes::ENTITY_UNKNOWN, path, target.span, message)
            .caret(format!("write `[[{stem}]]`"))
            .help(format!(
                "a heading of its profile is linked as `[words](@/entities/…/{id}.md#heading)`"
            ));
    }
    let message = format!("nothing is called `{stem}`");
    let diagnostic = Diagnostic::at(codes::ENTITY_UNKNOWN, path, target.span, message);
    let called = names.entities.iter().flat_map(|entity| [&*entity.id, &*entity.name]);
    match nearest(stem, called.chain(names.files_known())) {
        Some(close) => diagnostic.caret(format!("did you mean `[[{close}]]`?")),
        None => diagnostic.help(
            "a wikilink names an entity by its id, name or alias, or a file by its name without `.md`",
        ),
    }
}

/// Reports an id that no entity has.
pub fn entity_unknown(names: &Names, path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message = format!("no entity has the id `{}`", id.value);
    let diagnostic = Diagnostic::at(codes::ENTITY_UNKNOWN, path, id.span, message);
    if let [only] = names.named(&fold(&id.value)) {
        return diagnostic.caret(format!("that name belongs to `{}`", names.entity(*only).id));
    }
    let ids = names.entities.iter().map(|entity| &*entity.id);
    match nearest(&id.value, ids.clone()) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => {
            let part: Vec<&str> = ids
                .filter(|known| {
                    let shorter = known.len().min(id.value.len());
                    shorter > 2 && (known.contains(&*id.value) || id.value.contains(known))
                })
                .take(3)
                .collect();
            let diagnostic = match part.split_first() {
                Some((first, rest)) => {
                    let others: String = rest.iter().map(|id| format!(", `{id}`")).collect();
                    diagnostic.caret(format!("there is `{first}`{others}"))
                }
                None => diagnostic,
            };
            diagnostic.help(format!(
                "make a file for it: `content/entities/…/{}.md`",
                crate::base::slug::slug(&id.value)
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::base::{Path, Span};
    use crate::names::{Agent, Entity, EntityIx, Names};

    fn names() -> Names {
        let entity = |id: &str, name: &str, is_hidden| Entity {
            id: id.into(),
            kind: 0,
            name: name.into(),
            forms: vec![name.into()],
            forms_in: Vec::new(),
            is_hidden,
            document: 0,
            row: 0,
            translations: Vec::new(),
            former_ids: Vec::new(),
            path: Path::new("content/entities/all.toml").expect("a path"),
            span: Span::default(),
        };
        let mut names = Names {
            entities: vec![
                entity("ada-example", "Ada Example", false),
                entity("draft", "A Draft", true),
                entity("twin", "Ada Example", false),
                entity("union", "Writers, Inc.", false),
            ],
            ..Names::default()
        };
        for at in 0..names.entities.len() {
            let (id, name) = (names.entities[at].id.clone(), names.entities[at].name.to_string());
            names.by_id.insert(id, EntityIx(at as u32));
            names.by_name.entry(name).or_default().push(EntityIx(at as u32));
        }
        names
    }

    #[test]
    fn creators_are_entities_where_possible() {
        let names = names();
        let entity = |at| Agent::Entity(EntityIx(at));
        let named = |name: &str| Agent::Named(Arc::from(name));
        let check = |text: &str, expected: &[Agent]| {
            assert_eq!(names.creators(text), expected, "{text}");
        };
        check("ada-example", &[entity(0)]);
        check("Writers, Inc.", &[entity(3)]);
        check("ada-example, Jo, union", &[entity(0), named("Jo"), entity(3)]);
        // two entities have this name, and this one is hidden
        check("Ada Example", &[named("Ada Example")]);
        check("draft", &[named("A Draft")]);
        check("Roe, Jane", &[named("Roe, Jane")]);
        check("", &[named("")]);
    }
}
