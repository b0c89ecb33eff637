//! From what a client sent to a command: every answer checked by the rules of the form, every file by its requirement, and
//! nothing taken over that was not asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::case::{Applicant, Command, FiledBy, Item, Submission, extra_id};
use casework::form::{Answers, Desk, Fault, Field, FieldKind, Typed, check_fields, check_form};
use casework::lang::Text;
use casework::sop::{Requirement, ServiceId, Sop, StepId};
use serde_json::{Map, Value};

use super::applications::{Correction, Own};
use super::extract::Caller;
use super::files;
use super::problem::Problem;
use crate::http::Visit;
use crate::people::Account;
use crate::portal::named;

/// The longest free text.
const LONGEST: usize = 2_000;

/// The SOP that a new application follows.
pub fn current(visit: &Visit, service: &str) -> Option<Arc<Sop>> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    office.catalogue.current(&ServiceId(service.to_owned()), today).cloned()
}

/// An application from its answers and files. Where the form asks for name, address and telephone number, these are the
/// applicant's; else those of the account.
///
/// # Errors
/// Everything that is wrong, at once.
pub async fn submission(
    visit: &Visit,
    account: &Account,
    sop: &Sop,
    (answers, attached): (&Map<String, Value>, &BTreeMap<String, String>),
    applicant: Applicant,
    filed_by: FiledBy,
) -> Result<Submission, Problem> {
    let mut faults = strays(&sop.fields().collect::<Vec<_>>(), answers);
    let (files, wrong) = files::attached(visit, account, &sop.requirements, attached).await?;
    let typed = Typed::from_json(&Value::Object(answers.clone()));
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let desk = Desk { today, regions: visit.app.regions(), known: &Answers::default() };
    let checked = check_form(&sop.sections, &typed, &desk);
    let answers = checked.unwrap_or_else(|found| {
        faults.extend(found);
        Answers::default()
    });
    faults.extend(wrong);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let text = |id: &str| answers.text(id).map(str::to_owned);
    let applicant = Applicant {
        name: text("nama").unwrap_or(applicant.name),
        email: text("email").or(applicant.email),
        phone: text("telepon").or(applicant.phone),
        ..applicant
    };
    Ok(Submission { service: sop.service.id.clone(), applicant, filed_by, answers, files })
}

/// The answer to what was returned, as a command.
///
/// # Errors
/// Everything that is wrong, at once.
pub async fn corrected(caller: &Caller, own: &Own, step: StepId, sent: &Correction) -> Result<Command, Problem> {
    let Caller { visit, account } = caller;
    let objections = own.case.open.get(&step).map_or(&[][..], |open| open.objections.as_slice());
    let returned = |id: &str| objections.iter().any(|objection| objection.item == Item::Field(id.to_owned()));
    let fields: Vec<Field> = own.sop.fields().filter(|field| returned(&field.id)).cloned().collect();
    let mut faults = strays(&fields.iter().collect::<Vec<_>>(), &sent.answers);
    let others = objections.iter().filter_map(|objection| match &objection.item {
        Item::Other(name) => Some(named(extra_id(name), name)),
        Item::Field(_) | Item::File(_) | Item::Finding { .. } => None,
    });
    let asked: Vec<Requirement> = own.sop.requirements.iter().cloned().chain(others).collect();
    let (files, wrong) = files::attached(visit, account, &asked, &sent.files).await?;
    let typed = Typed::from_json(&Value::Object(sent.answers.clone()));
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let desk = Desk { today, regions: visit.app.regions(), known: &own.case.answers };
    let answers = check_fields(&fields, &typed, &desk).unwrap_or_else(|found| {
        faults.extend(found);
        Answers::default()
    });
    faults.extend(wrong);
    if faults.is_empty() { Ok(Command::Correct { step, answers, files }) } else { Err(Problem::invalid(faults)) }
}

/// Answers to questions that are not asked: each is a fault, so that a mistyped name is not silently lost.
pub fn strays(fields: &[&Field], answers: &Map<String, Value>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (id, value) in answers {
        let field = fields.iter().find(|field| &field.id == id);
        match field.map(|field| &field.kind) {
            None => faults.push(stray(id.clone())),
            Some(FieldKind::Rows { columns, .. }) => {
                for (at, row) in value.as_array().into_iter().flatten().enumerate() {
                    let names = row.as_object().into_iter().flat_map(Map::keys);
                    let unknown = names.filter(|name| !columns.iter().any(|column| &column.id == *name));
                    faults.extend(unknown.map(|name| stray(format!("{id}.{at}.{name}"))));
                }
            }
            Some(_) => {}
        }
    }
    faults
}

fn stray(field: String) -> Fault {
    Fault {
        message: Text::new(
            format!("Isian “{field}” tidak diminta di sini. Hapus, atau periksa namanya."),
            format!("“{field}” is not asked here. Leave it out, or check its name."),
        ),
        field,
    }
}

/// Free text within its bounds, without blanks around it.
///
/// # Errors
/// It is too long.
pub fn bounded(field: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().count() <= LONGEST {
        return Ok(text.to_owned());
    }
    Err(Problem::invalid(vec![Fault {
        field: field.to_owned(),
        message: Text::new(
            format!("Teks ini lebih panjang dari {LONGEST} huruf. Ringkaskan."),
            format!("This text is longer than {LONGEST} characters. Make it shorter."),
        ),
    }]))
}
