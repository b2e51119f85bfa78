//! Gathers everything that is marked in one text, and gives it its place.

use crate::anchor::quote::{Found, Ground};
use crate::anchor::{
    Anchored, AnnotationRef, Mention, Note, NoteContent, Origin, Statement, Text, sources, troubles,
};
use crate::base::{Checked, Diagnostic, Path, Range, Spanned};
use crate::names::{Agent, EntityIx, Names, Wiki, entity_unknown};
use crate::parse::front::certainty_of;
use crate::parse::matter::{
    Annotated, AnnotationMatter, Attribution, Matter, Naming, Selector, StatementMatter,
};
use crate::parse::{Document, InlineMention};
use crate::source::Config;

/// Finds the place of everything that is marked in one text.
pub fn anchor(text: &Text<'_>, names: &Names, config: &Config) -> Checked<Anchored> {
    let document = text.document;
    let (naming, annotated) = match &document.matter {
        Matter::Article(article) => (&article.naming, Some(&article.annotated)),
        Matter::Page(page) => (&page.naming, None),
        Matter::Entity(entity) => (&entity.naming, None),
        Matter::Entities(_)
        | Matter::Sources(_)
        | Matter::Sidecar(_)
        | Matter::SidecarJsonld(_) => {
            return Checked::default();
        }
    };
    let mut gathering = Gathering {
        text,
        names,
        config,
        ground: Ground::new(&document.body.stream),
        anchored: Anchored::default(),
        told: Vec::new(),
    };
    gathering.named(naming);
    gathering.inline();
    if let Some(annotated) = annotated {
        gathering.annotated(annotated);
    }
    gathering.footnotes();
    gathering.by_name(naming);
    gathering.order(naming);
    Checked::new(gathering.anchored, gathering.told)
}

/// One text while its marks are gathered.
pub(crate) struct Gathering<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) names: &'a Names,
    pub(crate) config: &'a Config,
    pub(crate) ground: Ground<'a>,
    pub(crate) anchored: Anchored,
    pub(crate) told: Vec<Diagnostic>,
}

impl<'a> Gathering<'a> {
    pub(crate) fn document(&self) -> &'a Document {
        self.text.document
    }

    pub(crate) fn path(&self) -> &'a Path {
        &self.text.document.file.path
    }

    /// Whom and what the text says it names.
    fn named(&mut self, naming: &Naming) {
        let path = self.path();
        let sidecar = self.sidecar().map(|(path, sidecar)| (path, &sidecar.naming.entities));
        let own = naming.about.iter().chain(&naming.entities).map(|id| (path, id));
        let beside =
            sidecar.into_iter().flat_map(|(path, ids)| ids.iter().map(move |id| (path, id)));
        let mut entities = Vec::new();
        for (path, id) in own.chain(beside) {
            let found = self.names.refer(id, path, &mut self.told);
            entities.extend(found.filter(|entity| !entities.contains(entity)));
        }
        self.anchored.entities = entities;
        let about = naming.about.iter().filter_map(|id| self.names.by_id(&id.value));
        self.anchored.about = about.collect();
        if let Matter::Article(article) = &self.document().matter {
            for author in &article.authors {
                let agent = self.names.agent(author, path, &mut self.told);
                self.anchored.authors.extend(agent);
            }
            let publisher = article.origin.as_ref().and_then(|origin| origin.publisher.as_ref());
            if let Some(publisher) = publisher {
                self.names.agent(publisher, path, &mut self.told);
            }
        }
    }

    pub(crate) fn sidecar(&self) -> Option<(&'a Path, &'a crate::parse::matter::Sidecar)> {
        let document = self.text.toml?;
        match &document.matter {
            Matter::Sidecar(sidecar) => Some((&document.file.path, sidecar)),
            _ => None,
        }
    }

    /// Mentions and wikilinks in the Markdown, those in notes included.
    fn inline(&mut self) {
        let path = self.path();
        let document = self.document();
        for inline in &document.body.inline {
            if let Some(entity) = self.inline_entity(inline, path, inline.span) {
                let certainty = inline.title.strip_prefix("certainty=").and_then(certainty_of);
                if !inline.range.is_empty() {
                    self.anchored.mentions.push(Mention {
                        entity,
                        range: inline.range,
                        origin: Origin::Inline,
                        is_linked: true,
                        certainty,
                        annotation: None,
                    });
                }
            }
        }
        for aside in &document.body.asides {
            self.inline_entity(aside, path, aside.span);
        }
        let prose = crate::parse::prose_of(&document.matter).into_iter().map(|prose| (path, prose));
        let beside = [self.text.toml, self.text.jsonld].into_iter().flatten();
        let beside = beside.flat_map(|sidecar| {
            let path = &sidecar.file.path;
            crate::parse::prose_of(&sidecar.matter).into_iter().map(move |prose| (path, prose))
        });
        for (path, prose) in prose.chain(beside) {
            for inline in prose.body.inline.iter().chain(&prose.body.asides) {
                self.inline_entity(inline, path, prose.span);
            }
        }
    }

    /// The entity that an inline mention names; a hidden one, a page or nothing is none.
    fn inline_entity(
        &mut self,
        inline: &InlineMention,
        path: &Path,
        span: crate::base::Span,
    ) -> Option<EntityIx> {
        let target = Spanned::new(inline.target.clone(), span);
        let entity = if inline.is_wiki {
            match self.names.wiki(&inline.target) {
                Wiki::Entity(entity) => {
                    if self.names.is_former(&inline.target) {
                        self.names.refer(&target, path, &mut self.told);
                    }
                    entity
                }
                Wiki::File { .. } => return None,
                Wiki::Ambiguous(entities) => {
                    self.told.push(troubles::wiki_ambiguous(self.names, path, &target, &entities));
                    return None;
                }
                Wiki::Unknown => {
                    self.told.push(entity_unknown(self.names, path, &target));
                    return None;
                }
            }
        } else {
            self.names.refer(&target, path, &mut self.told)?
        };
        self.visible(entity, path, span)
    }

    /// The entity, unless it is hidden: then its mention is plain text, and told.
    pub(crate) fn visible(
        &mut self,
        entity: EntityIx,
        path: &Path,
        span: crate::base::Span,
    ) -> Option<EntityIx> {
        if self.names.entity(entity).is_hidden {
            self.told.push(troubles::entity_hidden(path, span, &self.names.entity(entity).id));
            return None;
        }
        Some(entity)
    }

    /// Annotations and statements, from the front matter and beside it.
    fn annotated(&mut self, own: &'a Annotated) {
        let beside = self.sidecar();
        let known =
            sources::Known::new(own, beside.map(|(_, sidecar)| &sidecar.annotated), self.names);
        self.told.extend(known.check(self.path(), beside.map(|(path, _)| path)));
        let parts = [(self.path(), own, Origin::FrontMatter)].into_iter();
        let parts =
            parts.chain(beside.map(|(path, sidecar)| (path, &sidecar.annotated, Origin::Toml)));
        for (path, annotated, origin) in parts {
            for (index, annotation) in annotated.annotations.iter().enumerate() {
                self.told.extend(known.unknown(&annotation.sources, path));
                self.annotation(annotation, path, AnnotationRef { origin, index });
            }
            for (index, statement) in annotated.statements.iter().enumerate() {
                self.told.extend(known.unknown(&statement.sources, path));
                self.statement(statement, path, AnnotationRef { origin, index });
            }
        }
        if let Some(document) = self.text.jsonld
            && let Matter::SidecarJsonld(annotations) = &document.matter
        {
            for (index, annotation) in annotations.iter().enumerate() {
                let at = AnnotationRef { origin: Origin::Jsonld, index };
                self.annotation(annotation, &document.file.path, at);
            }
        }
    }

    fn annotation(&mut self, annotation: &AnnotationMatter, path: &Path, at: AnnotationRef) {
        let selector = &annotation.selector;
        let is_whole = selector.quote.is_none() && selector.position.is_none();
        let range = if is_whole { None } else { self.place(selector, path) };
        if range.is_none() && !is_whole {
            return;
        }
        if let (Some(id), Some(range)) = (&annotation.entity, range) {
            let entity = match at.origin {
                Origin::Jsonld => self.names.by_iri(&id.value).or_else(|| {
                    self.told.push(troubles::iri_unknown(path, id));
                    None
                }),
                _ => self.names.refer(id, path, &mut self.told),
            };
            if let Some(entity) = entity.and_then(|entity| self.visible(entity, path, id.span)) {
                self.anchored.mentions.push(Mention {
                    entity,
                    range,
                    origin: at.origin,
                    is_linked: true,
                    certainty: annotation.certainty,
                    annotation: Some(at),
                });
            }
        }
        if annotation.note.is_some() {
            let id = annotation.id.as_ref().map_or(String::new(), |id| id.value.clone());
            if let Some(id) = annotation.id.as_ref()
                && self.anchored.notes.iter().any(|note| note.id == id.value)
            {
                self.told.push(troubles::fragment_duplicate(path, id));
            }
            let content = NoteContent::Annotation(at);
            self.anchored.notes.push(Note { id, number: 0, range, content });
        }
    }

    fn statement(&mut self, statement: &StatementMatter, path: &Path, at: AnnotationRef) {
        let speaker = statement.speaker.as_ref();
        let speaker = speaker.and_then(|text| self.names.agent(text, path, &mut self.told));
        let words_of = statement.words_of.as_ref();
        let words_of = words_of.and_then(|text| self.names.agent(text, path, &mut self.told));
        let mut about = Vec::new();
        for id in &statement.about {
            about.extend(self.names.refer(id, path, &mut self.told));
        }
        let Some(range) = self.place(&statement.selector, path) else { return };
        if let Some(id) = &statement.id
            && self.anchored.statements.iter().any(|other| other.id == id.value)
        {
            self.told.push(troubles::fragment_duplicate(path, id));
        }
        let default = match statement.sources.is_empty() {
            true => Attribution::Unattributed,
            false => Attribution::Stated,
        };
        self.anchored.statements.push(Statement {
            id: statement.id.as_ref().map_or(String::new(), |id| id.value.clone()),
            range,
            speaker,
            words_of,
            is_direct: statement.is_direct.unwrap_or_else(|| self.is_quoted(range)),
            attribution: statement.attribution.unwrap_or(default),
            matter: at,
            about,
        });
    }

    /// Whether words hold quotation marks, or stand in them.
    fn is_quoted(&self, range: Range) -> bool {
        let marks = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];
        let stream = self.ground.stream;
        let before = stream[..range.start as usize].chars().next_back();
        let after = stream[range.end as usize..].chars().next();
        stream[range.of()].contains(marks)
            || (before.is_some_and(|c| marks.contains(&c))
                && after.is_some_and(|c| marks.contains(&c)))
    }

    /// The place of a selector; what is wrong with it is told.
    fn place(&mut self, selector: &Selector, path: &Path) -> Option<Range> {
        let Some(quote) = &selector.quote else {
            let range = selector.position.and_then(|position| self.ground.position(position));
            if range.is_none() {
                self.told.push(troubles::position_outside(path));
            }
            return range;
        };
        let found = self.ground.find(selector);
        if let Found::Place(range) = found {
            return Some(range);
        }
        let told = troubles::Place { text: self.document(), config: self.config, path, quote };
        self.told.push(told.trouble(&found, selector));
        None
    }

    fn footnotes(&mut self) {
        for (index, footnote) in self.document().body.footnotes.iter().enumerate() {
            let at = footnote.references[0];
            self.anchored.notes.push(Note {
                id: String::new(),
                number: 0,
                range: Some(Range { start: at, end: at }),
                content: NoteContent::Footnote(index),
            });
        }
    }
}

impl Agent {
    /// The entity, if it is one.
    pub fn entity(&self) -> Option<EntityIx> {
        match self {
            Self::Entity(entity) => Some(*entity),
            Self::Named(_) => None,
        }
    }
}
