//! Notes and references to them.

use std::ops::Range as Bytes;

use pulldown_cmark::{Event, Tag};

use crate::anchor::{AnnotationRef, Note, NoteContent, Origin};
use crate::base::escape::{escaped, push_escaped};
use crate::pages::weave::letters::letters;
use crate::pages::weave::thread::{Reference, Thread};
use crate::pages::weave::{Loom, Weft, note as noted};
use crate::parse::flow::Step;
use crate::parse::matter::AnnotationMatter;

/// The annotation that a note comes from, wherever it was written.
pub fn annotation(loom: Loom<'_>, at: AnnotationRef) -> Option<&AnnotationMatter> {
    let document = loom.source();
    let holder = match at.origin {
        Origin::FrontMatter => document,
        Origin::Toml => loom.site.beside(document, "toml")?,
        Origin::Jsonld => loom.site.beside(document, "jsonld")?,
        Origin::Inline | Origin::Name => return None,
    };
    holder.matter.annotated()?.annotations.get(at.index)
}

/// Writes the notes on the whole article, which nothing in the text refers to.
pub(crate) fn on_the_whole(thread: &mut Thread<'_>) {
    let anchored = thread.loom.anchored();
    let whole: Vec<&Note> = anchored.notes.iter().filter(|note| note.range.is_none()).collect();
    if whole.is_empty() {
        return;
    }
    thread.out.push_str("<div class=\"notes whole\">\n");
    for note in whole {
        write_note(thread, note, &[]);
    }
    thread.out.push_str("</div>\n");
}

/// Writes the notes referred to since the last group.
pub(crate) fn after_block(thread: &mut Thread<'_>, steps: &[Step<'_>]) {
    if thread.due.is_empty() {
        return;
    }
    let at = thread.out.len();
    if write_group(thread, steps) {
        // stands under its block, and is a block of its own
        thread.out.insert_str(at, "<div class=\"notes long\">\n");
        thread.n_blocks += 1;
    } else {
        let start = "<div class=\"notes sp0\">\n";
        thread.out.insert_str(at, start);
        thread.groups.push((at + start.len() - "0\">\n".len(), thread.n_blocks));
    }
    thread.out.push_str("</div>\n");
}

/// Writes the notes that an item of a list refers to, within it.
pub(crate) fn in_item(thread: &mut Thread<'_>, steps: &[Step<'_>]) {
    if thread.due.len() <= thread.n_held {
        return;
    }
    let held: Vec<usize> = thread.due.drain(..thread.n_held).collect();
    if !thread.out.ends_with('\n') {
        thread.out.push('\n');
    }
    let at = thread.out.len();
    let class = if write_group(thread, steps) { "notes long" } else { "notes" };
    thread.out.insert_str(at, &format!("<div class=\"{class}\">\n"));
    thread.out.push_str("</div>\n");
    thread.due = held;
}

/// Writes the notes that are due; whether one of them is too long for the margin.
fn write_group(thread: &mut Thread<'_>, steps: &[Step<'_>]) -> bool {
    let at = thread.out.len();
    write_due(thread, steps);
    thread.out[at..].split("<details").any(|note| words(said(note)) > MARGIN)
}

/// Most words of a note that stands in the margin; a longer one would tear the text apart.
const MARGIN: usize = 60;

/// What a note says, without its heading and the links of the theme around it.
fn said(note: &str) -> &str {
    let text = note.split_once("role=\"note\"").map_or("", |(_, rest)| rest);
    let text = text.split_once('>').map_or("", |(_, rest)| rest);
    let number = text.split_once("</span>").map_or(text, |(_, rest)| rest);
    let text = match number.strip_prefix("<span class=\"note-kind\">") {
        Some(kind) => kind.split_once("</span>").map_or("", |(_, rest)| rest),
        None => number,
    };
    text.rsplit_once("<a class=\"self\"").map_or(text, |(before, _)| before)
}

/// Words of a note's HTML; two letters of a script without spaces are one.
fn words(html: &str) -> usize {
    let texts = html.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
    let is_ideograph = |c: &char| ('\u{2e80}'..='\u{d7ff}').contains(c);
    let of = |text: &str| {
        let ideographs = text.chars().filter(is_ideograph).count();
        text.split_whitespace().filter(|word| !word.contains(|c| is_ideograph(&c))).count()
            + ideographs / 2
    };
    texts.map(of).sum()
}

/// Writes the notes that are due, and those that they refer to.
fn write_due(thread: &mut Thread<'_>, steps: &[Step<'_>]) {
    while !thread.due.is_empty() {
        let note = thread.due.remove(0);
        write_note(thread, &thread.loom.anchored().notes[note], steps);
    }
}

/// Writes what is left when the text ends: the footnotes of a page or of a note.
pub(crate) fn at_the_end(thread: &mut Thread<'_>, steps: &[Step<'_>]) {
    match thread.weft {
        Weft::Article => {}
        Weft::Page if thread.due.is_empty() => {}
        Weft::Page => {
            thread.out.push_str("<div class=\"notes end\">\n");
            write_due(thread, steps);
            thread.out.push_str("</div>\n");
        }
        Weft::Prose => prose_footnotes(thread, steps),
        Weft::Feed => as_list(thread, steps),
    }
}

/// All notes as a list, each with a link to its place in the article.
fn as_list(thread: &mut Thread<'_>, steps: &[Step<'_>]) {
    let (loom, anchored) = (thread.loom, thread.loom.anchored());
    if anchored.notes.is_empty() {
        return;
    }
    let title = escaped(thread.words.get("notes"));
    thread.out.push_str(&format!("<hr>\n<h2>{title}</h2>\n<ol>\n"));
    for note in &anchored.notes {
        thread.out.push_str("<li>\n");
        let matter = match note.content {
            NoteContent::Annotation(at) => annotation(loom, at),
            NoteContent::Footnote(_) => None,
        };
        if let Some(label) = matter.and_then(|matter| kind_label(thread, matter)) {
            thread.out.push_str(&format!("<p><strong>{}</strong></p>\n", escaped(label)));
        }
        match (note.content, matter) {
            (NoteContent::Footnote(index), _) => footnote_body(thread, index, steps),
            (NoteContent::Annotation(_), Some(matter)) => {
                let body = matter.note.as_ref().map(|note| noted(loom, note));
                thread.out.push_str(&body.unwrap_or_default().0);
            }
            (NoteContent::Annotation(_), None) => {}
        }
        let (to, words) = match note.range {
            Some(_) => (format!("#note-ref-{}", note.id), "\u{21a9}\u{fe0e}"),
            None => (format!("#note-{}", note.id), "\u{a7}"),
        };
        let href = escaped(&loom.kept_address(&to));
        thread.out.push_str(&format!("<p><a href=\"{href}\">{words}</a></p>\n</li>\n"));
    }
    thread.out.push_str("</ol>\n");
}

/// What a note of this kind is called, where it has a kind.
fn kind_label<'w>(thread: &Thread<'w>, matter: &AnnotationMatter) -> Option<&'w str> {
    let words = thread.words;
    let kind = &matter.kind.as_ref()?.value;
    Some(words.find(&format!("note-{kind}")).unwrap_or(words.get("note")))
}

/// Footnotes of a note: a list without ids, for a note may stand on several pages.
fn prose_footnotes(thread: &mut Thread<'_>, steps: &[Step<'_>]) {
    let bodies: Vec<Bytes<usize>> = definitions(steps).map(|(_, body)| body).collect();
    if bodies.is_empty() {
        return;
    }
    thread.out.push_str("<ol class=\"footnotes\">\n");
    for body in bodies {
        thread.out.push_str("<li>");
        thread.blocks(steps, body);
        thread.out.push_str("</li>\n");
    }
    thread.out.push_str("</ol>\n");
}

/// The footnotes' labels and the steps of their bodies, in the order they are written.
pub(crate) fn definitions<'s>(
    steps: &'s [Step<'_>],
) -> impl Iterator<Item = (&'s str, Bytes<usize>)> {
    steps.iter().enumerate().filter_map(|(at, step)| match &step.event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some((label.as_ref(), at + 1..step.end)),
        _ => None,
    })
}

/// Writes the link from the text to a note or a statement.
pub(crate) fn write_reference(thread: &mut Thread<'_>, reference: Reference) {
    let anchored = thread.loom.anchored();
    if let (Weft::Feed, Reference::Note(at, _)) = (thread.weft, reference) {
        let Note { id, number, .. } = &anchored.notes[at];
        let href = escaped(&thread.loom.kept_address(&format!("#note-{id}")));
        return thread.out.push_str(&format!("<sup><a href=\"{href}\">{number}</a></sup>"));
    }
    match reference {
        Reference::Note(at, nth) => {
            let Note { id, number, .. } = &anchored.notes[at];
            let again = if nth > 1 { format!("-{nth}") } else { String::new() };
            let id = escaped(&format!("{id}{}", thread.suffix));
            let word = escaped(thread.words.get("note"));
            thread.out.push_str(&format!(
                "<a class=\"ref\" role=\"doc-noteref\" id=\"note-ref-{id}{again}\" \
                 href=\"#note-{id}\"><span class=\"g-vh\">{word} </span>{number}</a>"
            ));
        }
        Reference::Statement(at) => {
            let id = escaped(&anchored.statements[at].id);
            let word = escaped(thread.words.get("statement"));
            thread.out.push_str(&format!(
                "<a class=\"ref statement-ref\" id=\"g-statement-ref-{id}\" href=\"#statement-{id}\">\
                 <span class=\"g-vh\">{word} </span>{}</a>",
                letters(at, &thread.words.tag)
            ));
        }
    }
}

fn write_note(thread: &mut Thread<'_>, note: &Note, steps: &[Step<'_>]) {
    let loom = thread.loom;
    let matter = match note.content {
        NoteContent::Annotation(at) => annotation(loom, at),
        NoteContent::Footnote(_) => None,
    };
    let kind = matter.and_then(|matter| matter.kind.as_ref()).map(|kind| kind.value.as_str());
    let words = thread.words;
    let label = kind.and_then(|kind| words.find(&format!("note-{kind}")));
    let label = label.unwrap_or(words.get("note"));
    let said = |key| escaped(&words.say(key, &[("number", note.number.into())]));
    let (id, number) = (escaped(&format!("{}{}", note.id, thread.suffix)), note.number);
    let out = &mut thread.out;
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
        said("note-number")
    ));
    if kind.is_some() {
        out.push_str("<span class=\"note-kind\">");
        push_escaped(out, label);
        out.push_str("</span>");
    }
    match (note.content, matter) {
        (NoteContent::Footnote(index), _) => footnote_body(thread, index, steps),
        (NoteContent::Annotation(_), Some(matter)) => {
            let body = matter.note.as_ref().map(|note| noted(loom, note));
            thread.out.push_str(&body.unwrap_or_default().0);
        }
        (NoteContent::Annotation(_), None) => {}
    }
    // no line begins with these links: they stand by the last word
    thread.out.truncate(thread.out.trim_end().len());
    thread.out.push_str(&format!(
        "\u{a0}<a class=\"self\" href=\"#note-{id}\" aria-label=\"{}\">\u{a7}</a>",
        said("note-link")
    ));
    // what is on the whole text leads back to its beginning
    let (back, label) = match note.range {
        Some(_) => (format!("note-ref-{id}"), said("note-back")),
        None => ("g-main".to_string(), said("note-back-text")),
    };
    thread.out.push_str(&format!(
        "<a class=\"back\" role=\"doc-backlink\" href=\"#{back}\" aria-label=\"{label}\">\
         \u{21a9}\u{fe0e}</a>"
    ));
    if let Some(under) = note.number.checked_sub(1).and_then(|at| thread.under.get(at)) {
        thread.out.push_str(&under.0);
    }
    thread.out.push_str("</div></details>\n");
}

/// Gives notes that the text refers to more than once a way back to each of the later references.
pub(crate) fn ways_back(thread: &mut Thread<'_>) {
    let mut notes: Vec<usize> = thread.referred.iter().map(|(note, _)| *note).collect();
    notes.sort_unstable();
    for again in notes.chunk_by(|one, other| one == other).filter(|again| again.len() > 1) {
        let Note { id, number, .. } = &thread.loom.anchored().notes[again[0]];
        let id = escaped(&format!("{id}{}", thread.suffix));
        let first = format!("role=\"doc-backlink\" href=\"#note-ref-{id}\"");
        let Some(at) = thread.out.find(&first) else { continue };
        let Some(end) = thread.out[at..].find("</a>") else { continue };
        let links = (2..=again.len()).map(|nth| {
            let place = format!("{number} ({nth})");
            let label = escaped(&thread.words.say("note-back", &[("number", (&*place).into())]));
            format!(
                "<a class=\"back\" role=\"doc-backlink\" href=\"#note-ref-{id}-{nth}\" \
                 aria-label=\"{label}\">\u{21a9}\u{fe0e}<sup>{nth}</sup></a>"
            )
        });
        let links: String = links.collect();
        thread.out.insert_str(at + end + "</a>".len(), &links);
    }
}

fn footnote_body(thread: &mut Thread<'_>, index: usize, steps: &[Step<'_>]) {
    let label = &thread.loom.source().body.footnotes[index].label;
    let body = definitions(steps).find(|(name, _)| name == label).map(|(_, body)| body);
    if let Some(body) = body {
        let was_in_note = std::mem::replace(&mut thread.is_in_note, true);
        thread.blocks(steps, body);
        thread.is_in_note = was_in_note;
    }
}
