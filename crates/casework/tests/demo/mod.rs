//! The demo office and the services of this repository, for tests.

use std::fs;
use std::path::{Path, PathBuf};

use casework::id::OfficeId;
use casework::lang::Text;
use casework::office::calendar::{Calendar, CalendarRules, Calendars, Closing};
use casework::office::{Agency, Catalogue, FeeRules, Office, Profile, Role, Staffing};

/// The folder of the whole repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[derive(serde::Deserialize)]
struct File {
    profile: Profile,
    agency: Vec<Agency>,
    role: Vec<Role>,
    closed: Vec<Closed>,
    fees: Option<FeeRules>,
}

#[derive(serde::Deserialize)]
struct Closed {
    date: String,
    reason: Text,
}

/// The office of `demo/office.toml`.
pub fn office() -> Office {
    let text = fs::read_to_string(root().join("demo/office.toml")).expect("demo/office.toml");
    let file: File = toml_edit::de::from_str(&text).expect("an office");
    let closings = file
        .closed
        .into_iter()
        .map(|closed| Closing { date: closed.date.parse().expect("a day"), name: closed.reason });
    let rules = CalendarRules { closings: closings.collect(), ..CalendarRules::default() };
    Office {
        profile: Profile { id: OfficeId::parse("palembang").expect("an office's id"), ..file.profile },
        agencies: file.agency,
        roles: file.role,
        calendar: Calendar::new(rules, &holidays()).expect("a calendar"),
        calendars: Calendars::default(),
        fees: file.fees,
        hall: None,
        catalogue: Catalogue::default(),
        staffing: Staffing::default(),
    }
}

fn holidays() -> String {
    fs::read_to_string(root().join("data/libur/libur_indonesia_2020_2027.csv")).expect("the holidays")
}
