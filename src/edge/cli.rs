//! Arguments to exit status.

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
    /// Mend annotations whose words changed
    Fix(FixOptions),
    /// Find names that articles do not list, and names that no entity has
    Suggest(SuggestOptions),
    /// Show the site in a browser and follow changes
    Serve(ServeOptions),
    /// List the files of the built-in theme, or copy them out to change them
    Templates(TemplatesOptions),
    /// Print a script that completes commands and flags in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Give an entity or a file another name, and mend everything that names it
    Rename(RenameOptions),
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
