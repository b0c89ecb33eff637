//! Answers back into words, for pages and letters.

use serde_json::Value as Json;

use super::number::{in_words, stated};
use super::{Answers, Choice, Field, FieldKind, Section};
use crate::date_text;
use crate::id::{Nik, Npwp, Phone};
use crate::lang::Lang;
use crate::money::Rupiah;
use crate::region::Regions;

/// An answer in words. A personal number is masked; see [`revealed`].
///
/// ```
/// use casework::form::{Field, shown};
/// use casework::lang::Lang;
/// use casework::region::Regions;
/// let field: Field = serde_json::from_str(r#"{"id": "nik", "label": "NIK", "type": "nik"}"#).unwrap();
/// let regions = Regions::from_tables(&["kode,nama\n16,Sumatera Selatan\n"]).unwrap();
/// assert_eq!(shown(&field, &"1671074104900001".into(), Lang::Id, &regions), "1671••••••••0001");
/// ```
pub fn shown(field: &Field, value: &Json, lang: Lang, regions: &Regions) -> String {
    let text = || value.as_str().unwrap_or_default();
    match &field.kind {
        FieldKind::Text { .. } | FieldKind::Paragraph { .. } | FieldKind::Nib | FieldKind::Email => text().to_owned(),
        FieldKind::Number { unit, .. } => {
            let number = in_words(value.as_f64().unwrap_or_default(), lang);
            unit.as_ref().map_or_else(|| number.clone(), |unit| format!("{number} {unit}"))
        }
        FieldKind::Money { .. } => stated(Rupiah(value.as_i64().unwrap_or_default()), lang),
        FieldKind::Date { .. } => text().parse().map_or_else(|_| text().to_owned(), |day| date_text::day(day, lang)),
        FieldKind::Yes => lang.pick(yes_id(value), yes_en(value)).to_owned(),
        FieldKind::Choice { choices } => label(choices, text(), lang),
        FieldKind::Choices { choices } => {
            let chosen = value.as_array().map_or(&[][..], Vec::as_slice);
            let labels = chosen.iter().filter_map(Json::as_str).map(|value| label(choices, value, lang));
            labels.collect::<Vec<_>>().join(", ")
        }
        FieldKind::Nik => Nik::parse(text()).map_or_else(|_| "••••".to_owned(), |nik| nik.to_string()),
        FieldKind::Npwp => Npwp::parse(text()).map_or_else(|_| "••••".to_owned(), |npwp| npwp.to_string()),
        FieldKind::Phone => Phone::parse(text()).map_or_else(|_| text().to_owned(), |phone| phone.laid_out()),
        FieldKind::Region { .. } => text().parse().map_or_else(|_| text().to_owned(), |code| regions.address(code)),
        FieldKind::Place { .. } => {
            let part = |name: &str| value.get(name).and_then(Json::as_f64).unwrap_or_default();
            // With the decimal dot in both languages, as maps want it.
            format!("{}, {}", part("lat"), part("long"))
        }
        FieldKind::Rows { columns, .. } => rows(columns, value, lang, regions),
    }
}

fn yes_id(value: &Json) -> &'static str {
    if value.as_bool() == Some(true) { "Ya" } else { "Tidak" }
}

fn yes_en(value: &Json) -> &'static str {
    if value.as_bool() == Some(true) { "Yes" } else { "No" }
}

fn label(choices: &[Choice], value: &str, lang: Lang) -> String {
    let choice = choices.iter().find(|choice| choice.value == value);
    choice.map_or_else(|| value.to_owned(), |choice| choice.label.get(lang).to_owned())
}

/// Rows as lines: one row a line, its cells in the order of the columns.
fn rows(columns: &[Field], value: &Json, lang: Lang, regions: &Regions) -> String {
    let table = table_of(columns, value, lang, regions);
    let lines = table.rows.iter().enumerate().map(|(at, row)| {
        let cells: Vec<&str> = row.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        format!("{}. {}", at + 1, cells.join(" · "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A list of rows as a table, for pages and letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub head: Vec<String>,
    /// The rows, each with as many cells; a cell without an answer is empty.
    pub rows: Vec<Vec<String>>,
}

/// The answer to a field of rows as a table.
pub fn table_of(columns: &[Field], value: &Json, lang: Lang, regions: &Regions) -> Table {
    let cell = |row: &Json, column: &Field| {
        row.get(&column.id).map_or_else(String::new, |value| shown(column, value, lang, regions))
    };
    let rows = value.as_array().map_or(&[][..], Vec::as_slice);
    Table {
        head: columns.iter().map(|column| column.label.get(lang).to_owned()).collect(),
        rows: rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect(),
    }
}

/// An answer in words with personal numbers whole: only for the letter that the law wants to name its holder by NIK, never
/// for a page, a mail or a log.
pub fn revealed(field: &Field, value: &Json, lang: Lang, regions: &Regions) -> String {
    match (&field.kind, value.as_str()) {
        (FieldKind::Nik | FieldKind::Npwp, Some(number)) => number.to_owned(),
        _ => shown(field, value, lang, regions),
    }
}

/// The answered questions of a form as pairs of question and answer, in the order of the form; personal numbers masked.
/// Answers to questions that are no longer asked are left out beforehand, with [`super::only_asked`].
pub fn rows_of(sections: &[Section], answers: &Answers, lang: Lang, regions: &Regions) -> Vec<(String, String)> {
    let fields = sections.iter().flat_map(|section| &section.fields);
    let answered = fields.filter_map(|field| Some((field, answers.get(&field.id)?)));
    answered.map(|(field, value)| (field.label.get(lang).to_owned(), shown(field, value, lang, regions))).collect()
}
