//! `_headers`: response headers for static hosts (Netlify, Cloudflare and others), above all a Content-Security-Policy
//! that allows only the theme's script and the inline scripts of its pages.

use sha2::{Digest, Sha256};

use crate::names::FastMap;
use crate::plan::{Page, PageKind, Plan, Target, href};
use crate::site::Site;
use base64::prelude::{BASE64_STANDARD, Engine as _};

/// The pages whose inline scripts the policy allows: the home page, or one page of each kind if the site has templates
/// of its own.
pub fn samples<'p>(plan: &'p Plan, has_templates: bool) -> Vec<&'p Page> {
    if !has_templates {
        return plan.page("/").into_iter().collect();
    }
    let mut met: FastMap<std::mem::Discriminant<PageKind>, ()> = FastMap::default();
    let mut is_new = |page: &&Page| met.insert(std::mem::discriminant(&page.kind), ()).is_none();
    let is_page = |page: &&'p Page| {
        let is_redirect = matches!(page.kind, PageKind::Redirect { .. });
        page.kind.descriptor().template.is_some() && !is_redirect
    };
    plan.pages.iter().filter(is_page).filter(|page| is_new(page)).collect()
}

/// Writes the document. `pages` are the rendered [`samples`].
pub fn headers(site: &Site, plan: &Plan, pages: &[String]) -> String {
    let policy = match &site.config.hosting.policy {
        Some(own) => own.clone(),
        None => policy(site, plan, pages),
    };
    let path = |url: &str| href(site.config.base_url.as_deref(), "/404.html", url);
    let mut out = format!("{}*\n", path("/"));
    if !policy.is_empty() {
        out.push_str(&format!("  Content-Security-Policy: {policy}\n"));
    }
    out.push_str("  X-Content-Type-Options: nosniff\n");
    out.push_str("  Referrer-Policy: strict-origin-when-cross-origin\n");
    // their names contain a content hash
    for page in plan.pages.iter().filter(|page| matches!(page.kind, PageKind::Asset(_))) {
        out.push_str(&format!(
            "\n{}\n  Cache-Control: public, max-age=31536000, immutable\n",
            path(&page.url)
        ));
    }
    out
}

/// The strictest policy under which the site's own pages work.
fn policy(site: &Site, plan: &Plan, pages: &[String]) -> String {
    let needs = Needs::of(site, plan);
    let mut hashes: Vec<String> = Vec::new();
    for script in pages.iter().flat_map(|page| inline_scripts(page)) {
        let hash =
            format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script.as_bytes())));
        if !hashes.contains(&hash) {
            hashes.push(hash);
        }
    }
    let mut all = vec![
        "default-src 'self'".to_string(),
        format!("script-src 'self'{}", hashes.concat()),
        format!("img-src 'self' data:{}", if needs.images { " https:" } else { "" }),
    ];
    if needs.styles {
        all.push("style-src 'self' 'unsafe-inline'".into());
    }
    if needs.media {
        all.push("media-src 'self' https:".into());
    }
    if needs.frames {
        all.push("frame-src 'self' https:".into());
    }
    let rules = "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
    all.push(rules.into());
    all.join("; ")
}

/// Content of the site's texts that a strict policy would block.
#[derive(Debug, Default)]
struct Needs {
    /// Images from other hosts.
    images: bool,
    /// `style` attributes in HTML, or formulas, whose MathML may have them.
    styles: bool,
    /// Audio and video.
    media: bool,
    /// Frames.
    frames: bool,
}

impl Needs {
    fn of(site: &Site, plan: &Plan) -> Self {
        let mut needs = Self { styles: site.config.markdown.math, ..Self::default() };
        let shown = (0..site.documents.len()).filter(|at| !plan.documents[*at].is_empty());
        for at in shown {
            let document = &site.documents[at];
            let links = document.body.images.iter().map(|link| &link.target);
            let head = document.matter.head().and_then(|head| head.image.as_ref());
            for link in links.chain(head.map(|image| &image.src.value)) {
                needs.images |= matches!(plan.target(site, at, link), Target::Elsewhere(_));
            }
            if site.config.markdown.raw_html {
                needs.in_html(&document.file.text);
            }
        }
        needs
    }

    /// Adds what a text may have in its HTML; may overestimate.
    fn in_html(&mut self, text: &str) {
        for (at, _) in text.match_indices('<') {
            let rest = &text.as_bytes()[at + 1..];
            let is = |name: &str| {
                rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
            };
            self.frames |= is("iframe");
            self.media |= is("video") || is("audio");
            self.images |= is("img") || is("image") || is("picture");
            let is_tag = rest.first().is_some_and(u8::is_ascii_alphabetic);
            self.styles |= is("style") || (is_tag && tag_holds(&text[at..], "style"));
        }
    }
}

/// Whether a word occurs before the next `>`.
fn tag_holds(text: &str, word: &str) -> bool {
    let tag = &text[..text.find('>').unwrap_or(text.len())];
    tag.as_bytes().windows(word.len()).any(|it| it.eq_ignore_ascii_case(word.as_bytes()))
}

/// The inline scripts of a page, without external scripts and data blocks.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("<script") {
        rest = &rest[at + "<script".len()..];
        let Some(end) = rest.find('>') else { break };
        let (tag, inside) = (&rest[..end], &rest[end + 1..]);
        let Some(close) = inside.find("</script") else { break };
        let is_data =
            tag.contains("type=") && !tag.contains("module") && !tag.contains("javascript");
        if !tag.contains("src=") && !is_data {
            found.push(&inside[..close]);
        }
        rest = &inside[close..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::inline_scripts;

    #[test]
    fn inline_scripts_exclude_external_and_data() {
        let page = "<script>a</script><script src=\"b\"></script><script type=\"application/ld+json\">c</script>\
                    <script type=\"module\">d</script><script";
        assert_eq!(inline_scripts(page), ["a", "d"]);
    }
}
