//! Data shared by all pages: head, navigation, feeds and languages.

use serde::Serialize;

use crate::base::Markup;
use crate::base::language::direction;
use crate::data::{Node, Table, Value};
use crate::pages::linked::linked;
use crate::pages::view::languages::{self, Edition, Hreflang, Translation};
use crate::pages::view::{PageContext, Social};
use crate::plan::{
    CollectionKind, Format, PageKind, Target, absolute, channel_page, home_url, list_url,
};
use crate::source::config::Touch;

/// Data shared by all pages.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// BCP 47 tag of the page.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Name of the site, in the page's language.
    pub site_title: String,
    /// Content of `<title>`: the page's title, then the site's.
    pub page_title: String,
    /// Description of the page; may be empty.
    pub description: String,
    /// Absolute address of the page; absent without `base_url`.
    pub canonical: Option<String>,
    /// Value for `robots`: `max-image-preview:large`, or `noindex` for search, 404 and redirect pages.
    pub robots: &'static str,
    /// Data for link previews.
    pub social: Social,
    /// schema.org graph of the page: JSON-LD, safe inside a script.
    pub linked: Option<Markup>,
    /// Address of the home page, in the page's edition.
    pub home: String,
    /// What tapping a name opens on touch screens: `sheet` (its card) or `off` (its page).
    pub touch: &'static str,
    /// Address of the style sheet.
    pub css: String,
    /// Integrity hash of the style sheet (`sha256-…`); absent without `base_url`, since browsers cannot check local
    /// files, and for the site's own file.
    pub css_integrity: Option<String>,
    /// Address of the script.
    pub js: String,
    /// Integrity hash of the script, likewise.
    pub js_integrity: Option<String>,
    /// Address of the icon: `favicon.svg`, `favicon.png` or `favicon.ico` in `static/`; an empty `data:` address
    /// without one.
    pub icon: String,
    /// Main sections of the site.
    pub nav: Vec<NavLink>,
    /// Menu from the configuration, after `nav`.
    pub menu: Vec<NavLink>,
    /// Address of all sources; absent without any.
    pub sources: Option<String>,
    /// Address of the search page.
    pub search: String,
    /// Address of all editors' notes; absent without any.
    pub corrections: Option<String>,
    /// Other formats of the page: feeds (its own, else the site's); an article also as text and data.
    pub alternates: Vec<Alternate>,
    /// Absolute addresses of the page in all languages, including its own; empty with only one language, without
    /// `base_url`, and on later pages of a list.
    pub languages: Vec<Hreflang>,
    /// Feeds in `alternates`.
    pub feeds: Vec<FeedLink>,
    /// Data files of the site: entities, graph and corrections, if written.
    pub data: Vec<DataLink>,
    /// The page in each of its languages; empty with only one, and for articles, which have `translations`.
    pub editions: Vec<Edition>,
    /// Translations of the article.
    pub translations: Vec<Translation>,
    /// Table `extra` in the page's front matter; may be empty.
    pub extra: Extra,
    /// Table `extra` in the configuration.
    pub site_extra: Extra,
}

/// A table with the author's own keys; dates are strings.
pub(crate) type Extra = serde_json::Map<String, serde_json::Value>;

/// A menu link.
#[derive(Clone, Debug, Serialize)]
pub struct NavLink {
    /// Text.
    pub name: String,
    /// Address.
    pub href: String,
    /// Whether the current page is the target or below it.
    pub is_current: bool,
}

/// Another format of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// Media type.
    pub media_type: &'static str,
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
}

/// A feed of the page.
#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    /// Format: `Atom`, `JSON` or `RSS`.
    pub name: &'static str,
    /// Media type.
    pub media_type: &'static str,
    /// Address.
    pub href: String,
}

/// A file of data about the whole site.
#[derive(Clone, Debug, Serialize)]
pub struct DataLink {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
}

impl Shell {
    /// The shell of a page; without a title, that of the site is used.
    pub(crate) fn new(context: PageContext<'_>, title: &str, description: &str) -> Self {
        let config = &context.site.config;
        let lang = context.page.language.to_string();
        let own = config.languages.get(&lang);
        let own =
            own.or_else(|| config.languages.get(&*context.site.editions[context.edition()].tag));
        let site_title =
            own.and_then(|own| own.title.clone()).unwrap_or_else(|| config.title.clone());
        let home = || context.locale().get("home").to_string();
        let page_title = match (title.is_empty(), site_title.is_empty()) {
            (true, _) => site_title.clone(),
            (false, true) => title.to_string(),
            (false, false) => format!("{title} · {site_title}"),
        };
        let page_title = if page_title.is_empty() { home() } else { page_title };
        let canonical = config.base_url.as_deref().map(|base| absolute(base, &context.page.url));
        let site_title = if site_title.is_empty() { home() } else { site_title };
        let own_title = if title.is_empty() { &page_title } else { title };
        let (alternates, feeds) = feeds(context, title, &site_title);
        let (css, css_integrity) = theme_file(context, "site.css");
        let (js, js_integrity) = theme_file(context, "site.js");
        Self {
            robots: match context.page.kind.descriptor().is_indexed {
                true => "max-image-preview:large",
                false => "noindex",
            },
            social: Social::of(context, own_title),
            linked: linked(context, own_title, description),
            dir: direction(&lang).as_str(),
            lang,
            site_title,
            page_title,
            description: description.to_string(),
            canonical: canonical.filter(|_| context.page.kind != PageKind::NotFound),
            home: context.href(&home_url(context.site, context.edition())),
            touch: match config.touch {
                Touch::Sheet => "sheet",
                Touch::Off => "off",
            },
            css,
            css_integrity,
            js,
            js_integrity,
            icon: icon(context),
            nav: nav(context),
            menu: menu(context),
            sources: PageKind::Sources.has_content(context.site).then(|| context.href("/sources/")),
            search: context.href("/search/"),
            corrections: PageKind::Corrections
                .has_content(context.site)
                .then(|| context.href("/corrections/")),
            alternates,
            feeds,
            data: data(context),
            languages: languages::languages(context),
            editions: languages::editions(context),
            translations: Vec::new(),
            extra: context.head().map_or_else(Extra::new, |(head, _)| table(&head.extra)),
            site_extra: table(&config.extra),
        }
    }
}

/// Address and integrity hash of a theme file, or of the site's own replacement.
pub(crate) fn theme_file(context: PageContext<'_>, name: &str) -> (String, Option<String>) {
    match context.plan.theme_file(name) {
        Some(file) => {
            let integrity = file.integrity.clone();
            let has_base = context.site.config.base_url.is_some();
            (context.href(&format!("/{}", file.published)), has_base.then_some(integrity))
        }
        None => (context.href(&format!("/{name}")), None),
    }
}

/// An empty icon prevents requests for a missing `/favicon.ico`.
fn icon(context: PageContext<'_>) -> String {
    let names = ["favicon.svg", "favicon.png", "favicon.ico"];
    let is_there =
        |name: &&str| context.plan.assets.iter().any(|asset| asset.output.as_str() == *name);
    let found = names.into_iter().find(is_there);
    found.map_or_else(|| "data:,".to_string(), |name| context.href(&format!("/{name}")))
}

/// Feeds of the page, else of the site.
fn feeds(
    context: PageContext<'_>,
    title: &str,
    site_title: &str,
) -> (Vec<Alternate>, Vec<FeedLink>) {
    let is_written = |page: &&str| {
        Format::ALL.iter().any(|it| context.plan.has(&format!("{page}{}", it.file())))
    };
    let own = channel_page(context.page).filter(is_written);
    let home = home_url(context.site, context.edition());
    let home = if is_written(&&*home) { &*home } else { "/" };
    let title = match own {
        Some(page) if page != home && !title.is_empty() => format!("{title} · {site_title}"),
        _ => site_title.to_string(),
    };
    let url = |format: Format| format!("{}{}", own.unwrap_or(home), format.file());
    let written = Format::ALL.into_iter().filter(|format| context.plan.has(&url(*format)));
    let of = |format: Format| {
        let (media_type, href) = (format.media_type(), context.href(&url(format)));
        let title = format!("{title} ({})", format.name());
        let alternate = Alternate { media_type, title, href: href.clone() };
        (alternate, FeedLink { name: format.name(), media_type, href })
    };
    written.map(of).unzip()
}

/// Data files that the site has.
fn data(context: PageContext<'_>) -> Vec<DataLink> {
    let files = [
        ("names", "/entities.json"),
        ("graph", "/graph.json"),
        ("corrections", "/corrections.json"),
    ];
    let written = files.into_iter().filter(|(_, url)| context.plan.has(url));
    written
        .map(|(key, url)| DataLink {
            name: context.locale().get(key).into(),
            href: context.href(url),
        })
        .collect()
}

fn table(table: &Table) -> Extra {
    table.entries.iter().map(|entry| (entry.key.clone(), value(&entry.node))).collect()
}

fn value(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(is) => (*is).into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::String(text) | Value::Date(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(value).collect(),
        Value::Table(inner) => table(inner).into(),
    }
}

/// Main sections of the site, without empty ones.
fn nav(context: PageContext<'_>) -> Vec<NavLink> {
    let (site, locale) = (context.site, context.locale());
    let mut parts: Vec<(String, String)> =
        vec![(locale.get("articles").into(), list_url(site, context.edition()).to_string())];
    for kind in site.types.iter().map(|at| &site.config.types[*at]) {
        let name = locale.get(&format!("type-{}-plural", kind.id)).to_string();
        parts.push((name, format!("/{}/", kind.path)));
    }
    let lists = [
        (PageKind::Collections(CollectionKind::Tags), "tags"),
        (PageKind::Collections(CollectionKind::Storylines), "storylines"),
        (PageKind::Archive, "archive"),
        (PageKind::Timeline, "timeline"),
        (PageKind::Graph, "graph"),
    ];
    for (_, key) in lists.iter().filter(|(kind, _)| kind.has_content(site)) {
        parts.push((locale.get(key).into(), format!("/{key}/")));
    }
    let link = |(name, url): (String, String)| NavLink {
        is_current: context.page.url.starts_with(&url),
        href: context.href(&url),
        name,
    };
    parts.into_iter().map(link).collect()
}

fn menu(context: PageContext<'_>) -> Vec<NavLink> {
    let link = |entry: &crate::source::config::MenuEntry| {
        let (href, is_current) = match context.plan.menu_target(context.site, &entry.url.value) {
            Target::Site(url) => (context.href(&url), *context.page.url == *url),
            Target::Elsewhere(url) => (url, false),
            _ => return None,
        };
        Some(NavLink { name: entry.name.clone(), href, is_current })
    };
    context.site.config.menu.iter().filter_map(link).collect()
}
