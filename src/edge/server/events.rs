//! Server-sent events that tell browsers of changes.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::broadcast::error::RecvError;

use crate::edge::server::Preview;

/// A stream with one event at once, and one for each change.
///
/// *Shape*: the data is an object: `start` differs after each start of the server; `troubles` differs when the
/// diagnostics do; `files`: addresses of copied files that may have changed, `null` for any of them.
pub(super) async fn events(State(preview): State<Arc<Preview>>) -> Response<Body> {
    // subscribe before sending the state, so that no change is missed
    let changes = preview.changes.subscribe();
    let hello = Some(preview.news(Some(&[])));
    let stream = futures_util::stream::unfold((changes, hello), move |(mut changes, hello)| {
        let preview = preview.clone();
        async move {
            let news = match hello {
                Some(hello) => hello,
                None => match changes.recv().await {
                    Ok(news) => news,
                    Err(RecvError::Lagged(_)) => preview.news(None),
                    Err(RecvError::Closed) => return None,
                },
            };
            Some((Ok::<_, Infallible>(Event::default().data(news)), (changes, None)))
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}
