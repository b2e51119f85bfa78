//! Marks: ranges of the text stream and the HTML written for them.

use crate::anchor::{Agent, Anchored, Mention};
use crate::base::Range;
use crate::base::escape::{escaped, push_escaped};
use crate::names::EntityIx;
use crate::pages::weave::context::{AuthorLinks, TextKind, WeaveContext};

/// A marked range of the text.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Text range; never empty.
    pub(crate) range: Range,
    /// What is marked.
    pub(crate) kind: Kind,
    /// Whether its first piece has been written.
    pub(crate) is_begun: bool,
}

/// What a mark stands for.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A mention of an entity.
    Mention {
        /// HTML attributes except `id` and `href`: ` class="…" data-entity="…"`.
        attributes: String,
        /// Number in the article; 0 if mentions are not numbered.
        number: usize,
        /// Escaped address of the entity's page; empty if not linked.
        href: String,
        /// How the link is written.
        link: Link,
    },
    /// Text that a note refers to: index in [`Anchored::notes`].
    Noted(usize),
    /// A statement: index in [`Anchored::statements`], and its row (0 to 2) among overlapping statements.
    Statement(usize, usize),
}

/// How the link of a mention is written (FORMAT section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The element of the mark is an `<a>`.
    Element,
    /// The mark contains another link: its element is a `<span>`, and its text outside that link is wrapped in
    /// `<a>`s.
    Between,
    /// No link, or inside an author's link.
    None,
}

/// Marks of an article, sorted. Of equal ranges the first is the outer one.
pub(crate) fn of_article(context: WeaveContext<'_>, anchored: &Anchored) -> Vec<Mark> {
    let ranges: Vec<Range> = anchored.statements.iter().map(|statement| statement.range).collect();
    let rows = rows(&ranges).into_iter().enumerate();
    let statements = rows.map(|(at, row)| Mark::new(ranges[at], Kind::Statement(at, row.min(2))));
    let notes = anchored.notes.iter().enumerate().filter_map(|(at, note)| {
        let range = note.range.filter(|range| !range.is_empty())?;
        Some(Mark::new(range, Kind::Noted(at)))
    });
    let mut seen: Vec<EntityIx> = Vec::new();
    let mentions = anchored.mentions.iter().enumerate().map(|(at, mention)| {
        let is_first = !seen.contains(&mention.entity);
        if is_first {
            seen.push(mention.entity);
        }
        Mark::new(mention.range, numbered(context, mention, at + 1, is_first))
    });
    sorted(statements.chain(notes).chain(mentions).collect())
}

/// Marks of a profile or page: plain links.
pub(crate) fn of_page(context: WeaveContext<'_>, anchored: &Anchored) -> Vec<Mark> {
    let marks = anchored.mentions.iter().filter_map(|mention| {
        let href = entity_href(context, mention.entity);
        if href.is_empty() || !mention.is_linked {
            return None;
        }
        let attributes = format!(" class=\"named {}\"", class(context, mention.entity));
        let kind = Kind::Mention { attributes, number: 0, href, link: Link::None };
        Some(Mark::new(mention.range, kind))
    });
    sorted(marks.collect())
}

/// Marks of an article in a feed: plain links and note references.
pub(crate) fn of_feed(context: WeaveContext<'_>, anchored: &Anchored) -> Vec<Mark> {
    let mentions = anchored.mentions.iter().filter_map(|mention| {
        let href = entity_href(context, mention.entity);
        let kind = Kind::Mention { attributes: String::new(), number: 0, href, link: Link::None };
        mention.is_linked.then(|| Mark::new(mention.range, kind))
    });
    let notes = anchored.notes.iter().enumerate().filter_map(|(at, note)| {
        let range = note.range.filter(|range| !range.is_empty())?;
        Some(Mark::new(range, Kind::Noted(at)))
    });
    let is_shown =
        |mark: &Mark| !matches!(&mark.kind, Kind::Mention { href, .. } if href.is_empty());
    sorted(notes.chain(mentions).filter(is_shown).collect())
}

/// Row of each range, from 0: the first row without an overlapping range. Ranges must be sorted by start.
fn rows(ranges: &[Range]) -> Vec<usize> {
    let mut ends: Vec<u32> = Vec::new();
    let rows = ranges.iter().map(|range| {
        let free = ends.iter().position(|end| *end <= range.start);
        let row = free.unwrap_or(ends.len());
        ends.resize(ends.len().max(row + 1), 0);
        ends[row] = range.end;
        row
    });
    rows.collect()
}

fn sorted(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    marks
}

fn numbered(context: WeaveContext<'_>, mention: &Mention, number: usize, is_first: bool) -> Kind {
    let entity = context.site.names.entity(mention.entity);
    let mut attributes = format!(" class=\"mention {}", class(context, mention.entity));
    attributes.push_str(if is_first { " first\"" } else { "\"" });
    attributes.push_str(" data-entity=\"");
    push_escaped(&mut attributes, &entity.id);
    attributes.push_str(&format!("\" data-mention=\"{number}\""));
    let href = if mention.is_linked { entity_href(context, mention.entity) } else { String::new() };
    Kind::Mention { attributes, number, href, link: Link::None }
}

/// CSS class of an entity: the id of its type.
pub(crate) fn class(context: WeaveContext<'_>, entity: EntityIx) -> &str {
    &context.site.config.types[context.site.names.entity(entity).kind].id
}

/// Escaped address of an entity's page; empty if it has none.
pub(crate) fn entity_href(context: WeaveContext<'_>, entity: EntityIx) -> String {
    let url = context.plan.entities.get(entity.0 as usize).filter(|url| !url.is_empty());
    url.map_or(String::new(), |url| escaped(&context.href(url)))
}

/// Value of `data-speaker`; `None` unless the speaker is an entity.
pub(crate) fn speaker<'a>(context: WeaveContext<'a>, speaker: Option<&Agent>) -> Option<&'a str> {
    match speaker? {
        Agent::Entity(entity) => Some(&context.site.names.entity(*entity).id),
        Agent::Named(_) => None,
    }
}

/// Decides how the link of each mention is written: an `<a>` must not contain another.
///
/// `marks` must be sorted; `author` holds the author's own links.
pub(crate) fn settle_links(marks: &mut [Mark], author: &AuthorLinks) {
    let wanted = |mark: &Mark| matches!(&mark.kind, Kind::Mention { href, .. } if !href.is_empty());
    for at in 0..marks.len() {
        if !wanted(&marks[at]) {
            continue;
        }
        let range = marks[at].range;
        let settled = if author.ranges.iter().any(|link| link.contains(range)) {
            Link::None
        } else if author.meet(range)
            || marks[at + 1..].iter().take_while(|later| later.range.start < range.end).any(wanted)
        {
            Link::Between
        } else {
            Link::Element
        };
        if let Kind::Mention { link, .. } = &mut marks[at].kind {
            *link = settled;
        }
    }
}

impl Mark {
    fn new(range: Range, kind: Kind) -> Self {
        Self { range, kind, is_begun: false }
    }

    /// Whether its element is an `<a>`.
    pub(crate) fn is_anchor(&self) -> bool {
        matches!(self.kind, Kind::Mention { link: Link::Element, .. })
    }

    /// End tag of its element; empty without an element.
    pub(crate) fn closes(&self, text_kind: TextKind) -> &'static str {
        match self.kind {
            Kind::Mention { link: Link::Element, .. } => "</a>",
            _ if text_kind == TextKind::Feed => "",
            _ => "</span>",
        }
    }

    /// Escaped address for the text outside inner links; see [`Link::Between`].
    pub(crate) fn between(&self) -> Option<&str> {
        match &self.kind {
            Kind::Mention { href, link: Link::Between, .. } => Some(href),
            Kind::Mention { .. } | Kind::Noted(_) | Kind::Statement(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::base::Range;

    #[test]
    fn overlapping_ranges_have_different_rows() {
        let check = |ranges: &[(usize, usize)], expected: &[usize]| {
            let ranges: Vec<Range> =
                ranges.iter().map(|(start, end)| Range::new(*start, *end)).collect();
            assert_eq!(rows(&ranges), expected, "{ranges:?}");
        };
        check(&[(0, 9), (1, 5), (2, 4), (6, 8)], &[0, 1, 2, 1]);
        check(&[(0, 5), (3, 9), (5, 7), (9, 10)], &[0, 1, 0, 0]);
        check(&[(0, 9), (0, 9), (0, 9), (0, 9)], &[0, 1, 2, 3]);
        check(&[], &[]);
    }
}
