//! Diagnostics for other programs: lines, JSON, SARIF, and what GitHub's runners turn into remarks on a change.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::base::{Diagnostic, Label, Place};
use crate::edge::terminal::texts::Texts;
use crate::edge::terminal::word;

/// `path:LINE:COLUMN: error[code]: message`.
pub(crate) fn short(told: &Diagnostic, texts: &Texts<'_>) -> String {
    let (line, column) = texts.position(&told.primary.place);
    let path = &told.primary.place.path;
    format!("{path}:{line}:{column}: {}[{}]: {}", word(told.severity), told.code, told.message)
}

/// One object on one line.
pub(crate) fn json(told: &Diagnostic, texts: &Texts<'_>) -> String {
    let place = |place: &Place, text: &str| {
        let (line, column) = texts.position(place);
        let span = place.span.map(|span| [span.start, span.end]);
        let path = place.path.as_str();
        json!({ "path": path, "line": line, "column": column, "bytes": span, "text": text })
    };
    let labels = told.labels.iter().map(|label| place(&label.place, &label.text));
    let mut object = place(&told.primary.place, &told.primary.text);
    object["severity"] = word(told.severity).into();
    object["code"] = told.code.into();
    object["message"] = told.message.as_str().into();
    object["labels"] = labels.collect();
    object["helps"] = told.helps.as_slice().into();
    object.to_string()
}

/// A workflow command, which GitHub's runners show beside the line.
pub(crate) fn github(told: &Diagnostic, texts: &Texts<'_>) -> String {
    let text = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let value = |value: &str| text(value).replace(':', "%3A").replace(',', "%2C");
    let level = if word(told.severity) == "note" { "notice" } else { word(told.severity) };
    let place = &told.primary.place;
    let (line, column) = texts.position(place);
    let path = value(place.path.as_str());
    let lines = std::iter::once(told.message.as_str()).chain(told.helps.iter().map(String::as_str));
    let message = text(&lines.collect::<Vec<_>>().join("\n"));
    format!("::{level} file={path},line={line},col={column},title={}::{message}", told.code)
}

/// All of them as one document of SARIF 2.1.0, on one line. *Source*: OASIS, Static Analysis Results Interchange
/// Format 2.1.0.
pub(crate) fn sarif(diagnostics: &[Diagnostic], texts: &Texts<'_>) -> String {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|told| told.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<Value> = diagnostics.iter().map(|told| result(told, texts)).collect();
    let driver = json!({
        "name": "Glossator",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    document.to_string()
}

fn result(told: &Diagnostic, texts: &Texts<'_>) -> Value {
    let lines = std::iter::once(told.message.as_str()).chain(told.helps.iter().map(String::as_str));
    let mut result = json!({
        "ruleId": told.code,
        "level": word(told.severity),
        "message": { "text": lines.collect::<Vec<_>>().join("\n") },
        "locations": [location(&told.primary, texts)],
    });
    if !told.labels.is_empty() {
        result["relatedLocations"] =
            told.labels.iter().map(|label| location(label, texts)).collect();
    }
    result
}

fn location(label: &Label, texts: &Texts<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(label.place.path.as_str()) } });
    if let Some([start, end]) = texts.region(&label.place) {
        physical["region"] = json!({
            "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

/// A path as a relative reference. *Source*: RFC 3986.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let piece = |byte| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(piece).collect()
}
