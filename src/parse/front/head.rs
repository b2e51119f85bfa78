//! Reads the keys common to all pages.

use crate::base::{Diagnostic, Path, Span, Spanned, codes, language};
use crate::data::{Node, Reader, Value};
use crate::parse::format::{prose, string};
use crate::parse::hints::{self, PAGE_KEYS};
use crate::parse::matter::{Head, ImageMatter};
use crate::source::bad_tag;

/// Reads the common keys; `title` is the key of the title.
pub(crate) fn head(reader: &mut Reader<'_, '_>, title: &'static str, is_required: bool) -> Head {
    let title =
        if is_required { reader.required(title) } else { reader.string(title).unwrap_or_default() };
    let lang = reader.string("lang").and_then(|tag| match language::canonical(&tag.value) {
        Some(canonical) => Some(Spanned::new(canonical, tag.span)),
        None => {
            reader.tell(bad_tag(reader.path(), &tag));
            None
        }
    });
    let slug = reader.string("slug").filter(|slug| {
        let is_valid = !slug.value.contains('/') && is_below(&slug.value);
        if !is_valid {
            reader.tell(bad_slug(reader.path(), slug));
        }
        is_valid
    });
    let path = reader.string("path").filter(|path| is_address(reader, path, true));
    let redirect_from = reader.strings("redirect_from");
    let redirect_from = redirect_from.into_iter().filter(|path| is_address(reader, path, false));
    let redirect_from = redirect_from.collect();
    Head {
        title,
        description: reader.text("description"),
        lang,
        image: image(reader),
        is_draft: reader.bool("draft").unwrap_or(false),
        template: string(reader, "template"),
        slug,
        path,
        redirect_from,
        extra: reader.plain_table("extra").cloned().unwrap_or_default(),
        has_toc: reader.bool("toc").unwrap_or(false),
    }
}

/// Whether a path is a valid address on this site; reports if not.
fn is_address(reader: &mut Reader<'_, '_>, path: &Spanned<String>, is_page: bool) -> bool {
    let text = path.value.as_str();
    let inside = text.strip_prefix('/').map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    let is_root = is_page && text == "/";
    let is_valid = is_root || inside.is_some_and(is_below) && (!is_page || text.ends_with('/'));
    if !is_valid {
        reader.tell(bad_address(reader.path(), path, is_page));
    }
    is_valid
}

/// Whether text is valid in an address: segments that cannot leave the root, no query, fragment or blanks.
fn is_below(text: &str) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"?#%<>\"".contains(c);
    Path::new(text).is_some() && text.chars().all(is_plain)
}

/// Reads `image`.
pub(crate) fn image(reader: &mut Reader<'_, '_>) -> Option<ImageMatter> {
    let path = reader.path();
    if let Some(Node { value: Value::String(src), span }) = reader.node("image") {
        reader.tell(image_as_string(path, src, *span));
        return None;
    }
    let mut table = reader.table("image")?;
    let src = table.required("src");
    let alt = table.text("alt");
    let has_alt = table.node("alt").is_some();
    let (caption, credit) = (prose(&mut table, "caption"), table.text("credit"));
    if !has_alt && !src.value.is_empty() {
        table.tell(no_alt(path, &src));
    }
    table.finish(hints::IMAGE, PAGE_KEYS);
    Some(ImageMatter { src, alt: alt.unwrap_or_default(), caption, credit })
}

fn no_alt(path: &Path, src: &Spanned<String>) -> Diagnostic {
    let message =
        format!("the image `{}` has no `alt`: readers who do not see it get nothing", src.value);
    Diagnostic::at(codes::IMAGE_ALT_MISSING, path, src.span, message)
        .help("say in `alt` what it shows; `alt = \"\"` if it is only decoration")
}

fn image_as_string(path: &Path, src: &str, span: Span) -> Diagnostic {
    Diagnostic::at(codes::WRONG_TYPE, path, span, "`image` should be a table, but is a string")
        .help(format!("write `image = {{ src = \"{src}\", alt = \"what it shows\" }}`"))
}

fn bad_slug(path: &Path, slug: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a valid slug", slug.value);
    Diagnostic::at(codes::ADDRESS_INVALID, path, slug.span, message)
        .help("write one segment without `/`; for the whole address use `path`")
}

fn bad_address(path: &Path, address: &Spanned<String>, is_page: bool) -> Diagnostic {
    let message = format!("`{}` is not a valid address on this site", address.value);
    let diagnostic = Diagnostic::at(codes::ADDRESS_INVALID, path, address.span, message);
    if is_page {
        diagnostic.help("it begins and ends with `/`, such as `/2025/moscow/`, without `..`, blanks, `?`, `#` and `%`")
    } else {
        diagnostic.help(
            "it begins with `/`, such as `/old/address/`, without `..`, blanks, `?`, `#` and `%`",
        )
    }
}
