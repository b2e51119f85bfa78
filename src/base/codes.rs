//! All kinds of diagnostics: code, severity and group. [`TEXT`] explains each.

use std::fmt;

/// The reference of all codes in Markdown: a `##` heading for each group, a `###` heading for each code. The same text
/// as `docs/diagnostics.md`.
pub const TEXT: &str = include_str!("diagnostics.md");

/// Severity of a diagnostic. Any error leaves the previous output untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not written.
    Error,
    /// The site is written, but the author should check this.
    Warning,
    /// Information only.
    Note,
}

/// A kind of diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// Stable identifier, kebab-case.
    pub name: &'static str,
    /// Severity, unless the site configures another one.
    pub severity: Severity,
    /// Heading of its group in [`TEXT`].
    pub group: &'static str,
    /// Whether the severity cannot be configured: syntax, addresses, safety.
    pub is_fixed: bool,
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().find(|code| code.name == name).copied()
    }

    /// Its chapter in [`TEXT`], in Markdown, without the heading.
    pub fn chapter(self) -> &'static str {
        let mut chapters = TEXT.split("\n### ").skip(1);
        let chapter = chapters.find_map(|it| it.strip_prefix(self.name)?.strip_prefix('\n'));
        chapter.map_or("", |it| it.split("\n## ").next().unwrap_or(it).trim())
    }

    /// The first sentence of its chapter, on one line.
    pub fn summary(self) -> String {
        let text = self.chapter().split_once(".* ").map_or("", |(_, text)| text);
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = line.find(". ").map_or(line.len(), |at| at + 1);
        line[..end].to_string()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! codes {
    ($($group:literal: $($constant:ident = $name:literal, $severity:ident $($fixed:ident)?;)*)*) => {
        $($(
            #[doc = concat!("`", $name, "`")]
            pub const $constant: Code = Code {
                name: $name,
                severity: Severity::$severity,
                group: $group,
                is_fixed: false $(|| stringify!($fixed).len() > 0)?,
            };
        )*)*

        /// All codes, in the order of [`TEXT`].
        pub const ALL: &[Code] = &[$($($constant),*),*];
    };
}

codes! {
    "Files":
    CONFIG_MISSING = "config-missing", Error fixed;
    FILE_UNREADABLE = "file-unreadable", Error fixed;
    FILE_NAME_NOT_UTF8 = "file-name-not-utf8", Error;
    FILE_NAME_BACKSLASH = "file-name-backslash", Error;
    NOT_UTF8 = "not-utf8", Error fixed;
    SYMLINK_OUTSIDE = "symlink-outside", Error fixed;
    SIDECAR_ORPHAN = "sidecar-orphan", Error;
    "Front matter and data":
    FRONT_MATTER_UNCLOSED = "front-matter-unclosed", Error fixed;
    TOML_SYNTAX = "toml-syntax", Error fixed;
    YAML_SYNTAX = "yaml-syntax", Error fixed;
    YAML_ALIASES = "yaml-aliases", Error fixed;
    JSON_SYNTAX = "json-syntax", Error fixed;
    UNKNOWN_KEY = "unknown-key", Error fixed;
    KEY_MISSING = "key-missing", Error;
    KEY_OF_OTHER_TYPE = "key-of-other-type", Error;
    WRONG_TYPE = "wrong-type", Error fixed;
    VALUE_EMPTY = "value-empty", Error;
    UNKNOWN_VALUE = "unknown-value", Error;
    DATE_INVALID = "date-invalid", Error;
    DATE_OFFSET = "date-offset", Warning;
    LANGUAGE_TAG = "language-tag", Error;
    "Entities":
    ENTITY_UNKNOWN = "entity-unknown", Error;
    ENTITY_DUPLICATE = "entity-duplicate", Error fixed;
    ENTITY_HIDDEN = "entity-hidden", Warning;
    ENTITY_UNMENTIONED = "entity-unmentioned", Note;
    ALIAS_IS_A_NAME = "alias-is-a-name", Note;
    ENTITY_TWIN = "entity-twin", Note;
    FORMER_ID = "former-id", Warning;
    FORMER_ID_EXISTS = "former-id-exists", Error;
    ID_INVALID = "id-invalid", Error;
    IDENTIFIER_INVALID = "identifier-invalid", Error;
    IDENTIFIER_SHARED = "identifier-shared", Error;
    COORDINATES_INVALID = "coordinates-invalid", Error;
    RELATION_UNKNOWN = "relation-unknown", Error;
    ENTITY_OF_OTHER_TYPE = "entity-of-other-type", Error;
    WITHIN_CYCLE = "within-cycle", Error;
    "Mentions and notes":
    QUOTE_NOT_FOUND = "quote-not-found", Error;
    ANNOTATIONS_ON_DRAFT = "annotations-on-draft", Note;
    QUOTE_AMBIGUOUS = "quote-ambiguous", Error;
    ANNOTATION_MOVED = "annotation-moved", Error;
    OCCURRENCE_ALONE = "occurrence-alone", Note;
    HISTORY_INCOMPLETE = "history-incomplete", Note;
    SELECTOR_INCOMPLETE = "selector-incomplete", Error;
    ANNOTATION_EMPTY = "annotation-empty", Error;
    ANNOTATION_NOT_UNDERSTOOD = "annotation-not-understood", Warning;
    NAME_AMBIGUOUS = "name-ambiguous", Warning;
    WIKI_AMBIGUOUS = "wiki-ambiguous", Error;
    MENTION_NESTED = "mention-nested", Error;
    FRAGMENT_DUPLICATE = "fragment-duplicate", Error;
    "Statements and sources":
    STATEMENT_UNQUOTED = "statement-unquoted", Note;
    SOURCE_UNKNOWN = "source-unknown", Error;
    SOURCE_DUPLICATE = "source-duplicate", Error;
    SOURCE_CYCLE = "source-cycle", Error;
    SOURCE_ANONYMOUS = "source-anonymous", Error fixed;
    "Texts":
    TRANSLATION_UNKNOWN = "translation-unknown", Error;
    SCRIPT_WITHOUT_LANG = "script-without-lang", Note;
    UPDATED_BEFORE_NOTICE = "updated-before-notice", Note;
    HEADING_ID = "heading-id", Error;
    FOOTNOTE_UNUSED = "footnote-unused", Warning;
    FORMULA_INVALID = "formula-invalid", Error;
    HTML_ID = "html-id", Warning;
    HTML_RESERVED = "html-reserved", Warning;
    HTML_LEFT_OUT = "html-left-out", Warning;
    HTML_TAG = "html-tag", Warning;
    "Pictures":
    IMAGE_ALT_MISSING = "image-alt-missing", Error;
    PICTURE_TOO_LARGE = "picture-too-large", Warning;
    PICTURE_UNREADABLE = "picture-unreadable", Warning;
    "Links and addresses":
    LINK_DEAD = "link-dead", Error;
    FRAGMENT_DEAD = "fragment-dead", Error;
    URL_UNSAFE = "url-unsafe", Error fixed;
    ADDRESS_TAKEN = "address-taken", Error fixed;
    ADDRESS_INVALID = "address-invalid", Error fixed;
    "Pages":
    PAGE_LINK_DEAD = "page-link-dead", Warning;
    PAGE_FRAGMENT_DEAD = "page-fragment-dead", Warning;
    PAGE_FILE_MISSING = "page-file-missing", Warning;
    PAGE_ID_TWICE = "page-id-twice", Warning;
    PAGE_ID_MISSING = "page-id-missing", Warning;
    PAGE_HEADINGS = "page-headings", Note;
    PAGE_IMAGE_ALT = "page-image-alt", Warning;
    PAGE_LINK_EMPTY = "page-link-empty", Warning;
    PAGE_LINK_NESTED = "page-link-nested", Warning;
    PAGE_TITLE_MISSING = "page-title-missing", Warning;
    PAGE_TITLE_TWICE = "page-title-twice", Note;
    PAGE_DESCRIPTION_MISSING = "page-description-missing", Note;
    PAGE_DESCRIPTION_TWICE = "page-description-twice", Note;
    "Templates":
    TEMPLATE_SYNTAX = "template-syntax", Error fixed;
    TEMPLATE_RUNTIME = "template-runtime", Error fixed;
    TEMPLATE_MISSING = "template-missing", Error fixed;
    "Words of the interface":
    STRINGS_LANGUAGE = "strings-language", Error;
    STRINGS_MISSING = "strings-missing", Note;
    STRINGS_SYNTAX = "strings-syntax", Error;
}

#[cfg(test)]
mod tests {
    use super::{ALL, Severity, TEXT};
    #[test]
    fn the_text_has_a_chapter_for_each_code() {
        let mut group = "";
        let mut chapters = Vec::new();
        for line in TEXT.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                group = heading;
            } else if let Some(name) = line.strip_prefix("### ") {
                chapters.push((group, name));
            }
        }
        let codes: Vec<_> = ALL.iter().map(|code| (code.group, code.name)).collect();
        assert_eq!(chapters, codes);
    }

    #[test]
    fn each_chapter_begins_with_the_severity() {
        for code in ALL {
            let severity = match code.severity {
                Severity::Error => "Error",
                Severity::Warning => "Warning",
                Severity::Note => "Note",
            };
            let found = code.chapter();
            let marks = if code.is_fixed {
                vec![", fixed.* "]
            } else {
                vec![".* ", ", only in `check`.* "]
            };
            let starts = marks.iter().map(|mark| format!("*{severity}{mark}"));
            assert!(starts.into_iter().any(|start| found.starts_with(&start)), "{code}: {found}");
            assert!(code.summary().ends_with(['.', ':']), "{code}: {}", code.summary());
        }
    }

    #[test]
    fn the_reference_in_docs_is_the_text() {
        let docs = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md"));
        assert!(docs == TEXT, "copy src/base/diagnostics.md to docs/diagnostics.md");
    }
}
