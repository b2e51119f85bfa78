//! Minifies the style sheet.

/// Removes comments, and white space at line ends and inside braces. Strings stay unchanged.
pub(super) fn minify(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let length = match next {
            '"' | '\'' => string(rest),
            _ if next.is_ascii_whitespace() => {
                let space = rest.len() - rest.trim_ascii_start().len();
                let around = |c: Option<char>| c.is_none_or(|c| "{};".contains(c));
                let after = rest[space..].chars().next();
                if !around(out.chars().next_back())
                    && !around(after)
                    && !rest[space..].starts_with("/*")
                {
                    out.push(' ');
                }
                rest = &rest[space..];
                continue;
            }
            _ => next.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Length in bytes of the string at the start of `text`, including its quotes.
fn string(text: &str) -> usize {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            _ if Some(c) == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_and_white_space_are_removed() {
        let sheet = "/* one */\na  b,\nc > d {\n  content: \" ; /* {  \\\"\" / \"\";\n  color: red;\n}\n\n/* two */ e{margin:0 /* three */ auto}\n";
        let wanted = "a b, c > d{content: \" ; /* {  \\\"\" / \"\";color: red;}e{margin:0 auto}";
        assert_eq!(minify(sheet), wanted);
        assert_eq!(minify("a{b:'c"), "a{b:'c");
        assert_eq!(minify("a /* open"), "a");
    }
}
