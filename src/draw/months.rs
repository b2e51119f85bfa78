//! How often something was, by month.

use crate::base::Markup;
use crate::draw::{Svg, number};

/// Most bars of a drawing; what spans more months is drawn by year.
const MOST: usize = 120;

/// One bar: when, how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    year: i16,
    count: u32,
    /// Whether a year begins here.
    is_first: bool,
}

/// Bars from the first to the last of these months, those between them included: year, month, count; sorted.
fn bars(counts: &[(i16, u8, u32)]) -> Vec<Bar> {
    let at = |year: i16, month: u8| i32::from(year) * 12 + i32::from(month) - 1;
    let (Some(first), Some(last)) = (counts.first(), counts.last()) else { return Vec::new() };
    let (first, last) = (at(first.0, first.1), at(last.0, last.1));
    let by_year = (last - first) as usize >= MOST;
    let step = if by_year { 12 } else { 1 };
    let place = |month: i32| month.div_euclid(step);
    let n = (place(last) - place(first) + 1) as usize;
    // a span of thousands of years has no bars that anybody could see
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

/// Mentions by month over an axis of years: year, month, count, sorted. Empty for fewer than two months.
///
/// `label` tells those who cannot see it what it shows.
pub fn months(counts: &[(i16, u8, u32)], label: &str) -> Markup {
    const WIDTH: f64 = 320.0;
    const HEIGHT: f64 = 56.0;
    let bars = bars(counts);
    if bars.len() < 2 {
        return Markup::default();
    }
    let most = f64::from(bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1));
    let mut svg = Svg::new("g-by-month", (WIDTH, HEIGHT + 16.0), ("img", label));
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
            // the highest bar alone says its number
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

/// The same without words, as small as a word: the last two years of months at most.
pub fn sparkline(counts: &[(i16, u8, u32)]) -> Markup {
    let bars = bars(counts);
    let bars = &bars[bars.len().saturating_sub(24)..];
    if bars.len() < 2 {
        return Markup::default();
    }
    let most = f64::from(bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1));
    let mut out = format!(
        "<svg class=\"g-spark\" viewBox=\"0 0 {} 12\" aria-hidden=\"true\"><path d=\"",
        bars.len() * 3
    );
    for (index, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.count > 0) {
        let tall = (f64::from(bar.count) / most * 12.0).max(1.0);
        out.push_str(&format!("M{} 12V{}", index * 3 + 1, number(12.0 - tall)));
    }
    out.push_str("\"/></svg>");
    Markup(out)
}

/// How dense a timeline is: a bar for each of these years, sorted, with its address. Empty for fewer than two years.
pub fn density(years: &[(i16, u32, String)], label: &str) -> Markup {
    const WIDTH: f64 = 720.0;
    const HEIGHT: f64 = 34.0;
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Markup::default() };
    let span = f64::from(i32::from(last.0) - i32::from(first.0) + 1);
    if years.len() < 2 {
        return Markup::default();
    }
    let most = f64::from(years.iter().map(|(_, count, _)| *count).max().unwrap_or(1).max(1));
    let step = WIDTH / span;
    let mut svg = Svg::new("g-density", (WIDTH, HEIGHT + 18.0), ("group", label));
    svg.raw(&format!("<path class=\"g-axis\" d=\"M0 {0}H{1}\"/>", number(HEIGHT), number(WIDTH)));
    let mut free = 0.0;
    for (year, count, href) in years {
        let x = f64::from(i32::from(*year) - i32::from(first.0)) * step;
        let tall = (f64::from(*count) / most * (HEIGHT - 2.0)).max(3.0);
        let thick = (step - 2.0).clamp(3.0, 40.0);
        svg.raw("<a href=\"").escaped(href).raw("\"><title>");
        svg.raw(&format!("{year}: {count}</title>"));
        // all of the year's height leads there, not the bar alone
        svg.raw(&format!(
            "<rect class=\"g-hit\" x=\"{0}\" width=\"{1}\" height=\"{2}\"/><rect x=\"{0}\" y=\"{3}\" width=\"{1}\" height=\"{4}\"/>",
            number(x.min(WIDTH - thick)),
            number(thick),
            number(HEIGHT + 18.0),
            number(HEIGHT - tall),
            number(tall),
        ));
        if x >= free && x + 30.0 <= WIDTH {
            svg.text((x, HEIGHT + 14.0), "", &year.to_string());
            free = x + 40.0;
        }
        svg.raw("</a>");
    }
    svg.end()
}
