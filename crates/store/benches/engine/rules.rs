//! What is written with a step, besides its events: the rows of its case and tasks, timers, messages, and the fact that
//! its decision asks for. As many rows of the same size as the server's own projections write.

use std::sync::Arc;

use casework::case::{CaseId, Command, Event};
use casework::office::Office;
use store::{Change, Fact, Job, Request, Rules, Statement};

use crate::{ground, office};

#[path = "../../tests/store/rows.rs"]
mod rows;

/// The rules of the office.
pub fn rules() -> Rules {
    let office = office::demo();
    Rules { office: Arc::new(move || office.clone()), rows: Arc::new(project), effects: Arc::new(effects) }
}

/// The statements that empty the read tables.
pub fn clear() -> Vec<Statement> {
    let mut clear = rows::clear(ground::OFFICE);
    clear.push(Statement::new("delete from case_person where office = $1", vec![ground::OFFICE.into()]));
    clear.push(Statement::new("delete from holding where office = $1", vec![ground::OFFICE.into()]));
    clear
}

/// The read tables.
pub fn project(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let mut statements = rows::project(change, office);
    let person = || change.case_id.0.to_be_bytes().repeat(4);
    for recorded in change.events {
        if let Event::Submitted { .. } = &recorded.event {
            statements.push(Statement::new(
                "insert into case_person (office, case_id, person, service) values ($1, $2, $3, $4)",
                vec![change.office.into(), change.case_id.0.into(), person().into(), "sip-dokter".into()],
            ));
        }
        if let Event::LetterIssued { until, .. } = &recorded.event {
            statements.push(Statement::new(
                "insert into holding (office, person, service, case_id, until) values ($1, $2, $3, $4, $5)
                 on conflict (office, person, service, case_id) do nothing",
                vec![
                    change.office.into(),
                    person().into(),
                    "sip-dokter".into(),
                    change.case_id.0.into(),
                    until.map(|day| day.to_string()).into(),
                ],
            ));
        }
    }
    statements
}

/// Timers, messages, and the job of each.
fn effects(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let mut statements = rows::effects(change, office);
    let enqueue = |id: String, kind, at| {
        let payload = serde_json::json!({ "case": change.case_id.0, "what": id });
        Job { id, kind, payload, run_at: at }.enqueue(change.office)
    };
    for recorded in change.events {
        if let Event::StepEntered { timers, visit, .. } = &recorded.event {
            statements.extend(
                timers
                    .iter()
                    .map(|(timer, at)| enqueue(format!("timer-{}-{timer}-{visit}", change.case_id.0), "timer", *at)),
            );
        }
        if let Event::Submitted { .. } | Event::LetterIssued { .. } = &recorded.event {
            let id = format!("{}-{}", change.case_id.0, change.case.version);
            statements.push(Statement::new(
                "insert into message (office, id, case_id, recipient, subject, body, attachment, created_us, sent_us, error)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, null, null) on conflict (office, id) do nothing",
                vec![
                    change.office.into(),
                    id.as_str().into(),
                    change.case_id.0.into(),
                    "melati.anggraini@surel.contoh".into(),
                    "Permohonan Anda kami terima".into(),
                    "Kami menerima permohonan Anda. Simpan kode lacak ini. ".repeat(16).into(),
                    None::<&str>.into(),
                    recorded.at.as_microsecond().into(),
                ],
            ));
            statements.push(enqueue(format!("mail-{id}"), "mail", recorded.at));
        }
    }
    statements
}

/// A request with the fact that its decision asks for: how many licences the doctor holds.
pub fn with_facts(request: Request) -> Request {
    let query = match (&request.command, request.case) {
        (Command::Submit(_), _) => held_by_person(),
        (_, case) => held_by_case(case.unwrap_or_default()),
    };
    Request { facts: vec![Fact { name: "izin_aktif", query }], ..request }
}

fn held_by_person() -> Statement {
    Statement::new(
        "select count(*) from holding where office = $1 and person = $2 and service = $3 and (until is null or until >= $4)",
        vec![ground::OFFICE.into(), vec![0; 32].into(), "sip-dokter".into(), "2026-01-12".into()],
    )
}

/// The fact of a step: how many licences the doctor of a case holds.
pub fn held_by_case(case: CaseId) -> Statement {
    Statement::new(
        "select count(*) from case_person p
         join holding h on h.office = p.office and h.person = p.person and h.service = p.service
         where p.office = $1 and p.case_id = $2 and (h.until is null or h.until >= $3)",
        vec![ground::OFFICE.into(), case.0.into(), "2026-01-12".into()],
    )
}
