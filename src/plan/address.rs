//! URLs of documents and entities (FORMAT sections 1 to 3), and how a page writes them.
//!
//! Internally a URL stays readable: `/articles/l’été à “Moscou”/`. It is percent-encoded when written into a page (see
//! [`href`]), and decoded to make a file name. `data-article` shows the internal form.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub(crate) use crate::base::escape::decoded;
use crate::base::{Day, Path};
use crate::names::EntityIx;
use crate::parse::Document;
use crate::site::Site;
use crate::source::Role;

/// URL of a document; `None` if it has no page.
pub(crate) fn of_document(document: &Document) -> Option<String> {
    let head = document.matter.head()?;
    let prefix = document.file.suffix.as_ref().map_or(String::new(), |tag| format!("/{tag}"));
    if let Some(path) = &head.path {
        return Some(written(&path.value));
    }
    let (folder, name) = document.file.key.rsplit_once('/').unwrap_or(("", &document.file.key));
    let segment = match &head.slug {
        Some(slug) => written(&slug.value),
        None if matches!(document.file.role, Role::Article | Role::Page) => kept(undated(name)),
        None => kept(name),
    };
    let folder = kept(folder);
    let segments = [folder, segment].into_iter().filter(|segment| !segment.is_empty());
    let below: String = segments.map(|segment| format!("/{segment}")).collect();
    Some(format!("{prefix}{below}/"))
}

/// URL of an entity: `/people/ID/`.
pub(crate) fn of_entity(site: &Site, at: EntityIx) -> String {
    let entity = site.names.entity(at);
    let head = site.entity_matter(at).map(|matter| &matter.head);
    if let Some(path) = head.and_then(|head| head.path.as_ref()) {
        return written(&path.value);
    }
    let slug = head.and_then(|head| head.slug.as_ref());
    let slug = slug.map_or_else(|| entity.id.to_string(), |slug| written(&slug.value));
    format!("/{}/{slug}/", site.config.types[entity.kind].path)
}

/// The internal form of a URL, from file names: spaces, quotes and other scripts stay as they are; only what would end
/// a path (`?`, `#`) or begin an escape (`%`) is percent-encoded.
pub(crate) fn kept(names: &str) -> String {
    names.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

/// The internal form of a URL that the author wrote, percent-encoded or not.
pub(crate) fn written(address: &str) -> String {
    kept(&decoded(address).unwrap_or_else(|| address.into()))
}

/// A file name without its leading date.
fn undated(name: &str) -> &str {
    match name.split_at_checked(10) {
        Some((day, rest)) if Day::parse(day).is_some() && rest.len() > 1 => {
            rest.strip_prefix('-').unwrap_or(name)
        }
        _ => name,
    }
}

/// Output path of a URL: `index.html` of a folder, or the file itself; `None` if it would leave the output folder.
///
/// *Shape*: decoded: `/a%23b/` is the folder `a#b`.
pub(crate) fn output(url: &str) -> Option<Path> {
    let below = decoded(url.strip_prefix('/')?)?;
    match below.strip_suffix('/') {
        Some(folder) => Path::new(&format!("{folder}/index.html")),
        None if below.is_empty() => Path::new("index.html"),
        None => Path::new(&below),
    }
}

/// URL of a page of a list: the first at `base`, the others below it.
pub(crate) fn numbered(base: &str, number: usize) -> Arc<str> {
    match number {
        1 => base.into(),
        _ => format!("{base}page/{number}/").into(),
    }
}

/// URL of a source of the whole site.
pub fn source_url(id: &str) -> String {
    format!("/sources/{id}/")
}

/// A URL as a page at `from` writes it. With a base: root-relative, including the sub-path of the base. Without:
/// relative and ending in `index.html`, but root-relative from `/404.html`, which is served at any URL.
///
/// *Shape*: characters that RFC 3986 does not allow in a path, query or fragment are percent-encoded; existing escapes
/// stay.
pub fn href(base_url: Option<&str>, from: &str, to: &str) -> String {
    let (path, rest) = to.split_at(to.find(['?', '#']).unwrap_or(to.len()));
    let rest = utf8_percent_encode(rest, &IN_REST).to_string();
    if let Some(base) = base_url {
        let host_at = base.find("//").map_or(0, |at| at + 2);
        let sub_path = base[host_at..].find('/').map_or("", |slash| &base[host_at + slash..]);
        return format!(
            "{}{}{rest}",
            sub_path.trim_end_matches('/'),
            utf8_percent_encode(path, &IN_PATH)
        );
    }
    if from == "/404.html" {
        return format!("{}{rest}", utf8_percent_encode(path, &IN_PATH));
    }
    if path == from && !rest.is_empty() {
        return rest;
    }
    let here: Vec<&str> = from.split('/').skip(1).collect();
    let there: Vec<&str> = path.split('/').skip(1).collect();
    let folders = here.len().min(there.len()).saturating_sub(1);
    let shared = (0..folders).take_while(|at| here[*at] == there[*at]).count();
    let up = "../".repeat(here.len() - 1 - shared);
    let down = utf8_percent_encode(&there[shared..].join("/"), &IN_PATH).to_string();
    let index = if path.ends_with('/') { "index.html" } else { "" };
    // without `./`, a colon in the first segment would end a scheme
    let has_scheme = up.is_empty() && down.split('/').next().is_some_and(|name| name.contains(':'));
    let dot = if has_scheme { "./" } else { "" };
    format!("{up}{dot}{down}{index}{rest}")
}

/// The absolute form of a root-relative URL.
pub fn absolute(base_url: &str, to: &str) -> String {
    format!("{}{}", base_url.trim_end_matches('/'), utf8_percent_encode(to, &IN_REST))
}

/// Characters that are percent-encoded in a path; existing escapes stay.
///
/// *Source*: RFC 3986, section 3.3.
const IN_PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'%');

/// The same in a query and a fragment.
const IN_REST: AsciiSet = IN_PATH.remove(b'?').remove(b'#');

#[cfg(test)]
mod tests {
    use super::{decoded, href, kept, numbered, output, undated, written};

    const BASE: Option<&str> = Some("https://example.org/news/");

    #[track_caller]
    fn check(base: Option<&str>, from: &str, to: &str, expected: &str) {
        assert_eq!(href(base, from, to), expected, "{from} → {to}");
    }

    #[test]
    fn with_a_base_addresses_are_root_relative() {
        check(BASE, "/", "/articles/x/", "/news/articles/x/");
        check(BASE, "/a/", "/a/#m1", "/news/a/#m1");
        check(BASE, "/404.html", "/", "/news/");
        check(BASE, "/", "/a b/é\"/", "/news/a%20b/%C3%A9%22/");
        check(BASE, "/", "/100%25/c%23/", "/news/100%25/c%23/");
        check(BASE, "/", "/a/?q=ä b#é", "/news/a/?q=%C3%A4%20b#%C3%A9");
        check(Some("https://example.org/"), "/a/", "/b/", "/b/");
        check(Some("https://example.org"), "/a/", "/b/", "/b/");
    }

    #[test]
    fn without_a_base_addresses_are_relative_and_name_the_file() {
        check(None, "/", "/articles/x/", "articles/x/index.html");
        check(None, "/articles/x/", "/people/y/#m3", "../../people/y/index.html#m3");
        check(None, "/articles/x/", "/articles/z/?a=b", "../z/index.html?a=b");
        check(None, "/articles/x/", "/articles/page/2/", "../page/2/index.html");
        check(None, "/articles/page/2/", "/articles/", "../../index.html");
        check(None, "/articles/x/", "/site.css", "../../site.css");
        check(None, "/articles/x/", "/articles/x/body.txt", "body.txt");
        check(None, "/articles/x/", "/articles/x/", "index.html");
        check(None, "/articles/x/", "/", "../../index.html");
        check(None, "/", "/", "index.html");
        check(None, "/a/", "/a/#x", "#x");
        check(None, "/404.html", "/a/", "/a/");
        check(None, "/", "/a: b/", "./a:%20b/index.html");
        check(None, "/x/", "/x/日本/", "%E6%97%A5%E6%9C%AC/index.html");
    }

    #[test]
    fn outputs_are_below_the_root() {
        for (url, expected) in [
            ("/", Some("index.html")),
            ("/a/b/", Some("a/b/index.html")),
            ("/a.txt", Some("a.txt")),
            ("/a%23b/", Some("a#b/index.html")),
            ("/../a/", None),
            ("/%2e%2e/a/", None),
            ("/a/%00/", None),
            ("//a/", None),
            ("a/", None),
        ] {
            assert_eq!(output(url).as_ref().map(|path| path.as_str()), expected, "{url}");
        }
    }

    #[test]
    fn escapes_are_decoded_and_kept() {
        assert_eq!(decoded("a%20b%C3%A9%zz%+1").as_deref(), Some("a bé%zz%+1"));
        assert_eq!(decoded("%FF"), None);
        assert_eq!(kept("a? 100% “b”#c"), "a%3F 100%25 “b”%23c");
        assert_eq!(written("/caf%C3%A9/a%3Fb/"), "/café/a%3Fb/");
        assert_eq!(&*numbered("/articles/", 1), "/articles/");
        assert_eq!(&*numbered("/articles/", 12), "/articles/page/12/");
    }

    #[test]
    fn leading_dates_are_removed_from_names() {
        for (name, expected) in [
            ("2025-10-15-talks", "talks"),
            ("2025-10-15", "2025-10-15"),
            ("2025-10-15-", "2025-10-15-"),
            ("2025-13-15-talks", "2025-13-15-talks"),
            ("2025-10-15talks", "2025-10-15talks"),
            ("２０２５-10", "２０２５-10"),
        ] {
            assert_eq!(undated(name), expected);
        }
    }
}
