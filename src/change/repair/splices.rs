//! Splices that turn one selector into another.

use crate::base::{Span, Spanned};
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
    let mut splices = Vec::new();
    let mut write = |name: &str, old: Option<(&str, Span)>, new: Option<String>| {
        let Some(new) = new else { return };
        splices.extend(match old {
            Some((old, _)) if old == new => None,
            Some((_, span)) => {
                let literal = match name {
                    "occurrence" => new,
                    _ => string(syntax, &text[span.range()], &new),
                };
                Some(Splice::new(span, literal))
            }
            None => {
                let literal = if name == "occurrence" { new } else { string(syntax, "", &new) };
                Some(after(syntax, text, key, quote, &pair(syntax, name, &literal)))
            }
        });
    };
    let quote_name = if syntax == Syntax::Json { "exact" } else { "quote" };
    let of = |words: &'_ Option<Spanned<String>>| words.as_ref().map(|words| words.value.clone());
    let old = |words: &Option<Spanned<String>>| words.as_ref().map(|words| words.span);
    for (name, was, is) in [
        (quote_name, &former.quote, &now.quote),
        ("quote_end", &former.quote_end, &now.quote_end),
        ("prefix", &former.prefix, &now.prefix),
        ("suffix", &former.suffix, &now.suffix),
    ] {
        let value = of(was).unwrap_or_default();
        write(name, old(was).map(|span| (value.as_str(), span)), of(is));
    }
    let number = |count: &Option<Spanned<u32>>| count.as_ref().map(|count| count.value.to_string());
    let value = number(&former.occurrence).unwrap_or_default();
    let span = former.occurrence.as_ref().map(|count| count.span);
    write("occurrence", span.map(|span| (value.as_str(), span)), number(&now.occurrence));
    if let (Some(count), None) = (&former.occurrence, &now.occurrence) {
        splices.push(without(text, count.span));
    }
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
