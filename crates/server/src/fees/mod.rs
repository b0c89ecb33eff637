//! Money: bills, payments, refunds, the cashier's desk, gateways, and the ledger that must balance.

mod words;

pub use words::{state, told};
