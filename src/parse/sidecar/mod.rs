//! Web Annotations in JSON-LD beside an article, read as annotations of our own.
//!
//! *Source*: W3C Web Annotation Data Model, Recommendation of 2017-02-23. One annotation, a list of them, an
//! AnnotationPage, an AnnotationCollection with its first page, and JSON-LD's `@graph` are understood.

mod body;
mod member;
mod target;

#[cfg(test)]
mod tests;

use crate::base::{Checked, Diagnostic, Moment, Path, Span, Spanned};
use crate::parse::front::{MOTIVATIONS, default_motivation, is_fragment};
use crate::parse::matter::AnnotationMatter;
use crate::source::data::{self, Node};

use member::{get, is_a, many, term, text};

/// Reads a sidecar `x.annotations.jsonld`.
///
/// *Shape*: an annotation with several targets, or that identifies several entities, becomes several; in the
/// order written. `entity` is an IRI as written; whose it is, is for later stages to say. What is not
/// understood is told and left out.
pub(crate) fn jsonld(path: &Path, text: &str) -> Checked<Vec<AnnotationMatter>> {
    let mut told = Vec::new();
    let root = data::json(path, text).unload(&mut told);
    let mut sidecar = Sidecar { path, told, annotations: Vec::new() };
    if let Some(root) = &root {
        sidecar.collect(root);
    }
    Checked::new(sidecar.annotations, sidecar.told)
}

/// A sidecar being read.
struct Sidecar<'a> {
    path: &'a Path,
    told: Vec<Diagnostic>,
    annotations: Vec<AnnotationMatter>,
}

impl Sidecar<'_> {
    /// Finds the annotations in a page, a collection, a list.
    fn collect(&mut self, node: &Node) {
        let holders = ["items", "@graph", "first"];
        if let data::Value::Array(items) = &node.value {
            items.iter().for_each(|item| self.collect(item));
        } else if get(node, "target").is_some() || is_a(node, "Annotation") {
            self.annotation(node);
        } else if let Some(inner) = holders.iter().find_map(|key| get(node, key)) {
            match text(inner) {
                Some(_) => self.misses(inner.span, "annotations that stand in another document"),
                None => self.collect(inner),
            }
            if let Some(next) = get(node, "next") {
                self.misses(next.span, "a further page of annotations");
            }
        } else if !is_a(node, "AnnotationPage") && !is_a(node, "AnnotationCollection") {
            self.misses(node.span, "something that is no annotation");
        }
    }

    fn annotation(&mut self, node: &Node) {
        let motivation = self.motivation(node);
        let n_told = self.told.len();
        let bodies = self.bodies(node, motivation);
        let mut annotation = AnnotationMatter {
            span: node.span,
            note: bodies.note,
            id: fragment(node),
            tags: bodies.tags,
            creator: creator(node),
            created: self.created(node),
            ..AnnotationMatter::default()
        };
        let mut entities = bodies.entities.into_iter();
        annotation.entity = entities.next();
        annotation.motivation =
            motivation.unwrap_or_else(|| default_motivation(&annotation)).into();
        if !self.says_something(&annotation, n_told) {
            return;
        }
        let further: Vec<Spanned<String>> = entities.collect();
        let Some(target) = get(node, "target") else {
            self.misses(node.span, "an annotation without a target");
            return;
        };
        for target in many(target) {
            let Some(selector) = self.selector(target) else { continue };
            annotation.selector = selector;
            self.annotations.push(annotation.clone());
            let others = further.iter().map(|entity| AnnotationMatter {
                span: node.span,
                selector: annotation.selector.clone(),
                entity: Some(entity.clone()),
                motivation: "identifying".into(),
                ..AnnotationMatter::default()
            });
            self.annotations.extend(others);
            // A fragment names one place.
            annotation.id = None;
        }
    }

    /// The first motivation, if it is one of the standard's.
    fn motivation(&mut self, node: &Node) -> Option<&'static str> {
        let written = many(get(node, "motivation")?).first()?;
        let word = text(written).map(term);
        let known = MOTIVATIONS.iter().map(|(known, _)| *known).find(|known| Some(*known) == word);
        if known.is_none() {
            self.misses(written.span, "a motivation that is none of the standard's");
        }
        known
    }

    fn created(&mut self, node: &Node) -> Option<Spanned<Moment>> {
        let created = get(node, "created")?;
        let moment = text(created).and_then(|written| Moment::parse(written.trim()));
        if moment.is_none() {
            self.misses(created.span, "a time of creation that is no date");
        }
        moment.map(|(moment, _)| Spanned::new(moment, created.span))
    }

    /// Whether an annotation says something; if not, and nothing was told of why, that is told.
    fn says_something(&mut self, annotation: &AnnotationMatter, n_told: usize) -> bool {
        let is_empty =
            annotation.entity.is_none() && annotation.note.is_none() && annotation.tags.is_empty();
        if is_empty && self.told.len() == n_told {
            self.misses(annotation.span, "an annotation that names no entity and holds no text");
        }
        !is_empty
    }

    /// Tells of something that was left out.
    fn misses(&mut self, span: Span, what: &str) {
        self.told.push(not_understood(self.path, span, what));
    }
}

/// Our own id of an annotation, out of an IRI such as `…#note-ID`.
fn fragment(node: &Node) -> Option<Spanned<String>> {
    let iri = get(node, "id").or_else(|| get(node, "@id"))?;
    let (_, id) = text(iri)?.rsplit_once("#note-")?;
    let is_ours = is_fragment(id);
    is_ours.then(|| Spanned::new(id.to_owned(), iri.span))
}

/// Who wrote an annotation: names, else nicknames, else IRIs.
fn creator(node: &Node) -> Option<String> {
    let name = |agent: &Node| {
        let name = ["name", "nickname", "id"].iter().find_map(|key| text(get(agent, key)?));
        text(agent).or(name).map(str::to_owned)
    };
    let names: Vec<String> = many(get(node, "creator")?).iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn not_understood(path: &Path, span: Span, what: &str) -> Diagnostic {
    let message = format!("left out {what}");
    Diagnostic::warning("annotation-not-understood", path, span, message)
        .help("the site does without it; the file stays as it is")
}
