//! Hints on articles: annotations on drafts, direct statements without quotation marks, contradictory dates.

use crate::anchor::is_quoted;
use crate::base::{Diagnostic, Moment, Path, Span, Spanned, codes};
use crate::parse::matter::{Annotated, Matter};
use crate::site::{ArticleIx, Site};

/// Drafts with annotations or statements.
pub(crate) fn on_drafts(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for document in &site.documents {
        let Matter::Article(article) = &document.matter else { continue };
        if !article.head.is_draft {
            continue;
        }
        let sidecars = ["toml", "jsonld"].map(|extension| site.sidecar(document, extension));
        let holders = [Some(&**document)].into_iter().chain(sidecars).flatten();
        let mut holders = holders.filter_map(|it| Some((&it.file.path, it.matter.annotated()?)));
        let found = holders.find_map(|(path, annotated)| {
            let spans = spans(annotated);
            Some((path, *spans.first()?, spans.len()))
        });
        diagnostics.extend(found.map(|(path, first, count)| on_draft(path, first, count)));
    }
    diagnostics
}

/// Spans of annotations and statements, in order.
fn spans(annotated: &Annotated) -> Vec<Span> {
    let annotations = annotated.annotations.iter().map(|annotation| annotation.span);
    let mut spans: Vec<Span> =
        annotations.chain(annotated.statements.iter().map(|statement| statement.span)).collect();
    spans.sort();
    spans
}

/// Statements marked as direct, on words without quotation marks.
pub(crate) fn unquoted(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for at in (0..).take(site.articles.len()).map(ArticleIx) {
        let body = &site.article_document(at).body;
        for statement in &site.article_anchored(at).statements {
            let Some(matter) = site.statement_matter(at, statement.matter) else { continue };
            if matter.is_direct != Some(true) || is_quoted(body, statement.range) {
                continue;
            }
            let tables = site.tables(at);
            let table = tables.iter().find(|(origin, ..)| *origin == statement.matter.origin);
            let quote = matter.selector.quote.as_ref();
            let path = table.map(|(_, path, _)| *path);
            diagnostics
                .extend(path.zip(quote).map(|(path, quote)| statement_unquoted(path, quote)));
        }
    }
    diagnostics
}

/// Articles whose `updated` is before their newest notice.
pub(crate) fn outdated(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for at in (0..).take(site.articles.len()).map(ArticleIx) {
        let Some(matter) = site.matter(at) else { continue };
        let dates = matter.notices.iter().filter_map(|notice| notice.date.as_ref());
        let newest = dates.max_by_key(|date| date.value.seconds);
        let (Some(updated), Some(newest)) = (&matter.updated, newest) else { continue };
        if updated.value.day < newest.value.day {
            diagnostics.push(updated_before(&site.article_document(at).file.path, updated, newest));
        }
    }
    diagnostics
}

fn on_draft(path: &Path, span: Span, count: usize) -> Diagnostic {
    let many = if count == 1 { "an annotation" } else { "annotations" };
    let first = Span { start: span.start, end: span.start };
    Diagnostic::at(codes::ANNOTATIONS_ON_DRAFT, path, first, format!("{many} on a draft"))
        .help("nobody sees them, and no entity's page lists them, until `draft` is taken out")
}

fn statement_unquoted(path: &Path, quote: &Spanned<String>) -> Diagnostic {
    let message = "a direct statement is on words without quotation marks";
    Diagnostic::at(codes::STATEMENT_UNQUOTED, path, quote.span, message)
        .help("are they the speaker's own words? If not, take the `kind` out")
}

fn updated_before(path: &Path, updated: &Spanned<Moment>, notice: &Spanned<Moment>) -> Diagnostic {
    let message =
        format!("`updated` is {}, and a notice is of {}", updated.value.text, notice.value.text);
    Diagnostic::at(codes::UPDATED_BEFORE_NOTICE, path, updated.span, message)
        .label(path, notice.span, "the newest notice")
        .help("a notice is a change: let `updated` be its date")
}
