//! `[diagnostics]`: what each message weighs.

use crate::base::{Diagnostic, Path, Severity, Span};
use crate::data::{Reader, Value};
use crate::source::Config;

/// The reference of what this program tells: a chapter for each code.
const REFERENCE: &str = include_str!("../../docs/diagnostics.md");

/// All codes of diagnostics.
fn codes() -> impl Iterator<Item = &'static str> {
    REFERENCE.lines().filter_map(|line| line.strip_prefix("### "))
}

/// Diagnostics that no configuration may lower: syntax, addresses, safety.
const FIXED: &[&str] = &[
    "address-invalid",
    "address-taken",
    "config-missing",
    "entity-duplicate",
    "file-unreadable",
    "front-matter-unclosed",
    "json-syntax",
    "not-utf8",
    "source-anonymous",
    "symlink-outside",
    "template-missing",
    "template-runtime",
    "template-syntax",
    "toml-syntax",
    "unknown-key",
    "url-unsafe",
    "wrong-type",
    "yaml-aliases",
    "yaml-syntax",
];

/// Reads the table.
pub(crate) fn severities(reader: &mut Reader<'_, '_>, config: &mut Config) {
    let Some(table) = reader.plain_table("diagnostics") else { return };
    for entry in &table.entries {
        let word = match &entry.node.value {
            Value::String(word) => word.as_str(),
            _ => "",
        };
        let severity = match word {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "off" => None,
            _ => {
                reader.wrong::<()>(
                    &entry.key,
                    "`\"error\"`, `\"warning\"` or `\"off\"`",
                    &entry.node,
                );
                continue;
            }
        };
        if !codes().any(|code| code == entry.key) {
            reader.tell(code_unknown(reader.path(), &entry.key, entry.key_span));
        } else if FIXED.contains(&entry.key.as_str()) && severity != Some(Severity::Error) {
            reader.tell(not_to_be_lowered(reader.path(), &entry.key, entry.key_span));
        } else {
            config.severities.insert(entry.key.clone(), severity);
        }
    }
}

/// Gives each diagnostic the severity that the site wants; those that are off go.
pub fn apply(config: &Config, told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let wanted = told.into_iter().filter_map(|mut told| {
        if let Some(severity) = config.severities.get(told.code) {
            told.severity = (*severity)?;
        }
        Some(told)
    });
    wanted.collect()
}

fn not_to_be_lowered(path: &Path, code: &str, span: Span) -> Diagnostic {
    let message = format!("`{code}` stays an error: it is about syntax, addresses or safety");
    Diagnostic::error("unknown-value", path, span, message)
}

fn code_unknown(path: &Path, code: &str, span: Span) -> Diagnostic {
    let message = format!("no diagnostic has the code `{code}`");
    let told = Diagnostic::error("unknown-key", path, span, message);
    match crate::base::nearest::nearest(code, codes()) {
        Some(close) => told.caret(format!("did you mean `{close}`?")),
        None => told.help("the code stands in square brackets after `error` or `warning`"),
    }
}
