//! Views of index pages: entities, tags, authors, storylines and the archive.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::Markup;
use crate::names::EntityIx;
use crate::pages::view::letters::{LetterLink, alphabet};
use crate::pages::view::list::{Counted, Intro, intro};
use crate::pages::view::{NameLink, PageContext, Shell, TitleLink, date, drawing};
use crate::plan::CollectionKind;
use crate::site::ArticleIx;
use crate::site::collation::Order;

/// Data of `entities.html`: all entities, or those of one type.
#[derive(Debug, Serialize)]
pub struct EntitiesView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title: `Names`, or the plural of the type.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Number of entities.
    pub total: usize,
    /// Types that have entities.
    pub types: Vec<TypeLink>,
    /// Letters of the page's language, if its alphabet is known, and other initials of entries.
    pub alphabet: Vec<LetterLink>,
    /// Entries by initial.
    pub letters: Vec<Letter>,
}

/// A type with its list of entities.
#[derive(Clone, Debug, Serialize)]
pub struct TypeLink {
    /// Plural of the type.
    pub name: String,
    /// Id of the type, its CSS class.
    pub kind: String,
    /// Address of its list.
    pub href: String,
    /// Number of entities.
    pub count: usize,
    /// Whether the page is this list.
    pub is_current: bool,
}

/// Entries with the same initial.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter; `#` for names that do not begin with a letter.
    pub letter: String,
    /// Fragment: `g-letter-1`.
    pub id: String,
    /// Entries, in the order of the page's language.
    pub entries: Vec<Entry>,
}

/// An entry of the index.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Name or alias of the entity.
    pub name: String,
    /// Preferred name, if `name` is an alias.
    pub see: Option<String>,
    /// The entity; its count is the number of articles.
    pub entity: NameLink,
    /// Mentions by month, as a word-sized SVG; empty for fewer than two months, and for an alias.
    pub sparkline: Markup,
}

/// Data of `collections.html`: all tags, authors or storylines.
#[derive(Debug, Serialize)]
pub struct CollectionsView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title: `Tags`, `Authors` or `Storylines`.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Tags, authors or storylines.
    pub entries: Vec<CollectionRow>,
}

/// A tag, an author or a storyline in a list.
#[derive(Debug, Serialize)]
pub struct CollectionRow {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// Number of articles.
    pub count: usize,
    /// Dates of its oldest and newest article, in words: `16–22 October 2025`.
    pub when: Option<String>,
    /// For a storyline: its newest article.
    pub newest: Option<TitleLink>,
}

/// The view of all entities, or of those of type `kind`.
pub(crate) fn entities(context: PageContext<'_>, kind: Option<usize>) -> EntitiesView {
    let (site, locale) = (context.site, context.locale());
    let title = match kind {
        Some(kind) => {
            locale.get(&format!("type-{}-plural", site.config.types[kind].id)).to_string()
        }
        None => locale.get("names").to_string(),
    };
    let shown = |at: &EntityIx| kind.is_none_or(|kind| site.names.entity(*at).kind == kind);
    let mut entries: Vec<(String, Entry)> = Vec::new();
    let mut total = 0;
    for (at, _) in site.names.iter().filter(|(at, _)| shown(at)) {
        let count = site.entities[at.0 as usize].n_articles;
        let (Some(entity), Some(matter)) =
            (NameLink::of(context, at, count), site.entity_matter(at))
        else {
            continue;
        };
        total += 1;
        for alias in &matter.aliases {
            let see = Some(entity.name.clone());
            let entry = Entry {
                name: alias.value.clone(),
                see,
                entity: entity.clone(),
                sparkline: Markup::default(),
            };
            entries.push((alias.value.clone(), entry));
        }
        let sparkline = drawing::sparkline(context, at);
        let key = matter.sort_name.clone().unwrap_or_else(|| entity.name.clone());
        entries.push((key, Entry { name: entity.name.clone(), see: None, entity, sparkline }));
    }
    Order::of(&context.page.language).sort(&mut entries, |(key, _)| key);
    drop_neighbours(&mut entries);
    let mut letters: Vec<Letter> = Vec::new();
    for (key, entry) in entries {
        let initial = initial(&key);
        match letters.iter_mut().find(|known| known.letter == initial) {
            Some(known) => known.entries.push(entry),
            None => {
                let id = format!("g-letter-{}", letters.len() + 1);
                letters.push(Letter { letter: initial, id, entries: vec![entry] });
            }
        }
    }
    let link = |it: &Letter| LetterLink { letter: it.letter.clone(), id: Some(it.id.clone()) };
    let links: Vec<LetterLink> = letters.iter().map(link).collect();
    let Intro { title, description, body } = intro(context, &title);
    EntitiesView {
        shell: Shell::new(context, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        body,
        total,
        types: types(context, kind),
        alphabet: alphabet(&links, &context.page.language),
        letters,
    }
}

/// Removes aliases next to the entry that they refer to.
fn drop_neighbours(entries: &mut Vec<(String, Entry)>) {
    let refers = |from: &Entry, to: Option<&(String, Entry)>| {
        to.is_some_and(|(_, to)| to.see.is_none() && to.entity.id == from.entity.id)
    };
    let redundant: Vec<bool> = (0..entries.len())
        .map(|at| {
            let entry = &entries[at].1;
            let before = at.checked_sub(1).and_then(|at| entries.get(at));
            entry.see.is_some() && (refers(entry, before) || refers(entry, entries.get(at + 1)))
        })
        .collect();
    let mut redundant = redundant.into_iter();
    entries.retain(|_| !redundant.next().unwrap_or(false));
}

/// Initial of a name: upper case, without diacritics.
fn initial(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let first = name.nfd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        _ => "#".into(),
    }
}

fn types(context: PageContext<'_>, current: Option<usize>) -> Vec<TypeLink> {
    let site = context.site;
    let links = site.config.types.iter().enumerate().map(|(at, kind)| TypeLink {
        name: context.locale().get(&format!("type-{}-plural", kind.id)).to_string(),
        kind: kind.id.clone(),
        href: context.href(&format!("/{}/", kind.path)),
        count: site.names.entities.iter().filter(|e| e.kind == at && !e.is_hidden).count(),
        is_current: current == Some(at),
    });
    links.filter(|link| link.count > 0 || link.is_current).collect()
}

/// The view of all tags, authors or storylines.
pub(crate) fn collections(context: PageContext<'_>, kind: CollectionKind) -> CollectionsView {
    let title = context.locale().get(kind.segment());
    let entries = kind.list(context.site).iter().map(|collection| {
        let dated = |at: &ArticleIx| Some((context.site.article(*at).day?, *at));
        let first = collection.articles.iter().filter_map(dated).min();
        // on the same day, the article with the lowest index is the newest
        let last = collection
            .articles
            .iter()
            .filter_map(dated)
            .max_by_key(|(day, at)| (*day, Reverse(*at)));
        let newest = last.filter(|_| kind == CollectionKind::Storylines);
        CollectionRow {
            name: collection.name.clone(),
            href: context.href(&format!("/{}/{}/", kind.segment(), collection.slug)),
            count: collection.articles.len(),
            when: first
                .zip(last)
                .map(|((from, _), (to, _))| date::days(from, to, context.locale())),
            newest: newest.map(|(_, at)| TitleLink::of(context, at)),
        }
    });
    let Intro { title, description, body } = intro(context, title);
    CollectionsView {
        shell: Shell::new(context, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        body,
        entries: entries.collect(),
    }
}

/// Data of `archive.html`.
#[derive(Debug, Serialize)]
pub struct ArchiveView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Names of the twelve months, full and short.
    pub months: Vec<MonthName>,
    /// Years with articles, newest first.
    pub years: Vec<ArchiveYear>,
    /// Number of articles with a date.
    pub total: usize,
}

/// Name of a month.
#[derive(Debug, Serialize)]
pub struct MonthName {
    /// Full: `October`.
    pub full: String,
    /// Short: `Oct`.
    pub short: String,
}

/// A year of the archive.
#[derive(Debug, Serialize)]
pub struct ArchiveYear {
    /// The year.
    pub year: String,
    /// Number of articles.
    pub count: usize,
    /// All twelve months: name with year, address (empty without articles), number of articles.
    pub months: Vec<Counted>,
}

/// The view of the archive.
pub(crate) fn archive(context: PageContext<'_>) -> ArchiveView {
    let (months, locale) = (&context.site.months, context.locale());
    let cell = |year: i16, month: u8| {
        let found = months.iter().find(|it| (it.year, it.month) == (year, month));
        let address = |_| context.href(&format!("/archive/{year:04}/{month:02}/"));
        Counted {
            name: date::month(year, month, locale),
            href: found.map(address).unwrap_or_default(),
            count: found.map_or(0, |it| it.articles.len()),
        }
    };
    let mut years: Vec<ArchiveYear> = Vec::new();
    for year in months.chunk_by(|a, b| a.year == b.year).map(|months| months[0].year) {
        let months: Vec<Counted> = (1..=12).map(|month| cell(year, month)).collect();
        let count = months.iter().map(|month| month.count).sum();
        years.push(ArchiveYear { year: year.to_string(), count, months });
    }
    let name = |key: &str, month: u8| locale.get(&format!("{key}-{month}")).to_string();
    let names = (1..=12)
        .map(|at| MonthName { full: name("month", at), short: name("month-short", at) })
        .collect();
    let Intro { title, description, body } = intro(context, locale.get("archive"));
    ArchiveView {
        shell: Shell::new(context, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        body,
        months: names,
        total: years.iter().map(|year| year.count).sum(),
        years,
    }
}
