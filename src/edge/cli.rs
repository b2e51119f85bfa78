//! Command line: parses arguments, runs a command, returns the exit status.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::edge::options::{
    Color, FixOptions, Options, Outcome, RenameOptions, ServeOptions, SuggestOptions,
    TemplatesOptions,
};
use crate::edge::{commands, terminal};

/// Annotated Markdown in, a cross-linked static site out.
#[derive(Debug, Parser)]
#[command(name = "glossator", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create a new site in a folder
    Init {
        /// The folder
        dir: PathBuf,
    },
    /// Create an article, page or entity, and print its path
    New {
        /// article, page, person, organization, place, event, work, or a type from the configuration
        kind: String,
        /// Title or name
        title: String,
    },
    /// Build the site
    Build,
    /// Check the site without writing anything
    Check,
    /// Repair annotations whose text changed
    Fix(FixOptions),
    /// Suggest entities that articles could list, and names without an entity
    Suggest(SuggestOptions),
    /// Serve the site locally and follow changes
    Serve(ServeOptions),
    /// List the files of the built-in theme, or copy them for changes
    Templates(TemplatesOptions),
    /// Print a shell script that completes commands and flags
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Rename an entity or a file, and update every reference to it
    Rename(RenameOptions),
}

/// Runs the program. Exit status: 0 success; 1 errors in the site; 2 usage, file system or port errors.
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
        Command::Fix(fix) => commands::fix(fix, &cli.options),
        Command::Suggest(suggest) => commands::suggest(suggest, &cli.options),
        Command::Serve(serve) => commands::serve(serve, &cli.options),
        Command::Templates(templates) => commands::templates(templates, &cli.options),
        Command::Completions { shell } => {
            commands::completions(*shell, &mut <Cli as clap::CommandFactory>::command())
        }
        Command::Rename(rename) => commands::rename(rename, &cli.options),
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
