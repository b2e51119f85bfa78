//! A file under change: each step is parsed again, and kept only if it has the intended effect and no other.

use crate::base::{Path, Span};
use crate::change::annotate::fields::List;
use crate::change::annotate::{Refusal, refusal};
use crate::change::structured::Structured;
use crate::data::edit::{self, Literal, Row, Splice};
use crate::data::{Entry, Node, Patch, Table, Value};
use crate::parse::Document;

/// Alternative splices for one change.
type Ways = Vec<Vec<Splice>>;

/// A file under change.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Path of the file.
    pub(crate) path: Path,
    /// Its original text; `None` for a new file.
    former: Option<String>,
    /// Its current text.
    pub(crate) text: String,
}

impl Draft {
    /// A draft of an existing file.
    pub(crate) fn of(document: &Document) -> Self {
        let text = document.file.text.to_string();
        Self { path: document.file.path.clone(), former: Some(text.clone()), text }
    }

    /// A draft of a new file.
    pub(crate) fn new(path: Path) -> Self {
        Self { path, former: None, text: String::new() }
    }

    /// The changes so far; `None` if there are none.
    pub(crate) fn patch(&self) -> Option<Patch> {
        let mut patch = Patch::default();
        match &self.former {
            None => drop(patch.created.insert(self.path.clone(), self.text.clone())),
            Some(former) => {
                patch.edit(&self.path, former, [edit::difference(former, &self.text)?]);
            }
        }
        Some(patch)
    }

    /// The parsed tables; `None` for an article without front matter.
    ///
    /// *Errors*: the tables cannot be parsed.
    pub(crate) fn tables(&self) -> Result<Option<Structured>, Refusal> {
        let read = Structured::read(&self.path, &self.text);
        if read.diagnostics.is_empty() { Ok(read.value) } else { Err(refusal::broken(&self.path)) }
    }

    /// The parsed tables; adds empty front matter to an article without any.
    fn opened(&mut self) -> Result<Structured, Refusal> {
        if let Some(tables) = self.tables()? {
            return Ok(tables);
        }
        let newline = edit::newline(&self.text);
        self.text = format!("+++{newline}+++{newline}{}", self.text);
        self.tables()?.ok_or_else(|| refusal::broken(&self.path))
    }

    /// Applies the first alternative after which the tables equal `wanted` and the rest of the file is unchanged.
    fn take(&mut self, tables: &Structured, ways: Ways, wanted: &Table) -> Result<(), Refusal> {
        let (lead, rest) = (&self.text[..tables.start], &self.text[tables.end..]);
        for way in ways {
            let Some(text) = edit::apply(&self.text, &way) else { continue };
            let changed = Self { text, ..self.clone() };
            let Ok(Some(now)) = changed.tables() else { continue };
            let is_theirs = now.start == tables.start
                && changed.text[..now.start] == *lead
                && changed.text[now.end..] == *rest;
            if is_theirs && now.table.is_same(wanted) {
                self.text = changed.text;
                return Ok(());
            }
        }
        let differs = wanted.entries.iter().find(|entry| {
            tables.table.get(&entry.key).is_none_or(|was| !was.value.is_same(&entry.node.value))
        });
        let what = differs.map_or("front matter", |entry| entry.key.as_str());
        Err(refusal::unwritable(&self.path, what))
    }

    /// Adds a table to a list and returns its index.
    pub(crate) fn add_row(&mut self, list: List, row: &Row) -> Result<usize, Refusal> {
        let tables = self.opened()?;
        let mut wanted = tables.table.clone();
        let items = items(&mut wanted, list.key());
        let new = row.iter().map(|(key, literal)| entry(key, literal)).collect();
        items.push(node(Value::Table(Table { entries: new })));
        let index = items.len() - 1;
        let ways = edit::add_row(tables.region(&self.text), list.key(), row);
        self.take(&tables, ways, &wanted)?;
        Ok(index)
    }

    /// Removes a table from a list.
    pub(crate) fn remove_row(&mut self, list: List, index: usize) -> Result<(), Refusal> {
        let tables = self.opened()?;
        let mut wanted = tables.table.clone();
        let items = items(&mut wanted, list.key());
        if index >= items.len() {
            return Err(refusal::stale("this"));
        }
        items.remove(index);
        let ways = edit::remove_row(tables.region(&self.text), list.key(), index);
        self.take(&tables, ways, &wanted)
    }

    /// Sets a key of a table in a list, or removes it.
    pub(crate) fn set_row(
        &mut self,
        (list, index): (List, usize),
        key: &str,
        literal: Option<&Literal>,
    ) -> Result<(), Refusal> {
        let tables = self.opened()?;
        let Some(row) = tables.row(list.key(), index).cloned() else {
            return Err(refusal::stale("this"));
        };
        let mut wanted = tables.table.clone();
        if let Some(Value::Table(table)) =
            items(&mut wanted, list.key()).get_mut(index).map(|row| &mut row.value)
        {
            put(table, key, literal);
        }
        if wanted.is_same(&tables.table) {
            return Ok(());
        }
        let region = tables.region(&self.text);
        let near: &[&str] = match key {
            "prefix" | "suffix" | "quote_end" => &["quote"],
            "occurrence" => &["suffix", "prefix", "quote"],
            _ => &[],
        };
        let ways = match literal {
            Some(literal) => edit::set(region, &row, key, literal, near),
            None => edit::unset(region, &row, key),
        };
        self.take(&tables, ways, &wanted)
    }

    /// Sets the meaning of a form in `mentions`, or removes it.
    pub(crate) fn set_form(
        &mut self,
        form: &str,
        literal: Option<&Literal>,
    ) -> Result<(), Refusal> {
        let tables = self.opened()?;
        let mut wanted = tables.table.clone();
        let at = place(&mut wanted, "mentions", Value::Table(Table::default()));
        match &mut wanted.entries[at].node.value {
            Value::Table(table) => put(table, form, literal),
            _ => return Err(refusal::unwritable(&self.path, "mentions")),
        }
        let region = tables.region(&self.text);
        let ways = match literal {
            Some(literal) => edit::set_in(region, "mentions", form, literal),
            None => edit::unset_in(region, "mentions", form),
        };
        self.take(&tables, ways, &wanted)
    }

    /// Adds an id to `entities`.
    pub(crate) fn list_entity(&mut self, id: &str) -> Result<(), Refusal> {
        let tables = self.opened()?;
        let mut wanted = tables.table.clone();
        items(&mut wanted, "entities").push(node(Value::String(id.to_owned())));
        let ways = edit::add(tables.region(&self.text), "entities", &[id]).into_iter().collect();
        self.take(&tables, ways, &wanted)
    }
}

fn node(value: Value) -> Node {
    Node { value, span: Span::default() }
}

fn entry(key: &str, literal: &Literal) -> Entry {
    Entry { key: key.to_owned(), key_span: Span::default(), node: node(literal.value()) }
}

/// Index of a key; adds the key if absent.
fn place(table: &mut Table, key: &str, empty: Value) -> usize {
    let at = table.entries.iter().position(|entry| entry.key == key).unwrap_or_else(|| {
        let key_span = Span::default();
        table.entries.push(Entry { key: key.to_owned(), key_span, node: node(Value::Null) });
        table.entries.len() - 1
    });
    let value = &mut table.entries[at].node.value;
    if *value == Value::Null {
        *value = empty;
    }
    at
}

/// Items of a list. Anything else counts as empty; a later check rejects it.
fn items<'t>(table: &'t mut Table, key: &str) -> &'t mut Vec<Node> {
    let at = place(table, key, Value::Array(Vec::new()));
    let value = &mut table.entries[at].node.value;
    if !matches!(value, Value::Array(_)) {
        *value = Value::Array(Vec::new());
    }
    match value {
        Value::Array(items) => items,
        _ => unreachable!("the value was just made a list"),
    }
}

fn put(table: &mut Table, key: &str, literal: Option<&Literal>) {
    match (table.entries.iter().position(|entry| entry.key == key), literal) {
        (Some(at), Some(literal)) => table.entries[at].node.value = literal.value(),
        (Some(at), None) => drop(table.entries.remove(at)),
        (None, Some(literal)) => table.entries.push(entry(key, literal)),
        (None, None) => {}
    }
}

/// Digest of a value, independent of position and spelling.
pub(crate) fn digest(value: &Value) -> String {
    fn write(value: &Value, out: &mut String) {
        match value {
            Value::Table(table) => {
                for entry in &table.entries {
                    out.push_str(&format!("{:?}=", entry.key));
                    write(&entry.node.value, out);
                }
                out.push('}');
            }
            Value::Array(items) => {
                items.iter().for_each(|item| write(&item.value, out));
                out.push(']');
            }
            plain => out.push_str(&format!("{plain:?},")),
        }
    }
    let mut values = String::new();
    write(value, &mut values);
    blake3::hash(values.as_bytes()).to_hex()[..16].to_string()
}
