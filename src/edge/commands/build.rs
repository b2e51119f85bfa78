//! `build` and `check`: the whole pipeline, with or without output.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::base::{Diagnostic, Path, Severity, Sink, codes};
use crate::edge::disk::{Counts, Folder, Packed};
use crate::edge::options::{Options, Outcome};
use crate::edge::sinks::{Nothing, Watching};
use crate::edge::site::{Known, Missing, Place, Read};
use crate::edge::{Failure, disk, terminal};
use crate::pipeline::{self, Model};
use crate::plan;

/// Builds the site. After an error nothing is written, so the last good output stays.
pub(crate) fn build(options: &Options) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let (place, mut read) = understood(options)?;
    if has_errors(&read.model.diagnostics, options) {
        // also render, to report errors of templates in the same run
        let diagnostics = rendered(&read, &Nothing, options)?;
        terminal::print(&denied(diagnostics.clone(), options), &read.tree, options.format);
        return Ok(unwritten(&diagnostics, options));
    }
    place.pictures(&mut read.model, Missing::Make, &Known::default());
    let output = place.output(options, &read.model.value);
    let folder = Folder::open(&place.root, &output, options.force)?;
    let sink: &dyn Sink =
        if options.compress { &Packed(&folder, &read.model.value.plan) } else { &folder };
    let diagnostics = rendered(&read, sink, options)?;
    let is_broken = has_errors(&diagnostics, options);
    terminal::print(&denied(diagnostics.clone(), options), &read.tree, options.format);
    if is_broken {
        return Ok(unwritten(&diagnostics, options));
    }
    let counts = folder.commit()?;
    keep_texts(&place, &read, None, options);
    terminal::detail(options, &format!("wrote {}", output.display()));
    terminal::remark(options, &summary(&read.model.value, Some(counts), started.elapsed()));
    Ok(Outcome::Good)
}

/// Stores the former texts for the next comparison, unless they are unchanged. An annotation without a place keeps the
/// text in which it had one. `only`: just these articles.
pub(crate) fn keep_texts(
    place: &Place,
    read: &Read,
    only: Option<&BTreeSet<&Path>>,
    options: &Options,
) {
    let mut now = pipeline::remember(&read.model.value, &read.former);
    if let Some(only) = only {
        now.articles.retain(|path, _| only.contains(path));
        for (path, snapshots) in &read.former.articles {
            now.articles.entry(path.clone()).or_insert_with(|| snapshots.clone());
        }
    }
    if now != *read.kept
        && let Err(error) = disk::former::keep(&place.root, &now)
    {
        let line = format!("the texts of annotations were not stored for the next build: {error}");
        terminal::remark(options, &line);
    }
}

/// Checks the site; writes nothing.
pub(crate) fn check(options: &Options) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let (place, mut read) = understood(options)?;
    place.pictures(&mut read.model, Missing::Check, &Known::default());
    let sink = Watching::new(&read.model.value);
    let mut diagnostics = rendered(&read, &sink, options)?;
    // not all pages were seen if templates have errors
    if diagnostics.iter().all(|it| !it.code.name.starts_with("template-")) {
        diagnostics.extend(pipeline::audit(&read.model.value, sink.into_seen(), &read.tree));
    }
    diagnostics.extend(pipeline::hints(&read.model.value, &read.former));
    diagnostics.sort();
    let is_broken = has_errors(&diagnostics, options);
    terminal::print(&denied(diagnostics, options), &read.tree, options.format);
    terminal::remark(options, &summary(&read.model.value, None, started.elapsed()));
    Ok(if is_broken { Outcome::Errors } else { Outcome::Good })
}

/// Finds and reads the site, and builds its model.
fn understood(options: &Options) -> Result<(Place, Read), Failure> {
    let place = Place::find(options)?;
    terminal::detail(options, &format!("reading {}", place.root.display()));
    let read = place.read()?;
    terminal::detail(options, &format!("read {} files", read.tree.len()));
    Ok((place, read))
}

/// Renders all pages into a sink; returns all diagnostics, including the model's.
fn rendered(read: &Read, sink: &dyn Sink, options: &Options) -> Result<Vec<Diagnostic>, Failure> {
    let progress = terminal::Progress::of(read.model.value.plan.pages.len(), options);
    let mut diagnostics = read.model.diagnostics.clone();
    let pages = pipeline::build(&read.model.value, sink, &|done| progress.show(done));
    progress.clear();
    diagnostics.extend(pages?);
    diagnostics.sort();
    Ok(diagnostics)
}

fn unwritten(diagnostics: &[Diagnostic], options: &Options) -> Outcome {
    if diagnostics
        .iter()
        .any(|it| [codes::QUOTE_NOT_FOUND, codes::ANNOTATION_MOVED].contains(&it.code))
    {
        terminal::remark(options, "`glossator fix` shows where the words of annotations are now");
    }
    terminal::remark(options, "nothing was written; the output is unchanged");
    Outcome::Errors
}

fn has_errors(diagnostics: &[Diagnostic], options: &Options) -> bool {
    let counts = |it: &Diagnostic| match it.severity {
        Severity::Error => true,
        Severity::Warning => options.deny.is_some(),
        Severity::Note => false,
    };
    diagnostics.iter().any(counts)
}

/// Turns warnings into errors if `--deny warnings`.
fn denied(mut diagnostics: Vec<Diagnostic>, options: &Options) -> Vec<Diagnostic> {
    for diagnostic in diagnostics.iter_mut().filter(|it| it.severity == Severity::Warning) {
        if options.deny.is_some() {
            diagnostic.severity = Severity::Error;
        }
    }
    diagnostics
}

fn summary(model: &Model, counts: Option<Counts>, time: Duration) -> String {
    let site = &model.site;
    let published = site.articles.iter().map(|article| &site.anchored[article.document]);
    let mentions: usize = published.clone().map(|anchored| anchored.mentions.len()).sum();
    let notes: usize = published.map(|anchored| anchored.notes.len()).sum();
    let entities = site.names.entities.iter().filter(|entity| !entity.is_hidden).count();
    let content = format!(
        "{} articles, {entities} entities, {mentions} mentions, {notes} notes",
        site.articles.len()
    );
    let pages = match counts {
        Some(Counts { written, kept, removed }) => {
            format!("{written} pages written, {kept} kept, {removed} removed")
        }
        None => format!("{} pages checked", model.plan.pages.len()),
    };
    let note = plan::left_out(site).map_or(String::new(), |note| format!(" · note: {note}"));
    format!("{content} · {pages} · {:.2} s{note}", time.as_secs_f64())
}
