//! Values as they are written in scenarios and samples, against the kinds of answers that fields take.

use serde_json::{Map, Value};

use super::story::Written;
use crate::form::{Field, FieldKind};
use crate::lang::Text;

/// Whether a typed value fits a kind of answer; if not, what it should be.
pub(super) fn fits(value: &Value, kind: &FieldKind) -> Result<(), Text> {
    let (fits, id, en) = match kind {
        FieldKind::Number { .. } => (value.is_number(), "bilangan", "a number"),
        FieldKind::Money { .. } => {
            (value.is_i64(), "jumlah rupiah tanpa titik, misalnya 150000", "whole rupiah, as in 150000")
        }
        FieldKind::Yes => (value.is_boolean(), "ya atau tidak (true atau false)", "yes or no (true or false)"),
        FieldKind::Choice { choices } => {
            let known = value.as_str().is_some_and(|value| choices.iter().any(|choice| choice.value == value));
            (known, "salah satu pilihannya", "one of its choices")
        }
        FieldKind::Choices { choices } => {
            let known = |value: &Value| value.as_str().is_some_and(|v| choices.iter().any(|choice| choice.value == v));
            let all = value.as_array().is_some_and(|list| list.iter().all(known));
            (all, "daftar dari pilihannya, misalnya [\"a\", \"b\"]", "a list of its choices, as in [\"a\", \"b\"]")
        }
        FieldKind::Place { .. } => {
            let both = ["lat", "long"].iter().all(|key| value.get(key).is_some_and(Value::is_number));
            (both, "titik seperti { lat = -2.99, long = 104.76 }", "a place such as { lat = -2.99, long = 104.76 }")
        }
        FieldKind::Rows { columns, .. } => {
            let row = |row: &Value| row.as_object().is_some_and(|row| row_fits(row, columns));
            let all = value.as_array().is_some_and(|rows| rows.iter().all(row));
            (
                all,
                "daftar baris dengan kolomnya, misalnya [{ nama = \"A\" }]",
                "a list of rows with its columns, as in [{ nama = \"A\" }]",
            )
        }
        FieldKind::Date { .. } => {
            let day = value.as_str().is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok());
            (day, "tanggal seperti 2026-01-31", "a day such as 2026-01-31")
        }
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. } => (value.is_string(), "teks dalam tanda kutip", "a text in quotes"),
    };
    if fits { Ok(()) } else { Err(Text::new(id, en)) }
}

fn row_fits(row: &Map<String, Value>, columns: &[Field]) -> bool {
    row.iter().all(|(key, value)| {
        columns.iter().find(|column| &column.id == key).is_some_and(|column| fits(value, &column.kind).is_ok())
    })
}

/// A written value as the field takes it; nothing where it was written as empty.
///
/// # Errors
/// What the value should be.
pub(super) fn typed(written: &Written, kind: &FieldKind) -> Result<Option<Value>, Text> {
    let value = match written {
        Written::Text(text) => Value::from(text.as_str()),
        Written::Structured(value) => value.clone(),
        Written::Bare(word) if ["kosong", "empty"].contains(&word.as_str()) => return Ok(None),
        Written::Bare(word) => bare(word, kind),
    };
    fits(&value, kind).map(|()| Some(value))
}

/// A bare word is a number, a yes or a text, whichever the field takes.
fn bare(word: &str, kind: &FieldKind) -> Value {
    let number = || word.parse::<i64>().map(Value::from).or_else(|_| word.parse::<f64>().map(Value::from));
    match kind {
        FieldKind::Number { .. } | FieldKind::Money { .. } => number().unwrap_or_else(|_| Value::from(word)),
        FieldKind::Yes => match word.to_lowercase().as_str() {
            "ya" | "yes" | "true" => Value::from(true),
            "tidak" | "no" | "false" => Value::from(false),
            _ => Value::from(word),
        },
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Date { .. }
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. }
        | FieldKind::Place { .. }
        | FieldKind::Rows { .. } => Value::from(word),
    }
}

/// A whole number, for facts.
pub(super) fn whole(written: &Written) -> Option<i64> {
    match written {
        Written::Bare(word) => word.parse().ok(),
        Written::Text(_) | Written::Structured(_) => None,
    }
}
