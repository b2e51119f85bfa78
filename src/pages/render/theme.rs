//! The built-in theme, and a site's replacements.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};
use tera::Tera;

use crate::base::{Checked, language};
use crate::pages::render::minify::minify;
use crate::pages::render::{diagnostics, lines, strings};
use crate::plan::ThemeFile;
use crate::source::TemplateFile;
use crate::words::{Dictionary, Words};
use base64::prelude::{BASE64_STANDARD, Engine as _};

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../templates/", $name)))),*]
    };
}

/// Templates of the built-in theme.
const TEMPLATES: &[(&str, &str)] = built_in![
    "base.html",
    "home.html",
    "list.html",
    "article.html",
    "entity.html",
    "entities.html",
    "collections.html",
    "corrections.html",
    "sources.html",
    "source.html",
    "page.html",
    "404.html",
    "redirect.html",
    "timeline.html",
    "graph.html",
    "search.html",
    "archive.html",
    "parts.html",
];

macro_rules! sheet {
    ($($part:literal),* $(,)?) => {
        concat!($(include_str!(concat!("../../../templates/css/", $part, ".css")), "\n"),*)
    };
}

/// The style sheet, joined from its parts; later rules win.
const SHEET: &str = sheet![
    "tokens", "shell", "page", "text", "marks", "scripts", "notes", "lists", "rail", "entity",
    "tables", "search", "drawings", "home", "card", "ends", "widths", "modes", "print",
];

/// Files of the built-in theme that pages link to.
const ASSETS: &[(&str, &str)] = &[
    ("site.css", SHEET),
    ("site.js", include_str!("../../../templates/site.js")),
    ("search.js", include_str!("../../../templates/search.js")),
];

/// Parsed templates. A site's own take precedence, and may extend `default/<name>`.
#[derive(Debug, Default)]
pub struct Theme {
    /// Templates by language tag, each with the strings of that language.
    engines: BTreeMap<String, Tera>,
    /// Templates with English strings.
    english: Tera,
    /// The site's own templates.
    pub(super) own: Vec<TemplateFile>,
}

impl Theme {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.english.contains_template(name)
    }

    /// Whether the site has its own templates.
    pub fn has_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// Templates for a page language; English if unknown.
    pub(crate) fn engine(&self, tag: &str) -> &Tera {
        let found = self.engines.get(tag).or_else(|| self.engines.get(language::primary(tag)));
        found.unwrap_or(&self.english)
    }
}

/// Files of the built-in theme, name and text: templates, assets, then strings.
pub fn files() -> impl Iterator<Item = (String, &'static str)> {
    let named = |(name, text): &(&str, &'static str)| ((*name).to_string(), *text);
    let words = crate::words::BUILT_IN.iter();
    let words = words.map(|(tag, text)| (format!("{tag}.ftl"), *text));
    TEMPLATES.iter().map(named).chain(ASSETS.iter().map(named)).chain(words)
}

/// Theme files that pages link to.
pub fn theme_files() -> &'static [ThemeFile] {
    static FILES: LazyLock<Vec<ThemeFile>> =
        LazyLock::new(|| ASSETS.iter().map(|(name, _)| published(name)).collect());
    &FILES
}

/// A theme file as published, with its hash in the name.
fn published(name: &'static str) -> ThemeFile {
    let hash = Sha256::digest(asset(name));
    let digits: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    ThemeFile {
        name,
        published: format!("{stem}.{digits}.{extension}"),
        integrity: format!("sha256-{}", BASE64_STANDARD.encode(hash)),
    }
}

/// Published content of a theme file; empty for an unknown name.
pub fn asset(name: &str) -> &'static [u8] {
    static PUBLISHED: LazyLock<String> = LazyLock::new(|| minify(SHEET));
    if name == "site.css" {
        return PUBLISHED.as_bytes();
    }
    ASSETS.iter().find(|(known, _)| *known == name).map_or(&[], |(_, text)| text.as_bytes())
}

/// Parses the templates of the built-in theme and of the site. A site template with errors is reported, and the
/// built-in one is used.
pub fn theme(own: &[TemplateFile], words: &Dictionary) -> Checked<Theme> {
    let mut diagnostics = Vec::new();
    let mut engine = built_in(words.shared("en"));
    let all = own.iter().map(|file| (file.name.clone(), lines::join(&file.text)));
    if let Err(error) = engine.add_raw_templates(all) {
        diagnostics.push(diagnostics::syntax(&error, own));
        // parsed one by one, so that each reports its own error
        engine = built_in(words.shared("en"));
        for file in own {
            if let Err(error) = engine.add_raw_template(&file.name, &lines::join(&file.text)) {
                diagnostics.push(diagnostics::syntax(&error, std::slice::from_ref(file)));
            }
        }
        diagnostics.sort();
        diagnostics.dedup();
    }
    let in_language = |words: &Arc<Words>| {
        let mut engine = engine.clone();
        engine.register_function("t", strings::function(words));
        (words.tag.clone(), engine)
    };
    let engines = words.all().map(in_language).collect();
    Checked::new(Theme { engines, english: engine, own: own.to_vec() }, diagnostics)
}

/// The built-in theme alone.
fn built_in(words: &Arc<Words>) -> Tera {
    let mut engine = Tera::new();
    engine.register_function("t", strings::function(words));
    engine
        .set_fallback_prefixes(vec!["default/".to_string()])
        .expect("set before any template is added");
    let templates =
        TEMPLATES.iter().map(|(name, text)| (format!("default/{name}"), lines::join(text)));
    engine.add_raw_templates(templates).expect("the default theme is well-formed");
    engine
}

#[cfg(test)]
mod tests {
    use super::theme;

    #[test]
    fn the_default_theme_is_well_formed() {
        let theme = theme(&[], &crate::words::Dictionary::default());
        assert!(theme.diagnostics.is_empty());
        assert!(theme.value.has("article.html"));
    }
}
