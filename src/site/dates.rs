//! Dates of articles as given in the front matter. Knows nothing of files and builds.

use crate::base::Moment;
use crate::site::{ArticleIx, Site};

impl Site {
    /// Publication date of an article.
    pub fn published(&self, at: ArticleIx) -> Option<&Moment> {
        self.matter(at)?.date.as_ref().map(|date| &date.value)
    }

    /// Date of the last change for readers: the latest of `date`, `updated` and the dated notices.
    pub fn changed(&self, at: ArticleIx) -> Option<&Moment> {
        let matter = self.matter(at)?;
        let notices = matter.notices.iter().filter_map(|notice| notice.date.as_ref());
        let all = matter.date.iter().chain(&matter.updated).chain(notices);
        all.map(|moment| &moment.value).max_by_key(|moment| moment.seconds)
    }

    /// Date of the latest change in any of these articles.
    pub fn newest(&self, articles: impl IntoIterator<Item = ArticleIx>) -> Option<&Moment> {
        let changed = articles.into_iter().filter_map(|at| self.changed(at));
        changed.max_by_key(|moment| moment.seconds)
    }
}
