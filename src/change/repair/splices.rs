//! Splices that turn one selector into another.

use crate::anchor::word_keys;
use crate::base::Span;
use crate::data::edit::{Splice, Syntax, after, key_of, line_start, pair, string};
use crate::parse::matter::Selector;

/// Splices of a file that turn one selector into another. New keys go after the quotation; `None` if its form does not
/// allow that.
pub(crate) fn splices(
    syntax: Syntax,
    text: &str,
    former: &Selector,
    now: &Selector,
) -> Option<Vec<Splice>> {
    let quote = former.quote.as_ref()?.span;
    let key = key_of(text, quote);
    if key.start == key.end {
        return None;
    }
    let added = |name, literal: &str| after(syntax, text, key, quote, &pair(syntax, name, literal));
    let mut splices = Vec::new();
    for ((name, was), (_, is)) in word_keys(former, syntax).into_iter().zip(word_keys(now, syntax))
    {
        splices.extend(match (was, is) {
            (Some(was), Some(is)) => (was.value != is.value)
                .then(|| Splice::new(was.span, string(syntax, &text[was.span.range()], &is.value))),
            (None, Some(is)) => Some(added(name, &string(syntax, "", &is.value))),
            (_, None) => None,
        });
    }
    splices.extend(match (&former.occurrence, &now.occurrence) {
        (Some(was), Some(is)) => {
            (was.value != is.value).then(|| Splice::new(was.span, is.value.to_string()))
        }
        (None, Some(is)) => Some(added("occurrence", &is.value.to_string())),
        (Some(was), None) => Some(without(text, was.span)),
        (None, None) => None,
    });
    Some(splices)
}

/// Removes the key of a value with its line or comma. If neither is possible, the number becomes 1, the default.
fn without(text: &str, value: Span) -> Splice {
    let key = key_of(text, value).start as usize;
    let end = value.end as usize;
    let line = line_start(text, key);
    let behind = &text[end..];
    let rest = behind.find('\n').map_or(behind.len(), |newline| newline + 1);
    if text[line..key].trim().is_empty() {
        match behind[..rest].trim_start() {
            "" => return Splice::new(Span::new(line, end + rest), ""),
            // keep a comment
            comment if comment.starts_with('#') => {
                return Splice::new(Span::new(key, end + rest - comment.len()), "");
            }
            _ => {}
        }
    }
    if let Some(before) = text[..key].trim_end().strip_suffix(',') {
        return Splice::new(Span::new(before.len(), end), "");
    }
    match behind.trim_start().strip_prefix(',') {
        Some(after) if !after.starts_with('\n') => {
            let next = text.len() - after.trim_start().len();
            Splice::new(Span::new(key, next), "")
        }
        _ => Splice::new(value, "1"),
    }
}
