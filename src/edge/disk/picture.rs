//! Reads the size of an image from the start of its file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::base::Size;

/// Bytes of an SVG in which the root element is searched.
const HEAD: u64 = 16 * 1024;

/// Width and height of an image in CSS pixels; `None` for other or unreadable files.
pub(crate) fn size(place: &Path) -> Option<Size> {
    let extension = place.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" | "heic" | "jxl"
        | "tif" | "tiff" => {
            let found = imagesize::size(place).ok()?;
            let cut = |side: usize| u32::try_from(side).ok().filter(|side| *side > 0);
            Some(Size { width: cut(found.width)?, height: cut(found.height)? })
        }
        "svg" => {
            let mut head = Vec::new();
            File::open(place).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
            of_svg(&String::from_utf8_lossy(&head))
        }
        _ => None,
    }
}

/// The size of an SVG: `width` and `height` in pixels, else from its `viewBox`.
fn of_svg(text: &str) -> Option<Size> {
    let start = text
        .match_indices("<svg")
        .find(|(at, _)| text[at + 4..].starts_with(|c: char| c.is_whitespace() || c == '>'));
    let tag = &text[start?.0 + 4..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |value: &str| {
        let number: f64 = value.trim().trim_end_matches("px").trim_end().parse().ok()?;
        (1.0..=100_000.0).contains(&number).then_some(number.round() as u32)
    };
    let sides =
        (attribute(tag, "width").and_then(pixels), attribute(tag, "height").and_then(pixels));
    if let (Some(width), Some(height)) = sides {
        return Some(Size { width, height });
    }
    let view = attribute(tag, "viewBox")?;
    let sides: Vec<&str> =
        view.split(|c: char| c.is_whitespace() || c == ',').filter(|it| !it.is_empty()).collect();
    match sides[..] {
        [_, _, width, height] => Some(Size { width: pixels(width)?, height: pixels(height)? }),
        _ => None,
    }
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let is_whole = |at: &usize| tag[..*at].ends_with(|c: char| c.is_whitespace());
    let mut places = tag.match_indices(name).map(|(at, _)| at).filter(is_whole);
    places.find_map(|at| {
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::of_svg;
    use crate::base::Size;

    #[test]
    fn the_size_of_an_svg_is_on_its_root() {
        let size = |text: &str| of_svg(text).map(|Size { width, height }| (width, height));
        for (text, expected) in [
            (
                "<?xml version=\"1.0\"?><!-- x --><svg width=\"640\" height='360px' viewBox=\"0 0 1 1\">",
                Some((640, 360)),
            ),
            ("<svg\n viewBox=\"0 0 300.4, 150\"/>", Some((300, 150))),
            ("<svg width=\"100%\" height=\"100%\" viewBox=\"-5 -5 20 10\">", Some((20, 10))),
            ("<svg stroke-width=\"3\" height=\"4\">", None),
            ("<svg width=\"-3\" height=\"4\">", None),
            ("<svgx width=\"3\" height=\"4\">", None),
            ("<svg width=\"3\"", None),
            ("", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
    }
}
