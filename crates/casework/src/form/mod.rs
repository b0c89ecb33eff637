//! Application forms and officers' findings: fields of the trade's types, and the answers to them.
//!
//! [`check_fields`] turns what was typed into typed answers or into one clear fault per field; [`shown`] turns answers back
//! into the words that pages and letters print.

mod check;
mod number;
mod shown;
mod typed;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang::Text;
use crate::region::Level;
use crate::sop::Formula;

pub use check::{Desk, Fault, check_fields, check_form, is_asked, odd_answers, only_asked};
pub use shown::{Table, revealed, rows_of, shown, table_of};
pub use typed::Typed;
pub use value::{LINE, PARAGRAPH, bound};

/// One page of the application form: one group of questions.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Names it within the form.
    pub id: String,
    /// The page's heading.
    pub title: Text,
    /// A sentence under the heading.
    #[serde(default)]
    pub intro: Option<Text>,
    /// The page is asked for only where this holds over the answers given before.
    #[serde(default)]
    pub when: Option<Formula>,
    /// The questions.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Names it; formulas and letters use the same name. Lower case letters, digits and `_`.
    pub id: String,
    /// The question.
    pub label: Text,
    /// A hint with an example.
    #[serde(default)]
    pub hint: Option<Text>,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: FieldKind,
    /// Whether it may be left empty. Required is the normal case.
    #[serde(default)]
    pub optional: bool,
    /// It is asked only where this holds over the other answers.
    #[serde(default)]
    pub when: Option<Formula>,
    /// Whether its answer identifies the holder on the public verification page; personal numbers never do.
    #[serde(default)]
    pub public: bool,
}

/// The kinds of answer. In the file: `type = "text"` and so on, with the limits beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum FieldKind {
    /// One line of text; `max` characters, 200 where nothing is said.
    Text {
        /// The most characters.
        #[serde(default)]
        max: Option<u32>,
    },
    /// Several lines of text; `max` characters, 2,000 where nothing is said.
    Paragraph {
        /// The most characters.
        #[serde(default)]
        max: Option<u32>,
    },
    /// A number; whole unless `decimals` says how many places.
    Number {
        /// The smallest.
        #[serde(default)]
        min: Option<f64>,
        /// The largest.
        #[serde(default)]
        max: Option<f64>,
        /// Places after the comma.
        #[serde(default)]
        decimals: u8,
        /// The unit shown behind the box, as in `m²`.
        #[serde(default)]
        unit: Option<String>,
    },
    /// An amount of whole rupiah.
    Money {
        /// The smallest.
        #[serde(default)]
        min: Option<i64>,
        /// The largest.
        #[serde(default)]
        max: Option<i64>,
    },
    /// A day.
    Date {
        /// The earliest: `today`, `today+7`, `today-30` or a day.
        #[serde(default)]
        earliest: Option<String>,
        /// The latest, in the same words.
        #[serde(default)]
        latest: Option<String>,
    },
    /// Yes or no.
    Yes,
    /// One of several.
    Choice {
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// Any of several.
    Choices {
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// A personal number (16 digits). Masked wherever it is shown.
    Nik,
    /// A taxpayer's number (15 or 16 digits).
    Npwp,
    /// A business number (13 digits).
    Nib,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A place in the official code list, down to the kelurahan unless `level` says less.
    Region {
        /// How far down: `province`, `regency`, `district` or `village`.
        #[serde(default)]
        level: Level,
        /// Only places within this code, as in `16.71`.
        #[serde(default)]
        within: Option<String>,
    },
    /// A place on the map: latitude and longitude in degrees.
    Place {
        /// Only within this box: south, west, north, east, in degrees.
        #[serde(default)]
        within: Option<[f64; 4]>,
    },
    /// A list of rows, each with the same few fields.
    Rows {
        /// The columns; no rows within rows.
        columns: Vec<Field>,
        /// The fewest rows.
        #[serde(default)]
        min: u16,
        /// The most rows.
        max: u16,
    },
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored and what formulas compare with.
    pub value: String,
    /// What people read.
    pub label: Text,
}

/// Typed answers by field id. Text, choices, numbers of people and businesses, dates (`YYYY-MM-DD`) and region codes
/// are strings; numbers and rupiah are numbers; yes or no is a boolean; a place is `{"lat": …, "long": …}`; choices are
/// a list of strings; rows are a list of objects. What was not answered is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, serde_json::Value>);

impl Answers {
    /// The answer to a field.
    pub fn get(&self, id: &str) -> Option<&serde_json::Value> {
        self.0.get(id)
    }

    /// The answer to a field that holds text.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.0.get(id).and_then(|value| value.as_str())
    }

    /// These answers with those of `newer` laid over them.
    pub fn with(&self, newer: &Answers) -> Answers {
        let mut all = self.0.clone();
        all.extend(newer.0.iter().map(|(id, value)| (id.clone(), value.clone())));
        Answers(all)
    }
}

impl<const N: usize> From<[(&str, serde_json::Value); N]> for Answers {
    fn from(pairs: [(&str, serde_json::Value); N]) -> Self {
        Answers(pairs.into_iter().map(|(id, value)| (id.to_owned(), value)).collect())
    }
}
