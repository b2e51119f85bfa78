//! Annotations: what authors write on words of a text.

use crate::base::{Diagnostic, Moment, PartialDate, Path, Span, Spanned, codes};
use crate::data::Reader;
use crate::parse::Prose;
use crate::parse::format::{DATE, FRAGMENT, MOMENT, PROSE, TEXT, choice, line, words};
use crate::parse::matter::{Certainty, Selector, SourceMatter, StatementMatter};
use crate::parse::table::{Format, Kind, table};
use crate::source::Config;

table! {
    /// Annotations, statements and sources of a text.
    pub struct Annotated {
        /// Notes and mentions on words of the text.
        annotations: Vec<AnnotationMatter> = ANNOTATIONS,
        /// Who said what.
        statements: Vec<StatementMatter> = STATEMENTS,
        /// Local sources.
        sources: Vec<SourceMatter> = SourceMatter::LIST,
    }
}

const ANNOTATIONS: Format<Vec<AnnotationMatter>> = Format {
    kind: Kind::Tables(AnnotationMatter::FIELDS),
    read: |reader, key, config| reader.tables(key, |table| Some(annotation(table, config))),
};

const STATEMENTS: Format<Vec<StatementMatter>> = Format {
    kind: Kind::Tables(StatementMatter::FIELDS),
    read: |reader, key, config| reader.tables(key, |table| StatementMatter::of(table, config)),
};

table! {
    /// One annotation.
    pub struct AnnotationMatter {
        /// What it annotates.
        selector: Selector = Selector::INSIDE,
        /// Id of the entity that the words name.
        entity: Option<Spanned<String>> = line(Kind::Entity),
        /// A note, in Markdown; it may hold mentions and links.
        note: Option<Prose> = PROSE,
        /// Kind of the note.
        kind: Option<Spanned<String>> = NOTE_KIND,
        /// One of the 13 W3C motivations; the default follows from `entity` and `note`.
        motivation: String = MOTIVATION,
        /// Id, for stable links: the fragment is `#note-ID`.
        id: Option<Spanned<String>> = FRAGMENT,
        /// The date that the words mean.
        date: Option<Spanned<PartialDate>> = DATE,
        /// Tags.
        tags: Vec<String> = TAGS,
        /// Who wrote it: the id or name of an entity, or any other name. Several are separated by `, `.
        creator: Option<String> = TEXT,
        /// When it was written.
        created: Option<Spanned<Moment>> = MOMENT,
        /// How certain it is.
        certainty: Option<Certainty> = choice::<Certainty>(),
        /// Ids of sources.
        sources: Vec<Spanned<String>> = words(Kind::Sources),
    }
    plain {
        /// Span of its table.
        span: Span,
        /// Whether Glossator exported it as an automatic mention, which name matching may find again.
        is_by_name: bool,
        /// Modification time.
        modified: Option<Spanned<Moment>>,
    }
    hints {
        "exact" => "`quote`",
        "text" => "`quote` for the words of the article, `note` for the remark",
        "body" => "`note`",
        "comment" => "`note`",
        "entities" => "`entity`, one for each annotation",
        "type" => "`kind`",
        "author" => "`creator`",
        "source" => "`sources`, a list",
    }
}

const NOTE_KIND: Format<Option<Spanned<String>>> = Format {
    kind: Kind::Choice(|config| config.note_kinds.iter().map(|(id, _)| id.clone()).collect()),
    read: |reader, key, config| {
        let kinds: Vec<(&str, ())> =
            config.note_kinds.iter().map(|(id, _)| (id.as_str(), ())).collect();
        reader.choice(key, &kinds).and_then(|()| reader.string(key))
    },
};

/// Empty if absent.
const MOTIVATION: Format<String> = Format {
    kind: Kind::Choice(|_| MOTIVATIONS.map(|(word, ())| word.to_owned()).to_vec()),
    read: |reader, key, _| {
        let is_known = reader.choice(key, &MOTIVATIONS).is_some();
        reader.text(key).filter(|_| is_known).unwrap_or_default()
    },
};

const TAGS: Format<Vec<String>> = Format {
    kind: Kind::Words,
    read: |reader, key, config| {
        let tags = (words(Kind::Words).read)(reader, key, config);
        tags.into_iter().map(|tag| tag.value).collect()
    },
};

/// The 13 motivations of the Web Annotation Vocabulary (W3C, 2017), section 3.3.
pub(crate) const MOTIVATIONS: [(&str, ()); 13] = [
    ("assessing", ()),
    ("bookmarking", ()),
    ("classifying", ()),
    ("commenting", ()),
    ("describing", ()),
    ("editing", ()),
    ("highlighting", ()),
    ("identifying", ()),
    ("linking", ()),
    ("moderating", ()),
    ("questioning", ()),
    ("replying", ()),
    ("tagging", ()),
];

fn annotation(mut reader: Reader<'_, '_>, config: &Config) -> AnnotationMatter {
    let mut matter = AnnotationMatter::read(&mut reader, config, &[]);
    let is_reported = matter.selector.is_reported(&mut reader);
    // a body of the wrong type was already reported, and is not an empty annotation
    let has_body = reader.node("entity").is_some() || reader.node("note").is_some();
    if !has_body && matter.tags.is_empty() && matter.motivation.is_empty() {
        reader.tell(empty(reader.path(), reader.span()));
    }
    if matter.entity.is_some() && matter.selector.quote.is_none() && !is_reported {
        reader.tell(entity_without_quote(reader.path(), reader.span()));
    }
    matter.span = reader.span();
    reader.finish(AnnotationMatter::HINTS, crate::parse::hints::PAGE_KEYS);
    if matter.motivation.is_empty() {
        matter.motivation = default_motivation(&matter).into();
    }
    matter
}

/// Default motivation for the content of an annotation.
pub(crate) fn default_motivation(annotation: &AnnotationMatter) -> &'static str {
    match (&annotation.entity, &annotation.note) {
        (Some(_), _) => "identifying",
        (None, None) if !annotation.tags.is_empty() => "tagging",
        (None, _) => "commenting",
    }
}

fn empty(path: &Path, span: Span) -> Diagnostic {
    Diagnostic::at(codes::ANNOTATION_EMPTY, path, span, "this annotation says nothing")
        .help("give it an `entity`, a `note`, or both")
}

fn entity_without_quote(path: &Path, span: Span) -> Diagnostic {
    let message = "this annotation has an `entity`, but no `quote`";
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, message)
        .help("add a `quote`; what the whole article is about goes into `about`")
}
