//! Read tables and jobs for the tests: the case's row, its tasks, its letters, and a job for every change.

use casework::case::{Event, Recorded};
use casework::office::Office;
use store::{Change, Job, Statement};

/// The rows of a change.
pub fn project(change: &Change<'_>, _: &Office) -> Vec<Statement> {
    let (office, case) = (change.office, change.case_id.0);
    let mut statements = Vec::new();
    for recorded in change.events {
        match &recorded.event {
            Event::StepEntered { step, role, visit, .. } => statements.push(Statement::new(
                "insert into task (office, case_id, step, role, officer, service, number, applicant, search, since_us, due, visit)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                vec![
                    office.into(),
                    case.into(),
                    step.0.as_str().into(),
                    role.as_str().into(),
                    None::<i64>.into(),
                    "sip-dokter".into(),
                    "".into(),
                    "".into(),
                    "".into(),
                    recorded.at.as_microsecond().into(),
                    "9999-12-31".into(),
                    i64::from(*visit).into(),
                ],
            )),
            Event::StepCompleted { step, .. } => statements.push(
                Statement::new(
                    "delete from task where office = $1 and case_id = $2 and step = $3",
                    vec![office.into(), case.into(), step.0.as_str().into()],
                )
                .touching(1),
            ),
            Event::LetterIssued { .. } => statements.push(letter(change, recorded)),
            Event::Submitted { .. }
            | Event::BranchArrived { .. }
            | Event::StepClaimed { .. }
            | Event::StepReleased { .. }
            | Event::StepHandedOver { .. }
            | Event::Reminded { .. }
            | Event::Adopted { .. }
            | Event::StepReassigned { .. }
            | Event::Recused { .. }
            | Event::Corrected { .. }
            | Event::Added { .. }
            | Event::Reopened { .. }
            | Event::LetterRecorded { .. }
            | Event::TimerFired { .. }
            | Event::DutyOpened { .. }
            | Event::DutyFulfilled { .. }
            | Event::Withdrawn { .. }
            | Event::Fee { .. }
            | Event::LimitWarned { .. }
            | Event::DeemedGranted { .. }
            | Event::Ended { .. } => {}
        }
    }
    statements.extend(row(change));
    statements
}

fn letter(change: &Change<'_>, recorded: &Recorded) -> Statement {
    let Event::LetterIssued { letter, number, code, .. } = &recorded.event else { panic!("it is no letter") };
    Statement::new(
        "insert into letter (office, number, case_id, application, service, service_version, letter, kind, code, holder,
                             shown, issued, at_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        vec![
            change.office.into(),
            number.as_str().into(),
            change.case_id.0.into(),
            change.case.filing().map(|filing| filing.number.as_str()).into(),
            "sip-dokter".into(),
            1_i64.into(),
            letter.as_str().into(),
            "licence".into(),
            code.to_string().into(),
            "".into(),
            "{}".into(),
            "".into(),
            recorded.at.as_microsecond().into(),
        ],
    )
}

fn row(change: &Change<'_>) -> Option<Statement> {
    let (case, filing) = (change.case, change.case.filing()?);
    let last = change.events.last()?.at.as_microsecond();
    Some(Statement::new(
        "insert into case_row (office, id, version, number, tracking, service, service_version, account, applicant,
                               submitted_us, updated_us, due, holder, state, ended_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (office, id) do update set version = excluded.version, updated_us = excluded.updated_us,
             state = excluded.state, ended_us = excluded.ended_us",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            i64::try_from(case.version).expect("a small number").into(),
            filing.number.as_str().into(),
            filing.tracking.to_string().into(),
            filing.bundle.service.0.as_str().into(),
            i64::from(filing.bundle.version).into(),
            filing.applicant.account.into(),
            filing.applicant.name.as_str().into(),
            filing.at.as_microsecond().into(),
            last.into(),
            None::<&str>.into(),
            "".into(),
            if case.ended.is_some() { "granted" } else { "open" }.into(),
            case.ended.as_ref().map(|ended| ended.at.as_microsecond()).into(),
        ],
    ))
}

/// A job for every change.
pub fn effects(change: &Change<'_>, _: &Office) -> Vec<Statement> {
    let job = Job {
        id: format!("{}-{}", change.case_id.0, change.case.version),
        kind: "mail",
        payload: serde_json::json!({ "case": change.case_id.0 }),
        run_at: change.events.last().expect("something happened").at,
    };
    vec![job.enqueue(change.office)]
}

/// The statements that empty the read tables of an office.
pub fn clear(office: &str) -> Vec<Statement> {
    [
        "delete from task where office = $1",
        "delete from letter where office = $1",
        "delete from case_row where office = $1",
    ]
    .map(|sql| Statement::new(sql, vec![office.into()]))
    .to_vec()
}
