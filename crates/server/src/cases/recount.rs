//! Counting open cases anew after the calendar has changed: the promised day, the last day by law, each open step's last
//! day, and the hours of timers.
//!
//! Everything that is stored is derived again in the same way as projections derive it, so a rebuild gives the same rows.

use casework::case::{CaseId, due_of_step};
use casework::clock::Clocks;
use casework::office::{Calendar, Office};
use casework::sop::StepId;
use jiff::civil::Date;
use store::{Job, Statement, StoreError};

use super::jobs;
use super::projection::{NO_DAY, days};
use super::queries::clocks::{OpenCase, OpenTask, open_cases, open_tasks, recounted, retimed};
use crate::app::Desk;

/// A case whose promise has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The case.
    pub case: CaseId,
    /// The promised day before.
    pub before: Date,
    /// The promised day now.
    pub after: Date,
}

/// A change of the calendar: the one before, and the one that it made.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The calendar before.
    pub before: &'a Calendar,
    /// The calendar after.
    pub after: &'a Calendar,
}

/// Counts every open case anew and gives what each page of them changes: `write` is called for one page after the other,
/// with the statements and with those whose promise the change has moved.
///
/// # Errors
/// The database does not answer.
pub async fn recount(
    desk: &Desk,
    change: Change<'_>,
    mut write: impl AsyncFnMut(Vec<Statement>, Vec<Moved>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let office = desk.office();
    let mut place = (i64::MIN, CaseId(0));
    loop {
        let page = open_cases(desk, place).await?;
        let Some(last) = page.last() else { break };
        place = (last.submitted_us, last.id);
        let (mut statements, mut moved) = (Vec::new(), Vec::new());
        for case in &page {
            let clocks = match &case.clocks {
                Some(clocks) => Some(clocks.clone()),
                None => clocks_of(desk, &office, case).await?,
            };
            let Some(clocks) = clocks else { continue };
            let (due, limit) = days(&clocks, &office.calendar);
            if due != case.due || limit != case.limit {
                statements.push(recounted(&desk.id, case, due.as_deref(), limit.as_deref()));
            }
            moved.extend(moved_by(case.id, &clocks, change));
        }
        write(statements, moved).await?;
    }
    let mut place = (CaseId(0), StepId(String::new()));
    loop {
        let page = open_tasks(desk, &place).await?;
        let Some(last) = page.last() else { return Ok(()) };
        place = (last.case, last.step.clone());
        let statements = page.iter().flat_map(|task| task_anew(desk, &office, task, change)).collect();
        write(statements, Vec::new()).await?;
    }
}

/// A row from before the clocks were kept in it: its history has them.
async fn clocks_of(desk: &Desk, office: &Office, case: &OpenCase) -> Result<Option<Clocks>, StoreError> {
    let found = desk.case(case.id).await?;
    Ok(found.and_then(|(case, _)| {
        let sop = case.filing().and_then(|filing| office.catalogue.get(&filing.bundle));
        Clocks::of(&case, sop.map(|sop| &**sop), &office.calendar)
    }))
}

/// Whether the change has moved a case's promise. One that stands still has no day that could move.
fn moved_by(case: CaseId, clocks: &Clocks, change: Change<'_>) -> Option<Moved> {
    let before = clocks.promise(change.before).ok()?.date?;
    let after = clocks.promise(change.after).ok()?.date?;
    (before != after).then_some(Moved { case, before, after })
}

/// The last day of an open step, and the hours of its timers.
fn task_anew(desk: &Desk, office: &Office, task: &OpenTask, change: Change<'_>) -> Vec<Statement> {
    let Some(sop) = office.catalogue.get(&task.bundle) else { return Vec::new() };
    let due = due_of_step(sop, &task.step, task.since, &office.calendar);
    let due = due.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
    let mut statements = Vec::new();
    if due != task.due && due != NO_DAY {
        statements.push(retimed(&desk.id, task, &due));
    }
    for timer in sop.timers.iter().filter(|timer| timer.step == task.step) {
        let hour = |calendar: &Calendar| timer.after.over(task.since, calendar).ok();
        let (before, after) = (hour(change.before), hour(&office.calendar));
        if let Some(after) = after.filter(|after| Some(*after) != before) {
            let visit = u32::try_from(task.visit).unwrap_or(0);
            statements.push(Job::put_off(&desk.id, &jobs::timer_name(task.case, &timer.id, visit), after));
        }
    }
    statements
}
