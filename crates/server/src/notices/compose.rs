//! Which event is told to whom, and in which words.

use casework::case::fee::FeeEvent;
use casework::case::{CaseId, Event, Filing, Objection, Recorded, reopening};
use casework::clock;
use casework::lang::{Lang, Text};
use casework::money::Rupiah;
use casework::office::Office;
use casework::sop::{Action, EndResult, LetterKind, Sop, StepId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Change, Statement};

use super::attachment::Attachment;
use super::queries;
use crate::app::Desk;
use crate::ui::{Arg, tr_with, words};

/// One message before it is stored.
pub struct Letter {
    /// Names it for ever: the same cause gives the same name, so it is written once.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The PDF that goes with it.
    pub attachment: Option<Attachment>,
}

/// The messages that follow from a command's events.
pub fn effects(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let Some(filing) = change.case.filing() else { return Vec::new() };
    let Some(to) = filing.applicant.email.as_deref() else { return Vec::new() };
    let Some(sop) = office.catalogue.get(&filing.bundle) else { return Vec::new() };
    let cause = Cause { change, office, filing, sop, to };
    change
        .events
        .iter()
        .enumerate()
        .filter_map(|(at, recorded)| cause.letter(at, recorded))
        .flat_map(|(letter, at)| queries::enqueue(change.office, Some(change.case_id.0), &letter, at))
        .collect()
}

/// The mail with a sign-in code.
pub fn sign_in_code(desk: &Desk, email: &str, code: &str, lang: Lang, at: Timestamp) -> Vec<Statement> {
    let office = desk.office();
    let args = [("code", Arg::from(code)), ("office", Arg::from(office.profile.name.get(lang)))];
    let letter = Letter {
        id: format!("code-{:016x}", rand::random::<u64>()),
        to: email.to_owned(),
        subject: tr_with(lang, "mail-code-subject", &args),
        body: tr_with(lang, "mail-code-body", &args),
        attachment: None,
    };
    queries::enqueue(&desk.id, None, &letter, at)
}

/// The mail with the code by which an applicant takes a case of the counter into the own account.
pub fn case_code(
    desk: &Desk,
    (case, filing): (CaseId, &Filing),
    email: &str,
    code: &str,
    at: Timestamp,
) -> Vec<Statement> {
    let office = desk.office();
    let [id, en] = Lang::ALL.map(|lang| {
        let args = [
            ("code", Arg::from(code)),
            ("name", Arg::from(filing.applicant.name.as_str())),
            ("number", Arg::from(filing.number.as_str())),
            ("office", Arg::from(office.profile.name.get(lang))),
        ];
        (tr_with(lang, "mail-adopt-subject", &args), tr_with(lang, "mail-adopt-body", &args))
    });
    let letter = Letter {
        id: format!("adopt-{:016x}", rand::random::<u64>()),
        to: email.to_owned(),
        subject: id.0,
        body: format!("{}\n\n— English —\n\n{}", id.1, en.1),
        attachment: None,
    };
    queries::enqueue(&desk.id, Some(case.0), &letter, at)
}

/// What a message is written from.
struct Cause<'a> {
    change: &'a Change<'a>,
    office: &'a Office,
    filing: &'a Filing,
    sop: &'a Sop,
    to: &'a str,
}

impl Cause<'_> {
    /// The message that an event causes, if any.
    fn letter(&self, at: usize, recorded: &Recorded) -> Option<(Letter, Timestamp)> {
        let (key, extra, attachment) = match &recorded.event {
            Event::Submitted { .. } => ("mail-received", Text::default(), Some(Attachment::Receipt)),
            Event::Reopened { .. } => ("mail-reopened", Text::default(), None),
            Event::StepEntered { objections, .. }
                if objections.iter().any(Objection::is_applicants) && !self.is_reopened() =>
            {
                ("mail-returned", Text::same(objections.len().to_string()), None)
            }
            Event::StepCompleted { step, outcome, .. } => ("mail-progress", self.told(step, outcome)?, None),
            Event::LetterRecorded { number, .. } => {
                let letter = self.change.case.letters.iter().find(|letter| &letter.number == number)?;
                let key = match letter.kind {
                    LetterKind::Licence => "mail-granted",
                    LetterKind::Rejection => "mail-rejected",
                    LetterKind::Recommendation | LetterKind::Assignment => return None,
                };
                (key, Text::same(number), Some(Attachment::Letter(number.clone())))
            }
            Event::TimerFired { action: Action::Remind, step, .. } if self.is_applicants(step) => {
                ("mail-reminder", Text::default(), None)
            }
            Event::Reminded { step, .. } if self.is_applicants(step) => ("mail-reminder", Text::default(), None),
            Event::Ended { result: EndResult::Closed, .. } => (self.closed(), Text::default(), None),
            Event::Fee { what } => {
                let (key, extra) = self.money(what)?;
                (key, Text::same(extra), None)
            }
            Event::StepEntered { .. }
            | Event::BranchArrived { .. }
            | Event::StepClaimed { .. }
            | Event::StepReleased { .. }
            | Event::StepHandedOver { .. }
            | Event::Reminded { .. }
            | Event::Adopted { .. }
            | Event::StepReassigned { .. }
            | Event::Recused { .. }
            | Event::Corrected { .. }
            | Event::Added { .. }
            | Event::LetterIssued { .. }
            | Event::TimerFired { .. }
            | Event::DutyOpened { .. }
            | Event::DutyFulfilled { .. }
            | Event::LimitWarned { .. }
            | Event::DeemedGranted { .. }
            | Event::Withdrawn { .. }
            | Event::Ended { .. } => return None,
        };
        Some((self.write(key, &extra, at, attachment), recorded.at))
    }

    /// Whether these events take the case up again: one message then says it all.
    fn is_reopened(&self) -> bool {
        self.change.events.iter().any(|recorded| matches!(recorded.event, Event::Reopened { .. }))
    }

    /// The words for a closed case: with the day until which it can be taken up again, where it can be.
    fn closed(&self) -> &'static str {
        match reopening(self.change.case, self.sop, self.office) {
            Some(_) => "mail-closed-reopen",
            None => "mail-closed",
        }
    }

    /// Indonesian first, English below: nobody has to ask for the other.
    fn write(&self, key: &str, extra: &Text, at: usize, attachment: Option<Attachment>) -> Letter {
        let until = reopening(self.change.case, self.sop, self.office).or_else(|| self.answer_by());
        let [id, en] = Lang::ALL.map(|lang| {
            let link = format!("{}/lacak/{}", self.office.profile.public_url, self.filing.tracking);
            let due = self.due(lang);
            let args = [
                ("name", Arg::from(self.filing.applicant.name.as_str())),
                ("number", Arg::from(self.filing.number.as_str())),
                ("service", Arg::from(self.sop.service.name.get(lang))),
                ("office", Arg::from(self.office.profile.name.get(lang))),
                ("code", Arg::from(self.filing.tracking.to_string())),
                ("link", Arg::from(link)),
                ("due", Arg::from(due)),
                ("extra", Arg::from(extra.get(lang))),
                ("until", Arg::from(until.map_or_else(String::new, |day| words::weekday(lang, day)))),
            ];
            (tr_with(lang, &format!("{key}-subject"), &args), tr_with(lang, &format!("{key}-body"), &args))
        });
        Letter {
            id: format!("{}-{}-{at}", self.change.case_id.0, self.change.case.version),
            to: self.to.to_owned(),
            subject: id.0,
            body: format!("{}\n\n— English —\n\n{}", id.1, en.1),
            attachment,
        }
    }

    /// The last day for the applicant's answer, where one is awaited.
    fn answer_by(&self) -> Option<Date> {
        let turn = self.change.case.open.values().find(|open| open.objections.iter().any(Objection::is_applicants));
        turn.and_then(|open| open.due)
    }

    fn due(&self, lang: Lang) -> String {
        let due = clock::due(&self.change.case.ledger, self.filing.at, self.filing.promise, &self.office.calendar);
        due.ok().and_then(|due| due.date).map_or_else(|| "–".to_owned(), |day| words::day(lang, day))
    }

    /// What an outcome tells the applicant, where the SOP tells anything.
    fn told(&self, step: &StepId, outcome: &casework::sop::OutcomeId) -> Option<Text> {
        self.sop.step(step)?.outcome(outcome)?.tell.clone()
    }

    /// What the applicant is told about money: the number and the amount, as in "SKRD-2026-000001, Rp4.300.000".
    fn money(&self, what: &FeeEvent) -> Option<(&'static str, String)> {
        let paid = |number: &str, amount: Rupiah| format!("{number}, {amount}");
        match what {
            FeeEvent::Billed { terms } => Some(("mail-billed", paid(&terms.number, terms.amount))),
            FeeEvent::Paid { terms } => {
                let key = if terms.surplus.is_none() { "mail-paid" } else { "mail-overpaid" };
                Some((key, paid(&terms.receipt, terms.notice.amount)))
            }
            FeeEvent::Returned { receipt, .. } => {
                let payment = self.change.case.fees.payment(receipt)?;
                Some(("mail-refunded", paid(receipt, payment.terms.notice.amount)))
            }
            FeeEvent::Offered { .. } | FeeEvent::Expired { .. } | FeeEvent::Asked { .. } | FeeEvent::Decided { .. } => {
                None
            }
        }
    }

    fn is_applicants(&self, step: &StepId) -> bool {
        self.sop.step(step).is_some_and(|step| step.task.is_applicants())
    }
}
