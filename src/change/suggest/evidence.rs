//! Evidence that a name in a text does not mean an entity: the words around it, and the site's usage elsewhere.

use std::sync::Arc;

use crate::base::Range;
use crate::change::suggest::runs::{
    PARTICLES, Run, Vocabulary, is_capital, is_capitals, is_common, is_name,
};
use crate::change::suggest::words::Words;

/// Why a name in a text may not mean an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is part of this longer name of something else.
    Longer(String),
    /// It may be a common word: a date, a title, or a word that the site mostly writes in lower case.
    Word,
}

/// Evidence from one text.
pub(crate) struct Evidence<'a> {
    pub(crate) stream: &'a str,
    /// Language of the text.
    pub(crate) tag: &'a str,
    /// Its runs of capitalised words.
    pub(crate) runs: &'a [Run],
    /// Ranges of names of the site, sorted.
    pub(crate) named: &'a [Range],
    /// Word counts over all texts of its language.
    pub(crate) vocabulary: &'a Vocabulary<'a>,
}

impl Evidence<'_> {
    /// The doubt about the first of these places, if each is doubtful, for an entity with these names that is a person
    /// or not.
    pub(crate) fn against(
        &self,
        places: &[Range],
        forms: &[Arc<str>],
        is_person: bool,
    ) -> Option<Doubt> {
        let doubts: Vec<Option<Doubt>> =
            places.iter().map(|place| self.doubt(*place, forms)).collect();
        let texts_and_doubts = || places.iter().map(|place| self.text(*place)).zip(&doubts);
        // Smith is the Adam Smith of the same text
        let is_other_entity = |place: Range| {
            let name = self.text(place);
            let is_longer = |doubt: &Option<Doubt>| matches!(doubt, Some(Doubt::Longer(_)));
            let is_other =
                |(other, doubt): (&str, &Option<Doubt>)| other == name && is_longer(doubt);
            is_person && is_part(name, forms) && texts_and_doubts().any(is_other)
        };
        let mut sure = places.iter().zip(&doubts).filter(|(_, doubt)| doubt.is_none());
        if sure.any(|(place, _)| !is_other_entity(*place) || self.is_own(*place, forms)) {
            return None;
        }
        doubts.into_iter().flatten().next()
    }

    /// The doubt about one place for an entity with these names.
    fn doubt(&self, place: Range, forms: &[Arc<str>]) -> Option<Doubt> {
        let name = self.text(place);
        // a name of several words is not ambiguous
        if name.contains([' ', '\n']) {
            return None;
        }
        if let Some(longer) = self.longer(place, forms) {
            return Some(Doubt::Longer(longer));
        }
        if !is_capital(name) || name.contains('-') {
            return None;
        }
        let words = Words::of(self.tag);
        // the word of a people as alias of a language, a country, an airline
        let is_peoples = || words.leads(name) && forms.first().is_none_or(|own| **own != *name);
        let is_word = words.is_plain(name)
            || is_peoples()
            || (!is_capitals(name) && is_common(self.vocabulary, name));
        is_word.then_some(Doubt::Word)
    }

    /// The longer name around a place, unless it is a name of the entity.
    fn longer(&self, place: Range, forms: &[Arc<str>]) -> Option<String> {
        let run = self.run(place)?;
        let before = &run.words[..run.words.partition_point(|word| word.end <= place.start)];
        let after = run.words.iter().find(|word| word.start >= place.end);
        let is_alone = self.leads(before, run.is_opening) && after.is_none_or(|it| self.ends(it));
        let is_its = is_alone
            || self.is_among_nouns(place)
            || self.is_acronym(place, run)
            || self.is_own(place, forms);
        (!is_its).then(|| self.text(run.range()).to_owned())
    }

    /// Whether the capitalised words before a name are not part of it.
    fn leads(&self, before: &[Range], is_opening: bool) -> bool {
        let words = Words::of(self.tag);
        let joins = |word: &&Range| PARTICLES.contains(&self.text(**word));
        // `Assad of Syria` does mention Syria
        let named = before.iter().rev().find(|word| !joins(word)).is_some_and(|last| {
            before.last().is_some_and(|word| joins(&word))
                && self.named.iter().any(|named| named.contains(*last))
        });
        let leads = |(at, range): (usize, &Range)| {
            let word = self.text(*range);
            let opens = at == 0 && is_opening && !is_name(self.vocabulary, word);
            opens || words.leads(word) || joins(&range)
        };
        named || before.iter().enumerate().all(leads)
    }

    /// Whether a capitalised word after a name is not part of it.
    fn ends(&self, after: &Range) -> bool {
        let (words, word) = (Words::of(self.tag), self.text(*after));
        words.is_title(word) || words.is_date(word)
    }

    /// Whether the neighbours may be plain nouns, in a language that capitalises nouns: then only a hyphen joins.
    fn is_among_nouns(&self, place: Range) -> bool {
        let (before, after) = self.stream.split_at(place.start as usize);
        let after = &after[(place.end - place.start) as usize..];
        let hyphens = ['-', '‑'];
        Words::of(self.tag).has_noun_capitals()
            && !(before.ends_with(hyphens) || after.starts_with(hyphens))
    }

    /// Whether a name is an acronym (`NASA Center` mentions NASA), unless the whole run is in capitals.
    fn is_acronym(&self, place: Range, run: &Run) -> bool {
        let name = self.text(place);
        is_capitals(name)
            && name.chars().nth(2).is_some()
            && !run.words.iter().all(|word| is_capitals(self.text(*word)))
    }

    /// Whether a place has a longer name of the entity, possibly with other words in between.
    fn is_own(&self, place: Range, forms: &[Arc<str>]) -> bool {
        let Some(run) = self.run(place) else { return false };
        let has = |part: &str| run.words.iter().any(|word| self.text(*word) == part);
        let is_here = |form: &Arc<str>| {
            form.len() > self.text(place).len()
                && form.contains(' ')
                && form.split([' ', '-']).filter(|part| is_capital(part)).all(has)
        };
        forms.iter().any(is_here)
    }

    /// The run of capitalised words around a place.
    fn run(&self, place: Range) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.end() <= place.start);
        self.runs.get(next).filter(|run| run.words[0].start < place.end)
    }

    fn text(&self, place: Range) -> &str {
        &self.stream[place.of()]
    }
}

/// Whether a word is part of a longer name of an entity.
fn is_part(word: &str, forms: &[Arc<str>]) -> bool {
    let has = |form: &Arc<str>| form.contains(' ') && form.split([' ', '-']).any(|it| it == word);
    forms.iter().any(has)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Doubt, Evidence};
    use crate::base::Range;
    use crate::change::suggest::runs::{Reading, Vocabularies, add};

    /// The doubt about the first of these names in a text.
    fn doubt(tag: &str, forms: &[&str], is_person: bool, text: &str) -> Option<Doubt> {
        let mut readings = [Reading { tag, ..Reading::default() }];
        add(&mut readings[0], text, 0);
        let vocabularies = Vocabularies::of_all(&mut readings);
        let places = text.match_indices(forms[0]);
        let places: Vec<Range> = places.map(|(at, name)| Range::new(at, at + name.len())).collect();
        let named = text.match_indices("Assad").map(|(at, it)| Range::new(at, at + it.len()));
        let named: Vec<Range> = named.collect();
        let vocabulary = vocabularies.of(tag);
        let runs = &readings[0].runs;
        let evidence = Evidence { stream: text, tag, runs, named: &named, vocabulary };
        // with several forms, the first is an alias
        let mut forms: Vec<Arc<str>> = forms.iter().map(|form| Arc::from(*form)).collect();
        forms.reverse();
        evidence.against(&places, &forms, is_person)
    }

    #[test]
    fn a_longer_name_belongs_to_another_entity() {
        let check = |forms: &[&str], text: &str, expected: Option<&str>| {
            let expected = expected.map(|name| Doubt::Longer(name.into()));
            assert_eq!(doubt("en", forms, true, text), expected, "{text}");
        };
        check(&["London"], "it was Jack London here", Some("Jack London"));
        check(&["London"], "by Jack London, in London", None);
        check(&["Washington"], "the Washington Post of", Some("Washington Post"));
        check(&["England"], "the Bank of England", Some("Bank of England"));
        check(&["Ross"], "with Bailey-Ross here", Some("Bailey-Ross"));
        check(&["Bush"], "for George W. Bush", Some("George W. Bush"));
        // another place, title, people, day, start of a sentence, possessive
        check(&["Paris"], "in London, Paris, Rome", None);
        check(&["Assad"], "as President Assad and Mr. Assad said", None);
        check(&["Spain"], "the King of Spain", None);
        check(&["Syria"], "by Bashar al-Assad of Syria", None);
        check(&["Putin"], "for Russian President Putin", None);
        check(&["Paris"], "to Paris Monday", None);
        check(&["London"], "Yesterday London slept", None);
        check(&["London"], "he saw Mara’s London", None);
        // its own longer name; an acronym, unless all words are in capitals
        check(&["Trump", "Donald Trump"], "of Donald John Trump", None);
        check(&["New York"], "the New York Times", None);
        check(&["NASA"], "a NASA Center", None);
        check(&["NASA"], "THE NASA CENTER", Some("THE NASA CENTER"));
        // Smith is Adam Smith, unless the full name of the other Smith is there too
        check(&["Smith", "Jo Smith"], "by Adam Smith. So Smith", Some("Adam Smith"));
        check(&["Smith", "Jo Smith"], "by Adam Smith, Jo Smith. So Smith", None);
    }

    #[test]
    fn a_common_word_is_not_a_name() {
        let check = |forms: &[&str], text: &str, expected: bool| {
            let found = doubt("en", forms, false, text);
            assert_eq!(found, expected.then_some(Doubt::Word), "{text}");
        };
        check(&["Will", "Will Roe"], "he will see. Will came, as they will", true);
        check(&["Will", "Will Roe"], "he will see that Will and Will", false);
        check(&["May", "Theresa May"], "here in May", true);
        check(&["President"], "and the President spoke", true);
        check(&["American", "American Airlines"], "an American poet", true);
        check(&["English"], "he speaks English", false);
        check(&["water"], "so water and Water", false);
        check(&["AI"], "the ai of an AI", false);
        check(&["Will of Rome"], "a will. Will of Rome", false);
    }

    #[test]
    fn other_languages_lose_nothing() {
        let check = |tag: &str, name: &str, text: &str, expected: Option<Doubt>| {
            assert_eq!(doubt(tag, &[name], false, text), expected, "{text}");
        };
        check("ja", "シリア", "彼はシリアに行った。", None);
        check("ar", "سوريا", "إن سوريا بخير", None);
        check("de", "London", "in der Stadt London Häuser, das London von heute", None);
        let longer = Doubt::Longer("London-Marathon".into());
        check("de", "London", "beim London-Marathon", Some(longer));
        check("fr", "Mars", "en Mars", Some(Doubt::Word));
        check("fr", "Europe", "à l’Europe de", None);
    }
}
