//! `init`: a small example site with the three forms of mention, and a note.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::edge::options::{Options, Outcome};
use crate::edge::{Failure, commands, terminal};

const FILES: &[(&str, &str)] = &[
    (
        "glossator.toml",
        "title = \"A new site\"\ndescription = \"Articles in which every name has a page\"\nlanguage = \"en\"\n\
         # base_url = \"https://example.org/\"   # where it is published; without it all links are relative\n\n\
         menu = [{ name = \"About\", url = \"@/about.md\" }]\n",
    ),
    (
        "content/about.md",
        "+++\ntitle = \"About\"\n+++\n\nWho writes here, and how to read the marks.\n",
    ),
    (
        "content/articles/the-analytical-engine.md",
        r#"+++
title = "The notes on the Analytical Engine"
date = 2025-01-15
description = "How a translator’s notes became longer than the text"
tags = ["computing"]
entities = ["ada-lovelace", "charles-babbage", "london"]

[[annotations]]
quote = "longer than the paper itself"
note = "A note is written in *Markdown*, here in the front matter: the text stays untouched."
kind = "context"
+++

Ada Lovelace translated a paper on a machine that was never finished. Her notes are
longer than the paper itself.

The machine was to be built in London by Charles Babbage. An inline mention names
somebody in other words: [the translator](@ada-lovelace).
"#,
    ),
    (
        "content/entities/people/ada-lovelace.md",
        "+++\nname = \"Ada Lovelace\"\naliases = [\"Lovelace\"]\nborn = 1815-12-10\ndied = 1852-11-27\n\
         description = \"Mathematician and writer\"\n+++\n\nA profile is Markdown too, with links to others: [[charles-babbage|Babbage]].\n",
    ),
    (
        "content/entities/people/charles-babbage.md",
        "+++\nname = \"Charles Babbage\"\naliases = [\"Babbage\"]\nborn = 1791-12-26\ndied = 1871-10-18\n\
         description = \"Mathematician and engineer\"\n+++\n",
    ),
    (
        "content/entities/places/london.md",
        "+++\nname = \"London\"\ncoordinates = [51.507, -0.128]\ndescription = \"Capital of the United Kingdom\"\n+++\n",
    ),
    (".gitignore", "/public\n"),
];

/// Writes a small site into a folder. Refuses a folder that is not empty; never overwrites a file.
pub(crate) fn init(dir: &Path, options: &Options) -> Result<Outcome, Failure> {
    let is_empty = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == ErrorKind::NotFound => true,
        Err(error) => return Err(Failure::reading(dir)(error)),
    };
    if !is_empty && !options.force {
        return Err(Failure::NotEmpty(dir.to_path_buf()));
    }
    let mut targets = FILES.iter().map(|(path, _)| dir.join(path));
    if let Some(taken) = targets.find(|target| fs::symlink_metadata(target).is_ok()) {
        return Err(Failure::Exists(taken));
    }
    for (path, text) in FILES {
        commands::create(&dir.join(path), text)?;
    }
    let shown = dir.display().to_string();
    let shown = if shown.contains(|c: char| c.is_whitespace() || "'\"$&;()*?".contains(c)) {
        format!("\"{shown}\"")
    } else {
        shown
    };
    terminal::remark(options, &format!("created a new site in {shown}\n"));
    terminal::remark(options, &format!("  cd {shown}"));
    terminal::remark(options, "  glossator serve --open              shows it in a browser");
    terminal::remark(options, "  glossator new article \"A title\"     makes an article");
    terminal::remark(options, "  glossator build                     writes it to public/");
    Ok(Outcome::Good)
}
