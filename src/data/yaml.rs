//! YAML 1.2 (core schema) parser that keeps spans.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use crate::base::{Checked, Code, Diagnostic, Path, Span, codes};
use crate::data::{Entry, Node, Table, Value};

/// Maximum number of values that aliases add; guards against alias bombs.
const MAX_ALIASED: usize = 20_000;

/// Maximum nesting depth.
const MAX_DEPTH: usize = 64;

/// Parses YAML at byte `offset` of a file.
pub fn yaml(path: &Path, text: &str, offset: u32) -> Checked<Table> {
    let trouble = match document(text, offset) {
        Ok(None) => return Checked::default(),
        Ok(Some(Node { value: Value::Table(table), .. })) => return Checked::clean(table),
        Ok(Some(Node { value, span })) => {
            let noun = value.noun();
            let message = format!("front matter should be keys with values, but is {noun}");
            let help = Some("write `key: value`, one per line");
            Trouble { help, ..Trouble::new(span, message) }
        }
        Err(trouble) => trouble,
    };
    let diagnostic = Diagnostic::at(trouble.code, path, trouble.span, trouble.message);
    let diagnostic = trouble.help.into_iter().fold(diagnostic, Diagnostic::help);
    Checked::new(Table::default(), vec![diagnostic])
}

struct Trouble {
    code: Code,
    span: Span,
    message: String,
    help: Option<&'static str>,
}

impl Trouble {
    fn new(span: Span, message: impl Into<String>) -> Self {
        Self { code: codes::YAML_SYNTAX, span, message: message.into(), help: None }
    }
}

/// An unfinished collection.
enum Open {
    Array(Vec<Node>, usize, u32),
    Table { table: Table, key: Option<(String, Span)>, anchor: usize, start: u32 },
}

struct Builder {
    stack: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Node>,
    /// Number of values that aliases added.
    n_aliased: usize,
}

fn document(text: &str, offset: u32) -> Result<Option<Node>, Trouble> {
    let mut builder =
        Builder { stack: Vec::new(), root: None, anchors: HashMap::new(), n_aliased: 0 };
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, place) = next.map_err(|error| scan(text, offset, &error))?;
        let bytes = place.byte_range().unwrap_or(0..0);
        let start = match &event {
            Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, ..) => {
                header(text, bytes.start)
            }
            _ => bytes.start,
        };
        let span = Span::new(start, bytes.end).shifted(offset);
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(Trouble::new(span, "a second YAML document begins here"));
                }
            }
            Event::StreamEnd => break,
            event => builder.event(event, span)?,
        }
    }
    Ok(builder.root.filter(|node| node.value != Value::Null))
}

/// Offset of the `|` or `>` of a block scalar whose text begins at `start`.
fn header(text: &str, start: usize) -> usize {
    let above = text[..start].rfind('\n').map_or("", |newline| text[..newline].trim_end());
    let line = above.rfind('\n').map_or(0, |newline| newline + 1);
    let written = above[line..].split(" #").next().unwrap_or_default();
    written.rfind(['|', '>']).map_or(start, |at| line + at)
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Trouble> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref(), span)?;
                self.add(Node { value, span }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open(Open::Array(Vec::new(), anchor, span.start), span)
            }
            Event::MappingStart(_, anchor, _) => {
                let table = Table::default();
                self.open(Open::Table { table, key: None, anchor, start: span.start }, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err(Trouble::new(span, "this alias is inside the value it refers to"));
                };
                self.n_aliased += size(&node.value);
                if self.n_aliased > MAX_ALIASED {
                    let message = format!("aliases expand to more than {MAX_ALIASED} values");
                    let help = Some("write the values out, without `&` and `*`");
                    return Err(Trouble { code: codes::YAML_ALIASES, span, message, help });
                }
                self.add(Node { value: node.value.clone(), span }, 0)
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open, span: Span) -> Result<(), Trouble> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(Trouble::new(span, format!("values nest deeper than {MAX_DEPTH} levels")));
        }
        self.stack.push(open);
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Trouble> {
        let (value, anchor, start) = match self.stack.pop() {
            Some(Open::Array(items, anchor, start)) => (Value::Array(items), anchor, start),
            Some(Open::Table { table, anchor, start, .. }) => (Value::Table(table), anchor, start),
            None => return Ok(()),
        };
        // the parser ends a block where the next token begins; the last value's end is the real end
        let end = value.children().last().map_or(span.end, |node| node.span.end).max(start);
        let end = if span.start < span.end { span.end } else { end };
        self.add(Node { value, span: Span { start, end } }, anchor)
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Trouble> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::Array(items, ..)) => items.push(node),
            Some(Open::Table { table, key, .. }) => match key.take() {
                None => *key = Some((name(&node, table)?, node.span)),
                Some((key, key_span)) => table.entries.push(Entry { key, key_span, node }),
            },
        }
        Ok(())
    }
}

fn name(node: &Node, table: &Table) -> Result<String, Trouble> {
    let name = match &node.value {
        Value::String(text) | Value::Date(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        other => {
            let message = format!("a key should be a string, but is {}", other.noun());
            return Err(Trouble::new(node.span, message));
        }
    };
    if table.get(&name).is_some() {
        return Err(Trouble::new(node.span, format!("duplicate key `{name}`")));
    }
    Ok(name)
}

/// Number of values in a value, itself included.
fn size(value: &Value) -> usize {
    1 + value.children().map(|node| size(&node.value)).sum::<usize>()
}

/// Resolves a scalar by YAML 1.2.2, section 10.3.2. `yes`, `no` and dates are strings.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Result<Value, Trouble> {
    let tag = match tag.map(|tag| (tag.core_suffix(), tag.original())) {
        Some((Some(name), _)) => Some(name),
        Some((None, written)) if written == "!" => Some("str"),
        Some((None, written)) => {
            return Err(Trouble::new(span, format!("the tag `{written}` is not supported")));
        }
        None => None,
    };
    if tag == Some("str") || (tag.is_none() && style != ScalarStyle::Plain) {
        return Ok(Value::String(text.into()));
    }
    Ok(plain(text).unwrap_or_else(|| Value::String(text.into())))
}

fn plain(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        _ => {}
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Value::Integer);
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return i64::from_str_radix(digits, radix).ok().map(Value::Integer);
        }
    }
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    if is_number { text.parse().ok().map(Value::Float) } else { None }
}

fn scan(text: &str, offset: u32, error: &ScanError) -> Trouble {
    let at = error.marker().byte_offset().unwrap_or_default().min(text.len());
    let at = text.floor_char_boundary(at);
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let reason = error.to_string();
    let reason = reason.split(" at byte").next().unwrap_or_default();
    let reason = reason.split(" at char").next().unwrap_or_default().to_lowercase();
    let mut trouble =
        Trouble::new(Span::new(at, at).shifted(offset), format!("invalid YAML: {reason}"));
    trouble.help = if reason.contains("tab") || line.trim_start_matches(' ').starts_with('\t') {
        Some("indent with spaces; YAML does not allow tabs")
    } else if line.matches(": ").count() > 1 {
        Some("put a value that contains `: ` into quotation marks")
    } else if line.contains(" = ") {
        Some("write `key: value`; `key = value` is TOML, between `+++` lines")
    } else {
        None
    };
    trouble
}
