//! Tests of mistakes in facts of entities.

use super::check_entity;

#[test]
fn invalid_facts() {
    check_entity(
        "folk",
        "",
        &["2:1 key-missing `type` is missing, and the folder's name is not the path of a type"],
    );
    check_entity(
        "people",
        "type = \"persn\"",
        &["3:8 unknown-value `persn` is not a valid `type` (did you mean `person`?)"],
    );
    check_entity(
        "people",
        "type = \"Ships\"",
        &["3:8 unknown-value `Ships` is not a valid `type` (did you mean `ship`?)"],
    );
    check_entity(
        "places",
        "born = 1965\nroles = []",
        &[
            "3:1 key-of-other-type `born` is a key of another type: person",
            "4:1 key-of-other-type `roles` is a key of another type: person",
        ],
    );
    check_entity(
        "people",
        "within = \"x\"",
        &["3:1 key-of-other-type `within` is a key of another type: place and organization"],
    );
    check_entity(
        "places",
        "coordinates = [95.0, 1]",
        &["3:15 coordinates-invalid there is no such place on earth (the latitude comes first)"],
    );
    check_entity(
        "places",
        "coordinates = [1.0]",
        &[
            "3:15 wrong-type `coordinates` should be `[latitude, longitude]`, but is an array (expected `[latitude, longitude]`)",
        ],
    );
    check_entity(
        "places",
        "coordinates = [1, nan]",
        &["3:15 coordinates-invalid there is no such place on earth"],
    );
    check_entity(
        "people",
        "id = \"Al Sharaa\"",
        &[
            "3:6 id-invalid `Al Sharaa` is not a valid id (an id consists of lower-case letters a to z, digits and `-`)",
        ],
    );
    check_entity(
        "people",
        "former_ids = [\"a_b\"]",
        &[
            "3:15 id-invalid `a_b` is not a valid id (an id consists of lower-case letters a to z, digits and `-`)",
        ],
    );
    check_entity(
        "people",
        "ids = { wikidata = \"q42\", mine = \"x 1\", orcid = true }",
        &[
            "3:20 identifier-invalid `q42` is not a valid `wikidata` identifier",
            "3:49 wrong-type `orcid` should be a string, but is a boolean (expected a string)",
        ],
    );
    check_entity(
        "people",
        "[[relations]]\nkind = \"ally-of\"",
        &["3:1 key-missing `target` is missing"],
    );
    check_entity(
        "people",
        "[[roles]]\norganization = \"x\"\n[names.\"a b\"]\nname = \"x\"",
        &[
            "5:8 language-tag `a b` is not a valid language tag",
            "3:1 key-missing `title` is missing",
        ],
    );
}
