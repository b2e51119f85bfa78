//! Formats dates in the page's language.

use serde::Serialize;

use crate::base::{Day, Moment, PartialDate};
use crate::pages::view::Locale;

/// A date for `<time>`.
#[derive(Clone, Debug, Serialize)]
pub struct Date {
    /// ISO 8601: `2025-10-15`, with a time if known.
    pub iso: String,
    /// Text: `15 October 2025`.
    pub text: String,
}

impl Date {
    pub(crate) fn of_moment(moment: &Moment, locale: Locale<'_>) -> Self {
        Self { iso: moment.text.clone(), text: day(moment.day, locale) }
    }

    pub(crate) fn of_day(date: Day, locale: Locale<'_>) -> Self {
        Self { iso: date.to_string(), text: day(date, locale) }
    }
}

fn day(date: Day, locale: Locale<'_>) -> String {
    locale.words.day(locale.tag, date)
}

/// A month: `October 2025`.
pub(crate) fn month(year: i16, month: u8, locale: Locale<'_>) -> String {
    if !locale.speaks(locale.tag, "date-month") {
        return format!("{year:04}-{month:02}");
    }
    let (name, year) = (format!("month-{month}"), year.to_string());
    locale.say("date-month", &[("month", locale.get(&name).into()), ("year", (&year).into())])
}

/// An inexact date in words: `December 2024`, `about 1965`, `until 2024`.
pub(crate) fn partial(date: &PartialDate, locale: Locale<'_>) -> String {
    let one = |key, text: &str| locale.say(key, &[("date", (&side(text, locale)).into())]);
    match date.text.split_once('/') {
        None => side(&date.text, locale),
        Some(("" | "..", end)) => one("date-until", end),
        Some((start, "" | "..")) => one("date-from", start),
        Some((start, end)) => range(start, end, locale),
    }
}

/// A range of days: `23–24 January 2017`.
pub(crate) fn days(first: Day, last: Day, locale: Locale<'_>) -> String {
    range(&first.to_string(), &last.to_string(), locale)
}

/// A range; parts that both ends share are written once.
fn range(from: &str, to: &str, locale: Locale<'_>) -> String {
    if from == to {
        return side(from, locale);
    }
    close(from, to, locale).unwrap_or_else(|| apart(&side(from, locale), &side(to, locale), locale))
}

fn apart(from: &str, to: &str, locale: Locale<'_>) -> String {
    locale.say("date-range", &[("from", from.into()), ("to", to.into())])
}

/// A range of years, within a year or within a month; `None` for others, or if the language has no message for it.
fn close(from: &str, to: &str, locale: Locale<'_>) -> Option<String> {
    let ((year, from_month, from_day), (last_year, to_month, to_day)) = (parts(from)?, parts(to)?);
    let of = |key: &str, month: Option<u8>| {
        let key = format!("{key}-{}", month.unwrap_or_default());
        locale.get(&key).to_string()
    };
    let key = match (from_day, to_day, from_month, to_month) {
        (Some(_), Some(_), one, other) if year == last_year && one == other => "date-days",
        (Some(_), Some(_), ..) if year == last_year => "date-days-in-year",
        (None, None, Some(_), Some(_)) if year == last_year => "date-months",
        (None, None, None, None) => "date-years",
        _ => return None,
    };
    if !locale.speaks(locale.tag, key) {
        return None;
    }
    let months = [of("month-of", from_month), of("month-of", to_month)];
    let mut values = vec![
        ("year", year.into()),
        ("month", (&months[0]).into()),
        ("from-month", (&months[0]).into()),
        ("to-month", (&months[1]).into()),
    ];
    let plain = [of("month", from_month), of("month", to_month)];
    match (from_day.zip(to_day), from_month.zip(to_month)) {
        (Some((from, to)), _) => {
            values.extend([("from", usize::from(from).into()), ("to", usize::from(to).into())]);
        }
        (None, Some(_)) => {
            values.extend([("from", (&plain[0]).into()), ("to", (&plain[1]).into())])
        }
        (None, None) => values.extend([("from", year.into()), ("to", last_year.into())]),
    }
    Some(locale.say(key, &values))
}

/// Year as written, month and day of an exact date of the common era.
fn parts(text: &str) -> Option<(&str, Option<u8>, Option<u8>)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.bytes().all(|it| it.is_ascii_digit()))?;
    let (month, day) = (parts.next(), parts.next());
    let number = |part: Option<&str>| part.map(|part| part.parse::<u8>().ok());
    let month = match number(month) {
        Some(month) => Some(month.filter(|month| (1..=12).contains(month))?),
        None => None,
    };
    let day = match number(day) {
        Some(day) => Some(day?),
        None => None,
    };
    (!year.is_empty()).then_some((year, month, day))
}

/// A range between two inexact dates.
pub(crate) fn between(
    from: Option<&PartialDate>,
    to: Option<&PartialDate>,
    locale: Locale<'_>,
) -> Option<String> {
    let one = |key, date| Some(locale.say(key, &[("date", (&partial(date, locale)).into())]));
    match (from, to) {
        (Some(from), Some(to)) if from.text.contains('/') || to.text.contains('/') => {
            Some(apart(&partial(from, locale), &partial(to, locale), locale))
        }
        (Some(from), Some(to)) => Some(range(&from.text, &to.text, locale)),
        (Some(from), None) => one("date-from", from),
        (None, Some(to)) => one("date-until", to),
        (None, None) => None,
    }
}

fn side(text: &str, locale: Locale<'_>) -> String {
    let exact = text.trim_end_matches(['?', '~', '%']);
    // an unknown day or month is left out
    let plain = exact.trim_end_matches("-XX");
    let mut words = match Day::parse(plain) {
        Some(date) => day(date, locale),
        None => match plain.split_once('-').filter(|(year, _)| !year.is_empty()) {
            Some((year, number)) => match (year.parse(), number.parse::<u8>()) {
                (Ok(year), Ok(number @ 1..=12)) => month(year, number, locale),
                (Ok(year), Ok(number @ 21..=24)) => season(year, number - 21, locale),
                _ => plain.to_string(),
            },
            None => match plain.strip_suffix('X').filter(|years| !years.ends_with('X')) {
                Some(years) => {
                    locale.say("date-decade", &[("year", (&format!("{years}0")).into())])
                }
                None => plain.to_string(),
            },
        },
    };
    let qualifier = &text[exact.len()..];
    if qualifier.contains(['~', '%']) {
        words = locale.say("date-about", &[("date", (&words).into())]);
    }
    if qualifier.contains(['?', '%']) {
        words = locale.say("date-uncertain", &[("date", (&words).into())]);
    }
    words
}

fn season(year: i16, season: u8, locale: Locale<'_>) -> String {
    let season = ["spring", "summer", "autumn", "winter"][usize::from(season)];
    let year = format!("{year:04}");
    locale.say("date-season", &[("season", season.into()), ("year", (&year).into())])
}

#[cfg(test)]
mod tests {
    use super::partial;
    use crate::base::PartialDate;
    use crate::pages::view::Locale;
    use crate::source::Config;

    #[test]
    fn inexact_dates_in_words() {
        let dictionary = crate::words::words(&[], &Config::default()).value;
        let said = |text: &str, tag| {
            let date = PartialDate::parse(text).unwrap();
            partial(&date, Locale { tag, words: dictionary.of(tag) })
        };
        for (text, expected) in [
            ("2024-12", "December 2024"),
            ("1965~", "about 1965"),
            ("../2024", "until 2024"),
            ("2011-03-15/2024-12", "15 March 2011 – December 2024"),
            ("2024-21", "spring 2024"),
            ("2024?", "2024 (uncertain)"),
            ("201X", "2010s"),
            ("19XX", "19XX"),
            ("2004-12-XX", "December 2004"),
            ("2004-XX?", "2004 (uncertain)"),
            ("2024-12~", "about December 2024"),
            ("2017-01-23/2017-01-24", "23–24 January 2017"),
            ("2024-11-27/2024-12-08", "27 November – 8 December 2024"),
            ("2024-12-27/2025-01-08", "27 December 2024 – 8 January 2025"),
            ("2011-03/2011-12", "March–December 2011"),
            ("2011-03/2024-12", "March 2011 – December 2024"),
            ("2011/2024", "2011–2024"),
            ("2011~/2024", "about 2011 – 2024"),
            ("2025-10-15/2025-10-15", "15 October 2025"),
            ("2011/2024-12", "2011 – December 2024"),
            ("2024-21/2024-22", "spring 2024 – summer 2024"),
        ] {
            assert_eq!(said(text, "en"), expected);
        }
        assert_eq!(said("2011-03-01", "fr"), "1er mars 2011");
        assert_eq!(said("2011-03-15", "uk"), "15 березня 2011");
        assert_eq!(said("2011-03", "uk"), "березень 2011");
        assert_eq!(said("2011-03-15/2024-12", "ja"), "2011年3月15日～2024年12月");
        for (tag, days, year, months, years) in [
            ("ar", "1–24 مارس 2017", "1 مارس – 8 ديسمبر 2017", "مارس – ديسمبر 2017", "2011–2024"),
            (
                "de",
                "1.–24. März 2017",
                "1. März – 8. Dezember 2017",
                "März–Dezember 2017",
                "2011–2024",
            ),
            (
                "fr",
                "1er–24 mars 2017",
                "1er mars – 8 décembre 2017",
                "mars–décembre 2017",
                "2011–2024",
            ),
            (
                "ja",
                "2017年3月1日～24日",
                "2017年3月1日～12月8日",
                "2017年3月～12月",
                "2011～2024年",
            ),
            (
                "uk",
                "1–24 березня 2017",
                "1 березня – 8 грудня 2017",
                "березень–грудень 2017",
                "2011–2024",
            ),
        ] {
            assert_eq!(said("2017-03-01/2017-03-24", tag), days);
            assert_eq!(said("2017-03-01/2017-12-08", tag), year);
            assert_eq!(said("2017-03/2017-12", tag), months);
            assert_eq!(said("2011/2024", tag), years);
        }
        // a language without date messages shows numbers
        assert_eq!(said("2011-03-15", "eo"), "2011-03-15");
        assert_eq!(said("2011-03", "eo"), "2011-03");
        assert_eq!(said("2011-03-01/2011-03-05", "eo"), "2011-03-01 – 2011-03-05");
    }
}
