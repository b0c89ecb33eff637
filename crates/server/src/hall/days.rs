//! The days on which an appointment can be made, and the next free place.

use casework::date_text;
use casework::hall::{Hall, Letter, Slot};
use casework::id::Code;
use casework::lang::Lang;
use jiff::Span;
use jiff::civil::Date;
use store::StoreError;

use super::{queries, words};
use crate::app::{App, Desk};

/// A day with its slots for a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeDay {
    /// The day.
    pub date: Date,
    /// The group.
    pub group: Letter,
    /// Its slots, full ones too.
    pub slots: Vec<Slot>,
}

impl FreeDay {
    /// How many places the day has left.
    pub fn free(&self) -> u32 {
        self.slots.iter().map(|slot| slot.free).sum()
    }

    /// The first slot with a place.
    pub fn first(&self) -> Option<Slot> {
        self.slots.iter().copied().find(|slot| slot.free > 0)
    }

    /// "Selasa, 13 Januari 2026, 09.00".
    pub fn words(&self, lang: Lang) -> String {
        let day = date_text::full_day(self.date, lang);
        self.first().map_or_else(|| day.clone(), |slot| format!("{day}, {}", words::clock(slot.begins, lang)))
    }

    /// Where an appointment on it is made.
    pub fn href(&self) -> String {
        format!("/antrean/janji/baru/{}/{}", self.group, self.date)
    }
}

/// The working days on which an appointment of a group may be made, from today on, as if `without` had not been made.
///
/// # Errors
/// The database does not answer.
pub async fn free_days(
    app: &App,
    desk: &Desk,
    group: Letter,
    without: Option<Code>,
) -> Result<Vec<FreeDay>, StoreError> {
    search(app, desk, group, without, false).await
}

/// The first day with a free place.
///
/// # Errors
/// The database does not answer.
pub async fn next_free(app: &App, desk: &Desk, group: Letter) -> Result<Option<FreeDay>, StoreError> {
    Ok(search(app, desk, group, None, true).await?.into_iter().find(|day| day.free() > 0))
}

async fn search(
    app: &App,
    desk: &Desk,
    group: Letter,
    without: Option<Code>,
    first_only: bool,
) -> Result<Vec<FreeDay>, StoreError> {
    let office = desk.office();
    let Some(rules) = office.hall.as_ref().filter(|rules| rules.group(group).is_some()) else { return Ok(Vec::new()) };
    let now = app.now();
    let today = office.calendar.zone().day(now);
    let mut found = Vec::new();
    for date in today.series(Span::new().days(1)).take(usize::from(rules.days_ahead) + 1) {
        if office.calendar.is_working(date) != Ok(true) {
            continue;
        }
        let day = queries::day(desk, date).await?;
        let hall = Hall { rules, calendar: &office.calendar, day: &day, now };
        let free = FreeDay { date, group, slots: hall.slots_without(group, without) };
        if free.slots.is_empty() {
            continue;
        }
        let enough = first_only && free.free() > 0;
        found.push(free);
        if enough {
            break;
        }
    }
    Ok(found)
}
