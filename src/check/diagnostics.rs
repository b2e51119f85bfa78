//! Diagnostics of rendered pages.

use crate::base::{Code, Diagnostic, Path, Place, codes};
use crate::check::{Audit, Fault};

/// Maximum number of pages or places in a message.
pub(super) const SHOWN: usize = 3;

/// Pages with the same fault.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The fault as written on the first page.
    pub(super) written: String,
    /// Indexes of the pages in the plan, each once.
    pub(super) pages: Vec<usize>,
}

struct Wording {
    code: Code,
    message: String,
}

/// The diagnostic for a group, at the first of `places`, or else at the template of the first page.
pub(super) fn diagnostic(
    audit: Audit<'_>,
    (fault, what): (Fault, &str),
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
    let Wording { code, message } = wording(fault, what, &group.written);
    let count = group.pages.len();
    let message = match fault {
        Fault::TitleTwice | Fault::DescriptionTwice => format!("{count} pages {message}"),
        _ if count > 1 => format!("{message}, on {count} pages"),
        _ => message,
    };
    let mut diagnostic = Diagnostic::about(code, &place.path, message);
    diagnostic.primary.place = place;
    for other in places.iter().skip(1).take(SHOWN - 1) {
        let span = other.span.unwrap_or_default();
        diagnostic = diagnostic.label(&other.path, span, "and here");
        if let Some(label) = diagnostic.labels.last_mut() {
            label.place.span = other.span;
        }
    }
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

fn wording(fault: Fault, what: &str, written: &str) -> Wording {
    match fault {
        Fault::Link => Wording {
            code: codes::PAGE_LINK_DEAD,
            message: format!("the link to `{written}` has no target page"),
        },
        Fault::Fragment => Wording {
            code: codes::PAGE_FRAGMENT_DEAD,
            message: format!("the link to `{written}` has no target on its page"),
        },
        Fault::File => Wording {
            code: codes::PAGE_FILE_MISSING,
            message: format!("there is no file `{written}`"),
        },
        Fault::IdTwice => Wording {
            code: codes::PAGE_ID_TWICE,
            message: format!("two elements have the id `{written}`"),
        },
        Fault::Id => {
            let (attribute, id) = what.split_once(' ').unwrap_or((what, ""));
            Wording {
                code: codes::PAGE_ID_MISSING,
                message: format!("`{attribute}` refers to the id `{id}`, which does not exist"),
            }
        }
        Fault::Headings => Wording { code: codes::PAGE_HEADINGS, message: what.to_string() },
        Fault::Alt => Wording {
            code: codes::PAGE_IMAGE_ALT,
            message: format!("the picture `{written}` has no `alt`"),
        },
        Fault::Words => Wording {
            code: codes::PAGE_LINK_EMPTY,
            message: match written {
                "" => format!("a {} has no text", if what == "button" { what } else { "link" }),
                _ => format!("the link to `{written}` has no text"),
            },
        },
        Fault::Nested => Wording {
            code: codes::PAGE_LINK_NESTED,
            message: match written {
                "" => "a button is inside a link".into(),
                _ => format!("the link to `{written}` is inside a link or button"),
            },
        },
        Fault::Title => {
            Wording { code: codes::PAGE_TITLE_MISSING, message: "there is no title".into() }
        }
        Fault::Description => Wording {
            code: codes::PAGE_DESCRIPTION_MISSING,
            message: "there is no description".into(),
        },
        Fault::TitleTwice => {
            Wording { code: codes::PAGE_TITLE_TWICE, message: format!("have the title `{what}`") }
        }
        Fault::DescriptionTwice => Wording {
            code: codes::PAGE_DESCRIPTION_TWICE,
            message: format!("have the description `{what}`"),
        },
    }
}
