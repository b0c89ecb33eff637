//! The file that describes an office: profile, agencies, roles, calendar, and the people who work in it.

use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use casework::hall::HallRules;
use casework::lang::Text;
use casework::office::calendar::{Calendar, CalendarChange, CalendarRules, Calendars, Closing, Period, Week, Zone};
use casework::office::{Agency, Catalogue, FeeRules, Office, Profile, Role, RoleId, Staffing};
use casework::region::Regions;
use flate2::read::GzDecoder;
use jiff::civil::Date;
use rust_embed::RustEmbed;
use serde::Deserialize;

/// The office's file as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeFile {
    /// Who the office is and how it looks.
    pub profile: Profile,
    /// Its agencies.
    #[serde(default)]
    pub agency: Vec<Agency>,
    /// The roles that steps name.
    #[serde(default)]
    pub role: Vec<Role>,
    /// The people who work in it, who get an account at the first start.
    #[serde(default)]
    pub staff: Vec<Staff>,
    /// The time zone.
    #[serde(default)]
    pub zone: Zone,
    /// The opening hours by weekday.
    #[serde(default)]
    pub hours: Week,
    /// Weeks with other hours.
    #[serde(default)]
    pub period: Vec<Period>,
    /// Days on which this office alone is closed.
    #[serde(default)]
    pub closed: Vec<Closed>,
    /// Who handles money; left out where the office takes none.
    #[serde(default)]
    pub fees: Option<FeeRules>,
    /// How the hall's queue works; left out where the office gives out no numbers.
    #[serde(default)]
    pub hall: Option<HallRules>,
    /// Holidays on which this office works.
    #[serde(default)]
    pub openings: Vec<String>,
}

/// Somebody who works for the office.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The name, with titles.
    pub name: String,
    /// The address for signing in.
    pub email: String,
    /// The roles held.
    pub roles: Vec<RoleId>,
    /// The agency.
    pub agency: casework::office::AgencyId,
    /// The first password; without one, the account signs in by a mailed code and sets one itself.
    #[serde(default)]
    pub password: Option<String>,
}

/// A closing day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// Why.
    pub reason: Text,
}

impl OfficeFile {
    /// Reads the text of an office's file.
    ///
    /// # Errors
    /// A key is missing, unknown or wrong; the message has line and column.
    pub fn read(text: &str) -> Result<OfficeFile> {
        Ok(toml_edit::de::from_str(text)?)
    }

    /// What the office's calendar is before anybody has changed it: this file's rules on the program's table of holidays.
    ///
    /// # Errors
    /// A day cannot be read.
    pub fn calendar(&self) -> Result<CalendarChange> {
        Ok(CalendarChange::Base { rules: Box::new(self.calendar_rules()?), holidays: holidays()? })
    }

    fn calendar_rules(&self) -> Result<CalendarRules> {
        let closings = self.closed.iter().map(|closed| {
            let date = day(&closed.date)?;
            Ok(Closing { date, name: closed.reason.clone() })
        });
        Ok(CalendarRules {
            zone: self.zone,
            week: self.hours.clone(),
            periods: self.period.clone(),
            closings: closings.collect::<Result<_>>()?,
            openings: self.openings.iter().map(|text| day(text)).collect::<Result<_>>()?,
            ..CalendarRules::default()
        })
    }

    /// The office with its calendar, and no SOP yet.
    ///
    /// # Errors
    /// A day cannot be read, or the calendar or the hall contradicts itself.
    pub fn office(&self) -> Result<Office> {
        let calendar =
            Calendar::new(self.calendar_rules()?, &holidays()?).map_err(|fault| anyhow!("{}", fault.0.en))?;
        if let Some(hall) = &self.hall {
            hall.check().map_err(|fault| anyhow!("{}", fault.en))?;
        }
        Ok(Office {
            profile: self.profile.clone(),
            agencies: self.agency.clone(),
            roles: self.role.clone(),
            calendar,
            calendars: Calendars::default(),
            fees: self.fees.clone(),
            hall: self.hall.clone(),
            catalogue: Catalogue::default(),
            staffing: Staffing::default(),
        })
    }
}

fn day(text: &str) -> Result<Date> {
    text.parse().with_context(|| format!("{text} is not a day; write it as 2026-12-31"))
}

/// The tables that the program carries: regions and holidays.
#[derive(RustEmbed)]
#[folder = "../../data"]
struct Data;

fn table(path: &str) -> Result<Vec<u8>> {
    Ok(Data::get(path).with_context(|| format!("the program lacks its table {path}"))?.data.into_owned())
}

fn holidays() -> Result<String> {
    Ok(String::from_utf8(table("libur/libur_indonesia_2020_2027.csv")?)?)
}

/// The official list of regions, down to villages (Kepmendagri 300.2.2-2138/2025).
///
/// # Errors
/// The program was built without its tables.
pub fn regions() -> Result<Arc<Regions>> {
    let names = ["wilayah/provinsi.csv", "wilayah/kabkota.csv", "wilayah/kecamatan.csv"];
    let mut texts = names.iter().map(|name| Ok(String::from_utf8(table(name)?)?)).collect::<Result<Vec<String>>>()?;
    let villages = table("wilayah/kelurahan_desa_all.csv.gz")?;
    texts.push(std::io::read_to_string(GzDecoder::new(villages.as_slice()))?);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Ok(Arc::new(Regions::from_tables(&texts).map_err(|fault| anyhow!("{}", fault.0.en))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_office_can_be_read() {
        let file = OfficeFile::read(include_str!("../../../demo/office.toml")).unwrap();
        let office = file.office().unwrap();
        assert_eq!(office.profile.id.as_str(), "palembang");
        assert!(file.staff.iter().all(|person| person.roles.iter().all(|role| office.role(&role.0).is_some())));
    }

    #[test]
    fn an_unknown_key_has_its_line() {
        let error = OfficeFile::read("[profile]\nnamme = 1\n").unwrap_err().to_string();
        assert!(error.contains("line 2"), "{error}");
    }

    #[test]
    fn the_whole_country_is_there() {
        assert!(regions().unwrap().len() > 91_000);
    }
}
