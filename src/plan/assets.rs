//! Output paths of copied files: `static/` and `content/` as they are, files of a bundle next to its page.

use crate::base::Path;
use crate::names::FastMap;
use crate::plan::PlannedAsset;
use crate::plan::address::decoded;
use crate::plan::pages::Addresses;
use crate::site::Site;
use crate::source::{Asset, AssetPlace};

/// Assigns every copied file its output path, sorted by it. Files of an unpublished bundle are left out.
pub(crate) fn assets(site: &Site, urls: &Addresses, assets: &[Asset]) -> Vec<PlannedAsset> {
    let bundles = bundles(site, urls);
    let planned = assets.iter().filter_map(|asset| {
        let output = match &asset.place {
            AssetPlace::Static(below) | AssetPlace::Content(below) => below.clone(),
            AssetPlace::Bundle { key, below } => {
                let folder = decoded(&urls.documents[*bundles.get(&**key)?])?;
                Path::new(&format!("{}{below}", folder.trim_start_matches('/')))?
            }
        };
        Some(PlannedAsset { from: asset.from.clone(), output, size: asset.size })
    });
    let mut planned: Vec<PlannedAsset> = planned.collect();
    planned.sort_by(|a, b| (&a.output, &a.from).cmp(&(&b.output, &b.from)));
    planned
}

/// The document of each bundle whose page its files follow: the one without a language suffix, if it has a page.
fn bundles<'s>(site: &'s Site, urls: &Addresses) -> FastMap<&'s str, usize> {
    let mut bundles: FastMap<&str, usize> = FastMap::default();
    for (at, document) in site.documents.iter().enumerate() {
        let file = &document.file;
        if !file.is_bundle || urls.documents[at].is_empty() {
            continue;
        }
        let owner = bundles.entry(&file.key).or_insert(at);
        if file.suffix.is_none() {
            *owner = at;
        }
    }
    bundles
}
