//! What each event about money makes of a case.

use jiff::Timestamp;

use super::{Bill, BillState, Change, ChangeKind, Decided, FeeEvent, Fees, Payment, PaymentState};

/// The money after an event.
pub fn evolve(fees: &mut Fees, event: &FeeEvent, at: Timestamp) {
    match event {
        FeeEvent::Billed { terms } => {
            fees.bills.push(Bill { terms: terms.clone(), at, state: BillState::Open, offers: Vec::new() });
        }
        FeeEvent::Offered { bill, offer } => {
            if let Some(bill) = fees.bills.iter_mut().find(|known| &known.terms.number == bill) {
                bill.offers.push(offer.clone());
            }
        }
        FeeEvent::Paid { terms } => {
            let state = if terms.surplus.is_none() { PaymentState::Kept } else { PaymentState::Listed };
            if terms.surplus.is_none() {
                stand(fees, &terms.notice.bill, BillState::Settled);
            }
            fees.payments.push(Payment { terms: terms.clone(), at, state });
        }
        FeeEvent::Expired { bill } => stand(fees, bill, BillState::Expired),
        FeeEvent::Asked { change, what, amount, reason, by } => fees.changes.push(Change {
            id: *change,
            kind: what.clone(),
            amount: *amount,
            reason: reason.clone(),
            by: by.clone(),
            at,
            decided: None,
        }),
        FeeEvent::Decided { change, granted, by, reason } => {
            let Some(change) = fees.changes.iter_mut().find(|known| known.id == *change) else { return };
            change.decided = Some(Decided { granted: *granted, by: by.clone(), reason: reason.clone(), at });
            if *granted {
                let kind = change.kind.clone();
                done(fees, &kind);
            }
        }
        FeeEvent::Returned { receipt, .. } => pays(fees, receipt, PaymentState::Returned),
    }
}

/// A change that was granted takes effect.
fn done(fees: &mut Fees, kind: &ChangeKind) {
    match kind {
        ChangeKind::Void { bill } => stand(fees, bill, BillState::Void),
        ChangeKind::Waive { bill } => stand(fees, bill, BillState::Waived),
        ChangeKind::Refund { receipt } => {
            let kept = fees.payment(receipt).filter(|payment| payment.terms.surplus.is_none());
            if let Some(bill) = kept.map(|payment| payment.terms.notice.bill.clone()) {
                stand(fees, &bill, BillState::Refunded);
            }
            pays(fees, receipt, PaymentState::Owed);
        }
    }
}

fn stand(fees: &mut Fees, bill: &str, state: BillState) {
    if let Some(bill) = fees.bills.iter_mut().find(|known| known.terms.number == bill) {
        bill.state = state;
    }
}

fn pays(fees: &mut Fees, receipt: &str, state: PaymentState) {
    if let Some(payment) = fees.payments.iter_mut().find(|known| known.terms.receipt == receipt) {
        payment.state = state;
    }
}
