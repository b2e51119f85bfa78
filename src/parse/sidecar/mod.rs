//! Reads Web Annotations in JSON-LD sidecars.
//!
//! *Source*: W3C Web Annotation Data Model, Recommendation of 2017-02-23. Supports a single annotation, a list, an
//! AnnotationPage, an AnnotationCollection with its first page, and JSON-LD's `@graph`. Fetches nothing. Reports what
//! it does not support; an ignored member once per file.

mod body;
mod extension;
mod member;
mod statement;
mod target;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::base::{Checked, Diagnostic, Moment, Path, Span, Spanned, codes};
use crate::data::{self, Node};
use crate::parse::format::is_fragment;
use crate::parse::matter::{Annotated, AnnotationMatter, MOTIVATIONS, default_motivation};
use crate::source::Config;

use member::{get, is_a, many, others, term, text};

/// Members of an annotation that are read.
const MEMBERS: &[&str] =
    &["target", "body", "bodyValue", "motivation", "creator", "created", "modified"];

/// Reads a sidecar `x.annotations.jsonld`.
///
/// *Shape*: an annotation with several targets or entities becomes several annotations, in source order. `entity`, and
/// `speaker`, `words_of` and `about` of a statement, are unresolved IRIs. Unsupported parts are reported and left out.
pub(crate) fn jsonld(path: &Path, text: &str, config: &Config) -> Checked<Annotated> {
    let mut diagnostics = Vec::new();
    let root = data::json(path, text).unload(&mut diagnostics);
    let (annotated, ignored) = (Annotated::default(), BTreeSet::new());
    let mut sidecar = Sidecar { path, config, diagnostics, annotated, ignored };
    if let Some(root) = &root {
        sidecar.context(root);
        sidecar.collect(root);
    }
    Checked::new(sidecar.annotated, sidecar.diagnostics)
}

/// A sidecar being read.
struct Sidecar<'a> {
    path: &'a Path,
    config: &'a Config,
    diagnostics: Vec<Diagnostic>,
    annotated: Annotated,
    /// Ignored members already reported.
    ignored: BTreeSet<String>,
}

impl Sidecar<'_> {
    /// Reports an unknown JSON-LD context; members are read by name regardless.
    fn context(&mut self, root: &Node) {
        let Some(context) = get(root, "@context") else { return };
        let is_known = |part: &Node| match text(part) {
            // IIIF's context includes the standard's
            Some(iri) => iri.contains("://www.w3.org/ns/") || iri.contains("://iiif.io/api/"),
            None => matches!(part.value, data::Value::Table(_)),
        };
        if !many(context).iter().any(is_known) {
            self.leave_out(context.span, "the `@context`: it is not that of Web Annotations");
        }
    }

    /// Finds annotations in a page, collection or list.
    fn collect(&mut self, node: &Node) {
        let holders = ["items", "@graph", "first"];
        if let data::Value::Array(items) = &node.value {
            items.iter().for_each(|item| self.collect(item));
        } else if get(node, "target").is_some() || is_a(node, "Annotation") {
            self.annotation(node);
        } else if let Some(inner) = holders.iter().find_map(|key| get(node, key)) {
            self.sources(node);
            match text(inner) {
                Some(_) => self.leave_out(inner.span, "annotations in another document"),
                None => many(inner).iter().for_each(|item| self.collect(item)),
            }
            if let Some(next) = get(node, "next") {
                self.leave_out(next.span, "a further page of annotations");
            }
        } else if !is_a(node, "AnnotationPage") && !is_a(node, "AnnotationCollection") {
            self.leave_out(node.span, "something that is not an annotation");
        }
    }

    fn annotation(&mut self, node: &Node) {
        if !self.is_annotation(node) {
            return;
        }
        if let Some(statement) = get(node, "statement") {
            return self.statement(node, statement);
        }
        self.report_unread(node, &[MEMBERS, extension::MEMBERS]);
        let motivation = self.motivation(node);
        let n_before = self.diagnostics.len();
        let bodies = self.bodies(node, motivation);
        let is_reported = self.diagnostics.len() > n_before;
        let mut annotation = AnnotationMatter {
            span: node.span,
            note: bodies.note,
            id: fragment(node, "note-"),
            tags: bodies.tags,
            creator: self.creator(node),
            created: self.created(node),
            modified: self.moment(node, "modified"),
            ..self.own(node)
        };
        let mut entities = bodies.entities.into_iter();
        annotation.entity = entities.next();
        annotation.motivation =
            motivation.unwrap_or_else(|| default_motivation(&annotation)).into();
        if is_bare(&annotation) && (is_reported || motivation.is_none()) {
            // bodies that were left out are already reported
            if !is_reported {
                let what = "an annotation that names no entity and holds no text";
                self.leave_out(node.span, what);
            }
            return;
        }
        let further: Vec<Spanned<String>> = entities.collect();
        let Some(target) = get(node, "target") else {
            self.leave_out(node.span, "an annotation without a target");
            return;
        };
        for selector in self.selectors(target) {
            annotation.selector = selector;
            self.annotated.annotations.push(annotation.clone());
            // only the first one keeps the id
            annotation.id = None;
            let others = further.iter().map(|entity| AnnotationMatter {
                entity: Some(entity.clone()),
                note: None,
                tags: Vec::new(),
                motivation: motivation.unwrap_or("identifying").into(),
                ..annotation.clone()
            });
            self.annotated.annotations.extend(others);
        }
    }

    /// Whether an object with a target has the type Annotation or no type. Reports invalid ids.
    fn is_annotation(&mut self, node: &Node) -> bool {
        let class = get(node, "type").or_else(|| get(node, "@type"));
        if let Some(class) = class.filter(|_| !is_a(node, "Annotation")) {
            self.leave_out(class.span, "something whose `type` is not `Annotation`");
            return false;
        }
        let ids = get(node, "id").or_else(|| get(node, "@id")).map(many).unwrap_or_default();
        let is_iri = |id: &Node| text(id).is_some_and(|id| !id.contains(char::is_whitespace));
        for id in ids.iter().filter(|id| !is_iri(id)) {
            self.leave_out(id.span, "an `id` that is not an address");
        }
        if let [_, second, ..] = ids {
            self.leave_out(second.span, "a second `id`");
        }
        true
    }

    /// First motivation of the standard; reports all others.
    fn motivation(&mut self, node: &Node) -> Option<&'static str> {
        let mut first = None;
        for written in get(node, "motivation").map(many).unwrap_or_default() {
            let word = member::iri(written).and_then(text).map(term);
            let mut known = MOTIVATIONS.iter().map(|(known, _)| *known);
            match known.find(|known| Some(*known) == word) {
                None => self.leave_out(written.span, "a motivation that is not in the standard"),
                known if first.is_none() || first == known => first = known,
                Some(_) => self.leave_out(written.span, "a second motivation"),
            }
        }
        first
    }

    /// Names of the creators, otherwise nicknames, otherwise IRIs.
    fn creator(&mut self, node: &Node) -> Option<String> {
        let name = |agent: &Node| {
            let keys = ["name", "nickname", "id", "@id"];
            let first = |key: &&str| text(many(get(agent, key)?).first()?);
            text(agent).or_else(|| keys.iter().find_map(first)).map(str::to_owned)
        };
        let mut names = Vec::new();
        for agent in get(node, "creator").map(many).unwrap_or_default() {
            match name(agent) {
                Some(name) => names.push(name),
                None => self.leave_out(agent.span, "a `creator` without a name or an address"),
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// `created`; if `written` is the same moment, as formatted there: our export has both if they differ.
    fn created(&mut self, node: &Node) -> Option<Spanned<Moment>> {
        let created = self.moment(node, "created")?;
        let written = get(node, "written").and_then(text).and_then(Moment::parse);
        let written = written.filter(|(it, _)| it.seconds == created.value.seconds);
        Some(Spanned::new(written.map_or(created.value, |(it, _)| it), created.span))
    }

    fn moment(&mut self, node: &Node, key: &str) -> Option<Spanned<Moment>> {
        let written = get(node, key)?;
        if many(written).len() > 1 {
            self.leave_out(
                written.span,
                &format!("all of `{key}` but the first: only one is allowed"),
            );
        }
        let written = many(written).first()?;
        let moment = text(written).and_then(|written| Moment::parse(written.trim()));
        if moment.is_none() {
            self.leave_out(written.span, &format!("`{key}`: it is not a date and time"));
        }
        moment.map(|(moment, _)| Spanned::new(moment, written.span))
    }

    /// Reports something that is left out.
    fn leave_out(&mut self, span: Span, what: &str) {
        self.diagnostics.push(not_understood(self.path, span, what));
    }

    /// Reports unread members of an object, each once per file.
    fn report_unread(&mut self, node: &Node, known: &[&[&str]]) {
        for entry in others(node, known) {
            self.leave_out_once(&entry.key, entry.key_span, &format!("`{}`", entry.key));
        }
    }

    /// Reports something left out, once per file.
    fn leave_out_once(&mut self, key: &str, span: Span, what: &str) {
        if self.ignored.insert(key.to_owned()) {
            self.leave_out(span, &format!("{what}, here and elsewhere in this file"));
        }
    }
}

/// Whether an annotation has no supported body.
fn is_bare(annotation: &AnnotationMatter) -> bool {
    annotation.entity.is_none() && annotation.note.is_none() && annotation.tags.is_empty()
}

/// Id from an IRI such as `…#note-ID` (`before` is `note-`) or `…/annotations.jsonld#ID`.
fn fragment(node: &Node, before: &str) -> Option<Spanned<String>> {
    let iri = get(node, "id").or_else(|| get(node, "@id"))?;
    let (page, fragment) = text(iri)?.rsplit_once('#')?;
    let id = match fragment.strip_prefix(before) {
        Some(id) => id,
        None if page.ends_with("annotations.jsonld") => fragment,
        None => return None,
    };
    let is_ours = is_fragment(id);
    is_ours.then(|| Spanned::new(id.to_owned(), iri.span))
}

fn not_understood(path: &Path, span: Span, what: &str) -> Diagnostic {
    let message = format!("left out {what}");
    Diagnostic::at(codes::ANNOTATION_NOT_UNDERSTOOD, path, span, message)
        .help("the site is built without it; the file is not changed")
}
