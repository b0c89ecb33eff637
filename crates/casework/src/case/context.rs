//! The world as a case sees it: the hour, the acting person, the office's rules, the next numbers, some facts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::office::{AgencyId, Office, RoleId};

/// An officer as history remembers one: the account and the name at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerId {
    /// The account.
    pub account: i64,
    /// The name as it was then.
    pub name: String,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A citizen or body, by account.
    Applicant {
        /// The account.
        account: i64,
        /// The name.
        name: String,
    },
    /// An officer with the roles held now.
    Officer {
        /// Who.
        id: OfficerId,
        /// The roles held now.
        roles: Vec<RoleId>,
        /// The agency.
        agency: AgencyId,
    },
    /// The office's own machinery: timers, letters.
    System,
}

impl Actor {
    /// The officer, where one acts.
    pub fn officer(&self) -> Option<&OfficerId> {
        match self {
            Actor::Officer { id, .. } => Some(id),
            Actor::Applicant { .. } | Actor::System => None,
        }
    }

    /// Whether an officer with this role acts.
    pub fn holds(&self, role: &str) -> bool {
        match self {
            Actor::Officer { roles, .. } => roles.iter().any(|held| held.0 == role),
            Actor::Applicant { .. } | Actor::System => false,
        }
    }

    /// The name under which history remembers the act.
    pub fn name(&self) -> &str {
        match self {
            Actor::Applicant { name, .. } => name,
            Actor::Officer { id, .. } => &id.name,
            Actor::System => "Satupintu",
        }
    }
}

/// The last number given in each of the office's sequences. Evolved from events like a case, so it can be rebuilt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequences(pub BTreeMap<String, u64>);

impl Sequences {
    /// The next number of a sequence; the first is 1.
    pub fn next(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0) + 1
    }

    /// Takes in what an event says was given.
    pub fn apply(&mut self, event: &Event) {
        if let Some((name, value)) = event.sequence() {
            self.0.insert(name.to_owned(), value);
        }
    }
}

/// Everything that a decision may depend on besides the case and the command.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The office and its rules.
    pub office: &'a Office,
    /// The last numbers given.
    pub sequences: &'a Sequences,
    /// 60 random bits, for a code that nobody can guess.
    pub random: u64,
    /// What the office knows besides the case, by name: formulas see it as `fakta.<name>`.
    pub facts: &'a BTreeMap<String, i64>,
}

impl Context<'_> {
    /// Today, where the office is.
    pub fn today(&self) -> Date {
        self.office.calendar.zone().day(self.at)
    }
}
