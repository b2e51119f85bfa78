//! `init`: a small site that shows the three ways to mention, and a note.

use std::fs;
use std::path::Path;

use crate::edge::cli::{Options, Outcome};
use crate::edge::{Failure, terminal};

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

/// Writes a small site into a folder; one that is not empty is refused, and no file is ever written over.
pub(crate) fn init(dir: &Path, options: &Options) -> Result<Outcome, Failure> {
    let is_empty = fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !options.force {
        return Err(Failure::NotEmpty(dir.to_path_buf()));
    }
    for (path, text) in FILES {
        let target = dir.join(path);
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Failure::Exists(target.clone()),
            _ => Failure::write(&target, &error),
        };
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let mut file = fs::File::create_new(&target).map_err(failed)?;
        std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    }
    if !options.quiet {
        let dir = dir.display();
        terminal::say(&format!(
            "a new site is in {dir}; show it with `glossator -r {dir} serve --open`"
        ));
    }
    Ok(Outcome::Good)
}
