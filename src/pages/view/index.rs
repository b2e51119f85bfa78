//! Lists of entities, of tags, authors and storylines, of months.

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

/// What `entities.html` sees: all entities, or those of one type.
#[derive(Debug, Serialize)]
pub struct EntitiesView {
    /// What every page has.
    pub shell: Shell,
    /// `Names`, or the type's plural.
    pub title: String,
    /// One line about it, from its `_index.md`.
    pub description: Option<String>,
    /// The text of its `_index.md`.
    pub body: Option<Markup>,
    /// How many entities.
    pub total: usize,
    /// All types that have entities, with their lists.
    pub types: Vec<TypeLink>,
    /// The alphabet of the page's language, where it is known, and what names begin with besides.
    pub alphabet: Vec<LetterLink>,
    /// The entities by their first letter.
    pub letters: Vec<Letter>,
}

/// A type with its list.
#[derive(Clone, Debug, Serialize)]
pub struct TypeLink {
    /// Its plural.
    pub name: String,
    /// Its id: a class of the style sheet.
    pub kind: String,
    /// Address of its list.
    pub href: String,
    /// How many entities it has.
    pub count: usize,
    /// Whether this is the list.
    pub is_current: bool,
}

/// Names that begin alike.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter; `#` for names that begin with none.
    pub letter: String,
    /// Its fragment: `g-letter-1`.
    pub id: String,
    /// The names, in the order of the site's language.
    pub entries: Vec<Entry>,
}

/// A name in the list.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The name, or another name of the entity.
    pub name: String,
    /// The preferred name, where `name` is another.
    pub see: Option<String>,
    /// The entity; its count is the number of articles.
    pub entity: NameLink,
    /// Mentions by month, drawn as small as a word; empty for fewer than two months, and where `name` is another.
    pub sparkline: Markup,
}

/// What `collections.html` sees: all tags, authors or storylines.
#[derive(Debug, Serialize)]
pub struct CollectionsView {
    /// What every page has.
    pub shell: Shell,
    /// What they are.
    pub title: String,
    /// One line about it, from its `_index.md`.
    pub description: Option<String>,
    /// The text of its `_index.md`.
    pub body: Option<Markup>,
    /// Each with what is known of its articles.
    pub entries: Vec<CollectionRow>,
}

/// A tag, an author or a storyline in a list.
#[derive(Debug, Serialize)]
pub struct CollectionRow {
    /// Its name.
    pub name: String,
    /// Its address.
    pub href: String,
    /// How many articles.
    pub count: usize,
    /// From its oldest to its newest dated article, in words: `16–22 October 2025`.
    pub when: Option<String>,
    /// Its newest article, where it is a storyline.
    pub newest: Option<TitleLink>,
}

/// All entities (`None`), or those of a type.
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

/// Leaves out a name that refers to the one right beside it: whoever finds it has found both.
fn drop_neighbours(entries: &mut Vec<(String, Entry)>) {
    let refers = |from: &Entry, to: Option<&(String, Entry)>| {
        to.is_some_and(|(_, to)| to.see.is_none() && to.entity.id == from.entity.id)
    };
    let idle: Vec<bool> = (0..entries.len())
        .map(|at| {
            let entry = &entries[at].1;
            let before = at.checked_sub(1).and_then(|at| entries.get(at));
            entry.see.is_some() && (refers(entry, before) || refers(entry, entries.get(at + 1)))
        })
        .collect();
    let mut idle = idle.into_iter();
    entries.retain(|_| !idle.next().unwrap_or(false));
}

/// The letter that a name stands under: without marks, upper case.
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

/// All tags, authors or storylines.
pub(crate) fn collections(context: PageContext<'_>, kind: CollectionKind) -> CollectionsView {
    let title = context.locale().get(kind.segment());
    let entries = kind.list(context.site).iter().map(|collection| {
        let dated = |at: &ArticleIx| Some((context.site.article(*at).day?, *at));
        let first = collection.articles.iter().filter_map(dated).min();
        // of one day the first of all articles is the newest
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

/// What `archive.html` sees.
#[derive(Debug, Serialize)]
pub struct ArchiveView {
    /// What every page has.
    pub shell: Shell,
    /// Its title.
    pub title: String,
    /// One line about it, from its `_index.md`.
    pub description: Option<String>,
    /// The text of its `_index.md`.
    pub body: Option<Markup>,
    /// Names of the twelve months, full and short.
    pub months: Vec<MonthName>,
    /// Years from the newest to the oldest; those without articles between them are left out.
    pub years: Vec<ArchiveYear>,
    /// Articles with a date.
    pub total: usize,
}

/// A month's name.
#[derive(Debug, Serialize)]
pub struct MonthName {
    /// `October`.
    pub full: String,
    /// `Oct`.
    pub short: String,
}

/// A year and its months.
#[derive(Debug, Serialize)]
pub struct ArchiveYear {
    /// The year.
    pub year: String,
    /// Its articles.
    pub count: usize,
    /// Its twelve months: each with its full name and year, its address, which is empty without articles, and their number.
    pub months: Vec<Counted>,
}

/// All months.
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
