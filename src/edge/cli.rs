//! Arguments to exit status.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::edge::commands;
use crate::edge::terminal::{self, Format};

/// Annotated Markdown in, a cross-linked static site out.
#[derive(Debug, Parser)]
#[command(name = "glossator", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

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

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new site in a folder
    Init {
        /// The folder
        dir: PathBuf,
    },
    /// Make a new article, page or entity, and print its path
    New {
        /// article, page, person, organization, place, event, work, or a type of the configuration
        kind: String,
        /// Title or name
        title: String,
    },
    /// Build the site
    Build,
    /// Look for problems without writing anything
    Check,
    /// Show the site in a browser and follow changes
    Serve(ServeOptions),
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
}

/// How a command ended, when nothing stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Good,
    /// The site has errors.
    Errors,
}

/// Runs the program: 0; 1 the site has errors; 2 usage, or a file system or port that refuses.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.options.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let result = match &cli.command {
        Command::Init { dir } => commands::init(dir, &cli.options),
        Command::New { kind, title } => commands::new(kind, title, &cli.options),
        Command::Build => commands::build(&cli.options),
        Command::Check => commands::check(&cli.options),
        Command::Serve(serve) => commands::serve(serve, &cli.options),
    };
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(failure) => {
            terminal::fail(&failure);
            ExitCode::from(2)
        }
    }
}
