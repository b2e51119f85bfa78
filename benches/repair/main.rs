//! Measures how well annotations survive edits of the text: `cargo bench --bench repair -- [FOLDER] [OPTION…]`.
//!
//! Annotates articles, edits them with known outcomes, builds and fixes them with the whole pipeline, and counts
//! correct annotations. FOLDER has a subfolder per language, named by its tag, with `.txt` files of one paragraph per
//! line (`corpus.py` makes one); without FOLDER articles are generated.
//!
//! Columns, after the number of annotations:
//!
//! - touched: surviving annotations whose sentence, or the one before or after it, was changed;
//! - right, near, wrong, lost: percentages of surviving annotations after the fix: at exactly the right place,
//!   overlapping it, elsewhere without a report, without a place or reported;
//! - attached: percentage of deleted annotations with a place after the fix, without a report;
//! - false alarm: percentage of the annotations whose selector finds the right place on its own that a build reports;
//! - silent: number of annotations that a build misplaces or drops without a report; must be 0;
//! - 2nd fix: number of annotations that a second fix would change; must be 0;
//! - milliseconds per article: a build without former texts, a build with them, and finding repairs.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a bench is an edge"
)]

mod count;
mod dice;
mod drive;
mod edits;
mod forms;
mod language;
mod measure;
mod place;
mod text;

use std::collections::BTreeMap;
use std::path::PathBuf;

use count::{Count, table};
use edits::EDITS;
use forms::FORMS;
use measure::{Former, Measured, Show, measure};

const USAGE: &str = "cargo bench --bench repair -- [FOLDER] [--edit NAME] [--form NAME] [--lang TAG] \
[--articles N] [--show N]";

#[derive(Default)]
struct Options {
    folder: Option<PathBuf>,
    edit: Option<String>,
    form: Option<String>,
    lang: Option<String>,
    articles: Option<usize>,
    show: usize,
}

fn main() {
    let options = options();
    let limit = options.articles.unwrap_or(30);
    let languages = match &options.folder {
        Some(folder) => language::read(folder, options.lang.as_deref(), limit),
        None => language::generated(limit),
    };
    let is_asked = |asked: &Option<String>, name: &str| asked.as_ref().is_none_or(|it| it == name);
    // the edit that does nothing is measured only on request
    let is_measured = |name: &str| options.edit.is_some() || name != "none";
    let edits = EDITS.iter().filter(|(name, _)| is_asked(&options.edit, name) && is_measured(name));
    let edits: Vec<_> = edits.copied().collect();
    let forms: Vec<_> = FORMS.iter().filter(|(name, _)| is_asked(&options.form, name)).collect();
    if languages.is_empty() || edits.is_empty() || forms.is_empty() {
        eprintln!("nothing to measure\nusage: {USAGE}");
        std::process::exit(2);
    }
    for language in &languages {
        let n: usize = language.texts.iter().map(|text| text.marks().len()).sum();
        println!("{}: {} articles, {n} annotations", language.tag, language.texts.len());
    }
    for (form_name, form) in forms {
        let mut show = Show::new(options.show, form_name);
        let mut table = Tables::new(&edits.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for language in &languages {
            let former = Former::new(language, *form);
            for (at, edit) in edits.iter().enumerate() {
                table.add(at, &language.tag, measure(language, &former, *edit, &mut show));
            }
        }
        table.print(form_name);
    }
}

/// The counts of one form.
struct Tables<'a> {
    /// By edit, then by language.
    counts: Vec<(&'static str, Vec<(&'a str, Count)>)>,
    by_remark: BTreeMap<&'static str, Count>,
}

impl<'a> Tables<'a> {
    fn new(edits: &[&'static str]) -> Self {
        let counts = edits.iter().map(|name| (*name, Vec::new())).collect();
        Self { counts, by_remark: BTreeMap::new() }
    }

    fn add(&mut self, edit: usize, language: &'a str, measured: Measured) {
        self.counts[edit].1.push((language, measured.all));
        for (remark, count) in measured.by_remark {
            *self.by_remark.entry(remark).or_default() += count;
        }
    }

    /// Prints the heaviest edit by language, then all edits, then the kinds of twins.
    fn print(&self, form: &str) {
        let heavy = self.counts.iter().find(|(name, _)| *name == "heavy");
        let (name, rows) = heavy.unwrap_or(&self.counts[0]);
        println!("\n## {form}: {name}\n\n{}", table("language", rows));
        if self.counts.len() > 1 {
            let sum = |counts: &[(&str, Count)]| {
                let mut sum = Count::default();
                counts.iter().for_each(|(_, count)| sum += *count);
                sum
            };
            let rows: Vec<_> =
                self.counts.iter().map(|(name, counts)| (*name, sum(counts))).collect();
            println!("## {form}: all languages\n\n{}", table("edit", &rows));
        }
        if !self.by_remark.is_empty() {
            let rows: Vec<_> = self.by_remark.iter().map(|(name, count)| (*name, *count)).collect();
            println!("## {form}: annotations with a twin\n\n{}", table("twin", &rows));
        }
    }
}

fn options() -> Options {
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments.next().unwrap_or_else(|| {
                eprintln!("`{argument}` needs a value\nusage: {USAGE}");
                std::process::exit(2);
            })
        };
        match &*argument {
            // added by cargo
            "--bench" => {}
            "--edit" => options.edit = Some(value()),
            "--form" => options.form = Some(value()),
            "--lang" => options.lang = Some(value()),
            "--articles" => options.articles = Some(value().parse().unwrap()),
            "--show" => options.show = value().parse().unwrap(),
            _ if argument.starts_with('-') => {
                eprintln!("unknown option `{argument}`\nusage: {USAGE}");
                std::process::exit(2);
            }
            _ => options.folder = Some(argument.into()),
        }
    }
    options
}
