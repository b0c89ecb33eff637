//! The demo's past: a year of an invented office, made by driving the engine itself through time.
//!
//! First the year is rehearsed in memory ([`year`]): people apply, officers work within their hours, timers fire. Then
//! every command is played through [`App::enqueue`] in the same order and must be answered as rehearsed; so the database
//! holds what a real year would have left, written by the same code. The same seed gives the same log.
//!
//! Everybody in it is invented ([`person`]); the kelurahan are those of the official list.

mod agenda;
mod cast;
mod days;
mod desk;
mod dice;
mod forms;
mod letters;
mod money;
mod names;
mod officers;
mod papers;
mod person;
mod play;
mod year;

use std::collections::HashSet;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use casework::lang::Lang;
use casework::office::Office;
use jiff::{SignedDuration, Timestamp};
use store::Job;

use crate::app::{App, Desk, Rehearsal};
use crate::people::{self, Account, AccountKind, NewAccount};
use crate::{cases, licences, notices};
use cast::Casting;
use dice::Dice;
use names::Names;
use papers::Papers;
use year::{Application, Cast, Year};

/// Which year is made.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    /// How many cases it has.
    pub cases: u32,
    /// The same seed and the same moment give the same year.
    pub seed: u64,
    /// The moment at which it ends.
    pub until: Timestamp,
}

/// The example applicant's password; the people of the office have theirs from its file.
pub const PASSWORD: &str = "satu-pintu-2026";

/// The example applicant's account, in an office whose past has one.
///
/// # Errors
/// The store does not answer.
pub async fn example(desk: &Desk) -> Result<Option<Account>> {
    Ok(people::by_email(desk, person::EXAMPLE.1).await?.map(|(account, _)| account))
}

impl Past {
    /// The moment at which it begins: a year before its end, or when the first SOP came into force.
    pub fn begin(&self, office: &Office) -> Timestamp {
        let year_ago = self.until.saturating_sub(SignedDuration::from_hours(365 * 24)).unwrap_or(self.until);
        let zone = office.calendar.zone();
        let forces = office.catalogue.all().map(|sop| zone.at(sop.identity.effective, 0, 0));
        forces.max().map_or(year_ago, |last| last.max(year_ago))
    }
}

/// Makes the year in an office in which nothing has happened yet. The app's clock must be one that can be set; it is left at the year's end.
///
/// # Errors
/// The calendar does not have the years, the SOPs are not those of the demo, or the store does not answer.
pub async fn make(app: &App, desk: &Arc<Desk>, past: &Past) -> Result<()> {
    let office = desk.office();
    let span = (past.begin(&office), past.until);
    let names = Names::read()?;
    let mut dice = Dice::new(past.seed);
    let bundles = desk.bundles();
    let casting = Casting { office: &office, bundles: &bundles, regions: app.regions(), names: &names };
    let mut applications = casting.applications(&mut dice, past.cases, span)?;
    let accounts = register(app, desk, &applications).await?;
    let ids = accounts.iter().map(|account| (account.email.clone(), account.id)).collect();
    cast::with_accounts(&mut applications, &ids);
    let mut staff = Vec::new();
    for role in &office.roles {
        staff.extend(people::holders(desk, &role.id.0).await?);
    }
    let files = app.files().clone().hasty();
    let cast = Cast { rehearsal: Rehearsal::new(office), names: &names, staff: &staff, papers: Papers::new(&files) };
    let mut year = Year::new(cast, dice, applications, past.until).rehearse()?;
    letters::make(app, desk, &mut year, &files).await?;
    play::play(app, desk, year.plays).await?;
    settle(desk, past.until).await?;
    desk::write(desk, &staff, past.until).await?;
    app.clock().set(past.until);
    Ok(())
}

/// Accounts for everybody who applies from home. The example applicant's has a password.
async fn register(app: &App, desk: &Desk, applications: &[Application]) -> Result<Vec<Account>> {
    let mut known = HashSet::new();
    let mut new: Vec<NewAccount> = Vec::new();
    for application in applications.iter().filter(|application| application.person.account.is_some()) {
        let person = &application.person;
        if known.insert(&person.email) {
            new.push(NewAccount {
                email: person.email.clone(),
                name: person.name.clone(),
                phone: Some(person.phone.clone()),
                kind: AccountKind::Applicant,
                password: (person.email == person::EXAMPLE.1).then(|| PASSWORD.to_owned()),
                lang: Lang::Id,
            });
        }
    }
    people::create_all(app, desk, &new).await.context("the applicants' accounts")
}

/// What the past's jobs were to do has been done while it was played: timers have fired at their hour, letters are made,
/// mails are kept.
async fn settle(desk: &Desk, until: Timestamp) -> Result<()> {
    let acted = [cases::TIMER, licences::LETTER, notices::MAIL].map(|kind| Job::all_done(&desk.id, kind, until));
    let statements = acted.into_iter().chain([notices::all_sent(&desk.id, until)]).collect();
    Ok(desk.write(statements).await?)
}
