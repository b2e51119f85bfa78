//! A site in memory that follows changes of its files.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

use crate::base::{Checked, Diagnostic, File, Path};
use crate::change::annotate::{Action, Refusal};
use crate::edge::Failure;
use crate::edge::disk::{self, Sources};
use crate::edge::site::{Known, Missing, Place};
use crate::edge::watch::Changed;
use crate::pipeline::{self, Attempt, Memory, Model, Present};

/// A site as it was last read and modelled.
pub(crate) struct Followed {
    pub(crate) place: Place,
    pub(crate) sources: Sources,
    memory: Memory,
    /// Time and size of the remembered texts, when they were last read.
    kept: Option<(SystemTime, u64)>,
    /// Says that the Git history could not be read completely; `None` if it could.
    history_diagnostic: Option<Diagnostic>,
    pictures: Known,
    /// The model of the files, with or without errors; empty before the first run.
    pub(crate) latest: Checked<Arc<Model>>,
}

/// The result of a change.
pub(crate) struct Followup {
    /// The present model, with sorted diagnostics.
    pub(crate) model: Checked<Arc<Model>>,
    /// Files that may have changed; `None`: any file.
    pub(crate) changed: Option<BTreeSet<Path>>,
}

impl Followed {
    /// Reads the files of a site, without building the model.
    pub(crate) fn read(place: Place) -> Result<Self, Failure> {
        let sources = Sources::read(&place.root, &place.settings.config)?;
        let (memory, pictures) = (Memory::default(), Known::default());
        let latest = Checked::clean(Arc::default());
        Ok(Self { place, sources, memory, kept: None, history_diagnostic: None, pictures, latest })
    }

    /// Builds the model of the files read, compared with their former texts.
    pub(crate) fn understand(&mut self) -> Checked<Arc<Model>> {
        self.compare();
        let model = self.remodel(None);
        match self.place.history(&model.value, &mut self.memory) {
            None => model,
            Some(diagnostic) => {
                self.history_diagnostic = diagnostic;
                self.remodel(Some(&BTreeSet::new()))
            }
        }
    }

    /// Reads the remembered texts again, if their file changed.
    fn compare(&mut self) {
        let state = disk::former::state(&self.place.root);
        if state.is_some() && state != self.kept {
            self.kept = state;
            self.memory.compare_with(Arc::new(disk::former::load(&self.place.root)));
        }
    }

    /// Reads the changed files and updates the model.
    ///
    /// *Errors*: the root can no longer be read; then nothing has changed.
    pub(crate) fn follow(&mut self, changed: Changed) -> Result<Followup, Failure> {
        self.compare();
        let changed = match &changed {
            Changed::Paths(paths) => self.sources.reread(Some(paths))?,
            Changed::Anything => self.sources.reread(None)?,
        };
        Ok(Followup { model: self.remodel(changed.as_ref()), changed })
    }

    /// Reads an article and its sidecar again, if they changed.
    ///
    /// *Errors*: as [`Followed::follow`].
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

    /// Computes the edit of an action on an article and passes it to `write`; the caller then follows the changed
    /// files.
    ///
    /// *Errors*: why nothing was written; then nothing has changed.
    pub(crate) fn annotate<T>(
        &mut self,
        article: &Path,
        action: &Action,
        write: impl FnOnce(&Attempt) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let Self { place, sources, memory, latest, .. } = self;
        let (tree, settings) = (&sources.tree, &place.settings);
        let Checked { value: model, diagnostics } = &*latest;
        let present = Present { tree, settings, model, diagnostics };
        let attempt = pipeline::annotate(present, article, action, memory)?;
        let written = write(&attempt);
        if written.is_err() {
            pipeline::remodel(tree, settings, Some(&attempt.patch.paths()), memory);
        }
        written
    }

    fn remodel(&mut self, changed: Option<&BTreeSet<Path>>) -> Checked<Arc<Model>> {
        let settings = &self.place.settings;
        let mut model = pipeline::remodel(&self.sources.tree, settings, changed, &mut self.memory);
        model
            .diagnostics
            .extend(self.sources.diagnostics.iter().chain(&self.history_diagnostic).cloned());
        model.diagnostics.sort();
        // no variants are made here: editing text must not wait for images
        self.place.pictures(&mut model, Missing::Leave, &self.pictures);
        self.latest = Checked { value: Arc::new(model.value), diagnostics: model.diagnostics };
        self.latest.clone()
    }
}
