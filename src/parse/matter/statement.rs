//! Statements: who said what, in whose words, and a fact-check of it.

use crate::base::{PartialDate, Span, Spanned};
use crate::data::Reader;
use crate::parse::Prose;
use crate::parse::format::{
    Choice, DATE, FRAGMENT, PROSE, REQUIRED_TEXT, WEB, choice, line, words,
};
use crate::parse::hints::PAGE_KEYS;
use crate::parse::matter::{Certainty, Selector};
use crate::parse::table::{Format, Kind, table};
use crate::source::Config;

table! {
    /// A statement: who said what.
    pub struct StatementMatter {
        /// The text of the statement.
        selector: Selector = Selector::INSIDE,
        /// The person or organization whose position it is: entity id or name.
        speaker: Option<Spanned<String>> = line(Kind::Agent),
        /// Whose words they are, if not the speaker's.
        words_of: Option<Spanned<String>> = line(Kind::Agent),
        /// `direct` or `indirect`; default: direct if the quotation contains quotation marks or stands between them.
        is_direct as "kind": Option<bool> = DIRECTNESS,
        /// Source ids, entity ids, or `own`.
        sources: Vec<Spanned<String>> = words(Kind::Sources),
        /// Attribution in the text; default: stated if there are sources, otherwise unattributed.
        attribution: Option<Attribution> = choice::<Attribution>(),
        /// Ids of the entities it is about.
        about: Vec<Spanned<String>> = words(Kind::Entities),
        /// Date of the statement.
        date: Option<Spanned<PartialDate>> = DATE,
        /// How certain it is.
        certainty: Option<Certainty> = choice::<Certainty>(),
        /// A note, in Markdown.
        note: Option<Prose> = PROSE,
        /// Id, for stable links: the fragment is `#statement-ID`.
        id: Option<Spanned<String>> = FRAGMENT,
        /// Its fact-check.
        review: Option<ReviewMatter> = REVIEW,
    }
    plain {
        /// Span of its table.
        span: Span,
    }
    hints {
        "exact" => "`quote`",
        "text" => "`quote`",
        "comment" => "`note`",
        "who" => "`speaker`",
        "source" => "`sources`, a list",
        "type" => "`kind`",
    }
}

table! {
    /// A fact-check of a statement (schema.org ClaimReview).
    pub struct ReviewMatter {
        /// Rating.
        rating: String = REQUIRED_TEXT,
        /// Web address.
        url: Option<Spanned<String>> = REQUIRED_WEB,
        /// Reviewer.
        by: Option<Spanned<String>> = line(Kind::Line),
        /// Date.
        date: Option<Spanned<PartialDate>> = DATE,
    }
}

const DIRECTNESS: Format<Option<bool>> = Format {
    kind: Kind::Choice(|_| vec!["direct".to_owned(), "indirect".to_owned()]),
    read: |reader, key, _| reader.choice(key, &[("direct", true), ("indirect", false)]),
};

const REVIEW: Format<Option<ReviewMatter>> = Format {
    kind: Kind::Table(ReviewMatter::FIELDS),
    read: |reader, key, config| Some(ReviewMatter::whole(reader.table(key)?, config)),
};

const REQUIRED_WEB: Format<Option<Spanned<String>>> = Format {
    kind: Kind::Web,
    read: |reader, key, config| {
        if reader.node(key).is_none() {
            reader.required(key);
        }
        (WEB.read)(reader, key, config)
    },
};

/// How the text attributes a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribution {
    /// The text names the speaker.
    Stated,
    /// The speaker follows from the text.
    Inferred,
    /// “Reportedly”: no speaker named.
    Unattributed,
}

impl Choice for Attribution {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("stated", Self::Stated),
        ("inferred", Self::Inferred),
        ("unattributed", Self::Unattributed),
    ];
}

impl StatementMatter {
    /// Reads a statement; `None` without a quote.
    pub(crate) fn of(mut reader: Reader<'_, '_>, config: &Config) -> Option<Self> {
        let mut matter = Self::read(&mut reader, config, &[]);
        if !matter.selector.is_reported(&mut reader) && matter.selector.quote.is_none() {
            reader.required("quote");
        }
        matter.span = reader.span();
        reader.finish(Self::HINTS, PAGE_KEYS);
        matter.selector.quote.is_some().then_some(matter)
    }
}
