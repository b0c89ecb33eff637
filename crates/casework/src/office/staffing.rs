//! Who holds which role on which days, and who acts for whom: what the engine must know to give work back to the right
//! person.

use jiff::civil::Date;

use super::{Mandate, RoleId};
use crate::sop::ServiceId;

/// The role that keeps accounts, roles and calendars, and hands work from one officer to another.
pub const ADMINISTRATOR: &str = "administrator";

/// An officer's hold on a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The account.
    pub account: i64,
    /// The role.
    pub role: RoleId,
    /// The days, for a role that is lent; nothing where it is held for good.
    pub lent: Option<(Date, Date)>,
}

/// The people of an office as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staffing {
    /// Counts the changes: another process sees by it that there are newer ones.
    pub version: u64,
    /// Who holds what. Empty where it is not known: then everybody is taken to be where they were.
    pub tenures: Vec<Tenure>,
    /// The mandates that are not revoked and not over.
    pub mandates: Vec<Mandate>,
}

impl Staffing {
    /// Whether somebody still holds a role on a day.
    pub fn holds(&self, account: i64, role: &str, day: Date) -> bool {
        self.tenures.is_empty()
            || self.tenures.iter().any(|tenure| {
                let now = tenure.lent.is_none_or(|(from, until)| (from..=until).contains(&day));
                tenure.account == account && tenure.role.0 == role && now
            })
    }

    /// Whether somebody has a role only for a time.
    pub fn is_lent(&self, account: i64, role: &str) -> bool {
        let mut held = self.tenures.iter().filter(|tenure| tenure.account == account && tenure.role.0 == role);
        held.clone().next().is_some() && held.all(|tenure| tenure.lent.is_some())
    }

    /// The mandate by which somebody acts for this holder of a role.
    pub fn stand_in(&self, account: i64, role: &str, service: &ServiceId, day: Date) -> Option<&Mandate> {
        self.mandates.iter().find(|mandate| mandate.giver.account == account && mandate.covers(role, service, day))
    }

    /// A mandate by its number, where it counts on a day.
    pub fn in_force(&self, id: i64, day: Date) -> Option<&Mandate> {
        self.mandates.iter().find(|mandate| mandate.id == id && (mandate.from..=mandate.until).contains(&day))
    }
}
