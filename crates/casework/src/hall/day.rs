//! One day of the hall as it is kept: tickets, counters, appointments. A new day begins empty.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::{Lane, Letter, Number};
use crate::id::Code;
use crate::lang::Lang;
use crate::sop::ServiceId;

/// A day of one office's hall.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Which day.
    pub date: Date,
    /// Counts its changes: what was decided on one version may be kept on that version only.
    pub version: i64,
    /// Every number drawn on it.
    pub tickets: BTreeMap<Number, Ticket>,
    /// The counters that have been opened on it, by their id.
    pub counters: BTreeMap<String, Counter>,
    /// The appointments made for it, those that were cancelled too.
    pub appointments: BTreeMap<Code, Appointment>,
}

impl Day {
    /// A day on which nothing has happened yet.
    pub fn new(date: Date) -> Day {
        Day { date, version: 0, tickets: BTreeMap::new(), counters: BTreeMap::new(), appointments: BTreeMap::new() }
    }

    /// The ticket that a counter is busy with.
    pub fn at(&self, counter: &str) -> Option<&Ticket> {
        self.tickets.values().find(|ticket| ticket.is_at(counter))
    }

    /// The tickets that wait.
    pub fn waiting(&self) -> impl Iterator<Item = &Ticket> {
        self.tickets.values().filter(|ticket| ticket.state == State::Waiting)
    }

    /// The ticket with a code.
    pub fn by_code(&self, code: Code) -> Option<&Ticket> {
        self.tickets.values().find(|ticket| ticket.code == code)
    }

    /// The day after some changes to it.
    #[must_use]
    pub fn after(mut self, changes: &[Change]) -> Day {
        for change in changes {
            match change {
                Change::Ticket(ticket) => drop(self.tickets.insert(ticket.number, ticket.clone())),
                Change::Counter(counter) => drop(self.counters.insert(counter.id.clone(), counter.clone())),
                Change::Appointment(appointment) if appointment.date == self.date => {
                    drop(self.appointments.insert(appointment.code, appointment.clone()));
                }
                // It has been moved away.
                Change::Appointment(appointment) => drop(self.appointments.remove(&appointment.code)),
            }
        }
        self.version += 1;
        self
    }
}

/// What changes: the whole thing as it is afterwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A ticket.
    Ticket(Ticket),
    /// A counter.
    Counter(Counter),
    /// An appointment.
    Appointment(Appointment),
}

/// A number that somebody has drawn. It says nothing about the person, but for the wish to go first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Its number.
    pub number: Number,
    /// The group for which it waits or was served; another than its letter once it was sent on.
    pub group: Letter,
    /// Leads to its page.
    pub code: Code,
    /// Where it came from.
    pub origin: Origin,
    /// The person is old, pregnant, disabled or has small children along; which of these is nobody's business.
    pub priority: bool,
    /// The appointment's hour, where it comes from one.
    pub slot: Option<Time>,
    /// How it stands.
    pub state: State,
    /// When it was drawn: from then on it waits.
    pub issued: Timestamp,
    /// How often it was called where it last was.
    pub calls: u16,
    /// When it was first called.
    pub first_called: Option<Timestamp>,
    /// When it was last called.
    pub called: Option<Timestamp>,
    /// When serving it began.
    pub serving: Option<Timestamp>,
    /// When it was over.
    pub ended: Option<Timestamp>,
    /// The counter that called it last.
    pub counter: Option<String>,
    /// When it was sent on to another group.
    pub sent_on: Option<Timestamp>,
}

impl Ticket {
    /// Whether a counter is busy with it.
    pub fn is_at(&self, counter: &str) -> bool {
        self.is_busy() && self.counter.as_deref() == Some(counter)
    }

    /// Whether some counter is busy with it.
    pub fn is_busy(&self) -> bool {
        match self.state {
            State::Called | State::Serving => true,
            State::Waiting | State::Served | State::Missed | State::Left => false,
        }
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        match self.state {
            State::Waiting | State::Called | State::Serving => false,
            State::Served | State::Missed | State::Left => true,
        }
    }
}

/// Makes an enum of words that are kept as text.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant),* }

        impl $name {
            /// The word under which it is kept.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// Reads its word.
            pub fn parse(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Where a ticket came from.
    Origin {
        /// The kiosk in the hall.
        Kiosk = "kiosk",
        /// A telephone.
        Phone = "phone",
        /// An appointment whose holder has come.
        Appointment = "appointment",
    }
}

words! {
    /// How a ticket stands.
    State {
        /// It waits.
        Waiting = "waiting",
        /// A counter has called it.
        Called = "called",
        /// It is being served.
        Serving = "serving",
        /// It was served.
        Served = "served",
        /// It was called and nobody came.
        Missed = "missed",
        /// Its holder has given it up, or the day ended before it was called.
        Left = "left",
    }
}

words! {
    /// How an appointment stands.
    Standing {
        /// It is made.
        Booked = "booked",
        /// Its holder has come and has a ticket.
        Arrived = "arrived",
        /// Its holder has cancelled it.
        Cancelled = "cancelled",
        /// Its day has passed and nobody came.
        Missed = "missed",
    }
}

/// A counter that has been opened on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    /// Its short name.
    pub id: String,
    /// Whether it is open.
    pub status: Status,
    /// Since when.
    pub since: Timestamp,
    /// Whose account works at it, and the name.
    pub officer: (i64, String),
    /// From which lane it called last.
    pub lane: Option<Lane>,
}

/// Whether a counter is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It calls numbers.
    Open,
    /// It comes back.
    Break {
        /// At this moment.
        until: Timestamp,
    },
    /// It does not come back today.
    Closed,
}

/// How a counter stands at a moment, as the hall is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It calls numbers.
    Open,
    /// It is on a break that has not ended yet.
    Break {
        /// Until then.
        until: Timestamp,
    },
    /// Its break should have ended.
    Overdue {
        /// At this moment.
        until: Timestamp,
    },
    /// It opens later today.
    Later {
        /// At this moment.
        from: Timestamp,
    },
    /// It should be open, and nobody has opened it.
    Absent,
    /// It is closed for today.
    Closed,
}

/// An appointment.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// Leads to its page; whoever has it may change it.
    pub code: Code,
    /// The day.
    pub date: Date,
    /// When it begins.
    pub begins: Time,
    /// The group.
    pub group: Letter,
    /// The service, where it was made for one.
    pub service: Option<ServiceId>,
    /// The person is to go first.
    pub priority: bool,
    /// Who comes; empty once it has been deleted.
    pub name: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// The account that made it.
    pub account: Option<i64>,
    /// The language of its mails.
    pub lang: Lang,
    /// How it stands.
    pub standing: Standing,
    /// When it was made.
    pub made: Timestamp,
    /// The number that its holder got on arrival.
    pub ticket: Option<Number>,
}
