//! Tells when a source of a site changes; its output and everything else in the root are not looked at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::edge::Failure;
use crate::edge::disk::FOLDERS;
use crate::edge::site::Place;

/// How long a burst of changes is waited for: an editor that saves writes, renames and removes.
const BURST: Duration = Duration::from_millis(60);

/// A watch over the sources of a site.
pub(crate) struct Watch {
    root: PathBuf,
    config: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    bursts: UnboundedReceiver<DebounceEventResult>,
    folders: BTreeSet<&'static str>,
}

impl Watch {
    /// Watches from now on.
    pub(crate) fn of(place: &Place) -> Result<Self, Failure> {
        let (send, bursts) = unbounded_channel();
        let tell = move |burst: DebounceEventResult| {
            // nobody listens any more once the server ends
            let _ = send.send(burst);
        };
        let failed = |error: notify_debouncer_full::notify::Error| {
            Failure::Read(place.root.clone(), error.to_string())
        };
        let mut debouncer = new_debouncer(BURST, None, tell).map_err(failed)?;
        let config = place.root.join(place.settings.config.as_str());
        let above = config.parent().unwrap_or(&place.root);
        // the folders, not the files: editors put a new file in the place of the old one
        for folder in BTreeSet::from([place.root.as_path(), above]) {
            debouncer.watch(folder, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        let root = place.root.clone();
        let mut watch = Self { root, config, debouncer, bursts, folders: BTreeSet::new() };
        watch.enter();
        Ok(watch)
    }

    /// Waits for a change; one of the paths that changed, from the root.
    pub(crate) async fn changed(&mut self) -> PathBuf {
        loop {
            let Some(burst) = self.bursts.recv().await else {
                // the watcher lives as long as this value: there is nothing to come
                return std::future::pending().await;
            };
            self.enter();
            let changed = match burst {
                Ok(events) => events.iter().find_map(|event| self.source(event)),
                // events were lost: anything may have changed
                Err(_) => Some(PathBuf::from(".")),
            };
            if let Some(changed) = changed {
                return changed;
            }
        }
    }

    /// Watches source folders that are there now, and forgets those that are gone.
    fn enter(&mut self) {
        for folder in FOLDERS {
            let place = self.root.join(folder);
            if !place.is_dir() {
                if self.folders.remove(folder) {
                    let _ = self.debouncer.unwatch(&place);
                }
            } else if !self.folders.contains(folder)
                && self.debouncer.watch(&place, RecursiveMode::Recursive).is_ok()
            {
                self.folders.insert(folder);
            }
        }
    }

    /// The source that an event is about.
    fn source(&self, event: &DebouncedEvent) -> Option<PathBuf> {
        if event.need_rescan() {
            return Some(PathBuf::from("."));
        }
        if event.kind.is_access() {
            return None;
        }
        let changed = event.paths.iter().find(|path| self.is_source(path))?;
        Some(changed.strip_prefix(&self.root).unwrap_or(changed).to_path_buf())
    }

    fn is_source(&self, path: &Path) -> bool {
        let is_hidden =
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_below = |folder: &str| path.starts_with(self.root.join(folder));
        path == self.config || (!is_hidden && FOLDERS.iter().any(|folder| is_below(folder)))
    }
}
