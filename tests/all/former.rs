//! Annotations in texts that were edited since the last build, with the real program: none moves without a report.

use std::fs;
use std::process::Command;

use crate::support::disk::Site;

const A: &str = "content/articles/a.md";

/// `Rome` occurs three times; the annotation is on the second.
const TEXT: &str = "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"Rome\"\noccurrence = 2\nid = \"second\"\nnote = \"n\"\n+++\nIn spring the envoy of Rome rode north with nine men. Later the king wrote a long letter to Rome about the harvest. Nobody in Rome ever answered it, as far as anybody knows.\n";

const FIRST: &str = "In spring the envoy of Rome rode north with nine men. ";

/// Commits all sources of a site.
fn commit(site: &Site, message: &str) {
    site.git(&["add", "glossator.toml", "content"]);
    site.git(&["commit", "-q", "-m", message]);
}

#[test]
fn a_build_reports_what_would_move_and_keeps_the_former_text() {
    let site = Site::built(&[(A, TEXT)]);
    site.edit(A, &[(FIRST, "")]);
    for command in ["build", "check", "build"] {
        let said = site.bad(&[command]);
        assert!(
            said.contains("error[annotation-moved]: the annotation on `Rome` would move"),
            "{said}"
        );
        assert!(
            said.contains("Later the king wrote a long letter to [Rome] about the harvest."),
            "{said}"
        );
        assert!(said.contains("`glossator fix` would write `prefix = \"to \"`"), "{said}");
    }
    let page = site.read("public/articles/a/index.html");
    assert!(page.contains("In spring"), "the last good output stays");

    site.good(&["fix", "--write"]);
    let fixed = site.read(A);
    assert!(fixed.contains("quote = \"Rome\"\nprefix = \"to \"\nid = \"second\""), "{fixed}");
    site.good(&["fix", "--write"]);
    assert_eq!(site.read(A), fixed, "a second fix changes nothing");
    site.good(&["build", "--deny", "warnings"]);
    site.good(&["fix", "--write"]);
    assert_eq!(site.read(A), fixed);
}

#[test]
fn annotations_on_removed_words_do_not_move() {
    let site = Site::built(&[(A, TEXT)]);
    site.edit(A, &[("Later the king wrote a long letter to Rome about the harvest. ", "")]);
    let said = site.bad(&["build"]);
    assert!(
        said.contains(
            "error[annotation-moved]: the words of the annotation on `Rome` were taken out"
        ),
        "{said}"
    );
    let shown = site.run(&["fix", "--write"]);
    assert_eq!(shown.status.code(), Some(1));
    assert!(site.read(A).contains("occurrence = 2"));
}

#[test]
fn lowered_to_a_warning_the_annotation_is_left_out() {
    let site = Site::built(&[(A, TEXT)]);
    site.write(
        "glossator.toml",
        "[diagnostics]\nannotation-moved = \"warning\"\nquote-not-found = \"warning\"\n",
    );
    site.edit(A, &[(FIRST, "")]);
    let said = site.good(&["build"]);
    assert!(said.contains("warning[annotation-moved]"), "{said}");
    assert!(!site.read("public/articles/a/index.html").contains("note-second"));
    // and the snapshot with its place is kept
    site.edit(A, &[("Nobody in Rome", "Nobody there")]);
    let said = site.good(&["build"]);
    assert!(said.contains("[quote-not-found]") || said.contains("[annotation-moved]"), "{said}");
    site.good(&["fix", "--write"]);
    site.good(&["build", "--deny", "warnings"]);
    assert!(site.read("public/articles/a/index.html").contains("note-second"));
}

#[test]
fn an_author_may_accept_the_new_place() {
    let site = Site::built(&[(A, TEXT)]);
    site.edit(A, &[(FIRST, "")]);
    let line = site.read(A).lines().position(|line| line.starts_with("quote")).unwrap() + 1;
    let other = format!("{A}:{}", line + 2);
    site.run(&["fix", "--accept", &other]);
    assert!(site.read(A).contains("occurrence = 2"), "only what was asked for");
    site.good(&["fix", "--accept", &format!("{A}:{line}:9")]);
    assert!(site.read(A).contains("quote = \"Rome\"\nprefix = \"in \"\n"), "{}", site.read(A));
    site.good(&["build", "--deny", "warnings"]);
}

#[test]
fn a_new_or_changed_selector_is_searched_in_the_present_text_only() {
    let site = Site::built(&[(A, TEXT)]);
    site.edit(A, &[(FIRST, "")]);
    site.edit(A, &[("occurrence = 2", "occurrence = 1")]);
    site.good(&["build", "--deny", "warnings"]);
}

#[test]
fn a_corrected_occurrence_does_not_move_an_annotation() {
    let annotation = |number: usize, note: &str| {
        format!("[[annotations]]\nquote = \"Rome\"\noccurrence = {number}\nnote = \"{note}\"\n")
    };
    let article = |numbers: [usize; 2], body: &str| {
        let notes = [annotation(numbers[0], "one"), annotation(numbers[1], "two")].concat();
        format!("+++\ntitle = \"T\"\n{notes}+++\n{body}\n")
    };
    let body = "In spring the envoy of Rome rode north with nine men. Later the king wrote a letter to Rome about grain.";
    let site = Site::built(&[(A, &article([1, 2], body))]);
    let more = format!("Nobody in Rome knew of it. {body}");
    site.write(A, article([2, 3], &more));
    site.good(&["build", "--deny", "warnings"]);
    site.write(A, article([1, 2], body));
    site.good(&["build", "--deny", "warnings"]);
    // without the correction, both would move
    site.write(A, article([1, 2], &more));
    assert_eq!(site.bad(&["build"]).matches("error[annotation-moved]").count(), 2);
}

#[test]
fn fix_keeps_snapshots_of_unreadable_articles() {
    let site = Site::built(&[(A, TEXT), ("content/articles/b.md", TEXT)]);
    site.edit(A, &[("title = ", "title ")]);
    site.edit(A, &[(FIRST, "")]);
    site.edit("content/articles/b.md", &[(FIRST, "")]);
    site.run(&["fix", "--write"]);
    site.edit(A, &[("title ", "title = ")]);
    let said = site.bad(&["build"]);
    assert!(said.contains("content/articles/a.md:4:9"), "{said}");
    assert!(!said.contains("content/articles/b.md"), "{said}");
}

#[test]
fn a_moved_short_sentence_is_found_again() {
    let text = |body: &str| {
        format!(
            "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"Mara\"\noccurrence = 2\nnote = \"n\"\n+++\n{body}\n"
        )
    };
    let site = Site::built(&[(
        A,
        &text(
            "First Mara came in, and all stood up at once. Old Mara left. The doors were shut behind her.\n\nIn the second year nothing happened at all in the valley.",
        ),
    )]);
    site.write(A, text("First Mara came in, and all stood up at once. Nobody ever trusted young Mara again after that. The doors were shut behind her.\n\nIn the second year nothing happened at all in the valley. Old Mara left."));
    assert!(site.bad(&["build"]).contains("error[annotation-moved]"));
}

#[test]
fn a_file_that_was_renamed_keeps_its_former_text() {
    let site = Site::built(&[(A, TEXT)]);
    let other = "content/articles/other.md";
    fs::rename(site.root().join(A), site.root().join(other)).unwrap();
    site.edit(other, &[(FIRST, "")]);
    assert!(site.bad(&["build"]).contains("annotation-moved"));
}

#[test]
fn spans_with_two_ends_are_accepted_and_get_context() {
    let text = "+++\ntitle = \"T\"\n[[annotations]]\nquote = \"the king\"\nquote_end = \"home\"\noccurrence = 2\nnote = \"n\"\n+++\nFirst the king went home in May. Then the king, who was ill, went home again.\n";
    let site = Site::new(&[(A, text)]);
    site.good(&["fix", "--contexts", "--write"]);
    assert!(site.read(A).contains("prefix = \"Then \""), "{}", site.read(A));
    site.good(&["build", "--deny", "warnings"]);
}

#[test]
fn a_position_alone_is_reported_and_left_to_its_author() {
    let json = "{\"bodyValue\": \"n\", \"target\": {\"selector\":\n {\"type\": \"TextPositionSelector\", \"start\": 3, \"end\": 9}}}";
    let site = Site::built(&[
        (A, "+++\ntitle = \"T\"\n+++\nIn spring the envoy of Rome rode north with nine men.\n"),
        ("content/articles/a.annotations.jsonld", json),
    ]);
    site.edit(A, &[("In spring", "Later in spring")]);
    let said = site.bad(&["build"]);
    assert!(
        said.contains("a.annotations.jsonld:2:2") && said.contains("give it a quotation"),
        "{said}"
    );
    assert_eq!(site.run(&["fix"]).status.code(), Some(1));
}

#[test]
fn merges_and_unusual_settings_do_not_hide_history() {
    let site = Site::new(&[(A, TEXT)]);
    site.git(&["init", "-q", "-b", "main"]);
    site.git(&["config", "log.showRoot", "false"]);
    commit(&site, "one");
    site.git(&["checkout", "-q", "-b", "side"]);
    site.edit(A, &[("nine men", "ten men")]);
    commit(&site, "two");
    site.git(&["checkout", "-q", "main"]);
    site.edit(A, &[("title = \"T\"", "title = \"U\"")]);
    commit(&site, "three");
    site.git(&["merge", "-q", "--no-edit", "side"]);
    site.edit(A, &[(&FIRST.replace("nine", "ten"), "")]);
    assert!(site.bad(&["check"]).contains("annotation-moved"));
    // a selector that is new in the working tree is searched in the present text only, whatever it was once
    site.edit(A, &[("occurrence = 2", "occurrence = 1")]);
    site.good(&["check"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_the_cache_are_not_followed() {
    let site = Site::new(&[(A, TEXT)]);
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    fs::create_dir(site.root().join(".glossator")).unwrap();
    for name in ["texts.new", "texts.jsonl"] {
        std::os::unix::fs::symlink(&victim, site.root().join(".glossator").join(name)).unwrap();
    }
    site.good(&["build"]);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
    assert!(site.read(".glossator/texts.jsonl").contains(A));
}

#[test]
fn other_versions_and_damaged_files_are_dropped() {
    let site = Site::built(&[(A, TEXT)]);
    let kept = site.read(".glossator/texts.jsonl");
    site.edit(A, &[(FIRST, "")]);
    for other in [kept.replacen("\"stream\":1", "\"stream\":0", 1), kept[..40].into(), "[".into()] {
        site.write(".glossator/texts.jsonl", &other);
        site.good(&["check", "-q"]);
    }
    site.write(".glossator/texts.jsonl", &kept);
    site.bad(&["check"]);
}

#[test]
fn without_a_former_text_bare_occurrences_are_noted_and_get_context() {
    let site = Site::new(&[(A, TEXT)]);
    let said = site.good(&["check"]);
    assert!(said.contains("note[occurrence-alone]"), "{said}");
    assert!(!site.good(&["build"]).contains("occurrence-alone"));
    assert!(!site.good(&["check"]).contains("occurrence-alone"), "a build remembers it");
    let before = site.read(A);
    site.good(&["fix", "--contexts"]);
    assert_eq!(site.read(A), before);
    site.good(&["fix", "--contexts", "--write"]);
    assert_eq!(site.read(A), before.replace("occurrence = 2", "prefix = \"to \""));
    site.good(&["build", "--deny", "warnings"]);
}

#[test]
fn occurrence_is_removed_in_every_syntax() {
    let check = |before: &str, after: &str| {
        let (head, body) = ("title: T", "Rome and Rome and Rome.");
        let file = |front: &str| format!("---\n{head}\nannotations:\n{front}---\n{body}\n");
        let site = Site::new(&[(A, &file(before))]);
        site.good(&["fix", "--contexts", "--write"]);
        assert_eq!(site.read(A), file(after));
        site.good(&["build", "--deny", "warnings"]);
    };
    check(
        "  - quote: Rome # here\n    occurrence: 3 # the last\n    note: n\n",
        "  - quote: Rome # here\n    suffix: \".\"\n    # the last\n    note: n\n",
    );
    check(
        "  - {quote: Rome, occurrence: 3, note: n}\n",
        "  - {quote: Rome, suffix: \".\", note: n}\n",
    );
}

#[test]
fn a_repository_has_the_text_in_which_a_selector_was_written() {
    let site = Site::new(&[(A, TEXT)]);
    site.git(&["init", "-q"]);
    commit(&site, "one");
    site.edit(A, &[("nine men", "ten men")]);
    commit(&site, "two");
    site.edit(A, &[(&FIRST.replace("nine", "ten"), "")]);
    commit(&site, "three");
    assert!(site.bad(&["check"]).contains("annotation-moved"), "of the oldest commit with it");
    // whoever changed the selector decided its place
    site.edit(A, &[("occurrence = 2", "prefix = \"to \"")]);
    commit(&site, "four");
    site.good(&["check"]);
    // a file that was renamed keeps its history
    site.edit(A, &[("prefix = \"to \"", "occurrence = 1")]);
    commit(&site, "five");
    site.git(&["mv", A, "content/articles/b.md"]);
    commit(&site, "six");
    site.edit("content/articles/b.md", &[("Later the king", "All Rome waited. Later the king")]);
    let said = site.bad(&["check"]);
    assert!(said.contains("content/articles/b.md"), "{said}");
    site.good(&["fix", "--write"]);
    site.good(&["build", "--deny", "warnings"]);
}

#[test]
fn a_site_below_the_top_of_a_repository_and_its_sidecars_have_a_history() {
    let top = tempfile::tempdir().unwrap();
    let site = Site(tempfile::Builder::new().prefix("in").tempdir_in(top.path()).unwrap());
    let text = "+++\ntitle = \"T\"\n+++\nRome met Rome in the old town by the river, long before the war.\n";
    let beside = "[[annotations]]\nquote = \"Rome\"\noccurrence = 2\nnote = \"n\"\n";
    site.write("glossator.toml", "");
    site.write(A, text);
    site.write("content/articles/a.annotations.toml", beside);
    let git = |arguments: &[&str]| {
        assert!(
            Command::new("git")
                .arg("-C")
                .arg(top.path())
                .args(arguments)
                .status()
                .unwrap()
                .success()
        );
    };
    git(&["init", "-q"]);
    commit(&site, "one");
    site.edit(A, &[("Rome met", "In Rome, Rome met")]);
    let said = site.bad(&["check"]);
    assert!(said.contains("content/articles/a.annotations.toml:2:9"), "{said}");
}

#[test]
fn a_shallow_clone_gets_a_note() {
    let site = Site::new(&[(A, TEXT)]);
    site.git(&["init", "-q"]);
    commit(&site, "one");
    site.edit(A, &[("nine men", "ten men")]);
    commit(&site, "two");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", site.root().display());
    let to = clone.path().join("site");
    let mut git = Command::new("git");
    assert!(git.args(["clone", "-q", "--depth", "1", &from]).arg(&to).status().unwrap().success());
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    let ended = command.args(["build", "-r"]).arg(&to).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.success() && said.contains("history-incomplete"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_configuration_of_a_repository_runs_no_program() {
    let site = Site::new(&[(A, TEXT)]);
    site.git(&["init", "-q"]);
    commit(&site, "one");
    let trap = site.root().join("trap.sh");
    fs::write(&trap, "#!/bin/sh\ntouch \"$(dirname \"$0\")/caught\"\nexit 1\n").unwrap();
    let mut chmod = Command::new("chmod");
    assert!(chmod.arg("+x").arg(&trap).status().unwrap().success());
    let trap = trap.display();
    let settings = [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "filter.x.smudge",
        "filter.x.clean",
        "filter.x.process",
        "gpg.program",
        "gpg.ssh.program",
        "alias.log",
        "alias.cat-file",
    ];
    for name in settings {
        site.git(&["config", name, &trap.to_string()]);
    }
    site.git(&["config", "log.showSignature", "true"]);
    site.git(&["config", "filter.x.required", "true"]);
    site.write(".gitattributes", "*.md diff=x filter=x\n");
    let _ = fs::remove_file(site.root().join("caught"));
    site.edit(A, &[(FIRST, "")]);
    assert!(site.bad(&["check"]).contains("annotation-moved"));
    site.run(&["fix", "--against", "HEAD"]);
    site.run(&["fix", "--against", "--output=caught"]);
    assert!(!site.root().join("caught").exists());
}
