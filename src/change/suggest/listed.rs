//! Suggests entities for an article from the names of the site.

use std::collections::{BTreeMap, BTreeSet};

use crate::anchor::{NamesIn, Text, names_in};
use crate::base::{Path, Range, Span};
use crate::change::suggest::evidence::{Doubt, Evidence};
use crate::change::suggest::runs::{Reading, Vocabularies};
use crate::names::fold::fold;
use crate::names::{EntityIx, Forms, Names};
use crate::parse::locate_each;
use crate::parse::matter::Matter;
use crate::source::Config;
use crate::source::config::BaseType;

/// Suggestions for one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The article.
    pub article: Path,
    /// Entities whose names are in the text, most frequent first, then by id.
    pub proposed: Vec<Proposed>,
    /// Entities with doubts about every place, with the first doubt; in the same order.
    pub doubtful: Vec<(Proposed, Doubt)>,
    /// Ambiguous names, by place.
    pub unclear: Vec<Unclear>,
}

impl Suggestion {
    /// Whether there are no suggestions.
    pub fn is_empty(&self) -> bool {
        self.proposed.is_empty() && self.doubtful.is_empty() && self.unclear.is_empty()
    }
}

/// An entity that the article names and does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The entity.
    pub entity: EntityIx,
    /// Its names in the text, each once with its number of places, most frequent first.
    pub forms: Vec<(String, usize)>,
    /// Ranges in the text stream, in order.
    pub places: Vec<Range>,
    /// First place, in the article's file.
    pub span: Span,
}

/// A name that several entities have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The name as it appears in the text.
    pub form: String,
    /// The entities it may mean, by id.
    pub candidates: Vec<EntityIx>,
    /// Ranges in the text stream, in order.
    pub places: Vec<Range>,
    /// First place, in the article's file.
    pub span: Span,
}

/// Suggestions from the names of `lexicon`, and every range that is taken: by names, marks, code and links.
pub fn suggest(
    text: &Text<'_>,
    names: &Names,
    lexicon: &Forms,
    reading: &Reading<'_>,
    vocabularies: &Vocabularies<'_>,
    config: &Config,
) -> (Suggestion, Vec<Range>) {
    let NamesIn { matches, listed, marked, mut barred } = names_in(text, names, lexicon, config);
    let stream = &*text.document.body.stream;
    let tag = reading.tag;
    let vocabulary = vocabularies.of(tag);
    let named: Vec<Range> = matches.iter().map(|found| found.range).collect();
    let evidence = Evidence { stream, tag, runs: &reading.runs, named: &named, vocabulary };
    let mut proposed: BTreeMap<EntityIx, (BTreeMap<&str, usize>, Vec<Range>)> = BTreeMap::new();
    let mut unclear: BTreeMap<&[EntityIx], (&str, Vec<Range>)> = BTreeMap::new();
    let naming = match &text.document.matter {
        Matter::Article(article) => Some(&article.naming),
        _ => None,
    };
    // forms in the article's own `mentions` are already marked
    let settled: BTreeSet<String> = naming
        .into_iter()
        .flat_map(|naming| &naming.mentions)
        .filter(|(_, meaning)| meaning.is_some())
        .map(|(form, _)| fold(&form.value))
        .collect();
    for found in &matches {
        let words = &stream[found.range.of()];
        if !settled.is_empty() && settled.contains(&fold(words)) {
            continue;
        }
        match found.entities[..] {
            [entity] if listed.contains(&entity) || names.entity(entity).is_hidden => {}
            [entity] => {
                let (forms, places) = proposed.entry(entity).or_default();
                *forms.entry(words).or_default() += 1;
                places.push(found.range);
            }
            _ if found.entities.iter().any(|entity| listed.contains(entity)) => {}
            _ => {
                let (_, places) = unclear.entry(&found.entities).or_insert((words, Vec::new()));
                places.push(found.range);
            }
        }
    }
    let places = proposed.values().map(|(_, places)| places);
    let places = places.chain(unclear.values().map(|(_, places)| places));
    let firsts: Vec<Range> = places.map(|places| places[0]).collect();
    let mut spans =
        if firsts.is_empty() { Vec::new() } else { locate_each(text.document, &firsts, config) }
            .into_iter();
    let mut proposed: Vec<Proposed> = proposed
        .into_iter()
        .map(|(entity, (forms, places))| {
            let mut forms: Vec<(String, usize)> =
                forms.into_iter().map(|(form, count)| (form.replace('\n', " "), count)).collect();
            forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            Proposed { entity, forms, places, span: spans.next().unwrap_or_default() }
        })
        .collect();
    proposed.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then(a.entity.cmp(&b.entity)));
    let (mut sure, mut doubtful) = (Vec::new(), Vec::new());
    for proposed in proposed {
        let entity = names.entity(proposed.entity);
        let is_person = config.types[entity.kind].base == BaseType::Person;
        match evidence.against(&proposed.places, entity.forms(tag), is_person) {
            Some(doubt) => doubtful.push((proposed, doubt)),
            None => sure.push(proposed),
        }
    }
    let mut unclear: Vec<Unclear> = unclear
        .into_iter()
        .map(|(candidates, (form, places))| Unclear {
            form: form.to_owned(),
            candidates: candidates.to_vec(),
            places,
            span: spans.next().unwrap_or_default(),
        })
        .collect();
    unclear.sort_by_key(|unclear| unclear.span);
    // excluded forms are not unknown names
    if let Some(naming) = naming {
        let never = naming.mentions.iter().filter(|(_, meaning)| meaning.is_none());
        for (form, _) in never.filter(|(form, _)| !form.value.is_empty()) {
            let places = stream.match_indices(form.value.as_str());
            barred.extend(places.map(|(at, form)| Range::new(at, at + form.len())));
        }
    }
    barred.extend(matches.iter().map(|found| found.range));
    barred.extend(marked.iter().map(|(range, _)| *range));
    barred.sort();
    let article = text.document.file.path.clone();
    (Suggestion { article, proposed: sure, doubtful, unclear }, barred)
}
