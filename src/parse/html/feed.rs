//! Adapts raw HTML for feeds and other pages: removes what depends on the page, makes URLs absolute.

use crate::base::escape::is_safe_url;
use crate::parse::html::tags::{Kind, RAW, attributes, tags};

/// Attributes that contain one URL.
const ADDRESSES: &[&str] =
    &["href", "xlink:href", "src", "poster", "cite", "data", "action", "formaction", "background"];

/// Elements whose tags are removed but whose content stays.
const UNWRAPPED: &[&str] = &["base", "link", "meta", "embed", "object", "form", "applet"];

/// HTML without scripts, styles, ids and event handlers; `absolute` makes a URL absolute.
///
/// *Shape*: nesting is preserved. Raw text elements (`script`, `style`, `iframe` …) are removed with their content.
pub(crate) fn for_feeds(html: &str, absolute: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    let mut is_raw = false;
    for tag in tags(html) {
        if !is_raw {
            out.push_str(&html[done..tag.range.start]);
        }
        done = tag.range.end;
        let opens_raw = tag.kind == Kind::Open && RAW.contains(&tag.name.as_str());
        let closes_raw = tag.kind == Kind::Close && RAW.contains(&tag.name.as_str());
        if opens_raw || closes_raw || tag.kind == Kind::Broken {
            is_raw = opens_raw;
            continue;
        }
        is_raw = false;
        if UNWRAPPED.contains(&tag.name.as_str()) {
            continue;
        }
        let text = &html[tag.range.clone()];
        let name_end = 1 + usize::from(tag.kind == Kind::Close) + tag.name.len();
        out.push_str(&text[..name_end]);
        attributes(text, name_end, |range, name, value| {
            let name = name.to_ascii_lowercase();
            let is_address = ADDRESSES.contains(&name.as_str());
            // without `srcset`, an image still has `src`
            let needs_page =
                name == "id" || name == "style" || name == "srcset" || name.starts_with("on");
            if needs_page || (is_address && !is_plain(value)) {
                return;
            }
            if is_address {
                out.push_str(&format!(
                    " {name}=\"{}\"",
                    absolute(value.trim()).replace('"', "&quot;")
                ));
            } else {
                out.push(' ');
                out.push_str(
                    text[range].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/'),
                );
            }
        });
        out.push_str(if tag.kind == Kind::Slashed { "/>" } else { ">" });
    }
    if !is_raw {
        out.push_str(&html[done..]);
    }
    out
}

/// Whether an attribute value is a safe URL, without hidden script schemes.
fn is_plain(value: &str) -> bool {
    let head = value.split(['/', '?']).next().unwrap_or_default();
    !head.contains('&') && is_safe_url(value)
}

/// HTML without ids, for texts that appear on several pages or several times on one page.
pub(crate) fn without_ids(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for (id, _) in tags(html).into_iter().filter_map(|tag| tag.id) {
        out.push_str(&html[done..id.start]);
        done = id.end;
    }
    out.push_str(&html[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::for_feeds;

    #[test]
    fn page_dependent_html_is_removed() {
        for (html, expected) in [
            ("a <b id=x class=y>c</b> d", "a <b class=y>c</b> d"),
            ("<img src='a.png' srcset=\"b.png 2x\" alt=\"\">", "<img src=\"/at/a.png\" alt=\"\">"),
            ("<a HREF=b onclick=\"x()\" style='c'>d</a>", "<a href=\"/at/b\">d</a>"),
            ("<a href=\"javascript:x()\">d</a>", "<a>d</a>"),
            ("<a href=\"&#106;avascript:x()\">d</a>", "<a>d</a>"),
            ("<a href=\"?a=1&amp;b=2\">d</a>", "<a href=\"/at/?a=1&amp;b=2\">d</a>"),
            ("a<script>b</script>c<style>d</style>e", "ace"),
            ("<iframe src=x></iframe>", ""),
            ("<input disabled><br/><path/>", "<input disabled><br><path/>"),
            ("a<!-- b -->c", "a<!-- b -->c"),
            ("a<p class=\"b", "a"),
        ] {
            assert_eq!(for_feeds(html, |url| format!("/at/{url}")), expected, "{html}");
        }
    }
}
