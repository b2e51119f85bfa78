//! How single values are read: strings, ids, dates, addresses.

use crate::base::{Diagnostic, Moment, PartialDate, Path, Span, Spanned, codes};
use crate::data::Reader;
use crate::parse::Prose;
use crate::parse::table::{Format, Kind};

/// A required string.
pub(crate) const REQUIRED: Format<Spanned<String>> =
    Format { kind: Kind::Line, read: |reader, key, _| reader.required(key) };

/// A required string, without its span.
pub(crate) const REQUIRED_TEXT: Format<String> =
    Format { kind: Kind::Line, read: |reader, key, _| reader.required(key).value };

/// A string that may be blank.
pub(crate) const TEXT: Format<Option<String>> =
    Format { kind: Kind::Line, read: |reader, key, _| reader.text(key) };

/// A string that is not blank.
pub(crate) const fn line(kind: Kind) -> Format<Option<Spanned<String>>> {
    Format { kind, read: |reader, key, _| string(reader, key) }
}

/// A list of strings that are not blank.
pub(crate) const fn words(kind: Kind) -> Format<Vec<Spanned<String>>> {
    Format { kind, read: |reader, key, _| strings(reader, key) }
}

/// A Markdown string; its body is parsed later.
pub(crate) const PROSE: Format<Option<Prose>> =
    Format { kind: Kind::Prose, read: |reader, key, _| prose(reader, key) };

/// `true` or `false`; false by default.
pub(crate) const TRUTH: Format<bool> =
    Format { kind: Kind::Truth, read: |reader, key, _| reader.bool(key).unwrap_or(false) };

/// A date or date-time.
pub(crate) const MOMENT: Format<Option<Spanned<Moment>>> =
    Format { kind: Kind::Moment, read: |reader, key, _| moment(reader, key) };

/// An EDTF date.
pub(crate) const DATE: Format<Option<Spanned<PartialDate>>> =
    Format { kind: Kind::Date, read: |reader, key, _| partial(reader, key) };

/// An `http` or `https` address.
pub(crate) const WEB: Format<Option<Spanned<String>>> = Format {
    kind: Kind::Web,
    read: |reader, key, _| reader.string(key).filter(|url| is_web(reader, url)),
};

/// The id of a note or statement.
pub(crate) const FRAGMENT: Format<Option<Spanned<String>>> = Format {
    kind: Kind::Fragment,
    read: |reader, key, _| {
        let id = reader.string(key)?;
        let is_valid = is_fragment(&id.value);
        if !is_valid {
            reader.tell(bad_fragment(reader.path(), &id));
        }
        is_valid.then_some(id)
    },
};

/// A type whose values are words.
pub(crate) trait Choice: Copy + PartialEq + 'static {
    /// All words and their values.
    const WORDS: &'static [(&'static str, Self)];

    /// Parses a word.
    fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
    }

    /// The word for this value.
    fn word(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(_, value)| *value == self);
        known.expect("each value has a word").0
    }
}

/// One of some words.
pub(crate) const fn choice<T: Choice>() -> Format<Option<T>> {
    Format {
        kind: Kind::Choice(|_| T::WORDS.iter().map(|(word, _)| (*word).to_owned()).collect()),
        read: |reader, key, _| reader.choice(key, T::WORDS),
    }
}

/// A string; a blank one is reported and counts as absent.
pub(crate) fn string(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
    let word = reader.string(key)?;
    if word.value.trim().is_empty() {
        reader.tell(blank(reader.path(), key, &word));
        return None;
    }
    Some(word)
}

/// A list of strings; blank ones are reported and removed.
pub(crate) fn strings(reader: &mut Reader<'_, '_>, key: &'static str) -> Vec<Spanned<String>> {
    let mut words = reader.strings(key);
    for word in words.iter().filter(|word| word.value.trim().is_empty()) {
        reader.tell(blank(reader.path(), key, word));
    }
    words.retain(|word| !word.value.trim().is_empty());
    words
}

pub(crate) fn prose(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Prose> {
    let text = string(reader, key)?;
    Some(Prose { source: text.value.into(), span: text.span, ..Prose::default() })
}

/// Reports a missing offset and assumes UTC.
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

/// Whether a URL is an `http` or `https` URL; reports if not.
pub(crate) fn is_web(reader: &mut Reader<'_, '_>, url: &Spanned<String>) -> bool {
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"\\".contains(c);
    let is_valid = rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') && rest.chars().all(is_plain)
    });
    if !is_valid {
        reader.tell(not_web(reader.path(), url));
    }
    is_valid
}

/// Whether a word is a valid id: lower-case ASCII letters, digits and `-`.
pub(crate) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a word is a valid id of a note or statement.
pub(crate) fn is_fragment(word: &str) -> bool {
    let starts_with_letter = word.starts_with(|c: char| c.is_ascii_lowercase());
    starts_with_letter && is_id(word) && !word.starts_with("ref-")
}

fn blank(path: &Path, key: &str, word: &Spanned<String>) -> Diagnostic {
    Diagnostic::at(codes::VALUE_EMPTY, path, word.span, format!("an empty string in `{key}`"))
        .help("write something, or leave it out")
}

/// Reports an invalid id.
pub(crate) fn bad_id(path: &Path, id: &str, span: Span) -> Diagnostic {
    let message = format!("`{id}` is not a valid id");
    Diagnostic::at(codes::ID_INVALID, path, span, message)
        .caret("an id consists of lower-case letters a to z, digits and `-`")
        .help(format!("write `{}`", crate::base::slug::slug(id)))
}

fn bad_fragment(path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` cannot be the id of a note or statement", id.value);
    Diagnostic::at(codes::ID_INVALID, path, id.span, message)
        .help("begin with a letter a to z, go on with letters, digits and `-`; not with `ref-`")
}

fn not_web(path: &Path, url: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a web address", url.value);
    Diagnostic::at(codes::URL_UNSAFE, path, url.span, message)
        .help("write it with `https://` or `http://`")
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
