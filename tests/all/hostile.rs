//! Hostile texts: imported text never becomes markup.

use glossator::pipeline;
use glossator::plan::{Document, Format, PageKind};
use html5ever::tokenizer::{TagKind, Token};

/// Inline script that applies the colours chosen by the reader before the first paint.
const COLOURS: &str = "<script>try{document.documentElement.dataset.theme=localStorage[\"g-theme\"]||\"\"}catch{}</script>";

/// Stands for hostile text in the files below, both as a TOML string and as plain text.
const BAD: &str = "BAD'\\\"></script><!--\u{2028}<script>bad()</script><img src=x onerror=bad()>&lt;{{ 7*7 }}]]>-->";

const FILES: &[(&str, &str)] = &[
    (
        "glossator.toml",
        r#"title = "$"
description = "$"
base_url = "https://example.org/"
menu = [{ name = "$", url = "/" }]
[feeds]
formats = ["atom", "json", "rss"]
[languages.ar]
title = "$"
description = "$"
[markdown]
raw_html = false
math = true
[types.ship]
label = "$"
plural = "$"
path = "ships"
[relations.knows]
label = "$"
inverse = "$"
[notes.odd]
label = "$"
"#,
    ),
    (
        "content/articles/one.md",
        r#"+++
title = "$"
date = 2025-10-15
kicker = "$"
description = "$"
authors = ["$"]
tags = ["$"]
storyline = "$"
about = ["ada"]
toc = true
image = { src = "a.png", alt = "$", caption = "$", credit = "$" }
origin = { publisher = "$", license = "$" }
notices = [{ kind = "update", date = 2025-10-15, text = "$" }]

[[annotations]]
quote = "came"
note = "$"
kind = "odd"
creator = "$"
tags = ["$"]

[[statements]]
quote = "late"
speaker = "$"
words_of = "$"
sources = ["s"]
note = "$"

[[sources]]
id = "s"
kind = "agency"
publisher = "$"
title = "$"
+++

## $

Ada came "late" <script>bad()</script> <img src=x onerror=bad()> [$](https://example.org/?"><script> "$") ![$](https://example.org/x.png "$")
$\text{<script>bad()</script>}<b>$ [x](<https://example.org/" onmouseover="bad()>) [y](javascript:bad()) [[ada|$]] `$`

```$
$
```

[^1]: $

A[^1].
"#,
    ),
    (
        "content/articles/one.annotations.jsonld",
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "creator": {"name": "$"},
 "body": {"type": "TextualBody", "value": "$", "format": "text/html"},
 "target": {"source": "one", "selector": {"type": "TextQuoteSelector", "exact": "Ada"}}}"#,
    ),
    ("content/articles/a.png", "png"),
    (
        "content/entities/ada.toml",
        r#"[[entity]]
id = "ada"
type = "ship"
name = "Ada"
aliases = ["$"]
description = "$"
sort_name = "$"
disambiguation = "$"
same_as = ["https://example.org/?\"><script>bad()</script>"]
ids = { odd = "$" }

[[entity.relations]]
kind = "knows"
target = "bob"
note = "$"

[[entity]]
id = "bob"
type = "person"
name = "$"

[[entity.roles]]
title = "$"
"#,
    ),
    ("content/about.md", "+++\ntitle = \"$\"\ndescription = \"$\"\n+++\n\n$\n"),
    ("content/index.md", "+++\ntitle = \"$\"\n+++\n\n<div onclick=bad()>$</div>\n"),
];

/// Checks that a document other than a page is well-formed, and that HTML in it runs no script.
fn harmless(document: &Document, url: &str, text: &str) {
    let mut html: Vec<String> = Vec::new();
    match document {
        Document::Feed { format: Format::Json, .. } | Document::Data(_) => {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let items = ["items", "corrections"].into_iter().filter_map(|key| value.get(key));
            let items = items.flat_map(|items| items.as_array().unwrap());
            let words = items.flat_map(|item| ["content_html", "html"].map(|key| item.get(key)));
            html.extend(words.flatten().map(|words| words.as_str().unwrap().to_string()));
        }
        Document::Feed { .. }
        | Document::Sitemap
        | Document::SitemapPart(_)
        | Document::SitemapNews => {
            let read = roxmltree::Document::parse(text);
            let read = read.unwrap_or_else(|error| panic!("{url}: {error}\n{text}"));
            let own = ["script", "img", "b", "p"];
            assert!(read.descendants().all(|node| !own.contains(&node.tag_name().name())), "{url}");
            let words = read
                .descendants()
                .filter(|it| ["content", "encoded"].contains(&it.tag_name().name()));
            html.extend(words.map(|words| words.text().unwrap().to_string()));
        }
        Document::Redirects => {
            assert!(text.lines().all(|line| line.split(' ').count() == 3), "{text}");
        }
        Document::Headers | Document::Robots | Document::NoJekyll => {
            assert!(!text.contains("bad"), "{text}");
        }
    }
    for token in html.iter().flat_map(|html| crate::support::tokens(html)) {
        let Token::TagToken(tag) = token else { continue };
        assert!(!["script", "style", "iframe"].contains(&&*tag.name), "{url}: {tag:?}");
        for attribute in &tag.attrs {
            let is_handler = attribute.name.local.starts_with("on");
            let is_script = attribute.value.trim().to_lowercase().starts_with("javascript:");
            assert!(!is_handler && !is_script, "{url}: {tag:?}");
        }
    }
}

#[test]
fn hostile_html_of_the_site_stays_out_of_its_feeds() {
    let body = "<p onclick=bad()>a</p>\n\n<script>bad()</script>\n\n<a href=\"&#106;avascript:bad()\">b</a> \
                <a href=\" JavaScript:bad()\">c</a>\n\n<iframe srcdoc=\"<script>bad()</script>\"></iframe>\n\n\
                <div><style>p{}</style><svg onload=bad()><a xlink:href=\"javascript:bad()\">d</a></svg></div>\n";
    let article = format!(
        "+++\ntitle = \"One \u{1}\u{fffe}\"\ndate = 2025-10-15\n+++\n\nText.[^1]\n\n{body}\n[^1]: {body}"
    );
    let files = [
        (
            "glossator.toml",
            "base_url = \"https://example.org/\"\n[feeds]\nformats = [\"atom\", \"json\", \"rss\"]\n",
        ),
        ("content/articles/one.md", &*article.replace('\u{1}', "\\u0001")),
    ];
    let model = crate::support::model(&files).value;
    let mut count = 0;
    for page in &model.plan.pages {
        if let PageKind::Document(document) = &page.kind {
            let text = String::from_utf8(pipeline::page(&model, page).value).unwrap();
            harmless(document, &page.url, &text);
            count += usize::from(text.contains("Text."));
        }
    }
    assert_eq!(count, 3, "whole texts in three formats");
}

#[test]
fn hostile_text_stays_text() {
    let plain = BAD.replace("\\\"", "\"");
    let files: Vec<(&str, String)> = FILES
        .iter()
        .map(|(path, text)| {
            // front matter and data contain it as a string, Markdown verbatim
            let parts: Vec<&str> = text.splitn(3, "+++\n").collect();
            let text = match parts[..] {
                ["", front, body] => format!(
                    "+++\n{}+++\n{}",
                    front.replace('$', BAD),
                    body.replace("$\\text", "\u{1}")
                        .replace("<b>$", "\u{2}")
                        .replace('$', &plain)
                        .replace('\u{1}', "$\\text")
                        .replace('\u{2}', "<b>$"),
                ),
                _ => text.replace('$', BAD),
            };
            (*path, text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let model = crate::support::model(&files).value;
    let (mut n_pages, mut n_documents) = (0, 0);
    for page in &model.plan.pages {
        let is_data = matches!(
            page.kind,
            PageKind::Stream(_) | PageKind::Annotations(_) | PageKind::Asset(_)
        );
        let rendered = pipeline::page(&model, page);
        let text = String::from_utf8(rendered.value).unwrap();
        if let PageKind::Document(document) = &page.kind {
            n_documents += 1;
            harmless(document, &page.url, &text);
            continue;
        }
        if is_data {
            continue;
        }
        n_pages += 1;
        // the theme's script in the head is the same on each page; redirects have none
        let inline = text.matches("<script>").count();
        assert_eq!(inline, text.matches(COLOURS).count(), "{}", page.url);
        assert!(inline <= 1, "{}", page.url);
        machine_read(&text, &page.url);
        for token in crate::support::tokens(&text) {
            let Token::TagToken(tag) = token else { continue };
            let value = |name: &str| {
                let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
                found.map(|found| found.value.to_string())
            };
            let is_theme = tag.kind == TagKind::EndTag
                || tag.attrs.is_empty()
                || value("src").is_some_and(|src| is_theme_script(&src))
                || value("type").as_deref() == Some("application/ld+json");
            assert!(&*tag.name != "script" || is_theme, "{}: {tag:?}", page.url);
            let handler = tag.attrs.iter().find(|attribute| attribute.name.local.starts_with("on"));
            assert!(handler.is_none(), "{}: {tag:?}", page.url);
            let link = value("href").or(value("src")).unwrap_or_default();
            assert!(!link.starts_with("javascript:"), "{}: {tag:?}", page.url);
        }
        assert!(!text.contains("49"), "{}: a template in a text was run\n{text}", page.url);
    }
    assert!(n_pages > 10, "all kinds of pages: {n_pages}");
    assert!(n_documents > 20, "all kinds of documents: {n_documents}");
    let article = model.plan.pages.iter().find(|page| matches!(page.kind, PageKind::Article(_)));
    let article = pipeline::page(&model, article.unwrap());
    let text = String::from_utf8(article.value).unwrap();
    assert!(text.contains("BAD"), "the words are there\n{text}");
}

/// Checks that JSON-LD in a page is valid JSON and contains no character that is special in HTML.
fn machine_read(page: &str, url: &str) {
    let mut parts = page.split("<script type=\"application/ld+json\">").skip(1);
    let Some(rest) = parts.next() else {
        assert!(["/404.html", "/search/"].contains(&url), "{url}: no graph");
        return;
    };
    assert!(parts.next().is_none(), "{url}: one graph");
    let (graph, _) = rest.split_once("</script>").unwrap();
    let read: serde_json::Value = serde_json::from_str(graph).unwrap();
    assert!(read["@graph"].is_array(), "{url}");
    let html = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    assert!(!graph.contains(html), "{url}: {graph}");
    assert!(!graph.contains("javascript:"), "{url}: {graph}");
}

/// Whether a URL is that of a theme script, whose name contains a hash.
fn is_theme_script(address: &str) -> bool {
    let name = address.strip_prefix('/').and_then(|name| name.strip_suffix(".js"));
    let parts = name.and_then(|name| name.split_once('.'));
    parts.is_some_and(|(stem, hash)| ["site", "search"].contains(&stem) && hash.len() == 12)
}

/// A site with a URL, written `$`, in every place that accepts one.
const ADDRESSES: &[(&str, &str)] = &[
    (
        "glossator.toml",
        "base_url = \"https://example.org/\"\nmenu = [{ name = \"M\", url = \"$\" }]\n[feeds]\nformats = [\"atom\", \"json\", \"rss\"]\n[markdown]\nraw_html = false\n",
    ),
    (
        "content/articles/one.md",
        r#"+++
title = "One"
date = 2025-10-15
canonical_url = "$"
image = { src = "$", alt = "a" }
origin = { publisher = "P", url = "$" }
notices = [{ kind = "update", date = 2025-10-15, text = "[n]($) ![i]($)" }]

[[annotations]]
quote = "came"
note = "[n](<$>)"
creator = "$"

[[statements]]
quote = "late"
sources = ["s"]
review = { rating = "r", url = "$" }

[[sources]]
id = "s"
kind = "outlet"
publisher = "P"
title = "T"
url = "$"
archived_url = "$"
+++

Ada came late. [a](<$>) ![b](<$>) [c][r] <$> [[ada|x]](<$>)

[r]: <$>
"#,
    ),
    (
        "content/articles/one.annotations.jsonld",
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "$", "creator": "$",
 "body": [{"type": "TextualBody", "value": "<a href='$'>n</a>", "format": "text/html"}, {"source": "$", "purpose": "identifying"}],
 "target": {"source": "one", "selector": {"type": "TextQuoteSelector", "exact": "Ada"}}}"#,
    ),
    (
        "content/entities/people/all.jsonl",
        r#"{"id": "ada", "name": "Ada", "same_as": ["$"], "image": {"src": "$", "alt": "a"}, "ids": {"odd": "$"}, "sources": [{"id": "t", "url": "$", "archived_url": "$"}]}"#,
    ),
    ("content/about.md", "+++\ntitle = \"A\"\n+++\n\n[a](<$>) ![b](<$>)\n"),
];

/// URLs that would run script in browsers.
const SCRIPTS: &[&str] = &[
    "javascript:bad()",
    "JaVaScRiPt:bad()",
    "java\\tscript:bad()",
    "\\u0001javascript:bad()",
    " javascript:bad()",
    "vbscript:bad()",
    "data:text/html,<script>bad()</script>",
    "feed:javascript:bad()",
    "view-source:javascript:bad()",
];

/// Whether a URL would run script in a browser.
fn runs(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let plain = plain.to_lowercase();
    let schemes = ["javascript:", "vbscript:", "data:text", "feed:", "view-source:"];
    schemes.iter().any(|scheme| plain.starts_with(scheme))
}

#[test]
fn no_url_runs_script() {
    assert!(runs(" Java\tscript:bad()") && !runs("/javascript:bad()"));
    for script in SCRIPTS {
        let plain = script.replace("\\t", "\t").replace("\\u0001", "\u{1}");
        let files = ADDRESSES.iter().map(|(path, text)| {
            let text = match text.rsplit_once("+++\n") {
                Some((front, body)) if path.ends_with(".md") => {
                    format!("{}+++\n{}", front.replace('$', script), body.replace('$', &plain))
                }
                _ => text.replace('$', script),
            };
            (*path, text)
        });
        let files: Vec<(&str, String)> = files.collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        let model = crate::support::model(&files).value;
        for page in &model.plan.pages {
            if matches!(page.kind, PageKind::Stream(_) | PageKind::Asset(_)) {
                continue;
            }
            let text = String::from_utf8(pipeline::page(&model, page).value).unwrap();
            if let PageKind::Document(document) = &page.kind {
                harmless(document, &page.url, &text);
            } else if !matches!(page.kind, PageKind::Annotations(_)) {
                for token in crate::support::tokens(&text) {
                    let Token::TagToken(tag) = token else { continue };
                    for attribute in &tag.attrs {
                        let name = &*attribute.name.local;
                        let is_address = ["href", "src", "action", "xlink:href"].contains(&name);
                        assert!(
                            !is_address || !runs(&attribute.value),
                            "{script}: {}: {tag:?}",
                            page.url
                        );
                    }
                }
            }
        }
    }
}
