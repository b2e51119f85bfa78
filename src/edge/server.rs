//! The preview: pages rendered when they are asked for, from the model in memory.

use std::convert::Infallible;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::base::Checked;
use crate::base::escape::escaped;
use crate::edge::site::Read;
use crate::edge::terminal;
use crate::pipeline::{self, Model};
use crate::plan::{Page, PageKind};

/// Where the browser listens for changes.
const EVENTS: &str = "/__glossator/events";

/// Added before the end of each page.
const SCRIPT: &str =
    "<script>new EventSource('/__glossator/events').onmessage=()=>location.reload()</script>\n";

/// What the server shows: the last good model, and what is wrong with the sources now.
pub(crate) struct Preview {
    root: PathBuf,
    sub_path: String,
    interface: IpAddr,
    model: RwLock<Arc<Model>>,
    troubles: RwLock<String>,
    changes: broadcast::Sender<()>,
}

impl Preview {
    pub(crate) fn new(root: PathBuf, sub_path: String, interface: IpAddr, read: Read) -> Self {
        let troubles = RwLock::new(troubles(&read));
        let (changes, _) = broadcast::channel(16);
        let model = RwLock::new(Arc::new(read.model.value));
        Self { root, sub_path, interface, model, troubles, changes }
    }

    /// Puts what was read now in the place of what was before, unless it has errors.
    pub(crate) fn replace(&self, read: Read) {
        *self.troubles.write().expect("no writer panicked") = troubles(&read);
        if !read.model.has_errors() {
            *self.model.write().expect("no writer panicked") = Arc::new(read.model.value);
        }
        let _ = self.changes.send(());
    }

    fn model(&self) -> Arc<Model> {
        self.model.read().expect("no writer panicked").clone()
    }

    /// A page as `build` would write it, with the script and, where the sources have errors, what they are.
    fn page(&self, model: &Model, page: &Page) -> (StatusCode, Vec<u8>) {
        let Checked { value, diagnostics } = pipeline::page(model, page);
        if content_type(page.output.as_str()) != "text/html; charset=utf-8" {
            return (StatusCode::OK, value);
        }
        let mut troubles = self.troubles.read().expect("no writer panicked").clone();
        if !diagnostics.is_empty() {
            troubles.push_str(&terminal::plain(&diagnostics, &crate::base::Tree::new()));
        }
        let mut html = String::from_utf8_lossy(&value).into_owned();
        let panel = match troubles.is_empty() {
            true => String::new(),
            false => format!(
                "<pre id=\"g-troubles\" style=\"position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;\
                 padding:1rem;background:#2b0f10;color:#ffe9e6;font:13px/1.5 monospace;z-index:99\">{}</pre>\n",
                escaped(&troubles)
            ),
        };
        let end = html.rfind("</body>").unwrap_or(html.len());
        html.insert_str(end, &format!("{panel}{SCRIPT}"));
        let status = match (&page.kind, diagnostics.is_empty()) {
            (_, false) => StatusCode::INTERNAL_SERVER_ERROR,
            (PageKind::NotFound, true) => StatusCode::NOT_FOUND,
            (_, true) => StatusCode::OK,
        };
        (status, html.into_bytes())
    }
}

fn troubles(read: &Read) -> String {
    let errors =
        read.model.diagnostics.iter().filter(|d| d.severity == crate::base::Severity::Error);
    terminal::plain(&errors.cloned().collect::<Vec<_>>(), &read.tree)
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
    let model = preview.model();
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
    if let Some(page) = model.plan.page(url) {
        let (status, bytes) = preview.page(&model, page);
        return file(status, content_type(page.output.as_str()), bytes);
    }
    if model.plan.page(&format!("{url}/")).is_some() {
        return moved(&format!("{}{}/", preview.sub_path, url.trim_start_matches('/')));
    }
    if let Some(asset) = model.plan.asset(url.trim_start_matches('/')) {
        // planned from the tree that was read, so it cannot leave the site
        if let Ok(bytes) = std::fs::read(preview.root.join(asset.from.as_str())) {
            return file(StatusCode::OK, content_type(asset.output.as_str()), bytes);
        }
    }
    match model.plan.page("/404.html") {
        Some(page) => {
            let (status, bytes) = preview.page(&model, page);
            file(status, "text/html; charset=utf-8", bytes)
        }
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
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
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
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "");
    if let Ok(place) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
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
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}
