//! `glossator suggest`, with the real program: mentions that the site's names would add, and names that no entity has.

use crate::support::disk::Site;

const ENTITIES: &str = r#"
[[entity]]
id = "sharaa"
name = "Ahmed al-Sharaa"
aliases = ["al-Sharaa"]
type = "person"
names = { ar = { name = "أحمد الشرع", aliases = ["الشرع"] } }

[[entity]]
id = "moscow"
name = "Moscow"
type = "place"

[[entity]]
id = "russian-state"
name = "Government of Russia"
aliases = ["Moscow"]
type = "organization"

[[entity]]
id = "syria"
name = "Syria"
type = "place"
names = { ar = { name = "سوريا" }, ja = { name = "シリア" } }

[[entity]]
id = "union"
name = "Union"
match = false
type = "organization"
"#;

const ENGLISH: &str = "+++\ntitle = \"T\" # x\ntags = [\"a\"]\n\n[mentions]\n\"Damascus\" = false\n+++\nThe president, al-Sharaa, met John Smith in Moscow. Ahmed al-Sharaa of Syria spoke with Maria de la Cruz and `Syria`. However, the Bank of England was silent, and so was the Union. Yesterday John Smith left Damascus.\n";

fn site(files: &[(&str, &str)]) -> Site {
    Site::new(&[&[("content/entities/all.toml", ENTITIES)], files].concat())
}

/// What `suggest` prints.
fn suggest(site: &Site, arguments: &[&str]) -> String {
    site.printed(&[&["suggest"], arguments].concat())
}

#[test]
fn names_of_the_site_are_suggested_and_unknown_ones_listed() {
    let site = site(&[("content/articles/a.md", ENGLISH)]);
    let expected = "\
content/articles/a.md
  sharaa     2 ×  `Ahmed al-Sharaa`, `al-Sharaa`  content/articles/a.md:8:16
  syria      1 ×  `Syria`  content/articles/a.md:8:72
  `Moscow` may be `moscow` or `russian-state`: choose one in `mentions`  content/articles/a.md:8:45

Names without an entity
     2 ×  John Smith  in 1 article  content/articles/a.md:8:31
     1 ×  Bank of England  in 1 article  content/articles/a.md:8:132
     1 ×  Maria de la Cruz  in 1 article  content/articles/a.md:8:89
     1 ×  Union  in 1 article  content/articles/a.md:8:175
";
    assert_eq!(suggest(&site, &[]), expected);
    assert_eq!(site.read("content/articles/a.md"), ENGLISH);
    let few = suggest(&site, &["--names", "1", "--only", "syria"]);
    assert!(few.contains("  and 3 more: --names 4 shows all\n"), "{few}");
    assert!(!few.contains("sharaa  "), "{few}");
}

#[test]
fn accepted_suggestions_are_written_and_nothing_else_changes() {
    let yaml = "\u{feff}---\r\ntitle: Y\r\nlang: ar\r\nentities:\r\n  - moscow  # c\r\n---\r\nقال الشرع إن سوريا بخير وسوريا أيضا.\r\n";
    let flow = "---\ntitle: Y\nentities: [ 'moscow' ]\n---\nSyria.\n";
    let japanese = "---\ntitle: Y\nlang: ja\n---\n彼はシリアに行った。\n";
    let beside = "entities = [\n  \"moscow\", # the city\n]\n";
    let site = site(&[
        ("content/articles/a.md", ENGLISH),
        ("content/articles/b.md", yaml),
        ("content/articles/c.md", flow),
        ("content/articles/d.md", japanese),
        ("content/articles/e.md", "+++\ntitle = \"E\"\n+++\nSyria.\n"),
        ("content/articles/e.annotations.toml", beside),
    ]);
    suggest(&site, &["--write", "--except", "moscow"]);
    let of = |path: &str| site.read(&format!("content/articles/{path}"));
    assert_eq!(
        of("a.md"),
        ENGLISH.replace("tags = [\"a\"]\n", "tags = [\"a\"]\nentities = [\"sharaa\", \"syria\"]\n")
    );
    assert_eq!(of("b.md"), yaml.replace("# c\r\n", "# c\r\n  - syria\r\n  - sharaa\r\n"));
    assert_eq!(of("c.md"), flow.replace("[ 'moscow' ]", "[ 'moscow', 'syria' ]"));
    assert_eq!(of("d.md"), japanese.replace("lang: ja\n", "lang: ja\nentities: [\"syria\"]\n"));
    assert_eq!(
        of("e.annotations.toml"),
        "entities = [\n  \"moscow\", # the city\n  \"syria\",\n]\n"
    );
    assert!(of("e.md").starts_with("+++\ntitle = \"E\"\n+++"));
    assert!(site.run(&["build"]).status.success());
    // a second time there is nothing to add
    let before = ["a.md", "b.md", "c.md", "d.md", "e.annotations.toml"].map(of);
    let again = site.run(&["suggest", "--write"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("list every entity that they name"));
    assert_eq!(["a.md", "b.md", "c.md", "d.md", "e.annotations.toml"].map(of), before);
}

#[test]
fn doubtful_suggestions_are_never_written() {
    let text = "+++\ntitle = \"T\"\n+++\nHe read the Moscow Times in South Syria. The union will, she said; so will I.\n";
    let entities = "\n[[entity]]\nid = \"will\"\nname = \"Will\"\ntype = \"person\"\n";
    let site = site(&[
        ("content/articles/a.md", text),
        ("content/articles/b.md", "+++\ntitle = \"B\"\n+++\nThey will. Will spoke.\n"),
        ("content/entities/more.toml", entities),
    ]);
    let expected = "\
content/articles/a.md
  `Syria` may be `syria`, but is part of `South Syria`: list it if so  content/articles/a.md:4:35
  `Moscow` may be `moscow` or `russian-state`: choose one in `mentions`  content/articles/a.md:4:13

content/articles/b.md
  `Will` may be `will`, or a common word: list it if so  content/articles/b.md:4:12

";
    assert_eq!(suggest(&site, &[]), expected);
    let written = site.run(&["suggest", "--write"]);
    let said = String::from_utf8_lossy(&written.stderr).into_owned();
    assert!(said.contains("nothing to add except doubtful names"), "{said}");
    assert_eq!(site.read("content/articles/a.md"), text);
    let data = suggest(&site, &["--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let doubtful = &data["articles"][0]["doubtful"][0];
    assert_eq!(doubtful["entity"], "syria");
    assert_eq!(doubtful["why"], "longer-name");
    assert_eq!(doubtful["within"], "South Syria");
    assert_eq!(data["articles"][1]["doubtful"][0]["why"], "word");
}

#[test]
fn common_words_are_not_reported_as_names() {
    let check = |tag: &str, text: &str, expected: &[&str]| {
        let front = format!("+++\ntitle = \"T\"\nlang = \"{tag}\"\n+++\n");
        let site = site(&[("content/articles/a.md", &format!("{front}{text}\n"))]);
        let data = suggest(&site, &["--format", "json"]);
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        let names = data["unknown"].as_array().unwrap().iter();
        let names: Vec<String> =
            names.map(|it| format!("{} {}", it["name"].as_str().unwrap(), it["count"])).collect();
        assert_eq!(names, expected, "{text}");
    };
    check("en", "So I’m here. Don’t. He'll say: I'm late, and He'd go.", &[]);
    check("en", "On Monday, in May, the President and the Prime Minister met Mr. Roe.", &["Roe 1"]);
    check("en", "So Mara’s book, by Mara, is Mara's.", &["Mara 3"]);
    check("en", "That is so. Then “Perhaps,” she said: Never. To the American he said Oh.", &[]);
    check("en", "He is dear to us: a Dear, a dear. See THE WHOLE WORLD and UNESCO.", &["UNESCO 1"]);
    check("en", "New York is new. In New York, Roe saw New York.", &["New York 3", "Roe 1"]);
    check(
        "fr",
        "Vu à l’Europe. L’Europe de mardi, dit M. Roe à l’État.",
        &["Europe 2", "Roe 1", "État 1"],
    );
    check(
        "de",
        "Die Firma, nach Angaben der Polizei am Montag: Angaben von Bundesminister Jo Roe.",
        &["Jo Roe 1"],
    );
    check("ru", "Он сказал: Да. В понедельник приехал Путин.", &["Путин 1"]);
}

#[test]
fn suggestions_are_available_as_json_and_for_single_files() {
    let site = site(&[
        ("content/articles/a.md", ENGLISH),
        ("content/articles/b.md", "+++\ntitle = \"B\"\n+++\nOnce in Syria, Jane Roe spoke.\n"),
    ]);
    let file = site.root().join("content/articles/b.md");
    let shown = suggest(&site, &["--format", "json", file.to_str().unwrap()]);
    let data: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(data["version"], 1);
    assert_eq!(data["articles"].as_array().unwrap().len(), 1);
    assert_eq!(data["articles"][0]["entities"][0]["entity"], "syria");
    assert_eq!(data["unknown"][0]["name"], "Jane Roe");
    assert_eq!(site.run(&["suggest", "nothing.md"]).status.code(), Some(2));
    assert_eq!(site.run(&["suggest", "--only", "nobody"]).status.code(), Some(2));
}
