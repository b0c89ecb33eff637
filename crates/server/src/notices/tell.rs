//! Telling the people who hold a role: a step that is late, a limit of the law that comes near. If several hold it, all are
//! told; where nobody does, the administrators are, so that no warning goes to nobody.

use anyhow::{Context as _, Result};
use casework::case::{Case, CaseId, Event};
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::{Action, StepId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Change, Job, Statement, Taken};

use super::compose::Letter;
use super::queries;
use crate::app::{App, Desk};
use crate::people::{self, Account};
use crate::ui::{Arg, tr_with, words};

/// The kind of job that tells the holders of a role.
pub const TELL: &str = "tell";

/// What is told, to which role.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Told {
    case: CaseId,
    role: String,
    /// The wording: `<key>-subject` and `<key>-body`.
    key: String,
    step: Option<StepId>,
    day: Option<Date>,
    left: u16,
    /// Only this person, whatever the role.
    #[serde(default)]
    person: Option<i64>,
}

/// The jobs that follow from a command's events.
pub fn effects(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let told = change.events.iter().enumerate().filter_map(|(at, recorded)| {
        let told = of_event(change.case_id, change.case, &recorded.event, office)?;
        let id = format!("tell-{}-{}-{at}", change.case_id.0, change.case.version);
        Some(job(id, &told, recorded.at)?.enqueue(change.office))
    });
    told.collect()
}

fn job(id: String, told: &Told, run_at: Timestamp) -> Option<Job> {
    Some(Job { id, kind: TELL, payload: serde_json::to_value(told).ok()?, run_at })
}

fn of_event(id: CaseId, case: &Case, event: &Event, office: &Office) -> Option<Told> {
    let told = |role: &str, key: &str| Told {
        case: id,
        role: role.to_owned(),
        key: key.to_owned(),
        step: None,
        day: None,
        left: 0,
        person: None,
    };
    match event {
        Event::TimerFired { action: Action::Escalate(role), step, .. } => {
            Some(Told { step: Some(step.clone()), ..told(role, "mail-escalated") })
        }
        // Whoever hands it over knows; whoever gets it may not be looking.
        Event::StepHandedOver { step, officer, .. } => {
            let person = Some(officer.account);
            Some(Told { step: Some(step.clone()), person, ..told("", "mail-handed-over") })
        }
        // Whoever has it is asked; while nobody has, everybody who could.
        Event::Reminded { step, .. } => {
            let open = case.open.get(step).filter(|open| open.objections.is_empty())?;
            let person = open.officer.as_ref().map(|officer| officer.account);
            Some(Told { step: Some(step.clone()), person, ..told(&open.role, "mail-asked-after") })
        }
        Event::LimitWarned { due, left, role } => {
            let key = if *left == 0 { "mail-limit-passed" } else { "mail-limit-near" };
            Some(Told { day: Some(*due), left: *left, ..told(role, key) })
        }
        Event::DeemedGranted { due, step, .. } => {
            let sop = office.catalogue.get(&case.filing()?.bundle)?;
            let role = &sop.step(step)?.role;
            Some(Told { day: Some(*due), ..told(role, "mail-deemed") })
        }
        Event::Submitted { .. }
        | Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::Added { .. }
        | Event::Reopened { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => None,
    }
}

/// Writes a message to everybody who is to be told. Done twice, each has one all the same.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn tell(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let told: Told = serde_json::from_value(job.payload.clone()).context("the job cannot be read")?;
    let Some((case, _)) = desk.case(told.case).await? else { return Ok(()) };
    let people = match told.person {
        Some(person) => people::by_id(desk, person).await?.into_iter().collect(),
        None => people::told_for(desk, &told.role, app.now()).await?,
    };
    let office = desk.office();
    let letters = people.iter().filter_map(|person| letter(&told, &case, &office, person, &job.id));
    let statements: Vec<Statement> =
        letters.flat_map(|letter| queries::enqueue(&desk.id, Some(told.case.0), &letter, app.now())).collect();
    if !statements.is_empty() {
        desk.write(statements).await?;
        app.wake_worker();
    }
    Ok(())
}

fn letter(told: &Told, case: &Case, office: &Office, person: &Account, id: &str) -> Option<Letter> {
    let filing = case.filing()?;
    let sop = office.catalogue.get(&filing.bundle)?;
    let [id_text, en_text] = Lang::ALL.map(|lang| {
        let step = told.step.as_ref().and_then(|step| sop.step(step)).map(|step| step.name.get(lang).to_owned());
        let args = [
            ("name", Arg::from(person.name.as_str())),
            ("number", Arg::from(filing.number.as_str())),
            ("service", Arg::from(sop.service.name.get(lang))),
            ("step", Arg::from(step.unwrap_or_default())),
            ("day", Arg::from(told.day.map_or_else(String::new, |day| words::weekday(lang, day)))),
            ("left", Arg::from(casework::date_text::working_days(u32::from(told.left), lang))),
            ("link", Arg::from(format!("{}/meja/berkas/{}", office.profile.public_url, told.case.0))),
            ("office", Arg::from(office.profile.name.get(lang))),
        ];
        let word = |part: &str| tr_with(lang, &format!("{}-{part}", told.key), &args);
        (word("subject"), word("body"))
    });
    Some(Letter {
        id: format!("{id}-{}", person.id),
        to: person.email.clone(),
        subject: id_text.0,
        body: format!("{}\n\n— English —\n\n{}", id_text.1, en_text.1),
        attachment: None,
    })
}
