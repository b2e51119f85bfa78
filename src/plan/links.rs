//! Checks every link of the sources.

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Span};
use crate::names::Wiki;
use crate::parse::prose_of;
use crate::plan::{Plan, Target, address};
use crate::site::Site;

/// Tells of links that lead nowhere, in every document that is shown.
pub(crate) fn check(site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    let mut checking = Checking { site, plan, told: Vec::new() };
    for at in 0..site.documents.len() {
        if !plan.documents[at].is_empty() {
            checking.document(at);
        }
    }
    for entry in &site.config.menu {
        checking.menu(&entry.url.value, entry.url.span);
    }
    checking.told
}

struct Checking<'a> {
    site: &'a Site,
    plan: &'a Plan,
    told: Vec<Diagnostic>,
}

impl Checking<'_> {
    fn document(&mut self, at: usize) {
        let document = &self.site.documents[at];
        let path = &document.file.path;
        for link in document.body.links.iter().chain(&document.body.images) {
            self.link((at, path), &link.target, link.span);
        }
        for inline in document.body.inline.iter().chain(&document.body.asides) {
            if inline.is_wiki && matches!(self.site.names.wiki(&inline.target), Wiki::File { .. }) {
                let target = self.plan.wiki_target(self.site, &inline.target);
                self.judge(path, &inline.target, inline.span, &target);
            }
        }
        if let Some(image) = address::head(&document.matter).and_then(|head| head.image.as_ref()) {
            self.link((at, path), &image.src.value, image.src.span);
        }
        let sidecars = ["toml", "jsonld"].into_iter().filter_map(|extension| {
            let stem = path.as_str().strip_suffix(".md")?;
            self.site.document(&Path::new(&format!("{stem}.annotations.{extension}"))?)
        });
        for holder in std::iter::once(at).chain(sidecars.collect::<Vec<_>>()) {
            let holder = &self.site.documents[holder];
            for prose in prose_of(&holder.matter) {
                for link in prose.body.links.iter().chain(&prose.body.images) {
                    self.link((at, &holder.file.path), &link.target, prose.span);
                }
            }
        }
    }

    fn link(&mut self, from: (usize, &Path), link: &str, span: Span) {
        let target = self.plan.target(self.site, from.0, link);
        self.judge(from.1, link, span, &target);
    }

    fn judge(&mut self, path: &Path, link: &str, span: Span, target: &Target) {
        let told = match target {
            Target::Site(_) | Target::Elsewhere(_) => return,
            Target::Unsafe => url_unsafe(path, link, span),
            Target::Hidden(document) => {
                link_hidden(path, link, span, &self.site.documents[*document].file.path)
            }
            Target::DeadFragment(document) => self.fragment_dead(path, link, span, *document),
            Target::Dead => self.link_dead(path, link, span),
        };
        self.told.push(told);
    }

    fn menu(&mut self, url: &str, span: Span) {
        let config = Path::new("glossator.toml").expect("a plain name");
        let Some(at) = self.plan.documents.iter().position(|url| !url.is_empty()) else { return };
        if url.starts_with("@/") || url.starts_with('/') {
            let target = self.plan.target(self.site, at, url);
            self.judge(&config, url, span, &target);
        } else if !crate::base::escape::is_safe_url(url) {
            self.told.push(url_unsafe(&config, url, span));
        }
    }

    fn link_dead(&self, path: &Path, link: &str, span: Span) -> Diagnostic {
        let told = Diagnostic::error("link-dead", path, span, format!("nothing is at `{link}`"));
        let name = link.split(['?', '#']).next().unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or_default();
        let shown =
            (0..self.site.documents.len()).filter(|other| !self.plan.documents[*other].is_empty());
        let paths: Vec<&Path> = shown.map(|other| &self.site.documents[other].file.path).collect();
        let same = paths.iter().find(|other| other.name() == name).copied();
        let close = || {
            let names = nearest(name, paths.iter().map(|path| path.name()))?;
            paths.iter().find(|path| path.name() == names).copied()
        };
        match same.or_else(close) {
            Some(found) => {
                told.help(format!("there is `{}`: write `@/{}`", found, &found.as_str()[8..]))
            }
            None => told.help(
                "a link to a source is a path to its file, from here or from `@/` for `content/`",
            ),
        }
    }

    fn fragment_dead(&self, path: &Path, link: &str, span: Span, document: usize) -> Diagnostic {
        let (page, fragment) = link.split_once('#').unwrap_or((link, ""));
        let message = match page {
            "" => format!("nothing in this text has the id `{fragment}`"),
            _ => format!("nothing in `{page}` has the id `{fragment}`"),
        };
        let told = Diagnostic::error("fragment-dead", path, span, message);
        let headings = &self.site.documents[document].body.headings;
        match nearest(fragment, headings.iter().map(|heading| heading.id.as_str())) {
            Some(close) => told.caret(format!("did you mean `#{close}`?")),
            None if headings.is_empty() => told,
            None => {
                let ids: Vec<String> =
                    headings.iter().take(8).map(|heading| format!("`{}`", heading.id)).collect();
                told.help(format!("its headings have the ids {}", ids.join(", ")))
            }
        }
    }
}

fn url_unsafe(path: &Path, link: &str, span: Span) -> Diagnostic {
    let scheme = link.trim().split(':').next().unwrap_or_default();
    let message = format!("links to `{scheme}:` are not put on pages: they may run script");
    Diagnostic::error("url-unsafe", path, span, message)
}

fn link_hidden(path: &Path, link: &str, span: Span, draft: &Path) -> Diagnostic {
    let message = format!("`{link}` leads to `{draft}`, which is not published by this build");
    Diagnostic::error("link-dead", path, span, message)
        .help("it is a draft or dated in the future: build with `--drafts` or `--future`, or take the link out")
}
