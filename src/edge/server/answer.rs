//! Answers requests for pages and files as a host would, and requests of the preview's script.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use axum::middleware::Next;
use serde::Deserialize;

use crate::base::Path;
use crate::edge::server::media::{self, media_type};
use crate::edge::server::respond::{self, Content, moved, plain, with};
use crate::edge::server::{Preview, Shown, editor, frame, guard};
use crate::plan::PageKind;

/// Rejects requests with another host name.
pub(super) async fn own_host(
    State(preview): State<Arc<Preview>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if guard::is_own_host(preview.interface, request.headers()) {
        next.run(request).await
    } else {
        plain(StatusCode::FORBIDDEN, "this host is not served here\n")
    }
}

/// Answers a request for a page or file.
pub(super) async fn answer(
    State(preview): State<Arc<Preview>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    if method != Method::GET && method != Method::HEAD {
        let refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
        return with(refused, header::ALLOW, "GET, HEAD");
    }
    // a large page or file must not block other requests
    let made = tokio::task::spawn_blocking(move || made(&preview, &uri, &headers)).await;
    made.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "this page cannot be made\n"))
}

fn made(preview: &Preview, uri: &Uri, headers: &HeaderMap) -> Response<Body> {
    let shown = preview.shown();
    let plan = &shown.model.plan;
    // decoded only once: a remaining escape is part of a name
    let Some(path) = crate::plan::decoded(uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "this address is not UTF-8\n");
    };
    let below = match path.strip_prefix(&preview.sub_path) {
        Some(below) => format!("/{below}"),
        None if path == "/" || format!("{path}/") == preview.sub_path => {
            return moved(&preview.sub_path, Vec::new());
        }
        None => return not_found(preview, &shown, headers),
    };
    let url = below.strip_suffix("index.html").unwrap_or(&below);
    if let Some(page) = plan.page(url) {
        let content = frame::page(preview, &shown, page);
        return match &page.kind {
            PageKind::Redirect { to } => {
                let to = format!("{}{}", preview.sub_path, to.trim_start_matches('/'));
                moved(&to, content.bytes)
            }
            _ => content.answer(headers),
        };
    }
    if plan.page(&format!("{url}/")).is_some() {
        // a single leading slash, or the browser would parse a host
        let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
        return moved(&format!("/{}/{query}", uri.path().trim_matches('/')), Vec::new());
    }
    let name = url.trim_start_matches('/');
    if let Some(asset) = plan.asset(name)
        && let Some(place) = preview.place(&asset.from)
        && let Ok(bytes) = std::fs::read(place)
    {
        return Content::new(media_type(asset.output.as_str()), bytes).answer(headers);
    }
    if url.starts_with("/search/")
        && !url.ends_with('/')
        && let Some(bytes) = shown.search(name)
    {
        return Content::new(media_type(name), bytes).answer(headers);
    }
    not_found(preview, &shown, headers)
}

fn not_found(preview: &Preview, shown: &Shown, headers: &HeaderMap) -> Response<Body> {
    match shown.model.plan.page("/404.html") {
        Some(page) => {
            let content = frame::page(preview, shown, page);
            let status = match content.status {
                StatusCode::OK => StatusCode::NOT_FOUND,
                status => status,
            };
            Content { status, ..content }.answer(headers)
        }
        None => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

/// The diagnostics of the sources.
pub(super) async fn troubles(State(preview): State<Arc<Preview>>) -> Response<Body> {
    Content::new(media::JSON, preview.shown().panel.json.clone()).answer(&HeaderMap::new())
}

/// The present page of a source: `{"url": "/articles/x/"}`, or `null` if it has none.
pub(super) async fn whereabouts(State(preview): State<Arc<Preview>>, uri: Uri) -> Response<Body> {
    let asked = uri.query().and_then(|query| query.strip_prefix("source="));
    let source = asked.and_then(crate::plan::decoded).and_then(|source| Path::new(&source));
    let Some(source) = source else {
        return plain(StatusCode::BAD_REQUEST, "`source` is a file of the site\n");
    };
    let model = &preview.shown().model;
    let url = model.site.document(&source).map(|at| &model.plan.documents[at]);
    let url = url.filter(|url| !url.is_empty());
    let url = url.map(|url| format!("{}{}", preview.sub_path, url.trim_start_matches('/')));
    respond::json(StatusCode::OK, &serde_json::json!({ "url": url }))
}

/// A place to open.
#[derive(Deserialize)]
struct Wanted {
    path: String,
    line: usize,
    column: usize,
}

/// Opens a source in the author's editor: `{"path", "line", "column"}`. The answer is `{}`, or `{"url"}` for the
/// browser to open, or `{"refused"}` with the reason.
pub(super) async fn open(
    State(preview): State<Arc<Preview>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    if !preview.token.lets(&headers) {
        return plain(StatusCode::FORBIDDEN, "only a page of this preview may ask for this\n");
    }
    let Ok(wanted) = serde_json::from_slice::<Wanted>(&body) else {
        return plain(StatusCode::BAD_REQUEST, "`path`, `line` and `column` are required\n");
    };
    let file = Path::new(&wanted.path);
    let model = preview.shown().model.clone();
    let is_source = |path: &Path| {
        ["content", "templates", "strings"].iter().any(|folder| path.below(folder).is_some())
            || *path == model.site.config.path
    };
    let Some(file) = file.filter(is_source).and_then(|path| preview.place(&path)) else {
        return plain(StatusCode::NOT_FOUND, "there is no such source\n");
    };
    let place = editor::Place { file: &file, line: wanted.line, column: wanted.column };
    let answer = match &model.site.config.editor {
        Some(scheme) => serde_json::json!({ "url": editor::address(scheme, &place) }),
        None => match editor::run(&place) {
            Ok(()) => serde_json::json!({}),
            Err(refused) => serde_json::json!({ "refused": refused }),
        },
    };
    respond::json(StatusCode::OK, &answer)
}
