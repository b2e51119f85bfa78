//! URLs and collisions of small sites that are read from their files.

mod links;

use crate::base::{Checked, Diagnostic};
use crate::plan::{PageKind, Plan, ThemeFile, links_of_tables, plan};
use crate::site::Site;
use crate::site::tests::{read, settings};
use crate::source::Settings;

const ARTICLE: &str = "+++\ntitle = \"T\"\n+++\n";
const PAGE: &str = ARTICLE;
const PERSON: &str = "+++\nname = \"P\"\ntype = \"person\"\n+++\n## Life\n";

fn theme() -> Vec<ThemeFile> {
    let file = |(name, published): (&'static str, &str)| ThemeFile {
        name,
        published: published.into(),
        integrity: "sha256-x".into(),
    };
    [("site.css", "site.1.css"), ("site.js", "site.2.js")].map(file).into()
}

fn planned(files: &[(&str, &str)], settings: &Settings) -> (Site, Checked<Plan>) {
    let (site, sources) = read(files, settings);
    let site = site.value;
    let mut plan = plan(&site, &sources.assets, &theme());
    for document in 0..site.documents.len() {
        plan.diagnostics.extend(crate::plan::links(&site, &plan.value, document));
    }
    plan.diagnostics.extend(links_of_tables(&site, &plan.value));
    (site, plan)
}

/// All diagnostics about URLs and links.
fn diagnostics(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    planned(files, &settings()).1.diagnostics
}

#[track_caller]
fn codes(files: &[(&str, &str)], expected: &[&str]) -> Vec<Diagnostic> {
    let diagnostics = diagnostics(files);
    let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.name).collect();
    assert_eq!(codes, expected, "{diagnostics:#?}");
    diagnostics
}

/// Checks the URL and the output path of a file.
#[track_caller]
fn check(path: &str, text: &str, expected: &str) {
    let config = ("glossator.toml", "[languages.ar]\n");
    let (site, plan) = planned(&[config, (path, text)], &settings());
    let at = site.documents.iter().position(|document| document.file.path.as_str() == path);
    assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
    assert_eq!(&*plan.value.documents[at.unwrap()], expected, "{path}");
    let output = plan.value.page(expected).unwrap().output.as_str();
    let folder = crate::plan::address::decoded(expected).unwrap();
    assert_eq!(output, format!("{folder}index.html").trim_start_matches('/'));
}

#[test]
fn addresses_mirror_the_tree() {
    check("content/articles/2025/x.md", ARTICLE, "/articles/2025/x/");
    check("content/articles/2025/2025-10-15-x.md", ARTICLE, "/articles/2025/x/");
    check("content/articles/2025-10-15-x/index.md", ARTICLE, "/articles/x/");
    check("content/articles/x.ar.md", ARTICLE, "/ar/articles/x/");
    check("content/articles/x/index.ar.md", ARTICLE, "/ar/articles/x/");
    check("content/articles/x.fr.md", ARTICLE, "/articles/x.fr/");
    check("content/articles/Été à “Moscou”.md", ARTICLE, "/articles/Été à “Moscou”/");
    check("content/articles/100% #1?.md", ARTICLE, "/articles/100%25 %231%3F/");
    check("content/about.md", PAGE, "/about/");
    check("content/a/b.md", PAGE, "/a/b/");
    check("content/a/index.md", PAGE, "/a/");
    check("content/a/index.ar.md", PAGE, "/ar/a/");
    check("content/index.md", PAGE, "/");
    check("content/_index.md", PAGE, "/");
    check("content/index.ar.md", PAGE, "/ar/");
    check("content/articles/2025/_index.md", PAGE, "/articles/2025/");
    check("content/articles/_index.md", PAGE, "/articles/");
    check("content/entities/people/someone.md", PERSON, "/people/someone/");
    check("content/entities/anywhere/else/someone/index.md", PERSON, "/people/someone/");
}

#[test]
fn slug_and_path_replace_the_file_name() {
    let with = |line: &str| format!("+++\ntitle = \"T\"\n{line}\n+++\n");
    check("content/articles/2025/x.md", &with("slug = \"y-z\""), "/articles/2025/y-z/");
    check("content/articles/x.ar.md", &with("slug = \"y\""), "/ar/articles/y/");
    check("content/articles/x.md", &with("path = \"/old/place/\""), "/old/place/");
    let person = "+++\nname = \"P\"\ntype = \"person\"\nslug = \"q\"\n+++\n";
    check("content/entities/someone.md", person, "/people/q/");
}

/// URLs of all pages, sorted by output path.
fn urls(files: &[(&str, &str)]) -> Vec<String> {
    let (_, plan) = planned(files, &settings());
    assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
    plan.value.pages.iter().map(|page| page.url.to_string()).collect()
}

#[test]
fn an_empty_site_has_its_lists() {
    let expected = [
        "/.nojekyll",
        "/404.html",
        "/_headers",
        "/_redirects",
        "/archive/",
        "/articles/",
        "/authors/",
        "/corrections.json",
        "/corrections/",
        "/entities.json",
        "/entities/",
        "/events/",
        "/graph.json",
        "/graph/",
        "/",
        "/organizations/",
        "/people/",
        "/places/",
        "/robots.txt",
        "/search/",
        "/site.1.css",
        "/site.2.js",
        "/sources/",
        "/storylines/",
        "/tags/",
        "/timeline/",
        "/works/",
    ];
    assert_eq!(urls(&[]), expected);
}

#[test]
fn lists_have_pages() {
    let config = "[pages]\narticles = 2\nmentions = 3\n";
    let article = "+++\ntitle = \"T\"\ndate = 2025-10-01\ntags = [\"Oil\"]\nauthors = [\"Jo\"]\n\
                   storyline = \"War\"\n+++\n[a](@p), [b](@p).\n";
    let person = "+++\nname = \"P\"\ntype = \"person\"\nformer_ids = [\"q\"]\nredirect_from = [\"/old/p\", \"/p.php\"]\n+++\n";
    let urls = urls(&[
        ("glossator.toml", config),
        ("content/articles/2025/a.md", article),
        ("content/articles/2025/b.md", article),
        ("content/articles/c.md", article),
        ("content/articles/2025/_index.md", PAGE),
        ("content/entities/p.md", person),
    ]);
    for expected in [
        "/articles/page/2/",
        "/people/p/page/2/",
        "/tags/oil/page/2/",
        "/authors/jo/page/2/",
        "/storylines/war/page/2/",
        "/archive/2025/10/page/2/",
        "/articles/2025/",
        "/articles/c/body.txt",
        "/articles/c/annotations.jsonld",
        "/people/q/",
        "/old/p/",
        "/p.php",
    ] {
        assert!(urls.iter().any(|url| url == expected), "{expected} is not in {urls:#?}");
    }
    for absent in
        ["/articles/page/3/", "/people/p/page/3/", "/articles/2025/page/2/", "/articles/page/1/"]
    {
        assert!(!urls.iter().any(|url| url == absent), "{absent}");
    }
}

#[test]
fn articles_without_marks_have_no_annotations() {
    let urls = urls(&[("content/articles/a.md", ARTICLE)]);
    assert!(urls.iter().any(|url| url == "/articles/a/body.txt"));
    assert!(!urls.iter().any(|url| url == "/articles/a/annotations.jsonld"));
}

#[test]
fn a_page_size_of_zero_puts_everything_on_one_page() {
    let urls = urls(&[
        ("glossator.toml", "[pages]\narticles = 0\n"),
        ("content/articles/a.md", ARTICLE),
        ("content/articles/b.md", ARTICLE),
    ]);
    assert!(!urls.iter().any(|url| url.contains("/page/")));
}

#[test]
fn files_of_a_bundle_follow_its_page() {
    let (_, plan) = planned(
        &[
            ("glossator.toml", "[languages.ar]\n"),
            ("content/articles/2025-10-15-x/index.md", ARTICLE),
            ("content/articles/2025-10-15-x/index.ar.md", ARTICLE),
            ("content/articles/2025-10-15-x/img/a #1.png", ""),
            ("content/articles/hidden/index.md", "+++\ntitle = \"T\"\ndraft = true\n+++\n"),
            ("content/articles/hidden/b.png", ""),
            ("content/articles/c.png", ""),
            ("static/site.css", ""),
        ],
        &settings(),
    );
    assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
    let copied: Vec<_> = plan.value.assets.iter().map(|asset| asset.output.as_str()).collect();
    assert_eq!(copied, ["articles/c.png", "articles/x/img/a #1.png", "site.css"]);
    let is_built_in = |name| plan.value.pages.iter().any(|page| page.kind == PageKind::Asset(name));
    assert!(!is_built_in("site.css") && is_built_in("site.js"));
}

#[test]
fn address_taken() {
    let at = |path: &str| format!("+++\ntitle = \"T\"\npath = \"{path}\"\n+++\n");
    let (same, tags) = (at("/articles/a/"), at("/tags/"));
    let by_two =
        codes(&[("content/articles/a.md", ARTICLE), ("content/b.md", &same)], &["address-taken"]);
    assert_eq!(by_two[0].message, "two sources claim the address `/articles/a/`");
    let places = [&by_two[0].primary.place.path, &by_two[0].labels[0].place.path];
    assert_eq!(places.map(|path| path.as_str()), ["content/b.md", "content/articles/a.md"]);
    let own = codes(&[("content/b.md", &tags)], &["address-taken"]);
    assert_eq!(own[0].primary.place.path.as_str(), "content/b.md");
    codes(&[("content/tags.md", PAGE)], &["address-taken"]);
    codes(&[("content/a.md", PAGE), ("content/A.md", PAGE)], &["address-taken"]);
    codes(&[("content/é.md", PAGE), ("content/e\u{301}.md", PAGE)], &["address-taken"]);
    codes(&[("content/index.md", PAGE), ("content/_index.md", PAGE)], &["address-taken"]);
    codes(&[("content/a.png", ""), ("static/A.png", "")], &["address-taken"]);
    codes(&[("content/a.md", PAGE), ("static/a/index.html", "")], &["address-taken"]);
    let types =
        codes(&[("glossator.toml", "[types.topic]\npath = \"tags\"\n")], &["address-taken"]);
    assert_eq!(types[0].primary.place.path.as_str(), "glossator.toml");
}

#[test]
fn a_file_cannot_be_a_folder() {
    let diagnostics = codes(&[("content/a/b.md", PAGE), ("static/a", "")], &["address-taken"]);
    assert_eq!(diagnostics[0].message, "`/a` is a file, and `/a/b/` needs a folder there");
}

#[test]
fn former_addresses_must_be_free() {
    let from = |old: &str| format!("+++\ntitle = \"T\"\nredirect_from = [\"{old}\"]\n+++\n");
    let (a, b) = (from("/b/"), from("/old/"));
    let diagnostics = codes(&[("content/a.md", &a), ("content/b.md", PAGE)], &["address-taken"]);
    assert_eq!(&a[diagnostics[0].primary.place.span.unwrap().range()], "\"/b/\"");
    codes(&[("content/c.md", &b), ("content/d.md", &b)], &["address-taken"]);
}
