//! A letter as it would be issued now: to be looked at by those who decide, never kept, numbered or in force.

use anyhow::{Context as _, Result};
use casework::case::{Actor, CaseId, Event, Recorded};
use casework::id::Code;

use super::jobs::{self, Sheet};
use crate::app::{App, Desk};

/// What stands where the number would.
const UNNUMBERED: &str = "KONSEP, BELUM BERLAKU";

/// The PDF of a draft; nothing where there is no such case or its SOP has no such letter.
///
/// # Errors
/// The store does not answer, or the letter cannot be set.
pub async fn draft(app: &App, desk: &Desk, case: CaseId, letter: &str) -> Result<Option<Vec<u8>>> {
    let Some((found, mut events)) = desk.case(case).await? else { return Ok(None) };
    let office = desk.office();
    let sop = found.filing().and_then(|filing| office.catalogue.get(&filing.bundle));
    let Some(rules) = sop.and_then(|sop| sop.letter(letter)) else { return Ok(None) };
    events.push(Recorded {
        event: Event::LetterIssued {
            letter: letter.to_owned(),
            letter_kind: rules.kind,
            number: UNNUMBERED.to_owned(),
            sequence: (String::new(), 0),
            code: Code::from_bits(0),
            date: office.calendar.zone().day(app.now()),
            until: None,
            by: None,
        },
        at: app.now(),
        actor: Actor::System,
    });
    let sheet: Sheet = jobs::sheet(app, desk, &events, UNNUMBERED).await?;
    let files = app.files().clone();
    let pdf = tokio::task::spawn_blocking(move || jobs::set(sheet, &files)).await.context("the draft broke off")??;
    Ok(Some(pdf.bytes))
}
