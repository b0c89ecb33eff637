//! The step's form as values: what is asked, what was typed, what is wrong.

use casework::case::{Case, OpenStep};
use casework::form::{Fault, Typed};
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::{Outcome, OutcomeKind, Requirement, Sop, Step, TaskKind};

use super::returns::{OwnReason, Returns};
use super::{Attach, FILES, OUTCOME, REASON, SEEN, check_name, code_name, note_name, offers, rework, rework_name};
use crate::cases::words;
use crate::ui::{Choice, Field, Kind, Problem, problems, tr, tr_with};

/// One document of the checklist.
pub struct Checked {
    /// What it proves.
    pub proves: String,
    /// The file itself; nothing where there is none.
    pub href: Option<String>,
    /// The verdict.
    pub verdict: Field,
    /// The usual reasons; nothing where there are none.
    pub code: Option<Field>,
    /// What is wrong with it.
    pub note: Field,
}

/// What can be given back to officers of earlier steps.
pub struct Rework {
    /// The outcomes that give work back, separated by `|`.
    pub outcomes: String,
    /// The steps: what each is called, and a control for each part of its work.
    pub parts: Vec<(String, Vec<Field>)>,
}

/// The form for one step.
pub struct WorkForm {
    /// Where it is sent.
    pub action: String,
    /// What is to be done, in the SOP's words.
    pub activity: String,
    /// The case's version that the page shows.
    pub seen: Field,
    /// The checklist.
    pub checks: Vec<Checked>,
    /// The step's own fields.
    pub findings: Vec<Field>,
    /// How it turned out.
    pub outcome: Field,
    /// Photos and other files, where the step takes them.
    pub attach: Option<Attach>,
    /// What is returned, where the step can return.
    pub returns: Option<Returns>,
    /// What is given back to officers, where the step can do so.
    pub rework: Option<Rework>,
    /// The office's own reason texts, to begin with.
    pub own_reason: Option<Field>,
    /// Why.
    pub reason: Field,
    /// What is wrong, in the order of the page.
    pub problems: Vec<Problem>,
    /// It can be sent: the step is open, and nobody else has it.
    pub ready: bool,
    /// A letter comes of one of the outcomes, and can be looked at before.
    pub drafts: bool,
}

/// What the form is made from.
pub struct Sheet<'a> {
    /// The case's id.
    pub id: i64,
    /// The case.
    pub case: &'a Case,
    /// Its SOP.
    pub sop: &'a Sop,
    /// The office.
    pub office: &'a Office,
    /// The language.
    pub lang: Lang,
    /// What was typed; empty on a fresh page.
    pub typed: &'a Typed,
    /// What is wrong, by control.
    pub faults: &'a [Fault],
    /// The office's own reason texts for this service.
    pub reasons: &'a [OwnReason],
}

/// The form for a step, filled in with what was typed.
pub fn work_form(
    sheet: &Sheet<'_>,
    step: &Step,
    open: Option<&OpenStep>,
    (findings, attach): (Vec<Field>, Option<Attach>),
) -> WorkForm {
    let seen = match sheet.typed.one(SEEN) {
        "" => sheet.case.version.to_string(),
        seen => seen.to_owned(),
    };
    let mut form = WorkForm {
        action: format!("/meja/berkas/{}/langkah/{}", sheet.id, step.id),
        activity: step.activity.get(sheet.lang).to_owned(),
        seen: Field::new(SEEN, "", Kind::Hidden).value(seen),
        checks: sheet.checklist(step),
        findings,
        attach,
        outcome: sheet.outcome(step),
        returns: offers(step, OutcomeKind::Return).then(|| sheet.returns(step)),
        rework: offers(step, OutcomeKind::Rework).then(|| sheet.rework(step)),
        own_reason: sheet.own_reason(),
        reason: sheet.reason(step),
        problems: Vec::new(),
        ready: open.is_some() && !step.task.is_applicants(),
        drafts: drafts(sheet.sop, step),
    };
    form.problems = problems(form.fields());
    let wrong = form.attach.as_ref().and_then(|attach| attach.error.clone());
    form.problems.extend(wrong.map(|text| Problem { anchor: format!("f-{FILES}"), text }));
    form
}

/// Whether a step makes, reviews or decides a letter.
fn drafts(sop: &Sop, step: &Step) -> bool {
    let about_letters = match step.task {
        TaskKind::Work | TaskKind::Recommend | TaskKind::Decide => true,
        TaskKind::Verify | TaskKind::Inspect | TaskKind::Deliver | TaskKind::Correct | TaskKind::Pay => false,
    };
    about_letters && step.outcomes.iter().any(|outcome| sop.letter_ahead(outcome).is_some())
}

impl WorkForm {
    /// Every control in the order of the page.
    fn fields(&self) -> impl Iterator<Item = &Field> {
        let checks =
            self.checks.iter().flat_map(|check| [Some(&check.verdict), check.code.as_ref(), Some(&check.note)]);
        let checks = checks.flatten();
        let returns = self.returns.iter().flat_map(Returns::fields);
        let rework = self.rework.iter().flat_map(|rework| &rework.parts).flat_map(|(_, fields)| fields);
        let given = checks.chain(&self.findings).chain([&self.outcome]).chain(returns).chain(rework);
        given.chain(&self.own_reason).chain([&self.reason])
    }
}

impl Sheet<'_> {
    fn fault(&self, name: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.message.get(self.lang).to_owned())
    }

    /// A control with what was typed and what is wrong.
    pub(super) fn control(&self, name: String, label: impl Into<String>, kind: Kind) -> Field {
        let (typed, fault) = (self.typed.one(&name).to_owned(), self.fault(&name));
        Field::new(name, label, kind).value(typed).error(fault)
    }

    fn checklist(&self, step: &Step) -> Vec<Checked> {
        let asked: Vec<&Requirement> = self.sop.requirements_for(&self.case.answers).collect();
        let applies = |requirement: &&&Requirement| {
            step.checks.contains(&requirement.id) && self.case.files.contains_key(&requirement.id)
        };
        asked.iter().filter(applies).map(|requirement| self.checked(requirement)).collect()
    }

    fn checked(&self, requirement: &Requirement) -> Checked {
        let word = |key: &str| tr(self.lang, key).into_owned();
        let choices = vec![
            Choice::new("fits", word("cases-verdict-fits")),
            Choice::new("faulty", word("cases-verdict-faulty")),
            Choice::new("not-needed", word("cases-verdict-not-needed")),
        ];
        let check = check_name(&requirement.id);
        let note = self
            .control(note_name(&requirement.id), word("cases-note"), Kind::Text(Some(500)))
            .when(check.clone(), "faulty");
        let code = self.usual(&note_name(&requirement.id)).map(|code| code.when(check.clone(), "faulty"));
        let file = self.case.files.get(&requirement.id);
        Checked {
            proves: requirement.proves.get(self.lang).to_owned(),
            href: file.map(|file| format!("/meja/berkas/{}/file/{}", self.id, file.sha256)),
            verdict: self.control(check, requirement.name.get(self.lang), Kind::Radio(choices)),
            code,
            note,
        }
    }

    fn outcome(&self, step: &Step) -> Field {
        let choice =
            |outcome: &Outcome| Choice::new(&outcome.id.0, outcome.label.get(self.lang)).hint(self.leads_to(outcome));
        let choices = step.outcomes.iter().map(choice).collect();
        self.control(OUTCOME.to_owned(), tr(self.lang, "cases-outcome"), Kind::Radio(choices))
    }

    /// Where an outcome leads, with whom, and which letter it issues.
    fn leads_to(&self, outcome: &Outcome) -> String {
        let usual = outcome.to.iter();
        let routes = outcome.route.iter().flat_map(|route| route.to.iter());
        let mut names: Vec<String> = Vec::new();
        for target in usual.chain(routes) {
            let name = words::step_words(self.sop, target, self.lang);
            let name = match self.sop.step(target) {
                Some(step) => format!("{name} ({})", words::role_words(self.office, &step.role, self.lang)),
                None => name,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let several = if outcome.route.is_empty() { "cases-leads-to" } else { "cases-leads-to-one-of" };
        let target = casework::date_text::list(&names, self.lang);
        let leads = tr_with(self.lang, several, &[("step", target.into())]);
        match outcome.letter.as_ref().and_then(|letter| self.sop.letter(letter)) {
            Some(letter) => {
                let title = letter.title.get(self.lang).to_owned();
                format!("{leads} {}", tr_with(self.lang, "cases-issues", &[("letter", title.into())]))
            }
            None => leads,
        }
    }

    /// A text of the office's library before one's own words; nothing where the office has none.
    fn own_reason(&self) -> Option<Field> {
        let choices: Vec<Choice> =
            self.reasons.iter().map(|reason| Choice::new(reason.value(), &reason.label)).collect();
        let field = |choices| {
            self.control(code_name(REASON), tr(self.lang, "cases-own-reason"), Kind::Select(choices))
                .hint(tr(self.lang, "cases-own-reason-hint"))
                .optional()
        };
        (!choices.is_empty()).then(|| field(choices))
    }

    fn reason(&self, step: &Step) -> Field {
        let only_refusals = step.outcomes.iter().all(|outcome| outcome.kind == OutcomeKind::Refuse);
        let hint = if offers(step, OutcomeKind::Refuse) { "cases-reason-refuse-hint" } else { "cases-reason-hint" };
        let field = self
            .control(REASON.to_owned(), tr(self.lang, "cases-reason"), Kind::Paragraph(Some(2_000)))
            .hint(tr(self.lang, hint));
        if only_refusals { field } else { field.optional() }
    }

    fn rework(&self, step: &Step) -> Rework {
        let giving = step.outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Rework);
        let outcomes: Vec<&str> = giving.clone().map(|outcome| outcome.id.0.as_str()).collect();
        let controls = |target: &Step| {
            let parts = rework::parts(self.sop, target, self.case, self.lang).into_iter();
            let control = |(id, label): (String, String)| {
                self.control(rework_name(&target.id, &id), label, Kind::Paragraph(Some(2_000))).optional()
            };
            (target.name.get(self.lang).to_owned(), parts.map(control).collect())
        };
        let parts = giving.flat_map(|outcome| rework::targets(self.sop, outcome)).map(controls).collect();
        Rework { outcomes: outcomes.join("|"), parts }
    }
}
