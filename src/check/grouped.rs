//! Groups faults of many pages with one cause into one diagnostic.

use std::collections::{BTreeMap, HashMap};
use std::mem::{Discriminant, discriminant};

use crate::base::{Diagnostic, Place, Tree};
use crate::check::diagnostics::{Cause, Group, SHOWN, diagnostic};
use crate::check::holder::{Templates, held, is_written};
use crate::check::{Audit, Fault, Finding, Seen, hash};
use crate::plan::{PageKind, href};

type Groups = BTreeMap<Cause, Group>;

/// Checks all pages that were seen. `tree` has the site's templates.
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
    let of = |(cause, group): (Cause, Group)| {
        let places = places(audit, cause.fault, &group, &mut templates);
        diagnostic(audit, &cause, &group, &places)
    };
    groups.into_iter().map(of).collect()
}

/// Adds a finding. A link in a template is one fault, whatever it resolves to.
fn add(groups: &mut Groups, page: usize, finding: Finding, templates: &mut Templates<'_>) {
    let Finding { fault, what, written } = finding;
    let is_link = matches!(fault, Fault::Link | Fault::File | Fault::Fragment);
    let is_in_template = is_link && templates.holder(fault, &written).is_some();
    let what = if is_in_template { written.clone() } else { what };
    let group = groups.entry(Cause { fault, what }).or_default();
    if group.pages.is_empty() {
        group.written = written;
    }
    if group.pages.last() != Some(&page) {
        group.pages.push(page);
    }
}

/// Links to ids that their target page does not have.
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
            // fragments of other files are not checked
            let Some(target) = at[to as usize].map(|at| &seen[at]) else { continue };
            if target.ids.binary_search(&hash(fragment)).is_ok() {
                continue;
            }
            let pages = &audit.plan.pages;
            let url = format!("{}#{fragment}", pages[to as usize].url);
            let (what, written) = if is_bare {
                (format!("#{fragment}"), format!("#{fragment}"))
            } else {
                (url.clone(), href(base, &pages[one.page].url, &url))
            };
            found.push((one.page, Finding { fault: Fault::Fragment, what, written }));
        }
    }
    found
}

/// Titles and descriptions shared by several pages of one kind and language. A work and its source may share theirs,
/// and so may a storyline and the home page about it.
fn same(audit: Audit<'_>, seen: &[Seen], groups: &mut Groups) {
    let mut all: BTreeMap<(Fault, &str, &str), Vec<usize>> = BTreeMap::new();
    for one in seen {
        let language = &*audit.plan.pages[one.page].language;
        let texts = [(Fault::TitleTwice, &one.title), (Fault::DescriptionTwice, &one.description)];
        for (fault, text) in texts {
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
            groups.entry(Cause { fault, what: text.into() }).or_default().pages.extend(pages);
        }
    }
}

/// Where to report a fault: in the template or the source texts that contain it, or else at the sources of its pages;
/// empty if their template is the cause.
fn places(
    audit: Audit<'_>,
    fault: Fault,
    group: &Group,
    templates: &mut Templates<'_>,
) -> Vec<Place> {
    if let Some(place) = templates.holder(fault, &group.written) {
        return vec![place.clone()];
    }
    let mut sources: Vec<Place> = Vec::new();
    for place in group.pages.iter().filter_map(|page| audit.source(*page)) {
        if !sources.contains(&place) {
            sources.push(place);
        }
        // enough to report
        if sources.len() > 2 * SHOWN {
            break;
        }
    }
    if !is_written(fault) {
        return sources;
    }
    let holding = sources.iter().filter_map(|place| {
        let span = held(audit.text(&place.path)?, &group.written)?;
        Some(Place { path: place.path.clone(), span: Some(span) })
    });
    let mut holding: Vec<Place> = holding.collect();
    holding.dedup();
    match (holding.is_empty(), group.pages.len()) {
        (false, _) => holding,
        (true, 1) => sources,
        // on many pages and in none of their texts: the template is the cause
        (true, _) => Vec::new(),
    }
}
