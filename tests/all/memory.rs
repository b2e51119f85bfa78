//! After any sequence of edits, an incrementally updated site equals one that is read afresh.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use glossator::anchor::Former;
use glossator::base::{File, Path, Tree};
use glossator::pipeline::{self, Memory, Model};
use proptest::prelude::*;

/// Possible contents of each file; `None`: the file is absent.
const FILES: &[(&str, &[Option<&str>])] = &[
    (
        "glossator.toml",
        &[
            Some(
                "title = \"T\"\nbase_url = \"https://example.org/\"\n[languages.ar]\ntitle = \"ت\"\n[markdown]\nwikilinks = true\n",
            ),
            Some(
                "title = \"U\"\nlanguage = \"en\"\n[linking]\nscope = \"site\"\n[markdown]\nwikilinks = true\n",
            ),
        ],
    ),
    (
        "content/articles/2025-10-15-one.md",
        &[
            Some(
                "+++\ntitle = \"One\"\nentities = [\"ada\"]\ntags = [\"Dawn\"]\n+++\n\n## First\n\nAda came to [Beirut](@beirut). [two](two.md#b) and [[two]].[^1]\n\n[^1]: Late.\n",
            ),
            Some(
                "+++\ntitle = \"One\"\nentities = [\"ada\"]\ntags = [\"Dawn\"]\n+++\n\n## First\n\nThen Ada came to [Beirut](@beirut). [two](two.md#b) and [[two]].[^1]\n\n[^1]: Late.\n",
            ),
            Some(
                "+++\ntitle = \"One\"\nentities = [\"ada\"]\ntags = [\"Dawn\"]\n+++\n\n## Other\n\nIn [Beirut](@beirut) Ada was. [gone](three.md) [[three]]\n",
            ),
            Some("+++\ntitle = \"One anew\"\ndraft = true\n+++\n\nAda.\n"),
            Some("+++\ntitle = Broken\n+++\n\nAda.\n"),
            None,
        ],
    ),
    (
        "content/articles/two.md",
        &[
            Some(
                "---\ntitle: Two\ndate: 2025-10-14\n---\n\n## B\n\nبيروت [one](2025-10-15-one.md#first) [n](2025-10-15-one.md#fnref-1) [[one]] [[Ada]]\n",
            ),
            Some(
                "---\ntitle: Two\ndate: 2025-10-16\nauthors: [Ada]\n---\n\n## B\n\nبيروت [one](2025-10-15-one.md#first)\n",
            ),
            Some(
                "---\ntitle: Two\ndate: 2025-10-16\nauthors: [Ada]\n---\n\n## Note 1\n\n## Note 1\n\nبيروت and more\n",
            ),
            None,
        ],
    ),
    (
        "content/articles/two.annotations.toml",
        &[
            Some(
                "[[annotations]]\nquote = \"بيروت\"\nentity = \"beirut\"\nnote = \"See [[one]].\"\n",
            ),
            Some("[[annotations]]\nquote = \"lost\"\nentity = \"beirut\"\n"),
            None,
        ],
    ),
    (
        "content/articles/three.md",
        &[
            Some(
                "+++\ntitle = \"Three\"\ntags = [\"dawn\"]\nentities = [\"ada\"]\n+++\n\nAda and [[beirut]] and [[nobody]]. [x](#nowhere)\n",
            ),
            Some(
                "+++\ntitle = \"Three\"\ntags = [\"dawn\"]\nentities = [\"ada\"]\n[[statements]]\nquote = \"said it\"\nspeaker = \"ada\"\nsources = [\"s\"]\n+++\n\nAda said it.\n",
            ),
            Some(
                "+++\ntitle = \"Three\"\ntags = [\"dawn\"]\nentities = [\"ada\"]\n[[statements]]\nquote = \"said it\"\nspeaker = \"ada\"\nsources = [\"s\"]\n+++\n\nOnce more Ada said it.\n",
            ),
            None,
        ],
    ),
    (
        "content/entities/all.toml",
        &[
            Some("[[entity]]\nid = \"ada\"\ntype = \"person\"\nname = \"Ada\"\n"),
            Some("# moved\n[[entity]]\nid = \"ada\"\ntype = \"person\"\nname = \"Ada\"\n"),
            Some(
                "[[entity]]\nid = \"ada\"\ntype = \"person\"\nname = \"Ada\"\naliases = [\"Once\"]\n\n[[entity]]\nid = \"beirut\"\ntype = \"place\"\nname = \"Beirut\"\n",
            ),
            None,
        ],
    ),
    (
        "content/entities/places/beirut.md",
        &[
            Some(
                "+++\nname = \"Beirut\"\naliases = [\"بيروت\"]\ncoordinates = [33.9, 35.5]\n+++\n\nHome of [Ada](@ada).\n",
            ),
            Some(
                "+++\nname = \"Beirut\"\naliases = [\"بيروت\"]\ncoordinates = [33.9, 35.5]\n+++\n\nThe home of [Ada](@ada), see [one](../../articles/2025-10-15-one.md#other).\n",
            ),
            Some("+++\nname = \"Beirut\"\ndraft = true\n+++\n"),
            None,
        ],
    ),
    (
        "content/sources/s.toml",
        &[Some("[[source]]\nid = \"s\"\ntitle = \"S\"\nkind = \"agency\"\n"), None],
    ),
    ("content/about.md", &[Some("+++\ntitle = \"About\"\n+++\n\n[all](/articles/)\n"), None]),
    ("templates/404.html", &[None, Some("none {{ page.title }}"), Some("{% broken")]),
    ("strings/en.ftl", &[None, Some("articles = Pieces\n")]),
    ("static/a.txt", &[None, Some("a")]),
];

proptest! {
    #![proptest_config(crate::support::law(12))]

    #[test]
    fn remembered_results_equal_fresh_ones(
        edits in prop::collection::vec(
            (prop::collection::vec((0..FILES.len(), 0usize..6), 1..3), any::<bool>()),
            1..10,
        ),
    ) {
        let mut tree: Tree = FILES.iter().filter_map(|(path, texts)| file(path, texts[0])).collect();
        let settings = crate::support::settings();
        let built = pipeline::model(&tree, &settings).value;
        let former = Arc::new(pipeline::remember(&built, &Former::default()));
        let mut memory = Memory::of(former.clone());
        pipeline::remodel(&tree, &settings, None, &mut memory);
        for (edit, is_told) in edits {
            let mut changed = BTreeSet::new();
            for (at, text) in edit {
                let (path, texts) = FILES[at];
                let path = Path::new(path).unwrap();
                match file(path.as_str(), texts[text % texts.len()]) {
                    Some((path, file)) => drop(tree.insert(path, file)),
                    None => drop(tree.remove(&path)),
                }
                changed.insert(path);
            }
            let changed = is_told.then_some(&changed);
            let again = pipeline::remodel(&tree, &settings, changed, &mut memory);
            let mut none = Memory::of(former.clone());
            let fresh = pipeline::remodel(&tree, &settings, None, &mut none);
            prop_assert_eq!(&again.diagnostics, &fresh.diagnostics);
            prop_assert_eq!(written(&again.value), written(&fresh.value));
        }
    }
}

/// Without this test, a memory that always forgets would pass.
#[test]
fn a_change_of_one_text_keeps_the_others() {
    let mut tree: Tree = FILES.iter().filter_map(|(path, texts)| file(path, texts[0])).collect();
    let mut memory = Memory::default();
    let settings = crate::support::settings();
    let before = pipeline::remodel(&tree, &settings, None, &mut memory).value;
    let (path, texts) = FILES[1];
    tree.extend(file(path, texts[1]));
    let path = Path::new(path).unwrap();
    let changed = BTreeSet::from([path.clone()]);
    let after = pipeline::remodel(&tree, &settings, Some(&changed), &mut memory).value;
    assert!(
        std::sync::Arc::ptr_eq(&before.site.index, &after.site.index),
        "what others see is the same"
    );
    assert!(std::sync::Arc::ptr_eq(&before.plan, &after.plan));
    for (old, new) in before.site.documents.iter().zip(&after.site.documents) {
        assert_eq!(std::sync::Arc::ptr_eq(old, new), old.file.path != path, "{}", old.file.path);
    }
}

fn file(path: &str, text: Option<&str>) -> Option<(Path, File)> {
    let file = match path.starts_with("static/") {
        true => File::Copied(None),
        false => File::Bytes(text?.as_bytes().into()),
    };
    text.map(|_| (Path::new(path).unwrap(), file))
}

fn written(model: &Model) -> BTreeMap<String, String> {
    let page = |page: &glossator::plan::Page| {
        let bytes = pipeline::page(model, page).value;
        (page.output.as_str().to_string(), String::from_utf8_lossy(&bytes).into_owned())
    };
    let pages = model.plan.pages.iter().map(page);
    let search = pipeline::search(model).into_iter();
    let search =
        search.map(|(path, bytes)| (path.to_string(), String::from_utf8_lossy(&bytes).into()));
    let assets = model.plan.assets.iter().map(|it| (it.output.to_string(), it.from.to_string()));
    pages.chain(search).chain(assets).collect()
}
