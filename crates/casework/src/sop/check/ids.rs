//! Names within the file: well formed, and each given once. Answers and documents are named with `_`, because formulas
//! read `-` as minus; steps, outcomes, letters and the like may have `-`.

use std::collections::BTreeMap;

use super::found::{Found, Subject, error};
use crate::form::{Field, FieldKind};

/// Names that formulas use themselves, so no answer can have them.
const RESERVED: [&str; 7] = ["fakta", "temuan", "hari_ini", "true", "false", "null", "in"];

/// One id: where it stands, within which scope it must be the only one, what it names in both languages, and whether
/// formulas read it as an answer.
struct Named {
    path: String,
    id: String,
    scope: String,
    what: (&'static str, &'static str),
    is_answer: bool,
}

/// `S-ID-MALFORMED`: ids are lower-case letters, digits and `_` (for most also `-`), beginning with a letter.
pub(super) fn malformed(subject: &Subject<'_>) -> Vec<Found> {
    let service = &subject.sop.service.id.0;
    let mut found: Vec<Found> = all(subject).iter().filter(|named| !well_formed(&named.id, !named.is_answer)).map(|named| {
        let (what_id, what_en) = named.what;
        error(
            "S-ID-MALFORMED",
            &named.path,
            format!("Id {what_id} “{}” tidak dapat dipakai. Pakai huruf kecil, angka, dan garis bawah, diawali huruf: misalnya “pas_foto”.", named.id),
            format!("The id “{}” of a {what_en} cannot be used. Use lower-case letters, digits and underscores, beginning with a letter, as in “pas_foto”.", named.id),
        )
    }).collect();
    if !service.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') || service.is_empty() {
        found.push(error(
            "S-ID-MALFORMED",
            "service.id",
            format!("Id layanan “{service}” tidak dapat dipakai sebagai nama folder dan alamat. Pakai huruf kecil, angka, dan tanda hubung: misalnya “sip-dokter”."),
            format!("The service's id “{service}” cannot name a folder and an address. Use lower-case letters, digits and hyphens, as in “sip-dokter”."),
        ));
    }
    found
}

/// `S-ID-RESERVED`: names that formulas use themselves cannot be given to an answer.
pub(super) fn reserved(subject: &Subject<'_>) -> Vec<Found> {
    all(subject)
        .into_iter()
        .filter(|named| named.is_answer && RESERVED.contains(&named.id.as_str()))
        .map(|named| {
            error(
                "S-ID-RESERVED",
                named.path,
                format!("Nama “{}” sudah dipakai oleh rumus sendiri. Pilih nama lain.", named.id),
                format!("The name “{}” is used by formulas themselves. Choose another.", named.id),
            )
        })
        .collect()
}

/// `S-ID-DUPLICATE`: within its kind, an id is given once.
pub(super) fn duplicate(subject: &Subject<'_>) -> Vec<Found> {
    let mut first: BTreeMap<(String, String), &'static str> = BTreeMap::new();
    let mut found = Vec::new();
    for named in all(subject) {
        match first.get(&(named.scope.clone(), named.id.clone())) {
            None => {
                first.insert((named.scope, named.id), named.what.0);
            }
            Some(other) => found.push(error(
                "S-ID-DUPLICATE",
                named.path,
                format!("Id “{}” dipakai dua kali ({other} dan {}), sehingga tidak jelas yang mana yang dimaksud. Ganti salah satunya.", named.id, named.what.0),
                format!("The id “{}” is given twice, so it is not clear which one is meant. Change one of them.", named.id),
            )),
        }
    }
    found
}

fn well_formed(id: &str, hyphens: bool) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || (hyphens && c == '-'))
}

/// Every id of the file but the service's. Ids of one scope must differ; documents and answers share a scope, because
/// corrections and refusals name both.
fn all(subject: &Subject<'_>) -> Vec<Named> {
    let sop = subject.sop;
    let mut all = Vec::new();
    let mut add = |path: String, id: &str, scope: &str, what: (&'static str, &'static str)| {
        let is_answer = ["isian", "kolom"].contains(&what.0);
        // Formulas see the findings of `cek-lokasi` as `temuan.cek_lokasi`, so the two count as one name.
        let id = if scope == "step" { id.replace('-', "_") } else { id.to_owned() };
        all.push(Named { path: format!("{path}.id"), id, scope: scope.to_owned(), what, is_answer });
    };
    for (at, basis) in sop.identity.legal_basis.iter().enumerate() {
        add(format!("identity.legal_basis[{at}]"), &basis.id, "basis", ("dasar hukum", "legal basis"));
    }
    for (at, requirement) in sop.requirements.iter().enumerate() {
        add(format!("requirement[{at}]"), &requirement.id.0, "input", ("persyaratan", "requirement"));
    }
    for (at, section) in sop.sections.iter().enumerate() {
        add(format!("section[{at}]"), &section.id, "section", ("bagian formulir", "section"));
        fields(&mut add, &format!("section[{at}]"), "input", &section.fields);
    }
    for (at, rule) in sop.rules.iter().enumerate() {
        add(format!("rule[{at}]"), &rule.id, "input", ("aturan", "rule"));
    }
    for (at, end) in sop.ends.iter().enumerate() {
        add(format!("end[{at}]"), &end.id.0, "step", ("akhir", "end"));
    }
    for (path, step) in subject.steps() {
        add(path.clone(), &step.id.0, "step", ("langkah", "step"));
        fields(&mut add, &path, &path, &step.fields);
    }
    for (path, step, outcome) in subject.outcomes() {
        add(path, &outcome.id.0, &format!("outcome/{}", step.id), ("hasil", "outcome"));
    }
    for (at, reason) in sop.reasons.iter().enumerate() {
        add(format!("reason[{at}]"), &reason.id, "reason", ("alasan", "reason"));
    }
    for (at, timer) in sop.timers.iter().enumerate() {
        add(format!("timer[{at}]"), &timer.id.0, "timer", ("pengatur waktu", "timer"));
    }
    for (at, letter) in sop.letters.iter().enumerate() {
        add(format!("letter[{at}]"), &letter.id, "letter", ("surat", "letter"));
    }
    for (at, duty) in sop.duties.iter().enumerate() {
        add(format!("duty[{at}]"), &duty.id, "duty", ("kewajiban", "duty"));
    }
    all
}

fn fields(
    add: &mut impl FnMut(String, &str, &str, (&'static str, &'static str)),
    path: &str,
    scope: &str,
    fields: &[Field],
) {
    for (at, field) in fields.iter().enumerate() {
        let path = format!("{path}.field[{at}]");
        add(path.clone(), &field.id, scope, ("isian", "field"));
        if let FieldKind::Rows { columns, .. } = &field.kind {
            for (at, column) in columns.iter().enumerate() {
                add(format!("{path}.columns[{at}]"), &column.id, &path, ("kolom", "column"));
            }
        }
    }
}
