//! A site in memory that follows its files.

use std::collections::BTreeSet;

use crate::base::{Checked, Path};
use crate::edge::Failure;
use crate::edge::disk::Sources;
use crate::edge::site::{Known, Missing, Place};
use crate::edge::watch::Changed;
use crate::pipeline::{self, Memory, Model};

/// A site, as it was read and understood the last time.
pub(crate) struct Followed {
    pub(crate) place: Place,
    pub(crate) sources: Sources,
    memory: Memory,
    pictures: Known,
}

/// What came of a change.
pub(crate) struct Followup {
    /// The site as it is now; messages in order.
    pub(crate) model: Checked<Model>,
    /// Files that may be others than before; `None`: any.
    pub(crate) changed: Option<BTreeSet<Path>>,
}

impl Followed {
    /// Reads the files of a site; nothing is understood yet.
    pub(crate) fn read(place: Place) -> Result<Self, Failure> {
        let sources = Sources::read(&place.root, &place.settings.config)?;
        Ok(Self { place, sources, memory: Memory::default(), pictures: Known::default() })
    }

    /// Understands what was read.
    pub(crate) fn understand(&mut self) -> Checked<Model> {
        self.remodel(None)
    }

    /// Reads what changed, and understands the site with it.
    ///
    /// *Errors*: the root cannot be read any more; then all is as it was.
    pub(crate) fn follow(&mut self, changed: Changed) -> Result<Followup, Failure> {
        let changed = match &changed {
            Changed::Paths(paths) => self.sources.reread(Some(paths))?,
            Changed::Anything => self.sources.reread(None)?,
        };
        Ok(Followup { model: self.remodel(changed.as_ref()), changed })
    }

    fn remodel(&mut self, changed: Option<&BTreeSet<Path>>) -> Checked<Model> {
        let settings = &self.place.settings;
        let mut model = pipeline::remodel(&self.sources.tree, settings, changed, &mut self.memory);
        model.diagnostics.extend(self.sources.told.iter().cloned());
        model.diagnostics.sort();
        // none is made here: who changes a word does not wait for pictures
        self.place.pictures(&mut model, Missing::Leave, &self.pictures);
        model
    }
}
