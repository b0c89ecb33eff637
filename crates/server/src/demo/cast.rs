//! Who applies for what in the year: invented people, and the one whose account comes with the demo.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail};
use casework::office::Office;
use casework::region::Regions;
use casework::scenario::{Sample, Samples};
use casework::sop::{ServiceId, Sop};
use jiff::Timestamp;
use jiff::civil::Date;

use super::days;
use super::dice::Dice;
use super::forms::{self, after};
use super::names::Names;
use super::officers::Fate;
use super::person::{People, Person};
use super::year::Application;
use crate::sops::Bundles;

/// How many of a hundred apply for which service.
const SHARES: [(&str, f64); 4] =
    [("sip-dokter", 38.0), ("reklame-tetap", 27.0), ("penelitian", 35.0), ("pakai-gedung", 12.0)];

/// The example applicant: what they applied for, how many days ago, and what has become of it.
const EXAMPLE: [(&str, &str, i64, Fate); 6] = [
    ("sip-dokter", "dasar", 236, Fate::Granted),
    ("reklame-tetap", "mandiri", 171, Fate::Rejected),
    ("penelitian", "kesehatan", 97, Fate::Granted),
    ("sip-dokter", "dasar", 8, Fate::Returned),
    ("pakai-gedung", "dasar", 5, Fate::Granted),
    ("penelitian", "dasar", 1, Fate::Open),
];
/// Fewer cases than this have no room for the example applicant's.
const ROOM: u32 = 10;

/// A service with the samples beside its SOP.
struct Service {
    id: ServiceId,
    samples: Samples,
}

/// Everybody who applies, and with what.
pub struct Casting<'a> {
    /// The office.
    pub office: &'a Office,
    /// Its published SOPs.
    pub bundles: &'a Bundles,
    /// The list of regions.
    pub regions: &'a Regions,
    /// What things are called.
    pub names: &'a Names,
}

impl Casting<'_> {
    /// So many applications between two moments, in order.
    ///
    /// # Errors
    /// A service lacks its samples, or the calendar does not have the years.
    pub fn applications(&self, dice: &mut Dice, count: u32, span: (Timestamp, Timestamp)) -> Result<Vec<Application>> {
        let zone = self.office.calendar.zone();
        let mut people = People::new(self.names, self.regions);
        let example = people.example(dice, zone.day(span.1));
        let mut drafts = Vec::new();
        let with_example = count >= ROOM;
        let others = if with_example { count - u32::try_from(EXAMPLE.len()).unwrap_or(0) } else { count };
        for (at, counter) in days::arrivals(dice, &self.office.calendar, others, span)? {
            let service = SHARES[dice.weighted(&SHARES.map(|(_, share)| share))].0;
            let ages = if service == "penelitian" { (20, 38) } else { (26, 60) };
            let mut person = people.next(dice, zone.day(at), ages);
            person.account = (!counter).then_some(0);
            drafts.push((at, service, forms::sample(dice, service), person, Fate::Open));
        }
        if with_example {
            for (service, sample, days, fate) in EXAMPLE {
                let day = self.office.calendar.next_working_day(after(zone.day(span.1), -days - 1))?;
                let at = zone.at(day, 9, 20);
                if at > span.0 && at < span.1 {
                    drafts.push((at, service, sample, example.clone(), fate));
                }
            }
        }
        drafts.sort_by_key(|(at, ..)| *at);
        let desk = forms::Desk { names: self.names, people: &people };
        let services = self.services(zone.day(span.1))?;
        let mut applications = Vec::with_capacity(drafts.len());
        for (at, service, sample, person, fate) in drafts {
            let service = services.get(service).with_context(|| format!("the office has no service {service}"))?;
            let sop = self.office.catalogue.current(&service.id, zone.day(at)).context("the service is not open")?;
            let sample = service.sample(sample)?;
            let form = desk.fill(dice, sop, sample, (&person, zone.day(at)));
            let slow = dice.percent(9);
            applications.push(Application { at, service: service.id.clone(), person, form, fate, slow });
        }
        Ok(applications)
    }

    /// The services of the demo with their samples.
    fn services(&self, today: Date) -> Result<HashMap<&'static str, Service>> {
        let mut services = HashMap::new();
        for (name, _) in SHARES {
            let id = ServiceId(name.to_owned());
            let sop = self.office.catalogue.current(&id, today);
            let sop: &Sop = sop.with_context(|| format!("the office has no service {name}"))?;
            let bundle = self.bundles.get(&sop.bundle()).context("the SOP is not published")?;
            let text = bundle.files.get("contoh.toml").with_context(|| format!("{name} lacks its contoh.toml"))?;
            let (samples, findings) = Samples::read(text, "contoh.toml", sop);
            if let Some(finding) = findings.first() {
                bail!("{name}: {finding}");
            }
            services.insert(name, Service { id, samples });
        }
        Ok(services)
    }
}

impl Service {
    fn sample(&self, name: &str) -> Result<&Sample> {
        self.samples.get(name).with_context(|| format!("{}: contoh.toml lacks the sample {name}", self.id))
    }
}

/// Gives everybody who has one their account, in the order in which they first apply.
pub fn with_accounts(applications: &mut [Application], accounts: &HashMap<String, i64>) {
    for application in applications {
        let Person { account, email, .. } = &mut application.person;
        if account.is_some() {
            *account = accounts.get(email).copied();
        }
    }
}
