//! The ledger of a case: who held it, why, from when until when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::lang::{Lang, Text};

/// Who holds a case, so on whom it waits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The applicant, who must correct or add something.
    Applicant,
    /// The one-stop office itself.
    FrontOffice,
    /// A technical agency, by its id.
    Agency(String),
    /// A payment that has not arrived.
    Payment,
    /// The law or a court has stopped the case.
    LegalStop,
    /// The system was down.
    Outage,
}

impl Holder {
    /// Whether the office's clock stands still meanwhile.
    pub fn pauses(&self) -> bool {
        match self {
            Holder::FrontOffice | Holder::Agency(_) => false,
            Holder::Applicant | Holder::Payment | Holder::LegalStop | Holder::Outage => true,
        }
    }

    /// One word for it, as lists and logs keep it: `applicant`, `front_office`, `agency:<id>`, `payment`, `legal_stop`,
    /// `outage`.
    ///
    /// ```
    /// use casework::clock::Holder;
    /// assert_eq!(Holder::Agency("pupr".to_owned()).code(), "agency:pupr");
    /// ```
    pub fn code(&self) -> String {
        match self {
            Holder::Applicant => "applicant".to_owned(),
            Holder::FrontOffice => "front_office".to_owned(),
            Holder::Agency(id) => format!("agency:{id}"),
            Holder::Payment => "payment".to_owned(),
            Holder::LegalStop => "legal_stop".to_owned(),
            Holder::Outage => "outage".to_owned(),
        }
    }

    /// The usual reason for which a case is with this holder.
    pub fn usual_reason(&self) -> Reason {
        match self {
            Holder::FrontOffice | Holder::Agency(_) => Reason::Work,
            Holder::Applicant => Reason::Correction,
            Holder::Payment => Reason::Payment,
            Holder::LegalStop => Reason::LegalStop,
            Holder::Outage => Reason::Outage,
        }
    }

    /// What the public page calls the holder; an agency only by its id, which the office's settings turn into a name.
    pub fn text(&self, lang: Lang) -> &str {
        match self {
            Holder::Applicant => lang.pick("pemohon", "the applicant"),
            Holder::FrontOffice => lang.pick("kantor pelayanan", "the service office"),
            Holder::Agency(id) => id,
            Holder::Payment => lang.pick("menunggu pembayaran", "awaiting payment"),
            Holder::LegalStop => lang.pick("dihentikan menurut hukum", "stopped by law"),
            Holder::Outage => lang.pick("gangguan sistem", "system outage"),
        }
    }
}

/// Why a case is with its holder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is being worked on.
    Work,
    /// The applicant was asked to correct something.
    Correction,
    /// A payment is awaited.
    Payment,
    /// The law or a court has stopped it.
    LegalStop,
    /// The system was down.
    Outage,
    /// It was closed and then reopened.
    Closed,
    /// In an officer's words, as they end the sentence "… while …".
    Other(Text),
}

/// A time during which one holder had the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Who had it.
    pub holder: Holder,
    /// Why.
    pub reason: Reason,
    /// From when.
    pub from: Timestamp,
    /// Until when; nothing while it lasts.
    pub until: Option<Timestamp>,
}

/// Who has held a case, oldest first. Several may hold it at once: two agencies in parallel.
///
/// ```
/// use casework::clock::{Holder, Ledger, Reason};
/// let mut ledger = Ledger::default();
/// ledger.switch("2026-01-09T02:00:00Z".parse().unwrap(), Holder::FrontOffice, Reason::Work);
/// ledger.switch("2026-01-14T02:00:00Z".parse().unwrap(), Holder::Applicant, Reason::Correction);
/// assert_eq!(ledger.holder(), Some(&Holder::Applicant));
/// assert_eq!(ledger.intervals.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    /// The intervals in the order in which they began.
    pub intervals: Vec<Interval>,
}

impl Ledger {
    /// Whoever held the case lets go, and this holder has it alone. Nothing changes if that is so already.
    pub fn switch(&mut self, at: Timestamp, holder: Holder, reason: Reason) {
        let open: Vec<&Interval> = self.open_intervals().collect();
        if matches!(open[..], [only] if only.holder == holder && only.reason == reason) {
            return;
        }
        self.close(at);
        self.intervals.push(Interval { holder, reason, from: at, until: None });
    }

    /// This holder has the case besides those who have it already. Nothing changes if it has it for this reason.
    pub fn join(&mut self, at: Timestamp, holder: Holder, reason: Reason) {
        if !self.open_intervals().any(|interval| interval.holder == holder && interval.reason == reason) {
            self.intervals.push(Interval { holder, reason, from: at, until: None });
        }
    }

    /// This holder lets go; others keep the case.
    pub fn leave(&mut self, at: Timestamp, holder: &Holder) {
        for interval in self.intervals.iter_mut().filter(|open| open.until.is_none() && &open.holder == holder) {
            interval.until = Some(at.max(interval.from));
        }
    }

    /// Nobody holds the case any more.
    pub fn close(&mut self, at: Timestamp) {
        for interval in self.intervals.iter_mut().filter(|interval| interval.until.is_none()) {
            interval.until = Some(at.max(interval.from));
        }
    }

    /// The intervals that last.
    pub fn open_intervals(&self) -> impl Iterator<Item = &Interval> {
        self.intervals.iter().filter(|interval| interval.until.is_none())
    }

    /// Who holds the case now; where several do, one that stops the clock before one that works, then the latest.
    pub fn holder(&self) -> Option<&Holder> {
        self.current().map(|interval| &interval.holder)
    }

    /// Everybody who holds the case now.
    pub fn holders(&self) -> impl Iterator<Item = &Holder> {
        self.open_intervals().map(|interval| &interval.holder)
    }

    /// Since when the present holder has it.
    pub fn since(&self) -> Option<Timestamp> {
        self.current().map(|interval| interval.from)
    }

    /// The interval that [`Ledger::holder`] names.
    pub fn current(&self) -> Option<&Interval> {
        self.open_intervals().max_by_key(|interval| interval.holder.pauses())
    }

    /// When the last holder let go; nothing while somebody holds the case.
    pub fn closed_at(&self) -> Option<Timestamp> {
        if self.open_intervals().next().is_some() {
            return None;
        }
        self.intervals.iter().filter_map(|interval| interval.until).max()
    }

    /// The times between a closing and a reopening, when nobody held the case.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let mut held_until = self.intervals.first().map(|interval| interval.from);
        self.intervals.iter().filter_map(move |interval| {
            let gap = held_until.filter(|until| *until < interval.from).map(|until| (until, interval.from));
            held_until = held_until.max(Some(interval.until.unwrap_or(Timestamp::MAX)));
            gap
        })
    }
}
