//! The preview, driven like a browser does.
#![cfg(unix)]

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::support::serving::{CONFIG, Serving, write};

fn article(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\n\nWords of {title}.\n")
}

#[test]
fn pages_and_files_are_served_as_by_a_host() {
    let moved = "+++\ntitle = \"A\"\nredirect_from = [\"/old/\"]\n+++\n\nOne.\n";
    let serving =
        Serving::new(&[("content/articles/a.md", moved), ("static/data.csv", "0123456789")]);
    let page = serving.get("/sub/articles/a/");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let tag = page.header("etag").unwrap();
    let known = serving.request("GET", "/sub/articles/a/", &[("If-None-Match", tag)], "");
    assert_eq!((known.status, known.body.len()), (304, 0));
    let head = serving.request("HEAD", "/sub/articles/a/", &[], "");
    let length = page.body.len().to_string();
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(&*length));
    for (path, to) in [
        ("/sub/articles/a", "/sub/articles/a/"),
        ("/sub/articles/a?q=1", "/sub/articles/a/?q=1"),
        ("/sub/old/", "/sub/articles/a/"),
        ("/", "/sub/"),
        ("/sub", "/sub/"),
    ] {
        let answer = serving.get(path);
        assert_eq!((answer.status, answer.header("location")), (307, Some(to)), "{path}");
    }
    assert_eq!(serving.get("/sub/articles/a/index.html").status, 200);
    let missing = serving.get("/sub/no/such/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("data-missing"), "the site's own page says it");
    assert_eq!(serving.get("/articles/a/").status, 404, "not below the base path");
    assert_eq!(serving.request("POST", "/sub/", &[], "").status, 405);
    assert_eq!(
        serving.get("/sub/data.csv").header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(serving.get("/sub/search/").status, 200);
}

#[test]
fn parts_of_files_are_sent() {
    let serving = Serving::new(&[("static/data.csv", "0123456789")]);
    let tag = serving.get("/sub/data.csv").header("etag").unwrap().to_string();
    let check = |headers: &[(&str, &str)], status, body: &str, range: Option<&str>| {
        let answer = serving.request("GET", "/sub/data.csv", headers, "");
        let found = (answer.status, answer.text(), answer.header("content-range"));
        assert_eq!(found, (status, body.to_string(), range), "{headers:?}");
    };
    check(&[("Range", "bytes=2-4")], 206, "234", Some("bytes 2-4/10"));
    check(&[("Range", "bytes=7-")], 206, "789", Some("bytes 7-9/10"));
    check(&[("Range", "bytes=-2")], 206, "89", Some("bytes 8-9/10"));
    check(&[("Range", "bytes=8-99")], 206, "89", Some("bytes 8-9/10"));
    check(&[("Range", "bytes=10-")], 416, "there is no such part\n", Some("bytes */10"));
    check(&[("Range", "bytes=4-2")], 200, "0123456789", None);
    check(&[("Range", "bytes=0-1,3-4")], 200, "0123456789", None);
    check(&[("Range", "bytes=2-4"), ("If-Range", &tag)], 206, "234", Some("bytes 2-4/10"));
    check(&[("Range", "bytes=2-4"), ("If-Range", "\"x\"")], 200, "0123456789", None);
}

#[test]
fn no_url_leads_out_of_the_site() {
    let serving = Serving::new(&[("static/in.txt", "in")]);
    let secret = serving.folder.path().parent().unwrap().join(format!("secret-{}", serving.port));
    fs::write(&secret, "secret").unwrap();
    let name = secret.file_name().unwrap().to_str().unwrap();
    // cached while it led into the site, then replaced
    let mut events = serving.events();
    fs::remove_file(serving.folder.path().join("static/in.txt")).unwrap();
    std::os::unix::fs::symlink(&secret, serving.folder.path().join("static/in.txt")).unwrap();
    events.next();
    for path in [
        format!("/sub/../{name}"),
        format!("/sub/%2e%2e/{name}"),
        format!("/sub/%2e%2e%2f%2e%2e%2f{name}"),
        format!("/sub/%252e%252e/{name}"),
        format!("/sub/..%5c{name}"),
        format!("/sub/static/../../{name}"),
        format!("/sub//{}", secret.display()),
        "/sub/in.txt".into(),
        "/sub/glossator.toml".into(),
        "/sub/content/articles/a.md".into(),
    ] {
        let answer = serving.get(&path);
        assert!(!answer.text().contains("secret\n") && answer.text() != "secret", "{path}");
        assert_eq!(answer.status, 404, "{path}");
    }
    fs::remove_file(secret).unwrap();
}

#[test]
fn only_its_own_hosts_and_pages_are_answered() {
    let log = tempfile::tempdir().unwrap();
    let editor = log.path().join("my-editor");
    fs::write(&editor, "#!/bin/sh\necho \"$@\" > \"$(dirname \"$0\")/said\"\n").unwrap();
    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let named = editor.to_str().unwrap();
    let serving =
        Serving::with(&[("content/articles/a.md", &article("A"))], &[], &[("VISUAL", named)]);
    let own = format!("127.0.0.1:{}", serving.port);
    for (host, status) in [
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:80", 200),
        (&*own, 200),
    ] {
        for path in ["/sub/", "/__glossator/troubles", "/__glossator/assets/preview/main.js"] {
            let answer = serving.request("GET", path, &[("Host", host)], "");
            assert_eq!(answer.status, status, "{host} {path}");
        }
    }

    let origin = format!("http://{own}");
    let token = ("X-Glossator-Token", &*serving.token);
    let place = "{\"path\": \"content/articles/a.md\", \"line\": 5, \"column\": 1}";
    let open = |headers: &[(&str, &str)], body: &str| {
        serving.request("POST", "/__glossator/open", headers, body).status
    };
    assert_eq!(open(&[], place), 403, "no token");
    assert_eq!(open(&[("X-Glossator-Token", "0")], place), 403, "another token");
    assert_eq!(open(&[token, ("Origin", "http://evil.example")], place), 403);
    assert_eq!(open(&[token, ("Origin", "null")], place), 403);
    assert_eq!(open(&[token, ("Sec-Fetch-Site", "cross-site")], place), 403);
    assert_eq!(open(&[token, ("Sec-Fetch-Site", "same-site")], place), 403);
    assert_eq!(open(&[token, ("Host", "evil.example")], place), 403);
    assert_eq!(serving.request("GET", "/__glossator/open", &[token], "").status, 405);
    assert_eq!(open(&[token], "{}"), 400);
    for path in ["../x", "/etc/hosts", "content/articles/no.md", "public/index.html"] {
        let place = format!("{{\"path\": \"{path}\", \"line\": 1, \"column\": 1}}");
        assert!([400, 404].contains(&open(&[token], &place)), "{path}");
    }
    assert!(!log.path().join("said").exists(), "nobody has opened anything");
    let headers = [token, ("Origin", &*origin), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(open(&headers, place), 200);
    let said = (0..200).find_map(|_| {
        std::thread::sleep(Duration::from_millis(25));
        fs::read_to_string(log.path().join("said")).ok().filter(|said| !said.is_empty())
    });
    assert!(said.unwrap().trim().ends_with("content/articles/a.md"));
}

#[test]
fn the_editor_may_have_an_address() {
    let config =
        format!("{CONFIG}[serve]\neditor = \"vscode://file/{{path}}:{{line}}:{{column}}\"\n");
    let serving =
        Serving::new(&[("content/articles/a.md", &article("A")), ("glossator.toml", &config)]);
    let place = "{\"path\": \"content/articles/a.md\", \"line\": 5, \"column\": 2}";
    let token = ("X-Glossator-Token", &*serving.token);
    let answer = serving.request("POST", "/__glossator/open", &[token], place).text();
    assert!(answer.contains("\"vscode://file/") && answer.contains("a.md:5:2\""), "{answer}");
    serving.write("glossator.toml", CONFIG);
    let mut events = serving.events();
    serving.write("glossator.toml", &format!("{CONFIG}description = \"D\"\n"));
    events.next();
    let answer = serving.request("POST", "/__glossator/open", &[token], place).text();
    assert!(answer.contains("set VISUAL or EDITOR"), "{answer}");
}

#[test]
fn every_way_of_saving_is_noticed() {
    let serving = Serving::new(&[("content/articles/a.md", &article("First"))]);
    let root = serving.folder.path();
    let mut events = serving.events();
    let page = root.join("content/articles/a.md");
    let seen = |path: &str| serving.get(path);

    fs::write(&page, article("Second")).unwrap();
    events.next();
    assert!(seen("/sub/articles/a/").text().contains("Words of Second"));

    // written next to it, then renamed
    fs::write(root.join("content/articles/.a.md.swp"), article("Third")).unwrap();
    fs::rename(root.join("content/articles/.a.md.swp"), &page).unwrap();
    events.next();
    assert!(seen("/sub/articles/a/").text().contains("Words of Third"));

    fs::rename(&page, root.join("content/articles/b.md")).unwrap();
    events.next();
    assert_eq!(seen("/sub/articles/a/").status, 404);
    assert!(seen("/sub/articles/b/").text().contains("Words of Third"));

    // a new folder with its content
    let beside = tempfile::tempdir_in(root).unwrap();
    write(beside.path(), "more/c.md", &article("C"));
    fs::rename(beside.path().join("more"), root.join("content/articles/more")).unwrap();
    events.next();
    assert!(seen("/sub/articles/more/c/").text().contains("Words of C"));
    fs::write(root.join("content/articles/more/d.md"), article("D")).unwrap();
    events.next();
    assert_eq!(seen("/sub/articles/more/d/").status, 200);

    fs::remove_dir_all(root.join("content/articles/more")).unwrap();
    events.next();
    let gone = (0..20).any(|_| {
        std::thread::sleep(Duration::from_millis(25));
        seen("/sub/articles/more/c/").status == 404 && seen("/sub/articles/more/d/").status == 404
    });
    assert!(gone);
}

#[test]
fn many_files_at_once_are_one_change() {
    let serving = Serving::new(&[("content/articles/a.md", &article("A"))]);
    let root = serving.folder.path();
    let mut events = serving.events();
    for at in 0..1000 {
        fs::write(root.join(format!("content/articles/n{at}.md")), article(&format!("N{at}")))
            .unwrap();
    }
    let mut n_events = 0;
    while serving.get("/sub/articles/n999/").status != 200 {
        events.next();
        n_events += 1;
    }
    assert!(n_events <= 2, "{n_events} events");
}

#[test]
fn errors_keep_the_last_good_page_until_fixed() {
    let serving = Serving::new(&[("content/articles/a.md", &article("Good"))]);
    let mut events = serving.events();
    serving.write("content/articles/a.md", "+++\ntitle = Broken\n+++\n\nBad.\n");
    let broken = events.next();
    assert!(serving.get("/sub/articles/a/").text().contains("Words of Good"));
    let troubles = serving.get("/__glossator/troubles").text();
    for part in
        ["\"severity\":\"error\"", "content/articles/a.md", "\"line\":2", "\"n_errors\":1", "^"]
    {
        assert!(troubles.contains(part), "{part} in {troubles}");
    }
    serving.write("content/articles/a.md", &article("Mended"));
    assert_ne!(events.next(), broken, "what is wrong is not the same any more");
    assert!(serving.get("/__glossator/troubles").text().contains("\"list\":[]"));
    assert!(serving.get("/sub/articles/a/").text().contains("Words of Mended"));
}

#[test]
fn a_failing_template_is_reported_on_its_page() {
    let serving = Serving::new(&[
        ("content/articles/a.md", &article("A")),
        ("templates/article.html", "<body>\n{{ nothing.of.this }}\n</body>"),
    ]);
    let page = serving.get("/sub/articles/a/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("data-troubles=\"") && page.text().contains("template-runtime"));
    assert_eq!(serving.get("/sub/").status, 200);
}

#[test]
fn only_drafts_are_labelled() {
    let draft = "+++\ntitle = \"D\"\ndraft = true\n+++\n\nD.\n";
    let files = [("content/articles/a.md", &*article("A")), ("content/articles/d.md", draft)];
    let with = Serving::with(&files, &["--drafts"], &[]);
    assert!(with.get("/sub/articles/d/").text().contains(" data-draft"));
    assert!(!with.get("/sub/articles/a/").text().contains(" data-draft"));
    let without = Serving::new(&files);
    assert_eq!(without.get("/sub/articles/d/").status, 404);
}

#[test]
fn changes_are_also_found_by_polling() {
    let serving = Serving::with(&[("content/articles/a.md", &article("First"))], &["--poll"], &[]);
    let mut events = serving.events();
    serving.write("content/articles/a.md", &article("Second"));
    events.next();
    assert!(serving.get("/sub/articles/a/").text().contains("Words of Second"));
}

#[test]
fn a_port_that_is_taken_is_an_error_if_it_was_asked_for() {
    let first = Serving::new(&[]);
    let port = first.port.to_string();
    let folder = first.folder.path().to_str().unwrap();
    let second = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["-r", folder, "serve", "-p", &port])
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains(&port));
    assert_ne!(Serving::new(&[]).port, first.port, "without `-p` the next free one");
}

#[test]
fn it_ends_when_asked_to() {
    for signal in ["-INT", "-TERM"] {
        let serving = Serving::new(&[]);
        let _listening = serving.events();
        assert_eq!(serving.end(signal).code(), Some(0), "{signal}");
    }
}
