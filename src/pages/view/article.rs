//! The view of an article page.

use serde::Serialize;

use crate::base::{Day, Markup, Range};
use crate::names::EntityIx;
use crate::pages::view::citation::{self, CitationView};
use crate::pages::view::cite::SourceView;
use crate::pages::view::history::{self, HistoryView};
use crate::pages::view::list::Counted;
use crate::pages::view::notices::{self, NoticeView};
use crate::pages::view::shell::Alternate;
use crate::pages::view::statement::{self, StatementView};
use crate::pages::view::{
    AgentView, Date, Foreign, Locale, NameLink, PageContext, Shell, Summary, languages, notes,
    related, sources,
};
use crate::pages::weave::{self, WeaveContext};
use crate::parse::matter::RoleMatter;
use crate::parse::{Body, Matter};
use crate::plan::{Choices, CollectionKind, SIZES};
use crate::site::ArticleIx;
use crate::source::Role;

/// Data of `article.html`.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Label above the title.
    pub kicker: Option<String>,
    /// The nearest enclosing section with an `_index.md`.
    pub section: Option<SectionView>,
    /// Standfirst.
    pub description: Option<String>,
    /// BCP 47 tag of the text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Authors.
    pub authors: Vec<AgentView>,
    /// Date of publication.
    pub date: Option<Date>,
    /// Date of the last change by an editor.
    pub updated: Option<Date>,
    /// Reading time in minutes, at 230 words a minute; at least 1.
    pub minutes: usize,
    /// Lead image.
    pub image: Option<ImageView>,
    /// Editors' notes, in the order written.
    pub notices: Vec<NoticeView>,
    /// Headings, if the article asks for a table of contents.
    pub contents: Vec<Contents>,
    /// The text as HTML, for `<div class="article-body">`.
    pub body: Markup,
    /// Number of paragraphs; their fragments are `g-p1` ….
    pub n_paragraphs: usize,
    /// Number of notes.
    pub n_notes: usize,
    /// Fragment of the first note, `note-1`; absent without notes.
    pub first_note: Option<String>,
    /// Entities that it mentions, by type.
    pub names: Vec<NameGroup>,
    /// Number of entities that it mentions.
    pub n_names: usize,
    /// Statements in the text.
    pub statements: Vec<StatementView>,
    /// Sources that it cites; their fragments are `g-source1` ….
    pub sources: Vec<SourceView>,
    /// Tags.
    pub tags: Vec<Counted>,
    /// The storyline that it is part of.
    pub storyline: Option<StorylineView>,
    /// Articles on the same subjects, with the reason.
    pub related: Vec<Summary>,
    /// Publication and changes, newest first; empty without a date.
    pub history: Vec<HistoryView>,
    /// Citation of the article.
    pub citation: CitationView,
    /// Original publication.
    pub origin: Option<OriginView>,
    /// Address of `annotations.jsonld`; absent without annotations.
    pub annotations: Option<String>,
    /// Address of `body.txt`.
    pub stream: String,
}

/// An image.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// Address.
    pub src: String,
    /// Alternative text.
    pub alt: String,
    /// Width in CSS pixels, if known.
    pub width: Option<u32>,
    /// Height in CSS pixels, if known.
    pub height: Option<u32>,
    /// Value of `srcset`: the image in several widths; empty if there is only one.
    pub srcset: String,
    /// Value of `srcset` for a WebP `source`; empty if WebP is not smaller.
    pub webp: String,
    /// Value of `sizes`.
    pub sizes: &'static str,
    /// Caption.
    pub caption: Option<Markup>,
    /// Credit.
    pub credit: Option<String>,
}

/// A heading in a table of contents.
#[derive(Debug, Serialize)]
pub struct Contents {
    /// Level, 1 to 6.
    pub level: u8,
    /// Fragment.
    pub id: String,
    /// Text.
    pub text: String,
}

/// Entities of one type in an article.
#[derive(Debug, Serialize)]
pub struct NameGroup {
    /// Id of the type, its CSS class.
    pub kind: String,
    /// Plural of the type.
    pub label: String,
    /// Entities, most mentions first.
    pub names: Vec<NamedHere>,
}

/// An entity mentioned in an article.
#[derive(Debug, Serialize)]
pub struct NamedHere {
    /// The entity; its count is the number of mentions in the article.
    pub entity: NameLink,
    /// A person's role on the date of the article.
    pub role: Option<String>,
    /// Language of the role, or else of the description, if it is not the page's.
    pub line_in: Option<Foreign>,
    /// Start of each mention, in thousandths of the length of the text; at most 200.
    pub places: Vec<u32>,
}

/// The section of an article.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Title.
    pub name: String,
    /// Address.
    pub href: String,
}

/// The storyline of an article, with the articles before and after it.
#[derive(Debug, Serialize)]
pub struct StorylineView {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// The previous article.
    pub previous: Option<Summary>,
    /// The next article.
    pub next: Option<Summary>,
}

/// Original publication of an article.
#[derive(Debug, Serialize)]
pub struct OriginView {
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Licence.
    pub license: Option<String>,
}

pub(crate) fn article(context: PageContext<'_>, at: ArticleIx) -> ArticleView {
    let site = context.site;
    let article = site.article(at);
    let (document, anchored) = (&site.documents[article.document], site.article_anchored(at));
    let matter = site.matter(at);
    let head = matter.map(|matter| &matter.head);
    let title = head.map_or(String::new(), |head| head.title.value.clone());
    let description = head.and_then(|head| head.description.clone());
    let weave_context = context.weave(article.document);
    let moment = |moment: Option<&crate::base::Moment>| {
        moment.map(|moment| Date::of_moment(moment, context.locale()))
    };
    let names = names(context, at);
    let (cited, own) = (site.source_ids(at), site.own_sources(at));
    let file_href = |name: &str| context.href(&format!("{}{name}", context.article_url(at)));
    let annotations = anchored.is_marked().then(|| file_href("annotations.jsonld"));
    let mut shell = Shell::new(context, &title, description.as_deref().unwrap_or_default());
    shell.dir = crate::base::language::direction(&article.language).as_str();
    let address = shell.canonical.clone();
    if let Some(canonical) = matter.and_then(|matter| matter.canonical_url.as_ref()) {
        shell.canonical = Some(canonical.value.clone());
    }
    shell.alternates.extend(alternates(
        context.locale(),
        annotations.as_deref(),
        file_href("body.txt"),
    ));
    shell.translations = languages::translations(context, at);
    ArticleView {
        dir: shell.dir,
        shell,
        title,
        kicker: matter.and_then(|matter| matter.kicker.clone()),
        section: section(context, at),
        description,
        lang: article.language.to_string(),
        authors: statement::bylines(context, at),
        date: moment(matter.and_then(|matter| matter.date.as_ref()).map(|date| &date.value)),
        updated: moment(matter.and_then(|matter| matter.updated.as_ref()).map(|date| &date.value)),
        minutes: document.body.stream.split_whitespace().count().div_ceil(230).max(1),
        image: head.and_then(|head| image(context, weave_context, head)),
        notices: notices::of_article(context, at),
        contents: if head.is_some_and(|head| head.has_toc) {
            contents(&document.body)
        } else {
            Vec::new()
        },
        body: weave::article(weave_context, &notes::details(context, at, &cited)),
        n_paragraphs: document.body.paragraphs.len(),
        n_notes: anchored.notes.len(),
        first_note: (anchored.notes.iter().min_by_key(|note| note.number))
            .map(|note| format!("note-{}", note.id)),
        n_names: names.iter().map(|group| group.names.len()).sum(),
        names,
        statements: (0..anchored.statements.len())
            .map(|index| statement::statement(context, at, index))
            .collect(),
        sources: cited.iter().map(|id| sources::listed(context, at, &own, id)).collect(),
        tags: tags(context, at),
        storyline: storyline(context, at),
        related: related::related(context, at),
        history: history::history(context, at),
        citation: citation::citation(context, at, address),
        origin: origin(matter),
        annotations,
        stream: file_href("body.txt"),
    }
}

fn alternates(locale: Locale<'_>, annotations: Option<&str>, stream: String) -> Vec<Alternate> {
    let annotations = annotations.map(|href| Alternate {
        media_type: "application/ld+json",
        title: locale.get("annotations").into(),
        href: href.to_string(),
    });
    let stream =
        Alternate { media_type: "text/plain", title: locale.get("text").into(), href: stream };
    annotations.into_iter().chain([stream]).collect()
}

/// Lead image from front matter.
pub(crate) fn image(
    context: PageContext<'_>,
    weave_context: WeaveContext<'_>,
    head: &crate::parse::matter::Head,
) -> Option<ImageView> {
    let image = head.image.as_ref()?;
    let (choices, size) =
        match context.plan.target(context.site, weave_context.document, &image.src.value) {
            crate::plan::Target::Site(url) => {
                let single = || Choices { src: context.href(&url), ..Choices::default() };
                let choices = context.plan.choices(&url, |url| context.href(url));
                (choices.unwrap_or_else(single), context.plan.size(&url))
            }
            crate::plan::Target::Elsewhere(url) => {
                (Choices { src: url, ..Choices::default() }, None)
            }
            _ => return None,
        };
    let Choices { src, srcset, webp } = choices;
    let caption =
        image.caption.as_ref().map(|caption| weave::prose(weave_context, &caption.source));
    let (alt, credit) = (image.alt.clone(), image.credit.clone());
    let (width, height) = (size.map(|size| size.width), size.map(|size| size.height));
    Some(ImageView { src, alt, width, height, srcset, webp, sizes: SIZES, caption, credit })
}

/// The headings of a text, as table of contents.
pub(crate) fn contents(body: &Body) -> Vec<Contents> {
    let headings = body.headings.iter().map(|heading| Contents {
        level: heading.level,
        id: heading.id.clone(),
        text: heading.text.clone(),
    });
    headings.collect()
}

fn names(context: PageContext<'_>, at: ArticleIx) -> Vec<NameGroup> {
    let site = context.site;
    let day = site.article(at).day;
    let length = site.article_document(at).body.stream.len().max(1) as u64;
    let mut found: Vec<(EntityIx, Vec<Range>)> = Vec::new();
    for mention in &site.article_anchored(at).mentions {
        match found.iter_mut().find(|(entity, _)| *entity == mention.entity) {
            Some((_, ranges)) => ranges.push(mention.range),
            None => found.push((mention.entity, vec![mention.range])),
        }
    }
    // most mentions first; the sort is stable, so ties keep text order
    found.sort_by_key(|(_, ranges)| std::cmp::Reverse(ranges.len()));
    let place = |range: &Range| (u64::from(range.start) * 1000 / length) as u32;
    let groups = site.config.types.iter().enumerate().map(|(kind, known)| {
        let of_kind = found.iter().filter(|(entity, _)| site.names.entity(*entity).kind == kind);
        let names = of_kind.filter_map(|(entity, ranges)| {
            let role = day.and_then(|day| role_on(context, *entity, day));
            let entity = NameLink::of(context, *entity, ranges.len())?;
            let line_in = match role {
                Some(_) => site.foreign(&context.page.language).map(Foreign::of),
                None => entity.description_in.clone(),
            };
            let places = ranges.iter().take(200).map(place).collect();
            Some(NamedHere { entity, role, line_in, places })
        });
        let label = context.locale().get(&format!("type-{}-plural", known.id)).to_string();
        NameGroup { kind: known.id.clone(), label, names: names.collect() }
    });
    groups.filter(|group| !group.names.is_empty()).collect()
}

/// The roles that an entity held on a day, joined by commas; `None` without any.
fn role_on(context: PageContext<'_>, entity: EntityIx, day: Day) -> Option<String> {
    let roles = &context.site.entity_matter(entity)?.roles;
    let is_held = |role: &&RoleMatter| {
        let begins = role.from.as_ref().and_then(|from| from.value.earliest);
        let ends = role.to.as_ref().and_then(|to| to.value.latest);
        begins.is_none_or(|begins| begins <= day) && ends.is_none_or(|ends| day <= ends)
    };
    let held: Vec<&str> = roles.iter().filter(is_held).map(|role| &*role.title).collect();
    (!held.is_empty()).then(|| held.join(context.locale().get("comma")))
}

fn tags(context: PageContext<'_>, at: ArticleIx) -> Vec<Counted> {
    let tags = context.site.matter(at).map_or(&[][..], |matter| &matter.tags);
    let tags = tags.iter().filter(|tag| !tag.value.trim().is_empty()).map(|tag| Counted {
        name: tag.value.clone(),
        href: context.href(&format!("/tags/{}/", crate::base::slug::slug(&tag.value))),
        count: 0,
    });
    tags.collect()
}

fn storyline(context: PageContext<'_>, at: ArticleIx) -> Option<StorylineView> {
    let name = &context.site.matter(at)?.storyline.as_ref()?.value;
    let slug = crate::base::slug::slug(name);
    let storyline =
        CollectionKind::Storylines.list(context.site).iter().find(|s| s.slug == slug)?;
    let place = storyline.articles.iter().position(|other| *other == at)?;
    let summary = |place: Option<usize>| {
        let other = storyline.articles.get(place?)?;
        Some(Summary::of(context, *other))
    };
    Some(StorylineView {
        name: storyline.name.clone(),
        href: context.href(&format!("/storylines/{slug}/")),
        previous: summary(place.checked_sub(1)),
        next: summary(Some(place + 1)),
    })
}

/// The nearest section above an article, in the same language, that has an `_index.md`.
fn section(context: PageContext<'_>, at: ArticleIx) -> Option<SectionView> {
    let site = context.site;
    let file = &site.article_document(at).file;
    let is_above = |place: &&usize| {
        let other = &site.documents[**place].file;
        other.role == Role::Section
            && other.suffix == file.suffix
            && &*other.key != "articles"
            && file.key.strip_prefix(&*other.key).is_some_and(|rest| rest.starts_with('/'))
    };
    let above = site.pages.iter().filter(is_above);
    let nearest = *above.max_by_key(|place| site.documents[**place].file.key.len())?;
    let url = context.plan.documents.get(nearest).filter(|url| !url.is_empty())?;
    let Matter::Page(page) = &site.documents[nearest].matter else { return None };
    Some(SectionView { name: page.head.title.value.clone(), href: context.href(url) })
}

fn origin(matter: Option<&crate::parse::matter::ArticleMatter>) -> Option<OriginView> {
    let origin = matter?.origin.as_ref()?;
    Some(OriginView {
        publisher: origin.publisher.as_ref().map(|publisher| publisher.value.clone()),
        url: origin.url.as_ref().map(|url| url.value.clone()),
        license: origin.license.clone(),
    })
}
