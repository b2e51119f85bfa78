//! Adds the preview's script to a page, with its data.

use axum::http::StatusCode;

use crate::base::escape::escaped;
use crate::base::{Checked, Diagnostic, Path, Severity};
use crate::edge::server::media::{self, media_type};
use crate::edge::server::panel::{PanelMessages, files_of};
use crate::edge::server::respond::Content;
use crate::edge::server::{Preview, SCRIPT, Shown};
use crate::pipeline::{self, Model};
use crate::plan::{Page, PageKind};

/// Replacement for a page whose template failed.
const EMPTY: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>This page has errors</title>\n<body>\n</body>\n</html>\n";

/// A page as `build` writes it, with the script at its end.
pub(super) fn page(preview: &Preview, shown: &Shown, page: &Page) -> Content {
    let Checked { value, diagnostics } = pipeline::page(&shown.model, page);
    let media_type = media_type(page.output.as_str());
    if media_type != media::HTML {
        return Content::new(media_type, value);
    }
    let is_broken = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let mut html = if value.is_empty() {
        EMPTY.to_string()
    } else {
        String::from_utf8_lossy(&value).into_owned()
    };
    let end = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(end, &script(preview, shown, page, &value, &diagnostics));
    let status = match (&page.kind, is_broken) {
        (_, true) => StatusCode::INTERNAL_SERVER_ERROR,
        (PageKind::NotFound, false) => StatusCode::NOT_FOUND,
        (_, false) => StatusCode::OK,
    };
    Content { status, ..Content::new(media_type, html) }
}

/// The script element. `data-page`: hash of the page; `data-missing`: it is the not-found page; `data-source`: source
/// file of the page; `data-draft`: it is a draft; `data-troubles`: diagnostics of this page alone; `data-token`: the
/// token for requests; `data-edit`: it is an article that may be edited.
fn script(
    preview: &Preview,
    shown: &Shown,
    page: &Page,
    bytes: &[u8],
    diagnostics: &[Diagnostic],
) -> String {
    let mut script = format!(
        "<script type=\"module\" src=\"{SCRIPT}\" id=\"g-preview-script\" class=\"added\" data-token=\"{}\" data-page=\"{}\"",
        preview.token.as_str(),
        &blake3::hash(bytes).to_hex()[..16],
    );
    if page.kind == PageKind::NotFound {
        script.push_str(" data-missing");
    }
    let (source, is_draft) = source(&shown.model, &page.kind);
    if let Some(source) = source {
        script.push_str(&format!(" data-source=\"{}\"", escaped(source.as_str())));
    }
    if is_draft {
        script.push_str(" data-draft");
    }
    if preview.jobs.is_some() && matches!(page.kind, PageKind::Article(_)) {
        script.push_str(" data-edit");
    }
    if !diagnostics.is_empty() {
        let tree = files_of(diagnostics, &shown.model, &shown.templates);
        let panel = PanelMessages::new(diagnostics, &tree);
        script.push_str(&format!(" data-troubles=\"{}\"", escaped(&panel.json)));
    }
    script + "></script>\n"
}

/// The source file of a page, and whether it is a draft.
fn source<'m>(model: &'m Model, kind: &PageKind) -> (Option<&'m Path>, bool) {
    let document = match kind {
        PageKind::Article(article) => model.site.article(*article).document,
        PageKind::Plain(document)
        | PageKind::Section { document, .. }
        | PageKind::Home { document: Some(document), .. } => *document,
        PageKind::Entity { entity, .. } => {
            let matter = model.site.entity_matter(*entity);
            let is_draft = matter.is_some_and(|matter| matter.head.is_draft);
            return (Some(&model.site.names.entity(*entity).path), is_draft);
        }
        _ => return (None, false),
    };
    let document = &model.site.documents[document];
    let is_draft = crate::plan::head(&document.matter).is_some_and(|head| head.is_draft);
    (Some(&document.file.path), is_draft)
}
