//! Gathers everything marked in one text, finds its place, and sorts it.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::anchor::byname::{Explicit, Match};
use crate::anchor::diagnostics::Report;
use crate::anchor::former::Comparison;
use crate::anchor::haystack::Haystack;
use crate::anchor::{
    Anchored, AnnotationRef, Digest, Held, Mention, Origin, Placed, Snapshot, Text, diagnostics,
    link, moved, quote, unplaced,
};
use crate::base::{Checked, Diagnostic, Path, Range, Span, Spanned};
use crate::names::sources::Sources;
use crate::names::{Agent, EntityIx, FastMap, Forms, Names};
use crate::parse::matter::{Annotated, Matter, Naming, Sidecar};
use crate::parse::{Document, locate_each};
use crate::source::Config;
use crate::source::config::Scope;

/// Finds the places of everything marked in one text.
///
/// A file without a text of its own yields only diagnostics about its notes.
///
/// `former` are earlier snapshots of the article. If a selector is unchanged but now finds other words than the
/// comparison of the texts does, its annotation is reported and left out.
pub fn anchor(
    text: &Text<'_>,
    former: &[Snapshot],
    names: &Names,
    config: &Config,
) -> Checked<Anchored> {
    let document = text.document;
    let (naming, annotated) = match &document.matter {
        Matter::Article(article) => (Some(&article.naming), Some(&article.annotated)),
        Matter::Page(page) => (Some(&page.naming), None),
        Matter::Entity(entity) => (Some(&entity.naming), None),
        Matter::Entities(_) => (None, None),
        Matter::Sources(_) | Matter::Sidecar(_) | Matter::SidecarJsonld(_) => {
            return Checked::default();
        }
    };
    let mut gathering = Gathering::new(text, former, names, config);
    gathering.inline();
    if let Some(naming) = naming {
        gathering.named(naming);
        if let Some(annotated) = annotated {
            gathering.annotated(annotated);
        }
        gathering.footnotes();
        gathering.by_name(naming);
        gathering.order(naming);
        gathering.locate();
    }
    Checked::new(gathering.anchored, gathering.diagnostics)
}

/// Names of the whole site found in one text, as if it listed every entity of `lexicon`.
pub(crate) fn names_in(
    text: &Text<'_>,
    names: &Names,
    lexicon: &Forms,
    config: &Config,
) -> NamesIn {
    let Matter::Article(article) = &text.document.matter else { return NamesIn::default() };
    let mut gathering = Gathering::new(text, &[], names, config);
    gathering.inline();
    gathering.named(&article.naming);
    gathering.annotated(&article.annotated);
    let by_name = std::mem::take(&mut gathering.by_name);
    gathering.mark(by_name);
    let tag = text.document.language(config);
    let own = gathering.forms(&article.naming, Scope::Article, tag);
    let barred = gathering.barred(text.document);
    let matches = gathering.matches(&own, Some(lexicon), &barred);
    NamesIn { matches, listed: gathering.listed, marked: gathering.marked, barred }
}

/// Names found in one text, and what may prevent a match.
#[derive(Default)]
pub(crate) struct NamesIn {
    /// Names found, including the text's own.
    pub(crate) matches: Vec<Match>,
    /// Entities that the text lists.
    pub(crate) listed: Vec<EntityIx>,
    /// Ranges that the author marked, with their entities.
    pub(crate) marked: Vec<Explicit>,
    /// Code and links, sorted.
    pub(crate) barred: Vec<Range>,
}

/// State while gathering the marks of one text.
pub(crate) struct Gathering<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) names: &'a Names,
    pub(crate) config: &'a Config,
    pub(crate) haystack: Haystack<'a>,
    former: Comparison<'a>,
    pub(crate) anchored: Anchored,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Diagnostics whose labels still need spans: index in `diagnostics`, and ranges in the stream.
    unlocated: Vec<(usize, Vec<Range>)>,
    /// Entities in `entities` and `about`, including hidden ones.
    pub(crate) listed: Vec<EntityIx>,
    /// Ranges that the author marked, including those of hidden entities.
    pub(crate) marked: Vec<Explicit>,
    /// Mentions from Web Annotations that were found by name when exported.
    pub(crate) by_name: Vec<Mention>,
    /// Hidden entities that were already reported.
    pub(crate) hidden: HashSet<EntityIx>,
    /// Ambiguous forms that were already reported, folded.
    pub(crate) unclear: HashSet<String>,
    pub(crate) note_ids: Ids<'a>,
    pub(crate) statement_ids: Ids<'a>,
}

/// Ids used in one text, with their positions.
pub(crate) type Ids<'a> = FastMap<String, (&'a Path, Span)>;

/// Adds an id; reports a duplicate.
pub(crate) fn claim<'a>(
    ids: &mut Ids<'a>,
    id: &Spanned<String>,
    path: &'a Path,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match ids.get(&id.value) {
        Some(first) => diagnostics.push(diagnostics::fragment_duplicate(path, id, *first)),
        None => drop(ids.insert(id.value.clone(), (path, id.span))),
    }
}

impl<'a> Gathering<'a> {
    fn new(
        text: &'a Text<'a>,
        former: &'a [Snapshot],
        names: &'a Names,
        config: &'a Config,
    ) -> Self {
        Self {
            text,
            names,
            config,
            haystack: Haystack::new(&text.document.body.stream),
            former: Comparison::new(text, former),
            anchored: Anchored::default(),
            diagnostics: Vec::new(),
            unlocated: Vec::new(),
            listed: Vec::new(),
            marked: Vec::new(),
            by_name: Vec::new(),
            hidden: HashSet::new(),
            unclear: HashSet::new(),
            note_ids: Ids::default(),
            statement_ids: Ids::default(),
        }
    }

    pub(crate) fn document(&self) -> &'a Document {
        self.text.document
    }

    pub(crate) fn path(&self) -> &'a Path {
        &self.text.document.file.path
    }

    pub(crate) fn sidecar(&self) -> Option<(&'a Path, &'a Sidecar)> {
        let document = self.text.toml?;
        match &document.matter {
            Matter::Sidecar(sidecar) => Some((&document.file.path, sidecar)),
            _ => None,
        }
    }

    /// The entity, unless it is hidden, which is reported.
    pub(crate) fn visible(
        &mut self,
        entity: EntityIx,
        path: &Path,
        span: Span,
    ) -> Option<EntityIx> {
        if self.names.entity(entity).is_hidden {
            let id = &self.names.entity(entity).id;
            self.diagnostics.push(diagnostics::entity_hidden(path, span, id));
            return None;
        }
        Some(entity)
    }

    /// Resolves a reference by id or, in a Web Annotation, by IRI. Reports problems.
    pub(crate) fn refer(
        &mut self,
        id: &Spanned<String>,
        path: &Path,
        origin: Origin,
    ) -> Option<EntityIx> {
        if origin != Origin::Jsonld {
            return self.names.refer(id, path, &mut self.diagnostics);
        }
        let entity = self.names.by_iri(&id.value);
        if entity.is_none() {
            self.diagnostics.push(diagnostics::iri_unknown(path, id));
        }
        entity
    }

    /// Resolves an id, a name or, in a Web Annotation, an address. A hidden entity becomes a plain name and is
    /// reported.
    pub(crate) fn agent(
        &mut self,
        text: &Spanned<String>,
        path: &Path,
        origin: Origin,
    ) -> Option<Agent> {
        let is_address = text.value.contains("://") || text.value.starts_with(['/', '.']);
        if origin == Origin::Jsonld && is_address {
            let entity = self.refer(text, path, origin)?;
            let id = self.names.entity(entity).id.to_string();
            return self.agent(&Spanned::new(id, text.span), path, Origin::FrontMatter);
        }
        if let Some(entity) = self.names.whom(&text.value) {
            self.visible(entity, path, text.span);
        }
        self.names.agent(text, path, &mut self.diagnostics)
    }

    /// Anchors annotations and statements of the front matter and the sidecars.
    fn annotated(&mut self, own: &'a Annotated) {
        let sidecars = [(self.text.toml, Origin::Toml), (self.text.jsonld, Origin::Jsonld)];
        let sidecars = sidecars.into_iter().filter_map(|(document, origin)| {
            let document = document?;
            Some((document, document.matter.annotated()?, origin))
        });
        let parts: Vec<(&'a Document, &'a Annotated, Origin)> =
            std::iter::once((self.document(), own, Origin::FrontMatter)).chain(sidecars).collect();
        let described = parts.iter().flat_map(|(document, annotated, _)| {
            annotated.sources.iter().map(|source| (&document.file.path, source))
        });
        let sources = Sources::new(described, self.names);
        self.diagnostics.extend(sources.check());
        for (document, annotated, origin) in parts {
            let path = &document.file.path;
            for (index, annotation) in annotated.annotations.iter().enumerate() {
                self.diagnostics.extend(sources.unknown(&annotation.sources, path));
                self.annotation(annotation, document, AnnotationRef { origin, index });
            }
            for (index, statement) in annotated.statements.iter().enumerate() {
                self.diagnostics.extend(sources.unknown(&statement.sources, path));
                self.statement(statement, document, AnnotationRef { origin, index });
            }
        }
    }

    /// The place of a selector; reports why there is none.
    pub(crate) fn place(&mut self, held: Held<'_>) -> Option<Range> {
        let (found, report) = match quote::find(&self.haystack, held.selector) {
            Ok(range) => (Some(range), moved::moved(&self.former, &self.haystack, held, range)),
            Err(why) => {
                let article = self.path();
                let unplaced = unplaced::Unplaced { article, haystack: &self.haystack, held };
                let report = unplaced.report(&why);
                let stood = self.former.stood(&self.haystack, held);
                (None, Some(stood.iter().fold(report, moved::lost)))
            }
        };
        let place = found.filter(|_| report.is_none());
        let digest = Digest::of(held.selector);
        self.anchored.selectors.push(Placed { digest, owner: held.owner, place });
        if let Some(Report { diagnostic, places }) = report {
            self.unlocated.push((self.diagnostics.len(), places));
            self.diagnostics.push(diagnostic);
        }
        place
    }

    /// Finds the spans of all labels at once, so that the Markdown is parsed again only once.
    fn locate(&mut self) {
        let places: Vec<Range> =
            self.unlocated.iter().flat_map(|(_, places)| places.iter().copied()).collect();
        if places.is_empty() {
            return;
        }
        let mut spans = locate_each(self.document(), &places, self.config).into_iter();
        for (at, _) in &self.unlocated {
            for (label, span) in self.diagnostics[*at].labels.iter_mut().zip(&mut spans) {
                label.place.span = Some(span);
            }
        }
    }

    /// Sorts everything, and assigns numbers and ids.
    fn order(&mut self, naming: &Naming) {
        let Anchored { mentions, notes, statements, tagged, .. } = &mut self.anchored;
        mentions.sort_by_key(|mention| {
            (mention.range.start, Reverse(mention.range.end), mention.origin)
        });
        let place = |range: Option<Range>| range.map(|range| (range.start, Reverse(range.end)));
        notes.sort_by_key(|note| place(note.range));
        for (at, note) in notes.iter_mut().enumerate() {
            note.number = at + 1;
            if note.id.is_empty() {
                note.id = note.number.to_string();
            }
        }
        tagged.sort_by_key(|tagged| place(tagged.range));
        statements.sort_by_key(|statement| place(Some(statement.range)));
        for (at, statement) in statements.iter_mut().enumerate() {
            if statement.id.is_empty() {
                statement.id = (at + 1).to_string();
            }
        }
        let mode = naming.link.unwrap_or(self.config.linking.link);
        link::settle(mentions, mode, &self.text.document.body.headings);
    }
}
