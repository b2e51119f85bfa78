//! What is known of an entity, as labels and values.

use serde::Serialize;

use crate::names::EntityIx;
use crate::parse::matter::{EntityMatter, RoleMatter, SourceMatter};
use crate::source::config::BaseType;
use crate::view::cite::{self, ReferenceView};
use crate::view::notes::certainty_word;
use crate::view::{Desk, NameLink, date, said};

/// Something known.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is about: `Born`.
    pub label: &'static str,
    /// What is known, with links.
    pub values: Vec<FactValue>,
}

/// A value of a fact.
#[derive(Debug, Serialize)]
pub struct FactValue {
    /// Its words.
    pub text: String,
    /// Address, where it is an entity.
    pub href: Option<String>,
    /// Words after it.
    pub rest: String,
    /// Where it is from.
    pub sources: Vec<ReferenceView>,
}

/// Facts of an entity; `listed` are the ids of its page's list of sources.
pub(crate) fn facts(
    desk: Desk<'_>,
    (at, matter): (EntityIx, &EntityMatter),
    listed: &[&str],
) -> Vec<Fact> {
    let site = desk.site;
    let tag = &*desk.page.language;
    let base = site.config.types[site.names.entity(at).kind].base;
    let (begins, ends) = match base {
        BaseType::Person => ("Born", "Died"),
        BaseType::Organization => ("Founded", "Dissolved"),
        BaseType::Event => ("Began", "Ended"),
        BaseType::Place | BaseType::Work => ("Published", "Until"),
    };
    let begins = if base == BaseType::Event && matter.ends.is_none() { "Date" } else { begins };
    let entity = |id: &str| site.names.by_id(id);
    let mut facts = Vec::new();
    let own: Vec<&SourceMatter> = matter.sources.iter().collect();
    let roles = matter.roles.iter().map(|it| FactValue {
        sources: cite::references(desk, &own, (&it.sources, listed)),
        ..role(desk, it)
    });
    push(&mut facts, "Role", roles.collect());
    let dated = |date: &Option<crate::base::Spanned<crate::base::PartialDate>>| {
        date.iter()
            .map(|date| FactValue::plain(date::partial(&date.value, tag)))
            .collect::<Vec<_>>()
    };
    push(&mut facts, begins, dated(&matter.begins));
    push(&mut facts, ends, dated(&matter.ends));
    let linked = |ids: &[&crate::base::Spanned<String>]| -> Vec<FactValue> {
        let found = ids.iter().filter_map(|id| NameLink::of(desk, entity(&id.value)?, 0));
        found
            .map(|link| FactValue { href: Some(link.href), ..FactValue::plain(link.name) })
            .collect()
    };
    push(&mut facts, "Part of", linked(&matter.within.iter().collect::<Vec<_>>()));
    push(&mut facts, "Place", linked(&matter.place.iter().collect::<Vec<_>>()));
    push(&mut facts, "Took part", linked(&matter.participants.iter().collect::<Vec<_>>()));
    if let Some(coordinates) = &matter.coordinates {
        let (latitude, longitude) = coordinates.value;
        let side = |value: f64, sides: [&str; 2]| {
            format!("{:.3}° {}", value.abs(), if value < 0.0 { sides[1] } else { sides[0] })
        };
        let text = format!("{}, {}", side(latitude, ["N", "S"]), side(longitude, ["E", "W"]));
        push(&mut facts, "Coordinates", vec![FactValue::plain(text)]);
    }
    facts
}

/// An office: its title, when, and how sure that is.
fn role(desk: Desk<'_>, role: &RoleMatter) -> FactValue {
    let agent = |id| desk.site.names.agent(id, &desk.page.output, &mut Vec::new());
    let organization = role.organization.as_ref().and_then(agent);
    let organization = organization.map(|agent| said::AgentView::of(desk, &agent));
    let from = role.from.as_ref().map(|date| &date.value);
    let to = role.to.as_ref().map(|date| &date.value);
    let when = date::between(from, to, &desk.page.language);
    let mut rest = when.map_or(String::new(), |when| format!(", {when}"));
    if let Some(certainty) = role.certainty {
        rest.push_str(&format!(", certainty {}", certainty_word(certainty)));
    }
    let href = organization.and_then(|agent| agent.href);
    FactValue { href, rest, ..FactValue::plain(role.title.clone()) }
}

impl FactValue {
    fn plain(text: String) -> Self {
        Self { text, href: None, rest: String::new(), sources: Vec::new() }
    }
}

fn push(facts: &mut Vec<Fact>, label: &'static str, values: Vec<FactValue>) {
    if !values.is_empty() {
        facts.push(Fact { label, values });
    }
}
