//! `_redirects`: former addresses, for hosts that redirect themselves (Netlify, Cloudflare and others).
//!
//! For other hosts there is a redirect page at each former address.

use crate::plan::{PageKind, Plan, href};
use crate::site::Site;

/// A line for each former address, in order.
pub fn redirects(site: &Site, plan: &Plan) -> String {
    let written = |url: &str| href(site.config.base_url.as_deref(), "/404.html", url);
    let lines = plan.pages.iter().filter_map(|page| match &page.kind {
        PageKind::Redirect { to } => Some(format!("{} {} 301\n", written(&page.url), written(to))),
        _ => None,
    });
    lines.collect()
}
