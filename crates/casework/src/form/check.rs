//! From what was typed to typed answers, or to one clear fault a field.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::value::{Ask, odd, read};
use super::{Answers, Field, FieldKind, Section, Typed};
use crate::lang::Text;
use crate::region::Regions;
use crate::sop::Formula;
use crate::sop::formula::Facts;

/// What is wrong with one answer or file: what, why, and what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The field's name as it was typed under, as in `anggota.1.nama`; a requirement's or rule's id.
    pub field: String,
    /// The message.
    pub message: Text,
}

/// What checking a form needs to know besides the form.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// Today, for bounds of days.
    pub today: Date,
    /// The official code list.
    pub regions: &'a Regions,
    /// The answers given elsewhere in the form, for conditions.
    pub known: &'a Answers,
}

/// Checks what was typed for some fields, such as those of one page, and gives their typed answers. Fields whose
/// condition does not hold are not asked, and whatever was typed for them is dropped.
///
/// # Errors
/// All faults at once, one a field.
///
/// ```
/// use casework::form::{Answers, Desk, Field, Typed, check_fields};
/// use casework::region::Regions;
/// let field: Field = serde_json::from_str(r#"{"id": "luas", "label": "Luas", "type": "number", "decimals": 2}"#).unwrap();
/// let regions = Regions::from_tables(&["kode,nama\n16,Sumatera Selatan\n"]).unwrap();
/// let desk = Desk { today: "2026-01-09".parse().unwrap(), regions: &regions, known: &Answers::default() };
/// let typed = Typed::from_pairs([("luas".to_owned(), "2,5".to_owned())]);
/// assert_eq!(check_fields(std::slice::from_ref(&field), &typed, &desk).unwrap().get("luas").unwrap(), 2.5);
/// let faults = check_fields(&[field], &Typed::default(), &desk).unwrap_err();
/// assert_eq!(faults[0].field, "luas");
/// ```
pub fn check_fields(fields: &[Field], typed: &Typed, desk: &Desk<'_>) -> Result<Answers, Vec<Fault>> {
    let mut answers = Answers::default();
    let mut faults = Vec::new();
    for field in fields {
        if field.when.is_some() && !is_asked(field.when.as_ref(), &desk.known.with(&answers), desk.today) {
            continue;
        }
        match check_field(field, &field.id, typed, &Desk { known: &desk.known.with(&answers), ..*desk }) {
            Ok(Some(answer)) => {
                answers.0.insert(field.id.clone(), answer);
            }
            Ok(None) => {}
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// Checks a whole form, page by page: pages whose condition does not hold are not asked.
///
/// # Errors
/// All faults of all pages at once. A page that depends on a faulty answer may not be among them yet.
pub fn check_form(sections: &[Section], typed: &Typed, desk: &Desk<'_>) -> Result<Answers, Vec<Fault>> {
    let mut answers = Answers::default();
    let mut faults = Vec::new();
    for section in sections {
        let known = desk.known.with(&answers);
        if !is_asked(section.when.as_ref(), &known, desk.today) {
            continue;
        }
        match check_fields(&section.fields, typed, &Desk { known: &known, ..*desk }) {
            Ok(checked) => answers = answers.with(&checked),
            Err(found) => {
                faults.extend(found);
                // What is right on a faulty page still decides what is asked on the next.
                answers = answers.with(&right_ones(&section.fields, typed, &Desk { known: &known, ..*desk }));
            }
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

fn right_ones(fields: &[Field], typed: &Typed, desk: &Desk<'_>) -> Answers {
    let right = |field: &Field| Some((field.id.clone(), check_field(field, &field.id, typed, desk).ok()??));
    Answers(fields.iter().filter_map(right).collect())
}

/// Whether a question or page is asked: it has no condition, or the condition holds over the answers so far. What was
/// not answered counts as null; a condition that cannot be computed does not hold.
pub fn is_asked(when: Option<&Formula>, answers: &Answers, today: Date) -> bool {
    when.is_none_or(|when| when.holds(&Facts::from_answers(answers).with_today(today)).unwrap_or(false))
}

/// The answers without those to questions that are no longer asked, because an earlier answer was changed.
pub fn only_asked(sections: &[Section], answers: &Answers, today: Date) -> Answers {
    let mut asked = Answers::default();
    for section in sections {
        if !is_asked(section.when.as_ref(), &asked, today) {
            continue;
        }
        for field in &section.fields {
            let answer = answers.get(&field.id).filter(|_| is_asked(field.when.as_ref(), &asked, today));
            asked.0.extend(answer.map(|answer| (field.id.clone(), answer.clone())));
        }
    }
    asked
}

/// What looks odd in answers that are in order, and may all the same be right: a NIK from a district that is gone, an
/// NPWP whose check digit does not fit. The officer sees it; nobody is refused for it.
pub fn odd_answers(fields: &[Field], answers: &Answers, regions: &Regions) -> Vec<Fault> {
    let mut faults = Vec::new();
    for field in fields {
        let Some(answer) = answers.get(&field.id) else { continue };
        let found = |path: String, field: &Field, answer: &Json| {
            let fault = move |message| Fault { field: path.clone(), message };
            odd(field, answer, regions).into_iter().map(fault).collect::<Vec<Fault>>()
        };
        faults.extend(found(field.id.clone(), field, answer));
        let FieldKind::Rows { columns, .. } = &field.kind else { continue };
        for (at, row) in answer.as_array().into_iter().flatten().enumerate() {
            let cells = columns.iter().filter_map(|column| Some((column, row.get(&column.id)?)));
            faults.extend(
                cells.flat_map(|(column, cell)| found(format!("{}.{at}.{}", field.id, column.id), column, cell)),
            );
        }
    }
    faults
}

fn check_field(field: &Field, name: &str, typed: &Typed, desk: &Desk<'_>) -> Result<Option<Json>, Vec<Fault>> {
    let fault = |message: Text| vec![Fault { field: name.to_owned(), message }];
    if let FieldKind::Rows { columns, min, max } = &field.kind {
        let rows = rows(columns, name, typed, desk)?;
        // A list that may be left out has either no rows or enough of them.
        let fewest = if field.optional && rows.is_empty() { 0 } else { usize::from((*min).max(1)) };
        return match rows.len() {
            count if count < fewest => Err(fault(too_few(field, fewest, count))),
            count if count > usize::from(*max) => Err(fault(too_many(field, *max, count))),
            0 => Ok(None),
            _ => Ok(Some(Json::Array(rows))),
        };
    }
    let ask = Ask { field, name, today: desk.today, regions: desk.regions };
    match read(&ask, typed) {
        Err(message) => Err(fault(message)),
        Ok(None) if !field.optional => Err(fault(missing(field))),
        Ok(answer) => Ok(answer),
    }
}

/// The rows of a list; a row in which nothing was typed does not count. Conditions of cells see the other cells too.
fn rows(columns: &[Field], name: &str, typed: &Typed, desk: &Desk<'_>) -> Result<Vec<Json>, Vec<Fault>> {
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    for at in 0..typed.rows(name) {
        let prefix = format!("{name}.{at}.");
        let of_row = typed.0.range(prefix.clone()..).take_while(|(key, _)| key.starts_with(&prefix));
        if of_row.flat_map(|(_, texts)| texts).all(|text| text.trim().is_empty()) {
            continue;
        }
        let mut row = Answers::default();
        for column in columns {
            if column.when.is_some() && !is_asked(column.when.as_ref(), &desk.known.with(&row), desk.today) {
                continue;
            }
            match check_field(column, &format!("{prefix}{}", column.id), typed, desk) {
                Ok(Some(answer)) => drop(row.0.insert(column.id.clone(), answer)),
                Ok(None) => {}
                Err(found) => faults.extend(found),
            }
        }
        rows.push(Json::Object(row.0.into_iter().collect()));
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn too_few(field: &Field, fewest: usize, count: usize) -> Text {
    let (id, en) = (&field.label.id, &field.label.en);
    Text::new(
        format!("“{id}” perlu setidaknya {fewest} baris yang berisi; baru ada {count}. Isi atau tambah barisnya."),
        format!("“{en}” needs at least {fewest} filled rows and has {count}. Fill one in or add rows."),
    )
}

fn too_many(field: &Field, max: u16, count: usize) -> Text {
    let (id, en) = (&field.label.id, &field.label.en);
    Text::new(
        format!("“{id}” paling banyak {max} baris; ada {count}. Hapus yang tidak perlu."),
        format!("“{en}” takes at most {max} rows and has {count}. Remove some."),
    )
}

fn missing(field: &Field) -> Text {
    let (id, en) = (&field.label.id, &field.label.en);
    match &field.kind {
        FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Region { .. } => Text::new(
            format!("“{id}” belum dipilih. Pilih salah satu."),
            format!("“{en}” is not chosen yet. Choose one."),
        ),
        FieldKind::Yes => Text::new(
            format!("“{id}” belum dicentang. Bacalah, lalu beri tanda bila setuju."),
            format!("“{en}” is not ticked yet. Read it, then tick it if you agree."),
        ),
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date { .. }
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Place { .. }
        | FieldKind::Rows { .. } => Text::new(
            format!("“{id}” belum diisi. Isi dahulu untuk melanjutkan."),
            format!("“{en}” is not answered yet. Answer it to go on."),
        ),
    }
}
