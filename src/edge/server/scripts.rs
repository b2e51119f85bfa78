//! The scripts of the preview and of the editor: ES modules, answered below `/__glossator/assets/`.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, Response, StatusCode};

use crate::edge::server::media;
use crate::edge::server::respond::{Content, plain};

macro_rules! modules {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../assets/", $path)))),*]
    };
}

/// All modules: path and text.
const MODULES: &[(&str, &str)] = modules![
    "editor/api.js",
    "editor/combobox.js",
    "editor/fields.js",
    "editor/forms.js",
    "editor/ids.js",
    "editor/main.js",
    "editor/marks.js",
    "editor/panel.js",
    "editor/style.js",
    "editor/text.js",
    "editor/toolbar.js",
    "editor/words.js",
    "preview/change.js",
    "preview/main.js",
    "preview/make.js",
    "preview/pairs.js",
    "preview/panel.js",
    "preview/script.js",
    "preview/style.js",
];

/// A module. Needs no token.
pub(super) async fn module(Path(path): Path<String>, headers: HeaderMap) -> Response<Body> {
    match MODULES.iter().find(|(known, _)| *known == path) {
        Some((_, text)) => Content::new(media::SCRIPT, *text).answer(&headers),
        None => plain(StatusCode::NOT_FOUND, "there is no such script\n"),
    }
}
