//! Entities that a text lists, and mentions found by name.

use crate::anchor::byname::{Explicit, Match, Rules, matches};
use crate::anchor::gather::Gathering;
use crate::anchor::{Mention, Origin, diagnostics};
use crate::base::{Range, Spanned};
use crate::names::fold::fold;
use crate::names::{Agent, EntityIx, Forms, Wiki};
use crate::parse::Document;
use crate::parse::matter::{Matter, Naming};
use crate::source::config::Scope;

impl<'a> Gathering<'a> {
    /// Resolves the entities that the text lists, and its authors.
    pub(crate) fn named(&mut self, naming: &'a Naming) {
        let path = self.path();
        let own = naming.about.iter().chain(&naming.entities).map(|id| (path, id));
        let sidecars = self.sidecar();
        let sidecars = sidecars
            .iter()
            .flat_map(|(path, sidecar)| sidecar.naming.entities.iter().map(move |id| (*path, id)));
        for (path, id) in own.chain(sidecars) {
            if let Some(entity) = self.names.refer(id, path, &mut self.diagnostics)
                && !self.listed.contains(&entity)
            {
                self.listed.push(entity);
            }
        }
        let is_shown = |entity: &EntityIx| !self.names.entity(*entity).is_hidden;
        self.anchored.entities = self.listed.iter().copied().filter(is_shown).collect();
        for id in &naming.about {
            let entity = self.names.by_id(&id.value);
            let shown = entity.and_then(|entity| self.visible(entity, path, id.span));
            let about = &mut self.anchored.about;
            about.extend(shown.filter(|entity| !about.contains(entity)));
        }
        if let Matter::Article(article) = &self.document().matter {
            for author in &article.authors {
                let agent = self.agent(author, path, Origin::FrontMatter);
                self.anchored.authors.extend(agent);
            }
            let publisher = article.origin.as_ref().and_then(|origin| origin.publisher.as_ref());
            if let Some(publisher) = publisher {
                self.names.agent(publisher, path, &mut self.diagnostics);
            }
        }
    }

    /// Turns names found in the text into mentions.
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
        self.restore(&own, site, &barred);
        if own.is_empty() && site.is_none() {
            return;
        }
        for found in self.matches(&own, site, &barred) {
            self.found(found);
        }
    }

    /// Adds mentions by name from our own export, except those that are found by name again.
    fn restore(&mut self, own: &Forms, site: Option<&Forms>, barred: &[Range]) {
        let written = std::mem::take(&mut self.by_name);
        if written.is_empty() {
            return;
        }
        let is_found = |found: &[Match], mention: &Mention| {
            found.iter().any(|it| it.range == mention.range && it.entities == [mention.entity])
        };
        let found = self.matches(own, site, barred);
        let (mut named, marked) = written.into_iter().partition(|it| is_found(&found, it));
        self.mark(marked);
        // new marks may prevent a match
        let found = self.matches(own, site, barred);
        named.retain(|it| !is_found(&found, it));
        self.mark(named);
    }

    /// Adds mentions that the author marked.
    pub(crate) fn mark(&mut self, mentions: Vec<Mention>) {
        self.marked.extend(mentions.iter().map(|it| (it.range, it.entity)));
        self.anchored.mentions.extend(mentions);
    }

    /// Finds the text's own forms and those of the site.
    pub(crate) fn matches(
        &self,
        own: &Forms,
        site: Option<&Forms>,
        barred: &[Range],
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
        matches(&self.document().body, &self.haystack, &rules)
    }

    /// Ranges that are not searched: code and links, including wikilinks to files; sorted, not overlapping.
    pub(crate) fn barred(&self, document: &Document) -> Vec<Range> {
        let mut barred = document.body.barred.clone();
        let files = document.body.inline.iter().filter(|inline| {
            inline.is_wiki && matches!(self.names.wiki(&inline.target), Wiki::File { .. })
        });
        barred.extend(files.map(|inline| inline.range));
        barred.sort();
        barred
    }

    /// Adds a mention for a name found, if it is unambiguous and the entity is not hidden.
    fn found(&mut self, found: Match) {
        let document = self.document();
        let place = |range| crate::parse::locate(document, range, self.config);
        let [entity] = found.entities[..] else {
            let form = self.form(&found);
            if self.unclear.insert(fold(&form)) {
                let (path, form) = (self.path(), Spanned::new(form, place(found.range)));
                let entities = &found.entities;
                self.diagnostics
                    .push(diagnostics::name_ambiguous(self.names, path, &form, entities));
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
            // links are decided once all mentions are known
            is_linked: !found.is_nested,
            certainty: None,
            annotation: None,
        });
    }

    /// The name found, as it would be written under `mentions`.
    fn form(&self, found: &Match) -> String {
        let words = &self.haystack.stream()[found.range.of()];
        let mut letters = words.chars();
        match letters.next() {
            Some(first) if found.is_lowered => first.to_lowercase().chain(letters).collect(),
            _ => words.to_owned(),
        }
    }

    /// The text's own forms: names of the entities it lists, and what `mentions` settles, front matter first.
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
        let sidecars = self.sidecar();
        let own = naming.mentions.iter().map(|mention| (path, mention));
        let sidecars = sidecars.iter().flat_map(|(path, sidecar)| {
            sidecar.naming.mentions.iter().map(move |mention| (*path, mention))
        });
        for (path, (form, meaning)) in own.chain(sidecars) {
            let entity = match meaning {
                None => None,
                Some(id) => match self.names.refer(id, path, &mut self.diagnostics) {
                    None => continue,
                    found => found,
                },
            };
            forms.settle(&form.value, entity);
        }
        forms
    }
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
