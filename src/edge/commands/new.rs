//! `new`: an article, page or entity with its front matter in place.

use std::fs;
use std::path::PathBuf;

use crate::base::slug::slug;
use crate::edge::cli::{Options, Outcome};
use crate::edge::site::Place;
use crate::edge::{Failure, terminal};

/// Makes a file and prints its path; never writes over one.
pub(crate) fn new(kind: &str, title: &str, options: &Options) -> Result<Outcome, Failure> {
    let place = Place::find(options)?;
    let config = place.read()?.model.value.site.config;
    let quoted = toml::Value::String(title.to_string()).to_string();
    let name = slug(title);
    let (path, text) = match kind {
        "article" => {
            let date = place.settings.today;
            let text = format!(
                "+++\ntitle = {quoted}\ndate = {date}\ndraft = true\ndescription = \"\"\nauthors = []\ntags = []\nentities = []\n+++\n\n"
            );
            (format!("content/articles/{name}.md"), text)
        }
        "page" => (format!("content/{name}.md"), format!("+++\ntitle = {quoted}\n+++\n\n")),
        _ => {
            let Some(known) = config.types.iter().find(|known| known.id == kind) else {
                let types: Vec<&str> = config.types.iter().map(|known| known.id.as_str()).collect();
                let message = format!(
                    "`{kind}` is no kind of file; there are article, page, {}",
                    types.join(", ")
                );
                return Err(Failure::Usage(message));
            };
            let text = format!(
                "+++\nname = {quoted}\ntype = \"{kind}\"\naliases = []\ndescription = \"\"\n+++\n\n"
            );
            (format!("content/entities/{}/{name}.md", known.path), text)
        }
    };
    let target: PathBuf = place.root.join(&path);
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::Exists(target.clone()),
        _ => Failure::write(&target, &error),
    };
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    let mut file = fs::File::create_new(&target).map_err(failed)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    terminal::data(&path);
    Ok(Outcome::Good)
}
