//! Statements and sources, which the standard has no words for, as our own export writes them.

use crate::base::Span;
use crate::data::{Entry, FileDiagnostics, Node, Reader, Table, Value};
use crate::parse::front::{chain, source};
use crate::parse::matter::StatementMatter;
use crate::parse::sidecar::Sidecar;
use crate::parse::sidecar::body::{Bodies, purpose};
use crate::parse::sidecar::fragment;
use crate::parse::sidecar::member::{get, iri, many};

/// Members of an annotation that are read of a statement.
const MEMBERS: &[&str] = &["target", "body", "motivation", "statement"];

impl Sidecar<'_> {
    /// Reads an annotation that is a statement: one for each of its targets.
    pub(super) fn statement(&mut self, node: &Node, written: &Node) {
        let Value::Table(table) = &written.value else {
            return self.misses(written.span, "a statement that is no object");
        };
        self.useless(node, &[MEMBERS]);
        let bodies = self.remark(node);
        let mut matter = self.read((&plain(table), written.span), |mut reader| {
            let matter = chain(&mut reader);
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
            return self.misses(node.span, "an annotation without a target");
        };
        for selector in self.selectors(target) {
            if selector.quote.is_none() && selector.position.is_none() {
                self.misses(target.span, "a statement: it is on no words");
                continue;
            }
            self.annotated.statements.push(StatementMatter { selector, ..matter.clone() });
            // A fragment names one place.
            matter.id = None;
        }
    }

    /// The note on a statement. What it says in words, and its speaker's page, follow from the statement itself.
    fn remark(&mut self, node: &Node) -> Bodies {
        let mut bodies = Bodies::default();
        for body in get(node, "body").map(many).unwrap_or_default() {
            if !matches!(purpose(body), Some("describing" | "linking")) {
                self.body(body, Some("commenting"), &mut bodies);
            }
        }
        if !bodies.entities.is_empty() || !bodies.tags.is_empty() {
            self.misses(node.span, "bodies of a statement that are no remark on it");
        }
        bodies
    }

    /// Reads the sources that a page of annotations describes.
    pub(super) fn sources(&mut self, page: &Node) {
        for node in get(page, "sources").map(many).unwrap_or_default() {
            match &node.value {
                Value::Table(table) => {
                    let source = self.read((&plain(table), node.span), source);
                    self.annotated.sources.push(source);
                }
                _ => self.misses(node.span, "a source that is no object"),
            }
        }
    }

    /// Reads a table as those of TOML are read.
    fn read<T>(
        &mut self,
        (table, span): (&Table, Span),
        read: impl FnOnce(Reader<'_, '_>) -> T,
    ) -> T {
        let mut told =
            FileDiagnostics { path: self.path, diagnostics: std::mem::take(&mut self.told) };
        let matter = read(Reader::new(table, span, &mut told));
        self.told = told.diagnostics;
        matter
    }
}

/// A table of ours as TOML has it: somebody is an address or a name, the id of a source the end of its address, and one
/// item a list of one.
fn plain(table: &Table) -> Table {
    let is_ours = |entry: &&Entry| !entry.key.starts_with('@') && entry.key != "type";
    let agent = |node: &Node| iri(node).or_else(|| get(node, "name")).unwrap_or(node).clone();
    let entries = table.entries.iter().filter(is_ours).map(|entry| {
        let mut entry = entry.clone();
        entry.node.value = match (&*entry.key, &entry.node.value) {
            ("speaker" | "words_of", _) => {
                entry.node = agent(&entry.node);
                return entry;
            }
            ("about" | "sources", _) => Value::Array(many(&entry.node).iter().map(agent).collect()),
            ("id", Value::String(id)) => {
                let end = id.split_once("#source-").map_or(&**id, |(_, end)| end);
                Value::String(end.to_owned())
            }
            (_, value) => value.clone(),
        };
        entry
    });
    Table { entries: entries.collect() }
}
