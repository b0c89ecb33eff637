//! The world as a case sees it: the hour, the acting person, the office's rules, the next numbers, some facts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Event;
use crate::lang::Lang;
use crate::office::{AgencyId, Mandate, MandateKind, Office, RoleId};

/// An officer as history remembers one: the account and the name at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerId {
    /// The account.
    pub account: i64,
    /// The name as it was then.
    pub name: String,
    /// For whom, where it was done by a mandate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting: Option<Box<Acting>>,
}

/// That somebody acted for somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// The mandate.
    pub mandate: i64,
    /// How.
    pub kind: MandateKind,
    /// The role in which.
    pub role: RoleId,
    /// The account of its holder.
    pub account: i64,
    /// The holder's name as it was then.
    pub name: String,
}

impl OfficerId {
    /// An officer who acts in their own right.
    pub fn new(account: i64, name: impl Into<String>) -> OfficerId {
        OfficerId { account, name: name.into(), acting: None }
    }

    /// The delegate of a mandate, acting by it.
    pub fn by_mandate(mandate: &Mandate) -> OfficerId {
        let acting = Acting {
            mandate: mandate.id,
            kind: mandate.kind,
            role: mandate.role.clone(),
            account: mandate.giver.account,
            name: mandate.giver.name.clone(),
        };
        let Mandate { delegate, .. } = mandate;
        OfficerId { account: delegate.account, name: delegate.name.clone(), acting: Some(Box::new(acting)) }
    }

    /// The name as people are told it: "Sri Wahyuni (Plh. Kepala Dinas, atas nama Ratna Dewi)".
    pub fn told(&self, office: &Office, lang: Lang) -> String {
        let Some(acting) = &self.acting else { return self.name.clone() };
        let role = office.role(&acting.role.0).map_or(acting.role.0.as_str(), |role| role.name.get(lang));
        let behalf = match lang {
            Lang::Id => "atas nama",
            Lang::En => "on behalf of",
        };
        match acting.kind {
            MandateKind::Plh | MandateKind::Plt => {
                format!("{} ({} {role}, {behalf} {})", self.name, acting.kind.before(), acting.name)
            }
            MandateKind::An => format!("{} ({role}, {behalf} {})", self.name, acting.name),
        }
    }
}

/// An officer who is to be given a step, with what decides whether it may be theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignee {
    /// Who.
    pub id: OfficerId,
    /// The roles held now.
    pub roles: Vec<RoleId>,
    /// The mandates in force.
    #[serde(default)]
    pub mandates: Vec<Mandate>,
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
        /// The mandates by which this officer acts for others now.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mandates: Vec<Mandate>,
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
