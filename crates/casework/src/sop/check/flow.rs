//! Where the work leads, as far as it shows without playing it: targets that exist, steps that are reached, ways out.

use std::collections::{BTreeMap, BTreeSet};

use super::found::{Found, Subject, error, listed, meant};
use crate::sop::StepId;

/// `S-TARGET-UNKNOWN`: every target is a step or an end.
pub(super) fn targets_exist(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for way in subject.ways() {
        for target in way.to.iter().filter(|target| !subject.leads_somewhere(target)) {
            let known = subject.sop.steps.iter().map(|step| step.id.0.as_str());
            let (meant_id, meant_en) =
                meant(&target.0, known.chain(subject.sop.ends.iter().map(|end| end.id.0.as_str())));
            let (begins_id, begins_en) = way.begins();
            found.push(error(
                "S-TARGET-UNKNOWN",
                &way.path,
                format!("{begins_id} menuju “{target}”, tetapi tidak ada langkah atau akhir bernama itu.{meant_id}"),
                format!("{begins_en} leads to “{target}”, but there is no step or end of that name.{meant_en}"),
            ));
        }
    }
    found
}

/// `S-TARGET-NONE`: every outcome leads somewhere.
pub(super) fn outcomes_lead_somewhere(subject: &Subject<'_>) -> Vec<Found> {
    let nowhere = subject.ways().into_iter().filter(|way| way.to.iter().next().is_none());
    nowhere
        .map(|way| {
            let (begins_id, begins_en) = way.begins();
            error(
                "S-TARGET-NONE",
                &way.path,
                format!("{begins_id} tidak menuju ke mana pun, sehingga berkas berhenti di situ. Tulis langkah atau akhir berikutnya pada “to”."),
                format!("{begins_en} leads nowhere, so the case would stop there. Write the next step or end in “to”."),
            )
        })
        .collect()
}

/// `S-END-NONE`: there is at least one end.
pub(super) fn there_is_an_end(subject: &Subject<'_>) -> Vec<Found> {
    if !subject.sop.ends.is_empty() {
        return Vec::new();
    }
    vec![error(
        "S-END-NONE",
        "end",
        "SOP ini tidak punya akhir, sehingga tidak ada berkas yang dapat selesai. Tambahkan [[end]], misalnya “terbit” dan “ditolak”.",
        "This SOP has no end, so no case can finish. Add [[end]], for instance “terbit” (granted) and “ditolak” (rejected).",
    )]
}

/// `S-STEP-UNREACHABLE` and `S-END-UNREACHED`: something leads to every step and to every end.
pub(super) fn everything_is_reached(subject: &Subject<'_>) -> Vec<Found> {
    let edges = edges(subject);
    let reached = closure(&edges, &starts(subject));
    let mut found = Vec::new();
    for (path, step) in subject.steps().filter(|(_, step)| !reached.contains(&step.id)) {
        found.push(error(
            "S-STEP-UNREACHABLE",
            format!("{path}.id"),
            format!("Langkah “{}” ({}) tidak pernah tercapai: tidak ada jalan dari awal yang menuju ke sini. Arahkan salah satu hasil ke langkah ini, atau hapus langkahnya.", step.id, step.name.id),
            format!("Step “{}” ({}) is never reached: no way from the start leads here. Let an outcome lead to it, or delete the step.", step.id, step.name.en),
        ));
    }
    for (at, end) in subject.sop.ends.iter().enumerate().filter(|(_, end)| !reached.contains(&end.id)) {
        found.push(error(
            "S-END-UNREACHED",
            format!("end[{at}].id"),
            format!("Akhir “{}” tidak pernah tercapai: tidak ada hasil yang menuju ke sini. Arahkan salah satu hasil ke akhir ini, atau hapus.", end.id),
            format!("The end “{}” is never reached: no outcome leads to it. Let an outcome lead to it, or delete it.", end.id),
        ));
    }
    found
}

/// `S-STEP-DEAD-END` and `S-LOOP-ENDLESS`: from every step that is reached, some way leads to an end.
///
/// Of the steps without a way out, those are named where the case comes to rest: a step without outcomes, or the
/// steps of a loop that nothing leaves.
pub(super) fn everything_can_end(subject: &Subject<'_>) -> Vec<Found> {
    let edges = edges(subject);
    let reached = closure(&edges, &starts(subject));
    let ends: BTreeSet<StepId> = subject.sop.ends.iter().map(|end| end.id.clone()).collect();
    let mut found = Vec::new();
    let mut told: BTreeSet<StepId> = BTreeSet::new();
    for (path, step) in subject.steps().filter(|(_, step)| reached.contains(&step.id)) {
        let onward = closure(&edges, &next(&edges, &step.id));
        if step.outcomes.is_empty() {
            found.push(dead_end(&path, &step.id));
            continue;
        }
        let loops = onward.contains(&step.id) && onward.is_disjoint(&ends);
        // Only the innermost loop is told: everything that follows leads back here.
        let innermost = loops && onward.iter().all(|other| closure(&edges, &next(&edges, other)).contains(&step.id));
        if innermost && told.is_disjoint(&onward) {
            let steps = subject.sop.steps.iter().map(|step| &step.id).filter(|id| onward.contains(*id));
            let steps: Vec<&StepId> = steps.collect();
            found.push(error(
                "S-LOOP-ENDLESS",
                format!("{path}.id"),
                format!("Berkas berputar tanpa akhir di langkah {}: tidak ada hasil yang membawanya keluar. Beri salah satu langkah itu hasil yang menuju ke akhir.", listed(&steps, "dan")),
                format!("The case goes round for ever in step {}: no outcome leads out. Give one of them an outcome that leads to an end.", listed(&steps, "and")),
            ));
            told.extend(onward);
        }
    }
    found
}

fn dead_end(path: &str, step: &StepId) -> Found {
    error(
        "S-STEP-DEAD-END",
        format!("{path}.id"),
        format!(
            "Langkah “{step}” adalah jalan buntu: tidak ada hasil yang dapat dipilih, sehingga berkas berhenti di sini. Tambahkan [[step.outcome]]."
        ),
        format!(
            "Step “{step}” is a dead end: it has no outcome to choose, so the case stops here. Add [[step.outcome]]."
        ),
    )
}

/// `S-JOIN-UNKNOWN`: the steps that a join waits for exist.
pub(super) fn joins_exist(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, step) in subject.steps() {
        for branch in step.joins.iter().filter(|branch| subject.sop.step(branch).is_none()) {
            let (meant_id, meant_en) = meant(&branch.0, subject.sop.steps.iter().map(|step| step.id.0.as_str()));
            found.push(error(
                "S-JOIN-UNKNOWN",
                format!("{path}.joins"),
                format!("Langkah “{}” menunggu “{branch}”, tetapi tidak ada langkah bernama itu.{meant_id}", step.id),
                format!("Step “{}” waits for “{branch}”, but there is no step of that name.{meant_en}", step.id),
            ));
        }
    }
    found
}

/// Whether the flow is whole enough to be played: otherwise what `soundness` would say is only an echo.
pub(super) fn is_whole(subject: &Subject<'_>) -> bool {
    let rules: [super::found::Rule; 6] = [
        targets_exist,
        outcomes_lead_somewhere,
        there_is_an_end,
        everything_is_reached,
        everything_can_end,
        joins_exist,
    ];
    rules.iter().all(|rule| rule(subject).is_empty())
}

type Edges = BTreeMap<StepId, BTreeSet<StepId>>;

fn edges(subject: &Subject<'_>) -> Edges {
    let mut edges = Edges::new();
    for way in subject.ways() {
        if let Some((step, _)) = way.from {
            edges.entry(step.id.clone()).or_default().extend(way.to.iter().cloned());
        }
    }
    edges
}

fn starts(subject: &Subject<'_>) -> BTreeSet<StepId> {
    let starts = subject.ways().into_iter().filter(|way| way.from.is_none());
    starts.flat_map(|way| way.to.iter().cloned()).collect()
}

fn next(edges: &Edges, step: &StepId) -> BTreeSet<StepId> {
    edges.get(step).cloned().unwrap_or_default()
}

/// Everything that is reached from these, themselves included.
fn closure(edges: &Edges, from: &BTreeSet<StepId>) -> BTreeSet<StepId> {
    let mut reached = from.clone();
    let mut todo: Vec<StepId> = from.iter().cloned().collect();
    while let Some(step) = todo.pop() {
        for target in edges.get(&step).into_iter().flatten() {
            if reached.insert(target.clone()) {
                todo.push(target.clone());
            }
        }
    }
    reached
}
