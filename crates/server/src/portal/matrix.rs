//! An SOP in its official form: the identity block and the matrix of activities and executors (PermenPANRB 35/2012).

use askama::Template;
use casework::lang::{Lang, Text};
use casework::office::Office;
use casework::sop::{Outcome, OutcomeKind, Sop, Step, StepId};

use super::shelf::Tongue;
use super::steps_view::who;
use crate::ui::{tr, words};

/// The official form as HTML.
#[derive(Template)]
#[template(path = "portal/matrix.html")]
pub struct Matrix {
    p: Tongue,
    name: String,
    government: String,
    agency: String,
    /// The upper half of the identity block: number, days, who approved it.
    identity: Vec<(String, String)>,
    /// Its lower half: legal basis, qualifications and so on.
    lists: Vec<(String, Vec<String>)>,
    executors: Vec<String>,
    rows: Vec<RowView>,
}

/// One activity.
struct RowView {
    number: usize,
    activity: String,
    /// The place of its executor among the columns.
    executor: usize,
    shape: Shape,
    needs: String,
    time: String,
    output: String,
    remark: String,
    /// How it can turn out and which number comes then.
    ways: Vec<String>,
}

/// The sign in the executor's column, as flow charts have it.
#[derive(Clone, Copy)]
enum Shape {
    /// The first activity.
    Start,
    /// An activity with one outcome.
    Work,
    /// A decision.
    Choice,
}

impl Shape {
    const fn class(self) -> &'static str {
        match self {
            Shape::Start => "does start",
            Shape::Work => "does",
            Shape::Choice => "does choice",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Shape::Start => "portal-shape-start",
            Shape::Work => "portal-shape-work",
            Shape::Choice => "portal-shape-choice",
        }
    }
}

impl Matrix {
    /// The official form of an SOP.
    pub fn of(sop: &Sop, office: &Office, lang: Lang) -> Matrix {
        let executors = executors(sop);
        let steps = sop.steps.iter().enumerate();
        Matrix {
            p: Tongue(lang),
            name: sop.service.name.get(lang).to_owned(),
            government: office.profile.government.clone(),
            agency: office.profile.agency.clone(),
            identity: identity(sop, lang),
            lists: lists(sop, lang),
            rows: steps.map(|(at, step)| row(at, step, sop, &executors, lang)).collect(),
            executors: executors.iter().map(|role| who(role, office, lang)).collect(),
        }
    }
}

/// The roles in the order in which they first act.
fn executors(sop: &Sop) -> Vec<&str> {
    let mut roles: Vec<&str> = Vec::new();
    for step in &sop.steps {
        if !roles.contains(&step.role.as_str()) {
            roles.push(&step.role);
        }
    }
    roles
}

fn identity(sop: &Sop, lang: Lang) -> Vec<(String, String)> {
    let identity = &sop.identity;
    let approver = &identity.approver;
    let day = |day| words::day(lang, day);
    let revised = identity.revised.map_or_else(|| "–".to_owned(), day);
    let approved = format!("{}\n{}\nNIP {}", approver.position.get(lang), approver.name, approver.nip);
    [
        ("portal-sop-number", identity.number.clone()),
        ("portal-sop-version", identity.version.to_string()),
        ("portal-sop-created", day(identity.created)),
        ("portal-sop-revised", revised),
        ("portal-sop-effective", day(identity.effective)),
        ("portal-sop-approver", approved),
        ("portal-sop-name", sop.service.name.get(lang).to_owned()),
    ]
    .into_iter()
    .map(|(key, value)| (tr(lang, key).into_owned(), value))
    .collect()
}

fn lists(sop: &Sop, lang: Lang) -> Vec<(String, Vec<String>)> {
    let identity = &sop.identity;
    let told = |texts: &[Text]| texts.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<String>>();
    let laws = identity.legal_basis.iter().map(|law| match &law.article {
        Some(article) => format!("{}, {article}", law.title),
        None => law.title.clone(),
    });
    let all = [
        ("portal-sop-laws", laws.collect()),
        ("portal-sop-qualifications", told(&identity.qualifications)),
        ("portal-sop-related", told(&identity.related)),
        ("portal-sop-equipment", told(&identity.equipment)),
        ("portal-sop-warnings", told(&identity.warnings)),
        ("portal-sop-records", told(&identity.records)),
    ];
    let filled = all.into_iter().filter(|(_, texts)| !texts.is_empty());
    filled.map(|(key, texts)| (tr(lang, key).into_owned(), texts)).collect()
}

fn row(at: usize, step: &Step, sop: &Sop, executors: &[&str], lang: Lang) -> RowView {
    let choice = step.outcomes.len() > 1 && step.outcomes.iter().any(|outcome| outcome.kind != OutcomeKind::Forward);
    RowView {
        number: at + 1,
        activity: step.activity.get(lang).to_owned(),
        executor: executors.iter().position(|role| *role == step.role).unwrap_or(0),
        shape: match (at, choice) {
            (0, _) => Shape::Start,
            (_, true) => Shape::Choice,
            (_, false) => Shape::Work,
        },
        needs: step.needs.get(lang).to_owned(),
        time: step.time.text(lang),
        output: step.output.get(lang).to_owned(),
        remark: step.remark.as_ref().map_or_else(String::new, |remark| remark.get(lang).to_owned()),
        ways: step.outcomes.iter().map(|outcome| way(outcome, sop, lang)).collect(),
    }
}

/// "Lengkap → 3", "Kembalikan → 2", "Tolak → selesai".
fn way(outcome: &Outcome, sop: &Sop, lang: Lang) -> String {
    let place = |id: &StepId| match sop.steps.iter().position(|step| &step.id == id) {
        Some(at) => (at + 1).to_string(),
        None => sop.end(id).map_or_else(String::new, |end| end.name.get(lang).to_owned()),
    };
    let routes = outcome.route.iter().flat_map(|route| route.to.iter());
    let mut places: Vec<String> = outcome.to.iter().map(place).collect();
    let others: Vec<String> = routes.map(place).collect();
    let and = places.join(lang.pick(" dan ", " and "));
    places = std::iter::once(and).chain(others).collect();
    format!("{} → {}", outcome.label.get(lang), places.join(lang.pick(" atau ", " or ")))
}
