//! Who does the work: roles that somebody in the office has, four eyes.

use super::found::{APPLICANT, Found, Subject, error, meant, warning};
use crate::sop::Action;

/// `S-ROLE-UNKNOWN`: every step's role exists in the office.
pub(super) fn steps_have_somebody(subject: &Subject<'_>) -> Vec<Found> {
    let officers = subject.steps().filter(|(_, step)| !step.task.is_applicants() && step.role != APPLICANT);
    officers
        .filter_map(|(path, step)| {
            let (meant_id, meant_en) = missing(subject, &step.role)?;
            Some(error(
                "S-ROLE-UNKNOWN",
                format!("{path}.role"),
                format!("Langkah “{}” dikerjakan peran “{}”, tetapi tidak ada yang memegang peran itu di kantor ini.{meant_id} Pakai peran yang ada, atau tambahkan perannya pada pengaturan kantor.", step.id, step.role),
                format!("Step “{}” is done by the role “{}”, but nobody in this office has it.{meant_en} Use a role that exists, or add it to the office's settings.", step.id, step.role),
            ))
        })
        .collect()
}

/// `S-SIGNER-UNKNOWN`: every letter's signer is a role of the office.
pub(super) fn letters_have_a_signer(subject: &Subject<'_>) -> Vec<Found> {
    let letters = subject.sop.letters.iter().enumerate();
    letters
        .filter_map(|(at, letter)| {
            let (meant_id, meant_en) = missing(subject, &letter.signer)?;
            Some(error(
                "S-SIGNER-UNKNOWN",
                format!("letter[{at}].signer"),
                format!("Surat “{}” ditandatangani peran “{}”, tetapi tidak ada yang memegang peran itu di kantor ini.{meant_id}", letter.id, letter.signer),
                format!("The letter “{}” is signed by the role “{}”, but nobody in this office has it.{meant_en}", letter.id, letter.signer),
            ))
        })
        .collect()
}

/// `S-ESCALATION-NOBODY`: lateness is reported to somebody.
pub(super) fn escalations_reach_somebody(subject: &Subject<'_>) -> Vec<Found> {
    let timers = subject.sop.timers.iter().enumerate();
    timers
        .filter_map(|(at, timer)| {
            let role = match &timer.action {
                Action::Escalate(role) => role,
                Action::Remind | Action::Complete(_) => return None,
            };
            let (meant_id, meant_en) = missing(subject, role)?;
            Some(error(
                "S-ESCALATION-NOBODY",
                format!("timer[{at}].action"),
                format!("Keterlambatan langkah “{}” dilaporkan kepada peran “{role}”, tetapi tidak ada yang memegang peran itu, jadi tidak ada yang akan tahu.{meant_id}", timer.step),
                format!("Lateness of step “{}” is reported to the role “{role}”, but nobody has it, so nobody would know.{meant_en}", timer.step),
            ))
        })
        .collect()
}

/// `S-AGENCY-UNWATCHED`: when a technical agency is silent, its own head and somebody of the office are told.
pub(super) fn agencies_are_watched(subject: &Subject<'_>) -> Vec<Found> {
    let Some(office) = subject.office else { return Vec::new() };
    let agency_of = |role: &str| office.role(role).and_then(|role| office.agency(&role.agency));
    let mut found = Vec::new();
    for (path, step) in subject.steps() {
        let Some(own) = agency_of(&step.role).filter(|agency| !agency.front) else { continue };
        let told = subject.sop.timers.iter().filter(|timer| timer.step == step.id);
        let told: Vec<_> = told
            .filter_map(|timer| match &timer.action {
                Action::Escalate(role) => agency_of(role),
                Action::Remind | Action::Complete(_) => None,
            })
            .collect();
        if !told.iter().any(|agency| agency.id == own.id) || !told.iter().any(|agency| agency.front) {
            found.push(warning(
                "S-AGENCY-UNWATCHED",
                format!("{path}.role"),
                format!("Bila {} diam pada langkah “{}”, tidak semua yang perlu akan tahu. Tambahkan [[timer]] yang melapor (escalate) kepada atasan instansi itu, dan satu lagi kepada kantor ini.", own.name.id, step.id),
                format!("When {} is silent at step “{}”, not everybody concerned would know. Add a [[timer]] that escalates to that agency's head, and another to this office.", own.name.en, step.id),
            ));
        }
    }
    found
}

/// `S-FOUR-EYES`: the other step of a four-eyes rule exists and is another one.
pub(super) fn four_eyes_look_at_steps(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, step) in subject.steps() {
        for other in &step.not_same_as {
            let path = format!("{path}.not_same_as");
            if *other == step.id {
                found.push(error(
                    "S-FOUR-EYES",
                    path,
                    format!("Langkah “{}” melarang petugasnya sendiri: setelah perbaikan, petugas yang sama tidak dapat memeriksa lagi. Sebut langkah lain pada “not_same_as”.", step.id),
                    format!("Step “{}” excludes its own officer, who then could not examine it again after a correction. Name another step in “not_same_as”.", step.id),
                ));
            } else if subject.sop.step(other).is_none_or(|other| other.task.is_applicants()) {
                let (meant_id, meant_en) = meant(&other.0, subject.sop.steps.iter().map(|step| step.id.0.as_str()));
                found.push(error(
                    "S-FOUR-EYES",
                    path,
                    format!(
                        "Aturan empat mata pada langkah “{}” menyebut “{other}”, yang bukan langkah petugas.{meant_id}",
                        step.id
                    ),
                    format!(
                        "The four-eyes rule of step “{}” names “{other}”, which is no officer's step.{meant_en}",
                        step.id
                    ),
                ));
            }
        }
    }
    found
}

/// Nothing where the office has the role (or no office is given); else what was probably meant, in both languages.
fn missing(subject: &Subject<'_>, role: &str) -> Option<(String, String)> {
    let office = subject.office?;
    if office.role(role).is_some() {
        return None;
    }
    Some(meant(role, office.roles.iter().map(|role| role.id.0.as_str())))
}
