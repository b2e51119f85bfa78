//! Keeps former names valid: `former_ids`, `redirect_from`, and dates taken from file names.

use std::collections::BTreeMap;

use crate::base::{Path, Span};
use crate::change::rename::Refusal;
use crate::change::rename::mend::literal;
use crate::change::rename::plan::Planning;
use crate::change::rename::tables::{Tables, tables};
use crate::data::Table;
use crate::data::edit::{self, Region, Splice, Syntax, after, newline, string};
use crate::parse::Document;
use crate::parse::matter::Matter;
use crate::source::Role;

impl Planning<'_> {
    /// Adds the former id to `former_ids`.
    pub(crate) fn former_id(&mut self, old: &str, new: &str) -> Result<(), Refusal> {
        let at = self.known(old)?;
        let entity = self.site.names.entity(at);
        self.add(entity.document, entity.row, "former_ids", old, new)
    }

    /// Adds former addresses of texts. Those of entities follow from `former_ids`, unless more than the id changes.
    pub(crate) fn redirects(
        &mut self,
        documents: &BTreeMap<usize, Document>,
    ) -> Result<(), Refusal> {
        let mut own = Vec::new();
        for (at, document) in documents {
            let old = &self.before.plan.documents[*at];
            if let Some(new) = self.renaming.urls.get(&**old)
                && document.file.role != Role::Entity
            {
                let is_draft = match &document.matter {
                    Matter::Article(article) => article.head.is_draft,
                    Matter::Page(page) => page.head.is_draft,
                    _ => true,
                };
                own.extend((!is_draft).then(|| (*at, 0, old.to_string(), new.clone())));
            }
        }
        for (at, entity) in self.site.names.iter() {
            let old = self.before.plan.entities[at.0 as usize].to_string();
            let Some(new) = self.renaming.urls.get(&old) else { continue };
            let is_known = self.renaming.renamed.contains_key(&*entity.id)
                && new.rsplit('/').nth(2) == old.rsplit('/').nth(2)
                && old.ends_with(&format!("/{}/", entity.id));
            let is_draft = self.site.entity_matter(at).is_some_and(|matter| matter.head.is_draft);
            if !is_known && !is_draft {
                own.push((entity.document, entity.row, old, new.clone()));
            }
        }
        for (at, row, old, new) in own {
            let is_odd = |c: char| c.is_whitespace() || "?#%<>\"".contains(c);
            if old.contains(is_odd) {
                self.renaming.remarks.push(format!(
                    "the old address `{old}` cannot redirect: `redirect_from` cannot contain blanks, `?`, `#` or `%`"
                ));
            } else {
                self.add(at, row, "redirect_from", &old, &new)?;
            }
        }
        Ok(())
    }

    /// Writes a date that the new file name lacks into the front matter.
    pub(crate) fn dates(&mut self, documents: &BTreeMap<usize, Document>) {
        for (at, moved) in documents {
            let document = &self.site.documents[*at];
            let (Matter::Article(old), Matter::Article(new)) = (&document.matter, &moved.matter)
            else {
                continue;
            };
            let tables = tables(document);
            let title = tables.rows.first().and_then(|table| table.entry("title"));
            let (Some(date), Some(syntax), Some(title)) = (&old.date, tables.syntax, title) else {
                continue;
            };
            let is_lost = new.date.as_ref().is_none_or(|new| new.value != date.value);
            if let Some(day) = document.file.key.rsplit('/').next().and_then(|name| name.get(..10))
                && is_lost
            {
                let (text, date) = (&document.file.text, edit::pair(syntax, "date", day));
                let splice = after(syntax, text, title.key_span, title.node.span, &date);
                self.edit(&document.file.path, [splice]);
            }
        }
    }

    /// Adds a former name to a list, in place of the present name if that is there.
    fn add(
        &mut self,
        at: usize,
        row: usize,
        key: &str,
        former: &str,
        present: &str,
    ) -> Result<(), Refusal> {
        let document = &self.site.documents[at];
        let path = &document.file.path;
        let Tables { syntax, rows, .. } = tables(document);
        let (Some(_), Some(table)) = (syntax, rows.get(row)) else {
            let literal = string(Syntax::Toml, "", former);
            let newline = newline(&document.file.text);
            let front = ["+++", &format!("{key} = [{literal}]"), "+++", "", ""].join(newline);
            self.edit(path, [Splice::insert(0, front)]);
            return Ok(());
        };
        let items = strings(table, key);
        if let Some((_, span)) = items.iter().find(|(text, _)| *text == present) {
            self.edit(path, [literal(document, *span, former)]);
        } else if items.iter().all(|(text, _)| *text != former) {
            self.extend(at, row, key, &[former])?;
        }
        Ok(())
    }

    /// Appends items to a list of a row.
    pub(crate) fn extend(
        &mut self,
        at: usize,
        row: usize,
        key: &str,
        items: &[&str],
    ) -> Result<(), Refusal> {
        let document = &self.site.documents[at];
        let (path, text) = (&document.file.path, &*document.file.text);
        let Tables { syntax, rows, start } = tables(document);
        let (Some(syntax), Some(table)) = (syntax, rows.get(row)) else { return Ok(()) };
        let region = Region { syntax, text, table, start, end: text.len() };
        let splices =
            edit::add(region, key, items).ok_or_else(|| by_hand(path, key, &items.join("`, `")))?;
        if !splices.is_empty() {
            self.edit(path, splices);
        }
        Ok(())
    }
}

/// Strings of a list, with their spans.
pub(crate) fn strings<'t>(table: &'t Table, key: &str) -> Vec<(&'t str, Span)> {
    let items = table.items(key).iter();
    items.filter_map(|node| Some((node.value.as_str()?, node.span))).collect()
}

/// The list is written in a form that cannot be extended.
fn by_hand(path: &Path, key: &str, former: &str) -> Refusal {
    Refusal(format!(
        "`{former}` cannot be added to `{key}` in {path}, because it is not written as a list there; write it as `[…]` first"
    ))
}
