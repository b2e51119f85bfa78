//! Resolves links and rewrites them for moved files.

use std::collections::BTreeMap;

use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::base::escape::is_safe_url;
use crate::base::{Path, Tree};
use crate::names::Wiki;
use crate::parse::matter::Matter;
use crate::plan::{Plan, decoded, is_elsewhere, parts};
use crate::site::Site;

/// A site and its moves.
pub(crate) struct Links<'a> {
    pub(crate) site: &'a Site,
    pub(crate) plan: &'a Plan,
    pub(crate) tree: &'a Tree,
    /// Every file that moves: from, to.
    pub(crate) moved: BTreeMap<Path, Path>,
    /// Addresses that change, as in [`Plan::documents`].
    pub(crate) urls: BTreeMap<String, String>,
}

/// A new link: unescaped path, then query and fragment as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewLink {
    path: String,
    rest: String,
}

impl Links<'_> {
    /// The new form of a link in a document; `None` if it can stay.
    pub(crate) fn link(&self, at: usize, link: &str) -> Option<NewLink> {
        let link = link.trim();
        if !is_safe_url(link) || is_elsewhere(link) || link.starts_with('#') {
            return None;
        }
        let (path, rest) = parts(link);
        let path = decoded(path).filter(|path| !path.is_empty())?;
        let new = match path.strip_prefix("@/") {
            _ if path.starts_with('/') => self.rooted(&path),
            Some(below) => {
                let source = Path::new(&format!("content/{below}"))?;
                let new = self.now(&source, at)?;
                (new != source).then(|| new.below("content").map(|below| format!("@/{below}")))?
            }
            None => self.relative(at, &path),
        }?;
        Some(NewLink { path: new, rest: rest.into() })
    }

    /// The new form of a menu link: relative to `content/`, or an address.
    pub(crate) fn menu(&self, link: &str) -> Option<NewLink> {
        let (path, rest) = parts(link.trim());
        let path = decoded(path)?;
        let new = match path.strip_prefix("@/") {
            Some(below) => {
                let new = self.moved.get(&Path::new(&format!("content/{below}"))?)?;
                format!("@/{}", new.below("content")?)
            }
            None if path.starts_with('/') => self.rooted(&path)?,
            None => return None,
        };
        Some(NewLink { path: new, rest: rest.into() })
    }

    /// The new form of a wikilink to a file.
    pub(crate) fn wiki(&self, target: &str) -> Option<String> {
        let Wiki::File { document, heading } = self.site.names.wiki(target) else { return None };
        let file = &self.site.documents[document].file;
        let new = stem(self.moved.get(&file.path)?, file.suffix.as_deref());
        if new == stem(&file.path, file.suffix.as_deref()) {
            return None;
        }
        Some(heading.map_or(new.clone(), |heading| format!("{new}#{heading}")))
    }

    /// The new form of `translation_of`.
    pub(crate) fn article(&self, at: usize, written: &str) -> Option<String> {
        let written = written.trim();
        let from = &self.site.documents[at].file.path;
        let plain = written.trim_start_matches("@/").trim_start_matches('/');
        let lead = &written[..written.len() - plain.len()];
        let is_article = |path: &Path| {
            let found = self.site.document(path).map(|at| &self.site.documents[at].matter);
            matches!(found, Some(Matter::Article(_)))
        };
        let moved = |path: &Path| self.moved.get(path).unwrap_or(path).clone();
        if let Some(source) = from.resolve(written).filter(is_article) {
            let (from, to) = (moved(from), moved(&source));
            return (from.resolve(written).as_ref() != Some(&to))
                .then(|| relative_path(&from, &to));
        }
        if let Some(source) = Path::new(&format!("content/{plain}")).filter(is_article) {
            let new = self.moved.get(&source)?;
            return Some(format!("{lead}{}", new.below("content")?));
        }
        let new = self.moved.get(&Path::new(plain).filter(is_article)?)?;
        Some(format!("{lead}{new}"))
    }

    /// The new form of an address relative to the site root.
    fn rooted(&self, path: &str) -> Option<String> {
        let kept = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
        if let Some(new) = self.urls.get(&kept) {
            return decoded(new);
        }
        if let Some(new) = self.urls.get(&format!("{kept}/")) {
            return decoded(new.trim_end_matches('/'));
        }
        // files next to a page move with it: its data, the files of its bundle
        let (old, new) = self.urls.iter().rev().find(|(old, _)| kept.starts_with(old.as_str()))?;
        let below = &kept[old.len()..];
        let is_page = self.plan.documents.iter().any(|url| url.starts_with(kept.as_str()));
        (!is_page).then(|| decoded(&format!("{new}{below}")))?
    }

    fn relative(&self, at: usize, path: &str) -> Option<String> {
        let document = &self.site.documents[at];
        let from = &document.file.path;
        let here = self.moved.get(from).unwrap_or(from);
        let source = from.resolve(path);
        if let Some((source, new)) =
            source.and_then(|source| self.now(&source, at).map(|new| (source, new)))
        {
            let is_same =
                here == from && new == source || here.resolve(path).as_ref() == Some(&new);
            return (!is_same).then(|| relative_path(here, &new));
        }
        // relative to the page's address, as on the published site
        let url = self.plan.documents.get(at).filter(|url| !url.is_empty())?;
        let now = self.urls.get(&**url).map_or(&**url, String::as_str);
        let old = resolve(&decoded(url)?, path)?;
        let new = self.rooted(&old).unwrap_or_else(|| old.clone());
        let is_same = resolve(&decoded(now)?, path).as_deref() == Some(new.as_str());
        (!is_same).then_some(new)
    }

    /// The file that a link of a document names; a text that exists in the document's language only is found by its
    /// name without the language. `None` if there is no such file.
    fn now(&self, source: &Path, at: usize) -> Option<Path> {
        if self.tree.contains_key(source) {
            return Some(self.moved.get(source).unwrap_or(source).clone());
        }
        let tag = self.site.documents[at].file.suffix.as_deref()?;
        let stem = source.as_str().strip_suffix(".md")?;
        let translated = Path::new(&format!("{stem}.{tag}.md"))?;
        if !self.tree.contains_key(&translated) {
            return None;
        }
        let new = self.moved.get(&translated).unwrap_or(&translated);
        match new.as_str().strip_suffix(&format!(".{tag}.md")) {
            Some(stem) => Path::new(&format!("{stem}.md")),
            None => Some(new.clone()),
        }
    }
}

/// Last segment of a text's key: its name, or its folder's.
fn stem(path: &Path, suffix: Option<&str>) -> String {
    let stem = path.stem();
    let stem = suffix.and_then(|tag| stem.strip_suffix(tag)?.strip_suffix('.')).unwrap_or(stem);
    match stem {
        "index" => path.folder().rsplit('/').next().unwrap_or_default().to_string(),
        _ => stem.to_string(),
    }
}

/// Relative path from one file to another.
fn relative_path(from: &Path, to: &Path) -> String {
    let here: Vec<&str> = from.as_str().split('/').collect();
    let there: Vec<&str> = to.as_str().split('/').collect();
    let folders = here.len().min(there.len()) - 1;
    let shared = (0..folders).take_while(|at| here[*at] == there[*at]).count();
    let up = "../".repeat(here.len() - 1 - shared);
    let down = there[shared..].join("/");
    // `@x.md` would be a mention, `a:b.md` would have a scheme
    let is_odd = up.is_empty()
        && (down.starts_with('@') || down.split('/').next().is_some_and(|name| name.contains(':')));
    format!("{}{up}{down}", if is_odd { "./" } else { "" })
}

/// Resolves a relative address against a page; `None` if it leaves the site.
fn resolve(url: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = url.split('/').filter(|name| !name.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            name => segments.push(name),
        }
    }
    let is_folder = path.ends_with(['/', '.']) && !segments.is_empty();
    Some(format!("/{}{}", segments.join("/"), if is_folder { "/" } else { "" }))
}

impl NewLink {
    /// As front matter writes it.
    pub(crate) fn plain(&self) -> String {
        format!("{}{}", escaped(&self.path, "%?#"), self.rest)
    }

    /// As Markdown writes it in place of `former`; `is_pointed`: between `<` and `>`.
    pub(crate) fn in_markdown(&self, former: &str, is_pointed: bool) -> String {
        let odd = match (is_pointed, former.contains(' ')) {
            (true, _) => "%?#<>",
            (false, true) => "%?#<>()",
            (false, false) => "%?#<>() ",
        };
        let path = escaped(&self.path, odd);
        let is_encoded = former.contains('%') && former.is_ascii();
        // control characters are escaped already: this escapes what is not ASCII
        let path = if is_encoded { utf8_percent_encode(&path, CONTROLS).to_string() } else { path };
        format!("{path}{}", self.rest)
    }
}

fn escaped(path: &str, odd: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            c if odd.contains(c) || c.is_ascii_control() || c == '\\' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{NewLink, relative_path, resolve};
    use crate::base::Path;

    #[test]
    fn relative_paths_between_files() {
        let check = |from: &str, to: &str, expected: &str| {
            let (from, to) = (Path::new(from).unwrap(), Path::new(to).unwrap());
            assert_eq!(relative_path(&from, &to), expected);
            assert_eq!(from.resolve(expected), Some(to));
        };
        check("content/articles/a.md", "content/articles/b.md", "b.md");
        check("content/articles/a.md", "content/entities/p/b.md", "../entities/p/b.md");
        check("content/articles/x/index.md", "content/articles/a.md", "../a.md");
        check("content/a.md", "content/@b.md", "./@b.md");
        check("content/a.md", "content/b:c.md", "./b:c.md");
    }

    #[test]
    fn addresses_resolve_against_pages() {
        assert_eq!(resolve("/articles/a/", "../b/").as_deref(), Some("/articles/b/"));
        assert_eq!(resolve("/articles/a/", "i.png").as_deref(), Some("/articles/a/i.png"));
        assert_eq!(resolve("/a/", "../../b/"), None);
    }

    #[test]
    fn links_are_escaped_for_markdown() {
        let link = NewLink { path: "../a (b) ü#?.md".into(), rest: "#h".into() };
        assert_eq!(link.plain(), "../a (b) ü%23%3F.md#h");
        assert_eq!(link.in_markdown("x.md", false), "../a%20%28b%29%20ü%23%3F.md#h");
        assert_eq!(link.in_markdown("x y.md", true), "../a (b) ü%23%3F.md#h");
        assert_eq!(link.in_markdown("x%20y.md", false), "../a%20%28b%29%20%C3%BC%23%3F.md#h");
    }
}
