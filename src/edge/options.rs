//! What the caller wants, and how it ended.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Flags that every command takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Options {
    /// Folder of the site; by default the nearest one above with a glossator.toml
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Configuration file, in the site
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) config: Option<String>,
    /// Folder that is written, in place of the configuration's
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Address the site is published at, in place of the configuration's
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Include drafts
    #[arg(long, global = true)]
    pub(crate) drafts: bool,
    /// Include articles dated in the future
    #[arg(long, global = true)]
    pub(crate) future: bool,
    /// Make no search index
    #[arg(long, global = true)]
    pub(crate) no_search: bool,
    /// Write files of text packed, too: `.gz` and `.br` beside each
    #[arg(long, global = true)]
    pub(crate) compress: bool,
    /// Write into a folder that holds other files (which stay)
    #[arg(short, long, global = true)]
    pub(crate) force: bool,
    /// How diagnostics are printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    /// Treat warnings as errors
    #[arg(long, global = true, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Print nothing but diagnostics
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Print what is done, too
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

/// What `--deny` makes an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Every warning.
    Warnings,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// Where the terminal has them.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With source line and caret.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 document.
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines.
    Github,
}

impl Format {
    /// Whether nothing else may stand in the stream.
    pub(crate) fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

/// Flags of `serve`.
#[derive(Clone, Debug, Args)]
pub(crate) struct ServeOptions {
    /// Port; by default 1111 or the next free one
    #[arg(short, long)]
    pub(crate) port: Option<u16>,
    /// Address to listen on
    #[arg(short, long, default_value = "127.0.0.1")]
    pub(crate) interface: std::net::IpAddr,
    /// Open the browser
    #[arg(short = 'O', long)]
    pub(crate) open: bool,
    /// Ask for changes again and again: for network file systems, which do not tell of them
    #[arg(long)]
    pub(crate) poll: bool,
    /// Annotate in the browser: select words, say who or what they are
    #[arg(long)]
    pub(crate) edit: bool,
    /// Let other machines edit, too: with `--interface`
    #[arg(long, requires = "edit")]
    pub(crate) allow_remote_edit: bool,
}

/// Flags of `fix`.
#[derive(Clone, Debug, Args)]
pub(crate) struct FixOptions {
    /// Articles to look at, or annotations as messages name them (FILE:LINE); all, if none is named
    pub(crate) files: Vec<PathBuf>,
    /// Write the changes
    #[arg(long)]
    pub(crate) write: bool,
    /// Keep annotations that moved where they stand now: write context for these places, and nothing else
    #[arg(long, conflicts_with = "against")]
    pub(crate) accept: bool,
    /// Add context to annotations that rest on `occurrence` alone
    #[arg(long)]
    pub(crate) contexts: bool,
    /// Compare with the texts of this Git revision, in place of those of the last good build
    #[arg(long, value_name = "GIT-REV")]
    pub(crate) against: Option<String>,
}

/// Flags of `suggest`.
#[derive(Clone, Debug, Args)]
pub(crate) struct SuggestOptions {
    /// Articles to look at; all, if none is named
    pub(crate) files: Vec<PathBuf>,
    /// Add the entities to what the articles list
    #[arg(long)]
    pub(crate) write: bool,
    /// Only these entities, by id
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    pub(crate) only: Vec<String>,
    /// Not these entities, by id
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    pub(crate) except: Vec<String>,
    /// How many of the names that no entity has
    #[arg(long, default_value_t = 30, value_name = "COUNT")]
    pub(crate) names: usize,
}

/// Flags of `templates`.
#[derive(Clone, Debug, Args)]
pub(crate) struct TemplatesOptions {
    /// Names of files to print; without one, all are listed
    pub(crate) names: Vec<String>,
    /// Copy the files into the site, in place of printing them; over no file without --force
    #[arg(long, requires = "names")]
    pub(crate) copy: bool,
}

/// What `rename` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct RenameOptions {
    /// Id of an entity, or path of a file or folder below content/
    pub(crate) old: String,
    /// The new id, or the new path
    pub(crate) new: String,
    /// Merge the entity OLD into the entity NEW
    #[arg(long)]
    pub(crate) merge: bool,
    /// With --merge: give up what OLD says and NEW does not
    #[arg(long, requires = "merge")]
    pub(crate) drop: bool,
    /// Do it; without this flag the changes are only shown
    #[arg(long)]
    pub(crate) write: bool,
}

/// How a command ended, when nothing stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Good,
    /// The site has errors.
    Errors,
}
