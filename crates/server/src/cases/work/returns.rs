//! What can be returned to the applicant: each document and each answer with a usual reason and words of one's own, and what
//! else is missing.
//!
//! Nothing here has to be filled in: what stays empty is not returned. The page says so once, and not at every control.

use casework::case::extra_id;
use casework::form::Typed;
use casework::sop::{OutcomeKind, Requirement, Step};

use super::form::Sheet;
use super::{ask_name, back_name, code_name, other_name, other_why};
use crate::ui::{Choice, Field, Kind, tr, tr_with};

/// The most other things that one form asks for.
const MOST_OTHERS: usize = 10;
/// The longest name of something else, in characters: what the engine takes.
const NAME: u32 = 120;

/// A reason text of the office's own library, as it is chosen in a form.
#[derive(Clone, Debug)]
pub struct OwnReason {
    /// Names it.
    pub id: String,
    /// A few words, as the officer chooses it.
    pub label: String,
    /// What the applicant reads.
    pub text: String,
}

impl OwnReason {
    /// What a form sends for it; no id of an SOP has a colon.
    pub fn value(&self) -> String {
        format!("kantor:{}", self.id)
    }
}

/// Something that can be returned.
pub struct Objected {
    /// What it is.
    pub label: String,
    /// Its name, where it is something that nobody has asked for yet.
    pub name: Option<Field>,
    /// The usual reasons; nothing where there are none.
    pub code: Option<Field>,
    /// Words of one's own.
    pub why: Field,
}

/// A page of the applicant's form, or the documents.
pub struct Part {
    /// Its heading.
    pub title: String,
    /// Whether it is shown opened, because something was typed in it.
    pub open: bool,
    /// What can be returned of it.
    pub items: Vec<Objected>,
}

/// What can be returned to the applicant.
pub struct Returns {
    /// The outcomes that return, separated by `|`.
    pub outcomes: String,
    /// The usual reasons and what the applicant reads of each.
    pub library: Vec<(String, String)>,
    /// Documents outside the checklist.
    pub documents: Part,
    /// Answers, page by page.
    pub parts: Vec<Part>,
    /// What else is missing.
    pub others: Part,
    /// The words on the button for one more row; nothing where there are enough.
    pub more: Option<String>,
}

impl Objected {
    /// Its controls in the order of the page.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.name.iter().chain(&self.code).chain([&self.why])
    }
}

impl Returns {
    /// Every control in the order of the page.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let parts = [&self.documents].into_iter().chain(&self.parts).chain([&self.others]);
        parts.flat_map(|part| part.items.iter().flat_map(Objected::fields))
    }
}

impl Sheet<'_> {
    /// What a step can return, with what was typed.
    pub(super) fn returns(&self, step: &Step) -> Returns {
        let returning = step.outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Return);
        let outcomes: Vec<&str> = returning.map(|outcome| outcome.id.0.as_str()).collect();
        let documents = self.sop.requirements_for(&self.case.answers).filter(|requirement| {
            !step.checks.contains(&requirement.id) || !self.case.files.contains_key(&requirement.id)
        });
        let document =
            |requirement: &Requirement| self.objected(requirement.name.get(self.lang), ask_name(&requirement.id));
        let parts = self.sop.sections.iter().filter_map(|section| {
            let answered = section.fields.iter().filter(|field| self.case.answers.get(&field.id).is_some());
            let item = |field: &casework::form::Field| self.objected(field.label.get(self.lang), back_name(&field.id));
            let items: Vec<Objected> = answered.map(item).collect();
            (!items.is_empty()).then(|| part(section.title.get(self.lang), items))
        });
        let rows = other_rows(self.typed).max(1);
        Returns {
            outcomes: outcomes.join("|"),
            library: self.library(),
            documents: part(&tr(self.lang, "cases-return-documents"), documents.map(document).collect()),
            parts: parts.collect(),
            others: part(&tr(self.lang, "cases-return-others"), (0..rows).map(|at| self.other(at)).collect()),
            more: (rows < MOST_OTHERS).then(|| tr(self.lang, "cases-return-more").into_owned()),
        }
    }

    fn objected(&self, label: &str, name: String) -> Objected {
        let code = self.usual(&name);
        let why = self.control(name, tr(self.lang, "cases-return-words"), Kind::Text(Some(500)));
        Objected { label: label.to_owned(), name: None, code, why }
    }

    fn other(&self, at: usize) -> Objected {
        let number = i64::try_from(at + 1).unwrap_or(1);
        let label = tr_with(self.lang, "cases-return-other", &[("number", number.into())]);
        let name = self.control(other_name(at), tr(self.lang, "cases-return-other-name"), Kind::Text(Some(NAME)));
        Objected { name: Some(name), ..self.objected(&label, other_why(at)) }
    }

    /// The choice of a usual reason beside the words of a control; nothing where there is none to choose.
    pub(super) fn usual(&self, control: &str) -> Option<Field> {
        let of_sop = self.sop.reasons.iter().map(|reason| Choice::new(&reason.id, reason.label.get(self.lang)));
        let own = self.reasons.iter().map(|reason| Choice::new(reason.value(), &reason.label));
        let choices: Vec<Choice> = of_sop.chain(own).collect();
        let field =
            || self.control(code_name(control), tr(self.lang, "cases-return-code"), Kind::Select(choices.clone()));
        (!choices.is_empty()).then(field)
    }

    fn library(&self) -> Vec<(String, String)> {
        let of_sop = self.sop.reasons.iter();
        let of_sop =
            of_sop.map(|reason| (reason.label.get(self.lang).to_owned(), reason.text.get(self.lang).to_owned()));
        of_sop.chain(self.reasons.iter().map(|reason| (reason.label.clone(), reason.text.clone()))).collect()
    }
}

fn part(title: &str, items: Vec<Objected>) -> Part {
    let open = items.iter().flat_map(Objected::fields).any(|field| !field.value.is_empty() || field.error.is_some());
    Part { title: title.to_owned(), open, items }
}

/// How many rows for other things a form had.
pub(super) fn other_rows(typed: &Typed) -> usize {
    let sent = |at: &usize| {
        [other_name(*at), other_why(*at), code_name(&other_why(*at))].iter().any(|name| typed.0.contains_key(name))
    };
    (0..MOST_OTHERS).rev().find(sent).map_or(0, |at| at + 1)
}

/// The row whose name makes this id, the last of several.
pub(super) fn other_of(typed: &Typed, id: &str) -> Option<usize> {
    let made = |at: &usize| extra_id(typed.one(&other_name(*at))).0 == id && is_filled(typed, *at);
    (0..other_rows(typed)).rev().find(made)
}

/// Whether anything stands in a row for something else.
pub(super) fn is_filled(typed: &Typed, at: usize) -> bool {
    [other_name(at), other_why(at), code_name(&other_why(at))].iter().any(|name| !typed.one(name).is_empty())
}
