//! Configured severities: `[diagnostics]`.

use crate::base::{Code, Diagnostic, Path, Severity, Span, codes};
use crate::data::{Reader, Value};
use crate::source::Config;

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
        match Code::named(&entry.key) {
            None => reader.tell(code_unknown(reader.path(), &entry.key, entry.key_span)),
            Some(code) if code.is_fixed && severity != Some(Severity::Error) => {
                reader.tell(not_to_be_lowered(reader.path(), &entry.key, entry.key_span));
            }
            Some(code) => drop(config.severities.insert(code, severity)),
        }
    }
}

/// Applies the configured severities and drops diagnostics that are off.
pub fn apply(config: &Config, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let wanted = diagnostics.into_iter().filter_map(|mut diagnostic| {
        if let Some(severity) = config.severities.get(&diagnostic.code) {
            diagnostic.severity = (*severity)?;
        }
        Some(diagnostic)
    });
    wanted.collect()
}

fn not_to_be_lowered(path: &Path, code: &str, span: Span) -> Diagnostic {
    let message = format!("`{code}` stays an error: it is about syntax, addresses or safety");
    Diagnostic::at(codes::UNKNOWN_VALUE, path, span, message)
}

fn code_unknown(path: &Path, code: &str, span: Span) -> Diagnostic {
    let message = format!("no diagnostic has the code `{code}`");
    let diagnostic = Diagnostic::at(codes::UNKNOWN_KEY, path, span, message);
    match crate::base::nearest::nearest(code, codes::ALL.iter().map(|code| code.name)) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => diagnostic.help("the code is in square brackets after `error` or `warning`"),
    }
}
