//! Changes what forms mean in an article and which entities it lists.

use crate::anchor::{Mention, Origin};
use crate::base::Spanned;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::Draft;
use crate::change::annotate::place::Counted;
use crate::change::annotate::verify::{Goal, Intent, lowered};
use crate::change::annotate::{Every, Form, Named, Refusal, fields, refusal};
use crate::data::edit::Literal;
use crate::names::EntityIx;
use crate::names::fold::fold;
use crate::parse::Document;
use crate::parse::matter::Naming;
use crate::source::config::Scope;

/// A form in `mentions` and its meaning.
type Settled<'a> = (&'a Spanned<String>, Option<&'a str>);

impl<'a> ArticleContext<'a> {
    /// Makes a form name an entity everywhere in the article.
    pub(crate) fn every(&self, new: &Every) -> Result<Intent, Refusal> {
        let form = form(&new.form)?;
        let id = self.id(self.entity(&new.entity)?);
        let goal = Goal::Named { form: form.clone(), entity: id.clone() };
        self.settle(&form, Some(&id), goal)
    }

    /// Excludes a form from the mentions.
    pub(crate) fn reject(&self, rejected: &Form) -> Result<Intent, Refusal> {
        let form = form(&rejected.form)?;
        let goal = Goal::NotNamed { form: form.clone() };
        self.settle(&form, None, goal)
    }

    /// Lists an entity in the article: in the list that exists, else in the file for new entries.
    pub(crate) fn accept(&self, named: &Named) -> Result<Intent, Refusal> {
        let entity = self.entity(&named.entity)?;
        let id = self.id(entity);
        if self.anchored.entities.contains(&entity) {
            return Err(refusal::already(&format!("the article already lists `{id}`")));
        }
        let mut draft = if self.matter.naming.entities.is_empty() {
            self.target()?
        } else {
            Draft::of(self.document)
        };
        draft.list_entity(&id)?;
        self.finish(&draft, Goal::Listed { entity: id })
    }

    /// Sets the meaning of a form, in the table that already has it: the first table wins.
    fn settle(&self, form: &str, meaning: Option<&str>, goal: Goal) -> Result<Intent, Refusal> {
        let literal = match meaning {
            Some(id) => Literal::Text(id.to_owned()),
            None => Literal::Truth(false),
        };
        let known = self.settled(form);
        let mut draft = match known {
            Some((document, _)) => Draft::of(document),
            None => self.target()?,
        };
        let form = match known {
            Some((_, (_, was))) if was == meaning => {
                let what = meaning.map_or("not a mention".into(), |id| format!("`{id}`"));
                return Err(refusal::already(&format!("`{form}` is already {what} here")));
            }
            Some((_, (known, _))) => known.value.as_str(),
            None => form,
        };
        draft.set_form(form, Some(&literal))?;
        self.finish(&draft, goal)
    }

    /// The table that sets the meaning of a form, and its row.
    fn settled(&self, form: &str) -> Option<(&'a Document, Settled<'a>)> {
        let folded = fold(form);
        let tables = [
            Some((self.document, &self.matter.naming)),
            self.toml.zip(self.sidecar().map(|it| &it.naming)),
        ];
        let find = |(document, naming): (&'a Document, &'a Naming)| {
            let (form, meaning) =
                naming.mentions.iter().find(|(known, _)| fold(&known.value) == folded)?;
            Some((document, (form, meaning.as_ref().map(|id| id.value.as_str()))))
        };
        tables.into_iter().flatten().find_map(find)
    }

    /// The mention by name of a handle.
    fn by_name(&self, (start, end): (u32, u32), entity: &str) -> Result<&'a Mention, Refusal> {
        let counted = Counted::new(self.haystack.stream());
        let is_it = |mention: &&Mention| {
            mention.origin == Origin::Name
                && counted.point(mention.range.start) == start
                && counted.point(mention.range.end) == end
                && *self.view.site.names.entity(mention.entity).id == *entity
        };
        self.anchored.mentions.iter().find(is_it).ok_or_else(|| refusal::stale("this mention"))
    }

    /// Makes the form of a mention by name mean another entity.
    pub(crate) fn rename_form(
        &self,
        place: (u32, u32),
        entity: &str,
        new: &str,
    ) -> Result<Intent, Refusal> {
        let mention = self.by_name(place, entity)?;
        let id = self.id(self.entity(new)?);
        let goal = Goal::NameAt { range: mention.range, entity: id.clone() };
        self.settle(&self.form_of(mention), Some(&id), goal)
    }

    /// Excludes the form of a mention by name.
    pub(crate) fn drop_form(&self, place: (u32, u32), entity: &str) -> Result<Intent, Refusal> {
        let mention = self.by_name(place, entity)?;
        let form = self.form_of(mention);
        let goal = Goal::NotNameAt { range: mention.range };
        match self.settled(&form) {
            // if only its row makes the form a name, deleting the row is enough
            Some((document, (known, Some(_)))) if !self.is_name(&form) => {
                let mut draft = Draft::of(document);
                draft.set_form(&known.value, None)?;
                self.finish(&draft, goal)
            }
            _ => self.settle(&form, None, goal),
        }
    }

    /// Whether a form is found without a row in `mentions`.
    fn is_name(&self, form: &str) -> bool {
        let names = &self.view.site.names;
        let tag = self.document.language(self.config);
        let folded = fold(form);
        let has = |at: &EntityIx| names.entity(*at).forms(tag).iter().any(|it| fold(it) == folded);
        match self.matter.naming.scope.unwrap_or(self.config.linking.scope) {
            Scope::None => false,
            Scope::Article => self.anchored.entities.iter().any(has),
            Scope::Site => {
                self.anchored.entities.iter().any(has) || names.iter().any(|(at, _)| has(&at))
            }
        }
    }

    /// The form by which a mention was found. It may lack the capital that the text has at the start of a sentence.
    fn form_of(&self, mention: &Mention) -> String {
        let words = self.words(mention.range);
        let lowered = lowered(&words);
        let tag = self.document.language(self.config);
        let forms = self.view.site.names.entity(mention.entity).forms(tag);
        let is_known = |form: &str| {
            let folded = fold(form);
            self.settled(form).is_some() || forms.iter().any(|it| fold(it) == folded)
        };
        if !is_known(&words) && is_known(&lowered) { lowered } else { words }
    }
}

/// A form as written, with white space collapsed.
fn form(words: &str) -> Result<String, Refusal> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    fields::line("form", &words)?;
    if fold(&words).is_empty() {
        Err(refusal::value_invalid("form", "has no visible characters"))
    } else {
        Ok(words)
    }
}
