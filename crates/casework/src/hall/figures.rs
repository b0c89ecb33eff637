//! What the hall's past days say: how many came, how long they waited and were served, by group and by hour.

use std::collections::BTreeMap;

use super::capacity::median;
use super::{Letter, State, Ticket};
use crate::office::calendar::Zone;

/// Figures over some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By group.
    pub groups: BTreeMap<Letter, Row>,
    /// By the hour in which the number was drawn.
    pub hours: BTreeMap<i8, Row>,
    /// All.
    pub all: Row,
}

/// Figures of one kind. Times are in seconds; nothing where nobody gave one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Numbers drawn.
    pub drawn: usize,
    /// People served.
    pub served: usize,
    /// People who were called and not there.
    pub missed: usize,
    /// People who gave up, or were not called before closing.
    pub left: usize,
    /// How long half of them waited at most until they were called.
    pub wait: Option<i64>,
    /// How long nine of ten waited at most.
    pub long_wait: Option<i64>,
    /// How long half of them were served at most.
    pub service: Option<i64>,
}

#[derive(Default)]
struct Sum {
    row: Row,
    waits: Vec<i64>,
    services: Vec<i64>,
}

impl Sum {
    fn add(&mut self, ticket: &Ticket) {
        self.row.drawn += 1;
        match ticket.state {
            State::Served => self.row.served += 1,
            State::Missed => self.row.missed += 1,
            State::Left => self.row.left += 1,
            State::Waiting | State::Called | State::Serving => {}
        }
        let seconds = |from: jiff::Timestamp, until: jiff::Timestamp| from.duration_until(until).as_secs().max(0);
        self.waits.extend(ticket.first_called.map(|called| seconds(ticket.issued, called)));
        let served = ticket.serving.zip(ticket.ended).filter(|_| ticket.state == State::Served);
        self.services.extend(served.map(|(from, until)| seconds(from, until)));
    }

    fn row(mut self) -> Row {
        self.waits.sort_unstable();
        self.services.sort_unstable();
        let long = (self.waits.len() * 9).div_ceil(10).checked_sub(1).and_then(|at| self.waits.get(at)).copied();
        Row { wait: median(&self.waits), long_wait: long, service: median(&self.services), ..self.row }
    }
}

/// The figures of some tickets.
pub fn figures<'a>(tickets: impl IntoIterator<Item = &'a Ticket>, zone: Zone) -> Figures {
    let mut groups: BTreeMap<Letter, Sum> = BTreeMap::new();
    let mut hours: BTreeMap<i8, Sum> = BTreeMap::new();
    let mut all = Sum::default();
    for ticket in tickets {
        groups.entry(ticket.group).or_default().add(ticket);
        hours.entry(zone.time(ticket.issued).hour()).or_default().add(ticket);
        all.add(ticket);
    }
    Figures {
        groups: groups.into_iter().map(|(letter, sum)| (letter, sum.row())).collect(),
        hours: hours.into_iter().map(|(hour, sum)| (hour, sum.row())).collect(),
        all: all.row(),
    }
}
