//! What a letter's template is told, made from the case as it stood when the letter was issued.
//!
//! The case is folded from its events up to that moment, so that a letter which is made late, or made again, says the same.
//! The contract with the templates is `documents::LetterData`; `docs/sop/letters.md` describes it for authors.

mod parts;
mod signer;

use std::collections::BTreeMap;

use casework::case::{Case, Event, Filing, IssuedLetter, Recorded, evolve};
use casework::form::Answers;
use casework::lang::Lang;
use casework::office::Office;
use casework::region::Regions;
use casework::sop::{Letter, Sop};
use documents::LetterData;

pub use parts::{day, office, service};
pub use signer::signer;

use super::{holder, projection};

/// A letter with everything that it is made from.
pub struct Issue<'a> {
    /// The office.
    pub office: &'a Office,
    /// The official list of regions.
    pub regions: &'a Regions,
    /// The SOP that the case follows.
    pub sop: &'a Sop,
    /// The letter as the SOP has it.
    pub letter: &'a Letter,
    /// The case at the moment of issue.
    pub case: &'a Case,
    /// What was filed.
    pub filing: &'a Filing,
    /// The letter as it was issued.
    pub issued: &'a IssuedLetter,
    /// Whether the office's crest is at hand.
    pub crest: bool,
}

/// Letters are written in Indonesian.
const LANG: Lang = Lang::Id;

/// The case as it stood when the letter with a number was issued, its duties opened; nothing where there is none.
pub fn case_at_issue(events: &[Recorded], number: &str) -> Option<Case> {
    let is_it = |recorded: &Recorded| match &recorded.event {
        Event::LetterIssued { number: issued, .. } => issued == number,
        Event::Submitted { .. }
        | Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepHandedOver { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::Added { .. }
        | Event::Reopened { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => false,
    };
    let at = events.iter().position(is_it)?;
    let duties =
        events[at + 1..].iter().take_while(|recorded| matches!(recorded.event, Event::DutyOpened { .. })).count();
    let until = &events[..at + 1 + duties];
    Some(until.iter().fold(Case::default(), |case, recorded| evolve(case, &recorded.event, recorded.at)))
}

/// What the template is told.
pub fn data(issue: &Issue<'_>, signer: documents::Signer) -> LetterData {
    let answers = holder::answers(issue.sop, issue.case, issue.issued.date);
    LetterData {
        office: parts::office(issue.office, issue.crest),
        letter: parts::letter(issue),
        service: parts::service(issue.sop),
        case: documents::Case {
            number: issue.filing.number.clone(),
            submitted: parts::day(issue.office.calendar.zone().day(issue.filing.at)),
        },
        holder: documents::Holder {
            name: holder::name(&answers, issue.filing).to_owned(),
            address: address(issue, &answers),
        },
        answers: parts::answers(issue.sop.fields(), &answers, issue.regions),
        findings: parts::findings(issue),
        signer,
        reasons: parts::reasons(issue),
        duties: parts::duties(issue),
        pictures: BTreeMap::new(),
    }
}

/// The holder's address, from the fields that hold it; empty where the form does not ask for one.
fn address(issue: &Issue<'_>, answers: &Answers) -> String {
    let part = |id: &str| {
        let (field, value) = (issue.sop.field(id)?, answers.get(id)?);
        Some(casework::form::shown(field, value, LANG, issue.regions))
    };
    [part("alamat"), part("kelurahan")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The address of a letter's verification page.
pub fn verification_url(office: &Office, issued: &IssuedLetter) -> String {
    format!("{}/verifikasi/{}", office.profile.public_url, issued.code)
}

/// The kind of a letter, as templates ask for it.
fn kind(issued: &IssuedLetter) -> String {
    projection::kind(issued.kind).to_owned()
}
