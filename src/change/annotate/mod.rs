//! Actions of the browser editor on an article, as changes of its sources.
//!
//! Pure: a site and an action in, a patch of its files out. [`apply`] checks that what it writes is parsed as intended and
//! leaves the rest of the file unchanged; [`verify`] checks the resulting site. [`crate::pipeline::annotate`] calls
//! both. The protocol is documented in docs/editing.md.

mod action;
mod changing;
mod context;
mod draft;
mod entity;
mod fields;
mod footnote;
mod inline;
mod listing;
mod lookup;
mod marking;
mod naming;
mod offered;
mod place;
mod refusal;
mod verify;

use crate::base::Path;

pub use action::{
    Action, Change, Delete, Every, Form, Handle, MarkMention, Named, NewEntity, NewTable, Points,
};
pub use context::View;
pub use entity::new_entity;
pub use fields::Field;
pub use listing::{Listed, ListedEntity, Listing, listing};
pub use lookup::{Candidate, lookup};
pub use offered::{Doubtful, Offered, Stretch, Suggested, offered};
pub use refusal::Refusal;
pub use verify::Intent;
pub(crate) use verify::verify;

/// The patch that performs an action on an article, and its goal.
///
/// *Errors*: the action is not possible, or cannot be written so that it is parsed as intended.
pub fn apply(view: View<'_>, article: &Path, action: &Action) -> Result<Intent, Refusal> {
    if let Action::Entity(new) = action {
        return entity::create(view, new);
    }
    let context = context::ArticleContext::at(view, article)?;
    match action {
        Action::Mention(mention) => context.mention(mention),
        Action::Note(note) => context.note(note),
        Action::Statement(statement) => context.statement(statement),
        Action::Source(source) => context.source(source),
        Action::Every(every) => context.every(every),
        Action::Accept(named) => context.accept(named),
        Action::Reject(form) => context.reject(form),
        Action::Change(change) => context.change(change),
        Action::Delete(delete) => context.delete(delete),
        Action::Entity(_) => Err(refusal::not_an_article(article)),
    }
}
