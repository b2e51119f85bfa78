//! Splits a file into front matter and body.

use std::ops::Range;

use crate::base::{Checked, Diagnostic, Path, Span, codes};

/// Fence of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fence {
    /// `+++`
    Toml,
    /// `---`
    Yaml,
    /// No front matter.
    None,
}

/// The two parts of a file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Front {
    /// The fence.
    pub(crate) fence: Fence,
    /// Front matter between the fences.
    pub(crate) matter: Range<usize>,
    /// Start of the body.
    pub(crate) body: usize,
}

/// Finds the front matter. If it is not closed, reports it; front matter and body are then empty.
pub(crate) fn split(path: &Path, text: &str) -> Checked<Front> {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let fence = match first.trim_end() {
        "+++" => Fence::Toml,
        "---" => Fence::Yaml,
        _ => return Checked::clean(Front { fence: Fence::None, matter: 0..0, body: 0 }),
    };
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == first.trim_end() {
            return Checked::clean(Front { fence, matter: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    let diagnostic = unclosed(path, first.trim_end());
    Checked::new(Front { fence: Fence::None, matter: 0..0, body: text.len() }, vec![diagnostic])
}

/// A front matter fence that is preceded by blank lines, which makes it invalid.
pub(crate) fn late_fence(text: &str) -> Option<Span> {
    let blank = text.len() - text.trim_start().len();
    let line = text[blank..].lines().next()?.trim_end();
    let is_fence = blank > 0 && matches!(line, "+++" | "---");
    is_fence.then(|| Span::new(blank, blank + line.len()))
}

fn unclosed(path: &Path, fence: &str) -> Diagnostic {
    let message = format!("the front matter that begins with `{fence}` is not closed");
    Diagnostic::at(codes::FRONT_MATTER_UNCLOSED, path, Span::new(0, fence.len()), message)
        .help(format!("write a line `{fence}` between the front matter and the text"))
}

#[cfg(test)]
mod tests {
    use super::{Fence, split};
    use crate::base::Path;

    #[test]
    fn front_matter_is_between_equal_fences() {
        let check = |text: &str, fence: Fence, matter: &str, body: &str| {
            let front = split(&Path::new("a.md").unwrap(), text);
            let got =
                (front.value.fence, &text[front.value.matter.clone()], &text[front.value.body..]);
            assert_eq!(got, (fence, matter, body), "{text:?}");
        };
        check("+++\na = 1\n+++\nb", Fence::Toml, "a = 1\n", "b");
        check("+++\r\na = 1\r\n+++ \r\nb", Fence::Toml, "a = 1\r\n", "b");
        check("---\n---\n", Fence::Yaml, "", "");
        check("--- \na: 1\n---", Fence::Yaml, "a: 1\n", "");
        check("b\n+++\n", Fence::None, "", "b\n+++\n");
        check("+++\na", Fence::None, "", "");
    }
}
