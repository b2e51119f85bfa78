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
        let kind = self.own_member((node, "kind"), "a kind of note", is_kind);
        let certainties = "`high`, `medium`, `low` or `unknown`";
        let certainty = self.own_member((node, "certainty"), certainties, Certainty::of);
        let date = self.own_member((node, "date"), "a date", PartialDate::parse);
        let mut sources = Vec::new();
        for source in get(node, "sources").map(many).unwrap_or_default() {
            match text(source) {
                Some(id) => sources.push(Spanned::new(id.to_owned(), source.span)),
                None => self.leave_out(source.span, "a source that is not an id"),
            }
        }
        AnnotationMatter {
            is_by_name: get(node, "by_name").is_some_and(|it| it.value == Value::Bool(true)),
            kind,
            certainty: certainty.map(|certainty| certainty.value),
            date,
            sources,
            ..AnnotationMatter::default()
        }
    }

    /// The value of a string member; reports one that is not `wanted`.
    fn own_member<T>(
        &mut self,
        (node, key): (&Node, &str),
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let written = get(node, key)?;
        let value = text(written).and_then(read);
        if value.is_none() {
            self.leave_out(written.span, &format!("a `{key}` that is not {wanted}"));
        }
        Some(Spanned::new(value?, written.span))
    }
}
