//! What forms mean in an article, and which entities it lists.

use crate::anchor::{Mention, Origin};
use crate::base::Spanned;
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::Draft;
use crate::change::annotate::place::Counted;
use crate::change::annotate::verify::Goal;
use crate::change::annotate::{Edit, Every, Form, Named, Refusal, fields, refusal};
use crate::data::edit::Literal;
use crate::names::EntityIx;
use crate::names::fold::fold;
use crate::parse::Document;
use crate::parse::matter::Naming;
use crate::source::config::Scope;

/// A form that `mentions` settles, and its meaning.
type Settled<'a> = (&'a Spanned<String>, Option<&'a str>);

impl<'a> ArticleContext<'a> {
    /// A form names an entity wherever it stands.
    pub(crate) fn every(&self, new: &Every) -> Result<Edit, Refusal> {
        let form = form(&new.form)?;
        let id = self.id(self.entity(&new.entity)?);
        let goal = Goal::Named { form: form.clone(), entity: id.clone() };
        self.settle(&form, Some(&id), goal)
    }

    /// A form is never a mention.
    pub(crate) fn reject(&self, rejected: &Form) -> Result<Edit, Refusal> {
        let form = form(&rejected.form)?;
        let goal = Goal::NotNamed { form: form.clone() };
        self.settle(&form, None, goal)
    }

    /// The article lists an entity: in the list that is there, else where new things are written.
    pub(crate) fn accept(&self, named: &Named) -> Result<Edit, Refusal> {
        let entity = self.entity(&named.entity)?;
        let id = self.id(entity);
        if self.anchored.entities.contains(&entity) {
            return Err(refusal::already(&format!("the article lists `{id}` already")));
        }
        let mut draft = match self.matter.naming.entities.is_empty() {
            true => self.target()?,
            false => Draft::of(self.document),
        };
        draft.list_entity(&id)?;
        self.finish(&draft, Goal::Listed { entity: id })
    }

    /// Gives a form a meaning, in the table that settles it already: who settles first is right.
    fn settle(&self, form: &str, meaning: Option<&str>, goal: Goal) -> Result<Edit, Refusal> {
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
                let what = meaning.map_or("no mention".into(), |id| format!("`{id}`"));
                return Err(refusal::already(&format!("`{form}` is {what} here already")));
            }
            Some((_, (known, _))) => known.value.as_str(),
            None => form,
        };
        draft.set_form(form, Some(&literal))?;
        self.finish(&draft, goal)
    }

    /// The table that settles a form, and what it says.
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

    /// A mention by name that a handle means.
    fn by_name(&self, (start, end): (u32, u32), entity: &str) -> Result<&'a Mention, Refusal> {
        let counted = Counted::new(self.sought.stream());
        let is_it = |mention: &&Mention| {
            mention.origin == Origin::Name
                && counted.point(mention.range.start) == start
                && counted.point(mention.range.end) == end
                && *self.view.site.names.entity(mention.entity).id == *entity
        };
        self.anchored.mentions.iter().find(is_it).ok_or_else(|| refusal::stale("this mention"))
    }

    /// The form of a mention by name means another entity.
    pub(crate) fn rename_form(
        &self,
        place: (u32, u32),
        entity: &str,
        new: &str,
    ) -> Result<Edit, Refusal> {
        let mention = self.by_name(place, entity)?;
        let id = self.id(self.entity(new)?);
        let goal = Goal::NameAt { range: mention.range, entity: id.clone() };
        self.settle(&self.form_of(mention), Some(&id), goal)
    }

    /// The form of a mention by name is none any more.
    pub(crate) fn drop_form(&self, place: (u32, u32), entity: &str) -> Result<Edit, Refusal> {
        let mention = self.by_name(place, entity)?;
        let form = self.form_of(mention);
        let goal = Goal::NotNameAt { range: mention.range };
        match self.settled(&form) {
            // a form that nothing but its row makes a name goes with the row
            Some((document, (known, Some(_)))) if !self.is_name(&form) => {
                let mut draft = Draft::of(document);
                draft.set_form(&known.value, None)?;
                self.finish(&draft, goal)
            }
            _ => self.settle(&form, None, goal),
        }
    }

    /// Whether a form is found without being settled.
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

    /// The form that a mention was found by: at the beginning of a sentence the text has a capital where that may have
    /// none.
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

/// The words with a small letter at their beginning.
pub(crate) fn lowered(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// A form as it is written: white space is one space.
fn form(words: &str) -> Result<String, Refusal> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    fields::line("form", &words)?;
    match fold(&words).is_empty() {
        true => Err(refusal::value_invalid("form", "holds nothing to read")),
        false => Ok(words),
    }
}
