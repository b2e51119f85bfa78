//! Stage 4 on small sites that are read from their files.

use std::sync::Arc;

use crate::base::{Checked, Day, File, Path, Tree};
use crate::names::EntityIx;
use crate::site::{ArticleIx, Site};
use crate::source::{Settings, Sources};

/// Settings of a build on 20 October 2025.
pub(crate) fn settings() -> Settings {
    Settings {
        config: Path::new("glossator.toml").unwrap(),
        base_url: None,
        drafts: false,
        future: false,
        no_search: false,
        today: Day { year: 2025, month: 10, day: 20 },
    }
}

/// Reads a site from paths and texts, up to its index; also returns the sources, for their assets.
pub(crate) fn read(files: &[(&str, &str)], settings: &Settings) -> (Checked<Site>, Sources) {
    let mut tree: Tree = files
        .iter()
        .map(|(path, text)| (Path::new(path).unwrap(), File::Bytes(text.as_bytes().into())))
        .collect();
    tree.entry(settings.config.clone()).or_insert_with(|| File::Bytes(Arc::from(*b"")));
    let mut diagnostics = Vec::new();
    let sources = crate::source::classify(&tree, settings).unload(&mut diagnostics);
    let config = sources.config.clone();
    let parse = |file| crate::parse::parse(file, &config).map(Arc::new);
    let documents: Checked<Vec<_>> = sources.files.iter().map(parse).collect();
    let documents = documents.unload(&mut diagnostics);
    let names = crate::names::names(&documents, &config, settings.drafts);
    let names = Arc::new(names.unload(&mut diagnostics));
    let texts = crate::anchor::texts(&documents);
    let anchored: Checked<Vec<_>> = texts
        .iter()
        .map(|text| crate::anchor::anchor(text, &[], &names, &config).map(Arc::new))
        .collect();
    let anchored = anchored.unload(&mut diagnostics);
    let words = crate::words::words(&sources.strings, &config).unload(&mut diagnostics);
    let documents: Vec<_> = documents
        .iter()
        .zip(&anchored)
        .map(|(document, anchored)| crate::site::settled(document, anchored))
        .collect();
    let mut site = Site { config, words, names, documents, anchored, index: Arc::default() };
    site.index = Arc::new(crate::site::index(&site, settings).unload(&mut diagnostics));
    (Checked::new(site, diagnostics), sources)
}

/// A site that has no diagnostics.
#[track_caller]
fn site(files: &[(&str, &str)]) -> Site {
    let (site, _) = read(files, &settings());
    let diagnostics: Vec<String> = site.diagnostics.iter().map(|d| format!("{d:?}")).collect();
    assert!(diagnostics.is_empty(), "{}", diagnostics.join("\n"));
    site.value
}

fn article(front: &str, body: &str) -> String {
    format!("+++\ntitle = \"T\"\n{front}\n+++\n{body}\n")
}

fn name(site: &Site, at: ArticleIx) -> &str {
    site.article_document(at).file.path.below("content/articles").unwrap()
}

fn names<'s>(site: &'s Site, list: &[ArticleIx]) -> Vec<&'s str> {
    list.iter().map(|at| name(site, *at)).collect()
}

fn ids<'s>(site: &'s Site, list: &[EntityIx]) -> Vec<&'s str> {
    list.iter().map(|at| &*site.names.entity(*at).id).collect()
}

fn all(site: &Site) -> Vec<ArticleIx> {
    (0..site.articles.len() as u32).map(ArticleIx).collect()
}

const PEOPLE: (&str, &str) = (
    "content/entities/all.toml",
    "[[entity]]\nid = \"assad\"\nname = \"Assad\"\ntype = \"person\"\n\
     [[entity]]\nid = \"putin\"\nname = \"Putin\"\ntype = \"person\"\nnames.ar = { name = \"بوتين\" }\n\
     [[entity]]\nid = \"damascus\"\nname = \"Damascus\"\ntype = \"place\"\nwithin = \"syria\"\n\
     [[entity]]\nid = \"syria\"\nname = \"Syria\"\ntype = \"place\"\n",
);

#[test]
fn articles_are_newest_first_then_by_path() {
    let files = [
        ("content/articles/b.md", article("date = 2025-10-01", "")),
        ("content/articles/a.md", article("date = 2025-10-01", "")),
        ("content/articles/c.md", article("date = 2025-10-02T08:00:00Z", "")),
        ("content/articles/e.md", article("date = 2025-10-02T12:00:00+05:00", "")),
        ("content/articles/2025-10-20-z.md", article("", "")),
        ("content/articles/undated.md", article("", "")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let site = site(&files);
    let expected = ["2025-10-20-z.md", "c.md", "e.md", "a.md", "b.md", "undated.md"];
    assert_eq!(names(&site, &all(&site)), expected);
    let months: Vec<_> = site.months.iter().map(|m| (m.year, m.month, m.articles.len())).collect();
    assert_eq!(months, [(2025, 10, 5)]);
}

#[test]
fn drafts_and_future_articles_are_left_out_by_default() {
    let draft = article("draft = true\ndate = 2025-10-01", "[x](@assad)");
    let future = article("date = 2025-10-21", "[x](@assad)");
    let page = "+++\ntitle = \"P\"\ndraft = true\n+++\n";
    let files = [
        ("content/articles/draft.md", draft.as_str()),
        ("content/articles/future.md", &future),
        ("content/page.md", page),
        PEOPLE,
    ];
    let shown = |settings: Settings| {
        let site = read(&files, &settings).0.value;
        let mut shown: Vec<String> =
            all(&site).into_iter().map(|at| name(&site, at).to_string()).collect();
        shown.extend(site.pages.iter().map(|at| site.documents[*at].file.path.name().to_string()));
        (shown.join(" "), site.entities[0].n_articles)
    };
    assert_eq!(shown(settings()), (String::new(), 0));
    let drafts = Settings { drafts: true, ..settings() };
    assert_eq!(shown(drafts.clone()), ("draft.md page.md".into(), 1));
    assert_eq!(shown(Settings { future: true, ..settings() }), ("future.md".into(), 1));
    let both = Settings { future: true, ..drafts };
    assert_eq!(shown(both), ("future.md draft.md page.md".into(), 2));
}

#[test]
fn entities_list_their_mentions() {
    let old = article("date = 2025-08-01\nentities = [\"assad\"]", "Assad met [P](@putin). Assad.");
    let new = article("date = 2025-10-01", "[P](@putin), [D](@damascus).");
    let undated = article("", "[P](@putin), [D](@damascus).");
    let profile = "+++\nname = \"Volga\"\ntype = \"place\"\nwithin = \"syria\"\n\
                   relations = [{ kind = \"near\", target = \"putin\" }]\n+++\n[A](@assad), [A](@assad).\n";
    let site = site(&[
        ("glossator.toml", "[relations.near]\n"),
        ("content/articles/old.md", &old),
        ("content/articles/new.md", &new),
        ("content/articles/undated.md", &undated),
        ("content/entities/volga.md", profile),
        PEOPLE,
    ]);
    let entity = |id: &str| &site.entities[site.names.by_id(id).unwrap().0 as usize];
    let day = |month, day| Day { year: 2025, month, day };
    let putin = entity("putin");
    let found: Vec<_> =
        putin.backlinks.iter().map(|b| (name(&site, b.article), b.mention)).collect();
    assert_eq!(found, [("new.md", 0), ("old.md", 1), ("undated.md", 0)]);
    assert_eq!((putin.n_articles, putin.seen), (3, Some((day(8, 1), day(10, 1)))));
    assert_eq!(putin.by_month, [(2025, 8, 1), (2025, 10, 1)]);
    let near: Vec<_> =
        putin.cooccurring.iter().map(|(at, n)| (&*site.names.entity(*at).id, *n)).collect();
    assert_eq!(near, [("damascus", 2), ("assad", 1)]);
    assert_eq!(entity("assad").by_month, [(2025, 8, 2)]);
    assert_eq!((entity("assad").backlinks.len(), entity("assad").n_articles), (2, 1));
    assert_eq!(ids(&site, &entity("assad").named_in), ["volga"]);
    assert_eq!(ids(&site, &entity("syria").holds), ["damascus", "volga"]);
    let from: Vec<EntityIx> = putin.inverse_relations.iter().map(|(at, _)| *at).collect();
    assert_eq!(ids(&site, &from), ["volga"]);
    assert_eq!(entity("syria").seen, None);
}

#[test]
fn statements_belong_to_their_speaker_and_subject() {
    let text = article(
        "date = 2025-10-01\n[[statements]]\nquote = \"He lied\"\nspeaker = \"putin\"\nabout = [\"assad\"]",
        "“He lied”, Putin said.",
    );
    let site = site(&[("content/articles/a.md", &text), PEOPLE]);
    let entity = |id: &str| &site.entities[site.names.by_id(id).unwrap().0 as usize];
    assert_eq!(entity("putin").statements_by, [(ArticleIx(0), 0)]);
    assert_eq!(entity("assad").statements_about, [(ArticleIx(0), 0)]);
    assert!(entity("assad").statements_by.is_empty());
}

#[test]
fn a_source_is_cited_through_what_it_carried() {
    let sources = "[[source]]\nid = \"agency\"\npublisher = \"A\"\nvia = \"paper\"\n\n[[source]]\nid = \"paper\"\npublisher = \"P\"\nvia = \"portal\"\n\n[[source]]\nid = \"portal\"\npublisher = \"Q\"\n\n[[source]]\nid = \"silent\"\npublisher = \"S\"\n";
    let said = "date = 2025-01-01\n[[statements]]\nquote = \"rain\"\nsources = [\"agency\"]\n";
    let noted = "date = 2025-01-02\n[[annotations]]\nnote = \"N\"\nsources = [\"paper\"]\n";
    let site = site(&[
        ("content/sources/all.toml", sources),
        ("content/articles/a.md", &article(said, "Of rain.")),
        ("content/articles/b.md", &article(noted, "Of snow.")),
    ]);
    let cited = site.sources.iter().map(|it| (names(&site, &it.articles), it.statements.len()));
    let [agency, paper, portal, silent] = ["agency", "paper", "portal", "silent"]
        .map(|id| site.names.sources.iter().position(|(known, ..)| **known == *id).unwrap());
    let cited: Vec<_> = cited.collect();
    assert_eq!(cited[agency], (vec!["a.md"], 1));
    assert_eq!(cited[paper], (vec!["b.md", "a.md"], 0));
    assert_eq!(cited[portal], (vec!["b.md", "a.md"], 0));
    assert_eq!(cited[silent], (vec![], 0));
}

#[test]
fn tags_are_grouped_by_slug_and_collated() {
    let b = article("date = 2025-10-02\ntags = [\"élysée\", \"Zürich\", \"Åland\"]", "");
    let a = article("date = 2025-10-01\ntags = [\"Élysée\", \"Élysée\"]", "");
    let site = site(&[("content/articles/a.md", &a), ("content/articles/b.md", &b)]);
    let tags: Vec<_> = site.tags.iter().map(|t| (&*t.name, &*t.slug, t.articles.len())).collect();
    assert_eq!(tags, [("Åland", "aland", 1), ("Élysée", "elysee", 2), ("Zürich", "zurich", 1)]);
    assert_eq!(names(&site, &site.tags[1].articles), ["b.md", "a.md"]);
}

#[test]
fn authors_are_entities_where_possible() {
    let people = "[[entity]]\nid = \"sana\"\nname = \"Sana\"\ntype = \"organization\"\n\
                  [[entity]]\nid = \"sana-2\"\nname = \"Sana\"\ntype = \"organization\"\n";
    // a name that two entities share is a plain name
    let (named, meant) =
        (article("authors = [\"Sana\", \"Ann Á\"]", ""), article("authors = [\"sana\"]", ""));
    let site = site(&[
        ("content/articles/a.md", &named),
        ("content/articles/b.md", &meant),
        ("content/entities/all.toml", people),
    ]);
    let authors: Vec<_> = site.authors.iter().map(|a| (&*a.name, &*a.slug)).collect();
    assert_eq!(authors, [("Ann Á", "ann-a"), ("Sana", "sana")]);
    assert!(matches!(site.authors[1].author, Some(crate::anchor::Agent::Entity(_))));
    assert_eq!(names(&site, &site.authors[1].articles), ["a.md", "b.md"]);
}

#[test]
fn storylines_are_read_by_position_then_date_then_path() {
    let part = |rest: &str| article(&format!("storyline = \"War\"\n{rest}"), "");
    let files = [
        ("content/articles/a.md", part("date = 2025-10-05")),
        ("content/articles/b.md", part("date = 2025-10-04")),
        ("content/articles/c.md", part("position = 2\ndate = 2025-10-01")),
        ("content/articles/d.md", part("position = -1\ndate = 2025-10-09")),
        ("content/articles/e.md", part("position = 2\ndate = 2025-10-01")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let site = site(&files);
    let expected = ["d.md", "c.md", "e.md", "b.md", "a.md"];
    assert_eq!(names(&site, &site.storylines[0].articles), expected);
}

#[test]
fn translations_are_found_by_key_and_by_front_matter() {
    let (plain, hidden) = (article("", ""), article("draft = true", ""));
    let german = article("lang = \"de\"\ntranslation_of = \"articles/x.md\"", "");
    let french = article("lang = \"fr\"\ntranslation_of = \"y.md\"", "");
    let site = site(&[
        ("glossator.toml", "[languages.ar]\n[languages.he]\n"),
        ("content/articles/x.md", &plain),
        ("content/articles/x.ar.md", &plain),
        ("content/articles/x.he.md", &hidden),
        ("content/articles/y.md", &german),
        ("content/articles/z.md", &french),
        ("content/articles/x.nl.md", &plain),
    ]);
    let found = |file: &str| {
        let at = all(&site).into_iter().find(|at| name(&site, *at) == file).unwrap();
        names(&site, &site.article(at).translations)
    };
    assert_eq!(found("x.md"), ["x.ar.md", "y.md", "z.md"]);
    assert_eq!(found("x.ar.md"), ["y.md", "x.md", "z.md"]);
    assert!(found("x.nl.md").is_empty());
    let languages: Vec<&str> = site.articles.iter().map(|a| &*a.language).collect();
    assert_eq!(languages, ["ar", "en", "en", "de", "fr"]);
}

#[test]
fn translation_unknown() {
    let text = article("translation_of = \"articles/won.md\"", "");
    let other = article("", "");
    let files = [("content/articles/a.md", &*text), ("content/articles/wan.md", &other)];
    let (site, _) = read(&files, &settings());
    let [diagnostic] = &site.diagnostics[..] else { panic!("{:?}", site.diagnostics) };
    assert_eq!(diagnostic.code.name, "translation-unknown");
    assert_eq!(&text[diagnostic.primary.place.span.unwrap().range()], "\"articles/won.md\"");
    assert_eq!(diagnostic.primary.text, "did you mean `articles/wan.md`?");
}

#[test]
fn names_follow_the_language() {
    let site = site(&[PEOPLE]);
    let putin = site.names.by_id("putin").unwrap();
    for (tag, expected) in [("en", "Putin"), ("ar", "بوتين"), ("ar-EG", "بوتين"), ("de", "Putin")]
    {
        assert_eq!(site.entity_name(putin, tag), expected, "{tag}");
    }
}
