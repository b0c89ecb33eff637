//! The usual course of a case: what the public is told will happen, step by step, when everything is in order.
//!
//! At each step the first favourable outcome is the usual one; where there is none, the first. Loops for correction
//! and ways to a rejection are left out: they are what may happen, not what is promised.

use std::collections::BTreeSet;

use super::{Formula, Letter, Outcome, OutcomeKind, Sop, Step, StepId, Targets};

/// One usual course through an SOP.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The condition on which a case takes it; none for the course that all others take.
    pub when: Option<Formula>,
    /// What is done, in its order.
    pub stages: Vec<Stage>,
    /// Where it ends.
    pub end: Option<StepId>,
}

/// A stretch of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// One step.
    One(StepId),
    /// Branches that run side by side; the next stage waits for all of them.
    Parallel(Vec<Vec<Stage>>),
}

impl Stage {
    /// Every step in it, branch after branch.
    ///
    /// ```
    /// use casework::sop::{Stage, StepId};
    /// let one = |id: &str| Stage::One(StepId(id.to_owned()));
    /// let stage = Stage::Parallel(vec![vec![one("a"), one("b")], vec![one("c")]]);
    /// assert_eq!(stage.steps().len(), 3);
    /// ```
    pub fn steps(&self) -> Vec<&StepId> {
        match self {
            Stage::One(step) => vec![step],
            Stage::Parallel(branches) => branches.iter().flatten().flat_map(Stage::steps).collect(),
        }
    }
}

impl Step {
    /// The outcome that is usual.
    pub fn usual(&self) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.kind == OutcomeKind::Forward).or_else(|| self.outcomes.first())
    }
}

impl Sop {
    /// The usual courses: the one for most cases first, then those that a condition at the start chooses.
    pub fn courses(&self) -> Vec<Course> {
        let usual = std::iter::once((None, &self.start.to));
        let ways = usual.chain(self.start.route.iter().map(|route| (Some(route.when.clone()), &route.to)));
        ways.map(|(when, to)| {
            let mut walk = Walk { sop: self, seen: BTreeSet::new(), end: None };
            let (stages, _) = walk.from(to);
            Course { when, stages, end: walk.end }
        })
        .collect()
    }

    /// The steps that usually come after the ones that are open, each once, in an order in which a join comes after
    /// all of its branches.
    pub fn ahead<'a>(&self, open: impl IntoIterator<Item = &'a StepId>) -> Vec<StepId> {
        let open: Vec<&StepId> = open.into_iter().collect();
        let mut walk = Walk { sop: self, seen: open.iter().map(|step| (*step).clone()).collect(), end: None };
        let mut ahead = Vec::new();
        let mut joins = Vec::new();
        for step in open {
            let Some(usual) = self.step(step).and_then(Step::usual) else { continue };
            let (stages, join) = walk.from(&usual.to);
            ahead.extend(stages);
            joins.extend(join);
        }
        while let Some(join) = joins.pop() {
            let (stages, next) = walk.through(join);
            ahead.extend(stages);
            joins.extend(next);
        }
        ahead.iter().flat_map(Stage::steps).cloned().collect()
    }

    /// The letter that an outcome leads to when everything goes on as usual: its own, else that of the first step after it
    /// that issues one. A correction leads to none.
    pub fn letter_ahead(&self, outcome: &Outcome) -> Option<&Letter> {
        if outcome.kind == OutcomeKind::Return {
            return None;
        }
        let own = outcome.letter.as_deref().and_then(|letter| self.letter(letter));
        own.or_else(|| {
            let mut walk = Walk { sop: self, seen: BTreeSet::new(), end: None };
            let (mut stages, mut join) = walk.from(&outcome.to);
            while let Some(step) = join {
                let (after, next) = walk.through(step);
                stages.extend(after);
                join = next;
            }
            let issued = |step: &StepId| self.letter(self.step(step)?.usual()?.letter.as_deref()?);
            stages.iter().flat_map(Stage::steps).find_map(issued)
        })
    }
}

struct Walk<'a> {
    sop: &'a Sop,
    seen: BTreeSet<StepId>,
    end: Option<StepId>,
}

impl Walk<'_> {
    /// The stages from these targets on, up to an end, a step that was there before, or a join, which is given beside
    /// them for whoever knows the other branches.
    fn from(&mut self, to: &Targets) -> (Vec<Stage>, Option<StepId>) {
        let targets: Vec<StepId> = to.iter().cloned().collect();
        match targets.as_slice() {
            [] => (Vec::new(), None),
            [one] => match self.sop.step(one) {
                Some(step) if !step.joins.is_empty() => (Vec::new(), Some(one.clone())),
                Some(_) => self.through(one.clone()),
                None => {
                    self.end.get_or_insert_with(|| one.clone());
                    (Vec::new(), None)
                }
            },
            several => self.side_by_side(several),
        }
    }

    fn side_by_side(&mut self, targets: &[StepId]) -> (Vec<Stage>, Option<StepId>) {
        let mut join = None;
        let mut branches = Vec::new();
        for target in targets {
            let (stages, arrives) = self.from(&Targets::One(target.clone()));
            join = join.or(arrives);
            if !stages.is_empty() {
                branches.push(stages);
            }
        }
        let mut stages = match branches.len() {
            0 => Vec::new(),
            1 => branches.remove(0),
            _ => vec![Stage::Parallel(branches)],
        };
        let Some(join) = join else { return (stages, None) };
        let (after, next) = self.through(join);
        stages.extend(after);
        (stages, next)
    }

    /// A step and what usually follows it.
    fn through(&mut self, id: StepId) -> (Vec<Stage>, Option<StepId>) {
        let usual = self.sop.step(&id).and_then(Step::usual);
        if !self.seen.insert(id.clone()) {
            return (Vec::new(), None);
        }
        let mut stages = vec![Stage::One(id)];
        let (after, join) = usual.map_or((Vec::new(), None), |outcome| self.from(&outcome.to));
        stages.extend(after);
        (stages, join)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sop::read_sop;

    fn signs() -> Sop {
        read_sop(include_str!("../../../../services/reklame-tetap/sop.toml"), "sop.toml").unwrap().sop
    }

    fn told(stages: &[Stage]) -> String {
        let branch = |stage: &Stage| match stage {
            Stage::One(step) => step.to_string(),
            Stage::Parallel(branches) => {
                let branches: Vec<String> = branches.iter().map(|branch| told(branch)).collect();
                format!("({})", branches.join(" | "))
            }
        };
        stages.iter().map(branch).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parallel_branches_stand_side_by_side_before_their_join() {
        let courses = signs().courses();
        assert_eq!(
            told(&courses[0].stages),
            "loket verifikasi (tinjauan-lapangan rekomendasi-pupr | penetapan-pajak) telaah jaminan-bongkar konsep \
             paraf keputusan penyerahan"
        );
        assert_eq!(courses[0].end, Some(StepId("terbit".to_owned())));
        assert_eq!(courses[1].when.as_ref().map(Formula::source), Some(r#"jalur == "mandiri""#));
        assert_eq!(told(&courses[1].stages), "loket-mandiri jadwal-pengawasan keputusan-mandiri penyerahan-mandiri");
    }

    #[test]
    fn an_outcome_leads_to_the_letter_that_usually_comes_next() {
        let sop = signs();
        let ahead = |step: &str, outcome: &str| {
            let step = sop.step(&StepId(step.to_owned())).unwrap();
            let outcome = step.outcomes.iter().find(|one| one.id.0 == outcome).unwrap();
            sop.letter_ahead(outcome).map(|letter| letter.id.as_str())
        };
        assert_eq!(ahead("keputusan", "setuju"), Some("izin"));
        assert_eq!(ahead("konsep", "siap"), Some("izin"));
        assert_eq!(ahead("telaah-penolakan", "setuju_tolak"), Some("penolakan"));
        assert_eq!(ahead("penyerahan", "diserahkan"), None);
    }

    #[test]
    fn what_is_ahead_comes_once_and_joins_come_last() {
        let id = |id: &str| StepId(id.to_owned());
        let ahead = |open: &[&str]| {
            let open: Vec<StepId> = open.iter().map(|step| id(step)).collect();
            let ahead: Vec<String> = signs().ahead(&open).iter().map(ToString::to_string).collect();
            ahead.join(" ")
        };
        let rest = "telaah jaminan-bongkar konsep paraf keputusan penyerahan";
        assert_eq!(ahead(&["tinjauan-lapangan", "penetapan-pajak"]), format!("rekomendasi-pupr {rest}"));
        assert_eq!(ahead(&["penetapan-pajak"]), rest);
        // From a correction it goes back, and then on.
        assert!(ahead(&["perbaikan-loket"]).starts_with("loket verifikasi tinjauan-lapangan"));
        assert_eq!(ahead(&["penyerahan"]), "");
        // On the way to a rejection the usual end is not promised.
        assert_eq!(ahead(&["telaah-penolakan"]), "keputusan-penolakan");
    }
}
