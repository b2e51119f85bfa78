//! Files for crawlers and static hosts: sitemaps, `robots.txt`, `_redirects`, `_headers`.

mod headers;
mod redirects;
mod sitemap;

pub use headers::{headers, samples};
pub use redirects::redirects;
pub use sitemap::{news, part, sitemap};

use crate::plan::{Plan, absolute};
use crate::site::Site;

/// `robots.txt`: allows everything and names the sitemaps.
///
/// *Source*: RFC 9309; `Sitemap` lines are sitemaps.org's.
pub fn robots(site: &Site, plan: &Plan) -> String {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    let Some(base) = site.config.base_url.as_deref() else { return out };
    let maps = ["/sitemap.xml", "/sitemap-news.xml"].into_iter().filter(|url| plan.has(url));
    let lines: String = maps.map(|url| format!("Sitemap: {}\n", absolute(base, url))).collect();
    if !lines.is_empty() {
        out.push('\n');
        out.push_str(&lines);
    }
    out
}
