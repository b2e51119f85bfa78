//! A relative path in a file tree: `/` between segments, never outside the root.

use std::fmt;
use std::sync::Arc;

/// A relative path that cannot leave its root: no empty, `.` or `..` segment, no `\`, no NUL, no leading `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Arc<str>);

impl Path {
    /// `None` unless the path is relative and stays below its root.
    pub fn new(text: &str) -> Option<Self> {
        let is_plain = |segment: &str| {
            !segment.is_empty()
                && segment != "."
                && segment != ".."
                && !segment.contains(['\\', '\0'])
        };
        text.split('/').all(is_plain).then(|| Self(text.into()))
    }

    /// The path as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// Everything before the last segment, without the slash; empty at top level.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last segment without its last extension.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The text after the last dot of the last segment; empty if there is no dot.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The path relative to `folder`; `None` if not below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// Resolves a reference such as `../x.md` against this file's folder; `None` if it leaves the root.
    pub fn resolve(&self, reference: &str) -> Option<Self> {
        let mut segments: Vec<&str> =
            self.folder().split('/').filter(|segment| !segment.is_empty()).collect();
        for segment in reference.split('/') {
            match segment {
                "" | "." => {}
                ".." => drop(segments.pop()?),
                name => segments.push(name),
            }
        }
        Self::new(&segments.join("/"))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn no_path_leaves_the_root() {
        for bad in ["", "/a", "a/../b", "a//b", "./a", "a\\b", "a/", "..", "a\0b"] {
            assert!(Path::new(bad).is_none(), "{bad:?}");
        }
        let page = Path::new("content/articles/a.md").unwrap();
        assert_eq!(page.resolve("../b.md").unwrap().as_str(), "content/b.md");
        assert!(page.resolve("../../../b.md").is_none());
    }
}
