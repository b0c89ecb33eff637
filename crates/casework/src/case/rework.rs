//! Work that a later step gives back to the officer of an earlier one, with a comment on the exact part.

use std::collections::BTreeSet;

use super::{Item, Objection};
use crate::form::Fault;
use crate::lang::Text;
use crate::sop::{Outcome, RequirementId, Sop};

/// The longest comment, in characters.
const COMMENT: usize = 2_000;

/// What is given back must be work of the steps that the outcome leads to, be named once, and carry a comment.
pub(super) fn unfounded(sop: &Sop, outcome: &Outcome, objections: &[Objection]) -> Vec<Fault> {
    if objections.is_empty() {
        let message = Text::new(
            "Belum ada bagian yang diberi catatan. Tulis setidaknya satu catatan, agar petugasnya tahu apa yang harus diperbaiki.",
            "No part has a comment yet. Write at least one, so that the officer knows what to look at again.",
        );
        return vec![Fault { field: "objections".into(), message }];
    }
    let mut seen = BTreeSet::new();
    let wrong = |objection: &Objection| {
        let field = objection.item.key();
        let (comment, first) = (objection.reason.trim(), seen.insert(field.clone()));
        let message = if !first || !is_part(sop, outcome, &objection.item) {
            Text::new(
                format!(
                    "Bagian “{field}” tidak dapat dikembalikan dengan hasil ini. Pilih bagian dari langkah yang dituju, masing-masing sekali."
                ),
                format!(
                    "The part “{field}” cannot be given back with this outcome. Choose parts of the step that it leads to, each once."
                ),
            )
        } else if comment.is_empty() || comment.chars().count() > COMMENT {
            Text::new(
                format!("Tulis apa yang harus diperbaiki pada bagian ini, paling panjang {COMMENT} huruf."),
                format!("Write what must be looked at again here, in at most {COMMENT} characters."),
            )
        } else {
            return None;
        };
        Some(Fault { field, message })
    };
    objections.iter().filter_map(wrong).collect()
}

/// Whether an item is something that the officer of a step which the outcome leads to has brought in.
fn is_part(sop: &Sop, outcome: &Outcome, item: &Item) -> bool {
    let Item::Finding { step: id, part } = item else { return false };
    let routed = outcome.route.iter().flat_map(|route| route.to.iter());
    let Some(step) = sop.step(id).filter(|_| outcome.to.iter().chain(routed).any(|target| target == id)) else {
        return false;
    };
    part.is_empty()
        || step.fields.iter().any(|field| &field.id == part)
        || step.checks.contains(&RequirementId(part.clone()))
}
