//! Adds mentions, notes, statements and sources.

use crate::anchor::{AnnotationRef, Origin};
use crate::base::Range;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::Draft;
use crate::change::annotate::fields::List;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{
    Field, MarkMention, MarkNote, MarkStatement, NewSource, Refusal, place, refusal,
};
use crate::data::edit::Literal;

type Row = Vec<(String, Literal)>;

impl ArticleContext<'_> {
    /// Marks words as a mention of an entity.
    pub(crate) fn mention(&self, new: &MarkMention) -> Result<Intent, Refusal> {
        let entity = self.entity(&new.entity)?;
        let range = place::range(&self.haystack, &new.range)?;
        let is_there = self.anchored.mentions.iter().any(|known| {
            known.range == range && known.entity == entity && known.origin != Origin::Name
        });
        if is_there {
            let message = format!("these words are already marked as `{}`", self.id(entity));
            return Err(refusal::already(&message));
        }
        let mut row = place::selector(&self.haystack, range)?;
        let id = self.id(entity);
        let fields =
            [("entity", Some(Field::Text(id.clone()))), ("certainty", text(&new.certainty))];
        self.fill(List::Annotations, &mut row, &fields)?;
        let mut draft = self.target()?;
        let index = draft.add_row(List::Annotations, &row)?;
        self.finish(&draft, Goal::Mention { at: self.at_place(&draft, index), range, entity: id })
    }

    /// Adds a note on words or on the whole article.
    pub(crate) fn note(&self, new: &MarkNote) -> Result<Intent, Refusal> {
        let (range, mut row) = match &new.range {
            Some(points) => {
                let range = place::range(&self.haystack, points)?;
                (Some(range), place::selector(&self.haystack, range)?)
            }
            None => (None, Vec::new()),
        };
        let fields = [
            ("note", Some(Field::Text(new.note.clone()))),
            ("kind", text(&new.kind)),
            ("id", text(&new.id)),
            ("date", text(&new.date)),
            ("tags", words(&new.tags)),
            ("creator", text(&new.creator)),
            ("created", text(&new.created)),
            ("certainty", text(&new.certainty)),
            ("sources", words(&new.sources)),
        ];
        self.fill(List::Annotations, &mut row, &fields)?;
        let mut draft = self.target()?;
        let index = draft.add_row(List::Annotations, &row)?;
        self.finish(&draft, Goal::Note { at: self.at_place(&draft, index), range })
    }

    /// Marks words as a statement.
    pub(crate) fn statement(&self, new: &MarkStatement) -> Result<Intent, Refusal> {
        let range = place::range(&self.haystack, &new.range)?;
        let mut row = place::selector(&self.haystack, range)?;
        let fields = [
            ("speaker", text(&new.speaker)),
            ("words_of", text(&new.words_of)),
            ("kind", text(&new.kind)),
            ("sources", words(&new.sources)),
            ("attribution", text(&new.attribution)),
            ("about", words(&new.about)),
            ("date", text(&new.date)),
            ("certainty", text(&new.certainty)),
            ("note", text(&new.note)),
            ("id", text(&new.id)),
        ];
        self.fill(List::Statements, &mut row, &fields)?;
        for id in &new.about {
            self.entity(id)?;
        }
        let mut draft = self.target()?;
        let index = draft.add_row(List::Statements, &row)?;
        let at = self.statement_ref(&draft, index)?;
        self.finish(&draft, Goal::Statement { at, range })
    }

    /// Adds a source to the article.
    pub(crate) fn source(&self, new: &NewSource) -> Result<Intent, Refusal> {
        let fields = [
            ("id", Some(Field::Text(new.id.clone()))),
            ("kind", text(&new.kind)),
            ("publisher", text(&new.publisher)),
            ("title", text(&new.title)),
            ("url", text(&new.url)),
            ("archived_url", text(&new.archived_url)),
            ("date", text(&new.date)),
            ("accessed", text(&new.accessed)),
            ("via", text(&new.via)),
            ("anonymous", new.anonymous.map(Field::Truth)),
            ("reason", text(&new.reason)),
        ];
        let mut row = Vec::new();
        self.fill(List::Sources, &mut row, &fields)?;
        let holders = [Some(self.document), self.toml, self.jsonld];
        let is_taken = |holder: &&crate::parse::Document| {
            let annotated = holder.matter.annotated();
            annotated.is_some_and(|it| it.sources.iter().any(|it| it.id.value == new.id))
        };
        if let Some(holder) = holders.into_iter().flatten().find(is_taken) {
            return Err(refusal::source_taken(&new.id, &holder.file.path));
        }
        let mut draft = self.target()?;
        draft.add_row(List::Sources, &row)?;
        self.finish(&draft, Goal::Text)
    }

    /// Adds the keys that have a value, after checking it.
    pub(crate) fn fill(
        &self,
        list: List,
        row: &mut Row,
        fields: &[(&str, Option<Field>)],
    ) -> Result<(), Refusal> {
        for (key, field) in fields {
            if let Some(field) = field {
                row.push(((*key).to_owned(), list.literal(key, field, self.config)?));
            }
        }
        Ok(())
    }

    /// Reference to the typed statement at an index of a list, where statements without words are not counted.
    pub(crate) fn statement_ref(
        &self,
        draft: &Draft,
        index: usize,
    ) -> Result<AnnotationRef, Refusal> {
        let tables = draft.tables()?;
        let has_words = |at: &usize| {
            let row = tables.as_ref().and_then(|tables| tables.row(List::Statements.key(), *at));
            row.and_then(|row| row.value.as_table()?.get("quote")).is_some()
        };
        Ok(self.at_place(draft, (0..index).filter(has_words).count()))
    }

    /// Text of a range, for messages and comparison.
    pub(crate) fn words(&self, range: Range) -> String {
        self.haystack.stream()[range.of()].replace('\n', " ")
    }
}

fn text(value: &Option<String>) -> Option<Field> {
    value.clone().map(Field::Text)
}

fn words(values: &[String]) -> Option<Field> {
    (!values.is_empty()).then(|| Field::Words(values.to_vec()))
}
