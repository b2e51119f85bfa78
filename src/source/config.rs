//! `glossator.toml`: every key, its type and its default (FORMAT section 7).

use std::collections::BTreeMap;

use crate::base::{Path, Severity, Spanned};
use crate::data::Table;

/// The site's configuration with every default filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from, below the root.
    pub path: Path,
    /// Absolute address the site is published at, always ending in `/`; `None`: all links are relative.
    pub base_url: Option<String>,
    /// Name of the site; `""` if the file gives none.
    pub title: String,
    /// One line about the site.
    pub description: String,
    /// BCP 47 tag of the site's own language; `en` by default.
    pub language: String,
    /// Folder that is written, below the root; `public` by default.
    pub output_dir: String,
    /// Links in the head of each page.
    pub menu: Vec<MenuEntry>,
    /// How names are matched and linked.
    pub linking: Linking,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// `[cards] touch`.
    pub touch: Touch,
    /// `[editing] into`.
    pub edit_into: EditInto,
    /// Articles on one page of a list; 0: no pagination.
    pub articles_per_page: usize,
    /// Mentions on one page of an entity; 0: no pagination.
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
    /// `[serve]`'s `editor`: address by which the preview opens a place of a source, with `{path}`, `{line}`, `{column}`.
    pub editor: Option<String>,
    /// Severity by diagnostic code; `None` is `off`.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The built-in types first, in the order person, organization, place, event, work, then the declared ones by id.
    pub types: Vec<EntityType>,
    /// `[relations]`: by kind.
    pub relations: BTreeMap<String, RelationKind>,
    /// Kinds of notes: the built-in ones first (source background context definition caution correction), then the declared ones: id and label.
    pub note_kinds: Vec<(String, String)>,
    /// Further languages: by tag.
    pub languages: BTreeMap<String, LanguageConfig>,
    /// The author's own table.
    pub extra: Table,
}

impl Default for Config {
    /// What an empty file gives.
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

/// One link of the menu.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// Its words.
    pub name: String,
    /// `@/page.md`, or an address.
    pub url: Spanned<String>,
}

/// `[linking]`.
#[derive(Clone, Debug)]
pub struct Linking {
    /// Which names are matched; `article`.
    pub scope: Scope,
    /// Which automatic mentions become links; `first`.
    pub link: LinkMode,
    /// Whether names are matched in headings; false.
    pub headings: bool,
    /// Code points a form needs to be matched by name; 2.
    pub min_length: usize,
}

impl Default for Linking {
    fn default() -> Self {
        Self { scope: Scope::Article, link: LinkMode::First, headings: false, min_length: 2 }
    }
}

/// Whose names are matched in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of the entities that the article lists.
    #[default]
    Article,
    /// Those of all entities.
    Site,
    /// Nobody's.
    None,
}

/// Which automatic mentions are links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkMode {
    /// Every one.
    All,
    /// The entity's first mention in the text; none if that is an explicit one.
    #[default]
    First,
    /// The entity's first under each heading.
    Section,
    /// None.
    None,
}

/// What a finger on a name does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touch {
    /// It opens the name's card, from which a link leads to its page.
    #[default]
    Sheet,
    /// It opens the name's page.
    Off,
}

/// Where annotations are written that are made in the browser, for an article without a sidecar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EditInto {
    /// Into its front matter.
    #[default]
    FrontMatter,
    /// Into `x.annotations.toml`, which is made.
    Sidecar,
}

/// `[markdown]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// Typographic quotes, dashes and ellipses; true.
    pub smart_punctuation: bool,
    /// Whether HTML in Markdown reaches the page; true.
    pub raw_html: bool,
    /// Formulas between dollar signs; false.
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
    /// Entries in a feed; 0: all.
    pub limit: usize,
    /// Whole texts rather than summaries.
    pub full_text: bool,
    /// A feed for each entity.
    pub entities: bool,
    /// A feed for each tag.
    pub tags: bool,
    /// A feed for each author.
    pub authors: bool,
    /// A feed for each storyline.
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
    /// Whether there is one; true.
    pub is_enabled: bool,
    /// Whether there is one of news too; true.
    pub has_news: bool,
}

impl Default for Sitemap {
    fn default() -> Self {
        Self { is_enabled: true, has_news: true }
    }
}

/// `[hosting]`: files that static hosts read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosting {
    /// Whether `_headers` is written; true.
    pub has_headers: bool,
    /// Whether `_redirects` is written; true.
    pub has_redirects: bool,
    /// The Content-Security-Policy in place of the one that is worked out; empty: none.
    pub policy: Option<String>,
}

impl Default for Hosting {
    fn default() -> Self {
        Self { has_headers: true, has_redirects: true, policy: None }
    }
}

/// `[images]`: pictures for narrower screens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Whether there are any; true.
    pub is_enabled: bool,
    /// Widths in pixels, ascending; 480, 960 and 1440.
    pub widths: Vec<u32>,
    /// How good JPEG and WebP are, from 1 to 100; 80.
    pub quality: u8,
}

impl Default for Images {
    fn default() -> Self {
        Self { is_enabled: true, widths: vec![480, 960, 1440], quality: 80 }
    }
}

/// A type of entity, built in or declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityType {
    /// `person`, or the declared id.
    pub id: String,
    /// `Person`.
    pub label: String,
    /// `People`.
    pub plural: String,
    /// First segment of its entities' addresses: `people`.
    pub path: String,
    /// The built-in type it behaves like; itself for a built-in one.
    pub base: BaseType,
    /// schema.org type: `Person`.
    pub schema: String,
}

/// The five built-in types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseType {
    /// A human being.
    Person,
    /// A body of people.
    Organization,
    /// Somewhere.
    Place,
    /// Something that happens.
    Event,
    /// Something made: text, film, ship.
    Work,
}

impl BaseType {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Person, Self::Organization, Self::Place, Self::Event, Self::Work];

    /// `person`.
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
    /// The built-in type as it is without configuration.
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
    /// Read from the entity that has it: `member of`.
    pub label: String,
    /// Read from its target: `members`; the same as `label` if symmetric.
    pub inverse: String,
}

/// `[languages.TAG]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageConfig {
    /// Name of the site in that language.
    pub title: Option<String>,
    /// One line about the site in that language.
    pub description: Option<String>,
}
