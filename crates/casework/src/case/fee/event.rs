//! What may be asked of a case's money, and what can happen to it. The stored form is frozen, like that of all events.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{BillTerms, ChangeKind, Offer, PaymentTerms};
use crate::case::OfficerId;
use crate::money::Rupiah;

/// A request about money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeCommand {
    /// A gateway has taken a bill in and says how it can be paid.
    Offer {
        /// The bill's number.
        bill: String,
        /// How.
        offer: Offer,
    },
    /// Money has arrived.
    Pay(Notice),
    /// Void, waive or refund, for a reason.
    Ask {
        /// What.
        kind: ChangeKind,
        /// Why.
        reason: String,
    },
    /// A second person says yes or no to what was asked.
    Decide {
        /// The change.
        change: u32,
        /// Yes or no.
        granted: bool,
        /// Why not.
        reason: String,
    },
    /// The money of a granted refund was sent back.
    Return {
        /// The payment's receipt.
        receipt: String,
        /// The bank's name for the transfer, or the signed note.
        reference: String,
    },
}

/// Money that has arrived, as its provider tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The bill's number.
    pub bill: String,
    /// The provider; [`Notice::CASH`] for the cashier's desk.
    pub provider: String,
    /// How it was paid.
    pub channel: Channel,
    /// The provider's name for the payment: the same one is never counted twice.
    pub reference: String,
    /// How much.
    pub amount: Rupiah,
    /// When it was paid, as the provider says.
    pub paid_at: Timestamp,
}

impl Notice {
    /// The provider's name of the cashier's desk.
    pub const CASH: &'static str = "kas";
}

/// How somebody pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Cash at the desk.
    Cash,
    /// A card or a transfer that the cashier has seen.
    Transfer,
    /// A virtual account at a bank.
    VirtualAccount,
    /// A QRIS code.
    Qris,
}

impl Channel {
    /// One word for it, as tables and gateways keep it.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Cash => "cash",
            Channel::Transfer => "transfer",
            Channel::VirtualAccount => "va",
            Channel::Qris => "qris",
        }
    }

    /// The channel that [`Channel::code`] names.
    pub fn named(code: &str) -> Option<Channel> {
        [Channel::Cash, Channel::Transfer, Channel::VirtualAccount, Channel::Qris]
            .into_iter()
            .find(|channel| channel.code() == code)
    }
}

/// Why a payment does not settle its bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundCause {
    /// The bill was paid already.
    Duplicate,
    /// It is more or less than the bill.
    WrongAmount,
    /// The bill had expired, or was void or waived.
    BillClosed,
    /// The case had ended.
    CaseEnded,
}

impl RefundCause {
    /// One word for it, as tables keep it.
    pub fn code(self) -> &'static str {
        match self {
            RefundCause::Duplicate => "duplicate",
            RefundCause::WrongAmount => "wrong_amount",
            RefundCause::BillClosed => "bill_closed",
            RefundCause::CaseEnded => "case_ended",
        }
    }
}

/// One fact about a case's money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FeeEvent {
    /// A bill was made.
    Billed {
        /// What it says.
        terms: BillTerms,
    },
    /// A gateway took it in.
    Offered {
        /// The bill's number.
        bill: String,
        /// How it can be paid.
        offer: Offer,
    },
    /// A payment arrived.
    Paid {
        /// What it says.
        terms: PaymentTerms,
    },
    /// A bill's time has passed, or its case has ended.
    Expired {
        /// The bill's number.
        bill: String,
    },
    /// An officer asked for a void, a waiver or a refund.
    Asked {
        /// Its number within the case.
        change: u32,
        /// What.
        what: ChangeKind,
        /// The amount concerned.
        amount: Rupiah,
        /// Why.
        reason: String,
        /// Who.
        by: OfficerId,
    },
    /// It was decided.
    Decided {
        /// Its number.
        change: u32,
        /// Yes or no.
        granted: bool,
        /// The second person; nobody where the amount is below the limit.
        by: Option<OfficerId>,
        /// Why not.
        reason: Option<String>,
    },
    /// The money of a refund went back.
    Returned {
        /// The payment's receipt.
        receipt: String,
        /// The bank's name for the transfer, or the signed note.
        reference: String,
        /// Who did it.
        by: OfficerId,
    },
}

impl FeeEvent {
    /// The number that this event gave out: the sequence and the place in it.
    pub fn sequence(&self) -> Option<(&str, u64)> {
        match self {
            FeeEvent::Billed { terms } => Some((&terms.sequence.0, terms.sequence.1)),
            FeeEvent::Paid { terms } => Some((&terms.sequence.0, terms.sequence.1)),
            FeeEvent::Offered { .. }
            | FeeEvent::Expired { .. }
            | FeeEvent::Asked { .. }
            | FeeEvent::Decided { .. }
            | FeeEvent::Returned { .. } => None,
        }
    }
}
