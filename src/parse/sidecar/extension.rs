//! Reads members of our own export that the standard does not define.

use crate::base::{PartialDate, Spanned};
use crate::data::{Node, Value};
use crate::parse::format::Choice;
use crate::parse::matter::{AnnotationMatter, Certainty};
use crate::parse::sidecar::Sidecar;
use crate::parse::sidecar::member::{get, many, text};

/// Glossator's own members of an annotation.
pub(super) const MEMBERS: &[&str] =
    &["by_name", "certainty", "date", "kind", "sources", "statement", "written"];

impl Sidecar<'_> {
    /// Reads `by_name certainty date kind sources`.
    pub(super) fn own(&mut self, node: &Node) -> AnnotationMatter {
        let kinds = &self.config.note_kinds;
        let is_kind = |word: &str| kinds.iter().any(|(id, _)| id == word).then(|| word.to_owned());
        let kind = get(node, "kind").map(|it| (it, text(it).and_then(is_kind)));
        let certainty =
            get(node, "certainty").map(|it| (it.span, text(it).and_then(Certainty::of)));
        let date = get(node, "date").map(|it| (it.span, text(it).and_then(PartialDate::parse)));
        if let Some((node, None)) = &kind {
            self.leave_out(node.span, "a `kind` that is not a kind of note");
        }
        if let Some((span, None)) = certainty {
            self.leave_out(span, "a `certainty` that is not `high`, `medium`, `low` or `unknown`");
        }
        if let Some((span, None)) = date {
            self.leave_out(span, "a `date` that is not a date");
        }
        let mut sources = Vec::new();
        for source in get(node, "sources").map(many).unwrap_or_default() {
            match text(source) {
                Some(id) => sources.push(Spanned::new(id.to_owned(), source.span)),
                None => self.leave_out(source.span, "a source that is not an id"),
            }
        }
        AnnotationMatter {
            is_by_name: get(node, "by_name").is_some_and(|it| it.value == Value::Bool(true)),
            kind: kind.and_then(|(node, kind)| Some(Spanned::new(kind?, node.span))),
            certainty: certainty.and_then(|(_, certainty)| certainty),
            date: date.and_then(|(span, date)| Some(Spanned::new(date?, span))),
            sources,
            ..AnnotationMatter::default()
        }
    }
}
