//! HTML elements and where their tags are allowed.
//!
//! *Source*: HTML Standard, sections 4 (content models) and 13.1.2.4 (optional tags).

use crate::parse::html::tags::RAW;

/// Elements that are not allowed in a page's content.
pub(super) const OUTER: &str = "html head body frameset frame base plaintext";

/// Phrasing elements, allowed within a line of text.
pub(super) const PHRASES: &str = "a abbr acronym audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i img \
    input ins kbd label link map area mark math meta meter object output param picture progress q rb rp rt rtc \
    ruby s samp slot small source span strike strong sub sup svg time track tt u var video wbr";

/// Flow elements, allowed in addition in table cells and list items.
pub(super) const FLOW: &str = "address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 \
    header hr li ol p pre section summary ul";

/// Elements that may contain Markdown blocks.
pub(super) const HOLDERS: &str = "address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure \
    footer form header hgroup li main menu nav ol search section summary table tbody td tfoot th thead tr ul";

/// Elements with optional end tags, and the elements whose start implies their end.
const ENDS: &[(&str, &str)] = &[
    ("li", "li"),
    ("dt dd", "dt dd"),
    ("rt rp rb rtc", "rt rp rb rtc"),
    ("option optgroup", "option optgroup"),
    ("td th", "td th tr tbody tfoot thead"),
    ("tr", "tr tbody tfoot thead"),
    ("tbody thead tfoot caption colgroup", "tbody tfoot thead"),
];

/// Whether a name is in a space-separated list.
pub(super) fn is_of(name: &str, names: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Whether an element's end tag is optional.
pub(super) fn may_end(name: &str) -> bool {
    name == "p" || ENDS.iter().any(|(open, _)| is_of(name, open))
}

/// Whether an open element ends where another one starts.
pub(super) fn ends_before(open: &str, next: &str) -> bool {
    ENDS.iter().any(|(ones, ends)| is_of(open, ones) && is_of(next, ends))
        || (open == "p" && (is_of(next, FLOW) || is_of(next, HOLDERS)))
}

/// Whether an element is allowed: in an HTML block (`line` is `None`), in a cell or item (`false`), or in a line of
/// text (`true`).
pub(super) fn may_stand(name: &str, line: Option<bool>) -> bool {
    if is_of(name, OUTER) {
        return false;
    }
    match line {
        None => true,
        Some(_) if RAW.contains(&name) => false,
        Some(is_line) => {
            is_of(name, PHRASES) || name.contains('-') || (!is_line && is_of(name, FLOW))
        }
    }
}
