//! Templates that are indented for readers: joins their lines.

use std::borrow::Cow;

use crate::base::Span;

/// First line of a template whose lines are joined.
const MARK: &str = "{# join-lines #}";

/// Joins the lines of a template that begins with `{# join-lines #}`. A line break with its indentation disappears
/// between tags, and is a space elsewhere; an empty line leaves a line break, as does the end.
pub(super) fn join(template: &str) -> Cow<'_, str> {
    if !template.starts_with(MARK) {
        return Cow::Borrowed(template);
    }
    let mut joined = String::with_capacity(template.len());
    let mut is_after_empty = false;
    for line in template.lines().map(str::trim) {
        if !line.is_empty() {
            let is_between_tags = joined.ends_with(['>', '}']) && line.starts_with(['<', '{']);
            match (is_after_empty, is_between_tags || joined.is_empty()) {
                (true, _) => joined.push('\n'),
                (false, true) => {}
                (false, false) => joined.push(' '),
            }
            joined.push_str(line);
        }
        is_after_empty = line.is_empty();
    }
    joined.push('\n');
    Cow::Owned(joined)
}

/// The span in a template for one in its joined text, which differs in white space only.
pub(super) fn span(template: &str, joined: Span) -> Span {
    let Cow::Owned(text) = join(template) else { return joined };
    let visible = |text: &str| {
        let letters = text.char_indices().filter(|(_, letter)| !letter.is_whitespace());
        letters.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let (from, to) = (visible(&text), visible(template));
    let place = |offset: u32| {
        let n = from.partition_point(|at| *at < offset as usize);
        to.get(n).copied().unwrap_or(template.len())
    };
    let start = place(joined.start);
    let end = place(joined.end).max(start);
    Span::new(start, start + template[start..end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::{join, span};
    use crate::base::Span;

    #[test]
    fn lines_are_joined_between_tags() {
        let check = |lines: &str, expected: &str| {
            let template = format!("{{# join-lines #}}\n{lines}");
            let joined = join(&template);
            assert_eq!(joined, format!("{{# join-lines #}}{expected}\n"));
            for (at, letter) in joined.char_indices().filter(|(_, it)| !it.is_whitespace()) {
                let place = span(&template, Span::new(at, at + letter.len_utf8()));
                assert_eq!(template[place.range()], letter.to_string());
            }
        };
        check("<ul>\n  {% for it in list %}\n    <li>\n", "<ul>{% for it in list %}<li>");
        check("<p>\n\n<p>\r\n\r\n\r\n<p>", "<p>\n<p>\n<p>");
        check("<a\n  href=\"é\">\n  two\n  words\n</a>", "<a href=\"é\"> two words </a>");
        check(
            "{{<part\n  it={it} />}}\n{{ it }} · {{ it }}",
            "{{<part it={it} />}}{{ it }} · {{ it }}",
        );
    }

    #[test]
    fn other_templates_are_unchanged() {
        assert_eq!(join("<p>\n\n  <b>"), "<p>\n\n  <b>");
    }
}
