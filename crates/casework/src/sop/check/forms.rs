//! Questions that can be answered: choices that differ, limits that leave room, nothing personal made public.

use super::found::{Found, Subject, error};
use crate::form::{Choice, Field, FieldKind};

/// A field, its key path, and whether it is asked of the applicant.
pub(super) struct Asked<'a> {
    pub path: String,
    pub field: &'a Field,
}

/// Every field of the form and of the steps, columns of rows included.
pub(super) fn all<'a>(subject: &Subject<'a>) -> Vec<Asked<'a>> {
    let mut all = Vec::new();
    let sections =
        subject.sop.sections.iter().enumerate().map(|(at, section)| (format!("section[{at}]"), &section.fields));
    let steps = subject.sop.steps.iter().enumerate().map(|(at, step)| (format!("step[{at}]"), &step.fields));
    for (path, fields) in sections.chain(steps) {
        for (at, field) in fields.iter().enumerate() {
            let path = format!("{path}.field[{at}]");
            if let FieldKind::Rows { columns, .. } = &field.kind {
                let columns = columns.iter().enumerate();
                all.extend(columns.map(|(at, field)| Asked { path: format!("{path}.columns[{at}]"), field }));
            }
            all.push(Asked { path, field });
        }
    }
    all
}

/// `S-CHOICE-NONE` and `S-CHOICE-TWICE`: there is something to choose, and every value differs.
pub(super) fn choices_differ(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Asked { path, field } in all(subject) {
        let Some(choices) = choices_of(&field.kind) else { continue };
        if choices.len() < 2 {
            found.push(error(
                "S-CHOICE-NONE",
                format!("{path}.choices"),
                format!("Isian “{}” adalah pilihan, tetapi pilihannya kurang dari dua. Tambahkan “choices”.", field.id),
                format!("The field “{}” is a choice but offers fewer than two. Add “choices”.", field.id),
            ));
        }
        for (at, choice) in choices.iter().enumerate() {
            if choices[..at].iter().any(|earlier| earlier.value == choice.value) {
                found.push(error(
                    "S-CHOICE-TWICE",
                    format!("{path}.choices[{at}].value"),
                    format!("Isian “{}” menawarkan nilai “{}” dua kali, jadi jawabannya tidak dapat dibedakan. Beri nilai yang berbeda.", field.id, choice.value),
                    format!("The field “{}” offers the value “{}” twice, so the answers cannot be told apart. Give different values.", field.id, choice.value),
                ));
            }
        }
    }
    found
}

fn choices_of(kind: &FieldKind) -> Option<&[Choice]> {
    match kind {
        FieldKind::Choice { choices } | FieldKind::Choices { choices } => Some(choices),
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date { .. }
        | FieldKind::Yes
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. }
        | FieldKind::Place { .. }
        | FieldKind::Rows { .. } => None,
    }
}

/// `S-FIELD-LIMITS`: limits leave room for an answer.
pub(super) fn limits_leave_room(subject: &Subject<'_>) -> Vec<Found> {
    let faulty = all(subject).into_iter().filter(|asked| !leaves_room(&asked.field.kind));
    faulty
        .map(|Asked { path, field }| {
            error(
                "S-FIELD-LIMITS",
                format!("{path}.id"),
                format!(
                    "Batas isian “{}” tidak menyisakan jawaban yang mungkin. Periksa nilai terkecil dan terbesarnya.",
                    field.id
                ),
                format!(
                    "The limits of the field “{}” leave no possible answer. Check the smallest and the largest.",
                    field.id
                ),
            )
        })
        .collect()
}

fn leaves_room(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Text { max } | FieldKind::Paragraph { max } => *max != Some(0),
        FieldKind::Number { min, max, .. } => min.zip(*max).is_none_or(|(min, max)| min <= max),
        FieldKind::Money { min, max } => min.zip(*max).is_none_or(|(min, max)| min <= max),
        FieldKind::Rows { columns, min, max } => *max > 0 && min <= max && !columns.is_empty(),
        FieldKind::Place { within } => within.is_none_or(|[south, west, north, east]| south < north && west < east),
        FieldKind::Date { .. }
        | FieldKind::Yes
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Nik
        | FieldKind::Npwp
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. } => true,
    }
}

/// `S-FIELD-DATE`: a date's limits are `today`, `today+7`, `today-30` or a day.
pub(super) fn date_limits_can_be_read(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Asked { path, field } in all(subject) {
        let FieldKind::Date { earliest, latest } = &field.kind else { continue };
        for (key, limit) in [("earliest", earliest), ("latest", latest)] {
            if let Some(limit) = limit.as_deref().filter(|limit| !is_date_limit(limit)) {
                found.push(error(
                    "S-FIELD-DATE",
                    format!("{path}.{key}"),
                    format!("Batas tanggal “{limit}” pada isian “{}” tidak dapat dibaca. Tulis today, today+7, today-30, atau tanggal seperti 2026-01-31.", field.id),
                    format!("The date limit “{limit}” of the field “{}” cannot be read. Write today, today+7, today-30, or a day such as 2026-01-31.", field.id),
                ));
            }
        }
    }
    found
}

fn is_date_limit(limit: &str) -> bool {
    match limit.strip_prefix("today") {
        Some("") => true,
        Some(days) => days.strip_prefix(['+', '-']).is_some_and(|days| days.parse::<u16>().is_ok()),
        None => limit.parse::<jiff::civil::Date>().is_ok(),
    }
}

/// `S-FIELD-PUBLIC`: a personal number never stands on the public verification page.
pub(super) fn personal_numbers_stay_private(subject: &Subject<'_>) -> Vec<Found> {
    let personal =
        |kind: &FieldKind| matches!(kind, FieldKind::Nik | FieldKind::Npwp | FieldKind::Phone | FieldKind::Email);
    let shown = all(subject).into_iter().filter(|asked| asked.field.public && personal(&asked.field.kind));
    shown
        .map(|Asked { path, field }| {
            error(
                "S-FIELD-PUBLIC",
                format!("{path}.public"),
                format!("Isian “{}” adalah data pribadi, jadi tidak boleh tampil pada halaman pemeriksaan umum. Hapus public = true.", field.id),
                format!("The field “{}” is personal data and must not stand on the public verification page. Delete public = true.", field.id),
            )
        })
        .collect()
}

/// `S-ROWS-NESTED`: there are no rows within rows.
pub(super) fn rows_are_flat(subject: &Subject<'_>) -> Vec<Found> {
    let nested = all(subject).into_iter().filter(|asked| {
        asked.path.contains(".columns[") && matches!(asked.field.kind, FieldKind::Rows { .. } | FieldKind::Place { .. })
    });
    nested
        .map(|Asked { path, field }| {
            error(
                "S-ROWS-NESTED",
                format!("{path}.id"),
                format!("Kolom “{}” berisi daftar atau peta di dalam daftar, yang tidak dapat diisi. Jadikan isian tersendiri.", field.id),
                format!("The column “{}” puts rows or a map within rows, which cannot be filled in. Make it a field of its own.", field.id),
            )
        })
        .collect()
}

/// `S-SECTION-EMPTY`: a page asks something.
pub(super) fn pages_ask_something(subject: &Subject<'_>) -> Vec<Found> {
    let empty = subject.sop.sections.iter().enumerate().filter(|(_, section)| section.fields.is_empty());
    empty
        .map(|(at, section)| {
            error(
                "S-SECTION-EMPTY",
                format!("section[{at}].id"),
                format!(
                    "Bagian formulir “{}” tidak menanyakan apa pun. Tambahkan [[section.field]], atau hapus bagiannya.",
                    section.id
                ),
                format!("The section “{}” asks nothing. Add [[section.field]], or delete the section.", section.id),
            )
        })
        .collect()
}
