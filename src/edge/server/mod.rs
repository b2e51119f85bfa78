//! The preview server: renders pages on request from the model in memory.

mod answer;
mod edit;
mod editor;
mod events;
mod frame;
mod guard;
mod media;
mod panel;
mod respond;
mod scripts;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};

use axum::Router;
use axum::routing::{get, post};
use tokio::sync::broadcast;

use crate::base::{Path, Tree};
use crate::edge::Failure;
use crate::edge::follow::{Followed, Followup};
use crate::pipeline::{self, Model};

pub(crate) use edit::{Job, Jobs};
use guard::Token;
use panel::PanelMessages;

/// All addresses of the preview itself are below `/__glossator/`.
const EVENTS: &str = "/__glossator/events";
const SCRIPT: &str = "/__glossator/assets/preview/main.js";
const TROUBLES: &str = "/__glossator/troubles";
const WHERE: &str = "/__glossator/where";
/// Performs an action, so it requires the token, as any new one must ([`guard::Token::lets`]).
const OPEN: &str = "/__glossator/open";

/// What the server shows, and who may access it.
pub(crate) struct Preview {
    /// Without symbolic links.
    root: PathBuf,
    sub_path: String,
    interface: IpAddr,
    token: Token,
    shown: RwLock<Arc<Shown>>,
    changes: broadcast::Sender<String>,
    /// Queue for the editor's work; `None`: editing is off.
    jobs: Option<Jobs>,
}

/// The last good model, and the present diagnostics.
struct Shown {
    model: Arc<Model>,
    /// The site's own templates, for excerpts in diagnostics of pages.
    templates: Tree,
    panel: PanelMessages,
    /// Files of the search index by output path; made on the first search.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl Preview {
    /// A preview of a model; the first model is shown even with errors, since there is no older one.
    ///
    /// *Errors*: the system has no random numbers.
    pub(crate) fn new(
        followed: &Followed,
        sub_path: String,
        interface: IpAddr,
        jobs: Option<Jobs>,
    ) -> Result<Self, Failure> {
        let root = &followed.place.root;
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.clone());
        let token = Token::new().map_err(|why| Failure::Bind(interface.to_string(), why))?;
        let (changes, _) = broadcast::channel(16);
        let shown = RwLock::new(Arc::new(Shown::new(followed.latest.value.clone(), followed)));
        Ok(Self { root, sub_path, interface, token, shown, changes, jobs })
    }

    /// Replaces the model, unless the new one has errors, and notifies browsers.
    pub(crate) fn replace(&self, followed: &Followed, followup: Followup) {
        let Followup { model, changed } = followup;
        let former = self.shown();
        let is_good = !model.has_errors();
        let shown = if is_good { model.value } else { former.model.clone() };
        let shown = Arc::new(Shown::new(shown, followed));
        *self.shown.write().expect("no writer panicked") = shown;
        let files = changed.map(|changed| self.copied(&changed));
        // there may be no listener
        let _ = self.changes.send(self.news(files.as_deref()));
    }

    /// Addresses of the copied files among these.
    fn copied(&self, changed: &BTreeSet<Path>) -> Vec<String> {
        let shown = self.shown();
        let assets = shown.model.plan.assets.iter().filter(|asset| changed.contains(&asset.from));
        assets.map(|asset| format!("{}{}", self.sub_path, asset.output)).collect()
    }

    /// The data of an event; `files`: addresses that may have changed, `None`: any.
    fn news(&self, files: Option<&[String]>) -> String {
        let news = serde_json::json!({
            "start": &self.token.as_str()[..8],
            "troubles": self.shown().panel.version,
            "files": files,
        });
        news.to_string()
    }

    fn shown(&self) -> Arc<Shown> {
        self.shown.read().expect("no writer panicked").clone()
    }

    /// Path of a source on disk; `None` if a link leads out of the site.
    fn place(&self, path: &Path) -> Option<PathBuf> {
        let place = std::fs::canonicalize(self.root.join(path.as_str())).ok()?;
        place.starts_with(&self.root).then_some(place)
    }
}

impl Shown {
    /// A model and the present diagnostics.
    fn new(model: Arc<Model>, followed: &Followed) -> Self {
        let (tree, diagnostics) = (&followed.sources.tree, &followed.latest.diagnostics);
        let first = Path::new("templates").expect("a plain name");
        let own = tree.range(first..).take_while(|(path, _)| path.below("templates").is_some());
        let templates = own.map(|(path, file)| (path.clone(), file.clone())).collect();
        let panel = PanelMessages::new(diagnostics, tree);
        Self { model, templates, panel, search: OnceLock::new() }
    }

    /// A file of the search index.
    fn search(&self, path: &str) -> Option<Vec<u8>> {
        let of = |(path, bytes): (Path, Vec<u8>)| (path.as_str().to_string(), bytes);
        let files =
            self.search.get_or_init(|| pipeline::search(&self.model).into_iter().map(of).collect());
        files.get(path).cloned()
    }
}

/// The path of a base URL, beginning and ending with `/`.
pub(crate) fn sub_path(base: &str) -> &str {
    let host_at = base.find("//").map_or(0, |at| at + 2);
    base[host_at..].find('/').map_or("/", |slash| &base[host_at + slash..])
}

/// The routes of the preview. Every request passes the host check first.
pub(crate) fn router(preview: Arc<Preview>) -> Router {
    let host = axum::middleware::from_fn_with_state(preview.clone(), answer::own_host);
    let editing = if preview.jobs.is_some() { edit::router(&preview) } else { Router::new() };
    Router::new()
        .merge(editing)
        .route(EVENTS, get(events::events))
        .route("/__glossator/assets/{*path}", get(scripts::module))
        .route(TROUBLES, get(answer::troubles))
        .route(WHERE, get(answer::whereabouts))
        .route(OPEN, post(answer::open))
        .fallback(answer::answer)
        .layer(host)
        .with_state(preview)
}
