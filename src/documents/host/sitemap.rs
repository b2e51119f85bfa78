//! Sitemaps: every page with its last change and its translations, and news.
//!
//! *Source*: sitemaps.org, protocol 0.9; Google's extensions for news and for translations (`xhtml:link`).

use crate::base::Moment;
use crate::base::escape::push_xml;
use crate::plan::{Page, PageKind, Plan, absolute, alternates, articles_below, sitemap_parts};
use crate::site::{ArticleIx, Site};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const SITEMAP: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// `sitemap.xml`: all pages, or the index of the parts.
pub fn sitemap(site: &Site, plan: &Plan) -> String {
    let parts = sitemap_parts(site, plan.urls(), plan.pages.iter());
    if let [only] = &parts[..] {
        return urlset(site, plan, only);
    }
    index(site, &parts)
}

/// The index of the parts.
fn index(site: &Site, parts: &[Vec<&Page>]) -> String {
    let mut out = format!("{HEAD}<sitemapindex {SITEMAP}>\n");
    for (at, pages) in parts.iter().enumerate() {
        let base = site.config.base_url.as_deref().unwrap_or_default();
        out.push_str("<sitemap>");
        push_location(&mut out, &absolute(base, &format!("/sitemap-{}.xml", at + 1)));
        let changed = pages.iter().filter_map(|page| changed(site, page));
        push_changed(&mut out, changed.max_by_key(|moment| moment.seconds));
        out.push_str("</sitemap>\n");
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// `sitemap-N.xml`: one part, counted from 1.
pub fn part(site: &Site, plan: &Plan, number: usize) -> String {
    let parts = sitemap_parts(site, plan.urls(), plan.pages.iter());
    parts.get(number - 1).map_or(String::new(), |pages| urlset(site, plan, pages))
}

fn urlset(site: &Site, plan: &Plan, pages: &[&Page]) -> String {
    let mut out =
        format!("{HEAD}<urlset {SITEMAP} xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    let base = site.config.base_url.as_deref().unwrap_or_default();
    for page in pages {
        out.push_str("<url>");
        push_location(&mut out, &absolute(base, &page.url));
        push_changed(&mut out, changed(site, page));
        for version in alternates(site, plan.urls(), page) {
            out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
            push_xml(&mut out, &version.language);
            out.push_str("\" href=\"");
            push_xml(&mut out, &absolute(base, &version.url));
            out.push_str("\"/>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn push_location(out: &mut String, address: &str) {
    out.push_str("<loc>");
    push_xml(out, address);
    out.push_str("</loc>");
}

fn push_changed(out: &mut String, changed: Option<&Moment>) {
    if let Some(moment) = changed {
        // a date, or a date-time with offset: both are valid W3C datetimes
        let text = if moment.text.len() == 10 { moment.text.clone() } else { moment.rfc3339() };
        out.push_str("<lastmod>");
        push_xml(out, &text);
        out.push_str("</lastmod>");
    }
}

/// Last change of a page: for an article, as its editors say; for a list, of its newest article. `None` for plain
/// pages.
fn changed<'s>(site: &'s Site, page: &Page) -> Option<&'s Moment> {
    let all = || (0..site.articles.len() as u32).map(ArticleIx);
    match &page.kind {
        PageKind::Article(at) => site.changed(*at),
        PageKind::Entity { entity, .. } => {
            let index = &site.entities[entity.0 as usize];
            let mut articles: Vec<ArticleIx> =
                index.backlinks.iter().map(|it| it.article).collect();
            articles.dedup();
            site.newest(articles)
        }
        PageKind::Collection { kind, index, .. } => {
            site.newest(kind.list(site)[*index].articles.iter().copied())
        }
        PageKind::Month { index, .. } => site.newest(site.months[*index].articles.iter().copied()),
        PageKind::Section { document, .. } => site.newest(articles_below(site, *document)),
        PageKind::Source(at) => {
            let cited = &site.sources[*at];
            let stating = cited.statements.iter().map(|(article, _)| *article);
            site.newest(cited.articles.iter().copied().chain(stating))
        }
        PageKind::Corrections => site.newest(site.notices.iter().map(|(at, _)| *at)),
        PageKind::Home { edition, .. } => {
            site.newest(site.editions[*edition].articles.iter().copied())
        }
        PageKind::Articles { edition, .. } => site.newest(site.listed(*edition)),
        PageKind::Entities
        | PageKind::Type(_)
        | PageKind::Collections(_)
        | PageKind::Archive
        | PageKind::Timeline
        | PageKind::Graph
        | PageKind::Sources => site.newest(all()),
        PageKind::Search
        | PageKind::Plain(_)
        | PageKind::NotFound
        | PageKind::Redirect { .. }
        | PageKind::Stream(_)
        | PageKind::Annotations(_)
        | PageKind::Asset(_)
        | PageKind::Document(_) => None,
    }
}

/// Maximum number of articles in a news sitemap.
const MOST_NEWS: usize = 1000;

/// Number of addresses in a news sitemap when there is no news.
const FEWEST: usize = 10;

/// `sitemap-news.xml`: articles of the last 48 hours. If there are none, the newest articles without news data, or else
/// the home page: an empty sitemap would be invalid.
pub fn news(site: &Site, plan: &Plan) -> String {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let mut out = format!(
        "{HEAD}<urlset {SITEMAP} xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
    );
    // not news from here if first published elsewhere
    let is_own =
        |at: &ArticleIx| site.matter(*at).is_none_or(|matter| matter.canonical_url.is_none());
    let news: Vec<ArticleIx> = site.news.iter().copied().filter(is_own).take(MOST_NEWS).collect();
    let articles = (0..site.articles.len() as u32).map(ArticleIx).filter(is_own);
    let newest: Vec<ArticleIx> = articles.take(FEWEST).collect();
    let is_news = !news.is_empty();
    for at in if is_news { &news } else { &newest } {
        out.push_str("<url>");
        push_location(&mut out, &absolute(base, &plan.articles[at.0 as usize]));
        if is_news {
            push_news(site, base, *at, &mut out)
        } else {
            push_changed(&mut out, site.changed(*at))
        }
        out.push_str("</url>\n");
    }
    if !is_news && newest.is_empty() {
        out.push_str("<url>");
        push_location(&mut out, &absolute(base, "/"));
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn push_news(site: &Site, base: &str, at: ArticleIx, out: &mut String) {
    let language = &*site.article(at).language;
    let own = site.config.languages.get(language).and_then(|own| own.title.as_deref());
    let name = own.unwrap_or(&site.config.title);
    let host = base.split("//").last().unwrap_or_default().trim_end_matches('/');
    let title = site.matter(at).map_or("", |matter| &matter.head.title.value);
    let date = site.published(at).map_or("", |moment| &moment.text);
    out.push_str("<news:news><news:publication><news:name>");
    push_xml(out, if name.is_empty() { host } else { name });
    out.push_str("</news:name><news:language>");
    push_xml(out, news_language(language));
    out.push_str("</news:language></news:publication><news:publication_date>");
    push_xml(out, date);
    out.push_str("</news:publication_date><news:title>");
    push_xml(out, title);
    out.push_str("</news:title></news:news>");
}

/// Language code for a news sitemap: ISO 639, or one of the two written forms of Chinese.
fn news_language(tag: &str) -> &str {
    match tag {
        "zh-Hant" | "zh-TW" | "zh-HK" | "zh-Hant-TW" | "zh-Hant-HK" => "zh-tw",
        _ if crate::base::language::primary(tag) == "zh" => "zh-cn",
        _ => crate::base::language::primary(tag),
    }
}

#[cfg(test)]
mod tests {
    use super::{index, part, sitemap};
    use crate::site::tests::{read, settings};
    use crate::source::Settings;

    #[test]
    fn parts_are_listed_with_their_newest_change() {
        let article = |date: &str| format!("+++\ntitle = \"T\"\ndate = {date}\n+++\nText.\n");
        let (one, two) = (article("2025-01-01"), article("2025-02-02"));
        let files = [("content/articles/one.md", &*one), ("content/articles/two.md", &two)];
        let settings = Settings { base_url: Some("https://example.org/a/".into()), ..settings() };
        let (site, _) = read(&files, &settings);
        let plan = crate::plan::plan(&site.value, &[], &[]).value;
        let pages = ["/articles/one/", "/articles/two/"].map(|url| plan.page(url).unwrap());
        let (one, two) = (vec![pages[0]], vec![pages[1], pages[0]]);
        let listed = index(&site.value, &[one, two]);
        let at = |number: usize, day: &str| {
            format!(
                "<sitemap><loc>https://example.org/a/sitemap-{number}.xml</loc><lastmod>{day}</lastmod></sitemap>\n"
            )
        };
        assert!(listed.contains(&(at(1, "2025-01-01") + &at(2, "2025-02-02"))), "{listed}");
        // what fits into one sitemap is not split
        assert_eq!(part(&site.value, &plan, 1), sitemap(&site.value, &plan));
    }
}
