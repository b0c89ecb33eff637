//! The register of letters and licences, and duties, from what happened.

use std::collections::BTreeMap;

use casework::case::{Event, Recorded};
use casework::office::Office;
use casework::sop::LetterKind;
use jiff::civil::Date;
use store::{Change, Statement};

use super::holder;
use crate::secret::Secret;

/// What a command's events change in the register.
pub fn project(change: &Change<'_>, office: &Office, secret: &Secret) -> Vec<Statement> {
    change.events.iter().flat_map(|recorded| one(change, recorded, office, secret)).collect()
}

fn one(change: &Change<'_>, recorded: &Recorded, office: &Office, secret: &Secret) -> Vec<Statement> {
    let (name, case) = (change.office, change.case_id.0);
    match &recorded.event {
        Event::Submitted { filing, answers, .. } => match answers.text("nik") {
            None => Vec::new(),
            Some(nik) => vec![Statement::new(
                "insert into case_person (office, case_id, person, service) values ($1, $2, $3, $4)",
                vec![name.into(), case.into(), secret.person(nik).into(), filing.bundle.service.0.as_str().into()],
            )],
        },
        Event::LetterIssued { .. } => issued(change, recorded, office, secret),
        Event::LetterRecorded { number, file } => vec![Statement::new(
            "update letter set file = $3 where office = $1 and number = $2",
            vec![name.into(), number.as_str().into(), file.sha256.as_str().into()],
        )],
        Event::DutyOpened { duty, due } => opened(change, recorded, office, duty, *due),
        Event::DutyFulfilled { duty, .. } => vec![Statement::new(
            "update duty set fulfilled_us = $4 where office = $1 and case_id = $2 and duty = $3",
            vec![name.into(), case.into(), duty.as_str().into(), recorded.at.as_microsecond().into()],
        )],
        Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepHandedOver { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::Added { .. }
        | Event::Reopened { .. }
        | Event::TimerFired { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => Vec::new(),
    }
}

/// A letter enters the register; a licence also counts for the person who holds it.
fn issued(change: &Change<'_>, recorded: &Recorded, office: &Office, secret: &Secret) -> Vec<Statement> {
    let (Event::LetterIssued { letter, letter_kind, number, code, date, until, .. }, Some(filing)) =
        (&recorded.event, change.case.filing())
    else {
        return Vec::new();
    };
    let until = until.map(|day| day.to_string());
    let service = filing.bundle.service.0.as_str();
    let held = Held::of(change, office, *date);
    let mut statements = vec![Statement::new(
        "insert into letter (office, number, case_id, application, service, service_version, letter, kind, code, holder, shown,
                             issued, until, at_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        vec![
            change.office.into(),
            number.as_str().into(),
            change.case_id.0.into(),
            filing.number.as_str().into(),
            service.into(),
            i64::from(filing.bundle.version).into(),
            letter.as_str().into(),
            kind(*letter_kind).into(),
            code.to_string().into(),
            held.holder.into(),
            held.shown.into(),
            date.to_string().into(),
            until.clone().into(),
            recorded.at.as_microsecond().into(),
        ],
    )];
    if let (LetterKind::Licence, Some(nik)) = (letter_kind, change.case.answers.text("nik")) {
        statements.push(Statement::new(
            "insert into holding (office, person, service, case_id, until) values ($1, $2, $3, $4, $5)
             on conflict (office, person, service, case_id) do update set until = excluded.until",
            vec![
                change.office.into(),
                secret.person(nik).into(),
                service.into(),
                change.case_id.0.into(),
                until.into(),
            ],
        ));
    }
    statements
}

/// A duty begins.
fn opened(change: &Change<'_>, recorded: &Recorded, office: &Office, duty: &str, due: Date) -> Vec<Statement> {
    let Some(filing) = change.case.filing() else { return Vec::new() };
    let held = Held::of(change, office, office.calendar.zone().day(recorded.at));
    vec![Statement::new(
        "insert into duty (office, case_id, duty, application, service, service_version, holder, due)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            duty.into(),
            filing.number.as_str().into(),
            filing.bundle.service.0.as_str().into(),
            i64::from(filing.bundle.version).into(),
            held.holder.into(),
            due.to_string().into(),
        ],
    )]
}

/// What the register says of a licence's holder.
#[derive(Default)]
struct Held {
    /// The name.
    holder: String,
    /// The answers that identify the holder in public, by field: those that the SOP marks so, and no others. JSON.
    shown: String,
}

impl Held {
    fn of(change: &Change<'_>, office: &Office, on: Date) -> Held {
        let Some(filing) = change.case.filing() else { return Held::default() };
        let Some(sop) = office.catalogue.get(&filing.bundle) else {
            return Held { holder: filing.applicant.name.clone(), shown: "{}".to_owned() };
        };
        let answers = holder::answers(sop, change.case, on);
        let public = sop.fields().filter(|field| field.public);
        let shown: BTreeMap<&str, &serde_json::Value> =
            public.filter_map(|field| answers.get(&field.id).map(|value| (field.id.as_str(), value))).collect();
        let shown = serde_json::to_string(&shown).unwrap_or_else(|_| "{}".to_owned());
        Held { holder: holder::name(&answers, filing).to_owned(), shown }
    }
}

/// The kind in one word, as the register filters by it.
pub fn kind(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Licence => "licence",
        LetterKind::Rejection => "rejection",
        LetterKind::Recommendation => "recommendation",
        LetterKind::Assignment => "assignment",
    }
}

/// The kind that [`kind`] wrote.
pub fn kind_named(name: &str) -> LetterKind {
    let kinds = [LetterKind::Licence, LetterKind::Rejection, LetterKind::Recommendation, LetterKind::Assignment];
    kinds.into_iter().find(|known| kind(*known) == name).unwrap_or(LetterKind::Assignment)
}

/// The statements that empty this slice's read tables for an office, before a rebuild.
pub fn clear(office: &str) -> Vec<Statement> {
    vec![
        Statement::new("delete from letter where office = $1", vec![office.into()]),
        Statement::new("delete from duty where office = $1", vec![office.into()]),
        Statement::new("delete from holding where office = $1", vec![office.into()]),
        Statement::new("delete from case_person where office = $1", vec![office.into()]),
    ]
}
