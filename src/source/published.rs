//! Configuration of `[feeds]`, `[sitemap]`, `[hosting]`, `[serve]` and `[images]`.

use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::data::{Reader, Value};
use crate::source::config::Config;
use crate::source::keys::{TOP, count};

/// Reads `[feeds]`, `[sitemap]`, `[hosting]`, `[serve]` and `[images]`.
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
                    None => table.tell(bad_feed_format(table.path(), &name)),
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
        // an HTTP header must be one line
        let policy = table.text("content_security_policy");
        hosting.policy =
            policy.map(|policy| policy.split_whitespace().collect::<Vec<_>>().join(" "));
        table.finish(&[("csp", "`content_security_policy`")], TOP);
    }
    if let Some(mut table) = reader.table("serve") {
        config.editor = table.text("editor").filter(|scheme| !scheme.is_empty());
        table.finish(&[], TOP);
    }
    images(reader, config);
}

/// Maximum image width in pixels: a large screen at a pixel ratio of 2.
const MAX_WIDTH: i64 = 8192;

fn images(reader: &mut Reader<'_, '_>, config: &mut Config) {
    let Some(mut table) = reader.table("images") else { return };
    let images = &mut config.images;
    images.is_enabled = table.bool("enabled").unwrap_or(images.is_enabled);
    if table.node("widths").is_some() {
        images.widths.clear();
        for node in table.list("widths") {
            match node.value {
                Value::Integer(width @ 16..=MAX_WIDTH) => images.widths.push(width as u32),
                Value::Integer(_) => {
                    let diagnostic = out_of(table.path(), "a width", (node.span, 16, MAX_WIDTH));
                    table.tell(diagnostic);
                }
                _ => drop(table.wrong::<()>("widths", "an array of whole numbers", node)),
            }
        }
        images.widths.sort_unstable();
        images.widths.dedup();
    }
    if let Some(quality) = table.integer("quality") {
        match quality.value {
            good @ 1..=100 => images.quality = good as u8,
            _ => {
                let diagnostic = out_of(table.path(), "`quality`", (quality.span, 1, 100));
                table.tell(diagnostic);
            }
        }
    }
    table.finish(&[("sizes", "`widths`")], TOP);
}

fn out_of(path: &Path, what: &str, (span, least, most): (Span, i64, i64)) -> Diagnostic {
    Diagnostic::at(
        codes::UNKNOWN_VALUE,
        path,
        span,
        format!("{what} must be between {least} and {most}"),
    )
}

fn bad_feed_format(path: &Path, name: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a feed format", name.value);
    Diagnostic::at(codes::UNKNOWN_VALUE, path, name.span, message)
        .help("use `atom`, `json` or `rss`")
}
