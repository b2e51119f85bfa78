//! Reads a source.

use crate::base::{Diagnostic, Path, Spanned, codes};
use crate::data::Reader;
use crate::parse::front::{PAGE_KEYS, bad_id, date, hints, is_id, strings};
use crate::parse::matter::SourceMatter;

/// Values of `kind`.
pub(crate) const KINDS: &[(&str, ())] = &[
    ("agency", ()),
    ("outlet", ()),
    ("official", ()),
    ("document", ()),
    ("interview", ()),
    ("social", ()),
    ("person", ()),
    ("dataset", ()),
    ("court", ()),
    ("own", ()),
];

/// Reads one `[[sources]]` table.
pub(crate) fn source(mut reader: Reader<'_, '_>) -> SourceMatter {
    let id = reader.required("id");
    if !id.value.is_empty() && !is_id(&id.value) {
        reader.tell(bad_id(reader.path(), &id.value, id.span));
    }
    let mut matter = SourceMatter {
        span: reader.span(),
        id,
        kind: reader.choice("kind", KINDS).and_then(|()| reader.string("kind")),
        publisher: strings::string(&mut reader, "publisher"),
        title: reader.text("title"),
        url: reader.string("url").filter(|url| is_web(&mut reader, url)),
        archived_url: reader.string("archived_url").filter(|url| is_web(&mut reader, url)),
        date: date::partial(&mut reader, "date"),
        accessed: date::partial(&mut reader, "accessed"),
        via: strings::string(&mut reader, "via"),
        is_anonymous: reader.bool("anonymous").unwrap_or(false),
        reason: reader.text("reason"),
    };
    if matter.is_anonymous {
        anonymize(&mut reader, &mut matter);
    }
    reader.finish(hints::SOURCE, PAGE_KEYS);
    matter
}

/// Reports and removes everything that would reveal an anonymous source, so that no later stage can publish it.
fn anonymize(reader: &mut Reader<'_, '_>, matter: &mut SourceMatter) {
    let named = [&matter.publisher, &matter.url, &matter.archived_url];
    for named in named.into_iter().flatten() {
        reader.tell(anonymous_named(reader.path(), named));
    }
    matter.publisher = None;
    matter.title = None;
    matter.url = None;
    matter.archived_url = None;
}

/// Whether a URL is an `http` or `https` URL; reports if not.
pub(crate) fn is_web(reader: &mut Reader<'_, '_>, url: &Spanned<String>) -> bool {
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"\\".contains(c);
    let is_valid = rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') && rest.chars().all(is_plain)
    });
    if !is_valid {
        reader.tell(not_web(reader.path(), url));
    }
    is_valid
}

fn not_web(path: &Path, url: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a web address", url.value);
    Diagnostic::at(codes::URL_UNSAFE, path, url.span, message)
        .help("write it with `https://` or `http://`")
}

fn anonymous_named(path: &Path, named: &Spanned<String>) -> Diagnostic {
    let message = format!("this source is anonymous, and `{}` would give it away", named.value);
    Diagnostic::at(codes::SOURCE_ANONYMOUS, path, named.span, message)
        .help("remove the line; put the source that published it into `via`")
}
