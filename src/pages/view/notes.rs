//! Details of notes: date, certainty, sources, tags, author and time.

use crate::anchor::{Note, NoteContent};
use crate::base::Markup;
use crate::base::escape::escaped;
use crate::pages::view::cite::{self, ReferenceView};
use crate::pages::view::{AgentView, Date, Locale, PageContext, date};
use crate::pages::weave;
use crate::parse::matter::AnnotationMatter;
use crate::site::ArticleIx;

/// Details for the end of each note of an article, in the order of notes; empty without details.
pub(crate) fn details(context: PageContext<'_>, at: ArticleIx, listed: &[&str]) -> Vec<Markup> {
    let site = context.site;
    let document = site.article(at).document;
    let weave_context = context.weave(document);
    let own = site.own_sources(at);
    let details = |note: &Note| {
        let NoteContent::Annotation(written) = note.content else { return Markup::default() };
        let Some(matter) = weave::annotation(weave_context, written) else {
            return Markup::default();
        };
        let sources = cite::references(context, &own, (&matter.sources, listed));
        let creators = matter.creator.as_ref().map_or_else(Vec::new, |it| site.names.creators(it));
        let creators: Vec<AgentView> =
            creators.iter().map(|agent| AgentView::of(context, agent)).collect();
        Markup(html(matter, &creators, &sources, context.locale()))
    };
    site.article_anchored(at).notes.iter().map(details).collect()
}

fn html(
    matter: &AnnotationMatter,
    creators: &[AgentView],
    sources: &[ReferenceView],
    locale: Locale<'_>,
) -> String {
    let mut rows: Vec<(&str, String)> = Vec::new();
    if let Some(meant) = &matter.date {
        rows.push(("date", escaped(&date::partial(&meant.value, locale))));
    }
    if let Some(certainty) = matter.certainty {
        rows.push(("certainty", escaped(locale.certainty(certainty))));
    }
    if !sources.is_empty() {
        let label = if sources.len() == 1 { "source" } else { "sources" };
        let sources = sources.iter().map(|source| name(&source.name, source.href.as_deref()));
        rows.push((label, sources.collect::<Vec<_>>().join("; ")));
    }
    if !matter.tags.is_empty() {
        rows.push(("topics", escaped(&matter.tags.join(locale.get("comma")))));
    }
    let created = matter.created.as_ref().map(|created| {
        let Date { iso, text } = Date::of_moment(&created.value, locale);
        format!("<time datetime=\"{}\">{}</time>", escaped(&iso), escaped(&text))
    });
    let label = if creators.is_empty() { "written" } else { "by" };
    let by = creators.iter().map(|creator| name(&creator.name, creator.href.as_deref()));
    let by: Vec<String> = by.chain(created).collect();
    if !by.is_empty() {
        rows.push((label, by.join(&escaped(locale.get("comma")))));
    }
    if rows.is_empty() {
        return String::new();
    }
    let row = |(key, words): &(&str, String)| {
        format!("<dt>{}</dt><dd>{words}</dd>", escaped(locale.get(key)))
    };
    format!("<dl class=\"note-facts\">{}</dl>", rows.iter().map(row).collect::<String>())
}

/// A name, linked if it has an address.
fn name(name: &str, href: Option<&str>) -> String {
    let name = escaped(name);
    match href {
        Some(href) => format!("<a href=\"{}\"><bdi>{name}</bdi></a>", escaped(href)),
        None => format!("<bdi>{name}</bdi>"),
    }
}
