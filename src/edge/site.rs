//! Finds a site on disk, reads it and builds its model.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path as OsPath, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use crate::anchor::Former;
use crate::base::{Checked, Day, Diagnostic, Path, Tree, codes};
use crate::edge::history::Repository;
use crate::edge::options::Options;
use crate::edge::{Failure, disk};
use crate::pipeline::{self, Memory, Model};
use crate::source::Settings;

/// Location of a site and settings for reading it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) root: PathBuf,
    pub(crate) settings: Settings,
}

/// A site with its files and model.
pub(crate) struct Read {
    pub(crate) tree: Tree,
    pub(crate) model: Checked<Model>,
    /// The former texts for comparison: those remembered and those from Git history.
    pub(crate) former: Arc<Former>,
    /// The state of the last good build.
    pub(crate) kept: Arc<Former>,
}

/// What to do about an image without cached variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Make and cache its variants.
    Make,
    /// Check only whether they could be made.
    Check,
    /// Use the image as it is.
    Leave,
}

/// Cache keys of images unchanged since they were read: by path, with size and modification time.
pub(crate) type Known = Mutex<BTreeMap<Path, (u64, Option<SystemTime>, String)>>;

impl Place {
    /// Finds the site: the folder of `-r`, else this folder or the nearest one above with a configuration.
    pub(crate) fn find(options: &Options) -> Result<Self, Failure> {
        let config = options.config.as_deref().unwrap_or("glossator.toml");
        let here = options.root.clone().map_or_else(std::env::current_dir, Ok);
        let here = here.map_err(Failure::reading(OsPath::new(".")))?;
        let here = std::path::absolute(&here).map_err(Failure::reading(&here))?;
        let has_config = |folder: &&OsPath| folder.join(config).is_file();
        let root = match &options.root {
            Some(_) if has_config(&here.as_path()) => here,
            Some(_) => {
                return Err(Failure::Read(here.join(config), "there is no such file".into()));
            }
            None => match here.ancestors().find(has_config) {
                Some(folder) => folder.to_path_buf(),
                None => return Err(Failure::NoSite { folder: here, config: config.into() }),
            },
        };
        let config = Path::new(config).ok_or_else(|| {
            Failure::Usage(format!("--config must be a path in the site, and `{config}` is not"))
        })?;
        let settings = Settings {
            config,
            base_url: options.base_url.clone(),
            drafts: options.drafts,
            future: options.future,
            no_search: options.no_search,
            today: today()?,
        };
        Ok(Self { root, settings })
    }

    /// Reads the site and builds its model.
    pub(crate) fn read(&self) -> Result<Read, Failure> {
        Ok(self.understand(self.tree()?))
    }

    /// Reads the files of the site.
    pub(crate) fn tree(&self) -> Result<Checked<Tree>, Failure> {
        disk::read(&self.root, &self.settings.config)
    }

    /// Builds the model of the files, compared with their former texts.
    pub(crate) fn understand(&self, tree: Checked<Tree>) -> Read {
        let Checked { value: tree, diagnostics } = tree;
        let kept = Arc::new(disk::former::load(&self.root));
        let mut memory = Memory::of(kept.clone());
        let mut model = pipeline::remodel(&tree, &self.settings, None, &mut memory);
        let history = self.history(&model.value, &mut memory);
        if let Some(diagnostic) = history {
            model = pipeline::remodel(&tree, &self.settings, Some(&BTreeSet::new()), &mut memory);
            model.diagnostics.extend(diagnostic);
        }
        model.diagnostics.extend(diagnostics);
        model.diagnostics.sort();
        Read { tree, model, former: memory.former(), kept }
    }

    /// Adds texts of renamed files and of the Git history to the remembered ones; `None` if there are none to add.
    /// Includes a note if the history could not be read.
    pub(crate) fn history(&self, model: &Model, memory: &mut Memory) -> Option<Option<Diagnostic>> {
        let kept = memory.former();
        let adopted = pipeline::adopted(model, &kept);
        let is_adopted = adopted.is_some();
        let former = adopted.map_or(kept, Arc::new);
        let unknown = pipeline::unremembered(model, &former);
        let repository = || Repository::of(&self.root);
        let found = if unknown.is_empty() {
            None
        } else {
            repository().and_then(|it| it.supplement(model, &unknown, &former))
        };
        let is_in_one = || self.root.ancestors().any(|folder| folder.join(".git").exists());
        let is_whole = match &found {
            Some((_, is_whole)) => *is_whole,
            None => unknown.is_empty() || !is_in_one(),
        };
        if found.is_none() && is_whole && !is_adopted {
            return None;
        }
        memory.compare_with(found.map_or(former, |(found, _)| Arc::new(found)));
        Some((!is_whole).then(|| history_incomplete(&self.settings.config)))
    }

    /// Attaches image variants.
    #[cfg(feature = "images")]
    pub(crate) fn pictures(&self, model: &mut Checked<Model>, missing: Missing, known: &Known) {
        let images = &model.value.site.config.images;
        if !images.is_enabled {
            return;
        }
        let (widths, quality) = (images.widths.clone(), images.quality);
        let wanted = crate::edge::picture::Wanted { widths, quality };
        let pictures = disk::pictures::Pictures::new(&self.root, wanted, missing);
        if missing == Missing::Leave && !pictures.has_any() {
            return;
        }
        let diagnostics = pipeline::pictures(&mut model.value, &|path| pictures.find(path, known));
        model.diagnostics.extend(diagnostics);
        model.diagnostics.sort();
        if missing == Missing::Make {
            pictures.prune();
        }
    }

    /// Images stay as they are.
    #[cfg(not(feature = "images"))]
    pub(crate) fn pictures(&self, _: &mut Checked<Model>, _: Missing, _: &Known) {}

    /// The output folder: `-o` relative to the current folder, else the configuration's relative to the site.
    pub(crate) fn output(&self, options: &Options, model: &Model) -> PathBuf {
        match &options.output_dir {
            Some(folder) => std::path::absolute(folder).unwrap_or_else(|_| folder.clone()),
            None => self.root.join(&model.site.config.output_dir),
        }
    }
}

fn history_incomplete(config: &Path) -> Diagnostic {
    let message = "not all of the Git history could be read: older edits go unnoticed";
    Diagnostic::about(codes::HISTORY_INCOMPLETE, config, message).help(
        "a shallow clone: `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`",
    )
    .help("otherwise run `git log` here: a partial clone, or a folder of another user")
}

/// The date of the build: `SOURCE_DATE_EPOCH`, else today in UTC.
///
/// *Source*: reproducible-builds.org, SOURCE_DATE_EPOCH: a malformed value must end the build.
fn today() -> Result<Day, Failure> {
    let epoch = std::env::var_os("SOURCE_DATE_EPOCH").filter(|text| !text.is_empty());
    let seconds = match epoch {
        Some(text) => text.to_str().and_then(|text| text.parse().ok()),
        None => Some(jiff::Timestamp::now().as_second()),
    };
    seconds.and_then(Day::from_unix).ok_or_else(|| {
        Failure::Usage("SOURCE_DATE_EPOCH is not a number of seconds since 1970-01-01".into())
    })
}
