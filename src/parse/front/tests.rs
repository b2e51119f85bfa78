//! Tests of front matter: values and diagnostics.

mod annotations;
mod bulk;
mod facts;
mod good;
mod mistakes;

use std::sync::Arc;

use crate::base::{Checked, Diagnostic, Path, Severity};
use crate::parse::front;
use crate::parse::matter::Matter;
use crate::source::config::{BaseType, EntityType};
use crate::source::{Config, Role, SourceFile};

/// Built-in types and `ship`.
fn config() -> Config {
    let mut config = Config::default();
    config.types.push(EntityType {
        id: "ship".into(),
        label: "Ship".into(),
        plural: "Ships".into(),
        path: "ships".into(),
        ..EntityType::built_in(BaseType::Work)
    });
    config
}

/// A file at `path` below `content/`.
fn file(role: Role, path: &str, text: &str) -> SourceFile {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (stem, suffix) = match stem.strip_suffix(".ar") {
        Some(stem) => (stem, Some("ar".into())),
        None => (stem, None),
    };
    SourceFile {
        path: Path::new(&format!("content/{path}")).unwrap(),
        role,
        suffix,
        key: Arc::from(stem.strip_suffix("/index").unwrap_or(stem)),
        is_bundle: stem.ends_with("/index"),
        text: text.into(),
    }
}

fn read(role: Role, path: &str, text: &str) -> Checked<Matter> {
    let read = front::matter(&file(role, path, text), &config());
    Checked::new(read.value.0, read.diagnostics)
}

/// `LINE:COLUMN code message (caret)`, with a `w` for warnings.
fn line(text: &str, diagnostic: &Diagnostic) -> String {
    let start = diagnostic.primary.place.span.map_or(0, |span| span.start as usize);
    let before = &text[..start];
    let row = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let mark = if diagnostic.severity == Severity::Warning { "w " } else { "" };
    let caret = match diagnostic.primary.text.as_str() {
        "" => String::new(),
        words => format!(" ({words})"),
    };
    format!("{row}:{column} {mark}{} {}{caret}", diagnostic.code, diagnostic.message)
}

/// Expects these diagnostics, in this order.
fn check(role: Role, path: &str, text: &str, expected: &[&str]) {
    let diagnostics = read(role, path, text).diagnostics;
    let lines: Vec<String> = diagnostics.iter().map(|it| line(text, it)).collect();
    assert_eq!(lines, expected, "{path}:\n{text}");
    for diagnostic in &diagnostics {
        assert!(!diagnostic.message.ends_with('.'), "{}", diagnostic.message);
        assert!(!diagnostic.message.starts_with(char::is_uppercase), "{}", diagnostic.message);
    }
}

/// Checks an article with front matter `title = "T"` and `front`.
fn check_article(front: &str, expected: &[&str]) {
    let text = format!("+++\ntitle = \"T\"\n{front}\n+++\nText.\n");
    check(Role::Article, "articles/t.md", &text, expected);
}

/// Checks an entity with front matter `name = "N"` and `front`.
fn check_entity(folder: &str, front: &str, expected: &[&str]) {
    let text = format!("+++\nname = \"N\"\n{front}\n+++\n");
    check(Role::Entity, &format!("entities/{folder}/n.md"), &text, expected);
}
