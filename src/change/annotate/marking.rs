//! Adds mentions, notes, statements and sources.

use std::collections::BTreeMap;

use crate::anchor::{AnnotationRef, Origin};
use crate::base::Range;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::Draft;
use crate::change::annotate::fields::List;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{Field, MarkMention, NewTable, Refusal, place, refusal};
use crate::data::edit::Literal;

type Row = Vec<(String, Literal)>;

/// Values by key.
type NewFields = BTreeMap<String, Option<Field>>;

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
        let certainty = new.certainty.clone().map(Field::Text);
        let fields = [("entity", Some(Field::Text(id.clone()))), ("certainty", certainty)];
        let fields = fields.map(|(key, field)| (key.to_owned(), field)).into();
        self.fill(List::Annotations, &mut row, &fields)?;
        let mut draft = self.target()?;
        let index = draft.add_row(List::Annotations, &row)?;
        self.finish(&draft, Goal::Mention { at: self.at_place(&draft, index), range, entity: id })
    }

    /// Adds a note on words or on the whole article.
    pub(crate) fn note(&self, new: &NewTable) -> Result<Intent, Refusal> {
        let (range, mut row) = match &new.range {
            Some(points) => {
                let range = place::range(&self.haystack, points)?;
                (Some(range), place::selector(&self.haystack, range)?)
            }
            None => (None, Vec::new()),
        };
        self.fill(List::Annotations, &mut row, &new.fields)?;
        let mut draft = self.target()?;
        let index = draft.add_row(List::Annotations, &row)?;
        self.finish(&draft, Goal::Note { at: self.at_place(&draft, index), range })
    }

    /// Marks words as a statement.
    pub(crate) fn statement(&self, new: &NewTable) -> Result<Intent, Refusal> {
        let Some(points) = &new.range else {
            return Err(refusal::value_invalid("range", "is missing"));
        };
        let range = place::range(&self.haystack, points)?;
        let mut row = place::selector(&self.haystack, range)?;
        self.fill(List::Statements, &mut row, &new.fields)?;
        let mut draft = self.target()?;
        let index = draft.add_row(List::Statements, &row)?;
        let at = self.statement_ref(&draft, index)?;
        self.finish(&draft, Goal::Statement { at, range })
    }

    /// Adds a source to the article.
    pub(crate) fn source(&self, new: &NewTable) -> Result<Intent, Refusal> {
        let Some(Some(Field::Text(id))) = new.fields.get("id") else {
            return Err(refusal::value_invalid("id", "is missing"));
        };
        if new.range.is_some() {
            return Err(refusal::value_invalid("range", "does not apply to a source"));
        }
        let mut row = Vec::new();
        self.fill(List::Sources, &mut row, &new.fields)?;
        let holders = [Some(self.document), self.toml, self.jsonld];
        let is_taken = |holder: &&crate::parse::Document| {
            let annotated = holder.matter.annotated();
            annotated.is_some_and(|it| it.sources.iter().any(|it| it.id.value == *id))
        };
        if let Some(holder) = holders.into_iter().flatten().find(is_taken) {
            return Err(refusal::source_taken(id, &holder.file.path));
        }
        let mut draft = self.target()?;
        draft.add_row(List::Sources, &row)?;
        self.finish(&draft, Goal::Text)
    }

    /// Adds the keys that have a value, after checking it, in the order of the table.
    fn fill(&self, list: List, row: &mut Row, fields: &NewFields) -> Result<(), Refusal> {
        let start = row.len();
        for (key, field) in fields {
            let Some(field) = field else { continue };
            if *field != Field::Words(Vec::new()) {
                row.push((key.clone(), list.literal(key, field, self.config)?));
                self.refers(list, key, Some(field))?;
            }
        }
        let place = |key: &str| list.keys().iter().position(|known| known.key == key);
        row[start..].sort_by_key(|(key, _)| place(key));
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
