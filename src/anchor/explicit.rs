//! Mentions and notes that the author marked, in Markdown or as annotations.

use crate::anchor::gather::{Gathering, claim};
use crate::anchor::{AnnotationRef, Held, Mention, Note, NoteContent, Origin, Tagged, diagnostics};
use crate::base::{Path, Range, Span, Spanned};
use crate::names::{EntityIx, Wiki, wiki_unknown};
use crate::parse::format::Choice;
use crate::parse::matter::{AnnotationMatter, Certainty};
use crate::parse::{Document, InlineMention};

impl<'a> Gathering<'a> {
    /// Collects mentions and wikilinks in the Markdown, including those in notes.
    pub(crate) fn inline(&mut self) {
        let path = self.path();
        let document = self.document();
        for inline in &document.body.inline {
            let Some(entity) = self.inline_entity(inline, path, inline.span) else { continue };
            let certainty = self.certainty(inline, path, inline.span);
            let marked = self.marked(entity, inline.range, path, inline.span);
            self.anchored.mentions.extend(marked.map(|mention| Mention { certainty, ..mention }));
        }
        for aside in &document.body.asides {
            self.aside(aside, path, aside.span);
        }
        let files = [Some(document), self.text.toml, self.text.jsonld];
        for file in files.into_iter().flatten() {
            for prose in crate::parse::prose_of(&file.matter) {
                for inline in prose.body.inline.iter().chain(&prose.body.asides) {
                    self.aside(inline, &file.file.path, prose.span);
                }
            }
        }
    }

    /// Checks a mention that only becomes a link.
    fn aside(&mut self, inline: &InlineMention, path: &Path, span: Span) {
        if let Some(entity) = self.inline_entity(inline, path, span) {
            self.visible(entity, path, span);
            self.certainty(inline, path, span);
        }
    }

    /// The entity that an inline mention names; `None` for a file, or if unknown or ambiguous.
    fn inline_entity(
        &mut self,
        inline: &InlineMention,
        path: &Path,
        span: Span,
    ) -> Option<EntityIx> {
        let target = Spanned::new(inline.target.clone(), span);
        if !inline.is_wiki || self.names.by_id(&inline.target).is_some() {
            return self.names.refer(&target, path, &mut self.diagnostics);
        }
        match self.names.wiki(&inline.target) {
            Wiki::Entity(entity) => return Some(entity),
            Wiki::File { .. } => {
                let files = self.names.files(&inline.target);
                if files.len() > 1 {
                    self.diagnostics.push(diagnostics::wiki_files(path, &target, files));
                }
            }
            Wiki::Ambiguous(entities) => {
                self.diagnostics
                    .push(diagnostics::wiki_ambiguous(self.names, path, &target, &entities));
            }
            Wiki::Unknown => self.diagnostics.push(wiki_unknown(self.names, path, &target)),
        }
        None
    }

    /// The certainty that a link title gives.
    fn certainty(&mut self, inline: &InlineMention, path: &Path, span: Span) -> Option<Certainty> {
        let word = inline.title.trim().strip_prefix("certainty=")?.trim();
        let certainty = Certainty::of(word);
        if certainty.is_none() {
            self.diagnostics.push(diagnostics::certainty_unknown(path, span, word));
        }
        certainty
    }

    /// Records a marked range. Returns a mention unless the range is empty or the entity is hidden.
    fn marked(
        &mut self,
        entity: EntityIx,
        range: Range,
        path: &Path,
        span: Span,
    ) -> Option<Mention> {
        if !range.is_empty() {
            self.marked.push((range, entity));
        }
        let entity = self.visible(entity, path, span).filter(|_| !range.is_empty())?;
        let (origin, certainty, annotation) = (Origin::Inline, None, None);
        Some(Mention { entity, range, origin, is_linked: true, certainty, annotation })
    }

    /// Turns an annotation into a mention, a note, both, or a tagged range.
    pub(crate) fn annotation(
        &mut self,
        annotation: &AnnotationMatter,
        document: &'a Document,
        at: AnnotationRef,
    ) {
        let path = &document.file.path;
        if at.origin == Origin::Jsonld && self.is_footnote(annotation, path) {
            return;
        }
        if let Some(id) = &annotation.id {
            claim(&mut self.note_ids, id, path, &mut self.diagnostics);
        }
        let entity = annotation.entity.as_ref();
        let entity = entity.and_then(|id| Some((self.refer(id, path, at.origin)?, id.span)));
        let selector = &annotation.selector;
        let is_whole = selector.quote.is_none() && selector.position.is_none();
        let range =
            if is_whole { None } else { self.place(Held::by_annotation(document, annotation)) };
        if range.is_none() && !is_whole {
            return;
        }
        if let (Some((_, span)), None, Origin::Jsonld) = (entity, range, at.origin) {
            self.diagnostics.push(diagnostics::entity_of_no_words(path, span));
        }
        let is_new = |(entity, _): &(EntityIx, Span)| {
            !(at.origin == Origin::Jsonld && self.is_repeated(annotation, *entity, range))
        };
        if let (Some((entity, span)), Some(range)) = (entity.filter(is_new), range) {
            let is_shown = !self.names.entity(entity).is_hidden;
            let is_by_name = annotation.is_by_name && !has_more(annotation) && is_shown;
            let mention = Mention {
                entity,
                range,
                origin: at.origin,
                is_linked: true,
                certainty: annotation.certainty,
                annotation: Some(at),
            };
            if is_by_name {
                self.by_name.push(mention);
            } else if self.marked(entity, range, path, span).is_some() {
                self.anchored.mentions.push(mention);
            }
        }
        // a Web Annotation without a known entity keeps its tags and motivation
        let is_rest = at.origin == Origin::Jsonld
            && entity.is_none()
            && (!annotation.tags.is_empty() || annotation.motivation != "identifying");
        if annotation.note.is_some() {
            let id = annotation.id.as_ref().map_or(String::new(), |id| id.value.clone());
            let content = NoteContent::Annotation(at);
            self.anchored.notes.push(Note { id, number: 0, range, content });
        } else if annotation.entity.is_none() || is_rest {
            self.anchored.tagged.push(Tagged { range, annotation: at });
        }
    }

    /// Whether a Web Annotation targets an empty range. Our export writes footnotes that way; any other is reported.
    fn is_footnote(&mut self, annotation: &AnnotationMatter, path: &Path) -> bool {
        let selector = &annotation.selector;
        let (None, Some((point, end))) = (&selector.quote, selector.position) else { return false };
        if point != end {
            return false;
        }
        let place = self.haystack.offset(point);
        let footnotes = &self.document().body.footnotes;
        let is_known = place.is_some()
            && footnotes.iter().any(|footnote| footnote.references.first().copied() == place);
        if !is_known {
            self.diagnostics.push(diagnostics::on_no_words(path, selector.position_span));
        }
        true
    }

    /// Whether a Web Annotation only repeats a mention of the article, as in our own export.
    fn is_repeated(
        &self,
        annotation: &AnnotationMatter,
        entity: EntityIx,
        range: Option<Range>,
    ) -> bool {
        let is_same = |mention: &Mention| {
            mention.origin != Origin::Jsonld
                && mention.entity == entity
                && Some(self.haystack.trimmed(mention.range)) == range
                && annotation.certainty.is_none_or(|sure| mention.certainty == Some(sure))
        };
        !has_more(annotation) && self.anchored.mentions.iter().any(is_same)
    }

    /// Adds footnotes as notes at their first reference.
    pub(crate) fn footnotes(&mut self) {
        for (index, footnote) in self.document().body.footnotes.iter().enumerate() {
            let Some(at) = footnote.references.first() else { continue };
            self.anchored.notes.push(Note {
                id: String::new(),
                number: 0,
                range: Some(Range { start: *at, end: *at }),
                content: NoteContent::Footnote(index),
            });
        }
    }
}

/// Whether an annotation says more than an entity and its certainty.
fn has_more(annotation: &AnnotationMatter) -> bool {
    annotation.note.is_some()
        || annotation.motivation != "identifying"
        || annotation.creator.is_some()
        || annotation.created.is_some()
        || annotation.modified.is_some()
        || annotation.date.is_some()
        || annotation.id.is_some()
        || !annotation.tags.is_empty()
        || !annotation.sources.is_empty()
}
