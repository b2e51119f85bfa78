//! `rename`: renames an id or a file, and every reference to it.

use serde_json::json;

use crate::base::{Code, Diagnostic, Path, Severity, Tree, codes};
use crate::change::rename::{
    Before, Difference, Refusal, Renaming, Version, Wish, differences, plan,
};
use crate::data::edit::Hunk;
use crate::edge::commands::sources::{OVERLAP, counted, present};
use crate::edge::disk::former;
use crate::edge::disk::sources::change;
use crate::edge::options::{Options, Outcome, RenameOptions};
use crate::edge::site::{Place, Read};
use crate::edge::{Failure, terminal};
use crate::parse::is_id;
use crate::pipeline::{self, Attempt, Memory};
use crate::site::Site;
use crate::source::Role;

/// Prints the changes; with `--write`, applies them, unless the site would get new errors.
pub(crate) fn rename(wanted: &RenameOptions, options: &Options) -> Result<Outcome, Failure> {
    let mut place = Place::find(options)?;
    // drafts have references too
    place.settings.drafts = true;
    place.settings.future = true;
    let read = place.read()?;
    let refused = |Refusal(reason): Refusal| Failure::Usage(reason);
    let model = &read.model.value;
    let wish = if wanted.merge {
        Wish::Merge { old: wanted.old.clone(), new: wanted.new.clone(), is_dropped: wanted.drop }
    } else {
        wish(&place, &read, &wanted.old, &wanted.new)?
    };
    let (tree, settings) = (&read.tree, &place.settings);
    let before = Before { tree, settings, site: &model.site, plan: &model.plan };
    let mut renaming = plan(before, &wish).map_err(refused)?;
    let patch = renaming.patch.clone();
    let attempt = pipeline::attempt(present(&place, &read), patch, &mut Memory::default());
    let attempt = attempt.ok_or_else(|| Failure::Usage(OVERLAP.into()))?;
    let new = new_diagnostics(&attempt);
    terminal::print(&new, &attempt.tree, options.format);
    if new.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        terminal::remark(options, "nothing was renamed: the site would have these errors");
        return Ok(Outcome::Errors);
    }
    let before = Version { site: &model.site, plan: &model.plan };
    let after = &attempt.model.value;
    let after = Version { site: &after.site, plan: &after.plan };
    for Difference { what, is_of_names } in differences(&renaming, before, after) {
        // a merge may find more names, and may join two mentions at one place
        if wanted.merge && is_of_names {
            renaming.remarks.push(what);
        } else {
            return Err(Failure::Usage(format!("nothing was renamed: {what}")));
        }
    }
    if wanted.write {
        change(&place.root, &renaming.patch)?;
        former::moved(&place.root, &renaming.patch.moves);
    }
    if options.format.is_data() {
        terminal::data(&as_json(&renaming, &read.tree, wanted.write));
    } else {
        show(&renaming, &read.tree);
    }
    terminal::remark(options, &summary(&renaming, wanted.write));
    Ok(Outcome::Good)
}

/// The ids or files of the two arguments; paths are relative to the site root or the current folder.
fn wish(place: &Place, read: &Read, old: &str, new: &str) -> Result<Wish, Failure> {
    let site = &read.model.value.site;
    let is_path = |text: &str| text.contains('/') || text.contains('.');
    if !is_path(old) && !is_path(new) {
        return Ok(Wish::Entity { old: old.into(), new: new.into() });
    }
    let from = if is_path(old) {
        file(place, &read.tree, old)
            .ok_or_else(|| Failure::Usage(format!("there is no file `{old}` in the site")))?
    } else {
        own_file(site, old)?
    };
    let index = Path::new(&format!("{from}/index.md"));
    let named = site.document(&from).or_else(|| site.document(&index?));
    if let Some(entity) = named.and_then(|at| entity_of(site, at))
        && is_id(new)
    {
        return Ok(Wish::Entity { old: entity, new: new.into() });
    }
    let to = if new.contains('/') {
        target(place, old, &from, new)
    } else {
        let bundle = Path::new(from.folder()).filter(|_| from.name() == "index.md");
        Path::new(&format!("{}/{new}", bundle.as_ref().unwrap_or(&from).folder()))
    };
    let to = to.ok_or_else(|| Failure::Usage(format!("`{new}` is not a path in the site")))?;
    Ok(Wish::File { from, to })
}

/// The file of an entity, or its bundle's folder.
fn own_file(site: &Site, id: &str) -> Result<Path, Failure> {
    let entity = site.names.entities.iter().find(|entity| *entity.id == *id);
    let file = entity.map(|entity| &site.documents[entity.document].file);
    match file {
        Some(file) if file.role == Role::Entity => Ok(file.path.clone()),
        Some(file) => {
            let message =
                format!("`{id}` has no file of its own: it is one of many in {}", file.path);
            Err(Failure::Usage(message))
        }
        None => Err(Failure::Usage(format!("there is no entity `{id}`"))),
    }
}

/// The id of the entity defined by a file's name.
fn entity_of(site: &Site, document: usize) -> Option<String> {
    let file = &site.documents[document].file;
    let entity = site.names.entities.iter().find(|entity| entity.document == document)?;
    (file.role == Role::Entity).then(|| entity.id.to_string())
}

/// The current folder relative to the site root; `None` if it is outside the site.
fn here(place: &Place) -> Option<String> {
    let (root, here) = (place.root.canonicalize().ok()?, std::env::current_dir().ok()?);
    let below = here.canonicalize().ok()?.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    Some(below)
}

/// A path relative to the current folder, or to the site root.
fn places(place: &Place, text: &str) -> Vec<Path> {
    let text = text.trim_end_matches('/');
    if let Some(below) = text.strip_prefix("@/") {
        return Path::new(&format!("content/{below}")).into_iter().collect();
    }
    if std::path::Path::new(text).is_absolute() {
        let below = std::path::Path::new(text).strip_prefix(&place.root).ok();
        return below.and_then(|below| Path::new(below.to_str()?)).into_iter().collect();
    }
    let from =
        |folder: &str| Path::new(format!("{folder}/x").trim_start_matches('/'))?.resolve(text);
    [here(place).and_then(|here| from(&here)), from("")].into_iter().flatten().collect()
}

fn file(place: &Place, tree: &Tree, text: &str) -> Option<Path> {
    let is_there =
        |path: &Path| tree.keys().any(|file| file == path || file.below(path.as_str()).is_some());
    places(place, text).into_iter().find(is_there)
}

/// The target of a move, relative to the same folder as its source.
fn target(place: &Place, old: &str, from: &Path, new: &str) -> Option<Path> {
    let nth = places(place, old).iter().position(|path| path == from).unwrap_or_default();
    let new = places(place, new);
    let counted = new.get(nth).or(new.last()).cloned();
    let is_content = |path: &Path| path.below("content").is_some();
    counted.clone().into_iter().chain(new).find(is_content).or(counted)
}

/// New errors, and remaining references to a former id. Messages may contain the old name: one that replaces another of
/// its kind in the same file is not new.
fn new_diagnostics(Attempt { patch, new, gone, .. }: &Attempt) -> Vec<Diagnostic> {
    let matters = |it: &&Diagnostic| it.severity == Severity::Error || it.code == codes::FORMER_ID;
    let mut gone: Vec<(Code, &Path)> = gone
        .iter()
        .filter(matters)
        .map(|it| (it.code, patch.target(&it.primary.place.path)))
        .collect();
    let is_new = |it: &&Diagnostic| {
        let known = gone.iter().position(|known| *known == (it.code, &it.primary.place.path));
        known.map(|at| gone.swap_remove(at)).is_none()
    };
    new.iter().filter(matters).filter(is_new).cloned().collect()
}

fn show(renaming: &Renaming, tree: &Tree) {
    let patch = &renaming.patch;
    let mut lines = Vec::new();
    for (from, to) in patch.moves.iter().filter(|(from, _)| !patch.edits.contains_key(from)) {
        lines.push(format!("\u{1b}[1m{from} → {to}\u{1b}[0m"));
    }
    for path in &patch.deleted {
        lines.push(format!("\u{1b}[1m{path}\u{1b}[0m is deleted"));
    }
    for (path, hunks) in patch.hunks(tree) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let to = patch.moved.get(path).map_or(String::new(), |to| format!(" → {to}"));
        lines.push(format!("\u{1b}[1m{path}{to}\u{1b}[0m"));
        lines.extend(hunks.iter().flat_map(shown));
    }
    for remark in &renaming.remarks {
        lines.push(format!("note: {remark}"));
    }
    terminal::styled(&lines);
}

/// Lines of a hunk with their numbers; long lines only around the change.
fn shown(hunk: &Hunk) -> Vec<String> {
    let Hunk { line, removed, added } = hunk;
    let pairs =
        |at: usize| removed.get(at).zip(added.get(at)).filter(|_| removed.len() == added.len());
    let mut lines = Vec::new();
    for (at, text) in removed.iter().enumerate() {
        let text = pairs(at).map_or(text.clone(), |(old, new)| excerpt(old, new));
        lines.push(format!("{:>6} \u{1b}[31m- {text}\u{1b}[0m", line + at));
    }
    for (at, text) in added.iter().enumerate() {
        let text = pairs(at).map_or(text.clone(), |(old, new)| excerpt(new, old));
        lines.push(format!("{:>6} \u{1b}[32m+ {text}\u{1b}[0m", line + at));
    }
    lines
}

/// A line, or the changed part of a long line with some words around it.
fn excerpt(line: &str, other: &str) -> String {
    const WORDS: usize = 30;
    if line.chars().count() <= 120 {
        return line.to_string();
    }
    let same = |(a, b): &(char, char)| a == b;
    let letters: Vec<char> = line.chars().collect();
    let first = line.chars().zip(other.chars()).take_while(same).count();
    let last = line.chars().rev().zip(other.chars().rev()).take_while(same).count();
    let start = first.saturating_sub(WORDS);
    let end = letters.len().saturating_sub(last).max(first) + WORDS;
    let end = end.min(letters.len());
    let text: String = letters[start..end].iter().collect();
    let (lead, tail) =
        (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
    format!("{lead}{text}{tail}")
}

fn as_json(renaming: &Renaming, tree: &Tree, is_written: bool) -> String {
    let patch = &renaming.patch;
    let moves = patch.moves.iter();
    let moves = moves.map(|(from, to)| json!({ "from": from.as_str(), "to": to.as_str() }));
    let edits = patch.hunks(tree).map(|(path, hunks)| {
        let hunks = hunks.into_iter().map(|Hunk { line, removed, added }| {
            json!({ "line": line, "removed": removed, "added": added })
        });
        json!({ "path": path.as_str(), "changes": hunks.collect::<Vec<_>>() })
    });
    let plan = json!({
        "written": is_written,
        "ids": renaming.renamed,
        "moves": moves.collect::<Vec<_>>(),
        "removals": patch.deleted.iter().map(Path::as_str).collect::<Vec<_>>(),
        "edits": edits.collect::<Vec<_>>(),
        "addresses": renaming.urls,
        "notes": renaming.remarks,
    });
    plan.to_string()
}

fn summary(renaming: &Renaming, is_written: bool) -> String {
    let patch = &renaming.patch;
    let places = patch.edits.values().map(Vec::len).sum();
    let what = format!(
        "{} in {}, {} moved",
        counted(places, "place", "places"),
        counted(patch.edits.len(), "file", "files"),
        counted(patch.moved.len(), "file", "files")
    );
    if is_written {
        format!("{what} · done")
    } else {
        format!("{what} · nothing is written yet: add --write")
    }
}
