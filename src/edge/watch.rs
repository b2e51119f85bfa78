//! Tells when sources of a site change; its output and everything else in the root are not looked at.

use std::collections::BTreeSet;
use std::path::{Path as OsPath, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout_at};

use crate::base::Path;
use crate::edge::Failure;
use crate::edge::disk::FOLDERS;
use crate::edge::site::Place;

/// How long nothing happens after a change that is whole: a file was closed, moved or removed.
const WHOLE: Duration = Duration::from_millis(2);
/// The same while a file is being written, and where the system does not say that it was closed.
const UNFINISHED: Duration = Duration::from_millis(10);
/// The same while many files change: a checkout, a folder that is copied.
const MANY: Duration = Duration::from_millis(60);
/// More files than an author saves at once.
const FEW: usize = 8;
/// A burst without end is cut here.
const LONGEST: Duration = Duration::from_secs(3);
/// How often file systems that tell nothing are asked.
const POLL: Duration = Duration::from_millis(400);

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    /// These files or folders may have, and no others.
    Paths(BTreeSet<Path>),
    /// Anything may have: events were lost.
    Anything,
}

/// A watch over the sources of a site.
pub(crate) struct Watch {
    /// Without symbolic links, as systems name the files that change.
    root: PathBuf,
    config: Path,
    watcher: Box<dyn Watcher + Send>,
    events: UnboundedReceiver<notify::Result<Event>>,
    folders: BTreeSet<&'static str>,
}

impl Watch {
    /// Watches from now on. `is_polled`: by asking again and again, for file systems that do not tell.
    pub(crate) fn of(place: &Place, is_polled: bool) -> Result<Self, Failure> {
        let (send, events) = unbounded_channel();
        let tell = move |event: notify::Result<Event>| {
            // nobody listens any more once the server ends
            let _ = send.send(event);
        };
        let failed = |error: notify::Error| Failure::Read(place.root.clone(), error.to_string());
        let watcher: Result<Box<dyn Watcher + Send>, notify::Error> = match is_polled {
            true => {
                let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
                PollWatcher::new(tell, config).map(|watcher| Box::new(watcher) as _)
            }
            false => RecommendedWatcher::new(tell, Config::default())
                .map(|watcher| Box::new(watcher) as _),
        };
        let root = std::fs::canonicalize(&place.root)
            .map_err(|error| Failure::read(&place.root, &error))?;
        let config = place.settings.config.clone();
        let mut watch = Self {
            watcher: watcher.map_err(failed)?,
            folders: BTreeSet::new(),
            events,
            config,
            root,
        };
        let above = watch.root.join(watch.config.folder());
        // the folders, not the files: editors put a new file in the place of the old one
        for folder in BTreeSet::from([watch.root.clone(), above]) {
            watch.watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        watch.enter();
        Ok(watch)
    }

    /// Waits for a change, and for the end of the burst that it is part of.
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
                // the watcher lives as long as this value: there is nothing to come
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
        // a folder that is watched only now may have got files before
        let came = came.into_iter().filter_map(Path::new);
        Changed::Paths(burst.paths.into_iter().chain(came).collect())
    }

    /// Takes in what an event says.
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
            match is_whole {
                true => drop(burst.unfinished.remove(&path)),
                false => drop(burst.unfinished.insert(path.clone())),
            }
            // what was closed without a change was not changed
            if !is_closed || burst.paths.contains(&path) {
                burst.paths.insert(path);
                burst.goes_on();
            }
        }
    }

    /// Watches source folders that are there now, and forgets those that are gone. Those that came.
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

    /// The path of a source below the root; nothing for a file that is none.
    fn source(&self, place: &OsPath) -> Option<Path> {
        let below = place.strip_prefix(&self.root).ok()?;
        let names: Option<Vec<&str>> = below.iter().map(|name| name.to_str()).collect();
        let path = Path::new(&names?.join("/"))?;
        let is_below = |folder: &&str| path.as_str() == *folder || path.below(folder).is_some();
        (path == self.config || FOLDERS.iter().any(is_below)).then_some(path)
    }
}

/// Changes that belong together.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<Path>,
    /// Those of them that are still being written, as far as one knows.
    unfinished: BTreeSet<Path>,
    is_lost: bool,
    begun: Option<Instant>,
    /// When it is over, if nothing more happens.
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
