//! Image variants for narrower screens: bytes in, bytes out; no files, no pages.
//!
//! Variants have no metadata: no location, camera or thumbnail. They are rotated according to EXIF and converted to
//! sRGB.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use crate::base::Size;
use crate::base::picture::{PictureFormat, PictureTrouble, Variant, Variants};

/// Must change whenever the same image would give other bytes.
pub const VERSION: u32 = 2;

/// Maximum number of pixels of an image: 256 MB in memory.
pub const MAX_PIXELS: u64 = 64_000_000;

/// Minimum size in bytes of an image that gets variants.
const SMALLEST: usize = 4096;

/// Options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Widths in pixels.
    pub widths: Vec<u32>,
    /// Quality of JPEG and lossy WebP, 1 to 100.
    pub quality: u8,
}

impl Wanted {
    /// Widths for an image, ascending: those below its own width, and its own unless it is wider than the widest.
    /// Widths close to its own are left out.
    fn widths_for(&self, own: u32) -> Vec<u32> {
        let is_own_wanted = self.widths.iter().max().is_some_and(|widest| own <= *widest);
        let is_narrower = |width: &u32| {
            if is_own_wanted { u64::from(*width) * 10 <= u64::from(own) * 9 } else { *width < own }
        };
        let mut widths: Vec<u32> = self.widths.iter().copied().filter(is_narrower).collect();
        widths.extend(is_own_wanted.then_some(own));
        widths.sort_unstable();
        widths.dedup();
        widths
    }
}

/// Makes the variants of an image that are smaller than what they replace; `None` if the image is used as it is: an
/// animation, a small file, another format, colours outside sRGB.
///
/// *Law*: deterministic. *Errors*: too many pixels, or invalid bytes.
pub fn variants(
    bytes: &[u8],
    wanted: &Wanted,
) -> Result<Option<Variants<Vec<u8>>>, PictureTrouble> {
    if bytes.len() < SMALLEST {
        return Ok(None);
    }
    let Some(picture) = decode::decode(bytes)? else { return Ok(None) };
    let size = picture.size();
    let widths = wanted.widths_for(size.width);
    let mut made = Vec::new();
    let mut wider: Option<Pixels> = None;
    // each is made from the next wider one, which is smaller than the image and already rotated
    for width in widths.iter().rev().copied() {
        let pixels = match wider {
            Some(wider) => wider.scaled(scaled(size, width)),
            None => picture.resized(width),
        };
        let Some(pixels) = pixels else { return Ok(None) };
        let mut smallest = bytes.len();
        for (format, file) in encode::encode(&pixels, &picture, wanted.quality) {
            if file.len() < smallest {
                smallest = file.len();
                made.push(Variant { size: pixels.size, format, file });
            }
        }
        wider = Some(pixels);
    }
    let has_widest = |format: PictureFormat| {
        let is_it = |it: &Variant<_>| it.format == format && Some(&it.size.width) == widths.last();
        made.iter().any(is_it)
    };
    let (is_choice, has_webp) = (!has_widest(picture.format), has_widest(PictureFormat::Webp));
    // browsers choose a `source` by format, even if its images are too narrow
    made.retain(|variant| variant.format == picture.format || has_webp);
    made.sort_by_key(|variant| (variant.format, variant.size.width));
    Ok(Some(Variants { size, format: picture.format, is_choice, made }))
}

/// Checks whether an image can be decoded.
///
/// *Errors*: as [`variants`].
pub fn check(bytes: &[u8]) -> Result<(), PictureTrouble> {
    if bytes.len() < SMALLEST { Ok(()) } else { decode::decode(bytes).map(|_| ()) }
}

/// The size with this width and the same aspect ratio; the height is rounded, at least 1.
fn scaled(size: Size, width: u32) -> Size {
    let (across, down) = (u64::from(size.width).max(1), u64::from(size.height));
    let height = (down * u64::from(width) + across / 2) / across;
    Size { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
}

/// Pixels in rows.
struct Pixels {
    size: Size,
    /// Bytes per pixel: 1 grey, 3 RGB, 4 RGBA.
    depth: usize,
    bytes: Vec<u8>,
}

/// A decoded image.
struct Picture {
    format: PictureFormat,
    /// Whether its format is lossless.
    is_lossless: bool,
    pixels: Pixels,
    orientation: image::metadata::Orientation,
    /// Its colour profile, if not sRGB.
    profile: Option<moxcms::ColorProfile>,
}
