//! Reads a table key by key; reports wrong types, missing keys and unknown keys.

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::data::{Entry, Node, Table, Value};

/// A file's path and the diagnostics collected while reading it.
#[derive(Debug)]
pub struct FileDiagnostics<'a> {
    /// The file.
    pub path: &'a Path,
    /// Diagnostics so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one table. Keys are taken by name; keys never asked for are unknown.
#[derive(Debug)]
pub struct Reader<'t, 'a> {
    table: &'t Table,
    span: Span,
    known: Vec<&'static str>,
    /// Missing keys, with the index of their diagnostic.
    missing: Vec<(&'static str, usize)>,
    file: &'t mut FileDiagnostics<'a>,
}

/// A wrong key and what to use instead, for keys of other generators.
pub type Hint = (&'static str, &'static str);

impl<'t, 'a> Reader<'t, 'a> {
    /// A reader for a table at `span`.
    pub fn new(table: &'t Table, span: Span, file: &'t mut FileDiagnostics<'a>) -> Self {
        Self { table, span, known: Vec::new(), missing: Vec::new(), file }
    }

    /// Span of the table.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The file.
    pub fn path(&self) -> &'a Path {
        self.file.path
    }

    /// Adds a diagnostic.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.file.diagnostics.push(diagnostic);
    }

    /// Value of a key; `null` counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<&'t Node> {
        self.known.push(key);
        let entry = self.table.entry(key)?;
        (entry.node.value != Value::Null).then_some(&entry.node)
    }

    /// A string.
    pub fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        self.as_string(key, node)
    }

    /// A string without its span.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.string(key).map(|string| string.value)
    }

    /// A required, non-blank string; if absent, reports it and returns an empty string.
    pub fn required(&mut self, key: &'static str) -> Spanned<String> {
        let found = self.string(key);
        match found {
            Some(string) if !string.value.trim().is_empty() => string,
            Some(string) => {
                self.tell(blank(self.path(), key, string.span));
                string
            }
            None => {
                if self.table.get(key).is_none() {
                    self.missing.push((key, self.file.diagnostics.len()));
                    self.tell(missing(self.path(), key, self.span));
                }
                Spanned::default()
            }
        }
    }

    /// A list of strings.
    pub fn strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let item = format!("an item of `{key}`");
        let mut strings = Vec::new();
        for node in self.list(key) {
            match &node.value {
                Value::String(text) => strings.push(Spanned::new(text.clone(), node.span)),
                _ => self.tell(wrong_type(self.path(), &item, "a string", node)),
            }
        }
        strings
    }

    /// An array; empty if absent or of another type.
    pub fn list(&mut self, key: &'static str) -> &'t [Node] {
        match self.node(key) {
            None => &[],
            Some(Node { value: Value::Array(items), .. }) => items,
            Some(node) => {
                self.wrong::<()>(key, "an array", node);
                &[]
            }
        }
    }

    /// A boolean.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => self.wrong(key, "`true` or `false`", node),
        }
    }

    /// An integer.
    pub fn integer(&mut self, key: &'static str) -> Option<Spanned<i64>> {
        let node = self.node(key)?;
        match node.value {
            Value::Integer(value) => Some(Spanned::new(value, node.span)),
            _ => self.wrong(key, "a whole number", node),
        }
    }

    /// A date as text: from a TOML date, a string, or a year as an integer. Not validated.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        match &node.value {
            Value::Date(text) | Value::String(text) => Some(Spanned::new(text.clone(), node.span)),
            Value::Integer(year) => Some(Spanned::new(
                {
                    let sign = if *year < 0 { "-" } else { "" };
                    format!("{sign}{:04}", year.unsigned_abs())
                },
                node.span,
            )),
            _ => self.wrong(key, "a date", node),
        }
    }

    /// A nested table as its own reader; finish it before using this one again.
    pub fn table(&mut self, key: &'static str) -> Option<Reader<'_, 'a>> {
        let node = self.node(key)?;
        match &node.value {
            Value::Table(table) => Some(Reader::new(table, node.span, self.file)),
            _ => self.wrong(key, "a table", node),
        }
    }

    /// Span of a key, if present.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.table.entry(key).map(|entry| entry.key_span)
    }

    /// A nested table, not read.
    pub fn plain_table(&mut self, key: &'static str) -> Option<&'t Table> {
        let node = self.node(key)?;
        match &node.value {
            Value::Table(table) => Some(table),
            _ => self.wrong(key, "a table", node),
        }
    }

    /// An array of tables, each read by `read`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(Reader<'_, 'a>) -> Option<T>,
    ) -> Vec<T> {
        let mut out = Vec::new();
        for node in self.list(key) {
            match &node.value {
                Value::Table(table) => out.extend(read(Reader::new(table, node.span, self.file))),
                _ => {
                    self.wrong::<()>(key, "a table", node);
                }
            }
        }
        out
    }

    /// One value of a fixed set.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let word = self.string(key)?;
        let found = choices.iter().find(|(name, _)| *name == word.value).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.tell(not_a_choice(self.path(), key, &word, &names));
        }
        found
    }

    /// Reports every key not asked for. `misplaced` are keys of the page, which most likely ended up under a TOML table
    /// header by mistake.
    pub fn finish(self, hints: &[Hint], misplaced: &[&str]) {
        let is_unknown = |entry: &&Entry| !self.known.contains(&entry.key.as_str());
        let unknown: Vec<&Entry> = self.table.entries.iter().filter(is_unknown).collect();
        // a misspelt key is reported once, not as missing too
        for (key, at) in self.missing.iter().rev() {
            let is_misspelling = |entry: &&Entry| nearest(&entry.key, [*key]) == Some(*key);
            if unknown.iter().any(is_misspelling) {
                self.file.diagnostics.remove(*at);
            }
        }
        for entry in unknown {
            let diagnostic = unknown_key(self.file.path, entry, &self.known, hints, misplaced);
            self.file.diagnostics.push(diagnostic);
        }
    }

    /// Reports a wrong type; always `None`.
    pub fn wrong<T>(&mut self, key: &str, wanted: &str, node: &Node) -> Option<T> {
        self.tell(wrong_type(self.path(), &format!("`{key}`"), wanted, node));
        None
    }

    fn as_string(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        match &node.value {
            Value::String(text) => Some(Spanned::new(text.clone(), node.span)),
            _ => self.wrong(key, "a string", node),
        }
    }
}

/// `what` is a key in backticks, or a description of a part of its value.
fn wrong_type(path: &Path, what: &str, wanted: &str, node: &Node) -> Diagnostic {
    let message = format!("{what} should be {wanted}, but is {}", node.value.noun());
    let diagnostic = Diagnostic::at(codes::WRONG_TYPE, path, node.span, message);
    let diagnostic = diagnostic.caret(format!("expected {wanted}"));
    match (&node.value, wanted) {
        (Value::String(_), "an array") => {
            diagnostic.help("write it as `[\"…\"]`, even if there is one")
        }
        (Value::Date(_), "a string") => diagnostic.help("put it into quotation marks"),
        _ => diagnostic,
    }
}

fn missing(path: &Path, key: &str, span: Span) -> Diagnostic {
    let first_line = Span { start: span.start, end: span.start };
    Diagnostic::at(codes::KEY_MISSING, path, first_line, format!("`{key}` is missing"))
        .help(format!("add the key `{key}`"))
}

fn blank(path: &Path, key: &str, span: Span) -> Diagnostic {
    Diagnostic::at(codes::KEY_MISSING, path, span, format!("`{key}` is empty"))
}

fn not_a_choice(path: &Path, key: &str, word: &Spanned<String>, names: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not a valid `{key}`", word.value);
    let diagnostic = Diagnostic::at(codes::UNKNOWN_VALUE, path, word.span, message);
    let diagnostic = match nearest(&word.value, names.iter().copied()) {
        Some(name) => diagnostic.caret(format!("did you mean `{name}`?")),
        None => diagnostic,
    };
    diagnostic.help(format!("use {}", one_of(names)))
}

fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn unknown_key(
    path: &Path,
    entry: &Entry,
    known: &[&str],
    hints: &[Hint],
    misplaced: &[&str],
) -> Diagnostic {
    let key = entry.key.as_str();
    let diagnostic =
        Diagnostic::at(codes::UNKNOWN_KEY, path, entry.key_span, format!("unknown key `{key}`"));
    if let Some((_, instead)) = hints.iter().find(|(wrong, _)| *wrong == key) {
        return diagnostic.caret(format!("here it is {instead}"));
    }
    if misplaced.contains(&key) {
        return diagnostic
            .caret("this key belongs to the page, not to this table")
            .help("move this key above the first table");
    }
    match nearest(key, known.iter().copied()) {
        Some(name) => diagnostic.caret(format!("did you mean `{name}`?")),
        None => match nearest(key, hints.iter().map(|(wrong, _)| *wrong)) {
            Some(near) => {
                let (_, instead) =
                    hints.iter().find(|(wrong, _)| *wrong == near).expect("it is one of them");
                diagnostic.caret(format!("here it is {instead}"))
            }
            None => diagnostic.help("put custom keys into the table `extra`"),
        },
    }
}
