//! One office: its agencies, its roles, its calendar, its letterhead, and the SOPs that it has in force.

pub mod calendar;
mod catalogue;
mod fees;
pub mod mandate;
mod role;
mod staffing;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use calendar::{Calendar, Calendars};
pub use catalogue::Catalogue;
pub use fees::FeeRules;
pub use mandate::{Mandate, MandateKind, Party};
pub use role::{Agency, AgencyId, FormerName, Role, RoleId};
pub use staffing::{ADMINISTRATOR, Staffing, Tenure};

use crate::case::{Case, Ended};
use crate::hall::HallRules;
use crate::lang::Text;

/// Everything about one office that its rules need to know.
#[derive(Clone, Debug)]
pub struct Office {
    /// Who it is and how it looks on paper.
    pub profile: Profile,
    /// Its agencies, the office itself among them.
    pub agencies: Vec<Agency>,
    /// The roles that steps name.
    pub roles: Vec<Role>,
    /// Its working days and hours, as they are in force now.
    pub calendar: Calendar,
    /// The calendars that it has had.
    pub calendars: Calendars,
    /// Who handles money; nothing where the office takes none.
    pub fees: Option<FeeRules>,
    /// How its hall works; nothing where it gives out no numbers.
    pub hall: Option<HallRules>,
    /// The SOPs in force and those that running cases still follow.
    pub catalogue: Catalogue,
    /// Who holds which role, and who acts for whom.
    pub staffing: Staffing,
}

/// Who the office is and how it looks: letterhead, crest, accent colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its short name in addresses and settings.
    pub id: crate::id::OfficeId,
    /// Its name as people say it.
    pub name: Text,
    /// The government it belongs to, as printed in the letterhead.
    pub government: String,
    /// The agency's full name, as printed in the letterhead.
    pub agency: String,
    /// The postal address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The public address of this service, without a slash at the end: the QR codes lead there.
    pub public_url: String,
    /// Where letters are dated, as in "Palembang".
    pub place: String,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// The region code of the city or regency, as in `16.71`.
    pub region: String,
}

impl Office {
    /// The calendar that was in force at a moment.
    pub fn calendar_at(&self, moment: Timestamp) -> &Calendar {
        self.calendars.at(moment).unwrap_or(&self.calendar)
    }

    /// The calendar by which an ended case is judged for ever: the one in force at its end.
    pub fn calendar_of(&self, ended: &Ended) -> &Calendar {
        self.calendars.version(ended.calendar).unwrap_or_else(|| self.calendar_at(ended.at))
    }

    /// The calendar by which a case is judged: while it runs the one in force, afterwards that of its end.
    pub fn calendar_for(&self, case: &Case) -> &Calendar {
        case.ended.as_ref().map_or(&self.calendar, |ended| self.calendar_of(ended))
    }

    /// Takes another history of calendars; the newest one is in force.
    pub fn with_calendars(mut self, calendars: Calendars) -> Office {
        if let Some(newest) = calendars.newest() {
            self.calendar = newest.clone();
        }
        self.calendars = calendars;
        self
    }

    /// The role with this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id.0 == id)
    }

    /// The agency with this id.
    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agencies.iter().find(|agency| &agency.id == id)
    }
}
