//! Dates as readers of a language write them.

use serde::Serialize;

use crate::base::{Day, Moment, PartialDate, language};

/// A date for `<time>`.
#[derive(Clone, Debug, Serialize)]
pub struct Date {
    /// Machine-readable: `2025-10-15`, or with a time of day.
    pub iso: String,
    /// As readers write it: `15 October 2025`.
    pub text: String,
}

impl Date {
    pub(crate) fn of_moment(moment: &Moment, tag: &str) -> Self {
        Self { iso: moment.text.clone(), text: day(moment.day, tag) }
    }

    pub(crate) fn of_day(date: Day, tag: &str) -> Self {
        Self { iso: date.to_string(), text: day(date, tag) }
    }
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const UKRAINIAN: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
const ARABIC: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

fn day(date: Day, tag: &str) -> String {
    let Day { year, month, day } = date;
    let named = |names: &[&str; 12]| format!("{day} {} {year}", names[usize::from(month - 1)]);
    match language::primary(tag) {
        "en" => named(&ENGLISH),
        "fr" => named(&FRENCH),
        "de" => format!("{day}. {} {year}", GERMAN[usize::from(month - 1)]),
        "uk" => named(&UKRAINIAN),
        "ar" => named(&ARABIC),
        "ja" | "zh" => format!("{year}年{month}月{day}日"),
        _ => date.to_string(),
    }
}

/// A month as readers write it: `October 2025`.
pub(crate) fn month(year: i16, month: u8, tag: &str) -> String {
    let named = |names: &[&str; 12]| format!("{} {year}", names[usize::from(month - 1)]);
    match language::primary(tag) {
        "en" => named(&ENGLISH),
        "fr" => named(&FRENCH),
        "de" => named(&GERMAN),
        "ar" => named(&ARABIC),
        "ja" | "zh" => format!("{year}年{month}月"),
        _ => format!("{year:04}-{month:02}"),
    }
}

/// An inexact date in words: `December 2024`, `about 1965`, `until 2024`.
pub(crate) fn partial(date: &PartialDate, tag: &str) -> String {
    match date.text.split_once('/') {
        None => side(&date.text, tag),
        Some(("" | "..", end)) => format!("until {}", side(end, tag)),
        Some((start, "" | "..")) => format!("from {}", side(start, tag)),
        Some((start, end)) => format!("{} – {}", side(start, tag), side(end, tag)),
    }
}

/// A span of time from two inexact dates.
pub(crate) fn between(
    from: Option<&PartialDate>,
    to: Option<&PartialDate>,
    tag: &str,
) -> Option<String> {
    Some(match (from, to) {
        (Some(from), Some(to)) => format!("{} – {}", partial(from, tag), partial(to, tag)),
        (Some(from), None) => format!("from {}", partial(from, tag)),
        (None, Some(to)) => format!("until {}", partial(to, tag)),
        (None, None) => return None,
    })
}

fn side(text: &str, tag: &str) -> String {
    let plain = text.trim_end_matches(['?', '~', '%']);
    let words = match Day::parse(plain) {
        Some(date) => day(date, tag),
        None => match plain.split_once('-').filter(|(year, _)| !year.is_empty()) {
            Some((year, number)) => match (year.parse(), number.parse::<u8>()) {
                (Ok(year), Ok(number @ 1..=12)) => month(year, number, tag),
                (Ok(year), Ok(number @ 21..=24)) => {
                    let season = ["spring", "summer", "autumn", "winter"][usize::from(number - 21)];
                    format!("{season} {year:04}")
                }
                _ => plain.to_string(),
            },
            None => plain.to_string(),
        },
    };
    let qualifier = &text[plain.len()..];
    let about = if qualifier.contains(['~', '%']) { "about " } else { "" };
    let perhaps = if qualifier.contains(['?', '%']) { " (uncertain)" } else { "" };
    format!("{about}{words}{perhaps}")
}

#[cfg(test)]
mod tests {
    use super::partial;
    use crate::base::PartialDate;

    #[test]
    fn inexact_dates_are_said_in_words() {
        for (text, expected) in [
            ("2024-12", "December 2024"),
            ("1965~", "about 1965"),
            ("../2024", "until 2024"),
            ("2011-03-15/2024-12", "15 March 2011 – December 2024"),
            ("2024-21", "spring 2024"),
            ("2024?", "2024 (uncertain)"),
            ("201X", "201X"),
        ] {
            assert_eq!(partial(&PartialDate::parse(text).unwrap(), "en"), expected);
        }
    }
}
