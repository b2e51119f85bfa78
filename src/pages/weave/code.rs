//! Syntax highlighting of code blocks: comments, strings, keywords.

/// A highlighted part: start and end in bytes, and its CSS class.
pub(crate) type Part = (usize, usize, &'static str);

/// The code block being written.
#[derive(Debug, Default)]
pub(crate) struct Code {
    /// Sorted by start; never overlapping.
    parts: Vec<Part>,
    /// Index of the first part not fully written.
    next: usize,
    /// Bytes of the code written so far.
    written: usize,
}

impl Code {
    pub(crate) fn new(language: &str, code: &str) -> Self {
        Self { parts: parts(language, code), next: 0, written: 0 }
    }

    /// Splits the next piece of the code at part boundaries; each piece with its CSS class.
    pub(crate) fn cut<'t>(&mut self, mut words: &'t str) -> Vec<(&'t str, Option<&'static str>)> {
        let mut pieces = Vec::new();
        while !words.is_empty() {
            while self.parts.get(self.next).is_some_and(|part| part.1 <= self.written) {
                self.next += 1;
            }
            let (end, class) = match self.parts.get(self.next) {
                Some((start, end, class)) if *start <= self.written => (*end, Some(*class)),
                Some((start, ..)) => (*start, None),
                None => (usize::MAX, None),
            };
            let (piece, rest) = words.split_at(words.len().min(end - self.written));
            self.written += piece.len();
            pieces.push((piece, class));
            words = rest;
        }
        pieces
    }
}

#[cfg(not(feature = "highlight"))]
fn parts(_: &str, _: &str) -> Vec<Part> {
    Vec::new()
}

#[cfg(feature = "highlight")]
fn parts(language: &str, code: &str) -> Vec<Part> {
    highlight::parts(language, code)
}

#[cfg(feature = "highlight")]
mod highlight {
    use std::sync::LazyLock;

    use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

    use crate::pages::weave::code::Part;

    /// Longer code (in bytes) is not highlighted.
    const LARGEST: usize = 200_000;

    /// TextMate scopes and their CSS classes. The innermost scope decides; the first matching row wins.
    const CLASSES: &[(&str, &str)] = &[
        ("comment", "hl-comment"),
        ("punctuation.definition.comment", "hl-comment"),
        ("constant.character.escape", "hl-escape"),
        ("string", "hl-string"),
        ("punctuation.definition.string", "hl-string"),
        ("constant.numeric", "hl-number"),
        ("constant.language", "hl-number"),
        ("constant", "hl-number"),
        ("storage.type.function", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("keyword.operator", ""),
        ("keyword", "hl-keyword"),
        ("entity.name.function", "hl-name"),
        ("support.function", "hl-name"),
        ("variable.function", "hl-name"),
        ("entity.name.tag", "hl-keyword"),
        ("entity.name", "hl-type"),
        ("support.type", "hl-type"),
        ("entity.other.attribute-name", "hl-name"),
        ("markup.inserted", "hl-string"),
        ("markup.deleted", "hl-escape"),
        ("markup.heading", "hl-keyword"),
    ];

    static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
    static SCOPES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
        let scope = |name| Scope::new(name).expect("a scope of at most eight atoms");
        CLASSES.iter().map(|(name, class)| (scope(name), *class)).collect()
    });

    pub(super) fn parts(language: &str, code: &str) -> Vec<Part> {
        let Some(syntax) = SYNTAXES.find_syntax_by_token(language) else { return Vec::new() };
        if code.len() > LARGEST {
            return Vec::new();
        }
        let mut state = ParseState::new(syntax);
        let mut scopes = ScopeStack::new();
        let mut parts: Vec<Part> = Vec::new();
        let mut line_start = 0;
        for line in code.split_inclusive('\n') {
            let Ok(changes) = state.parse_line(line, &SYNTAXES) else { return Vec::new() };
            let mut from = 0;
            for (at, change) in changes {
                add(&mut parts, line_start + from, line_start + at, class(&scopes));
                from = at;
                if scopes.apply(&change).is_err() {
                    return Vec::new();
                }
            }
            add(&mut parts, line_start + from, line_start + line.len(), class(&scopes));
            line_start += line.len();
        }
        parts
    }

    /// Adds a part, or extends the last one if it continues.
    fn add(parts: &mut Vec<Part>, from: usize, to: usize, class: &'static str) {
        match parts.last_mut() {
            _ if from == to || class.is_empty() => {}
            Some(last) if last.1 == from && last.2 == class => last.1 = to,
            _ => parts.push((from, to, class)),
        }
    }

    fn class(scopes: &ScopeStack) -> &'static str {
        let of = |scope: &Scope| SCOPES.iter().find(|(known, _)| known.is_prefix_of(*scope));
        scopes.as_slice().iter().rev().find_map(of).map_or("", |(_, class)| class)
    }
}

#[cfg(all(test, feature = "highlight"))]
mod tests {
    use super::Code;

    fn check(language: &str, code: &str, expected: &[(&str, &str)]) {
        let mut whole = Code::new(language, code);
        let pieces = whole.cut(code);
        let text: String = pieces.iter().map(|(piece, _)| *piece).collect();
        assert_eq!(text, code);
        let classed: Vec<_> =
            pieces.into_iter().filter_map(|(piece, class)| Some((piece, class?))).collect();
        assert_eq!(classed, expected);
        // the pieces join to the same text, however the code is split
        let mut by_char = Code::new(language, code);
        let letters = code.char_indices().map(|(at, c)| &code[at..at + c.len_utf8()]);
        let joined: String = letters.flat_map(|c| by_char.cut(c)).map(|(piece, _)| piece).collect();
        assert_eq!(joined, code);
    }

    #[test]
    fn parts_have_classes() {
        check(
            "rust",
            "// why\nlet a = \"é\"; // 1\n",
            &[
                ("// why\n", "hl-comment"),
                ("let", "hl-keyword"),
                ("\"é\"", "hl-string"),
                ("// 1\n", "hl-comment"),
            ],
        );
        check("toml", "a = 1\n", &[("a", "hl-keyword"), ("1", "hl-number")]);
    }

    #[test]
    fn unknown_languages_are_not_highlighted() {
        check("klingon", "nuqneH 1 \"x\"", &[]);
        check("", "let a = 1;", &[]);
    }
}
