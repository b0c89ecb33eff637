//! A case as officers see it: everything that was filed, done and decided, personal numbers masked.

use std::collections::BTreeMap;

use casework::case::{Addition, Applicant, Case, DoneStep, FiledBy, OpenStep, Replaced, Verdict, obstacle};
use casework::form::{Answers, odd_answers};
use casework::office::Office;
use casework::office::calendar::Zone;
use casework::region::Regions;
use casework::sop::{Sop, StepId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::applications::Own;
use super::case_shapes::{
    DutyState, HolderShape, LetterShape, PromiseShape, Returned, StepClockShape, duties, files, letters, masked,
    others, state, step_name,
};
use super::fields::FieldShape;
use super::services::{OutcomeShape, outcomes};
use super::shapes::{FileInfo, OfficerShape, Words, moment};
use crate::http::Visit;

/// A case as officers see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Case)]
pub struct CaseShape {
    /// Its id.
    #[schema(example = 1042)]
    id: i64,
    /// How often it has changed: send it back as `seen` when completing a step.
    #[schema(example = 7)]
    version: u64,
    /// The registration number.
    #[schema(example = "2026-000017")]
    number: String,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// What people call the service.
    service_name: Words,
    /// The revision of the SOP that it follows to its end.
    sop_version: u32,
    /// `open`, `granted`, `rejected` or `closed`.
    #[schema(example = "open")]
    state: &'static str,
    /// When it was filed.
    #[schema(format = DateTime)]
    submitted: String,
    /// The officer who filed it at the counter; null where the applicant did.
    filed_by: Option<OfficerShape>,
    /// What it costs, in whole rupiah.
    #[schema(example = 0)]
    fee: i64,
    /// Whose case it is.
    applicant: ApplicantShape,
    /// How it stands against its promise; null where the calendar does not reach that far.
    promise: Option<PromiseShape>,
    /// How it stands against the limit by law, where the SOP names one.
    limit: Option<PromiseShape>,
    /// The clocks of its steps, completed ones first.
    clocks: Vec<StepClockShape>,
    /// The version of the office's calendar by which all of this is counted.
    calendar_version: u32,
    /// Who holds it now.
    holders: Vec<HolderShape>,
    /// Why it does not go on by the hand of the officer who asks, in one sentence; null where it can.
    blocked: Option<Words>,
    /// The steps that are open now.
    open: Vec<OpenWork>,
    /// The steps that were completed, oldest first.
    done: Vec<DoneWork>,
    /// The answers, personal numbers masked.
    #[schema(value_type = Object, additional_properties)]
    answers: BTreeMap<String, Value>,
    /// Answers that look odd and may all the same be right.
    odd: Vec<Odd>,
    /// The documents, by requirement.
    files: BTreeMap<String, FileInfo>,
    /// What those documents are called that no requirement asks for.
    others: BTreeMap<String, String>,
    /// What the applicant has added unasked, oldest first.
    additions: Vec<AdditionShape>,
    /// What corrections have replaced, oldest first.
    replaced: Vec<ReplacedShape>,
    /// Every letter of the case.
    letters: Vec<LetterShape>,
    /// The duties of the holder.
    duties: Vec<DutyState>,
}

/// Whose case it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Applicant)]
pub struct ApplicantShape {
    /// The name.
    name: String,
    /// Where messages go; null for somebody without e-mail.
    email: Option<String>,
    /// A telephone number.
    phone: Option<String>,
    /// Whether the applicant has an account of their own.
    has_account: bool,
}

/// A step that waits to be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenWork {
    /// Its id.
    #[schema(example = "verifikasi")]
    step: String,
    /// What it is called.
    name: Words,
    /// The role that does it; `pemohon` is the applicant.
    #[schema(example = "petugas-loket")]
    role: String,
    /// The officer who has taken it; null while it is free.
    officer: Option<OfficerShape>,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// The last day on which it is on time.
    #[schema(format = Date)]
    due: Option<String>,
    /// What the applicant is asked to correct, or the officer to look at again.
    returned: Vec<Returned>,
    /// Whether it came back because what its officer had returned was mended.
    answered: bool,
    /// The documents to be examined.
    checks: Vec<String>,
    /// What is to be filled in.
    fields: Vec<FieldShape>,
    /// How it can turn out.
    outcomes: Vec<OutcomeShape>,
}

/// A step that was completed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoneWork {
    /// Its id.
    step: String,
    /// What it is called.
    name: Words,
    /// When it began.
    #[schema(format = DateTime)]
    since: String,
    /// When it was completed.
    #[schema(format = DateTime)]
    at: String,
    /// Its due day, if it had one.
    #[schema(format = Date)]
    due: Option<String>,
    /// How it turned out.
    outcome: String,
    /// Who did it; null where the applicant or a timer did.
    officer: Option<OfficerShape>,
    /// Why, in words.
    reason: Option<String>,
    /// What was filled in.
    #[schema(value_type = Object, additional_properties)]
    findings: BTreeMap<String, Value>,
    /// The checklist.
    checks: BTreeMap<String, CheckShape>,
    /// Photos and other files.
    files: Vec<FileInfo>,
    /// What was returned to the applicant.
    returned: Vec<Returned>,
}

/// How one document fared.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CheckResult)]
pub struct CheckShape {
    /// `fits`, `faulty` or `not_needed`.
    #[schema(example = "fits")]
    verdict: &'static str,
    /// A note.
    note: Option<String>,
}

/// What a correction has replaced.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Replaced)]
pub struct ReplacedShape {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// The answers as they had been.
    #[schema(value_type = Object, additional_properties)]
    answers: BTreeMap<String, Value>,
    /// The documents as they had been.
    files: BTreeMap<String, FileInfo>,
    /// Whether what took their place came unasked.
    unasked: bool,
}

/// Documents that came unasked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Added)]
pub struct AdditionShape {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Which, by their keys among the files.
    files: Vec<String>,
    /// What the applicant says of them.
    note: String,
}

/// An answer that looks odd.
#[derive(Debug, Serialize, ToSchema)]
pub struct Odd {
    /// The field.
    field: String,
    /// What is odd.
    message: Words,
}

/// A case in the shape for officers.
pub fn view(own: &Own, visit: &Visit) -> CaseShape {
    let (office, regions) = (visit.desk.office(), visit.app.regions());
    let zone = office.calendar.zone();
    let Own { id, case, filing, sop } = own;
    let fields: Vec<_> = sop.fields().cloned().collect();
    let odd = odd_answers(&fields, &case.answers, regions);
    CaseShape {
        id: id.0,
        version: case.version,
        number: filing.number.clone(),
        service: filing.bundle.service.0.clone(),
        service_name: Words::from(&sop.service.name),
        sop_version: filing.bundle.version,
        state: state(case),
        submitted: moment(filing.at, zone),
        filed_by: match &filing.filed_by {
            FiledBy::Applicant => None,
            FiledBy::Officer(officer) => Some(OfficerShape::from(officer)),
        },
        fee: filing.fee.0,
        applicant: applicant(&filing.applicant),
        promise: PromiseShape::of(case, filing, &office, visit.app.now()),
        limit: PromiseShape::limit(case, sop, &office, visit.app.now()),
        clocks: StepClockShape::all(case, sop, &office, visit.app.now()),
        calendar_version: office.calendar_for(case).version(),
        holders: HolderShape::of(case, &office),
        blocked: blocked(own, visit),
        open: case.open.iter().map(|(step, open)| open_work(step, open, sop, &office)).collect(),
        done: case.done.iter().map(|done| done_work(done, sop, zone, regions)).collect(),
        answers: masked(sop.fields(), &case.answers, regions),
        odd: odd.iter().map(|fault| Odd { field: fault.field.clone(), message: Words::from(&fault.message) }).collect(),
        files: files(case),
        others: others(case),
        additions: additions(case, zone),
        replaced: replaced(case, sop, zone, regions),
        letters: letters(case, sop, true),
        duties: duties(case, sop, zone),
    }
}

fn blocked(own: &Own, visit: &Visit) -> Option<Words> {
    let actor = visit.account.as_ref()?.actor();
    obstacle(&own.case, &own.sop, &visit.desk.office(), &actor).map(|why| Words::from(&why))
}

fn applicant(applicant: &Applicant) -> ApplicantShape {
    ApplicantShape {
        name: applicant.name.clone(),
        email: applicant.email.clone(),
        phone: applicant.phone.clone(),
        has_account: applicant.account.is_some(),
    }
}

fn open_work(id: &StepId, open: &OpenStep, sop: &Sop, office: &Office) -> OpenWork {
    let step = sop.step(id);
    OpenWork {
        step: id.0.clone(),
        name: step_name(sop, id),
        role: open.role.clone(),
        officer: open.officer.as_ref().map(OfficerShape::from),
        since: moment(open.since, office.calendar.zone()),
        due: open.due.map(|day| day.to_string()),
        returned: open.objections.iter().map(|objection| Returned::of(objection, sop)).collect(),
        answered: open.answered,
        checks: step.map_or_else(Vec::new, |step| step.checks.iter().map(ToString::to_string).collect()),
        fields: step.map_or_else(Vec::new, |step| step.fields.iter().map(FieldShape::from).collect()),
        outcomes: step.map_or_else(Vec::new, outcomes),
    }
}

fn done_work(done: &DoneStep, sop: &Sop, zone: Zone, regions: &Regions) -> DoneWork {
    let check = |(id, check): (&casework::sop::RequirementId, &casework::case::Check)| {
        (id.0.clone(), CheckShape { verdict: verdict(check.verdict), note: check.note.clone() })
    };
    DoneWork {
        step: done.step.0.clone(),
        name: step_name(sop, &done.step),
        since: moment(done.since, zone),
        at: moment(done.at, zone),
        due: done.due.map(|day| day.to_string()),
        outcome: done.outcome.0.clone(),
        officer: done.officer.as_ref().map(OfficerShape::from),
        reason: done.reason.clone(),
        findings: findings(sop, &done.step, &done.findings, regions),
        checks: done.checks.iter().map(check).collect(),
        files: done.files.iter().map(FileInfo::from).collect(),
        returned: done.objections.iter().map(|objection| Returned::of(objection, sop)).collect(),
    }
}

fn findings(sop: &Sop, step: &StepId, answers: &Answers, regions: &Regions) -> BTreeMap<String, Value> {
    let fields = sop.step(step).map_or(&[][..], |step| step.fields.as_slice());
    masked(fields.iter(), answers, regions)
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fits => "fits",
        Verdict::Faulty => "faulty",
        Verdict::NotNeeded => "not_needed",
    }
}

fn replaced(case: &Case, sop: &Sop, zone: Zone, regions: &Regions) -> Vec<ReplacedShape> {
    let shape = |replaced: &Replaced| ReplacedShape {
        at: moment(replaced.at, zone),
        answers: masked(sop.fields(), &replaced.answers, regions),
        files: replaced.files.iter().map(|(id, file)| (id.0.clone(), FileInfo::from(file))).collect(),
        unasked: replaced.unasked,
    };
    case.replaced.iter().map(shape).collect()
}

fn additions(case: &Case, zone: Zone) -> Vec<AdditionShape> {
    let shape = |addition: &Addition| AdditionShape {
        at: moment(addition.at, zone),
        files: addition.files.iter().map(|id| id.0.clone()).collect(),
        note: addition.note.clone(),
    };
    case.additions.iter().map(shape).collect()
}
