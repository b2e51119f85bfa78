//! Writes annotations in four forms, and the files of a site with them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use glossator::base::Range;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Rendered;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In front matter, with the shortest sufficient prefix.
    Prefix,
    /// In front matter, with the occurrence number if there are several.
    Occurrence,
    /// In a TOML sidecar, with some words on both sides.
    Toml,
    /// In a JSON-LD sidecar, with 32 characters on both sides and the position.
    Jsonld,
}

pub(crate) const FORMS: [(&str, Form); 4] = [
    ("prefix", Form::Prefix),
    ("occurrence", Form::Occurrence),
    ("toml", Form::Toml),
    ("jsonld", Form::Jsonld),
];

/// The annotations of an article in source form.
pub(crate) struct Written {
    form: Form,
    front: String,
    sidecar: String,
}

/// Writes annotations for these places of a text.
pub(crate) fn write(form: Form, text: &Rendered) -> Written {
    let passage = Passage::new(&text.text);
    let written: Vec<String> =
        text.places.iter().map(|(mark, place)| annotation(form, &passage, *mark, *place)).collect();
    let (mut front, mut sidecar) = (String::new(), String::new());
    match form {
        Form::Prefix | Form::Occurrence => front = written.concat(),
        Form::Toml => sidecar = written.concat(),
        Form::Jsonld => {
            sidecar = format!(
                "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[\n{}\n]}}\n",
                written.join(",\n")
            );
        }
    }
    Written { form, front, sidecar }
}

impl Written {
    /// The files of an article with another text; its index is in their paths.
    pub(crate) fn files(&self, article: usize, text: &str) -> Vec<(String, String)> {
        let stem = format!("content/articles/{article:04}");
        let body = escaped(text);
        let markdown = format!("+++\ntitle = \"T\"\n{}+++\n\n{body}\n", self.front);
        let mut files = vec![(format!("{stem}.md"), markdown)];
        match self.form {
            Form::Prefix | Form::Occurrence => {}
            Form::Toml => files.push((format!("{stem}.annotations.toml"), self.sidecar.clone())),
            Form::Jsonld => {
                files.push((format!("{stem}.annotations.jsonld"), self.sidecar.clone()))
            }
        }
        files
    }
}

/// The annotation at an offset of a file written by [`write`]: the last one that begins before it.
pub(crate) fn mark_at(file: &str, offset: usize) -> Option<u32> {
    let before = file.get(..offset)?;
    let toml = before.rfind("\nid = \"a").map(|at| at + 8);
    let json = before.rfind("#note-a").map(|at| at + 7);
    let digits = &before[toml.max(json)?..];
    digits[..digits.find('"')?].parse().ok()
}

/// Text escaped as Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            c if c.is_ascii_punctuation() => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

fn annotation(form: Form, passage: &Passage<'_>, mark: u32, place: Range) -> String {
    let quoted = |words: &str| serde_json::to_string(words).expect("a string");
    let quote = &passage.flat[place.of()];
    let mut out = format!("[[annotations]]\nid = \"a{mark}\"\nquote = {}\n", quoted(quote));
    let number = |prefix: &str| {
        let places = passage.places(quote, prefix, "");
        let at = places.iter().position(|at| *at == place.start as usize);
        at.filter(|_| places.len() > 1).map(|at| at + 1)
    };
    match form {
        Form::Prefix => {
            let prefix = passage.deciding_prefix(place);
            if !prefix.is_empty() {
                let _ = writeln!(out, "prefix = {}", quoted(prefix));
            }
            // near the start of a text even the whole prefix may be ambiguous
            if let Some(number) = number(prefix) {
                let _ = writeln!(out, "occurrence = {number}");
            }
        }
        Form::Occurrence => {
            if let Some(number) = number("") {
                let _ = writeln!(out, "occurrence = {number}");
            }
        }
        Form::Toml => {
            let (prefix, suffix) = passage.deciding_sides(place);
            let _ = writeln!(out, "prefix = {}\nsuffix = {}", quoted(prefix), quoted(suffix));
        }
        Form::Jsonld => {
            let points = |end: u32| passage.text[..end as usize].chars().count();
            let before = &passage.text[..place.start as usize];
            let after = &passage.text[place.end as usize..];
            let from = before.char_indices().rev().nth(31).map_or(0, |(at, _)| at);
            let until = after.char_indices().nth(32).map_or(after.len(), |(at, _)| at);
            return serde_json::json!({
                "id": format!("https://example.org/#note-a{mark}"),
                "type": "Annotation",
                "motivation": "commenting",
                "body": { "type": "TextualBody", "value": "n" },
                "target": { "source": "https://example.org/", "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "prefix": before[from..],
                        "exact": passage.text[place.of()],
                        "suffix": after[..until],
                    },
                    {
                        "type": "TextPositionSelector",
                        "start": points(place.start),
                        "end": points(place.end),
                    },
                ] },
            })
            .to_string();
        }
    }
    out.push_str("note = \"n\"\n");
    out
}

/// A text for which selectors are made.
struct Passage<'a> {
    text: &'a str,
    /// The text with paragraphs joined by a space.
    flat: String,
    /// Whether a grapheme cluster begins at each byte.
    begins: Vec<bool>,
}

impl<'a> Passage<'a> {
    fn new(text: &'a str) -> Self {
        let mut begins = vec![false; text.len() + 1];
        text.grapheme_indices(true).for_each(|(at, _)| begins[at] = true);
        begins[text.len()] = true;
        Self { text, flat: text.replace('\n', " "), begins }
    }

    /// Places of words between a prefix and a suffix, including overlapping ones; paragraph breaks allow an extra
    /// space.
    fn places(&self, quote: &str, prefix: &str, suffix: &str) -> Vec<usize> {
        let text = &*self.flat;
        let is_before = |text: &str| {
            let spaced = text.strip_suffix(' ');
            text.ends_with(prefix) || spaced.is_some_and(|text| text.ends_with(prefix))
        };
        let is_after = |text: &str| {
            let spaced = text.strip_prefix(' ');
            text.starts_with(suffix) || spaced.is_some_and(|text| text.starts_with(suffix))
        };
        let mut places = Vec::new();
        let mut from = 0;
        while let Some(at) = text[from..].find(quote) {
            let (start, end) = (from + at, from + at + quote.len());
            if self.begins[start]
                && self.begins[end]
                && is_before(&text[..start])
                && is_after(&text[end..])
            {
                places.push(start);
            }
            from = text.ceil_char_boundary(start + 1);
        }
        places
    }

    /// The shortest unambiguous prefix in words; all text before the place if none is.
    fn deciding_prefix(&self, place: Range) -> &str {
        let before = &self.flat[..place.start as usize];
        let starts = before.unicode_word_indices().map(|(at, _)| at).collect::<Vec<_>>();
        let tried = std::iter::once(before.len()).chain(starts.into_iter().rev()).chain([0]);
        let quote = &self.flat[place.of()];
        tried
            .map(|at| &before[at..])
            .find(|prefix| self.places(quote, prefix, "").len() == 1)
            .unwrap_or(before)
    }

    /// Three words on both sides, or more if those are ambiguous.
    fn deciding_sides(&self, place: Range) -> (&str, &str) {
        let before = &self.flat[..place.start as usize];
        let after = &self.flat[place.end as usize..];
        let starts: Vec<usize> = before.unicode_word_indices().map(|(at, _)| at).collect();
        let ends: Vec<usize> =
            after.unicode_word_indices().map(|(at, word)| at + word.len()).collect();
        let quote = &self.flat[place.of()];
        let sides = |n: usize| {
            let start = starts.len().checked_sub(n).map_or(0, |at| starts[at]);
            let end = ends.get(n - 1).copied().unwrap_or(after.len());
            (&before[start..], &after[..end])
        };
        let most = starts.len().max(ends.len()) + 1;
        (3..=most.max(3))
            .map(sides)
            .find(|(prefix, suffix)| self.places(quote, prefix, suffix).len() == 1)
            .unwrap_or((before, after))
    }
}

/// Files by their path.
pub(crate) type Files = BTreeMap<String, String>;
