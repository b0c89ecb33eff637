//! What officers do with a case besides working on its steps: write a note, take it up again, hand a step to a colleague,
//! remind whoever has it.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{CaseId, Command};
use casework::form::{Fault, Typed};
use casework::id::Nik;
use casework::lang::Text;
use casework::sop::StepId;
use jiff::Timestamp;
use store::StoreError;

use super::access::{self, Look, Opened};
use super::commands::{Pairs, execute, refused};
use super::pages::{self, Showing};
use super::queries::{self, Note};
use crate::app::{Desk, Failed};
use crate::http::Visit;
use crate::people::{self, Account, AccountKind};

/// The text of a note.
pub(super) const NOTE_TEXT: &str = "note-text";
/// Who reads it.
pub(super) const NOTE_FOR: &str = "note-for";
/// Why a case is taken up again.
pub(super) const REOPEN_REASON: &str = "reopen-reason";
/// To whom a step is handed.
pub(super) const HAND_TO: &str = "hand-to";
/// Why.
pub(super) const HAND_REASON: &str = "hand-reason";

/// The longest note, in characters.
pub const NOTE_MOST: usize = 2_000;

/// Why a note cannot be written as it is; nothing where it can.
pub fn note_fault(text: &str) -> Option<Text> {
    let length = text.trim().chars().count();
    if length == 0 {
        return Some(Text::new(
            "Catatan ini masih kosong. Tulis dahulu isinya.",
            "This note is empty. Write something.",
        ));
    }
    if holds_personal_number(text) {
        return Some(Text::new(
            "Catatan ini memuat NIK. Hapus nomornya; NIK pemohon sudah ada pada isiannya.",
            "This note holds a NIK. Take it out; the applicant's NIK is among the answers.",
        ));
    }
    (length > NOTE_MOST).then(|| {
        Text::new(
            format!("Catatan ini lebih panjang dari {NOTE_MOST} huruf. Ringkaskan, atau pecah menjadi dua."),
            format!("This note is longer than {NOTE_MOST} characters. Make it shorter, or write two."),
        )
    })
}

/// Whether a NIK stands in a text, also with the blanks, dots or hyphens that people put between its digits.
fn holds_personal_number(text: &str) -> bool {
    let joined: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    joined.split(|c: char| !c.is_ascii_digit()).any(|digits| Nik::parse(digits).is_ok())
}

/// Writes a note on a case; `everybody` with a part in the case reads it, else the officer's own agency alone.
///
/// # Errors
/// The database does not answer.
pub async fn write_note(
    desk: &Desk,
    (officer, case): (&Account, CaseId),
    (request_id, text): (&str, &str),
    everybody: bool,
    at: Timestamp,
) -> Result<Note, StoreError> {
    let agency = match &officer.kind {
        AccountKind::Officer { agency, .. } => agency.0.clone(),
        AccountKind::Applicant => String::new(),
    };
    let roles: Vec<&str> = officer.roles().iter().map(|role| role.0.as_str()).collect();
    let note = Note {
        account: officer.id,
        author: officer.name.clone(),
        roles: roles.join(","),
        audience: if everybody { String::new() } else { agency },
        text: text.trim().to_owned(),
        at,
    };
    desk.write(vec![queries::insert_note(&desk.id, request_id, case, &note)]).await?;
    Ok(note)
}

/// `POST /meja/berkas/{case}/catatan`: writes a note.
pub async fn note(visit: Visit, Path(id): Path<String>, Form(form): Form<Pairs>) -> Response {
    let opened = match access::open(&visit, &id, Look::CASE).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(form);
    if let Some(message) = note_fault(typed.one(NOTE_TEXT)) {
        return again(&visit, &opened, typed, vec![Fault { field: NOTE_TEXT.to_owned(), message }]).await;
    }
    let everybody = typed.one(NOTE_FOR) == "semua";
    let fresh = format!("{:032x}", rand::random::<u128>());
    let request_id = Some(typed.one("request_id")).filter(|id| !id.is_empty()).unwrap_or(&fresh);
    let what = (request_id, typed.one(NOTE_TEXT));
    match write_note(&visit.desk, (&opened.officer, opened.id), what, everybody, visit.app.now()).await {
        Ok(_) => done(&opened, &typed, "catatan"),
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /meja/berkas/{case}/buka-lagi`: takes up a case again that silence has closed.
pub async fn reopen(visit: Visit, Path(id): Path<String>, Form(form): Form<Pairs>) -> Response {
    let typed = Typed::from_pairs(form);
    let reason = typed.one(REOPEN_REASON).chars().take(500).collect();
    change(&visit, &id, typed, Command::Reopen { reason }, (REOPEN_REASON, "buka")).await
}

/// `POST /meja/berkas/{case}/serahkan/{step}`: hands a step to a colleague.
pub async fn hand_over(visit: Visit, Path((id, step)): Path<(String, String)>, Form(form): Form<Pairs>) -> Response {
    let typed = Typed::from_pairs(form);
    let to = match colleague(&visit.desk, typed.one(HAND_TO)).await {
        Ok(to) => to,
        Err(error) => return visit.trouble(&error),
    };
    let Some(to) = to else {
        let opened = match access::open(&visit, &id, Look::CASE).await {
            Ok(opened) => opened,
            Err(answer) => return answer,
        };
        return again(&visit, &opened, typed, vec![nobody_chosen()]).await;
    };
    let reason = typed.one(HAND_REASON).chars().take(300).collect();
    let command = Command::HandOver { step: StepId(step), to: to.officer_id(), roles: to.roles().to_vec(), reason };
    change(&visit, &id, typed, command, (HAND_REASON, "serahkan")).await
}

/// `POST /meja/berkas/{case}/ingatkan/{step}`: reminds whoever has a step.
pub async fn remind(visit: Visit, Path((id, step)): Path<(String, String)>, Form(form): Form<Pairs>) -> Response {
    let typed = Typed::from_pairs(form);
    change(&visit, &id, typed, Command::Remind { step: StepId(step) }, ("", "ingatkan")).await
}

/// The officer whom a form names by account.
///
/// # Errors
/// The database does not answer.
pub async fn colleague(desk: &Desk, account: &str) -> Result<Option<Account>, StoreError> {
    let Ok(account) = account.parse() else { return Ok(None) };
    Ok(people::by_id(desk, account).await?.filter(Account::is_officer))
}

/// Nobody was chosen to hand something to.
pub fn nobody_chosen() -> Fault {
    let message = Text::new("Pilih dahulu rekan yang menerimanya.", "Choose the colleague who is to have it.");
    Fault { field: HAND_TO.to_owned(), message }
}

/// Carries out what a small form asks for; a refusal of what was typed stands at its control.
async fn change(visit: &Visit, id: &str, typed: Typed, command: Command, (control, told): (&str, &str)) -> Response {
    let opened = match access::open(visit, id, Look::CASE).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    match execute(visit, &opened, &typed, command).await {
        Ok(()) => done(&opened, &typed, told),
        Err(Failed::Refused(refusal))
            if refusal.kind == casework::case::RefusalKind::Invalid && !control.is_empty() =>
        {
            let fault = Fault { field: control.to_owned(), message: refusal.message };
            again(visit, &opened, typed, vec![fault]).await
        }
        Err(Failed::Refused(refusal)) => {
            let showing = Showing { small: typed, ..Showing::default() };
            refused(visit, opened, &refusal, showing).await
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(visit: &Visit, opened: &Opened, typed: Typed, faults: Vec<Fault>) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    pages::show(visit, opened, Showing { small: typed, small_faults: faults, status, ..Showing::default() }).await
}

/// Back to the page, in the list that it was opened from.
pub(super) fn done(opened: &Opened, typed: &Typed, told: &str) -> Response {
    let here = format!("/meja/berkas/{}?selesai={told}{}", opened.id.0, carried(typed));
    Redirect::to(&here).into_response()
}

/// The list that a form carries along, ready for an address; empty where there is none.
pub(super) fn carried(typed: &Typed) -> String {
    let (list, place) = (typed.one("daftar"), typed.one("posisi"));
    if list.is_empty() {
        return String::new();
    }
    format!("&daftar={}&posisi={}", crate::ui::encode(list), crate::ui::encode(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_holds_something_and_no_personal_number() {
        let fits = |text: &str| note_fault(text).is_none();
        assert!(fits("Telepon 0812-0000-1177, janji 12 Januari 2026"));
        assert!(!fits(" \n") && !fits(&"x".repeat(NOTE_MOST + 1)));
        assert!(!fits("NIK 1671164502030001") && !fits("1671.1645.0203.0001") && !fits("1671 1645 0203 0001"));
        assert!(fits("Rekening 12345678901234567") && fits("Tahun 2026 0812-0000-1177"), "other numbers");
    }
}
