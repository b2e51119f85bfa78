//! Diagnostics for other programs: lines, JSON, SARIF, GitHub workflow commands.

use std::collections::BTreeSet;

use percent_encoding::utf8_percent_encode;
use serde_json::{Value, json};

use crate::base::escape::NOT_IN_PATH;
use crate::base::{Code, Diagnostic, Label, Place};
use crate::edge::terminal::texts::Texts;
use crate::edge::terminal::word;

/// `path:LINE:COLUMN: error[code]: message`.
pub(crate) fn short(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let (line, column) = texts.position(&diagnostic.primary.place);
    let path = &diagnostic.primary.place.path;
    format!(
        "{path}:{line}:{column}: {}[{}]: {}",
        word(diagnostic.severity),
        diagnostic.code,
        diagnostic.message
    )
}

/// One object on one line.
pub(crate) fn json(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let place = |place: &Place, text: &str| {
        let (line, column) = texts.position(place);
        let span = place.span.map(|span| [span.start, span.end]);
        let path = place.path.as_str();
        json!({ "path": path, "line": line, "column": column, "bytes": span, "text": text })
    };
    let labels = diagnostic.labels.iter().map(|label| place(&label.place, &label.text));
    let mut object = place(&diagnostic.primary.place, &diagnostic.primary.text);
    object["severity"] = word(diagnostic.severity).into();
    object["code"] = diagnostic.code.name.into();
    object["message"] = diagnostic.message.as_str().into();
    object["labels"] = labels.collect();
    object["helps"] = diagnostic.helps.as_slice().into();
    object.to_string()
}

/// A workflow command, which GitHub shows next to the line.
pub(crate) fn github(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let text = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let value = |value: &str| text(value).replace(':', "%3A").replace(',', "%2C");
    let level =
        if word(diagnostic.severity) == "note" { "notice" } else { word(diagnostic.severity) };
    let place = &diagnostic.primary.place;
    let (line, column) = texts.position(place);
    let path = value(place.path.as_str());
    let message = text(&lines(diagnostic));
    format!("::{level} file={path},line={line},col={column},title={}::{message}", diagnostic.code)
}

/// A SARIF 2.1.0 document on one line. *Source*: OASIS, Static Analysis Results Interchange Format 2.1.0.
pub(crate) fn sarif(diagnostics: &[Diagnostic], texts: &Texts<'_>) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let rule =
        |code: &Code| json!({ "id": code.name, "shortDescription": { "text": code.summary() } });
    let rules: Vec<Value> = codes.iter().map(rule).collect();
    let results: Vec<Value> =
        diagnostics.iter().map(|diagnostic| result(diagnostic, texts)).collect();
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

fn result(diagnostic: &Diagnostic, texts: &Texts<'_>) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "level": word(diagnostic.severity),
        "message": { "text": lines(diagnostic) },
        "locations": [location(&diagnostic.primary, texts)],
    });
    if !diagnostic.labels.is_empty() {
        result["relatedLocations"] =
            diagnostic.labels.iter().map(|label| location(label, texts)).collect();
    }
    result
}

fn location(label: &Label, texts: &Texts<'_>) -> Value {
    let uri = utf8_percent_encode(label.place.path.as_str(), &NOT_IN_PATH).to_string();
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
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

/// The message and the helps, one line each.
fn lines(diagnostic: &Diagnostic) -> String {
    let helps = diagnostic.helps.iter().map(String::as_str);
    std::iter::once(diagnostic.message.as_str()).chain(helps).collect::<Vec<_>>().join("\n")
}
