//! Image formats, sizes and variants, without pixels.

use crate::base::{Path, Size};

/// Image file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

impl PictureFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    /// File name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }
}

/// A derived image: the same picture, scaled down or in another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant<T> {
    /// Displayed size in pixels.
    pub size: Size,
    /// File format.
    pub format: PictureFormat,
    /// The bytes, or a reference to them.
    pub file: T,
}

/// The variants of one image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variants<T> {
    /// Displayed size of the original, after EXIF rotation.
    pub size: Size,
    /// Format of the original.
    pub format: PictureFormat,
    /// Whether the original must be one of the browser's candidates: no variant in its format has the full requested
    /// width.
    pub is_choice: bool,
    /// Variants by format, narrowest first; empty if none is smaller than the original.
    pub made: Vec<Variant<T>>,
}

/// Why an image has no variants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureTrouble {
    /// More pixels than the limit; the size.
    TooLarge(Size),
    /// Cannot be decoded; the reason.
    Unreadable(String),
}

/// Variants stored as files of the site, with a cache key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVariants {
    /// Hexadecimal hash of the image and the requested variants.
    pub key: String,
    /// The variants, each with its path from the site root.
    pub variants: Variants<Path>,
}
