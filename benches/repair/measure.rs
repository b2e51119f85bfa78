//! Measures one edit on all articles of a language with annotations of one form.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use glossator::base::Range;
use glossator::change::repair::Outcome;

use crate::count::Count;
use crate::drive::{Built, Key, build, codes, mended, rebuild, remember, repairs};
use crate::edits::{Edit, Edited, edited};
use crate::forms::{Files, Form, Written, write};
use crate::language::Language;
use crate::text::Rendered;

/// The articles before the edits: built without errors, with every annotation at its place.
pub(crate) struct Former {
    texts: Vec<Rendered>,
    written: Vec<Written>,
    memory: Arc<glossator::anchor::Former>,
}

impl Former {
    /// Leaves out, and prints, annotations for which a form has no unambiguous selector.
    pub(crate) fn new(language: &Language, form: Form) -> Self {
        let mut texts: Vec<Rendered> = language.texts.iter().map(|text| text.render()).collect();
        loop {
            let written: Vec<Written> = texts.iter().map(|text| write(form, text)).collect();
            let first = build(&files(&written, texts.iter().map(|text| &*text.text)));
            check(&language.tag, &first, texts.iter().map(|text| &*text.text));
            let mut n_dropped = 0;
            for (article, text) in texts.iter_mut().enumerate() {
                let found = |mark| first.places.get(&(article, mark)).copied();
                let is_lost = |(mark, place): &(&u32, &Range)| found(**mark) != Some(**place);
                let lost = text.places.iter().find(is_lost).map(|(mark, place)| (*mark, *place));
                if let Some((mark, place)) = lost {
                    let message = first.reported.get(&(article, mark));
                    println!("{form:?} {}: left out, {message:?}", around(&text.text, place));
                    text.places.remove(&mark);
                    n_dropped += 1;
                }
            }
            if n_dropped == 0 {
                return Self { texts, written, memory: remember(&first.model) };
            }
        }
    }
}

fn files<'a>(written: &[Written], texts: impl Iterator<Item = &'a str>) -> Files {
    let articles = written.iter().zip(texts).enumerate();
    articles.flat_map(|(at, (written, text))| written.files(at, text)).collect()
}

/// Checks that the pipeline reads the texts unchanged.
fn check<'a>(tag: &str, built: &Built, texts: impl Iterator<Item = &'a str>) {
    let articles =
        built.model.site.documents.iter().filter(|it| it.file.path.as_str().ends_with(".md"));
    for (document, text) in articles.zip(texts) {
        let stream = &*document.body.stream;
        if stream != text {
            let at = stream.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| {
                let start = text.floor_char_boundary(at.saturating_sub(40));
                text[start..text.ceil_char_boundary((at + 40).min(text.len()))].to_owned()
            };
            panic!(
                "{tag} {}: {:?} is read as {:?}",
                document.file.path.as_str(),
                around(text),
                around(stream)
            );
        }
    }
    let codes = codes(&built.others);
    assert!(codes.is_empty(), "{tag}: {codes:?}");
}

/// The counts: total, and by remark on the annotation.
#[derive(Default)]
pub(crate) struct Measured {
    pub(crate) all: Count,
    pub(crate) by_remark: BTreeMap<&'static str, Count>,
}

/// Edits the articles, builds and fixes them, and counts the outcomes.
pub(crate) fn measure(
    language: &Language,
    former: &Former,
    (name, edit): (&'static str, Edit),
    show: &mut Show,
) -> Measured {
    let edits: Vec<Edited> =
        (0..language.texts.len()).map(|article| edited(language, article, (name, edit))).collect();
    let texts: Vec<Rendered> = edits.iter().map(|edited| edited.text.render()).collect();
    let files = files(&former.written, texts.iter().map(|text| &*text.text));

    let mut seconds = [0.0; 3];
    let alone = timed(&mut seconds[0], || build(&files));
    let compared = timed(&mut seconds[1], || rebuild(&files, &former.memory));
    check(&language.tag, &compared, texts.iter().map(|text| &*text.text));
    let proposals = timed(&mut seconds[2], || repairs(&compared.model, &former.memory));
    let fixed_files = mended(&files, &proposals);
    let fixed = rebuild(&fixed_files, &former.memory);
    let mut again = repairs(&fixed.model, &former.memory);
    again.retain(|proposal| matches!(proposal.outcome, Outcome::Mend { .. }));

    let mut measured = Measured {
        all: Count { n_articles: texts.len(), second: again.len(), seconds, ..Count::default() },
        by_remark: BTreeMap::new(),
    };
    for (article, was) in former.texts.iter().enumerate() {
        let around_former = language.texts[article].surroundings();
        let around_now = edits[article].text.surroundings();
        for (mark, place) in &was.places {
            let trial = Trial {
                key: (article, *mark),
                former: (&*was.text, *place),
                now: (&*texts[article].text, texts[article].places.get(mark).copied()),
                is_touched: around_former.get(mark) != around_now.get(mark),
                builds: [&alone, &compared, &fixed],
            };
            let remark = edits[article].remarks.get(mark).copied();
            let (count, failures) = trial.count();
            measured.all += count;
            if let Some(remark) = remark {
                *measured.by_remark.entry(remark).or_default() += count;
            }
            let place = format!("{} {name} {article} a{mark}", language.tag);
            for kind in failures {
                show.failure(kind, &place, || trial.describe(remark.unwrap_or_default()));
            }
        }
    }
    for proposal in &again {
        show.failure("second", &language.tag, || format!("  {proposal:?}\n"));
    }
    measured
}

fn timed<T>(seconds: &mut f64, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    *seconds += started.elapsed().as_secs_f64();
    done
}

/// An annotation before and after an edit, with the results of three builds.
struct Trial<'a> {
    key: Key,
    /// The text before the edit, and the place in it.
    former: (&'a str, Range),
    /// The text after the edit, and the place in it, if the words are left.
    now: (&'a str, Option<Range>),
    /// Whether its sentence, or the one before or after it, was changed.
    is_touched: bool,
    /// Without former texts; with them; with them after a fix.
    builds: [&'a Built; 3],
}

impl Trial<'_> {
    /// Its counts, and the kinds of failure.
    fn count(&self) -> (Count, Vec<&'static str>) {
        let truth = self.now.1;
        let [alone, compared, fixed] = self.builds.map(|built| built.place(self.key));
        let is_found = truth.is_some() && alone == Ok(truth);
        let (mut count, mut failures) = (Count::default(), Vec::new());
        let mut fails = |count: &mut usize, kind| {
            *count += 1;
            failures.push(kind);
        };
        if compared.is_ok_and(|found| found.is_none() || found != truth) {
            fails(&mut count.silent, "silent");
        }
        if is_found && compared.is_err() {
            fails(&mut count.alarms, "alarm");
        }
        match (truth, fixed.ok().flatten()) {
            (None, None) => {}
            (None, Some(_)) => fails(&mut count.attached, "attached"),
            (Some(truth), Some(place)) if truth == place => count.right += 1,
            (Some(truth), Some(place)) if truth.start < place.end && place.start < truth.end => {
                fails(&mut count.near, "near");
            }
            (Some(_), Some(_)) => fails(&mut count.wrong, "wrong"),
            (Some(_), None) => fails(&mut count.lost, "lost"),
        }
        count.n_found = usize::from(is_found);
        count.n_kept = usize::from(truth.is_some());
        count.n_deleted = 1 - count.n_kept;
        if self.is_touched && truth.is_some() {
            count.touched = [1, count.right];
        }
        (count, failures)
    }

    fn describe(&self, remark: &str) -> String {
        let now =
            |range: Option<Range>| range.map_or("–".to_owned(), |it| around(self.now.0, it));
        let [alone, compared, fixed] = self.builds.map(|built| match built.place(self.key) {
            Ok(place) => now(place),
            Err(message) => message.to_owned(),
        });
        let was = around(self.former.0, self.former.1);
        let should = now(self.now.1);
        let head = if remark.is_empty() { String::new() } else { format!("  {remark}\n") };
        format!(
            "{head}  was    {was}\n  should {should}\n  alone  {alone}\n  built  {compared}\n  fixed  {fixed}\n"
        )
    }
}

fn around(text: &str, range: Range) -> String {
    let (start, end) = (range.start as usize, range.end as usize);
    let before = text[..start].char_indices().rev().nth(49).map_or(0, |(at, _)| at);
    let after = text[end..].char_indices().nth(50).map_or(text.len(), |(at, _)| end + at);
    format!("{}⟦{}⟧{}", &text[before..start], &text[range.of()], &text[end..after])
        .replace('\n', "¶")
}

/// Prints examples of each kind of failure.
pub(crate) struct Show {
    most: usize,
    form: &'static str,
    shown: BTreeMap<String, usize>,
}

impl Show {
    pub(crate) fn new(most: usize, form: &'static str) -> Self {
        Self { most, form, shown: BTreeMap::new() }
    }

    fn failure(&mut self, kind: &str, place: &str, describe: impl FnOnce() -> String) {
        let shown = self.shown.entry(kind.to_owned()).or_default();
        *shown += 1;
        if *shown <= self.most {
            println!("{kind}: {} {place}\n{}", self.form, describe());
        }
    }
}
