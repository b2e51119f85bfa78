//! Calendar days, moments, and dates that are not exact (EDTF, ISO 8601-2:2019).

/// A day of the proleptic Gregorian calendar. Ordered by time.
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
    /// As written, RFC 3339: `2025-10-15` or `2025-10-15T09:30:00+02:00`; a missing offset is written `Z`.
    pub text: String,
    /// Seconds since 1970-01-01T00:00:00Z; for a bare day its first second in UTC. Orders moments.
    pub seconds: i64,
}

/// An EDTF date (level 0 and 1): a year, season, month, day or interval, perhaps uncertain (`?`) or approximate (`~`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// As written: `2024-12`, `1965~`, `../2024`, `2024-21`.
    pub text: String,
    /// First day it can mean; `None` when open at the start.
    pub earliest: Option<Day>,
    /// Last day it can mean; `None` when open at the end.
    pub latest: Option<Day>,
}

impl Day {
    /// Reads `YYYY-MM-DD`; `None` for anything else, and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let _ = text;
        None
    }
}

impl Moment {
    /// Reads an RFC 3339 date or date-time (a space for `T` is accepted); the flag tells that an offset was missing and UTC was taken.
    pub fn parse(text: &str) -> Option<(Self, bool)> {
        let _ = text;
        None
    }
}

impl PartialDate {
    /// Reads an EDTF string of level 0 or 1.
    pub fn parse(text: &str) -> Option<Self> {
        let _ = text;
        None
    }
}
