//! The same picture for narrower screens: bytes in, bytes out; knows no file and no page.
//!
//! What is made has no metadata: no place, no camera, no thumbnail. It is turned as the picture says (EXIF), and its
//! colours are those of sRGB.

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use crate::base::Size;
use crate::base::picture::{PictureFormat, PictureTrouble, Variant, Variants};

/// Changes whenever the same picture would give other bytes.
pub const VERSION: u32 = 2;

/// The most pixels of a picture that is read: a quarter of a gigabyte in memory.
pub const MAX_PIXELS: u64 = 64_000_000;

/// Files with fewer bytes than these are left alone.
const SMALLEST: usize = 4096;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Widths in pixels.
    pub widths: Vec<u32>,
    /// How good JPEG and lossy WebP are, from 1 to 100.
    pub quality: u8,
}

impl Wanted {
    /// The widths for a picture of this width, ascending: those below it, and its own if it is no wider than the widest.
    /// None that is nearly its own.
    fn widths_for(&self, own: u32) -> Vec<u32> {
        let is_own_wanted = self.widths.iter().max().is_some_and(|widest| own <= *widest);
        let is_narrower = |width: &u32| match is_own_wanted {
            true => u64::from(*width) * 10 <= u64::from(own) * 9,
            false => *width < own,
        };
        let mut widths: Vec<u32> = self.widths.iter().copied().filter(is_narrower).collect();
        widths.extend(is_own_wanted.then_some(own));
        widths.sort_unstable();
        widths.dedup();
        widths
    }
}

/// Makes the variants of a picture that are smaller than what they stand for; `None` for what is left alone: an
/// animation, a file that is small as it is, another format, colours that sRGB does not have.
///
/// *Law*: the same bytes and wishes give the same bytes. *Errors*: too many pixels, or bytes that are no picture.
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
    // each is made of the next wider one, which has fewer pixels than the picture, and is turned already
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
    // browsers take a `source` that they can read, however narrow its pictures are
    made.retain(|variant| variant.format == picture.format || has_webp);
    made.sort_by_key(|variant| (variant.format, variant.size.width));
    Ok(Some(Variants { size, format: picture.format, is_choice, made }))
}

/// Looks whether a picture can be read.
///
/// *Errors*: those of [`variants`].
pub fn look(bytes: &[u8]) -> Result<(), PictureTrouble> {
    if bytes.len() < SMALLEST { Ok(()) } else { decode::decode(bytes).map(|_| ()) }
}

/// A size of this width and the same shape; its height is rounded, and never 0.
fn scaled(size: Size, width: u32) -> Size {
    let (across, down) = (u64::from(size.width).max(1), u64::from(size.height));
    let height = (down * u64::from(width) + across / 2) / across;
    Size { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
}

/// Pixels, row by row.
struct Pixels {
    size: Size,
    /// Bytes of a pixel: 1 grey, 3 RGB, 4 RGB with opacity.
    depth: usize,
    bytes: Vec<u8>,
}

/// A picture as it was read.
struct Picture {
    format: PictureFormat,
    /// Whether its format keeps each pixel.
    is_lossless: bool,
    pixels: Pixels,
    orientation: image::metadata::Orientation,
    /// Its colours in place of sRGB's.
    profile: Option<moxcms::ColorProfile>,
}
