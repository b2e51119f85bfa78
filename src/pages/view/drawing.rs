//! Charts and diagrams. Each has a table or list with the same data next to it.

use crate::base::{Day, Markup};
use crate::names::EntityIx;
use crate::pages::draw::{self, Edge, Node, Term};
use crate::pages::view::{NameLink, PageContext, date};
use crate::parse::matter::{Certainty, RoleMatter};

/// Most names in an arc diagram.
const ARCS: usize = 14;

/// A name as a node of a drawing.
pub(crate) fn node(link: &NameLink, weight: u32) -> Node {
    let (label, href, class) = (link.name.clone(), link.href.clone(), link.kind.clone());
    Node { label, href, class, weight }
}

/// Mentions of an entity by month.
pub(crate) fn months(context: PageContext<'_>, at: EntityIx) -> Markup {
    let name = context.site.entity_name(at, &context.page.language);
    let label = context.locale().say("drawing-months", &[("name", name.into())]);
    draw::months(&context.site.entities[at.0 as usize].by_month, &label)
}

/// A small chart of mentions: at most the last two years with articles.
pub(crate) fn sparkline(context: PageContext<'_>, at: EntityIx) -> Markup {
    let months = context.site.months.iter().map(|month| (month.year, month.month));
    let (Some(first), Some(last)) = (months.clone().min(), months.max()) else {
        return Markup::default();
    };
    // one month after the last month, two years earlier
    let early = if last.1 == 12 { (last.0 - 1, 1) } else { (last.0 - 2, last.1 + 1) };
    draw::sparkline(&context.site.entities[at.0 as usize].by_month, first.max(early), last)
}

/// An entity and those mentioned with it, as an arc diagram. Empty with fewer than two others.
pub(crate) fn arcs(context: PageContext<'_>, at: EntityIx) -> Markup {
    let entities = &context.site.entities;
    let others = entities[at.0 as usize].cooccurring.iter().map(|(other, _)| *other);
    let all: Vec<EntityIx> = std::iter::once(at).chain(others.take(ARCS - 1)).collect();
    let shown: Vec<(EntityIx, NameLink)> =
        all.into_iter().filter_map(|at| Some((at, NameLink::of(context, at, 0)?))).collect();
    if shown.len() < 3 {
        return Markup::default();
    }
    let mut edges: Vec<Edge> = Vec::new();
    for (from, (one, _)) in shown.iter().enumerate() {
        for (other, count) in &entities[one.0 as usize].cooccurring {
            let to = shown.iter().position(|(known, _)| known == other);
            edges.extend(to.filter(|to| *to > from).map(|to| (from, to, *count)));
        }
    }
    let nodes: Vec<Node> = shown.iter().map(|(_, link)| node(link, 1)).collect();
    let name = context.site.entity_name(at, &context.page.language);
    let label = context.locale().say("drawing-arcs", &[("name", name.into())]);
    draw::arcs(&nodes, &edges, Some(0), &label)
}

/// A person's offices over time. Empty without dates.
pub(crate) fn terms(context: PageContext<'_>, roles: &[RoleMatter]) -> Markup {
    let term = |role: &RoleMatter| {
        let (from, to) =
            (role.from.as_ref().map(|it| &it.value), role.to.as_ref().map(|it| &it.value));
        let dates = [from, to].into_iter().flatten();
        let is_vague = dates.clone().any(|date| date.text.contains(['?', '~', '%']));
        let is_doubted = matches!(role.certainty, Some(Certainty::Low | Certainty::Unknown));
        Term {
            label: role.title.clone(),
            when: date::between(from, to, context.locale()).unwrap_or_default(),
            from: from.and_then(|date| date.earliest).map(years),
            to: to.and_then(|date| date.latest).map(years),
            is_sure: !is_vague && !is_doubted,
        }
    };
    let terms: Vec<Term> = roles.iter().map(term).collect();
    // "now" is the newest article's date, so that a build does not depend on the day
    let now = context.site.articles.iter().find_map(|article| article.day).map(years);
    draw::terms(&terms, now, context.locale().get("drawing-terms"))
}

/// A day as a year with fraction.
fn years(day: Day) -> f64 {
    f64::from(day.year) + (f64::from(day.month - 1) + f64::from(day.day - 1) / 31.0) / 12.0
}
