//! `fix`: repairs annotations whose text changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use crate::anchor::passage;
use crate::base::{Path, Place as Spot, Range, Span, Tree};
use crate::change::rename;
use crate::change::repair::{self, Decision, Evidence, Loss, Proposal};
use crate::data::edit::{Splice, apply};
use crate::edge::commands::build::keep_texts;
use crate::edge::commands::sources;
use crate::edge::disk::{self, sources::Changes};
use crate::edge::history::Repository;
use crate::edge::options::{FixOptions, Options, Outcome};
use crate::edge::site::{Place, Read};
use crate::edge::{Failure, terminal};
use crate::parse::locate_each;
use crate::pipeline;

/// Maximum number of places shown for one annotation.
const MOST_PLACES: usize = 6;

/// Prints repairs of annotations that lost their words; with `--write` or `--accept`, applies them.
pub(crate) fn fix(fix: &FixOptions, options: &Options) -> Result<Outcome, Failure> {
    let place = Place::find(options)?;
    let read = place.read()?;
    let only = Only::of(&fix.files, &place)?;
    let model = &read.model.value;
    let former = match &fix.against {
        None => read.former.clone(),
        Some(revision) => {
            let repository = Repository::of(&place.root);
            let found = repository.and_then(|it| it.at(model, revision));
            let unknown = || Failure::Usage(format!("Git has no revision `{revision}` here"));
            Arc::new(found.ok_or_else(unknown)?)
        }
    };
    let decision = Decision { accept: fix.accept, contexts: fix.contexts };
    let mut proposals = pipeline::repairs(model, &former, decision);
    proposals.retain(|proposal| only.has(proposal, &read.tree));
    let mut references = former_references(&read);
    references.retain(|path, _| only.has_file(path));
    if fix.accept && !fix.write {
        // other proposals are shown by `fix` without --accept
        proposals.retain(|it| {
            matches!(it.outcome, repair::Outcome::Mend { evidence: Evidence::Accepted, .. })
        });
        references.clear();
    }
    let changes = changes(&proposals, &references, &read);
    let after = sources::verify(&changes, &place, &read)?;
    for proposal in &proposals {
        terminal::data(&if options.format.is_data() {
            as_json(proposal, &read.tree)
        } else {
            as_text(proposal, &read)
        });
    }
    for (path, splices) in &references {
        terminal::data(&if options.format.is_data() {
            json!({ "path": path.as_str(), "former_ids": true, "edits": edits(splices) })
                .to_string()
        } else {
            let text = terminal::text_of(&read.tree, path).unwrap_or_default();
            format!("{path}: former ids\n{}", sources::diff(text, splices))
        });
    }
    let is_written = fix.write || fix.accept;
    if is_written {
        disk::sources::change(&place.root, &read.tree, &changes)?;
        if let Some(after) = after {
            // store only articles with proposals; all others keep their former texts
            let articles: BTreeSet<&Path> = proposals.iter().map(|it| &it.article).collect();
            keep_texts(&place, &after, Some(&articles), options);
        }
    }
    let is_mended = |proposal: &&Proposal| matches!(proposal.outcome, repair::Outcome::Mend { .. });
    let mended = proposals.iter().filter(is_mended).count();
    terminal::remark(
        options,
        &summary((mended, references.len()), proposals.len() - mended, is_written),
    );
    Ok(if mended == proposals.len() { Outcome::Good } else { Outcome::Errors })
}

/// The annotations to repair: all, those of some articles, or those at some lines.
struct Only {
    /// Articles with a line; `None` for all of their annotations.
    places: Vec<(Path, Option<usize>)>,
}

impl Only {
    /// Parses `FILE`, `FILE:LINE` and `FILE:LINE:COLUMN`.
    fn of(files: &[PathBuf], place: &Place) -> Result<Self, Failure> {
        let mut places = Vec::new();
        for file in files {
            let text = file.to_string_lossy();
            // FILE:LINE:COLUMN, else FILE:LINE, else a file whose name may contain colons
            let one = numbered(&text);
            let two = one.and_then(|(before, _)| numbered(before));
            let (path, line) = match two.or(one) {
                Some((path, line)) => (PathBuf::from(path), Some(line)),
                None => (file.clone(), None),
            };
            places.extend(sources::named(&[path], place)?.into_iter().map(|path| (path, line)));
        }
        Ok(Self { places })
    }

    fn has(&self, proposal: &Proposal, tree: &Tree) -> bool {
        let line = |span: &Span| {
            let spot = Spot { path: proposal.path.clone(), span: Some(*span) };
            terminal::position(&spot, tree).0
        };
        let has = |asked: usize| {
            proposal.spans.iter().chain([&proposal.span]).any(|span| line(span) == asked)
        };
        let is_it = |(path, asked): &(Path, Option<usize>)| match asked {
            None => *path == proposal.article || *path == proposal.path,
            Some(asked) => *path == proposal.path && has(*asked),
        };
        self.places.is_empty() || self.places.iter().any(is_it)
    }

    /// Whether a file is one of the articles, or a sidecar of one.
    fn has_file(&self, file: &Path) -> bool {
        let is_of = |(article, line): &(Path, Option<usize>)| {
            let stem = article.as_str().trim_end_matches(".md");
            let rest = file.as_str().strip_prefix(stem);
            line.is_none()
                && rest.is_some_and(|rest| rest == ".md" || rest.starts_with(".annotations."))
        };
        self.places.is_empty() || self.places.iter().any(is_of)
    }
}

/// A text before its last colon, and the number after it.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let (before, number) = text.rsplit_once(':')?;
    Some((before, number.parse().ok()?))
}

/// Every reference to a former id, with the present id.
fn former_references(read: &Read) -> BTreeMap<Path, Vec<Splice>> {
    let site = &read.model.value.site;
    let ids = site.names.entities.iter().flat_map(|entity| {
        entity.former_ids.iter().map(|former| (former.to_string(), entity.id.to_string()))
    });
    let ids: BTreeMap<String, String> = ids.collect();
    if ids.is_empty() {
        BTreeMap::new()
    } else {
        rename::references(&site.documents, &site.names, &site.config, &ids)
    }
}

/// The files changed by the proposals.
fn changes(
    proposals: &[Proposal],
    references: &BTreeMap<Path, Vec<Splice>>,
    read: &Read,
) -> Changes {
    let mut by_file: BTreeMap<&Path, Vec<Splice>> =
        references.iter().map(|(path, splices)| (path, splices.clone())).collect();
    for proposal in proposals {
        if let repair::Outcome::Mend { splices, .. } = &proposal.outcome {
            by_file.entry(&proposal.path).or_default().extend(splices.iter().cloned());
        }
    }
    let texts = by_file.into_iter().filter_map(|(path, splices)| {
        let now = apply(terminal::text_of(&read.tree, path)?, &splices)?;
        Some((path.clone(), now))
    });
    Changes { texts: texts.collect(), ..Changes::default() }
}

fn as_json(proposal: &Proposal, tree: &Tree) -> String {
    let spot = Spot { path: proposal.path.clone(), span: Some(proposal.span) };
    let (line, column) = terminal::position(&spot, tree);
    let mut object = json!({
        "path": proposal.path.as_str(),
        "article": proposal.article.as_str(),
        "line": line,
        "column": column,
        "quote": proposal.quote,
    });
    match &proposal.outcome {
        repair::Outcome::Lost(loss) => {
            object["lost"] = why(loss).into();
            if let Loss::Unclear(places) = loss {
                // byte range in the text stream
                let place = |it: &Range| json!([it.start, it.end]);
                object["candidates"] = places.iter().map(place).collect();
            }
        }
        repair::Outcome::Mend { evidence, words, splices, .. } => {
            object["words"] = words.as_str().into();
            object["found_by"] = how(*evidence).into();
            object["edits"] = edits(splices);
        }
    }
    object.to_string()
}

fn edits(splices: &[Splice]) -> serde_json::Value {
    let edit = |splice: &Splice| json!({ "bytes": [splice.span.start, splice.span.end], "text": splice.text });
    splices.iter().map(edit).collect()
}

fn as_text(proposal: &Proposal, read: &Read) -> String {
    let spot = Spot { path: proposal.path.clone(), span: Some(proposal.span) };
    let (line, column) = terminal::position(&spot, &read.tree);
    let head = format!("{}:{line}:{column}: ", proposal.path);
    let text = terminal::text_of(&read.tree, &proposal.path).unwrap_or_default();
    match &proposal.outcome {
        repair::Outcome::Lost(loss) => {
            let candidates = candidates(loss, proposal, read);
            format!("{head}{}\n  `{}`\n{candidates}", why(loss), proposal.quote)
        }
        repair::Outcome::Mend { evidence, splices, .. } => {
            format!("{head}{}\n{}", how(*evidence), sources::diff(text, splices))
        }
    }
}

/// The possible places, one per line.
fn candidates(loss: &Loss, proposal: &Proposal, read: &Read) -> String {
    let Loss::Unclear(places) = loss else { return String::new() };
    let site = &read.model.value.site;
    let Some(at) = site.document(&proposal.article) else { return String::new() };
    let document = &site.documents[at];
    let shown = &places[..places.len().min(MOST_PLACES)];
    let spans = locate_each(document, shown, &site.config);
    let line = |(place, span): (&Range, Span)| {
        let spot = Spot { path: proposal.article.clone(), span: Some(span) };
        let (line, column) = terminal::position(&spot, &read.tree);
        format!("  {}:{line}:{column}: {}\n", spot.path, passage(&document.body.stream, *place))
    };
    shown.iter().zip(spans).map(line).collect()
}

fn how(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Comparison => "found by comparison with the former text",
        Evidence::Context => "found by the words around it",
        Evidence::Likeness => "found by similarity: check it before you keep it",
        Evidence::Accepted => "accepted at its present place",
        Evidence::Place => "context instead of a bare `occurrence`",
    }
}

fn why(loss: &Loss) -> &'static str {
    match loss {
        Loss::TakenOut => {
            "its words were deleted from the text: delete the annotation, or quote other words"
        }
        Loss::Elsewhere => {
            "its words were deleted, and it now matches the same words elsewhere: delete it, or quote other words"
        }
        Loss::Unclear(_) => "its words occur in several places: choose one with `prefix`",
        Loss::Unwritable => {
            "its selector cannot be rewritten: give it a quotation, or edit it by hand"
        }
        Loss::Nothing => {
            "the text has nothing similar to its words: delete it, or quote other words"
        }
    }
}

fn summary((mended, files): (usize, usize), lost: usize, is_written: bool) -> String {
    let number = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    let mut parts = Vec::new();
    if mended > 0 {
        parts.push(number(mended, "annotation"));
    }
    if files > 0 {
        parts.push(format!("former ids in {}", number(files, "file")));
    }
    let mending = match (parts.join(" and "), is_written) {
        (parts, _) if parts.is_empty() => None,
        (parts, true) => Some(format!("{parts} repaired")),
        (parts, false) => Some(format!("{parts} can be repaired: add --write")),
    };
    let left = (lost > 0).then(|| format!("{} left to repair by hand", number(lost, "annotation")));
    match (mending, left) {
        (None, None) => "every annotation finds its words".into(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(mending), Some(left)) => format!("{mending}; {left}"),
    }
}
