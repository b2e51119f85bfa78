//! Decodes images to pixels: resized, rotated, converted to sRGB.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageBuffer, ImageDecoder, ImageError};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::base::Size;
use crate::base::picture::{PictureFormat, PictureTrouble};
use crate::edge::picture::{MAX_PIXELS, Picture, Pixels, scaled};

/// Decodes an image; `None` if it is to be used as it is.
pub(super) fn decode(bytes: &[u8]) -> Result<Option<Picture>, PictureTrouble> {
    let file = Cursor::new(bytes);
    match image::guess_format(bytes) {
        Ok(image::ImageFormat::Jpeg) => {
            let decoder = JpegDecoder::new(file).map_err(unreadable)?;
            read(decoder, PictureFormat::Jpeg, false)
        }
        Ok(image::ImageFormat::Png) => {
            let decoder = PngDecoder::with_limits(file, limits()).map_err(unreadable)?;
            if decoder.is_apng().map_err(unreadable)? {
                return Ok(None);
            }
            read(decoder, PictureFormat::Png, true)
        }
        Ok(image::ImageFormat::WebP) => {
            let decoder = WebPDecoder::new(file).map_err(unreadable)?;
            if decoder.has_animation() {
                return Ok(None);
            }
            let mut head = bytes.windows(4).skip(12).take(1021);
            read(decoder, PictureFormat::Webp, head.any(|chunk| chunk == b"VP8L"))
        }
        _ => Ok(None),
    }
}

fn read(
    mut decoder: impl ImageDecoder,
    format: PictureFormat,
    is_lossless: bool,
) -> Result<Option<Picture>, PictureTrouble> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureTrouble::TooLarge(Size { width, height }));
    }
    decoder.set_limits(limits()).map_err(unreadable)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = match decoder.icc_profile().ok().flatten() {
        None => None,
        Some(profile) => match ColorProfile::new_from_slice(&profile) {
            Ok(profile) if profile.color_space == DataColorSpace::Rgb => Some(profile),
            Ok(profile) if profile.color_space == DataColorSpace::Gray => None,
            // such as CMYK, which needs its profile to show the right colours
            _ => return Ok(None),
        },
    };
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    let size = Size { width, height };
    let color = picture.color();
    let (depth, bytes) = if color.has_alpha() {
        (4, picture.into_rgba8().into_raw())
    } else if color.has_color() {
        (3, picture.into_rgb8().into_raw())
    } else {
        (1, picture.into_luma8().into_raw())
    };
    let pixels = Pixels { size, depth, bytes };
    Ok(Some(Picture { format, is_lossless, pixels, orientation, profile }))
}

impl Picture {
    /// Its displayed size.
    pub(super) fn size(&self) -> Size {
        let Size { width, height } = self.pixels.size;
        if self.is_on_its_side() {
            Size { width: height, height: width }
        } else {
            Size { width, height }
        }
    }

    fn is_on_its_side(&self) -> bool {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        matches!(self.orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
    }

    /// The displayed image at a width in pixels; `None` if its colours cannot be converted to sRGB.
    pub(super) fn resized(&self, width: u32) -> Option<Pixels> {
        let Size { height, .. } = scaled(self.size(), width);
        let (across, down) = if self.is_on_its_side() { (height, width) } else { (width, height) };
        let mut pixels = self.pixels.scaled(Size { width: across, height: down })?;
        if let Some(profile) = &self.profile {
            pixels = pixels.in_srgb(profile)?;
        }
        pixels.turned(self.orientation)
    }
}

impl Pixels {
    /// The image at another size.
    pub(super) fn scaled(&self, to: Size) -> Option<Self> {
        let kind = match self.depth {
            1 => PixelType::U8,
            3 => PixelType::U8x3,
            _ => PixelType::U8x4,
        };
        let Size { width, height } = self.size;
        let from = ImageRef::new(width, height, &self.bytes, kind).ok()?;
        let mut scaled = Image::new(to.width, to.height, kind);
        Resizer::new().resize(&from, &mut scaled, None).ok()?;
        Some(Self { size: to, depth: self.depth, bytes: scaled.into_vec() })
    }

    fn in_srgb(self, profile: &ColorProfile) -> Option<Self> {
        let layout = match self.depth {
            3 => Layout::Rgb,
            4 => Layout::Rgba,
            _ => return Some(self),
        };
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let transform = profile.create_transform_8bit(layout, &srgb, layout, options).ok()?;
        let mut bytes = vec![0; self.bytes.len()];
        transform.transform(&self.bytes, &mut bytes).ok()?;
        Some(Self { bytes, ..self })
    }

    fn turned(self, orientation: Orientation) -> Option<Self> {
        if orientation == Orientation::NoTransforms {
            return Some(self);
        }
        let (Size { width, height }, depth) = (self.size, self.depth);
        let mut picture = match depth {
            1 => DynamicImage::ImageLuma8(ImageBuffer::from_raw(width, height, self.bytes)?),
            3 => DynamicImage::ImageRgb8(ImageBuffer::from_raw(width, height, self.bytes)?),
            _ => DynamicImage::ImageRgba8(ImageBuffer::from_raw(width, height, self.bytes)?),
        };
        picture.apply_orientation(orientation);
        let size = Size { width: picture.width(), height: picture.height() };
        Some(Self { size, depth, bytes: picture.into_bytes() })
    }
}

fn limits() -> image::Limits {
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8);
    limits
}

fn unreadable(error: ImageError) -> PictureTrouble {
    PictureTrouble::Unreadable(error.to_string())
}
