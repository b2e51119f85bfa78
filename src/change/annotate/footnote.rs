//! Changes and deletes footnotes; only those of a single paragraph.

use pulldown_cmark::{Event, Tag};

use crate::base::Span;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::fields::prose;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{Refusal, refusal};
use crate::data::edit::{Splice, line_start, newline};
use crate::parse::Footnote;
use crate::parse::flow::flow;
use crate::parse::step::Step;

impl ArticleContext<'_> {
    /// The footnote of a handle.
    fn footnote(&self, label: &str, written: &str) -> Result<&Footnote, Refusal> {
        let text = &self.document.file.text;
        let found = self.document.body.footnotes.iter().find(|it| it.label == label);
        let found = found.filter(|it| text[it.span.range()].trim_end() == written.trim_end());
        found.ok_or_else(|| refusal::stale("this footnote"))
    }

    /// Replaces the text of a footnote.
    pub(crate) fn reword_footnote(
        &self,
        label: &str,
        written: &str,
        note: &str,
    ) -> Result<Intent, Refusal> {
        self.footnote(label, written)?;
        let note = prose("note", note.trim())?;
        if note.lines().any(|line| line.trim().is_empty()) {
            let why = "of several paragraphs cannot be written here";
            return Err(refusal::not_simple("a footnote", why));
        }
        let (markdown, offset) = self.markdown();
        let steps = flow(markdown, self.config.markdown).steps;
        let (_, inside) = definition(&steps, label)?;
        let paragraph = match inside {
            [Step { event: Event::Start(Tag::Paragraph), source, .. }, rest @ ..]
                if rest.iter().filter(|step| is_block_start(step)).count() == 0 =>
            {
                source
            }
            _ => return Err(refusal::not_simple("this footnote", "has more than one paragraph")),
        };
        let newline = newline(&self.document.file.text);
        let lines: Vec<&str> = note.lines().map(str::trim).collect();
        let end = paragraph.start + markdown[paragraph.clone()].trim_end().len();
        let span = Span::new(paragraph.start + offset, end + offset);
        let splice = Splice::new(span, lines.join(&format!("{newline}    ")));
        let goal = Goal::Body { inline: self.inline_targets(), footnotes: self.footnote_labels() };
        self.spliced(&[splice], goal)
    }

    /// Deletes a footnote and its references.
    pub(crate) fn drop_footnote(&self, label: &str, written: &str) -> Result<Intent, Refusal> {
        self.footnote(label, written)?;
        let (markdown, offset) = self.markdown();
        let steps = flow(markdown, self.config.markdown).steps;
        let (source, _) = definition(&steps, label)?;
        let line = line_start(markdown, source.start);
        if !markdown[line..source.start].trim().is_empty() {
            return Err(refusal::not_simple("this footnote", "is nested in another block"));
        }
        let mut splices = Vec::new();
        for step in &steps {
            match &step.event {
                Event::FootnoteReference(it) if **it == *label && step.is_aside => {
                    let why = "is referred to in another footnote";
                    return Err(refusal::not_simple("this footnote", why));
                }
                Event::FootnoteReference(it) if **it == *label => {
                    let span = Span::new(step.source.start + offset, step.source.end + offset);
                    splices.push(Splice::new(span, ""));
                }
                _ => {}
            }
        }
        let (from, to) = lines(markdown, line, source.start + written.trim_end().len());
        splices.push(Splice::new(Span::new(from + offset, to + offset), ""));
        let footnotes = self.footnote_labels().into_iter().filter(|it| it != label).collect();
        let goal = Goal::Body { inline: self.inline_targets(), footnotes };
        self.spliced(&splices, goal)
    }
}

type Definition<'s, 'm> = (std::ops::Range<usize>, &'s [Step<'m>]);

/// Where a footnote is defined, and the steps of its content.
fn definition<'s, 'm>(steps: &'s [Step<'m>], label: &str) -> Result<Definition<'s, 'm>, Refusal> {
    let is_it = |step: &Step<'_>| matches!(&step.event, Event::Start(Tag::FootnoteDefinition(it)) if **it == *label);
    let at = steps.iter().position(is_it).ok_or_else(|| refusal::stale("this footnote"))?;
    // the last step of the content is the end of the paragraph
    Ok((steps[at].source.clone(), &steps[at + 1..steps[at].end]))
}

fn is_block_start(step: &Step<'_>) -> bool {
    match &step.event {
        Event::Start(tag) => crate::parse::flow::is_block_end(tag.to_end()),
        _ => false,
    }
}

/// Extends a range to whole lines with the blank line after it, or before it at the end of the text.
fn lines(text: &str, from: usize, end: usize) -> (usize, usize) {
    let past = |at: usize| text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
    let to = past(end);
    let next = past(to);
    if next > to && text[to..next].trim().is_empty() {
        return (from, next);
    }
    let before = line_start(text, from.saturating_sub(1));
    let is_blank = to == text.len() && before < from && text[before..from].trim().is_empty();
    (if is_blank { before } else { from }, to)
}
