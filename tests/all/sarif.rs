//! `--format sarif` is valid by the JSON schema of SARIF 2.1.0.
//!
//! The schema is not part of this repository: it comes with the crate `serde-sarif`, which Cargo downloads but never
//! compiles.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::support::golden::{Case, each};

#[test]
fn messages_are_valid_sarif() {
    let schema = schema();
    let errors = |document: &Value| {
        let mut errors = Vec::new();
        validate(document, &schema, &schema, "", &mut errors);
        errors
    };
    let results = each(&mut Case::all(), |case| {
        let site = tempfile::tempdir().unwrap();
        case.lay_out(site.path());
        let output = Command::new(env!("CARGO_BIN_EXE_glossator"))
            .args(["check", "--format", "sarif", "-r"])
            .arg(site.path())
            .output()
            .unwrap();
        let document: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(errors(&document), [""; 0], "{}: {document:#}", case.name());
        document["runs"][0]["results"].as_array().unwrap().len()
    });
    let n_results: usize = results.iter().sum();
    assert!(n_results > 100, "{n_results}");

    // the check can fail
    let bad = serde_json::json!({
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {} },
            "results": [{ "message": {}, "level": "fatal", "place": 1 }],
        }],
    });
    let expected = [
        "/runs/0/results/0: no `place` is known",
        "/runs/0/results/0/level: not one of the words",
        "/runs/0/results/0/message: fits none",
        "/runs/0/tool/driver: `name` is missing",
    ];
    assert_eq!(errors(&bad), expected);
}

/// The schema, from Cargo's copy of the crate.
fn schema() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo).args(["metadata", "--format-version", "1"]).output().unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let text = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Validates a value against a schema. Supports only the keywords that the SARIF schema uses; others panic. Patterns
/// and formats are ignored.
fn validate(value: &Value, schema: &Value, root: &Value, at: &str, errors: &mut Vec<String>) {
    let members = schema.as_object().unwrap();
    let mut fails = |what: String| errors.push(format!("{at}: {what}"));
    let number = |bound: &Value| bound.as_f64().unwrap();
    for (keyword, rule) in members {
        match keyword.as_str() {
            "type" if !is_of(value, rule.as_str().unwrap()) => fails(format!("no {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                fails("not one of the words".into());
            }
            "required" => {
                for key in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(key).is_none() {
                        fails(format!("`{key}` is missing"));
                    }
                }
            }
            "minimum" if value.as_f64().is_some_and(|it| it < number(rule)) => fails("low".into()),
            "maximum" if value.as_f64().is_some_and(|it| it > number(rule)) => fails("high".into()),
            "minItems" if value.as_array().is_some_and(|it| (it.len() as f64) < number(rule)) => {
                fails("too few".into());
            }
            "uniqueItems" => {
                let items = value.as_array().map_or(&[][..], Vec::as_slice);
                let is_again = |(at, item): (usize, &Value)| items[..at].contains(item);
                if *rule == true && items.iter().enumerate().any(is_again) {
                    fails("the same twice".into());
                }
            }
            "additionalProperties" if *rule == false => {
                for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
                    if schema["properties"].get(key).is_none() {
                        fails(format!("no `{key}` is known"));
                    }
                }
            }
            "type" | "enum" | "minimum" | "maximum" | "minItems" | "additionalProperties" => {}
            "properties" | "items" | "$ref" | "anyOf" | "oneOf" => {}
            "description" | "default" | "pattern" | "format" | "title" | "definitions"
            | "$schema" | "$id" => {}
            other => panic!("`{other}` at {at}"),
        }
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        let rule = schema["properties"].get(key).or_else(|| schema.get("additionalProperties"));
        if let Some(rule) = rule.filter(|rule| rule.is_object()) {
            validate(value, rule, root, &format!("{at}/{key}"), errors);
        }
    }
    if let Some(rule) = members.get("items") {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            validate(item, rule, root, &format!("{at}/{index}"), errors);
        }
    }
    if let Some(pointer) = members.get("$ref").and_then(Value::as_str) {
        let rule = root.pointer(pointer.trim_start_matches('#')).unwrap();
        validate(value, rule, root, at, errors);
    }
    for (keyword, most) in [("anyOf", usize::MAX), ("oneOf", 1)] {
        let Some(rules) = members.get(keyword).and_then(Value::as_array) else { continue };
        let fits = |rule: &&Value| {
            let mut inner = Vec::new();
            validate(value, rule, root, at, &mut inner);
            inner.is_empty()
        };
        let n_fit = rules.iter().filter(fits).count();
        if n_fit == 0 || n_fit > most {
            errors.push(format!("{at}: fits none"));
        }
    }
}

fn is_of(value: &Value, class: &str) -> bool {
    match class {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        other => panic!("{other}"),
    }
}
