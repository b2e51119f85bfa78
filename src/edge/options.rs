//! Command-line options, and the outcomes of commands.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Flags of all commands.
#[derive(Clone, Debug, Args)]
pub(crate) struct Options {
    /// Folder of the site; by default the nearest one with a glossator.toml, from here upwards
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Configuration file, relative to the site
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) config: Option<String>,
    /// Output folder; overrides the configuration
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// URL of the published site; overrides the configuration
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Include drafts
    #[arg(long, global = true)]
    pub(crate) drafts: bool,
    /// Include articles dated in the future
    #[arg(long, global = true)]
    pub(crate) future: bool,
    /// Skip the search index
    #[arg(long, global = true)]
    pub(crate) no_search: bool,
    /// Also write compressed copies of text files: `.gz` and `.br`
    #[arg(long, global = true)]
    pub(crate) compress: bool,
    /// Write into a folder that has other files (which are kept)
    #[arg(short, long, global = true)]
    pub(crate) force: bool,
    /// Format of diagnostics
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    /// Treat warnings as errors
    #[arg(long, global = true, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Print only diagnostics
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Print more about what is done
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

/// What `--deny` turns into errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Every warning.
    Warnings,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// If the terminal supports them.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Format of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With source excerpts.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON object per line.
    Json,
    /// One SARIF 2.1.0 document.
    Sarif,
    /// GitHub workflow commands, shown next to the lines.
    Github,
}

impl Format {
    /// Whether the output is machine-readable, so that nothing else may be printed.
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
    /// Poll for changes: for network file systems, which do not report them
    #[arg(long)]
    pub(crate) poll: bool,
    /// Annotate in the browser: select text and say who or what it names
    #[arg(long)]
    pub(crate) edit: bool,
    /// Let other machines edit, too: with `--interface`
    #[arg(long, requires = "edit")]
    pub(crate) allow_remote_edit: bool,
}

/// Flags of `fix`.
#[derive(Clone, Debug, Args)]
pub(crate) struct FixOptions {
    /// Articles, or annotations as in messages (FILE:LINE); by default all articles
    pub(crate) files: Vec<PathBuf>,
    /// Write the changes
    #[arg(long)]
    pub(crate) write: bool,
    /// Keep moved annotations at their present place: write context for it, and nothing else
    #[arg(long, conflicts_with = "against")]
    pub(crate) accept: bool,
    /// Add context to annotations that depend on `occurrence` alone
    #[arg(long)]
    pub(crate) contexts: bool,
    /// Compare with this Git revision instead of the last good build
    #[arg(long, value_name = "GIT-REV")]
    pub(crate) against: Option<String>,
}

/// Flags of `suggest`.
#[derive(Clone, Debug, Args)]
pub(crate) struct SuggestOptions {
    /// Articles to search; by default all
    pub(crate) files: Vec<PathBuf>,
    /// Add the entities to the lists of the articles
    #[arg(long)]
    pub(crate) write: bool,
    /// Only these entities, by id
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    pub(crate) only: Vec<String>,
    /// Exclude these entities, by id
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    pub(crate) except: Vec<String>,
    /// Number of names without an entity to print
    #[arg(long, default_value_t = 30, value_name = "COUNT")]
    pub(crate) names: usize,
}

/// Flags of `templates`.
#[derive(Clone, Debug, Args)]
pub(crate) struct TemplatesOptions {
    /// Names of files to print; by default lists all
    pub(crate) names: Vec<String>,
    /// Copy the files into the site instead of printing them; existing files need --force
    #[arg(long, requires = "names")]
    pub(crate) copy: bool,
}

/// Arguments of `rename`.
#[derive(Clone, Debug, Args)]
pub(crate) struct RenameOptions {
    /// Id of an entity, or path of a file or folder below content/
    pub(crate) old: String,
    /// New id or path
    pub(crate) new: String,
    /// Merge the entity OLD into the entity NEW
    #[arg(long)]
    pub(crate) merge: bool,
    /// With --merge: discard data that OLD has and NEW does not
    #[arg(long, requires = "merge")]
    pub(crate) drop: bool,
    /// Apply the changes; by default they are only shown
    #[arg(long)]
    pub(crate) write: bool,
}

/// How a command ended, unless it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Success.
    Good,
    /// The site has errors.
    Errors,
}
