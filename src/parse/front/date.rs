//! Reads dates in front matter.

use crate::base::{Diagnostic, Moment, PartialDate, Path, Spanned, codes};
use crate::data::Reader;

/// A date or date-time; reports a missing offset and assumes UTC.
pub(crate) fn moment(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<Moment>> {
    let text = reader.date(key)?;
    match Moment::parse(&text.value) {
        Some((moment, is_naive)) => {
            if is_naive {
                reader.tell(no_offset(reader.path(), &text));
            }
            Some(Spanned::new(moment, text.span))
        }
        None => {
            reader.tell(bad_moment(reader.path(), key, &text));
            None
        }
    }
}

/// An EDTF date; a date-time is reduced to its day.
pub(crate) fn partial(
    reader: &mut Reader<'_, '_>,
    key: &'static str,
) -> Option<Spanned<PartialDate>> {
    let text = reader.date(key)?;
    let day = text.value.get(..10).filter(|_| Moment::parse(&text.value).is_some());
    match PartialDate::parse(day.unwrap_or(&text.value)) {
        Some(date) => Some(Spanned::new(date, text.span)),
        None => {
            reader.tell(bad_date(reader.path(), key, &text));
            None
        }
    }
}

/// Reports an end that precedes its beginning.
pub(crate) fn in_order(
    reader: &mut Reader<'_, '_>,
    begins: Option<&Spanned<PartialDate>>,
    ends: Option<&Spanned<PartialDate>>,
) {
    let (Some(begins), Some(ends)) = (begins, ends) else { return };
    if let (Some(first), Some(last)) = (begins.value.earliest, ends.value.latest)
        && last < first
    {
        reader.tell(reversed(reader.path(), begins, ends));
    }
}

fn no_offset(path: &Path, text: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` has no UTC offset, so UTC is assumed", text.value);
    Diagnostic::at(codes::DATE_OFFSET, path, text.span, message)
        .help("add `Z`, or the offset of your clock, such as `+02:00`")
}

fn bad_moment(path: &Path, key: &str, text: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a valid date for `{key}`", text.value);
    Diagnostic::at(codes::DATE_INVALID, path, text.span, message)
        .help(format!("write `{key} = 2025-10-15` or `{key} = 2025-10-15T09:30:00+02:00`"))
}

fn bad_date(path: &Path, key: &str, text: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a valid date for `{key}`", text.value);
    Diagnostic::at(codes::DATE_INVALID, path, text.span, message)
        .help(format!(
            "`{key}` takes a year, month or day (`2024`, `2024-12`, `2024-12-08`), perhaps uncertain (`1965~`, \
             `2024-12?`), a season (`2024-21` is spring), or an interval (`2011/2024`, `../2024`)"
        ))
}

fn reversed(path: &Path, begins: &Spanned<PartialDate>, ends: &Spanned<PartialDate>) -> Diagnostic {
    let message = format!("the end, `{}`, is before the beginning", ends.value.text);
    Diagnostic::at(codes::DATE_INVALID, path, ends.span, message).label(
        path,
        begins.span,
        "it begins here",
    )
}
