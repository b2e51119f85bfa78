//! Adding strings to a list, in the list's own formatting.

use crate::base::Span;
use crate::data::edit::{Splice, Syntax, after, key, string};
use crate::data::{Entry, Node, Table, Value};

/// A table and the text it was parsed from.
#[derive(Clone, Copy, Debug)]
pub struct Written<'t> {
    /// The format.
    pub syntax: Syntax,
    /// The whole file.
    pub text: &'t str,
    /// The table, with spans in the file.
    pub table: &'t Table,
    /// Where to insert a first key.
    pub start: usize,
}

/// Appends strings to a list of a table; creates the key if it does not exist.
///
/// *Errors*: `None` if the value cannot be extended (a YAML alias, a string).
pub fn add(written: Written<'_>, name: &str, values: &[&str]) -> Option<Vec<Splice>> {
    if values.is_empty() {
        return Some(Vec::new());
    }
    let Written { syntax, text, table, .. } = written;
    // new items are quoted like the last one
    let last = match table.get(name).map(|node| &node.value) {
        Some(Value::Array(items)) => items.last(),
        _ => None,
    };
    let style = last
        .filter(|item| matches!(item.value, Value::String(_)))
        .map_or("", |item| &text[item.span.range()]);
    let literals: Vec<String> = values.iter().map(|value| string(syntax, style, value)).collect();
    let all = format!("[{}]", literals.join(", "));
    let Some(entry) = table.entries.iter().find(|entry| entry.key == name) else {
        return Some(vec![create(written, name, &all)]);
    };
    let Node { value, span } = &entry.node;
    match value {
        Value::Null => Some(vec![fill(text, entry, &all)]),
        Value::Array(items) if text[span.range()].starts_with('[') => Some(match items.last() {
            Some(last) => behind(text, (last.span, *span), &literals),
            None => vec![Splice::insert(span.start as usize + 1, literals.join(", "))],
        }),
        Value::Array(items) => {
            let last = items.last().filter(|_| !text[span.range()].starts_with('*'))?;
            below(text, last.span, &literals).map(|splice| vec![splice])
        }
        _ => None,
    }
}

/// Inserts a new key after the last plain key, before subtables.
fn create(Written { syntax, text, table, start }: Written<'_>, name: &str, all: &str) -> Splice {
    let is_plain = |entry: &&Entry| match &entry.node.value {
        Value::Table(_) => false,
        Value::Array(items) => !items.iter().any(|item| matches!(item.value, Value::Table(_))),
        _ => true,
    };
    if let Some(entry) = table.entries.iter().rev().find(is_plain) {
        return after(syntax, text, (entry.key_span, entry.node.span), (name, all));
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let name = key(syntax, name);
    match syntax {
        Syntax::Toml => Splice::insert(start, format!("{name} = {all}{newline}")),
        Syntax::Yaml => Splice::insert(start, format!("{name}: {all}{newline}")),
        Syntax::Json => {
            let comma = if table.entries.is_empty() { "" } else { ", " };
            Splice::insert(start, format!("{name}: {all}{comma}"))
        }
    }
}

/// Gives a value to a key without one.
fn fill(text: &str, entry: &Entry, all: &str) -> Splice {
    let span = entry.node.span;
    if !text[span.range()].trim().is_empty() {
        return Splice::new(span, all);
    }
    let end = entry.key_span.end as usize;
    let colon = text[end..].find(':').map_or(0, |colon| colon + 1);
    Splice::insert(end + colon, format!(" {all}"))
}

/// Appends items to a bracketed list.
pub(super) fn behind(text: &str, (last, list): (Span, Span), literals: &[String]) -> Vec<Splice> {
    let (end, close) = (last.end as usize, list.end as usize - 1);
    let tail = &text[end..close];
    let comma = comma(tail).map(|at| end + at + 1);
    let from = comma.unwrap_or(end);
    let Some(line_end) = text[from..close].find('\n').map(|at| from + at) else {
        let items = literals.join(", ");
        return vec![match comma {
            Some(at) => Splice::insert(at, format!(" {items},")),
            None => Splice::insert(end, format!(", {items}")),
        }];
    };
    // one item per line: a comment after the last item stays with it
    let (line_end, newline) =
        if text[..line_end].ends_with('\r') { (line_end - 1, "\r\n") } else { (line_end, "\n") };
    let line = text[..last.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let lead = &text[line..last.start as usize];
    let indent = &lead[..lead.len() - lead.trim_start().len()];
    let lines: Vec<String> =
        literals.iter().map(|item| format!("{newline}{indent}{item}")).collect();
    match comma {
        Some(_) => vec![Splice::insert(line_end, format!("{},", lines.join(",")))],
        None if line_end == end => vec![Splice::insert(end, format!(",{}", lines.join(",")))],
        None => vec![Splice::insert(end, ","), Splice::insert(line_end, lines.join(","))],
    }
}

/// Offset of the first comma outside comments.
pub(super) fn comma(tail: &str) -> Option<usize> {
    let mut start = 0;
    for line in tail.split_inclusive('\n') {
        let written = line.split('#').next().unwrap_or_default();
        if let Some(at) = written.find(',') {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

/// Appends items to a YAML block list.
fn below(text: &str, last: Span, literals: &[String]) -> Option<Splice> {
    let start = last.start as usize;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let dash = text[line..start].rfind('-')?;
    let lead = &text[line..line + dash];
    let mut end = start + text[last.range()].trim_end().len();
    end += text[end..].find('\n').unwrap_or(text.len() - end);
    let newline = if text[..end].ends_with('\r') {
        end -= 1;
        "\r\n"
    } else {
        "\n"
    };
    let lines = literals.iter().map(|item| format!("{newline}{lead}- {item}"));
    lead.trim().is_empty().then(|| Splice::insert(end, lines.collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::{Written, add};
    use crate::base::Path;
    use crate::data::edit::{Syntax, apply};
    use crate::data::{Node, Table, Value, json, toml, yaml};

    fn read(syntax: Syntax, text: &str) -> Table {
        let path = Path::new("a").unwrap();
        match syntax {
            Syntax::Toml => toml(&path, text, 0).value,
            Syntax::Yaml => yaml(&path, text, 0).value,
            Syntax::Json => match json(&path, text).value {
                Some(Node { value: Value::Table(table), .. }) => table,
                _ => panic!("no JSON"),
            },
        }
    }

    #[track_caller]
    fn check(syntax: Syntax, text: &str, expected: &str) {
        let table = read(syntax, text);
        let start = if syntax == Syntax::Json { 1 } else { 0 };
        let splices = add(Written { syntax, text, table: &table, start }, "k", &["x", "y"]);
        let edited = apply(text, &splices.unwrap()).unwrap();
        assert_eq!(edited, expected);
        let items = read(syntax, &edited).get("k").map(|node| node.value.clone());
        let Some(Value::Array(items)) = items else { panic!("no list in {edited}") };
        let ends = items.iter().rev().take(2).map(|item| item.value.clone());
        let wanted = ["y", "x"].map(|word| Value::String(word.into()));
        assert_eq!(ends.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn items_are_added_in_the_form_of_the_list() {
        let toml = Syntax::Toml;
        check(toml, "k = [\"a\"] # c\n", "k = [\"a\", \"x\", \"y\"] # c\n");
        check(toml, "k = [\"a\", ]\n", "k = [\"a\", \"x\", \"y\", ]\n");
        check(toml, "k = [] # c\n", "k = [\"x\", \"y\"] # c\n");
        check(toml, "k = [ # c\n]\n", "k = [\"x\", \"y\" # c\n]\n");
        check(
            toml,
            "k = [\n  'a', # one, two\n]\n",
            "k = [\n  'a', # one, two\n  'x',\n  'y',\n]\n",
        );
        check(
            toml,
            "k = [\r\n\t'a' # b, c\r\n]\r\n",
            "k = [\r\n\t'a', # b, c\r\n\t'x',\r\n\t'y'\r\n]\r\n",
        );
        check(toml, "k = [\n  'a'\n]\n", "k = [\n  'a',\n  'x',\n  'y'\n]\n");
        let yaml = Syntax::Yaml;
        check(yaml, "k: [a] # c\n", "k: [a, x, y] # c\n");
        check(yaml, "k:\n  - a # c\nb: 1\n", "k:\n  - a # c\n  - x\n  - y\nb: 1\n");
        check(yaml, "k:\r\n- a\r\nb: 1\r\n", "k:\r\n- a\r\n- x\r\n- y\r\nb: 1\r\n");
        check(yaml, "k:\nb: 1\n", "k: [\"x\", \"y\"]\nb: 1\n");
        check(yaml, "k: ~ # c\nb: 1\n", "k: [\"x\", \"y\"] # c\nb: 1\n");
        check(Syntax::Json, "{\"k\": [\"a\"]}", "{\"k\": [\"a\", \"x\", \"y\"]}");
    }

    #[test]
    fn a_missing_list_is_created() {
        let toml = Syntax::Toml;
        check(
            toml,
            "a = 1 # c\n\n[t]\nb = 1\n[[u]]\n",
            "a = 1 # c\nk = [\"x\", \"y\"]\n\n[t]\nb = 1\n[[u]]\n",
        );
        check(toml, "[t]\r\nb = 1\r\n", "k = [\"x\", \"y\"]\r\n[t]\r\nb = 1\r\n");
        check(toml, "", "k = [\"x\", \"y\"]\n");
        check(toml, "a = [\n  1,\n]\nt.b = 1\n", "a = [\n  1,\n]\nk = [\"x\", \"y\"]\nt.b = 1\n");
        let yaml = Syntax::Yaml;
        check(yaml, "a:\n  - b\nt: {b: 1}\n", "a:\n  - b\nk: [\"x\", \"y\"]\nt: {b: 1}\n");
        check(yaml, "t:\n  b: 1\n", "k: [\"x\", \"y\"]\nt:\n  b: 1\n");
        check(Syntax::Json, "{\"a\": 1}", "{\"a\": 1, \"k\": [\"x\", \"y\"]}");
        check(Syntax::Json, "{}", "{\"k\": [\"x\", \"y\"]}");
        check(Syntax::Json, "{\"t\": {}}", "{\"k\": [\"x\", \"y\"], \"t\": {}}");
    }

    #[test]
    fn other_values_are_not_extended() {
        for text in ["k: a\n", "b: &l [a]\nk: *l\n", "b: &l\n  - a\nk: *l\n"] {
            let table = read(Syntax::Yaml, text);
            let written = Written { syntax: Syntax::Yaml, text, table: &table, start: 0 };
            assert_eq!(add(written, "k", &["x"]), None, "{text}");
        }
    }
}
