//! What a text says it names, and the mentions that follow from it.

use crate::anchor::byname::{Explicit, Match, Rules, matches};
use crate::anchor::gather::Gathering;
use crate::anchor::{Mention, Origin, troubles};
use crate::names::fold::fold;
use crate::names::{Agent, EntityIx, Forms, Wiki};
use crate::parse::Document;
use crate::parse::matter::{Matter, Naming};
use crate::source::config::Scope;

impl<'a> Gathering<'a> {
    /// Resolves whom and what the text says it names, and who wrote it.
    pub(crate) fn named(&mut self, naming: &'a Naming) {
        let path = self.path();
        let own = naming.about.iter().chain(&naming.entities).map(|id| (path, id));
        let beside = self.sidecar();
        let beside = beside
            .iter()
            .flat_map(|(path, sidecar)| sidecar.naming.entities.iter().map(move |id| (*path, id)));
        for (path, id) in own.chain(beside) {
            if let Some(entity) = self.names.refer(id, path, &mut self.told)
                && !self.listed.contains(&entity)
            {
                self.listed.push(entity);
            }
        }
        let is_shown = |entity: &EntityIx| !self.names.entity(*entity).is_hidden;
        self.anchored.entities = self.listed.iter().copied().filter(is_shown).collect();
        for id in &naming.about {
            let entity = self.names.by_id(&id.value);
            let entity = entity.and_then(|entity| self.visible(entity, path, id.span));
            self.anchored.about.extend(entity);
        }
        self.anchored.about = first_of_each(&self.anchored.about);
        if let Matter::Article(article) = &self.document().matter {
            for author in &article.authors {
                let agent = self.agent(author, path, Origin::FrontMatter);
                self.anchored.authors.extend(agent);
            }
            let publisher = article.origin.as_ref().and_then(|origin| origin.publisher.as_ref());
            if let Some(publisher) = publisher {
                self.names.agent(publisher, path, &mut self.told);
            }
        }
    }

    /// Names and forms in the text become mentions.
    pub(crate) fn by_name(&mut self, naming: &'a Naming) {
        let document = self.document();
        let scope = naming.scope.unwrap_or(self.config.linking.scope);
        let tag = document.language(self.config);
        let own = self.forms(naming, scope, tag);
        let site = match scope {
            Scope::Site => self.names.lexicon(tag).map(|forms| &**forms),
            Scope::Article | Scope::None => None,
        };
        let barred = self.barred(document);
        self.again((&own, site), &barred);
        if own.is_empty() && site.is_none() {
            return;
        }
        for found in self.matches((&own, site), &barred) {
            self.found(found);
        }
    }

    /// Adds the mentions that our own export had by name, but for those that a name says again.
    fn again(&mut self, forms: (&Forms, Option<&Forms>), barred: &[crate::base::Range]) {
        let written = std::mem::take(&mut self.by_name);
        if written.is_empty() {
            return;
        }
        let is_said = |found: &[Match], mention: &Mention| {
            found.iter().any(|it| it.range == mention.range && it.entities == [mention.entity])
        };
        let found = self.matches(forms, barred);
        let (mut named, own) = written.into_iter().partition(|it| is_said(&found, it));
        self.mark(own);
        // what is marked now may stand in the way of a name
        let found = self.matches(forms, barred);
        named.retain(|it| !is_said(&found, it));
        self.mark(named);
    }

    /// Adds mentions that an author marked.
    pub(crate) fn mark(&mut self, mentions: Vec<Mention>) {
        self.marked.extend(mentions.iter().map(|it| (it.range, it.entity)));
        self.anchored.mentions.extend(mentions);
    }

    /// Where forms stand: the text's own, and those of the site.
    pub(crate) fn matches(
        &self,
        (own, site): (&Forms, Option<&Forms>),
        barred: &[crate::base::Range],
    ) -> Vec<Match> {
        let mut explicit: Vec<Explicit> = self.marked.clone();
        explicit.sort();
        let rules = Rules {
            own,
            site,
            explicit: &explicit,
            barred,
            headings: self.config.linking.headings,
            min_length: self.config.linking.min_length,
        };
        matches(&self.document().body, &self.sought, &rules)
    }

    /// Ranges without matches: code and links, those written as wikilinks too; sorted, none overlaps another.
    pub(crate) fn barred(&self, document: &Document) -> Vec<crate::base::Range> {
        let mut barred = document.body.barred.clone();
        let files = document.body.inline.iter().filter(|inline| {
            inline.is_wiki && matches!(self.names.wiki(&inline.target), Wiki::File { .. })
        });
        barred.extend(files.map(|inline| inline.range));
        barred.sort();
        barred
    }

    /// A name in the text: a mention where it is clear whose, and the site shows that entity.
    fn found(&mut self, found: Match) {
        let document = self.document();
        let place = |range| crate::parse::locate(document, range, self.config);
        let [entity] = found.entities[..] else {
            let form = self.form(&found);
            if self.unclear.insert(fold(&form)) {
                let at = (self.path(), place(found.range));
                self.told.push(troubles::name_ambiguous(self.names, at, &form, &found.entities));
            }
            return;
        };
        if self.names.entity(entity).is_hidden {
            if self.hidden.insert(entity) {
                let span = place(found.range);
                self.visible(entity, self.path(), span);
            }
            return;
        }
        self.anchored.mentions.push(Mention {
            entity,
            range: found.range,
            origin: Origin::Name,
            // Whether it becomes a link is settled when all mentions are known.
            is_linked: !found.is_nested,
            certainty: None,
            annotation: None,
        });
    }

    /// The name that was found, as `mentions` would have it.
    fn form(&self, found: &Match) -> String {
        let words = &self.sought.stream()[found.range.of()];
        let mut letters = words.chars();
        match letters.next() {
            Some(first) if found.is_lowered => first.to_lowercase().chain(letters).collect(),
            _ => words.to_owned(),
        }
    }

    /// The text's own forms: names of what it lists, and what `mentions` settles, front matter first.
    pub(crate) fn forms(&mut self, naming: &Naming, scope: Scope, tag: &str) -> Forms {
        let mut forms = Forms::default();
        if scope != Scope::None {
            for entity in &self.listed {
                for form in self.names.entity(*entity).forms(tag) {
                    forms.add(form, *entity);
                }
            }
        }
        let path = self.path();
        let beside = self.sidecar();
        let own = naming.mentions.iter().map(|mention| (path, mention));
        let beside = beside.iter().flat_map(|(path, sidecar)| {
            sidecar.naming.mentions.iter().map(move |mention| (*path, mention))
        });
        for (path, (form, meaning)) in own.chain(beside) {
            let entity = match meaning {
                None => None,
                Some(id) => match self.names.refer(id, path, &mut self.told) {
                    None => continue,
                    found => found,
                },
            };
            forms.settle(&form.value, entity);
        }
        forms
    }
}

fn first_of_each(entities: &[EntityIx]) -> Vec<EntityIx> {
    let mut seen = Vec::new();
    for entity in entities {
        if !seen.contains(entity) {
            seen.push(*entity);
        }
    }
    seen
}

impl Agent {
    /// The entity, if it is one.
    pub fn entity(&self) -> Option<EntityIx> {
        match self {
            Self::Entity(entity) => Some(*entity),
            Self::Named(_) => None,
        }
    }
}
