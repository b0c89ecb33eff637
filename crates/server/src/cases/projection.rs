//! The rows of cases and of the tasks open on them, from what happened.

use casework::case::{Case, Event, Recorded};
use casework::clock;
use casework::office::Office;
use casework::sop::EndResult;
use store::{Change, Statement};

/// What a command's events change in the lists of cases and tasks.
pub fn project(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let mut statements = Vec::new();
    for recorded in change.events {
        tasks(change, recorded, &mut statements);
    }
    statements.extend(row(change, office));
    statements.extend(count(change, office));
    statements
}

/// Open work, step by step.
fn tasks(change: &Change<'_>, recorded: &Recorded, statements: &mut Vec<Statement>) {
    let (office, case) = (change.office, change.case_id.0);
    match &recorded.event {
        Event::StepEntered { step, visit, due, role, .. } => {
            let Some(filing) = change.case.filing() else { return };
            statements.push(Statement::new(
                "insert into task (office, case_id, step, role, officer, service, number, applicant, since_us, due, visit)
                 values ($1, $2, $3, $4, null, $5, $6, $7, $8, $9, $10)",
                vec![
                    office.into(),
                    case.into(),
                    step.0.as_str().into(),
                    role.as_str().into(),
                    filing.bundle.service.0.as_str().into(),
                    filing.number.as_str().into(),
                    filing.applicant.name.as_str().into(),
                    recorded.at.as_microsecond().into(),
                    due.map(|day| day.to_string()).into(),
                    i64::from(*visit).into(),
                ],
            ));
        }
        Event::StepClaimed { step, officer } => statements.push(Statement::new(
            "update task set officer = $4 where office = $1 and case_id = $2 and step = $3",
            vec![office.into(), case.into(), step.0.as_str().into(), officer.account.into()],
        )),
        Event::StepReleased { step } => statements.push(Statement::new(
            "update task set officer = null where office = $1 and case_id = $2 and step = $3",
            vec![office.into(), case.into(), step.0.as_str().into()],
        )),
        Event::StepCompleted { step, .. } => statements.push(Statement::new(
            "delete from task where office = $1 and case_id = $2 and step = $3",
            vec![office.into(), case.into(), step.0.as_str().into()],
        )),
        Event::Withdrawn { .. } => statements.push(Statement::new(
            "delete from task where office = $1 and case_id = $2",
            vec![office.into(), case.into()],
        )),
        Event::Submitted { .. }
        | Event::BranchArrived { .. }
        | Event::Corrected { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::Ended { .. } => {}
    }
}

/// The case's own row, once a command: as it stands after the last event.
fn row(change: &Change<'_>, office: &Office) -> Option<Statement> {
    let case = change.case;
    let filing = case.filing()?;
    let last = change.events.last()?;
    let due = due_day(case, office);
    let holder = case.ledger.holder().map_or_else(String::new, |holder| holder.code());
    Some(Statement::new(
        "insert into case_row (office, id, version, number, tracking, service, service_version, account, applicant,
                               submitted_us, updated_us, due, holder, state, ended_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (office, id) do update set version = excluded.version, updated_us = excluded.updated_us,
             due = excluded.due, holder = excluded.holder, state = excluded.state, ended_us = excluded.ended_us",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            i64::try_from(case.version).unwrap_or(i64::MAX).into(),
            filing.number.as_str().into(),
            filing.tracking.to_string().into(),
            filing.bundle.service.0.as_str().into(),
            i64::from(filing.bundle.version).into(),
            filing.applicant.account.into(),
            filing.applicant.name.as_str().into(),
            filing.at.as_microsecond().into(),
            last.at.as_microsecond().into(),
            due.into(),
            holder.into(),
            state(case).into(),
            case.ended.as_ref().map(|ended| ended.at.as_microsecond()).into(),
        ],
    ))
}

/// A decided case is counted once, on the day of its end.
fn count(change: &Change<'_>, office: &Office) -> Option<Statement> {
    let ends = change.events.iter().any(|recorded| match recorded.event {
        Event::Ended { result: EndResult::Granted | EndResult::Rejected, .. } => true,
        Event::Ended { result: EndResult::Closed, .. }
        | Event::Submitted { .. }
        | Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::Withdrawn { .. } => false,
    });
    let (filing, ended) = (change.case.filing()?, change.case.ended.as_ref()?);
    // Years that the calendar does not have cannot be counted; the case then shows its own trouble.
    let due = clock::due(&change.case.ledger, filing.at, filing.promise, &office.calendar).ok()?;
    let day = office.calendar.zone().day(ended.at);
    let late = clock::lateness(&due, day, &office.calendar).ok()?.is_late();
    ends.then(|| {
        Statement::new(
            "insert into case_count (office, service, day, days, finished, on_time) values ($1, $2, $3, $4, 1, $5)
             on conflict (office, service, day, days) do update set finished = case_count.finished + 1,
                 on_time = case_count.on_time + excluded.on_time",
            vec![
                change.office.into(),
                filing.bundle.service.0.as_str().into(),
                day.to_string().into(),
                i64::from(due.counted).into(),
                i64::from(!late).into(),
            ],
        )
    })
}

/// The promised day as it stands; nothing while the clock stands still or the calendar does not reach that far.
fn due_day(case: &Case, office: &Office) -> Option<String> {
    let filing = case.filing()?;
    let due = clock::due(&case.ledger, filing.at, filing.promise, &office.calendar).ok()?;
    due.date.map(|day| day.to_string())
}

/// The state in one word, as lists filter by it. Lateness is none: it is derived from the due day.
fn state(case: &Case) -> &'static str {
    match case.ended.as_ref().map(|ended| ended.result) {
        None => "open",
        Some(EndResult::Granted) => "granted",
        Some(EndResult::Rejected) => "rejected",
        Some(EndResult::Closed) => "closed",
    }
}

/// The statements that empty this slice's read tables for an office, before a rebuild.
pub fn clear(office: &str) -> Vec<Statement> {
    vec![
        Statement::new("delete from task where office = $1", vec![office.into()]),
        Statement::new("delete from case_row where office = $1", vec![office.into()]),
        Statement::new("delete from case_count where office = $1", vec![office.into()]),
    ]
}
