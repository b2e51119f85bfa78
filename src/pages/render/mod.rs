//! Stage 7: renders views with templates.

mod diagnostics;
mod foreign;
mod lines;
mod markup;
mod minify;
mod strings;
mod theme;

pub use theme::{Theme, asset, files, theme, theme_files};

use crate::base::Checked;
use crate::pages::view::View;

/// Renders a view with its template.
pub fn render(view: &View, theme: &Theme) -> Checked<Vec<u8>> {
    let mut out = Vec::with_capacity(32 * 1024);
    if !theme.has(&view.template) {
        let names = theme.engine("en").get_template_names();
        return Checked::new(Vec::new(), vec![diagnostics::missing(view, names)]);
    }
    let failed = |error| {
        let diagnostic = diagnostics::runtime(&error, &theme.own, view);
        Checked::new(Vec::new(), vec![diagnostic])
    };
    let context = match tera::Context::from_serialize(&view.content) {
        Ok(context) => context,
        Err(error) => return failed(error),
    };
    match theme.engine(&view.language).render_to(&view.template, &context, &mut out) {
        Ok(()) => Checked::clean(foreign::replace_marks(out)),
        Err(error) => failed(error),
    }
}
