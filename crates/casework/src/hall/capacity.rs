//! The counters' time, and who needs it: no number is given out that could not be served before closing.
//!
//! Counters serve several groups, so a group has no capacity of its own. What has been promised can be served if, for every
//! set of groups, the counters that serve any of them have as much time as its people need (Hall's theorem); with ten groups
//! at most these sets are few. The smallest surplus over the sets with a group in them is what is left for it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::order::Place;
use super::{Appointment, CounterRules, Day, HallRules, Letter, Presence, Standing, State, Status, Ticket};
use crate::id::Code;
use crate::office::calendar::{Calendar, Hours};

/// A counter that nobody has opened so long after it should be is counted no more.
const PATIENCE: SignedDuration = SignedDuration::from_mins(30);
/// So many people must have been served before what they took is taken for the pace of the day.
const ENOUGH: usize = 3;

/// The hall on one day, at a moment, by the rules: what decisions and pages are made from.
#[derive(Clone, Copy, Debug)]
pub struct Hall<'a> {
    /// The office's rules.
    pub rules: &'a HallRules,
    /// The calendar in force.
    pub calendar: &'a Calendar,
    /// The day.
    pub day: &'a Day,
    /// Now.
    pub now: Timestamp,
}

/// How long somebody is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// In seconds.
    pub seconds: i64,
    /// Whether it is the median of what was measured today; else it is the office's plan.
    pub measured: bool,
}

/// From when until when.
type Span = (Timestamp, Timestamp);

/// What is supplied and needed, in seconds.
pub(super) struct Balance {
    /// Each counter: its groups, and its time.
    pub supply: Vec<(Vec<Letter>, i64)>,
    /// The time that each group's people need.
    pub demand: BTreeMap<Letter, i64>,
}

impl Balance {
    /// How much more a group could have without anybody being turned away.
    pub fn left(&self, group: Letter, groups: &[Letter]) -> i64 {
        let sets = 1_u32 << groups.len();
        let within =
            |set: u32| groups.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1).map(|(_, at)| *at);
        let surplus = |set: u32| {
            let needed: i64 = within(set).filter_map(|letter| self.demand.get(&letter)).sum();
            let serves = |of: &[Letter]| within(set).any(|letter| of.contains(&letter));
            let supplied: i64 = self.supply.iter().filter(|(of, _)| serves(of)).map(|(_, time)| time).sum();
            supplied - needed
        };
        (1..sets).filter(|set| within(*set).any(|letter| letter == group)).map(surplus).min().unwrap_or(0)
    }
}

impl Hall<'_> {
    /// Whether the day is today.
    pub fn is_today(&self) -> bool {
        self.calendar.zone().day(self.now) == self.day.date
    }

    /// When the office opens and closes on the day; nothing where it is closed or the calendar does not reach so far.
    pub fn hours(&self) -> Option<Span> {
        let (date, calendar) = (self.day.date, self.calendar);
        Some((calendar.opens(date).ok()??, calendar.closes(date).ok()??))
    }

    /// The times in which a counter is to be open on the day: the office's hours and its own, without the rest.
    pub(super) fn planned(&self, counter: &CounterRules) -> Vec<Span> {
        let Some((open, close)) = self.hours() else { return Vec::new() };
        let moments = |hours: Hours| {
            let zone = self.calendar.zone();
            (zone.moment(self.day.date, hours.open), zone.moment(self.day.date, hours.close))
        };
        let (from, until) = counter.hours.map_or((open, close), |hours| {
            let (from, until) = moments(hours);
            (from.max(open), until.min(close))
        });
        let rest = self.rules.rest.as_ref().and_then(|week| week.on(self.day.date.weekday())).map(moments);
        let spans = match rest {
            None => vec![(from, until)],
            Some((begins, ends)) => vec![(from, until.min(begins)), (from.max(ends), until)],
        };
        spans.into_iter().filter(|(from, until)| from < until).collect()
    }

    /// How a counter stands now.
    pub fn presence(&self, counter: &CounterRules) -> Presence {
        let planned = self.planned(counter);
        match self.day.counters.get(&counter.id).map(|kept| kept.status) {
            Some(Status::Open) => Presence::Open,
            Some(Status::Closed) => Presence::Closed,
            Some(Status::Break { until }) if until > self.now => Presence::Break { until },
            Some(Status::Break { until }) => Presence::Overdue { until },
            None => match (planned.first(), planned.last()) {
                (Some((from, _)), _) if *from > self.now => Presence::Later { from: *from },
                (Some(_), Some((_, until))) if *until > self.now => Presence::Absent,
                (_, _) => Presence::Closed,
            },
        }
    }

    /// From when on a counter's time counts; nothing where it does not count any more.
    pub(super) fn counts_from(&self, counter: &CounterRules) -> Option<Timestamp> {
        if !self.is_today() {
            return Some(Timestamp::MIN);
        }
        match self.presence(counter) {
            Presence::Open | Presence::Overdue { .. } => Some(self.now),
            Presence::Break { until } => Some(until),
            Presence::Later { from } => Some(from),
            Presence::Absent => {
                let began = self.planned(counter).first().map(|(from, _)| *from)?;
                let waited = began.saturating_add(PATIENCE).ok()?;
                (self.now < waited).then_some(self.now)
            }
            Presence::Closed => None,
        }
    }

    /// The seconds that a counter has between two moments.
    fn seconds(&self, counter: &CounterRules, (from, until): Span) -> i64 {
        let Some(counts) = self.counts_from(counter) else { return 0 };
        let overlap = |(begin, end): Span| begin.max(from).max(counts).duration_until(end.min(until)).as_secs().max(0);
        self.planned(counter).into_iter().map(overlap).sum()
    }

    /// What the counters have between two moments, a share of it in percent.
    pub(super) fn supply(&self, span: Span, percent: u16) -> Vec<(Vec<Letter>, i64)> {
        let counters = self.rules.counters.iter();
        counters
            .map(|counter| (counter.groups.clone(), self.seconds(counter, span) * i64::from(percent) / 100))
            .collect()
    }

    /// How long somebody of a group is served: the median of today once enough were served, else what the office plans.
    pub fn pace(&self, group: Letter) -> Pace {
        let served = |ticket: &Ticket| {
            let (begin, end) = (ticket.serving?, ticket.ended?);
            let served = ticket.state == State::Served && ticket.group == group;
            served.then(|| begin.duration_until(end).as_secs().max(0))
        };
        let mut times: Vec<i64> = self.day.tickets.values().filter_map(served).collect();
        times.sort_unstable();
        match median(&times).filter(|_| times.len() >= ENOUGH) {
            // Whoever taps "finish" at once is no pace.
            Some(seconds) => Pace { seconds: seconds.max(30), measured: true },
            None => {
                let planned = self.rules.group(group).map_or(0, |group| i64::from(group.minutes) * 60);
                Pace { seconds: planned, measured: false }
            }
        }
    }

    /// The moment at which an appointment of the day begins.
    pub fn begins(&self, appointment: &Appointment) -> Timestamp {
        self.calendar.zone().moment(appointment.date, appointment.begins)
    }

    /// Until when an appointment is kept for who does not come.
    pub fn kept_until(&self, appointment: &Appointment) -> Timestamp {
        let grace = SignedDuration::from_mins(i64::from(self.rules.grace_minutes));
        self.begins(appointment).saturating_add(grace).unwrap_or(Timestamp::MAX)
    }

    /// The appointments of the day that still need time: made, not come yet, and not given up by the clock.
    pub(super) fn expected(&self) -> impl Iterator<Item = &Appointment> {
        let made = self.day.appointments.values().filter(|appointment| appointment.standing == Standing::Booked);
        made.filter(|appointment| self.kept_until(appointment) > self.now)
    }

    /// What is left of the day: the counters' time until closing, and what everybody needs who was promised some.
    fn rest_of_day(&self, without: Option<Code>) -> Balance {
        let Some((open, close)) = self.hours() else {
            return Balance { supply: Vec::new(), demand: BTreeMap::new() };
        };
        let mut demand: BTreeMap<Letter, i64> = BTreeMap::new();
        for ticket in self.day.tickets.values().filter(|ticket| !ticket.is_over()) {
            let spent = ticket.serving.map_or(0, |since| since.duration_until(self.now).as_secs().max(0));
            *demand.entry(ticket.group).or_default() += (self.pace(ticket.group).seconds - spent).max(0);
        }
        for appointment in self.expected().filter(|appointment| Some(appointment.code) != without) {
            *demand.entry(appointment.group).or_default() += self.pace(appointment.group).seconds;
        }
        Balance { supply: self.supply((open.max(self.now), close), 100), demand }
    }

    /// How many more people of a group can be served on the day.
    pub fn places(&self, group: Letter) -> u32 {
        self.places_without(group, None)
    }

    /// The same as if an appointment had not been made.
    pub(super) fn places_without(&self, group: Letter, without: Option<Code>) -> u32 {
        let left = self.rest_of_day(without).left(group, &self.letters());
        u32::try_from(left / self.pace(group).seconds.max(1)).unwrap_or(0)
    }

    /// The letters of all groups.
    pub(super) fn letters(&self) -> Vec<Letter> {
        self.rules.groups.iter().map(|group| group.letter).collect()
    }

    /// Whether some counter of a group can still be expected to work today.
    pub fn is_staffed(&self, group: Letter) -> bool {
        let own = self.rules.counters.iter().filter(|counter| counter.groups.contains(&group));
        own.filter(|counter| self.counts_from(counter).is_some())
            .any(|counter| self.planned(counter).iter().any(|(_, until)| *until > self.now))
    }

    /// Everybody who waits.
    pub(super) fn places_of_waiting(&self) -> Vec<Place> {
        let (date, zone) = (self.day.date, self.calendar.zone());
        self.day.waiting().map(|ticket| Place::of(ticket, date, zone)).collect()
    }
}

/// The middle of sorted numbers; the lower one of two.
pub(super) fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}
