//! Text made safe inside HTML, and the one type that is not escaped again.

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

#[cfg(test)]
mod tests {
    use super::is_safe_url;

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
