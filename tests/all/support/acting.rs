//! Runs actions on an article of a site in memory.

use std::collections::BTreeMap;

use glossator::base::{Checked, File, Path, Tree};
use glossator::change::annotate::{Action, Listing, Refusal};
use glossator::pipeline::{self, Memory, Model};
use glossator::source::Settings;
use serde_json::{Value, json};

/// The path of the article.
pub(crate) const ARTICLE: &str = "content/articles/a.md";

/// Entities that it may name.
pub(crate) const ENTITIES: (&str, &str) = (
    "content/entities/all.toml",
    "[[entity]]\nid = \"ada\"\ntype = \"person\"\nname = \"Ada\"\n\n[[entity]]\nid = \"moscow\"\ntype = \"place\"\nname = \"Moscow\"\naliases = [\"the city\"]\n\n[[entity]]\nid = \"beirut\"\ntype = \"place\"\nname = \"بيروت\"\n",
);

/// A site and its model.
pub(crate) struct Acted {
    pub(crate) tree: Tree,
    pub(crate) model: Checked<Model>,
}

pub(crate) fn path(text: &str) -> Path {
    Path::new(text).unwrap()
}

fn settings() -> Settings {
    Settings { no_search: true, ..crate::support::settings() }
}

impl Acted {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::of(crate::support::tree(files))
    }

    pub(crate) fn of(tree: Tree) -> Self {
        let model = pipeline::model(&tree, &settings());
        Self { tree, model }
    }

    /// A site with one article.
    pub(crate) fn article(text: &str) -> Self {
        Self::new(&[("glossator.toml", ""), (ARTICLE, text), ENTITIES])
    }

    pub(crate) fn act(&self, action: &Action) -> Result<Self, Refusal> {
        let site = (&self.tree, &settings());
        let done = pipeline::annotate(
            site,
            (&self.model.value, &self.model.diagnostics),
            (&path(ARTICLE), action),
            &mut Memory::default(),
        )?;
        // the returned model equals that of the changed files
        assert_eq!(done.edit.done(&self.tree).as_ref(), Some(&done.tree));
        Ok(Self { tree: done.tree, model: done.model })
    }

    /// An action as JSON; a range may be written as its words, or as `[words, n]` for the n-th of them, from 1.
    pub(crate) fn json(&self, action: &Value) -> Result<Self, Refusal> {
        let mut action = action.clone();
        if let Some(range) = action.get_mut("range") {
            *range = self.points(range);
        }
        self.act(&serde_json::from_value(action).unwrap())
    }

    fn points(&self, range: &Value) -> Value {
        let (words, nth) = match range {
            Value::String(words) => (words.as_str(), 1),
            Value::Array(pair) => (pair[0].as_str().unwrap(), pair[1].as_u64().unwrap() as usize),
            other => return other.clone(),
        };
        let stream = self.stream();
        let (at, _) = stream.match_indices(words).nth(nth - 1).unwrap();
        let start = stream[..at].chars().count();
        json!({ "start": start, "end": start + words.chars().count(), "text": words })
    }

    fn at(&self) -> usize {
        self.model.value.site.document(&path(ARTICLE)).unwrap()
    }

    pub(crate) fn stream(&self) -> String {
        self.model.value.site.documents[self.at()].body.stream.to_string()
    }

    /// All marks of the article, as text.
    pub(crate) fn marks(&self) -> String {
        format!("{:?}", self.model.value.site.anchored[self.at()])
    }

    pub(crate) fn listing(&self) -> Listing {
        pipeline::marked(&self.tree, &self.model.value, &path(ARTICLE)).unwrap()
    }

    pub(crate) fn text(&self, file: &str) -> String {
        match self.tree.get(&path(file)) {
            Some(File::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
            _ => String::new(),
        }
    }

    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        self.tree.keys().map(|path| (path.to_string(), self.text(path.as_str()))).collect()
    }

    /// Codes of its diagnostics.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.model.diagnostics.iter().map(|it| it.code).collect()
    }
}
