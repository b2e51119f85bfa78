//! Rewrites every reference to a renamed entity or moved file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Path, Span};
use crate::change::rename::links::Links;
use crate::change::rename::tables::{Meaning, jsonld_texts, tables, values};
use crate::data::edit::{Splice, apply, string, syntax};
use crate::data::{Node, Patch, Value};
use crate::names::{Names, Wiki};
use crate::parse::Document;
use crate::parse::matter::{Annotated, Matter, SourceMatter};
use crate::parse::target::{TargetKind, TargetPlace, targets};
use crate::source::Config;

/// Splices for every reference to renamed entities: the keys of `renamed` become its values.
///
/// References are ids in front matter, sidecars and bulk files, IRIs in Web Annotations, and `[x](@id)` and `[[id]]` in
/// every Markdown text. Names do not count, nor does a source with the same id. A wikilink keeps its visible words:
/// `[[old]]` becomes `[[new|old]]`.
///
/// *Shape*: edits of files with references; splices in the order of [`crate::data::edit::apply`].
pub fn references(
    documents: &[Arc<Document>],
    names: &Names,
    config: &Config,
    renamed: &BTreeMap<String, String>,
) -> Patch {
    let mending = Mending { documents, names, config, renamed, links: None };
    let mut patch = Patch::default();
    for (at, document) in documents.iter().enumerate() {
        let splices = mending.document(at);
        if !splices.is_empty() {
            patch.edit(&document.file.path, &document.file.text, splices);
        }
    }
    patch
}

/// Renamed ids and moved files, and the site that refers to them.
pub(crate) struct Mending<'a> {
    pub(crate) documents: &'a [Arc<Document>],
    pub(crate) names: &'a Names,
    pub(crate) config: &'a Config,
    /// New ids by former ids.
    pub(crate) renamed: &'a BTreeMap<String, String>,
    /// Moved files.
    pub(crate) links: Option<&'a Links<'a>>,
}

impl Mending<'_> {
    /// All changes of a file.
    pub(crate) fn document(&self, at: usize) -> Vec<Splice> {
        let document = &self.documents[at];
        let tables = tables(document);
        let mut splices = Vec::new();
        for (row, table) in tables.rows.iter().enumerate() {
            for (nth, (node, meaning)) in values(document.file.role, table).into_iter().enumerate()
            {
                let Value::String(text) = &node.value else { continue };
                let changes = self.value(at, row, text, meaning);
                let is_right = |edited: &Document, wanted: &str| {
                    let tables = self::tables(edited);
                    let row = tables.rows.get(row);
                    let values = row.map_or_else(Vec::new, |row| values(edited.file.role, row));
                    values.get(nth).and_then(|(node, _)| node.value.as_str()) == Some(wanted)
                };
                splices.extend(within(document, node, &changes, &is_right));
            }
        }
        if let Matter::SidecarJsonld(annotated) = &document.matter {
            splices.extend(self.jsonld(at, annotated));
            splices.extend(self.jsonld_notes(at));
        }
        let span = document.body.span;
        for Splice { span: place, text } in self.markdown(at, &document.file.text[span.range()]) {
            splices.push(Splice::new(place.shifted(span.start), text));
        }
        splices.sort();
        splices.dedup();
        splices
    }

    /// Changes of a value of a table.
    fn value(&self, at: usize, row: usize, text: &str, meaning: Meaning) -> Vec<Splice> {
        let new = match meaning {
            Meaning::Id | Meaning::Agent => self.renamed.get(text).cloned(),
            Meaning::Source => {
                self.renamed.get(text).filter(|_| !self.is_source(at, row, text)).cloned()
            }
            Meaning::Prose => return self.markdown(at, text),
            Meaning::Link => {
                self.links.and_then(|links| links.link(at, text)).map(|new| new.plain())
            }
            Meaning::Article => self.links.and_then(|links| links.article(at, text)),
        };
        new.map(|new| Splice::new(Span::new(0, text.len()), new)).into_iter().collect()
    }

    /// Whether a word is the id of a source declared for a file, one of its rows, or the site.
    pub(crate) fn is_source(&self, at: usize, row: usize, id: &str) -> bool {
        let document = &self.documents[at];
        let has = |sources: &[SourceMatter]| sources.iter().any(|source| source.id.value == id);
        let is_in = |path: &Path| {
            let place = self.documents.binary_search_by(|other| other.file.path.cmp(path));
            let matter = place.ok().map(|at| &self.documents[at].matter);
            matter.and_then(Matter::annotated).is_some_and(|it| has(&it.sources))
        };
        let is_here = match &document.matter {
            Matter::Article(_) | Matter::Sidecar(_) | Matter::SidecarJsonld(_) => {
                document.file.with_sidecars().iter().any(is_in)
            }
            Matter::Entity(entity) => has(&entity.sources),
            Matter::Entities(rows) => rows.get(row).is_some_and(|entity| has(&entity.sources)),
            Matter::Page(_) | Matter::Sources(_) => false,
        };
        is_here || self.names.source(id).is_some()
    }

    /// New form of an IRI that names an entity: its id, or an address of this site that ends in the id.
    fn iri(&self, iri: &str) -> Option<String> {
        if let Some(new) = self.renamed.get(iri) {
            return Some(new.clone());
        }
        let base = self.config.base_url.as_deref();
        let is_ours = !iri.contains("://") || base.is_some_and(|base| iri.starts_with(base));
        let end = iri.trim_end_matches("index.html").trim_end_matches('/').len();
        let start = iri[..end].rfind('/')? + 1;
        let new = self.renamed.get(&iri[start..end]).filter(|_| is_ours)?;
        Some(format!("{}{new}{}", &iri[..start], &iri[end..]))
    }

    /// Changes in Web Annotations: entities by IRI, sources and publishers by id.
    fn jsonld(&self, at: usize, annotated: &Annotated) -> Vec<Splice> {
        let Annotated { annotations, statements, sources } = annotated;
        let entities = annotations.iter().filter_map(|it| it.entity.as_ref());
        let agents = statements.iter().flat_map(|it| it.speaker.iter().chain(&it.words_of));
        let about = statements.iter().flat_map(|it| &it.about);
        let iris = entities.chain(agents).chain(about);
        let iris = iris.filter_map(|it| Some((it.span, self.iri(&it.value)?)));
        let cited = annotations.iter().flat_map(|it| &it.sources);
        let cited = cited.chain(statements.iter().flat_map(|it| &it.sources));
        let cited = cited.chain(sources.iter().filter_map(|it| it.via.as_ref()));
        let cited = cited.filter(|it| !self.is_source(at, 0, &it.value));
        let ids = cited.chain(sources.iter().filter_map(|it| it.publisher.as_ref()));
        let ids = ids.filter_map(|it| Some((it.span, self.renamed.get(&it.value)?.clone())));
        let changes = iris.chain(ids);
        changes.map(|(span, new)| literal(&self.documents[at], span, &new)).collect()
    }

    /// Changes in the notes of Web Annotations; one annotation may have several, each in its own string.
    fn jsonld_notes(&self, at: usize) -> Vec<Splice> {
        let document = &self.documents[at];
        let Matter::SidecarJsonld(annotated) = &document.matter else { return Vec::new() };
        let annotations = annotated.annotations.iter().map(|it| (it.span, &it.note));
        let statements = annotated.statements.iter().map(|it| (it.span, &it.note));
        let noted: Vec<_> = annotations.chain(statements).collect();
        let is_note = |node: &Node, text: &str| {
            noted.iter().any(|(span, note)| {
                let holds = span.start <= node.span.start && node.span.end <= span.end;
                holds && note.as_ref().is_some_and(|note| note.source.contains(text))
            })
        };
        let texts = jsonld_texts(document).into_iter().enumerate();
        let mended = texts.flat_map(|(nth, node)| {
            let Value::String(text) = &node.value else { return Vec::new() };
            if !is_note(&node, text) {
                return Vec::new();
            }
            let is_right = |edited: &Document, wanted: &str| {
                jsonld_texts(edited).get(nth).and_then(|it| it.value.as_str()) == Some(wanted)
            };
            within(document, &node, &self.markdown(at, text), &is_right)
        });
        mended.collect()
    }

    /// Changes of a Markdown text of a file.
    fn markdown(&self, at: usize, text: &str) -> Vec<Splice> {
        let places = targets(text, self.config.markdown);
        places.iter().filter_map(|place| self.target(at, place, text)).collect()
    }

    fn target(&self, at: usize, place: &TargetPlace, text: &str) -> Option<Splice> {
        let written = &text[place.span.range()];
        let new = match place.kind {
            TargetKind::Mention => self.renamed.get(&place.target)?.clone(),
            TargetKind::Wiki { has_words, is_in_table } => {
                let new = self.wiki(&place.target)?;
                match (has_words, is_in_table) {
                    (true, _) => new,
                    // the visible words stay the same
                    (false, false) => format!("{new}|{written}"),
                    (false, true) => format!("{new}\\|{written}"),
                }
            }
            TargetKind::Link { is_pointed } => {
                self.links?.link(at, &place.target)?.in_markdown(written, is_pointed)
            }
        };
        Some(Splice::new(place.span, new))
    }

    fn wiki(&self, target: &str) -> Option<String> {
        if let Some(new) = self.renamed.get(target) {
            return Some(new.clone());
        }
        if let Wiki::File { .. } = self.names.wiki(target) {
            return self.links?.wiki(target);
        }
        let (id, heading) = target.split_once('#')?;
        self.renamed.get(id).map(|new| format!("{new}#{heading}"))
    }
}

/// Splice of a string literal, in the same style.
pub(crate) fn literal(document: &Document, span: Span, new: &str) -> Splice {
    let text = &document.file.text;
    let syntax = syntax(&document.file.path, text).expect("a literal is in structured data");
    Splice::new(span, string(syntax, &text[span.range()], new))
}

/// Maps splices of a string's value to its literal: in place if the literal is unescaped, else the whole literal.
/// `is_right` checks that the edited file has the value.
fn within(
    document: &Document,
    node: &Node,
    changes: &[Splice],
    is_right: &dyn Fn(&Document, &str) -> bool,
) -> Vec<Splice> {
    let Value::String(value) = &node.value else { return Vec::new() };
    let Some(new) = apply(value, changes).filter(|_| !changes.is_empty()) else {
        return Vec::new();
    };
    let text = &document.file.text;
    let written = &text[node.span.range()];
    let whole = vec![literal(document, node.span, &new)];
    let is_quoted = ["\"", "'"].iter().any(|quote| written == format!("{quote}{value}{quote}"));
    let is_whole = changes.iter().any(|change| change.span == Span::new(0, value.len()));
    let is_plain = is_quoted || is_whole && written == value;
    if is_plain && !new.contains(['\n', '\\', '"']) {
        return whole;
    }
    let words = changes.iter().map(|change| {
        let word = &value[change.span.range()];
        let nth = value[..change.span.start as usize].matches(word).count();
        let (at, _) = written.match_indices(word).nth(nth).filter(|_| !word.is_empty())?;
        let start = node.span.start as usize + at;
        Some(Splice::new(Span::new(start, start + word.len()), change.text.clone()))
    });
    let words: Option<Vec<Splice>> = words.collect();
    // if neither gives the right value, the reference stays and is reported as a former id
    words
        .into_iter()
        .chain([whole])
        .find(|splices| {
            let edited = apply(text, splices).map(|text| {
                let mut edited = document.clone();
                edited.file.text = text.into();
                edited
            });
            edited.is_some_and(|edited| is_right(&edited, &new))
        })
        .unwrap_or_default()
}
