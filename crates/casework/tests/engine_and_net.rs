//! What is checked is what runs: the engine, driven through everything that can happen, is in exactly the markings that
//! the analysis of the workflow net counts.

mod demo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use casework::case::{
    Actor, Applicant, Case, Command, Completion, Context, FiledBy, OfficerId, Sequences, Submission, decide, evolve,
};
use casework::form::Answers;
use casework::office::{AgencyId, Office, RoleId};
use casework::sop::net::{LeftRunning, Net, Place, analyse};
use casework::sop::{End, EndResult, Outcome, OutcomeId, Sop, Start, Step, StepId, Targets, TaskKind, read_sop};
use jiff::Timestamp;
use proptest::prelude::*;

/// The plain SOP of one step, whose steps and ends are replaced.
fn plain() -> Sop {
    let mut sop = read_sop(include_str!("sops/baik.toml"), "sop.toml").expect("the good SOP").sop;
    (sop.requirements, sop.sections, sop.rules) = Default::default();
    (sop.timers, sop.letters, sop.duties, sop.validity) = Default::default();
    sop
}

/// Names of steps are `s0`, `s1` …; of ends `e0`, `e1` …
fn targets(way: &[String]) -> Targets {
    Targets::All(way.iter().map(|name| StepId(name.clone())).collect())
}

#[derive(Clone, Debug)]
struct Drawn {
    start: Vec<String>,
    /// For each step: what it joins, and where its outcomes lead.
    steps: Vec<(Vec<usize>, Vec<Vec<String>>)>,
    ends: usize,
}

fn sop_of(drawn: &Drawn) -> Sop {
    let mut sop = plain();
    let like: Step = sop.steps[0].clone();
    let outcome_like: Outcome = like.outcomes[0].clone();
    sop.start = Start { to: targets(&drawn.start), route: vec![] };
    let outcome = |at: usize, way: &Vec<String>| Outcome {
        id: OutcomeId(format!("o{at}")),
        to: targets(way),
        ..outcome_like.clone()
    };
    let step = |(at, (joins, ways)): (usize, &(Vec<usize>, Vec<Vec<String>>))| Step {
        id: StepId(format!("s{at}")),
        task: TaskKind::Work,
        checks: vec![],
        joins: joins.iter().map(|join| StepId(format!("s{join}"))).collect(),
        outcomes: ways.iter().enumerate().map(|(at, way)| outcome(at, way)).collect(),
        ..like.clone()
    };
    sop.steps = drawn.steps.iter().enumerate().map(step).collect();
    let end = |at| End { id: StepId(format!("e{at}")), name: "E".into(), result: EndResult::Closed, reopen: None };
    sop.ends = (0..drawn.ends).map(end).collect();
    sop
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (1usize..6, 1usize..3).prop_flat_map(|(steps, ends)| {
        let name = prop_oneof![
            3 => (0..steps).prop_map(|step| format!("s{step}")),
            1 => (0..ends).prop_map(|end| format!("e{end}")),
        ];
        let way = prop_oneof![
            4 => prop::collection::vec(name.clone(), 1),
            1 => prop::collection::vec(name, 2..4),
        ];
        let joins = prop_oneof![
            2 => Just(BTreeSet::new()),
            1 => prop::collection::btree_set(0..steps, 1..3),
        ];
        let joins = joins.prop_map(|joins| joins.into_iter().collect());
        let step = (joins, prop::collection::vec(way.clone(), 0..3));
        (way, prop::collection::vec(step, steps)).prop_map(move |(start, steps)| Drawn { start, steps, ends })
    })
}

/// What of a case the net speaks of: open steps, waiting branches, the end.
type Marking = (Vec<StepId>, Vec<(StepId, StepId)>, Option<StepId>);

fn marking(case: &Case) -> Marking {
    (
        case.open.keys().cloned().collect(),
        case.arrived.iter().cloned().collect(),
        case.ended.as_ref().map(|ended| ended.end.clone()),
    )
}

struct Engine {
    office: Office,
    officer: Actor,
    at: Timestamp,
}

impl Engine {
    fn new(sop: &Sop) -> Engine {
        static OFFICE: LazyLock<Office> = LazyLock::new(demo::office);
        let mut office = OFFICE.clone();
        office.catalogue.insert(sop.clone());
        let id = OfficerId::new(7, "Budi");
        let officer = Actor::Officer {
            id,
            roles: vec![RoleId("verifikator".into())],
            agency: AgencyId("dpmptsp".into()),
            mandates: Vec::new(),
        };
        Engine { office, officer, at: "2026-01-09T02:00:00Z".parse().expect("a moment") }
    }

    fn ask(&self, case: &Case, actor: &Actor, command: &Command) -> Case {
        let (sequences, facts) = (Sequences::default(), BTreeMap::new());
        let context =
            Context { at: self.at, actor, office: &self.office, sequences: &sequences, random: 1, facts: &facts };
        let events = decide(case, command, &context).unwrap_or_else(|refusal| panic!("{command:?}: {refusal:?}"));
        events.iter().fold(case.clone(), |case, event| evolve(case, event, self.at))
    }

    fn begin(&self, sop: &Sop) -> Case {
        let applicant = Applicant { account: Some(1), name: "Siti".into(), email: None, phone: None };
        let submission = Submission {
            service: sop.service.id.clone(),
            applicant,
            filed_by: FiledBy::Applicant,
            answers: Answers::default(),
            files: BTreeMap::new(),
        };
        let actor = Actor::Applicant { account: 1, name: "Siti".into() };
        self.ask(&Case::default(), &actor, &Command::Submit(submission))
    }

    /// Every marking that the engine can be brought into.
    fn markings(&self, sop: &Sop) -> BTreeSet<Marking> {
        let mut todo = vec![self.begin(sop)];
        let mut seen: BTreeSet<Marking> = todo.iter().map(marking).collect();
        while let Some(case) = todo.pop() {
            let open = case.open.keys().filter(|_| case.ended.is_none());
            let outcomes =
                open.flat_map(|id| sop.step(id).into_iter().flat_map(|step| &step.outcomes).map(move |o| (id, o)));
            for (step, outcome) in outcomes {
                let completion = Completion::plain(step.clone(), case.version, outcome.id.clone());
                let next = self.ask(&case, &self.officer, &Command::Complete(completion));
                if seen.insert(marking(&next)) {
                    todo.push(next);
                }
            }
        }
        seen
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn s40_the_engine_is_in_the_markings_that_the_check_counts(drawn in drawn()) {
        let sop = sop_of(&drawn);
        let analysis = analyse(&Net::of(&sop), 100_000).expect("a small net");
        // A case remembers one end only; the check refuses two at once, so this cannot come up.
        let two_ends = |left: &LeftRunning| left.left.iter().any(|place| matches!(place, Place::End(_)));
        prop_assume!(analysis.crowded.is_empty() && !analysis.left_running.iter().any(two_ends));
        let markings = Engine::new(&sop).markings(&sop);
        prop_assert_eq!(markings.len(), analysis.markings);
        let improper = markings.iter().filter(|(open, waiting, end)| end.is_some() && open.len() + waiting.len() > 0);
        prop_assert_eq!(improper.count() > 0, !analysis.left_running.is_empty());
        let stuck = markings.iter().filter(|(open, _, end)| end.is_none() && open.is_empty()).count();
        prop_assert_eq!(stuck, analysis.stuck.len());
    }
}
