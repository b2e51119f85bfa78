//! Adds what is found by name to what the author marked, and puts all marks into their order.

use std::cmp::Reverse;

use crate::anchor::byname::{Explicit, Rules, matches};
use crate::anchor::gather::Gathering;
use crate::anchor::{Anchored, Mention, Origin, link, troubles};
use crate::base::{Range, language};
use crate::names::{EntityIx, Forms, Wiki};
use crate::parse::matter::Naming;
use crate::source::config::Scope;

impl Gathering<'_> {
    /// Names and forms in the text.
    pub(crate) fn by_name(&mut self, naming: &Naming) {
        let document = self.document();
        let scope = naming.scope.unwrap_or(self.config.linking.scope);
        let language = document.language(self.config);
        let Some(forms) = self.forms(naming, scope, language) else { return };
        let mut explicit: Vec<Explicit> =
            self.anchored.mentions.iter().map(|mention| (mention.range, mention.entity)).collect();
        explicit.sort();
        let mut barred = document.body.barred.clone();
        let files = document.body.inline.iter().filter(|inline| {
            inline.is_wiki && matches!(self.names.wiki(&inline.target), Wiki::File { .. })
        });
        barred.extend(files.map(|inline| inline.range));
        let rules = Rules {
            explicit: &explicit,
            barred: &barred,
            headings: self.config.linking.headings,
            min_length: self.config.linking.min_length,
        };
        let mut ambiguous: Vec<String> = Vec::new();
        let mut hidden: Vec<EntityIx> = Vec::new();
        for found in matches(&document.body, &self.ground, &forms, &rules) {
            let [entity] = found.entities[..] else {
                let form = self.ground.stream[found.range.of()].to_string();
                if !ambiguous.contains(&form) {
                    let place = crate::parse::locate(document, found.range, self.config);
                    let told = troubles::name_ambiguous(
                        self.names,
                        (self.path(), place),
                        &form,
                        &found.entities,
                    );
                    self.told.push(told);
                    ambiguous.push(form);
                }
                continue;
            };
            if self.names.entity(entity).is_hidden {
                if !hidden.contains(&entity) {
                    let place = crate::parse::locate(document, found.range, self.config);
                    self.visible(entity, self.path(), place);
                    hidden.push(entity);
                }
                continue;
            }
            self.anchored.mentions.push(Mention {
                entity,
                range: found.range,
                origin: Origin::Name,
                // whether it may be a link is settled when all mentions are known
                is_linked: !found.is_nested,
                certainty: None,
                annotation: None,
            });
        }
    }

    /// The forms that are looked for; `None` if there are none.
    fn forms(&mut self, naming: &Naming, scope: Scope, tag: &str) -> Option<Forms> {
        let path = self.path();
        let beside = self.sidecar().map(|(path, sidecar)| (path, &sidecar.naming.mentions));
        let mut forms = match scope {
            Scope::Site => {
                self.names.lexicon(tag).map(|forms| (**forms).clone()).unwrap_or_default()
            }
            Scope::Article | Scope::None => Forms::default(),
        };
        if scope == Scope::Article {
            for entity in &self.anchored.entities {
                for form in self.names.entity(*entity).forms(language::primary(tag)) {
                    forms.add(form, Some(*entity));
                }
            }
        }
        let own = naming.mentions.iter().map(|mention| (path, mention));
        let beside = beside.into_iter().flat_map(|(path, all)| all.iter().map(move |m| (path, m)));
        for (path, (form, meaning)) in own.chain(beside) {
            match meaning {
                None => forms.settle(&form.value, None),
                Some(id) => {
                    if let Some(entity) = self.names.refer(id, path, &mut self.told) {
                        forms.settle(&form.value, Some(entity));
                    }
                }
            }
        }
        (!forms.is_empty()).then_some(forms)
    }

    /// Puts everything into its order and numbers it.
    pub(crate) fn order(&mut self, naming: &Naming) {
        let Anchored { mentions, notes, statements, .. } = &mut self.anchored;
        mentions.sort_by_key(|mention| {
            (mention.range.start, Reverse(mention.range.end), mention.origin)
        });
        let place = |range: Option<Range>| range.map(|range| (range.start, Reverse(range.end)));
        notes.sort_by_key(|note| place(note.range));
        for (at, note) in notes.iter_mut().enumerate() {
            note.number = at + 1;
            if note.id.is_empty() {
                note.id = note.number.to_string();
            }
        }
        statements.sort_by_key(|statement| place(Some(statement.range)));
        for (at, statement) in statements.iter_mut().enumerate() {
            if statement.id.is_empty() {
                statement.id = (at + 1).to_string();
            }
        }
        let mode = naming.link.unwrap_or(self.config.linking.link);
        link::settle(mentions, mode, &self.text.document.body.headings);
    }
}
