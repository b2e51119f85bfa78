//! One page or file for each output path: the first claim wins, later ones are reported.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::base::{Checked, Path, Place};
use crate::names::FastMap;
use crate::plan::diagnostics::{self, Claimant};
use crate::plan::pages::Claim;
use crate::plan::{PageKind, Plan, PlannedAsset};

/// What has each output path; paths are folded as file systems may do.
#[derive(Default)]
struct Outputs {
    taken: FastMap<String, Claimant>,
}

/// Assigns each output path to the first claim. `config` is the file reported when two generated pages collide.
pub(crate) fn settle(
    claims: Vec<Claim>,
    assets: Vec<PlannedAsset>,
    config: &Path,
) -> Checked<Plan> {
    let mut plan = Plan::default();
    let mut diagnostics = Vec::new();
    let mut outputs = Outputs::default();
    for Claim { page, by } in claims {
        match outputs.take(&page.output, Claimant { url: page.url.clone(), by }) {
            Ok(()) => plan.pages.push(page),
            Err((late, first)) => diagnostics.extend(match page.kind {
                // a collision of the page is reported already
                PageKind::Stream(_) | PageKind::Annotations(_) => None,
                PageKind::Redirect { .. } => {
                    Some(diagnostics::redirect_taken(&late, first, config))
                }
                _ => Some(diagnostics::address_taken(&late, first, config)),
            }),
        }
    }
    for asset in assets {
        let by = Some(Place { path: asset.from.clone(), span: None });
        let url: Arc<str> =
            format!("/{}", crate::plan::address::kept(asset.output.as_str())).into();
        match outputs.take(&asset.output, Claimant { url: url.clone(), by }) {
            Ok(()) => {
                plan.sizes.extend(asset.size.map(|size| (url.clone(), size)));
                plan.files.insert(asset.from.clone(), url);
                plan.assets.push(asset);
            }
            Err((late, first)) => {
                diagnostics.push(diagnostics::address_taken(&late, first, config));
            }
        }
    }
    plan.pages.sort_by(|a, b| a.output.cmp(&b.output));
    let mut all: Vec<&Path> = plan.pages.iter().map(|page| &page.output).collect();
    all.extend(plan.assets.iter().map(|asset| &asset.output));
    for (file, inside) in outputs.blocking_files(&all) {
        diagnostics.push(diagnostics::file_is_folder(inside, file, config));
    }
    plan.outputs = all.into_iter().map(|output| (output.clone(), ())).collect();
    plan.by_url = plan.pages.iter().enumerate().map(|(at, page)| (page.url.clone(), at)).collect();
    Checked::new(plan, diagnostics)
}

impl Outputs {
    /// Gives an output path to the first who claims it. *Errors*: this claimant and the first.
    fn take(&mut self, output: &Path, late: Claimant) -> Result<(), (Claimant, &Claimant)> {
        match self.taken.entry(folded(output.as_str()).into_owned()) {
            Entry::Occupied(first) => Err((late, first.into_mut())),
            Entry::Vacant(free) => {
                free.insert(late);
                Ok(())
            }
        }
    }

    /// Files whose path others need as a folder, each with the first of those.
    fn blocking_files(&self, outputs: &[&Path]) -> Vec<(&Claimant, &Claimant)> {
        let mut seen: FastMap<&str, ()> = FastMap::default();
        let mut found = Vec::new();
        for output in outputs {
            let mut folder = output.folder();
            // a known folder has had its parents checked
            while !folder.is_empty() && seen.insert(folder, ()).is_none() {
                if let Some(file) = self.taken.get(&*folded(folder)) {
                    let inside = self.taken.get(&*folded(output.as_str()));
                    found.extend(inside.map(|inside| (file, inside)));
                }
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
        }
        found
    }
}

/// An output path as seen by hosts and file systems that ignore case and Unicode composition.
fn folded(output: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if output.bytes().all(is_plain) {
        output.into()
    } else {
        output.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}
