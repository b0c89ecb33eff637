//! What was typed, as it was typed: names and texts, from a browser's form or from JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What was typed, by name. A place has `<field>.lat` and `<field>.long`; a row's cell has `<field>.<row>.<column>`,
/// rows counted from 0.
///
/// ```
/// use casework::form::Typed;
/// let typed = Typed::from_json(&serde_json::json!({"nama": "Siti", "anggota": [{"nama": "Budi"}]}));
/// assert_eq!(typed.one("nama"), "Siti");
/// assert_eq!(typed.one("anggota.0.nama"), "Budi");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub BTreeMap<String, Vec<String>>);

impl Typed {
    /// From the pairs of a browser's form; a name may come several times.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Typed {
        let mut typed = Typed::default();
        for (name, text) in pairs {
            typed.0.entry(name).or_default().push(text);
        }
        typed
    }

    /// From a JSON object, as the API takes it and as answers are stored.
    pub fn from_json(object: &Json) -> Typed {
        let mut typed = Typed::default();
        typed.flatten("", object);
        typed
    }

    fn flatten(&mut self, name: &str, value: &Json) {
        let inner = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
        match value {
            Json::Null => {}
            Json::Bool(yes) => self.push(name, if *yes { "yes" } else { "no" }),
            // As people write it, so that the one reader of numbers takes 2.125 for what it is.
            Json::Number(number) => self.push(name, &number.to_string().replace('.', ",")),
            Json::String(text) => self.push(name, text),
            Json::Array(items) if items.iter().all(|item| !item.is_object()) => {
                items.iter().for_each(|item| self.flatten(name, item));
            }
            Json::Array(rows) => {
                rows.iter().enumerate().for_each(|(at, row)| self.flatten(&inner(&at.to_string()), row));
            }
            Json::Object(object) => object.iter().for_each(|(part, value)| self.flatten(&inner(part), value)),
        }
    }

    fn push(&mut self, name: &str, text: &str) {
        self.0.entry(name.to_owned()).or_default().push(text.to_owned());
    }

    /// The text under a name, without blanks around it; empty where there is none. Of several the last counts: a page
    /// may carry along an earlier choice before the controls for a new one.
    pub fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|texts| texts.last()).map_or("", |text| text.trim())
    }

    /// All texts under a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// How many rows a list has: one more than the highest number that any name has.
    pub fn rows(&self, field: &str) -> usize {
        let numbers = self.0.keys().filter_map(|name| {
            let rest = name.strip_prefix(field)?.strip_prefix('.')?;
            rest.split('.').next()?.parse::<usize>().ok()
        });
        // A number that nobody could have typed must not make a list of that length.
        numbers.filter(|number| *number < 1_000).max().map_or(0, |number| number + 1)
    }

    /// These texts with those of `newer` laid over them, name by name.
    pub fn with(&self, newer: &Typed) -> Typed {
        let mut all = self.0.clone();
        all.extend(newer.0.iter().map(|(name, texts)| (name.clone(), texts.clone())));
        Typed(all)
    }
}
