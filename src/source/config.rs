//! `glossator.toml`: every key, its type and its default (FORMAT section 7).

use std::collections::BTreeMap;

use crate::base::{Code, Path, Severity, Spanned};
use crate::data::Table;

/// The site's configuration, with defaults.
#[derive(Clone, Debug)]
pub struct Config {
    /// Path of the configuration file from the site root.
    pub path: Path,
    /// Absolute URL of the published site, ending in `/`; `None`: all links are relative.
    pub base_url: Option<String>,
    /// Site title; empty by default.
    pub title: String,
    /// One-line description of the site.
    pub description: String,
    /// BCP 47 tag of the site's main language; `en` by default.
    pub language: String,
    /// Output folder below the root; `public` by default.
    pub output_dir: String,
    /// Links in the header of each page.
    pub menu: Vec<MenuEntry>,
    /// How names are matched and linked.
    pub linking: Linking,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// `[cards] touch`.
    pub touch: Touch,
    /// `[editing] into`.
    pub edit_into: EditInto,
    /// Articles per list page; 0: no pagination.
    pub articles_per_page: usize,
    /// Mentions per entity page; 0: no pagination.
    pub mentions_per_page: usize,
    /// `[feeds]`.
    pub feeds: Feeds,
    /// `[sitemap]`.
    pub sitemap: Sitemap,
    /// `[hosting]`.
    pub hosting: Hosting,
    /// `[images]`.
    pub images: Images,
    /// `[search] enabled`.
    pub is_search_enabled: bool,
    /// `editor` of `[serve]`: URL by which the preview opens a source, with `{path}`, `{line}`, `{column}`.
    pub editor: Option<String>,
    /// Severity by diagnostic code; `None`: off.
    pub severities: BTreeMap<Code, Option<Severity>>,
    /// Built-in types in the order person, organization, place, event, work; then declared types by id.
    pub types: Vec<EntityType>,
    /// `[relations]`, by kind.
    pub relations: BTreeMap<String, RelationKind>,
    /// Ids and labels of note kinds: the six built-in ones (source background context definition caution correction),
    /// then declared ones by id.
    pub note_kinds: Vec<(String, String)>,
    /// Additional languages by tag.
    pub languages: BTreeMap<String, LanguageConfig>,
    /// The author's own data.
    pub extra: Table,
}

impl Default for Config {
    /// Configuration from an empty file.
    fn default() -> Self {
        Self {
            path: Path::new("glossator.toml").expect("a plain name"),
            base_url: None,
            title: String::new(),
            description: String::new(),
            language: "en".into(),
            output_dir: "public".into(),
            menu: Vec::new(),
            linking: Linking::default(),
            markdown: Markdown::default(),
            touch: Touch::default(),
            edit_into: EditInto::default(),
            articles_per_page: 50,
            mentions_per_page: 100,
            feeds: Feeds::default(),
            sitemap: Sitemap::default(),
            hosting: Hosting::default(),
            images: Images::default(),
            is_search_enabled: true,
            editor: None,
            severities: BTreeMap::new(),
            types: BaseType::ALL.map(EntityType::built_in).to_vec(),
            relations: BTreeMap::new(),
            note_kinds: NOTE_KINDS.map(|(id, label)| (id.into(), label.into())).to_vec(),
            languages: BTreeMap::new(),
            extra: Table::default(),
        }
    }
}

const NOTE_KINDS: [(&str, &str); 6] = [
    ("source", "Source"),
    ("background", "Background"),
    ("context", "Context"),
    ("definition", "Definition"),
    ("caution", "Caution"),
    ("correction", "Correction"),
];

/// A menu link.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// Link text.
    pub name: String,
    /// `@/page.md` or a URL.
    pub url: Spanned<String>,
}

/// `[linking]`.
#[derive(Clone, Debug)]
pub struct Linking {
    /// Which names are matched; `article` by default.
    pub scope: Scope,
    /// Which automatic mentions become links; `first` by default.
    pub link: LinkMode,
    /// Whether names are matched in headings; false by default.
    pub headings: bool,
    /// Minimum length of a matched name in code points; 2 by default.
    pub min_length: usize,
}

impl Default for Linking {
    fn default() -> Self {
        Self { scope: Scope::Article, link: LinkMode::First, headings: false, min_length: 2 }
    }
}

/// Which entities' names are matched in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Entities listed by the article.
    #[default]
    Article,
    /// All entities.
    Site,
    /// No entities.
    None,
}

/// Which automatic mentions become links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkMode {
    /// All of them.
    All,
    /// The first mention of each entity in the text, unless it is an explicit one.
    #[default]
    First,
    /// The first mention of each entity under each heading.
    Section,
    /// None of them.
    None,
}

/// What a tap on a name does on touch screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touch {
    /// Opens the entity's card, which links to its page.
    #[default]
    Sheet,
    /// Follows the link to the entity's page.
    Off,
}

/// Where the browser editor saves annotations of an article that has no sidecar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EditInto {
    /// In its front matter.
    #[default]
    FrontMatter,
    /// In a new `x.annotations.toml`.
    Sidecar,
}

/// `[markdown]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// Typographic quotes, dashes and ellipses; true by default.
    pub smart_punctuation: bool,
    /// Whether raw HTML is kept; true by default.
    pub raw_html: bool,
    /// Formulas between dollar signs; false by default.
    pub math: bool,
}

impl Default for Markdown {
    fn default() -> Self {
        Self { smart_punctuation: true, raw_html: true, math: false }
    }
}

/// `[feeds]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// `atom`, `json`, `rss`.
    pub formats: Vec<String>,
    /// Maximum number of entries; 0: unlimited.
    pub limit: usize,
    /// Full texts instead of summaries.
    pub full_text: bool,
    /// A feed per entity.
    pub entities: bool,
    /// A feed per tag.
    pub tags: bool,
    /// A feed per author.
    pub authors: bool,
    /// A feed per storyline.
    pub storylines: bool,
}

impl Default for Feeds {
    fn default() -> Self {
        Self {
            formats: vec!["atom".into(), "json".into()],
            limit: 50,
            full_text: true,
            entities: true,
            tags: true,
            authors: true,
            storylines: true,
        }
    }
}

/// `[sitemap]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitemap {
    /// Whether a sitemap is written; true by default.
    pub is_enabled: bool,
    /// Whether a news sitemap is written; true by default.
    pub has_news: bool,
}

impl Default for Sitemap {
    fn default() -> Self {
        Self { is_enabled: true, has_news: true }
    }
}

/// `[hosting]`: configuration files for static hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosting {
    /// Whether `_headers` is written; true by default.
    pub has_headers: bool,
    /// Whether `_redirects` is written; true by default.
    pub has_redirects: bool,
    /// Content-Security-Policy that replaces the computed one; empty: none.
    pub policy: Option<String>,
}

impl Default for Hosting {
    fn default() -> Self {
        Self { has_headers: true, has_redirects: true, policy: None }
    }
}

/// `[images]`: scaled-down image variants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Whether variants are made; true by default.
    pub is_enabled: bool,
    /// Widths in pixels, ascending; 480, 960 and 1440 by default.
    pub widths: Vec<u32>,
    /// JPEG and WebP quality, 1 to 100; 80 by default.
    pub quality: u8,
}

impl Default for Images {
    fn default() -> Self {
        Self { is_enabled: true, widths: vec![480, 960, 1440], quality: 80 }
    }
}

/// A built-in or declared entity type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityType {
    /// `person`, or the id of the declared type.
    pub id: String,
    /// Singular: `Person`.
    pub label: String,
    /// Plural: `People`.
    pub plural: String,
    /// First URL segment of its entities: `people`.
    pub path: String,
    /// The built-in type whose behaviour it has.
    pub base: BaseType,
    /// schema.org type: `Person`.
    pub schema: String,
}

/// The five built-in types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseType {
    /// A person.
    Person,
    /// A group of people.
    Organization,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A created work: text, film, ship.
    Work,
}

impl BaseType {
    /// All types in display order.
    pub const ALL: [Self; 5] =
        [Self::Person, Self::Organization, Self::Place, Self::Event, Self::Work];

    /// Configuration id: `person`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "work",
        }
    }
}

impl EntityType {
    /// A built-in type with its defaults.
    pub fn built_in(base: BaseType) -> Self {
        let (label, plural, path, schema) = match base {
            BaseType::Person => ("Person", "People", "people", "Person"),
            BaseType::Organization => {
                ("Organization", "Organizations", "organizations", "Organization")
            }
            BaseType::Place => ("Place", "Places", "places", "Place"),
            BaseType::Event => ("Event", "Events", "events", "Event"),
            BaseType::Work => ("Work", "Works", "works", "CreativeWork"),
        };
        Self {
            id: base.id().into(),
            label: label.into(),
            plural: plural.into(),
            path: path.into(),
            base,
            schema: schema.into(),
        }
    }
}

/// `[relations.KIND]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationKind {
    /// Label on the entity that declares the relation: `member of`.
    pub label: String,
    /// Label on the target: `members`; same as `label` if symmetric.
    pub inverse: String,
}

/// `[languages.TAG]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageConfig {
    /// Site title in this language.
    pub title: Option<String>,
    /// Site description in this language.
    pub description: Option<String>,
}
