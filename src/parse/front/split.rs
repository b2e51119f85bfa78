//! Where front matter stands in a file.

use std::ops::Range;

use crate::base::{Checked, Diagnostic, Path, Span};

/// How front matter is fenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fence {
    /// `+++`
    Toml,
    /// `---`
    Yaml,
    /// Not at all: the whole file is body.
    None,
}

/// A file's two parts, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Front {
    /// What is between the fences.
    pub(crate) fence: Fence,
    /// The tables.
    pub(crate) matter: Range<usize>,
    /// Where the body begins.
    pub(crate) body: usize,
}

/// Finds the front matter. One that nobody closes is told, and the file has neither matter nor body.
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
    let told = unclosed(path, first.trim_end());
    Checked::new(Front { fence: Fence::None, matter: 0..0, body: text.len() }, vec![told])
}

/// Where a fence stands that would open front matter, were it on the first line.
pub(crate) fn late_fence(text: &str) -> Option<Span> {
    let blank = text.len() - text.trim_start().len();
    let line = text[blank..].lines().next()?.trim_end();
    let is_fence = blank > 0 && matches!(line, "+++" | "---");
    is_fence.then(|| Span::new(blank, blank + line.len()))
}

fn unclosed(path: &Path, fence: &str) -> Diagnostic {
    let message = format!("the front matter that begins with `{fence}` does not end");
    Diagnostic::error("front-matter-unclosed", path, Span::new(0, fence.len()), message)
        .help(format!("write a line `{fence}` between the front matter and the text"))
}

#[cfg(test)]
mod tests {
    use super::{Fence, split};
    use crate::base::Path;

    #[test]
    fn front_matter_is_between_two_equal_lines() {
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
