//! Link targets, and diagnostics for dead links.

use crate::base::Diagnostic;
use crate::plan::Target;
use crate::plan::tests::{ARTICLE, PAGE, PERSON, codes, planned};
use crate::site::tests::settings;

/// Checks the target of a link in `content/articles/2025/from.md`.
#[track_caller]
fn link(link: &str, expected: Target) {
    let marked = "+++\ntitle = \"T\"\n+++\n## A head\n\n<b id=\"own\">x</b> [p](@someone)[^n] and[^n]\n\n[^n]: note\n";
    let files = [
        ("glossator.toml", "[languages.ar]\n"),
        ("content/articles/2025/from.md", marked),
        ("content/articles/2025/a b.md", ARTICLE),
        ("content/articles/2025/only.ar.md", ARTICLE),
        ("content/articles/draft.md", "+++\ntitle = \"T\"\ndraft = true\n+++\n"),
        ("content/articles/c#1.md", ARTICLE),
        ("content/articles/map.png", ""),
        ("content/about.md", "+++\ntitle = \"T\"\n+++\n# Über uns\n"),
        ("content/entities/someone.md", PERSON),
        ("static/logo.svg", ""),
    ];
    let (site, plan) = planned(&files, &settings());
    let from = "content/articles/2025/from.md";
    let at = site.documents.iter().position(|document| document.file.path.as_str() == from);
    assert_eq!(plan.value.target(&site, at.unwrap(), link), expected, "{link}");
}

fn to(url: &str) -> Target {
    Target::Site(url.into())
}

fn elsewhere(url: &str) -> Target {
    Target::Elsewhere(url.into())
}

#[test]
fn links_to_files_lead_to_their_pages() {
    link("from.md", to("/articles/2025/from/"));
    link("a%20b.md#", to("/articles/2025/a b/#"));
    link("a b.md", to("/articles/2025/a b/"));
    link("../c%231.md", to("/articles/c%231/"));
    link("../../about.md#über-uns", to("/about/#über-uns"));
    link("@/about.md#%C3%BCber-uns", to("/about/#%C3%BCber-uns"));
    link("@/about.md?a=b:c", to("/about/?a=b:c"));
    link("@/entities/someone.md#life", to("/people/someone/#life"));
    link("only.ar.md", to("/ar/articles/2025/only/"));
    link("../map.png", to("/articles/map.png"));
    link("../../../static/logo.svg", to("/logo.svg"));
    link("../none.md", Target::Dead);
    link("../../../../about.md", Target::Dead);
    link("@/none.md", Target::Dead);
    link("%FF.md", Target::Dead);
}

#[test]
fn links_to_addresses_must_be_pages_or_files() {
    link("/about/", to("/about/"));
    link("/about", to("/about/"));
    link("/articles/2025/a%20b/", to("/articles/2025/a b/"));
    link("/articles/c%231/", to("/articles/c%231/"));
    link("/people/someone/#life", to("/people/someone/#life"));
    link("/archive/#x", to("/archive/#x"));
    link("/logo.svg", to("/logo.svg"));
    link("/site.1.css", to("/site.1.css"));
    link("../../../about/", to("/about/"));
    link("../../..", to("/"));
    link("/none/", Target::Dead);
    link("../../../../", Target::Dead);
}

#[test]
fn links_elsewhere_stay_as_they_are() {
    link("https://example.org/a b", elsewhere("https://example.org/a b"));
    link("//example.org/", elsewhere("//example.org/"));
    link("mailto:a@example.org", elsewhere("mailto:a@example.org"));
    link("javascript:alert(1)", Target::Unsafe);
    link("java\tscript:x", Target::Unsafe);
    link("data:text/html,x", Target::Unsafe);
}

#[test]
fn fragments_are_ids_of_the_text() {
    for id in ["", "top", "a-head", "own", "m1", "note-1", "note-ref-1", "note-ref-1-2", "g-search"]
    {
        link(&format!("#{id}"), elsewhere(&format!("#{id}")));
        link(&format!("from.md#{id}"), to(&format!("/articles/2025/from/#{id}")));
    }
    for id in [
        "A-head",
        "m0",
        "m01",
        "m2",
        "m+1",
        "note-2",
        "note-ref-1-3",
        "note-ref-1-1",
        "statement-1",
    ] {
        // documents are sorted by path: `from.md` is the third
        for page in ["#", "from.md#", "/articles/2025/from/#"] {
            link(&format!("{page}{id}"), Target::DeadFragment(2));
        }
    }
}

#[test]
fn unpublished_texts_are_hidden_targets() {
    link("../draft.md", Target::Hidden(5));
    link("/articles/draft/", Target::Dead);
}

/// The text that a diagnostic points at.
fn words<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    &text[diagnostic.primary.place.span.unwrap().range()]
}

#[test]
fn link_dead() {
    let text = "+++\ntitle = \"T\"\n+++\nA [b](2024/abuot.md) and [c](none.html).\n";
    let diagnostics =
        codes(&[("content/a.md", text), ("content/about.md", PAGE)], &["link-dead", "link-dead"]);
    assert_eq!(diagnostics[0].message, "nothing is at `2024/abuot.md`");
    assert_eq!(diagnostics[0].helps, ["there is `content/about.md`: write `@/about.md`"]);
    assert_eq!(words(text, &diagnostics[0]), "[b](2024/abuot.md)");
    assert!(diagnostics[1].helps[0].starts_with("a link to a source is"));
}

#[test]
fn link_dead_for_an_unpublished_text() {
    let draft = "+++\ntitle = \"T\"\ndraft = true\n+++\n[never](looked-at.md)\n";
    let text = "+++\ntitle = \"T\"\n+++\n[b](b.md)\n";
    let diagnostics = codes(&[("content/a.md", text), ("content/b.md", draft)], &["link-dead"]);
    assert!(diagnostics[0].helps[0].contains("--drafts"), "{:?}", diagnostics[0].helps);
}

#[test]
fn fragment_dead() {
    let text = "+++\ntitle = \"T\"\n+++\n## The war\n\n[a](#teh-war) [b](#x) [c](b.md#y)\n";
    let files = [("content/a.md", text), ("content/b.md", PAGE)];
    let diagnostics = codes(&files, &["fragment-dead"; 3]);
    assert_eq!(diagnostics[0].primary.text, "did you mean `#the-war`?");
    assert_eq!(diagnostics[1].message, "nothing in this text has the id `x`");
    assert_eq!(diagnostics[1].helps, ["its headings have the ids `the-war`"]);
    assert_eq!(diagnostics[2].message, "nothing in `b.md` has the id `y`");
}

#[test]
fn url_unsafe() {
    let text = "+++\ntitle = \"T\"\n+++\n[a](javascript:x) ![b](data:x)\n";
    let diagnostics = codes(&[("content/a.md", text)], &["url-unsafe", "url-unsafe"]);
    assert_eq!(words(text, &diagnostics[0]), "[a](javascript:x)");
    assert_eq!(
        diagnostics[0].message,
        "links to `javascript:` are not put on pages: they may run script"
    );
}

#[test]
fn wikilinks_to_files_and_their_headings() {
    let text =
        "+++\ntitle = \"T\"\n+++\n[[about]], [[about#Über uns]], [[about#über-uns]], [[about#x]]\n";
    let about = "+++\ntitle = \"A\"\n+++\n# Über uns\n";
    let files = [("content/a.md", text), ("content/about.md", about)];
    let diagnostics = codes(&files, &["fragment-dead"]);
    assert_eq!(words(text, &diagnostics[0]), "[[about#x]]");
    let (site, plan) = planned(&files, &settings());
    let target = plan.value.wiki_target(&site, "about#Über uns");
    assert_eq!(target, to("/about/#über-uns"));
}

#[test]
fn links_are_checked_in_all_places() {
    let article = "+++\ntitle = \"T\"\nimage = { src = \"none.png\", alt = \"\" }\n\
                   notices = [{ kind = \"update\", date = 2025-10-01, text = \"[x](none-1.md)\" }]\n\
                   [[annotations]]\nnote = \"[x](none-2.md) [[about#none-3]]\"\n+++\nText[^1].\n\n[^1]: [x](none-4.md)\n";
    let sidecar = "[[annotations]]\nnote = \"[x](none-5.md)\"\n";
    let person = "+++\nname = \"P\"\ntype = \"person\"\n+++\n[x](none-6.md)\n";
    let bulk = "[[entity]]\nid = \"q\"\nname = \"Q\"\ntype = \"person\"\nimage = { src = \"none-7.png\", alt = \"\" }\n\
                relations = [{ kind = \"near\", target = \"p\", note = \"[x](none-8.md)\" }]\n";
    let config = "menu = [{ name = \"A\", url = \"@/none-9.md\" }, { name = \"B\", url = \"@/about.md\" }]\n[relations.near]\n";
    let files = [
        ("glossator.toml", config),
        ("content/articles/a.md", article),
        ("content/articles/a.annotations.toml", sidecar),
        ("content/about.md", PAGE),
        ("content/entities/p.md", person),
        ("content/entities/q.toml", bulk),
    ];
    let diagnostics = planned(&files, &settings()).1.diagnostics;
    let places: Vec<&str> = diagnostics.iter().map(|it| it.primary.place.path.name()).collect();
    let expected = [
        "a.md",
        "a.md",
        "a.md",
        "a.md",
        "a.md",
        "a.annotations.toml",
        "p.md",
        "q.toml",
        "q.toml",
        "glossator.toml",
    ];
    assert_eq!(places, expected, "{diagnostics:#?}");
    let text = |name: &str| files.iter().find(|(path, _)| path.ends_with(name)).unwrap().1;
    for diagnostic in &diagnostics {
        let words = words(text(diagnostic.primary.place.path.name()), diagnostic);
        assert!(words.contains("none"), "{words:?}");
    }
}

#[test]
fn the_menu_leads_to_pages() {
    let (site, plan) = planned(&[("content/about.md", PAGE)], &settings());
    for (link, expected) in [
        ("@/about.md", to("/about/")),
        ("/tags/", to("/tags/")),
        ("https://example.org/", elsewhere("https://example.org/")),
        ("about.md", Target::Dead),
        ("/none/", Target::Dead),
        ("javascript:x", Target::Unsafe),
    ] {
        assert_eq!(plan.value.menu_target(&site, link), expected, "{link}");
    }
}
