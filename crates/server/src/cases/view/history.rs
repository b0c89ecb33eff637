//! What has happened to a case: who did what when, and why.

use std::collections::BTreeMap;

use casework::case::{Actor, Event, FileRef, Item, Objection, OfficerId, Recorded};
use casework::office::RoleId;
use casework::sop::{Action, OutcomeId, RequirementId, StepId};
use jiff::civil::Date;

use super::Eyes;
use crate::cases::words;
use crate::ui::{Stage, TimelineEntry, tr, tr_with};

/// The whole history, oldest first.
pub fn history(eyes: Eyes<'_>) -> Vec<TimelineEntry> {
    eyes.opened.events.iter().filter_map(|recorded| entry(eyes, recorded)).collect()
}

/// What has happened since a page was shown, a line each: "Verifikasi: Benar. Agus Firmansyah, 12 Jan 2026, 10.05 WIB".
pub fn happened(eyes: Eyes<'_>, seen: u64) -> String {
    let seen = usize::try_from(seen).unwrap_or(usize::MAX);
    let since = eyes.opened.events.iter().skip(seen).filter_map(|recorded| entry(eyes, recorded));
    since.map(|entry| format!("{} · {}, {}", entry.title, entry.who, entry.when)).collect::<Vec<_>>().join("\n")
}

fn entry(eyes: Eyes<'_>, recorded: &Recorded) -> Option<TimelineEntry> {
    let (title, text) = words_of(eyes, &recorded.event)?;
    Some(TimelineEntry {
        title,
        when: eyes.moment(recorded.at),
        machine_time: recorded.at.to_string(),
        who: who(eyes, recorded),
        text,
        stage: Stage::Done,
    })
}

/// Who did it, by name and by what they were in it: "Yulia Permatasari, Petugas loket", "Melati Anggraini, pemohon".
fn who(eyes: Eyes<'_>, recorded: &Recorded) -> String {
    match &recorded.actor {
        Actor::Officer { id, agency, roles, .. } => {
            let named = recorded.event.officer().filter(|officer| officer.account == id.account).unwrap_or(id);
            let held = |role: &&RoleId| step_of(&recorded.event).is_none_or(|step| eyes.role(step) == Some(&role.0));
            let fitting: Vec<&RoleId> = roles.iter().filter(held).collect();
            let fitting = if fitting.is_empty() { roles.iter().collect() } else { fitting };
            // Who acts for somebody else is named with that role, and no other.
            let own = if named.acting.is_some() { &[][..] } else { &fitting[..] };
            let roles = own.iter().map(|role| words::role_words(eyes.office(), &role.0, eyes.lang));
            let agency = eyes.office().agency(agency).filter(|agency| !agency.front);
            let agency = agency.map(|agency| agency.name.get(eyes.lang).to_owned());
            std::iter::once(named.told(eyes.office(), eyes.lang))
                .chain(roles)
                .chain(agency)
                .collect::<Vec<_>>()
                .join(", ")
        }
        // The account may be called otherwise than the person who applies with it.
        Actor::Applicant { account, name } => {
            let applicant = &eyes.opened.filing.applicant;
            let name = if applicant.account == Some(*account) { &applicant.name } else { name };
            tr_with(eyes.lang, "cases-who-applicant", &[("name", name.as_str().into())])
        }
        Actor::System => tr(eyes.lang, "cases-by-itself").into_owned(),
    }
}

/// The step that an officer's event is about.
fn step_of(event: &Event) -> Option<&StepId> {
    match event {
        Event::StepClaimed { step, .. } | Event::StepReleased { step } | Event::StepCompleted { step, .. } => {
            Some(step)
        }
        Event::StepHandedOver { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::Submitted { .. }
        | Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::Corrected { .. }
        | Event::Added { .. }
        | Event::Reopened { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => None,
    }
}

/// An event as title and further words; nothing for those that another entry already tells.
fn words_of(eyes: Eyes<'_>, event: &Event) -> Option<(String, String)> {
    let say = |key: &str, name: &'static str, value: String| tr_with(eyes.lang, key, &[(name, value.into())]);
    let none = String::new;
    Some(match event {
        Event::Submitted { filing, .. } => (
            tr(eyes.lang, "cases-event-submitted").into_owned(),
            say("cases-event-number", "number", filing.number.clone()),
        ),
        // The step before it says where the case went, and the open steps say where it is.
        Event::StepEntered { .. } => return None,
        Event::BranchArrived { from, join } => {
            let args = [("from", eyes.step(from).into()), ("join", eyes.step(join).into())];
            (tr_with(eyes.lang, "cases-event-arrived", &args), none())
        }
        Event::StepClaimed { step, .. } => (say("cases-event-claimed", "step", eyes.step(step)), none()),
        Event::StepReleased { step } => (say("cases-event-released", "step", eyes.step(step)), none()),
        Event::StepHandedOver { step, officer, reason } => (handed_over(eyes, step, &officer.name), reason.clone()),
        Event::Reminded { step, .. } => (say("cases-event-reminded", "step", eyes.step(step)), none()),
        Event::Adopted { .. } => (tr(eyes.lang, "cases-event-adopted").into_owned(), none()),
        Event::StepReassigned { step, to, reason, .. } => (reassigned(eyes, step, to.as_ref()), reason.clone()),
        Event::Recused { officer, reason } => (recused(eyes, officer), reason.clone()),
        Event::StepCompleted { step, outcome, reason, objections, .. } => {
            let reason = reason.iter().filter(|reason| *reason != "timer").cloned();
            let lines: Vec<String> = reason.chain(objections.iter().map(|one| objection(eyes, one))).collect();
            (format!("{}: {}", eyes.step(step), outcome_words(eyes, step, outcome)), lines.join("\n"))
        }
        Event::Corrected { answers, files, names } => {
            let fields = answers.0.keys().map(|id| item(eyes, &Item::Field(id.clone())));
            let parts: Vec<String> = fields.chain(papers(eyes, files, names)).collect();
            (tr(eyes.lang, "cases-event-corrected").into_owned(), parts.join("\n"))
        }
        Event::Added { files, names, note } => {
            let note = Some(note.clone()).filter(|note| !note.is_empty());
            let parts: Vec<String> = papers(eyes, files, names).into_iter().chain(note).collect();
            (tr(eyes.lang, "cases-event-added").into_owned(), parts.join("\n"))
        }
        Event::Reopened { reason, .. } => (tr(eyes.lang, "cases-event-reopened").into_owned(), reason.clone()),
        Event::LetterIssued { letter, number, .. } => {
            let title = eyes.opened.sop.letter(letter).map_or(letter.as_str(), |letter| letter.title.get(eyes.lang));
            (say("cases-event-issued", "letter", title.to_owned()), number.clone())
        }
        Event::LetterRecorded { number, .. } => (say("cases-event-recorded", "number", number.clone()), none()),
        Event::TimerFired { step, action, .. } => (timer(eyes, step, action), none()),
        Event::DutyOpened { duty, due } => {
            let day = casework::date_text::short_day(*due, eyes.lang);
            (say("cases-event-duty", "duty", duty_words(eyes, duty)), say("cases-until-day", "day", day))
        }
        Event::DutyFulfilled { duty, .. } => (say("cases-event-fulfilled", "duty", duty_words(eyes, duty)), none()),
        Event::LimitWarned { due, left, .. } => (limit(eyes, *due, *left), none()),
        Event::DeemedGranted { due, legal_basis, .. } => {
            let day = casework::date_text::short_day(*due, eyes.lang);
            (say("cases-event-deemed", "day", day), law(eyes, legal_basis))
        }
        Event::Withdrawn { reason } => (tr(eyes.lang, "cases-event-withdrawn").into_owned(), reason.clone()),
        Event::Fee { what } => return crate::fees::told(eyes.lang, what),
        Event::Ended { end, result, .. } => {
            let state = words::state_tag(words::state_of(Some(*result)), eyes.lang).word;
            let end = eyes.step(end);
            let ended = say("cases-event-ended", "state", state.clone());
            (ended, if end.eq_ignore_ascii_case(&state) { none() } else { end })
        }
    })
}

/// A step has changed hands.
fn handed_over(eyes: Eyes<'_>, step: &StepId, officer: &str) -> String {
    let args = [("step", eyes.step(step).into()), ("officer", officer.into())];
    tr_with(eyes.lang, "cases-event-handed-over", &args)
}

/// An officer withdrew.
fn recused(eyes: Eyes<'_>, officer: &OfficerId) -> String {
    tr_with(eyes.lang, "cases-event-recused", &[("officer", officer.name.as_str().into())])
}

/// A step went into other hands, or back to everybody of its role.
fn reassigned(eyes: Eyes<'_>, step: &StepId, to: Option<&OfficerId>) -> String {
    let step = ("step", eyes.step(step).into());
    match to {
        Some(officer) => {
            tr_with(eyes.lang, "cases-event-reassigned", &[step, ("officer", officer.name.as_str().into())])
        }
        None => tr_with(eyes.lang, "cases-event-freed", &[step]),
    }
}

/// The limit by law is near, or has passed.
fn limit(eyes: Eyes<'_>, due: Date, left: u16) -> String {
    let day = casework::date_text::short_day(due, eyes.lang);
    if left == 0 {
        return tr_with(eyes.lang, "cases-event-limit-passed", &[("day", day.into())]);
    }
    let left = casework::date_text::working_days(u32::from(left), eyes.lang);
    tr_with(eyes.lang, "cases-event-limit-near", &[("left", left.into()), ("day", day.into())])
}

/// A law of the SOP with its articles.
fn law(eyes: Eyes<'_>, id: &str) -> String {
    let known = eyes.opened.sop.identity.legal_basis.iter().find(|basis| basis.id == id);
    known.map_or_else(
        || id.to_owned(),
        |basis| match &basis.article {
            Some(article) => format!("{} ({article})", basis.title),
            None => basis.title.clone(),
        },
    )
}

fn timer(eyes: Eyes<'_>, step: &StepId, action: &Action) -> String {
    let step_name = eyes.step(step);
    match action {
        Action::Remind => tr_with(eyes.lang, "cases-event-reminded", &[("step", step_name.into())]),
        Action::Escalate(role) => {
            let role = words::role_words(eyes.office(), role, eyes.lang);
            tr_with(eyes.lang, "cases-event-escalated", &[("step", step_name.into()), ("role", role.into())])
        }
        Action::Complete(outcome) => {
            let outcome = outcome_words(eyes, step, outcome);
            tr_with(eyes.lang, "cases-event-timed-out", &[("step", step_name.into()), ("outcome", outcome.into())])
        }
    }
}

fn outcome_words(eyes: Eyes<'_>, step: &StepId, outcome: &OutcomeId) -> String {
    let known = eyes.opened.sop.step(step).and_then(|step| step.outcome(outcome));
    known.map_or_else(|| outcome.0.clone(), |outcome| outcome.label.get(eyes.lang).to_owned())
}

fn duty_words(eyes: Eyes<'_>, id: &str) -> String {
    let duty = eyes.opened.sop.duties.iter().find(|duty| duty.id == id);
    duty.map_or_else(|| id.to_owned(), |duty| duty.name.get(eyes.lang).to_owned())
}

fn objection(eyes: Eyes<'_>, objection: &Objection) -> String {
    format!("{}: {}", item(eyes, &objection.item), objection.why(&eyes.opened.sop, eyes.lang))
}

fn item(eyes: Eyes<'_>, item: &Item) -> String {
    item.text(&eyes.opened.sop, eyes.lang)
}

/// Documents as an event names them: those of the SOP, and those with a name of their own.
fn papers(
    eyes: Eyes<'_>,
    files: &BTreeMap<RequirementId, FileRef>,
    names: &BTreeMap<RequirementId, String>,
) -> Vec<String> {
    let name = |id: &RequirementId| names.get(id).cloned().unwrap_or_else(|| item(eyes, &Item::File(id.clone())));
    files.keys().map(name).collect()
}
