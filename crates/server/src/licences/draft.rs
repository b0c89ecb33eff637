//! A letter as it would be issued now: to be looked at by those who decide, never kept, numbered or in force.

use anyhow::{Context as _, Result};
use casework::case::{Actor, CaseId, Event, Recorded};
use casework::id::Code;
use casework::sop::Letter;

use super::jobs::{self, Sheet};
use crate::app::{App, Desk};

/// What stands where the number would.
const UNNUMBERED: &str = "KONSEP, BELUM BERLAKU";

/// The PDF of a letter that the office has not decided on; nothing where there is no such case or its SOP has no such
/// letter.
///
/// # Errors
/// The store does not answer, or the letter cannot be set.
pub async fn draft(app: &App, desk: &Desk, case: CaseId, letter: &str) -> Result<Option<Vec<u8>>> {
    let Some((found, events)) = desk.case(case).await? else { return Ok(None) };
    let office = desk.office();
    let sop = found.filing().and_then(|filing| office.catalogue.get(&filing.bundle));
    let Some(rules) = sop.and_then(|sop| sop.letter(letter)) else { return Ok(None) };
    foreseen(app, desk, (events, Vec::new()), rules).await.map(Some)
}

/// The PDF of the letter that comes of what has happened and of what would follow: as it would be issued where that is
/// among it, else as if it were issued now.
///
/// # Errors
/// The store does not answer, or the letter cannot be set.
pub async fn foreseen(
    app: &App,
    desk: &Desk,
    (mut events, would): (Vec<Recorded>, Vec<Recorded>),
    letter: &Letter,
) -> Result<Vec<u8>> {
    let mut issued = false;
    for mut recorded in would {
        if let Event::LetterIssued { letter: id, number, code, .. } = &mut recorded.event
            && *id == letter.id
        {
            UNNUMBERED.clone_into(number);
            *code = Code::from_bits(0);
            issued = true;
        }
        events.push(recorded);
    }
    if !issued {
        events.push(issued_now(app, desk, letter));
    }
    let sheet: Sheet = jobs::sheet(app, desk, &events, UNNUMBERED).await?;
    let files = app.files().clone();
    let pdf = tokio::task::spawn_blocking(move || jobs::set(sheet, &files)).await.context("the draft broke off")??;
    Ok(pdf.bytes)
}

fn issued_now(app: &App, desk: &Desk, letter: &Letter) -> Recorded {
    let event = Event::LetterIssued {
        letter: letter.id.clone(),
        letter_kind: letter.kind,
        number: UNNUMBERED.to_owned(),
        sequence: (String::new(), 0),
        code: Code::from_bits(0),
        date: desk.office().calendar.zone().day(app.now()),
        until: None,
        by: None,
    };
    Recorded { event, at: app.now(), actor: Actor::System }
}
