//! What happened to an article: published, updated, corrected.

use serde::Serialize;

use crate::base::{Markup, Moment};
use crate::pages::view::{Date, PageContext, notices};
use crate::site::ArticleIx;

/// One thing that happened to an article.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// `published`, `updated`, or the kind of a notice: `correction` ….
    pub kind: &'static str,
    /// `First published`, `Correction`.
    pub label: String,
    /// When; absent for a notice without a date.
    pub date: Option<Date>,
    /// What the notice says; empty for the others.
    pub text: Markup,
}

/// The history of an article that has a date, newest first; notices without a date stand at the end.
///
/// An update needs no entry of its own on a day that a notice speaks of.
pub(crate) fn history(context: PageContext<'_>, at: ArticleIx) -> Vec<HistoryView> {
    let Some(matter) = context.site.matter(at) else { return Vec::new() };
    let moment = |kind, label, moment: &Moment| {
        let label = context.locale().get(label).to_string();
        let date = Some(Date::of_moment(moment, context.locale()));
        (Some(moment.seconds), HistoryView { kind, label, date, text: Markup::default() })
    };
    let is_told = |updated: &Moment| {
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
    // of equal moments the one written last is the newest
    entries.reverse();
    if let Some(updated) = matter.updated.as_ref().filter(|date| !is_told(&date.value)) {
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
