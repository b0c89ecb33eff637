//! Changing the calendar: each change is a new version, kept for ever, in force at once in this process and within
//! seconds in every other.

use casework::lang::Text;
use casework::office::calendar::{CalendarChange, CalendarFault, Calendars};
use store::{Db, StoreError};

use super::jobs;
use super::queries::{self, Kept};
use crate::app::{App, Desk};

/// The role that may change the calendar.
pub const ADMINISTRATOR: &str = "administrator";

/// Who decided a change, and on what it rests.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The account; none where the office's file or the program's table changed.
    pub account: Option<i64>,
    /// The name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// The decree that it rests on.
    pub basis: String,
    /// Names the request: one that comes twice acts once.
    pub request: String,
}

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The calendar's version now.
    pub version: u32,
}

/// Why the calendar is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// An answer to the person who asked.
    #[error("refused: {0}")]
    Refused(CalendarFault),
    /// Our failure.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How often a change is tried anew when somebody else's came between.
const TRIES: usize = 4;

/// The calendars that an office has had, as the database has them; empty before the first start.
///
/// # Errors
/// The database does not answer, or a kept change contradicts those before it.
pub async fn load(db: &Db, office: &str) -> Result<Calendars, StoreError> {
    replay(&queries::changes(db, office).await?)
}

fn replay(changes: &[Kept]) -> Result<Calendars, StoreError> {
    Calendars::replay(changes.iter().map(|kept| (kept.at, &kept.change)))
        .map_err(|fault| StoreError::other(format!("the kept calendar cannot be used: {}", fault.0.en)))
}

/// Every change that is kept, oldest first.
///
/// # Errors
/// The database does not answer.
pub async fn kept(desk: &Desk) -> Result<Vec<Kept>, StoreError> {
    queries::changes(desk.db(), &desk.id).await
}

/// Keeps what the office's file and the program's table say: as the first version, and as a new one when they have
/// changed since the last start. Changes that people made stay on top of it.
///
/// # Errors
/// The new base contradicts itself, or the database does not answer.
pub async fn settle(app: &App, desk: &Desk, base: CalendarChange) -> Result<(), Failed> {
    let changes = queries::changes(desk.db(), &desk.id).await?;
    let is_base = |kept: &&Kept| matches!(kept.change, CalendarChange::Base { .. });
    if changes.iter().rev().find(is_base).is_some_and(|kept| kept.change == base) {
        return Ok(());
    }
    let reason = Text::new("Berkas kantor atau tabel hari libur", "The office's file or the table of holidays");
    let ground = Ground {
        account: None,
        name: "Satupintu".to_owned(),
        reason: reason.id,
        basis: String::new(),
        request: format!("base-{}", changes.len() + 1),
    };
    match change(app, desk, base, ground).await {
        // Two processes that start at once: the other one has kept it.
        Err(Failed::Store(StoreError::Conflict(_))) => Ok(refresh(desk).await?),
        done => done.map(drop),
    }
}

/// Changes the calendar.
///
/// # Errors
/// The change contradicts the calendar as it is, or the database does not answer.
pub async fn change(app: &App, desk: &Desk, change: CalendarChange, ground: Ground) -> Result<Decided, Failed> {
    let mut tries = 0;
    loop {
        if let Some(version) = queries::made_by(desk, &ground.request).await? {
            refresh(desk).await?;
            return Ok(Decided { version });
        }
        let mut changes = queries::changes(desk.db(), &desk.id).await?;
        let kept = Kept {
            version: u32::try_from(changes.len() + 1).unwrap_or(u32::MAX),
            at: app.now(),
            account: ground.account,
            name: ground.name.clone(),
            change: change.clone(),
            reason: ground.reason.clone(),
            basis: ground.basis.clone(),
        };
        let insert = queries::insert(&desk.id, &kept, &ground.request)?;
        let version = kept.version;
        changes.push(kept);
        let calendars = Calendars::replay(changes.iter().map(|kept| (kept.at, &kept.change)));
        let calendars = calendars.map_err(Failed::Refused)?;
        tries += 1;
        let mut statements = vec![insert];
        // The first version changes nothing: it is what the office has counted by all along.
        if version > 1 {
            statements.extend(jobs::after_change(&desk.id, version, app.now()));
        }
        match desk.write(statements).await {
            Ok(()) => {
                desk.recalendar(calendars);
                tracing::info!(office = desk.id, version, account = ground.account, "the calendar was changed");
                app.wake_worker();
                return Ok(Decided { version });
            }
            Err(StoreError::Conflict(_)) if tries < TRIES => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Takes in what another process has changed. One question to the database where nothing has.
///
/// # Errors
/// The database does not answer.
pub async fn refresh(desk: &Desk) -> Result<(), StoreError> {
    let newest = queries::newest(desk).await?;
    if newest > 0 && (newest != desk.office().calendar.version() || desk.office().calendars.newest().is_none()) {
        desk.recalendar(load(desk.db(), &desk.id).await?);
        tracing::info!(office = desk.id, version = newest, "the calendar in force was taken in");
    }
    Ok(())
}
