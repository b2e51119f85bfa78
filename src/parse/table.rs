//! Tables that authors write, each declared once.
//!
//! `table!` declares a struct. Each of its fields is a key, or `as "…"` the key of another name; its doc comment is also
//! the text of the reference; after `=` stands its [`Format`]: how the value is read, and its [`Kind`], which describes
//! it to the editor, the schemas and the reference. Fields under `plain` are not keys. `hints` are keys of other tools.
//!
//! From this come the struct, `FIELDS` (all keys), `read` (takes the keys out of a [`Reader`], in order) and `INSIDE` (a
//! format that reads the keys as keys of the table around it). Rules about several keys are functions after reading.

#[cfg(test)]
mod tests;

use crate::data::Reader;
use crate::source::Config;

/// A key of a table. The text and the inner tables are for the schemas and the reference, which tests keep equal.
#[cfg_attr(not(test), allow(dead_code))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The key, or the name of the inner struct ([`Kind::Inside`]).
    pub(crate) key: &'static str,
    /// What it means, in one line.
    pub(crate) doc: &'static str,
    /// What values it takes.
    pub(crate) kind: Kind,
}

/// How a value is read, and its kind. The function reports an invalid value and returns the default.
pub(crate) struct Format<T> {
    pub(crate) kind: Kind,
    pub(crate) read: fn(&mut Reader<'_, '_>, &'static str, &Config) -> T,
}

/// What values a key takes.
#[cfg_attr(not(test), allow(dead_code))]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// One line of text.
    Line,
    /// Markdown.
    Prose,
    /// The id of a note or statement.
    Fragment,
    /// An id.
    Id,
    /// The id of an entity.
    Entity,
    /// Ids of entities.
    Entities,
    /// The id of an entity, or a name.
    Agent,
    /// The same, several times.
    Agents,
    /// The id of a source or entity.
    Source,
    /// Ids of sources or entities.
    Sources,
    /// Strings.
    Words,
    /// One of some words, which may depend on the configuration.
    Choice(fn(&Config) -> Vec<String>),
    /// A partial date (EDTF).
    Date,
    /// A date, or a date and time.
    Moment,
    /// An `http` or `https` address.
    Web,
    /// `true` or `false`.
    Truth,
    /// A whole number.
    Number,
    /// A table.
    Table(&'static [Field]),
    /// A list of tables.
    Tables(&'static [Field]),
    /// Keys of the same table that a struct of its own holds.
    Inside(&'static [Field]),
    /// Anything else, in words.
    #[cfg_attr(not(test), allow(dead_code))]
    Other(&'static str),
}

/// All keys, including those that an inner struct holds.
pub(crate) fn keys(fields: &'static [Field]) -> Vec<Field> {
    let keys = fields.iter().flat_map(|field| match field.kind {
        Kind::Inside(inner) => keys(inner),
        _ => vec![*field],
    });
    keys.collect()
}

macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

macro_rules! table {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[doc = $doc:literal])+ $field:ident $(as $key:literal)?: $type:ty = $format:expr, )*
        }
        $( plain { $( $(#[$plain_meta:meta])* $plain:ident: $plain_type:ty, )* } )?
        $( hints { $( $wrong:literal => $instead:literal, )* } )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: $type, )*
            $( $( $(#[$plain_meta])* pub $plain: $plain_type, )* )?
        }

        #[allow(dead_code)]
        impl $name {
            /// Its keys.
            pub(crate) const FIELDS: &'static [$crate::parse::table::Field] = &[
                $( $crate::parse::table::Field {
                    key: $crate::parse::table::key!($field $($key)?),
                    doc: concat!($($doc),+),
                    kind: $format.kind,
                } ),*
            ];

            /// Keys of other tools, and what to use instead.
            pub(crate) const HINTS: &'static [$crate::data::Hint] =
                &[ $( $( ($wrong, $instead) ),* )? ];

            /// Reads its keys where they are keys of the table around it.
            pub(crate) const INSIDE: $crate::parse::table::Format<Self> =
                $crate::parse::table::Format {
                    kind: $crate::parse::table::Kind::Inside(Self::FIELDS),
                    read: |reader, _, config| Self::read(reader, config, &[]),
                };

            /// Reads its keys except some; fields under `plain` get their default.
            pub(crate) fn read(
                reader: &mut $crate::data::Reader<'_, '_>,
                config: &$crate::source::Config,
                except: &[&str],
            ) -> Self {
                Self {
                    $( $field: {
                        let key = $crate::parse::table::key!($field $($key)?);
                        match except.contains(&key) {
                            true => Default::default(),
                            false => ($format.read)(reader, key, config),
                        }
                    }, )*
                    $( $( $plain: Default::default(), )* )?
                }
            }

            /// Reads a table whose keys are all known.
            pub(crate) fn whole(
                mut reader: $crate::data::Reader<'_, '_>,
                config: &$crate::source::Config,
            ) -> Self {
                let table = Self::read(&mut reader, config, &[]);
                reader.finish(Self::HINTS, $crate::parse::hints::PAGE_KEYS);
                table
            }
        }
    };
}

pub(crate) use {key, table};
