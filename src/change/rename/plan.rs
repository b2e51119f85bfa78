//! Plans the changes for a renaming.

use std::collections::BTreeMap;

use crate::base::Path;
use crate::base::nearest::nearest;
use crate::base::slug::slug;
use crate::change::rename::files::{are_free, moves, named};
use crate::change::rename::links::Links;
use crate::change::rename::mend::{Mending, literal};
use crate::change::rename::tables::tables;
use crate::change::rename::{Before, Refusal, Renaming, Wish};
use crate::data::edit::{Splice, Syntax, string};
use crate::data::text_of;
use crate::names::{Entity, EntityIx};
use crate::parse::matter::{EntityMatter, Matter};
use crate::parse::{Document, is_id, parse};
use crate::plan::{of_document, written};
use crate::site::Site;
use crate::source::{Role, classify};

/// Plans a renaming and the update of every reference.
pub fn plan(before: Before<'_>, wish: &Wish) -> Result<Renaming, Refusal> {
    let mut planning = Planning { before, site: before.site, renaming: Renaming::default() };
    match wish {
        Wish::Entity { old, new } => planning.entity(old, new)?,
        Wish::Merge { old, new, is_dropped } => planning.merge(old, new, *is_dropped)?,
        Wish::File { from, to } => planning.finish(moves(before, from, to)?)?,
    }
    Ok(planning.renaming)
}

/// A renaming being planned.
pub(crate) struct Planning<'a> {
    pub(crate) before: Before<'a>,
    pub(crate) site: &'a Site,
    pub(crate) renaming: Renaming,
}

impl<'a> Planning<'a> {
    /// Writes the new id where the entity has its id, or renames its file.
    fn entity(&mut self, old: &str, new: &str) -> Result<(), Refusal> {
        let at = self.known(old)?;
        if old == new {
            return Err(Refusal(format!("`{old}` already has this id")));
        }
        self.is_free(old, new)?;
        let entity = self.site.names.entity(at);
        let profiles = entity.translations.iter().map(|(_, document)| (*document, 0));
        let own: Vec<(usize, usize)> =
            std::iter::once((entity.document, entity.row)).chain(profiles).collect();
        let mut moves = Vec::new();
        for (at, row) in own {
            let document = &self.site.documents[at];
            let tables = tables(document);
            let id = tables.rows.get(row).and_then(|table| table.get("id"));
            match id {
                Some(id) => self.edit(&document.file.path, [literal(document, id.span, new)]),
                None => moves.extend(named(document, new)),
            }
        }
        // the files of a bundle move with it
        moves.sort();
        moves.dedup();
        self.renaming.renamed.insert(old.into(), new.into());
        self.finish(moves)
    }

    /// The entity of a current id.
    pub(crate) fn known(&self, id: &str) -> Result<EntityIx, Refusal> {
        let names = &self.site.names;
        match names.by_id(id) {
            Some(at) if names.is_former(id) => {
                let now = &names.entity(at).id;
                Err(Refusal(format!("`{id}` is a former id of `{now}`; rename that")))
            }
            Some(at) => Ok(at),
            None => {
                let ids = names.entities.iter().map(|entity| &*entity.id);
                let hint = match nearest(id, ids) {
                    Some(close) => format!("; did you mean `{close}`?"),
                    None => "; a file is named by its path: `content/articles/x.md`".into(),
                };
                Err(Refusal(format!("there is no entity `{id}`{hint}")))
            }
        }
    }

    pub(crate) fn edit(&mut self, path: &Path, splices: impl IntoIterator<Item = Splice>) {
        let text = text_of(self.before.tree, path).unwrap_or_default();
        self.renaming.patch.edit(path, text, splices);
    }

    /// Adds the moves, and everything that follows from them and the new ids.
    fn finish(&mut self, moves: Vec<(Path, Path)>) -> Result<(), Refusal> {
        self.renaming.patch.move_all(self.before.tree, moves);
        are_free(self.before.tree, &self.renaming.patch.moved)?;
        let documents = self.moved_documents()?;
        self.ids_of_files(&documents);
        for (old, new) in self.renaming.renamed.clone() {
            self.is_free(&old, &new)?;
        }
        self.addresses(&documents)?;
        for (old, new) in self.renaming.renamed.clone() {
            self.former_id(&old, &new)?;
        }
        self.redirects(&documents)?;
        self.dates(&documents);
        self.mend();
        self.sort();
        Ok(())
    }

    /// Sorts edits by place; edits at one place keep their order.
    pub(crate) fn sort(&mut self) {
        for splices in self.renaming.patch.edits.values_mut() {
            splices.sort_by_key(|splice| splice.span);
            splices.dedup();
        }
    }

    /// The moved texts parsed at their new paths, by former index of the document.
    fn moved_documents(&self) -> Result<BTreeMap<usize, Document>, Refusal> {
        let Before { tree, settings, .. } = self.before;
        let patch = &self.renaming.patch;
        let tree = tree.iter().map(|(path, file)| (patch.target(path).clone(), file.clone()));
        let files = classify(&tree.collect(), settings).value.files;
        let mut documents = BTreeMap::new();
        for (at, document) in self.site.documents.iter().enumerate() {
            let Some(to) = patch.moved.get(&document.file.path) else { continue };
            let found = files.binary_search_by(|file| file.path.cmp(to)).ok();
            let file = found.map(|at| &files[at]).filter(|file| file.role == document.file.role);
            let Some(file) = file else {
                let message =
                    format!("at `{to}` it would no longer be {}", noun(document.file.role));
                return Err(Refusal(message));
            };
            documents.insert(at, parse(file, &self.site.config).value);
        }
        Ok(documents)
    }

    /// Renames entities whose id comes from their file name.
    fn ids_of_files(&mut self, documents: &BTreeMap<usize, Document>) {
        for (at, document) in documents {
            let (Matter::Entity(old), Matter::Entity(new)) =
                (&self.site.documents[*at].matter, &document.matter)
            else {
                continue;
            };
            let (old, new) = (&old.id.value, &new.id.value);
            let is_own = document.file.suffix.is_none();
            if is_own && old != new && !old.is_empty() {
                self.renaming.renamed.entry(old.clone()).or_insert_with(|| new.clone());
            }
        }
    }

    fn is_free(&self, old: &str, new: &str) -> Result<(), Refusal> {
        if !is_id(new) {
            let message = format!(
                "`{new}` is not an id: ids have lower-case letters a to z, digits and `-`, such as `{}`",
                slug(new)
            );
            return Err(Refusal(message));
        }
        let names = &self.site.names;
        let Some(other) = names.by_id(new).map(|at| names.entity(at)) else { return Ok(()) };
        match names.is_former(new) {
            true if *other.id == *old => Ok(()),
            true => Err(Refusal(format!("`{new}` is a former id of `{}`", other.id))),
            false => Err(Refusal(format!(
                "`{new}` is the id of another entity: {}, in {}; --merge merges the two",
                other.name, other.path
            ))),
        }
    }

    /// Collects the addresses that change.
    fn addresses(&mut self, documents: &BTreeMap<usize, Document>) -> Result<(), Refusal> {
        for (at, document) in documents {
            let old = &self.before.plan.documents[*at];
            let new = of_document(document).filter(|_| document.file.role != Role::Entity);
            if let Some(new) = new.filter(|new| !old.is_empty() && **old != **new) {
                self.renaming.urls.insert(old.to_string(), new);
            }
        }
        for (at, entity) in self.site.names.iter() {
            let old = &self.before.plan.entities[at.0 as usize];
            if let Some(new) = self.entity_url(entity, documents)
                && !old.is_empty()
                && **old != *new
            {
                self.renaming.urls.insert(old.to_string(), new);
            }
        }
        Ok(())
    }

    /// The new address of an entity; `None` if nothing happens to it.
    fn entity_url(&self, entity: &Entity, documents: &BTreeMap<usize, Document>) -> Option<String> {
        let id = self.renaming.renamed.get(&*entity.id);
        let moved = documents.get(&entity.document).map(|document| &document.matter);
        let matter: &EntityMatter = match moved {
            Some(Matter::Entity(matter)) => matter,
            Some(Matter::Entities(rows)) => rows.get(entity.row)?,
            _ => entity.matter(&self.site.documents).filter(|_| id.is_some())?,
        };
        if let Some(path) = &matter.head.path {
            return Some(written(&path.value));
        }
        let segment = match &matter.head.slug {
            Some(slug) => written(&slug.value),
            None => id.map_or_else(|| entity.id.to_string(), String::clone),
        };
        let kind = self.site.config.types.iter().find(|kind| kind.id == matter.kind.value)?;
        Some(format!("/{}/{segment}/", kind.path))
    }

    /// Every file that moves, and the file of a merged entity with its replacement: targets for links.
    fn stand_ins(&self) -> BTreeMap<Path, Path> {
        let mut moved = self.renaming.patch.moved.clone();
        for (old, new) in &self.renaming.renamed {
            let pair = [old, new].map(|id| self.site.names.by_id(id));
            let [Some(from), Some(into)] = pair.map(|at| at.map(|at| self.site.names.entity(at)))
            else {
                continue;
            };
            let is_own = |path: &Path| path.extension() == "md";
            let profiles =
                from.translations.iter().map(|(_, at)| &self.site.documents[*at].file.path);
            for path in
                profiles.chain([&from.path]).filter(|path| from.id != into.id && is_own(path))
            {
                moved.extend(is_own(&into.path).then(|| (path.clone(), into.path.clone())));
            }
        }
        moved
    }

    /// Rewrites every reference to renamed or moved things.
    pub(crate) fn mend(&mut self) {
        let links = Links {
            site: self.site,
            plan: self.before.plan,
            tree: self.before.tree,
            moved: self.stand_ins(),
            urls: self.renaming.urls.clone(),
        };
        let (documents, names) = (&self.site.documents, &self.site.names);
        let renamed = self.renaming.renamed.clone();
        let config = &self.site.config;
        let links = Some(&links);
        let mending = Mending { documents, names, config, renamed: &renamed, links };
        for (at, document) in documents.iter().enumerate() {
            let splices = mending.document(at);
            if !splices.is_empty() {
                self.edit(&document.file.path, splices);
            }
        }
        let Some(text) = text_of(self.before.tree, &config.path) else { return };
        for entry in &config.menu {
            let span = entry.url.span;
            if let Some(new) = links.and_then(|links| links.menu(&entry.url.value)) {
                let new = string(Syntax::Toml, &text[span.range()], &new.plain());
                self.edit(&config.path, [Splice::new(span, new)]);
            }
        }
    }
}

fn noun(role: Role) -> &'static str {
    match role {
        Role::Article => "an article",
        Role::Entity => "an entity",
        Role::EntityToml | Role::EntityJsonl => "a list of entities",
        Role::Sources => "a list of sources",
        Role::Home => "the home page",
        Role::Section => "a section's text",
        Role::Page => "a plain page",
        Role::SidecarToml | Role::SidecarJsonld => "a sidecar",
    }
}
