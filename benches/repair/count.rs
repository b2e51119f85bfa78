//! Counts annotations by outcome.

use std::fmt::Write as _;
use std::ops::AddAssign;

/// Numbers of annotations by outcome.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    /// Annotations whose words still exist.
    pub(crate) n_kept: usize,
    /// At exactly the right place after the fix.
    pub(crate) right: usize,
    /// Annotations that still exist, with a change nearby; those of them at exactly the right place.
    pub(crate) touched: [usize; 2],
    /// At a place that overlaps the right one.
    pub(crate) near: usize,
    /// At another place, without a report.
    pub(crate) wrong: usize,
    /// Without a place, or reported even after the fix.
    pub(crate) lost: usize,
    /// Annotations whose words were deleted.
    pub(crate) n_deleted: usize,
    /// Of these, those with a place after the fix, without a report.
    pub(crate) attached: usize,
    /// Annotations that the build misplaces or drops without a report.
    pub(crate) silent: usize,
    /// Annotations whose selectors find the right place on their own.
    pub(crate) n_found: usize,
    /// Of these, those that the build reports.
    pub(crate) alarms: usize,
    /// Annotations that a second fix would change.
    pub(crate) second: usize,
    pub(crate) n_articles: usize,
    /// Seconds for a build without comparison, a build with comparison, and for finding repairs.
    pub(crate) seconds: [f64; 3],
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.n_kept += other.n_kept;
        self.right += other.right;
        self.near += other.near;
        self.touched[0] += other.touched[0];
        self.touched[1] += other.touched[1];
        self.wrong += other.wrong;
        self.lost += other.lost;
        self.n_deleted += other.n_deleted;
        self.attached += other.attached;
        self.silent += other.silent;
        self.n_found += other.n_found;
        self.alarms += other.alarms;
        self.second += other.second;
        self.n_articles += other.n_articles;
        for (own, other) in self.seconds.iter_mut().zip(other.seconds) {
            *own += other;
        }
    }
}

/// A Markdown table with a row per count, and their sum.
pub(crate) fn table(name: &str, rows: &[(&str, Count)]) -> String {
    let mut out = format!(
        "| {name} | annotations | touched | right of touched | right | near | wrong | lost | attached | false alarm | silent | 2nd fix | build ms | compared ms | fix ms |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    let mut total = Count::default();
    for (name, count) in rows {
        total += *count;
        row(&mut out, name, count);
    }
    if rows.len() > 1 {
        row(&mut out, "**all**", &total);
    }
    out
}

fn row(out: &mut String, name: &str, count: &Count) {
    let share = |part: usize, whole: usize| match whole {
        0 => "–".to_owned(),
        _ => format!("{:.2}", 100.0 * part as f64 / whole as f64),
    };
    let ms = |seconds: f64| 1_000.0 * seconds / count.n_articles.max(1) as f64;
    let _ = writeln!(
        out,
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.2} | {:.2} | {:.2} |",
        count.n_kept + count.n_deleted,
        count.touched[0],
        share(count.touched[1], count.touched[0]),
        share(count.right, count.n_kept),
        share(count.near, count.n_kept),
        share(count.wrong, count.n_kept),
        share(count.lost, count.n_kept),
        share(count.attached, count.n_deleted),
        share(count.alarms, count.n_found),
        count.silent,
        count.second,
        ms(count.seconds[0]),
        ms(count.seconds[1]),
        ms(count.seconds[2]),
    );
}
