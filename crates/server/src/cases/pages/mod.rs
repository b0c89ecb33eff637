//! The desk's pages: inbox, case, register.

mod case;
mod inbox;
mod register;

pub(super) use case::{Showing, case, show};
pub(super) use inbox::inbox;
pub(super) use register::{register, register_csv};
