//! Reads statements and sources of our own export, which the standard does not define.

use crate::base::Span;
use crate::data::{Entry, FileDiagnostics, Node, Reader, Table, Value};
use crate::parse::matter::{SourceMatter, StatementMatter};
use crate::parse::sidecar::Sidecar;
use crate::parse::sidecar::body::{Bodies, purpose};
use crate::parse::sidecar::fragment;
use crate::parse::sidecar::member::{get, iri, many};
use crate::parse::table::{Field, Kind};

/// Members of a statement's annotation that are read.
const MEMBERS: &[&str] = &["target", "body", "motivation", "statement"];

impl Sidecar<'_> {
    /// Reads an annotation that is a statement: one statement per target.
    pub(super) fn statement(&mut self, node: &Node, written: &Node) {
        let Value::Table(table) = &written.value else {
            return self.leave_out(written.span, "a statement that is not an object");
        };
        self.report_unread(node, &[MEMBERS]);
        let (bodies, config) = (self.remark(node), self.config);
        let mut matter =
            self.read((&plain(table, StatementMatter::FIELDS), written.span), |mut reader| {
                let matter =
                    StatementMatter::read(&mut reader, config, &["selector", "id", "note"]);
                reader.finish(&[], &[]);
                matter
            });
        matter = StatementMatter {
            span: node.span,
            id: fragment(node, "statement-"),
            note: bodies.note,
            ..matter
        };
        let Some(target) = get(node, "target") else {
            return self.leave_out(node.span, "an annotation without a target");
        };
        for selector in self.selectors(target) {
            if selector.quote.is_none() && selector.position.is_none() {
                self.leave_out(target.span, "a statement: its target has no quote and no position");
                continue;
            }
            self.annotated.statements.push(StatementMatter { selector, ..matter.clone() });
            // only the first one keeps the id
            matter.id = None;
        }
    }

    /// The note on a statement. Other exported bodies repeat the statement and its speaker and are skipped.
    fn remark(&mut self, node: &Node) -> Bodies {
        let mut bodies = Bodies::default();
        for body in get(node, "body").map(many).unwrap_or_default() {
            if !matches!(purpose(body), Some("describing" | "linking")) {
                self.body(body, Some("commenting"), &mut bodies);
            }
        }
        if !bodies.entities.is_empty() || !bodies.tags.is_empty() {
            self.leave_out(node.span, "bodies of a statement that are not remarks on it");
        }
        bodies
    }

    /// Reads the sources of an annotation page.
    pub(super) fn sources(&mut self, page: &Node) {
        for node in get(page, "sources").map(many).unwrap_or_default() {
            match &node.value {
                Value::Table(table) => {
                    let config = self.config;
                    let read = |reader: Reader<'_, '_>| SourceMatter::of(reader, config);
                    let source = self.read((&plain(table, &[]), node.span), read);
                    self.annotated.sources.push(source);
                }
                _ => self.leave_out(node.span, "a source that is not an object"),
            }
        }
    }

    /// Reads a table with the reader for front matter.
    fn read<T>(
        &mut self,
        (table, span): (&Table, Span),
        read: impl FnOnce(Reader<'_, '_>) -> T,
    ) -> T {
        let mut file =
            FileDiagnostics { path: self.path, diagnostics: std::mem::take(&mut self.diagnostics) };
        let matter = read(Reader::new(table, span, &mut file));
        self.diagnostics = file.diagnostics;
        matter
    }
}

/// Converts an exported table to the form used in TOML: entities and agents in `fields` become IRIs or names, source ids
/// lose their URL, single items become lists.
fn plain(table: &Table, fields: &[Field]) -> Table {
    let is_ours = |entry: &&Entry| !entry.key.starts_with('@') && entry.key != "type";
    let agent = |node: &Node| iri(node).or_else(|| get(node, "name")).unwrap_or(node).clone();
    let entries = table.entries.iter().filter(is_ours).map(|entry| {
        let mut entry = entry.clone();
        let kind = fields.iter().find(|field| field.key == entry.key).map(|field| field.kind);
        match (kind, &mut entry.node.value) {
            (Some(Kind::Agent | Kind::Entity), _) => entry.node = agent(&entry.node),
            (Some(Kind::Agents | Kind::Entities | Kind::Sources), _) => {
                entry.node.value = Value::Array(many(&entry.node).iter().map(agent).collect());
            }
            (_, Value::String(id)) if entry.key == "id" => {
                *id = id.split_once("#source-").map_or(&**id, |(_, end)| end).to_owned();
            }
            _ => {}
        }
        entry
    });
    Table { entries: entries.collect() }
}
