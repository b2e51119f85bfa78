//! The preview: pages rendered when they are asked for, from the model in memory.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::IpAddr;
use std::path::{Path as OsPath, PathBuf};
use std::sync::{Arc, OnceLock, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::base::escape::escaped;
use crate::base::{Checked, Diagnostic, Path, Severity, Tree};
use crate::edge::site::Read;
use crate::edge::terminal;
use crate::pipeline::{self, Model};
use crate::plan::{Page, PageKind};

const HTML: &str = "text/html; charset=utf-8";

/// Where the browser listens for changes.
const EVENTS: &str = "/__glossator/events";

/// Added before the end of each page: reloads it after a change, and after the server was started again.
const SCRIPT: &str = "<script>{let lost=false;const events=new EventSource('/__glossator/events');\
events.onmessage=()=>location.reload();events.onerror=()=>lost=true;events.onopen=()=>lost&&location.reload()}</script>\n";

/// What the server shows.
pub(crate) struct Preview {
    /// Without symbolic links.
    root: PathBuf,
    sub_path: String,
    interface: IpAddr,
    shown: RwLock<Arc<Shown>>,
    changes: broadcast::Sender<()>,
}

/// The last good model, and what is wrong with the sources now.
struct Shown {
    model: Arc<Model>,
    tree: Tree,
    troubles: String,
    /// Files of the search index by their output paths: made when a reader searches for the first time.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl Preview {
    /// A preview of what was read; the first model is shown even with errors, for there is no better one.
    pub(crate) fn new(root: &OsPath, sub_path: String, interface: IpAddr, read: Read) -> Self {
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let (changes, _) = broadcast::channel(16);
        let troubles = troubles(&read.model.diagnostics, &read.tree);
        let model = Arc::new(read.model.value);
        let shown = RwLock::new(Arc::new(Shown::new(model, read.tree, troubles)));
        Self { root, sub_path, interface, shown, changes }
    }

    /// Puts what was read now in the place of what was before, unless it has errors; tells the browser.
    pub(crate) fn replace(&self, read: Read) {
        let is_good = !read.model.has_errors();
        let troubles = troubles(&read.model.diagnostics, &read.tree);
        let model = if is_good { Arc::new(read.model.value) } else { self.shown().model.clone() };
        let shown = Arc::new(Shown::new(model, read.tree, troubles));
        *self.shown.write().expect("no writer panicked") = shown;
        // nobody may be looking
        let _ = self.changes.send(());
    }

    /// A file of the site; none if a link has been put in its place that leads out.
    fn asset(&self, from: &Path) -> Option<Vec<u8>> {
        let place = std::fs::canonicalize(self.root.join(from.as_str())).ok()?;
        std::fs::read(place.starts_with(&self.root).then_some(place)?).ok()
    }

    fn shown(&self) -> Arc<Shown> {
        self.shown.read().expect("no writer panicked").clone()
    }
}

impl Shown {
    fn new(model: Arc<Model>, tree: Tree, troubles: String) -> Self {
        Self { model, tree, troubles, search: OnceLock::new() }
    }

    /// A file of the search index.
    fn search(&self, path: &str) -> Option<Vec<u8>> {
        let of = |(path, bytes): (Path, Vec<u8>)| (path.as_str().to_string(), bytes);
        let files =
            self.search.get_or_init(|| pipeline::search(&self.model).into_iter().map(of).collect());
        files.get(path).cloned()
    }

    /// A page as `build` would write it, with the script and, where something is wrong, what it is.
    fn page(&self, page: &Page) -> Response<Body> {
        let Checked { value, diagnostics } = pipeline::page(&self.model, page);
        let content_type = content_type(page.output.as_str());
        if content_type != HTML {
            return file(StatusCode::OK, content_type, value);
        }
        let broken = troubles(&diagnostics, &self.tree);
        let status = match (&page.kind, broken.is_empty()) {
            (_, false) => StatusCode::INTERNAL_SERVER_ERROR,
            (PageKind::NotFound, true) => StatusCode::NOT_FOUND,
            (_, true) => StatusCode::OK,
        };
        let troubles = [broken, self.troubles.clone()];
        let troubles: Vec<String> = troubles.into_iter().filter(|text| !text.is_empty()).collect();
        let html = match value.is_empty() {
            true => EMPTY.to_string(),
            false => String::from_utf8_lossy(&value).into_owned(),
        };
        file(status, HTML, with_panel(html, &troubles.join("\n\n")).into_bytes())
    }
}

/// In place of a page that no template could make.
const EMPTY: &str = "<!doctype html>\n<html lang=\"en\">\n<title>This page has errors</title>\n<body>\n</body>\n</html>\n";

/// The page with the script before its end and, where there is trouble, a panel that says so.
fn with_panel(mut html: String, troubles: &str) -> String {
    let panel = match troubles.is_empty() {
        true => String::new(),
        false => format!(
            "<pre id=\"g-troubles\" class=\"added\" role=\"alert\" lang=\"en\" dir=\"ltr\" style=\"position:fixed;inset:auto 0 0 0;\
             max-height:50vh;overflow:auto;margin:0;padding:1rem;background:#2b0f10;color:#ffe9e6;\
             font:13px/1.5 monospace;z-index:99\">The site has errors; behind this is what could be shown.\n\n{}</pre>\n",
            escaped(troubles)
        ),
    };
    let end = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(end, &format!("{panel}{SCRIPT}"));
    html
}

/// The errors among diagnostics, as text; empty without one.
fn troubles(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let errors = diagnostics.iter().filter(|told| told.severity == Severity::Error).cloned();
    terminal::plain(&errors.collect::<Vec<_>>(), tree)
}

/// The sub-path of a base URL, beginning and ending with `/`.
pub(crate) fn sub_path(base: &str) -> &str {
    let host_at = base.find("//").map_or(0, |at| at + 2);
    base[host_at..].find('/').map_or("/", |slash| &base[host_at + slash..])
}

/// The routes of the preview.
pub(crate) fn router(preview: Arc<Preview>) -> Router {
    Router::new().route(EVENTS, axum::routing::get(events)).fallback(answer).with_state(preview)
}

/// Tells the browser of each change.
async fn events(State(preview): State<Arc<Preview>>, headers: HeaderMap) -> Response<Body> {
    if !is_own_host(&preview, &headers) {
        return plain(StatusCode::FORBIDDEN, "this host is not served here\n");
    }
    let changes = preview.changes.subscribe();
    // one event for each change, as long as the browser listens
    let stream = futures_util::stream::unfold(changes, |mut changes| async {
        match changes.recv().await {
            Ok(()) | Err(RecvError::Lagged(_)) => {
                Some((Ok::<_, Infallible>(Event::default().data("changed")), changes))
            }
            Err(RecvError::Closed) => None,
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

/// Answers a request for a page or file.
async fn answer(
    State(preview): State<Arc<Preview>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    if !is_own_host(&preview, &headers) {
        return plain(StatusCode::FORBIDDEN, "this host is not served here\n");
    }
    if method != Method::GET && method != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
    }
    let shown = preview.shown();
    let plan = &shown.model.plan;
    let Some(path) = crate::plan::decoded(uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "this address is not UTF-8\n");
    };
    let below = match path.strip_prefix(&preview.sub_path) {
        Some(below) => format!("/{below}"),
        None if path == "/" || format!("{path}/") == preview.sub_path => {
            return moved(&preview.sub_path);
        }
        None => path.clone(),
    };
    let url = below.strip_suffix("index.html").unwrap_or(&below);
    if let Some(page) = plan.page(url) {
        return shown.page(page);
    }
    if plan.page(&format!("{url}/")).is_some() {
        // one slash at its start, or the browser would read a host
        return moved(&format!("/{}/", uri.path().trim_matches('/')));
    }
    if let Some(asset) = plan.asset(url.trim_start_matches('/'))
        && let Some(bytes) = preview.asset(&asset.from)
    {
        return file(StatusCode::OK, content_type(asset.output.as_str()), bytes);
    }
    if url.starts_with("/search/") && !url.ends_with('/') {
        let (shown, path) = (shown.clone(), url.trim_start_matches('/').to_string());
        let content_type = content_type(&path);
        // may take a second on a large site: other requests are answered meanwhile
        let made = tokio::task::spawn_blocking(move || shown.search(&path)).await;
        if let Ok(Some(bytes)) = made {
            return file(StatusCode::OK, content_type, bytes);
        }
    }
    match plan.page("/404.html") {
        Some(page) => shown.page(page),
        None => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

/// Whether a request names a host that this server is meant to be: another name on a loopback address is how a
/// foreign page would read a preview (DNS rebinding).
fn is_own_host(preview: &Preview, headers: &HeaderMap) -> bool {
    if !preview.interface.is_loopback() {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn file(status: StatusCode, content_type: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    file(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn moved(to: &str) -> Response<Body> {
    // not for good: another site may be at this port tomorrow
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "");
    if let Ok(place) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "vtt" => "text/vtt; charset=utf-8",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        _ => "application/octet-stream",
    }
}
