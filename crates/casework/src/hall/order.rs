//! Whose turn it is. Two lanes: those who go first, and the others. A counter calls from the first lane, but never twice in a
//! row while somebody waits in the other: so whoever goes first waits for one call at most, and nobody is starved.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::{Letter, Number, Ticket};
use crate::office::calendar::Zone;

/// The lane in which somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Those who go first: the old, pregnant, disabled, those with small children; and appointments whose hour has come.
    First,
    /// Everybody else.
    Ordinary,
}

impl Lane {
    /// The word under which it is kept.
    pub fn word(self) -> &'static str {
        match self {
            Lane::First => "first",
            Lane::Ordinary => "ordinary",
        }
    }

    /// Reads its word.
    pub fn parse(word: &str) -> Option<Lane> {
        match word {
            "first" => Some(Lane::First),
            "ordinary" => Some(Lane::Ordinary),
            _ => None,
        }
    }
}

/// Somebody who waits: a ticket, or an appointment that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number; none for an appointment whose holder has not come yet.
    pub number: Option<Number>,
    pub group: Letter,
    pub priority: bool,
    /// The appointment's moment.
    pub slot: Option<Timestamp>,
    /// The moment by which it stands in its lane.
    pub since: Timestamp,
}

impl Place {
    pub fn of(ticket: &Ticket, date: Date, zone: Zone) -> Place {
        let slot = ticket.slot.map(|time: Time| zone.moment(date, time));
        Place {
            number: Some(ticket.number),
            group: ticket.group,
            priority: ticket.priority,
            slot,
            // Whoever comes early for an appointment stands where the appointment is, and so does whoever comes late for it.
            since: slot.unwrap_or(ticket.issued),
        }
    }

    pub fn lane(&self, now: Timestamp) -> Lane {
        let due = self.slot.is_some_and(|slot| slot <= now);
        if self.priority || due { Lane::First } else { Lane::Ordinary }
    }

    fn key(&self) -> (Timestamp, bool, Option<Number>) {
        (self.since, self.number.is_none(), self.number)
    }
}

/// Which of these a counter calls that serves some groups and called last from a lane: its index, and its lane.
pub(super) fn next(places: &[Place], groups: &[Letter], last: Option<Lane>, now: Timestamp) -> Option<(usize, Lane)> {
    let head = |lane: Lane| {
        let own =
            places.iter().enumerate().filter(|(_, place)| groups.contains(&place.group) && place.lane(now) == lane);
        own.min_by_key(|(_, place)| place.key()).map(|(at, _)| (at, lane))
    };
    match (head(Lane::First), head(Lane::Ordinary)) {
        (Some(_), Some(ordinary)) if last == Some(Lane::First) => Some(ordinary),
        (Some(first), _) => Some(first),
        (None, ordinary) => ordinary,
    }
}
