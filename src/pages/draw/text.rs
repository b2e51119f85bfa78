//! Estimates the width of text, and shortens it.

use unicode_segmentation::UnicodeSegmentation;

/// Estimated width in ems: 1 for East Asian characters and emoji, a little more than half for most others.
pub(crate) fn width(text: &str) -> f64 {
    text.graphemes(true).map(of_grapheme).sum()
}

fn of_grapheme(grapheme: &str) -> f64 {
    match grapheme.chars().next() {
        Some('\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}') => 1.0,
        Some('\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}') => 1.0,
        Some('\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}') => 1.0,
        Some('i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ' ' | '\'' | '|') => 0.36,
        Some('m' | 'w' | 'M' | 'W' | '@') => 0.9,
        Some(c) if c.is_uppercase() => 0.7,
        _ => 0.57,
    }
}

/// Shortens a text with an ellipsis, between grapheme clusters, if it is wider than `ems`.
pub(crate) fn cut(text: &str, ems: f64) -> String {
    if width(text) <= ems {
        return text.to_string();
    }
    let mut left = ems - 0.9;
    let kept = text.graphemes(true).take_while(|grapheme| {
        left -= of_grapheme(grapheme);
        left >= 0.0
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}
