//! `templates`: lists, prints and copies the files of the built-in theme; `completions`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::nearest::nearest;
use crate::edge::options::{Options, Outcome, TemplatesOptions};
use crate::edge::site::Place;
use crate::edge::{Failure, commands, terminal};
use crate::pages::render;

/// Prints a completion script for a shell.
pub(crate) fn completions(
    shell: clap_complete::Shell,
    command: &mut clap::Command,
) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "glossator", &mut script);
    terminal::data(String::from_utf8_lossy(&script).trim_end());
    Ok(Outcome::Good)
}

/// Lists the files of the built-in theme and the paths for a site's own; with names, prints or copies them. Copies
/// nothing if a file exists, unless forced.
pub(crate) fn templates(wanted: &TemplatesOptions, options: &Options) -> Result<Outcome, Failure> {
    let root = Place::find(options)?.root;
    if wanted.names.is_empty() {
        list(&root);
        return Ok(Outcome::Good);
    }
    let named: Vec<(String, &str)> =
        wanted.names.iter().map(|name| named(name)).collect::<Result<_, _>>()?;
    if !wanted.copy {
        for (_, text) in named {
            terminal::data(text.trim_end());
        }
        return Ok(Outcome::Good);
    }
    let targets: Vec<(PathBuf, &str)> =
        named.iter().map(|(name, text)| (root.join(place(name)), *text)).collect();
    if !options.force
        && let Some((taken, _)) = targets.iter().find(|(path, _)| exists(path))
    {
        let line = format!("{} already exists; overwrite it with --force", taken.display());
        return Err(Failure::Usage(line));
    }
    for (path, text) in &targets {
        if exists(path) {
            fs::write(path, text).map_err(Failure::writing(path))?;
        } else {
            commands::create(path, text)?;
        }
    }
    for (name, _) in &named {
        terminal::data(&place(name));
    }
    if let Some((name, _)) = named.iter().find(|(name, _)| name.ends_with(".html")) {
        let line = "to change only part of a template, keep the block that you change, and begin the file with";
        terminal::remark(options, line);
        terminal::remark(options, &format!("{{% extends \"default/{name}\" %}}"));
    }
    Ok(Outcome::Good)
}

fn list(root: &Path) {
    let files: Vec<String> = render::files().map(|(name, _)| name).collect();
    let width = files.iter().map(String::len).max().unwrap_or(0);
    for name in files {
        let place = place(&name);
        let state = if exists(&root.join(&place)) { "the site’s own" } else { "built in" };
        terminal::data(&format!("{name:width$}  {state:14}  {place}"));
    }
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The path of a site's own file with a name.
fn place(name: &str) -> String {
    let folder = match name.rsplit('.').next() {
        Some("html") => "templates",
        Some("ftl") => "strings",
        _ => "static",
    };
    format!("{folder}/{name}")
}

/// A file of the theme by name, with or without its folder.
fn named(wanted: &str) -> Result<(String, &'static str), Failure> {
    let found = render::files().find(|(name, _)| name == wanted || place(name) == wanted);
    found.ok_or_else(|| {
        let names: Vec<String> = render::files().map(|(name, _)| name).collect();
        let close = nearest(wanted, names.iter().map(String::as_str));
        let meant = close.map_or(String::new(), |close| format!("; did you mean `{close}`?"));
        Failure::Usage(format!("the theme has no file `{wanted}`{meant}"))
    })
}
