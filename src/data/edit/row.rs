//! Adding and removing tables in a list of tables.
//!
//! Each function returns alternative edits, best first: the caller parses each result and takes the first that has the
//! intended meaning.

use crate::base::Span;
use crate::data::edit::lines::{Region, end_of, line_end, line_start, past_newline};
use crate::data::edit::listing::{behind, comma};
use crate::data::edit::{Literal, Splice, Syntax};
use crate::data::{Node, Value};

/// Keys and values, in writing order.
pub type Row = [(String, Literal)];

/// Appends a table to a list; creates the list if it does not exist. Empty if the value cannot be extended.
pub fn add_row(region: Region<'_>, list: &str, row: &Row) -> Vec<Vec<Splice>> {
    let Some(entry) = region.entry(list) else { return first(region, list, row) };
    let Node { value, span } = &entry.node;
    let written = &region.text[span.range()];
    let inline = || region.braces(&pairs(region, list, row, None));
    match value {
        Value::Null => vec![vec![region.fill(entry, &format!("[{}]", inline()))]],
        Value::Array(items) if written.starts_with('[') && !is_header(region, items.last()) => {
            vec![match items.last() {
                Some(last) => behind(region.text, last.span, *span, &[inline()]),
                None => vec![Splice::insert(span.start as usize + 1, inline())],
            }]
        }
        Value::Array(items) if !written.starts_with(['*', '&']) => match region.syntax {
            Syntax::Toml => headed(region, list, items, row),
            Syntax::Yaml | Syntax::Json => dashed(region, list, items, row),
        },
        _ => Vec::new(),
    }
}

/// Removes a table from a list; also the list if it becomes empty, for YAML blocks.
pub fn remove_row(region: Region<'_>, list: &str, index: usize) -> Vec<Vec<Splice>> {
    let Some(entry) = region.entry(list) else { return Vec::new() };
    let items = entry.node.value.items();
    let Some(item) = items.get(index) else { return Vec::new() };
    let text = region.text;
    let written = &text[entry.node.span.range()];
    let end = line_end(text, end_of(text, item));
    if is_header(region, Some(item)) {
        return vec![vec![region.without(line_start(text, item.span.start as usize), end)]];
    }
    if written.starts_with('[') {
        return without_item(text, items, index, entry.node.span);
    }
    let Some((line, _)) = dash(text, item).filter(|_| region.syntax == Syntax::Yaml) else {
        return Vec::new();
    };
    let from = match items.len() {
        1 => line_start(text, entry.key_span.start as usize),
        _ => line,
    };
    vec![vec![region.without(from, end)]]
}

/// Whether a table is written under a `[[list]]` header.
fn is_header(region: Region<'_>, item: Option<&Node>) -> bool {
    let is_it = |item: &Node| region.text[item.span.range()].starts_with("[[");
    region.syntax == Syntax::Toml && item.is_some_and(is_it)
}

/// Key-value pairs. `block` is the indent of keys on their own lines, which allows multi-line values.
fn pairs(region: Region<'_>, list: &str, row: &Row, block: Option<&str>) -> Vec<String> {
    let pair = |(name, literal): &(String, Literal)| {
        let long = block.and_then(|indent| literal.write_long(region.syntax, indent));
        let long = long.filter(|_| region.newline() == "\n");
        let short = || literal.write(region.syntax, style(region, list, name));
        region.pair(name, &long.unwrap_or_else(short))
    };
    row.iter().map(pair).collect()
}

/// The literal of the key in the list's last table that has it, if single-line; otherwise empty.
fn style<'t>(region: Region<'t>, list: &str, name: &str) -> &'t str {
    let items = region.table.items(list).iter().rev();
    let last = items.filter_map(|item| item.value.as_table()).find_map(|table| table.get(name));
    let written = last
        .filter(|node| matches!(node.value, Value::String(_)))
        .map_or("", |node| &region.text[node.span.range()]);
    let is_long =
        ["|", ">", "*", "&", "!", "'''", "\"\"\""].iter().any(|it| written.starts_with(it));
    if is_long || written.contains('\n') { "" } else { written }
}

/// Creates a list with its first table.
fn first(region: Region<'_>, list: &str, row: &Row) -> Vec<Vec<Splice>> {
    let newline = region.newline();
    let block = |pairs: Vec<String>| match region.syntax {
        Syntax::Toml => format!("[[{list}]]{newline}{}", pairs.join(newline)),
        Syntax::Yaml | Syntax::Json => {
            format!("{list}:{newline}  - {}", pairs.join(&format!("{newline}    ")))
        }
    };
    let indent = if region.syntax == Syntax::Toml { "" } else { "    " };
    let long = region.append(&block(pairs(region, list, row, Some(indent))));
    let short = region.append(&block(pairs(region, list, row, None)));
    long.into_iter().chain(short).map(|splice| vec![splice]).collect()
}

/// Inserts below the last `[[list]]` table and the comments directly under it.
fn headed(region: Region<'_>, list: &str, items: &[Node], row: &Row) -> Vec<Vec<Splice>> {
    let Some(last) = items.last() else { return Vec::new() };
    let (text, newline) = (region.text, region.newline());
    let at = below_comments(region, line_end(text, end_of(text, last)));
    let header = line_start(text, last.span.start as usize);
    let above = text[..header].lines().next_back().unwrap_or_default();
    // keep the spacing of the existing tables
    let is_close = items.len() > 1 && !above.trim().is_empty() && !above.trim().starts_with('#');
    let between = if is_close { newline.to_owned() } else { format!("{newline}{newline}") };
    let written = |block| {
        let pairs = pairs(region, list, row, block).join(newline);
        vec![Splice::insert(at, format!("{between}[[{list}]]{newline}{pairs}"))]
    };
    vec![written(Some("")), written(None)]
}

/// End of the comments directly below an offset, unless they belong to a following header.
fn below_comments(region: Region<'_>, at: usize) -> usize {
    let (text, mut end) = (region.text, at);
    loop {
        let next = past_newline(text, end);
        if next == end || next >= region.end {
            return end;
        }
        let line = text[next..line_end(text, next)].trim();
        match line {
            _ if line.starts_with('#') => end = line_end(text, next),
            _ if line.starts_with('[') => return at,
            _ => return end,
        }
    }
}

/// Inserts below the last item of a YAML block.
fn dashed(region: Region<'_>, list: &str, items: &[Node], row: &Row) -> Vec<Vec<Splice>> {
    let Some(last) = items.last() else { return Vec::new() };
    let (text, newline) = (region.text, region.newline());
    let Some((line, dash)) = dash(text, last) else { return Vec::new() };
    let lead = &text[line..dash];
    let gap = last.span.start as usize - dash;
    let gap = if text[dash..last.span.start as usize].contains('\n') { 2 } else { gap };
    let indent = format!("{lead}{}", " ".repeat(gap));
    let at = line_end(text, end_of(text, last));
    let written = |block: Option<&str>| {
        let pairs = pairs(region, list, row, block).join(&format!("{newline}{indent}"));
        let space = " ".repeat(gap - 1);
        vec![Splice::insert(at, format!("{newline}{lead}-{space}{pairs}"))]
    };
    vec![written(Some(&indent)), written(None)]
}

/// Line start and offset of the dash of a YAML block item; `None` unless the dash is first on its line.
fn dash(text: &str, item: &Node) -> Option<(usize, usize)> {
    let before = text[..item.span.start as usize].trim_end();
    let dash = before.strip_suffix('-')?.len();
    let line = line_start(text, dash);
    text[line..dash].trim().is_empty().then_some((line, dash))
}

/// Removes an item of a bracketed list; prefers an edit that keeps comments of other items.
fn without_item(text: &str, items: &[Node], index: usize, list: Span) -> Vec<Vec<Splice>> {
    let (start, end) = (items[index].span.start as usize, items[index].span.end as usize);
    let next = items.get(index + 1).map(|next| next.span.start as usize);
    let last = index.checked_sub(1).map(|last| items[last].span.end as usize);
    let close = list.end as usize - 1;
    let removed = |from: usize, to: usize| vec![Splice::new(Span::new(from, to), "")];
    // only the item and the comma after it
    let tail = &text[end..next.unwrap_or(close)];
    let only_item = removed(start, end + comma(tail).map_or(0, |comma| comma + 1));
    let whole = match (last, next) {
        (Some(last), _) => removed(last, end),
        (None, Some(next)) => removed(start, next),
        (None, None) => removed(list.start as usize + 1, close),
    };
    let has_comment = whole.iter().any(|it| {
        let within = &text[it.span.range()];
        within[..within.len() - (end - start)].contains('#')
    });
    if has_comment { vec![only_item, whole] } else { vec![whole, only_item] }
}
