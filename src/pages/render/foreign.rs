//! English fallback strings on a page of another language: mark_english when a template writes them, wrapped in a `<span
//! lang>` once the page is complete, where elements are allowed.

/// Start and end mark of such a string until then: noncharacters, which never occur in text.
const MARKS: [&str; 2] = ["\u{fdd0}\u{fdd1}\u{fdd0}", "\u{fdd1}\u{fdd0}\u{fdd1}"];

/// What replaces the marks.
const TAGS: [&str; 2] = ["<span lang=\"en\" dir=\"ltr\">", "</span>"];

/// Elements that contain only text.
const PLAIN: [&str; 5] = ["option", "script", "style", "textarea", "title"];

/// Marks an English string.
pub(super) fn mark_english(words: &str) -> String {
    [MARKS[0], words, MARKS[1]].concat()
}

/// Replaces the marks by tags where an element is allowed, and removes them elsewhere.
pub(super) fn replace_marks(page: Vec<u8>) -> Vec<u8> {
    let html = match String::from_utf8(page) {
        Ok(html) if html.contains(MARKS[0]) => html,
        Ok(html) => return html.into_bytes(),
        Err(error) => return error.into_bytes(),
    };
    let mut out = String::with_capacity(html.len() + 2048);
    let (mut rest, mut state) = (html.as_str(), State::Text);
    while let Some(next) = rest.chars().next() {
        if let Some(at) = MARKS.iter().position(|mark| rest.starts_with(mark)) {
            if state == State::Text {
                out.push_str(TAGS[at]);
            }
            rest = &rest[MARKS[at].len()..];
            continue;
        }
        state = state.after(next, rest);
        out.push(next);
        rest = &rest[next.len_utf8()..];
    }
    out.into_bytes()
}

/// Position in HTML while scanning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In text.
    Text,
    /// In a tag; which element of [`PLAIN`] it opens, if any.
    Tag(Option<&'static str>),
    /// In a quoted attribute value: the quote, and the element as for a tag.
    Value(char, Option<&'static str>),
    /// In an element of [`PLAIN`].
    Plain(&'static str),
    /// In a comment.
    Comment,
}

impl State {
    /// The state after the character at the start of `rest`.
    fn after(self, next: char, rest: &str) -> Self {
        match self {
            Self::Text if rest.starts_with("<!--") => Self::Comment,
            Self::Text if next == '<' => {
                let is_it = |name: &&&str| {
                    let after = rest[1..].strip_prefix(**name);
                    after.is_some_and(|after| after.starts_with(['>', ' ', '\n']))
                };
                Self::Tag(PLAIN.iter().find(is_it).copied())
            }
            Self::Tag(plain) => match next {
                '>' => plain.map_or(Self::Text, Self::Plain),
                '"' | '\'' => Self::Value(next, plain),
                _ => self,
            },
            Self::Value(quote, plain) if next == quote => Self::Tag(plain),
            Self::Plain(name) if rest.starts_with("</") && rest[2..].starts_with(name) => {
                Self::Tag(None)
            }
            Self::Comment if next == '>' => Self::Text,
            Self::Text | Self::Value(..) | Self::Plain(_) | Self::Comment => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{mark_english, replace_marks};

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let page = html.replace("[w]", &mark_english("Words"));
        let found = String::from_utf8(replace_marks(page.into_bytes())).unwrap();
        assert_eq!(found, expected.replace("[w]", "<span lang=\"en\" dir=\"ltr\">Words</span>"));
    }

    #[test]
    fn strings_are_tagged_only_where_elements_are_allowed() {
        check("<p>[w]: <b>[w]</b></p>", "<p>[w]: <b>[w]</b></p>");
        check("<a title=\"> [w]\" x='[w]'>[w]</a>", "<a title=\"> Words\" x='Words'>[w]</a>");
        check("<title>[w]</title>[w]", "<title>Words</title>[w]");
        check("<option selected>[w]</option>", "<option selected>Words</option>");
        check("<script>\"<b>[w]</b>\"</script>[w]", "<script>\"<b>Words</b>\"</script>[w]");
        check("<!-- [w] -->[w]", "<!-- Words -->[w]");
        check("<titles>[w]</titles>é", "<titles>[w]</titles>é");
    }
}
