//! Web Annotations in JSON-LD beside an article, read as annotations of our own.
//!
//! *Source*: W3C Web Annotation Data Model, Recommendation of 2017-02-23. One annotation, a list of them, an
//! AnnotationPage, an AnnotationCollection with its first page, and JSON-LD's `@graph` are understood. Nothing is
//! fetched. What is not understood is told where it stands; a member of no use here once for each file.

mod body;
mod member;
mod own;
mod target;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::base::{Checked, Diagnostic, Moment, Path, Span, Spanned};
use crate::parse::front::{MOTIVATIONS, default_motivation, is_fragment};
use crate::parse::matter::AnnotationMatter;
use crate::source::Config;
use crate::source::data::{self, Node};

use member::{get, is_a, many, others, term, text};

/// Members of an annotation that are read.
const MEMBERS: &[&str] =
    &["target", "body", "bodyValue", "motivation", "creator", "created", "modified"];

/// Reads a sidecar `x.annotations.jsonld`.
///
/// *Shape*: an annotation with several targets, or that identifies several entities, becomes several; in the
/// order written. `entity` is an IRI as written; whose it is, is for later stages to say. What is not
/// understood is told and left out.
pub(crate) fn jsonld(path: &Path, text: &str, config: &Config) -> Checked<Vec<AnnotationMatter>> {
    let mut told = Vec::new();
    let root = data::json(path, text).unload(&mut told);
    let mut sidecar =
        Sidecar { path, config, told, annotations: Vec::new(), useless: BTreeSet::new() };
    if let Some(root) = &root {
        sidecar.collect(root);
    }
    Checked::new(sidecar.annotations, sidecar.told)
}

/// A sidecar being read.
struct Sidecar<'a> {
    path: &'a Path,
    config: &'a Config,
    told: Vec<Diagnostic>,
    annotations: Vec<AnnotationMatter>,
    /// Members of no use that have been told.
    useless: BTreeSet<String>,
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
                None => many(inner).iter().for_each(|item| self.collect(item)),
            }
            if let Some(next) = get(node, "next") {
                self.misses(next.span, "a further page of annotations");
            }
        } else if !is_a(node, "AnnotationPage") && !is_a(node, "AnnotationCollection") {
            self.misses(node.span, "something that is no annotation");
        }
    }

    fn annotation(&mut self, node: &Node) {
        if let Some(statement) = get(node, "statement") {
            self.misses(statement.span, "a statement: it belongs under `[[statements]]`");
            return;
        }
        self.useless(node, &[MEMBERS, own::MEMBERS]);
        let motivation = self.motivation(node);
        let n_told = self.told.len();
        let bodies = self.bodies(node, motivation);
        let is_told = self.told.len() > n_told;
        let mut annotation = AnnotationMatter {
            span: node.span,
            note: bodies.note,
            id: fragment(node),
            tags: bodies.tags,
            creator: creator(node),
            created: self.moment(node, "created"),
            modified: self.moment(node, "modified"),
            ..self.own(node)
        };
        let mut entities = bodies.entities.into_iter();
        annotation.entity = entities.next();
        annotation.motivation =
            motivation.unwrap_or_else(|| default_motivation(&annotation)).into();
        if is_bare(&annotation) && (is_told || motivation.is_none()) {
            // of bodies that were left out that has been told
            if !is_told {
                let what = "an annotation that names no entity and holds no text";
                self.misses(node.span, what);
            }
            return;
        }
        let further: Vec<Spanned<String>> = entities.collect();
        let Some(target) = get(node, "target") else {
            self.misses(node.span, "an annotation without a target");
            return;
        };
        for selector in self.selectors(target) {
            annotation.selector = selector;
            self.annotations.push(annotation.clone());
            // A fragment names one place.
            annotation.id = None;
            let others = further.iter().map(|entity| AnnotationMatter {
                entity: Some(entity.clone()),
                note: None,
                tags: Vec::new(),
                motivation: "identifying".into(),
                ..annotation.clone()
            });
            self.annotations.extend(others);
        }
    }

    /// The first motivation that is one of the standard's; the others are told.
    fn motivation(&mut self, node: &Node) -> Option<&'static str> {
        let mut first = None;
        for written in get(node, "motivation").map(many).unwrap_or_default() {
            let word = member::iri(written).and_then(text).map(term);
            let mut known = MOTIVATIONS.iter().map(|(known, _)| *known);
            match known.find(|known| Some(*known) == word) {
                None => self.misses(written.span, "a motivation that is none of the standard's"),
                known if first.is_none() || first == known => first = known,
                Some(_) => self.misses(written.span, "a second motivation"),
            }
        }
        first
    }

    fn moment(&mut self, node: &Node, key: &str) -> Option<Spanned<Moment>> {
        let written = get(node, key)?;
        if many(written).len() > 1 {
            self.misses(written.span, &format!("all of `{key}` but the first: there is one"));
        }
        let written = many(written).first()?;
        let moment = text(written).and_then(|written| Moment::parse(written.trim()));
        if moment.is_none() {
            self.misses(written.span, &format!("`{key}`: it is no date and time"));
        }
        moment.map(|(moment, _)| Spanned::new(moment, written.span))
    }

    /// Tells of something that was left out.
    fn misses(&mut self, span: Span, what: &str) {
        self.told.push(not_understood(self.path, span, what));
    }

    /// Tells of the members of an object that are not read, each once in a file.
    fn useless(&mut self, node: &Node, known: &[&[&str]]) {
        for entry in others(node, known) {
            if self.useless.insert(entry.key.clone()) {
                let what = format!("`{}`, here and wherever else it stands", entry.key);
                self.told.push(not_understood(self.path, entry.key_span, &what));
            }
        }
    }
}

/// Whether an annotation has no body that is read.
fn is_bare(annotation: &AnnotationMatter) -> bool {
    annotation.entity.is_none() && annotation.note.is_none() && annotation.tags.is_empty()
}

/// Our own id of an annotation, out of an IRI such as `…#note-ID`, or `…/annotations.jsonld#ID`.
fn fragment(node: &Node) -> Option<Spanned<String>> {
    let iri = get(node, "id").or_else(|| get(node, "@id"))?;
    let (before, fragment) = text(iri)?.rsplit_once('#')?;
    let id = match fragment.strip_prefix("note-") {
        Some(id) => id,
        None if before.ends_with("annotations.jsonld") => fragment,
        None => return None,
    };
    let is_ours = is_fragment(id);
    is_ours.then(|| Spanned::new(id.to_owned(), iri.span))
}

/// Who wrote an annotation: names, else nicknames, else IRIs.
fn creator(node: &Node) -> Option<String> {
    let name = |agent: &Node| {
        let keys = ["name", "nickname", "id", "@id"];
        let first = |key: &&str| text(many(get(agent, key)?).first()?);
        text(agent).or_else(|| keys.iter().find_map(first)).map(str::to_owned)
    };
    let names: Vec<String> = many(get(node, "creator")?).iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn not_understood(path: &Path, span: Span, what: &str) -> Diagnostic {
    let message = format!("left out {what}");
    Diagnostic::warning("annotation-not-understood", path, span, message)
        .help("the site does without it; the file stays as it is")
}
