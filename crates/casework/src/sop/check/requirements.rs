//! What the applicant must bring: each document is examined somewhere, stands on a law and has a sane size.

use super::found::{Found, Subject, error, meant, warning};

/// The largest file that the office takes in, in megabytes.
const LARGEST_MB: u16 = 50;

/// `S-REQUIREMENT-UNUSED`: a document that is asked for is examined at some step.
pub(super) fn documents_are_examined(subject: &Subject<'_>) -> Vec<Found> {
    let examined = |id| subject.sop.steps.iter().any(|step| step.checks.contains(id));
    let unused = subject.sop.requirements.iter().enumerate().filter(|(_, requirement)| !examined(&requirement.id));
    unused
        .map(|(at, requirement)| {
            error(
                "S-REQUIREMENT-UNUSED",
                format!("requirement[{at}].id"),
                format!("Berkas “{}” ({}) diminta, tetapi tidak diperiksa di langkah mana pun. Tambahkan pada “checks” sebuah langkah, atau jangan diminta.", requirement.id, requirement.name.id),
                format!("The document “{}” ({}) is asked for but never used: no step examines it. Add it to the “checks” of a step, or do not ask for it.", requirement.id, requirement.name.en),
            )
        })
        .collect()
}

/// `S-CHECK-UNKNOWN`: what a step examines is a requirement.
pub(super) fn checks_exist(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, step) in subject.steps() {
        for check in step.checks.iter().filter(|check| subject.sop.requirement(check).is_none()) {
            let known = subject.sop.requirements.iter().map(|requirement| requirement.id.0.as_str());
            let (meant_id, meant_en) = meant(&check.0, known);
            found.push(error(
                "S-CHECK-UNKNOWN",
                format!("{path}.checks"),
                format!(
                    "Langkah “{}” memeriksa “{check}”, tetapi tidak ada persyaratan bernama itu.{meant_id}",
                    step.id
                ),
                format!("Step “{}” examines “{check}”, but there is no requirement of that name.{meant_en}", step.id),
            ));
        }
    }
    found
}

/// `S-REQUIREMENT-NO-BASIS`: a document without a legal basis is a candidate for removal.
pub(super) fn documents_stand_on_a_law(subject: &Subject<'_>) -> Vec<Found> {
    let groundless =
        subject.sop.requirements.iter().enumerate().filter(|(_, requirement)| requirement.legal_basis.is_none());
    groundless
        .map(|(at, requirement)| {
            warning(
                "S-REQUIREMENT-NO-BASIS",
                format!("requirement[{at}].id"),
                format!("Berkas “{}” diminta tanpa dasar hukum. Sebut dasarnya pada “legal_basis”, atau pertimbangkan untuk tidak memintanya.", requirement.id),
                format!("The document “{}” is asked for without a legal basis. Name it in “legal_basis”, or consider not asking for it.", requirement.id),
            )
        })
        .collect()
}

/// `S-REQUIREMENT-SIZE` and `S-REQUIREMENT-TYPES`: some kind of file of a sane size is accepted.
pub(super) fn documents_can_be_sent(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, requirement) in subject.sop.requirements.iter().enumerate() {
        if requirement.max_mb == 0 || requirement.max_mb > LARGEST_MB {
            found.push(error(
                "S-REQUIREMENT-SIZE",
                format!("requirement[{at}].max_mb"),
                format!("Ukuran terbesar berkas “{}” adalah {} MB. Pilih antara 1 dan {LARGEST_MB} MB; 5 MB biasanya cukup.", requirement.id, requirement.max_mb),
                format!("The largest size of the document “{}” is {} MB. Choose between 1 and {LARGEST_MB} MB; 5 MB usually suffice.", requirement.id, requirement.max_mb),
            ));
        }
        if requirement.accept.is_empty() {
            found.push(error(
                "S-REQUIREMENT-TYPES",
                format!("requirement[{at}].accept"),
                format!("Berkas “{}” tidak menerima jenis file apa pun, jadi tidak dapat diunggah. Isi “accept”, misalnya [\"pdf\"].", requirement.id),
                format!("The document “{}” accepts no kind of file, so it cannot be uploaded. Fill in “accept”, as in [\"pdf\"].", requirement.id),
            ));
        }
    }
    found
}
