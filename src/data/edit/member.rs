//! Adding keys to a table.

use crate::base::Span;
use crate::data::edit::lines::{indent, line_end, line_start, newline_at};
use crate::data::edit::{Splice, Syntax};

/// Inserts a [`pair`](super::pair) right after another entry of the same table, in the table's own formatting.
///
/// Takes the spans of that entry's key and value.
pub fn after(syntax: Syntax, text: &str, key: Span, value: Span, pair: &str) -> Splice {
    let line = line_start(text, key.start as usize);
    let lead = &text[line..key.start as usize];
    // an entry that starts its line (after any `- `) belongs to a block
    let is_block = match syntax {
        Syntax::Toml => lead.trim().is_empty(),
        Syntax::Yaml => lead.chars().all(|c| matches!(c, ' ' | '-')),
        Syntax::Json => false,
    };
    if !is_block {
        return Splice::insert(value.end as usize, format!(", {pair}"));
    }
    // a comment may follow the value; a block scalar's span includes its newline
    let written = &text[value.range()];
    let end = line_end(text, value.start as usize + written.trim_end().len());
    Splice::insert(end, format!("{}{}{pair}", newline_at(text, end), indent(lead)))
}

/// Span of the key before a value on the same line; empty if there is none.
pub fn key_of(text: &str, value: Span) -> Span {
    let line = line_start(text, value.start as usize);
    let lead = text[line..value.start as usize].trim_end();
    let Some(lead) = lead.strip_suffix(['=', ':']) else {
        return Span { end: value.start, start: value.start };
    };
    let lead = lead.trim_end();
    let start = match lead.chars().next_back() {
        Some(mark @ ('"' | '\'')) => lead[..lead.len() - 1].rfind(mark).unwrap_or(0),
        _ => {
            let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            let bare = lead.trim_end_matches(is_key).len();
            // exclude the dash of a list item
            lead[bare..].find(|c| c != '-').map_or(bare, |at| bare + at)
        }
    };
    Span::new(line + start, line + lead.len())
}

#[cfg(test)]
mod tests {
    use super::{after, key_of};
    use crate::base::Path;
    use crate::data::edit::{Syntax, apply, pair, string};
    use crate::data::{Entry, Node, Table, Value, json, toml, yaml};

    fn find<'t>(table: &'t Table, key: &str) -> Option<&'t Entry> {
        table.entries.iter().find_map(|entry| match &entry.node.value {
            _ if entry.key == key => Some(entry),
            Value::Table(inner) => find(inner, key),
            Value::Array(items) => items.iter().find_map(|item| match &item.value {
                Value::Table(inner) => find(inner, key),
                _ => None,
            }),
            _ => None,
        })
    }

    #[test]
    fn a_key_is_added_in_the_form_of_its_table() {
        let check = |syntax, text: &str, expected: &str| {
            let path = Path::new("a").unwrap();
            let table = match syntax {
                Syntax::Toml => toml(&path, text, 0).value,
                Syntax::Yaml => yaml(&path, text, 0).value,
                Syntax::Json => match json(&path, text).value {
                    Some(Node { value: Value::Table(table), .. }) => table,
                    _ => panic!("no JSON"),
                },
            };
            let entry = find(&table, "quote").unwrap();
            let pair = pair(syntax, "prefix", &string(syntax, "", "x y"));
            assert_eq!(key_of(text, entry.node.span), entry.key_span);
            let splice = after(syntax, text, entry.key_span, entry.node.span, &pair);
            assert_eq!(apply(text, &[splice]).unwrap(), expected);
        };
        let toml = Syntax::Toml;
        check(
            toml,
            "[[a]]\nquote = \"q\" # c\nb = 1\n",
            "[[a]]\nquote = \"q\" # c\nprefix = \"x y\"\nb = 1\n",
        );
        check(
            toml,
            "[[a]]\r\n  quote = 'q'\r\n",
            "[[a]]\r\n  quote = 'q'\r\n  prefix = \"x y\"\r\n",
        );
        check(toml, "[[a]]\nquote = 'q'", "[[a]]\nquote = 'q'\nprefix = \"x y\"");
        check(
            toml,
            "a = [{ quote = 'q', b = 1 }]",
            "a = [{ quote = 'q', prefix = \"x y\", b = 1 }]",
        );
        let yaml = Syntax::Yaml;
        check(
            yaml,
            "a:\n  - quote: q # c\n    b: 1\n",
            "a:\n  - quote: q # c\n    prefix: \"x y\"\n    b: 1\n",
        );
        check(yaml, "a:\n- b: 1\n  quote: q\n", "a:\n- b: 1\n  quote: q\n  prefix: \"x y\"\n");
        check(yaml, "a: [{quote: q}]\n", "a: [{quote: q, prefix: \"x y\"}]\n");
        check(
            yaml,
            "a:\n  - quote: >\n      q\n      r\n    b: 1\n",
            "a:\n  - quote: >\n      q\n      r\n    prefix: \"x y\"\n    b: 1\n",
        );
        check(
            Syntax::Json,
            "{\"a\": [{\"quote\": \"q\"}]}",
            "{\"a\": [{\"quote\": \"q\", \"prefix\": \"x y\"}]}",
        );
    }
}
