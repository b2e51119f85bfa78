//! Tests of image variants with generated images.
#![allow(clippy::unwrap_used, reason = "a test may")]

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, RgbImage};

use super::{Wanted, check, variants};
use crate::base::Size;
use crate::base::picture::{PictureFormat, PictureTrouble, Variants};

fn wanted(widths: &[u32]) -> Wanted {
    Wanted { widths: widths.to_vec(), quality: 80 }
}

/// A test image: red on the left, blue on the right, both with noise.
fn photo(width: u32, height: u32) -> RgbImage {
    let mut seed = 7_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 28) as u8;
        let wave = ((x / 7 + y / 11) % 40) as u8;
        if x < width / 2 {
            image::Rgb([200 + grain, wave, grain])
        } else {
            image::Rgb([grain, wave, 200 + grain])
        }
    })
}

/// A JPEG with an EXIF orientation and a location.
fn jpeg(photo: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    // orientation as a short, and the camera name
    exif.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0x0f, 1, 2, 0, 6, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"SECRT\0");
    let mut plain = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut plain, 92);
    encoder.write_image(photo, photo.width(), photo.height(), ExtendedColorType::Rgb8).unwrap();
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut file = Vec::new();
    let color = picture.color().into();
    let (width, height) = (picture.width(), picture.height());
    PngEncoder::new(&mut file).write_image(picture.as_bytes(), width, height, color).unwrap();
    file
}

fn made(bytes: &[u8], widths: &[u32]) -> Variants<Vec<u8>> {
    variants(bytes, &wanted(widths)).unwrap().unwrap()
}

fn widths(made: &Variants<Vec<u8>>, format: PictureFormat) -> Vec<u32> {
    let of_format = made.made.iter().filter(|it| it.format == format);
    of_format.map(|it| it.size.width).collect()
}

#[test]
fn a_photo_has_both_formats_in_all_widths_below_its_own() {
    let photo = jpeg(&photo(1600, 1000), 1);
    let made = made(&photo, &[480, 960, 1440]);
    assert_eq!(made.size, Size { width: 1600, height: 1000 });
    assert_eq!(widths(&made, PictureFormat::Jpeg), [480, 960, 1440]);
    assert_eq!(widths(&made, PictureFormat::Webp), [480, 960, 1440]);
    assert!(!made.is_choice && made.made.iter().all(|it| it.file.len() < photo.len()));
    for width in [480, 960, 1440] {
        let bytes = |format| {
            let is_it = |it: &&crate::base::picture::Variant<Vec<u8>>| {
                it.size.width == width && it.format == format
            };
            made.made.iter().find(is_it).unwrap().file.len()
        };
        assert!(bytes(PictureFormat::Webp) < bytes(PictureFormat::Jpeg), "{width}");
    }
    assert!(made.made.iter().all(|it| it.size.height == (it.size.width * 1000 + 800) / 1600));
}

#[test]
fn images_are_never_enlarged() {
    let made = made(&jpeg(&photo(1000, 600), 1), &[480, 960, 1440]);
    assert_eq!(widths(&made, PictureFormat::Webp), [480, 1000], "960 is nearly its own width");
    let made = self::made(&jpeg(&photo(300, 200), 1), &[480, 960]);
    assert_eq!(widths(&made, PictureFormat::Webp), [300]);
}

#[test]
fn images_are_rotated_and_lose_their_metadata() {
    // by orientation: whether width and height are swapped, and where red (the left side) is
    let (left, right, top, bottom) = ((0.1, 0.5), (0.9, 0.5), (0.5, 0.1), (0.5, 0.9));
    for (orientation, is_on_its_side, red) in [
        (1, false, left),
        (2, false, right),
        (3, false, right),
        (4, false, left),
        (5, true, top),
        (6, true, top),
        (7, true, bottom),
        (8, true, bottom),
    ] {
        let photo = jpeg(&photo(1000, 500), orientation);
        assert!(photo.windows(5).any(|it| it == b"SECRT"));
        let made = made(&photo, &[200]);
        let (width, height) = if is_on_its_side { (500, 1000) } else { (1000, 500) };
        assert_eq!(made.size, Size { width, height }, "{orientation}");
        for variant in &made.made {
            assert!(!variant.file.windows(5).any(|it| it == b"SECRT" || it.starts_with(b"Exif")));
            let picture = image::load_from_memory(&variant.file).unwrap().into_rgb8();
            let size = Size { width: picture.width(), height: picture.height() };
            assert_eq!((size, size.width), (variant.size, 200), "{orientation}");
            let at = |(x, y): (f64, f64)| {
                picture.get_pixel(
                    (x * f64::from(size.width)) as u32,
                    (y * f64::from(size.height)) as u32,
                )
            };
            assert!(at(red).0[0] > 150, "{orientation} {:?}", variant.format);
            assert!(at((1.0 - red.0, 1.0 - red.1)).0[2] > 150, "{orientation}");
        }
    }
    let mut decoder = JpegDecoder::new(std::io::Cursor::new(jpeg(&photo(64, 64), 6))).unwrap();
    assert_eq!(decoder.orientation().unwrap(), image::metadata::Orientation::Rotate90);
}

#[test]
fn a_graphic_keeps_each_pixel_and_its_transparency() {
    let graphic = image::RgbaImage::from_fn(800, 400, |x, y| {
        let dot = (x / 40 + y / 40) % 2 == 0 || (x * y) % 97 == 0;
        if dot { image::Rgba([20, 90, 160, 255]) } else { image::Rgba([0, 0, 0, 0]) }
    });
    let file = png(&DynamicImage::ImageRgba8(graphic.clone()));
    let made = made(&file, &[960]);
    assert_eq!(widths(&made, PictureFormat::Webp), [800]);
    let webp = made.made.iter().find(|it| it.format == PictureFormat::Webp).unwrap();
    let read = image::load_from_memory(&webp.file).unwrap().into_rgba8();
    let differs = graphic.pixels().zip(read.pixels()).filter(|(a, b)| match a.0[3] {
        0 => b.0[3] != 0,
        _ => a != b,
    });
    assert_eq!(differs.count(), 0);
    // a format without its own width is a choice
    assert_eq!(made.is_choice, widths(&made, PictureFormat::Png).is_empty());
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let photo = jpeg(&photo(700, 500), 6);
    assert_eq!(made(&photo, &[240, 480]), made(&photo, &[240, 480]));
}

#[test]
fn large_and_broken_images_are_reported() {
    let mut huge = png(&DynamicImage::new_rgb8(4, 4));
    huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let sum = crc(&huge[12..29]).to_be_bytes();
    huge[29..33].copy_from_slice(&sum);
    huge.resize(5000, 0);
    let size = Size { width: 16384, height: 16384 };
    assert_eq!(variants(&huge, &wanted(&[480])), Err(PictureTrouble::TooLarge(size)));
    assert_eq!(check(&huge), Err(PictureTrouble::TooLarge(size)));

    let whole = png(&DynamicImage::ImageRgb8(photo(200, 200)));
    let cut = &whole[..whole.len() / 2];
    assert!(matches!(check(cut), Err(PictureTrouble::Unreadable(_))));
    assert!(matches!(variants(cut, &wanted(&[100])), Err(PictureTrouble::Unreadable(_))));
    assert_eq!(variants(b"GIF89a", &wanted(&[100])), Ok(None));
}

#[test]
fn no_bytes_panic() {
    let mut seed = 1_u64;
    let photo = photo(240, 180);
    for file in [jpeg(&photo, 6), png(&DynamicImage::ImageRgb8(photo.clone()))] {
        assert!(file.len() > super::SMALLEST);
        for _ in 0..150 {
            let mut broken = file.clone();
            for _ in 0..4 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) as usize % broken.len();
                broken[at] = (seed >> 24) as u8;
            }
            let _ = variants(&broken, &wanted(&[50]));
        }
    }
}

/// *Source*: PNG, annex D.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| match crc & 1 {
            1 => 0xedb8_8320 ^ (crc >> 1),
            _ => crc >> 1,
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}
