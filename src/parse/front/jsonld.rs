//! W3C Web Annotations as ours: what is understood is read, the rest is told.

use crate::base::{Checked, Diagnostic, Moment, Path, Span, Spanned};
use crate::parse::Prose;
use crate::parse::matter::{AnnotationMatter, Selector};
use crate::source::data::{Node, Table, Value, json};

/// Reads one annotation, a list, an `AnnotationPage` or an `AnnotationCollection`.
pub(crate) fn annotations(path: &Path, text: &str) -> Checked<Vec<AnnotationMatter>> {
    let mut told = Vec::new();
    let root = json(path, text).unload(&mut told);
    let mut reading = Reading { path, told, found: Vec::new() };
    if let Some(root) = root {
        reading.node(&root);
    }
    Checked::new(reading.found, reading.told)
}

struct Reading<'a> {
    path: &'a Path,
    told: Vec<Diagnostic>,
    found: Vec<AnnotationMatter>,
}

impl Reading<'_> {
    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Array(items) => items.iter().for_each(|item| self.node(item)),
            Value::Table(table) => {
                if let Some(first) = table.get("first") {
                    self.node(first);
                } else if let Some(items) = table.get("items") {
                    self.node(items);
                } else {
                    self.annotation(table, node.span);
                }
            }
            _ => self.tell(node.span, "this is no annotation"),
        }
    }

    /// One annotation; each of its targets becomes one of ours.
    fn annotation(&mut self, table: &Table, span: Span) {
        let mut matter = AnnotationMatter { span, ..AnnotationMatter::default() };
        matter.motivation = string(table, "motivation")
            .map(|word| word.value.trim_start_matches("oa:").to_string())
            .unwrap_or_default();
        matter.creator = table.get("creator").and_then(|creator| match &creator.value {
            Value::Table(agent) => string(agent, "name").map(|name| name.value),
            Value::String(name) => Some(name.clone()),
            _ => None,
        });
        matter.created = string(table, "created").and_then(|text| {
            Moment::parse(&text.value).map(|(moment, _)| Spanned::new(moment, text.span))
        });
        if let Some(value) = string(table, "bodyValue") {
            matter.note = Some(note(value));
        }
        if let Some(body) = table.get("body") {
            each(body, |body| self.body(body, &mut matter));
        }
        if matter.motivation.is_empty() {
            let default = if matter.entity.is_some() { "identifying" } else { "commenting" };
            matter.motivation = default.into();
        }
        if matter.entity.is_none() && matter.note.is_none() && matter.tags.is_empty() {
            return self
                .tell(span, "this annotation has no body that names an entity or holds a text");
        }
        let Some(target) = table.get("target") else {
            return self.tell(span, "this annotation has no target");
        };
        each(target, |target| {
            if let Some(selector) = self.target(target) {
                self.found.push(AnnotationMatter { selector, ..matter.clone() });
            }
        });
    }

    fn body(&mut self, body: &Node, matter: &mut AnnotationMatter) {
        match &body.value {
            Value::String(iri) => matter.entity = Some(Spanned::new(iri.clone(), body.span)),
            Value::Table(table) => {
                let purpose = string(table, "purpose").map(|purpose| purpose.value);
                let is_text = is_type(table, "TextualBody");
                if let Some(value) = string(table, "value").filter(|_| is_text) {
                    if purpose.as_deref() == Some("tagging") {
                        matter.tags.push(value.value);
                    } else {
                        matter.note = Some(note(value));
                    }
                } else if let Some(iri) = string(table, "source").or_else(|| string(table, "id")) {
                    matter.entity = Some(iri);
                } else {
                    self.tell(body.span, "this body is no text and names no entity");
                }
            }
            _ => self.tell(body.span, "this body is no text and names no entity"),
        }
    }

    /// The selector of a target; that of a target without one is empty: the whole article.
    fn target(&mut self, target: &Node) -> Option<Selector> {
        let Value::Table(table) = &target.value else { return Some(Selector::default()) };
        let Some(node) = table.get("selector") else { return Some(Selector::default()) };
        let mut selector = Selector::default();
        let mut unknown = Vec::new();
        each(node, |node| {
            if !read_selector(node, &mut selector) {
                unknown.push(node.span);
            }
        });
        if selector.quote.is_none() && selector.position.is_none() {
            let span = unknown.first().copied().unwrap_or(node.span);
            self.tell(span, "no selector of this target is a quotation or a position in the text");
            return None;
        }
        Some(selector)
    }

    fn tell(&mut self, span: Span, message: &str) {
        let told = Diagnostic::warning("annotation-not-understood", self.path, span, message);
        self.told.push(told.help("it is left out of the site; the file stays as it is"));
    }
}

/// Reads a selector and what refines it; whether it or that was understood.
fn read_selector(node: &Node, selector: &mut Selector) -> bool {
    let Value::Table(table) = &node.value else { return false };
    let is_read = if is_type(table, "TextQuoteSelector") {
        selector.quote = string(table, "exact").filter(|quote| !quote.value.trim().is_empty());
        let words = |key| string(table, key).filter(|words| !words.value.trim().is_empty());
        selector.prefix = words("prefix");
        selector.suffix = words("suffix");
        selector.quote.is_some()
    } else if is_type(table, "TextPositionSelector") {
        let number = |key| match table.get(key).map(|node| &node.value) {
            Some(Value::Integer(number)) => u32::try_from(*number).ok(),
            _ => None,
        };
        selector.position = number("start").zip(number("end")).filter(|(start, end)| start < end);
        selector.position.is_some()
    } else {
        false
    };
    let refined = table.get("refinedBy").is_some_and(|inner| read_selector(inner, selector));
    is_read || refined
}

fn each<'n>(node: &'n Node, mut read: impl FnMut(&'n Node)) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(read),
        _ => read(node),
    }
}

fn string(table: &Table, key: &str) -> Option<Spanned<String>> {
    let node = table.get(key)?;
    match &node.value {
        Value::String(text) => Some(Spanned::new(text.clone(), node.span)),
        // JSON-LD allows a list wherever it allows one value
        Value::Array(items) => match items.first().map(|item| (&item.value, item.span)) {
            Some((Value::String(text), span)) => Some(Spanned::new(text.clone(), span)),
            _ => None,
        },
        _ => None,
    }
}

fn is_type(table: &Table, name: &str) -> bool {
    let mut found = false;
    if let Some(node) = table.get("type").or_else(|| table.get("@type")) {
        each(node, |node| found |= node.value == Value::String(name.into()));
    }
    found
}

fn note(text: Spanned<String>) -> Prose {
    Prose { source: text.value.into(), span: text.span, ..Prose::default() }
}

#[cfg(test)]
mod tests {
    use super::annotations;
    use crate::base::Path;

    #[test]
    fn each_target_is_one_annotation() {
        let text = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [
          {"type": "Annotation", "motivation": "identifying",
           "body": [{"type": "SpecificResource", "source": "moscow"}, {"type": "TextualBody", "value": "the city"}],
           "target": [{"source": "x", "selector": {"type": "TextQuoteSelector", "exact": "Moscow", "prefix": "in "}},
                      {"source": "x", "selector": [{"type": "TextPositionSelector", "start": 3, "end": 9}]}]},
          {"type": "Annotation", "bodyValue": "whole", "target": "x"},
          {"type": "Annotation", "bodyValue": "lost", "target": {"selector": {"type": "SvgSelector"}}},
          {"type": "Annotation", "target": "x"}]}"#;
        let read = annotations(&Path::new("a.annotations.jsonld").unwrap(), text);
        let got: Vec<String> = read
            .value
            .iter()
            .map(|a| {
                let entity = a.entity.as_ref().map_or("-", |entity| &entity.value);
                let quote = a.selector.quote.as_ref().map_or("-", |quote| &quote.value);
                let note = a.note.as_ref().map_or("-", |note| &note.source);
                format!("{entity} {quote} {:?} {note} {}", a.selector.position, a.motivation)
            })
            .collect();
        assert_eq!(
            got,
            [
                "moscow Moscow None the city identifying",
                "moscow - Some((3, 9)) the city identifying",
                "- - None whole commenting",
            ]
        );
        assert_eq!(read.diagnostics.len(), 2);
    }
}
