//! Scenarios: tests of an SOP as text that an officer reads and writes, played with the real engine.
//!
//! `docs/sop/scenarios.md` is the reference of the language. [`parse`] reads a `*.scenarios` file, [`Samples`] reads
//! the `contoh.toml` beside it, [`run`] plays every scenario, and [`unvisited`] names the outcomes that none tries.

mod act;
mod expect;
mod expect_words;
mod line;
mod parse;
mod play;
mod samples;
pub mod story;
mod typed;
mod words;

use std::collections::BTreeSet;

pub use parse::parse;
pub use samples::{Sample, Samples};

use crate::lang::Text;
use crate::office::Office;
use crate::sop::{Finding, OutcomeId, Parsed, Sop, StepId};
use play::Stage;
use story::Scenario;
use words::Slip;

/// How the scenarios of one file went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Each scenario in the order of the file.
    pub played: Vec<Played>,
    /// What could not be read (`S-SCENARIO-SYNTAX`) and what went otherwise (`S-SCENARIO-FAILED`).
    pub findings: Vec<Finding>,
    /// The outcomes that were taken.
    pub visited: BTreeSet<(StepId, OutcomeId)>,
}

/// How one scenario went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// Its name.
    pub name: String,
    /// The line on which it begins.
    pub line: usize,
    /// Whether everything came as told.
    pub passed: bool,
}

impl Report {
    /// Whether everything could be read and came as told.
    pub fn passed(&self) -> bool {
        self.findings.iter().all(|finding| !finding.is_error())
    }
}

/// Plays all scenarios of a file on an SOP in an office: its calendar, its roles, its agencies. The office need not
/// have the SOP in force; for the scenarios it has.
///
/// A scenario stops at its first line that does not come as told; the others are played all the same.
pub fn run(text: &str, file: &str, samples: &Samples, sop: &Sop, office: &Office) -> Report {
    let (scenarios, findings) = parse(text, file);
    let mut report = Report { findings, ..Report::default() };
    let mut office = office.clone();
    office.catalogue = crate::office::Catalogue::default();
    office.catalogue.insert(sop.clone());
    for scenario in &scenarios {
        let broken_off = report.findings.iter().any(|finding| belongs(scenario, &scenarios, finding.line));
        let passed = !broken_off && play(scenario, samples, sop, &office, file, &mut report);
        report.played.push(Played { name: scenario.name.clone(), line: scenario.line, passed });
    }
    report
}

/// Whether a line of the file belongs to a scenario.
fn belongs(scenario: &Scenario, all: &[Scenario], line: Option<usize>) -> bool {
    let next = all.iter().map(|other| other.line).filter(|line| *line > scenario.line).min().unwrap_or(usize::MAX);
    line.is_some_and(|line| (scenario.line..next).contains(&line))
}

fn play(scenario: &Scenario, samples: &Samples, sop: &Sop, office: &Office, file: &str, report: &mut Report) -> bool {
    let failed = |line: usize, slip: Slip| {
        let message = Text::new(
            format!("Skenario “{}”: {}.", scenario.name, slip.message.id.trim_end_matches('.')),
            format!("Scenario “{}”: {}.", scenario.name, slip.message.en.trim_end_matches('.')),
        );
        Finding::error("S-SCENARIO-FAILED", message).in_file(file).at(line, slip.column)
    };
    let mut stage = match Stage::set(scenario, samples, sop, office) {
        Ok(stage) => stage,
        Err((line, slip)) => {
            report.findings.push(failed(line, slip));
            return false;
        }
    };
    let mut passed = true;
    for line in &scenario.lines {
        if let Err(slips) = stage.play(line) {
            report.findings.extend(slips.into_iter().map(|slip| failed(line.line, slip)));
            passed = false;
            break;
        }
    }
    report.visited.extend(stage.visited);
    passed
}

/// The outcomes that no scenario of these reports takes (`S-SCENARIO-UNVISITED`, warnings).
pub fn unvisited<'r>(parsed: &Parsed, reports: impl IntoIterator<Item = &'r Report>) -> Vec<Finding> {
    let visited: BTreeSet<(StepId, OutcomeId)> =
        reports.into_iter().flat_map(|report| report.visited.clone()).collect();
    let mut findings = Vec::new();
    for (at, step) in parsed.sop.steps.iter().enumerate() {
        for (place, outcome) in step.outcomes.iter().enumerate() {
            if visited.contains(&(step.id.clone(), outcome.id.clone())) {
                continue;
            }
            let message = Text::new(
                format!(
                    "Belum ada skenario yang mencoba hasil “{}” pada langkah “{}”. Tambahkan satu.",
                    outcome.id, step.id
                ),
                format!("No scenario tries the outcome “{}” of step “{}” yet. Add one.", outcome.id, step.id),
            );
            let path = format!("step[{at}].outcome[{place}].id");
            findings.push(crate::sop::check::place(parsed, &path, Finding::warning("S-SCENARIO-UNVISITED", message)));
        }
    }
    findings
}
