//! String literals and keys in TOML, YAML and JSON.

use crate::base::Path;
use crate::data::{Table, Value, yaml};

/// A data format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// TOML 1.1.
    Toml,
    /// YAML 1.2.
    Yaml,
    /// JSON.
    Json,
}

/// Format of a file's structured data; `None` for Markdown without front matter and for other files.
pub fn syntax(path: &Path, text: &str) -> Option<Syntax> {
    let (_, extension) = path.as_str().rsplit_once('.')?;
    match extension {
        "toml" => Some(Syntax::Toml),
        "json" | "jsonl" | "jsonld" => Some(Syntax::Json),
        "md" => match text.lines().next()?.trim_end() {
            "+++" => Some(Syntax::Toml),
            "---" => Some(Syntax::Yaml),
            _ => None,
        },
        _ => None,
    }
}

/// A key with a value literal.
pub fn pair(syntax: Syntax, name: &str, literal: &str) -> String {
    match syntax {
        Syntax::Toml => format!("{} = {literal}", key(syntax, name)),
        Syntax::Yaml | Syntax::Json => format!("{}: {literal}", key(syntax, name)),
    }
}

/// A string literal, in the quoting style of `former` if possible; an empty `former` means double quotes.
///
/// *Law*: parsing the literal gives `value`.
pub fn string(syntax: Syntax, former: &str, value: &str) -> String {
    let is_one_line = !value.contains(|c: char| c.is_control());
    match syntax {
        Syntax::Json => double(value),
        Syntax::Toml => {
            let (ticks, quotes) = ("'''", "\"\"\"");
            let is_long = former.starts_with(ticks) || former.starts_with(quotes);
            // TOML drops a newline right after the opening delimiter
            let has_leading_newline =
                is_long && (former[3..].starts_with('\n') || value.starts_with('\n'));
            let lead = if has_leading_newline { "\n" } else { "" };
            let is_plain = value.chars().all(|c| c == '\n' || c == '\t' || !c.is_control());
            if former.starts_with(ticks)
                && is_plain
                && !value.contains("''")
                && !value.ends_with('\'')
            {
                return format!("{ticks}{lead}{value}{ticks}");
            }
            let is_bare = !value.contains(['\\', '"']);
            if former.starts_with(quotes) && is_plain && is_bare {
                return format!("{quotes}{lead}{value}{quotes}");
            }
            if former.starts_with('\'') && !is_long && is_one_line && !value.contains('\'') {
                return format!("'{value}'");
            }
            double(value)
        }
        Syntax::Yaml => {
            let is_plain =
                !former.is_empty() && !former.starts_with(['"', '\'', '|', '>', '[', '{']);
            if is_plain && is_plain_yaml(value) {
                return value.to_owned();
            }
            let wants_single = is_plain || former.starts_with('\'');
            if wants_single && is_one_line && !value.contains('\'') {
                return format!("'{value}'");
            }
            // a block scalar's span includes the newline, or the indent of the next line
            let end = &former[former.trim_end().len()..];
            format!("{}{end}", double(value))
        }
    }
}

/// A key, unquoted if the format allows.
pub fn key(syntax: Syntax, name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_bare = !name.is_empty() && name.chars().all(is_word);
    match syntax {
        Syntax::Toml if is_bare => name.to_owned(),
        Syntax::Yaml if is_plain_yaml(name) => name.to_owned(),
        _ => double(name),
    }
}

/// A double-quoted string. JSON's escapes are valid in TOML and YAML; DEL and NEL are escaped in addition.
fn double(value: &str) -> String {
    let text = serde_json::Value::from(value).to_string();
    text.replace('\u{7f}', "\\u007f").replace('\u{85}', "\\u0085")
}

/// Whether YAML reads the unquoted text as the same string: in blocks, in flow lists and as a key.
fn is_plain_yaml(value: &str) -> bool {
    let Some(path) = Path::new("a") else { return false };
    let reads = |text: String| {
        let Table { entries } = yaml(&path, &text, 0).value;
        entries.into_iter().next().map(|entry| entry.node.value)
    };
    let is_it = |read: &Value| *read == Value::String(value.to_owned());
    let in_block = reads(format!("a: {value}\n"));
    let in_flow = match reads(format!("a: [{value}]\n")) {
        Some(Value::Array(items)) if items.len() == 1 => items.into_iter().next().map(|i| i.value),
        _ => None,
    };
    let as_key = yaml(&path, &format!("{value}: 1\n"), 0).value.entries;
    let is_key = as_key.len() == 1 && as_key[0].key == value;
    is_key && in_block.as_ref().is_some_and(is_it) && in_flow.as_ref().is_some_and(is_it)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Syntax, key, string};
    use crate::base::Path;
    use crate::data::{Table, Value, json, toml, yaml};

    fn read(syntax: Syntax, literal: &str) -> Option<Value> {
        let path = Path::new("a").unwrap();
        let table = match syntax {
            Syntax::Toml => toml(&path, &format!("a = {literal}\n"), 0).value,
            Syntax::Yaml => yaml(&path, &format!("a: {literal}\n"), 0).value,
            Syntax::Json => match json(&path, &format!("{{\"a\": {literal}}}")).value?.value {
                Value::Table(table) => table,
                _ => Table::default(),
            },
        };
        table.entries.into_iter().next().map(|entry| entry.node.value)
    }

    #[test]
    fn a_literal_keeps_the_style_of_the_one_it_replaces() {
        let check = |syntax, former: &str, value: &str, expected: &str| {
            assert_eq!(string(syntax, former, value), expected, "{former} {value}");
        };
        check(Syntax::Toml, "\"a\"", "b", "\"b\"");
        check(Syntax::Toml, "'a'", "say \"b\"", "'say \"b\"'");
        check(Syntax::Toml, "'a'", "it's", "\"it's\"");
        check(Syntax::Toml, "\"a\"", "say \"b\"", "\"say \\\"b\\\"\"");
        check(Syntax::Toml, "'''\na'''", "it's \\ \"b\"", "'''\nit's \\ \"b\"'''");
        check(Syntax::Toml, "\"\"\"\na\n\"\"\"", "b\nc", "\"\"\"\nb\nc\"\"\"");
        check(Syntax::Yaml, "a", "b c", "b c");
        check(Syntax::Yaml, "a", "true", "'true'");
        check(Syntax::Yaml, "a", "b: c", "'b: c'");
        check(Syntax::Yaml, "a", "it's: c", "\"it's: c\"");
        check(Syntax::Yaml, "'a'", "b", "'b'");
        check(Syntax::Yaml, "\"a\"", "b", "\"b\"");
        check(Syntax::Json, "\"a\"", "“b” \\", "\"“b” \\\\\"");
        assert_eq!(key(Syntax::Toml, "a-b"), "a-b");
        assert_eq!(key(Syntax::Toml, "a b"), "\"a b\"");
        assert_eq!(key(Syntax::Yaml, "a b"), "a b");
    }

    proptest! {
        #[test]
        fn a_literal_reads_as_its_value(
            value in "\\PC{0,12}|[ '\"\\\\#:,\\[\\]{}|>&*!%@`~\n\t\u{7f}\u{85}a1-]{0,8}",
            former in prop::sample::select(vec!["", "\"a\"", "'a'", "'''a'''", "'''\na'''", "\"\"\"a\"\"\"", "a"]),
        ) {
            for syntax in [Syntax::Toml, Syntax::Yaml, Syntax::Json] {
                let literal = string(syntax, former, &value);
                prop_assert_eq!(read(syntax, &literal), Some(Value::String(value.clone())), "{:?} {}", syntax, literal);
            }
        }
    }
}
