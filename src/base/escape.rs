//! Text made safe inside HTML, and the one type that is not escaped again.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// HTML that is already safe: only weave, drawings and the writer of JSON for scripts make one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(pub String);

/// Appends text with `& < > "` as character references: safe in text and in double-quoted attributes.
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

/// The text with `& < > "` as character references.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Appends text for XML 1.0: escaped, without the characters that no XML may hold.
pub fn push_xml(out: &mut String, text: &str) {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    let mut rest = text;
    while let Some(at) = rest.find(|c| !is_legal(c)) {
        push_escaped(out, &rest[..at]);
        // a parser would take a bare one for a line end
        if rest[at..].starts_with('\r') {
            out.push_str("&#13;");
        }
        let c = rest[at..].chars().next().map_or(0, char::len_utf8);
        rest = &rest[at + c..];
    }
    push_escaped(out, rest);
}

/// Whether an address may be put into a link: relative, or of a scheme that cannot run script.
///
/// *Law*: control characters and leading white space, which browsers drop, hide no scheme.
pub fn is_safe_url(url: &str) -> bool {
    let plain: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let Some((scheme, _)) = plain.split_once(':') else { return true };
    if scheme.contains(['/', '?', '#']) {
        return true;
    }
    ["http", "https", "mailto", "tel", "ftp", "geo", "doi", "urn", "xmpp", "matrix", "sms"]
        .contains(&scheme.to_ascii_lowercase().as_str())
}

/// Turns percent-encoded bytes back; `None` if that gives no text.
pub(crate) fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::{is_safe_url, push_xml};

    #[test]
    fn xml_holds_only_what_it_may() {
        let mut out = String::new();
        push_xml(&mut out, "a\u{0}b\u{b}\tc\r\n<é&\u{fffe}\u{ffff}\u{1f600}\u{7f}\">]]>");
        assert_eq!(out, "ab\tc&#13;\n&lt;é&amp;\u{1f600}\u{7f}&quot;&gt;]]&gt;");
    }

    #[test]
    fn schemes_that_run_script_are_refused() {
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
