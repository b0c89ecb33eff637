//! What an officer does at a counter.

use jiff::{SignedDuration, Timestamp};

use super::{Change, Counter, CounterRules, Hall, Letter, Number, State, Status, Ticket, order};
use crate::case::{Refusal, RefusalKind};

/// What is done at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Open it, or come back from a break; also to take it over from a colleague.
    Open,
    /// Go on a break.
    Rest {
        /// So many minutes.
        minutes: u16,
    },
    /// Close it for today.
    Close,
    /// Call the next one.
    CallNext,
    /// Call the same one again.
    CallAgain,
    /// The person has come.
    Serve,
    /// Nobody has come.
    NoShow,
    /// The person is served.
    Finish,
    /// The same, and call the next one.
    FinishAndCall,
    /// Send the person on to another group's queue.
    SendOn {
        /// The group.
        to: Letter,
    },
    /// Call somebody who was not there before.
    Recall {
        /// The number.
        number: Number,
    },
}

/// Who does it, and what the page showed that was used for it.
#[derive(Clone, Debug)]
pub struct Attendant {
    /// The account and the name.
    pub officer: (i64, String),
    /// The number that was at the counter.
    pub seen: Option<Number>,
}

/// The longest break; whoever is away longer closes the counter.
const LONGEST_BREAK: u16 = 180;

impl Hall<'_> {
    /// What changes by what an officer does at a counter.
    ///
    /// # Errors
    /// There is no such counter, it is not this officer's, the page was stale, or the counter is not in a state for it.
    pub fn act(&self, id: &str, act: Act, who: &Attendant) -> Result<Vec<Change>, Refusal> {
        let rules = self.rules.counter(id).ok_or_else(|| {
            Refusal::new(
                RefusalKind::NotFound,
                "Tidak ada loket dengan nama itu. Pilih dari daftar.",
                "There is no such counter. Choose one from the list.",
            )
        })?;
        if !self.is_today() || self.hours().is_none() {
            return Err(state(
                "Hari ini kantor tutup, jadi loket tidak dapat dibuka.",
                "The office is closed today, so no counter can be opened.",
            ));
        }
        let kept = self.day.counters.get(id);
        let current = self.day.at(id);
        if act == Act::Open {
            return Ok(vec![Change::Counter(self.counter(id, Status::Open, who))]);
        }
        let counter = self.attended(rules, kept, who)?;
        if current.map(|ticket| ticket.number) != who.seen {
            return Err(stale(current));
        }
        match act {
            Act::Open => Ok(Vec::new()),
            Act::Rest { minutes } => self.rest(counter, current, minutes),
            Act::Close => {
                free(current)?;
                Ok(vec![Change::Counter(Counter { status: Status::Closed, since: self.now, ..counter.clone() })])
            }
            Act::CallNext => {
                free(current)?;
                self.call_next(rules, counter)?.ok_or_else(|| {
                    state(
                        "Tidak ada yang menunggu untuk loket ini. Halaman ini menyegarkan diri sendiri; tunggu nomor berikutnya.",
                        "Nobody waits for this counter. This page refreshes by itself; wait for the next number.",
                    )
                })
            }
            Act::Recall { number } => self.recall(counter, current, number),
            Act::CallAgain | Act::Serve | Act::NoShow => self.called(current, act),
            Act::Finish | Act::FinishAndCall => self.finish(rules, counter, current, act),
            Act::SendOn { to } => self.send_on(current, to),
        }
    }

    fn counter(&self, id: &str, status: Status, who: &Attendant) -> Counter {
        let lane = self.day.counters.get(id).and_then(|kept| kept.lane);
        Counter { id: id.to_owned(), status, since: self.now, officer: who.officer.clone(), lane }
    }

    /// The counter, if it is open and this officer's.
    fn attended<'c>(
        &self,
        rules: &CounterRules,
        kept: Option<&'c Counter>,
        who: &Attendant,
    ) -> Result<&'c Counter, Refusal> {
        let name = &rules.name;
        let counter = kept.filter(|counter| counter.status == Status::Open).ok_or_else(|| {
            state(
                format!("{} belum dibuka. Buka loketnya dahulu.", name.id),
                format!("{} is not open. Open it first.", name.en),
            )
        })?;
        if counter.officer.0 == who.officer.0 {
            return Ok(counter);
        }
        let other = &counter.officer.1;
        Err(Refusal::new(
            RefusalKind::Stale,
            format!("{} sekarang dijaga {other}. Buka loket ini lagi kalau Anda menggantikannya.", name.id),
            format!("{} is now attended by {other}. Open it again if you take over.", name.en),
        ))
    }

    fn rest(&self, counter: &Counter, current: Option<&Ticket>, minutes: u16) -> Result<Vec<Change>, Refusal> {
        free(current)?;
        if !(1..=LONGEST_BREAK).contains(&minutes) {
            return Err(Refusal::new(
                RefusalKind::Invalid,
                format!("Istirahat harus 1 sampai {LONGEST_BREAK} menit. Kalau lebih lama, tutup loketnya."),
                format!("A break must be of 1 to {LONGEST_BREAK} minutes. If it takes longer, close the counter."),
            ));
        }
        let until = self.now.saturating_add(SignedDuration::from_mins(i64::from(minutes))).unwrap_or(Timestamp::MAX);
        Ok(vec![Change::Counter(Counter { status: Status::Break { until }, since: self.now, ..counter.clone() })])
    }

    /// The next call of a counter, if anybody waits for it.
    fn call_next(&self, rules: &CounterRules, counter: &Counter) -> Result<Option<Vec<Change>>, Refusal> {
        let places = self.places_of_waiting();
        let found = order::next(&places, &rules.groups, counter.lane, self.now);
        let called = found.and_then(|(at, lane)| Some((self.day.tickets.get(&places.get(at)?.number?)?, lane)));
        Ok(called.map(|(ticket, lane)| {
            let counter = Counter { lane: Some(lane), ..counter.clone() };
            vec![Change::Ticket(self.call(ticket, &rules.id)), Change::Counter(counter)]
        }))
    }

    fn call(&self, ticket: &Ticket, counter: &str) -> Ticket {
        Ticket {
            state: State::Called,
            calls: 1,
            first_called: ticket.first_called.or(Some(self.now)),
            called: Some(self.now),
            ended: None,
            counter: Some(counter.to_owned()),
            ..ticket.clone()
        }
    }

    fn recall(&self, counter: &Counter, current: Option<&Ticket>, number: Number) -> Result<Vec<Change>, Refusal> {
        free(current)?;
        let missed = self.day.tickets.get(&number).filter(|ticket| ticket.state == State::Missed);
        let ticket = missed.ok_or_else(|| {
            state(
                format!("Nomor {number} tidak ada di daftar yang tidak hadir. Muat ulang halaman ini."),
                format!("The number {number} is not among those who were not there. Load this page again."),
            )
        })?;
        Ok(vec![Change::Ticket(self.call(ticket, &counter.id))])
    }

    /// What can be done with a number that was called.
    fn called(&self, current: Option<&Ticket>, act: Act) -> Result<Vec<Change>, Refusal> {
        let ticket = current.filter(|ticket| ticket.state == State::Called).ok_or_else(|| {
            state("Belum ada nomor yang dipanggil di loket ini.", "No number has been called at this counter.")
        })?;
        let ticket = match act {
            Act::CallAgain => {
                Ticket { calls: ticket.calls.saturating_add(1), called: Some(self.now), ..ticket.clone() }
            }
            Act::Serve => Ticket { state: State::Serving, serving: Some(self.now), ..ticket.clone() },
            Act::NoShow if ticket.calls < self.rules.calls => {
                let calls = self.rules.calls;
                return Err(state(
                    format!(
                        "Nomor {} baru dipanggil {} kali. Panggil sampai {calls} kali sebelum melewatinya.",
                        ticket.number, ticket.calls
                    ),
                    format!(
                        "The number {} was called {} time(s) only. Call it {calls} times before you pass over it.",
                        ticket.number, ticket.calls
                    ),
                ));
            }
            Act::NoShow => Ticket { state: State::Missed, ended: Some(self.now), ..ticket.clone() },
            Act::Open
            | Act::Rest { .. }
            | Act::Close
            | Act::CallNext
            | Act::Finish
            | Act::FinishAndCall
            | Act::SendOn { .. }
            | Act::Recall { .. } => ticket.clone(),
        };
        Ok(vec![Change::Ticket(ticket)])
    }

    fn finish(
        &self,
        rules: &CounterRules,
        counter: &Counter,
        current: Option<&Ticket>,
        act: Act,
    ) -> Result<Vec<Change>, Refusal> {
        let ticket = current
            .filter(|ticket| ticket.state == State::Serving)
            .ok_or_else(|| state("Belum ada yang dilayani di loket ini.", "Nobody is being served at this counter."))?;
        let mut changes =
            vec![Change::Ticket(Ticket { state: State::Served, ended: Some(self.now), ..ticket.clone() })];
        if act == Act::FinishAndCall {
            changes.extend(self.call_next(rules, counter)?.unwrap_or_default());
        }
        Ok(changes)
    }

    /// The person waits once more, for another group, as if for that from the beginning: nobody queues twice.
    fn send_on(&self, current: Option<&Ticket>, to: Letter) -> Result<Vec<Change>, Refusal> {
        let ticket =
            current.ok_or_else(|| state("Tidak ada nomor di loket ini.", "There is no number at this counter."))?;
        if self.rules.group(to).is_none() || ticket.group == to {
            return Err(Refusal::new(
                RefusalKind::Invalid,
                format!("Nomor {} tidak dapat dipindah ke {to}. Pilih layanan lain.", ticket.number),
                format!("The number {} cannot be sent on to {to}. Choose another group.", ticket.number),
            ));
        }
        Ok(vec![Change::Ticket(Ticket {
            group: to,
            state: State::Waiting,
            calls: 0,
            called: None,
            serving: None,
            counter: None,
            sent_on: Some(self.now),
            ..ticket.clone()
        })])
    }
}

fn state(id: impl Into<String>, en: impl Into<String>) -> Refusal {
    Refusal::new(RefusalKind::WrongState, id, en)
}

/// The counter must not be busy.
fn free(current: Option<&Ticket>) -> Result<(), Refusal> {
    let Some(ticket) = current else { return Ok(()) };
    let number = ticket.number;
    Err(state(
        format!("Nomor {number} masih di loket ini. Selesaikan dahulu."),
        format!("The number {number} is still at this counter. Finish it first."),
    ))
}

fn stale(current: Option<&Ticket>) -> Refusal {
    let (id, en) = match current {
        Some(ticket) => (
            format!("Halaman ini sudah berubah: sekarang nomor {} di loket ini.", ticket.number),
            format!("This page has changed: the number {} is at this counter now.", ticket.number),
        ),
        None => (
            "Halaman ini sudah berubah: tidak ada nomor di loket ini sekarang.".to_owned(),
            "This page has changed: there is no number at this counter now.".to_owned(),
        ),
    };
    Refusal::new(RefusalKind::Stale, id, en)
}
