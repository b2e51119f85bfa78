//! `fix`: annotations whose words changed find them again.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::json;

use crate::base::{Path, Place as Spot, Tree};
use crate::edge::commands::sources;
use crate::edge::disk::{self, sources::Changes};
use crate::edge::options::{FixOptions, Options, Outcome};
use crate::edge::site::{Place, Read};
use crate::edge::{Failure, terminal};
use crate::edit::{Splice, apply};
use crate::pipeline;
use crate::rename;
use crate::repair::{self, Evidence, Loss, Proposal};

/// Shows what would mend the annotations that lost their words; with `--write`, does it.
pub(crate) fn fix(fix: &FixOptions, options: &Options) -> Result<Outcome, Failure> {
    let place = Place::find(options)?;
    let read = place.read()?;
    let only = sources::named(&fix.files, &place)?;
    if let Some(revision) = &fix.against {
        git(&place, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])
            .ok_or_else(|| Failure::Usage(format!("Git knows no revision `{revision}` here")))?;
    }
    let former = |path: &Path| match &fix.against {
        None => disk::former::former(&place.root, path),
        Some(revision) => {
            let text = git(&place, &["show", &format!("{revision}:./{path}")])?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            pipeline::stream(&read.model.value, path, text)
        }
    };
    let mut proposals = pipeline::repairs(&read.model.value, &former);
    if !only.is_empty() {
        proposals.retain(|proposal| only.contains(&proposal.article));
    }
    let mut references = former_references(&read);
    references.retain(|path, _| only.is_empty() || only.iter().any(|it| is_of(path, it)));
    let changes = changes(&proposals, &references, &read);
    sources::verify(&changes, &place, &read)?;
    for proposal in &proposals {
        terminal::data(&match options.format.is_data() {
            true => as_json(proposal, &read.tree),
            false => as_text(proposal, &read),
        });
    }
    for (path, splices) in &references {
        terminal::data(&match options.format.is_data() {
            true => json!({ "path": path.as_str(), "former_ids": true, "edits": edits(splices) })
                .to_string(),
            false => {
                let text = terminal::text_of(&read.tree, path).unwrap_or_default();
                format!("{path}: former ids\n{}", sources::diff(text, splices))
            }
        });
    }
    if fix.write {
        disk::sources::change(&place.root, &read.tree, &changes)?;
    }
    let is_mended = |proposal: &&Proposal| matches!(proposal.outcome, repair::Outcome::Mend { .. });
    let mended = proposals.iter().filter(is_mended).count();
    terminal::remark(
        options,
        &summary((mended, references.len()), proposals.len() - mended, fix.write),
    );
    Ok(if mended == proposals.len() { Outcome::Good } else { Outcome::Errors })
}

/// Every reference to an id that an entity has no longer, with the one that it has.
fn former_references(read: &Read) -> BTreeMap<Path, Vec<Splice>> {
    let site = &read.model.value.site;
    let ids = site.names.entities.iter().flat_map(|entity| {
        entity.former_ids.iter().map(|former| (former.to_string(), entity.id.to_string()))
    });
    let ids: BTreeMap<String, String> = ids.collect();
    match ids.is_empty() {
        true => BTreeMap::new(),
        false => rename::references(&site.documents, &site.names, &site.config, &ids),
    }
}

/// Whether a file is an article, or lies beside it as its sidecar.
fn is_of(path: &Path, article: &Path) -> bool {
    let stem = article.as_str().trim_end_matches(".md");
    let rest = path.as_str().strip_prefix(stem);
    rest.is_some_and(|rest| rest == ".md" || rest.starts_with(".annotations."))
}

/// What Git prints; nothing if it fails.
fn git(place: &Place, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(&place.root).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).ok()).flatten()
}

/// The files that the proposals change.
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
        repair::Outcome::Lost(loss) => object["lost"] = why(*loss).into(),
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
        repair::Outcome::Lost(loss) => format!("{head}{}\n  `{}`\n", why(*loss), proposal.quote),
        repair::Outcome::Mend { evidence, splices, .. } => {
            format!("{head}{}\n{}", how(*evidence), sources::diff(text, splices))
        }
    }
}

fn how(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Comparison => "found by comparison with the former text",
        Evidence::Context => "found by the words around it",
        Evidence::Likeness => "found by likeness: read it before you keep it",
    }
}

fn why(loss: Loss) -> &'static str {
    match loss {
        Loss::TakenOut => {
            "its words were taken out of the text: take the annotation out, or quote other words"
        }
        Loss::Elsewhere => {
            "its words were taken out, and it now stands on the same words elsewhere: take it out, or quote other words"
        }
        Loss::Unclear => "its words stand in several places: say which with `prefix`",
        Loss::Nothing => "nothing in the text is like its words: take it out, or quote other words",
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
        (parts, true) => Some(format!("{parts} mended")),
        (parts, false) => Some(format!("{parts} can be mended: --write does it")),
    };
    let left = (lost > 0).then(|| format!("{} left for you to mend", number(lost, "annotation")));
    match (mending, left) {
        (None, None) => "every annotation finds its words".into(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(mending), Some(left)) => format!("{mending}; {left}"),
    }
}
