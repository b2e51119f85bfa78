//! Sorting of names in a language (Unicode Collation Algorithm, CLDR).

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

/// Collation order of one language.
pub struct Order {
    collator: Option<CollatorBorrowed<'static>>,
}

impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Order")
    }
}

impl Order {
    /// The order of a language; by code points if there is no collation for it.
    pub fn of(tag: &str) -> Self {
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        Self { collator: Collator::try_new(locale.into(), CollatorOptions::default()).ok() }
    }

    /// Compares two names; ties by code points.
    pub fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        let collated =
            self.collator.as_ref().map_or(std::cmp::Ordering::Equal, |c| c.compare(a, b));
        collated.then_with(|| a.cmp(b))
    }

    /// Sorts a list by name; stable.
    pub fn sort<T>(&self, list: &mut [T], name: impl Fn(&T) -> &str) {
        list.sort_by(|a, b| self.compare(name(a), name(b)));
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn names_are_in_the_order_of_their_language() {
        let mut names = ["Zagreb", "Äland", "al-Sharaa", "Assad", "Öland", "Oslo"];
        Order::of("en").sort(&mut names, |name| name);
        assert_eq!(names, ["al-Sharaa", "Äland", "Assad", "Öland", "Oslo", "Zagreb"]);
        Order::of("sv").sort(&mut names, |name| name);
        assert_eq!(names, ["al-Sharaa", "Assad", "Oslo", "Zagreb", "Äland", "Öland"]);
    }
}
