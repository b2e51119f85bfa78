//! Diagnostics of URLs and links.

use std::sync::Arc;

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Label, Path, Place, Span, codes};

/// A page or file that claims an output path.
pub(crate) struct Claimant {
    /// Its URL.
    pub(crate) url: Arc<str>,
    /// The source that claims it; `None` for a generated page.
    pub(crate) by: Option<Place>,
}

/// Two claims for one output path. `config` is reported if neither has a source.
pub(crate) fn address_taken(late: &Claimant, first: &Claimant, config: &Path) -> Diagnostic {
    let url = &late.url;
    let is_same = *url == first.url;
    let message = match (&late.by, &first.by) {
        (Some(_), Some(_)) if is_same => format!("two sources claim the address `{url}`"),
        (None, None) => format!("two pages of Glossator's own have the address `{url}`"),
        _ if is_same => {
            format!("the address `{url}` is that of a page that Glossator makes itself")
        }
        _ if url.trim_end_matches("index.html") == &*first.url => {
            format!("`{url}` is the file of the page `{}`", first.url)
        }
        _ => {
            let other = &first.url;
            format!("`{other}` and `{url}` are the same address on hosts that ignore case")
        }
    };
    let help = match (&late.by, &first.by) {
        (None, None) => "give one of the `[types]` another `path`",
        _ => "give one of them another `slug` or `path`",
    };
    between(message, late, first, config).help(help)
}

/// A former URL that is still in use.
pub(crate) fn redirect_taken(late: &Claimant, first: &Claimant, config: &Path) -> Diagnostic {
    let message = format!("the former address `{}` still has a page or a redirect", late.url);
    between(message, late, first, config).help(
        "take it out of `redirect_from` or `former_ids`, or give the other page another address",
    )
}

/// A file at a path that another output needs as a folder.
pub(crate) fn file_is_folder(late: &Claimant, first: &Claimant, config: &Path) -> Diagnostic {
    let message = format!("`{}` is a file, and `{}` needs a folder there", first.url, late.url);
    between(message, late, first, config).help("give one of them another name or address")
}

fn between(message: String, late: &Claimant, first: &Claimant, config: &Path) -> Diagnostic {
    let place = late.by.as_ref().or(first.by.as_ref()).cloned();
    let place = place.unwrap_or_else(|| Place { path: config.clone(), span: None });
    let mut diagnostic = Diagnostic::new(codes::ADDRESS_TAKEN, place, message);
    if let (Some(_), Some(other)) = (&late.by, &first.by) {
        let text = "the other one is here".to_string();
        diagnostic.labels.push(Label { place: other.clone(), text });
    }
    diagnostic
}

/// A URL that would leave the output folder.
pub(crate) fn address_invalid(by: &Place, url: &str) -> Diagnostic {
    let message = format!("`{url}` is not a valid address");
    Diagnostic::new(codes::ADDRESS_INVALID, by.clone(), message).help(
        "leave out `..`, empty segments, `\\` and control characters, percent-encoded ones too",
    )
}

/// A link with a scheme that may run script.
pub(crate) fn url_unsafe(path: &Path, link: &str, span: Span) -> Diagnostic {
    let scheme = link.trim().split(':').next().unwrap_or_default();
    let message = format!("links to `{scheme}:` are not put on pages: they may run script");
    Diagnostic::at(codes::URL_UNSAFE, path, span, message)
}

/// A link to a text that is not published.
pub(crate) fn link_hidden(path: &Path, link: &str, span: Span, draft: &Path) -> Diagnostic {
    let message = format!("`{link}` leads to `{draft}`, which is not published by this build");
    Diagnostic::at(codes::LINK_DEAD, path, span, message).help(
        "it is a draft or dated in the future: build with `--drafts` or `--future`, or take the link out",
    )
}

/// A dead link; `found` is the file that was probably meant.
pub(crate) fn link_dead(path: &Path, link: &str, span: Span, found: Option<&Path>) -> Diagnostic {
    let diagnostic =
        Diagnostic::at(codes::LINK_DEAD, path, span, format!("nothing is at `{link}`"));
    match found {
        Some(found) => {
            let write = match (found.below("content"), found.below("static")) {
                (Some(below), _) => format!("@/{below}"),
                (None, Some(below)) => format!("/{below}"),
                (None, None) => found.to_string(),
            };
            diagnostic.help(format!("there is `{found}`: write `{write}`"))
        }
        None => diagnostic.help(
            "a link to a source is a path to its file, from here or from `@/` for `content/`",
        ),
    }
}

/// A link to a missing fragment; `ids` are those of the headings.
pub(crate) fn fragment_dead(path: &Path, link: &str, span: Span, ids: &[&str]) -> Diagnostic {
    let (page, fragment) = link.split_once('#').unwrap_or((link, ""));
    let message = match page {
        "" => format!("nothing in this text has the id `{fragment}`"),
        _ => format!("nothing in `{page}` has the id `{fragment}`"),
    };
    let diagnostic = Diagnostic::at(codes::FRAGMENT_DEAD, path, span, message);
    match nearest(fragment, ids.iter().copied()) {
        Some(close) => diagnostic.caret(format!("did you mean `#{close}`?")),
        None if ids.is_empty() => diagnostic,
        None => {
            let ids: Vec<String> = ids.iter().take(8).map(|id| format!("`{id}`")).collect();
            diagnostic.help(format!("its headings have the ids {}", ids.join(", ")))
        }
    }
}
