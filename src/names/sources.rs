//! Sources that a text may cite: its own, the site's, entities, and the publication itself (`own`).

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::names::{FastMap, Names};
use crate::parse::matter::SourceMatter;

/// Sources known to one text, one entity or the site itself.
pub struct Sources<'a> {
    /// Described here, with their files, in the order written.
    described: Vec<(&'a Path, &'a SourceMatter)>,
    /// First source of each id, as an index of `described`.
    by_id: FastMap<&'a str, usize>,
    names: &'a Names,
}

impl<'a> Sources<'a> {
    /// Takes the sources described in one place; those of the site are known as well.
    pub fn new(
        described: impl IntoIterator<Item = (&'a Path, &'a SourceMatter)>,
        names: &'a Names,
    ) -> Self {
        let has_id = |(_, source): &(&Path, &SourceMatter)| !source.id.value.is_empty();
        let described: Vec<_> = described.into_iter().filter(has_id).collect();
        let mut by_id = FastMap::default();
        for (at, (_, source)) in described.iter().enumerate() {
            by_id.entry(source.id.value.as_str()).or_insert(at);
        }
        Self { described, by_id, names }
    }

    /// Checks that ids are unique, publishers known, and `via` chains end.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (at, (path, source)) in self.described.iter().enumerate() {
            let first = self.by_id[source.id.value.as_str()];
            if first != at {
                let (first_path, first) = self.described[first];
                diagnostics.push(duplicate(path, &source.id, first_path, first.id.span));
            }
            if source.is_anonymous && self.names.by_id(&source.id.value).is_some() {
                diagnostics.push(anonymous_named(path, &source.id));
            }
            if let Some(publisher) = &source.publisher {
                self.names.agent(publisher, path, &mut diagnostics);
            }
            if let Some(via) = &source.via {
                diagnostics.extend(self.unknown([via], path));
                diagnostics.extend(self.cycle(at));
            }
        }
        diagnostics
    }

    /// Reports ids that are not a source described here or for the site, an entity, or `own`.
    pub fn unknown<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i Spanned<String>>,
        path: &Path,
    ) -> Vec<Diagnostic> {
        let is_known = |id: &str| {
            id == "own"
                || self.by_id.contains_key(id)
                || self.names.source(id).is_some()
                || self.names.by_id(id).is_some()
        };
        let mut diagnostics = Vec::new();
        for id in ids {
            if !is_known(&id.value) {
                diagnostics.push(self.source_unknown(path, id));
            } else if !self.by_id.contains_key(id.value.as_str())
                && self.names.source(&id.value).is_none()
                && self.names.is_former(&id.value)
            {
                self.names.refer(id, path, &mut diagnostics);
            }
        }
        diagnostics
    }

    fn via(&self, at: usize) -> Option<usize> {
        let via = self.described[at].1.via.as_ref()?;
        self.by_id.get(via.value.as_str()).copied()
    }

    /// Reports a cycle of `via` once, at its first member as written.
    fn cycle(&self, at: usize) -> Option<Diagnostic> {
        let mut chain = vec![at];
        let mut next = self.via(at)?;
        while next != at {
            if next < at || chain.contains(&next) {
                return None;
            }
            chain.push(next);
            next = self.via(next)?;
        }
        let (path, first) = self.described[at];
        let ids = chain.iter().chain([&at]).map(|at| &*self.described[*at].1.id.value);
        let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
        let message = format!("`{}` comes from itself: {}", first.id.value, ids.join(" via "));
        let span = first.via.as_ref().map_or(first.id.span, |via| via.span);
        let diagnostic = Diagnostic::at(codes::SOURCE_CYCLE, path, span, message);
        Some(diagnostic.help("take one `via` out"))
    }

    fn source_unknown(&self, path: &Path, id: &Spanned<String>) -> Diagnostic {
        let message = format!("no source has the id `{}`", id.value);
        let diagnostic = Diagnostic::at(codes::SOURCE_UNKNOWN, path, id.span, message);
        let described = self.described.iter().map(|(_, source)| source.id.value.as_str());
        let known = described.chain(self.names.sources.iter().map(|(id, ..)| &**id));
        let entities = self.names.entities.iter().map(|entity| &*entity.id);
        match nearest(&id.value, known).or_else(|| nearest(&id.value, entities)) {
            Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
            None => diagnostic.help("describe it under `sources`, or name an entity or `own`"),
        }
    }
}

fn duplicate(path: &Path, id: &Spanned<String>, first: &Path, at: Span) -> Diagnostic {
    let message = format!("two sources have the id `{}`", id.value);
    Diagnostic::at(codes::SOURCE_DUPLICATE, path, id.span, message)
        .label(first, at, "the other one is here")
        .help("give one of the two another id")
}

fn anonymous_named(path: &Path, id: &Spanned<String>) -> Diagnostic {
    let message =
        format!("this source is anonymous, and its id `{}` is that of an entity", id.value);
    Diagnostic::at(codes::SOURCE_ANONYMOUS, path, id.span, message)
        .help("give the source an id that no entity has; name whoever carried its words in `via`")
}

#[cfg(test)]
mod tests {
    use super::Sources;
    use crate::base::{Path, Span, Spanned};
    use crate::names::Names;
    use crate::parse::matter::SourceMatter;

    fn spanned(text: &str) -> Spanned<String> {
        Spanned::new(text.into(), Span::default())
    }

    /// `a>b` is a source `a` with `via` `b`. `expected`: codes, in order.
    fn check(sources: &str, cited: &str, expected: &[&str]) {
        let path = Path::new("content/articles/a.md").unwrap();
        let source = |word: &str| {
            let (id, via) = word.split_once('>').map_or((word, None), |(id, via)| (id, Some(via)));
            SourceMatter { id: spanned(id), via: via.map(spanned), ..SourceMatter::default() }
        };
        let matters: Vec<SourceMatter> = sources.split_whitespace().map(source).collect();
        let names = Names::default();
        let known = Sources::new(matters.iter().map(|matter| (&path, matter)), &names);
        let cited: Vec<_> = cited.split_whitespace().map(spanned).collect();
        let mut diagnostics = known.check();
        diagnostics.extend(known.unknown(&cited, &path));
        assert_eq!(
            diagnostics.iter().map(|it| it.code.name).collect::<Vec<_>>(),
            expected,
            "{sources}"
        );
    }

    #[test]
    fn sources_are_unique_and_via_chains_end() {
        check("a b>a", "a b own", &[]);
        check("a", "b", &["source-unknown"]);
        check("a a", "", &["source-duplicate"]);
        check("a>c", "", &["source-unknown"]);
        check("a>b b>c c>a d>b", "", &["source-cycle"]);
        check("x>b a>b b>a", "", &["source-cycle"]);
        check("a>a", "", &["source-cycle"]);
    }
}
