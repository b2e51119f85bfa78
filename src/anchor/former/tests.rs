//! Words carried over from one version of a text to the next.

use crate::anchor::former::align::Alignment;
use crate::anchor::former::carry::{Carried, carry};
use crate::base::Range;

/// `[` and `]` surround the words in both texts; without them in the present one, the words are gone.
fn check(former: &str, now: &str) {
    let place = |text: &str| Some(Range::new(text.find('[')?, text.find(']')? - 1));
    let bare = |text: &str| text.replace(['[', ']'], "");
    let (was, is) = (bare(former), bare(now));
    let alignment = Alignment::new(&was, &is);
    let found = match carry(&alignment, place(former).unwrap()) {
        Carried::To(range) => Some(range),
        Carried::Gone => None,
        Carried::Unclear(places) => panic!("{places:?}"),
    };
    assert_eq!(
        found.map(|range| &is[range.of()]),
        place(now).map(|range| &is[range.of()]),
        "{now}"
    );
    assert_eq!(found, place(now), "{now}");
}

#[test]
fn words_are_carried_over() {
    let former =
        "The king met the [envoy] of Rome in March. Later the envoy left for Athens with gifts.";
    check(
        former,
        "The king met the [envoy] of Rome in March. Later the envoy left for Athens with gifts.",
    );
    check(
        former,
        "One day the king met the old [envoy] of Rome in March. Later the envoy left for Athens with gifts.",
    );
    check(
        former,
        "The king met the [envoi] of Rome in March. Later the envoy left for Athens with gifts.",
    );
    check(former, "The king met him of Rome in March. Later the envoy left for Athens with gifts.");
    check(former, "Later the envoy left for Athens with gifts.");
    check(
        former,
        "Later the envoy left for Athens with gifts. The king met the [envoy] of Rome in March.",
    );
    check(
        "シリアの[大統領]は言った。首都は静かだった。",
        "昨日、シリアの[大統領]は言った。首都は静かだった。",
    );
    check(
        "قال [الرئيس] السوري إن بلاده مستعدة للحوار",
        "أمس قال [الرئيس] السوري إن بلاده مستعدة جدا للحوار",
    );
}

#[test]
fn finds_the_most_similar_part_of_a_changed_passage() {
    let former = "The king met the [envoy] of Rome in March; he wrote the third letter in May.";
    check(
        former,
        "The king met the aged [Envoy] of Rome in March; he wrote the third letter in May.",
    );
    check(
        former,
        "The king met an emissary, or [envoi], of Rome in March; he wrote the third letter in May.",
    );
    check(
        "for [two days] in May they waited there",
        "for [two whole days] in May they waited there",
    );
}
