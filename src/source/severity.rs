//! Configured severities: `[diagnostics]`.

use crate::base::{Diagnostic, Path, Severity, Span};
use crate::data::{Reader, Value};
use crate::source::Config;

/// The reference of all diagnostics, with a heading for each code.
const REFERENCE: &str = include_str!("../../docs/diagnostics.md");

/// All diagnostic codes.
fn codes() -> impl Iterator<Item = &'static str> {
    REFERENCE.lines().filter_map(|line| line.strip_prefix("### "))
}

/// Diagnostics whose severity cannot be lowered: syntax, addresses, safety.
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

/// Reads `[diagnostics]`.
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

/// Applies the configured severities and drops diagnostics that are off.
pub fn apply(config: &Config, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let wanted = diagnostics.into_iter().filter_map(|mut diagnostic| {
        if let Some(severity) = config.severities.get(diagnostic.code) {
            diagnostic.severity = (*severity)?;
        }
        Some(diagnostic)
    });
    wanted.collect()
}

fn not_to_be_lowered(path: &Path, code: &str, span: Span) -> Diagnostic {
    let message = format!("`{code}` stays an error: it is about syntax, addresses or safety");
    Diagnostic::error("unknown-value", path, span, message)
}

fn code_unknown(path: &Path, code: &str, span: Span) -> Diagnostic {
    let message = format!("no diagnostic has the code `{code}`");
    let diagnostic = Diagnostic::error("unknown-key", path, span, message);
    match crate::base::nearest::nearest(code, codes()) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => diagnostic.help("the code is in square brackets after `error` or `warning`"),
    }
}
