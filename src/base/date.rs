//! Calendar days, publication times, and partial or uncertain dates (EDTF, ISO 8601-2:2019).

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A day in the proleptic Gregorian calendar. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Astronomical year: 0 is 1 BCE.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A publication time: a day, or a day with a time of day and an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day as written, in the offset as written.
    pub day: Day,
    /// RFC 3339: `2025-10-15` or `2025-10-15T09:30:00+02:00`; `Z` if the offset is missing.
    pub text: String,
    /// Unix time in seconds; for a bare day, its first second in UTC. Sort key.
    pub seconds: i64,
}

/// An EDTF date (levels 0 and 1): year, season, month, day or interval, possibly uncertain (`?`) or approximate (`~`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// As written: `2024-12`, `1965~`, `../2024`, `2024-21`.
    pub text: String,
    /// Earliest possible day; `None` if the start is open or unknown.
    pub earliest: Option<Day>,
    /// Latest possible day; `None` if the end is open or unknown.
    pub latest: Option<Day>,
}

impl fmt::Display for Day {
    /// `2025-10-15`; a minus sign for years before 0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl Day {
    /// Parses `YYYY-MM-DD`; `None` for anything else, including days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = exact(text)?;
        (text.len() == 10 && first == last).then_some(first)
    }

    /// The UTC day that contains a Unix time in seconds.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self::from(Offset::UTC.to_datetime(moment).date()))
    }

    /// Unix time of the day's first second in UTC.
    pub fn unix(self) -> i64 {
        Date::new(self.year, self.month.cast_signed(), self.day.cast_signed())
            .and_then(|date| Offset::UTC.to_timestamp(date.to_datetime(Time::midnight())))
            .map_or(0, |moment| moment.as_second())
    }

    /// `None` if the day does not exist.
    fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        Date::new(year, month.cast_signed(), day.cast_signed()).ok().map(Self::from)
    }

    /// The last day of a month.
    fn last_of(year: i16, month: u8) -> Option<Self> {
        Date::new(year, month.cast_signed(), 1).ok().map(|first| first.last_of_month().into())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let (month, day) = (date.month().cast_unsigned(), date.day().cast_unsigned());
        Self { year: date.year(), month, day }
    }
}

impl Moment {
    /// Parses an RFC 3339 date or date-time; a space for `T` and missing seconds are accepted. The flag is true if the
    /// offset was missing and UTC was assumed.
    pub fn parse(text: &str) -> Option<(Self, bool)> {
        let text = text.trim();
        let (date, time) = text.split_at_checked(10)?;
        let day = Day::parse(date)?;
        if time.is_empty() {
            return Some((Self { day, text: date.into(), seconds: day.unix() }, false));
        }
        let time = time.strip_prefix(['T', 't', ' '])?;
        let offset_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
        let (clock, offset) = time.split_at(offset_at);
        let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_string() };
        let is_naive = offset.is_empty();
        let offset = if is_naive { "Z".into() } else { offset.to_ascii_uppercase() };
        let text = format!("{date}T{clock}{offset}");
        let seconds = text.parse::<jiff::Timestamp>().ok()?.as_second();
        Some((Self { day, text, seconds }, is_naive))
    }

    /// As an RFC 3339 date-time; a bare day becomes its first second in UTC.
    pub fn rfc3339(&self) -> String {
        let offset = self.text.get(11..).and_then(|time| time.split_once(['Z', '+', '-']));
        let is_full = match offset {
            Some((_, "")) => self.text.ends_with('Z'),
            Some((_, offset)) => offset.len() == 5 && offset.as_bytes()[2] == b':',
            None => false,
        };
        if is_full {
            self.text.clone()
        } else {
            jiff::Timestamp::from_second(self.seconds)
                .map_or_else(|_| format!("{}T00:00:00Z", self.day), |moment| moment.to_string())
        }
    }

    /// As an RFC 822 date-time in UTC: `Wed, 15 Oct 2025 00:00:00 GMT`.
    pub fn rfc822(&self) -> String {
        let moment = jiff::Timestamp::from_second(self.seconds).unwrap_or_default();
        moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }
}

impl PartialDate {
    /// Parses an EDTF string of level 0 or 1; `None` for anything else, or if the end precedes the start.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (earliest, latest) = match text.split_once('/') {
            None => {
                let (first, last) = exact(text.trim_end_matches(['?', '~', '%']))?;
                (Some(first), Some(last))
            }
            Some((start, end)) => {
                let bound = |side: &str| match side {
                    "" | ".." => Some(None),
                    _ => exact(side.trim_end_matches(['?', '~', '%'])).map(Some),
                };
                let (start, end) = (bound(start)?, bound(end)?);
                if start.is_none() && end.is_none() {
                    return None;
                }
                (start.map(|(first, _)| first), end.map(|(_, last)| last))
            }
        };
        let is_reversed = earliest.zip(latest).is_some_and(|(earliest, latest)| earliest > latest);
        (!is_reversed).then(|| Self { text: text.into(), earliest, latest })
    }

    /// Whether the day is within the range; open ends are unbounded.
    pub fn covers(&self, day: Day) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= day)
            && self.latest.is_none_or(|latest| day <= latest)
    }
}

/// First and last day of a year, season, month or day without a qualifier.
fn exact(text: &str) -> Option<(Day, Day)> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let (years, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || years.len() != 4 {
        return None;
    }
    let (first, last) = unspecified(years)?;
    let (first, last) = if sign < 0 { (-last, -first) } else { (first, last) };
    if first != last && month.is_some_and(|month| month != "XX") {
        return None;
    }
    match (month, day) {
        (None, None) | (Some("XX"), None | Some("XX")) => {
            Some((Day::new(first, 1, 1)?, Day::new(last, 12, 31)?))
        }
        (Some(month), None | Some("XX")) => {
            let (begin, end) = months(two(month)?)?;
            if day.is_some() && begin != end {
                return None;
            }
            let end_year = if end < begin { last + 1 } else { last };
            Some((Day::new(first, begin, 1)?, Day::last_of(end_year, end)?))
        }
        (Some(month), Some(day)) => {
            let day = Day::new(first, two(month)?, two(day)?)?;
            Some((day, day))
        }
        (None, Some(_)) => None,
    }
}

/// First and last year of four digits; the last two may be `X`.
fn unspecified(years: &str) -> Option<(i16, i16)> {
    let known = years.trim_end_matches('X');
    if known.len() < 2 || !known.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fill = |digit: &str| (known.to_string() + &digit.repeat(4 - known.len())).parse().ok();
    Some((fill("0")?, fill("9")?))
}

/// First and last month of a month or season (21 to 24: northern spring to winter; winter ends in the next year).
fn months(number: u8) -> Option<(u8, u8)> {
    match number {
        1..=12 => Some((number, number)),
        21 => Some((3, 5)),
        22 => Some((6, 8)),
        23 => Some((9, 11)),
        24 => Some((12, 2)),
        _ => None,
    }
}

fn two(digits: &str) -> Option<u8> {
    (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{Day, Moment, PartialDate};

    #[test]
    fn only_calendar_days_are_parsed() {
        for good in ["2025-10-15", "2024-02-29", "0000-01-01"] {
            assert_eq!(Day::parse(good).unwrap().to_string(), good);
        }
        for bad in
            ["2025-02-29", "2025-13-01", "2025-1-1", "2025-10", "25-10-15", "x", "2025-10-15~"]
        {
            assert!(Day::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(Day::from_unix(0).unwrap().to_string(), "1970-01-01");
        assert_eq!(Day::parse("2025-10-15").unwrap().unix(), 1_760_486_400);
    }

    #[test]
    fn moments_keep_their_offset() {
        let check = |text: &str, expected: &str, seconds: i64, is_naive: bool| {
            let (moment, naive) = Moment::parse(text).unwrap();
            assert_eq!(
                (moment.text.as_str(), moment.seconds, naive),
                (expected, seconds, is_naive)
            );
        };
        check("2025-10-15", "2025-10-15", 1_760_486_400, false);
        check("2025-10-15T02:00:00+02:00", "2025-10-15T02:00:00+02:00", 1_760_486_400, false);
        check("2025-10-15 00:00", "2025-10-15T00:00:00Z", 1_760_486_400, true);
        check("2025-10-15t00:00:00.5z", "2025-10-15T00:00:00.5Z", 1_760_486_400, false);
        for bad in ["2025-10-15T25:00:00Z", "2025-10-15T", "15.10.2025", "today", "2025-10-15T1:00"]
        {
            assert!(Moment::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn moments_are_written_for_feeds() {
        for (text, rfc3339, rfc822) in [
            ("2025-10-15", "2025-10-15T00:00:00Z", "Wed, 15 Oct 2025 00:00:00 GMT"),
            (
                "2025-10-15T02:00+02:00",
                "2025-10-15T02:00:00+02:00",
                "Wed, 15 Oct 2025 00:00:00 GMT",
            ),
            ("2025-10-15T02:00+0200", "2025-10-15T00:00:00Z", "Wed, 15 Oct 2025 00:00:00 GMT"),
            ("2025-10-15T02:00+02", "2025-10-15T00:00:00Z", "Wed, 15 Oct 2025 00:00:00 GMT"),
            ("2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.5Z", "Thu, 29 Feb 2024 23:59:59 GMT"),
            (
                "2025-10-15T09:30-05:00",
                "2025-10-15T09:30:00-05:00",
                "Wed, 15 Oct 2025 14:30:00 GMT",
            ),
        ] {
            let (moment, _) = Moment::parse(text).unwrap();
            assert_eq!((moment.rfc3339().as_str(), moment.rfc822().as_str()), (rfc3339, rfc822));
        }
    }

    #[test]
    fn partial_dates_have_a_first_and_a_last_day() {
        let check = |text: &str, expected: &str| {
            let show = |day: Option<Day>| day.map_or("..".to_string(), |day| day.to_string());
            let got = PartialDate::parse(text)
                .map_or("none".to_string(), |d| format!("{} {}", show(d.earliest), show(d.latest)));
            assert_eq!(got, expected, "{text}");
        };
        check("2024", "2024-01-01 2024-12-31");
        check("2024-12", "2024-12-01 2024-12-31");
        check("2024-02", "2024-02-01 2024-02-29");
        check("2024-12-05", "2024-12-05 2024-12-05");
        check("1965~", "1965-01-01 1965-12-31");
        check("2024-12?", "2024-12-01 2024-12-31");
        check("201X", "2010-01-01 2019-12-31");
        check("19XX", "1900-01-01 1999-12-31");
        check("2004-XX", "2004-01-01 2004-12-31");
        check("2004-12-XX", "2004-12-01 2004-12-31");
        check("2024-21", "2024-03-01 2024-05-31");
        check("2024-24", "2024-12-01 2025-02-28");
        check("../2024", ".. 2024-12-31");
        check("2024/..", "2024-01-01 ..");
        check("2024-01/2024-03~", "2024-01-01 2024-03-31");
        check("-0043-03-15", "-0043-03-15 -0043-03-15");
        for bad in [
            "2024/2023",
            "24",
            "2024-13",
            "2024-00",
            "XXXX",
            "..",
            "../..",
            "2024-1",
            "",
            "soon",
            "20X4",
        ] {
            check(bad, "none");
        }
    }
}
