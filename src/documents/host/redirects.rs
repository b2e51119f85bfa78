//! `_redirects`: former addresses, for hosts that answer them themselves (Netlify, Cloudflare and others).
//!
//! A page at each of them does the same for every other host.

use crate::plan::{PageKind, Plan, href};
use crate::site::Site;

/// A line for each former address, in their order.
pub fn redirects(site: &Site, plan: &Plan) -> String {
    let written = |url: &str| href(site.config.base_url.as_deref(), "/404.html", url);
    let lines = plan.pages.iter().filter_map(|page| match &page.kind {
        PageKind::Redirect { to } => Some(format!("{} {} 301\n", written(&page.url), written(to))),
        _ => None,
    });
    lines.collect()
}
