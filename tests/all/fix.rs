//! `glossator fix`, with the real program: annotations follow their words through edits, and nothing else changes.

use std::fs;

use crate::support::disk::Site;

/// Standard output and exit code of `fix`.
fn fix(site: &Site, arguments: &[&str]) -> (String, i32) {
    let output = site.run(&[&["fix"], arguments].concat());
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

const TOML: &str = r#"+++
title = "T"   # a title

[[annotations]]
quote = "envoy"   # the first
prefix = "met the "
note = "Who?"

[[annotations]]
note = "Not in the edition."
quote = 'third letter'

[[statements]]
quote = "has no name"

[[annotations]]
quote = "Later the"
quote_end = "Athens"
note = "A span"
+++

The king met the envoy of Rome in March; he wrote the third letter in May. “The river has no name”, she said.

Later the envoy left by ship for Athens with gifts, and nobody saw him again.
"#;

#[test]
fn annotations_follow_their_words_and_everything_else_stays() {
    let site = Site::built(&[("content/articles/a.md", TOML)]);
    let body = [
        ("met the envoy of Rome", "met the aged Envoy of Rome"),
        ("third letter in", "third lettre in"),
        ("Later the envoy left", "Later that envoy left"),
    ];
    site.edit("content/articles/a.md", &body);
    let edited = site.read("content/articles/a.md");
    assert!(!site.run(&["build"]).status.success());

    let (shown, status) = fix(&site, &[]);
    assert_eq!(site.read("content/articles/a.md"), edited, "without --write nothing is written");
    assert_eq!(status, 0);
    let expected = "\
content/articles/a.md:5:9: found by comparison with the former text
  - quote = \"envoy\"   # the first
  + quote = \"Envoy\"   # the first
  - prefix = \"met the \"
  + prefix = \"aged \"

content/articles/a.md:11:9: found by comparison with the former text
  - quote = 'third letter'
  + quote = 'third lettre'

content/articles/a.md:17:9: found by comparison with the former text
  - quote = \"Later the\"
  + quote = \"Later that\"

";
    assert_eq!(shown, expected);

    let (again, _) = fix(&site, &["--write"]);
    assert_eq!(again, shown);
    let mended = edited
        .replace("quote = \"envoy\"   #", "quote = \"Envoy\"   #")
        .replace("\"met the \"", "\"aged \"")
        .replace("'third letter'", "'third lettre'")
        .replace("quote = \"Later the\"", "quote = \"Later that\"");
    assert_eq!(site.read("content/articles/a.md"), mended);
    assert!(site.run(&["build"]).status.success());
    assert_eq!(fix(&site, &[]), (String::new(), 0));
}

#[test]
fn yaml_sidecars_line_ends_and_marks_stay_as_they_are() {
    let yaml = "\u{feff}---\r\ntitle: Y\r\nannotations:\r\n  - quote: the queen   # plain\r\n    note: Who?\r\n  - {quote: \"iron gate\", note: \"Where?\"}\r\n---\r\nThen the queen came to the iron gate of the city, and nobody opened it for two days.\r\n";
    let toml = "[[annotations]]\nquote = 'nobody'\nnote = 'x'\n";
    let json = "{\"type\": \"Annotation\", \"bodyValue\": \"long\",\n  \"target\": {\"selector\": {\"exact\": \"two days\", \"type\": \"TextQuoteSelector\"}}}\n";
    let site = Site::built(&[
        ("content/articles/b.md", yaml),
        ("content/articles/b.annotations.toml", toml),
        ("content/articles/b.annotations.jsonld", json),
    ]);
    site.edit(
        "content/articles/b.md",
        &[
            ("Then the queen came", "Then the Queen came"),
            ("the iron gate of the city, and nobody", "the Iron gate of the old city, and no one"),
            ("for two days.", "for two whole days."),
        ],
    );
    let edited = site.read("content/articles/b.md");
    let (shown, status) = fix(&site, &["--write"]);
    assert_eq!(status, 0, "{shown}");
    let mended = edited
        .replace("quote: the queen ", "quote: the Queen ")
        .replace("\"iron gate\"", "\"Iron gate\"");
    assert_eq!(site.read("content/articles/b.md"), mended);
    assert_eq!(site.read("content/articles/b.annotations.toml"), toml.replace("nobody", "no one"));
    assert_eq!(
        site.read("content/articles/b.annotations.jsonld"),
        json.replace("two days", "two whole days")
    );
    assert!(site.run(&["build"]).status.success());
}

#[test]
fn annotations_on_removed_words_are_not_moved() {
    let text = "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"the envoy\"\nprefix = \"king met \"\nnote = \"n\"\n+++\nOnce upon a time, in the north, the king met the envoy of Rome. Years went by. In another land the envoy of Gaul told the king a story.\n";
    let site = Site::built(&[("content/articles/a.md", text)]);
    site.edit(
        "content/articles/a.md",
        &[("Once upon a time, in the north, the king met the envoy of Rome. ", "")],
    );
    let (shown, status) = fix(&site, &["--write"]);
    assert_eq!(status, 1);
    assert_eq!(
        shown.lines().next().unwrap(),
        "content/articles/a.md:4:9: its words were deleted from the text: delete the annotation, or quote other words"
    );
    assert!(
        site.read("content/articles/a.md")
            .contains("quote = \"the envoy\"\nprefix = \"king met \"")
    );
}

#[test]
fn repeated_words_are_distinguished() {
    // the quotation has one place in the text, but the wrong one
    let text = "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"Gaul\"\nnote = \"n\"\n+++\nThe envoy came from Gaul in spring, by ship, with many gifts.\n";
    let site = Site::built(&[("content/articles/a.md", text)]);
    site.edit(
        "content/articles/a.md",
        &[(
            "from Gaul in spring, by ship, with many gifts.",
            "from Gallia in spring, by ship, with many gifts. Wine of Gaul was among them.",
        )],
    );
    let checked = site.run(&["check"]);
    let said = String::from_utf8(checked.stderr).unwrap();
    assert!(said.contains("error[annotation-moved]"), "{said}");
    let (shown, _) = fix(&site, &["--write"]);
    assert!(shown.contains("+ quote = \"Gallia\""), "{shown}");
    // with two places, the original one is kept
    let site = Site::built(&[("content/articles/a.md", text)]);
    site.edit("content/articles/a.md", &[("The envoy came", "All Gaul mourned. The envoy came")]);
    fix(&site, &["--write"]);
    assert!(site.read("content/articles/a.md").contains("quote = \"Gaul\"\nprefix = \"from \"\n"));
    assert!(site.run(&["build"]).status.success());
}

#[test]
fn without_a_former_text_context_and_likeness_decide() {
    let text = "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"the third letter\"\nnote = \"n\"\n[[annotations]]\nquote = \"ship\"\nprefix = \"came on a swift \"\nnote = \"n\"\n[[annotations]]\nquote = \"of quite another thing\"\nnote = \"n\"\n+++\nHe wrote the third lettre. He came by a swift ship, and left by another ship.\n";
    let site = Site(tempfile::tempdir().unwrap());
    site.write("glossator.toml", "");
    site.write("content/articles/a.md", text);
    let (shown, status) = fix(&site, &["--write"]);
    assert_eq!(status, 1);
    assert!(shown.contains("found by similarity"), "{shown}");
    assert!(shown.contains("found by the words around it"), "{shown}");
    assert!(shown.contains("the text has nothing similar to its words"), "{shown}");
    let now = site.read("content/articles/a.md");
    assert!(
        now.contains("quote = \"the third lettre\"")
            && now.contains("quote = \"of quite another thing\"")
    );
}

#[test]
fn a_git_revision_has_the_former_text_too() {
    let site = Site::built(&[("content/articles/a.md", TOML)]);
    site.git(&["init", "-q"]);
    site.git(&["add", "content"]);
    site.git(&["commit", "-q", "-m", "a"]);
    fs::remove_dir_all(site.root().join(".glossator")).unwrap();
    site.edit(
        "content/articles/a.md",
        &[("king met the envoy of", "king met an emissary, or envoi, of")],
    );
    let (shown, _) = fix(&site, &[]);
    assert!(shown.contains("+ quote = \"envoi\""), "the last commit is asked, too: {shown}");
    let (shown, status) = fix(&site, &["--against", "HEAD", "--write"]);
    assert_eq!(status, 0, "{shown}");
    assert!(site.read("content/articles/a.md").contains("quote = \"envoi\""), "{shown}");
    assert_eq!(site.run(&["fix", "--against", "nothing"]).status.code(), Some(2));
}

#[test]
fn proposals_are_available_as_json() {
    let site = Site::built(&[("content/articles/a.md", TOML)]);
    site.edit("content/articles/a.md", &[("third letter in", "third lettre in")]);
    let (shown, _) = fix(&site, &["--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(shown.trim()).unwrap();
    assert_eq!(object["words"], "third lettre");
    assert_eq!(object["line"], 11);
    let bytes = [0, 1].map(|at| object["edits"][0]["bytes"][at].as_u64().unwrap() as usize);
    assert_eq!(&site.read("content/articles/a.md")[bytes[0]..bytes[1]], "'third letter'");
}

#[test]
fn references_to_former_ids_are_rewritten() {
    let entities = "[[entity]]\nid = \"ada-new\"\nname = \"Ada\"\ntype = \"person\"\nformer_ids = [\"ada-old\"]\n";
    let article = "---\ntitle: T\nentities: [ada-old]  # she\nmentions: {Her: ada-old}\n---\n[She](@ada-old) spoke to [[ada-old|her]].\n";
    let site =
        Site::built(&[("content/entities/all.toml", entities), ("content/articles/a.md", article)]);
    let (shown, status) = fix(&site, &[]);
    assert_eq!(status, 0);
    assert!(
        shown.starts_with("content/articles/a.md: former ids\n  - entities: [ada-old]  # she\n"),
        "{shown}"
    );
    assert_eq!(site.read("content/articles/a.md"), article);
    fix(&site, &["--write"]);
    assert_eq!(site.read("content/articles/a.md"), article.replace("ada-old", "ada-new"));
    assert_eq!(site.read("content/entities/all.toml"), entities);
    assert!(site.run(&["build", "--deny", "warnings"]).status.success());
}

#[test]
fn an_article_that_was_renamed_keeps_its_former_text() {
    let site = Site::built(&[("content/articles/a.md", TOML)]);
    let moved =
        site.run(&["rename", "content/articles/a.md", "content/articles/2025/b.md", "--write"]);
    assert!(moved.status.success(), "{}", String::from_utf8_lossy(&moved.stderr));
    site.edit("content/articles/2025/b.md", &[("met the envoy of Rome", "met the Envoy of Rome")]);
    let (shown, status) = fix(&site, &["--write"]);
    assert_eq!(status, 0, "{shown}");
    assert!(site.read("content/articles/2025/b.md").contains("quote = \"Envoy\"   #"), "{shown}");
}

#[test]
fn an_empty_prefix_is_filled_in_place() {
    let text = "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"Rome\"\nprefix = \"\" # none\nnote = \"n\"\n+++\nRome was quiet in that year, and nobody knew why.\n";
    let site = Site::built(&[("content/articles/a.md", text)]);
    site.edit(
        "content/articles/a.md",
        &[("Rome was quiet", "The road to Rome was long. Old Rome was quiet")],
    );
    let (shown, status) = fix(&site, &["--write"]);
    assert_eq!(status, 0, "{shown}");
    assert!(
        site.read("content/articles/a.md").contains("quote = \"Rome\"\nprefix = \"Old \" # none\n"),
        "{shown}"
    );
    assert!(site.run(&["build"]).status.success());
}
