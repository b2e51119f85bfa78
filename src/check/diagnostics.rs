//! Diagnostics of rendered pages.

use crate::base::{Diagnostic, Path, Place, Severity, Span};
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
    code: &'static str,
    severity: Severity,
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
    let Wording { code, severity, message } = wording(fault, what, &group.written);
    let count = group.pages.len();
    let message = match fault {
        Fault::TitleTwice | Fault::DescriptionTwice => format!("{count} pages {message}"),
        _ if count > 1 => format!("{message}, on {count} pages"),
        _ => message,
    };
    let mut diagnostic = Diagnostic::warning(code, &place.path, Span::default(), message);
    diagnostic.severity = severity;
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
    use Severity::{Note, Warning};
    match fault {
        Fault::Link => Wording {
            code: "page-link-dead",
            severity: Warning,
            message: format!("the link to `{written}` has no target page"),
        },
        Fault::Fragment => Wording {
            code: "page-fragment-dead",
            severity: Warning,
            message: format!("the link to `{written}` has no target on its page"),
        },
        Fault::File => Wording {
            code: "page-file-missing",
            severity: Warning,
            message: format!("there is no file `{written}`"),
        },
        Fault::IdTwice => Wording {
            code: "page-id-twice",
            severity: Warning,
            message: format!("two elements have the id `{written}`"),
        },
        Fault::Id => {
            let (attribute, id) = what.split_once(' ').unwrap_or((what, ""));
            Wording {
                code: "page-id-missing",
                severity: Warning,
                message: format!("`{attribute}` refers to the id `{id}`, which does not exist"),
            }
        }
        Fault::Headings => {
            Wording { code: "page-headings", severity: Note, message: what.to_string() }
        }
        Fault::Alt => Wording {
            code: "page-image-alt",
            severity: Warning,
            message: format!("the picture `{written}` has no `alt`"),
        },
        Fault::Words => Wording {
            code: "page-link-empty",
            severity: Warning,
            message: match written {
                "" => format!("a {} has no text", if what == "button" { what } else { "link" }),
                _ => format!("the link to `{written}` has no text"),
            },
        },
        Fault::Nested => Wording {
            code: "page-link-nested",
            severity: Warning,
            message: match written {
                "" => "a button is inside a link".into(),
                _ => format!("the link to `{written}` is inside a link or button"),
            },
        },
        Fault::Title => Wording {
            code: "page-title-missing",
            severity: Warning,
            message: "there is no title".into(),
        },
        Fault::Description => Wording {
            code: "page-description-missing",
            severity: Note,
            message: "there is no description".into(),
        },
        Fault::TitleTwice => Wording {
            code: "page-title-twice",
            severity: Note,
            message: format!("have the title `{what}`"),
        },
        Fault::DescriptionTwice => Wording {
            code: "page-description-twice",
            severity: Note,
            message: format!("have the description `{what}`"),
        },
    }
}
