//! Hints on words in a script that the article's language does not use.

use unicode_script::{Script, UnicodeScript};

use crate::base::{Diagnostic, Path, Range, Span, codes, language};
use crate::parse::{BlockKind, Document, locate};
use crate::site::{ArticleIx, Site};

/// The first word of two or more letters in a foreign script, once per article and script.
///
/// Latin is never foreign. Text in an element with `lang` is not reported.
pub(crate) fn foreign(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for at in (0..).take(site.articles.len()).map(ArticleIx) {
        let document = site.article_document(at);
        let tag = document.language(&site.config);
        let own = scripts(tag);
        if own.is_empty() {
            continue;
        }
        let mut seen = own;
        for (script, range) in words(document) {
            if seen.contains(&script) {
                continue;
            }
            let span = locate(document, range, &site.config);
            if !has_language(document, span) {
                seen.push(script);
                let words = &document.body.stream[range.of()];
                diagnostics.push(script_without_lang(&document.file.path, span, words, script));
            }
        }
    }
    diagnostics
}

/// Scripts of a language, Latin included; empty if unknown.
fn scripts(tag: &str) -> Vec<Script> {
    let Some(script) = language::script(tag) else { return Vec::new() };
    let own = match script.as_str() {
        "Jpan" => vec![Script::Han, Script::Hiragana, Script::Katakana],
        "Kore" => vec![Script::Hangul, Script::Han],
        "Hans" | "Hant" => vec![Script::Han, Script::Bopomofo],
        other => Script::from_short_name(other).into_iter().collect(),
    };
    if own.is_empty() { own } else { own.into_iter().chain([Script::Latin]).collect() }
}

/// Runs of at least two letters of one script in paragraphs and headings, outside of code and links.
fn words(document: &Document) -> Vec<(Script, Range)> {
    let body = &document.body;
    let mut words: Vec<(Script, Range)> = Vec::new();
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let offset = block.range.start as usize;
        let mut open: Option<(Script, usize, usize, usize)> = None;
        let text = &body.stream[block.range.of()];
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let script = c.script();
            let end = at + c.len_utf8();
            match &mut open {
                Some((_, _, last, _)) if script == Script::Inherited => *last = end,
                Some((known, _, last, count)) if *known == script => {
                    (*last, *count) = (end, *count + 1)
                }
                _ => {
                    words.extend(open.take().filter(|open| open.3 > 1).map(
                        |(script, start, end, _)| {
                            (script, Range::new(offset + start, offset + end))
                        },
                    ));
                    let is_letter = c.is_alphabetic() && script != Script::Common;
                    open = is_letter.then_some((script, at, end, 1));
                }
            }
        }
    }
    let is_open = |range: Range| {
        let next = body.barred.partition_point(|barred| barred.end <= range.start);
        body.barred.get(next).is_none_or(|barred| !barred.overlaps(range))
    };
    words.retain(|(_, range)| is_open(*range));
    words
}

/// Whether a span of the file is in an inline element with `lang`.
fn has_language(document: &Document, span: Span) -> bool {
    let before = &document.file.text[..span.start as usize];
    let paragraph = before.rfind("\n\n").map_or(before, |at| &before[at..]);
    let Some(at) = paragraph.rfind(" lang=") else { return false };
    paragraph[..at].rfind('<').is_some_and(|tag| !paragraph[tag..at].contains('>'))
        && !paragraph[at..].contains("</")
}

fn script_without_lang(path: &Path, span: Span, words: &str, script: Script) -> Diagnostic {
    let message =
        format!("`{words}` is in {} script, and nothing says its language", script.full_name());
    Diagnostic::at(codes::SCRIPT_WITHOUT_LANG, path, span, message).help(
        "write `<span lang=\"…\">` and `</span>` round it: voices and fonts follow the language",
    )
}
