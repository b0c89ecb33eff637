//! What an office decides about its hall: `[hall]` in its file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Letter;
use crate::lang::Text;
use crate::office::RoleId;
use crate::office::calendar::{Hours, Week};
use crate::sop::ServiceId;

/// The office's rules for its hall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HallRules {
    /// The roles that may work at a counter.
    pub officers: Vec<RoleId>,
    /// The roles that see the figures.
    pub supervisors: Vec<RoleId>,
    /// The kiosk's address is made from it: another number withdraws the address that was in use.
    #[serde(default)]
    pub kiosk: u32,
    /// From so many minutes before opening on, numbers are given out.
    #[serde(default = "minutes::<30>")]
    pub early_minutes: u16,
    /// An appointment begins at a multiple of so many minutes after opening.
    #[serde(default = "minutes::<30>")]
    pub slot_minutes: u16,
    /// How much of the counters' time may be booked, in percent; the rest stays for those who just come.
    #[serde(default = "minutes::<50>")]
    pub appointment_percent: u16,
    /// So many days ahead an appointment can be made.
    #[serde(default = "minutes::<14>")]
    pub days_ahead: u16,
    /// So long after its time an appointment is kept; then its place is free again.
    #[serde(default = "minutes::<15>")]
    pub grace_minutes: u16,
    /// So often a number is called before it may be put aside.
    #[serde(default = "minutes::<2>")]
    pub calls: u16,
    /// So many days after an appointment, name and address of who had it are deleted.
    #[serde(default = "minutes::<30>")]
    pub keep_days: u16,
    /// The counters' rest by weekday: nobody is served in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Week>,
    /// The groups of services, in the order in which they are shown.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// The counters.
    #[serde(rename = "counter")]
    pub counters: Vec<CounterRules>,
}

fn minutes<const N: u16>() -> u16 {
    N
}

/// Services that share a queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its letter.
    pub letter: Letter,
    /// What it is for.
    pub name: Text,
    /// The services that belong to it: their pages lead to this queue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceId>,
    /// How many minutes somebody is served as a rule: capacity is counted by it, and the wait until it has been measured.
    pub minutes: u16,
}

/// A counter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterRules {
    /// Its short name in addresses and tables.
    pub id: String,
    /// What stands above it.
    pub name: Text,
    /// The groups that it serves.
    pub groups: Vec<Letter>,
    /// When it is open, within the office's hours; all of them without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// With more groups the check of capacity would take too long: it looks at every set of them.
const MOST_GROUPS: usize = 10;

impl HallRules {
    /// The group with a letter.
    pub fn group(&self, letter: Letter) -> Option<&Group> {
        self.groups.iter().find(|group| group.letter == letter)
    }

    /// The group to which a service belongs.
    pub fn group_of(&self, service: &ServiceId) -> Option<&Group> {
        self.groups.iter().find(|group| group.services.contains(service))
    }

    /// The counter with a short name.
    pub fn counter(&self, id: &str) -> Option<&CounterRules> {
        self.counters.iter().find(|counter| counter.id == id)
    }

    /// Whether the rules make a hall that can work.
    ///
    /// # Errors
    /// What is wrong, and what to write instead.
    pub fn check(&self) -> Result<(), Text> {
        let fault = |id: String, en: String| Err(Text::new(id, en));
        let letters: BTreeSet<Letter> = self.groups.iter().map(|group| group.letter).collect();
        if letters.is_empty() || letters.len() != self.groups.len() || letters.len() > MOST_GROUPS {
            return fault(
                format!("[hall] memerlukan 1 sampai {MOST_GROUPS} group, masing-masing dengan huruf sendiri."),
                format!("[hall] needs 1 to {MOST_GROUPS} groups, each with a letter of its own."),
            );
        }
        let ids: BTreeSet<&str> = self.counters.iter().map(|counter| counter.id.as_str()).collect();
        let named = |id: &str| !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
        if ids.len() != self.counters.len() || !ids.iter().all(|id| named(id)) {
            return fault(
                "Setiap counter di [hall] memerlukan id sendiri dari huruf, angka, dan tanda hubung.".to_owned(),
                "Every counter in [hall] needs an id of its own, of letters, digits and hyphens.".to_owned(),
            );
        }
        if let Some(letter) = self.counters.iter().flat_map(|counter| &counter.groups).find(|at| !letters.contains(at))
        {
            return fault(
                format!("Sebuah counter melayani group {letter}, yang tidak ada di [hall]."),
                format!("A counter serves the group {letter}, which is not in [hall]."),
            );
        }
        let within = |value: u16, least: u16, most: u16| (least..=most).contains(&value);
        if !within(self.slot_minutes, 5, 240) || !within(self.appointment_percent, 0, 100) || !within(self.calls, 1, 9)
        {
            return fault(
                "slot_minutes harus 5–240, appointment_percent 0–100, dan calls 1–9.".to_owned(),
                "slot_minutes must be 5–240, appointment_percent 0–100, and calls 1–9.".to_owned(),
            );
        }
        self.groups.iter().try_for_each(|group| self.check_group(group))
    }

    /// Somebody must serve the group, and where appointments are made one must fit.
    fn check_group(&self, group: &Group) -> Result<(), Text> {
        let Group { letter, minutes, .. } = group;
        let counters = self.counters.iter().filter(|counter| counter.groups.contains(letter)).count();
        if counters == 0 || !(1..=240).contains(minutes) {
            return Err(Text::new(
                format!("Group {letter} memerlukan paling sedikit satu counter yang melayaninya dan minutes 1–240."),
                format!("The group {letter} needs at least one counter that serves it, and minutes of 1–240."),
            ));
        }
        let bookable = usize::from(self.slot_minutes) * usize::from(self.appointment_percent) * counters / 100;
        if self.appointment_percent > 0 && bookable < usize::from(*minutes) {
            return Err(Text::new(
                format!(
                    "Tidak ada janji temu yang muat untuk group {letter}: satu sesi menyediakan {bookable} menit, \
                     seorang dilayani {minutes} menit. Naikkan slot_minutes atau appointment_percent."
                ),
                format!(
                    "No appointment fits for the group {letter}: a slot has {bookable} minutes, one person takes \
                     {minutes}. Raise slot_minutes or appointment_percent."
                ),
            ));
        }
        Ok(())
    }
}
