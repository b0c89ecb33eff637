//! The money of a case: bills, payments, refunds and waivers. What a bill says, how it lives, who may do what to it.
//!
//! A bill (*surat ketetapan retribusi daerah*, SKRD) comes into being when a step with `task = "pay"` begins. A fee of
//! nothing makes no bill and blocks nothing. Whatever happens to a bill is an event of its case; [`ledger::journal`]
//! says what each of them means in double entry.

mod bill;
mod change;
mod event;
mod evolve;
pub mod ledger;
mod payment;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) use bill::{Passage, bill_for, lapse, pass};
pub use event::{Channel, FeeCommand, FeeEvent, Notice, RefundCause};
pub(super) use evolve::evolve;

use super::OfficerId;
use super::Refusal;
use super::flow::Deciding;
use crate::lang::Text;
use crate::money::Rupiah;
use crate::sop::StepId;

/// Everything about money in a case, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fees {
    /// The bills.
    pub bills: Vec<Bill>,
    /// The payments that have arrived.
    pub payments: Vec<Payment>,
    /// What officers asked for: voids, waivers, refunds.
    pub changes: Vec<Change>,
}

/// What a bill says: it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BillTerms {
    /// Its number, as in `SKRD-2026-000001`.
    pub number: String,
    /// The sequence that the number came from, and its place there.
    pub sequence: (String, u64),
    /// The step that waits for it.
    pub step: StepId,
    /// The visit of that step.
    pub visit: u32,
    /// What is charged, line by line.
    pub lines: Vec<BillLine>,
    /// The sum of the lines.
    pub amount: Rupiah,
    /// The day whose tariff holds: of submission, or of this bill, as the SOP says.
    pub tariff_day: Date,
    /// Since when that tariff has been in force.
    pub tariff_since: Date,
    /// The legal basis, by its id in the SOP.
    pub legal_basis: String,
    /// The last day on which it can be paid.
    pub due: Date,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillLine {
    /// What it is for.
    pub label: Text,
    /// How much; negative where something was paid before.
    pub amount: Rupiah,
}

/// A bill as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bill {
    /// What it says.
    pub terms: BillTerms,
    /// When it was made.
    pub at: Timestamp,
    /// How it stands.
    pub state: BillState,
    /// The ways in which it can be paid without coming to the office.
    pub offers: Vec<Offer>,
}

/// How a bill stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillState {
    /// It waits for its payment.
    Open,
    /// It is paid.
    Settled,
    /// Its time has passed, or its case has ended.
    Expired,
    /// It was a mistake and is taken back.
    Void,
    /// The office does without it.
    Waived,
    /// It was paid, and the money goes back.
    Refunded,
}

impl BillState {
    /// Every state, in the order in which lists offer them.
    pub const ALL: [BillState; 6] = [
        BillState::Open,
        BillState::Settled,
        BillState::Expired,
        BillState::Void,
        BillState::Waived,
        BillState::Refunded,
    ];

    /// One word for it, as tables and addresses keep it.
    pub fn code(self) -> &'static str {
        match self {
            BillState::Open => "open",
            BillState::Settled => "settled",
            BillState::Expired => "expired",
            BillState::Void => "void",
            BillState::Waived => "waived",
            BillState::Refunded => "refunded",
        }
    }
}

/// How a gateway lets a bill be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The provider, by its name in the configuration.
    pub provider: String,
    /// The provider's own name for the bill.
    pub reference: String,
    /// The bank of the virtual account.
    pub bank: String,
    /// The number of the virtual account.
    pub account: String,
    /// The text of the QRIS code.
    pub qris: String,
}

/// What a payment says: it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaymentTerms {
    /// The number of its receipt, as in `TBP-2026-000001` (*tanda bukti penerimaan*).
    pub receipt: String,
    /// The sequence that the number came from, and its place there.
    pub sequence: (String, u64),
    /// What arrived, and how.
    pub notice: Notice,
    /// The cashier; nobody where a gateway told of it.
    pub officer: Option<OfficerId>,
    /// Why it does not settle its bill and goes back; nothing where it does.
    pub surplus: Option<RefundCause>,
}

/// A payment as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// What it says.
    pub terms: PaymentTerms,
    /// When the office came to know of it.
    pub at: Timestamp,
    /// How it stands.
    pub state: PaymentState,
}

/// How a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// It settles its bill.
    Kept,
    /// It is too much and listed for refund.
    Listed,
    /// Its refund is granted, and the money is to be sent back.
    Owed,
    /// The money went back.
    Returned,
}

impl PaymentState {
    /// One word for it, as tables and addresses keep it.
    pub fn code(self) -> &'static str {
        match self {
            PaymentState::Kept => "kept",
            PaymentState::Listed => "listed",
            PaymentState::Owed => "owed",
            PaymentState::Returned => "returned",
        }
    }
}

/// What an officer can ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Take back an open bill that is wrong; a new one takes its place.
    Void {
        /// The bill's number.
        bill: String,
    },
    /// Do without an open bill.
    Waive {
        /// The bill's number.
        bill: String,
    },
    /// Send a payment back.
    Refund {
        /// The number of the payment's receipt.
        receipt: String,
    },
}

/// Something that an officer asked for, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Counts the case's changes from 1.
    pub id: u32,
    /// What is asked for.
    pub kind: ChangeKind,
    /// The amount concerned.
    pub amount: Rupiah,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
    /// What was decided; nothing while a second person is awaited.
    pub decided: Option<Decided>,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// Whether it is done.
    pub granted: bool,
    /// The second person; nobody where the amount is below the office's limit.
    pub by: Option<OfficerId>,
    /// Why not.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Fees {
    /// The bill with this number.
    pub fn bill(&self, number: &str) -> Option<&Bill> {
        self.bills.iter().find(|bill| bill.terms.number == number)
    }

    /// The bill that waits for its payment. There is one at most at each step, and one step at a time.
    pub fn open(&self) -> Option<&Bill> {
        self.bills.iter().find(|bill| bill.state == BillState::Open)
    }

    /// The payment with this receipt.
    pub fn payment(&self, receipt: &str) -> Option<&Payment> {
        self.payments.iter().find(|payment| payment.terms.receipt == receipt)
    }

    /// The change with this number.
    pub fn change(&self, id: u32) -> Option<&Change> {
        self.changes.iter().find(|change| change.id == id)
    }

    /// What has been paid and kept, or waived.
    pub fn covered(&self) -> Rupiah {
        let bills = self.bills.iter().filter(|bill| matches!(bill.state, BillState::Settled | BillState::Waived));
        Rupiah(bills.map(|bill| bill.terms.amount.0).sum())
    }
}

/// Answers what is asked of a case's money.
pub(super) fn decide(deciding: &mut Deciding<'_>, command: &FeeCommand) -> Result<(), Refusal> {
    match command {
        FeeCommand::Offer { bill, offer } => bill::offer(deciding, bill, offer),
        FeeCommand::Pay(notice) => payment::pay(deciding, notice),
        FeeCommand::Ask { kind, reason } => change::ask(deciding, kind, reason),
        FeeCommand::Decide { change, granted, reason } => change::decide(deciding, *change, *granted, reason),
        FeeCommand::Return { receipt, reference } => change::give_back(deciding, receipt, reference),
    }
}
