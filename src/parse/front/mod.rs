//! Front matter and bulk files as typed matter, by the file's role.

mod annotation;
mod article;
mod date;
mod entity;
mod entity_facts;
mod head;
mod jsonld;
mod naming;
mod source;
mod split;

use crate::base::{Checked, Diagnostic, Path, Span};
use crate::parse::matter::{Matter, PageMatter, Sidecar};
use crate::source::data::{Reader, Table, Told, jsonl, toml, yaml};
use crate::source::{Config, Role, SourceFile};

pub(crate) use annotation::certainty_of;
pub(crate) use split::{Fence, split};

/// Keys that belong to a page and that TOML may have put under a table's header.
const PAGE_KEYS: &[&str] = &[
    "title",
    "date",
    "updated",
    "authors",
    "kicker",
    "description",
    "tags",
    "storyline",
    "position",
    "entities",
    "lang",
    "draft",
    "toc",
    "slug",
    "path",
    "redirect_from",
    "template",
    "scope",
    "link",
    "canonical_url",
    "translation_of",
    "temporal",
];

/// Reads what a file says in its tables. Also where its body begins, in bytes; the end for files without one.
pub(crate) fn matter(file: &SourceFile, config: &Config) -> Checked<(Matter, usize)> {
    let (path, text) = (&file.path, &*file.text);
    match file.role {
        Role::EntityToml | Role::Sources | Role::SidecarToml => {
            let mut told = Vec::new();
            let table = toml(path, text, 0).unload(&mut told);
            let mut told = Told { path, diagnostics: told };
            let reader = Reader::new(&table, Span::default(), &mut told);
            let matter = match file.role {
                Role::EntityToml => Matter::Entities(bulk_entities(reader, file, config)),
                Role::Sources => Matter::Sources(bulk_sources(reader)),
                _ => Matter::Sidecar(Box::new(sidecar(reader, config))),
            };
            Checked::new((matter, text.len()), told.diagnostics)
        }
        Role::EntityJsonl => {
            let mut told = Vec::new();
            let rows = jsonl(path, text).unload(&mut told);
            let mut told = Told { path, diagnostics: told };
            let entities = rows.iter().map(|(row, span)| {
                entity::entity(Reader::new(row, *span, &mut told), file, (config, true))
            });
            let matter = Matter::Entities(entities.collect());
            Checked::new((matter, text.len()), told.diagnostics)
        }
        Role::SidecarJsonld => {
            let Checked { value, diagnostics } = jsonld::annotations(path, text);
            Checked::new((Matter::SidecarJsonld(value), text.len()), diagnostics)
        }
        Role::Article | Role::Entity | Role::Home | Role::Section | Role::Page => {
            fenced(file, config)
        }
    }
}

fn fenced(file: &SourceFile, config: &Config) -> Checked<(Matter, usize)> {
    let (path, text) = (&file.path, &*file.text);
    let mut told = Vec::new();
    let front = split(path, text).unload(&mut told);
    let is_broken = !told.is_empty();
    let inside = &text[front.matter.clone()];
    let offset = Span::new(front.matter.start, front.matter.end);
    let read = match front.fence {
        Fence::Toml => toml(path, inside, offset.start),
        Fence::Yaml => yaml(path, inside, offset.start),
        Fence::None => Checked::default(),
    };
    let is_broken = is_broken || !read.diagnostics.is_empty();
    let table: Table = read.unload(&mut told);
    let mut reading = Told { path, diagnostics: Vec::new() };
    let reader = Reader::new(&table, offset, &mut reading);
    let matter = match file.role {
        Role::Article => Matter::Article(Box::new(article::article(reader, file, config))),
        Role::Entity => Matter::Entity(Box::new(entity::entity(reader, file, (config, false)))),
        _ => Matter::Page(Box::new(page(reader, file))),
    };
    if !is_broken {
        told.append(&mut reading.diagnostics);
        if front.fence == Fence::None && file.role == Role::Article {
            told.iter_mut().for_each(|told| told.helps = vec![minimal("title = \"…\"")]);
        }
        if front.fence == Fence::None && file.role == Role::Entity {
            told.iter_mut().for_each(|told| told.helps = vec![minimal("name = \"…\"")]);
        }
    }
    Checked::new((matter, front.body), told)
}

fn minimal(line: &str) -> String {
    format!("begin the file with a line `+++`, a line `{line}` and a line `+++`")
}

fn page(mut reader: Reader<'_, '_>, file: &SourceFile) -> PageMatter {
    let mut head = head::head(&mut reader, "title", false);
    if head.title.value.is_empty() && file.role == Role::Page {
        head.title.value = stem_as_title(file.key.rsplit('/').next().unwrap_or_default());
    }
    let naming = naming::naming(&mut reader);
    reader.finish(head::HINTS, &[]);
    PageMatter { head, naming }
}

/// A title for a page that names none: `how-to-read` becomes “How to read”.
fn stem_as_title(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn bulk_entities(
    mut reader: Reader<'_, '_>,
    file: &SourceFile,
    config: &Config,
) -> Vec<crate::parse::matter::EntityMatter> {
    let entities = reader.tables("entity", |row| Some(entity::entity(row, file, (config, true))));
    reader.finish(&[("entities", "`[[entity]]`")], &[]);
    entities
}

fn bulk_sources(mut reader: Reader<'_, '_>) -> Vec<crate::parse::matter::SourceMatter> {
    let sources = reader.tables("source", |row| Some(source::source(row)));
    reader.finish(&[("sources", "`[[source]]`")], &[]);
    sources
}

fn sidecar(mut reader: Reader<'_, '_>, config: &Config) -> Sidecar {
    let naming = naming::named(&mut reader);
    let annotated = annotation::annotated(&mut reader, config);
    reader.finish(&[], &[]);
    Sidecar { naming, annotated }
}

/// Whether a word may be an id: lower-case ASCII letters, digits and `-`.
pub(crate) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A word that should be an id and is none.
fn bad_id(path: &Path, id: &str, span: Span) -> Diagnostic {
    let message = format!("`{id}` is no id");
    Diagnostic::error("id-invalid", path, span, message)
        .caret("an id is of lower-case letters a to z, digits and `-`")
        .help(format!("write `{}`", crate::base::slug::slug(id)))
}
