//! What a page sent, taken over into what a draft keeps: exactly as typed, and nothing that the page did not ask for.

use casework::form::{Field, FieldKind, Typed};
use casework::region::Regions;

use super::region;
use crate::ui::Act;

/// The longest text that is kept under one name, far above what any question takes.
const LONGEST: usize = 100_000;

/// Takes over what was sent for some questions; other names are left as they are, and what else was sent is dropped.
pub fn take(typed: &mut Typed, fields: &[&Field], sent: &Typed, regions: &Regions) {
    for field in fields {
        let own =
            |name: &str| name == field.id || name.strip_prefix(&field.id).is_some_and(|rest| rest.starts_with('.'));
        let mut part = Typed(
            sent.0.iter().filter(|(name, _)| own(name)).map(|(name, texts)| (name.clone(), cut(texts))).collect(),
        );
        for name in places(field, &part) {
            region::settle(&mut part, typed, &name, regions);
        }
        typed.0.retain(|name, _| !own(name));
        typed.0.extend(part.0);
    }
}

fn cut(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.chars().take(LONGEST).collect()).collect()
}

/// The names under which a question asks for places of the official list.
fn places(field: &Field, sent: &Typed) -> Vec<String> {
    match &field.kind {
        FieldKind::Region { .. } => vec![field.id.clone()],
        FieldKind::Rows { columns, .. } => {
            let cells: Vec<&Field> =
                columns.iter().filter(|column| matches!(column.kind, FieldKind::Region { .. })).collect();
            let rows = 0..sent.rows(&field.id);
            rows.flat_map(|row| cells.iter().map(move |cell| format!("{}.{row}.{}", field.id, cell.id))).collect()
        }
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date { .. }
        | FieldKind::Yes
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Place { .. } => Vec::new(),
    }
}

/// Does to rows what a button asked for.
pub fn act(typed: &mut Typed, fields: &[&Field], act: &Act) {
    match act {
        Act::AddRow(id) => {
            if let Some((columns, max)) = columns(fields, id) {
                add_row(typed, id, columns, max);
            }
        }
        Act::RemoveRow(id, row) if columns(fields, id).is_some() => remove_row(typed, id, *row),
        Act::RemoveRow(..) | Act::Search(_) | Act::Level(_) => {}
    }
}

/// The columns of a list of rows, and the most rows.
pub fn columns<'a>(fields: &[&'a Field], id: &str) -> Option<(&'a [Field], usize)> {
    fields.iter().find(|field| field.id == id).and_then(|field| match &field.kind {
        FieldKind::Rows { columns, max, .. } => Some((columns.as_slice(), usize::from(*max))),
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date { .. }
        | FieldKind::Yes
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. }
        | FieldKind::Place { .. } => None,
    })
}

/// An empty row behind the last one, unless there are as many as there may be.
fn add_row(typed: &mut Typed, id: &str, columns: &[Field], max: usize) {
    let row = typed.rows(id);
    if let Some(first) = columns.first().filter(|_| row < max) {
        typed.0.insert(format!("{id}.{row}.{}", first.id), vec![String::new()]);
    }
}

/// Takes a row out; those behind it move up.
fn remove_row(typed: &mut Typed, id: &str, gone: usize) {
    let prefix = format!("{id}.");
    let moved = |name: String| -> Option<String> {
        let Some((number, rest)) = name.strip_prefix(&prefix).and_then(|rest| rest.split_once('.')) else {
            return Some(name);
        };
        match number.parse::<usize>() {
            Ok(row) if row == gone => None,
            Ok(row) if row > gone => Some(format!("{prefix}{}.{rest}", row - 1)),
            Ok(_) | Err(_) => Some(name),
        }
    };
    let old = std::mem::take(&mut typed.0);
    typed.0 = old.into_iter().filter_map(|(name, texts)| Some((moved(name)?, texts))).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<Field> {
        let text = r#"[{"id": "nama", "label": "Nama", "type": "text"},
            {"id": "anggota", "label": "Anggota", "type": "rows", "max": 3,
             "columns": [{"id": "nama", "label": "Nama", "type": "text"}]}]"#;
        serde_json::from_str(text).unwrap()
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
    }

    #[test]
    fn what_was_typed_is_kept_and_what_was_not_asked_is_not() {
        let (fields, regions) = (fields(), Regions::default());
        let mut draft = typed(&[("nama", "lama"), ("lain", "tetap"), ("anggota.0.nama", "A"), ("anggota.1.nama", "B")]);
        let sent =
            typed(&[("nama", "  <b>baru</b> "), ("anggota.0.nama", "C"), ("lain", "jahat"), ("nama_lain", "jahat")]);
        take(&mut draft, &fields.iter().collect::<Vec<_>>(), &sent, &regions);
        assert_eq!(draft, typed(&[("nama", "  <b>baru</b> "), ("lain", "tetap"), ("anggota.0.nama", "C")]));
    }

    #[test]
    fn rows_are_added_up_to_the_most_and_move_up_when_one_goes() {
        let fields = fields();
        let fields: Vec<&Field> = fields.iter().collect();
        let mut draft = typed(&[("anggota.0.nama", "A"), ("anggota.1.nama", "B")]);
        act(&mut draft, &fields, &Act::AddRow("anggota".into()));
        assert_eq!(draft.one("anggota.2.nama"), "");
        act(&mut draft, &fields, &Act::AddRow("anggota".into()));
        assert_eq!(draft.rows("anggota"), 3);
        act(&mut draft, &fields, &Act::RemoveRow("anggota".into(), 0));
        assert_eq!(draft, typed(&[("anggota.0.nama", "B"), ("anggota.1.nama", "")]));
        act(&mut draft, &fields, &Act::AddRow("nama".into()));
        act(&mut draft, &fields, &Act::RemoveRow("tidak_ada".into(), 7));
        assert_eq!(draft.rows("anggota"), 2);
    }
}
