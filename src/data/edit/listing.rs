//! Adding strings to a list, in the list's own formatting.

use crate::base::Span;
use crate::data::edit::lines::{Region, line_end, line_start, newline_at};
use crate::data::edit::{Splice, Syntax, after, string};
use crate::data::{Entry, Node, Value};

/// Appends strings to a list of a table; creates the key if it does not exist.
///
/// *Errors*: `None` if the value cannot be extended (a YAML alias, a string).
pub fn add(region: Region<'_>, name: &str, values: &[&str]) -> Option<Vec<Splice>> {
    if values.is_empty() {
        return Some(Vec::new());
    }
    let Region { syntax, text, table, .. } = region;
    // new items are quoted like the last one
    let last = table.items(name).last().filter(|item| matches!(item.value, Value::String(_)));
    let style = last.map_or("", |item| &text[item.span.range()]);
    let literals: Vec<String> = values.iter().map(|value| string(syntax, style, value)).collect();
    let all = format!("[{}]", literals.join(", "));
    let Some(entry) = table.entry(name) else {
        return Some(vec![create(region, name, &all)]);
    };
    let Node { value, span } = &entry.node;
    match value {
        Value::Null => Some(vec![region.fill(entry, &all)]),
        Value::Array(items) if text[span.range()].starts_with('[') => Some(match items.last() {
            Some(last) => behind(text, last.span, *span, &literals),
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
fn create(region: Region<'_>, name: &str, all: &str) -> Splice {
    let Region { syntax, text, table, start, .. } = region;
    let is_plain = |entry: &&Entry| {
        let is_table = |node: &Node| node.value.as_table().is_some();
        !is_table(&entry.node) && !entry.node.value.items().iter().any(is_table)
    };
    let pair = region.pair(name, all);
    if let Some(entry) = table.entries.iter().rev().find(is_plain) {
        return after(syntax, text, entry.key_span, entry.node.span, &pair);
    }
    let end = match syntax {
        Syntax::Toml | Syntax::Yaml => region.newline(),
        Syntax::Json if table.entries.is_empty() => "",
        Syntax::Json => ", ",
    };
    Splice::insert(start, pair + end)
}

/// Appends items to a bracketed list.
pub(super) fn behind(text: &str, last: Span, list: Span, literals: &[String]) -> Vec<Splice> {
    let (end, close) = (last.end as usize, list.end as usize - 1);
    let comma = comma(&text[end..close]).map(|at| end + at + 1);
    let from = comma.unwrap_or(end);
    if !text[from..close].contains('\n') {
        let items = literals.join(", ");
        return vec![match comma {
            Some(at) => Splice::insert(at, format!(" {items},")),
            None => Splice::insert(end, format!(", {items}")),
        }];
    }
    // one item per line: a comment after the last item stays with it
    let line_end = line_end(text, from);
    let newline = newline_at(text, line_end);
    let lead = &text[line_start(text, last.start as usize)..last.start as usize];
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
    let line = line_start(text, start);
    let dash = text[line..start].rfind('-')?;
    let lead = &text[line..line + dash];
    let end = line_end(text, start + text[last.range()].trim_end().len());
    let newline = newline_at(text, end);
    let lines = literals.iter().map(|item| format!("{newline}{lead}- {item}"));
    lead.trim().is_empty().then(|| Splice::insert(end, lines.collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::add;
    use crate::base::Path;
    use crate::data::edit::{Region, Syntax, apply};
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
        let region = Region { syntax, text, table: &table, start, end: text.len() };
        let splices = add(region, "k", &["x", "y"]);
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
            let (syntax, end) = (Syntax::Yaml, text.len());
            let region = Region { syntax, text, table: &table, start: 0, end };
            assert_eq!(add(region, "k", &["x"]), None, "{text}");
        }
    }
}
