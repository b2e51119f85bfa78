//! Encodes pixels as files.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use webp::{PixelLayout, WebPConfig};

use crate::base::Size;
use crate::base::picture::PictureFormat;
use crate::edge::picture::{Picture, Pixels};

/// The encoded files of an image: its own format, then WebP; without those that fail.
pub(super) fn encode(pixels: &Pixels, of: &Picture, quality: u8) -> Vec<(PictureFormat, Vec<u8>)> {
    let own = match of.format {
        PictureFormat::Jpeg => jpeg(pixels, quality),
        PictureFormat::Png => png(pixels),
        PictureFormat::Webp => None,
    };
    let own = own.map(|file| (of.format, file));
    let webp = webp(pixels, (!of.is_lossless).then_some(quality));
    own.into_iter().chain(webp.map(|file| (PictureFormat::Webp, file))).collect()
}

fn jpeg(pixels: &Pixels, quality: u8) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    pixels.write(JpegEncoder::new_with_quality(&mut file, quality))?;
    Some(file)
}

fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let (best, filter) = (CompressionType::Best, FilterType::Adaptive);
    pixels.write(PngEncoder::new_with_quality(&mut file, best, filter))?;
    Some(file)
}

impl Pixels {
    fn write(&self, encoder: impl ImageEncoder) -> Option<()> {
        let Size { width, height } = self.size;
        let color = match self.depth {
            1 => ExtendedColorType::L8,
            3 => ExtendedColorType::Rgb8,
            _ => ExtendedColorType::Rgba8,
        };
        encoder.write_image(&self.bytes, width, height, color).ok()
    }
}

/// Effort of libwebp, from 0 to 6. For photographs, 4 (the default) takes 2.5 times as long for files 1 to 5 % smaller.
const METHOD: i32 = 2;

/// WebP of a quality, or lossless.
fn webp(pixels: &Pixels, quality: Option<u8>) -> Option<Vec<u8>> {
    let Size { width, height } = pixels.size;
    // the maximum size of WebP
    if width > 16_383 || height > 16_383 {
        return None;
    }
    let mut config = WebPConfig::new().ok()?;
    config.lossless = i32::from(quality.is_none());
    config.quality = quality.map_or(75.0, f32::from);
    config.method = METHOD;
    // deterministic on every machine
    config.thread_level = 0;
    let grey: Vec<u8>;
    let (bytes, layout) = match pixels.depth {
        1 => {
            grey = pixels.bytes.iter().flat_map(|level| [*level; 3]).collect();
            (&grey, PixelLayout::Rgb)
        }
        3 => (&pixels.bytes, PixelLayout::Rgb),
        _ => (&pixels.bytes, PixelLayout::Rgba),
    };
    let file = webp::Encoder::new(bytes, layout, width, height).encode_advanced(&config).ok()?;
    Some(file.to_vec())
}
