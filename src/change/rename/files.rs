//! The files that move together: a text, its translations, its sidecars, its bundle.

use std::collections::BTreeMap;

use crate::base::{Path, Tree};
use crate::change::rename::{Before, Refusal};
use crate::parse::Document;
use crate::source::{Role, text_of_sidecar};

/// The moves for a new path of a file or folder.
pub(crate) fn moves(
    before: Before<'_>,
    from: &Path,
    to: &Path,
) -> Result<Vec<(Path, Path)>, Refusal> {
    let Before { tree, site, .. } = before;
    for path in [from, to] {
        if path.below("content").is_none() {
            return Err(Refusal(format!("`{path}` is not below `content/`")));
        }
    }
    let is_folder = |path: &Path| tree.keys().any(|file| file.below(path.as_str()).is_some());
    let to = match is_folder(to) {
        true if from.name() == "index.md" => to.clone(),
        true => Path::new(&format!("{to}/{}", from.name())).unwrap_or_else(|| to.clone()),
        false => to.clone(),
    };
    if from == &to {
        return Err(Refusal(format!("`{from}` already has this path")));
    }
    if is_folder(from) {
        return folder(from, &to);
    }
    let text = site.document(from).map(|at| &site.documents[at]);
    match text {
        Some(text) if text.file.is_bundle && from.name() == "index.md" => bundle(from, &to),
        Some(text) if from.extension() == "md" => group(before, text, &to),
        _ if !tree.contains_key(from) => Err(Refusal(format!("there is no file `{from}`"))),
        _ => Ok(vec![(from.clone(), to)]),
    }
}

fn folder(from: &Path, to: &Path) -> Result<Vec<(Path, Path)>, Refusal> {
    if to.extension() == "md" {
        let message = format!(
            "`{from}` is a folder, and `{to}` would be a file; give it a name without `.md`"
        );
        return Err(Refusal(message));
    }
    if to.below(from.as_str()).is_some() {
        return Err(Refusal(format!("`{from}` cannot move into itself")));
    }
    Ok(vec![(from.clone(), to.clone())])
}

/// The move of a bundle given by its `index.md`.
fn bundle(from: &Path, to: &Path) -> Result<Vec<(Path, Path)>, Refusal> {
    let new = if to.name() == "index.md" { to.folder() } else { to.as_str() };
    match (Path::new(from.folder()), Path::new(new)) {
        (Some(from), Some(to)) => folder(&from, &to),
        _ => Err(Refusal(format!("`{to}` is not a valid path for a folder"))),
    }
}

/// A text with its sidecars, and with its translations unless it is one itself.
fn group(before: Before<'_>, text: &Document, to: &Path) -> Result<Vec<(Path, Path)>, Refusal> {
    let from = &text.file.path;
    let (Some(old), Some(new)) =
        (from.as_str().strip_suffix(".md"), to.as_str().strip_suffix(".md"))
    else {
        return Err(Refusal(format!("`{from}` is a text, so its new name should end in `.md`")));
    };
    let languages = &before.site.config.languages;
    let is_translation =
        |rest: &str| rest.strip_prefix('.').is_some_and(|tag| languages.contains_key(tag));
    let moves = before.tree.keys().filter_map(|path| {
        let rest = path.as_str().strip_prefix(old)?;
        let text_path = text_of_sidecar(path);
        let tag =
            text_path.as_ref().unwrap_or(path).as_str().strip_prefix(old)?.strip_suffix(".md")?;
        let is_one = tag.is_empty() || text.file.suffix.is_none() && is_translation(tag);
        Some((path.clone(), Path::new(&format!("{new}{rest}")).filter(|_| is_one)?))
    });
    Ok(moves.collect())
}

/// The move that names an entity's file or bundle after its new id.
pub(crate) fn named(document: &Document, new: &str) -> Option<(Path, Path)> {
    let file = &document.file;
    let path = if file.is_bundle { Path::new(file.path.folder())? } else { file.path.clone() };
    let end = match (file.is_bundle, &file.suffix) {
        (true, _) => String::new(),
        (false, Some(tag)) => format!(".{tag}.md"),
        (false, None) => ".md".to_string(),
    };
    let folder = path.folder();
    let new = Path::new(&format!("{folder}/{new}{end}"))?;
    (document.file.role == Role::Entity).then_some((path, new))
}

/// Refuses moves onto existing files, and two moves to one path.
pub(crate) fn are_free(tree: &Tree, moved: &BTreeMap<Path, Path>) -> Result<(), Refusal> {
    let mut taken: BTreeMap<&Path, &Path> = BTreeMap::new();
    for (from, to) in moved {
        let is_there = tree.contains_key(to) && !moved.contains_key(to);
        if is_there || taken.insert(to, from).is_some() {
            return Err(Refusal(format!("`{to}` already exists")));
        }
    }
    Ok(())
}
