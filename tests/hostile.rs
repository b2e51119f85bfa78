//! Texts that try to become markup: whatever is imported stays text.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use glossator::pipeline;
use glossator::plan::PageKind;
use html5ever::tokenizer::{TagKind, Token};

/// Stands for hostile words in the files below; as a TOML string and as plain text.
/// Sets the colours that the reader chose before anything is drawn.
const COLOURS: &str = "<script>try{document.documentElement.dataset.theme=localStorage[\"g-theme\"]||\"\"}catch{}</script>";

const BAD: &str = "BAD'\\\"><script>bad()</script><img src=x onerror=bad()>&lt;{{ 7*7 }}]]>-->";

const FILES: &[(&str, &str)] = &[
    (
        "glossator.toml",
        r#"title = "$"
description = "$"
base_url = "https://example.org/"
menu = [{ name = "$", url = "/" }]
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

#[test]
fn hostile_words_stay_words() {
    let plain = BAD.replace("\\\"", "\"");
    let files: Vec<(&str, String)> = FILES
        .iter()
        .map(|(path, text)| {
            // front matter and data hold it as a string, Markdown as it is
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
    let model = support::model(&files).value;
    let mut n_pages = 0;
    for page in &model.plan.pages {
        let is_data = matches!(
            page.kind,
            PageKind::Stream(_) | PageKind::Annotations(_) | PageKind::Asset(_)
        );
        let rendered = pipeline::page(&model, page);
        let text = String::from_utf8(rendered.value).unwrap();
        if is_data {
            continue;
        }
        n_pages += 1;
        // the theme's own script in the head, which is the same on each page; a redirect has none
        let inline = text.matches("<script>").count();
        assert_eq!(inline, text.matches(COLOURS).count(), "{}", page.url);
        assert!(inline <= 1, "{}", page.url);
        for token in support::tokens(&text) {
            let Token::TagToken(tag) = token else { continue };
            let value = |name: &str| {
                let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
                found.map(|found| found.value.to_string())
            };
            let is_theme = tag.kind == TagKind::EndTag
                || tag.attrs.is_empty()
                || ["/site.js", "/search.js"].map(Some).contains(&value("src").as_deref());
            assert!(&*tag.name != "script" || is_theme, "{}: {tag:?}", page.url);
            let handler = tag.attrs.iter().find(|attribute| attribute.name.local.starts_with("on"));
            assert!(handler.is_none(), "{}: {tag:?}", page.url);
            let link = value("href").or(value("src")).unwrap_or_default();
            assert!(!link.starts_with("javascript:"), "{}: {tag:?}", page.url);
        }
        assert!(!text.contains("49"), "{}: a template in a text was run\n{text}", page.url);
    }
    assert!(n_pages > 10, "all kinds of pages: {n_pages}");
    let article = model.plan.pages.iter().find(|page| matches!(page.kind, PageKind::Article(_)));
    let article = pipeline::page(&model, article.unwrap());
    let text = String::from_utf8(article.value).unwrap();
    assert!(text.contains("BAD"), "the words are there\n{text}");
}
