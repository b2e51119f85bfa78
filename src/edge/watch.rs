//! Watches the sources of a site for changes; ignores its output and all other files.
//!
//! Bursts are collected here: `notify-debouncer-full` waits the same time after every event, and pages would be late.

use std::collections::BTreeSet;
use std::path::{Path as OsPath, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout_at};

use crate::base::Path;
use crate::edge::Failure;
use crate::edge::disk::{FOLDERS, relative};
use crate::edge::site::Place;

/// Quiet time after a complete change: a file was closed, moved or removed.
const WHOLE: Duration = Duration::from_millis(2);
/// Quiet time while a file is being written, or if the system does not report that it was closed.
const UNFINISHED: Duration = Duration::from_millis(10);
/// Quiet time while many files change: a checkout, a copied folder.
const MANY: Duration = Duration::from_millis(60);
/// More files than an author saves at once.
const FEW: usize = 8;
/// Maximum length of a burst.
const LONGEST: Duration = Duration::from_secs(3);
/// Polling interval, for file systems that do not report changes.
const POLL: Duration = Duration::from_millis(400);

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    /// These files or folders at most.
    Paths(BTreeSet<Path>),
    /// Possibly anything, since events were lost.
    Anything,
}

/// A watch on the sources of a site.
pub(crate) struct Watch {
    /// Without symbolic links, as the system reports paths.
    root: PathBuf,
    config: Path,
    watcher: Box<dyn Watcher + Send>,
    events: UnboundedReceiver<notify::Result<Event>>,
    folders: BTreeSet<&'static str>,
}

impl Watch {
    /// Starts watching. `is_polled`: by polling, for file systems that do not report changes.
    pub(crate) fn of(place: &Place, is_polled: bool) -> Result<Self, Failure> {
        let (send, events) = unbounded_channel();
        let tell = move |event: notify::Result<Event>| {
            // there is no receiver once the server ends
            let _ = send.send(event);
        };
        let failed = |error: notify::Error| Failure::Read(place.root.clone(), error.to_string());
        let watcher: Result<Box<dyn Watcher + Send>, notify::Error> = if is_polled {
            let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
            PollWatcher::new(tell, config).map(|watcher| Box::new(watcher) as _)
        } else {
            RecommendedWatcher::new(tell, Config::default()).map(|watcher| Box::new(watcher) as _)
        };
        let root = std::fs::canonicalize(&place.root).map_err(Failure::reading(&place.root))?;
        let config = place.settings.config.clone();
        let mut watch = Self {
            watcher: watcher.map_err(failed)?,
            folders: BTreeSet::new(),
            events,
            config,
            root,
        };
        let above = watch.root.join(watch.config.folder());
        // folders, not files, since editors replace files
        for folder in BTreeSet::from([watch.root.clone(), above]) {
            watch.watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        watch.enter();
        Ok(watch)
    }

    /// Waits for a change and the end of its burst.
    pub(crate) async fn changed(&mut self) -> Changed {
        let mut burst = Burst::default();
        loop {
            let event = match burst.ends {
                None => self.events.recv().await,
                Some(ends) => match timeout_at(ends, self.events.recv()).await {
                    Ok(event) => event,
                    Err(_) => return self.close(burst),
                },
            };
            let Some(event) = event else {
                // unreachable: the watcher lives as long as this value
                return std::future::pending().await;
            };
            self.take(&mut burst, event);
        }
    }

    fn close(&mut self, burst: Burst) -> Changed {
        let came = self.enter();
        if burst.is_lost {
            return Changed::Anything;
        }
        // a newly watched folder may already have files
        let came = came.into_iter().filter_map(Path::new);
        Changed::Paths(burst.paths.into_iter().chain(came).collect())
    }

    /// Adds an event to a burst.
    fn take(&self, burst: &mut Burst, event: notify::Result<Event>) {
        let Ok(event) = event else { return burst.lose() };
        if event.need_rescan() {
            return burst.lose();
        }
        let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && !is_closed {
            return;
        }
        let is_whole = is_closed
            || event.kind.is_remove()
            || matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
        for path in event.paths.iter().filter_map(|path| self.source(path)) {
            if is_whole {
                burst.unfinished.remove(&path);
            } else {
                burst.unfinished.insert(path.clone());
            }
            // closing a file without a change does not count
            if !is_closed || burst.paths.contains(&path) {
                burst.paths.insert(path);
                burst.goes_on();
            }
        }
    }

    /// Watches source folders that exist and drops those that do not; returns the new ones.
    fn enter(&mut self) -> Vec<&'static str> {
        let mut came = Vec::new();
        for folder in FOLDERS {
            let place = self.root.join(folder);
            if !place.is_dir() {
                if self.folders.remove(folder) {
                    let _ = self.watcher.unwatch(&place);
                }
            } else if !self.folders.contains(folder)
                && self.watcher.watch(&place, RecursiveMode::Recursive).is_ok()
            {
                self.folders.insert(folder);
                came.push(folder);
            }
        }
        came
    }

    /// The path of a source file; `None` for any other file.
    fn source(&self, place: &OsPath) -> Option<Path> {
        let path = relative(&self.root, place)?;
        let is_below = |folder: &&str| path.as_str() == *folder || path.below(folder).is_some();
        (path == self.config || FOLDERS.iter().any(is_below)).then_some(path)
    }
}

/// Changes that belong together.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<Path>,
    /// Files that are probably still being written.
    unfinished: BTreeSet<Path>,
    is_lost: bool,
    begun: Option<Instant>,
    /// When the burst ends, if nothing more happens.
    ends: Option<Instant>,
}

impl Burst {
    fn lose(&mut self) {
        self.is_lost = true;
        self.goes_on();
    }

    fn goes_on(&mut self) {
        let now = Instant::now();
        let begun = *self.begun.get_or_insert(now);
        let quiet = match (self.paths.len() > FEW || self.is_lost, self.unfinished.is_empty()) {
            (true, _) => MANY,
            (false, true) => WHOLE,
            (false, false) => UNFINISHED,
        };
        self.ends = Some((now + quiet).min(begun + LONGEST));
    }
}
