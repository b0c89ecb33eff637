//! Double entry: what each event about money means for the office's accounts. Every event balances by itself.

use serde::{Deserialize, Serialize};

use super::{ChangeKind, FeeEvent, Fees};
use crate::money::Rupiah;

/// An account of the office's fee ledger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Account {
    /// What is billed and not paid (*piutang retribusi*).
    Receivable,
    /// What has come in through a provider (*kas di bendahara penerimaan*, or the bank).
    Cash(String),
    /// What was earned (*pendapatan retribusi*).
    Revenue,
    /// What must go back (*utang kelebihan pembayaran*).
    RefundsPayable,
    /// What the office does without (*keringanan retribusi*).
    Waived,
}

impl Account {
    /// Its name in the ledger: `receivable`, `cash:<provider>`, `revenue`, `refunds_payable`, `waived`.
    pub fn code(&self) -> String {
        match self {
            Account::Receivable => "receivable".to_owned(),
            Account::Cash(provider) => format!("cash:{provider}"),
            Account::Revenue => "revenue".to_owned(),
            Account::RefundsPayable => "refunds_payable".to_owned(),
            Account::Waived => "waived".to_owned(),
        }
    }
}

/// An amount that goes to one account and comes from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where it is debited.
    pub debit: Account,
    /// Where it is credited.
    pub credit: Account,
    /// How much; never negative.
    pub amount: Rupiah,
}

/// What an event means, given the case's money as it is after the command. Bills and payments do not change what they
/// say, so later events of the same command do no harm.
///
/// ```
/// use casework::case::fee::{Fees, FeeEvent, ledger::journal};
/// let nothing = journal(&Fees::default(), &FeeEvent::Expired { bill: "SKRD-2026-000001".into() });
/// assert_eq!(nothing, None);
/// ```
pub fn journal(fees: &Fees, event: &FeeEvent) -> Option<Posting> {
    let post = |debit, credit, amount| Some(Posting { debit, credit, amount });
    let billed = |number: &str| fees.bill(number).map(|bill| bill.terms.amount);
    match event {
        FeeEvent::Billed { terms } => post(Account::Receivable, Account::Revenue, terms.amount),
        FeeEvent::Paid { terms } => {
            let from = if terms.surplus.is_none() { Account::Receivable } else { Account::RefundsPayable };
            post(Account::Cash(terms.notice.provider.clone()), from, terms.notice.amount)
        }
        FeeEvent::Expired { bill } => post(Account::Revenue, Account::Receivable, billed(bill)?),
        FeeEvent::Decided { change, granted: true, .. } => match &fees.change(*change)?.kind {
            ChangeKind::Void { bill } => post(Account::Revenue, Account::Receivable, billed(bill)?),
            ChangeKind::Waive { bill } => post(Account::Waived, Account::Receivable, billed(bill)?),
            ChangeKind::Refund { receipt } => {
                let payment = fees.payment(receipt)?;
                // What was listed lies among the refunds already.
                let kept = payment.terms.surplus.is_none();
                kept.then_some(())?;
                post(Account::Revenue, Account::RefundsPayable, payment.terms.notice.amount)
            }
        },
        FeeEvent::Returned { receipt, .. } => {
            let notice = &fees.payment(receipt)?.terms.notice;
            post(Account::RefundsPayable, Account::Cash(notice.provider.clone()), notice.amount)
        }
        FeeEvent::Decided { granted: false, .. } | FeeEvent::Offered { .. } | FeeEvent::Asked { .. } => None,
    }
}
