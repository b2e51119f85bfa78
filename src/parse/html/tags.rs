//! HTML tag scanner that agrees with browsers.
//!
//! *Source*: HTML Standard, section 13.2.5 (tokenization), limited to the boundaries of tags.

use std::ops::Range;

use crate::parse::html::reserved::{Reserved, reserved_in};

/// Raw text elements: their content ends only at their own end tag.
pub(super) const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Void elements.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Kind of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Start tag.
    Open,
    /// End tag.
    Close,
    /// Start tag of a void element.
    Void,
    /// `<x/>`: self-closing in `svg` and `math`, otherwise a start tag.
    Slashed,
    /// Not allowed in a page (such as `<?`), or unterminated.
    Broken,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Byte range.
    pub(super) range: Range<usize>,
    /// Name in lower case.
    pub(super) name: String,
    /// Kind.
    pub(super) kind: Kind,
    /// `id` attribute.
    pub(super) id: Option<Id>,
    /// Reserved attributes.
    pub(super) reserved: Vec<Reserved>,
}

/// Byte range of an attribute with the preceding white space, and its value.
type Id = (Range<usize>, String);

/// Tags in a piece of HTML, in order.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        at = next(html, start, &mut tags);
    }
    tags
}

/// Scans from the `<` at `start`; returns where to continue.
fn next(html: &str, start: usize, tags: &mut Vec<Tag>) -> usize {
    let rest = &html[start..];
    if rest.starts_with("<!--") {
        // `<!-->` is a complete comment
        return match rest[2..].find("-->") {
            Some(end) => start + 2 + end + 3,
            None => broken(html, start..html.len(), "!--", tags),
        };
    }
    for (opens, closes) in [("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if rest.starts_with(opens) {
            let end = rest.find(closes).map_or(html.len(), |end| start + end + closes.len());
            return broken(html, start..end, &rest[1..2], tags);
        }
    }
    let is_close = rest.starts_with("</");
    let name_at = start + 1 + usize::from(is_close);
    match html[name_at..].chars().next() {
        Some(c) if c.is_ascii_alphabetic() => {}
        Some(_) if is_close => {
            let end = html[name_at..].find('>').map_or(html.len(), |end| name_at + end + 1);
            return broken(html, start..end, "/", tags);
        }
        _ => return start + 1,
    }
    let name_end = html[name_at..].find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    let name_end = name_end.map_or(html.len(), |end| name_at + end);
    let name = html[name_at..name_end].to_ascii_lowercase();
    let (mut id, mut reserved) = (None, Vec::new());
    let end = attributes(html, name_end, |range, name, value| {
        if id.is_none() && name.eq_ignore_ascii_case("id") {
            id = Some((range, value.to_string()));
        } else if let Some((what, rest)) = reserved_in(name, value) {
            reserved.push(Reserved { range, what, rest });
        }
    });
    let Some(end) = end else {
        return broken(html, start..html.len(), &name, tags);
    };
    let kind = match is_close {
        true => Kind::Close,
        false if VOID.contains(&name.as_str()) => Kind::Void,
        false if html[..end].ends_with("/>") => Kind::Slashed,
        false => Kind::Open,
    };
    if !is_close && RAW.contains(&name.as_str()) {
        let Some(close) = end_tag(html, end, &name) else {
            return broken(html, start..html.len(), &name, tags);
        };
        tags.push(Tag { range: start..end, name, kind: Kind::Open, id, reserved });
        return close;
    }
    tags.push(Tag { range: start..end, name, kind, id, reserved });
    end
}

fn broken(html: &str, range: Range<usize>, name: &str, tags: &mut Vec<Tag>) -> usize {
    let end = range.end.min(html.len());
    let (name, kind) = (name.to_string(), Kind::Broken);
    tags.push(Tag { range, name, kind, id: None, reserved: Vec::new() });
    end
}

/// Start of the end tag of a raw text element.
fn end_tag(html: &str, from: usize, name: &str) -> Option<usize> {
    let ends = |at: &usize| {
        let rest = &html.as_bytes()[at + 2..];
        let is_name =
            rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
        is_name
            && rest.get(name.len()).is_some_and(|b| b.is_ascii_whitespace() || b"/>".contains(b))
    };
    html[from..].match_indices("</").map(|(at, _)| from + at).find(ends)
}

/// End of a tag whose attributes begin at `at`; `None` if unterminated. Calls `each` for every attribute: its byte
/// range with the preceding white space, its name and its value, both as written.
pub(super) fn attributes<'h>(
    html: &'h str,
    mut at: usize,
    mut each: impl FnMut(Range<usize>, &'h str, &'h str),
) -> Option<usize> {
    loop {
        let gap = at;
        at = skip(html, at, |c| c.is_ascii_whitespace() || c == '/');
        if html[at..].starts_with('>') {
            return Some(at + 1);
        }
        let begin = at;
        html[at..].chars().next()?;
        // an attribute name may begin with `=`
        at = 1 + skip(html, at, |_| false);
        at = html.ceil_char_boundary(at);
        at = skip(html, at, |c| !c.is_ascii_whitespace() && !"/>=".contains(c));
        let name_end = at;
        let mut value = "";
        let equals = skip(html, at, |c| c.is_ascii_whitespace());
        if html[equals..].starts_with('=') {
            at = skip(html, equals + 1, |c| c.is_ascii_whitespace());
            let rest = &html[at..];
            match rest.chars().next()? {
                quote @ ('"' | '\'') => {
                    let end = rest[1..].find(quote)?;
                    value = &rest[1..1 + end];
                    at += end + 2;
                }
                _ => {
                    let end = skip(html, at, |c| !c.is_ascii_whitespace() && c != '>');
                    value = &html[at..end];
                    at = end;
                }
            }
        }
        each(gap..at, &html[begin..name_end], value);
    }
}

fn skip(html: &str, at: usize, is_skipped: impl Fn(char) -> bool) -> usize {
    html[at..].find(|c| !is_skipped(c)).map_or(html.len(), |end| at + end)
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[track_caller]
    fn check(html: &str, expected: &[(&str, &str)]) {
        let found = tags(html);
        let found: Vec<(&str, &str)> =
            found.iter().map(|tag| (tag.name.as_str(), &html[tag.range.clone()])).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn tags_are_found_like_in_browsers() {
        check("a < b <B>c</b >", &[("b", "<B>"), ("b", "</b >")]);
        check("<a title='>' href=x>y</a>", &[("a", "<a title='>' href=x>"), ("a", "</a>")]);
        check("<!-- <b> --><!--><i>", &[("i", "<i>")]);
        check("<script>'<b>'</SCRIPT>", &[("script", "<script>"), ("script", "</SCRIPT>")]);
        check("<textarea><b>", &[("textarea", "<textarea><b>")]);
        check("<p class=\"x <b>", &[("p", "<p class=\"x <b>")]);
        check("<!-- <b>", &[("!--", "<!-- <b>")]);
        check("<?x > ?><![CDATA[ > ]]>", &[("?", "<?x > ?>"), ("!", "<![CDATA[ > ]]>")]);
        check("<é></>", &[("/", "</>")]);
    }

    #[test]
    fn ids_are_read() {
        for (html, id) in [
            ("<p id=x>", Some("x")),
            ("<p data-id=x ID = 'a b'>", Some("a b")),
            ("<p ide=x>", None),
            ("<p title=\"id=x\">", None),
            ("<p é id=ü>", Some("ü")),
        ] {
            assert_eq!(tags(html)[0].id.as_ref().map(|(_, id)| id.as_str()), id, "{html}");
        }
    }
}
