//! Random Markdown and random spans of its text.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// A span of the stream: begin and length as fractions, and what it says.
pub(crate) type Wanted = (f64, f64, u8);

/// A span of the stream in bytes, and what it says.
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: u8,
}

/// Spans that cut no grapheme cluster and begin and end with something to read.
pub(crate) fn spans(stream: &str, wanted: &[Wanted]) -> Vec<Span> {
    let mut bounds: Vec<usize> = stream.grapheme_indices(true).map(|(at, _)| at).collect();
    bounds.push(stream.len());
    let last = (bounds.len() - 1) as f64;
    let mut spans = Vec::new();
    for (start, length, kind) in wanted {
        let from = bounds[(start * last) as usize];
        let to = bounds[((start + length).min(1.0) * last) as usize];
        let words = &stream[from..to];
        let start = from + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        if end > start && bounds.contains(&start) && bounds.contains(&end) {
            spans.push(Span { start, end, kind: *kind });
        }
    }
    spans
}

/// Random Markdown, by its grammar, with text of many scripts.
pub(crate) fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 1..6)
        .prop_map(|blocks| format!("\n{}\n\n[^n]: A *footnote* of Ada.\n", blocks.join("\n\n")))
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "Ada",
        "Beirut",
        "one",
        "Two",
        "e\u{301}te\u{301}",
        "بيروت",
        "وبيروت",
        "ベイルート",
        "דבר",
        "👩‍🔬",
        "𝓡",
        "soft\u{ad}hyphen",
        "\"said\"",
        "it's",
        "a--b",
        "...",
        "&amp;",
        "&lt;b&gt;",
        "\\*",
        "x\u{a0}y",
        "1789",
        "日本語",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_string)
}

fn inline() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        8 => word(),
        1 => word().prop_map(|word| format!("`{word}`")),
        1 => (word(), word()).prop_map(|(a, b)| format!("<b>{a} {b}</b>")),
        1 => Just("$x^2$".to_string()),
        1 => Just("[![alt](https://example.org/x.png)](https://example.org/)".to_string()),
        1 => Just("one[^n]".to_string()),
        1 => Just("[[ada]]".to_string()),
        1 => Just("![alt](https://example.org/x.png)".to_string()),
        1 => Just("\\\ntwo".to_string()),
        1 => Just("\none".to_string()),
        3 => prop::sample::select(TAGS.to_vec()).prop_map(str::to_string),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let inner = prop::collection::vec(inner, 1..4).prop_map(|parts| parts.join(" "));
        prop_oneof![
            inner.clone().prop_map(|text| format!("*{text}*")),
            inner.clone().prop_map(|text| format!("**{text}**")),
            inner.clone().prop_map(|text| format!("~~{text}~~")),
            inner.clone().prop_map(|text| format!("[{text}](https://example.org/)")),
            inner.clone().prop_map(|text| format!("[{text}](@ada)")),
            inner,
        ]
    })
}

/// HTML as it comes: whole, half, in the wrong place. No blocks and breaks, which would part words.
const TAGS: &[&str] = &[
    "<i>",
    "</i>",
    "<b class='x > y'>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<a id=one>",
    "<i id=\"m1\">",
    "<span id='ü'>",
    "</span>",
    "<span/>",
    "</br>",
    "<!-- <b> -->",
    "<![CDATA[ > ]]>",
    "<?x > ?>",
    "<script>",
    "</script>",
    "<textarea>",
    "<wbr>",
    "</p>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<svg><g/>",
    "</svg>",
    "<x-y>",
    "</x-y>",
    "</td>",
    "<b class=added>",
    "<i data-mention=1 class=\"own mention\">",
    "<span class='ref notes'>",
];

/// Headings that are called like marks.
const HEADINGS: &[&str] = &[
    "# Note 1",
    "## note-ref-1",
    "## note-ref-1",
    "## note-ref-1-2",
    "### m1",
    "## statement 1 {.noted}",
    "## one",
];

/// Blocks of HTML, without text of their own.
const RAW: &[&str] = &[
    "<div>",
    "</div>",
    "<div id=one><p>",
    "</section><section>",
    "<table><tr><td>",
    "</table>",
    "<ul><li><li>",
    "</ul>",
    "<script></script>",
    "<style></style>",
    "<!-- <div> -->",
    "<p class=\"x",
    "<div><a href=x>",
    "<hr><svg><path/></svg>",
    "<body>",
    "<details><summary>",
];

fn line() -> impl Strategy<Value = String> {
    // a line that begins with a tag may be a block of HTML, whose text is not in the stream
    prop::collection::vec(inline(), 1..7).prop_map(|parts| {
        let line = parts.join(" ");
        if line.starts_with('<') { format!("one {line}") } else { line }
    })
}

fn block() -> impl Strategy<Value = String> {
    let flat = || line().prop_map(|line| line.replace('\n', " "));
    let indented = |text: String, by: &str| text.replace('\n', &format!("\n{by}"));
    let leaf = prop_oneof![
        6 => line(),
        1 => flat().prop_map(|line| format!("## {line}")),
        1 => prop::sample::select(HEADINGS.to_vec()).prop_map(str::to_string),
        1 => (flat(), flat()).prop_map(|(a, b)| format!("| {a} | B |\n|---|---|\n| one | {b} |")),
        1 => line().prop_map(|line| format!("```rust\n{line}\n```")),
        1 => (flat(), flat()).prop_map(|(a, b)| format!("{a}\n: {b}")),
        2 => prop::sample::select(RAW.to_vec()).prop_map(str::to_string),
    ];
    leaf.prop_recursive(3, 8, 3, move |inner| {
        prop_oneof![
            inner.clone().prop_map(move |text| format!("- {}\n- Ada", indented(text, "  "))),
            inner.clone().prop_map(move |text| format!("1. {}\n2. Ada", indented(text, "   "))),
            inner.clone().prop_map(move |text| format!("> {}", indented(text, "> "))),
            inner.prop_map(move |text| format!("> [!NOTE]\n> {}", indented(text, "> "))),
        ]
    })
}
