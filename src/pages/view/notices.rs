//! Editors' notes: corrections, updates etc., of an article and of the whole site.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::list::{Intro, intro};
use crate::pages::view::{Date, PageContext, Shell, Summary};
use crate::pages::weave;
use crate::parse::matter::NoticeMatter;
use crate::site::ArticleIx;

/// Data of `corrections.html`.
#[derive(Debug, Serialize)]
pub struct CorrectionsView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// All editors' notes, newest first; those without a date last.
    pub entries: Vec<CorrectedView>,
}

/// An editors' note with its article.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    /// The editors' note.
    pub notice: NoticeView,
    /// The article.
    pub article: Summary,
}

/// An editors' note.
#[derive(Debug, Serialize)]
pub struct NoticeView {
    /// Kind: `correction` …, a CSS class.
    pub kind: &'static str,
    /// Label: `Correction`.
    pub label: String,
    /// Date.
    pub date: Option<Date>,
    /// Text.
    pub text: Markup,
}

/// The view of all editors' notes.
pub(crate) fn corrections(context: PageContext<'_>) -> CorrectionsView {
    let Intro { title, description, body } = intro(context, context.locale().get("corrections"));
    let line = description.as_deref().unwrap_or(context.locale().get("corrections-line"));
    CorrectionsView {
        entries: newest(context, usize::MAX, |_| true),
        shell: Shell::new(context, &title, line),
        title,
        description,
        body,
    }
}

/// The newest `n` editors' notes of the wanted articles, newest first.
pub(crate) fn newest(
    context: PageContext<'_>,
    n: usize,
    is_wanted: impl Fn(ArticleIx) -> bool,
) -> Vec<CorrectedView> {
    let wanted = context.site.notices.iter().filter(|(article, _)| is_wanted(*article));
    let entries = wanted.filter_map(|(article, number)| {
        let notice = context.site.matter(*article)?.notices.get(*number)?;
        let (notice, article) = (view(context, *article, notice), Summary::of(context, *article));
        Some(CorrectedView { notice, article })
    });
    entries.take(n).collect()
}

/// Editors' notes of an article, in the order written.
pub(crate) fn of_article(context: PageContext<'_>, at: ArticleIx) -> Vec<NoticeView> {
    let all = context.site.matter(at).map_or(&[][..], |matter| &matter.notices);
    all.iter().map(|notice| view(context, at, notice)).collect()
}

fn view(context: PageContext<'_>, at: ArticleIx, notice: &NoticeMatter) -> NoticeView {
    let kind = notice.kind.id();
    let label = context.locale().get(&format!("notice-{kind}")).to_string();
    let document = context.site.article(at).document;
    let weave_context = context.weave(document);
    let date = notice.date.as_ref().map(|date| Date::of_moment(&date.value, context.locale()));
    NoticeView { kind, label, date, text: weave::prose(weave_context, &notice.text.source) }
}
