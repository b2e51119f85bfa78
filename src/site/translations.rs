//! Finds articles that are translations of each other.

use std::collections::BTreeMap;

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Spanned, codes};
use crate::parse::Document;
use crate::parse::matter::Matter;
use crate::site::{ArticleIx, Site};

/// Links translations: published files with the same key, and those that `translation_of` names.
pub(crate) fn translations(site: &mut Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut keys = Keys::default();
    for article in &site.articles {
        let document = &site.documents[article.document];
        let Some(written) = translation_of(document) else { continue };
        match original(site, document, written) {
            Some(original) => keys.join(&document.file.key, &original.file.key),
            None => diagnostics.push(translation_unknown(site, &document.file.path, written)),
        }
    }
    let mut groups: BTreeMap<&str, Vec<ArticleIx>> = BTreeMap::new();
    for (at, article) in site.articles.iter().enumerate() {
        let first = keys.first(&site.documents[article.document].file.key);
        groups.entry(first).or_default().push(ArticleIx(at as u32));
    }
    let groups: Vec<Vec<ArticleIx>> =
        groups.into_values().filter(|group| group.len() > 1).collect();
    for group in groups {
        for member in &group {
            let mut others: Vec<ArticleIx> =
                group.iter().copied().filter(|ix| ix != member).collect();
            others.sort_by(|a, b| {
                let language = |ix: &ArticleIx| &site.article(*ix).language;
                (language(a), a).cmp(&(language(b), b))
            });
            site.open().articles[member.0 as usize].translations = others;
        }
    }
    diagnostics
}

/// Union of keys that belong to the same text: each key refers to an earlier one.
#[derive(Default)]
struct Keys<'s>(BTreeMap<&'s str, &'s str>);

impl<'s> Keys<'s> {
    fn first(&self, key: &'s str) -> &'s str {
        let mut key = key;
        while let Some(before) = self.0.get(key) {
            key = before;
        }
        key
    }

    fn join(&mut self, a: &'s str, b: &'s str) {
        let (a, b) = (self.first(a), self.first(b));
        if a != b {
            self.0.insert(a.max(b), a.min(b));
        }
    }
}

fn translation_of(document: &Document) -> Option<&Spanned<String>> {
    match &document.matter {
        Matter::Article(matter) => matter.translation_of.as_ref(),
        _ => None,
    }
}

/// The article that `translation_of` names: a path from `content/`, or relative to the file.
fn original<'s>(
    site: &'s Site,
    document: &Document,
    written: &Spanned<String>,
) -> Option<&'s Document> {
    let written = written.value.trim();
    let plain = written.trim_start_matches("@/").trim_start_matches('/');
    let below = Path::new(&format!("content/{plain}"));
    let places = [document.file.path.resolve(written), below, Path::new(plain)];
    let found = places.into_iter().flatten().filter_map(|path| site.document(&path));
    let found = found.map(|at| &site.documents[at]);
    found.map(|document| &**document).find(|it| matches!(it.matter, Matter::Article(_)))
}

fn translation_unknown(site: &Site, path: &Path, written: &Spanned<String>) -> Diagnostic {
    let message = format!("there is no article `{}` that this could translate", written.value);
    let diagnostic = Diagnostic::at(codes::TRANSLATION_UNKNOWN, path, written.span, message);
    let articles = site.documents.iter().filter(|other| matches!(other.matter, Matter::Article(_)));
    let articles: Vec<&str> =
        articles.filter_map(|other| other.file.path.below("content")).collect();
    let wanted = written.value.trim_start_matches("@/");
    let name = wanted.rsplit('/').next().unwrap_or_default();
    let same = articles.iter().copied().find(|other| other.rsplit('/').next() == Some(name));
    match same.or_else(|| nearest(wanted, articles)) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => diagnostic.help("write its path from `content/`, such as `articles/x.md`"),
    }
}
