//! Writes notes and references to them.

use std::ops::Range as Bytes;

use crate::anchor::{Note, NoteContent};
use crate::base::escape::{escaped, push_escaped};
use crate::pages::weave::context::{TextKind, WeaveContext, annotation};
use crate::pages::weave::letters::letters;
use crate::pages::weave::note as weave_note;
use crate::pages::weave::writer::{Reference, Writer, definitions};
use crate::parse::matter::AnnotationMatter;
use crate::parse::step::Step;

impl Writer<'_> {
    /// Writes notes on the whole article, which have no reference in the text.
    pub(crate) fn whole_article_notes(&mut self) {
        let anchored = self.context.anchored();
        let whole: Vec<&Note> = anchored.notes.iter().filter(|note| note.range.is_none()).collect();
        if whole.is_empty() {
            return;
        }
        self.out.push_str("<div class=\"notes whole\">\n");
        for note in whole {
            self.write_note(note, &[]);
        }
        self.out.push_str("</div>\n");
    }

    /// Writes the notes referred to since the last group.
    pub(crate) fn notes_after_block(&mut self, steps: &[Step<'_>]) {
        if self.due.is_empty() {
            return;
        }
        let at = self.out.len();
        if self.write_group(steps) {
            // long notes are a block of their own below the text
            self.out.insert_str(at, "<div class=\"notes long\">\n");
            self.n_blocks += 1;
        } else {
            let start = "<div class=\"notes sp0\">\n";
            self.out.insert_str(at, start);
            self.groups.push((at + start.len() - "0\">\n".len(), self.n_blocks));
        }
        self.out.push_str("</div>\n");
    }

    /// Writes the notes of a list item inside the item.
    pub(crate) fn notes_in_item(&mut self, steps: &[Step<'_>]) {
        if self.due.len() <= self.n_held {
            return;
        }
        let held: Vec<usize> = self.due.drain(..self.n_held).collect();
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        let at = self.out.len();
        let class = if self.write_group(steps) { "notes long" } else { "notes" };
        self.out.insert_str(at, &format!("<div class=\"{class}\">\n"));
        self.out.push_str("</div>\n");
        self.due = held;
    }

    /// Writes the notes that are due; returns whether one is too long for the margin.
    fn write_group(&mut self, steps: &[Step<'_>]) -> bool {
        let at = self.out.len();
        self.write_due(steps);
        self.out[at..].split("<details").any(|note| count_words(text_of(note)) > MARGIN_WORDS)
    }

    /// Writes the notes that are due, and the notes that those refer to.
    fn write_due(&mut self, steps: &[Step<'_>]) {
        while !self.due.is_empty() {
            let note = self.due.remove(0);
            self.write_note(&self.context.anchored().notes[note], steps);
        }
    }

    /// Writes the notes or footnotes at the end of a text.
    pub(crate) fn end_notes(&mut self, steps: &[Step<'_>]) {
        match self.text_kind {
            TextKind::Article => {}
            TextKind::Page if self.due.is_empty() => {}
            TextKind::Page => {
                self.out.push_str("<div class=\"notes end\">\n");
                self.write_due(steps);
                self.out.push_str("</div>\n");
            }
            TextKind::Prose => self.prose_footnotes(steps),
            TextKind::Feed => self.notes_as_list(steps),
        }
    }

    /// All notes as a list for feeds, each with a link to its place in the article.
    fn notes_as_list(&mut self, steps: &[Step<'_>]) {
        let (context, anchored) = (self.context, self.context.anchored());
        if anchored.notes.is_empty() {
            return;
        }
        let title = escaped(self.words.get("notes"));
        self.out.push_str(&format!("<hr>\n<h2>{title}</h2>\n<ol>\n"));
        for note in &anchored.notes {
            self.out.push_str("<li>\n");
            let matter = matter_of(context, note);
            if let Some(label) = matter.and_then(|matter| kind_label(self, matter)) {
                self.out.push_str(&format!("<p><strong>{}</strong></p>\n", escaped(label)));
            }
            self.note_body(note, matter, steps);
            let (to, words) = match note.range {
                Some(_) => (format!("#note-ref-{}", note.id), "\u{21a9}\u{fe0e}"),
                None => (format!("#note-{}", note.id), "\u{a7}"),
            };
            let href = escaped(&context.kept_address(&to));
            self.out.push_str(&format!("<p><a href=\"{href}\">{words}</a></p>\n</li>\n"));
        }
        self.out.push_str("</ol>\n");
    }

    /// Footnotes of a note: a list without ids, since a note may appear on several pages.
    fn prose_footnotes(&mut self, steps: &[Step<'_>]) {
        let bodies: Vec<Bytes<usize>> = definitions(steps).map(|(_, body)| body).collect();
        if bodies.is_empty() {
            return;
        }
        self.out.push_str("<ol class=\"footnotes\">\n");
        for body in bodies {
            self.out.push_str("<li>");
            self.blocks(steps, body);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n");
    }

    /// Writes the link from the text to a note or statement.
    pub(crate) fn write_reference(&mut self, reference: Reference) {
        let anchored = self.context.anchored();
        if let (TextKind::Feed, Reference::Note(at, _)) = (self.text_kind, reference) {
            let Note { id, number, .. } = &anchored.notes[at];
            let href = escaped(&self.context.kept_address(&format!("#note-{id}")));
            return self.out.push_str(&format!("<sup><a href=\"{href}\">{number}</a></sup>"));
        }
        match reference {
            Reference::Note(at, nth) => {
                let Note { id, number, .. } = &anchored.notes[at];
                let again = if nth > 1 { format!("-{nth}") } else { String::new() };
                let id = escaped(&format!("{id}{}", self.suffix));
                let word = escaped(self.words.get("note"));
                self.out.push_str(&format!(
                    "<a class=\"ref\" role=\"doc-noteref\" id=\"note-ref-{id}{again}\" \
                     href=\"#note-{id}\"><span class=\"g-vh\">{word} </span>{number}</a>"
                ));
            }
            Reference::Statement(at) => {
                let id = escaped(&anchored.statements[at].id);
                let word = escaped(self.words.get("statement"));
                self.out.push_str(&format!(
                    "<a class=\"ref statement-ref\" id=\"g-statement-ref-{id}\" href=\"#statement-{id}\">\
                     <span class=\"g-vh\">{word} </span>{}</a>",
                    letters(at, &self.words.tag)
                ));
            }
        }
    }

    fn write_note(&mut self, note: &Note, steps: &[Step<'_>]) {
        let context = self.context;
        let matter = matter_of(context, note);
        let kind = matter.and_then(|matter| matter.kind.as_ref()).map(|kind| kind.value.as_str());
        let words = self.words;
        let label = kind.and_then(|kind| words.find(&format!("note-{kind}")));
        let label = label.unwrap_or(words.get("note"));
        let message = |key| escaped(&words.say(key, &[("number", note.number.into())]));
        let (id, number) = (escaped(&format!("{}{}", note.id, self.suffix)), note.number);
        let out = &mut self.out;
        out.push_str("<details class=\"note");
        if let Some(kind) = kind {
            out.push_str(" note-");
            push_escaped(out, kind);
        }
        out.push_str(&format!("\"><summary><span class=\"note-number\">{number}</span> "));
        push_escaped(out, label);
        out.push_str(&format!(
            "</summary>\n<div class=\"note-body\" id=\"note-{id}\" role=\"note\" \
             aria-label=\"{}\"><span class=\"note-number\" aria-hidden=\"true\">{number}</span>",
            message("note-number")
        ));
        if kind.is_some() {
            out.push_str("<span class=\"note-kind\">");
            push_escaped(out, label);
            out.push_str("</span>");
        }
        self.note_body(note, matter, steps);
        // a no-break space keeps these links on the line of the last word
        self.out.truncate(self.out.trim_end().len());
        self.out.push_str(&format!(
            "\u{a0}<a class=\"self\" href=\"#note-{id}\" aria-label=\"{}\">\u{a7}</a>",
            message("note-link")
        ));
        // a note on the whole text links back to its beginning
        let (back, label) = match note.range {
            Some(_) => (format!("note-ref-{id}"), message("note-back")),
            None => ("g-main".to_string(), message("note-back-text")),
        };
        self.out.push_str(&format!(
            "<a class=\"back\" role=\"doc-backlink\" href=\"#{back}\" aria-label=\"{label}\">\
             \u{21a9}\u{fe0e}</a>"
        ));
        if let Some(details) = note.number.checked_sub(1).and_then(|at| self.details.get(at)) {
            self.out.push_str(&details.0);
        }
        self.out.push_str("</div></details>\n");
    }

    /// Adds a backlink for every reference after the first to the same note.
    pub(crate) fn add_backlinks(&mut self) {
        let mut notes: Vec<usize> = self.referred.iter().map(|(note, _)| *note).collect();
        notes.sort_unstable();
        for again in notes.chunk_by(|one, other| one == other).filter(|again| again.len() > 1) {
            let Note { id, number, .. } = &self.context.anchored().notes[again[0]];
            let id = escaped(&format!("{id}{}", self.suffix));
            let first = format!("role=\"doc-backlink\" href=\"#note-ref-{id}\"");
            let Some(at) = self.out.find(&first) else { continue };
            let Some(end) = self.out[at..].find("</a>") else { continue };
            let links = (2..=again.len()).map(|nth| {
                let place = format!("{number} ({nth})");
                let label = escaped(&self.words.say("note-back", &[("number", (&*place).into())]));
                format!(
                    "<a class=\"back\" role=\"doc-backlink\" href=\"#note-ref-{id}-{nth}\" \
                     aria-label=\"{label}\">\u{21a9}\u{fe0e}<sup>{nth}</sup></a>"
                )
            });
            let links: String = links.collect();
            self.out.insert_str(at + end + "</a>".len(), &links);
        }
    }

    fn note_body(&mut self, note: &Note, matter: Option<&AnnotationMatter>, steps: &[Step<'_>]) {
        if let NoteContent::Footnote(index) = note.content {
            return self.footnote_body(index, steps);
        }
        if let Some(prose) = matter.and_then(|matter| matter.note.as_ref()) {
            self.out.push_str(&weave_note(self.context, prose).0);
        }
    }

    fn footnote_body(&mut self, index: usize, steps: &[Step<'_>]) {
        let label = &self.context.source().body.footnotes[index].label;
        let body = definitions(steps).find(|(name, _)| name == label).map(|(_, body)| body);
        if let Some(body) = body {
            let was_in_note = std::mem::replace(&mut self.is_in_note, true);
            self.blocks(steps, body);
            self.is_in_note = was_in_note;
        }
    }
}

/// Most words of a note in the margin; a longer one would leave a gap in the text.
const MARGIN_WORDS: usize = 60;

/// Text of a note's HTML without its heading and links.
fn text_of(note: &str) -> &str {
    let text = note.split_once("role=\"note\"").map_or("", |(_, rest)| rest);
    let text = text.split_once('>').map_or("", |(_, rest)| rest);
    let number = text.split_once("</span>").map_or(text, |(_, rest)| rest);
    let text = match number.strip_prefix("<span class=\"note-kind\">") {
        Some(kind) => kind.split_once("</span>").map_or("", |(_, rest)| rest),
        None => number,
    };
    text.rsplit_once("<a class=\"self\"").map_or(text, |(before, _)| before)
}

/// Number of words in HTML; two ideographs count as one word.
fn count_words(html: &str) -> usize {
    let texts = html.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
    let is_ideograph = |c: &char| ('\u{2e80}'..='\u{d7ff}').contains(c);
    let of = |text: &str| {
        let ideographs = text.chars().filter(is_ideograph).count();
        text.split_whitespace().filter(|word| !word.contains(|c| is_ideograph(&c))).count()
            + ideographs / 2
    };
    texts.map(of).sum()
}

/// Label for the kind of a note; `None` without a kind.
fn kind_label<'w>(writer: &Writer<'w>, matter: &AnnotationMatter) -> Option<&'w str> {
    let words = writer.words;
    let kind = &matter.kind.as_ref()?.value;
    Some(words.find(&format!("note-{kind}")).unwrap_or(words.get("note")))
}

/// The annotation of a note; `None` for a footnote.
fn matter_of<'a>(context: WeaveContext<'a>, note: &Note) -> Option<&'a AnnotationMatter> {
    match note.content {
        NoteContent::Annotation(at) => annotation(context, at),
        NoteContent::Footnote(_) => None,
    }
}
