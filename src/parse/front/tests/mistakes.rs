//! Tests of mistakes in front matter: fences, keys, types, dates, addresses.

use super::{check, check_article, check_entity, read};
use crate::source::Role;

#[test]
fn the_fences() {
    check(
        Role::Article,
        "articles/t.md",
        "+++\ntitle = \"T\"\n",
        &["1:1 front-matter-unclosed the front matter that begins with `+++` is not closed"],
    );
    check(
        Role::Page,
        "about.md",
        "---\r\ntitle: T\r\n+++\r\n",
        &["1:1 front-matter-unclosed the front matter that begins with `---` is not closed"],
    );
    for text in ["Text.", "", "\n+++\ntitle = \"T\"\n+++\n"] {
        check(Role::Article, "articles/t.md", text, &["1:1 key-missing `title` is missing"]);
    }
    check(
        Role::Entity,
        "entities/people/Åsa.md",
        "Profile.",
        &[
            "1:1 key-missing `name` is missing",
            "1:1 id-invalid the file name `Åsa` cannot be an id",
        ],
    );
    check(Role::Page, "about.md", "Text.", &[]);
    check(Role::Section, "articles/_index.md", "", &[]);
}

#[test]
fn keys_of_other_generators() {
    let hinted = [
        ("lastmod = 2025-01-01", "lastmod", "`updated`"),
        ("modified = 2025-01-01", "modified", "`updated`"),
        ("published = 2025-01-01", "published", "`date`, and `draft = true` for unpublished texts"),
        ("aliases = [\"/old/\"]", "aliases", "`redirect_from`"),
        ("author = \"A\"", "author", "`authors`, a list"),
        ("keywords = []", "keywords", "`tags`"),
        ("categories = []", "categories", "`tags`"),
        ("permalink = \"/x/\"", "permalink", "`path`"),
        ("url = \"/x/\"", "url", "`path`"),
        ("summary = \"\"", "summary", "`description`"),
        ("excerpt = \"\"", "excerpt", "`description`"),
        ("layout = \"x\"", "layout", "`template`"),
        ("weight = 1", "weight", "`position`, within a `storyline`"),
        ("series = \"x\"", "series", "`storyline`"),
        ("cover = \"x\"", "cover", "`image`, a table"),
        ("locale = \"en\"", "locale", "`lang`"),
    ];
    for (front, key, instead) in hinted {
        let expected = format!("3:1 unknown-key unknown key `{key}` (here it is {instead})");
        check_article(front, &[&expected]);
    }
    check_article(
        "[taxonomies]\ntags = []",
        &["3:2 unknown-key unknown key `taxonomies` (here it is `tags`, outside any table)"],
    );
    check_entity(
        "people",
        "title = \"N\"\nkind = \"person\"",
        &[
            "3:1 unknown-key unknown key `title` (here it is `name`)",
            "4:1 unknown-key unknown key `kind` (here it is `type`)",
        ],
    );
}

#[test]
fn unknown_keys() {
    check_article("tgas = []", &["3:1 unknown-key unknown key `tgas` (did you mean `tags`?)"]);
    check_article("zzz = 1", &["3:1 unknown-key unknown key `zzz`"]);
    check_article(
        "[[annotations]]\nqoute = \"x\"\nnote = \"n\"",
        &["4:1 unknown-key unknown key `qoute` (did you mean `quote`?)"],
    );
    check(
        Role::Page,
        "about.md",
        "+++\ndate = 2025-01-01\ntags = []\n+++\n",
        &[
            "2:1 unknown-key `date` is a key of articles, and this is a plain page",
            "3:1 unknown-key `tags` is a key of articles, and this is a plain page",
        ],
    );
}

#[test]
fn keys_under_the_wrong_header() {
    check_article(
        "[mentions]\nMoscow = \"moscow\"\ntags = [\"x\"]",
        &["5:8 wrong-type the form `tags` should mean an entity id, or `false`"],
    );
    check_article(
        "[[annotations]]\nquote = \"x\"\nnote = \"n\"\nabout = [\"syria\"]",
        &["6:1 unknown-key unknown key `about` (this key belongs to the page, not to this table)"],
    );
    check_article(
        "[image]\nsrc = \"a.png\"\nalt = \"\"\ndraft = true",
        &["6:1 unknown-key unknown key `draft` (this key belongs to the page, not to this table)"],
    );
    check(
        Role::Article,
        "articles/t.md",
        "+++\n[mentions]\ntitle = \"T\"\n+++\n",
        &["3:1 key-missing `title` is missing: the one here belongs to the table `mentions`"],
    );
    check_entity(
        "people",
        "[names]\ndescription = \"D\"",
        &["4:1 language-tag `description` is not a valid language tag"],
    );
}

#[test]
fn wrong_types() {
    check_article(
        "tags = \"x\"",
        &["3:8 wrong-type `tags` should be an array, but is a string (expected an array)"],
    );
    check_article(
        "draft = \"yes\"",
        &[
            "3:9 wrong-type `draft` should be `true` or `false`, but is a string (expected `true` or `false`)",
        ],
    );
    check_article(
        "mentions = [\"syria\"]",
        &["3:12 wrong-type `mentions` is a table of surface forms, not a list"],
    );
    check_article(
        "[mentions]\nRussia = true\nMoscow = 3\nTartus = \" \"",
        &[
            "4:10 wrong-type the form `Russia` should mean an entity id, or `false`",
            "5:10 wrong-type the form `Moscow` should mean an entity id, or `false`",
            "6:10 wrong-type the form `Tartus` should mean an entity id, or `false`",
        ],
    );
    check_article(
        "image = \"a.png\"",
        &["3:9 wrong-type `image` should be a table, but is a string"],
    );
    check_article(
        "tags = [\"a\", \" \"]\nscope = \"all\"",
        &[
            "3:14 value-empty an empty string in `tags`",
            "4:9 unknown-value `all` is not a valid `scope`",
        ],
    );
    check_entity(
        "people",
        "match = \"N\"",
        &[
            "3:9 wrong-type `match` should be `true`, `false` or an array of names, but is a string (expected `true`, `false` or an array of names)",
        ],
    );
}

#[test]
fn dates() {
    check_article(
        "date = \"15.10.2025\"",
        &["3:8 date-invalid `15.10.2025` is not a valid date for `date`"],
    );
    check_article("date = 2025", &["3:8 date-invalid `2025` is not a valid date for `date`"]);
    check_article(
        "date = 2025-10-15T09:30:00",
        &["3:8 w date-offset `2025-10-15T09:30:00` has no UTC offset, so UTC is assumed"],
    );
    check_article(
        "temporal = \"about 1965\"",
        &["3:12 date-invalid `about 1965` is not a valid date for `temporal`"],
    );
    check_entity(
        "people",
        "born = 1965-06-01\ndied = \"1964\"",
        &["4:8 date-invalid the end, `1964`, is before the beginning"],
    );
    check_entity(
        "people",
        "born = true",
        &["3:8 wrong-type `born` should be a date, but is a boolean (expected a date)"],
    );
}

#[test]
fn addresses() {
    let bad = [
        ("slug = \"a/b\"", "3:8", "`a/b` is not a valid slug"),
        ("slug = \"\"", "3:8", "`` is not a valid slug"),
        ("slug = \"..\"", "3:8", "`..` is not a valid slug"),
        ("path = \"x\"", "3:8", "`x` is not a valid address on this site"),
        ("path = \"/a/../b/\"", "3:8", "`/a/../b/` is not a valid address on this site"),
        ("path = \"/a/?b=1/\"", "3:8", "`/a/?b=1/` is not a valid address on this site"),
        ("path = \"//a/\"", "3:8", "`//a/` is not a valid address on this site"),
        ("redirect_from = [\"old/\"]", "3:18", "`old/` is not a valid address on this site"),
        ("redirect_from = [\"/a b/\"]", "3:18", "`/a b/` is not a valid address on this site"),
        (
            "redirect_from = [\"//evil.example/\"]",
            "3:18",
            "`//evil.example/` is not a valid address on this site",
        ),
    ];
    for (front, place, message) in bad {
        check_article(front, &[&format!("{place} address-invalid {message}")]);
    }
    check_article(
        "canonical_url = \"example.org/x\"",
        &["3:17 url-unsafe `example.org/x` is not a web address"],
    );
    check_entity(
        "people",
        "same_as = [\"javascript:alert(1)\", \"https://ok.example/é\"]",
        &["3:12 url-unsafe `javascript:alert(1)` is not a web address"],
    );
}

#[test]
fn heads() {
    check_article(
        "image = { src = \"a.png\" }",
        &[
            "3:17 image-alt-missing the image `a.png` has no `alt`: readers who do not see it get nothing",
        ],
    );
    check_article("image = { alt = \"\" }", &["3:9 key-missing `src` is missing"]);
    check_article(
        "lang = \"not a tag\"",
        &["3:8 language-tag `not a tag` is not a valid language tag"],
    );
    check(
        Role::Article,
        "articles/t.md",
        "+++\ntitle = \" \"\n+++\n",
        &["2:9 key-missing `title` is empty"],
    );
    check_article(
        "[[notices]]\nkind = \"erratum\"\ntext = \"x\"\n[[notices]]\nkind = \"update\"",
        &["4:8 unknown-value `erratum` is not a valid `kind`", "6:1 key-missing `text` is missing"],
    );
}

#[test]
fn helps_say_what_to_do() {
    let help = |front: &str, expected: &str| {
        let text = format!("+++\ntitle = \"T\"\n{front}\n+++\n");
        let diagnostics = read(Role::Article, "articles/t.md", &text).diagnostics;
        assert!(
            diagnostics[0].helps.iter().any(|help| help.contains(expected)),
            "{:?}",
            diagnostics[0].helps
        );
    };
    let above = "move this key above the first table";
    help("[mentions]\ntags = [\"x\"]", above);
    help("[[annotations]]\nnote = \"n\"\ntitle = \"U\"", above);
    help("image = \"a.png\"", "write `image = { src = \"a.png\", alt = ");
    help("temporal = \"15/10\"", "`../2024`");
    help("[[annotations]]\nquote = \"x\"", "give it an `entity`, a `note`, or both");
    for text in ["Text.", "\n+++\ntitle = \"T\"\n+++\n"] {
        let diagnostics = read(Role::Article, "articles/t.md", text).diagnostics;
        let minimal = "begin the file with a line `+++`, a line `title = \"…\"` and a line `+++`";
        assert_eq!(diagnostics[0].helps, [minimal]);
        assert_eq!(diagnostics[0].labels.len(), usize::from(text.starts_with('\n')));
    }
}
