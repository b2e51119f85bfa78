//! Pictures in several widths: which ones pages show, and their `srcset`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Diagnostic, KeptVariants, Path, PictureFormat, PictureTrouble, Size, codes};
use crate::parse::{Document, prose_of, prose_of_entity};
use crate::plan::address::kept;
use crate::plan::{Plan, PlannedAsset, Target};
use crate::site::Site;
use crate::source::Role;

/// The `sizes` attribute: a picture is as wide as the text, or the screen if that is narrower.
pub const SIZES: &str = "(min-width: 40rem) 37rem, 100vw";

/// Maximum width in pixels of the picture in link previews.
const SOCIAL_WIDTH: u32 = 1200;

/// A picture with its variants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Its own format.
    format: PictureFormat,
    /// Whether the original is one of the choices.
    is_choice: bool,
    size: Size,
    /// The variants: URL, size, format; by format, narrowest first.
    variants: Vec<(Arc<str>, Size, PictureFormat)>,
}

/// The picture choices that a page offers to browsers, with URLs as the page writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Attribute `src`: the widest in the picture's own format.
    pub src: String,
    /// Attribute `srcset` of the picture; empty if there is only one.
    pub srcset: String,
    /// `srcset` of a preceding `source` of WebP; empty if WebP is never smaller.
    pub webp: String,
}

impl Plan {
    /// Choices for the picture at a root-relative URL; `None` if it has no variants. `href` writes a URL as the page
    /// does.
    pub fn choices(&self, url: &str, href: impl Fn(&str) -> String) -> Option<Choices> {
        let shown = self.variants.get(url).filter(|shown| !shown.variants.is_empty())?;
        let of = |format: PictureFormat| {
            let own = (format == shown.format && shown.is_choice).then_some((url, shown.size));
            let of_format = shown.variants.iter().filter(move |(.., it)| *it == format);
            of_format.map(|(url, size, _)| (&**url, *size)).chain(own).collect::<Vec<_>>()
        };
        let own = of(shown.format);
        let src = own.last().map_or_else(|| href(url), |(url, _)| href(url));
        let set = |list: &[(&str, Size)]| {
            // a comma would end the URL
            let one = |(url, size): &(&str, Size)| {
                format!("{} {}w", href(url).replace(',', "%2C"), size.width)
            };
            list.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let srcset = if own.len() > 1 { set(&own) } else { String::new() };
        let webp = match shown.format {
            PictureFormat::Webp => String::new(),
            PictureFormat::Jpeg | PictureFormat::Png => set(&of(PictureFormat::Webp)),
        };
        Some(Choices { src, srcset, webp })
    }

    /// The variant of a picture for link previews: URL and size. `None` if the picture itself is small enough.
    pub fn social_variant(&self, url: &str) -> Option<(&str, Size)> {
        let shown = self.variants.get(url).filter(|shown| shown.size.width > SOCIAL_WIDTH)?;
        let is_fitting = |(_, size, format): &&(Arc<str>, Size, PictureFormat)| {
            *format == shown.format && size.width <= SOCIAL_WIDTH
        };
        shown.variants.iter().rev().find(is_fitting).map(|(url, size, _)| (&**url, *size))
    }

    /// Source paths of the pictures that pages show, whose size is known and which may have variants.
    pub fn pictures(&self, site: &Site) -> Vec<Path> {
        let may_have = |asset: &&PlannedAsset| asset.size.is_some() && has_variants(&asset.from);
        if !self.assets.iter().any(|asset| may_have(&asset)) {
            return Vec::new();
        }
        let mut urls: BTreeSet<String> = BTreeSet::new();
        let mut see = |document: usize, link: &str| {
            if let Target::Site(url) = self.target(site, document, link) {
                urls.insert(url);
            }
        };
        for (at, document) in site.documents.iter().enumerate() {
            if !self.documents[at].is_empty() {
                links(site, document).into_iter().for_each(|link| see(at, link));
            }
        }
        for (at, entity) in site.names.iter().filter(|(_, entity)| !entity.is_hidden) {
            let file = &site.documents[entity.document].file;
            let Some(matter) = site.entity_matter(at).filter(|_| file.role != Role::Entity) else {
                continue;
            };
            let bodies = prose_of_entity(matter).into_iter().map(|prose| &prose.body);
            let images = bodies.flat_map(|body| &body.images).map(|link| &*link.target);
            let lead = matter.head.image.as_ref().map(|image| &*image.src.value);
            images.chain(lead).for_each(|link| see(entity.document, link));
        }
        let is_shown = |asset: &&PlannedAsset| {
            may_have(asset) && urls.contains(&format!("/{}", kept(asset.output.as_str())))
        };
        self.assets.iter().filter(is_shown).map(|asset| asset.from.clone()).collect()
    }

    /// Adds variants to pictures, by path in the source tree. A picture whose variant has the output path of another
    /// file gets none.
    pub fn add_variants(&mut self, found: Vec<(Path, KeptVariants)>) {
        let mut added: Vec<PlannedAsset> = Vec::new();
        for (from, KeptVariants { key, variants }) in found {
            let Some(asset) = self.assets.iter().find(|asset| asset.from == from) else { continue };
            let url: Arc<str> = format!("/{}", kept(asset.output.as_str())).into();
            let folder = asset.output.folder();
            let slash = if folder.is_empty() { "" } else { "/" };
            let digits = &key[..key.len().min(8)];
            let named = variants.made.iter().filter_map(|made| {
                let (stem, end) = (asset.output.stem(), made.format.extension());
                let name = format!("{folder}{slash}{stem}.{}.{digits}.{end}", made.size.width);
                Some((Path::new(&name)?, made))
            });
            let named: Vec<_> = named.collect();
            self.sizes.insert(url.clone(), variants.size);
            if named.iter().any(|(output, _)| self.outputs.contains_key(output)) {
                continue;
            }
            let shown = named.iter().map(|(output, made)| {
                let url = format!("/{}", kept(output.as_str())).into();
                (url, made.size, made.format)
            });
            let shown = Shown {
                format: variants.format,
                is_choice: variants.is_choice,
                size: variants.size,
                variants: shown.collect(),
            };
            self.variants.insert(url, shown);
            for (output, made) in named {
                self.outputs.insert(output.clone(), ());
                let (from, size) = (made.file.clone(), Some(made.size));
                added.push(PlannedAsset { from, output, size });
            }
        }
        self.assets.extend(added);
        self.assets.sort_by(|a, b| (&a.output, &a.from).cmp(&(&b.output, &b.from)));
    }
}

fn has_variants(path: &Path) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    ["jpg", "jpeg", "png", "webp"].contains(&extension.as_str())
}

/// Links to the pictures of a document: in its text, its notes, and its front matter.
fn links<'s>(site: &'s Site, document: &'s Document) -> Vec<&'s str> {
    let sidecars = ["toml", "jsonld"].map(|extension| site.sidecar(document, extension));
    let holders = std::iter::once(document).chain(sidecars.into_iter().flatten());
    let prose = holders.flat_map(|holder| prose_of(&holder.matter)).map(|prose| &prose.body);
    let images = std::iter::once(&document.body).chain(prose).flat_map(|body| &body.images);
    let lead = document.matter.head().and_then(|head| head.image.as_ref());
    let lead = lead.map(|image| &*image.src.value);
    images.map(|link| &*link.target).chain(lead).collect()
}

/// Warning for a picture whose variants could not be made.
pub fn trouble(path: &Path, trouble: &PictureTrouble) -> Diagnostic {
    match trouble {
        PictureTrouble::TooLarge(Size { width, height }) => {
            let message =
                format!("this picture has {width} × {height} pixels, too many to scale it down");
            Diagnostic::about(codes::PICTURE_TOO_LARGE, path, message)
                .help("scale it down to at most 64 million pixels; no screen shows more")
        }
        PictureTrouble::Unreadable(reason) => {
            let message = format!("this picture cannot be read: {reason}");
            Diagnostic::about(codes::PICTURE_UNREADABLE, path, message)
                .help("save it again with a program that can open it; until then readers get the file as it is")
        }
    }
}
