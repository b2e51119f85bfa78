//! The site as data: `entities.json`, `graph.json`, `corrections.json` (docs/data.md, and a JSON Schema for each).
//!
//! Addresses are absolute with a base, else relative to the site root. One object per line, so that versions can be
//! compared.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::PartialDate;
use crate::names::EntityIx;
use crate::pages::weave::{self, WeaveContext};
use crate::parse::format::Choice;
use crate::parse::matter::{EntityMatter, Matched};
use crate::plan::{Data, Plan, absolute, href};
use crate::site::{ArticleIx, Site};

/// Version of the three documents; raised when something in them changes its meaning.
const VERSION: u32 = 1;

/// Writes a data document.
pub fn data(site: &Site, plan: &Plan, data: Data) -> Vec<u8> {
    let writer = Writer { site, plan };
    match data {
        Data::Entities => writer.entities(),
        Data::Graph => writer.graph(),
        Data::Corrections => writer.corrections(),
    }
    .into_bytes()
}

#[derive(Clone, Copy)]
struct Writer<'a> {
    site: &'a Site,
    plan: &'a Plan,
}

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    url: String,
    language: &'a str,
}

#[derive(Serialize)]
struct Type<'a> {
    id: &'a str,
    label: &'a str,
    plural: &'a str,
    base: &'static str,
    schema: &'a str,
}

#[derive(Serialize)]
struct Entity<'a> {
    id: &'a str,
    r#type: &'a str,
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disambiguation: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<&'a str, Named<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    ids: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former_ids: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begins: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coordinates: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    participants: Vec<&'a str>,
    mentions: usize,
    articles: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct Node<'a> {
    id: &'a str,
    r#type: &'a str,
    name: &'a str,
    url: String,
    articles: usize,
}

#[derive(Serialize)]
struct Relation<'a> {
    from: usize,
    kind: &'a str,
    to: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
}

#[derive(Serialize)]
struct Correction<'a> {
    article: String,
    title: &'a str,
    language: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    html: String,
}

impl<'a> Writer<'a> {
    fn entities(self) -> String {
        let config = &self.site.config;
        let types = config.types.iter().map(|kind| Type {
            id: &kind.id,
            label: &kind.label,
            plural: &kind.plural,
            base: kind.base.id(),
            schema: &kind.schema,
        });
        let mut out = self.begin();
        list(&mut out, "types", types);
        let entities = self.shown().filter_map(|at| self.entity(at));
        list(&mut out, "entities", entities);
        end(out)
    }

    fn entity(self, at: EntityIx) -> Option<Entity<'a>> {
        let site = self.site;
        let (entity, index) = (site.names.entity(at), &site.entities[at.0 as usize]);
        let matter: &EntityMatter = site.entity_matter(at)?;
        let mut aliases: Vec<&str> = matter.aliases.iter().map(|it| it.value.as_str()).collect();
        // a form matched in texts is another spelling of the name
        if let Matched::Forms(forms) = &matter.matched {
            aliases.extend(forms.iter().map(|form| form.value.as_str()));
        }
        let mut met = std::collections::HashSet::new();
        aliases.retain(|alias| *alias != &*entity.name && met.insert(*alias));
        let names = matter.names.iter().map(|(tag, names)| {
            let aliases = names.aliases.iter().map(|alias| alias.value.as_str()).collect();
            let name = names.name.as_ref().map(|name| name.value.as_str());
            let description = names.description.as_deref();
            (tag.value.as_str(), Named { name, aliases, description })
        });
        let text = |date: &'a Option<crate::base::Spanned<PartialDate>>| {
            date.as_ref().map(|date| date.value.text.as_str())
        };
        let id = |id: &'a Option<crate::base::Spanned<String>>| {
            id.as_ref().and_then(|id| self.shown_id(&id.value))
        };
        Some(Entity {
            id: &entity.id,
            r#type: &site.config.types[entity.kind].id,
            name: &entity.name,
            url: self.address(&self.plan.entities[at.0 as usize]),
            description: matter.head.description.as_deref(),
            disambiguation: matter.disambiguation.as_deref(),
            aliases,
            names: names.collect(),
            ids: matter.ids.iter().map(|(scheme, id)| (&**scheme, &*id.value)).collect(),
            same_as: matter.same_as.iter().map(|url| url.value.as_str()).collect(),
            former_ids: entity.former_ids.iter().map(|id| &**id).collect(),
            begins: text(&matter.begins),
            ends: text(&matter.ends),
            coordinates: matter.coordinates.as_ref().map(|it| [it.value.0, it.value.1]),
            within: id(&matter.within),
            place: id(&matter.place),
            participants: matter
                .participants
                .iter()
                .filter_map(|it| self.shown_id(&it.value))
                .collect(),
            mentions: index.backlinks.len(),
            articles: index.n_articles,
            first: index.seen.map(|(first, _)| first.to_string()),
            last: index.seen.map(|(_, last)| last.to_string()),
        })
    }

    fn graph(self) -> String {
        let site = self.site;
        let nodes: Vec<EntityIx> = self.shown().collect();
        let place = |at: EntityIx| nodes.binary_search(&at).ok();
        let mut out = self.begin();
        let described = nodes.iter().map(|at| {
            let entity = site.names.entity(*at);
            Node {
                id: &entity.id,
                r#type: &site.config.types[entity.kind].id,
                name: &entity.name,
                url: self.address(&self.plan.entities[at.0 as usize]),
                articles: site.entities[at.0 as usize].n_articles,
            }
        });
        list(&mut out, "nodes", described);
        let edges = nodes.iter().enumerate().filter_map(|(from, at)| {
            let others = site.entities[at.0 as usize].cooccurring.iter();
            let later =
                others.filter_map(|(other, n)| Some((place(*other).filter(|to| *to > from)?, *n)));
            let mut later: Vec<(usize, u32)> = later.collect();
            later.sort_unstable();
            (!later.is_empty()).then_some((from, later))
        });
        list(&mut out, "edges", edges);
        let relations = nodes.iter().enumerate().flat_map(|(from, at)| {
            let matter = site.entity_matter(*at);
            let relations = matter.map_or(&[][..], |matter| &matter.relations);
            relations.iter().filter_map(move |relation| {
                let text = |date: &'a Option<crate::base::Spanned<PartialDate>>| {
                    date.as_ref().map(|date| date.value.text.as_str())
                };
                Some(Relation {
                    from,
                    kind: &relation.kind.value,
                    to: site.names.by_id(&relation.target.value).and_then(place)?,
                    since: text(&relation.from),
                    until: text(&relation.to),
                    certainty: relation.certainty.map(Choice::word),
                })
            })
        });
        list(&mut out, "relations", relations);
        end(out)
    }

    fn corrections(self) -> String {
        let site = self.site;
        let mut out = self.begin();
        let all = site.notices.iter().filter_map(|(at, number)| self.correction(*at, *number));
        list(&mut out, "corrections", all);
        end(out)
    }

    fn correction(self, at: ArticleIx, number: usize) -> Option<Correction<'a>> {
        let Self { site, plan } = self;
        let (matter, article) = (site.matter(at)?, site.article(at));
        let notice = matter.notices.get(number)?;
        let page = if site.config.base_url.is_some() { "" } else { "/corrections.json" };
        let context = WeaveContext { site, plan, page, document: article.document };
        Some(Correction {
            article: self.address(&plan.articles[at.0 as usize]),
            title: &matter.head.title.value,
            language: &article.language,
            kind: notice.kind.id(),
            date: notice.date.as_ref().map(|date| &*date.value.text),
            html: weave::prose(context, &notice.text.source).0,
        })
    }

    /// Entities that have a page, by id.
    fn shown(self) -> impl Iterator<Item = EntityIx> {
        let all = self.site.names.iter().filter(|(_, entity)| !entity.is_hidden);
        all.map(|(at, _)| at)
    }

    /// The current id of an entity, if it has a page.
    fn shown_id(self, id: &str) -> Option<&'a str> {
        let entity = self.site.names.entity(self.site.names.by_id(id)?);
        (!entity.is_hidden).then_some(&*entity.id)
    }

    /// Absolute with a base, else relative to the document, which is at the root.
    fn address(self, url: &str) -> String {
        match &self.site.config.base_url {
            Some(base) => absolute(base, url),
            None => href(None, "/entities.json", url),
        }
    }

    fn begin(self) -> String {
        let config = &self.site.config;
        let head =
            Head { title: &config.title, url: self.address("/"), language: &config.language };
        format!("{{\"version\":{VERSION},\n\"site\":{}", json(&head))
    }
}

/// A list member, one item per line.
fn list(out: &mut String, key: &str, items: impl Iterator<Item = impl Serialize>) {
    out.push_str(&format!(",\n\"{key}\":["));
    for (at, item) in items.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&json(&item));
    }
    out.push(']');
}

fn end(mut out: String) -> String {
    out.push_str("}\n");
    out
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers are always JSON")
}
