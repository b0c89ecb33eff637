//! The hours of a day for which appointments are made, and how many places each has left.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use super::capacity::Balance;
use super::{Hall, Letter, Standing};
use crate::id::Code;

/// An hour for appointments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub begins: Time,
    /// How many places are free in it.
    pub free: u32,
}

impl Hall<'_> {
    /// The slots of the day that have not begun yet and have time for a group, in order; those that are full as well.
    pub fn slots(&self, group: Letter) -> Vec<Slot> {
        self.slots_without(group, None)
    }

    /// The first slot with a free place.
    pub fn next_free(&self, group: Letter) -> Option<Slot> {
        self.slots(group).into_iter().find(|slot| slot.free > 0)
    }

    /// The same as if an appointment had not been made: for who moves it.
    pub fn slots_without(&self, group: Letter, without: Option<Code>) -> Vec<Slot> {
        let Some((open, close)) = self.hours() else { return Vec::new() };
        let length = SignedDuration::from_mins(i64::from(self.rules.slot_minutes));
        let most = if self.is_today() { self.places_without(group, without) } else { u32::MAX };
        let mut slots = Vec::new();
        let mut from = open;
        while let Some(until) = from.saturating_add(length).ok().filter(|until| *until <= close) {
            // An hour in which nobody could serve the group is no slot at all.
            let has_time =
                self.supply((from, until), 100).iter().any(|(groups, time)| groups.contains(&group) && *time > 0);
            if from > self.now && has_time {
                let begins = self.calendar.zone().time(from);
                slots.push(Slot { begins, free: self.free((from, until), begins, group, without).min(most) });
            }
            from = until;
        }
        slots
    }

    /// The places left in the share of the slot's time that may be booked.
    fn free(&self, span: (Timestamp, Timestamp), begins: Time, group: Letter, without: Option<Code>) -> u32 {
        let planned = |letter: Letter| self.rules.group(letter).map_or(0, |group| i64::from(group.minutes) * 60);
        let mut demand: BTreeMap<Letter, i64> = BTreeMap::new();
        let made = self.day.appointments.values().filter(|appointment| match appointment.standing {
            Standing::Booked | Standing::Arrived => appointment.begins == begins && Some(appointment.code) != without,
            Standing::Cancelled | Standing::Missed => false,
        });
        for appointment in made {
            *demand.entry(appointment.group).or_default() += planned(appointment.group);
        }
        let balance = Balance { supply: self.supply(span, self.rules.appointment_percent), demand };
        u32::try_from(balance.left(group, &self.letters()) / planned(group).max(1)).unwrap_or(0)
    }
}
