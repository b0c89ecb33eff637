//! The step's own fields: the same questions as on the applicant's form, asked of an officer.

use casework::case::Case;
use casework::form::{Fault, Section, Typed};
use casework::lang::Lang;
use casework::region::Regions;
use casework::sop::Step;
use jiff::civil::Date;

use super::returns::other_rows;
use super::{OTHERS, other_name};
use crate::portal::{Questions, act, take};
use crate::ui::{Act, Field};

/// What the controls are drawn from.
pub struct Asked<'a> {
    /// The language.
    pub lang: Lang,
    /// Today, for bounds of days.
    pub today: Date,
    /// The official list of regions.
    pub regions: &'a Regions,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong, by control.
    pub faults: &'a [Fault],
    /// The region that is being searched for, and by which words.
    pub search: Option<(&'a str, &'a str)>,
}

/// The controls for what an officer fills in at a step.
pub fn findings(step: &Step, case: &Case, asked: &Asked<'_>) -> Vec<Field> {
    let section = Section {
        id: step.id.0.clone(),
        title: step.name.clone(),
        intro: None,
        when: None,
        fields: step.fields.clone(),
    };
    let questions = Questions {
        lang: asked.lang,
        today: asked.today,
        regions: asked.regions,
        typed: asked.typed,
        faults: asked.faults,
        known: &case.answers,
        search: asked.search,
        own_data: false,
    };
    questions.of(&section)
}

/// What was sent, with the step's questions taken over as the applicant's form takes them: a place by its code, rows as
/// they are left by the button that was pressed.
pub fn taken(step: &Step, sent: &Typed, pressed: Option<&Act>, regions: &Regions) -> Typed {
    let fields: Vec<_> = step.fields.iter().collect();
    let mut typed = sent.clone();
    take(&mut typed, &fields, sent, regions);
    match pressed {
        Some(Act::AddRow(list)) if list == OTHERS => {
            typed.0.insert(other_name(other_rows(&typed).max(1)), vec![String::new()]);
        }
        Some(pressed) => act(&mut typed, &fields, pressed),
        None => {}
    }
    typed
}
