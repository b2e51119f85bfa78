//! HTML of the author's for readers outside the site: without what needs the page, every address absolute.

use crate::base::escape::is_safe_url;
use crate::parse::html::tags::{Kind, RAW, attributes, tags};

/// Attributes that hold one address.
const ADDRESSES: &[&str] =
    &["href", "xlink:href", "src", "poster", "cite", "data", "action", "formaction", "background"];

/// Elements that are left out, what stands in them stays.
const ABROAD: &[&str] = &["base", "link", "meta", "embed", "object", "form", "applet"];

/// A piece of HTML without scripts, style sheets, ids, handlers and styles; `absolute` makes an address absolute.
///
/// *Shape*: tags nest as they did. Elements whose inside is no markup (`script`, `style`, `iframe` …) are left out whole.
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
        if ABROAD.contains(&tag.name.as_str()) {
            continue;
        }
        let text = &html[tag.range.clone()];
        let name_end = 1 + usize::from(tag.kind == Kind::Close) + tag.name.len();
        out.push_str(&text[..name_end]);
        attributes(text, name_end, |range, name, value| {
            let name = name.to_ascii_lowercase();
            let is_address = ADDRESSES.contains(&name.as_str());
            // of a picture in several sizes the plain one is left
            let needs_page =
                name == "id" || name == "style" || name == "srcset" || name.starts_with("on");
            if needs_page || (is_address && !is_plain(value)) {
                return;
            }
            match is_address {
                true => out.push_str(&format!(
                    " {name}=\"{}\"",
                    absolute(value.trim()).replace('"', "&quot;")
                )),
                false => {
                    out.push(' ');
                    out.push_str(
                        text[range]
                            .trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/'),
                    );
                }
            }
        });
        out.push_str(if tag.kind == Kind::Slashed { "/>" } else { ">" });
    }
    if !is_raw {
        out.push_str(&html[done..]);
    }
    out
}

/// Whether an address, as HTML writes it, hides no scheme that may run script.
fn is_plain(value: &str) -> bool {
    let head = value.split(['/', '?']).next().unwrap_or_default();
    !head.contains('&') && is_safe_url(value)
}

/// A piece of HTML without ids: of a text that may stand on several pages, or twice on one.
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
    fn what_needs_the_page_is_left_out() {
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
