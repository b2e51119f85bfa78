//! The editor's requests (docs/editing.md).

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, Uri};
use axum::middleware::Next;
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

use crate::base::language::direction;
use crate::base::{File, Path};
use crate::change::annotate::{self, Action, Refusal};
use crate::edge::edits::{Edits, Written};
use crate::edge::follow::{Followed, Followup};
use crate::edge::server::Preview;
use crate::edge::server::panel::PanelMessages;
use crate::edge::server::respond::{self, plain};
use crate::pipeline;
use crate::words;

/// Work on the site in memory, done between changes of its files.
pub(crate) type Job = Box<dyn FnOnce(&mut Followed, &mut Edits, &Preview) + Send>;

/// The queue of the work.
#[derive(Clone)]
pub(crate) struct Jobs(pub(crate) mpsc::UnboundedSender<Job>);

impl Jobs {
    /// Runs work and waits for its result; `None` if the server ends.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Followed, &mut Edits, &Preview) -> T + Send + 'static,
    ) -> Option<T> {
        let (send, answer) = oneshot::channel();
        let job = move |followed: &mut Followed, edits: &mut Edits, preview: &Preview| {
            // the browser may have disconnected
            let _ = send.send(work(followed, edits, preview));
        };
        self.0.send(Box::new(job)).ok()?;
        answer.await.ok()
    }
}

/// The routes of the editor, for pages of this preview.
pub(super) fn router(preview: &Arc<Preview>) -> Router<Arc<Preview>> {
    let token = axum::middleware::from_fn_with_state(preview.clone(), own_page);
    Router::new()
        .route("/__glossator/edit/article", get(article))
        .route("/__glossator/edit/entities", get(entities))
        .route("/__glossator/edit/words", get(words))
        .route("/__glossator/edit/act", post(act))
        .route("/__glossator/edit/undo", post(undo))
        .route("/__glossator/edit/note", post(note))
        .layer(token)
}

async fn own_page(
    State(preview): State<Arc<Preview>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if preview.token.lets(request.headers()) {
        next.run(request).await
    } else {
        plain(StatusCode::FORBIDDEN, "only a page of this preview may ask for this\n")
    }
}

/// Everything marked in an article, and suggestions.
async fn article(State(preview): State<Arc<Preview>>, uri: Uri) -> Response<Body> {
    let Some(source) = asked(&uri, "source").and_then(|source| Path::new(&source)) else {
        return malformed("`source` is a file of the site");
    };
    let look = move |followed: &mut Followed, edits: &mut Edits, _: &Preview| {
        if let Err(failure) = followed.refresh(&source) {
            return Err(refused(&Refusal::not_written(&failure.to_string()), followed));
        }
        let model = &*followed.latest.value;
        let marked = pipeline::marked(&followed.sources.tree, model, &source);
        let marked = marked.map_err(|refusal| refused(&refusal, followed))?;
        let site = &model.site;
        let at = site.document(&source).map(|at| &site.documents[at]);
        let offered = pipeline::offered(model, &source);
        let words = site.words.of(&site.config.language);
        let choice = |what: &str, id: &str| {
            let label = words.find(&format!("{what}-{id}")).unwrap_or(id);
            json!({ "id": id, "label": label })
        };
        let types = site.config.types.iter().map(|kind| choice("type", &kind.id));
        let note_kinds = site.config.note_kinds.iter().map(|(id, _)| choice("note", id));
        Ok(json!({
            "text": at.map_or("", |document| &document.body.stream),
            "marked": marked,
            "suggested": offered.suggested,
            "unclear": offered.unclear,
            "undo": edits.last(),
            "choices": {
                "types": types.collect::<Vec<_>>(),
                "note_kinds": note_kinds.collect::<Vec<_>>(),
                "source_kinds": crate::parse::matter::SOURCE_KINDS.iter().map(|(id, ())| id).collect::<Vec<_>>(),
            },
        }))
    };
    answered(jobs(&preview).ask(look).await)
}

/// Entities that match words.
async fn entities(State(preview): State<Arc<Preview>>, uri: Uri) -> Response<Body> {
    let Some(words) = asked(&uri, "q") else { return malformed("`q` is required") };
    let source = asked(&uri, "source").and_then(|source| Path::new(&source));
    let look = move |followed: &mut Followed, _: &mut Edits, _: &Preview| {
        let site = &followed.latest.value.site;
        let document = source.and_then(|source| site.document(&source));
        let own = &*site.config.language;
        let tag = document.map_or(own, |at| site.documents[at].language(&site.config));
        Ok(json!({ "entities": annotate::lookup(site, &words, tag) }))
    };
    answered(jobs(&preview).ask(look).await)
}

/// The editor's interface strings, in the language of the site.
async fn words(State(preview): State<Arc<Preview>>) -> Response<Body> {
    let look = |followed: &mut Followed, _: &mut Edits, _: &Preview| {
        let language = followed.latest.value.site.config.language.clone();
        let own = Path::new(&format!("strings/{language}.ftl"));
        let own = match own.and_then(|path| followed.sources.tree.get(&path)) {
            Some(File::Bytes(bytes)) => std::str::from_utf8(bytes).ok(),
            _ => None,
        };
        let words = words::editor(&language, own);
        Ok(json!({ "language": language, "dir": direction(&language).as_str(), "words": words }))
    };
    answered(jobs(&preview).ask(look).await)
}

/// An action on an article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doing {
    source: String,
    action: Action,
}

async fn act(State(preview): State<Arc<Preview>>, body: Bytes) -> Response<Body> {
    let doing: Doing = match read(&body) {
        Ok(doing) => doing,
        Err(answer) => return *answer,
    };
    let Some(source) = Path::new(&doing.source) else {
        return malformed("`source` is a file of the site");
    };
    let work = move |followed: &mut Followed, edits: &mut Edits, preview: &Preview| {
        let done = edits.act(followed, &source, &doing.action);
        shown(done, followed, preview)
    };
    answered(jobs(&preview).ask(work).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn undo(State(preview): State<Arc<Preview>>, body: Bytes) -> Response<Body> {
    if let Err(answer) = read::<Nothing>(&body) {
        return *answer;
    }
    let work = |followed: &mut Followed, edits: &mut Edits, preview: &Preview| {
        let done = edits.undo(followed);
        shown(done, followed, preview)
    };
    answered(jobs(&preview).ask(work).await)
}

/// Shows the result of an action to all browsers.
fn shown(
    done: Result<(Written, Followup), Refusal>,
    followed: &Followed,
    preview: &Preview,
) -> Result<Value, Value> {
    let (written, followup) = done.map_err(|refusal| refused(&refusal, followed))?;
    preview.replace(followed, followup);
    Ok(serde_json::to_value(written).expect("strings are JSON"))
}

/// A note to preview.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noting {
    source: String,
    note: String,
}

async fn note(State(preview): State<Arc<Preview>>, body: Bytes) -> Response<Body> {
    let noting: Noting = match read(&body) {
        Ok(noting) => noting,
        Err(answer) => return *answer,
    };
    let look = move |followed: &mut Followed, _: &mut Edits, _: &Preview| {
        let source = Path::new(&noting.source);
        let html =
            source.and_then(|source| pipeline::note(&followed.latest.value, &source, &noting.note));
        Ok(json!({ "html": html.unwrap_or_default() }))
    };
    answered(jobs(&preview).ask(look).await)
}

/// The queue; always there, since the routes exist only with it.
fn jobs(preview: &Preview) -> Jobs {
    preview.jobs.clone().expect("the editor's routes exist only with a queue")
}

/// A decoded parameter of the query.
fn asked(uri: &Uri, name: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()?;
    crate::plan::decoded(&value.replace('+', " "))
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Box<Response<Body>>> {
    serde_json::from_slice(body).map_err(|error| Box::new(malformed(&error.to_string())))
}

fn malformed(why: &str) -> Response<Body> {
    let json = json!({ "code": "request-invalid", "message": why, "diagnostics": [] });
    respond::json(StatusCode::BAD_REQUEST, &json)
}

fn refused(refusal: &Refusal, followed: &Followed) -> Value {
    let mut tree = followed.sources.tree.clone();
    tree.extend(refusal.files.clone());
    let panel = PanelMessages::new(&refusal.diagnostics, &tree);
    let list: Value = serde_json::from_str(&panel.json).expect("it was written as JSON");
    json!({ "code": refusal.code, "message": refusal.message, "diagnostics": list["list"] })
}

fn answered(done: Option<Result<Value, Value>>) -> Response<Body> {
    match done {
        Some(Ok(json)) => respond::json(StatusCode::OK, &json),
        Some(Err(json)) => respond::json(StatusCode::CONFLICT, &json),
        None => plain(StatusCode::SERVICE_UNAVAILABLE, "the preview ends\n"),
    }
}
