//! `annotations.jsonld`: an AnnotationPage of everything that is marked in an article.
//!
//! *Source*: W3C Web Annotation Data Model (Recommendation of 23 February 2017). Positions are code points of
//! `body.txt`.

use serde::Serialize;

use crate::anchor::{Agent, Anchored, AnnotationRef, Mention, Note, NoteContent, Statement};
use crate::base::Range;
use crate::parse::matter::{AnnotationMatter, Attribution};
use crate::plan::{Plan, absolute, href};
use crate::site::{ArticleIx, Site};
use crate::weave::{Loom, annotation};

/// Code points of context on each side of a quotation.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct AnnotationPage {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    items: Vec<Annotation>,
}

#[derive(Serialize)]
struct Annotation {
    id: String,
    r#type: &'static str,
    motivation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    body: Vec<Body>,
    target: Target,
}

#[derive(Serialize)]
struct Creator {
    r#type: &'static str,
    name: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body {
    Entity {
        r#type: &'static str,
        source: String,
        purpose: &'static str,
    },
    Text {
        r#type: &'static str,
        value: String,
        format: &'static str,
        language: String,
        purpose: &'static str,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target {
    Whole(String),
    Passage { source: String, selector: [Selector; 2] },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Selector {
    Quote { r#type: &'static str, exact: String, prefix: String, suffix: String },
    Position { r#type: &'static str, start: usize, end: usize },
}

/// Writes the annotations of an article; what nothing is marked in has no such document.
pub fn annotations(site: &Site, plan: &Plan, article: ArticleIx) -> Vec<u8> {
    let writer = Writer::new(site, plan, article);
    let page = AnnotationPage {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: writer.address(&format!("{}annotations.jsonld", writer.url)),
        r#type: "AnnotationPage",
        items: writer.items(),
    };
    let mut out = serde_json::to_vec_pretty(&page).unwrap_or_default();
    out.push(b'\n');
    out
}

struct Writer<'a> {
    site: &'a Site,
    plan: &'a Plan,
    anchored: &'a Anchored,
    stream: &'a str,
    /// Code points before each marked byte: sorted.
    places: Vec<(u32, usize)>,
    url: &'a str,
    document: usize,
    language: &'a str,
}

impl<'a> Writer<'a> {
    fn new(site: &'a Site, plan: &'a Plan, at: ArticleIx) -> Self {
        let article = site.article(at);
        let anchored = &site.anchored[article.document];
        let stream = &*site.documents[article.document].body.stream;
        let ranges = anchored.mentions.iter().map(|mention| mention.range);
        let ranges = ranges.chain(anchored.notes.iter().filter_map(|note| note.range));
        let ranges = ranges.chain(anchored.statements.iter().map(|statement| statement.range));
        let mut bytes: Vec<u32> = ranges.flat_map(|range| [range.start, range.end]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let (mut from, mut count) = (0, 0);
        let places = bytes.into_iter().map(|byte| {
            count += stream[from..byte as usize].chars().count();
            from = byte as usize;
            (byte, count)
        });
        let places = places.collect();
        let url = &plan.articles[at.0 as usize];
        Self {
            site,
            plan,
            anchored,
            stream,
            places,
            url,
            document: article.document,
            language: &article.language,
        }
    }

    /// Mentions, notes, statements. An annotation with entity and note is one item, at its mention.
    fn items(&self) -> Vec<Annotation> {
        let mentions = self.anchored.mentions.iter().enumerate().map(|(at, m)| self.mention(at, m));
        let noted =
            |at: AnnotationRef| self.anchored.mentions.iter().any(|m| m.annotation == Some(at));
        let notes = self.anchored.notes.iter().filter(|note| match note.content {
            NoteContent::Annotation(at) => !noted(at),
            NoteContent::Footnote(_) => false,
        });
        let notes = notes.map(|note| self.note(note));
        let statements = self.anchored.statements.iter().map(|statement| self.statement(statement));
        mentions.chain(notes).chain(statements).collect()
    }

    fn mention(&self, at: usize, mention: &Mention) -> Annotation {
        let matter = mention.annotation.and_then(|at| self.matter(at));
        let mut body = vec![self.entity(mention.entity, "identifying")];
        body.extend(matter.and_then(|matter| self.text(matter)));
        let motivation = matter.map_or("identifying", |matter| &matter.motivation);
        self.annotation(&format!("m{}", at + 1), motivation, matter, (body, Some(mention.range)))
    }

    fn note(&self, note: &Note) -> Annotation {
        let matter = match note.content {
            NoteContent::Annotation(at) => self.matter(at),
            NoteContent::Footnote(_) => None,
        };
        let body = matter.and_then(|matter| self.text(matter)).into_iter().collect();
        let motivation = matter.map_or("commenting", |matter| &matter.motivation);
        self.annotation(&format!("note-{}", note.id), motivation, matter, (body, note.range))
    }

    fn statement(&self, statement: &Statement) -> Annotation {
        let kind = if statement.is_direct { "direct" } else { "indirect" };
        let attribution = match statement.attribution {
            Attribution::Stated => "stated",
            Attribution::Inferred => "inferred",
            Attribution::Unattributed => "unattributed",
        };
        let mut words = format!("{kind} statement, attribution {attribution}");
        for (role, agent) in [("speaker", &statement.speaker), ("words of", &statement.words_of)] {
            let name = match agent {
                Some(Agent::Entity(entity)) => self.site.entity_name(*entity, self.language),
                Some(Agent::Named(name)) => name,
                None => continue,
            };
            words.push_str(&format!("; {role} {name}"));
        }
        let mut body = vec![Body::Text {
            r#type: "TextualBody",
            value: words,
            format: "text/plain",
            language: "en".into(),
            purpose: "describing",
        }];
        let speaker = statement.speaker.as_ref().and_then(Agent::entity);
        body.extend(speaker.map(|speaker| self.entity(speaker, "linking")));
        self.annotation(
            &format!("statement-{}", statement.id),
            "describing",
            None,
            (body, Some(statement.range)),
        )
    }

    fn annotation(
        &self,
        fragment: &str,
        motivation: &str,
        matter: Option<&AnnotationMatter>,
        (body, range): (Vec<Body>, Option<Range>),
    ) -> Annotation {
        let creator = matter.and_then(|matter| matter.creator.clone());
        let created = matter.and_then(|matter| matter.created.as_ref());
        Annotation {
            id: format!("{}#{fragment}", self.address(self.url)),
            r#type: "Annotation",
            // the published JSON-LD context has no entry for this one of its own vocabulary's words
            motivation: if motivation == "assessing" {
                "oa:assessing".into()
            } else {
                motivation.into()
            },
            creator: creator.map(|name| Creator { r#type: "Person", name }),
            created: created
                .filter(|moment| moment.value.text.ends_with('Z'))
                .map(|m| m.value.text.clone()),
            body,
            target: range
                .filter(|range| !range.is_empty())
                .map_or_else(|| Target::Whole(self.address(self.url)), |range| self.passage(range)),
        }
    }

    fn passage(&self, range: Range) -> Target {
        let before = &self.stream[..range.start as usize];
        let after = &self.stream[range.end as usize..];
        let prefix_at =
            before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let suffix_end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Target::Passage {
            source: self.address(self.url),
            selector: [
                Selector::Quote {
                    r#type: "TextQuoteSelector",
                    exact: self.stream[range.of()].into(),
                    prefix: before[prefix_at..].into(),
                    suffix: after[..suffix_end].into(),
                },
                Selector::Position {
                    r#type: "TextPositionSelector",
                    start: self.place(range.start),
                    end: self.place(range.end),
                },
            ],
        }
    }

    fn place(&self, byte: u32) -> usize {
        let at = self.places.partition_point(|(known, _)| *known < byte);
        self.places.get(at).map_or(0, |(_, count)| *count)
    }

    fn entity(&self, entity: crate::names::EntityIx, purpose: &'static str) -> Body {
        let source = self.address(&self.plan.entities[entity.0 as usize]);
        Body::Entity { r#type: "SpecificResource", source, purpose }
    }

    fn text(&self, matter: &AnnotationMatter) -> Option<Body> {
        let note = matter.note.as_ref()?;
        Some(Body::Text {
            r#type: "TextualBody",
            value: note.source.to_string(),
            format: "text/markdown",
            language: self.language.into(),
            purpose: "commenting",
        })
    }

    fn matter(&self, at: AnnotationRef) -> Option<&'a AnnotationMatter> {
        let (site, plan) = (self.site, self.plan);
        annotation(Loom { site, plan, page: self.url, document: self.document }, at)
    }

    /// Absolute with a base, else relative to the document.
    fn address(&self, url: &str) -> String {
        match &self.site.config.base_url {
            Some(base) => absolute(base, url),
            None => href(None, self.url, url),
        }
    }
}
