//! Lists what is marked in an article, with handles for changing it: the data of the editor's panel.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::anchor::{AnnotationRef, Mention, Note, NoteContent, Origin};
use crate::base::{Path, Range, Span};
use crate::change::annotate::context::ArticleContext;
use crate::change::annotate::draft::{Draft, digest};
use crate::change::annotate::fields::List;
use crate::change::annotate::place::Counted;
use crate::change::annotate::{Field, Handle, Refusal, View};
use crate::change::structured::Structured;
use crate::data::{Table, Value};
use crate::names::EntityIx;
use crate::parse::Document;
use crate::parse::format::Choice;
use crate::parse::matter::{Annotated, AnnotationMatter};
use crate::site::Site;

/// Everything marked in an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Listing {
    /// Path of the article, relative to the site root.
    pub article: String,
    /// Length of its text stream in code points.
    pub length: u32,
    /// In text order; the index is the mention's number minus one.
    pub mentions: Vec<Listed>,
    /// Notes on the whole article first, then in text order, including footnotes.
    pub notes: Vec<Listed>,
    /// In text order.
    pub statements: Vec<Listed>,
    /// The article's own sources, in written order.
    pub sources: Vec<Listed>,
    /// Annotations with only tags or a motivation.
    pub tagged: Vec<Listed>,
    /// Annotations and statements whose words are not found or that name no entity; each is also an error.
    pub lost: Vec<Listed>,
    /// Entities that the article lists.
    pub entities: Vec<ListedEntity>,
}

/// One marked item.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Listed {
    /// Fragment id, for notes and statements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// First code point; `None` if it is on the whole article or was not found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// Code point after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// The words, with blocks joined by a space.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `inline front-matter sidecar web-annotations name footnote`.
    pub origin: &'static str,
    /// The entity it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<ListedEntity>,
    /// Fields of its table other than the selector; keys as in `change`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Field>,
    /// The handle for `change` and `delete`; `None` if it is read-only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<Handle>,
}

/// An entity in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedEntity {
    /// Its id.
    pub id: String,
    /// Its name in the article's language.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Lists what is marked in an article.
///
/// *Errors*: the article does not exist.
pub fn listing(view: View<'_>, article: &Path) -> Result<Listing, Refusal> {
    let context = ArticleContext::at(view, article)?;
    let counted = Counted::new(context.haystack.stream());
    let tables = |document: &Document| Draft::of(document).tables().ok().flatten();
    let (own, sidecar) = (tables(context.document), context.toml.and_then(tables));
    let look = Look { context: &context, counted: &counted, own, sidecar };
    let anchored = context.anchored;
    let entities = anchored.entities.iter().map(|at| look.entity(*at)).collect();
    Ok(Listing {
        article: article.to_string(),
        length: counted.point(u32::MAX),
        mentions: anchored.mentions.iter().map(|it| look.mention(it)).collect(),
        notes: anchored.notes.iter().map(|it| look.note(it)).collect(),
        statements: anchored
            .statements
            .iter()
            .map(|it| Listed {
                id: Some(it.id.clone()),
                ..look.placed(Some(it.range), look.statement(it.matter))
            })
            .collect(),
        sources: look.sources(),
        tagged: anchored
            .tagged
            .iter()
            .map(|it| look.placed(it.range, look.annotation(it.annotation)))
            .collect(),
        lost: look.lost(),
        entities,
    })
}

/// An article being listed.
struct Look<'a> {
    context: &'a ArticleContext<'a>,
    counted: &'a Counted,
    own: Option<Structured>,
    sidecar: Option<Structured>,
}

impl Look<'_> {
    fn entity(&self, at: EntityIx) -> ListedEntity {
        listed_entity(
            self.context.view.site,
            at,
            self.context.document.language(self.context.config),
        )
    }

    /// Adds the range and its text.
    fn placed(&self, range: Option<Range>, listed: Listed) -> Listed {
        Listed {
            start: range.map(|it| self.counted.point(it.start)),
            end: range.map(|it| self.counted.point(it.end)),
            text: range.filter(|it| !it.is_empty()).map(|it| self.context.words(it)),
            ..listed
        }
    }

    fn mention(&self, mention: &Mention) -> Listed {
        let listed = match (mention.annotation, mention.origin) {
            (Some(at), _) => self.annotation(at),
            (None, Origin::Name) => Listed {
                handle: Some(Handle::Name {
                    start: self.counted.point(mention.range.start),
                    end: self.counted.point(mention.range.end),
                    entity: self.context.id(mention.entity),
                }),
                ..Listed::default()
            },
            (None, _) => {
                let inline = &self.context.document.body.inline;
                // two with the same range and entity are nested, and equal for readers
                let is_it = |it: &&crate::parse::InlineMention| it.range == mention.range;
                let spans: Vec<Span> = inline.iter().filter(is_it).map(|it| it.span).collect();
                Listed { handle: spans.first().map(|span| self.inline(*span)), ..Listed::default() }
            }
        };
        let entity = Some(self.entity(mention.entity));
        let listed = Listed { origin: origin(mention.origin), entity, ..listed };
        let mut listed = self.placed(Some(mention.range), listed);
        if let Some(certainty) = mention.certainty {
            let word = Field::Text(certainty.word().to_owned());
            listed.fields.entry("certainty".to_owned()).or_insert(word);
        }
        listed
    }

    fn inline(&self, span: Span) -> Handle {
        let written = self.context.document.file.text[span.range()].to_owned();
        Handle::Inline { at: span.start as usize, written }
    }

    fn note(&self, note: &Note) -> Listed {
        let listed = match note.content {
            NoteContent::Annotation(at) => self.annotation(at),
            NoteContent::Footnote(at) => {
                let footnote = &self.context.document.body.footnotes[at];
                let written = self.context.document.file.text[footnote.span.range()].trim_end();
                let text = written.split_once("]:").map_or("", |(_, text)| text);
                let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
                let (label, written) = (footnote.label.clone(), written.to_owned());
                Listed {
                    origin: "footnote",
                    fields: [("note".to_owned(), Field::Text(lines.join("\n")))].into(),
                    handle: Some(Handle::Footnote { label, written }),
                    ..Listed::default()
                }
            }
        };
        Listed { id: Some(note.id.clone()), ..self.placed(note.range, listed) }
    }

    fn annotated(&self, origin: Origin) -> Option<&Annotated> {
        match origin {
            Origin::FrontMatter => Some(&self.context.matter.annotated),
            Origin::Toml => self.context.sidecar().map(|it| &it.annotated),
            Origin::Inline | Origin::Jsonld | Origin::Name => None,
        }
    }

    fn annotation(&self, at: AnnotationRef) -> Listed {
        let matter = self.context.view.site.annotation(self.context.document, at);
        if at.origin != Origin::Jsonld {
            return self.row(at.origin, List::Annotations, matter.map(|it| it.span));
        }
        let note = |it: &AnnotationMatter| it.note.as_ref().map(|note| note.source.to_string());
        let note = matter.and_then(note).map(|note| ("note".to_owned(), Field::Text(note)));
        Listed {
            origin: origin(at.origin),
            fields: note.into_iter().collect(),
            ..Listed::default()
        }
    }

    fn statement(&self, at: AnnotationRef) -> Listed {
        let matter = self.context.view.site.statement(self.context.document, at);
        self.row(at.origin, List::Statements, matter.map(|it| it.span))
    }

    /// The entry for a table of a file, found by its span.
    fn row(&self, from: Origin, list: List, span: Option<Span>) -> Listed {
        let (document, tables) = match from {
            Origin::Toml => (self.context.toml, &self.sidecar),
            Origin::Inline | Origin::FrontMatter | Origin::Jsonld | Origin::Name => {
                (Some(self.context.document), &self.own)
            }
        };
        let rows = tables.as_ref().map_or(&[][..], |it| it.table.items(list.key()));
        let index = rows.iter().position(|row| Some(row.span) == span);
        let table = index.and_then(|index| rows[index].value.as_table());
        let (Some(document), Some(index), Some(table)) = (document, index, table) else {
            return Listed { origin: origin(from), ..Listed::default() };
        };
        let text = |key: &str| table.text(key).map(str::to_owned);
        let file = document.file.path.to_string();
        let seen = Some(digest(&rows[index].value));
        let handle = match list {
            List::Annotations => Handle::Annotation { file, index, quote: text("quote"), seen },
            List::Statements => Handle::Statement { file, index, quote: text("quote"), seen },
            List::Sources => {
                Handle::Source { file, index, id: text("id").unwrap_or_default(), seen }
            }
        };
        let (fields, handle) = (fields(table), Some(handle));
        Listed { origin: origin(from), fields, handle, ..Listed::default() }
    }

    fn sources(&self) -> Vec<Listed> {
        let from = [Origin::FrontMatter, Origin::Toml].into_iter();
        let all = from.filter_map(|from| Some((from, self.annotated(from)?)));
        all.flat_map(|(from, annotated)| {
            let spans = annotated.sources.iter().map(|it| it.span);
            spans.map(move |span| self.row(from, List::Sources, Some(span)))
        })
        .chain(self.web_sources())
        .collect()
    }

    /// Sources of the Web Annotations, which are read-only.
    fn web_sources(&self) -> impl Iterator<Item = Listed> {
        let annotated = self.context.jsonld.and_then(|it| it.matter.annotated());
        let sources = annotated.into_iter().flat_map(|it| &it.sources);
        sources.map(|source| {
            let publisher = source.publisher.as_ref().map(|it| &it.value);
            let pairs = [("publisher", publisher), ("title", source.title.as_ref())];
            let pairs = pairs.into_iter().filter_map(|(key, text)| Some((key, text?)));
            let pairs = pairs.chain([("id", &source.id.value)]);
            let fields = pairs.map(|(key, text)| (key.to_owned(), Field::Text(text.clone())));
            let (origin, fields) = (origin(Origin::Jsonld), fields.collect());
            Listed { origin, fields, ..Listed::default() }
        })
    }

    fn lost(&self) -> Vec<Listed> {
        let anchored = self.context.anchored;
        let is_found = |at: AnnotationRef| {
            anchored.mentions.iter().any(|it| it.annotation == Some(at))
                || anchored.notes.iter().any(|it| it.content == NoteContent::Annotation(at))
                || anchored.tagged.iter().any(|it| it.annotation == at)
        };
        let mut lost = Vec::new();
        for origin in [Origin::FrontMatter, Origin::Toml] {
            let Some(annotated) = self.annotated(origin) else { continue };
            let all = (0..annotated.annotations.len()).map(|index| AnnotationRef { origin, index });
            lost.extend(all.filter(|at| !is_found(*at)).map(|at| self.annotation(at)));
            let all = (0..annotated.statements.len()).map(|index| AnnotationRef { origin, index });
            let is_said =
                |at: &AnnotationRef| anchored.statements.iter().any(|it| it.matter == *at);
            lost.extend(all.filter(|at| !is_said(at)).map(|at| self.statement(at)));
        }
        lost
    }
}

/// An entity named in the language of a tag.
pub(crate) fn listed_entity(site: &Site, at: EntityIx, tag: &str) -> ListedEntity {
    let entity = site.names.entity(at);
    let kind = site.config.types.get(entity.kind).map_or("", |kind| kind.id.as_str());
    let name = site.entity_name(at, tag).to_owned();
    ListedEntity { id: entity.id.to_string(), name, kind: kind.to_owned() }
}

/// Fields of a table other than the selector.
fn fields(table: &Table) -> BTreeMap<String, Field> {
    const SELECTOR: [&str; 5] = ["quote", "quote_end", "prefix", "suffix", "occurrence"];
    let rest = table.entries.iter().filter(|entry| !SELECTOR.contains(&entry.key.as_str()));
    let fields = rest.filter_map(|entry| {
        let field = match &entry.node.value {
            Value::String(text) | Value::Date(text) => Field::Text(text.clone()),
            Value::Integer(number) => Field::Text(number.to_string()),
            Value::Bool(value) => Field::Truth(*value),
            Value::Array(items) => {
                let words = items.iter().filter_map(|item| item.value.as_str());
                Field::Words(words.map(str::to_owned).collect())
            }
            Value::Null | Value::Float(_) | Value::Table(_) => return None,
        };
        Some((entry.key.clone(), field))
    });
    fields.collect()
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Inline => "inline",
        Origin::FrontMatter => "front-matter",
        Origin::Toml => "sidecar",
        Origin::Jsonld => "web-annotations",
        Origin::Name => "name",
    }
}
