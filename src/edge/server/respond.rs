//! HTTP responses with entity tags, ranges and conditional requests.
//!
//! Own code: `tower-http` does this only for files on disk.

use std::ops::Range;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::Value;

use crate::edge::server::media;

/// Content of a response, before conditions and ranges.
pub(super) struct Content {
    pub(super) status: StatusCode,
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Content {
    pub(super) fn new(media_type: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status: StatusCode::OK, media_type, bytes: bytes.into() }
    }

    /// Entity tag: equal for equal bytes, while the server runs.
    pub(super) fn tag(&self) -> String {
        format!("\"{}\"", &blake3::hash(&self.bytes).to_hex()[..24])
    }

    /// The response to a request with these headers.
    ///
    /// *Source*: RFC 9110, sections 13.1.2 (`If-None-Match`), 13.1.5 (`If-Range`) and 14 (ranges: one, of bytes).
    pub(super) fn answer(self, headers: &HeaderMap) -> Response<Body> {
        let tag = self.tag();
        let is_whole = self.status == StatusCode::OK;
        if is_whole && is_known(headers, &tag) {
            let response = bare(StatusCode::NOT_MODIFIED, self.media_type, Vec::new());
            return with(response, header::ETAG, &tag);
        }
        let length = self.bytes.len();
        let range = part(headers, &tag, length).filter(|_| is_whole);
        let mut response = match range {
            None => bare(self.status, self.media_type, self.bytes),
            Some(Some(range)) => {
                let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                let part = self.bytes[range].to_vec();
                let response = bare(StatusCode::PARTIAL_CONTENT, self.media_type, part);
                with(response, header::CONTENT_RANGE, &place)
            }
            Some(None) => {
                let response = plain(StatusCode::RANGE_NOT_SATISFIABLE, "there is no such part\n");
                with(response, header::CONTENT_RANGE, &format!("bytes */{length}"))
            }
        };
        if is_whole {
            response = with(response, header::ACCEPT_RANGES, "bytes");
        }
        with(response, header::ETAG, &tag)
    }
}

/// Whether the browser already has these bytes.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok());
    let mut tags = known.flat_map(|list| list.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// The requested range: `None` for everything, `Some(None)` if it is not satisfiable.
fn part(headers: &HeaderMap, tag: &str, length: usize) -> Option<Option<Range<usize>>> {
    let asked = headers.get(header::RANGE)?.to_str().ok()?;
    if headers.get(header::IF_RANGE).is_some_and(|known| known.as_bytes() != tag.as_bytes()) {
        return None;
    }
    // several ranges are answered with everything
    let (first, last) =
        asked.strip_prefix("bytes=").filter(|it| !it.contains(','))?.split_once('-')?;
    let number = |digits: &str| digits.trim().parse::<usize>().ok();
    let range = match (first.trim(), last.trim()) {
        ("", last) => length.saturating_sub(number(last)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..length.min(last.saturating_add(1))
        }
    };
    Some((range.start < range.end).then_some(range))
}

/// A plain text response.
pub(super) fn plain(status: StatusCode, text: &str) -> Response<Body> {
    bare(status, media::PLAIN, text.as_bytes().to_vec())
}

/// A JSON response.
pub(super) fn json(status: StatusCode, json: &Value) -> Response<Body> {
    let content = Content::new(media::JSON, json.to_string());
    Content { status, ..content }.answer(&HeaderMap::new())
}

/// A temporary redirect: tomorrow this port may serve another site.
pub(super) fn moved(to: &str, bytes: Vec<u8>) -> Response<Body> {
    with(bare(StatusCode::TEMPORARY_REDIRECT, media::HTML, bytes), header::LOCATION, to)
}

fn bare(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        // browsers may store it, but must revalidate
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, bytes).into_response()
}

pub(super) fn with(mut response: Response<Body>, name: HeaderName, value: &str) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}
