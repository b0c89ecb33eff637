//! Counting open cases anew after the calendar has changed: the promised day, the last day by law, each open step's last
//! day, and the hours of timers.
//!
//! Everything that is stored is derived again in the same way as projections derive it, so a rebuild gives the same rows.

use std::collections::BTreeMap;

use casework::case::{CaseId, due_of_step};
use casework::clock::Clocks;
use casework::office::{Calendar, Office};
use casework::sop::{Sop, StepId};
use jiff::civil::Date;
use store::{Job, Statement, StoreError};

use super::jobs;
use super::projection::days;
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
        let mut moved = Vec::new();
        let mut anew: BTreeMap<_, Vec<&OpenCase>> = BTreeMap::new();
        for case in &page {
            let clocks = match &case.clocks {
                Some(clocks) => Some(clocks.clone()),
                None => clocks_of(desk, &office, case).await?,
            };
            let Some(clocks) = clocks else { continue };
            let (due, limit) = days(&clocks, &office.calendar);
            if due != case.due || limit != case.limit {
                anew.entry((due, limit)).or_default().push(case);
            }
            moved.extend(moved_by(case.id, &clocks, change));
        }
        let statements = anew
            .iter()
            .flat_map(|((due, limit), cases)| recounted(&desk.id, cases, due.as_deref(), limit.as_deref()))
            .collect();
        write(statements, moved).await?;
    }
    let mut place = (CaseId(0), StepId(String::new()));
    loop {
        let page = open_tasks(desk, &place).await?;
        let Some(last) = page.last() else { return Ok(()) };
        place = (last.case, last.step.clone());
        let mut anew: BTreeMap<String, Vec<&OpenTask>> = BTreeMap::new();
        let mut statements = Vec::new();
        for task in &page {
            let Some(sop) = office.catalogue.get(&task.bundle) else { continue };
            let due = due_of_step(sop, &task.step, task.since, &office.calendar).map(|day| day.to_string());
            if let Some(due) = due.filter(|due| *due != task.due) {
                anew.entry(due).or_default().push(task);
            }
            statements.extend(timers_anew(desk, sop, task, (change.before, &office.calendar)));
        }
        statements.extend(anew.iter().flat_map(|(due, tasks)| retimed(&desk.id, tasks, due)));
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

/// The hours of an open step's timers, where they have moved.
fn timers_anew<'a>(
    desk: &'a Desk,
    sop: &'a Sop,
    task: &'a OpenTask,
    (before, after): (&'a Calendar, &'a Calendar),
) -> impl Iterator<Item = Statement> + 'a {
    sop.timers.iter().filter(|timer| timer.step == task.step).filter_map(move |timer| {
        let hour = |calendar: &Calendar| timer.after.over(task.since, calendar).ok();
        let moved = hour(after).filter(|after| Some(*after) != hour(before))?;
        let visit = u32::try_from(task.visit).unwrap_or(0);
        Some(Job::put_off(&desk.id, &jobs::timer_name(task.case, &timer.id, visit), moved))
    })
}
