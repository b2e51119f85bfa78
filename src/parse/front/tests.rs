//! Front matter read from memory: what it says, and what is told about its mistakes.

mod bulk;
mod facts;
mod good;
mod mistakes;
mod said;

use std::sync::Arc;

use crate::base::{Checked, Diagnostic, Path, Severity};
use crate::parse::front;
use crate::parse::matter::Matter;
use crate::source::config::{BaseType, EntityType};
use crate::source::{Config, Role, SourceFile};

/// The built-in types and a ship.
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
fn line(text: &str, told: &Diagnostic) -> String {
    let start = told.primary.place.span.map_or(0, |span| span.start as usize);
    let before = &text[..start];
    let row = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let mark = if told.severity == Severity::Warning { "w " } else { "" };
    let caret = match told.primary.text.as_str() {
        "" => String::new(),
        words => format!(" ({words})"),
    };
    format!("{row}:{column} {mark}{} {}{caret}", told.code, told.message)
}

/// Expects these lines to be told, in this order.
fn check(role: Role, path: &str, text: &str, expected: &[&str]) {
    let told = read(role, path, text).diagnostics;
    let lines: Vec<String> = told.iter().map(|told| line(text, told)).collect();
    assert_eq!(lines, expected, "{path}:\n{text}");
    for told in &told {
        assert!(!told.message.ends_with('.'), "{}", told.message);
        assert!(!told.message.starts_with(char::is_uppercase), "{}", told.message);
    }
}

/// An article whose front matter is `title = "T"`, then this.
fn check_article(front: &str, expected: &[&str]) {
    let text = format!("+++\ntitle = \"T\"\n{front}\n+++\nText.\n");
    check(Role::Article, "articles/t.md", &text, expected);
}

/// An entity of this type whose front matter is `name = "N"`, then this.
fn check_entity(folder: &str, front: &str, expected: &[&str]) {
    let text = format!("+++\nname = \"N\"\n{front}\n+++\n");
    check(Role::Entity, &format!("entities/{folder}/n.md"), &text, expected);
}
