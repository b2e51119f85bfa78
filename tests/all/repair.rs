//! Proposals of `fix` for random texts and edits: a repaired annotation is where the proposal says, and stays there.

use std::sync::Arc;

use crate::support::{model, settings, tree};
use glossator::anchor::Former;
use glossator::base::{Checked, Range};
use glossator::change::repair::{Decision, Outcome, Proposal};
use glossator::data::edit::apply;
use glossator::pipeline::{self, Memory, Model};
use proptest::prelude::*;

/// A few words, so that they recur; some without spaces between them, some with several code points per letter.
const WORDS: [&str; 14] = [
    "the",
    "envoy",
    "Rome",
    "letter",
    "of",
    "river",
    "old",
    "الرئيس",
    "сказал",
    "大統領は東京",
    "it's",
    "👩‍🚀",
    "cafe\u{301}",
    "3,000",
];

const PATH: &str = "content/articles/a.md";

fn file(notes: &[String], body: &str) -> String {
    format!("+++\ntitle = \"T\"\n{}+++\n{body}\n", notes.concat())
}

/// The id of the annotation of a proposal.
fn id(text: &str, proposal: &Proposal) -> String {
    let before = text[..proposal.span.start as usize].rsplit("id = \"").next().unwrap();
    before.split('"').next().unwrap().to_owned()
}

/// The site with this article, compared with its snapshots.
fn compared(text: &str, former: &Arc<Former>) -> Checked<Model> {
    let mut memory = Memory::of(former.clone());
    let tree = tree(&[("glossator.toml", ""), (PATH, text)]);
    pipeline::remodel(&tree, &settings(), None, &mut memory)
}

fn note(model: &Model, id: &str) -> Option<Range> {
    let notes = model.site.anchored.iter().flat_map(|anchored| &anchored.notes);
    notes.filter(|note| note.id == id).find_map(|note| note.range)
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, usize),
    Delete(usize, usize),
    Replace(usize, usize),
    Break(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let place = 0..400usize;
    let word = 0..WORDS.len();
    let edit = prop_oneof![
        (place.clone(), word.clone()).prop_map(|(at, word)| Edit::Insert(at, word)),
        (place.clone(), 1..12usize).prop_map(|(at, count)| Edit::Delete(at, count)),
        (place.clone(), word).prop_map(|(at, word)| Edit::Replace(at, word)),
        place.prop_map(Edit::Break),
    ];
    prop::collection::vec(edit, 0..12)
}

fn edited(words: &[&'static str], edits: &[Edit]) -> String {
    let mut words = words.to_vec();
    for edit in edits {
        let length = words.len();
        match edit {
            Edit::Insert(at, word) => words.insert(at % (length + 1), WORDS[*word]),
            Edit::Replace(at, word) if length > 0 => words[at % length] = WORDS[*word],
            Edit::Delete(at, count) if length > 0 => {
                let at = at % length;
                words.drain(at..(at + count).min(length));
            }
            Edit::Break(at) => words.insert(at % (length + 1), "\n\n"),
            _ => {}
        }
    }
    words.join(" ")
}

proptest! {
    #![proptest_config(crate::support::law(60))]

    #[test]
    fn repaired_annotations_are_where_the_proposal_says(
        picks in prop::collection::vec(0..WORDS.len(), 5..120),
        spans in prop::collection::vec((0..400usize, 1..6usize), 1..8),
        edits in edits(),
    ) {
        let words: Vec<&'static str> = picks.iter().map(|at| WORDS[*at]).collect();
        let body = words.join(" ");
        let notes: Vec<String> = spans.iter().enumerate().map(|(at, (start, length))| {
            let start = start % words.len();
            let quote = words[start..(start + length).min(words.len())].join(" ");
            let before = words[..start].join(" ").replace('\'', "’");
            // all the text before decides
            format!("[[annotations]]\nid = \"n{at}\"\nquote = {}\nprefix = {} # {at}\nnote = \"n\"\n",
                serde_json::json!(quote), serde_json::json!(if start == 0 { before } else { format!("{before} ") }))
        }).collect();
        let former = model(&[("glossator.toml", ""), (PATH, &file(&notes, &body))]).value;
        let remembered = Arc::new(pipeline::remember(&former, &Former::default()));

        let text = file(&notes, &edited(&words, &edits));
        let now = compared(&text, &remembered);
        let proposals = pipeline::repairs(&now.value, &remembered, Decision::default());
        let now = now.value;
        let mut splices = Vec::new();
        let mut mended = Vec::new();
        for proposal in &proposals {
            if let Outcome::Mend { patch, place, .. } = &proposal.outcome {
                let own = &patch.edits[&proposal.path];
                prop_assert!(!own.is_empty(), "a proposal that changes nothing");
                splices.extend(own.iter().cloned());
                mended.push((id(&text, proposal), *place));
            }
        }
        let fixed = apply(&text, &splices).unwrap();
        let after = model(&[("glossator.toml", ""), (PATH, &fixed)]).value;
        for (id, place) in &mended {
            prop_assert_eq!(note(&after, id), Some(*place), "{} in {}", id, fixed);
        }
        prop_assert_eq!(&after.site.documents[0].body.stream, &now.site.documents[0].body.stream);
        // everything outside the values stays, comments included
        for at in 0..spans.len() {
            let comment = format!(" # {at}\n");
            prop_assert!(fixed.contains(&comment));
        }
        // a repaired annotation needs no further repair, with or without the former text
        let kept = Arc::new(pipeline::remember(&compared(&fixed, &remembered).value, &remembered));
        for known in [&remembered, &kept] {
            let after = compared(&fixed, known);
            for (id, place) in &mended {
                prop_assert_eq!(note(&after.value, id), Some(*place), "{} compared, in {}", id, fixed);
            }
            for proposal in pipeline::repairs(&after.value, known, Decision::default()) {
                let is_lost = matches!(proposal.outcome, Outcome::Lost(_));
                prop_assert!(is_lost, "{} again: {:?}", id(&fixed, &proposal), proposal);
            }
        }
    }
}

/// A sentence: a number that determines its words, its name, and whether that is annotated.
#[derive(Clone, Debug)]
struct Sentence {
    seed: usize,
    name: usize,
    id: Option<usize>,
}

/// Recurring names, in scripts with and without spaces.
const NAMES: [&str; 4] = ["Rome", "Ada Reis", "東京", "دمشق"];

impl Sentence {
    fn text(&self) -> String {
        let word = |at: usize| {
            let number = (self.seed * 31 + at * 7) * 2_654_435_761 % 1_000_003;
            let letter = |by: usize| char::from(b'a' + (number / by % 26) as u8);
            [letter(1), letter(26), letter(676), letter(17_576)].iter().collect::<String>()
        };
        let before: Vec<String> = (0..5).map(word).collect();
        let behind: Vec<String> = (5..10).map(word).collect();
        format!("{} {} {}.", before.join(" "), NAMES[self.name], behind.join(" "))
    }
}

/// The text of some sentences, and the place of the name in each annotated one.
fn text(sentences: &[Sentence]) -> (String, Vec<(usize, Range)>) {
    let (mut out, mut places) = (String::new(), Vec::new());
    for (at, sentence) in sentences.iter().enumerate() {
        // blocks are separated by a newline in the stream, by an empty line in the file
        out.push_str(if at == 0 { "" } else { "\n" });
        let words = sentence.text();
        let name = NAMES[sentence.name];
        let start = out.len() + words.find(name).unwrap();
        places.extend(sentence.id.map(|id| (id, Range::new(start, start + name.len()))));
        out.push_str(&words);
    }
    (out, places)
}

proptest! {
    #![proptest_config(crate::support::law(60))]

    /// Annotations that rely on `occurrence` alone, the weakest selector.
    #[test]
    fn no_successful_build_has_a_moved_annotation(
        names in prop::collection::vec(0..NAMES.len(), 4..30),
        edits in prop::collection::vec((0..4usize, 0..100usize, 0..100usize), 0..6),
    ) {
        let mut sentences: Vec<Sentence> = names.iter().enumerate()
            .map(|(seed, name)| Sentence { seed, name: *name, id: Some(seed) }).collect();
        let (stream, places) = text(&sentences);
        let notes: Vec<String> = places.iter().map(|(id, place)| {
            let quote = &stream[place.of()];
            let number = stream[..place.start as usize].matches(quote).count() + 1;
            format!("[[annotations]]\nid = \"n{id}\"\nquote = {quote:?}\noccurrence = {number}\nnote = \"n\"\n")
        }).collect();
        let article = |stream: &str| file(&notes, &stream.replace('\n', "\n\n"));
        let former = model(&[("glossator.toml", ""), (PATH, &article(&stream))]).value;
        prop_assert_eq!(&*former.site.documents[0].body.stream, &*stream);
        let remembered = Arc::new(pipeline::remember(&former, &Former::default()));

        for (number, (edit, at, to)) in edits.iter().enumerate() {
            let (at, to) = (at % sentences.len(), to % sentences.len());
            match edit {
                0 if sentences.len() > 1 => drop(sentences.remove(at)),
                1 => {
                    let moved = sentences.remove(at);
                    sentences.insert(to, moved);
                }
                _ => {
                    let new = Sentence { seed: 100 + number, name: to % NAMES.len(), id: None };
                    sentences.insert(at, new);
                }
            }
        }
        let (stream, places) = text(&sentences);
        let now = compared(&article(&stream), &remembered);
        for id in 0..names.len() {
            let id_text = format!("n{id}");
            if let Some(found) = note(&now.value, &id_text) {
                let place = places.iter().find(|(known, _)| *known == id).map(|(_, place)| *place);
                prop_assert_eq!(place, Some(found), "{} in {}", id_text, stream);
            }
        }
    }
}
