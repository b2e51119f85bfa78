//! Runs the program in memory: builds, reports, repairs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use glossator::anchor::Former;
use glossator::base::{Checked, Day, Diagnostic, File, Path, Range, Tree};
use glossator::change::repair::{Decision, Outcome, Proposal};
use glossator::data::edit::{Splice, apply};
use glossator::pipeline::{self, Memory, Model};
use glossator::source::Settings;

use crate::forms::{Files, mark_at};

/// An annotation: index of its article, and its own number.
pub(crate) type Key = (usize, u32);

/// Codes that report an annotation as moved or without a place.
const REPORTS: [&str; 3] = ["annotation-moved", "quote-ambiguous", "quote-not-found"];

/// The result of a build.
pub(crate) struct Built {
    pub(crate) model: Model,
    pub(crate) places: BTreeMap<Key, Range>,
    /// Messages about annotations.
    pub(crate) reported: BTreeMap<Key, String>,
    /// Other errors.
    pub(crate) others: Vec<Diagnostic>,
}

impl Built {
    /// The place of an annotation; `Err` with the message about it.
    pub(crate) fn place(&self, key: Key) -> Result<Option<Range>, &str> {
        match self.reported.get(&key) {
            Some(message) => Err(message),
            None => Ok(self.places.get(&key).copied()),
        }
    }
}

/// A build without former texts.
pub(crate) fn build(files: &Files) -> Built {
    built(files, pipeline::model(&tree(files), &settings()))
}

/// A build that compares with former texts.
pub(crate) fn rebuild(files: &Files, former: &Arc<Former>) -> Built {
    let mut memory = Memory::of(former.clone());
    built(files, pipeline::remodel(&tree(files), &settings(), None, &mut memory))
}

/// The state that a good build stores.
pub(crate) fn remember(model: &Model) -> Arc<Former> {
    Arc::new(pipeline::remember(model, &Former::default()))
}

/// The proposed repairs of a site.
pub(crate) fn repairs(model: &Model, former: &Former) -> Vec<Proposal> {
    pipeline::repairs(model, former, Decision::default())
}

/// The files after all possible repairs.
pub(crate) fn mended(files: &Files, proposals: &[Proposal]) -> Files {
    let mut splices: BTreeMap<&str, Vec<Splice>> = BTreeMap::new();
    for proposal in proposals {
        if let Outcome::Mend { patch, .. } = &proposal.outcome {
            let own = patch.edits[&proposal.path].iter().cloned();
            splices.entry(proposal.path.as_str()).or_default().extend(own);
        }
    }
    let mut files = files.clone();
    for (path, splices) in splices {
        let text = files.get_mut(path).expect("a proposal is on a file of the site");
        *text = apply(text, &splices).expect("splices fit the file");
    }
    files
}

fn built(files: &Files, checked: Checked<Model>) -> Built {
    let Checked { value: model, diagnostics } = checked;
    let mut places = BTreeMap::new();
    for (document, anchored) in model.site.documents.iter().zip(&model.site.anchored) {
        let Some(article) = article(&document.file.path) else { continue };
        for note in &anchored.notes {
            let mark = note.id.strip_prefix('a').and_then(|number| number.parse().ok());
            if let (Some(mark), Some(range)) = (mark, note.range) {
                places.insert((article, mark), range);
            }
        }
    }
    let (mut reported, mut others) = (BTreeMap::new(), Vec::new());
    for diagnostic in diagnostics {
        let place = &diagnostic.primary.place;
        let key = || {
            let mark = mark_at(files.get(place.path.as_str())?, place.span?.start as usize)?;
            Some((article(&place.path)?, mark))
        };
        match key().filter(|_| REPORTS.contains(&diagnostic.code.name)) {
            Some(key) => {
                drop(reported.insert(key, format!("{}: {}", diagnostic.code, diagnostic.message)))
            }
            None => others.push(diagnostic),
        }
    }
    Built { model, places, reported, others }
}

/// The index of an article, from the path of one of its files.
fn article(path: &Path) -> Option<usize> {
    let name = path.as_str().strip_prefix("content/articles/")?;
    name.split('.').next()?.parse().ok()
}

fn tree(files: &Files) -> Tree {
    let file = |(path, text): (&String, &String)| {
        (Path::new(path).expect("a path"), File::Bytes(Arc::from(text.as_bytes())))
    };
    let config = (Path::new("glossator.toml").expect("a path"), File::Bytes(Arc::from(&b""[..])));
    files.iter().map(file).chain([config]).collect()
}

fn settings() -> Settings {
    Settings {
        config: Path::new("glossator.toml").expect("a path"),
        base_url: None,
        drafts: false,
        future: true,
        no_search: false,
        today: Day { year: 2026, month: 1, day: 1 },
    }
}

/// The codes of diagnostics, each once.
pub(crate) fn codes(diagnostics: &[Diagnostic]) -> BTreeSet<&'static str> {
    diagnostics.iter().map(|it| it.code.name).collect()
}
