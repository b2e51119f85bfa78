//! Heading ids: unique within a text and never reserved.

use std::collections::HashSet;

use crate::base::slug::heading_slug;

/// Ids used in one text.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    reserved: HashSet<String>,
    given: HashSet<String>,
}

impl Ids {
    /// Reserves explicit ids, so that no other heading gets them.
    pub(crate) fn explicit<'t>(ids: impl Iterator<Item = &'t str>) -> Self {
        Self { reserved: ids.map(str::to_string).collect(), given: HashSet::new() }
    }

    /// Takes an explicit id; false if another heading already has it.
    pub(crate) fn take_explicit(&mut self, id: &str) -> bool {
        self.given.insert(id.to_string())
    }

    /// Creates the id of a heading without one: GitHub's slug, with a suffix `-2` … if taken or reserved.
    pub(crate) fn take(&mut self, text: &str) -> String {
        let slug = heading_slug(text);
        let slug = if slug.is_empty() { "section".to_string() } else { slug };
        // the suffix alone makes a reserved slug valid
        let plain = (!Self::is_reserved(&slug)).then(|| slug.clone());
        let id = plain
            .into_iter()
            .chain((2..).map(|n| format!("{slug}-{n}")))
            .find(|id| !self.reserved.contains(id) && !self.given.contains(id))
            .expect("the numbers do not end");
        self.given.insert(id.clone());
        id
    }

    /// Whether an id has a reserved form: `mN`, `g-…`, `note-…`, `statement-…`.
    pub(crate) fn is_reserved(id: &str) -> bool {
        let is_mention = id
            .strip_prefix('m')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
        is_mention || ["g-", "note-", "statement-"].iter().any(|form| id.starts_with(form))
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn headings_never_share_an_id() {
        let mut ids = Ids::explicit(["taken"].into_iter());
        let expected = [
            ("Taken", "taken-2"),
            ("A b", "a-b"),
            ("A b", "a-b-2"),
            ("M3", "m3-2"),
            ("Note to self", "note-to-self-2"),
            ("Note to self", "note-to-self-3"),
            ("!", "section"),
        ];
        for (text, id) in expected {
            assert_eq!(ids.take(text), id, "{text}");
        }
        assert!(ids.take_explicit("taken"));
        assert!(!ids.take_explicit("taken"));
    }
}
