//! Words for people: none is empty, in either language.

use serde_json::Value;

use super::found::{Found, Subject, error};

/// `S-TEXT-EMPTY`: every text says something in both languages.
pub(super) fn say_something(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    if let Ok(whole) = serde_json::to_value(subject.sop) {
        walk(&whole, "", &mut found);
    }
    found
}

fn walk(value: &Value, path: &str, found: &mut Vec<Found>) {
    match value {
        Value::Object(object) => {
            let words = (object.len() == 2).then(|| (object.get("id"), object.get("en")));
            if let Some((Some(Value::String(id)), Some(Value::String(en)))) = words {
                found.extend(empty(path, id, en));
                return;
            }
            for (key, value) in object {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(value, &path, found);
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| walk(value, &format!("{path}[{at}]"), found))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn empty(path: &str, id: &str, en: &str) -> Option<Found> {
    let (bahasa, language) = match (id.trim().is_empty(), en.trim().is_empty()) {
        (false, false) => return None,
        (true, true) => ("kedua bahasa", "both languages"),
        (true, false) => ("bahasa Indonesia", "Indonesian"),
        (false, true) => ("bahasa Inggris", "English"),
    };
    let key = path.rsplit('.').next().unwrap_or(path);
    Some(error(
        "S-TEXT-EMPTY",
        path,
        format!(
            "Teks “{key}” kosong dalam {bahasa}. Orang akan melihat tempat kosong; isi, atau hapus kuncinya bila boleh."
        ),
        format!(
            "The text “{key}” is empty in {language}. People would see a blank; fill it in, or delete the key where it may be missing."
        ),
    ))
}
