//! What is wrong with many pages for one reason, told once.

use std::collections::{BTreeMap, HashMap};
use std::mem::{Discriminant, discriminant};

use crate::base::{Diagnostic, Place, Tree};
use crate::check::holder::{Templates, held, is_written};
use crate::check::troubles::{self, Group};
use crate::check::{Audit, Fault, Finding, Seen, hash};
use crate::plan::{PageKind, href};

type Groups = BTreeMap<(Fault, String), Group>;

/// What is wrong with the pages that were seen. `tree` holds the templates of the site.
pub fn check(audit: Audit<'_>, mut seen: Vec<Seen>, tree: &Tree) -> Vec<Diagnostic> {
    seen.sort_by_key(|seen| seen.page);
    let mut templates = Templates::of(tree);
    let mut groups = Groups::new();
    for one in &mut seen {
        for finding in std::mem::take(&mut one.findings) {
            add(&mut groups, one.page, finding, &mut templates);
        }
    }
    for (page, finding) in fragments(audit, &seen) {
        add(&mut groups, page, finding, &mut templates);
    }
    same(audit, &seen, &mut groups);
    groups
        .into_iter()
        .map(|((fault, what), group)| told(audit, (fault, &what), &group, &mut templates))
        .collect()
}

/// What stands in a template is one fault, wherever a relative address leads from there.
fn add(groups: &mut Groups, page: usize, finding: Finding, templates: &mut Templates<'_>) {
    let Finding { fault, what, written } = finding;
    let is_link = matches!(fault, Fault::Link | Fault::File | Fault::Fragment);
    let key = match is_link && templates.holder(fault, &written).is_some() {
        true => written.clone(),
        false => what,
    };
    let group = groups.entry((fault, key)).or_default();
    if group.pages.is_empty() {
        group.written = written;
    }
    if group.pages.last() != Some(&page) {
        group.pages.push(page);
    }
}

/// Links to ids that are not in the page they lead to.
fn fragments(audit: Audit<'_>, seen: &[Seen]) -> Vec<(usize, Finding)> {
    let mut at: Vec<Option<usize>> = vec![None; audit.plan.pages.len()];
    for (place, one) in seen.iter().enumerate() {
        at[one.page] = Some(place);
    }
    let base = audit.site.config.base_url.as_deref();
    let mut found = Vec::new();
    for one in seen {
        for (to, start, end) in one.fragments.iter().copied() {
            let name = &one.names[start as usize..end as usize];
            let (fragment, is_bare) = match name.strip_prefix('#') {
                Some(fragment) => (fragment, true),
                None => (name, false),
            };
            // a file that is no page may make of it what it will
            let Some(target) = at[to as usize].map(|at| &seen[at]) else { continue };
            if target.ids.binary_search(&hash(fragment)).is_ok() {
                continue;
            }
            let pages = &audit.plan.pages;
            let url = format!("{}#{fragment}", pages[to as usize].url);
            let (what, written) = match is_bare {
                true => (format!("#{fragment}"), format!("#{fragment}")),
                false => (url.clone(), href(base, &pages[one.page].url, &url)),
            };
            found.push((one.page, Finding { fault: Fault::Fragment, what, written }));
        }
    }
    found
}

/// Titles and descriptions that more than one page of a kind has, in one language. A work and the source that it is
/// share theirs for good reason, and so do a storyline and the home page that is about it.
fn same(audit: Audit<'_>, seen: &[Seen], groups: &mut Groups) {
    let mut all: BTreeMap<(Fault, &str, &str), Vec<usize>> = BTreeMap::new();
    for one in seen {
        let language = &*audit.plan.pages[one.page].language;
        let said = [(Fault::TitleTwice, &one.title), (Fault::DescriptionTwice, &one.description)];
        for (fault, text) in said {
            if let Some(text) = text {
                all.entry((fault, text.trim(), language)).or_default().push(one.page);
            }
        }
    }
    for ((fault, text, _), mut pages) in all {
        let mut kinds: HashMap<Discriminant<PageKind>, usize> = HashMap::new();
        let kind = |page: &usize| discriminant(audit.kind(*page));
        pages.iter().for_each(|page| *kinds.entry(kind(page)).or_default() += 1);
        pages.retain(|page| kinds[&kind(page)] > 1);
        if !pages.is_empty() {
            groups.entry((fault, text.into())).or_default().pages.extend(pages);
        }
    }
}

fn told(
    audit: Audit<'_>,
    (fault, what): (Fault, &str),
    group: &Group,
    templates: &mut Templates<'_>,
) -> Diagnostic {
    if let Some(place) = templates.holder(fault, &group.written) {
        return troubles::told(audit, (fault, what), group, std::slice::from_ref(place));
    }
    let mut sources: Vec<Place> = Vec::new();
    for place in group.pages.iter().filter_map(|page| audit.source(*page)) {
        if sources.iter().all(|known| known.path != place.path || known.span != place.span) {
            sources.push(place);
        }
        // more are not named; what many pages have is no single author's
        if sources.len() > 2 * troubles::SHOWN {
            break;
        }
    }
    let holding = sources.iter().filter(|_| is_written(fault)).filter_map(|place| {
        let span = held(audit.text(&place.path)?, &group.written)?;
        Some(Place { path: place.path.clone(), span: Some(span) })
    });
    let mut holding: Vec<Place> = holding.collect();
    holding.dedup();
    let places = match holding.is_empty() {
        false => holding,
        // what no text holds and many pages have is their template's
        true if is_written(fault) && group.pages.len() > 1 => Vec::new(),
        true => sources,
    };
    troubles::told(audit, (fault, what), group, &places)
}
