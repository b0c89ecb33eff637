//! The promise to the applicant against the time that the SOP itself gives its steps.

use std::collections::{BTreeMap, BTreeSet};

use super::flow;
use super::found::{Found, Subject, error};
use crate::sop::{OutcomeKind, Sop, StepId};

/// A working day of 7.5 hours, where no office is given whose calendar would say.
const USUAL_MINUTES_PER_DAY: u32 = 450;

/// `S-PROMISE-SHORT`: the promise is at least as long as the longest normal way (PermenPANRB 15/2014, component 3
/// against the *waktu* of the *mutu baku*).
///
/// The normal ways are those over favourable outcomes without going round a loop; parallel branches count as long as
/// the longest of them, and the applicant's own time does not count.
pub(super) fn is_long_enough(subject: &Subject<'_>) -> Vec<Found> {
    if !flow::is_whole(subject) {
        return Vec::new();
    }
    let per_day = subject.office.map_or(USUAL_MINUTES_PER_DAY, |office| office.calendar.minutes_per_day()).max(1);
    let longest = longest_way(subject.sop, per_day);
    let promised = subject.sop.standard.promise.minutes(per_day);
    if longest.minutes <= promised {
        return Vec::new();
    }
    let days = longest.minutes.div_ceil(u64::from(per_day));
    let steps: Vec<String> = longest
        .steps
        .iter()
        .filter_map(|id| subject.sop.step(id))
        .map(|step| format!("{} ({})", step.id, step.time))
        .collect();
    let (steps, promise) = (steps.join(" → "), subject.sop.standard.promise);
    vec![error(
        "S-PROMISE-SHORT",
        "standard.promise",
        format!(
            "Janji kepada pemohon {promise}, padahal jalan normal terpanjang memakan {days} hari kerja: {steps}. Perpanjang janji, atau persingkat waktu langkahnya."
        ),
        format!(
            "The promise to the applicant is {}, but the longest normal way takes {days} working days: {steps}. Lengthen the promise, or shorten the steps' times.",
            promise.text(crate::lang::Lang::En)
        ),
    )]
}

/// A way and how long it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Longest {
    /// Minutes of work.
    pub minutes: u64,
    /// The steps in their order.
    pub steps: Vec<StepId>,
}

/// The longest normal way from the start; a step that would lead back to one before it ends the way there.
pub(super) fn longest_way(sop: &Sop, per_day: u32) -> Longest {
    let mut walk = Walk { sop, per_day, known: BTreeMap::new(), under_way: BTreeSet::new() };
    let ways = sop.start.route.iter().map(|route| &route.to).chain([&sop.start.to]);
    ways.flat_map(|way| way.iter()).map(|step| walk.from(step)).max_by_key(|way| way.minutes).unwrap_or_default()
}

struct Walk<'a> {
    sop: &'a Sop,
    per_day: u32,
    known: BTreeMap<StepId, Longest>,
    under_way: BTreeSet<StepId>,
}

impl Walk<'_> {
    fn from(&mut self, id: &StepId) -> Longest {
        let Some(step) = self.sop.step(id) else { return Longest::default() };
        if let Some(known) = self.known.get(id) {
            return known.clone();
        }
        if !self.under_way.insert(id.clone()) {
            return Longest::default();
        }
        let forward = step.outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Forward);
        let ways = forward.flat_map(|outcome| outcome.route.iter().map(|route| &route.to).chain([&outcome.to]));
        let onward = ways.flat_map(|way| way.iter()).map(|next| self.from(next)).max_by_key(|way| way.minutes);
        self.under_way.remove(id);
        let onward = onward.unwrap_or_default();
        let own = if step.task.is_applicants() { 0 } else { step.time.minutes(self.per_day) };
        let mut steps = vec![id.clone()];
        steps.extend(onward.steps);
        let longest = Longest { minutes: own + onward.minutes, steps };
        self.known.insert(id.clone(), longest.clone());
        longest
    }
}
