//! Reading `sop.toml`: the SOP, and where in the file each of its keys stands.

mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use toml_edit::{Document, Item, Key, Table, TableLike};

use super::{Finding, Sop};
use words::{Said, unknown_key};

/// An SOP as read from a file.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file, as it was given.
    pub file: String,
    /// What it says.
    pub sop: Sop,
    /// Where each key stands, by its path, as in `step[2].outcome[0].to`.
    pub places: Places,
}

/// A place in a file, both counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where each key of a file stands.
pub type Places = BTreeMap<String, Place>;

/// Reads the text of an `sop.toml`; `file` is the name that findings give.
///
/// # Errors
/// What is wrong, each with line and column: the text is no TOML, a key is missing, unknown or has the wrong kind of
/// value. Nothing of a file with such a fault is used. Unknown keys are told all at once; of the other faults the
/// first.
///
/// ```
/// let findings = casework::sop::read_sop("[service]\nid = 3\n", "services/x/sop.toml").unwrap_err();
/// assert_eq!(findings[0].place(), "services/x/sop.toml:2:6");
/// assert!(findings[0].message.en.contains("text in quotes"));
/// ```
pub fn read_sop(text: &str, file: &str) -> Result<Parsed, Vec<Finding>> {
    let document = Document::parse(text).map_err(|error| {
        let place = error.span().map(|span| place_of(text, span.start));
        vec![found(Said::syntax(error.message()), file, place)]
    })?;
    let root = document.as_table();
    let mut places = Places::new();
    walk(root, "", text, &mut places);
    let sop: Sop = toml_edit::de::from_str(text).map_err(|error| {
        let place = error.span().map(|span| place_of(text, span.start));
        let path = place.and_then(|place| path_at(&places, place)).unwrap_or_default();
        vec![found(Said::value(error.message(), &table_name(root, &path)), file, place)]
    })?;
    let known = serde_json::to_value(&sop).unwrap_or(Json::Null);
    let mut unknown = Vec::new();
    unknown_keys(root, &known, "", &mut unknown);
    if !unknown.is_empty() {
        let findings = unknown.into_iter().map(|(path, said)| found(said, file, places.get(&path).copied()));
        return Err(findings.collect());
    }
    Ok(Parsed { file: file.to_owned(), sop, places })
}

fn found(said: Said, file: &str, place: Option<Place>) -> Finding {
    let finding = Finding::error(said.code, said.message).in_file(file);
    match place {
        Some(place) => finding.at(place.line, place.column),
        None => finding,
    }
}

/// The path of the key that stands at a place, or last before it. The key of a table stands behind its brackets.
fn path_at(places: &Places, at: Place) -> Option<String> {
    let exact = places.iter().find(|(_, place)| **place == at);
    let at = Place { column: at.column + 2, ..at };
    let before = || places.iter().filter(|(_, place)| **place <= at).max_by_key(|(_, place)| **place);
    exact.or_else(before).map(|(path, _)| path.clone())
}

/// The table around a path as an officer finds it in the file: `[identity]`, `[[step]] “verifikasi”`.
fn table_name(root: &dyn TableLike, path: &str) -> String {
    let (mut name, mut tables, mut id) = (String::new(), false, None);
    let mut item: Option<&Item> = None;
    for part in path.split('.') {
        let (key, at) =
            part.split_once('[').map_or((part, None), |(key, at)| (key, at.trim_end_matches(']').parse().ok()));
        let next = match item {
            None => root.get(key),
            Some(item) => item.get(key),
        };
        let Some(next) = next.filter(|next| next.is_table() || next.is_array_of_tables()) else { break };
        let next = at.map_or(Some(next), |at: usize| next.get(at));
        name = if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
        tables = at.is_some();
        id = next.and_then(|table| table.get("id")?.as_str());
        item = next;
        if item.is_none() {
            break;
        }
    }
    let brackets = if tables { format!("[[{name}]]") } else { format!("[{name}]") };
    id.map_or_else(|| brackets.clone(), |id| format!("{brackets} “{id}”"))
}

/// The line and column of a byte.
fn place_of(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// Notes where every key of a table stands, and those below it.
fn walk(table: &dyn TableLike, path: &str, text: &str, places: &mut Places) {
    for (name, item) in table.iter() {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let key = table.key(name).and_then(Key::span);
        if let Some(span) = key.or_else(|| item.span()) {
            places.insert(path.clone(), place_of(text, span.start));
        }
        walk_item(item, &path, text, places);
    }
}

fn walk_item(item: &Item, path: &str, text: &str, places: &mut Places) {
    if let Some(table) = item.as_table_like() {
        walk(table, path, text, places);
    }
    for (at, table) in item.as_array_of_tables().into_iter().flatten().enumerate() {
        let path = format!("{path}[{at}]");
        if let Some(span) = table.span() {
            places.insert(path.clone(), place_of(text, span.start));
        }
        walk(table, &path, text, places);
    }
    for (at, value) in item.as_array().into_iter().flatten().enumerate() {
        let path = format!("{path}[{at}]");
        if let Some(span) = value.span() {
            places.insert(path.clone(), place_of(text, span.start));
        }
        if let Some(table) = value.as_inline_table() {
            walk(table, &path, text, places);
        }
    }
}

/// The keys of the file that reading did not take in, with what to say of each: what was read, written again, does not
/// have them.
fn unknown_keys(table: &dyn TableLike, known: &Json, path: &str, unknown: &mut Vec<(String, Said)>) {
    for (name, item) in table.iter() {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let Some(value) = known.get(name) else {
            let keys = known.as_object().into_iter().flat_map(|known| known.keys().map(String::as_str));
            let kind = table.get("type").and_then(Item::as_str);
            unknown.push((path, unknown_key(name, keys, kind)));
            continue;
        };
        if let Some(table) = item.as_table_like() {
            unknown_keys(table, value, &path, unknown);
        }
        let tables = item.as_array_of_tables().into_iter().flatten().map(|table: &Table| table as &dyn TableLike);
        let inline = item.as_array().into_iter().flatten().filter_map(|value| value.as_inline_table());
        let rows = tables.chain(inline.map(|table| table as &dyn TableLike));
        for (at, row) in rows.enumerate() {
            unknown_keys(row, value.get(at).unwrap_or(&Json::Null), &format!("{path}[{at}]"), unknown);
        }
    }
}
