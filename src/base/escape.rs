//! HTML and XML escaping, safe URLs, percent-decoding.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str};

/// HTML that is already safe and is not escaped again. Only weave, drawings and the writer of JSON for scripts create
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(pub String);

/// Appends text with `& < > "` escaped: safe in text and in double-quoted attributes.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(reference);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Text with `& < > "` escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Appends text escaped for XML 1.0, without characters that XML forbids.
pub fn push_xml(out: &mut String, text: &str) {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    let mut rest = text;
    while let Some(at) = rest.find(|c| !is_legal(c)) {
        push_escaped(out, &rest[..at]);
        // a parser would normalise a bare one to a newline
        if rest[at..].starts_with('\r') {
            out.push_str("&#13;");
        }
        let c = rest[at..].chars().next().map_or(0, char::len_utf8);
        rest = &rest[at + c..];
    }
    push_escaped(out, rest);
}

/// Whether a URL may be used in a link: relative, or with a scheme that cannot run scripts.
///
/// *Law*: control characters and white space, which browsers drop, cannot hide a scheme.
pub fn is_safe_url(url: &str) -> bool {
    let plain: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let Some((scheme, _)) = plain.split_once(':') else { return true };
    if scheme.contains(['/', '?', '#']) {
        return true;
    }
    ["http", "https", "mailto", "tel", "ftp", "geo", "doi", "urn", "xmpp", "matrix", "sms"]
        .contains(&scheme.to_ascii_lowercase().as_str())
}

/// Characters of a file path to percent-encode in a URL. *Source*: RFC 3986, section 2.3.
pub const NOT_IN_PATH: AsciiSet =
    NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Decodes percent-encoding; `None` if the result is not UTF-8.
pub(crate) fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::{is_safe_url, push_xml};

    #[test]
    fn xml_drops_forbidden_characters() {
        let mut out = String::new();
        push_xml(&mut out, "a\u{0}b\u{b}\tc\r\n<é&\u{fffe}\u{ffff}\u{1f600}\u{7f}\">]]>");
        assert_eq!(out, "ab\tc&#13;\n&lt;é&amp;\u{1f600}\u{7f}&quot;&gt;]]&gt;");
    }

    #[test]
    fn script_schemes_are_unsafe() {
        for bad in [
            "javascript:alert(1)",
            " JaVaScript:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert!(!is_safe_url(bad), "{bad:?}");
        }
        for good in ["https://a.b", "a/b:c", "#x", "mailto:a@b.c", "?q=a:b", "a.md"] {
            assert!(is_safe_url(good), "{good:?}");
        }
    }
}
