//! The usual course of a service as its page shows it: who does what and how long it may take.

use casework::lang::Lang;
use casework::office::Office;
use casework::sop::formula::in_words;
use casework::sop::{Sop, Stage, Step, StepId};

use super::service_view::work;

/// One usual course.
pub struct CourseView {
    /// The condition in words; empty for the course of all others.
    pub when: String,
    pub stages: Vec<StageView>,
    /// What the steps take together when all goes well.
    pub total: String,
}

/// Steps one after the other, or branches side by side.
pub struct StageView {
    /// One branch, or several that run at the same time.
    pub branches: Vec<Vec<StepView>>,
}

/// One step.
pub struct StepView {
    pub number: usize,
    pub name: String,
    pub activity: String,
    /// The role, and its agency where that is not the office itself.
    pub who: String,
    pub time: String,
}

/// The usual courses of an SOP, the one for most cases first.
pub fn courses(sop: &Sop, office: &Office, lang: Lang) -> Vec<CourseView> {
    let per_day = office.calendar.minutes_per_day();
    sop.courses()
        .iter()
        .map(|course| {
            let mut number = 0;
            let stages = course.stages.iter().map(|stage| stage_view(stage, sop, office, lang, &mut number));
            CourseView {
                stages: stages.collect(),
                when: course.when.as_ref().map_or_else(String::new, |when| in_words(when, sop, lang)),
                total: work(course.stages.iter().map(|stage| minutes(stage, sop, per_day)).sum(), per_day, lang),
            }
        })
        .collect()
}

fn stage_view(stage: &Stage, sop: &Sop, office: &Office, lang: Lang, number: &mut usize) -> StageView {
    let mut branch = |steps: Vec<&StepId>| -> Vec<StepView> {
        let known = steps.into_iter().filter_map(|id| sop.step(id));
        known
            .map(|step| {
                *number += 1;
                step_view(step, *number, office, lang)
            })
            .collect()
    };
    let branches = match stage {
        Stage::One(step) => vec![branch(vec![step])],
        Stage::Parallel(branches) => {
            branches.iter().map(|stages| branch(stages.iter().flat_map(Stage::steps).collect())).collect()
        }
    };
    StageView { branches }
}

fn step_view(step: &Step, number: usize, office: &Office, lang: Lang) -> StepView {
    StepView {
        number,
        name: step.name.get(lang).to_owned(),
        activity: step.activity.get(lang).to_owned(),
        who: who(&step.role, office, lang),
        time: step.time.text(lang),
    }
}

/// What a stage takes: parallel branches as long as the longest, the applicant's own time not counted.
fn minutes(stage: &Stage, sop: &Sop, per_day: u32) -> u64 {
    match stage {
        Stage::One(id) => {
            let step = sop.step(id).filter(|step| !step.task.is_applicants());
            step.map_or(0, |step| step.time.minutes(per_day))
        }
        Stage::Parallel(branches) => {
            let branch = |stages: &Vec<Stage>| stages.iter().map(|stage| minutes(stage, sop, per_day)).sum();
            branches.iter().map(branch).max().unwrap_or(0)
        }
    }
}

/// Who does a step, as the public reads it: the role, with its agency where that is not the office itself. Never a
/// person.
pub fn who(role: &str, office: &Office, lang: Lang) -> String {
    let Some(role) = office.role(role) else { return lang.pick("Pemohon", "Applicant").to_owned() };
    let name = role.name.get(lang);
    match office.agency(&role.agency).filter(|agency| !agency.front) {
        Some(agency) => format!("{name}, {}", agency.name.get(lang)),
        None => name.to_owned(),
    }
}
