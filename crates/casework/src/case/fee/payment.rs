//! Money that arrives: it settles its bill, or it is kept for its owner. Nothing that has arrived is ever lost or refused
//! when a gateway tells of it; at the desk what does not fit is not taken.

use super::bill::no_bill;
use super::{Bill, BillState, FeeEvent, Notice, PaymentTerms, RefundCause};
use crate::case::flow::Deciding;
use crate::case::{Actor, Event, OfficerId, Refusal, RefusalKind, complete};
use crate::form::Fault;
use crate::lang::Text;
use crate::money::Rupiah;

/// Money has arrived. The same reference of the same provider counts once, however often it is told.
pub fn pay(deciding: &mut Deciding<'_>, notice: &Notice) -> Result<(), Refusal> {
    let officer = receiver(deciding, notice)?;
    let seen = |known: &super::Payment| {
        known.terms.notice.provider == notice.provider && known.terms.notice.reference == notice.reference
    };
    if deciding.case.fees.payments.iter().any(seen) {
        return Ok(());
    }
    let bill = deciding.case.fees.bill(&notice.bill).ok_or_else(|| no_bill(&notice.bill))?.clone();
    let surplus = surplus(deciding, &bill, notice.amount);
    if let (Some(cause), Some(_)) = (surplus, &officer) {
        return Err(not_taken(&bill, cause));
    }
    if notice.amount <= Rupiah::ZERO {
        return Err(wrong_amount(&bill));
    }
    let year = deciding.context.today().year();
    let sequence = format!("receipt/{year}");
    let place = deciding.context.sequences.next(&sequence);
    let terms = PaymentTerms {
        receipt: format!("TBP-{year}-{place:06}"),
        sequence: (sequence, place),
        notice: notice.clone(),
        officer,
        surplus,
    };
    deciding.push(Event::Fee { what: Box::new(FeeEvent::Paid { terms }) });
    if surplus.is_none() { go_on(deciding, &bill) } else { Ok(()) }
}

/// The step that waited for a bill turns out well.
pub fn go_on(deciding: &mut Deciding<'_>, bill: &Bill) -> Result<(), Refusal> {
    let step = &bill.terms.step;
    let waits = deciding.case.open.get(step).is_some_and(|open| open.visit == bill.terms.visit);
    if waits { complete::settled(deciding, step) } else { Ok(()) }
}

/// Why a payment would not settle this bill.
fn surplus(deciding: &Deciding<'_>, bill: &Bill, amount: Rupiah) -> Option<RefundCause> {
    match bill.state {
        BillState::Settled | BillState::Refunded => Some(RefundCause::Duplicate),
        BillState::Expired | BillState::Void | BillState::Waived if deciding.case.ended.is_some() => {
            Some(RefundCause::CaseEnded)
        }
        BillState::Expired | BillState::Void | BillState::Waived => Some(RefundCause::BillClosed),
        BillState::Open if amount != bill.terms.amount => Some(RefundCause::WrongAmount),
        BillState::Open => None,
    }
}

/// Who takes the money: the office's own machinery for a gateway, the cashier for the desk.
fn receiver(deciding: &Deciding<'_>, notice: &Notice) -> Result<Option<OfficerId>, Refusal> {
    let desk = notice.provider == Notice::CASH;
    let rules = deciding.context.office.fees.as_ref();
    match deciding.context.actor {
        Actor::System if !desk => Ok(None),
        Actor::Officer { id, .. } if desk => {
            let cashier = rules.is_some_and(|rules| deciding.context.actor.holds(&rules.cashier.0));
            if cashier { Ok(Some(id.clone())) } else { Err(not_yours()) }
        }
        Actor::System | Actor::Officer { .. } | Actor::Applicant { .. } => Err(not_yours()),
    }
}

pub fn not_yours() -> Refusal {
    Refusal::new(
        RefusalKind::Forbidden,
        "Hanya kasir dan bendahara kantor ini yang dapat mengurus pembayaran. Bayarlah lewat cara pada halaman tagihan.",
        "Only this office's cashier and treasurer can handle payments. Pay in one of the ways on the bill's page.",
    )
}

fn not_taken(bill: &Bill, cause: RefundCause) -> Refusal {
    let number = &bill.terms.number;
    match cause {
        RefundCause::WrongAmount => wrong_amount(bill),
        RefundCause::Duplicate => Refusal::new(
            RefusalKind::WrongState,
            format!("Tagihan {number} sudah lunas. Kembalikan uangnya kepada pembayar; jangan diterima dua kali."),
            format!("The bill {number} is paid already. Give the money back to the payer; do not take it twice."),
        ),
        RefundCause::BillClosed => Refusal::new(
            RefusalKind::WrongState,
            format!(
                "Tagihan {number} tidak berlaku lagi, jadi tidak dapat dibayar. Buka permohonannya untuk melihat tagihan yang berlaku."
            ),
            format!(
                "The bill {number} does not hold any more, so it cannot be paid. Open the application to see which bill does."
            ),
        ),
        RefundCause::CaseEnded => Refusal::new(
            RefusalKind::WrongState,
            format!(
                "Permohonan dari tagihan {number} sudah selesai, jadi tidak ada lagi yang harus dibayar. Kembalikan uangnya kepada pembayar."
            ),
            format!(
                "The application of the bill {number} has ended, so nothing is to be paid any more. Give the money back to the payer."
            ),
        ),
    }
}

fn wrong_amount(bill: &Bill) -> Refusal {
    let amount = bill.terms.amount;
    Refusal::invalid(vec![Fault {
        field: "jumlah".into(),
        message: Text::new(
            format!("Tagihan ini sebesar {amount}. Terima jumlah yang tepat, tidak kurang dan tidak lebih."),
            format!(
                "This bill is for {}. Take exactly this amount, neither less nor more.",
                amount.text(crate::lang::Lang::En)
            ),
        ),
    }])
}
