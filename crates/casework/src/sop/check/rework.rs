//! Work given back: to whom an outcome of kind `rework` may lead.

use super::found::{Found, Subject, error};
use crate::sop::OutcomeKind;

/// `S-REWORK-TARGET`: an outcome that gives work back leads to other steps of officers, and to nothing else.
pub(super) fn leads_back_to_officers(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for way in subject.ways() {
        let Some((step, outcome)) = way.from else { continue };
        let an_officers = |target: &crate::sop::StepId| {
            subject.sop.step(target).is_some_and(|other| !other.task.is_applicants() && other.id != step.id)
        };
        let all_known = way.to.iter().all(|target| subject.leads_somewhere(target));
        if outcome.kind == OutcomeKind::Rework && all_known && !way.to.iter().all(an_officers) {
            found.push(error(
                "S-REWORK-TARGET",
                &way.path,
                format!("Hasil “{}” pada langkah “{}” mengembalikan pekerjaan kepada petugas, tetapi tidak menuju langkah petugas yang lain. Arahkan ke langkah yang hasilnya perlu diperbaiki.", outcome.id, step.id),
                format!("Outcome “{}” of step “{}” gives work back to an officer but does not lead to another officer's step. Let it lead to the step whose result is to be looked at again.", outcome.id, step.id),
            ));
        }
    }
    found
}
