//! Properties of all drawings: well-formed, escaped, inside their frame, reproducible.

use super::text::{cut, width};
use super::*;

fn nodes(n: usize) -> Vec<Node> {
    let node = |at| Node {
        label: format!("Name <{at}> & “co”"),
        href: format!("/people/n{at}/?a&b"),
        class: "person".into(),
        weight: at as u32 % 7 + 1,
    };
    (0..n).map(node).collect()
}

/// A ring whose first node is connected with all others.
fn edges(n: usize) -> Vec<Edge> {
    let ring = (0..n).map(|at| (at, (at + 1) % n, at as u32 % 3 + 1));
    ring.chain((2..n).map(|at| (0, at, 1))).collect()
}

fn links(markup: &str) -> usize {
    markup.matches("<a href=\"/people/").count()
}

fn bin(at: i32, count: u32) -> Bin {
    Bin { at, label: format!("<{at}>"), count, href: format!("#at-{at}") }
}

#[test]
fn density_bars_are_links_and_tick_labels_do_not_overlap() {
    let ticks = [(24_300, "2025".to_string()), (24_303, "March".into()), (24_306, "June".into())];
    let drawn = density(&[bin(24_301, 1), bin(24_311, 4)], 24_300..=24_399, &ticks, "Events").0;
    assert!(drawn.contains("role=\"group\"") && !drawn.contains("role=\"img\""), "{drawn}");
    assert!(drawn.contains("<a href=\"#at-24311\"><title>&lt;24311&gt;: 4</title>"), "{drawn}");
    assert!(drawn.contains("<rect x=\"7.2\" y=\"26\"") && drawn.contains("y=\"2\""), "{drawn}");
    assert!(drawn.contains(">2025</text>") && drawn.contains(">June</text>"), "{drawn}");
    assert!(!drawn.contains(">March</text>"), "{drawn}");
}

#[test]
fn drawings_with_links_are_groups_and_escape_their_text() {
    for drawing in [
        arcs(&nodes(14), &edges(14), Some(3), "Who & whom"),
        network(&nodes(14), &edges(14), "Who & whom"),
    ] {
        let text = &drawing.0;
        assert_eq!(links(text), 14);
        assert!(text.contains("role=\"group\" aria-label=\"Who &amp; whom\""), "{text}");
        assert!(text.contains("Name &lt;0&gt; &amp; “co”") && !text.contains("Name <"));
        assert!(text.contains("?a&amp;b") && !text.contains("NaN"));
        assert_eq!(text.matches("<a ").count(), text.matches("</a>").count());
    }
    assert!(arcs(&nodes(14), &edges(14), Some(3), "").0.contains("g-focus"));
}

#[test]
fn drawings_without_data_are_empty() {
    assert_eq!(arcs(&nodes(3), &[], None, "").0, "");
    assert_eq!(arcs(&nodes(3), &[(1, 1, 5), (0, 9, 1)], None, "").0, "");
    assert_eq!(network(&[], &[], "").0, "");
    assert_eq!(months(&[], "").0, "");
    assert_eq!(sparkline(&[(2025, 1, 3)], (2025, 1), (2025, 1)).0, "");
    assert_eq!(sparkline(&[(2020, 1, 3)], (2024, 11), (2025, 2)).0, "");
    // all charts of a list share an axis
    let spark = sparkline(&[(2025, 1, 3)], (2024, 11), (2025, 2)).0;
    assert!(spark.contains("0 0 12 12") && spark.contains("M7 12V0"), "{spark}");
    assert_eq!(density(&[bin(2025, 3)], 2025..=2026, &[], "").0, "");
    assert_eq!(terms(&[], None, "").0, "");
    let unknown =
        Term { label: "A".into(), when: String::new(), from: None, to: None, is_sure: true };
    assert_eq!(terms(&[unknown], None, "").0, "");
}

#[test]
fn empty_months_keep_their_space() {
    let drawn = months(&[(2024, 11, 1), (2025, 3, 4)], "Mentions").0;
    assert_eq!(drawn.matches("<rect").count(), 2);
    assert!(
        drawn.contains("<rect x=\"0\" y=\"45.5\"") && drawn.contains("<rect x=\"112\" y=\"14\""),
        "{drawn}"
    );
    assert!(drawn.contains(">2024</text>") && drawn.contains(">2025</text>"), "{drawn}");
    assert!(
        drawn.contains(">4</text>") && !drawn.contains(">1</text>"),
        "only the highest bar is labelled"
    );
    // spans of ten years or more are drawn by year
    let drawn = months(&[(1999, 12, 1), (2025, 3, 4)], "").0;
    assert!(drawn.contains(">1999</text>") && drawn.matches("<rect").count() == 2, "{drawn}");
    assert!(months(&[(-9999, 1, 1), (9999, 12, u32::MAX)], "").0.len() < 20_000);
}

#[test]
fn open_ended_offices_reach_the_end_of_the_axis() {
    let term = |label: &str, from, to, is_sure| Term {
        label: label.into(),
        when: "then".into(),
        from,
        to,
        is_sure,
    };
    let drawn = terms(
        &[
            term("President", Some(2025.08), None, true),
            term("Emir", Some(2017.75), Some(2025.08), false),
            term("Unknown", None, None, true),
        ],
        Some(2031.4),
        "Roles",
    );
    assert_eq!(drawn.0.matches("<rect").count(), 2);
    assert!(drawn.0.contains("g-open") && drawn.0.contains("g-unsure"));
    assert!(
        drawn.0.contains(">2018</text>")
            && drawn.0.contains(">2030</text>")
            && drawn.0.contains("President, then"),
        "{}",
        drawn.0
    );
    let one = terms(&[term("Day", Some(2025.5), Some(2025.5), true)], None, "").0;
    assert!(one.contains("<rect") && !one.contains("NaN"), "{one}");
    assert!(terms(&[term("Long", Some(-9999.0), Some(9999.0), true)], None, "").0.len() < 4000);
}

#[test]
fn labels_are_cut_between_grapheme_clusters() {
    assert_eq!(cut("Damascus", 20.0), "Damascus");
    assert_eq!(cut("محادثات موسكو في أكتوبر", 6.0), "محادثات م…");
    assert_eq!(cut("日本語日本語日本語", 5.0), "日本語日…");
    let family = "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧";
    assert_eq!(cut(family, 2.0), "👩‍👩‍👧…");
    assert!(width("WWW") > width("iii"));
}

#[test]
fn coordinates_are_rounded_to_tenths() {
    for (value, expected) in
        [(0.0, "0"), (1.25, "1.3"), (-0.25, "-0.3"), (-3.0, "-3"), (f64::NAN, "0"), (12.04, "12")]
    {
        assert_eq!(number(value), expected);
    }
}

#[test]
fn output_is_reproducible_and_small() {
    let (nodes, edges) = (nodes(60), edges(60));
    let drawn = network(&nodes, &edges, "");
    assert_eq!(drawn.0, network(&nodes, &edges, "").0);
    assert!(drawn.0.len() < 80_000, "{}", drawn.0.len());
    // a complete graph
    let all = (0..60).flat_map(|a| (a + 1..60).map(move |b| (a, b, ((a * b) % 9) as u32 + 1)));
    let drawn = network(&nodes, &all.collect::<Vec<_>>(), "");
    assert!(drawn.0.len() < 80_000, "{}", drawn.0.len());
    assert_eq!(drawn.0.matches('L').count(), 60 * 59 / 2);
}
