//! Finds unwanted changes of meaning after a renaming.

use std::collections::BTreeMap;

use crate::anchor::{Agent, Anchored};
use crate::change::rename::Renaming;
use crate::names::EntityIx;
use crate::plan::{Plan, Target};
use crate::site::Site;

/// A change of meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Description, without a full stop.
    pub what: String,
    /// Whether it concerns who is named rather than text or links: a merge may change that.
    pub is_of_names: bool,
}

/// A site including drafts, and its pages.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its pages.
    pub plan: &'a Plan,
}

/// Changes of meaning other than names: texts, mentions, speakers, and targets of links.
pub fn differences(
    renaming: &Renaming,
    before: Version<'_>,
    after: Version<'_>,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for (at, document) in before.site.documents.iter().enumerate() {
        let path = &document.file.path;
        if renaming.patch.deleted.contains(path) {
            continue;
        }
        let Some(now) = after.site.document(renaming.patch.target(path)) else {
            found.push(Difference { what: format!("{path} would be lost"), is_of_names: false });
            continue;
        };
        let comparing = Comparing { renaming, before, at, after, now };
        let of_text = comparing.text().or_else(|| comparing.links()).map(|what| (what, false));
        let of_names = comparing.names().map(|what| (what, true));
        found.extend(of_text.into_iter().chain(of_names).map(|(what, is_of_names)| Difference {
            what: format!("in {path} {what}"),
            is_of_names,
        }));
    }
    found
}

/// One document, before and after.
struct Comparing<'a> {
    renaming: &'a Renaming,
    before: Version<'a>,
    /// Index of the document before.
    at: usize,
    after: Version<'a>,
    /// Index of the document after.
    now: usize,
}

impl Comparing<'_> {
    fn text(&self) -> Option<String> {
        let (old, new) = (self.before.site, self.after.site);
        let is_same = old.documents[self.at].body.stream == new.documents[self.now].body.stream;
        (!is_same).then(|| "the text would change".into())
    }

    /// Mentions, speakers and authors.
    fn names(&self) -> Option<String> {
        let (old, new) = (self.before.site, self.after.site);
        let id = |at: EntityIx| {
            let id = &*old.names.entity(at).id;
            self.renaming.renamed.get(id).map_or(id, String::as_str)
        };
        let was = meaning(&old.anchored[self.at], &id);
        let now_is = meaning(&new.anchored[self.now], &|at| &*new.names.entity(at).id);
        let other = was.iter().zip(&now_is).find(|(was, is)| was != is);
        match other {
            Some((was, is)) => Some(format!("{was} would become {is}")),
            None if was == now_is => None,
            None => Some("there would be other mentions, statements or authors".into()),
        }
    }

    fn links(&self) -> Option<String> {
        let Self { before, at, after, now, .. } = *self;
        let former = &before.site.documents[at].body;
        let present = &after.site.documents[now].body;
        let links = former.links.iter().chain(&former.images);
        let others = present.links.iter().chain(&present.images);
        let moved = links.zip(others).find(|(link, other)| {
            let was = self.mapped(before.plan.target(before.site, at, &link.target));
            !was.contains(&after.plan.target(after.site, now, &other.target))
        });
        moved.map(|(link, _)| format!("the link `{}` would lead elsewhere", link.target))
    }

    /// The targets that a target may become.
    fn mapped(&self, target: Target) -> Vec<Target> {
        let place = |at: usize| {
            let path = &self.before.site.documents[at].file.path;
            self.after.site.document(self.renaming.patch.target(path)).unwrap_or(at)
        };
        let urls: &BTreeMap<String, String> = &self.renaming.urls;
        match target {
            Target::Site(url) => {
                let (path, rest) = crate::plan::parts(&url);
                let below = urls.iter().rev().filter_map(|(old, new)| {
                    path.strip_prefix(old.as_str()).map(|below| format!("{new}{below}{rest}"))
                });
                let below = below.map(Target::Site).collect::<Vec<_>>();
                [below, vec![Target::Site(url.clone())]].concat()
            }
            Target::Hidden(at) => vec![Target::Hidden(place(at))],
            Target::DeadFragment(at) => vec![Target::DeadFragment(place(at))],
            Target::Elsewhere(_) | Target::Dead | Target::Unsafe => vec![target],
        }
    }
}

/// Mentions, statements and authors as comparable strings.
fn meaning<'n>(anchored: &Anchored, id: &dyn Fn(EntityIx) -> &'n str) -> Vec<String> {
    let agent = |agent: &Agent| match agent {
        Agent::Entity(at) => format!("`{}`", id(*at)),
        Agent::Named(name) => format!("“{name}”"),
    };
    let mentions = anchored.mentions.iter().map(|mention| {
        let (start, end) = (mention.range.start, mention.range.end);
        format!("the mention of `{}` at {start} to {end}", id(mention.entity))
    });
    let statements = anchored.statements.iter().map(|statement| {
        let speaker = statement.speaker.as_ref().map_or("nobody".into(), agent);
        let words = statement.words_of.as_ref().map_or("the speaker".into(), agent);
        format!("the statement `{}` of {speaker} in the words of {words}", statement.id)
    });
    let authors = anchored.authors.iter().map(|author| format!("the author {}", agent(author)));
    mentions.chain(statements).chain(authors).collect()
}
