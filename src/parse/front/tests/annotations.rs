//! Tests of mistakes in annotations, statements and sources.

use super::check_article;

#[test]
fn annotations() {
    let one = |front: &str, expected: &[&str]| {
        check_article(&format!("[[annotations]]\n{front}"), expected);
    };
    one("quote = \"x\"", &["3:1 annotation-empty this annotation says nothing"]);
    one("quote = \" \"\nnote = \"n\"", &["4:9 selector-incomplete `quote` contains no words"]);
    one("prefix = \"x\"\nnote = \"n\"", &["4:10 selector-incomplete `prefix` without a `quote`"]);
    one(
        "quote = \"x\"\nnote = \"n\"\noccurrence = 0",
        &["6:14 selector-incomplete `occurrence` should be 1, 2, 3 …"],
    );
    one(
        "quote = 3\nprefix = \"p\"\nnote = \"n\"",
        &["4:9 wrong-type `quote` should be a string, but is a whole number (expected a string)"],
    );
    one(
        "note = \"n\"\nid = \"ref-x\"",
        &["5:6 id-invalid `ref-x` cannot be the id of a note or statement"],
    );
    one(
        "note = \"n\"\nid = \"1st\"",
        &["5:6 id-invalid `1st` cannot be the id of a note or statement"],
    );
    one(
        "note = \"n\"\nkind = \"contxt\"",
        &["5:8 unknown-value `contxt` is not a valid `kind` (did you mean `context`?)"],
    );
    one(
        "note = \"n\"\nmotivation = \"reviewing\"\ncertainty = \"hgih\"",
        &[
            "5:14 unknown-value `reviewing` is not a valid `motivation`",
            "6:13 unknown-value `hgih` is not a valid `certainty` (did you mean `high`?)",
        ],
    );
    one("note = \"\"", &["4:8 value-empty an empty string in `note`"]);
    one(
        "note = 3",
        &["4:8 wrong-type `note` should be a string, but is a whole number (expected a string)"],
    );
}

#[test]
fn statements_and_sources() {
    check_article("[[statements]]\nspeaker = \"x\"", &["3:1 key-missing `quote` is missing"]);
    check_article(
        "[[statements]]\nquote = \"x\"\nkind = \"oblique\"\nattribution = \"guessed\"",
        &[
            "5:8 unknown-value `oblique` is not a valid `kind`",
            "6:15 unknown-value `guessed` is not a valid `attribution`",
        ],
    );
    check_article(
        "[[statements]]\nquote = \"x\"\nreview = { rating = \"false\" }",
        &["5:10 key-missing `url` is missing"],
    );
    check_article(
        "[[sources]]\nid = \"S 1\"\nkind = \"agncy\"",
        &[
            "4:6 id-invalid `S 1` is not a valid id (an id consists of lower-case letters a to z, digits and `-`)",
            "5:8 unknown-value `agncy` is not a valid `kind` (did you mean `agency`?)",
        ],
    );
    check_article(
        "[[sources]]\nurl = \"ftp://x\"",
        &["3:1 key-missing `id` is missing", "4:7 url-unsafe `ftp://x` is not a web address"],
    );
    let anonymous = |line: &str, named: &str, column: usize| {
        let front = format!("[[sources]]\nid = \"a\"\nanonymous = true\n{line}");
        let message = format!("this source is anonymous, and `{named}` would give it away");
        check_article(&front, &[&format!("6:{column} source-anonymous {message}")]);
    };
    anonymous("publisher = \"sana\"", "sana", 13);
    anonymous("publisher = \"A Person\"", "A Person", 13);
    anonymous("url = \"https://a.example/b\"", "https://a.example/b", 7);
}
