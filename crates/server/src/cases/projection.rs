//! The rows of cases and of the tasks open on them, from what happened.

use casework::case::{Case, Event, Filing, Recorded, due_of_step};
use casework::clock::{self, Clocks};
use casework::office::{Calendar, Office};
use casework::sop::EndResult;
use store::{Change, Statement};

use super::search;

/// The day that stands for no due day: later than all.
pub(super) const NO_DAY: &str = "9999-12-31";
/// The role of the applicant.
const APPLICANT: &str = "pemohon";

/// What a command's events change in the lists of cases and tasks.
pub fn project(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let mut statements = Vec::new();
    for recorded in change.events {
        tasks(change, recorded, office, &mut statements);
    }
    statements.extend(case_row(change, office));
    statements.extend(count(change, office));
    statements
}

/// The case's own row, once a command: made when it is filed, afterwards changed to how it stands after the last event.
fn case_row(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let (Some(filing), Some(last)) = (change.case.filing(), change.events.last()) else { return Vec::new() };
    let filed = change.events.iter().any(|recorded| matches!(recorded.event, Event::Submitted { .. }));
    let ended =
        change.events.iter().any(|recorded| matches!(recorded.event, Event::Ended { .. } | Event::Reopened { .. }));
    let mut statements = Vec::new();
    if filed {
        statements.push(made(change, filing, last, office));
        statements.extend(search::words(&filing.applicant.name, &filing.number).into_iter().map(|word| {
            Statement::new(
                "insert into case_word (office, word, case_id) values ($1, $2, $3)",
                vec![change.office.into(), word.into(), change.case_id.0.into()],
            )
        }));
        return statements;
    }
    statements.push(stands(change, last, office));
    statements.extend(adopted(change));
    if ended {
        statements.push(Statement::new(
            "update case_row set state = $3, ended_us = $4, calendar = $5 where office = $1 and id = $2",
            vec![
                change.office.into(),
                change.case_id.0.into(),
                state(change.case).into(),
                change.case.ended.as_ref().map(|ended| ended.at.as_microsecond()).into(),
                judged_by(change.case).into(),
            ],
        ));
    }
    statements
}

fn made(change: &Change<'_>, filing: &Filing, last: &Recorded, office: &Office) -> Statement {
    let days = Days::of(change.case, office);
    Statement::new(
        "insert into case_row (office, id, version, number, tracking, service, service_version, account, applicant,
                               submitted_us, updated_us, due, holder, state, ended_us, clock, limit_day, calendar)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            version(change.case).into(),
            filing.number.as_str().into(),
            filing.tracking.to_string().into(),
            filing.bundle.service.0.as_str().into(),
            i64::from(filing.bundle.version).into(),
            filing.applicant.account.into(),
            filing.applicant.name.as_str().into(),
            filing.at.as_microsecond().into(),
            last.at.as_microsecond().into(),
            days.due.into(),
            holder(change.case).into(),
            state(change.case).into(),
            change.case.ended.as_ref().map(|ended| ended.at.as_microsecond()).into(),
            days.clock.into(),
            days.limit.into(),
            judged_by(change.case).into(),
        ],
    )
}

/// What every command may change; nothing of it is in an index, so that a step costs no index its place.
fn stands(change: &Change<'_>, last: &Recorded, office: &Office) -> Statement {
    let days = Days::of(change.case, office);
    Statement::new(
        "update case_row set version = $3, updated_us = $4, due = $5, holder = $6, clock = $7, limit_day = $8
         where office = $1 and id = $2",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            version(change.case).into(),
            last.at.as_microsecond().into(),
            days.due.into(),
            holder(change.case).into(),
            days.clock.into(),
            days.limit.into(),
        ],
    )
}

/// A case that was taken into an account shows among that account's own.
fn adopted(change: &Change<'_>) -> Option<Statement> {
    let account = change.events.iter().find_map(|recorded| {
        let Event::Adopted { account } = recorded.event else { return None };
        Some(account)
    })?;
    Some(Statement::new(
        "update case_row set account = $3 where office = $1 and id = $2",
        vec![change.office.into(), change.case_id.0.into(), account.into()],
    ))
}

fn version(case: &Case) -> i64 {
    i64::try_from(case.version).unwrap_or(i64::MAX)
}

fn holder(case: &Case) -> String {
    case.ledger.holder().map_or_else(String::new, |holder| holder.code())
}

/// Open work, step by step.
fn tasks(change: &Change<'_>, recorded: &Recorded, rules: &Office, statements: &mut Vec<Statement>) {
    let (office, case) = (change.office, change.case_id.0);
    match &recorded.event {
        Event::StepEntered { .. } => statements.extend(opened(change, recorded, rules)),
        Event::StepClaimed { step, officer } | Event::StepHandedOver { step, officer, .. } => {
            statements.push(Statement::new(
                "update task set officer = $4, officer_name = $5 where office = $1 and case_id = $2 and step = $3",
                vec![
                    office.into(),
                    case.into(),
                    step.0.as_str().into(),
                    officer.account.into(),
                    officer.name.as_str().into(),
                ],
            ))
        }
        Event::StepReleased { step } => statements.push(Statement::new(
            "update task set officer = null, officer_name = null where office = $1 and case_id = $2 and step = $3",
            vec![office.into(), case.into(), step.0.as_str().into()],
        )),
        Event::StepReassigned { step, to, .. } => statements.push(Statement::new(
            "update task set officer = $4, officer_name = $5 where office = $1 and case_id = $2 and step = $3",
            vec![
                office.into(),
                case.into(),
                step.0.as_str().into(),
                to.as_ref().map(|officer| officer.account).into(),
                to.as_ref().map(|officer| officer.name.as_str()).into(),
            ],
        )),
        Event::Recused { officer, .. } => statements.push(Statement::new(
            "update task set officer = null, officer_name = null where office = $1 and case_id = $2 and officer = $3",
            vec![office.into(), case.into(), officer.account.into()],
        )),
        Event::StepCompleted { step, .. } => statements.push(Statement::new(
            "delete from task where office = $1 and case_id = $2 and step = $3",
            vec![office.into(), case.into(), step.0.as_str().into()],
        )),
        // What the law has granted leaves every step behind.
        Event::DeemedGranted { .. } | Event::Withdrawn { .. } => statements.push(Statement::new(
            "delete from task where office = $1 and case_id = $2",
            vec![office.into(), case.into()],
        )),
        // Whoever holds the case sees it in the inbox; it stays the applicant's turn where it is.
        Event::Added { .. } => statements.push(Statement::new(
            "update task set mark = 'added' where office = $1 and case_id = $2 and role <> $3",
            vec![office.into(), case.into(), APPLICANT.into()],
        )),
        Event::Submitted { .. }
        | Event::BranchArrived { .. }
        | Event::Corrected { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::Reopened { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::Fee { .. }
        | Event::LimitWarned { .. }
        | Event::Ended { .. } => {}
    }
}

/// A step that began is a task in the inbox of its role.
fn opened(change: &Change<'_>, recorded: &Recorded, office: &Office) -> Option<Statement> {
    let (Event::StepEntered { step, visit, due, role, officer, updated, objections, .. }, Some(filing)) =
        (&recorded.event, change.case.filing())
    else {
        return None;
    };
    // By the calendar in force: an event of last month does not know the holiday that was declared yesterday.
    let sop = office.catalogue.get(&filing.bundle);
    let counted = sop.and_then(|sop| due_of_step(sop, step, recorded.at, &office.calendar));
    let due = counted.or(*due).map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
    Some(Statement::new(
        "insert into task (office, case_id, step, role, officer, officer_name, service, number, applicant, search,
                           since_us, due, visit, mark)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        vec![
            change.office.into(),
            change.case_id.0.into(),
            step.0.as_str().into(),
            role.as_str().into(),
            officer.as_ref().map(|officer| officer.account).into(),
            officer.as_ref().map(|officer| officer.name.as_str()).into(),
            filing.bundle.service.0.as_str().into(),
            filing.number.as_str().into(),
            filing.applicant.name.as_str().into(),
            format!("{} {}", filing.number, filing.applicant.name).to_lowercase().into(),
            recorded.at.as_microsecond().into(),
            due.into(),
            i64::from(*visit).into(),
            mark(role, (*updated || officer.is_some(), change.case.was_reworked()), !objections.is_empty()).into(),
        ],
    ))
}

/// What is new about a task that begins: what was returned from it is mended, or a later step has given it back.
fn mark(role: &str, (mended, by_officer): (bool, bool), asked: bool) -> &'static str {
    match (asked && role != APPLICANT, mended, by_officer) {
        (true, _, _) => "returned",
        (false, true, true) => "updated",
        (false, true, false) => "answered",
        (false, false, _) => "",
    }
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
        | Event::StepHandedOver { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::Added { .. }
        | Event::Reopened { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::Fee { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. } => false,
    });
    let (filing, ended) = (change.case.filing()?, change.case.ended.as_ref()?);
    // Years that the calendar does not have cannot be counted; the case then shows its own trouble.
    let calendar = office.calendar_of(ended);
    let due = clock::due(&change.case.ledger, filing.at, filing.promise, calendar).ok()?;
    let day = calendar.zone().day(ended.at);
    let late = clock::lateness(&due, day, calendar).ok()?.is_late();
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

/// The days of a case as they stand, and what they are derived from.
struct Days {
    /// The promised day; nothing while the clock stands still or the calendar does not reach that far.
    due: Option<String>,
    /// The last day by law, likewise.
    limit: Option<String>,
    /// What both are derived from.
    clock: Option<String>,
}

impl Days {
    fn of(case: &Case, office: &Office) -> Days {
        let sop = case.filing().and_then(|filing| office.catalogue.get(&filing.bundle));
        let calendar = office.calendar_for(case);
        let clocks = Clocks::of(case, sop.map(|sop| &**sop), calendar);
        let (due, limit) = clocks.as_ref().map(|clocks| days(clocks, calendar)).unwrap_or_default();
        Days { due, limit, clock: clocks.and_then(|clocks| serde_json::to_string(&clocks).ok()) }
    }
}

/// The promised day and the last day by law, as a calendar gives them.
pub(super) fn days(clocks: &Clocks, calendar: &Calendar) -> (Option<String>, Option<String>) {
    let due = clocks.promise(calendar).ok().and_then(|due| due.date);
    let limit = clocks.limit(calendar).ok().flatten().and_then(|due| due.date);
    (due.map(|day| day.to_string()), limit.map(|day| day.to_string()))
}

/// The version of the calendar that an ended case is judged by.
fn judged_by(case: &Case) -> Option<i64> {
    case.ended.as_ref().map(|ended| i64::from(ended.calendar))
}

/// The state in one word, as lists filter by it. Lateness is none: it is derived from the due day.
fn state(case: &Case) -> &'static str {
    super::words::state_of(case.ended.as_ref().map(|ended| ended.result))
}

/// The statements that empty this slice's read tables for an office, before a rebuild.
pub fn clear(office: &str) -> Vec<Statement> {
    vec![
        Statement::new("delete from task where office = $1", vec![office.into()]),
        Statement::new("delete from case_word where office = $1", vec![office.into()]),
        Statement::new("delete from case_row where office = $1", vec![office.into()]),
        Statement::new("delete from case_count where office = $1", vec![office.into()]),
    ]
}
