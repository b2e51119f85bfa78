//! Web Annotations in JSON-LD beside an article, read as annotations of our own.
//!
//! *Source*: W3C Web Annotation Data Model, Recommendation of 2017-02-23. One annotation, a list of them, an
//! AnnotationPage, an AnnotationCollection with its first page, and JSON-LD's `@graph` are understood. Nothing is
//! fetched. What is not understood is told where it stands; a member of no use here once for each file.

mod body;
mod extension;
mod member;
mod statement;
mod target;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::base::{Checked, Diagnostic, Moment, Path, Span, Spanned};
use crate::data::{self, Node};
use crate::parse::front::{MOTIVATIONS, default_motivation, is_fragment};
use crate::parse::matter::{Annotated, AnnotationMatter};
use crate::source::Config;

use member::{get, is_a, many, others, term, text};

/// Members of an annotation that are read.
const MEMBERS: &[&str] =
    &["target", "body", "bodyValue", "motivation", "creator", "created", "modified"];

/// Reads a sidecar `x.annotations.jsonld`.
///
/// *Shape*: an annotation with several targets, or that identifies several entities, becomes several; in the
/// order written. `entity`, and `speaker`, `words_of` and `about` of a statement, are IRIs as written; whose they are,
/// is for later stages to say. What is not understood is told and left out.
pub(crate) fn jsonld(path: &Path, text: &str, config: &Config) -> Checked<Annotated> {
    let mut told = Vec::new();
    let root = data::json(path, text).unload(&mut told);
    let (annotated, useless) = (Annotated::default(), BTreeSet::new());
    let mut sidecar = Sidecar { path, config, told, annotated, useless };
    if let Some(root) = &root {
        sidecar.context(root);
        sidecar.collect(root);
    }
    Checked::new(sidecar.annotated, sidecar.told)
}

/// A sidecar being read.
struct Sidecar<'a> {
    path: &'a Path,
    config: &'a Config,
    told: Vec<Diagnostic>,
    annotated: Annotated,
    /// Members of no use that have been told.
    useless: BTreeSet<String>,
}

impl Sidecar<'_> {
    /// Tells of a context that is not the standard's: members are read by their names, whatever they mean in it.
    fn context(&mut self, root: &Node) {
        let Some(context) = get(root, "@context") else { return };
        let is_known = |part: &Node| match text(part) {
            // IIIF's holds the standard's
            Some(iri) => iri.contains("://www.w3.org/ns/") || iri.contains("://iiif.io/api/"),
            None => matches!(part.value, data::Value::Table(_)),
        };
        if !many(context).iter().any(is_known) {
            self.misses(context.span, "the `@context`: it is not that of Web Annotations");
        }
    }

    /// Finds the annotations in a page, a collection, a list.
    fn collect(&mut self, node: &Node) {
        let holders = ["items", "@graph", "first"];
        if let data::Value::Array(items) = &node.value {
            items.iter().for_each(|item| self.collect(item));
        } else if get(node, "target").is_some() || is_a(node, "Annotation") {
            self.annotation(node);
        } else if let Some(inner) = holders.iter().find_map(|key| get(node, key)) {
            self.sources(node);
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
        if !self.is_annotation(node) {
            return;
        }
        if let Some(statement) = get(node, "statement") {
            return self.statement(node, statement);
        }
        self.useless(node, &[MEMBERS, extension::MEMBERS]);
        let motivation = self.motivation(node);
        let n_told = self.told.len();
        let bodies = self.bodies(node, motivation);
        let is_told = self.told.len() > n_told;
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
            self.annotated.annotations.push(annotation.clone());
            // A fragment names one place.
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

    /// Whether an object with a target is an annotation: it says so, or does not say what it is. Ids that are none are
    /// told.
    fn is_annotation(&mut self, node: &Node) -> bool {
        let class = get(node, "type").or_else(|| get(node, "@type"));
        if let Some(class) = class.filter(|_| !is_a(node, "Annotation")) {
            self.misses(class.span, "something whose `type` is not `Annotation`");
            return false;
        }
        let ids = get(node, "id").or_else(|| get(node, "@id")).map(many).unwrap_or_default();
        let is_iri = |id: &Node| text(id).is_some_and(|id| !id.contains(char::is_whitespace));
        for id in ids.iter().filter(|id| !is_iri(id)) {
            self.misses(id.span, "an `id` that is no address");
        }
        if let [_, second, ..] = ids {
            self.misses(second.span, "a second `id`");
        }
        true
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

    /// Who wrote an annotation: names, else nicknames, else IRIs.
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
                None => self.misses(agent.span, "a `creator` without a name or an address"),
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// `created`, or the same moment as its author wrote it: our own export has both where they differ.
    fn created(&mut self, node: &Node) -> Option<Spanned<Moment>> {
        let created = self.moment(node, "created")?;
        let written = get(node, "written").and_then(text).and_then(Moment::parse);
        let written = written.filter(|(it, _)| it.seconds == created.value.seconds);
        Some(Spanned::new(written.map_or(created.value, |(it, _)| it), created.span))
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
            self.once(&entry.key, entry.key_span, &format!("`{}`", entry.key));
        }
    }

    /// Tells of something that is left out wherever it stands, once in a file.
    fn once(&mut self, key: &str, span: Span, what: &str) {
        if self.useless.insert(key.to_owned()) {
            self.misses(span, &format!("{what}, here and wherever else it stands"));
        }
    }
}

/// Whether an annotation has no body that is read.
fn is_bare(annotation: &AnnotationMatter) -> bool {
    annotation.entity.is_none() && annotation.note.is_none() && annotation.tags.is_empty()
}

/// Our own id of an annotation, out of an IRI such as `…#note-ID` (`before` is `note-`), or
/// `…/annotations.jsonld#ID`.
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
    Diagnostic::warning("annotation-not-understood", path, span, message)
        .help("the site does without it; the file stays as it is")
}
