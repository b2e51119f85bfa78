//! History of an article: publication, updates, corrections.

use serde::Serialize;

use crate::base::{Markup, Moment};
use crate::pages::view::{Date, PageContext, notices};
use crate::site::ArticleIx;

/// An entry in the history of an article.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// `published`, `updated`, or the kind of an editors' note: `correction` ….
    pub kind: &'static str,
    /// Label: `First published`, `Correction`.
    pub label: String,
    /// Date; absent for an editors' note without a date.
    pub date: Option<Date>,
    /// Text of the editors' note; empty for other entries.
    pub text: Markup,
}

/// The history of an article, newest first; notes without a date are last. Empty if the article has neither `date` nor
/// `updated`.
///
/// An update has no entry if an editors' note is of the same day.
pub(crate) fn history(context: PageContext<'_>, at: ArticleIx) -> Vec<HistoryView> {
    let Some(matter) = context.site.matter(at) else { return Vec::new() };
    let moment = |kind, label, moment: &Moment| {
        let label = context.locale().get(label).to_string();
        let date = Some(Date::of_moment(moment, context.locale()));
        (Some(moment.seconds), HistoryView { kind, label, date, text: Markup::default() })
    };
    let has_notice = |updated: &Moment| {
        let mut dates = matter.notices.iter().filter_map(|notice| notice.date.as_ref());
        dates.any(|date| date.value.day == updated.day)
    };
    let notices = notices::of_article(context, at).into_iter().zip(&matter.notices);
    let mut entries: Vec<(Option<i64>, HistoryView)> = notices
        .map(|(view, notice)| {
            let notices::NoticeView { kind, label, date, text } = view;
            let seconds = notice.date.as_ref().map(|date| date.value.seconds);
            (seconds, HistoryView { kind, label, date, text })
        })
        .collect();
    // at the same time, the note written last counts as newest
    entries.reverse();
    if let Some(updated) = matter.updated.as_ref().filter(|date| !has_notice(&date.value)) {
        entries.push(moment("updated", "history-updated", &updated.value));
    }
    match &matter.date {
        Some(date) => entries.push(moment("published", "history-published", &date.value)),
        None if matter.updated.is_none() => return Vec::new(),
        None => {}
    }
    entries.sort_by_key(|(seconds, _)| std::cmp::Reverse(*seconds));
    entries.into_iter().map(|(_, entry)| entry).collect()
}
