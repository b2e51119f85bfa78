//! What the configuration says of the documents beside the pages: feeds, sitemaps, files for hosts.

use crate::base::{Diagnostic, Path, Spanned};
use crate::source::config::Config;
use crate::source::configure::{TOP, count};
use crate::source::data::Reader;

/// Reads `[feeds]`, `[sitemap]` and `[hosting]`.
pub(crate) fn published(reader: &mut Reader<'_, '_>, config: &mut Config) {
    if let Some(mut table) = reader.table("feeds") {
        let formats = [("atom", "atom"), ("json", "json"), ("rss", "rss")];
        let feeds = &mut config.feeds;
        if table.node("formats").is_some() {
            let named = table.strings("formats");
            feeds.formats.clear();
            for name in named {
                match formats.iter().find(|(format, _)| *format == name.value) {
                    Some((format, _)) => feeds.formats.push((*format).into()),
                    None => table.tell(no_feed_format(table.path(), &name)),
                }
            }
        }
        feeds.limit = count(&mut table, "limit").unwrap_or(feeds.limit);
        feeds.full_text = table.bool("full_text").unwrap_or(feeds.full_text);
        feeds.entities = table.bool("entities").unwrap_or(feeds.entities);
        feeds.tags = table.bool("tags").unwrap_or(feeds.tags);
        feeds.authors = table.bool("authors").unwrap_or(feeds.authors);
        feeds.storylines = table.bool("storylines").unwrap_or(feeds.storylines);
        table.finish(&[], TOP);
    }
    if let Some(mut table) = reader.table("sitemap") {
        let sitemap = &mut config.sitemap;
        sitemap.is_enabled = table.bool("enabled").unwrap_or(sitemap.is_enabled);
        sitemap.has_news = table.bool("news").unwrap_or(sitemap.has_news);
        table.finish(&[], TOP);
    }
    if let Some(mut table) = reader.table("hosting") {
        let hosting = &mut config.hosting;
        hosting.has_headers = table.bool("headers").unwrap_or(hosting.has_headers);
        hosting.has_redirects = table.bool("redirects").unwrap_or(hosting.has_redirects);
        // a header is one line
        let policy = table.text("content_security_policy");
        hosting.policy =
            policy.map(|policy| policy.split_whitespace().collect::<Vec<_>>().join(" "));
        table.finish(&[("csp", "`content_security_policy`")], TOP);
    }
    if let Some(mut table) = reader.table("serve") {
        config.editor = table.text("editor").filter(|scheme| !scheme.is_empty());
        table.finish(&[], TOP);
    }
}

fn no_feed_format(path: &Path, name: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is no format of feeds", name.value);
    Diagnostic::error("unknown-value", path, name.span, message)
        .help("it may be `atom`, `json` or `rss`")
}
