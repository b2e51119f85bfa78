//! Dates in ISO 8601. `None` for uncertain dates, and for those that only EDTF can express.

use crate::base::{PartialDate, Spanned};

/// A year, month or day.
pub(crate) fn exact(date: &Option<Spanned<PartialDate>>) -> Option<&str> {
    let text = date.as_ref()?.value.text.as_str();
    is_plain(text).then_some(text)
}

/// A year, month, day, or an interval, which may have an open end.
pub(crate) fn interval(date: &Option<Spanned<PartialDate>>) -> Option<String> {
    let text = date.as_ref()?.value.text.as_str();
    let Some((start, end)) = text.split_once('/') else {
        return is_plain(text).then(|| text.to_string());
    };
    let open = |side: &str| if side.is_empty() { "..".to_string() } else { side.to_string() };
    let (start, end) = (open(start), open(end));
    let is_bound = |side: &str| side == ".." || is_plain(side);
    (is_bound(&start) && is_bound(&end)).then(|| format!("{start}/{end}"))
}

/// Digits and hyphens; not seasons, which are months above 12.
fn is_plain(text: &str) -> bool {
    let mut parts = text.trim_start_matches('-').split('-');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(is_number)
        && parts.next().is_none_or(|month| is_number(month) && matches!(month.parse(), Ok(1..=12)))
        && parts.next().is_none_or(is_number)
}

#[cfg(test)]
mod tests {
    use super::{exact, interval};
    use crate::base::{PartialDate, Span, Spanned};

    #[test]
    fn only_dates_in_iso_8601() {
        let check = |text: &str, date: bool, span: Option<&str>| {
            let read = PartialDate::parse(text).unwrap();
            let read = Some(Spanned::new(read, Span::default()));
            assert_eq!(exact(&read), Some(text).filter(|_| date), "{text}");
            assert_eq!(interval(&read).as_deref(), span, "{text}");
        };
        for plain in ["2024", "2024-12", "2024-12-05", "-0043-03-15"] {
            check(plain, true, Some(plain));
        }
        for other in ["1965~", "2024-12?", "201X", "2004-XX", "2024-21", "2024/2025~"] {
            check(other, false, None);
        }
        check("2011/2024-12-08", false, Some("2011/2024-12-08"));
        check("../2024", false, Some("../2024"));
        check("2024/", false, Some("2024/.."));
        assert_eq!(exact(&None), None);
    }
}
