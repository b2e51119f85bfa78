//! Dates as readers of a language write them.

use serde::Serialize;

use crate::base::{Day, Moment, PartialDate};
use crate::view::Tongue;

/// A date for `<time>`.
#[derive(Clone, Debug, Serialize)]
pub struct Date {
    /// Machine-readable: `2025-10-15`, or with a time of day.
    pub iso: String,
    /// As readers write it: `15 October 2025`.
    pub text: String,
}

impl Date {
    pub(crate) fn of_moment(moment: &Moment, tongue: Tongue<'_>) -> Self {
        Self { iso: moment.text.clone(), text: day(moment.day, tongue) }
    }

    pub(crate) fn of_day(date: Day, tongue: Tongue<'_>) -> Self {
        Self { iso: date.to_string(), text: day(date, tongue) }
    }
}

fn day(date: Day, tongue: Tongue<'_>) -> String {
    if !tongue.speaks(tongue.tag, "date-day") {
        return date.to_string();
    }
    let (name, year) = (format!("month-of-{}", date.month), date.year.to_string());
    let values = [
        ("day", usize::from(date.day).into()),
        ("month", tongue.get(&name).into()),
        ("year", (&year).into()),
    ];
    tongue.say("date-day", &values)
}

/// A month as readers write it: `October 2025`.
pub(crate) fn month(year: i16, month: u8, tongue: Tongue<'_>) -> String {
    if !tongue.speaks(tongue.tag, "date-month") {
        return format!("{year:04}-{month:02}");
    }
    let (name, year) = (format!("month-{month}"), year.to_string());
    tongue.say("date-month", &[("month", tongue.get(&name).into()), ("year", (&year).into())])
}

/// An inexact date in words: `December 2024`, `about 1965`, `until 2024`.
pub(crate) fn partial(date: &PartialDate, tongue: Tongue<'_>) -> String {
    let one = |key, text: &str| tongue.say(key, &[("date", (&side(text, tongue)).into())]);
    match date.text.split_once('/') {
        None => side(&date.text, tongue),
        Some(("" | "..", end)) => one("date-until", end),
        Some((start, "" | "..")) => one("date-from", start),
        Some((start, end)) => range(&side(start, tongue), &side(end, tongue), tongue),
    }
}

fn range(from: &str, to: &str, tongue: Tongue<'_>) -> String {
    tongue.say("date-range", &[("from", from.into()), ("to", to.into())])
}

/// A span of time from two inexact dates.
pub(crate) fn between(
    from: Option<&PartialDate>,
    to: Option<&PartialDate>,
    tongue: Tongue<'_>,
) -> Option<String> {
    let one = |key, date| Some(tongue.say(key, &[("date", (&partial(date, tongue)).into())]));
    match (from, to) {
        (Some(from), Some(to)) => Some(range(&partial(from, tongue), &partial(to, tongue), tongue)),
        (Some(from), None) => one("date-from", from),
        (None, Some(to)) => one("date-until", to),
        (None, None) => None,
    }
}

fn side(text: &str, tongue: Tongue<'_>) -> String {
    let plain = text.trim_end_matches(['?', '~', '%']);
    let mut words = match Day::parse(plain) {
        Some(date) => day(date, tongue),
        None => match plain.split_once('-').filter(|(year, _)| !year.is_empty()) {
            Some((year, number)) => match (year.parse(), number.parse::<u8>()) {
                (Ok(year), Ok(number @ 1..=12)) => month(year, number, tongue),
                (Ok(year), Ok(number @ 21..=24)) => season(year, number - 21, tongue),
                _ => plain.to_string(),
            },
            None => plain.to_string(),
        },
    };
    let qualifier = &text[plain.len()..];
    if qualifier.contains(['~', '%']) {
        words = tongue.say("date-about", &[("date", (&words).into())]);
    }
    if qualifier.contains(['?', '%']) {
        words = tongue.say("date-uncertain", &[("date", (&words).into())]);
    }
    words
}

fn season(year: i16, season: u8, tongue: Tongue<'_>) -> String {
    let season = ["spring", "summer", "autumn", "winter"][usize::from(season)];
    let year = format!("{year:04}");
    tongue.say("date-season", &[("season", season.into()), ("year", (&year).into())])
}

#[cfg(test)]
mod tests {
    use super::partial;
    use crate::base::PartialDate;
    use crate::source::Config;
    use crate::view::Tongue;

    #[test]
    fn inexact_dates_are_said_in_words() {
        let dictionary = crate::words::words(&[], &Config::default()).value;
        let said = |text: &str, tag| {
            let date = PartialDate::parse(text).unwrap();
            partial(&date, Tongue { tag, words: dictionary.of(tag) })
        };
        for (text, expected) in [
            ("2024-12", "December 2024"),
            ("1965~", "about 1965"),
            ("../2024", "until 2024"),
            ("2011-03-15/2024-12", "15 March 2011 – December 2024"),
            ("2024-21", "spring 2024"),
            ("2024?", "2024 (uncertain)"),
            ("201X", "201X"),
        ] {
            assert_eq!(said(text, "en"), expected);
        }
        assert_eq!(said("2011-03-01", "fr"), "1er mars 2011");
        assert_eq!(said("2011-03-15", "uk"), "15 березня 2011");
        assert_eq!(said("2011-03", "uk"), "березень 2011");
        assert_eq!(said("2011-03-15/2024-12", "ja"), "2011年3月15日～2024年12月");
        // a language without words has the numbers
        assert_eq!(said("2011-03-15", "eo"), "2011-03-15");
        assert_eq!(said("2011-03", "eo"), "2011-03");
    }
}
