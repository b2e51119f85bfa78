//! Maps positions between the text stream and the source file.

use crate::base::{Range, Span};
use crate::parse::step::Step;
use crate::parse::{Document, flow};
use crate::source::Config;

/// Source span of a range of the stream, as precise as Markdown allows.
///
/// Parses the Markdown again: meant for diagnostics, not for every mention.
pub fn locate(document: &Document, range: Range, config: &Config) -> Span {
    locate_each(document, &[range], config).remove(0)
}

/// Source spans of several ranges; parses the Markdown once.
pub fn locate_each(document: &Document, ranges: &[Range], config: &Config) -> Vec<Span> {
    let body = &document.body;
    let markdown = &document.file.text[body.span.range()];
    let steps = flow::flow(markdown, config.markdown).steps;
    let texts: Vec<&Step<'_>> =
        steps.iter().filter(|step| !step.range.is_empty() && step.is_text()).collect();
    ranges.iter().map(|range| place_of(document, *range, (markdown, &texts))).collect()
}

/// Stream offset of a byte of the file. Exact in plain text; the start of the construct where source and text differ (a
/// character reference, a code span). `None` for bytes outside text: markup, tags, front matter.
///
/// The inverse of [`locate`]; like it, parses the Markdown again.
pub fn stream_offset(document: &Document, byte: u32, config: &Config) -> Option<u32> {
    let body = &document.body;
    let markdown = &document.file.text[body.span.range()];
    let at = (byte.checked_sub(body.span.start)?) as usize;
    let steps = flow::flow(markdown, config.markdown).steps;
    let mut texts = steps.iter().filter(|step| !step.range.is_empty() && step.is_text());
    let step = texts.find(|step| step.source.contains(&at))?;
    let source = &markdown[step.source.clone()];
    let Some(lead) = verbatim(source, &body.stream[step.range.of()]) else {
        return Some(step.range.start);
    };
    let within = (at - step.source.start).checked_sub(lead)?;
    if within < step.range.len() {
        return Some(step.range.start + within as u32);
    }
    // the rest of a reference such as `&amp;`, or white space dropped from the stream
    (!source[lead + within..].starts_with(flow::is_space)).then_some(step.range.start)
}

/// Number of leading white space bytes, which are not in the stream, if the source is otherwise identical to the text.
fn verbatim(source: &str, text: &str) -> Option<usize> {
    let lead = source.len() - source.trim_start_matches(flow::is_space).len();
    source[lead..].starts_with(text).then_some(lead)
}

/// `texts` are the steps with text, in order.
fn place_of(document: &Document, range: Range, (markdown, texts): (&str, &[&Step<'_>])) -> Span {
    let body = &document.body;
    let place = |step: &Step<'_>, at: u32| {
        let within = (at - step.range.start) as usize;
        let source = &markdown[step.source.clone()];
        let lead = verbatim(source, &body.stream[step.range.of()]);
        step.source.start + lead.map_or(0, |lead| lead + within)
    };
    let first = texts.partition_point(|step| step.range.end <= range.start);
    let Some(first) = texts.get(first).copied() else {
        return Span { start: body.span.end, end: body.span.end };
    };
    let start = place(first, range.start.max(first.range.start));
    let before_end = texts.partition_point(|step| step.range.start < range.end);
    let last = before_end.checked_sub(1).map_or(first, |last| texts[last]);
    let end = match range.end {
        end if end >= last.range.end => last.source.end,
        end => place(last, end),
    };
    Span::new(start, end.max(start)).shifted(body.span.start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{locate, stream_offset};
    use crate::base::{Path, Range};
    use crate::parse::parse;
    use crate::source::{Config, Role, SourceFile};

    fn document(markdown: &str) -> crate::parse::Document {
        let file = SourceFile {
            path: Path::new("content/articles/a.md").unwrap(),
            role: Role::Article,
            suffix: None,
            key: "articles/a".into(),
            is_bundle: false,
            text: format!("+++\ntitle = \"T\"\n+++\n{markdown}").into(),
        };
        parse(&file, &Config::default()).value
    }

    #[test]
    fn bytes_and_stream_offsets_map_both_ways() {
        let document = document("# One *two*\n\nthree &amp; four, `five`\n");
        let config = Config::default();
        let check = |words: &str, expected: Option<&str>| {
            let at = document.file.text.find(words).unwrap() as u32;
            let found = stream_offset(&document, at, &config);
            let text = found.map(|at| &document.body.stream[at as usize..][..3]);
            assert_eq!(text, expected, "{words}");
        };
        check("One", Some("One"));
        check("ne *", Some("ne "));
        check("wo*", Some("wo\n"));
        check("*two", None);
        check("title", None);
        check("four", Some("fou"));
        check("amp", Some("& f"));
    }

    proptest! {
        #[test]
        fn plain_text_maps_exactly(markdown in "([a-cé字🎉]{1,4}|[*`]|\\[|\\]\\(/x\\)| |\n|\n\n|- |# |&amp;){0,30}") {
            let document = document(&markdown);
            let config = Config::default();
            for (at, c) in document.body.stream.char_indices() {
                let range = Range::new(at, at + c.len_utf8());
                let span = locate(&document, range, &config);
                let text = &document.file.text;
                if text[span.range()].chars().eq([c]) && !c.is_whitespace() {
                    prop_assert_eq!(stream_offset(&document, span.start, &config), Some(range.start), "{} in {:?}", c, markdown);
                }
            }
        }
    }
}
