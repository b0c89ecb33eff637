//! `satupintu calendar`: seeing the office's calendar and changing it, each change a new version with its reason.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use casework::lang::{Lang, Text};
use casework::office::calendar::{CalendarChange, HolidayKind, Period, Week};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use super::start::Ground as Start;
use super::{Common, Failure};
use crate::app::Desk;
use crate::calendars::{self, Failed, Ground};
use crate::ui::{Arg, tr, tr_with, words};

/// Commands about the calendar.
#[derive(Subcommand)]
pub enum Calendar {
    /// Prints the closed days of a year, and the history of changes.
    Show {
        /// The year; this year without it.
        #[arg(long)]
        year: Option<i16>,
        /// The office, by its id; the first of the configuration without it.
        #[arg(long)]
        office: Option<String>,
    },
    /// Closes the office on a day.
    Close {
        /// The day, as 2026-06-17.
        date: Date,
        /// What the day is called; applicants read it.
        #[arg(long)]
        name: String,
        /// The same in English; the Indonesian name without it.
        #[arg(long)]
        name_en: Option<String>,
        /// It is joint leave (cuti bersama) and no closing day of this office alone.
        #[arg(long)]
        joint_leave: bool,
        #[command(flatten)]
        why: Why,
    },
    /// Opens the office on a closed day; withdraws a closing day.
    Open {
        /// The day.
        date: Date,
        #[command(flatten)]
        why: Why,
    },
    /// Sets the same other hours for every working weekday from a day until another.
    Hours {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
        /// The hours, as 08:00-15:00.
        hours: String,
        /// What these weeks are called.
        #[arg(long)]
        name: String,
        #[command(flatten)]
        why: Why,
    },
    /// Brings in a table of holidays or joint leave: tanggal,jenis,nama,perkiraan.
    Import {
        /// The table.
        file: PathBuf,
        /// Only reads it, and says what is wrong in which line.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        why: Why,
    },
}

/// On what a change rests.
#[derive(Args)]
pub struct Why {
    /// Why the calendar is changed.
    #[arg(long)]
    reason: String,
    /// The decree that it rests on.
    #[arg(long)]
    basis: String,
    /// The office, by its id; the first of the configuration without it.
    #[arg(long)]
    office: Option<String>,
}

impl Calendar {
    /// Runs the command.
    ///
    /// # Errors
    /// The configuration is wrong, another process works on the database, there is no such office, or the change
    /// contradicts the calendar.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let lang = common.lang();
        let ground = Start::configured(&common.config()?)?;
        let (change, why, dry_run) = match self {
            Calendar::Show { year, office } => {
                let app = ground.look().await?;
                let desk = desk(app.desks(), office.as_deref())?;
                return show(&desk, year, app.now(), lang).await;
            }
            Calendar::Close { date, name, name_en, joint_leave, why } => {
                let name = Text::new(name.as_str(), name_en.as_deref().unwrap_or(&name));
                (CalendarChange::Closed { date, name, joint_leave }, why, false)
            }
            Calendar::Open { date, why } => (CalendarChange::Opened { date }, why, false),
            Calendar::Hours { from, until, hours, name, why } => {
                let period = Period { name: Text::same(name.as_str()), from, until, week: same_hours(&hours)? };
                (CalendarChange::Hours { period }, why, false)
            }
            Calendar::Import { file, dry_run, why } => {
                let shown = file.display().to_string();
                let csv = std::fs::read_to_string(&file).with_context(|| shown).map_err(Failure::Usage)?;
                (CalendarChange::Table { csv }, why, dry_run)
            }
        };
        if dry_run {
            let app = ground.look().await?;
            let desk = desk(app.desks(), why.office.as_deref())?;
            desk.office().calendar.changed(&change).map_err(|fault| refused(&fault.0, lang))?;
            println!("{}", tr(lang, "cli-calendar-readable"));
            return Ok(());
        }
        let opened = ground.open().await?;
        opened.welcome().await?;
        let desk = desk(opened.app.desks(), why.office.as_deref())?;
        let ground = Ground {
            account: None,
            name: "satupintu calendar".to_owned(),
            reason: why.reason,
            basis: why.basis,
            request: format!("cli/{:032x}", rand::random::<u128>()),
        };
        match calendars::change(&opened.app, &desk, change, ground).await {
            Ok(decided) => {
                println!("{}", tr_with(lang, "calendar-changed", &[("version", i64::from(decided.version).into())]));
                Ok(())
            }
            Err(Failed::Refused(fault)) => Err(refused(&fault.0, lang)),
            Err(Failed::Store(error)) => Err(error.into()),
        }
    }
}

fn refused(text: &Text, lang: Lang) -> Failure {
    Failure::Failed(anyhow!("{}", text.get(lang)))
}

fn desk<'a>(mut desks: impl Iterator<Item = &'a Arc<Desk>>, id: Option<&str>) -> Result<Arc<Desk>, Failure> {
    let found = desks.find(|desk| id.is_none_or(|id| desk.id == id)).cloned();
    found.ok_or_else(|| Failure::Usage(anyhow!("the configuration has no office {}", id.unwrap_or("at all"))))
}

/// A week with the same hours from Monday to Friday.
fn same_hours(hours: &str) -> Result<Week, Failure> {
    let day = Some(hours.parse().map_err(|error| Failure::Usage(anyhow::Error::new(error)))?);
    Ok(Week { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: None, sunday: None })
}

async fn show(desk: &Desk, year: Option<i16>, now: Timestamp, lang: Lang) -> Result<(), Failure> {
    let office = desk.office();
    let calendar = &office.calendar;
    let year = year.unwrap_or_else(|| calendar.zone().day(now).year());
    for holiday in calendar.holidays().filter(|holiday| holiday.date.year() == year) {
        let kind = match holiday.kind {
            HolidayKind::National => "calendar-national",
            HolidayKind::JointLeave => "calendar-leave",
            HolidayKind::Local => "calendar-local",
        };
        println!("{}  {}: {}", holiday.date, tr(lang, kind), holiday.name.get(lang));
    }
    for kept in calendars::kept(desk).await? {
        let day = words::day(lang, calendar.zone().day(kept.at));
        let args = [
            ("version", Arg::from(i64::from(kept.version))),
            ("day", Arg::from(day)),
            ("who", Arg::from(kept.name)),
            ("what", Arg::from(calendars::change_words(&kept.change, lang))),
        ];
        println!("{}", tr_with(lang, "cli-calendar-change", &args));
    }
    Ok(())
}
