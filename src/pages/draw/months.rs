//! Bar charts of counts by month.

use std::ops::RangeInclusive;

use crate::base::Markup;
use crate::pages::draw::{Svg, number};

/// Most bars in a chart; longer spans are drawn by year.
const MAX_BARS: usize = 120;

/// One bar: its year and count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    year: i16,
    count: u32,
    /// Whether a year begins with this bar.
    is_first: bool,
}

/// Bars from the first to the last month, including empty ones. `counts` holds year, month and count, sorted.
fn bars(counts: &[(i16, u8, u32)]) -> Vec<Bar> {
    let at = |year: i16, month: u8| i32::from(year) * 12 + i32::from(month) - 1;
    let (Some(first), Some(last)) = (counts.first(), counts.last()) else { return Vec::new() };
    let (first, last) = (at(first.0, first.1), at(last.0, last.1));
    let by_year = (last - first) as usize >= MAX_BARS;
    let step = if by_year { 12 } else { 1 };
    let place = |month: i32| month.div_euclid(step);
    let n = (place(last) - place(first) + 1) as usize;
    // more bars would be too thin to see
    let mut bars: Vec<Bar> = (0..n.min(4000))
        .map(|index| {
            let month = (place(first) + index as i32) * step;
            let year = month.div_euclid(12) as i16;
            Bar { year, count: 0, is_first: by_year || month.rem_euclid(12) == 0 }
        })
        .collect();
    for (year, month, count) in counts {
        let index = (place(at(*year, *month)) - place(first)) as usize;
        if let Some(bar) = bars.get_mut(index) {
            bar.count += count;
        }
    }
    bars
}

/// Mentions by month over an axis of years. `counts` holds year, month and count, sorted. Empty for fewer than two
/// months.
///
/// `label` is for screen readers.
pub fn months(counts: &[(i16, u8, u32)], label: &str) -> Markup {
    const WIDTH: f64 = 320.0;
    const HEIGHT: f64 = 56.0;
    let bars = bars(counts);
    if bars.len() < 2 {
        return Markup::default();
    }
    let most = f64::from(bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1));
    let mut svg = Svg::new("g-by-month", (WIDTH, HEIGHT + 16.0), "img", label);
    let step = (WIDTH / bars.len() as f64).min(28.0);
    let thick = (step - 1.0).max(step * 0.7);
    svg.raw(&format!("<path class=\"g-axis\" d=\"M0 {0}H{1}\"/>", number(HEIGHT), number(WIDTH)));
    let mut free = 0.0;
    for (index, bar) in bars.iter().enumerate() {
        let x = index as f64 * step;
        if bar.count > 0 {
            let tall = (f64::from(bar.count) / most * (HEIGHT - 14.0)).max(1.5);
            svg.raw(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                number(x),
                number(HEIGHT - tall),
                number(thick),
                number(tall),
            ));
            // only the highest bar is labelled
            if f64::from(bar.count) == most && free >= 0.0 {
                svg.text((x, HEIGHT - tall - 3.0), "g-value", &bar.count.to_string());
                free = -1.0;
            }
        }
    }
    free = 0.0;
    for (index, bar) in bars.iter().enumerate().filter(|(at, bar)| *at == 0 || bar.is_first) {
        let x = index as f64 * step;
        if x >= free && x + 26.0 <= WIDTH {
            svg.raw(&format!("<path class=\"g-axis\" d=\"M{} {}v3\"/>", number(x), number(HEIGHT)));
            svg.text((x, HEIGHT + 13.0), "", &bar.year.to_string());
            free = x + 34.0;
        }
    }
    svg.end()
}

/// A word-sized chart without text, from month `first` to `last` (year, month), so that all charts of a list share an
/// axis. Empty for a single month or without mentions.
pub fn sparkline(counts: &[(i16, u8, u32)], first: (i16, u8), last: (i16, u8)) -> Markup {
    let at = |(year, month): (i16, u8)| i32::from(year) * 12 + i32::from(month) - 1;
    let span = at(last) - at(first) + 1;
    let shown = |(year, month, count): &(i16, u8, u32)| {
        let place = at((*year, *month)) - at(first);
        (0..span).contains(&place).then_some((place, *count)).filter(|(_, count)| *count > 0)
    };
    let bars: Vec<(i32, u32)> = counts.iter().filter_map(shown).collect();
    if span < 2 || bars.is_empty() {
        return Markup::default();
    }
    let most = f64::from(bars.iter().map(|(_, count)| *count).max().unwrap_or(1));
    let mut out = format!(
        "<svg class=\"g-spark\" viewBox=\"0 0 {} 12\" aria-hidden=\"true\"><path d=\"",
        span * 3
    );
    for (place, count) in bars {
        let tall = (f64::from(count) / most * 12.0).max(1.0);
        out.push_str(&format!("M{} 12V{}", place * 3 + 1, number(12.0 - tall)));
    }
    out.push_str("\"/></svg>");
    Markup(out)
}

/// A bar of a timeline's density strip: a year or month with events.
#[derive(Clone, Debug)]
pub struct Bin {
    /// Number of the year or month.
    pub at: i32,
    /// Date in words.
    pub label: String,
    /// Number of events.
    pub count: u32,
    /// Address it links to.
    pub href: String,
}

/// Density strip of a timeline: bars over a span of years or months, with tick labels; both sorted. Empty for fewer
/// than two bars.
pub fn density(
    bins: &[Bin],
    span: RangeInclusive<i32>,
    ticks: &[(i32, String)],
    label: &str,
) -> Markup {
    const WIDTH: f64 = 720.0;
    const HEIGHT: f64 = 34.0;
    if bins.len() < 2 {
        return Markup::default();
    }
    let most = f64::from(bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1));
    let (first, last) = span.into_inner();
    let step = WIDTH / f64::from(last - first + 1);
    let thick = (step - 2.0).clamp(3.0, 40.0);
    let mut svg = Svg::new("g-density", (WIDTH, HEIGHT + 18.0), "group", label);
    svg.raw(&format!("<path class=\"g-axis\" d=\"M0 {0}H{1}\"/>", number(HEIGHT), number(WIDTH)));
    for bin in bins {
        let x = (f64::from(bin.at - first) * step).min(WIDTH - thick);
        let tall = (f64::from(bin.count) / most * (HEIGHT - 2.0)).max(3.0);
        svg.raw("<a href=\"").escaped(&bin.href).raw("\"><title>").escaped(&bin.label);
        svg.raw(&format!(": {}</title>", bin.count));
        // the full height is clickable, not only the bar
        svg.raw(&format!(
            "<rect class=\"g-hit\" x=\"{0}\" width=\"{1}\" height=\"{2}\"/><rect x=\"{0}\" y=\"{3}\" width=\"{1}\" height=\"{4}\"/></a>",
            number(x),
            number(thick),
            number(HEIGHT + 18.0),
            number(HEIGHT - tall),
            number(tall),
        ));
    }
    let mut free = 0.0;
    // on phones letters are twice as large relative to the drawing, so fewer labels fit
    let mut free_on_phones = 0.0;
    for (at, words) in ticks {
        let x = f64::from(at - first) * step;
        let wide = crate::pages::draw::text::width(words) * 13.0;
        if x >= free && x + wide <= WIDTH {
            let has_room = x >= free_on_phones && x + 2.0 * wide <= WIDTH;
            svg.text((x, HEIGHT + 14.0), if has_room { "" } else { "g-near" }, words);
            free = x + wide + 10.0;
            if has_room {
                free_on_phones = x + 2.0 * wide + 20.0;
            }
        }
    }
    svg.end()
}
