//! Who handles an office's money, and from which amount on two people must.

use serde::{Deserialize, Serialize};

use super::RoleId;
use crate::money::Rupiah;

/// The office's rules about money, `[fees]` in its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeRules {
    /// The role that takes payments and asks for voids, waivers and refunds (*bendahara penerimaan pembantu*).
    pub cashier: RoleId,
    /// The role that grants what the cashier asked for (*bendahara penerimaan*).
    pub approver: RoleId,
    /// From this amount on a void, a waiver or a refund needs a second person; 0 is always.
    pub second_person_from: Rupiah,
}
