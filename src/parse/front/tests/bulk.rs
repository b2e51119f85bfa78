//! Tests of bulk files and sidecars.

use super::{check, read};
use crate::parse::matter::Matter;
use crate::source::Role;

#[test]
fn many_entities_stand_in_one_file() {
    let toml = "[[entity]]\nid = \"tartus\"\nname = \"Tartus\"\ncoordinates = [34.89, 35.89]\n\n\
                [[entity]]\nid = \"sparta\"\ntype = \"ship\"\nname = \"Sparta\"\n";
    let jsonl = "{\"id\": \"tartus\", \"name\": \"Tartus\", \"coordinates\": [34.89, 35.89]}\n\
                 {\"id\": \"sparta\", \"type\": \"ship\", \"name\": \"Sparta\"}\n";
    for (role, path, text) in [
        (Role::EntityToml, "entities/places/list.toml", toml),
        (Role::EntityJsonl, "entities/places/list.jsonl", jsonl),
    ] {
        let read = read(role, path, text);
        assert_eq!(read.diagnostics, [], "{path}");
        let Matter::Entities(entities) = read.value else { panic!("{path}") };
        let found: Vec<_> = entities.iter().map(|one| (&*one.id.value, &*one.kind.value)).collect();
        assert_eq!(found, [("tartus", "place"), ("sparta", "ship")]);
        assert_eq!(entities[0].coordinates.as_ref().unwrap().value, (34.89, 35.89));
    }
}

#[test]
fn mistakes_in_bulk() {
    check(
        Role::EntityToml,
        "entities/list.toml",
        "[[entity]]\nname = \"N\"\n[[entities]]\n",
        &[
            "1:1 key-missing `id` is missing",
            "1:1 key-missing `type` is missing, and the folder's name is not the path of a type",
            "3:3 unknown-key unknown key `entities` (here it is `[[entity]]`)",
        ],
    );
    check(
        Role::EntityJsonl,
        "entities/people/list.jsonl",
        "{\"id\": \"a\", \"name\": \"A\"}\n{\"id\": \"b\", \"nmae\": \"B\"}\n",
        &["2:13 unknown-key unknown key `nmae` (did you mean `name`?)"],
    );
    check(
        Role::Sources,
        "sources/list.toml",
        "[[sources]]\nid = \"a\"\n",
        &["1:3 unknown-key unknown key `sources` (here it is `[[source]]`)"],
    );
    check(
        Role::Sources,
        "sources/list.toml",
        "[[source]]\nid = \"a\"\nname = \"A\"\n",
        &[
            "3:1 unknown-key unknown key `name` (here it is `title`, or `publisher` for who published it)",
        ],
    );
    check(
        Role::SidecarToml,
        "articles/x.annotations.toml",
        "title = \"T\"\nabout = []\n[[annotations]]\nquote = \"x\"\n",
        &[
            "3:1 annotation-empty this annotation says nothing",
            "1:1 unknown-key unknown key `title`",
            "2:1 unknown-key unknown key `about` (here it is `about` of the article)",
        ],
    );
}

#[test]
fn a_sidecar_holds_what_was_said_about_a_text() {
    let text = "entities = [\"syria\"]\n[mentions]\nMoscow = \"russia\"\n\
                [[annotations]]\nnote = \"On all of it\"\n[[statements]]\nquote = \"x\"\n";
    let read = read(Role::SidecarToml, "articles/x.annotations.toml", text);
    assert_eq!(read.diagnostics, []);
    let Matter::Sidecar(sidecar) = read.value else { panic!() };
    assert_eq!(sidecar.naming.entities[0].value, "syria");
    assert_eq!(sidecar.naming.mentions[0].0.value, "Moscow");
    assert_eq!(sidecar.annotated.annotations[0].selector.quote, None);
    assert_eq!(sidecar.annotated.statements.len(), 1);
}
