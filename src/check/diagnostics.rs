//! Diagnostics of rendered pages.

use crate::base::{Code, Diagnostic, Label, Path, Place, codes};
use crate::check::{Audit, Fault};

/// Maximum number of pages or places in a message.
pub(super) const SHOWN: usize = 3;

/// What the pages of a [`Group`] have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cause {
    /// Kind of fault.
    pub(super) fault: Fault,
    /// What identifies it, as in [`Finding`](crate::check::Finding); in a template, the text as written.
    pub(super) what: String,
}

/// Pages with the same fault.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The fault as written on the first page.
    pub(super) written: String,
    /// Indexes of the pages in the plan, each once.
    pub(super) pages: Vec<usize>,
}

/// The diagnostic for a group, at the first of `places`, or else at the template of the first page.
pub(super) fn diagnostic(
    audit: Audit<'_>,
    cause: &Cause,
    group: &Group,
    places: &[Place],
) -> Diagnostic {
    let pages = &audit.plan.pages;
    let template = |page: &usize| audit.template(&pages[*page]);
    let ends = [group.pages.first(), group.pages.last()].map(|page| page.map(template));
    let made_by = match ends {
        [Some(first), Some(last)] if first == last => first,
        // all templates extend it
        _ => "base.html".to_string(),
    };
    let place = places.first().cloned().unwrap_or_else(|| Place {
        path: Path::new(&format!("templates/{made_by}"))
            .unwrap_or_else(|| audit.site.config.path.clone()),
        span: None,
    });
    let (code, message) = wording(cause, &group.written);
    let count = group.pages.len();
    let message = match cause.fault {
        Fault::TitleTwice | Fault::DescriptionTwice => format!("{count} pages {message}"),
        _ if count > 1 => format!("{message}, on {count} pages"),
        _ => message,
    };
    let mut diagnostic = Diagnostic::new(code, place, message);
    let others = places.iter().skip(1).take(SHOWN - 1);
    let label = |place: &Place| Label { place: place.clone(), text: "and here".into() };
    diagnostic.labels.extend(others.map(label));
    diagnostic = diagnostic.help(listed(group.pages.iter().map(|page| &*pages[*page].url)));
    if places.is_empty() && count > 1 {
        diagnostic.help(format!("their template is `{made_by}`, or one that it extends"))
    } else {
        diagnostic
    }
}

fn listed<'a>(urls: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = urls.len();
    let names: Vec<String> = urls.take(SHOWN).map(|url| format!("`{url}`")).collect();
    match count - names.len() {
        0 => format!("on {}", names.join(", ")),
        more => format!("on {} and {more} more", names.join(", ")),
    }
}

fn wording(Cause { fault, what }: &Cause, written: &str) -> (Code, String) {
    match fault {
        Fault::Link => {
            (codes::PAGE_LINK_DEAD, format!("the link to `{written}` has no target page"))
        }
        Fault::Fragment => (
            codes::PAGE_FRAGMENT_DEAD,
            format!("the link to `{written}` has no target on its page"),
        ),
        Fault::File => (codes::PAGE_FILE_MISSING, format!("there is no file `{written}`")),
        Fault::IdTwice => (codes::PAGE_ID_TWICE, format!("two elements have the id `{written}`")),
        Fault::Id => {
            let (attribute, id) = what.split_once(' ').unwrap_or((what.as_str(), ""));
            let message = format!("`{attribute}` refers to the id `{id}`, which does not exist");
            (codes::PAGE_ID_MISSING, message)
        }
        Fault::Headings => (codes::PAGE_HEADINGS, what.clone()),
        Fault::Alt => (codes::PAGE_IMAGE_ALT, format!("the picture `{written}` has no `alt`")),
        Fault::Words => {
            let message = match written {
                "" if what == "button" => "a button has no text".into(),
                "" => "a link has no text".into(),
                _ => format!("the link to `{written}` has no text"),
            };
            (codes::PAGE_LINK_EMPTY, message)
        }
        Fault::Nested => {
            let message = match written {
                "" => "a button is inside a link".into(),
                _ => format!("the link to `{written}` is inside a link or button"),
            };
            (codes::PAGE_LINK_NESTED, message)
        }
        Fault::Title => (codes::PAGE_TITLE_MISSING, "there is no title".into()),
        Fault::Description => (codes::PAGE_DESCRIPTION_MISSING, "there is no description".into()),
        Fault::TitleTwice => (codes::PAGE_TITLE_TWICE, format!("have the title `{what}`")),
        Fault::DescriptionTwice => {
            (codes::PAGE_DESCRIPTION_TWICE, format!("have the description `{what}`"))
        }
    }
}
