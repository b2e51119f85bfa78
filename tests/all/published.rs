//! Documents other than pages: which there are, and their content.

use glossator::pipeline::{self, Model};

const BASE: &str = "base_url = \"https://example.org/a/\"\ntitle = \"T\"\n";
const ADA: (&str, &str) = ("content/entities/people/ada.md", "+++\nname = \"Ada\"\n+++\n");

fn article(name: &str, head: &str, body: &str) -> (String, String) {
    (
        format!("content/articles/{name}.md"),
        format!("+++\ntitle = \"{name}\"\n{head}\n+++\n\n{body}\n"),
    )
}

fn model(config: &str, articles: &[(String, String)], more: &[(&str, &str)]) -> Model {
    let mut files = vec![("glossator.toml", config), ADA];
    files.extend(articles.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    files.extend(more);
    let read = crate::support::model(&files);
    assert!(!read.has_errors(), "{:?}", read.diagnostics);
    read.value
}

fn text(model: &Model, url: &str) -> Option<String> {
    let page = model.plan.page(url)?;
    Some(String::from_utf8(pipeline::page(model, page).value).unwrap())
}

fn locs(map: &str) -> Vec<&str> {
    map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect()
}

#[test]
fn without_a_base_documents_with_absolute_urls_are_left_out() {
    let articles = [article("one", "date = 2025-01-01", "Ada.")];
    let model = model("title = \"T\"\n", &articles, &[]);
    for url in
        ["/atom.xml", "/feed.json", "/people/ada/atom.xml", "/sitemap.xml", "/sitemap-news.xml"]
    {
        assert!(model.plan.page(url).is_none(), "{url}");
    }
    assert_eq!(text(&model, "/robots.txt").unwrap(), "User-agent: *\nAllow: /\n");
    let data = text(&model, "/entities.json").unwrap();
    assert!(data.contains("\"url\":\"people/ada/index.html\""), "{data}");
    assert!(
        text(&model, "/_headers")
            .unwrap()
            .starts_with("/*\n  Content-Security-Policy: default-src 'self';")
    );
    let home = text(&model, "/").unwrap();
    assert!(!home.contains("application/atom+xml"), "no page names a feed that is not there");
}

#[test]
fn every_page_that_lists_articles_has_its_feeds() {
    let head = "date = 2025-01-01\ntags = [\"Salt\"]\nauthors = [\"Bo\"]\nstoryline = \"Roads\"\nentities = [\"ada\"]";
    let articles = [article("one", head, "Ada.")];
    let pages =
        ["/", "/people/ada/", "/tags/salt/", "/authors/bo/", "/storylines/roads/", "/corrections/"];
    let count = |config: &str| {
        let model = model(&format!("{BASE}{config}"), &articles, &[]);
        let has = |page: &&str| {
            ["atom.xml", "feed.json", "rss.xml"]
                .map(|file| model.plan.has(&format!("{page}{file}")))
        };
        pages.iter().map(has).collect::<Vec<_>>()
    };
    assert_eq!(count(""), [[true, true, false]; 6]);
    assert_eq!(count("[feeds]\nformats = [\"rss\"]"), [[false, false, true]; 6]);
    assert_eq!(count("[feeds]\nformats = []"), [[false; 3]; 6]);
    let none = "[feeds]\nentities = false\ntags = false\nauthors = false\nstorylines = false";
    let (yes, no) = ([true, true, false], [false; 3]);
    assert_eq!(count(none), [yes, no, no, no, no, yes]);

    // pages name their own feed, others that of the site
    let model = model(BASE, &articles, &[]);
    for (page, feed) in [
        ("/people/ada/", "/a/people/ada/atom.xml"),
        ("/tags/", "/a/atom.xml"),
        ("/articles/one/", "/a/atom.xml"),
    ] {
        let html = text(&model, page).unwrap();
        let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"";
        let head: Vec<&str> = html.split(link).skip(1).collect();
        assert_eq!(head.len(), 1, "{page}");
        assert!(
            head[0].split('>').next().unwrap().ends_with(&format!("href=\"{feed}\"")),
            "{page}"
        );
        assert!(
            html.contains(&format!("<a href=\"{feed}\" type=\"application/atom+xml\">Atom</a>")),
            "{page}"
        );
    }
}

#[test]
fn feeds_contain_published_dated_articles() {
    let articles = [
        article("new", "date = 2025-03-01", "New."),
        article("old", "date = 2025-01-01\nupdated = 2025-06-01", "Old."),
        article("draft", "date = 2025-04-01\ndraft = true", "Draft."),
        article("undated", "", "Undated."),
        article("arabic", "date = 2025-02-01\nlang = \"ar\"", "عربي."),
        article("esperanto", "date = 2025-02-02\nlang = \"eo\"", "Esperanto."),
        article("british", "date = 2025-02-03\nlang = \"en-GB\"", "British."),
    ];
    let titles = |config: &str| {
        let feed = text(&model(&format!("{BASE}{config}"), &articles, &[]), "/feed.json").unwrap();
        let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
        let titles = feed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["title"].as_str().unwrap().to_string());
        titles.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(titles(""), "new british esperanto arabic old");
    // a declared language has its own feed
    assert_eq!(titles("[languages.ar]"), "new british esperanto old");
    assert_eq!(titles("[feeds]\nlimit = 2"), "new british");
    assert_eq!(titles("[feeds]\nlimit = 0"), "new british esperanto arabic old");
    let model = model(&format!("{BASE}[feeds]\nfull_text = false"), &articles, &[]);
    let atom = text(&model, "/atom.xml").unwrap();
    assert!(
        atom.contains("\n<updated>2025-06-01T00:00:00Z</updated>\n<link rel=\"self\""),
        "the newest entry's: {atom}"
    );
    assert!(
        atom.contains("&lt;p&gt;New.&lt;/p&gt;"),
        "without a standfirst the first sentence: {atom}"
    );
    let empty = text(&model, "/people/ada/atom.xml").unwrap();
    assert!(empty.contains("<updated>1970-01-01T00:00:00Z</updated>"), "{empty}");
}

#[test]
fn news_is_what_is_at_most_two_days_old() {
    // the day of the build is 2026-01-01
    let articles = [
        article("today", "date = 2026-01-01", "Text."),
        article("evening", "date = \"2026-01-01T23:00:00Z\"", "Text."),
        article("yesterday", "date = 2025-12-31", "Text."),
        article("before", "date = \"2025-12-30T23:59:59Z\"", "Text."),
        article("tomorrow", "date = \"2026-01-02T00:30:00Z\"", "Text."),
        article(
            "elsewhere",
            "date = 2026-01-01\ncanonical_url = \"https://elsewhere.example/\"",
            "Text.",
        ),
    ];
    let model_of = |articles: &[(String, String)]| model(BASE, articles, &[]);
    let news = text(&model_of(&articles), "/sitemap-news.xml").unwrap();
    let urls = ["evening", "today", "yesterday"]
        .map(|name| format!("https://example.org/a/articles/{name}/"));
    assert_eq!(locs(&news), urls);
    assert!(news.contains("<news:publication><news:name>T</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-01-01T23:00:00Z</news:publication_date><news:title>evening</news:title>"), "{news}");
    // without recent articles, the newest ones, not marked as news; without articles, the home page
    let old = text(&model_of(&articles[3..4]), "/sitemap-news.xml").unwrap();
    assert_eq!(locs(&old), ["https://example.org/a/articles/before/"]);
    assert!(!old.contains("<news:news>"));
    let none = text(&model_of(&[]), "/sitemap-news.xml").unwrap();
    assert_eq!(locs(&none), ["https://example.org/a/"]);
}

#[test]
fn a_file_of_the_site_replaces_a_document() {
    let articles = [article("one", "date = 2025-01-01", "Ada.")];
    let own = [
        ("static/robots.txt", "mine"),
        ("static/atom.xml", "mine"),
        ("static/_headers", "mine"),
        ("static/sitemap.xml", "mine"),
    ];
    let model = model(BASE, &articles, &own);
    for (path, _) in own {
        let url = path.trim_start_matches("static");
        assert!(model.plan.page(url).is_none() && model.plan.has(url), "{url}");
    }
    // and pages link to it
    assert!(text(&model, "/").unwrap().contains("href=\"/a/atom.xml\""));
}

#[test]
fn documents_can_be_switched_off() {
    let config = "[sitemap]\nenabled = false\n[hosting]\nheaders = false\nredirects = false\n";
    let model_of = |config: &str| model(&format!("{BASE}{config}"), &[], &[]);
    let off = model_of(config);
    for url in ["/sitemap.xml", "/sitemap-news.xml", "/_headers", "/_redirects"] {
        assert!(!off.plan.has(url), "{url}");
    }
    assert!(!text(&off, "/robots.txt").unwrap().contains("Sitemap"));
    let no_news = model_of("[sitemap]\nnews = false\n");
    assert_eq!(text(&no_news, "/robots.txt").unwrap().matches("Sitemap").count(), 1);
    let own = model_of("[hosting]\ncontent_security_policy = \"default-src *;\\nimg-src *\"\n");
    assert!(
        text(&own, "/_headers")
            .unwrap()
            .contains("Content-Security-Policy: default-src *; img-src *\n")
    );
    let none = model_of("[hosting]\ncontent_security_policy = \"\"\n");
    assert!(!text(&none, "/_headers").unwrap().contains("Content-Security-Policy"));
}

#[test]
fn the_content_security_policy_fits_the_pages() {
    let policy = |articles: &[(String, String)], more: &[(&str, &str)]| {
        let headers = text(&model(BASE, articles, more), "/_headers").unwrap();
        let policy =
            headers.lines().find_map(|line| line.strip_prefix("  Content-Security-Policy: "));
        policy.unwrap().to_string()
    };
    let strict = policy(
        &[article("one", "", "![a](a.png)\n\n`<iframe`")],
        &[("content/articles/a.png", "")],
    );
    assert!(strict.contains("img-src 'self' data:;") && !strict.contains("unsafe"), "{strict}");
    assert_eq!(strict.matches("'sha256-").count(), 1, "{strict}");
    let loose = policy(
        &[article(
            "one",
            "",
            "![a](https://b.example/a.png)\n\n<p style=\"x\">a</p>\n\n<video src=x></video>",
        )],
        &[],
    );
    assert!(
        loose.contains("img-src 'self' data: https:")
            && loose.contains("style-src 'self' 'unsafe-inline'")
            && loose.contains("media-src"),
        "{loose}"
    );
    // custom templates may contain scripts, on any kind of page
    let template = "{% extends \"default/article.html\" %}{% block head %}<script>own()</script>{% endblock head %}";
    let own = policy(&[article("one", "", "Text.")], &[("templates/article.html", template)]);
    assert_eq!(own.matches("'sha256-").count(), 2, "{own}");
}

#[test]
fn the_sitemap_lists_all_pages_with_content() {
    let articles = [
        article("one", "date = 2025-01-01\nredirect_from = [\"/old/\"]", "Ada."),
        article(
            "elsewhere",
            "date = 2025-01-01\ncanonical_url = \"https://elsewhere.example/\"",
            "Text.",
        ),
        article("draft", "draft = true", "Text."),
    ];
    let model =
        model(BASE, &articles, &[("content/about.md", "+++\ntitle = \"About\"\n+++\nUs.\n")]);
    let map = text(&model, "/sitemap.xml").unwrap();
    let has = |url: &str| locs(&map).contains(&&*format!("https://example.org/a{url}"));
    for url in [
        "/",
        "/articles/",
        "/articles/one/",
        "/about/",
        "/people/ada/",
        "/people/",
        "/archive/2025/01/",
    ] {
        assert!(has(url), "{url}: {map}");
    }
    for url in [
        "/articles/elsewhere/",
        "/articles/draft/",
        "/old/",
        "/404.html",
        "/search/",
        "/tags/",
        "/events/",
        "/robots.txt",
        "/articles/one/body.txt",
    ] {
        assert!(!has(url), "{url}");
    }
    assert!(map.contains("<loc>https://example.org/a/about/</loc></url>"), "nobody dated it");
    assert_eq!(text(&model, "/_redirects").unwrap(), "/a/old/ /a/articles/one/ 301\n");
}
