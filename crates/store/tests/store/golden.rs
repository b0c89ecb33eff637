//! The stored form of events is frozen: what was written years ago must be read, and is written as it was.

use std::collections::BTreeSet;

use casework::case::{Actor, Event};

const EVENTS: &str = include_str!("../golden/events.json");

/// Every kind of event. A new one makes this fail to compile: give it a sample in `golden/events.json`.
fn kind(event: &Event) -> &'static str {
    match event {
        Event::Submitted { .. } => "submitted",
        Event::StepEntered { .. } => "step_entered",
        Event::BranchArrived { .. } => "branch_arrived",
        Event::StepClaimed { .. } => "step_claimed",
        Event::StepReleased { .. } => "step_released",
        Event::StepHandedOver { .. } => "step_handed_over",
        Event::Reminded { .. } => "reminded",
        Event::Adopted { .. } => "adopted",
        Event::StepReassigned { .. } => "step_reassigned",
        Event::Recused { .. } => "recused",
        Event::StepCompleted { .. } => "step_completed",
        Event::Corrected { .. } => "corrected",
        Event::Added { .. } => "added",
        Event::Reopened { .. } => "reopened",
        Event::LetterIssued { .. } => "letter_issued",
        Event::LetterRecorded { .. } => "letter_recorded",
        Event::TimerFired { .. } => "timer_fired",
        Event::DutyOpened { .. } => "duty_opened",
        Event::DutyFulfilled { .. } => "duty_fulfilled",
        Event::LimitWarned { .. } => "limit_warned",
        Event::DeemedGranted { .. } => "deemed_granted",
        Event::Withdrawn { .. } => "withdrawn",
        Event::Ended { .. } => "ended",
        Event::Fee { .. } => "fee",
    }
}

const KINDS: usize = 24;

#[test]
fn events_are_read_and_written_as_they_were() {
    let samples: Vec<serde_json::Value> = serde_json::from_str(EVENTS).expect("the samples");
    let mut kinds = BTreeSet::new();
    for sample in samples {
        let event: Event = serde_json::from_value(sample.clone())
            .unwrap_or_else(|error| panic!("{} cannot be read any more: {error}", sample["kind"]));
        kinds.insert(kind(&event));
        assert_eq!(event.name(), sample["kind"]);
        let written = serde_json::to_value(&event).expect("it can be written");
        assert_eq!(written, sample, "{} is written in another form", event.name());
    }
    assert_eq!(kinds.len(), KINDS);
}

#[test]
fn actors_are_read_and_written_as_they_were() {
    let samples = [
        serde_json::json!({ "applicant": { "account": 7, "name": "dr. Melati Anggraini" } }),
        serde_json::json!({ "officer": { "id": { "account": 101, "name": "Yulia" }, "roles": ["petugas-loket"], "agency": "kantor" } }),
        serde_json::json!({ "officer": { "id": { "account": 102, "name": "Sri" }, "roles": ["kabid"], "agency": "kantor", "mandates": [
            { "id": 5, "kind": "plh", "giver": { "account": 103, "name": "Ratna" }, "delegate": { "account": 102, "name": "Sri" },
              "role": "kepala", "services": ["sip-dokter"], "from": "2026-03-01", "until": "2026-03-05", "basis": "800/12/SPT/2026" },
        ] } }),
        serde_json::json!("system"),
    ];
    for sample in samples {
        let actor: Actor = serde_json::from_value(sample.clone()).expect("it can be read");
        assert_eq!(serde_json::to_value(&actor).expect("it can be written"), sample);
    }
}
