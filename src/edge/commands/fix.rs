//! `fix`: repairs annotations whose text changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use crate::anchor::passage;
use crate::base::{Path, Range, Span};
use crate::change::rename;
use crate::change::repair::{self, Decision, Evidence, Loss, Proposal};
use crate::data::Patch;
use crate::data::edit::{Hunk, Splice};
use crate::edge::commands::build::keep_texts;
use crate::edge::commands::sources;
use crate::edge::disk;
use crate::edge::history::Repository;
use crate::edge::options::{FixOptions, Options, Outcome};
use crate::edge::site::{Place, Read};
use crate::edge::{Failure, terminal};
use crate::parse::locate_each;
use crate::pipeline::{self, Attempt};
use crate::site::Site;
use crate::source::SourceFile;

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
    proposals.retain(|proposal| only.has(proposal, &read));
    let mut references = former_references(&read, &only);
    if fix.accept && !fix.write {
        // other proposals are shown by `fix` without --accept
        proposals.retain(|it| {
            matches!(it.outcome, repair::Outcome::Mend { evidence: Evidence::Accepted, .. })
        });
        references = Patch::default();
    }
    let mut patch = references.clone();
    for proposal in &proposals {
        if let repair::Outcome::Mend { patch: mend, .. } = &proposal.outcome {
            patch.add_edits(mend.clone());
        }
    }
    let attempt = match patch.is_empty() {
        true => None,
        false => Some(sources::attempt(patch, &place, &read)?),
    };
    for proposal in &proposals {
        terminal::data(&if options.format.is_data() {
            as_json(proposal, &read)
        } else {
            as_text(proposal, &read)
        });
    }
    for (path, hunks) in references.hunks(&read.tree) {
        terminal::data(&if options.format.is_data() {
            json!({ "path": path.as_str(), "former_ids": true, "edits": edits(&references, path) })
                .to_string()
        } else {
            format!("{path}: former ids\n{}", hunks.iter().map(Hunk::to_string).collect::<String>())
        });
    }
    let is_written = fix.write || fix.accept;
    if let Some(Attempt { patch, tree, model, .. }) = attempt.filter(|_| is_written) {
        disk::sources::change(&place.root, &patch)?;
        // store only articles with proposals; all others keep their former texts
        let articles: BTreeSet<&Path> = proposals.iter().map(|it| &it.article).collect();
        let after = Read { tree, model, former: read.former.clone(), kept: read.kept.clone() };
        keep_texts(&place, &after, Some(&articles), options);
    }
    let is_mended = |proposal: &&Proposal| matches!(proposal.outcome, repair::Outcome::Mend { .. });
    let mended = proposals.iter().filter(is_mended).count();
    terminal::remark(
        options,
        &summary(mended, references.edits.len(), proposals.len() - mended, is_written),
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

    fn has(&self, proposal: &Proposal, read: &Read) -> bool {
        let line = |span: &Span| sources::position(read, &proposal.path, *span).0;
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
    fn has_file(&self, site: &Site, file: &Path) -> bool {
        let is_of = |(article, line): &(Path, Option<usize>)| {
            let article = site.document(article).map(|at| &site.documents[at].file);
            let is_here =
                |it: &SourceFile| it.path.extension() == "md" && it.with_sidecars().contains(file);
            line.is_none() && article.is_some_and(is_here)
        };
        self.places.is_empty() || self.places.iter().any(is_of)
    }
}

/// A text before its last colon, and the number after it.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let (before, number) = text.rsplit_once(':')?;
    Some((before, number.parse().ok()?))
}

/// Edits of every reference to a former id, with the present id.
fn former_references(read: &Read, only: &Only) -> Patch {
    let site = &read.model.value.site;
    let ids = site.names.entities.iter().flat_map(|entity| {
        entity.former_ids.iter().map(|former| (former.to_string(), entity.id.to_string()))
    });
    let ids: BTreeMap<String, String> = ids.collect();
    if ids.is_empty() {
        return Patch::default();
    }
    let mut patch = rename::references(&site.documents, &site.names, &site.config, &ids);
    patch.edits.retain(|path, _| only.has_file(site, path));
    patch.read.retain(|path, _| only.has_file(site, path));
    patch
}

fn as_json(proposal: &Proposal, read: &Read) -> String {
    let (line, column) = sources::position(read, &proposal.path, proposal.span);
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
        repair::Outcome::Mend { evidence, words, patch, .. } => {
            object["words"] = words.as_str().into();
            object["found_by"] = how(*evidence).into();
            object["edits"] = edits(patch, &proposal.path);
        }
    }
    object.to_string()
}

/// The splices of a file.
fn edits(patch: &Patch, path: &Path) -> serde_json::Value {
    let edit =
        |Splice { span, text }: &Splice| json!({ "bytes": [span.start, span.end], "text": text });
    patch.edits[path].iter().map(edit).collect()
}

fn as_text(proposal: &Proposal, read: &Read) -> String {
    let (line, column) = sources::position(read, &proposal.path, proposal.span);
    let head = format!("{}:{line}:{column}: ", proposal.path);
    match &proposal.outcome {
        repair::Outcome::Lost(loss) => {
            let candidates = candidates(loss, proposal, read);
            format!("{head}{}\n  `{}`\n{candidates}", why(loss), proposal.quote)
        }
        repair::Outcome::Mend { evidence, patch, .. } => {
            format!("{head}{}\n{}", how(*evidence), patch.diff(&read.tree))
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
        let (line, column) = sources::position(read, &proposal.article, span);
        let passage = passage(&document.body.stream, *place);
        format!("  {}:{line}:{column}: {passage}\n", proposal.article)
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

fn summary(mended: usize, files: usize, lost: usize, is_written: bool) -> String {
    let mut parts = Vec::new();
    if mended > 0 {
        parts.push(sources::counted(mended, "annotation", "annotations"));
    }
    if files > 0 {
        parts.push(format!("former ids in {}", sources::counted(files, "file", "files")));
    }
    let mending = match (parts.join(" and "), is_written) {
        (parts, _) if parts.is_empty() => None,
        (parts, true) => Some(format!("{parts} repaired")),
        (parts, false) => Some(format!("{parts} can be repaired: add --write")),
    };
    let left = (lost > 0).then(|| {
        let lost = sources::counted(lost, "annotation", "annotations");
        format!("{lost} left to repair by hand")
    });
    match (mending, left) {
        (None, None) => "every annotation finds its words".into(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(mending), Some(left)) => format!("{mending}; {left}"),
    }
}
