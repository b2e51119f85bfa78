//! Tests of the TOML, YAML and JSON parsers.

use crate::base::Path;
use crate::data::{Node, Table, Value, json, jsonl, toml, yaml};

fn path() -> Path {
    Path::new("a").unwrap()
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}"),
        Value::String(text) => format!("{text:?}"),
        Value::Date(text) => format!("@{text}"),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" "))
        }
        Value::Table(table) => show_table(table),
    }
}

fn show_table(table: &Table) -> String {
    let entries: Vec<String> =
        table.entries.iter().map(|entry| format!("{}={}", entry.key, show(&entry.node))).collect();
    format!("{{{}}}", entries.join(" "))
}

#[track_caller]
fn check_yaml(text: &str, expected: &str) {
    let read = yaml(&path(), text, 0);
    let messages: Vec<String> =
        read.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    let got = if messages.is_empty() { show_table(&read.value) } else { messages.join("; ") };
    assert_eq!(got, expected, "{text:?}");
}

#[test]
fn yaml_uses_the_core_schema() {
    check_yaml("a: yes\nb: no\nc: true\nd: ~\ne: 010\n", r#"{a="yes" b="no" c=true d=null e=10}"#);
    check_yaml(
        "a: 2025-10-15\nb: 1.5\nc: 1e3\nd: \"7\"\n",
        r#"{a="2025-10-15" b=1.5 c=1000.0 d="7"}"#,
    );
    check_yaml("a: [x, 'y']\nb:\n  - c: 1\n    d: 2\n", r#"{a=["x" "y"] b=[{c=1 d=2}]}"#);
    check_yaml("a: |\n  x\n  y\nb: >\n  x\n  y\n", r#"{a="x\ny\n" b="x y\n"}"#);
    check_yaml("a: &x [1]\nb: *x\n", "{a=[1] b=[1]}");
    check_yaml("a: !!str 5\n", r#"{a="5"}"#);
    check_yaml("", "{}");
    check_yaml("a: 1\r\nb: 2\r\n", "{a=1 b=2}");
}

#[test]
fn yaml_errors_are_reported() {
    check_yaml("a: 1\na: 2\n", "yaml-syntax: duplicate key `a`");
    check_yaml("- a\n", "yaml-syntax: front matter should be keys with values, but is an array");
    check_yaml("a: !thing 5\n", "yaml-syntax: the tag `!thing` is not supported");
    let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_string();
    for level in 1..12 {
        let alias = format!("*a{},", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
    }
    check_yaml(&bomb, "yaml-aliases: aliases expand to more than 20000 values");
}

#[test]
fn only_values_of_aliases_are_limited() {
    let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(","));
    let read = |text: &str| yaml(&path(), text, 0);
    let plain = read(&format!("a: {}\n", list("x", 30_000)));
    assert!(plain.diagnostics.is_empty());
    assert_eq!(plain.value.items("a").len(), 30_000);
    let aliased = |count: usize| format!("a: &a x\nb: {}\n", list("*a", count));
    assert!(read(&aliased(20_000)).diagnostics.is_empty());
    check_yaml(&aliased(20_001), "yaml-aliases: aliases expand to more than 20000 values");
}

#[test]
fn spans_are_bytes_of_the_file() {
    let texts = ["é = \"ü\"\nkey = \"värde\"\n", "é: ü\nkey: \"värde\"\n"];
    let tables = [toml(&path(), "\"é\" = \"ü\"\nkey = \"värde\"\n", 4), yaml(&path(), texts[1], 4)];
    for (read, text) in tables.iter().zip(["\"é\" = \"ü\"\nkey = \"värde\"\n", texts[1]]) {
        let entry = read.value.entries.iter().find(|entry| entry.key == "key").unwrap();
        let bytes = |span: crate::base::Span| &text[span.start as usize - 4..span.end as usize - 4];
        assert_eq!(bytes(entry.key_span), "key");
        assert_eq!(bytes(entry.node.span), "\"värde\"");
    }
    let text = "{\"a\": 1,\n \"é\": [\"x\", {\"b\": null}]}";
    let read = json(&path(), text).value.unwrap();
    assert_eq!(show(&read), r#"{a=1 é=["x" {b=null}]}"#);
    let Value::Table(table) = &read.value else { panic!() };
    assert_eq!(&text[table.entries[1].key_span.range()], "\"é\"");
    assert_eq!(&text[table.entries[1].node.span.range()], "[\"x\", {\"b\": null}]");
}

#[test]
fn json_lines_are_read_one_by_one() {
    let text = "{\"id\": \"a\"}\n\n{\"id\": \n[1]\n{\"id\": \"ü\", \"n\": 1.5}\r\n";
    let read = jsonl(&path(), text);
    let tables: Vec<String> = read.value.iter().map(|(table, _)| show_table(table)).collect();
    assert_eq!(tables, [r#"{id="a"}"#, r#"{id="ü" n=1.5}"#]);
    let messages: Vec<&str> = read.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages[0], "invalid JSON: eof while parsing a value");
    assert_eq!(messages[1], "this line should be one object, but is an array");
}

#[test]
fn all_toml_errors_are_reported_with_help() {
    let text = "title = Hello\ntags = [\"a\"\ndate: 2025\n";
    let read = toml(&path(), text, 0);
    assert!(read.diagnostics.len() > 1, "{:?}", read.diagnostics);
    assert_eq!(read.diagnostics[0].helps, ["put text into quotation marks: `\"…\"`"]);
    assert!(read.value.entries.is_empty());
    let read = toml(&path(), "b = 1_000\na = 0xff\nd = 2025-10-15\nt = 2025-10-15T10:00:00Z\n", 0);
    assert_eq!(show_table(&read.value), "{b=1000 a=255 d=@2025-10-15 t=@2025-10-15T10:00:00Z}");
}
