//! A site in memory that follows its files.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

use crate::base::{Checked, Diagnostic, File, Path, Tree};
use crate::change::annotate::{Action, Refusal};
use crate::edge::Failure;
use crate::edge::disk::{self, Sources};
use crate::edge::site::{Known, Missing, Place};
use crate::edge::watch::Changed;
use crate::pipeline::{self, Annotated, Memory, Model};

/// A site, as it was read and understood the last time.
pub(crate) struct Followed {
    pub(crate) place: Place,
    pub(crate) sources: Sources,
    memory: Memory,
    /// When what is remembered of former texts was kept, and its length.
    kept: Option<(SystemTime, u64)>,
    /// That the Git history is cut off, if it is.
    told_of_history: Option<Diagnostic>,
    pictures: Known,
    /// What the files mean, good or not; before anything was understood, nothing.
    pub(crate) latest: Checked<Arc<Model>>,
}

/// What came of a change.
pub(crate) struct Followup {
    /// The site as it is now; messages in order.
    pub(crate) model: Checked<Arc<Model>>,
    /// Files that may be others than before; `None`: any.
    pub(crate) changed: Option<BTreeSet<Path>>,
}

impl Followed {
    /// Reads the files of a site; nothing is understood yet.
    pub(crate) fn read(place: Place) -> Result<Self, Failure> {
        let sources = Sources::read(&place.root, &place.settings.config)?;
        let (memory, pictures) = (Memory::default(), Known::default());
        let latest = Checked::clean(Arc::default());
        Ok(Self { place, sources, memory, kept: None, told_of_history: None, pictures, latest })
    }

    /// Understands what was read, compared with its former texts.
    pub(crate) fn understand(&mut self) -> Checked<Arc<Model>> {
        self.compare();
        let model = self.remodel(None);
        match self.place.history(&model.value, &mut self.memory) {
            None => model,
            Some(told) => {
                self.told_of_history = told;
                self.remodel(Some(&BTreeSet::new()))
            }
        }
    }

    /// Reads what is remembered of former texts, if it was kept anew.
    fn compare(&mut self) {
        let state = disk::former::state(&self.place.root);
        if state.is_some() && state != self.kept {
            self.kept = state;
            self.memory.compare_with(Arc::new(disk::former::load(&self.place.root)));
        }
    }

    /// Reads what changed, and understands the site with it.
    ///
    /// *Errors*: the root cannot be read any more; then all is as it was.
    pub(crate) fn follow(&mut self, changed: Changed) -> Result<Followup, Failure> {
        self.compare();
        let changed = match &changed {
            Changed::Paths(paths) => self.sources.reread(Some(paths))?,
            Changed::Anything => self.sources.reread(None)?,
        };
        Ok(Followup { model: self.remodel(changed.as_ref()), changed })
    }

    /// Reads an article and its sidecar, if they changed since they were read.
    ///
    /// *Errors*: as those of [`Followed::follow`].
    pub(crate) fn refresh(&mut self, article: &Path) -> Result<(), Failure> {
        let document = self.latest.value.site.document(article);
        let file = document.map(|at| self.latest.value.site.documents[at].file.clone());
        let sidecars = file.into_iter().flat_map(|file| file.sidecars());
        let paths: BTreeSet<Path> = sidecars.chain([article.clone()]).collect();
        let is_current = |path: &Path| {
            let now = fs::read(self.place.root.join(path.as_str())).ok();
            match self.sources.tree.get(path) {
                Some(File::Bytes(read)) => now.as_deref() == Some(read),
                _ => now.is_none(),
            }
        };
        if !paths.iter().all(is_current) {
            self.follow(Changed::Paths(paths))?;
        }
        Ok(())
    }

    /// Finds out what must change in the files for an action on an article to be done, and has it written; afterwards the
    /// files are to be followed.
    ///
    /// *Errors*: why nothing was written; then all is as it was.
    pub(crate) fn annotate<T>(
        &mut self,
        (article, action): (&Path, &Action),
        write: impl FnOnce(&Tree, &Annotated) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let Self { place, sources, memory, latest, .. } = self;
        let site = (&sources.tree, &place.settings);
        let told = (&*latest.value, &*latest.diagnostics);
        let done = pipeline::annotate(site, told, (article, action), memory)?;
        let written = write(&sources.tree, &done);
        if written.is_err() {
            let changed = done.edit.changes.iter().map(|it| it.path().clone()).collect();
            pipeline::remodel(&sources.tree, &place.settings, Some(&changed), memory);
        }
        written
    }

    fn remodel(&mut self, changed: Option<&BTreeSet<Path>>) -> Checked<Arc<Model>> {
        let settings = &self.place.settings;
        let mut model = pipeline::remodel(&self.sources.tree, settings, changed, &mut self.memory);
        model.diagnostics.extend(self.sources.told.iter().chain(&self.told_of_history).cloned());
        model.diagnostics.sort();
        // none is made here: who changes a word does not wait for pictures
        self.place.pictures(&mut model, Missing::Leave, &self.pictures);
        self.latest = Checked { value: Arc::new(model.value), diagnostics: model.diagnostics };
        self.latest.clone()
    }
}
