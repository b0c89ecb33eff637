//! Filing an application: is it complete, do the rules hold, what does it cost, what is promised.

use super::flow::{Deciding, broken_formula};
use super::{Actor, Case, Context, Event, FiledBy, Filing, Refusal, RefusalKind, Submission};
use crate::clock::Promise;
use crate::form::Fault;
use crate::id::Code;
use crate::lang::Text;
use crate::money::Rupiah;
use crate::sop::Sop;
use crate::sop::formula::Facts;

/// Answers a submission.
pub(super) fn submit(case: &Case, submission: &Submission, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if case.filing().is_some() {
        return Err(Refusal::new(
            RefusalKind::WrongState,
            "Permohonan ini sudah diajukan.",
            "This application has already been filed.",
        ));
    }
    may_file(submission, context)?;
    let sop = context.office.catalogue.current(&submission.service, context.today()).ok_or_else(|| {
        Refusal::new(
            RefusalKind::NotFound,
            "Layanan ini tidak sedang dibuka. Lihat daftar layanan untuk pilihan yang ada.",
            "This service is not open now. See the list of services for what there is.",
        )
    })?;
    let facts = Facts::new(sop, &submission.answers).with_facts(context.facts).with_today(context.today());
    complete_or_faults(sop, submission, &facts)?;
    let fee = fee(sop, &facts, context)?;
    let filing = filing(sop, submission, fee, context);
    let mut deciding = Deciding::new(case, sop, context);
    deciding.push(Event::Submitted {
        filing: Box::new(filing),
        answers: submission.answers.clone(),
        files: submission.files.clone(),
    });
    let targets = deciding.choose(&sop.start.route, &sop.start.to)?;
    deciding.enter(None, targets, &[])?;
    Ok(deciding.events)
}

/// A citizen files for themselves; an officer files at the counter in their own name.
fn may_file(submission: &Submission, context: &Context<'_>) -> Result<(), Refusal> {
    let allowed = match (context.actor, &submission.filed_by) {
        (Actor::Applicant { account, .. }, FiledBy::Applicant) => submission.applicant.account == Some(*account),
        (Actor::Officer { id, .. }, FiledBy::Officer(by)) => id.account == by.account,
        (Actor::Officer { .. }, FiledBy::Applicant)
        | (Actor::Applicant { .. }, FiledBy::Officer(_))
        | (Actor::System, _) => false,
    };
    if allowed {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalKind::Forbidden,
        "Permohonan hanya dapat diajukan oleh pemohonnya, atau oleh petugas loket untuk pemohon.",
        "An application can be filed only by the applicant, or by an officer at the counter for them.",
    ))
}

/// Every required answer and file is there, and every rule of the SOP holds.
fn complete_or_faults(sop: &Sop, submission: &Submission, facts: &Facts) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    for section in &sop.sections {
        if !asked(section.when.as_ref(), facts)? {
            continue;
        }
        for field in &section.fields {
            if !field.optional && submission.answers.get(&field.id).is_none() && asked(field.when.as_ref(), facts)? {
                faults.push(Fault { field: field.id.clone(), message: missing(&field.label) });
            }
        }
    }
    for requirement in &sop.requirements {
        let given = submission.files.contains_key(&requirement.id);
        if !requirement.optional && !given && asked(requirement.when.as_ref(), facts)? {
            faults.push(Fault { field: requirement.id.0.clone(), message: missing_file(&requirement.name) });
        }
    }
    for rule in &sop.rules {
        if !rule.must.holds(facts).map_err(|fault| broken_formula(&fault.to_string()))? {
            faults.push(Fault { field: rule.id.clone(), message: rule.message.clone() });
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::invalid(faults)) }
}

fn asked(when: Option<&crate::sop::Formula>, facts: &Facts) -> Result<bool, Refusal> {
    when.map_or(Ok(true), |when| when.holds(facts).map_err(|fault| broken_formula(&fault.to_string())))
}

fn missing(label: &Text) -> Text {
    Text::new(
        format!("“{}” belum diisi. Isi dahulu sebelum mengajukan.", label.id),
        format!("“{}” is not answered yet. Answer it before filing.", label.en),
    )
}

fn missing_file(name: &Text) -> Text {
    Text::new(
        format!("Berkas “{}” belum diunggah. Unggah dahulu sebelum mengajukan.", name.id),
        format!("The document “{}” is not uploaded yet. Upload it before filing.", name.en),
    )
}

/// The fee by the tariff in force today. A service without one stops here: free must be said, not assumed (S36).
fn fee(sop: &Sop, facts: &Facts, context: &Context<'_>) -> Result<Rupiah, Refusal> {
    let tariff = sop
        .fee
        .on(context.today())
        .ok_or_else(|| broken_formula("tidak ada tarif yang berlaku hari ini / no tariff is in force today"))?;
    tariff.amount(facts).map_err(|fault| broken_formula(&fault.to_string()))
}

fn filing(sop: &Sop, submission: &Submission, fee: Rupiah, context: &Context<'_>) -> Filing {
    let year = context.today().year();
    let sequence = format!("registration/{year}");
    let place = context.sequences.next(&sequence);
    Filing {
        bundle: sop.bundle(),
        number: format!("{year}-{place:06}"),
        tracking: Code::from_bits(context.random),
        applicant: submission.applicant.clone(),
        filed_by: submission.filed_by.clone(),
        at: context.at,
        fee,
        promise: Promise::of(sop.standard.promise, context.office.calendar.minutes_per_day()),
        sequence: (sequence, place),
    }
}
