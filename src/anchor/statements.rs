//! Statements: places, speakers and attribution.

use crate::anchor::gather::{Gathering, claim};
use crate::anchor::{AnnotationRef, Held, quoted};
use crate::base::Range;
use crate::names::{Agent, EntityIx};
use crate::parse::matter::{Attribution, StatementMatter};
use crate::parse::{Body, Document};

/// A statement with its attribution chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its `id`, otherwise its position in text order, from 1. The fragment is `statement-ID`.
    pub id: String,
    /// Range of the words.
    pub range: Range,
    /// Whose position it states.
    pub speaker: Option<Agent>,
    /// Who said the words, if not the speaker.
    pub words_of: Option<Agent>,
    /// Whether the words are a direct quotation.
    pub is_direct: bool,
    /// How the text attributes it, with the default applied.
    pub attribution: Attribution,
    /// Reference to the statement as written.
    pub matter: AnnotationRef,
    /// Entities it is about.
    pub about: Vec<EntityIx>,
}

impl<'a> Gathering<'a> {
    /// Adds a statement with everything resolved; one without a place is left out.
    pub(crate) fn statement(
        &mut self,
        statement: &StatementMatter,
        document: &'a Document,
        at: AnnotationRef,
    ) {
        let path = &document.file.path;
        if let Some(id) = &statement.id {
            claim(&mut self.statement_ids, id, path, &mut self.diagnostics);
        }
        let origin = at.origin;
        let speaker = statement.speaker.as_ref().and_then(|text| self.agent(text, path, origin));
        let words_of = statement.words_of.as_ref().and_then(|text| self.agent(text, path, origin));
        let mut about = Vec::new();
        for id in &statement.about {
            let entity = self.refer(id, path, origin);
            let shown = entity.and_then(|entity| self.visible(entity, path, id.span));
            about.extend(shown.filter(|entity| !about.contains(entity)));
        }
        let is_whole = statement.selector.quote.is_none() && statement.selector.position.is_none();
        if is_whole {
            // the parser reported that it needs words
            return;
        }
        let Some(range) = self.place(Held::by_statement(document, statement)) else { return };
        let default = if statement.sources.is_empty() {
            Attribution::Unattributed
        } else {
            Attribution::Stated
        };
        self.anchored.statements.push(Statement {
            id: statement.id.as_ref().map_or(String::new(), |id| id.value.clone()),
            range,
            speaker,
            words_of,
            is_direct: statement
                .is_direct
                .unwrap_or_else(|| is_quoted(&self.document().body, range)),
            attribution: statement.attribution.unwrap_or(default),
            matter: at,
            about,
        });
    }
}

/// Whether words contain quotation marks or are between two, in any block that they touch.
pub(crate) fn is_quoted(body: &Body, range: Range) -> bool {
    body.blocks.iter().filter(|block| block.range.overlaps(range)).any(|block| {
        let start = range.start.max(block.range.start) - block.range.start;
        let end = range.end.min(block.range.end) - block.range.start;
        quoted::is_quoted(&body.stream[block.range.of()], start as usize..end as usize)
    })
}
