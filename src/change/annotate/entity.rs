//! Creates an entity in a file of its own.

use crate::base::Path;
use crate::base::slug::slug;
use crate::change::annotate::verify::{Goal, Intent};
use crate::change::annotate::{NewEntity, Refusal, View, fields, refusal};
use crate::data::Patch;
use crate::data::edit::{Literal, Syntax};
use crate::names::fold::fold;
use crate::parse::is_id;
use crate::site::Site;

/// Path and text of a new entity's file. An explicit `id` allows a name that another entity has.
///
/// *Errors*: unknown type, or id or name taken; the reason names the other entity.
pub fn new_entity(site: &Site, new: &NewEntity) -> Result<(Path, String), Refusal> {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    fields::line("name", &name)?;
    let Some(kind) = site.config.types.iter().find(|known| known.id == new.kind) else {
        let known: Vec<&str> = site.config.types.iter().map(|kind| kind.id.as_str()).collect();
        return Err(refusal::value_invalid("type", &format!("is not one of {}", known.join(", "))));
    };
    let id = new.id.clone().unwrap_or_else(|| slug(&name));
    if !is_id(&id) || id.len() > 200 {
        return Err(refusal::value_invalid(
            "id",
            "may only contain letters a to z, digits and `-`",
        ));
    }
    if let Some(taken) = site.names.by_id(&id) {
        return Err(refusal::id_taken(&id, site.names.entity(taken)));
    }
    for alias in &new.aliases {
        fields::line("aliases", alias)?;
    }
    for name in std::iter::once(&name).chain(&new.aliases).filter(|_| new.id.is_none()) {
        if let [first, ..] = site.names.named(&fold(name)) {
            return Err(refusal::name_taken(name, site.names.entity(*first)));
        }
    }
    let description = new.description.clone().unwrap_or_default();
    if !description.is_empty() {
        fields::line("description", &description)?;
    }
    let path = format!("content/entities/{}/{id}.md", kind.path);
    let path = Path::new(&path).ok_or_else(|| refusal::value_invalid("id", "is not valid"))?;
    let literal = |literal: Literal| literal.write(Syntax::Toml, "");
    let text = format!(
        "+++\nname = {}\ntype = {}\naliases = {}\ndescription = {}\n+++\n\n",
        literal(Literal::Text(name)),
        literal(Literal::Text(kind.id.clone())),
        literal(Literal::Words(new.aliases.clone())),
        literal(Literal::Text(description)),
    );
    Ok((path, text))
}

/// Performs the action.
pub(crate) fn create(view: View<'_>, new: &NewEntity) -> Result<Intent, Refusal> {
    let (path, text) = new_entity(view.site, new)?;
    let bundle = Path::new(&format!("{}/{}/index.md", path.folder(), path.stem()));
    if let Some(taken) = [Some(&path), bundle.as_ref()]
        .into_iter()
        .flatten()
        .find(|path| view.tree.contains_key(*path))
    {
        return Err(refusal::file_taken(taken));
    }
    let goal = Goal::Entity { id: path.stem().to_owned() };
    let patch = Patch { created: [(path, text)].into(), ..Patch::default() };
    Ok(Intent { patch, goal })
}
