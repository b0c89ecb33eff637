//! Bills, payments and the ledger, from what happened.

use casework::case::Event;
use casework::case::fee::ledger::journal;
use casework::case::fee::{BillState, BillTerms, ChangeKind, FeeEvent, Fees, PaymentState, PaymentTerms};
use casework::office::Office;
use store::{Change, Statement};

/// What a command's events change in the tables of money.
pub fn project(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let mut statements = Vec::new();
    let first = change.case.version.saturating_sub(change.events.len() as u64) + 1;
    for (seq, recorded) in (first..).zip(change.events) {
        let Event::Fee { what } = &recorded.event else { continue };
        statements.extend(rows(change, what, recorded.at.as_microsecond()));
        let day = office.calendar.zone().day(recorded.at).to_string();
        statements.extend(entries(change, what, (i64::try_from(seq).unwrap_or(i64::MAX), &day)));
    }
    statements
}

fn rows(change: &Change<'_>, what: &FeeEvent, at_us: i64) -> Vec<Statement> {
    let (office, fees) = (change.office, &change.case.fees);
    match what {
        FeeEvent::Billed { terms } => billed(change, terms, at_us),
        FeeEvent::Paid { terms } => paid(change, terms, at_us),
        FeeEvent::Expired { bill } => vec![stands(office, bill, BillState::Expired)],
        FeeEvent::Asked { change: id, what, amount, by, .. } => vec![Statement::new(
            "insert into fee_change (office, case_id, change, bill, amount, officer, at_us) values ($1, $2, $3, $4, $5, $6, $7)",
            vec![
                office.into(),
                change.case_id.0.into(),
                i64::from(*id).into(),
                bill_of(fees, what).into(),
                amount.0.into(),
                by.account.into(),
                at_us.into(),
            ],
        )],
        FeeEvent::Decided { change: id, granted, .. } => {
            let mut statements = vec![Statement::new(
                "delete from fee_change where office = $1 and case_id = $2 and change = $3",
                vec![office.into(), change.case_id.0.into(), i64::from(*id).into()],
            )];
            statements
                .extend(fees.change(*id).filter(|_| *granted).iter().flat_map(|asked| done(office, fees, &asked.kind)));
            statements
        }
        FeeEvent::Returned { receipt, .. } => vec![pays(office, receipt, PaymentState::Returned)],
        FeeEvent::Offered { .. } => Vec::new(),
    }
}

/// A bill that was made.
fn billed(change: &Change<'_>, terms: &BillTerms, at_us: i64) -> Vec<Statement> {
    let office = change.office;
    let Some(filing) = change.case.filing() else { return Vec::new() };
    vec![Statement::new(
        "insert into fee_bill (office, number, case_id, application, service, applicant, amount, due, state, issued_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            office.into(),
            terms.number.as_str().into(),
            change.case_id.0.into(),
            filing.number.as_str().into(),
            filing.bundle.service.0.as_str().into(),
            filing.applicant.name.as_str().into(),
            terms.amount.0.into(),
            terms.due.to_string().into(),
            BillState::Open.code().into(),
            at_us.into(),
        ],
    )]
}

/// A payment that arrived.
fn paid(change: &Change<'_>, terms: &PaymentTerms, at_us: i64) -> Vec<Statement> {
    let office = change.office;
    let mut statements = vec![Statement::new(
        "insert into fee_payment (office, receipt, case_id, bill, provider, channel, reference, amount, paid_us, at_us,
                                  surplus, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        vec![
            office.into(),
            terms.receipt.as_str().into(),
            change.case_id.0.into(),
            terms.notice.bill.as_str().into(),
            terms.notice.provider.as_str().into(),
            terms.notice.channel.code().into(),
            terms.notice.reference.as_str().into(),
            terms.notice.amount.0.into(),
            terms.notice.paid_at.as_microsecond().into(),
            at_us.into(),
            terms.surplus.map(casework::case::fee::RefundCause::code).into(),
            if terms.surplus.is_none() { PaymentState::Kept } else { PaymentState::Listed }.code().into(),
        ],
    )];
    if terms.surplus.is_none() {
        statements.push(stands(office, &terms.notice.bill, BillState::Settled));
    }
    statements
}

/// A change that was granted.
fn done(office: &str, fees: &Fees, kind: &ChangeKind) -> Vec<Statement> {
    match kind {
        ChangeKind::Void { bill } => vec![stands(office, bill, BillState::Void)],
        ChangeKind::Waive { bill } => vec![stands(office, bill, BillState::Waived)],
        ChangeKind::Refund { receipt } => {
            let kept = fees.payment(receipt).filter(|payment| payment.terms.surplus.is_none());
            let bill = kept.map(|payment| stands(office, &payment.terms.notice.bill, BillState::Refunded));
            bill.into_iter().chain([pays(office, receipt, PaymentState::Owed)]).collect()
        }
    }
}

/// The bill that a change is about.
fn bill_of<'a>(fees: &'a Fees, kind: &'a ChangeKind) -> &'a str {
    match kind {
        ChangeKind::Void { bill } | ChangeKind::Waive { bill } => bill,
        ChangeKind::Refund { receipt } => fees.payment(receipt).map_or("", |payment| &payment.terms.notice.bill),
    }
}

fn stands(office: &str, bill: &str, state: BillState) -> Statement {
    Statement::new(
        "update fee_bill set state = $3 where office = $1 and number = $2",
        vec![office.into(), bill.into(), state.code().into()],
    )
}

fn pays(office: &str, receipt: &str, state: PaymentState) -> Statement {
    Statement::new(
        "update fee_payment set state = $3 where office = $1 and receipt = $2",
        vec![office.into(), receipt.into(), state.code().into()],
    )
}

/// The two sides of an event's posting.
fn entries(change: &Change<'_>, what: &FeeEvent, (seq, day): (i64, &str)) -> Vec<Statement> {
    let Some(posting) = journal(&change.case.fees, what) else { return Vec::new() };
    let side = |account: String, debit: i64, credit: i64| {
        Statement::new(
            "insert into fee_entry (office, case_id, seq, account, debit, credit, day) values ($1, $2, $3, $4, $5, $6, $7)",
            vec![
                change.office.into(),
                change.case_id.0.into(),
                seq.into(),
                account.into(),
                debit.into(),
                credit.into(),
                day.into(),
            ],
        )
    };
    let amount = posting.amount.0;
    vec![side(posting.debit.code(), amount, 0), side(posting.credit.code(), 0, amount)]
}

/// The statements that empty this slice's read tables for an office, before a rebuild.
pub fn clear(office: &str) -> Vec<Statement> {
    vec![
        Statement::new("delete from fee_bill where office = $1", vec![office.into()]),
        Statement::new("delete from fee_payment where office = $1", vec![office.into()]),
        Statement::new("delete from fee_change where office = $1", vec![office.into()]),
        Statement::new("delete from fee_entry where office = $1", vec![office.into()]),
    ]
}
