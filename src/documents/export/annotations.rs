//! `annotations.jsonld`: an AnnotationPage of everything marked in an article.
//!
//! The id of an annotation whose author gave an `id` does not depend on other annotations: `…#note-ID` if it has a
//! note, else `…annotations.jsonld#ID`. All others have the fragment of the page, with a number: `…#m3`, `…#note-4`,
//! `…#statement-2`; or `…annotations.jsonld#_5` if the page does not show them.
//!
//! An annotation with entity and note is one item, at its mention. A footnote is a note at the empty range of its first
//! reference. A statement is a `describing` annotation. Whatever the standard lacks has members of our own, declared in
//! the context (see [`crate::documents::export::shape`]). The article's own sources are listed next to the items; an
//! anonymous source is not identified. Read as a sidecar of the article, the document gives the same annotations.

use std::cmp::Reverse;

use crate::anchor::{
    Agent, Anchored, AnnotationRef, Mention, Note, NoteContent, Origin as Source, Statement, Tagged,
};
use crate::base::{Moment, Range, Spanned};
use crate::documents::export::chain::{self, Chain, Named};
use crate::documents::export::cited::Sources;
use crate::documents::export::shape::{
    Annotation, AnnotationPage, Body, Context, Creator, Creators, Selector, Target,
};
use crate::names::EntityIx;
use crate::pages::weave::{WeaveContext, annotation};
use crate::parse::format::Choice;
use crate::parse::matter::AnnotationMatter;
use crate::parse::{Document, Prose};
use crate::plan::{Plan, absolute, href};
use crate::site::{ArticleIx, Site};
use crate::source::config::BaseType;

/// Code points of context on each side of a quotation.
const AROUND: usize = 32;

/// Writes the annotations of an article. An article without any has no such document.
pub fn annotations(site: &Site, plan: &Plan, article: ArticleIx) -> Vec<u8> {
    let writer = Writer::new(site, plan, article);
    let page = AnnotationPage {
        id: writer.document_url(),
        r#type: "AnnotationPage",
        items: writer.items(),
        sources: writer.sources.published(&writer.document_url()),
    };
    let page = pretty(&page);
    let context = pretty(&Context::of(&page)).replace('\n', "\n  ");
    format!("{{\n  \"@context\": {context},{}\n", &page[1..]).into_bytes()
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("strings and numbers are always JSON")
}

/// Writer for the annotations of one article.
struct Writer<'a> {
    site: &'a Site,
    plan: &'a Plan,
    document: &'a Document,
    sources: Sources<'a>,
    anchored: &'a Anchored,
    stream: &'a str,
    /// Bytes where something begins or ends, with the number of code points before each; sorted.
    places: Vec<(u32, usize)>,
    url: &'a str,
    article: ArticleIx,
    language: &'a str,
}

/// Origin of an item: its matter, if any, and its index in the source.
type Origin<'a> = (Option<&'a AnnotationMatter>, Option<Range>);

impl<'a> Writer<'a> {
    fn new(site: &'a Site, plan: &'a Plan, at: ArticleIx) -> Self {
        let article = site.article(at);
        let document = &site.documents[article.document];
        let anchored = &site.anchored[article.document];
        let stream = &*document.body.stream;
        Self {
            site,
            plan,
            document,
            sources: Sources::new(site, at),
            anchored,
            stream,
            places: places(stream, anchored),
            url: &plan.articles[at.0 as usize],
            article: at,
            language: &article.language,
        }
    }

    /// In text order, longer before shorter, then as written; those on the whole article first, statements last.
    /// Reading them in this order gives the same numbers.
    fn items(&self) -> Vec<Annotation> {
        let Anchored { mentions, notes, statements, tagged, .. } = self.anchored;
        let has_mention = |at: AnnotationRef| mentions.iter().any(|m| m.annotation == Some(at));
        let mut items = Vec::new();
        for (at, mention) in mentions.iter().enumerate() {
            let written = (mention.origin, mention.annotation.map_or(at, |at| at.index));
            items.push((order(Some(mention.range), written), self.mention(at, mention)));
        }
        for note in notes {
            let written = match note.content {
                NoteContent::Annotation(at) if has_mention(at) => continue,
                NoteContent::Annotation(at) => (at.origin, at.index),
                NoteContent::Footnote(at) => (Source::Inline, at),
            };
            items.push((order(note.range, written), self.note(note)));
        }
        for (at, tagged) in tagged.iter().enumerate() {
            let written = (tagged.annotation.origin, tagged.annotation.index);
            items.push((order(tagged.range, written), self.tagged(at, tagged)));
        }
        items.sort_by_key(|(order, _)| *order);
        let statements = statements.iter().map(|statement| self.statement(statement));
        items.into_iter().map(|(_, item)| item).chain(statements).collect()
    }

    fn mention(&self, at: usize, mention: &Mention) -> Annotation {
        let matter = mention.annotation.and_then(|at| self.matter(at));
        let mut body: Vec<Body> = self.entity(mention.entity, "identifying").into_iter().collect();
        body.extend(matter.into_iter().flat_map(|matter| self.words(matter)));
        let motivation = matter.map_or("identifying", |matter| &matter.motivation);
        let id = self.given(matter).unwrap_or_else(|| self.fragment(&format!("m{}", at + 1)));
        let item = self.annotation(id, motivation, body, (matter, Some(mention.range)));
        let by_name = mention.origin == Source::Name;
        Annotation { by_name, certainty: mention.certainty.map(Choice::word), ..item }
    }

    fn note(&self, note: &Note) -> Annotation {
        let (matter, body) = match note.content {
            NoteContent::Annotation(at) => {
                let matter = self.matter(at);
                (matter, matter.into_iter().flat_map(|matter| self.words(matter)).collect())
            }
            NoteContent::Footnote(at) => {
                let source =
                    &self.document.file.text[self.document.body.footnotes[at].span.range()];
                (None, vec![Body::markdown(&footnote(source), self.language)])
            }
        };
        let motivation = matter.map_or("commenting", |matter| &matter.motivation);
        let id = self.fragment(&format!("note-{}", note.id));
        self.annotation(id, motivation, body, (matter, note.range))
    }

    fn tagged(&self, at: usize, tagged: &Tagged) -> Annotation {
        let matter = self.matter(tagged.annotation);
        let body = matter.into_iter().flat_map(|matter| self.words(matter)).collect();
        let motivation = matter.map_or("tagging", |matter| &matter.motivation);
        let id =
            self.given(matter).unwrap_or_else(|| format!("{}#_{}", self.document_url(), at + 1));
        self.annotation(id, motivation, body, (matter, tagged.range))
    }

    /// The permanent address of an annotation whose author gave an `id`.
    fn given(&self, matter: Option<&AnnotationMatter>) -> Option<String> {
        let matter = matter?;
        let id = &matter.id.as_ref()?.value;
        Some(match matter.note {
            Some(_) => self.fragment(&format!("note-{id}")),
            None => format!("{}#{id}", self.document_url()),
        })
    }

    /// Address of a fragment of the article's page.
    fn fragment(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.address(self.url))
    }

    /// Address of this document.
    fn document_url(&self) -> String {
        self.address(&format!("{}annotations.jsonld", self.url))
    }

    fn statement(&self, statement: &Statement) -> Annotation {
        let matter = self.site.statement_matter(self.article, statement.matter);
        let chain = chain::chain(statement, matter, &self.sources, |agent| self.named(agent));
        let mut body = vec![described(&chain)];
        let speaker = statement.speaker.as_ref().and_then(Agent::entity);
        body.extend(speaker.and_then(|speaker| self.entity(speaker, "linking")));
        let note = matter.and_then(|matter| matter.note.as_ref());
        body.extend(note.map(|note| self.remark(note)));
        let id = self.fragment(&format!("statement-{}", statement.id));
        let item = self.annotation(id, "describing", body, (None, Some(statement.range)));
        Annotation { statement: Some(chain), ..item }
    }

    fn annotation(
        &self,
        id: String,
        motivation: &str,
        body: Vec<Body>,
        (matter, range): Origin<'_>,
    ) -> Annotation {
        let creator = matter.and_then(|matter| matter.creator.as_deref());
        let creators = creator.map_or_else(Vec::new, |text| self.site.names.creators(text));
        let created = matter.and_then(|matter| matter.created.as_ref());
        let written = created.map(|created| created.value.text.clone());
        let modified = matter.and_then(|matter| matter.modified.as_ref());
        Annotation {
            id,
            r#type: "Annotation",
            motivation: motivation.into(),
            creator: Creators::of(creators.iter().map(|agent| self.creator(agent)).collect()),
            written: written.filter(|written| utc(created).as_ref() != Some(written)),
            created: utc(created),
            modified: utc(modified),
            body,
            target: match range {
                Some(range) => self.passage(range),
                None => Target::Whole(self.address(self.url)),
            },
            by_name: false,
            kind: matter.and_then(|matter| matter.kind.as_ref()).map(|kind| kind.value.clone()),
            certainty: matter.and_then(|matter| matter.certainty).map(Choice::word),
            date: matter.and_then(|matter| matter.date.as_ref()).map(|it| it.value.text.clone()),
            sources: matter.map_or_else(Vec::new, |matter| self.sources.ids(&matter.sources)),
            statement: None,
        }
    }

    fn passage(&self, range: Range) -> Target {
        let before = &self.stream[..range.start as usize];
        let after = &self.stream[range.end as usize..];
        let prefix_at = before.char_indices().rev().take(AROUND).last().map_or(0, |(at, _)| at);
        let suffix_end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let quote = Selector::Quote {
            r#type: "TextQuoteSelector",
            exact: self.stream[range.of()].into(),
            prefix: before[prefix_at..].into(),
            suffix: after[..suffix_end].into(),
        };
        let (start, end) = (self.place(range.start), self.place(range.end));
        let position = Selector::Position { r#type: "TextPositionSelector", start, end };
        Target::Passage { source: self.address(self.url), selector: [quote, position] }
    }

    fn place(&self, byte: u32) -> usize {
        let at = self.places.partition_point(|(known, _)| *known < byte);
        self.places.get(at).map_or(0, |(_, count)| *count)
    }

    /// The page of an entity; `None` if it has none in this build.
    fn entity(&self, entity: EntityIx, purpose: &'static str) -> Option<Body> {
        let source = self.page_of(entity)?;
        Some(Body::Entity { r#type: "SpecificResource", source, purpose })
    }

    fn page_of(&self, entity: EntityIx) -> Option<String> {
        let url = &self.plan.entities[entity.0 as usize];
        (!url.is_empty()).then(|| self.address(url))
    }

    /// An agent with the address of their page; `None` for an entity that is not in this build.
    fn named(&self, agent: &Agent) -> Option<Named> {
        match agent {
            Agent::Entity(entity) => {
                let name = self.site.entity_name(*entity, self.language).into();
                self.page_of(*entity).map(|id| Named { id: Some(id), name })
            }
            Agent::Named(name) => Some(Named { id: None, name: name.to_string() }),
        }
    }

    /// The author of an annotation: an entity by its page and name, anyone else by address or name.
    fn creator(&self, agent: &Agent) -> Creator {
        match agent {
            Agent::Entity(at) => Creator {
                id: self.page_of(*at),
                r#type: match self.site.config.types[self.site.names.entity(*at).kind].base {
                    BaseType::Person => Some("Person"),
                    BaseType::Organization => Some("Organization"),
                    BaseType::Place | BaseType::Event | BaseType::Work => None,
                },
                name: Some(self.site.entity_name(*at, self.language).into()),
            },
            Agent::Named(name) => {
                let is_iri = ["http://", "https://", "urn:"].iter().any(|it| name.starts_with(it));
                let (id, name) = if is_iri && !name.contains(char::is_whitespace) {
                    (Some(name.to_string()), None)
                } else {
                    (None, Some(name.to_string()))
                };
                Creator { id, r#type: None, name }
            }
        }
    }

    /// The note and the tags of an annotation.
    fn words(&self, matter: &AnnotationMatter) -> Vec<Body> {
        let note = matter.note.iter().map(|note| self.remark(note));
        note.chain(matter.tags.iter().map(|tag| Body::tag(tag))).collect()
    }

    /// A note, with its language or else the article's.
    fn remark(&self, note: &Prose) -> Body {
        Body::Text {
            r#type: "TextualBody",
            value: note.source.to_string(),
            format: Some("text/markdown"),
            language: Some(note.lang.as_deref().unwrap_or(self.language).into()),
            direction: note.dir,
            purpose: "commenting",
        }
    }

    fn matter(&self, at: AnnotationRef) -> Option<&'a AnnotationMatter> {
        let (site, plan) = (self.site, self.plan);
        let document = site.article(self.article).document;
        annotation(WeaveContext { site, plan, page: self.url, document }, at)
    }

    /// Absolute with a base, else relative to the document.
    fn address(&self, url: &str) -> String {
        match &self.site.config.base_url {
            Some(base) => absolute(base, url),
            None => href(None, self.url, url),
        }
    }
}

/// Sort key of an item.
type Order = (Option<(u32, Reverse<u32>)>, (Source, usize));

fn order(range: Option<Range>, written: (Source, usize)) -> Order {
    (range.map(|range| (range.start, Reverse(range.end))), written)
}

/// The number of code points before every start and end, in one pass over the text.
fn places(stream: &str, anchored: &Anchored) -> Vec<(u32, usize)> {
    let ranges = anchored.mentions.iter().map(|mention| mention.range);
    let ranges = ranges.chain(anchored.notes.iter().filter_map(|note| note.range));
    let ranges = ranges.chain(anchored.statements.iter().map(|statement| statement.range));
    let ranges = ranges.chain(anchored.tagged.iter().filter_map(|tagged| tagged.range));
    let mut bytes: Vec<u32> = ranges.flat_map(|range| [range.start, range.end]).collect();
    bytes.sort_unstable();
    bytes.dedup();
    let (mut from, mut count) = (0, 0);
    let places = bytes.into_iter().map(|byte| {
        count += stream[from..byte as usize].chars().count();
        from = byte as usize;
        (byte, count)
    });
    places.collect()
}

/// A statement's chain in words.
fn described(chain: &Chain) -> Body {
    let mut words = format!("{} statement, attribution {}", chain.kind, chain.attribution);
    for (role, named) in [("speaker", &chain.speaker), ("words of", &chain.words_of)] {
        if let Some(named) = named {
            words.push_str(&format!("; {role} {}", named.name));
        }
    }
    Body::Text {
        r#type: "TextualBody",
        value: words,
        format: Some("text/plain"),
        language: Some("en".into()),
        direction: None,
        purpose: "describing",
    }
}

/// The Markdown of a footnote without label and indentation.
fn footnote(source: &str) -> String {
    let text = source.split_once("]:").map_or(source, |(_, text)| text).trim();
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or_default().to_string();
    for line in lines {
        let indented = line.bytes().take_while(|byte| *byte == b' ').count().min(4);
        out.push('\n');
        out.push_str(line.strip_prefix('\t').unwrap_or(&line[indented..]));
    }
    out
}

/// A moment as `xsd:dateTime` in UTC, as the vocabulary requires.
fn utc(moment: Option<&Spanned<Moment>>) -> Option<String> {
    jiff::Timestamp::from_second(moment?.value.seconds).ok().map(|time| time.to_string())
}
