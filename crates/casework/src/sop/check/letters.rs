//! Letters and what hangs on them: issued by some outcome, numbered, printed from a template that is there.

use super::found::{Found, Subject, error, meant};
use crate::sop::Finding;
use crate::sop::{Action, Letter, LetterKind, OutcomeKind, Parsed, TaskKind};

fn is_issued(subject: &Subject<'_>, letter: &str) -> bool {
    subject.outcomes().any(|(_, _, outcome)| outcome.letter.as_deref() == Some(letter))
}

/// `S-LETTER-UNKNOWN`: an outcome issues only letters that the SOP has.
pub(super) fn issued_letters_exist(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, step, outcome) in subject.outcomes() {
        let Some(letter) = outcome.letter.as_deref().filter(|letter| subject.sop.letter(letter).is_none()) else {
            continue;
        };
        let (meant_id, meant_en) = meant(letter, subject.sop.letters.iter().map(|letter| letter.id.as_str()));
        found.push(error(
            "S-LETTER-UNKNOWN",
            format!("{path}.letter"),
            format!("Hasil “{}” pada langkah “{}” menerbitkan surat “{letter}”, tetapi tidak ada [[letter]] bernama itu.{meant_id}", outcome.id, step.id),
            format!("Outcome “{}” of step “{}” issues the letter “{letter}”, but there is no [[letter]] of that name.{meant_en}", outcome.id, step.id),
        ));
    }
    found
}

/// `S-LICENCE-UNDECIDED`: a licence is issued by the favourable outcome of a deciding step and by nothing else: not by a
/// payment, an applicant's answer or a clerk's step, and not by a timer.
pub(super) fn licences_are_decided(subject: &Subject<'_>) -> Vec<Found> {
    let sop = subject.sop;
    let is_licence = |letter: Option<&str>| {
        letter.and_then(|letter| sop.letter(letter)).is_some_and(|letter| letter.kind == LetterKind::Licence)
    };
    let mut found = Vec::new();
    for (path, step, outcome) in subject.outcomes().filter(|(_, _, outcome)| is_licence(outcome.letter.as_deref())) {
        if step.task != TaskKind::Decide || outcome.kind != OutcomeKind::Forward {
            found.push(error(
                "S-LICENCE-UNDECIDED",
                format!("{path}.letter"),
                format!("Hasil “{}” pada langkah “{}” menerbitkan izin, padahal izin hanya terbit dari keputusan yang menyetujui (task = \"decide\"). Pindahkan letter ke langkah keputusan.", outcome.id, step.id),
                format!("Outcome “{}” of step “{}” issues a licence, but a licence is issued by a favourable decision only (task = \"decide\"). Move letter to the deciding step.", outcome.id, step.id),
            ));
        }
    }
    for (at, timer) in sop.timers.iter().enumerate() {
        let Action::Complete(outcome) = &timer.action else { continue };
        let outcome = sop.step(&timer.step).and_then(|step| step.outcome(outcome));
        if outcome.is_some_and(|outcome| is_licence(outcome.letter.as_deref())) {
            found.push(error(
                "S-LICENCE-UNDECIDED",
                format!("timer[{at}].action"),
                format!("Pengingat “{}” akan menerbitkan izin dengan sendirinya. Izin karena lewat waktu diatur di [deemed], bukan oleh pengingat.", timer.id),
                format!("The timer “{}” would issue a licence by itself. A licence because time has run out is a matter of [deemed], not of a timer.", timer.id),
            ));
        }
    }
    found
}

/// `S-LETTER-NEVER-ISSUED`: every letter is issued by some outcome. A letter that a duty waits for is told there.
pub(super) fn letters_are_issued(subject: &Subject<'_>) -> Vec<Found> {
    let waited_for = |letter: &Letter| subject.sop.duties.iter().any(|duty| duty.letter == letter.id);
    let idle = subject.sop.letters.iter().enumerate().filter(|(_, letter)| !is_issued(subject, &letter.id));
    idle.filter(|(_, letter)| !waited_for(letter))
        .map(|(at, letter)| {
            error(
                "S-LETTER-NEVER-ISSUED",
                format!("letter[{at}].id"),
                format!("Surat “{}” tidak pernah diterbitkan: tidak ada hasil yang menyebutnya. Tambahkan letter = \"{}\" pada sebuah hasil, atau hapus suratnya.", letter.id, letter.id),
                format!("The letter “{}” is never issued: no outcome names it. Add letter = \"{}\" to an outcome, or delete the letter.", letter.id, letter.id),
            )
        })
        .collect()
}

/// `S-DUTY-NEVER-OPENS`: the letter that opens a duty exists and is issued.
pub(super) fn duties_open(subject: &Subject<'_>) -> Vec<Found> {
    let duties = subject.sop.duties.iter().enumerate();
    duties
        .filter(|(_, duty)| subject.sop.letter(&duty.letter).is_none() || !is_issued(subject, &duty.letter))
        .map(|(at, duty)| {
            let (meant_id, meant_en) = match subject.sop.letter(&duty.letter) {
                None => meant(&duty.letter, subject.sop.letters.iter().map(|letter| letter.id.as_str())),
                Some(_) => Default::default(),
            };
            error(
                "S-DUTY-NEVER-OPENS",
                format!("duty[{at}].letter"),
                format!("Kewajiban “{}” tidak pernah dimulai: surat “{}” tidak ada atau tidak diterbitkan oleh hasil mana pun.{meant_id}", duty.id, duty.letter),
                format!("The duty “{}” never begins: the letter “{}” does not exist or is issued by no outcome.{meant_en}", duty.id, duty.letter),
            )
        })
        .collect()
}

/// `S-VALIDITY-EMPTY` and `S-VALIDITY-NO-LICENCE`: a validity says how long, and there is a licence that it is about.
pub(super) fn validity_is_about_something(subject: &Subject<'_>) -> Vec<Found> {
    let Some(validity) = &subject.sop.validity else { return Vec::new() };
    let months = validity.years.unwrap_or(0) + validity.months.unwrap_or(0);
    if months == 0 && validity.until.is_none() {
        return vec![error(
            "S-VALIDITY-EMPTY",
            "validity",
            "Masa berlaku disebut tanpa lamanya. Isi “years”, “months”, atau “until”; hapus [validity] bila izin berlaku tanpa batas.",
            "A validity is given without its length. Fill in “years”, “months” or “until”; delete [validity] if the licence has no term.",
        )];
    }
    if subject.sop.letters.iter().any(|letter| letter.kind == LetterKind::Licence) {
        return Vec::new();
    }
    vec![error(
        "S-VALIDITY-NO-LICENCE",
        "validity",
        "Masa berlaku disebut, tetapi tidak ada surat berjenis “licence” yang memakainya. Ubah jenis suratnya, atau hapus [validity].",
        "A validity is given, but there is no letter of kind “licence” that would have it. Change the letter's kind, or delete [validity].",
    )]
}

/// `S-LETTER-TEMPLATE`: the template of every letter is there. `templates` are the file names in the service's folder
/// and among the office's common letters.
pub fn check_templates(parsed: &Parsed, templates: &[&str]) -> Vec<Finding> {
    let letters = parsed.sop.letters.iter().enumerate();
    letters
        .filter(|(_, letter)| !templates.contains(&letter.template.as_str()))
        .map(|(at, letter)| {
            let (meant_id, meant_en) = meant(&letter.template, templates.iter().copied());
            let found = error(
                "S-LETTER-TEMPLATE",
                format!("letter[{at}].template"),
                format!(
                    "Templat “{}” untuk surat “{}” tidak ada di folder layanan.{meant_id}",
                    letter.template, letter.id
                ),
                format!(
                    "The template “{}” of the letter “{}” is not in the service's folder.{meant_en}",
                    letter.template, letter.id
                ),
            );
            super::placed(parsed, found)
        })
        .collect()
}
