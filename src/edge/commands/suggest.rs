//! `suggest`: entities that articles could list, and names without an entity.

use std::collections::BTreeMap;

use serde_json::json;

use crate::base::{Path, Span};
use crate::change::suggest::{Doubt, Proposed, Suggestion};
use crate::data::Patch;
use crate::edge::commands::sources::{self, counted, position};
use crate::edge::disk;
use crate::edge::options::{Options, Outcome, SuggestOptions};
use crate::edge::site::{Place, Read};
use crate::edge::{Failure, terminal};
use crate::names::EntityIx;
use crate::pipeline::{self, Suggestions};

/// Maximum number of forms of an entity on a line.
const MOST_FORMS: usize = 4;

/// Prints suggestions for articles; with `--write`, adds them.
pub(crate) fn suggest(suggest: &SuggestOptions, options: &Options) -> Result<Outcome, Failure> {
    let place = Place::find(options)?;
    let read = place.read()?;
    let only = sources::named(&suggest.files, &place)?;
    let names = &read.model.value.site.names;
    for id in suggest.only.iter().chain(&suggest.except) {
        if names.by_id(id).is_none() {
            return Err(Failure::Usage(format!("no entity has the id `{id}`")));
        }
    }
    let mut found = pipeline::suggestions(&read.model.value, &only, suggest.names);
    let id = |entity: EntityIx| names.entity(entity).id.to_string();
    let is_wanted = |entity: EntityIx| {
        let id = id(entity);
        (suggest.only.is_empty() || suggest.only.contains(&id)) && !suggest.except.contains(&id)
    };
    for article in &mut found.articles {
        article.proposed.retain(|proposed| is_wanted(proposed.entity));
        article.doubtful.retain(|(proposed, _)| is_wanted(proposed.entity));
    }
    found.articles.retain(|it| !it.is_empty());
    let mut added = 0;
    let mut patch = Patch::default();
    let mut diffs: BTreeMap<&Path, String> = BTreeMap::new();
    let accepted = pipeline::accept(&read.model.value, &found.articles);
    for (suggestion, accepted) in found.articles.iter().zip(accepted) {
        let Some(accepted) = accepted else { continue };
        let path = accepted.edits.keys().map(|path| format!("  {path}\n"));
        diffs.insert(&suggestion.article, path.collect::<String>() + &accepted.diff(&read.tree));
        added += suggestion.proposed.len();
        patch.add_edits(accepted);
    }
    let n_files = patch.edits.len();
    if suggest.write && n_files > 0 {
        let attempt = sources::attempt(patch, &place, &read)?;
        disk::sources::change(&place.root, &attempt.patch)?;
    }
    if options.format.is_data() {
        terminal::data(&as_json(&found, &read))
    } else {
        for article in &found.articles {
            let diff = diffs.get(&article.article).filter(|_| suggest.write);
            terminal::data(&as_text(article, &read, diff.map_or("", String::as_str)));
        }
        print_unknown(&found, &read);
    }
    terminal::remark(options, &summary(&found, added, n_files, suggest.write));
    Ok(Outcome::Good)
}

fn as_text(suggestion: &Suggestion, read: &Read, diff: &str) -> String {
    let names = &read.model.value.site.names;
    let path = &suggestion.article;
    let mut out = format!("{path}\n");
    let width = suggestion.proposed.iter().map(|it| names.entity(it.entity).id.len()).max();
    for proposed in &suggestion.proposed {
        let entity = names.entity(proposed.entity);
        let forms = proposed.forms.iter().take(MOST_FORMS).map(|(form, _)| format!("`{form}`"));
        let more = if proposed.forms.len() > MOST_FORMS { ", …" } else { "" };
        let (line, column) = position(read, path, proposed.span);
        out.push_str(&format!(
            "  {:<width$}  {:>4} ×  {}{more}  {path}:{line}:{column}\n",
            entity.id,
            proposed.places.len(),
            forms.collect::<Vec<_>>().join(", "),
            width = width.unwrap_or_default(),
        ));
    }
    for (proposed, doubt) in &suggestion.doubtful {
        let (line, column) = position(read, path, proposed.span);
        let form = proposed.forms.first().map_or("", |(form, _)| form);
        let id = &names.entity(proposed.entity).id;
        let but = match doubt {
            Doubt::Longer(name) => format!("but is part of `{name}`"),
            Doubt::Word => "or a common word".to_owned(),
        };
        out.push_str(&format!(
            "  `{form}` may be `{id}`, {but}: list it if so  {path}:{line}:{column}\n"
        ));
    }
    for unclear in &suggestion.unclear {
        let (line, column) = position(read, path, unclear.span);
        let candidates: Vec<String> = unclear
            .candidates
            .iter()
            .map(|entity| format!("`{}`", names.entity(*entity).id))
            .collect();
        out.push_str(&format!(
            "  `{}` may be {}: choose one in `mentions`  {path}:{line}:{column}\n",
            unclear.form,
            candidates.join(" or "),
        ));
    }
    out + diff
}

fn print_unknown(found: &Suggestions, read: &Read) {
    if found.unknown.is_empty() {
        return;
    }
    terminal::data("Names without an entity");
    for unknown in &found.unknown {
        let (path, span) = &unknown.first;
        let (line, column) = position(read, path, *span);
        let articles = counted(unknown.articles, "article", "articles");
        terminal::data(&format!(
            "  {:>4} ×  {}  in {articles}  {path}:{line}:{column}",
            unknown.count, unknown.name
        ));
    }
    let rest = found.n_unknown - found.unknown.len();
    if rest > 0 {
        terminal::data(&format!("  and {rest} more: --names {} shows all", found.n_unknown));
    }
}

fn as_json(found: &Suggestions, read: &Read) -> String {
    let names = &read.model.value.site.names;
    let articles = found.articles.iter().map(|article| {
        let path = &article.article;
        let place = |span: Span| position(read, path, span);
        let as_json = |proposed: &Proposed| {
            let (line, column) = place(proposed.span);
            let entity = names.entity(proposed.entity);
            let forms: Vec<_> = proposed
                .forms
                .iter()
                .map(|(form, count)| json!({ "form": form, "count": count }))
                .collect();
            json!({
                "entity": &*entity.id,
                "name": &*entity.name,
                "count": proposed.places.len(),
                "forms": forms,
                "line": line,
                "column": column,
            })
        };
        let doubtful = article.doubtful.iter().map(|(proposed, doubt)| {
            let mut shown = as_json(proposed);
            match doubt {
                Doubt::Longer(name) => {
                    shown["why"] = "longer-name".into();
                    shown["within"] = name.as_str().into();
                }
                Doubt::Word => shown["why"] = "word".into(),
            }
            shown
        });
        let unclear = article.unclear.iter().map(|unclear| {
            let (line, column) = place(unclear.span);
            let candidates: Vec<&str> =
                unclear.candidates.iter().map(|entity| &*names.entity(*entity).id).collect();
            json!({
                "form": unclear.form,
                "candidates": candidates,
                "count": unclear.places.len(),
                "line": line,
                "column": column,
            })
        });
        json!({
            "path": path.as_str(),
            "entities": article.proposed.iter().map(as_json).collect::<Vec<_>>(),
            "doubtful": doubtful.collect::<Vec<_>>(),
            "unclear": unclear.collect::<Vec<_>>(),
        })
    });
    let unknown = found.unknown.iter().map(|unknown| {
        let (path, span) = &unknown.first;
        let (line, column) = position(read, path, *span);
        json!({
            "name": unknown.name,
            "count": unknown.count,
            "articles": unknown.articles,
            "path": path.as_str(),
            "line": line,
            "column": column,
        })
    });
    json!({
        "version": 1,
        "articles": articles.collect::<Vec<_>>(),
        "unknown": unknown.collect::<Vec<_>>(),
        "unknown_total": found.n_unknown,
    })
    .to_string()
}

fn summary(found: &Suggestions, added: usize, files: usize, is_written: bool) -> String {
    let entries = counted(added, "entity", "entities");
    let articles = counted(files, "article", "articles");
    match (added, is_written) {
        (0, _) if found.articles.iter().any(|article| !article.doubtful.is_empty()) => {
            "nothing to add except doubtful names".into()
        }
        (0, _) => "the articles list every entity that they name".into(),
        (_, true) => format!("{entries} added to {articles}"),
        (_, false) => format!("{entries} to add to {articles}: add --write"),
    }
}
