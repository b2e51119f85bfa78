//! A site in several languages: home pages, lists and feeds of each, and links between them.

use std::collections::BTreeMap;

use crate::support::{model, tokens};
use glossator::pipeline::{self, Model};
use html5ever::tokenizer::{TagKind, Token};

const CONFIG: &str = "title = \"River\"\nbase_url = \"https://example.org/a/\"\n[languages.ar]\ntitle = \"النهر\"\n[languages.en-GB]\n[languages.pt]\n[languages.ja]\n[pages]\narticles = 2\n";

fn article(head: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2025-01-02\n{head}\n+++\nText.\n")
}

/// English, Arabic and British articles, a Portuguese home page; nothing in Japanese.
fn site(config: &str, more: &[(&str, &str)]) -> Model {
    let plain = article("");
    let mut files = vec![
        ("glossator.toml", config),
        ("content/about.md", "+++\ntitle = \"About\"\n+++\nUs.\n"),
        ("content/about.ar.md", "+++\ntitle = \"عنا\"\n+++\nنحن.\n"),
        ("content/index.pt.md", "+++\ntitle = \"O rio\"\n+++\nOlá.\n"),
    ];
    let names = ["one", "one.ar", "one.en-GB", "two", "two.ar", "three", "four.ar"];
    let paths = names.map(|name| format!("content/articles/{name}.md"));
    files.extend(paths.iter().map(|path| (&**path, &*plain)));
    files.extend(more);
    let read = model(&files);
    assert!(
        read.diagnostics.iter().all(|it| it.code.name == "strings-missing"),
        "{:?}",
        read.diagnostics
    );
    read.value
}

fn html(model: &Model, url: &str) -> String {
    let page = model.plan.page(url).unwrap_or_else(|| panic!("nothing is at {url}"));
    String::from_utf8(pipeline::page(model, page).value).unwrap()
}

/// Attributes of start tags by tag name.
fn tags(html: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let tags = tokens(html).into_iter().filter_map(|token| match token {
        Token::TagToken(tag) if tag.kind == TagKind::StartTag && &*tag.name == name => Some(tag),
        _ => None,
    });
    let attributes = |tag: html5ever::tokenizer::Tag| {
        let all = tag.attrs.iter();
        all.map(|it| (it.name.local.to_string(), it.value.to_string())).collect()
    };
    tags.map(attributes).collect()
}

/// Language and URL of the links of a kind that have a language.
fn links_by_language(html: &str, name: &str) -> Vec<(String, String)> {
    let all = tags(html, name).into_iter().filter(|it| it.contains_key("hreflang"));
    all.map(|it| (it["hreflang"].clone(), it["href"].clone())).collect()
}

#[test]
fn each_language_with_articles_has_a_home_page_a_list_and_feeds() {
    let model = site(CONFIG, &[]);
    for url in [
        "/ar/",
        "/ar/articles/",
        "/ar/articles/page/2/",
        "/ar/atom.xml",
        "/ar/feed.json",
        "/en-GB/",
        "/pt/",
    ] {
        assert!(model.plan.page(url).is_some(), "{url}");
    }
    // three Arabic articles take two pages; a home text alone makes no list; without content there is no edition
    for url in ["/ar/articles/page/3/", "/pt/articles/", "/pt/atom.xml", "/ja/", "/en/"] {
        assert!(model.plan.page(url).is_none(), "{url}");
    }
    let listed = |url: &str| html(&model, url).matches("class=\"g-summary\"").count();
    assert_eq!([listed("/"), listed("/ar/"), listed("/en-GB/"), listed("/pt/")], [3, 3, 1, 0]);
    // the site's own list has the articles of all languages
    assert_eq!([listed("/articles/page/4/"), listed("/ar/articles/page/2/")], [1, 1]);
    let entries = |url: &str| html(&model, url).matches("<entry").count();
    assert_eq!(
        [entries("/atom.xml"), entries("/ar/atom.xml"), entries("/en-GB/atom.xml")],
        [3, 3, 1]
    );
    assert!(
        html(&model, "/ar/atom.xml")
            .contains("xml:lang=\"ar\">\n<id>https://example.org/a/ar/</id>\n<title>النهر</title>")
    );
}

#[test]
fn every_version_of_a_page_links_to_all_others() {
    let model = site(CONFIG, &[]);
    let base = "https://example.org/a";
    let mut found = 0;
    for page in model.plan.pages.iter().filter(|page| page.output.as_str().ends_with(".html")) {
        let all = links_by_language(&html(&model, &page.url), "link");
        let Some((_, default)) = all.iter().find(|(tag, _)| tag == "x-default") else {
            assert!(all.is_empty(), "{}", page.url);
            continue;
        };
        found += 1;
        assert!(
            all.contains(&("en".into(), default.clone())) || page.url.contains("/pt/"),
            "{}",
            page.url
        );
        let own = (page.language.to_string(), format!("{base}{}", page.url));
        assert!(all.contains(&own), "{} names itself", page.url);
        for (tag, url) in &all {
            let other = model.plan.page(url.strip_prefix(base).unwrap()).unwrap();
            assert!(tag == "x-default" || *tag == *other.language, "{url} is in {tag}");
            assert_eq!(
                links_by_language(&html(&model, &other.url), "link"),
                all,
                "{url} and {}",
                page.url
            );
        }
        let in_sitemap = html(&model, "/sitemap.xml");
        let entry = in_sitemap
            .lines()
            .find(|line| line.contains(&format!("<loc>{base}{}</loc>", page.url)));
        assert_eq!(links_by_language(entry.unwrap(), "xhtml:link"), all);
    }
    // 4 home pages, 3 lists, 2 plain pages, 3 and 2 articles
    assert_eq!(found, 14);
}

#[test]
fn the_switch_leads_to_the_other_languages() {
    let model = site(CONFIG, &[]);
    let check = |url: &str, expected: &[(&str, &str)]| {
        let expected: Vec<(String, String)> =
            expected.iter().map(|(tag, url)| (tag.to_string(), url.to_string())).collect();
        assert_eq!(links_by_language(&html(&model, url), "a"), expected, "{url}");
    };
    check("/", &[("en", "/a/"), ("ar", "/a/ar/"), ("en-GB", "/a/en-GB/"), ("pt", "/a/pt/")]);
    let lists =
        [("en", "/a/articles/"), ("ar", "/a/ar/articles/"), ("en-GB", "/a/en-GB/articles/")];
    check("/articles/", &lists);
    check("/ar/articles/page/2/", &lists);
    check("/about/", &[("en", "/a/about/"), ("ar", "/a/ar/about/")]);
    check("/articles/two/", &[("ar", "/a/ar/articles/two/")]);
    check("/articles/three/", &[]);
    check("/entities/", &[]);
    let home = html(&model, "/");
    assert!(home.contains("lang=\"ar\" dir=\"rtl\">العربية</a>"));
    assert!(home.contains("lang=\"en\" dir=\"ltr\" aria-current=\"page\">English (en)</a>"));
    // two have the name English, and the interface has no Portuguese translation
    assert!(home.contains(">English (en-GB)</a>") && home.contains(">pt</a>"));
}

#[test]
fn pages_of_an_edition_lead_to_its_home() {
    let model = site(CONFIG, &[]);
    let home = |url: &str| {
        let all = tags(&html(&model, url), "a");
        all.into_iter().find(|it| it.get("class").is_some_and(|it| it == "g-mast")).unwrap()["href"]
            .clone()
    };
    assert_eq!(home("/ar/articles/four/"), "/a/ar/");
    assert_eq!(home("/ar/about/"), "/a/ar/");
    assert_eq!(home("/ar/articles/page/2/"), "/a/ar/");
    assert_eq!(home("/articles/one/"), "/a/");
    assert_eq!(home("/entities/"), "/a/");
    let article = html(&model, "/ar/articles/four/");
    assert!(
        article.contains("href=\"/a/ar/atom.xml\"")
            && article.contains("<a href=\"/a/ar/articles/\" aria-current=\"page\">المقالات</a>")
    );
}

#[test]
fn a_folder_text_is_shown_on_the_list_of_its_language() {
    let text = ("content/articles/_index.ar.md", "+++\ntitle = \"كل شيء\"\n+++\nنص.\n");
    let moved = article("lang = \"ar\"");
    let model = site(CONFIG, &[text, ("content/articles/five.md", &moved)]);
    let list = html(&model, "/ar/articles/");
    assert!(list.contains("<h1>كل شيء</h1>"));
    let lists =
        [("en", "/a/articles/"), ("ar", "/a/ar/articles/"), ("en-GB", "/a/en-GB/articles/")];
    assert_eq!(links_by_language(&list, "a"), lists.map(|(tag, url)| (tag.into(), url.into())));
    // an article that only its `lang` makes Arabic is listed too
    assert!(list.contains("href=\"/a/articles/five/\""));
    assert!(!html(&model, "/").contains("href=\"/a/articles/five/\""));
}

#[test]
fn without_a_base_links_are_relative() {
    let model = site(&CONFIG.replace("base_url", "description"), &[]);
    assert_eq!(
        links_by_language(&html(&model, "/ar/articles/two/"), "a"),
        [("en".into(), "../../../articles/two/index.html".into())]
    );
    assert_eq!(links_by_language(&html(&model, "/ar/articles/two/"), "link"), []);
    assert!(model.plan.page("/ar/atom.xml").is_none());
}

#[test]
fn an_address_of_an_edition_may_be_taken() {
    let arabic = article("");
    for path in [
        "content/ar.md",
        "content/ar/_index.md",
        "static/ar/index.html",
        "static/ar/articles/index.html",
    ] {
        let files = [
            ("glossator.toml", "[languages.ar]\n"),
            ("content/articles/one.ar.md", &arabic),
            (path, "+++\ntitle = \"T\"\n+++\n"),
        ];
        let diagnostics = model(&files).diagnostics;
        let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.name).collect();
        assert_eq!(codes, ["address-taken"], "{path}");
    }
}

#[test]
fn a_home_text_may_be_in_a_variety_of_its_language() {
    let text = ("content/index.ar.md", "+++\ntitle = \"مصر\"\nlang = \"ar-EG\"\n+++\nنص.\n");
    let model = site(CONFIG, &[text]);
    let home = html(&model, "/ar/");
    assert!(
        home.contains("<html lang=\"ar-EG\"") && home.contains("href=\"/a/ar/articles/four/\"")
    );
    assert!(html(&model, "/ar/atom.xml").contains("xml:lang=\"ar\""));
    // and so may an article
    let variety = article("lang = \"ar-EG\"");
    let model = site(CONFIG, &[("content/articles/six.ar.md", &variety)]);
    assert!(html(&model, "/ar/articles/six/").contains("class=\"g-mast\" href=\"/a/ar/\""));
}

/// Names of the links below a heading of the home page, with their counts.
fn rows(html: &str, heading: &str) -> Vec<(String, String)> {
    let section = html.split(heading).nth(1).and_then(|rest| rest.split("</section>").next());
    let inner = |row: &str, after: &str| {
        let rest = row.split(after).nth(1).unwrap();
        rest.split('<').next().unwrap().to_string()
    };
    let rows = section.unwrap_or_default().split("<li").skip(1);
    rows.map(|row| (inner(row, "/\">"), inner(row, "aria-hidden=\"true\">"))).collect()
}

#[test]
fn storylines_of_an_edition_come_from_its_articles() {
    let at = |day: &str, storyline: &str| {
        format!("+++\ntitle = \"T\"\ndate = {day}\nstoryline = \"{storyline}\"\n+++\nText.\n")
    };
    // the latest storyline is the flood in Arabic, the bridge in English
    let articles = [
        ("content/articles/a.ar.md", at("2025-02-01", "Bridge")),
        ("content/articles/b.ar.md", at("2025-03-01", "Flood")),
        ("content/articles/c.md", at("2025-04-01", "Bridge")),
        ("content/articles/d.md", at("2025-01-01", "Flood")),
        ("content/articles/e.md", at("2025-01-01", "Flood")),
    ];
    let more: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (*path, &**text)).collect();
    let model = site(CONFIG, &more);
    let rows_of = |url: &str, heading: &str| rows(&html(&model, url), heading);
    let row = |name: &str, count: &str| (name.to_string(), count.to_string());
    assert_eq!(rows_of("/", "<h2>Storylines</h2>"), [row("Bridge", "1"), row("Flood", "2")]);
    assert_eq!(rows_of("/ar/", "<h2>الملفات</h2>"), [row("Flood", "1"), row("Bridge", "1")]);
}

#[test]
fn text_in_the_language_of_the_site_has_a_lang_attribute() {
    let names = [
        ("content/entities/people/ann.md", "+++\nname = \"Ann\"\n[names.ar]\nname = \"آن\"\n+++\n"),
        ("content/entities/people/bob.md", "+++\nname = \"Bob\"\n+++\n"),
        (
            "content/articles/six.ar.md",
            "+++\ntitle = \"T\"\ndate = 2025-02-02\nentities = [\"ann\", \"bob\"]\n+++\nآن Bob.\n",
        ),
    ];
    let config = CONFIG.replace("title = \"River\"", "title = \"River\"\ndescription = \"News\"");
    let model = site(&config, &names);
    let home = html(&model, "/ar/");
    let n_of = |what: &str| home.matches(what).count();
    // with the newest article, and among the names
    assert_eq!([n_of("<bdi lang=\"en\">Bob</bdi>"), n_of(">Bob</bdi>")], [2, 2]);
    assert_eq!([n_of("<bdi>آن</bdi>"), n_of(">آن</bdi>")], [2, 2]);
    assert!(home.contains("<p class=\"g-stand\" lang=\"en\" dir=\"ltr\">News</p>"));
    assert!(html(&model, "/ar/articles/").contains("<html lang=\"ar\""));
    let own = html(&model, "/");
    assert!(own.contains("<p class=\"g-stand\">News</p>") && !own.contains("<bdi lang"));
}
