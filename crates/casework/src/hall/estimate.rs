//! When somebody's turn will come: the calls that are ahead are played with the rule that makes them, at the pace of the day.

use jiff::{SignedDuration, Timestamp};

use super::order::{self, Place};
use super::{Hall, Lane, Letter, Number, Presence, State};

/// What somebody who waits is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How many of the same group are called before.
    pub ahead: usize,
    /// When the call is expected; nothing while that is not known because no counter of the group is open.
    pub at: Option<Timestamp>,
    /// Whether the pace was measured today; else it is the office's plan.
    pub measured: bool,
}

/// A counter in the play.
struct Seat<'a> {
    free: Timestamp,
    id: &'a str,
    groups: &'a [Letter],
    lane: Option<Lane>,
}

/// Plays at most so many calls: more than any hall has in a day.
const MOST_CALLS: usize = 2_000;

impl Hall<'_> {
    /// What the holder of a waiting ticket is told; nothing for a ticket that does not wait.
    pub fn expect(&self, number: Number) -> Option<Expected> {
        let ticket = self.day.tickets.get(&number).filter(|ticket| ticket.state == State::Waiting)?;
        let measured = self.pace(ticket.group).measured;
        Some(Expected { ahead: self.ahead(number, ticket.group), at: self.call_of(Some(number), None), measured })
    }

    /// What somebody is told who would draw a number of a group now.
    pub fn expect_new(&self, group: Letter, priority: bool) -> Expected {
        let place = Place { number: None, group, priority, slot: None, since: self.now };
        let ahead = self.day.waiting().filter(|ticket| ticket.group == group).count();
        Expected { ahead, at: self.call_of(None, Some(place)), measured: self.pace(group).measured }
    }

    /// How many waiting tickets of a group come before one of them, if one counter called all of them.
    fn ahead(&self, number: Number, group: Letter) -> usize {
        let mut places = self.places_of_waiting();
        places.retain(|place| place.group == group);
        let (mut ahead, mut lane) = (0, None);
        while let Some((at, of)) = order::next(&places, &[group], lane, self.now) {
            if places.swap_remove(at).number == Some(number) {
                break;
            }
            (ahead, lane) = (ahead + 1, Some(of));
        }
        ahead
    }

    /// Plays the calls until a ticket's turn, or that of somebody who would come now.
    fn call_of(&self, number: Option<Number>, new: Option<Place>) -> Option<Timestamp> {
        let mut places = self.places_of_waiting();
        places.extend(self.expected().map(|appointment| Place {
            number: None,
            group: appointment.group,
            priority: appointment.priority,
            slot: Some(self.begins(appointment)),
            since: self.begins(appointment),
        }));
        places.extend(new);
        let is_target = |place: &Place| if new.is_some() { Some(*place) == new } else { place.number == number };
        let group = places.iter().find(|place| is_target(place))?.group;
        let mut seats: Vec<Seat<'_>> = self.seats();
        for _ in 0..MOST_CALLS {
            // Nobody else can call it: it is not known.
            seats.iter().any(|seat| seat.groups.contains(&group)).then_some(())?;
            let at = seats.iter().enumerate().min_by_key(|(_, seat)| (seat.free, seat.id)).map(|(at, _)| at)?;
            let seat = seats.get_mut(at)?;
            // Whoever is only expected is not there before the hour.
            let here: Vec<Place> =
                places.iter().filter(|place| place.number.is_some() || place.since <= seat.free).copied().collect();
            let Some((index, lane)) = order::next(&here, seat.groups, seat.lane, seat.free) else {
                // Nothing to do for this counter at its hour; it looks again when the next one is expected.
                let own = places.iter().filter(|place| seat.groups.contains(&place.group)).map(|place| place.since);
                match own.filter(|since| *since > seat.free).min() {
                    Some(since) => seat.free = since,
                    None => drop(seats.swap_remove(at)),
                }
                continue;
            };
            let called = here.get(index)?;
            if is_target(called) {
                return Some(seat.free);
            }
            seat.free = later(seat.free, self.pace(called.group).seconds);
            seat.lane = Some(lane);
            let place = places.iter().position(|place| place == called)?;
            places.swap_remove(place);
        }
        None
    }

    /// The counters that call today, and when each is free for the next.
    fn seats(&self) -> Vec<Seat<'_>> {
        let seat = |counter: &'_ super::CounterRules| {
            let free = match self.presence(counter) {
                Presence::Open => self.now,
                Presence::Break { until } => until,
                Presence::Later { from } => from,
                Presence::Overdue { .. } | Presence::Absent | Presence::Closed => return None,
            };
            let busy = self.day.at(&counter.id).map(|ticket| {
                let since = ticket.serving.unwrap_or(self.now);
                later(since, self.pace(ticket.group).seconds)
            });
            Some(busy.map_or(free, |until| until.max(free)))
        };
        let counters = self.rules.counters.iter();
        counters
            .filter_map(|counter| {
                let lane = self.day.counters.get(&counter.id).and_then(|kept| kept.lane);
                Some(Seat { free: seat(counter)?, id: &counter.id, groups: &counter.groups, lane })
            })
            .collect()
    }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}
