//! How far a draft is: which pages are asked, what is right so far, what is missing.

use casework::form::{Answers, Desk, Fault, Section, Typed, check_fields, is_asked};
use casework::region::Regions;
use casework::sop::{Requirement, Sop};
use jiff::civil::Date;

use super::draft::{Draft, known_questions};

/// How far one page of questions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was typed yet, but for what the office knew of the person.
    New,
    /// Something is missing or wrong.
    Faulty,
    /// All is right.
    Done,
    /// Nothing was typed, and nothing need be.
    Optional,
}

/// A page that is asked.
pub struct Asked {
    /// Its place among the SOP's sections.
    pub at: usize,
    /// How far it is.
    pub state: State,
    /// What is missing or wrong, in the order of the questions.
    pub faults: Vec<Fault>,
}

/// How far a draft is.
pub struct Progress {
    /// What is answered rightly, of the questions that are asked.
    pub answers: Answers,
    /// The pages that are asked, in order.
    pub sections: Vec<Asked>,
    /// The places of the requirements that apply, among the SOP's, and whether each is uploaded.
    pub documents: Vec<(usize, bool)>,
    /// How many of these must still be uploaded.
    pub missing_documents: usize,
}

impl Progress {
    /// Whether it can be sent.
    pub fn is_ready(&self) -> bool {
        self.missing_documents == 0 && self.sections.iter().all(|asked| asked.faults.is_empty())
    }

    /// The requirements that apply.
    pub fn requirements<'a>(&'a self, sop: &'a Sop) -> impl Iterator<Item = (&'a Requirement, bool)> {
        self.documents.iter().filter_map(|(at, held)| Some((sop.requirements.get(*at)?, *held)))
    }
}

/// Works out how far a draft is, by an SOP, on a day.
pub fn progress(sop: &Sop, draft: &Draft, today: Date, regions: &Regions) -> Progress {
    let known = known_questions(sop);
    let mut answers = Answers::default();
    let mut sections = Vec::new();
    for (at, section) in sop.sections.iter().enumerate() {
        if !is_asked(section.when.as_ref(), &answers, today) {
            continue;
        }
        let mut faults = Vec::new();
        // Field by field: what is right on a faulty page still decides what is asked further on.
        for field in &section.fields {
            let desk = Desk { today, regions, known: &answers };
            match check_fields(std::slice::from_ref(field), &draft.typed, &desk) {
                Ok(right) => answers.0.extend(right.0),
                Err(found) => faults.extend(found),
            }
        }
        let state = match (is_touched(section, &draft.typed, &known), faults.is_empty()) {
            (false, false) => State::New,
            (true, false) => State::Faulty,
            (true, true) => State::Done,
            (false, true) => State::Optional,
        };
        sections.push(Asked { at, state, faults });
    }
    let applies: Vec<&Requirement> = sop.requirements_for(&answers).collect();
    let documents: Vec<(usize, bool)> = sop
        .requirements
        .iter()
        .enumerate()
        .filter(|(_, requirement)| applies.iter().any(|other| other.id == requirement.id))
        .map(|(at, requirement)| (at, draft.files.contains_key(&requirement.id)))
        .collect();
    let missing = applies.iter().filter(|one| !one.optional && !draft.files.contains_key(&one.id));
    Progress { missing_documents: missing.count(), answers, sections, documents }
}

/// Whether anything was typed for a page. What the office may have filled in itself does not count: somebody who has not
/// begun is not told of mistakes.
fn is_touched(section: &Section, typed: &Typed, known: &[Option<&str>]) -> bool {
    let of = |name: &str, id: &str| name == id || name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
    typed.0.iter().any(|(name, texts)| {
        !known.contains(&Some(name.as_str()))
            && section.fields.iter().any(|field| of(name, &field.id))
            && texts.iter().any(|text| !text.trim().is_empty())
    })
}
