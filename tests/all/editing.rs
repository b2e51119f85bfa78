//! The editor of the preview, with the requests of its page: what it writes, refuses and undoes.
#![cfg(unix)]

use std::fs;
use std::net::Ipv4Addr;
use std::process::Command;

use crate::support::serving::{CONFIG, Serving, write};
use serde_json::{Value, json};

const ARTICLE: &str = "content/articles/a.md";
const TEXT: &str = "+++\ntitle = \"A\" # kept\n+++\n\nAda came to Moscow. Ada left *Moscow*.\n";
const ADA: &str = "+++\nname = \"Ada\"\ntype = \"person\"\naliases = [\"A. L.\"]\ndescription = \"Who came\"\n+++\n";
const MOSCOW: &str = "+++\nname = \"Moscow\"\ntype = \"place\"\n+++\n";

fn serving(arguments: &[&str]) -> Serving {
    let files = [
        (ARTICLE, TEXT),
        ("content/entities/people/ada.md", ADA),
        ("content/entities/places/moscow.md", MOSCOW),
    ];
    Serving::with(&files, arguments, &[])
}

impl Serving {
    fn edit(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let token = ("X-Glossator-Token", &*self.token);
        let answer = self.request(method, &format!("/__glossator/edit/{path}"), &[token], body);
        (answer.status, serde_json::from_str(&answer.text()).unwrap_or_default())
    }

    fn act(&self, action: Value) -> (u16, Value) {
        self.edit("POST", "act", &json!({ "source": ARTICLE, "action": action }).to_string())
    }

    fn undo(&self) -> (u16, Value) {
        self.edit("POST", "undo", "{}")
    }

    fn file(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap_or_default()
    }
}

fn mention(start: usize, text: &str, entity: &str) -> Value {
    let end = start + text.chars().count();
    json!({ "action": "mention", "range": { "start": start, "end": end, "text": text }, "entity": entity })
}

#[test]
fn an_action_changes_the_file_and_the_page() {
    let serving = serving(&["--edit"]);
    let page = || serving.get("/sub/articles/a/").text();
    assert!(page().contains(" data-edit"));
    assert!(!serving.get("/sub/").text().contains(" data-edit"));
    let (status, there) = serving.edit("GET", &format!("article?source={ARTICLE}"), "");
    assert_eq!(status, 200);
    assert_eq!(there["text"], "Ada came to Moscow. Ada left Moscow.");
    assert_eq!(there["suggested"][0]["entity"]["id"], "ada");
    assert_eq!(there["suggested"][0]["places"][1], json!({ "start": 20, "end": 23 }));
    assert_eq!((&there["marked"]["mentions"], &there["undo"]), (&json!([]), &Value::Null));
    assert!(
        there["choices"]["types"]
            .as_array()
            .unwrap()
            .contains(&json!({ "id": "person", "label": "Person" }))
    );

    let (status, done) = serving.act(mention(29, "Moscow", "moscow"));
    assert_eq!((status, &done), (200, &json!({ "files": [ARTICLE], "undo": "mention" })));
    let written = TEXT.replace(
        "# kept\n",
        "# kept\n\n[[annotations]]\nquote = \"Moscow\"\nprefix = \"left \"\nentity = \"moscow\"\n",
    );
    assert_eq!(serving.file(ARTICLE), written);
    // the answer is sent when the page shows the change
    assert!(page().contains("\"><em>Moscow</em></a>"));

    let new = json!({ "action": "entity", "name": "Vienna", "type": "place" });
    let (status, done) = serving.act(new);
    assert_eq!(
        (status, &done["created"], &done["undo"]),
        (200, &json!("vienna"), &json!("entity"))
    );
    let file = "content/entities/places/vienna.md";
    assert!(serving.file(file).starts_with("+++\nname = \"Vienna\"\ntype = \"place\"\n"));

    let (status, done) = serving.undo();
    assert_eq!((status, &done), (200, &json!({ "files": [file], "undo": "mention" })));
    assert!(!serving.folder.path().join(file).exists());
    let (status, done) = serving.undo();
    assert_eq!((status, &done), (200, &json!({ "files": [ARTICLE], "undo": null })));
    assert_eq!(serving.file(ARTICLE), TEXT);
    assert!(!page().contains("class=\"mention"));
    assert_eq!(serving.undo().1["code"], "nothing-to-undo");
}

#[test]
fn settled_forms_are_not_suggested() {
    let serving = serving(&["--edit"]);
    let suggested = || {
        let there = serving.edit("GET", &format!("article?source={ARTICLE}"), "").1;
        there["suggested"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["entity"]["id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(suggested(), ["ada", "moscow"]);
    assert_eq!(serving.act(json!({ "action": "every", "form": "Ada", "entity": "ada" })).0, 200);
    assert_eq!(suggested(), ["moscow"]);
    assert_eq!(serving.act(json!({ "action": "reject", "form": "Moscow" })).0, 200);
    assert_eq!(suggested(), Vec::<Value>::new());
}

#[test]
fn concurrent_changes_are_kept() {
    let serving = serving(&["--edit", "--poll"]);
    // the server does not know of this change yet
    let other = TEXT.replace("# kept", "# mine").replace("came", "went");
    serving.write(ARTICLE, &other);
    let (status, done) = serving.act(mention(20, "Ada", "ada"));
    assert_eq!(status, 200, "{done}");
    let text = serving.file(ARTICLE);
    assert!(
        text.contains("# mine") && text.contains("Ada went") && text.contains("entity = \"ada\""),
        "{text}"
    );

    // the words are different now
    let other = TEXT.replace("Ada left", "Eve left");
    serving.write(ARTICLE, &other);
    let (status, refused) = serving.act(mention(20, "Ada", "ada"));
    assert_eq!((status, &refused["code"]), (409, &json!("stale")));
    assert_eq!(serving.file(ARTICLE), other);
    let (status, refused) = serving.undo();
    assert_eq!((status, &refused["code"]), (409, &json!("stale")));
    assert_eq!(serving.file(ARTICLE), other);
}

#[test]
fn a_handle_refers_to_one_item() {
    let serving = serving(&["--edit"]);
    for note in ["One.", "Two.", "Three."] {
        assert_eq!(serving.act(json!({ "action": "note", "note": note })).0, 200);
    }
    let there = serving.edit("GET", &format!("article?source={ARTICLE}"), "").1;
    let delete = json!({ "action": "delete", "target": there["marked"]["notes"][0]["handle"] });
    assert_eq!(serving.act(delete.clone()).0, 200);
    // the second one is in its place now
    let (status, refused) = serving.act(delete);
    assert_eq!((status, &refused["code"]), (409, &json!("stale")));
    let text = serving.file(ARTICLE);
    assert!(!text.contains("One.") && text.contains("Two.") && text.contains("Three."), "{text}");
    // it has other content
    let target = there["marked"]["notes"][2]["handle"].clone();
    serving.write(ARTICLE, &text.replace("Three.", "Four."));
    let change = json!({ "action": "change", "target": target, "set": { "kind": "context" } });
    assert_eq!(serving.act(change).1["code"], "stale");
}

#[test]
fn invalid_requests_are_reported() {
    let serving = serving(&["--edit"]);
    let (status, refused) = serving.act(mention(0, "Ada", "nobody"));
    assert_eq!((status, &refused["code"]), (409, &json!("entity-unknown")));
    for body in [
        "",
        "{}",
        "[1]",
        "{\"source\": \"../x\", \"action\": {\"action\": \"accept\", \"entity\": \"ada\"}}",
    ] {
        let (status, answer) = serving.edit("POST", "act", body);
        assert_eq!((status, &answer["code"]), (400, &json!("request-invalid")), "{body}");
    }
    for source in [
        "..%2f..%2fetc%2fpasswd",
        "%252e%252e/x",
        "/etc/hosts",
        "glossator.toml",
        "content/articles/no.md",
        "content/entities/people/ada.md",
    ] {
        let (status, _) = serving.edit("GET", &format!("article?source={source}"), "");
        assert!([400, 409].contains(&status), "{source}: {status}");
    }
    assert_eq!(serving.edit("GET", "article", "").0, 400);
    assert_eq!(serving.edit("GET", "no.js", "").0, 404);
    assert_eq!(serving.file(ARTICLE), TEXT);
}

#[test]
fn an_error_that_an_action_would_cause_is_shown_in_the_new_text() {
    let serving = serving(&["--edit"]);
    let note = "Longer than the article was, and about [nobody](@nobody-there).";
    let (status, refused) = serving.act(json!({ "action": "note", "note": note }));
    assert_eq!((status, &refused["code"]), (409, &json!("breaks-site")));
    let diagnostic = &refused["diagnostics"][0];
    assert_eq!((&diagnostic["code"], &diagnostic["line"]), (&json!("entity-unknown"), &json!(5)));
    assert!(diagnostic["excerpt"].as_str().unwrap().contains(&format!("5 | note = \"{note}\"")));
    assert_eq!(serving.file(ARTICLE), TEXT);
}

#[test]
fn entities_are_found_as_one_types() {
    let serving = serving(&["--edit"]);
    let found = |words: &str| {
        let (status, found) =
            serving.edit("GET", &format!("entities?q={words}&source={ARTICLE}"), "");
        assert_eq!(status, 200);
        found["entities"].as_array().unwrap().clone()
    };
    let ada = json!({ "id": "ada", "name": "Ada", "type": "person", "description": "Who came" });
    assert_eq!(found("ad"), [ada]);
    assert_eq!(found("a.+l")[0]["matched"], "A. L.");
    assert_eq!(found("MOSC")[0]["id"], "moscow");
    assert_eq!(found("%20"), Vec::<Value>::new());
    let note =
        json!({ "source": ARTICLE, "note": "**So** <script>x</script> [it](@ada)" }).to_string();
    let html = serving.edit("POST", "note", &note).1["html"].as_str().unwrap().to_string();
    assert!(html.contains("<strong>So</strong>") && html.contains("/sub/people/ada/"), "{html}");
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn only_its_own_pages_may_edit() {
    let serving = serving(&["--edit"]);
    let origin = format!("http://127.0.0.1:{}", serving.port);
    let body = json!({ "source": ARTICLE, "action": mention(0, "Ada", "ada") }).to_string();
    let token = ("X-Glossator-Token", &*serving.token);
    let cases: [(&[(&str, &str)], u16); 7] = [
        (&[], 403),
        (&[("X-Glossator-Token", "0")], 403),
        (&[token, ("Origin", "http://evil.example")], 403),
        (&[token, ("Origin", "null")], 403),
        (&[token, ("Sec-Fetch-Site", "cross-site")], 403),
        (&[token, ("Host", "evil.example")], 403),
        (&[token, ("Origin", &origin), ("Sec-Fetch-Site", "same-origin")], 200),
    ];
    for (headers, wanted) in cases {
        for (method, path) in [
            ("POST", "act"),
            ("POST", "undo"),
            ("POST", "note"),
            ("GET", "words"),
            ("GET", "entities?q=a"),
            ("GET", "article?source=content/articles/a.md"),
        ] {
            if wanted == 403 {
                let path = format!("/__glossator/edit/{path}");
                assert_eq!(
                    serving.request(method, &path, headers, &body).status,
                    403,
                    "{path} {headers:?}"
                );
            }
        }
        assert_eq!(serving.request("POST", "/__glossator/edit/act", headers, &body).status, wanted);
    }
}

#[test]
fn editing_must_be_enabled() {
    let serving = serving(&[]);
    assert!(!serving.get("/sub/articles/a/").text().contains(" data-edit"));
    assert_eq!(serving.act(mention(0, "Ada", "ada")).0, 405, "as any address that is no page");
    assert_eq!(serving.edit("GET", "words", "").0, 404);
    let site = tempfile::tempdir().unwrap();
    write(site.path(), "glossator.toml", CONFIG);
    let open = Ipv4Addr::UNSPECIFIED.to_string();
    let refused = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["-r", site.path().to_str().unwrap(), "serve", "--edit", "-i", &open])
        .output()
        .unwrap();
    let stderr = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && stderr.contains("--allow-remote-edit"), "{stderr}");
}

#[test]
fn a_site_with_errors_can_be_edited() {
    let serving = serving(&["--edit"]);
    let mut events = serving.events();
    serving.write("content/articles/b.md", "+++\ntitle = \n+++\n\nB.\n");
    events.next();
    assert_eq!(serving.act(mention(0, "Ada", "ada")).0, 200);
    assert!(serving.file(ARTICLE).contains("entity = \"ada\""));
    // an article that cannot be read is left alone
    let broken = TEXT.replace("title", "title =");
    serving.write(ARTICLE, &broken);
    let (status, refused) = serving.act(mention(20, "Ada", "ada"));
    assert_eq!((status, &refused["code"]), (409, &json!("source-broken")), "{refused}");
    assert_eq!(serving.file(ARTICLE), broken);
}
