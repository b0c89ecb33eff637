//! Voids, waivers and refunds: each with a reason, and from the office's limit on with a second person.

use super::bill::{Passage, bill_for, no_bill};
use super::payment::{go_on, not_yours};
use super::{Bill, BillState, ChangeKind, FeeEvent, PaymentState};
use crate::case::flow::Deciding;
use crate::case::{Event, OfficerId, Refusal, RefusalKind};
use crate::form::Fault;
use crate::lang::Text;
use crate::money::Rupiah;
use crate::office::FeeRules;

/// An officer asks for a void, a waiver or a refund. Below the limit it is done at once.
pub fn ask(deciding: &mut Deciding<'_>, kind: &ChangeKind, reason: &str) -> Result<(), Refusal> {
    let (officer, limit) = {
        let rules = rules(deciding)?;
        (handler(deciding, rules)?, rules.second_person_from)
    };
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::invalid(vec![Fault {
            field: "alasan".into(),
            message: Text::new(
                "Alasan belum diisi. Tulis mengapa, karena pemohon dan pemeriksa berhak tahu.",
                "The reason is missing. Write why, because the applicant and the auditor have a right to know.",
            ),
        }]));
    }
    let amount = possible(deciding, kind)?;
    if deciding.case.fees.changes.iter().any(|change| change.decided.is_none() && &change.kind == kind) {
        return Err(Refusal::new(
            RefusalKind::Stale,
            "Hal ini sudah diminta dan menunggu persetujuan orang kedua.",
            "This has been asked for already and waits for a second person.",
        ));
    }
    let change = deciding.case.fees.changes.last().map_or(1, |last| last.id + 1);
    let asked = FeeEvent::Asked { change, what: kind.clone(), amount, reason: reason.to_owned(), by: officer };
    deciding.push(Event::Fee { what: Box::new(asked) });
    if amount < limit {
        return grant(deciding, change, None);
    }
    Ok(())
}

/// A second person says yes or no.
pub fn decide(deciding: &mut Deciding<'_>, id: u32, granted: bool, reason: &str) -> Result<(), Refusal> {
    let rules = rules(deciding)?;
    if !deciding.context.actor.holds(&rules.approver.0) {
        return Err(not_yours());
    }
    let officer = deciding.context.actor.officer().cloned().ok_or_else(not_yours)?;
    let change =
        deciding.case.fees.change(id).ok_or_else(|| {
            Refusal::new(RefusalKind::NotFound, "Permintaan ini tidak ada.", "There is no such request.")
        })?;
    if change.decided.is_some() {
        return Err(Refusal::new(
            RefusalKind::Stale,
            "Permintaan ini sudah diputuskan. Muat ulang halaman untuk melihat hasilnya.",
            "This request has been decided already. Reload the page to see how.",
        ));
    }
    if change.by.account == officer.account {
        return Err(Refusal::new(
            RefusalKind::Forbidden,
            "Anda sendiri yang memintanya, jadi orang lain yang harus memutuskan (empat mata).",
            "You asked for it yourself, so somebody else must decide (four eyes).",
        ));
    }
    if granted {
        let kind = change.kind.clone();
        possible(deciding, &kind)?;
        return grant(deciding, id, Some(officer));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::invalid(vec![Fault {
            field: "alasan".into(),
            message: Text::new(
                "Tulis mengapa permintaan ini tidak disetujui, agar pemintanya tahu.",
                "Write why this request is not granted, so that who asked knows.",
            ),
        }]));
    }
    let what = FeeEvent::Decided { change: id, granted: false, by: Some(officer), reason: Some(reason.to_owned()) };
    deciding.push(Event::Fee { what: Box::new(what) });
    Ok(())
}

/// It is done, and the case moves where it waited for that.
fn grant(deciding: &mut Deciding<'_>, id: u32, by: Option<OfficerId>) -> Result<(), Refusal> {
    let what = FeeEvent::Decided { change: id, granted: true, by, reason: None };
    deciding.push(Event::Fee { what: Box::new(what) });
    let Some(kind) = deciding.case.fees.change(id).map(|change| change.kind.clone()) else { return Ok(()) };
    match kind {
        ChangeKind::Void { bill } => again(deciding, &bill),
        ChangeKind::Waive { bill } => {
            let bill = deciding.case.fees.bill(&bill).ok_or_else(|| no_bill(&bill))?.clone();
            go_on(deciding, &bill)
        }
        ChangeKind::Refund { .. } => Ok(()),
    }
}

/// A new bill takes the place of one that is void; where nothing is due any more, the case goes on.
fn again(deciding: &mut Deciding<'_>, number: &str) -> Result<(), Refusal> {
    let void = deciding.case.fees.bill(number).ok_or_else(|| no_bill(number))?.clone();
    let Some(open) = deciding.case.open.get(&void.terms.step) else { return Ok(()) };
    let (sop, visit) = (deciding.sop, open.visit);
    let Some(step) = sop.step(&void.terms.step) else { return Ok(()) };
    match bill_for(deciding, step, visit, void.terms.due)? {
        Passage::Free => go_on(deciding, &void),
        Passage::Due(terms) => {
            deciding.push(Event::Fee { what: Box::new(FeeEvent::Billed { terms: *terms }) });
            Ok(())
        }
    }
}

/// The amount concerned, if what is asked can be done as things stand.
fn possible(deciding: &Deciding<'_>, kind: &ChangeKind) -> Result<Rupiah, Refusal> {
    match kind {
        ChangeKind::Void { bill } | ChangeKind::Waive { bill } => {
            let bill = deciding.case.fees.bill(bill).ok_or_else(|| no_bill(bill))?;
            if bill.state == BillState::Open { Ok(bill.terms.amount) } else { Err(not_open(bill)) }
        }
        ChangeKind::Refund { receipt } => {
            let payment = deciding.case.fees.payment(receipt).ok_or_else(|| no_receipt(receipt))?;
            match payment.state {
                PaymentState::Listed => Ok(payment.terms.notice.amount),
                // While the case goes on, what was paid for is still being done.
                PaymentState::Kept if deciding.case.ended.is_some() => Ok(payment.terms.notice.amount),
                PaymentState::Kept => Err(Refusal::new(
                    RefusalKind::WrongState,
                    "Permohonannya masih diproses, jadi pembayarannya belum dapat dikembalikan. Tunggu sampai permohonan selesai atau ditarik.",
                    "The application is still being worked on, so its payment cannot go back yet. Wait until it has ended or is withdrawn.",
                )),
                PaymentState::Owed | PaymentState::Returned => Err(Refusal::new(
                    RefusalKind::WrongState,
                    format!("Pengembalian pembayaran {receipt} sudah disetujui."),
                    format!("The refund of the payment {receipt} has been granted already."),
                )),
            }
        }
    }
}

/// The money of a granted refund was sent back.
pub fn give_back(deciding: &mut Deciding<'_>, receipt: &str, reference: &str) -> Result<(), Refusal> {
    let by = handler(deciding, rules(deciding)?)?;
    let reference = reference.trim();
    if reference.is_empty() {
        return Err(Refusal::invalid(vec![Fault {
            field: "bukti".into(),
            message: Text::new(
                "Nomor bukti transfer atau kuitansinya belum diisi.",
                "The number of the transfer or of the signed note is missing.",
            ),
        }]));
    }
    let payment = deciding.case.fees.payment(receipt).ok_or_else(|| no_receipt(receipt))?;
    match payment.state {
        PaymentState::Owed => {}
        PaymentState::Kept | PaymentState::Listed => {
            return Err(Refusal::new(
                RefusalKind::WrongState,
                "Pengembalian ini belum disetujui. Minta dahulu persetujuannya.",
                "This refund is not granted yet. Ask for it first.",
            ));
        }
        PaymentState::Returned => {
            return Err(Refusal::new(
                RefusalKind::Stale,
                "Uang ini sudah dikembalikan. Jangan dikirim dua kali.",
                "This money has gone back already. Do not send it twice.",
            ));
        }
    }
    let what = FeeEvent::Returned { receipt: receipt.to_owned(), reference: reference.to_owned(), by };
    deciding.push(Event::Fee { what: Box::new(what) });
    Ok(())
}

fn rules<'a>(deciding: &Deciding<'a>) -> Result<&'a FeeRules, Refusal> {
    deciding.context.office.fees.as_ref().ok_or_else(not_yours)
}

/// The cashier or the approver who acts.
fn handler(deciding: &Deciding<'_>, rules: &FeeRules) -> Result<OfficerId, Refusal> {
    let actor = deciding.context.actor;
    let may = actor.holds(&rules.cashier.0) || actor.holds(&rules.approver.0);
    actor.officer().filter(|_| may).cloned().ok_or_else(not_yours)
}

fn not_open(bill: &Bill) -> Refusal {
    let number = &bill.terms.number;
    Refusal::new(
        RefusalKind::WrongState,
        format!(
            "Tagihan {number} tidak lagi menunggu pembayaran, jadi tidak dapat dibatalkan atau dibebaskan. Muat ulang halaman untuk melihat keadaannya."
        ),
        format!(
            "The bill {number} does not wait for its payment any more, so it cannot be voided or waived. Reload the page to see how it stands."
        ),
    )
}

fn no_receipt(receipt: &str) -> Refusal {
    Refusal::new(
        RefusalKind::NotFound,
        format!("Pembayaran {receipt} tidak ada pada permohonan ini. Periksa kembali nomornya."),
        format!("This application has no payment {receipt}. Check the number again."),
    )
}
