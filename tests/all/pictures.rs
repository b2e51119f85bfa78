//! Picture variants, with the real program and generated pictures.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::support::disk::{Site, program};

/// A JPEG with as much detail as a photo.
fn photo(width: u32, height: u32, mut seed: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 29) as u8;
        image::Rgb([(x / 9) as u8 ^ grain, (y / 5) as u8, (x / 3 + y / 7) as u8])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 92);
    picture.write_with_encoder(encoder).unwrap();
    file.into_inner()
}

/// A site with pictures.
fn gallery(config: &str) -> Site {
    let article = "+++\ntitle = \"One\"\ndate = 2025-10-01\n\
        image = { src = \"lead.jpg\", alt = \"A hall\" }\n+++\n\n\
        Text.\n\n![Two](<img/the quay, at night.jpg>)\n";
    let config = format!("base_url = \"https://example.org/n/\"\n{config}");
    let site =
        Site::new(&[("glossator.toml", &config), ("content/articles/one/index.md", article)]);
    site.write("content/articles/one/lead.jpg", photo(1500, 900, 1));
    site.write("content/articles/one/img/the quay, at night.jpg", photo(800, 500, 2));
    site.write("static/unseen.jpg", photo(800, 500, 3));
    site
}

fn article(site: &Site) -> String {
    site.read("public/articles/one/index.html")
}

/// Paths of all files in a folder, sorted.
fn files(site: &Site, folder: &str) -> Vec<PathBuf> {
    let walk = WalkDir::new(site.root().join(folder)).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}

/// URLs and widths in all `srcset`s of a page.
fn srcsets(page: &str) -> Vec<Vec<(String, u32)>> {
    let sets = page.split("srcset=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let one = |choice: &str| {
        let (url, width) = choice.trim().rsplit_once(' ').unwrap();
        (url.to_string(), width.strip_suffix('w').unwrap().parse().unwrap())
    };
    sets.map(|set| set.split(", ").map(one).collect()).collect()
}

fn written(root: &Path, url: &str) -> PathBuf {
    let below = url.strip_prefix("/n/").unwrap().replace("%20", " ").replace("%2C", ",");
    root.join("public").join(below)
}

#[test]
fn a_page_offers_each_picture_in_several_widths() {
    let site = gallery("");
    site.good(&["build"]);
    let page = article(&site);
    let sets = srcsets(&page);
    let widths: Vec<Vec<u32>> =
        sets.iter().map(|set| set.iter().map(|(_, width)| *width).collect()).collect();
    let (lead, other) = (vec![480, 960, 1440], vec![480, 800]);
    assert_eq!(widths, [lead.clone(), lead, other.clone(), other], "{page}");
    for (url, width) in sets.iter().flatten() {
        let file = written(site.root(), url);
        let picture = image::open(&file).unwrap_or_else(|error| panic!("{url}: {error}"));
        assert_eq!(picture.width(), *width, "{url}");
    }
    assert_eq!(page.matches("<picture><source type=\"image/webp\" srcset=").count(), 2);
    assert!(page.contains("width=\"1500\" height=\"900\" srcset="), "{page}");
    // link previews show the widest of at most 1200 pixels
    let social = page.split("property=\"og:image\" content=\"").nth(1).unwrap();
    assert!(social.starts_with("https://example.org/n/articles/one/lead.960."), "{social}");
    assert!(page.contains("property=\"og:image:width\" content=\"960\""));
    let feed = site.read("public/atom.xml");
    assert!(feed.contains("one/lead.jpg") && !feed.contains("srcset"), "{feed}");
    let unseen =
        files(&site, "public").iter().filter(|it| it.to_string_lossy().contains("unseen")).count();
    assert_eq!(unseen, 1, "what no page shows is copied alone");
}

#[test]
fn a_second_build_makes_nothing() {
    let site = gallery("");
    site.good(&["build"]);
    let kept = files(&site, ".glossator/images");
    let variant = kept.iter().find(|file| file.to_string_lossy().ends_with(".480.webp")).unwrap();
    // if it were made again, it would be restored
    fs::write(variant, vec![b'x'; fs::metadata(variant).unwrap().len() as usize]).unwrap();
    let said = site.good(&["build"]);
    assert!(said.contains(" 1 pages written") && said.contains(" 0 removed"), "{said}");
    assert_eq!(files(&site, ".glossator/images"), kept);
    // an incomplete one is made again
    fs::write(variant, "x").unwrap();
    site.good(&["build"]);
    assert!(fs::metadata(variant).unwrap().len() > 100);
    assert!(site.good(&["build"]).contains(" 0 pages written"));
}

#[test]
fn unused_variants_are_removed() {
    let site = gallery("");
    site.good(&["build"]);
    assert!(files(&site, ".glossator/images").len() > 8);
    site.write("content/articles/one/index.md", "+++\ntitle = \"One\"\n+++\n\nText.\n");
    site.good(&["build"]);
    assert!(files(&site, ".glossator/images").is_empty());
    let variants = files(&site, "public/articles/one");
    assert!(!variants.iter().any(|file| file.to_string_lossy().contains("480")), "{variants:?}");
}

#[test]
fn the_configuration_controls_variants() {
    let site = gallery("[images]\nwidths = [320]\nquality = 50\n");
    site.good(&["build"]);
    let page = article(&site);
    assert!(page.contains("lead.320.") && !page.contains("lead.480."), "{page}");
    site.write("glossator.toml", "[images]\nenabled = false\n");
    site.good(&["build"]);
    assert!(!article(&site).contains("srcset") && !article(&site).contains("<picture"));
    for wrong in ["widths = [5]", "widths = [\"x\"]", "quality = 0", "width = 3"] {
        site.write("glossator.toml", format!("[images]\n{wrong}\n"));
        assert_eq!(site.run(&["build"]).status.code(), Some(1), "{wrong}");
    }
}

#[test]
fn a_broken_picture_is_reported_and_copied() {
    let site = gallery("");
    let mut file = std::io::Cursor::new(Vec::new());
    let noise = image::load_from_memory(&photo(300, 200, 9)).unwrap();
    noise.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let whole = file.into_inner();
    site.write("content/articles/one/lead.jpg", &whole[..whole.len() / 2]);
    // also when known from an earlier build, and with `check`
    for command in ["check", "build", "build", "check"] {
        let said = String::from_utf8(site.run(&[command]).stderr).unwrap();
        assert!(said.contains("warning[picture-unreadable]"), "{command}: {said}");
        assert!(said.contains("content/articles/one/lead.jpg"), "{said}");
    }
    assert!(article(&site).contains("src=\"/n/articles/one/lead.jpg\""));
    assert_eq!(site.run(&["build", "--deny", "warnings"]).status.code(), Some(1));
}

#[test]
fn the_same_pictures_give_the_same_site() {
    let all = |threads: &str| {
        let site = gallery("");
        let ended =
            program(site.root()).arg("build").env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(ended.status.success());
        site.read("public/.glossator-manifest.json")
    };
    assert_eq!(all("1"), all("4"));
}
