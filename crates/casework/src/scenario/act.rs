//! From what a line says somebody does to the command that the engine gets.

use std::collections::BTreeMap;

use super::play::{Stage, no_such, unfit};
use super::story::{Choice, Deed, Name, Returned, Who, Written};
use super::typed::typed;
use super::words::Slip;
use crate::case::fee::{ChangeKind, Channel, FeeCommand, Notice};
use crate::case::{
    Actor, Applicant, Check, Command, Completion, FileRef, FiledBy, Item, Objection, OfficerId, Submission, Verdict,
    extra_id,
};
use crate::form::{Answers, Field};
use crate::money::Rupiah;
use crate::office::{AgencyId, RoleId};
use crate::sop::{FileType, OutcomeId, RequirementId, Step, StepId, TaskKind};

/// The applicant's account on the stage.
const APPLICANT: i64 = 1;

/// Who acts, and what is asked of the case.
pub(super) fn command(stage: &mut Stage<'_>, deed: &Deed) -> Result<(Actor, Command), Slip> {
    match deed {
        Deed::Facts(_) | Deed::TimePasses => {
            Err(Slip::new(1, "baris ini tidak meminta apa pun", "this line asks for nothing"))
        }
        Deed::Submit(who) => Ok(submit(stage, who)),
        Deed::Choose(who, choice) => choose(stage, who, choice),
        Deed::Correct(who, items) => correct(stage, who, items),
        Deed::Add(who, names) => add(stage, who, names),
        Deed::Reopen(who, reason) => Ok((actor(stage, who), Command::Reopen { reason: reason.clone() })),
        Deed::Withdraw(who, reason) => Ok((actor(stage, who), Command::Withdraw { reason: reason.clone() })),
        Deed::Claim(who, step) => Ok((actor(stage, who), Command::Claim { step: step_named(stage, step)?.id.clone() })),
        Deed::Release(who, step) => {
            Ok((actor(stage, who), Command::Release { step: step_named(stage, step)?.id.clone() }))
        }
        Deed::Pay(who, amount) => Ok(pay(stage, who, *amount)),
        Deed::Waive(who, reason) => {
            let bill = stage.case.fees.open().map(|bill| bill.terms.number.clone()).unwrap_or_default();
            let ask = FeeCommand::Ask { kind: ChangeKind::Waive { bill }, reason: reason.clone() };
            Ok((actor(stage, who), Command::Fee(ask)))
        }
        Deed::Fulfil(who, duty) => {
            if !stage.sop.duties.iter().any(|known| known.id == duty.text) {
                return Err(no_such(duty.column, "kewajiban", "duty", &duty.text));
            }
            let file = Some(file(&duty.text, FileType::Pdf, 0));
            Ok((actor(stage, who), Command::FulfilDuty { duty: duty.text.clone(), file }))
        }
    }
}

fn actor(stage: &mut Stage<'_>, who: &Who) -> Actor {
    match who {
        Who::Applicant => Actor::Applicant { account: APPLICANT, name: "Pemohon Contoh".into() },
        Who::Officer { role, name } => {
            let person = name.as_deref().unwrap_or(role);
            let agency = stage.office.role(role).map_or_else(|| AgencyId("kantor".into()), |role| role.agency.clone());
            let id = OfficerId::new(stage.account(person), person);
            Actor::Officer { id, roles: vec![RoleId(role.clone())], agency, mandates: Vec::new() }
        }
    }
}

/// The applicant pays through a gateway, whose word comes from the office's own machinery; an officer takes cash.
fn pay(stage: &mut Stage<'_>, who: &Who, amount: Option<i64>) -> (Actor, Command) {
    let actor = match who {
        Who::Applicant => Actor::System,
        Who::Officer { .. } => actor(stage, who),
    };
    // The open bill; without one, the one that was made last: somebody may pay too late or twice.
    let bill = stage.case.fees.open().or(stage.case.fees.bills.last());
    let (number, billed) =
        bill.map_or((String::new(), Rupiah::ZERO), |bill| (bill.terms.number.clone(), bill.terms.amount));
    let cash = actor != Actor::System;
    let notice = Notice {
        bill: number,
        provider: if cash { Notice::CASH.to_owned() } else { "gerbang".to_owned() },
        channel: if cash { Channel::Cash } else { Channel::Qris },
        reference: format!("bayar-{}", stage.case.fees.payments.len() + 1),
        amount: amount.map_or(billed, Rupiah),
        paid_at: stage.now.unwrap_or_default(),
    };
    (actor, Command::Fee(FeeCommand::Pay(notice)))
}

fn submit(stage: &mut Stage<'_>, who: &Who) -> (Actor, Command) {
    let actor = actor(stage, who);
    let (account, filed_by) = match &actor {
        Actor::Officer { id, .. } => (None, FiledBy::Officer(id.clone())),
        Actor::Applicant { .. } | Actor::System => (Some(APPLICANT), FiledBy::Applicant),
    };
    let text = |id: &str| stage.sample.answers.text(id).map(str::to_owned);
    let applicant = Applicant {
        account,
        name: text("nama").unwrap_or_else(|| "Pemohon Contoh".into()),
        email: text("email"),
        phone: text("telepon"),
    };
    let documents = stage.sample.documents.clone().unwrap_or_default();
    let submission = Submission {
        service: stage.sop.service.id.clone(),
        applicant,
        filed_by,
        answers: stage.sample.answers.clone(),
        files: documents.into_iter().map(|id| (id.clone(), document(stage, &id, 1))).collect(),
    };
    (actor, Command::Submit(submission))
}

fn choose(stage: &mut Stage<'_>, who: &Who, choice: &Choice) -> Result<(Actor, Command), Slip> {
    let actor = actor(stage, who);
    let step = step_for(stage, who, choice)?;
    let mut findings = stage.sample.findings.get(&step.id).cloned().unwrap_or_default();
    for finding in &choice.findings {
        let name = &finding.name;
        let field = step.fields.iter().find(|field| field.id == name.text);
        let field = field.ok_or_else(|| {
            no_such(name.column, "isian pada langkah itu bernama", "field at that step named", &name.text)
        })?;
        put(&mut findings, name, &finding.value, field)?;
    }
    for name in &choice.faulty {
        if !step.checks.iter().any(|id| id.0 == name.text) {
            return Err(no_such(
                name.column,
                "berkas yang diperiksa pada langkah itu bernama",
                "document examined at that step named",
                &name.text,
            ));
        }
    }
    let check = |id: &RequirementId| {
        let faulty = choice.faulty.iter().any(|name| name.text == id.0);
        Check { verdict: if faulty { Verdict::Faulty } else { Verdict::Fits }, note: None }
    };
    let examined = step.checks.iter().filter(|id| stage.case.files.contains_key(id));
    let completion = Completion {
        step: step.id.clone(),
        seen: stage.case.version,
        outcome: OutcomeId(choice.outcome.text.clone()),
        reason: choice.reason.clone(),
        findings,
        checks: examined.map(|id| (id.clone(), check(id))).collect(),
        files: Vec::new(),
        objections: choice.objections.iter().map(|returned| objection(stage, returned)).collect(),
    };
    Ok((actor, Command::Complete(completion)))
}

/// The step that is named, or else the open step of the role that has this outcome.
fn step_for<'a>(stage: &Stage<'a>, who: &Who, choice: &Choice) -> Result<&'a Step, Slip> {
    if let Some(name) = &choice.step {
        return step_named(stage, name);
    }
    let outcome = OutcomeId(choice.outcome.text.clone());
    let role = match who {
        Who::Applicant => "pemohon",
        Who::Officer { role, .. } => role,
    };
    let mine = |step: &&Step| step.role == role && step.outcome(&outcome).is_some();
    let open: Vec<&Step> = stage.case.open.keys().filter_map(|id| stage.sop.step(id)).filter(mine).collect();
    match open.as_slice() {
        [step] => Ok(step),
        [] => {
            let open: Vec<&str> = stage.case.open.keys().map(|id| id.0.as_str()).collect();
            let open = if open.is_empty() { "–".to_owned() } else { open.join(", ") };
            Err(Slip::new(
                choice.outcome.column,
                format!(
                    "tidak ada langkah terbuka milik “{role}” dengan hasil “{outcome}”; yang terbuka: {open}. Sebut langkahnya dengan “pada LANGKAH” bila penolakannya yang diuji"
                ),
                format!(
                    "“{role}” has no open step with the outcome “{outcome}”; open: {open}. Name the step with “at STEP” if it is the refusal that is tested"
                ),
            ))
        }
        _ => Err(Slip::new(
            choice.outcome.column,
            format!("lebih dari satu langkah terbuka punya hasil “{outcome}”; tambahkan “pada LANGKAH”"),
            format!("more than one open step has the outcome “{outcome}”; add “at STEP”"),
        )),
    }
}

fn step_named<'a>(stage: &Stage<'a>, name: &Name) -> Result<&'a Step, Slip> {
    stage.sop.step(&StepId(name.text.clone())).ok_or_else(|| no_such(name.column, "langkah", "step", &name.text))
}

fn put(answers: &mut Answers, name: &Name, written: &Written, field: &Field) -> Result<(), Slip> {
    match typed(written, &field.kind) {
        Ok(Some(value)) => answers.0.insert(name.text.clone(), value),
        Ok(None) => answers.0.remove(&name.text),
        Err(want) => return Err(unfit(name.column, &name.text, &want)),
    };
    Ok(())
}

/// A name that the SOP does not have and that no id could be is a document of another kind.
fn objection(stage: &Stage<'_>, returned: &Returned) -> Objection {
    let name = &returned.item.text;
    let id = RequirementId(name.clone());
    let item = if stage.sop.requirement(&id).is_some() {
        Item::File(id)
    } else if name.contains(' ') {
        Item::Other(name.clone())
    } else {
        Item::Field(name.clone())
    };
    Objection { item, code: returned.code.clone(), reason: returned.reason.clone() }
}

/// Documents that nobody asked for: of the SOP by their ids, others by a name in quotes.
fn add(stage: &mut Stage<'_>, who: &Who, names: &[Name]) -> Result<(Actor, Command), Slip> {
    let actor = actor(stage, who);
    let round = 1 + stage.case.replaced.len();
    let (mut files, mut others) = (BTreeMap::new(), BTreeMap::new());
    for name in names {
        let asked = RequirementId(name.text.clone());
        let known = stage.sop.requirement(&asked).is_some();
        if !known && !name.text.contains(' ') {
            return Err(no_such(name.column, "persyaratan", "requirement", &name.text));
        }
        let id = if known { asked } else { extra_id(&name.text) };
        files.insert(id.clone(), document(stage, &id, 1 + round));
        if !known {
            others.insert(id, name.text.clone());
        }
    }
    Ok((actor, Command::Add { files, names: others, note: String::new() }))
}

fn correct(stage: &mut Stage<'_>, who: &Who, items: &[(Name, Option<Written>)]) -> Result<(Actor, Command), Slip> {
    let actor = actor(stage, who);
    let turn = |id: &&StepId| stage.sop.step(id).is_some_and(|step| step.task == TaskKind::Correct);
    let known =
        stage.case.open.keys().find(turn).or_else(|| {
            stage.sop.steps.iter().filter(|step| step.task == TaskKind::Correct).map(|step| &step.id).next()
        });
    let Some(step) = known.cloned() else {
        return Err(Slip::new(1, "SOP ini tidak punya langkah perbaikan", "this SOP has no step for corrections"));
    };
    let mut answers = Answers::default();
    let mut files = BTreeMap::new();
    let round = 1 + stage.case.replaced.len();
    for (name, value) in items {
        match value {
            Some(value) => {
                let field =
                    stage.sop.field(&name.text).ok_or_else(|| no_such(name.column, "isian", "field", &name.text))?;
                put(&mut answers, name, value, field)?;
            }
            None => {
                let id = RequirementId(name.text.clone());
                let known = stage.sop.requirement(&id).is_some();
                if !known && !name.text.contains(' ') {
                    return Err(no_such(name.column, "persyaratan", "requirement", &name.text));
                }
                let id = if known { id } else { extra_id(&name.text) };
                let file = document(stage, &id, 1 + round);
                files.insert(id, file);
            }
        }
    }
    Ok((actor, Command::Correct { step, answers, files }))
}

fn document(stage: &Stage<'_>, id: &RequirementId, round: usize) -> FileRef {
    let accepted = stage.sop.requirement(id).and_then(|requirement| requirement.accept.first());
    file(&id.0, accepted.copied().unwrap_or(FileType::Pdf), round)
}

/// A file that nobody has to read.
fn file(name: &str, kind: FileType, round: usize) -> FileRef {
    let mark = name.bytes().fold(round as u64, |mark, byte| mark.wrapping_mul(31).wrapping_add(u64::from(byte)));
    FileRef {
        sha256: format!("{mark:064x}"),
        name: format!("{name}.{}", kind.name().to_lowercase()),
        media: kind.media_type().into(),
        size: 100_000,
    }
}
