//! The marks by which the applicant of a case is known again: who is an officer of this office, or a relation of one.

use casework::case::Event;
use store::{Change, Statement};

use super::interests::name_key;
use crate::secret::Secret;

/// What a command's events change in the marks of the applicant.
pub fn project(change: &Change<'_>, secret: &Secret) -> Vec<Statement> {
    let told = |event: &Event| matches!(event, Event::Submitted { .. } | Event::Corrected { .. });
    let Some(filing) = change.case.filing() else { return Vec::new() };
    if !change.events.iter().any(|recorded| told(&recorded.event)) {
        return Vec::new();
    }
    let answers = &change.case.answers;
    let nik = answers.text("nik").map(|nik| secret.person(nik));
    let name = answers.text("nama").unwrap_or(&filing.applicant.name);
    let email = filing.applicant.email.as_deref().or_else(|| answers.text("email")).unwrap_or_default();
    vec![Statement::new(
        "insert into applicant_mark (office, case_id, nik, name_key, email) values ($1, $2, $3, $4, $5)
         on conflict (office, case_id) do update set nik = excluded.nik, name_key = excluded.name_key, email = excluded.email",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            nik.into(),
            name_key(name).into(),
            email.to_lowercase().into(),
        ],
    )]
}

/// The statements that empty the marks of an office, before a rebuild.
pub fn clear(office: &str) -> Vec<Statement> {
    vec![Statement::new("delete from applicant_mark where office = $1", vec![office.into()])]
}
