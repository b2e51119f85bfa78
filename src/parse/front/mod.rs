//! Reads front matter and bulk files into types, by the file's role.

mod article;
mod entity;
mod entity_facts;
mod head;
mod identifier;
mod split;
#[cfg(test)]
mod tests;

use crate::base::{Checked, Diagnostic, Label, Path, Place, Span, codes};
use crate::data::{FileDiagnostics, Reader, Table, jsonl, toml, yaml};
use crate::parse::hints;
use crate::parse::matter::{
    Annotated, ArticleMatter, EntityMatter, Matter, Naming, PageMatter, Sidecar, SourceMatter,
};
use crate::parse::table::keys;
use crate::source::{Config, Role, SourceFile};

pub(crate) use split::{Fence, late_fence, split};

/// Reads the structured data of a file. Also returns the byte offset of its body; the end of the file if it has none.
pub(crate) fn matter(file: &SourceFile, config: &Config) -> Checked<(Matter, usize)> {
    let (path, text) = (&file.path, &*file.text);
    match file.role {
        Role::EntityToml | Role::Sources | Role::SidecarToml => {
            let mut diagnostics = Vec::new();
            let table = toml(path, text, 0).unload(&mut diagnostics);
            let mut reading = FileDiagnostics { path, diagnostics };
            let reader = Reader::new(&table, Span::default(), &mut reading);
            let matter = match file.role {
                Role::EntityToml => Matter::Entities(bulk_entities(reader, file, config)),
                Role::Sources => Matter::Sources(bulk_sources(reader, config)),
                _ => Matter::Sidecar(Box::new(sidecar(reader, config))),
            };
            Checked::new((matter, text.len()), reading.diagnostics)
        }
        Role::EntityJsonl => {
            let mut diagnostics = Vec::new();
            let rows = jsonl(path, text).unload(&mut diagnostics);
            let mut reading = FileDiagnostics { path, diagnostics };
            let entities = rows.iter().map(|(row, span)| {
                entity::entity(Reader::new(row, *span, &mut reading), file, (config, true))
            });
            let matter = Matter::Entities(entities.collect());
            Checked::new((matter, text.len()), reading.diagnostics)
        }
        Role::SidecarJsonld => {
            let Checked { value, diagnostics } = crate::parse::sidecar::jsonld(path, text, config);
            Checked::new((Matter::SidecarJsonld(Box::new(value)), text.len()), diagnostics)
        }
        Role::Article | Role::Entity | Role::Home | Role::Section | Role::Page => {
            fenced(file, config)
        }
    }
}

fn fenced(file: &SourceFile, config: &Config) -> Checked<(Matter, usize)> {
    let (path, text) = (&file.path, &*file.text);
    let mut diagnostics = Vec::new();
    let front = split(path, text).unload(&mut diagnostics);
    let is_broken = !diagnostics.is_empty();
    let inside = &text[front.matter.clone()];
    let offset = Span::new(front.matter.start, front.matter.end);
    let read = match front.fence {
        Fence::Toml => toml(path, inside, offset.start),
        Fence::Yaml => yaml(path, inside, offset.start),
        Fence::None => Checked::default(),
    };
    let is_broken = is_broken || !read.diagnostics.is_empty();
    let table: Table = read.unload(&mut diagnostics);
    let mut reading = FileDiagnostics { path, diagnostics: Vec::new() };
    let reader = Reader::new(&table, offset, &mut reading);
    let matter = match file.role {
        Role::Article => Matter::Article(Box::new(article::article(reader, file, config))),
        Role::Entity => Matter::Entity(Box::new(entity::entity(reader, file, (config, false)))),
        _ => Matter::Page(Box::new(page(reader, file, config))),
    };
    if !is_broken {
        diagnostics.append(&mut reading.diagnostics);
        if front.fence == Fence::None {
            explain_bare(&mut diagnostics, file);
        }
    }
    Checked::new((matter, front.body), diagnostics)
}

/// For a file without front matter, makes each missing-key diagnostic explain the syntax.
fn explain_bare(diagnostics: &mut [Diagnostic], file: &SourceFile) {
    let key = if file.role == Role::Entity { "name" } else { "title" };
    let help = format!("begin the file with a line `+++`, a line `{key} = \"…\"` and a line `+++`");
    for diagnostic in diagnostics.iter_mut().filter(|it| it.code == codes::KEY_MISSING) {
        diagnostic.helps = vec![help.clone()];
        if let Some(fence) = late_fence(&file.text) {
            let place = Place { path: file.path.clone(), span: Some(fence) };
            diagnostic
                .labels
                .push(Label { place, text: "this must be the very first line".into() });
        }
    }
}

fn page(mut reader: Reader<'_, '_>, file: &SourceFile, config: &Config) -> PageMatter {
    let mut head = head::head(&mut reader, "title", false);
    if head.title.value.is_empty() && file.role == Role::Page {
        head.title.value = stem_as_title(file.key.rsplit('/').next().unwrap_or_default());
    }
    let naming = Naming::read(&mut reader, config, &[]);
    let of_articles = keys(ArticleMatter::FIELDS).into_iter().map(|field| field.key);
    let is_common = |key: &&str| Naming::FIELDS.iter().any(|field| field.key == *key);
    for key in of_articles.filter(|key| !is_common(key)) {
        if let Some(span) = reader.key_span(key) {
            // marks the key as known, so that it is not reported twice
            reader.node(key);
            reader.tell(article_key(reader.path(), key, span));
        }
    }
    reader.finish(hints::PAGE, &[]);
    PageMatter { head, naming }
}

/// Title from a file name: `how-to-read` becomes “How to read”.
fn stem_as_title(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn bulk_entities(
    mut reader: Reader<'_, '_>,
    file: &SourceFile,
    config: &Config,
) -> Vec<EntityMatter> {
    let entities = reader.tables("entity", |row| Some(entity::entity(row, file, (config, true))));
    reader.finish(&[("entities", "`[[entity]]`")], &[]);
    entities
}

fn bulk_sources(mut reader: Reader<'_, '_>, config: &Config) -> Vec<SourceMatter> {
    let sources = (SourceMatter::LIST.read)(&mut reader, "source", config);
    reader.finish(&[("sources", "`[[source]]`")], &[]);
    sources
}

fn sidecar(mut reader: Reader<'_, '_>, config: &Config) -> Sidecar {
    let naming = Naming::read(&mut reader, config, &["about", "scope", "link"]);
    let annotated = Annotated::read(&mut reader, config, &[]);
    reader.finish(&[("annotation", "`[[annotations]]`"), ("about", "`about` of the article")], &[]);
    Sidecar { naming, annotated }
}

fn article_key(path: &Path, key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` is a key of articles, and this is a plain page");
    Diagnostic::at(codes::UNKNOWN_KEY, path, span, message).help(
        "articles are files under `content/articles/`; put custom keys into the table `extra`",
    )
}
