//! Converts plain text and HTML to Markdown.

/// Plain text as Markdown: escapes markup, keeps line breaks.
pub(super) fn plain(text: &str) -> String {
    let lines = text.trim().lines().map(|line| line_of(line.trim()));
    lines.collect::<Vec<_>>().join("\n")
}

fn line_of(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '&' | '^' => true,
            '#' | '+' | '-' | '=' | ':' => at == 0,
            '{' => true,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// HTML as Markdown, and whether it contained tags. Drops tags and comments, and scripts and styles with their content;
/// separates blocks.
pub(super) fn html(text: &str) -> (String, bool) {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    let mut has_tags = false;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let inside = &rest[at + 1..];
        let begins = inside.trim_start_matches('/').chars().next();
        if !begins.is_some_and(|c| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            words.push_str("&lt;");
            rest = inside;
            continue;
        }
        has_tags = true;
        let end = if inside.starts_with("!--") { "-->" } else { ">" };
        let Some(close) = inside.find(end) else {
            rest = "";
            break;
        };
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        rest = &inside[close + end.len()..];
        match &*name {
            "script" | "style" if !inside.starts_with('/') => {
                let lower = rest.to_ascii_lowercase();
                rest = &rest[lower.find(&format!("</{name}")).unwrap_or(rest.len())..];
            }
            "br" => words.push('\n'),
            "p" | "div" | "li" | "ul" | "ol" | "blockquote" | "pre" | "tr" | "h1" | "h2" | "h3"
            | "h4" | "h5" | "h6" => words.push_str("\n\n"),
            _ => {}
        }
    }
    words.push_str(rest);
    // character references are the same in Markdown
    (plain(&words).replace("\\&", "&"), has_tags)
}

#[cfg(test)]
mod tests {
    use super::{html, plain};

    #[test]
    fn plain_text_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text}");
        check("It's \"fine\" -- well... سلام 🙂", "It's \"fine\" -- well... سلام 🙂");
        check("*a* [b](c) <i>", "\\*a\\* \\[b\\](c) \\<i\\>");
        check("# a\n- b\n    c\n12. d 1. e", "\\# a\n\\- b\nc\n12\\. d 1. e");
        check("a &amp; b", "a \\&amp; b");
    }

    #[test]
    fn html_is_reduced_to_text() {
        let check = |text: &str, expected: &str| assert_eq!(html(text).0, expected, "{text}");
        check("<p>A <b>B</b></p><p>*C* &amp; &lt;b&gt;", "A B\n\n\n\n\\*C\\* &amp; &lt;b&gt;");
        check("a<script>alert('<b>')</script>b<!-- <i> -->c", "abc");
        check("a<STYLE>x</StYlE >b", "ab");
        check("1 < 2<br>x", "1 &lt; 2\nx");
        check("a <b", "a");
        check("<scr<script>ipt>alert(1)</script>", "ipt\\>alert(1)");
        assert!(!html("a &amp; b").1);
        assert!(html("a <i>b</i>").1);
    }
}
