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
    let changes = changes(&proposals, &read);
    sources::verify(&changes, &place, &read)?;
    for proposal in &proposals {
        terminal::data(&match options.format.is_data() {
            true => as_json(proposal, &read.tree),
            false => as_text(proposal, &read),
        });
    }
    if fix.write {
        disk::sources::change(&place.root, &read.tree, &changes)?;
    }
    let is_mended = |proposal: &&Proposal| matches!(proposal.outcome, repair::Outcome::Mend { .. });
    let mended = proposals.iter().filter(is_mended).count();
    terminal::remark(options, &summary(mended, proposals.len() - mended, fix.write));
    Ok(if mended == proposals.len() { Outcome::Good } else { Outcome::Errors })
}

/// What Git prints; nothing if it fails.
fn git(place: &Place, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(&place.root).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).ok()).flatten()
}

/// The files that the proposals change.
fn changes(proposals: &[Proposal], read: &Read) -> Changes {
    let mut by_file: BTreeMap<&Path, Vec<Splice>> = BTreeMap::new();
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
            object["edits"] = splices
                .iter()
                .map(|splice| json!({ "bytes": [splice.span.start, splice.span.end], "text": splice.text }))
                .collect();
        }
    }
    object.to_string()
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

fn summary(mended: usize, lost: usize, is_written: bool) -> String {
    let number = |count: usize| match count {
        1 => "1 annotation".to_owned(),
        _ => format!("{count} annotations"),
    };
    match (mended, lost, is_written) {
        (0, 0, _) => "every annotation finds its words".into(),
        (0, _, _) => format!("{} left for you to mend", number(lost)),
        (_, 0, true) => format!("{} mended", number(mended)),
        (_, _, true) => format!("{} mended, {lost} left for you to mend", number(mended)),
        (_, 0, false) => format!("{} can be mended: --write does it", number(mended)),
        (_, _, false) => format!(
            "{} can be mended: --write does it; {lost} left for you to mend",
            number(mended)
        ),
    }
}
