//! Citations of an article: a line to read, and records for reference managers.
//!
//! *Source*: BibTeX according to its manual and biblatex, the RIS specification of 2011, CSL-JSON 1.0.2.

use serde::Serialize;

use crate::anchor::Agent;
use crate::base::Day;
use crate::pages::view::PageContext;
use crate::site::ArticleIx;
use crate::source::config::BaseType;

/// The citation of an article.
#[derive(Debug, Serialize)]
pub struct CitationView {
    /// Title in quotation marks of the page's language.
    pub title: String,
    /// Name of the site; may be empty.
    pub site: String,
    /// Address; absent without `base_url`.
    pub url: Option<String>,
    /// BibTeX entry.
    pub bibtex: String,
    /// RIS record.
    pub ris: String,
    /// CSL-JSON record.
    pub csl: String,
}

/// Data to cite.
#[derive(Debug, Default)]
struct Cited<'a> {
    key: String,
    title: &'a str,
    /// Authors: name, and whether it is a person's.
    authors: Vec<(&'a str, bool)>,
    site: &'a str,
    day: Option<Day>,
    url: Option<&'a str>,
    language: &'a str,
}

/// The citation of an article with the address `url`.
pub(crate) fn citation(
    context: PageContext<'_>,
    at: ArticleIx,
    url: Option<String>,
) -> CitationView {
    let site = context.site;
    let article = site.article(at);
    let authors = site.article_anchored(at).authors.iter().map(|agent| match agent {
        Agent::Entity(at) => {
            let kind = &site.config.types[site.names.entity(*at).kind];
            (site.entity_name(*at, &context.page.language), kind.base == BaseType::Person)
        }
        Agent::Named(name) => (&**name, true),
    });
    let own = site.config.languages.get(&*article.language).and_then(|own| own.title.as_deref());
    let cited = Cited {
        key: key(context.article_url(at), article.day),
        title: site.matter(at).map_or("", |matter| &matter.head.title.value),
        authors: authors.collect(),
        site: own.unwrap_or(&site.config.title),
        day: article.day,
        url: url.as_deref(),
        language: &article.language,
    };
    CitationView {
        title: context.locale().say("cite-title", &[("title", cited.title.into())]),
        site: cited.site.to_string(),
        bibtex: bibtex(&cited),
        ris: ris(&cited),
        csl: csl(&cited),
        url,
    }
}

/// Citation key: the last segment of the address, and the year.
fn key(url: &str, day: Option<Day>) -> String {
    let last = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let slug = crate::base::slug::slug(last);
    day.map_or(slug.clone(), |day| format!("{slug}-{}", day.year))
}

/// Month macros of the standard BibTeX styles.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn bibtex(cited: &Cited<'_>) -> String {
    let mut out = format!("@misc{{{},\n", cited.key);
    let mut field = |name: &str, value: &str| out.push_str(&format!("  {name} = {value},\n"));
    let authors: Vec<String> = cited.authors.iter().map(author).collect();
    if !authors.is_empty() {
        field("author", &format!("{{{}}}", authors.join(" and ")));
    }
    // double braces keep capitals
    field("title", &format!("{{{{{}}}}}", tex(cited.title)));
    if !cited.site.is_empty() {
        field("howpublished", &format!("{{{}}}", tex(cited.site)));
    }
    if let Some(day) = cited.day {
        field("year", &format!("{{{}}}", day.year));
        field("month", MONTHS[usize::from(day.month.clamp(1, 12)) - 1]);
        field("day", &format!("{{{}}}", day.day));
    }
    if let Some(url) = cited.url {
        field("url", &format!("{{{}}}", address(url)));
    }
    out.push_str("}\n");
    out
}

/// An author name; organizations, and names that BibTeX would split wrongly, are in braces.
fn author((name, is_person): &(&str, bool)) -> String {
    let is_plain = !name.contains([',', '{', '}'])
        && !name.split_whitespace().any(|it| it.eq_ignore_ascii_case("and"));
    if *is_person && is_plain { tex(name) } else { format!("{{{}}}", tex(name)) }
}

/// Escapes text for TeX. Braces become commands, since BibTeX counts even escaped braces.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '\\' => out.push_str("{\\textbackslash}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// Escapes an address for BibTeX: braces, backslashes and spaces.
fn address(url: &str) -> String {
    line(url).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}

/// Text on one line without control characters.
fn line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ris(cited: &Cited<'_>) -> String {
    let mut out = String::from("TY  - ELEC\n");
    let mut field = |name: &str, value: &str| out.push_str(&format!("{name}  - {value}\n"));
    for (name, _) in &cited.authors {
        field("AU", &line(name));
    }
    field("TI", &line(cited.title));
    if !cited.site.is_empty() {
        field("T2", &line(cited.site));
    }
    if let Some(Day { year, month, day }) = cited.day {
        field("PY", &format!("{year:04}"));
        field("DA", &format!("{year:04}/{month:02}/{day:02}"));
    }
    if let Some(url) = cited.url {
        field("UR", &line(url));
    }
    field("LA", cited.language);
    out.push_str("ER  - \n");
    out
}

/// A CSL-JSON record, keys in the order of the specification.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Record<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Literal<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    container_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    language: &'a str,
}

/// A name that is not split into parts.
#[derive(Serialize)]
struct Literal<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [[i16; 3]; 1],
}

fn csl(cited: &Cited<'_>) -> String {
    let issued = cited
        .day
        .map(|day| Issued { date_parts: [[day.year, i16::from(day.month), i16::from(day.day)]] });
    let record = Record {
        id: &cited.key,
        kind: "webpage",
        title: cited.title,
        author: cited.authors.iter().map(|(name, _)| Literal { literal: name }).collect(),
        container_title: cited.site,
        issued,
        url: cited.url,
        language: cited.language,
    };
    serde_json::to_string(&[record]).expect("strings and numbers are JSON")
}

#[cfg(test)]
mod tests {
    use super::{Cited, bibtex, csl, key, ris};
    use crate::base::Day;

    const DAY: Day = Day { year: 2025, month: 3, day: 4 };

    fn titled(title: &str) -> Cited<'_> {
        Cited { key: "k".into(), title, language: "en", ..Cited::default() }
    }

    #[test]
    fn braces_in_titles_are_escaped() {
        for (title, expected) in [
            ("plain", "plain"),
            ("Änderung 日本 خبر", "Änderung 日本 خبر"),
            ("50 % of R&D, $5 #1 a_b", "50 \\% of R\\&D, \\$5 \\#1 a\\_b"),
            (
                "} @misc{x, title = {",
                "{\\textbraceright} @misc{\\textbraceleft}x, title = {\\textbraceleft}",
            ),
            ("a\\}b", "a{\\textbackslash}{\\textbraceright}b"),
            ("~^", "{\\textasciitilde}{\\textasciicircum}"),
            ("one\ntwo\u{0}\tthree", "one two three"),
        ] {
            let entry = bibtex(&titled(title));
            assert_eq!(entry, format!("@misc{{k,\n  title = {{{{{expected}}}}},\n}}\n"));
            let count = |brace| entry.matches(brace).count();
            assert_eq!(count('{'), count('}'), "{title:?}");
        }
    }

    #[test]
    fn records_in_all_formats() {
        let cited = Cited {
            key: "k-2025".into(),
            title: "A \"quoted\" one",
            authors: vec![("Ada Archer", true), ("Reuters", false), ("Simon and Son, Ltd", true)],
            site: "The Record",
            day: Some(DAY),
            url: Some("https://x.example/a_b/{c}/"),
            language: "en",
        };
        assert_eq!(
            bibtex(&cited),
            "@misc{k-2025,\n  author = {Ada Archer and {Reuters} and {Simon and Son, Ltd}},\n  \
             title = {{A \"quoted\" one}},\n  howpublished = {The Record},\n  year = {2025},\n  \
             month = mar,\n  day = {4},\n  url = {https://x.example/a_b/%7Bc%7D/},\n}\n"
        );
        assert_eq!(
            ris(&cited),
            "TY  - ELEC\nAU  - Ada Archer\nAU  - Reuters\nAU  - Simon and Son, Ltd\n\
             TI  - A \"quoted\" one\nT2  - The Record\nPY  - 2025\nDA  - 2025/03/04\n\
             UR  - https://x.example/a_b/{c}/\nLA  - en\nER  - \n"
        );
        let read: serde_json::Value = serde_json::from_str(&csl(&cited)).unwrap();
        assert_eq!(read[0]["title"], "A \"quoted\" one");
        assert_eq!(read[0]["author"][1]["literal"], "Reuters");
        assert_eq!(read[0]["issued"]["date-parts"][0], serde_json::json!([2025, 3, 4]));
    }

    #[test]
    fn line_breaks_do_not_start_ris_fields() {
        assert_eq!(ris(&titled("a\r\nER  - \nTY  - b")).lines().count(), 4);
    }

    #[test]
    fn keys_are_ascii() {
        for (url, day, expected) in [
            ("/articles/2025/the-request/", Some(DAY), "the-request-2025"),
            ("/articles/a_b, c/", None, "a-b-c"),
            ("/articles/москва/", Some(DAY), "moskva-2025"),
        ] {
            assert_eq!(key(url, day), expected);
        }
    }
}
