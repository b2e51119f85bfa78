//! `new`: creates an article, page or entity with front matter.

use crate::base::nearest::nearest;
use crate::base::slug::slug;
use crate::change::annotate::{NewEntity, Refusal, new_entity};
use crate::edge::options::{Options, Outcome};
use crate::edge::site::Place;
use crate::edge::{Failure, commands, terminal};
use crate::source::Config;

/// Creates a file and prints its path; never overwrites a file.
pub(crate) fn new(kind: &str, title: &str, options: &Options) -> Result<Outcome, Failure> {
    let place = Place::find(options)?;
    let site = place.read()?.model.value.site;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::Usage("a title needs at least one letter".into()));
    }
    let quoted = toml::Value::String(title.clone()).to_string();
    let name = slug(&title);
    let (path, text) = match kind {
        "article" => (format!("content/articles/{name}.md"), article(&quoted, &place)),
        "page" => (format!("content/{name}.md"), format!("+++\ntitle = {quoted}\n+++\n\n")),
        _ => {
            let known = site.config.types.iter().find(|known| known.id == kind);
            let known = known.ok_or_else(|| no_kind(kind, &site.config))?;
            // with an explicit id it may share a name
            let (id, kind) = (Some(name), known.id.clone());
            let new = NewEntity { name: title, kind, id, ..NewEntity::default() };
            let refused = |refusal: Refusal| Failure::Usage(refusal.message);
            let (path, text) = new_entity(&site, &new).map_err(refused)?;
            (path.to_string(), text)
        }
    };
    commands::create(&place.root.join(&path), &text)?;
    terminal::data(&path);
    Ok(Outcome::Good)
}

fn article(quoted: &str, place: &Place) -> String {
    let date = place.settings.today;
    format!(
        "+++\ntitle = {quoted}\ndate = {date}\ndescription = \"\"\nauthors = []\ntags = []\nentities = []\n+++\n\n"
    )
}

fn no_kind(kind: &str, config: &Config) -> Failure {
    let mut known = vec!["article", "page"];
    known.extend(config.types.iter().map(|known| known.id.as_str()));
    let hint = match nearest(kind, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known kinds are {}", known.join(", ")),
    };
    Failure::Usage(format!("`{kind}` is not a kind of file; {hint}"))
}
