//! Writes notes and references to them.

use std::ops::Range as Bytes;

use pulldown_cmark::{Event, Tag};

use crate::anchor::{AnnotationRef, Note, NoteContent, Origin};
use crate::base::escape::{escaped, push_escaped};
use crate::pages::weave::letters::letters;
use crate::pages::weave::writer::{Reference, Writer};
use crate::pages::weave::{TextKind, WeaveContext, note as weave_note};
use crate::parse::flow::Step;
use crate::parse::matter::AnnotationMatter;

/// The annotation of a note, from front matter or an annotation file; `None` for other origins.
pub fn annotation(context: WeaveContext<'_>, at: AnnotationRef) -> Option<&AnnotationMatter> {
    let document = context.source();
    let holder = match at.origin {
        Origin::FrontMatter => document,
        Origin::Toml => context.site.sidecar(document, "toml")?,
        Origin::Jsonld => context.site.sidecar(document, "jsonld")?,
        Origin::Inline | Origin::Name => return None,
    };
    holder.matter.annotated()?.annotations.get(at.index)
}

/// Writes notes on the whole article, which have no reference in the text.
pub(crate) fn write_whole_article_notes(writer: &mut Writer<'_>) {
    let anchored = writer.context.anchored();
    let whole: Vec<&Note> = anchored.notes.iter().filter(|note| note.range.is_none()).collect();
    if whole.is_empty() {
        return;
    }
    writer.out.push_str("<div class=\"notes whole\">\n");
    for note in whole {
        write_note(writer, note, &[]);
    }
    writer.out.push_str("</div>\n");
}

/// Writes the notes referred to since the last group.
pub(crate) fn after_block(writer: &mut Writer<'_>, steps: &[Step<'_>]) {
    if writer.due.is_empty() {
        return;
    }
    let at = writer.out.len();
    if write_group(writer, steps) {
        // long notes are a block of their own below the text
        writer.out.insert_str(at, "<div class=\"notes long\">\n");
        writer.n_blocks += 1;
    } else {
        let start = "<div class=\"notes sp0\">\n";
        writer.out.insert_str(at, start);
        writer.groups.push((at + start.len() - "0\">\n".len(), writer.n_blocks));
    }
    writer.out.push_str("</div>\n");
}

/// Writes the notes of a list item inside the item.
pub(crate) fn in_item(writer: &mut Writer<'_>, steps: &[Step<'_>]) {
    if writer.due.len() <= writer.n_held {
        return;
    }
    let held: Vec<usize> = writer.due.drain(..writer.n_held).collect();
    if !writer.out.ends_with('\n') {
        writer.out.push('\n');
    }
    let at = writer.out.len();
    let class = if write_group(writer, steps) { "notes long" } else { "notes" };
    writer.out.insert_str(at, &format!("<div class=\"{class}\">\n"));
    writer.out.push_str("</div>\n");
    writer.due = held;
}

/// Writes the notes that are due; returns whether one is too long for the margin.
fn write_group(writer: &mut Writer<'_>, steps: &[Step<'_>]) -> bool {
    let at = writer.out.len();
    write_due(writer, steps);
    writer.out[at..].split("<details").any(|note| count_words(text_of(note)) > MARGIN_WORDS)
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

/// Writes the notes that are due, and the notes that those refer to.
fn write_due(writer: &mut Writer<'_>, steps: &[Step<'_>]) {
    while !writer.due.is_empty() {
        let note = writer.due.remove(0);
        write_note(writer, &writer.context.anchored().notes[note], steps);
    }
}

/// Writes the notes or footnotes at the end of a text.
pub(crate) fn write_end_notes(writer: &mut Writer<'_>, steps: &[Step<'_>]) {
    match writer.text_kind {
        TextKind::Article => {}
        TextKind::Page if writer.due.is_empty() => {}
        TextKind::Page => {
            writer.out.push_str("<div class=\"notes end\">\n");
            write_due(writer, steps);
            writer.out.push_str("</div>\n");
        }
        TextKind::Prose => prose_footnotes(writer, steps),
        TextKind::Feed => as_list(writer, steps),
    }
}

/// All notes as a list for feeds, each with a link to its place in the article.
fn as_list(writer: &mut Writer<'_>, steps: &[Step<'_>]) {
    let (context, anchored) = (writer.context, writer.context.anchored());
    if anchored.notes.is_empty() {
        return;
    }
    let title = escaped(writer.words.get("notes"));
    writer.out.push_str(&format!("<hr>\n<h2>{title}</h2>\n<ol>\n"));
    for note in &anchored.notes {
        writer.out.push_str("<li>\n");
        let matter = match note.content {
            NoteContent::Annotation(at) => annotation(context, at),
            NoteContent::Footnote(_) => None,
        };
        if let Some(label) = matter.and_then(|matter| kind_label(writer, matter)) {
            writer.out.push_str(&format!("<p><strong>{}</strong></p>\n", escaped(label)));
        }
        match (note.content, matter) {
            (NoteContent::Footnote(index), _) => footnote_body(writer, index, steps),
            (NoteContent::Annotation(_), Some(matter)) => {
                let body = matter.note.as_ref().map(|note| weave_note(context, note));
                writer.out.push_str(&body.unwrap_or_default().0);
            }
            (NoteContent::Annotation(_), None) => {}
        }
        let (to, words) = match note.range {
            Some(_) => (format!("#note-ref-{}", note.id), "\u{21a9}\u{fe0e}"),
            None => (format!("#note-{}", note.id), "\u{a7}"),
        };
        let href = escaped(&context.kept_address(&to));
        writer.out.push_str(&format!("<p><a href=\"{href}\">{words}</a></p>\n</li>\n"));
    }
    writer.out.push_str("</ol>\n");
}

/// Label for the kind of a note; `None` without a kind.
fn kind_label<'w>(writer: &Writer<'w>, matter: &AnnotationMatter) -> Option<&'w str> {
    let words = writer.words;
    let kind = &matter.kind.as_ref()?.value;
    Some(words.find(&format!("note-{kind}")).unwrap_or(words.get("note")))
}

/// Footnotes of a note: a list without ids, since a note may appear on several pages.
fn prose_footnotes(writer: &mut Writer<'_>, steps: &[Step<'_>]) {
    let bodies: Vec<Bytes<usize>> = definitions(steps).map(|(_, body)| body).collect();
    if bodies.is_empty() {
        return;
    }
    writer.out.push_str("<ol class=\"footnotes\">\n");
    for body in bodies {
        writer.out.push_str("<li>");
        writer.blocks(steps, body);
        writer.out.push_str("</li>\n");
    }
    writer.out.push_str("</ol>\n");
}

/// Labels of the footnotes and the step ranges of their bodies, in source order.
pub(crate) fn definitions<'s>(
    steps: &'s [Step<'_>],
) -> impl Iterator<Item = (&'s str, Bytes<usize>)> {
    steps.iter().enumerate().filter_map(|(at, step)| match &step.event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some((label.as_ref(), at + 1..step.end)),
        _ => None,
    })
}

/// Writes the link from the text to a note or statement.
pub(crate) fn write_reference(writer: &mut Writer<'_>, reference: Reference) {
    let anchored = writer.context.anchored();
    if let (TextKind::Feed, Reference::Note(at, _)) = (writer.text_kind, reference) {
        let Note { id, number, .. } = &anchored.notes[at];
        let href = escaped(&writer.context.kept_address(&format!("#note-{id}")));
        return writer.out.push_str(&format!("<sup><a href=\"{href}\">{number}</a></sup>"));
    }
    match reference {
        Reference::Note(at, nth) => {
            let Note { id, number, .. } = &anchored.notes[at];
            let again = if nth > 1 { format!("-{nth}") } else { String::new() };
            let id = escaped(&format!("{id}{}", writer.suffix));
            let word = escaped(writer.words.get("note"));
            writer.out.push_str(&format!(
                "<a class=\"ref\" role=\"doc-noteref\" id=\"note-ref-{id}{again}\" \
                 href=\"#note-{id}\"><span class=\"g-vh\">{word} </span>{number}</a>"
            ));
        }
        Reference::Statement(at) => {
            let id = escaped(&anchored.statements[at].id);
            let word = escaped(writer.words.get("statement"));
            writer.out.push_str(&format!(
                "<a class=\"ref statement-ref\" id=\"g-statement-ref-{id}\" href=\"#statement-{id}\">\
                 <span class=\"g-vh\">{word} </span>{}</a>",
                letters(at, &writer.words.tag)
            ));
        }
    }
}

fn write_note(writer: &mut Writer<'_>, note: &Note, steps: &[Step<'_>]) {
    let context = writer.context;
    let matter = match note.content {
        NoteContent::Annotation(at) => annotation(context, at),
        NoteContent::Footnote(_) => None,
    };
    let kind = matter.and_then(|matter| matter.kind.as_ref()).map(|kind| kind.value.as_str());
    let words = writer.words;
    let label = kind.and_then(|kind| words.find(&format!("note-{kind}")));
    let label = label.unwrap_or(words.get("note"));
    let message = |key| escaped(&words.say(key, &[("number", note.number.into())]));
    let (id, number) = (escaped(&format!("{}{}", note.id, writer.suffix)), note.number);
    let out = &mut writer.out;
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
    match (note.content, matter) {
        (NoteContent::Footnote(index), _) => footnote_body(writer, index, steps),
        (NoteContent::Annotation(_), Some(matter)) => {
            let body = matter.note.as_ref().map(|note| weave_note(context, note));
            writer.out.push_str(&body.unwrap_or_default().0);
        }
        (NoteContent::Annotation(_), None) => {}
    }
    // a no-break space keeps these links on the line of the last word
    writer.out.truncate(writer.out.trim_end().len());
    writer.out.push_str(&format!(
        "\u{a0}<a class=\"self\" href=\"#note-{id}\" aria-label=\"{}\">\u{a7}</a>",
        message("note-link")
    ));
    // a note on the whole text links back to its beginning
    let (back, label) = match note.range {
        Some(_) => (format!("note-ref-{id}"), message("note-back")),
        None => ("g-main".to_string(), message("note-back-text")),
    };
    writer.out.push_str(&format!(
        "<a class=\"back\" role=\"doc-backlink\" href=\"#{back}\" aria-label=\"{label}\">\
         \u{21a9}\u{fe0e}</a>"
    ));
    if let Some(details) = note.number.checked_sub(1).and_then(|at| writer.details.get(at)) {
        writer.out.push_str(&details.0);
    }
    writer.out.push_str("</div></details>\n");
}

/// Adds a backlink for every reference after the first to the same note.
pub(crate) fn add_backlinks(writer: &mut Writer<'_>) {
    let mut notes: Vec<usize> = writer.referred.iter().map(|(note, _)| *note).collect();
    notes.sort_unstable();
    for again in notes.chunk_by(|one, other| one == other).filter(|again| again.len() > 1) {
        let Note { id, number, .. } = &writer.context.anchored().notes[again[0]];
        let id = escaped(&format!("{id}{}", writer.suffix));
        let first = format!("role=\"doc-backlink\" href=\"#note-ref-{id}\"");
        let Some(at) = writer.out.find(&first) else { continue };
        let Some(end) = writer.out[at..].find("</a>") else { continue };
        let links = (2..=again.len()).map(|nth| {
            let place = format!("{number} ({nth})");
            let label = escaped(&writer.words.say("note-back", &[("number", (&*place).into())]));
            format!(
                "<a class=\"back\" role=\"doc-backlink\" href=\"#note-ref-{id}-{nth}\" \
                 aria-label=\"{label}\">\u{21a9}\u{fe0e}<sup>{nth}</sup></a>"
            )
        });
        let links: String = links.collect();
        writer.out.insert_str(at + end + "</a>".len(), &links);
    }
}

fn footnote_body(writer: &mut Writer<'_>, index: usize, steps: &[Step<'_>]) {
    let label = &writer.context.source().body.footnotes[index].label;
    let body = definitions(steps).find(|(name, _)| name == label).map(|(_, body)| body);
    if let Some(body) = body {
        let was_in_note = std::mem::replace(&mut writer.is_in_note, true);
        writer.blocks(steps, body);
        writer.is_in_note = was_in_note;
    }
}
