//! The work of an SOP as a workflow net, and whether it is sound: every case can finish, nothing is left running,
//! no step is idle for ever, and no step is open twice at once.
//!
//! The net plays by the same rules as the engine (`case::flow`): completing a step takes its token away and puts one
//! at each target of one of its ways; a step that joins begins when a branch has arrived from each of the steps that
//! it joins, and a branch that comes from elsewhere begins it at once; reaching an end ends the case. Conditions on
//! routes are not weighed: each way counts as possible. Withdrawal is outside the net.
//!
//! [`analyse`] decides this, it does not guess: it visits every marking that can be reached from the start, and asks
//! backwards from the proper final markings which of them can still complete. Beyond its limit it says so.

mod analyse;
mod play;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Outcome, Sop, Start, Step, StepId, Targets};

pub use analyse::{Analysis, Crowded, LeftRunning, Stuck, TooLarge, analyse};

/// How many markings `sop check` visits before it gives up: well within a second, and far beyond any written SOP.
pub const USUAL_LIMIT: usize = 200_000;

/// The steps, ends and ways of one SOP. Steps and ends are named by their place in these lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Net {
    /// The steps.
    pub steps: Vec<NetStep>,
    /// The names of the ends.
    pub ends: Vec<String>,
    /// The ways in which a case can begin; one is taken.
    pub start: Vec<Way>,
}

/// The targets of one way, all of which get a token.
pub type Way = Vec<Node>;

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetStep {
    /// Its name, for witnesses.
    pub name: String,
    /// The steps whose branches it joins; empty for a step that joins nothing.
    pub joins: Vec<usize>,
    /// How it can turn out.
    pub outcomes: Vec<NetOutcome>,
}

/// One outcome of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetOutcome {
    /// Its name, for witnesses.
    pub name: String,
    /// Its ways: one is taken.
    pub ways: Vec<Way>,
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A step.
    Step(usize),
    /// An end.
    End(usize),
}

/// Where a token can lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A step is open.
    Step(usize),
    /// A branch from one step waits at a join for the others.
    Waiting {
        /// The step that the branch came from.
        from: usize,
        /// The join.
        join: usize,
    },
    /// The case has ended here.
    End(usize),
}

/// One move of a witness: this step was completed with this outcome, and this one of its ways was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    /// The step.
    pub step: usize,
    /// The outcome, by its place in the step.
    pub outcome: usize,
    /// The way, by its place in the outcome.
    pub way: usize,
}

/// What happens from the start on, move by move: the shortest such story.
pub type Path = Vec<Move>;

impl Net {
    /// The net of an SOP. Targets and joins that do not exist are left out: `sop::check` reports them by themselves.
    pub fn of(sop: &Sop) -> Net {
        let nodes = nodes(sop);
        let step = |step: &Step| NetStep {
            name: step.id.0.clone(),
            joins: step.joins.iter().filter_map(|id| step_of(nodes.get(id))).collect(),
            outcomes: step.outcomes.iter().map(|outcome| net_outcome(&nodes, outcome)).collect(),
        };
        Net {
            steps: sop.steps.iter().map(step).collect(),
            ends: sop.ends.iter().map(|end| end.id.0.clone()).collect(),
            start: ways_from(&nodes, &sop.start),
        }
    }

    /// A place in words, as ids.
    pub fn name(&self, place: Place) -> String {
        match place {
            Place::Step(step) => self.step_name(step).to_owned(),
            Place::Waiting { from, join } => format!("{}→{}", self.step_name(from), self.step_name(join)),
            Place::End(end) => self.ends.get(end).cloned().unwrap_or_default(),
        }
    }

    /// A witness in words: `verifikasi → lengkap, rekomendasi_pu → ya`; empty for the start itself.
    pub fn tell(&self, path: &Path) -> String {
        let tell = |step: &Move| {
            let outcome = self.steps.get(step.step).and_then(|found| found.outcomes.get(step.outcome));
            format!("{} → {}", self.step_name(step.step), outcome.map_or("", |outcome| outcome.name.as_str()))
        };
        path.iter().map(tell).collect::<Vec<_>>().join(", ")
    }

    fn step_name(&self, step: usize) -> &str {
        self.steps.get(step).map_or("", |step| step.name.as_str())
    }
}

/// Steps and ends by id. Where an id is given twice, the engine takes the end before the step and the first of several.
fn nodes(sop: &Sop) -> BTreeMap<StepId, Node> {
    let mut nodes = BTreeMap::new();
    for (place, end) in sop.ends.iter().enumerate() {
        nodes.entry(end.id.clone()).or_insert(Node::End(place));
    }
    for (place, step) in sop.steps.iter().enumerate() {
        nodes.entry(step.id.clone()).or_insert(Node::Step(place));
    }
    nodes
}

fn step_of(node: Option<&Node>) -> Option<usize> {
    match node {
        Some(Node::Step(step)) => Some(*step),
        Some(Node::End(_)) | None => None,
    }
}

fn way(nodes: &BTreeMap<StepId, Node>, targets: &Targets) -> Way {
    targets.iter().filter_map(|id| nodes.get(id).copied()).collect()
}

fn net_outcome(nodes: &BTreeMap<StepId, Node>, outcome: &Outcome) -> NetOutcome {
    let mut ways: Vec<Way> = outcome.route.iter().map(|route| way(nodes, &route.to)).collect();
    ways.push(way(nodes, &outcome.to));
    NetOutcome { name: outcome.id.0.clone(), ways }
}

fn ways_from(nodes: &BTreeMap<StepId, Node>, start: &Start) -> Vec<Way> {
    let mut ways: Vec<Way> = start.route.iter().map(|route| way(nodes, &route.to)).collect();
    ways.push(way(nodes, &start.to));
    ways
}
