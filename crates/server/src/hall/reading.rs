//! A day of the hall as pages read it.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Response};
use casework::hall::{Day, Hall, HallRules, Ticket};
use casework::id::Code;
use casework::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use store::StoreError;

use super::queries;
use crate::app::{App, Desk};
use crate::http::Visit;
use crate::ui;

/// A day with what it is judged by.
pub struct Today {
    /// The office.
    pub office: Arc<Office>,
    /// Its hall's rules.
    pub rules: HallRules,
    /// The day.
    pub day: Day,
    /// Now.
    pub now: Timestamp,
}

impl Today {
    /// Reads a day; today without one. Nothing where the office has no hall.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read(app: &App, desk: &Desk, date: Option<Date>) -> Result<Option<Today>, StoreError> {
        let office = desk.office();
        let Some(rules) = office.hall.clone() else { return Ok(None) };
        let now = app.now();
        let date = date.unwrap_or_else(|| office.calendar.zone().day(now));
        let day = queries::day(desk, date).await?;
        Ok(Some(Today { office, rules, day, now }))
    }

    /// The same for a page: without a hall there is no such page.
    pub(super) async fn of(visit: &Visit, date: Option<Date>) -> Result<Today, Response> {
        match Today::read(&visit.app, &visit.desk, date).await {
            Ok(Some(today)) => Ok(today),
            Ok(None) => Err(ui::not_found(visit.page()).into_response()),
            Err(error) => Err(visit.trouble(&error)),
        }
    }

    /// The hall at this moment.
    pub fn hall(&self) -> Hall<'_> {
        Hall { rules: &self.rules, calendar: &self.office.calendar, day: &self.day, now: self.now }
    }
}

/// A ticket by its code, with its day.
///
/// # Errors
/// The database does not answer.
pub async fn ticket_with_day(app: &App, desk: &Desk, code: Code) -> Result<Option<(Today, Ticket)>, StoreError> {
    let Some(date) = queries::day_of_ticket(desk, code).await? else { return Ok(None) };
    let Some(today) = Today::read(app, desk, Some(date)).await? else { return Ok(None) };
    let ticket = today.day.by_code(code).cloned();
    Ok(ticket.map(|ticket| (today, ticket)))
}
