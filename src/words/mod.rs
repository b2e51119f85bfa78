//! Interface strings in each language: those of the built-in theme, overridden by the site's own.
//!
//! They are in Fluent syntax (<https://projectfluent.org>), in `strings/LANG.ftl`.

mod editor;
mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::base::language::primary;

pub use editor::editor;
pub use read::{BUILT_IN, words};

/// Interface strings in all known languages.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    by_tag: BTreeMap<String, Arc<Words>>,
    english: Arc<Words>,
}

/// Interface strings in one language; English is the fallback.
#[derive(Default)]
pub struct Words {
    /// BCP 47 tag.
    pub tag: String,
    /// All message names.
    keys: BTreeSet<String>,
    /// Names of messages translated into this language.
    translated: BTreeSet<String>,
    /// Formatted messages without variables.
    plain: BTreeMap<String, String>,
    bundle: Option<FluentBundle<FluentResource>>,
    /// Fallback for untranslated messages, with English plural rules.
    english: Option<Arc<Words>>,
}

/// Value of a message variable.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Text, such as a name or a date.
    Text(&'a str),
    /// A count; selects the plural form.
    Number(i64),
}

/// Why a message cannot be formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// No such message; a similar name, if any.
    Unknown(Option<String>),
    /// A variable is missing; the formatter's error.
    Incomplete(String),
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("tag", &self.tag).finish_non_exhaustive()
    }
}

impl Dictionary {
    /// Strings for a language: by full tag, then by primary language, then English.
    pub fn of(&self, tag: &str) -> &Words {
        self.shared(tag)
    }

    /// Like [`Self::of`], for shared ownership.
    pub fn shared(&self, tag: &str) -> &Arc<Words> {
        let found = self.by_tag.get(tag).or_else(|| self.by_tag.get(primary(tag)));
        found.unwrap_or(&self.english)
    }

    /// All known languages, sorted by tag.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Words>> {
        self.by_tag.values()
    }
}

impl Words {
    /// A message without variables; its name if not found.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message without variables; `None` if not found.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// A message with variables; its name on error.
    pub fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.try_say(key, values).unwrap_or_else(|_| key.to_string())
    }

    /// Whether a message is translated into the language of `tag`, not a fallback.
    pub fn speaks(&self, tag: &str, key: &str) -> bool {
        primary(&self.tag) == primary(tag) && self.translated.contains(key)
    }

    /// Whether a message falls back to English.
    pub fn is_english(&self, key: &str) -> bool {
        // configured labels are in the site's language, not English
        let is_same = |english: &Arc<Self>| {
            english.translated.contains(key) && english.plain.get(key) == self.plain.get(key)
        };
        !self.translated.contains(key) && self.english.as_ref().is_some_and(is_same)
    }

    /// The first three untranslated messages for a tag, by name, and the number of all.
    pub fn lacking(&self, tag: &str) -> (Vec<&str>, usize) {
        let lacking = self.keys.iter().filter(|key| !self.speaks(tag, key));
        (lacking.clone().take(3).map(String::as_str).collect(), lacking.count())
    }

    /// A date in local format: `15 October 2025`; ISO 8601 if untranslated.
    pub fn day(&self, tag: &str, day: crate::base::Day) -> String {
        if !self.speaks(tag, "date-day") {
            return day.to_string();
        }
        let (name, year) = (format!("month-of-{}", day.month), day.year.to_string());
        let values = [
            ("day", usize::from(day.day).into()),
            ("month", self.get(&name).into()),
            ("year", (&year).into()),
        ];
        self.say("date-day", &values)
    }

    /// A message with the count `n`.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.say(key, &[("n", n.into())])
    }

    /// A message with variables.
    ///
    /// *Errors*: no such message, or a missing variable.
    pub fn try_say(&self, key: &str, values: &[(&str, Value<'_>)]) -> Result<String, Unsaid> {
        if let Some(words) = self.plain.get(key) {
            return Ok(words.clone());
        }
        if let Some(english) = self.english.as_ref().filter(|_| !self.translated.contains(key)) {
            return english.try_say(key, values);
        }
        let bundle = self.bundle.as_ref();
        let found = bundle.and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        let Some((bundle, pattern)) = found else { return Err(Unsaid::Unknown(self.similar(key))) };
        let values = values.iter().map(|(name, value)| (*name, FluentValue::from(*value)));
        let values: FluentArgs<'_> = values.collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(Unsaid::Incomplete(error.to_string())),
        }
    }

    /// A message name similar to this one.
    fn similar(&self, key: &str) -> Option<String> {
        let known = self.keys.iter().map(String::as_str);
        crate::base::nearest::nearest(key, known).map(str::to_string)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Value<'a>> for FluentValue<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Text(text) => Self::String(Cow::Borrowed(text)),
            Value::Number(number) => Self::from(number),
        }
    }
}
