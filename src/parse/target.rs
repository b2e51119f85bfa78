//! Finds link targets in Markdown source, for edits.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use crate::base::Span;
use crate::parse::flow::{flow, options};
use crate::parse::step::{Step, is_inline_mention, mention_target};
use crate::source::config::Markdown;

/// Kind of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// `[x](@id)`: the target is the id.
    Mention,
    /// `[[target]]` or `[[target|words]]`.
    Wiki {
        /// Whether it has its own words.
        has_words: bool,
        /// Whether it is in a table, where the bar is written `\|`.
        is_in_table: bool,
    },
    /// `[x](target)`, `![x](target)`, `![[target]]`, and `[x]: target`.
    Link {
        /// Whether it is enclosed in `<` and `>`.
        is_pointed: bool,
    },
}

/// The target of a link, an image or a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetPlace {
    /// Its kind.
    pub kind: TargetKind,
    /// The target with Markdown escapes decoded.
    pub target: String,
    /// Span of the target in the Markdown text.
    pub span: Span,
}

/// All targets of a Markdown text, in order. A definition shared by several links appears once; unusual spellings are
/// left out.
pub fn targets(markdown: &str, settings: Markdown) -> Vec<TargetPlace> {
    let steps = flow(markdown, settings).steps;
    let mut found = Vec::new();
    let mut n_tables = 0usize;
    for (at, step) in steps.iter().enumerate() {
        match &step.event {
            Event::Start(Tag::Table(_)) => n_tables += 1,
            Event::End(pulldown_cmark::TagEnd::Table) => n_tables = n_tables.saturating_sub(1),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let (kind, source) = (*link_type, step.source.clone());
                let place = match kind {
                    LinkType::WikiLink { has_pothole } => {
                        let name = mention_target(kind, dest_url);
                        let kind =
                            TargetKind::Wiki { has_words: has_pothole, is_in_table: n_tables > 0 };
                        wiki(markdown, source, (kind, name))
                    }
                    LinkType::Inline => {
                        let from = words_end(&steps, at);
                        inline(markdown, from..source.end, (kind, dest_url))
                    }
                    _ => None,
                };
                found.extend(place);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                let source = step.source.clone();
                found.extend(match link_type {
                    LinkType::WikiLink { .. } => {
                        let kind = TargetKind::Link { is_pointed: false };
                        wiki(markdown, source, (kind, mention_target(*link_type, dest_url)))
                    }
                    LinkType::Inline => {
                        let from = words_end(&steps, at);
                        inline(markdown, from..source.end, (LinkType::Autolink, dest_url))
                    }
                    _ => None,
                });
            }
            _ => {}
        }
    }
    found.extend(definitions(markdown, settings));
    found.sort_by_key(|place| place.span);
    found.dedup();
    found
}

/// End of a link's text.
fn words_end(steps: &[Step<'_>], at: usize) -> usize {
    let inside = &steps[at + 1..steps[at].end];
    let start = steps[at].source.start + 1;
    inside.iter().map(|step| step.source.end).max().unwrap_or(start).max(start)
}

fn wiki(
    markdown: &str,
    source: Range<usize>,
    (kind, name): (TargetKind, &str),
) -> Option<TargetPlace> {
    let start = source.start + markdown[source.clone()].find("[[")? + 2;
    let start = start + markdown[start..source.end].find(name)?;
    let span = Span::new(start, start + name.len());
    Some(TargetPlace { kind, target: name.into(), span })
}

/// Target of `…](target "title")`.
fn inline(
    markdown: &str,
    within: Range<usize>,
    (kind, target): (LinkType, &pulldown_cmark::CowStr<'_>),
) -> Option<TargetPlace> {
    let from = within.start + markdown[within.clone()].find("](")? + 2;
    let is_mention = kind == LinkType::Inline && is_inline_mention(kind, target);
    destination(markdown, from..within.end, (target, is_mention))
}

/// Targets of link reference definitions, `[label]: target "title"`.
fn definitions(markdown: &str, settings: Markdown) -> Vec<TargetPlace> {
    let parser = Parser::new_ext(markdown, options(settings)).into_offset_iter();
    let mut found = Vec::new();
    for (_, definition) in parser.reference_definitions().iter() {
        let written = &markdown[definition.span.clone()];
        let mut ends = written.match_indices("]:").map(|(at, _)| at);
        let Some(end) = ends.find(|at| !written[..*at].ends_with('\\')) else { continue };
        let within = definition.span.start + end + 2..definition.span.end;
        let is_mention = is_inline_mention(LinkType::Inline, &definition.dest);
        found.extend(destination(markdown, within, (&definition.dest, is_mention)));
    }
    found
}

/// The link destination after white space. *Source*: CommonMark 0.31.2, section 6.3.
fn destination(
    markdown: &str,
    within: Range<usize>,
    (target, is_mention): (&str, bool),
) -> Option<TargetPlace> {
    let rest = &markdown[within.clone()];
    let lead = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace()).len();
    let is_pointed = rest[lead..].starts_with('<');
    let start = lead + usize::from(is_pointed);
    let length = length(&rest[start..], is_pointed);
    let is_it = plain(&rest[start..start + length]) == target;
    let (start, length) = if is_it || rest[start..start + length].contains('&') {
        (start, length)
    } else {
        // after a block quote marker or similar
        (rest.find(target)?, target.len())
    };
    // `@` as a character reference is not supported
    if is_mention && !rest[start..].starts_with('@') {
        return None;
    }
    let skip = usize::from(is_mention);
    let span = Span::new(within.start + start + skip, within.start + start + length);
    let kind = if is_mention { TargetKind::Mention } else { TargetKind::Link { is_pointed } };
    Some(TargetPlace { kind, target: target[skip..].into(), span })
}

fn length(text: &str, is_pointed: bool) -> usize {
    let (mut depth, mut is_escaped) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => {
                is_escaped = false;
                continue;
            }
            '\\' => {
                is_escaped = true;
                continue;
            }
            '>' if is_pointed => return at,
            _ if is_pointed => {}
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            c if c.is_ascii_control() || c == ' ' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Decodes backslash escapes of a destination.
fn plain(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut letters = written.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => out.push(c),
        }
        if c == '\\' {
            out.extend(letters.next_if(char::is_ascii_punctuation));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{TargetKind, targets};
    use crate::source::config::Markdown;

    #[track_caller]
    fn check(markdown: &str, expected: &[(&str, &str)]) {
        let found = targets(markdown, Markdown::default());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|place| (place.target.as_str(), &markdown[place.span.range()]))
            .collect();
        assert_eq!(found, expected, "{markdown}");
    }

    #[test]
    fn targets_have_their_source_spans() {
        check("[a](@x) b", &[("x", "x")]);
        check("[*a*](  @x \"certainty=low\")", &[("x", "x")]);
        check("[](@x) [a]( <b c.md> )", &[("x", "x"), ("b c.md", "b c.md")]);
        check("[`](@y)`](@x)", &[("x", "x")]);
        check("[a\\](b)](c\\(d.md)", &[("c(d.md", "c\\(d.md")]);
        check("[![i](i.png)](../b.md#c 'x')", &[("i.png", "i.png"), ("../b.md#c", "../b.md#c")]);
        check("[a](b(c).md)", &[("b(c).md", "b(c).md")]);
        check("[[x]] [[ y | z]] ![[f.png]]", &[("x", "x"), ("y", "y"), ("f.png", "f.png")]);
        check("|a|\n|-|\n|[[x\\|y]]|\n", &[("x", "x")]);
        check(
            "[a][b] [b] [b][]\n\n[b]: <@/c.md> 't'\n[c]: @x\n",
            &[("@/c.md", "@/c.md"), ("x", "x")],
        );
        check("> [a](\n> ../b.md)\n", &[("../b.md", "../b.md")]);
        check("`[a](@x)` <https://a.b> \\[[x]]", &[]);
        check("[x](&#64;y) [x](@y)", &[("y", "y")]);
        check("[^1]\n\n[^1]: see [a](@x)\n", &[("x", "x")]);
        check("[أحمد](@ahmad) 👩‍🔬 [[日本.md|x]]", &[("ahmad", "ahmad"), ("日本.md", "日本.md")]);
    }

    #[test]
    fn kinds_are_distinguished() {
        let kinds = |markdown| {
            let found = targets(markdown, Markdown::default());
            found.iter().map(|place| place.kind).collect::<Vec<_>>()
        };
        let wiki = |has_words, is_in_table| TargetKind::Wiki { has_words, is_in_table };
        assert_eq!(kinds("[[a]] [[a|b]]"), [wiki(false, false), wiki(true, false)]);
        assert_eq!(kinds("|[[a]]|\n|-|\n"), [wiki(false, true)]);
        assert_eq!(kinds("[a](@/b.md)"), [TargetKind::Link { is_pointed: false }]);
        assert_eq!(kinds("![a](@b)"), [TargetKind::Link { is_pointed: false }]);
        assert_eq!(kinds("[a](@b)"), [TargetKind::Mention]);
    }
}
