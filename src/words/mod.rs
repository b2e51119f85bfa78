//! The words of the interface in each language: those of the built-in theme, in place of them the site's own.
//!
//! They are written in Fluent's syntax (<https://projectfluent.org>), in `strings/LANG.ftl`.

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

/// The interface in every language that it is known in.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    by_tag: BTreeMap<String, Arc<Words>>,
    english: Arc<Words>,
}

/// The interface in one language; what it has no words for there is in English.
#[derive(Default)]
pub struct Words {
    /// BCP 47 tag of the language.
    pub tag: String,
    /// Names of all messages.
    keys: BTreeSet<String>,
    /// Those that are written in this language.
    spoken: BTreeSet<String>,
    /// Messages without variables, ready to use.
    plain: BTreeMap<String, String>,
    bundle: Option<FluentBundle<FluentResource>>,
    /// What says the messages that are not written in this language, with its own plurals.
    english: Option<Arc<Words>>,
}

/// What a variable of a message stands for.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A name, a date.
    Text(&'a str),
    /// A count; decides between singular and plural.
    Number(i64),
}

/// Why a message cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// There is none of this name; perhaps the one meant.
    Unknown(Option<String>),
    /// Its text needs something that was not given.
    Incomplete(String),
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("tag", &self.tag).finish_non_exhaustive()
    }
}

impl Dictionary {
    /// The interface for texts of a language: that of the tag itself, else of its primary language, else English.
    pub fn of(&self, tag: &str) -> &Words {
        self.shared(tag)
    }

    /// The same, for those who keep it.
    pub fn shared(&self, tag: &str) -> &Arc<Words> {
        let found = self.by_tag.get(tag).or_else(|| self.by_tag.get(primary(tag)));
        found.unwrap_or(&self.english)
    }

    /// All languages with words of their own, by tag.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Words>> {
        self.by_tag.values()
    }
}

impl Words {
    /// A message without variables; its name where there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// The message of a name, if there is one without variables.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// A message with its variables; its name where there is none.
    pub fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.try_say(key, values).unwrap_or_else(|_| key.to_string())
    }

    /// Whether a message is written in the language of a tag, and not English in its place.
    pub fn speaks(&self, tag: &str, key: &str) -> bool {
        primary(&self.tag) == primary(tag) && self.spoken.contains(key)
    }

    /// Whether a message is said in English, for want of words in the language itself.
    pub fn is_english(&self, key: &str) -> bool {
        // what the configuration calls things is in the language of the site
        let is_same = |english: &Arc<Self>| {
            english.spoken.contains(key) && english.plain.get(key) == self.plain.get(key)
        };
        !self.spoken.contains(key) && self.english.as_ref().is_some_and(is_same)
    }

    /// The first messages, by name, that are English in a language of this tag, and how many there are.
    pub fn lacking(&self, tag: &str) -> (Vec<&str>, usize) {
        let lacking = self.keys.iter().filter(|key| !self.speaks(tag, key));
        (lacking.clone().take(3).map(String::as_str).collect(), lacking.count())
    }

    /// A day as readers of a language write it: `15 October 2025`; in numbers where its words are lacking.
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

    /// A message that counts something, its variable being `n`.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.say(key, &[("n", n.into())])
    }

    /// A message with its variables.
    ///
    /// *Errors*: there is no such message, or it needs a variable that is not given.
    pub fn try_say(&self, key: &str, values: &[(&str, Value<'_>)]) -> Result<String, Unsaid> {
        if let Some(words) = self.plain.get(key) {
            return Ok(words.clone());
        }
        if let Some(english) = self.english.as_ref().filter(|_| !self.spoken.contains(key)) {
            return english.try_say(key, values);
        }
        let bundle = self.bundle.as_ref();
        let found = bundle.and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        let Some((bundle, pattern)) = found else { return Err(Unsaid::Unknown(self.close(key))) };
        let values = values.iter().map(|(name, value)| (*name, FluentValue::from(*value)));
        let values: FluentArgs<'_> = values.collect();
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&values), &mut errors);
        match errors.first() {
            None => Ok(said.into_owned()),
            Some(error) => Err(Unsaid::Incomplete(error.to_string())),
        }
    }

    /// The name of a message that is much like this one.
    fn close(&self, key: &str) -> Option<String> {
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
