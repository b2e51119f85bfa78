//! Stage 7: renders views with templates.

mod foreign;
mod markup;
mod squeeze;
mod strings;
mod theme;
mod troubles;

pub use theme::{Theme, asset, files, theme, theme_files};

use crate::base::Checked;
use crate::pages::view::View;

/// Renders a view with its template.
pub fn render(view: &View, theme: &Theme) -> Checked<Vec<u8>> {
    let mut out = Vec::with_capacity(32 * 1024);
    if !theme.has(&view.template) {
        return Checked::new(Vec::new(), vec![troubles::missing(view, theme)]);
    }
    let context = match tera::Context::from_serialize(&view.content) {
        Ok(context) => context,
        Err(error) => {
            return Checked::new(Vec::new(), vec![troubles::runtime(&error, theme, view)]);
        }
    };
    match theme.engine(&view.language).render_to(&view.template, &context, &mut out) {
        Ok(()) => Checked::clean(foreign::replace_marks(out)),
        Err(error) => Checked::new(Vec::new(), vec![troubles::runtime(&error, theme, view)]),
    }
}
