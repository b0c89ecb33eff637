//! The check before an SOP may be published: sound, sensible, and without a rule that nothing would execute.
//!
//! Each rule is one function in [`RULES`]; each finding names its file, line and column, says what is wrong and how to
//! mend it, in both languages and without jargon. `docs/sop/findings.md` lists every code.

mod basis;
mod correction;
mod execution;
mod fees;
mod flow;
mod folder;
mod forms;
mod formulas;
mod found;
mod ids;
mod letters;
mod limit;
mod promise;
mod requirements;
mod rework;
mod roles;
mod soundness;
mod texts;

use found::{Found, Rule, Subject};

pub use folder::{check_folder_name, no_sop_in};
pub(crate) use formulas::facts_asked_for;
pub(crate) use found::meant;
pub use letters::check_templates;

use super::{Finding, Parsed};
use crate::office::Office;

/// Every rule, in the order in which its findings are told.
const RULES: &[Rule] = &[
    ids::malformed,
    ids::reserved,
    ids::duplicate,
    texts::say_something,
    basis::dates_and_revision_fit,
    basis::pointed_to_exists,
    basis::every_one_is_used,
    requirements::documents_can_be_sent,
    requirements::documents_are_examined,
    requirements::documents_stand_on_a_law,
    requirements::checks_exist,
    forms::pages_ask_something,
    forms::choices_differ,
    forms::limits_leave_room,
    forms::date_limits_can_be_read,
    forms::personal_numbers_stay_private,
    forms::rows_are_flat,
    formulas::can_be_computed,
    formulas::look_back_only,
    fees::a_tariff_is_in_force,
    fees::what_is_charged_is_paid,
    fees::nothing_is_granted_unpaid,
    flow::targets_exist,
    flow::outcomes_lead_somewhere,
    flow::there_is_an_end,
    flow::everything_is_reached,
    flow::everything_can_end,
    flow::joins_exist,
    soundness::is_sound,
    soundness::letters_fit_the_ends,
    correction::returns_reach_the_applicant,
    correction::corrections_begin_with_a_return,
    correction::corrections_are_the_applicants,
    correction::corrections_have_their_outcomes,
    roles::steps_have_somebody,
    roles::letters_have_a_signer,
    roles::escalations_reach_somebody,
    roles::agencies_are_watched,
    roles::four_eyes_look_at_steps,
    promise::is_long_enough,
    limit::promise_keeps_within_the_law,
    limit::deemed_approval_can_act,
    letters::issued_letters_exist,
    letters::letters_are_issued,
    letters::licences_are_decided,
    letters::duties_open,
    letters::validity_is_about_something,
    execution::timers_do_something,
    execution::rules_are_tested_again,
    correction::reasons_can_be_chosen,
    rework::leads_back_to_officers,
    correction::reopening_is_possible,
];

/// Checks an SOP that could be read, against the office that is to follow it where one is given (its roles, its
/// working hours). Findings come in the order of the file.
///
/// An SOP without an error among its findings may be published; warnings are for somebody to look at.
pub fn check(parsed: &Parsed, office: Option<&Office>) -> Vec<Finding> {
    let subject = Subject { sop: &parsed.sop, office };
    let mut findings: Vec<Finding> =
        RULES.iter().flat_map(|rule| rule(&subject)).map(|found| placed(parsed, found)).collect();
    findings.sort_by_key(|finding| (finding.line, finding.column));
    findings
}

fn placed(parsed: &Parsed, found: Found) -> Finding {
    place(parsed, &found.path, found.finding)
}

/// The finding with the line of its key, or of the nearest table around it that the file has.
pub(crate) fn place(parsed: &Parsed, path: &str, finding: Finding) -> Finding {
    let mut path = path;
    loop {
        if let Some(place) = parsed.places.get(path) {
            return finding.in_file(&parsed.file).at(place.line, place.column);
        }
        match path.rfind(['.', '[']) {
            Some(cut) => path = &path[..cut],
            None => return finding.in_file(&parsed.file),
        }
    }
}
