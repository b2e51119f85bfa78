//! Sources: where statements and notes come from.

use crate::base::{Diagnostic, PartialDate, Path, Span, Spanned, codes};
use crate::data::Reader;
use crate::parse::format::{DATE, TEXT, TRUTH, WEB, bad_id, is_id, line};
use crate::parse::hints::PAGE_KEYS;
use crate::parse::table::{Format, Kind, table};
use crate::source::Config;

table! {
    /// One source.
    pub struct SourceMatter {
        /// Its id: letters, digits and hyphens, like an entity's.
        id: Spanned<String> = ID,
        /// What it is.
        kind: Option<Spanned<String>> = KIND,
        /// Entity id or name.
        publisher: Option<Spanned<String>> = line(Kind::Agent),
        /// Its title.
        title: Option<String> = TEXT,
        /// Its address.
        url: Option<Spanned<String>> = WEB,
        /// Address of an archived copy.
        archived_url: Option<Spanned<String>> = WEB,
        /// When it was published.
        date: Option<Spanned<PartialDate>> = DATE,
        /// When it was read.
        accessed: Option<Spanned<PartialDate>> = DATE,
        /// The source through which this one reached you.
        via: Option<Spanned<String>> = line(Kind::Source),
        /// Whether its name, publisher and address must never be published.
        is_anonymous as "anonymous": bool = TRUTH,
        /// Why it is anonymous.
        reason: Option<String> = TEXT,
    }
    plain {
        /// Span of its table.
        span: Span,
    }
    hints {
        "name" => "`title`, or `publisher` for who published it",
        "type" => "`kind`",
        "link" => "`url`",
        "archive" => "`archived_url`",
        "archive_url" => "`archived_url`",
        "archiveUrl" => "`archived_url`",
        "retrieved" => "`accessed`",
        "author" => "`publisher`",
    }
}

const ID: Format<Spanned<String>> = Format {
    kind: Kind::Id,
    read: |reader, key, _| {
        let id = reader.required(key);
        if !id.value.is_empty() && !is_id(&id.value) {
            reader.tell(bad_id(reader.path(), &id.value, id.span));
        }
        id
    },
};

const KIND: Format<Option<Spanned<String>>> = Format {
    kind: Kind::Choice(|_| SOURCE_KINDS.map(|(word, ())| word.to_owned()).to_vec()),
    read: |reader, key, _| reader.choice(key, &SOURCE_KINDS).and_then(|()| reader.string(key)),
};

/// Values of `kind`.
pub(crate) const SOURCE_KINDS: [(&str, ()); 10] = [
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

impl SourceMatter {
    /// A list of sources.
    pub(crate) const LIST: Format<Vec<Self>> = Format {
        kind: Kind::Tables(Self::FIELDS),
        read: |reader, key, config| reader.tables(key, |table| Some(Self::of(table, config))),
    };

    /// Reads a source.
    pub(crate) fn of(mut reader: Reader<'_, '_>, config: &Config) -> Self {
        let mut matter = Self::read(&mut reader, config, &[]);
        matter.span = reader.span();
        if matter.is_anonymous {
            anonymize(&mut reader, &mut matter);
        }
        reader.finish(Self::HINTS, PAGE_KEYS);
        matter
    }
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

fn anonymous_named(path: &Path, named: &Spanned<String>) -> Diagnostic {
    let message = format!("this source is anonymous, and `{}` would give it away", named.value);
    Diagnostic::at(codes::SOURCE_ANONYMOUS, path, named.span, message)
        .help("remove the line; put the source that published it into `via`")
}
