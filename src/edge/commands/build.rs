//! `build` and `check`: the same chain, into a folder and into nothing.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::base::{Diagnostic, Path, Severity, Sink};
use crate::edge::disk::{Counts, Folder, Packed};
use crate::edge::options::{Options, Outcome};
use crate::edge::sinks::{Nothing, Watching};
use crate::edge::site::{Known, Missing, Place, Read};
use crate::edge::{Failure, disk, terminal};
use crate::pipeline::{self, Model};
use crate::plan;

/// Builds the site. With an error nothing is written: the last good output stays.
pub(crate) fn build(options: &Options) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let (place, mut read) = understood(options)?;
    if has_errors(&read.model.diagnostics, options) {
        // templates may have errors of their own: one run tells them all
        let told = rendered(&read, &Nothing, options)?;
        terminal::print(&denied(told.clone(), options), &read.tree, options.format);
        return Ok(unwritten(&told, options));
    }
    place.pictures(&mut read.model, Missing::Make, &Known::default());
    let output = place.output(options, &read.model.value);
    let folder = Folder::open(&place.root, &output, options.force)?;
    let sink: &dyn Sink =
        if options.compress { &Packed(&folder, &read.model.value.plan) } else { &folder };
    let told = rendered(&read, sink, options)?;
    let is_broken = has_errors(&told, options);
    terminal::print(&denied(told.clone(), options), &read.tree, options.format);
    if is_broken {
        return Ok(unwritten(&told, options));
    }
    let counts = folder.commit()?;
    keep_texts(&place, &read, None, options);
    terminal::detail(options, &format!("wrote {}", output.display()));
    terminal::remark(options, &summary(&read.model.value, Some(counts), started.elapsed()));
    Ok(Outcome::Good)
}

/// Keeps what texts are to be compared with, where it is not kept already. An annotation without a place keeps the text
/// in which it had one.
/// `only`: of these articles alone.
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
        let line = format!("the texts of annotations are not kept for the next build: {error}");
        terminal::remark(options, &line);
    }
}

/// Looks for problems; writes nothing.
pub(crate) fn check(options: &Options) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let (place, mut read) = understood(options)?;
    place.pictures(&mut read.model, Missing::Look, &Known::default());
    let sink = Watching::new(&read.model.value);
    let mut told = rendered(&read, &sink, options)?;
    // of a broken site not all pages were seen
    if told.iter().all(|told| !told.code.starts_with("template-")) {
        told.extend(pipeline::audit(&read.model.value, sink.into_seen(), &read.tree));
    }
    told.extend(pipeline::hints(&read.model.value, &read.former));
    told.sort();
    let is_broken = has_errors(&told, options);
    terminal::print(&denied(told, options), &read.tree, options.format);
    terminal::remark(options, &summary(&read.model.value, None, started.elapsed()));
    Ok(if is_broken { Outcome::Errors } else { Outcome::Good })
}

/// Finds, reads and understands the site.
fn understood(options: &Options) -> Result<(Place, Read), Failure> {
    let place = Place::find(options)?;
    terminal::detail(options, &format!("reading {}", place.root.display()));
    let read = place.read()?;
    terminal::detail(options, &format!("read {} files", read.tree.len()));
    Ok((place, read))
}

/// Renders all pages into a sink; all diagnostics, the model's included.
fn rendered(read: &Read, sink: &dyn Sink, options: &Options) -> Result<Vec<Diagnostic>, Failure> {
    let progress = terminal::Progress::of(read.model.value.plan.pages.len(), options);
    let mut told = read.model.diagnostics.clone();
    let pages = pipeline::build(&read.model.value, sink, &|done| progress.show(done));
    progress.clear();
    told.extend(pages?);
    told.sort();
    Ok(told)
}

fn unwritten(told: &[Diagnostic], options: &Options) -> Outcome {
    if told.iter().any(|told| matches!(told.code, "quote-not-found" | "annotation-moved")) {
        terminal::remark(options, "`glossator fix` shows where the words of annotations went");
    }
    terminal::remark(options, "nothing was written; the output is as it was");
    Outcome::Errors
}

fn has_errors(told: &[Diagnostic], options: &Options) -> bool {
    let counts = |told: &Diagnostic| match told.severity {
        Severity::Error => true,
        Severity::Warning => options.deny.is_some(),
        Severity::Note => false,
    };
    told.iter().any(counts)
}

/// With `--deny warnings` they are errors.
fn denied(mut told: Vec<Diagnostic>, options: &Options) -> Vec<Diagnostic> {
    for told in told.iter_mut().filter(|told| told.severity == Severity::Warning) {
        if options.deny.is_some() {
            told.severity = Severity::Error;
        }
    }
    told
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
