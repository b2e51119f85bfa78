//! The HTML of an entry: whole text, summary, passages that mention an entity, or notice.

use crate::base::Size;
use crate::base::escape::{escaped, push_escaped};
use crate::documents::feeds::context::{FeedContext, target};
use crate::names::EntityIx;
use crate::pages::weave;
use crate::parse::matter::NoticeMatter;
use crate::plan::Target;
use crate::site::{ArticleIx, sentence};

/// Maximum number of passages per article in the feed of an entity.
const PASSAGES: usize = 3;

/// A whole article: notices, lead image, text, notes.
pub(crate) fn whole(context: FeedContext<'_>, at: ArticleIx) -> String {
    let mut out = String::new();
    let notices = context.site.matter(at).map_or(&[][..], |matter| &matter.notices);
    for notice in notices {
        out.push_str("<blockquote>\n");
        out.push_str(&heading(context, at, notice));
        out.push_str(&weave::prose(context.weave_context(at), &notice.text.source).0);
        out.push_str("</blockquote>\n");
    }
    figure(context, at, &mut out);
    out.push_str(&weave::feed(context.weave_context(at)).0);
    out
}

/// The standfirst of an article, else its first sentence.
pub(crate) fn summary(context: FeedContext<'_>, at: ArticleIx) -> String {
    let description = context.site.matter(at).and_then(|matter| matter.head.description.as_deref());
    let body = &context.site.article_document(at).body;
    let first = || {
        let start = body.blocks.first().map_or(0, |block| block.range.start);
        let end = body.stream[start as usize..].chars().next().map_or(0, char::len_utf8);
        &body.stream
            [sentence(body, crate::base::Range::new(start as usize, start as usize + end)).of()]
    };
    format!("<p>{}</p>\n", escaped(description.unwrap_or_else(first)))
}

/// The summary of an article, and its first sentences that mention an entity, each mention linked to its place.
pub(crate) fn passages(context: FeedContext<'_>, at: ArticleIx, entity: EntityIx) -> String {
    let site = context.site;
    let url = context.absolute(context.article_url(at));
    let body = &site.article_document(at).body;
    let mentions = site.article_anchored(at).mentions.iter().enumerate();
    let mut out = match site.matter(at).and_then(|matter| matter.head.description.as_deref()) {
        Some(description) => format!("<p>{}</p>\n", escaped(description)),
        None => String::new(),
    };
    let mut last = None;
    let mut count = 0;
    for (number, mention) in mentions.filter(|(_, mention)| mention.entity == entity) {
        let words = mention.range;
        if last.is_some_and(|passage: crate::base::Range| passage.contains(words)) {
            continue;
        }
        if count == PASSAGES {
            break;
        }
        count += 1;
        let passage = sentence(body, words);
        last = Some(passage);
        let part = |from: u32, to: u32| &body.stream[from as usize..to as usize];
        out.push_str("<blockquote><p>");
        push_escaped(&mut out, part(passage.start, words.start));
        out.push_str(&format!("<a href=\"{}#m{}\">", escaped(&url), number + 1));
        push_escaped(&mut out, part(words.start, words.end));
        out.push_str("</a>");
        push_escaped(&mut out, part(words.end, passage.end));
        out.push_str("</p></blockquote>\n");
    }
    out
}

/// A single editor's note, with a link to its article.
pub(crate) fn notice(context: FeedContext<'_>, at: ArticleIx, notice: &NoticeMatter) -> String {
    let title = context.site.matter(at).map_or("", |matter| &matter.head.title.value);
    let mut out = heading(context, at, notice);
    out.push_str(&weave::prose(context.weave_context(at), &notice.text.source).0);
    let url = escaped(&context.absolute(context.article_url(at)));
    out.push_str(&format!("<p><a href=\"{url}\">{}</a></p>\n", escaped(title)));
    out
}

/// The lead image of an article: absolute address, and size if known.
pub(crate) fn image(context: FeedContext<'_>, at: ArticleIx) -> Option<(String, Option<Size>)> {
    let image = context.site.matter(at)?.head.image.as_ref()?;
    let src = target(context, at, &image.src.value)?;
    let found =
        context.plan.target(context.site, context.site.article(at).document, &image.src.value);
    let size = match found {
        Target::Site(url) => context.plan.size(&url),
        _ => None,
    };
    Some((src, size))
}

fn figure(context: FeedContext<'_>, at: ArticleIx, out: &mut String) {
    let matter = context.site.matter(at).and_then(|matter| matter.head.image.as_ref());
    let (Some(matter), Some((src, size))) = (matter, image(context, at)) else { return };
    out.push_str(&format!(
        "<figure><img src=\"{}\" alt=\"{}\"",
        escaped(&src),
        escaped(&matter.alt)
    ));
    if let Some(Size { width, height }) = size {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    out.push('>');
    let caption =
        matter.caption.as_ref().map(|it| weave::prose(context.weave_context(at), &it.source).0);
    let credit =
        matter.credit.as_ref().map(|it| format!("<p><small>{}</small></p>\n", escaped(it)));
    if caption.is_some() || credit.is_some() {
        out.push_str("<figcaption>");
        out.extend(caption.into_iter().chain(credit));
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}

/// The kind of a notice and its date.
fn heading(context: FeedContext<'_>, at: ArticleIx, notice: &NoticeMatter) -> String {
    let language = &*context.site.article(at).language;
    let words = context.site.words.of(language);
    let label = escaped(words.get(&format!("notice-{}", notice.kind.id())));
    let date = notice.date.as_ref().map_or(String::new(), |date| {
        let (iso, day) = (escaped(&date.value.text), words.day(language, date.value.day));
        format!(" <time datetime=\"{iso}\">{}</time>", escaped(&day))
    });
    format!("<p><strong>{label}</strong>{date}</p>\n")
}
