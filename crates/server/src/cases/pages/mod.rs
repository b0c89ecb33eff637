//! The desk's pages: inbox, case, register.

mod beside;
mod board;
mod bulk;
mod case;
mod compare;
mod inbox;
mod list;
mod reasons;
mod register;
mod small;

pub(super) use board::board;
pub use board::{figures, has_board};
pub(super) use bulk::{preview, run};
pub(super) use case::{Showing, case, show};
pub(super) use compare::compare;
pub(super) use inbox::inbox;
pub(super) use list::Asked;
pub use list::reader;
pub(super) use reasons::{forget_reason, put_reason, reasons};
pub(super) use register::{register, register_csv};
