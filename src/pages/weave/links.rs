//! Finds the author's own links, which must not contain further links.

use pulldown_cmark::{Event, Tag};

use crate::base::Range;
use crate::pages::weave::context::AuthorLinks;
use crate::pages::weave::writer::Writer;
use crate::parse::step::{Step, is_inline_mention};

impl Writer<'_> {
    /// The author's links, Markdown and HTML.
    pub(crate) fn author_links(&self, steps: &[Step<'_>]) -> AuthorLinks {
        let mut links = AuthorLinks::default();
        let mut html: Option<u32> = None;
        for (at, step) in steps.iter().enumerate().filter(|(_, step)| !step.is_aside) {
            match &step.event {
                Event::Start(Tag::Link { link_type, dest_url, .. })
                    if !is_inline_mention(*link_type, dest_url)
                        || self.is_file_link(*link_type, dest_url) =>
                {
                    if step.range.is_empty() {
                        links.bare.push((step.range.start, wrapper(steps, at)));
                    } else {
                        links.ranges.push(step.range);
                    }
                }
                Event::InlineHtml(tag) if self.context.site.config.markdown.raw_html => {
                    match link_tag(tag) {
                        Some(true) => html = html.or(Some(step.range.start)),
                        Some(false) => {
                            let end = step.range.start;
                            links.ranges.extend(html.take().map(|start| Range { start, end }));
                        }
                        None => {}
                    }
                }
                _ => {}
            }
        }
        // browsers close an unclosed tag at the end of its block; assume that the link reaches the end of the text
        links.ranges.extend(html.map(|start| Range { start, end: u32::MAX }));
        links.ranges.retain(|range| !range.is_empty());
        links
    }
}

/// Range of the innermost inline element with text that contains the step at `at`.
fn wrapper(steps: &[Step<'_>], at: usize) -> Option<Range> {
    let holds = |step: &&Step<'_>| step.end > at && !step.range.is_empty();
    let is_inline = |step: &Step<'_>| {
        matches!(
            step.event,
            Event::Start(
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Superscript
                    | Tag::Subscript
                    | Tag::Link { .. }
            )
        )
    };
    let innermost = steps[..at].iter().rev().filter(|step| is_inline(step)).find(holds)?;
    Some(innermost.range)
}

/// Whether an HTML tag opens (`true`) or closes a link. Leading end tags are skipped.
pub(crate) fn link_tag(html: &str) -> Option<bool> {
    let mut tag = html;
    while tag.starts_with("</")
        && let Some(end) = tag.find("><")
    {
        tag = &tag[end + 1..];
    }
    let rest = tag.strip_prefix('<')?;
    let (is_open, rest) = rest.strip_prefix('/').map_or((true, rest), |rest| (false, rest));
    let rest = rest.strip_prefix(['a', 'A'])?;
    rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()).then_some(is_open)
}
