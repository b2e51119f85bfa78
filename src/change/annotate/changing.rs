//! Changes and deletes what is marked in an article.

use crate::anchor::{AnnotationRef, NoteContent};
use crate::base::Range;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::{Draft, digest};
use crate::change::annotate::fields::List;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{Change, Delete, Field, Handle, Refusal, place, refusal};
use crate::data::{Node, Value};
use crate::parse::table::Kind;

/// A table named by a handle, as its caller saw it.
struct Row<'h> {
    list: List,
    file: &'h str,
    index: usize,
    /// Key that identifies it to authors, and its value.
    key: &'static str,
    value: Option<&'h str>,
    /// Digest of the table.
    seen: Option<&'h str>,
}

impl ArticleContext<'_> {
    /// Changes the fields or the words of something marked.
    pub(crate) fn change(&self, change: &Change) -> Result<Intent, Refusal> {
        if change.range.is_none() && change.set.is_empty() {
            return Err(refusal::value_invalid("set", "is empty; name the keys to change"));
        }
        match &change.target {
            Handle::Annotation { .. } | Handle::Statement { .. } | Handle::Source { .. } => {
                self.change_row(change)
            }
            Handle::Inline { at, written } => {
                self.retarget(*at, written, only(change, "entity", "a mention in the Markdown")?)
            }
            Handle::Name { start, end, entity } => {
                let new = only(change, "entity", "a mention by name")?;
                self.rename_form((*start, *end), entity, new)
            }
            Handle::Footnote { label, written } => {
                self.reword_footnote(label, written, only(change, "note", "a footnote")?)
            }
        }
    }

    /// Deletes something marked.
    pub(crate) fn delete(&self, delete: &Delete) -> Result<Intent, Refusal> {
        match &delete.target {
            Handle::Inline { at, written } => self.unwrap_inline(*at, written),
            Handle::Name { start, end, entity } => self.drop_form((*start, *end), entity),
            Handle::Footnote { label, written } => self.drop_footnote(label, written),
            Handle::Annotation { .. } | Handle::Statement { .. } | Handle::Source { .. } => {
                let (mut draft, list, index) = self.row(&delete.target)?;
                draft.remove_row(list, index)?;
                self.finish(&draft, Goal::Text)
            }
        }
    }

    /// The draft and index of a table. Refuses a table that has changed since the caller saw it.
    fn row(&self, handle: &Handle) -> Result<(Draft, List, usize), Refusal> {
        let Some(Row { list, file, index, key, value, seen }) = row_of(handle) else {
            return Err(refusal::not_here("the handle"));
        };
        let draft = self.named(file)?;
        let tables = draft.tables()?;
        let row = tables.as_ref().and_then(|tables| tables.row(list.key(), index));
        let is_seen = |row: &&Node| {
            row.value.as_table().is_some_and(|table| table.text(key) == value)
                && seen.is_none_or(|seen| digest(&row.value) == seen)
        };
        match row.filter(is_seen) {
            Some(_) => Ok((draft, list, index)),
            None => Err(refusal::stale("this item")),
        }
    }

    fn change_row(&self, change: &Change) -> Result<Intent, Refusal> {
        let (mut draft, list, index) = self.row(&change.target)?;
        let range = match (&change.range, list) {
            (None, _) => None,
            (Some(_), List::Sources) => {
                return Err(refusal::value_invalid("range", "does not apply to a source"));
            }
            (Some(points), List::Annotations | List::Statements) => {
                Some(place::range(&self.haystack, points)?)
            }
        };
        if let Some(range) = range {
            let selector = place::selector(&self.haystack, range)?;
            for key in ["quote", "quote_end", "prefix", "suffix", "occurrence"] {
                let new = selector.iter().find(|(name, _)| name == key).map(|(_, new)| new);
                draft.set_row((list, index), key, new)?;
            }
        }
        for (key, field) in &change.set {
            let literal = field.as_ref().map(|field| list.literal(key, field, self.config));
            let literal = literal.transpose()?;
            self.refers(list, key, field.as_ref())?;
            draft.set_row((list, index), key, literal.as_ref())?;
        }
        let goal = self.goal(&draft, (list, index), range)?;
        self.finish(&draft, goal)
    }

    /// Checks that the entities named by a value exist.
    pub(crate) fn refers(
        &self,
        list: List,
        key: &str,
        field: Option<&Field>,
    ) -> Result<(), Refusal> {
        let known = list.keys().iter().find(|known| known.key == key);
        match (known.map(|known| known.kind), field) {
            (Some(Kind::Entity), Some(Field::Text(id))) => self.entity(id).map(drop),
            (Some(Kind::Entities), Some(Field::Words(ids))) => {
                ids.iter().try_for_each(|id| self.entity(id).map(drop))
            }
            _ => Ok(()),
        }
    }

    /// What the change must achieve: the table is on its new words, or else still on its old ones.
    fn goal(
        &self,
        draft: &Draft,
        (list, index): (List, usize),
        range: Option<Range>,
    ) -> Result<Goal, Refusal> {
        let tables = draft.tables()?;
        let table =
            tables.as_ref().and_then(|tables| tables.row(list.key(), index)?.value.as_table());
        let Some(table) = table else { return Ok(Goal::Text) };
        let is_said = |key: &str| table.get(key).is_some_and(|node| node.value != Value::Null);
        let at = self.at_place(draft, index);
        match list {
            List::Sources => Ok(Goal::Text),
            List::Statements => {
                let at = self.statement_ref(draft, index)?;
                let was = self.anchored.statements.iter().find(|it| it.matter == at);
                let range = range.or(was.map(|it| it.range));
                Ok(range.map_or(Goal::Text, |range| Goal::Statement { at, range }))
            }
            List::Annotations => {
                let range = range.or_else(|| self.place_of(at));
                let entity = table.text("entity").and_then(|id| self.view.site.names.by_id(id));
                let entity = entity.map(|at| self.id(at));
                Ok(match (range, entity) {
                    (Some(range), Some(entity)) => Goal::Mention { at, range, entity },
                    (range @ Some(_), None) if is_said("note") => Goal::Note { at, range },
                    _ => Goal::Text,
                })
            }
        }
    }

    /// The words that an annotation is on.
    fn place_of(&self, at: AnnotationRef) -> Option<Range> {
        let mentions = self.anchored.mentions.iter();
        let mention = mentions.filter(|it| it.annotation == Some(at)).map(|it| it.range);
        let notes = self.anchored.notes.iter();
        let notes = notes.filter(|it| it.content == NoteContent::Annotation(at));
        let tagged = self.anchored.tagged.iter().filter(|it| it.annotation == at);
        mention
            .chain(notes.filter_map(|it| it.range))
            .chain(tagged.filter_map(|it| it.range))
            .next()
    }
}

fn row_of(handle: &Handle) -> Option<Row<'_>> {
    match handle {
        Handle::Annotation { file, index, quote: value, seen }
        | Handle::Statement { file, index, quote: value, seen } => {
            let is_statement = matches!(handle, Handle::Statement { .. });
            let list = if is_statement { List::Statements } else { List::Annotations };
            let (value, seen) = (value.as_deref(), seen.as_deref());
            Some(Row { list, file, index: *index, key: "quote", value, seen })
        }
        Handle::Source { file, index, id, seen } => {
            let (list, value, seen) = (List::Sources, Some(id.as_str()), seen.as_deref());
            Some(Row { list, file, index: *index, key: "id", value, seen })
        }
        Handle::Inline { .. } | Handle::Name { .. } | Handle::Footnote { .. } => None,
    }
}

/// The only string that can be changed of such a target.
fn only<'c>(change: &'c Change, key: &str, what: &str) -> Result<&'c str, Refusal> {
    if change.range.is_some() {
        let why = "cannot be changed here: delete it, and mark the other words";
        return Err(refusal::not_simple(what, why));
    }
    match change.set.iter().next() {
        Some((name, Some(Field::Text(text)))) if name == key && change.set.len() == 1 => Ok(text),
        _ => Err(refusal::value_invalid("set", &format!("takes one string for {what}: `{key}`"))),
    }
}
