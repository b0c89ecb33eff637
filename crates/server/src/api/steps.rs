//! Working on a step: taking it, giving it back, completing it with an outcome.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use casework::case::{Check, Command, Completion, FileRef, Item, Objection, RefusalKind, Verdict};
use casework::form::{Answers, Desk, Fault, Field, Typed, check_fields};
use casework::lang::Text;
use casework::sop::{OutcomeId, OutcomeKind, RequirementId, Step, StepId};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::applications::{Own, load};
use super::case_shapes::last_hand;
use super::case_view::{CaseShape, view};
use super::cases::open;
use super::document::Changing;
use super::extract::{Body, Caller, Key, KeyHeader, Officer};
use super::files;
use super::filing::{bounded, strays};
use super::problem::Problem;
use crate::app::{Ask, Failed};

/// How a step turned out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"seen": 7, "outcome": "lengkap", "checks": {"ktp": {"verdict": "fits"}}}))]
pub struct NewCompletion {
    /// The case's `version` that the decision is based on: a case that has changed since then is refused as stale.
    seen: u64,
    /// The outcome.
    outcome: String,
    /// Why, in words; needed where the outcome refuses.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    reason: Option<String>,
    /// The step's fields, filled in.
    #[serde(default)]
    #[schema(value_type = Object, additional_properties, required = false)]
    findings: Map<String, Value>,
    /// The checklist, by requirement.
    #[serde(default)]
    #[schema(required = false)]
    checks: BTreeMap<String, NewCheck>,
    /// Photos and other files sent before: their SHA-256.
    #[serde(default)]
    #[schema(required = false, max_items = 50)]
    files: Vec<String>,
    /// What is returned to the applicant; needed where the outcome returns.
    #[serde(default)]
    #[schema(required = false)]
    objections: Vec<NewObjection>,
}

/// A verdict on one document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Check)]
pub struct NewCheck {
    /// The verdict.
    verdict: Judged,
    /// A note.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    note: Option<String>,
}

/// How a document fares.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Verdict)]
pub enum Judged {
    /// In order.
    Fits,
    /// Not in order.
    Faulty,
    /// Does not apply.
    NotNeeded,
}

/// One thing that the applicant is asked to correct: a field, a document, or something else that is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Objection)]
pub struct NewObjection {
    /// The field, where an answer is returned.
    #[serde(default)]
    #[schema(required = false)]
    field: Option<String>,
    /// The requirement, where a document is returned.
    #[serde(default)]
    #[schema(required = false)]
    file: Option<String>,
    /// What is missing, where it is a document that no requirement asks for.
    #[serde(default)]
    #[schema(required = false, max_length = 120)]
    other: Option<String>,
    /// The step whose work is given back, where the outcome gives work back to an officer.
    #[serde(default)]
    #[schema(required = false)]
    step: Option<String>,
    /// The field or document of that step; left out for its work as a whole.
    #[serde(default)]
    #[schema(required = false)]
    part: Option<String>,
    /// A reason of the service's library; then `reason` may be left out.
    #[serde(default)]
    #[schema(required = false, example = "buram")]
    code: Option<String>,
    /// Why, and what to do.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    reason: String,
}

/// Takes an open step, so that no other officer of the role works on it.
#[utoipa::path(post, operation_id = "claimStep", path = "/cases/{case}/steps/{step}/claim", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), ("step" = String, Path, description = "The step's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn claim(
    Officer(caller): Officer,
    Path((case, step)): Path<(i64, String)>,
    key: Key,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "claim", None).await?;
    let step = StepId(step);
    change(&caller, &own, key, &step, Command::Claim { step: step.clone() }).await
}

/// Gives a step that one has taken back to the others.
#[utoipa::path(post, operation_id = "releaseStep", path = "/cases/{case}/steps/{step}/release", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), ("step" = String, Path, description = "The step's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn release(
    Officer(caller): Officer,
    Path((case, step)): Path<(i64, String)>,
    key: Key,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "release", None).await?;
    let step = StepId(step);
    change(&caller, &own, key, &step, Command::Release { step: step.clone() }).await
}

/// Completes an open step with an outcome.
#[utoipa::path(post, operation_id = "completeStep", path = "/cases/{case}/steps/{step}/completion", tag = "cases", request_body = NewCompletion,
    params(("case" = i64, Path, description = "The case's id."), ("step" = String, Path, description = "The step's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn complete(
    Officer(caller): Officer,
    Path((case, step)): Path<(i64, String)>,
    key: Key,
    Body(new): Body<NewCompletion>,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "completion", None).await?;
    if let Some(done) = super::answered(&caller, &key).await? {
        return Ok(Json(view(&load(&caller.visit, done.case).await?, &caller.visit)));
    }
    let id = StepId(step);
    let completion = match own.sop.step(&id) {
        Some(step) => completion(&caller, &own, step, new).await?,
        None => Completion::plain(id.clone(), new.seen, OutcomeId(new.outcome)),
    };
    change(&caller, &own, key, &id, Command::Complete(completion)).await
}

/// Carries out a change and gives the case as it stands then. Who was faster is said with a refusal.
pub(super) async fn change(
    caller: &Caller,
    own: &Own,
    key: Key,
    step: &StepId,
    command: Command,
) -> Result<Json<CaseShape>, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let ask = Ask { request_id: key.0, case: Some(own.id), actor: account.actor(), command };
    match visit.app.execute(&visit.desk, ask).await {
        Ok(done) => Ok(Json(view(&load(visit, done.case).await?, visit))),
        Err(Failed::Refused(refusal)) if matches!(refusal.kind, RefusalKind::Stale | RefusalKind::WrongState) => {
            let now = load(visit, own.id).await?;
            let (who, when) = last_hand(&now.case, step, visit.desk.office().calendar.zone());
            Err(Problem::from(refusal).by(who, when))
        }
        Err(failed) => Err(Problem::of(visit, failed)),
    }
}

/// A completion from what was sent; the case's own rules are left to the engine.
async fn completion(caller: &Caller, own: &Own, step: &Step, new: NewCompletion) -> Result<Completion, Problem> {
    let visit = &caller.visit;
    let mut faults = strays(&step.fields.iter().collect::<Vec<_>>(), &new.findings);
    let outcome = step.outcomes.iter().find(|outcome| outcome.id.0 == new.outcome);
    let all = outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Forward);
    // Only a favourable outcome needs every field; what is filled in must be right in any case.
    let fields: Vec<Field> =
        step.fields.iter().map(|field| Field { optional: field.optional || !all, ..field.clone() }).collect();
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let desk = Desk { today, regions: visit.app.regions(), known: &own.case.answers };
    let typed = Typed::from_json(&Value::Object(new.findings));
    let findings = check_fields(&fields, &typed, &desk).unwrap_or_else(|found| {
        faults.extend(found);
        Answers::default()
    });
    let checks = checks(step, new.checks, &mut faults)?;
    let objections = objections(new.objections, &mut faults)?;
    let files = attached(caller, &new.files, &mut faults).await?;
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let reason = new.reason.as_deref().map(|reason| bounded("reason", reason)).transpose()?;
    Ok(Completion {
        step: step.id.clone(),
        seen: new.seen,
        outcome: OutcomeId(new.outcome),
        reason: reason.filter(|reason| !reason.is_empty()),
        findings,
        checks,
        files,
        objections,
    })
}

fn checks(
    step: &Step,
    sent: BTreeMap<String, NewCheck>,
    faults: &mut Vec<Fault>,
) -> Result<BTreeMap<RequirementId, Check>, Problem> {
    let mut checks = BTreeMap::new();
    for (id, check) in sent {
        let id = RequirementId(id);
        if !step.checks.contains(&id) {
            faults.push(fault(
                format!("checks.{id}"),
                "Langkah ini tidak memeriksa berkas tersebut.",
                "This step does not examine that document.",
            ));
            continue;
        }
        let note = check.note.as_deref().map(|note| bounded("note", note)).transpose()?;
        let verdict = match check.verdict {
            Judged::Fits => Verdict::Fits,
            Judged::Faulty => Verdict::Faulty,
            Judged::NotNeeded => Verdict::NotNeeded,
        };
        checks.insert(id, Check { verdict, note: note.filter(|note| !note.is_empty()) });
    }
    Ok(checks)
}

fn objections(sent: Vec<NewObjection>, faults: &mut Vec<Fault>) -> Result<Vec<Objection>, Problem> {
    let mut objections = Vec::new();
    for (at, objection) in sent.into_iter().enumerate() {
        let reason = bounded("objections", &objection.reason)?;
        let item = match (objection.field, objection.file, objection.other, objection.step) {
            (Some(field), None, None, None) => Item::Field(field),
            (None, Some(file), None, None) => Item::File(RequirementId(file)),
            (None, None, Some(name), None) => Item::Other(name.trim().to_owned()),
            (None, None, None, Some(step)) => {
                Item::Finding { step: StepId(step), part: objection.part.unwrap_or_default() }
            }
            _several_or_none => {
                faults.push(fault(
                    format!("objections.{at}"),
                    "Sebutkan satu isian (field), satu berkas (file), satu hal lain (other), atau satu langkah (step).",
                    "Name one field, one file, one other thing or one step.",
                ));
                continue;
            }
        };
        objections.push(Objection { item, code: objection.code, reason });
    }
    Ok(objections)
}

async fn attached(caller: &Caller, sent: &[String], faults: &mut Vec<Fault>) -> Result<Vec<FileRef>, Problem> {
    if sent.len() > 50 {
        faults.push(fault("files".to_owned(), "Paling banyak 50 berkas sekaligus.", "At most 50 files at once."));
        return Ok(Vec::new());
    }
    let mut attached = Vec::new();
    for (at, sha256) in sent.iter().enumerate() {
        match files::uploaded(&caller.visit, &caller.account, sha256).await? {
            Some(file) => attached.push(file),
            None => faults.push(files::not_sent(&format!("files.{at}"))),
        }
    }
    Ok(attached)
}

fn fault(field: String, id: &str, en: &str) -> Fault {
    Fault { field, message: Text::new(id, en) }
}
