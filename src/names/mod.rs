//! Stage 2: ids and names of all entities, and what a name may mean. A barrier: needs every entity file.

mod alike;
mod authorities;
mod collect;
pub mod fold;
pub mod forms;
mod iri;
mod references;
mod resolve;
pub mod sources;

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::{Path, Span, language};
use crate::parse::Document;
use crate::parse::matter::{EntityMatter, Matter};

pub use alike::Likeness;
pub use authorities::authority;
pub use collect::names;
pub use forms::Forms;
pub use resolve::{Agent, Wiki, entity_unknown, wiki_unknown};

/// Index of an entity in [`Names::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIx(pub u32);

/// Hash map with a fast hasher; never iterated into output.
pub type FastMap<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// All entities by id and by name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Sorted by id, each id once.
    pub entities: Vec<Entity>,
    /// Site-wide sources: id, index of the document, row. Sorted by id.
    pub sources: Vec<(Arc<str>, usize, usize)>,
    by_id: FastMap<Arc<str>, EntityIx>,
    former: FastMap<Arc<str>, EntityIx>,
    /// Folded names and aliases of all languages; each entity once.
    by_name: FastMap<String, Vec<EntityIx>>,
    /// Addresses that name an entity.
    iris: iri::Iris,
    /// Articles and pages by the last segment of their key, with and without its date; one file of each translated
    /// text.
    stems: FastMap<String, Vec<(usize, Path)>>,
    /// Names matched in texts that use those of the whole site, by language; the default ones under `""`.
    lexicons: FastMap<String, Arc<Forms>>,
}

/// What later stages need of an entity without its document.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id.
    pub id: Arc<str>,
    /// Index in [`crate::source::Config::types`].
    pub kind: usize,
    /// Preferred name in the site's language.
    pub name: Arc<str>,
    /// Names matched in texts, as written; default for all languages.
    pub forms: Vec<Arc<str>>,
    /// Names matched in texts of a language that has its own: tag, names (never empty).
    pub forms_in: Vec<(Arc<str>, Vec<Arc<str>>)>,
    /// Whether it is a draft that this build leaves out: no page, and mentions are plain text.
    pub is_hidden: bool,
    /// Index of the document that defines it.
    pub document: usize,
    /// Row in a bulk file; 0 for an entity with its own file.
    pub row: usize,
    /// Profiles in other languages: language, index of the document.
    pub translations: Vec<(Arc<str>, usize)>,
    /// Its former ids.
    pub former_ids: Vec<Arc<str>>,
    /// File of its definition.
    pub path: Path,
    /// Position of its definition in the file.
    pub span: Span,
}

impl Names {
    /// The entity that has or had this id.
    pub fn by_id(&self, id: &str) -> Option<EntityIx> {
        self.by_id.get(id).or_else(|| self.former.get(id)).copied()
    }

    /// Whether an id is a former id.
    pub fn is_former(&self, id: &str) -> bool {
        self.former.contains_key(id)
    }

    /// The entity at an index.
    pub fn entity(&self, at: EntityIx) -> &Entity {
        &self.entities[at.0 as usize]
    }

    /// All entities with their indexes, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        self.entities.iter().enumerate().map(|(at, entity)| (EntityIx(at as u32), entity))
    }

    /// Entities with this folded name or alias, sorted by id.
    pub fn named(&self, folded: &str) -> &[EntityIx] {
        self.by_name.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Every folded name and alias with its entities, in no particular order.
    pub fn by_names(&self) -> impl Iterator<Item = (&str, &[EntityIx])> {
        self.by_name.iter().map(|(name, entities)| (name.as_str(), entities.as_slice()))
    }

    /// The site-wide source with this id: index of the document, row.
    pub fn source(&self, id: &str) -> Option<(usize, usize)> {
        let at = self.sources.binary_search_by(|(known, ..)| (**known).cmp(id)).ok()?;
        Some((self.sources[at].1, self.sources[at].2))
    }

    /// Names of all entities that are matched in texts of a language.
    pub fn every_form(&self, tag: &str) -> Forms {
        let mut forms = Forms::default();
        for (at, entity) in self.iter() {
            for form in entity.forms(tag) {
                forms.add(form, at);
            }
        }
        forms
    }

    /// Like [`Names::every_form`], computed in advance; `None` if no text uses the names of the whole site.
    pub fn lexicon(&self, language: &str) -> Option<&Arc<Forms>> {
        self.lexicons.get(language).or_else(|| self.lexicons.get(""))
    }
}

impl Entity {
    /// The matter that defines it, from all parsed documents.
    pub fn matter<'d>(&self, documents: &'d [Arc<Document>]) -> Option<&'d EntityMatter> {
        match &documents[self.document].matter {
            Matter::Entity(matter) => Some(matter),
            Matter::Entities(rows) => rows.get(self.row),
            _ => None,
        }
    }

    /// Names matched in texts of a language: those of the exact tag, otherwise of its primary subtag (`ar` for
    /// `ar-EG`), otherwise the default ones.
    pub fn forms(&self, tag: &str) -> &[Arc<str>] {
        let primary = language::primary(tag);
        let of = |is_meant: &dyn Fn(&str) -> bool| {
            self.forms_in.iter().find(|(known, _)| is_meant(known)).map(|(_, forms)| &**forms)
        };
        of(&|known| known == tag)
            .or_else(|| of(&|known| known == primary))
            .or_else(|| of(&|known| language::primary(known) == primary))
            .unwrap_or(&self.forms)
    }
}
