//! Changes and deletes inline mentions in the Markdown.

use pulldown_cmark::{Event, LinkType, Tag};

use crate::base::Span;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::Draft;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{Refusal, refusal};
use crate::data::edit::{Splice, apply};
use crate::parse::flow::flow;
use crate::parse::target::{TargetKind, targets};

impl ArticleContext<'_> {
    /// Index of the inline mention of a handle.
    fn inline(&self, at: usize, written: &str) -> Result<usize, Refusal> {
        let text = &self.document.file.text;
        let is_it = |span: Span| span.start as usize == at && text[span.range()] == *written;
        let found = self.document.body.inline.iter().position(|it| is_it(it.span));
        found.ok_or_else(|| refusal::stale("this mention"))
    }

    /// The article's Markdown and its offset in the file.
    pub(crate) fn markdown(&self) -> (&str, usize) {
        let body = self.document.body.span;
        (&self.document.file.text[body.range()], body.start as usize)
    }

    /// Makes an inline mention name another entity; its words stay.
    pub(crate) fn retarget(&self, at: usize, written: &str, new: &str) -> Result<Intent, Refusal> {
        let index = self.inline(at, written)?;
        let id = self.id(self.entity(new)?);
        let mention = &self.document.body.inline[index];
        let (markdown, offset) = self.markdown();
        let (from, to) = (at - offset, at - offset + written.len());
        let places = targets(markdown, self.config.markdown).into_iter();
        let mut places = places.filter(|place| {
            let is_inside = from <= place.span.start as usize && place.span.end as usize <= to;
            is_inside && place.target == mention.target
        });
        let place = places.rfind(|place| match place.kind {
            TargetKind::Mention => !mention.is_wiki,
            TargetKind::Wiki { .. } => mention.is_wiki,
            TargetKind::Link { .. } => false,
        });
        let Some(place) = place else {
            let why = "uses a reference that other links may share";
            return Err(refusal::not_simple("this mention", why));
        };
        let shown = &markdown[place.span.range()];
        let text = match place.kind {
            // the visible words stay the same
            TargetKind::Wiki { has_words: false, is_in_table: true } => format!("{id}\\|{shown}"),
            TargetKind::Wiki { has_words: false, is_in_table: false } => format!("{id}|{shown}"),
            TargetKind::Wiki { has_words: true, .. }
            | TargetKind::Mention
            | TargetKind::Link { .. } => id.clone(),
        };
        let mut inline = self.inline_targets();
        inline[index] = id;
        let splice = Splice::new(place.span.shifted(self.document.body.span.start), text);
        self.spliced(&[splice], Goal::Body { inline, footnotes: self.footnote_labels() })
    }

    /// Replaces an inline mention by its words.
    pub(crate) fn unwrap_inline(&self, at: usize, written: &str) -> Result<Intent, Refusal> {
        let index = self.inline(at, written)?;
        let (markdown, offset) = self.markdown();
        let steps = flow(markdown, self.config.markdown).steps;
        let found = steps.iter().enumerate().find_map(|(nth, step)| match &step.event {
            Event::Start(Tag::Link { link_type, .. }) if step.source.start + offset == at => {
                Some((nth, *link_type))
            }
            _ => None,
        });
        let Some((nth, kind)) = found else { return Err(refusal::stale("this mention")) };
        let words = match kind {
            LinkType::WikiLink { has_pothole } => {
                let inside = written.strip_prefix("[[").and_then(|it| it.strip_suffix("]]"));
                let words = inside.map(|it| match it.split_once('|') {
                    Some((_, words)) if has_pothole => words,
                    _ => it,
                });
                words.map(|it| it.trim().to_owned())
            }
            _ => {
                let inside = &steps[nth + 1..steps[nth].end];
                let end = inside.iter().map(|step| step.source.end).max();
                end.map(|end| markdown[steps[nth].source.start + 1..end].to_owned())
            }
        };
        let Some(words) = words else {
            return Err(refusal::not_simple("this mention", "is written in an unusual way"));
        };
        let mut inline = self.inline_targets();
        inline.remove(index);
        let splice = Splice::new(Span::new(at, at + written.len()), words);
        self.spliced(&[splice], Goal::Body { inline, footnotes: self.footnote_labels() })
    }

    /// Targets of the inline mentions, in text order.
    pub(crate) fn inline_targets(&self) -> Vec<String> {
        self.document.body.inline.iter().map(|it| it.target.clone()).collect()
    }

    /// Labels of the footnotes.
    pub(crate) fn footnote_labels(&self) -> Vec<String> {
        self.document.body.footnotes.iter().map(|it| it.label.clone()).collect()
    }

    /// An edit of the article's Markdown.
    pub(crate) fn spliced(&self, splices: &[Splice], goal: Goal) -> Result<Intent, Refusal> {
        let mut draft = Draft::of(self.document);
        let text = apply(&draft.text, splices);
        draft.text = text.ok_or_else(|| refusal::unwritable(&draft.path, "this"))?;
        self.finish(&draft, goal)
    }
}
