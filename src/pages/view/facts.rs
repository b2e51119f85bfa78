//! Facts about an entity, as labels and values.

use std::collections::HashSet;

use serde::Serialize;

use crate::names::EntityIx;
use crate::pages::view::cite::{self, ReferenceView};
use crate::pages::view::summary::without_translations;
use crate::pages::view::{AgentView, Locale, NameLink, PageContext, date};
use crate::parse::matter::{EntityMatter, RoleMatter, SourceMatter};
use crate::plan::PageKind;
use crate::site::ArticleIx;
use crate::source::config::BaseType;

/// A fact.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// Label: `Born`.
    pub label: String,
    /// Values, with links.
    pub values: Vec<FactValue>,
}

/// A value of a fact.
#[derive(Debug, Serialize)]
pub struct FactValue {
    /// Text.
    pub text: String,
    /// Address, if it is an entity.
    pub href: Option<String>,
    /// Text after it.
    pub rest: String,
    /// Sources.
    pub sources: Vec<ReferenceView>,
}

/// Facts about an entity; `listed` are the ids in the page's source list.
pub(crate) fn facts(
    context: PageContext<'_>,
    at: EntityIx,
    matter: &EntityMatter,
    listed: &[&str],
) -> Vec<Fact> {
    let site = context.site;
    let locale = context.locale();
    let base = site.config.types[site.names.entity(at).kind].base;
    let (begins, ends) = match base {
        BaseType::Person => ("born", "died"),
        BaseType::Organization => ("founded", "dissolved"),
        BaseType::Event => ("began", "ended"),
        BaseType::Place | BaseType::Work => ("published", "until"),
    };
    let begins = if base == BaseType::Event && matter.ends.is_none() { "date" } else { begins };
    let entity = |id: &str| site.names.by_id(id);
    let mut facts = Vec::new();
    let mut push = |key: &str, values: Vec<FactValue>| {
        if !values.is_empty() {
            facts.push(Fact { label: locale.get(key).to_string(), values });
        }
    };
    let own: Vec<&SourceMatter> = matter.sources.iter().collect();
    let roles = matter.roles.iter().map(|it| FactValue {
        sources: cite::references(context, &own, (&it.sources, listed)),
        ..role(context, it)
    });
    push("role", roles.collect());
    let dated = |date: &Option<crate::base::Spanned<crate::base::PartialDate>>| {
        date.iter()
            .map(|date| FactValue::plain(date::partial(&date.value, locale)))
            .collect::<Vec<_>>()
    };
    push("speaks", speaks(context, at));
    push(begins, dated(&matter.begins));
    push(ends, dated(&matter.ends));
    let linked = |ids: &[&crate::base::Spanned<String>]| -> Vec<FactValue> {
        let found = ids.iter().filter_map(|id| NameLink::of(context, entity(&id.value)?, 0));
        found
            .map(|link| FactValue { href: Some(link.href), ..FactValue::plain(link.name) })
            .collect()
    };
    push("part-of", linked(&matter.within.iter().collect::<Vec<_>>()));
    push("place", linked(&matter.place.iter().collect::<Vec<_>>()));
    push("took-part", linked(&matter.participants.iter().collect::<Vec<_>>()));
    if let Some(coordinates) = &matter.coordinates {
        let text = self::coordinates(locale, coordinates.value);
        push("coordinates", vec![FactValue::plain(text)]);
    }
    facts
}

/// Number of statements by an entity, without translations, and how many of them have no source.
fn speaks(context: PageContext<'_>, at: EntityIx) -> Vec<FactValue> {
    let site = context.site;
    let list = &site.entities[at.0 as usize].statements_by;
    let mut articles: Vec<ArticleIx> = list.iter().map(|(article, _)| *article).collect();
    articles.dedup();
    let own: HashSet<ArticleIx> = without_translations(context, &articles).into_iter().collect();
    let own = list.iter().filter(|(article, _)| own.contains(article));
    let is_sourced = |(article, index): &(ArticleIx, usize)| {
        let statement = &site.article_anchored(*article).statements[*index];
        let matter = site.statement_matter(*article, statement.matter);
        matter.is_some_and(|matter| !matter.sources.is_empty())
    };
    let sourced: Vec<bool> = own.map(is_sourced).collect();
    if sourced.is_empty() {
        return Vec::new();
    }
    let unsourced = sourced.iter().filter(|is_sourced| !**is_sourced).count();
    let values = [("n", sourced.len().into()), ("unsourced", unsourced.into())];
    // the list is on the entity's first page
    let page = match context.page.kind {
        PageKind::Entity { number: 1, .. } => String::new(),
        _ => context.entity_href(at).unwrap_or_default(),
    };
    let href = Some(format!("{page}#g-statements-by"));
    vec![FactValue { href, ..FactValue::plain(context.locale().say("speaks-line", &values)) }]
}

/// Latitude and longitude in words.
pub(crate) fn coordinates(locale: Locale<'_>, (latitude, longitude): (f64, f64)) -> String {
    let side = |key, value: f64, sides: [&'static str; 2]| {
        let degrees = format!("{:.3}", value.abs());
        let side = if value < 0.0 { sides[1] } else { sides[0] };
        locale.say(key, &[("degrees", (&degrees).into()), ("side", side.into())])
    };
    let latitude = side("latitude", latitude, ["north", "south"]);
    let longitude = side("longitude", longitude, ["east", "west"]);
    format!("{latitude}{}{longitude}", locale.get("comma"))
}

/// An office: title, dates and certainty.
fn role(context: PageContext<'_>, role: &RoleMatter) -> FactValue {
    let agent = |id| context.site.names.agent(id, &context.page.output, &mut Vec::new());
    let organization = role.organization.as_ref().and_then(agent);
    let organization = organization.map(|agent| AgentView::of(context, &agent));
    let from = role.from.as_ref().map(|date| &date.value);
    let to = role.to.as_ref().map(|date| &date.value);
    let when = date::between(from, to, context.locale());
    let mut rest =
        when.map_or(String::new(), |when| format!("{}{when}", context.locale().get("comma")));
    if let Some(certainty) = role.certainty {
        let certainty = context.locale().certainty(certainty);
        rest.push_str(context.locale().get("comma"));
        rest.push_str(
            &context.locale().say("certainty-in-words", &[("certainty", certainty.into())]),
        );
    }
    let href = organization.and_then(|agent| agent.href);
    FactValue { href, rest, ..FactValue::plain(role.title.clone()) }
}

impl FactValue {
    fn plain(text: String) -> Self {
        Self { text, href: None, rest: String::new(), sources: Vec::new() }
    }
}
