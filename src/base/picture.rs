//! What a picture is, apart from its bytes.

use crate::base::{Path, Size};

/// How a picture is written.
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
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    /// What its files end in, after the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }
}

/// A picture that was made of another: the same, with fewer pixels or in another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant<T> {
    /// Its size in pixels, as it is shown.
    pub size: Size,
    /// How it is written.
    pub format: PictureFormat,
    /// Its bytes, or where they are.
    pub file: T,
}

/// What was made of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variants<T> {
    /// The size of the picture itself, turned as it is shown.
    pub size: Size,
    /// How the picture itself is written.
    pub format: PictureFormat,
    /// Whether browsers must have the picture itself to choose from: none in its own format is as wide as was asked for.
    pub is_choice: bool,
    /// What was made of it, by format, the narrowest first; empty where nothing is smaller than the picture.
    pub made: Vec<Variant<T>>,
}

/// Why nothing could be made of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureTrouble {
    /// It has more pixels than are read.
    TooLarge(Size),
    /// It cannot be decoded, for the reason given.
    Unreadable(String),
}

/// The variants of a picture that lie in files of the site, and what tells them from those of other bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVariants {
    /// Hexadecimal digits that change with the picture and with what was asked for.
    pub key: String,
    /// The variants, each with its path below the root of the site.
    pub variants: Variants<Path>,
}
