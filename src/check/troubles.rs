//! What can be wrong with rendered pages, in the words of an editor.

use crate::base::{Diagnostic, Path, Place, Severity, Span};
use crate::check::{Audit, Fault};

/// How many pages or places are named.
pub(super) const SHOWN: usize = 3;

/// Pages with one fault.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// As the first page has it.
    pub(super) written: String,
    /// Their places in the plan, each once.
    pub(super) pages: Vec<usize>,
}

struct Said {
    code: &'static str,
    severity: Severity,
    message: String,
}

/// Tells of a group at the first of `places`; of none, at the template of the first page.
pub(super) fn told(
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
        // what templates of all kinds build on
        _ => "base.html".to_string(),
    };
    let place = places.first().cloned().unwrap_or_else(|| Place {
        path: Path::new(&format!("templates/{made_by}"))
            .unwrap_or_else(|| audit.site.config.path.clone()),
        span: None,
    });
    let Said { code, severity, message } = said(fault, what, &group.written);
    let count = group.pages.len();
    let message = match fault {
        Fault::TitleTwice | Fault::DescriptionTwice => format!("{count} pages {message}"),
        _ if count > 1 => format!("{message}, on {count} pages"),
        _ => message,
    };
    let mut told = Diagnostic::warning(code, &place.path, Span::default(), message);
    told.severity = severity;
    told.primary.place = place;
    for other in places.iter().skip(1).take(SHOWN - 1) {
        let span = other.span.unwrap_or_default();
        told = told.label(&other.path, span, "and here");
        if let Some(label) = told.labels.last_mut() {
            label.place.span = other.span;
        }
    }
    told = told.help(listed(group.pages.iter().map(|page| &*pages[*page].url)));
    match places.is_empty() && count > 1 {
        true => told.help(format!("their template is `{made_by}`, or one that it builds on")),
        false => told,
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

fn said(fault: Fault, what: &str, written: &str) -> Said {
    use Severity::{Note, Warning};
    match fault {
        Fault::Link => Said {
            code: "page-link-dead",
            severity: Warning,
            message: format!("the link to `{written}` leads to no page"),
        },
        Fault::Fragment => Said {
            code: "page-fragment-dead",
            severity: Warning,
            message: format!("the link to `{written}` leads to no place in its page"),
        },
        Fault::File => Said {
            code: "page-file-missing",
            severity: Warning,
            message: format!("there is no file `{written}`"),
        },
        Fault::IdTwice => Said {
            code: "page-id-twice",
            severity: Warning,
            message: format!("two elements have the id `{written}`"),
        },
        Fault::Id => {
            let (attribute, id) = what.split_once(' ').unwrap_or((what, ""));
            Said {
                code: "page-id-missing",
                severity: Warning,
                message: format!("`{attribute}` names the id `{id}`, which nothing has"),
            }
        }
        Fault::Headings => {
            Said { code: "page-headings", severity: Note, message: what.to_string() }
        }
        Fault::Alt => Said {
            code: "page-image-alt",
            severity: Warning,
            message: format!("the picture `{written}` has no `alt`"),
        },
        Fault::Words => Said {
            code: "page-link-empty",
            severity: Warning,
            message: match written {
                "" => format!("a {} has no words", if what == "button" { what } else { "link" }),
                _ => format!("the link to `{written}` has no words"),
            },
        },
        Fault::Nested => Said {
            code: "page-link-nested",
            severity: Warning,
            message: match written {
                "" => "a button stands within a link".into(),
                _ => format!("the link to `{written}` stands within a link or button"),
            },
        },
        Fault::Title => Said {
            code: "page-title-missing",
            severity: Warning,
            message: "there is no title".into(),
        },
        Fault::Description => Said {
            code: "page-description-missing",
            severity: Note,
            message: "there is no description".into(),
        },
        Fault::TitleTwice => Said {
            code: "page-title-twice",
            severity: Note,
            message: format!("have the title `{what}`"),
        },
        Fault::DescriptionTwice => Said {
            code: "page-description-twice",
            severity: Note,
            message: format!("have the description `{what}`"),
        },
    }
}
