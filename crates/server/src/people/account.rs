//! An account: a citizen's or an officer's.

use casework::case::{Actor, Filing, OfficerId};
use casework::lang::Lang;
use casework::office::{AgencyId, Mandate, Office, RoleId};
use casework::sop::ServiceId;

/// A person with an account, as signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account's number within its office.
    pub id: i64,
    /// The address it signs in with.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The telephone number, if given.
    pub phone: Option<String>,
    /// Citizen or officer.
    pub kind: AccountKind,
    /// The language of mails.
    pub lang: Lang,
    /// Whether a password is set.
    pub has_password: bool,
    /// The mandates by which this officer acts for others now.
    pub mandates: Vec<Mandate>,
}

/// A role whose work an officer sees, in all services or in one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// The role.
    pub role: String,
    /// The service; empty for all.
    pub service: String,
}

/// What an account may be used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A citizen or business that applies.
    Applicant,
    /// Somebody who works for the office or one of its agencies.
    Officer {
        /// The agency.
        agency: AgencyId,
        /// The roles held now.
        roles: Vec<RoleId>,
    },
}

impl Account {
    /// Who this is to a case.
    pub fn actor(&self) -> Actor {
        match &self.kind {
            AccountKind::Applicant => Actor::Applicant { account: self.id, name: self.name.clone() },
            AccountKind::Officer { agency, roles } => {
                let mandates = self.mandates.clone();
                Actor::Officer { id: self.officer_id(), roles: roles.clone(), agency: agency.clone(), mandates }
            }
        }
    }

    /// The account as history remembers an officer.
    pub fn officer_id(&self) -> OfficerId {
        OfficerId::new(self.id, self.name.clone())
    }

    /// The roles, for an officer.
    pub fn roles(&self) -> &[RoleId] {
        match &self.kind {
            AccountKind::Applicant => &[],
            AccountKind::Officer { roles, .. } => roles,
        }
    }

    /// Whether the work of a role in a service is this officer's: by role, or by a mandate in force.
    pub fn acts_as(&self, role: &str, service: &ServiceId) -> bool {
        let covers = |mandate: &Mandate| mandate.covers(role, service, mandate.from);
        self.holds(role) || self.mandates.iter().any(covers)
    }

    /// What this officer's inbox is about: the roles held, and what mandates add to them.
    pub fn reach(&self) -> Vec<Reach> {
        let own = self.roles().iter().map(|role| Reach { role: role.0.clone(), service: String::new() });
        let mut reach: Vec<Reach> = own.collect();
        for mandate in self.mandates.iter().filter(|mandate| !self.holds(&mandate.role.0)) {
            let whole = mandate.services.is_empty().then(String::new);
            let services = mandate.services.iter().map(|service| service.0.clone()).chain(whole);
            reach.extend(services.map(|service| Reach { role: mandate.role.0.clone(), service }));
        }
        reach.sort();
        reach.dedup();
        reach
    }

    /// Whether this is an officer.
    pub fn is_officer(&self) -> bool {
        match self.kind {
            AccountKind::Applicant => false,
            AccountKind::Officer { .. } => true,
        }
    }

    /// Whether this is an officer of the one-stop office itself, who may file for others at the counter.
    pub fn is_of_front(&self, office: &Office) -> bool {
        match &self.kind {
            AccountKind::Applicant => false,
            AccountKind::Officer { agency, .. } => office.agency(agency).is_some_and(|agency| agency.front),
        }
    }

    /// Whether this person may answer for the applicant of a case: its owner, or the counter for a case that has none.
    /// The engine holds the same rule.
    pub fn may_act_for(&self, filing: &Filing, office: &Office) -> bool {
        match (&self.kind, filing.applicant.account) {
            (AccountKind::Applicant, owner) => owner == Some(self.id),
            (AccountKind::Officer { .. }, None) => self.is_of_front(office),
            (AccountKind::Officer { .. }, Some(_)) => false,
        }
    }

    /// Whether this officer holds a role.
    pub fn holds(&self, role: &str) -> bool {
        self.roles().iter().any(|held| held.0 == role)
    }
}

/// What a new account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// Citizen or officer.
    pub kind: AccountKind,
    /// A password in clear, hashed before it is stored.
    pub password: Option<String>,
    /// The language of mails.
    pub lang: Lang,
}

impl NewAccount {
    /// The account that is made of it, under its number.
    pub(super) fn account(&self, id: i64) -> Account {
        Account {
            id,
            email: self.email.clone(),
            name: self.name.clone(),
            phone: self.phone.clone(),
            kind: self.kind.clone(),
            lang: self.lang,
            has_password: self.password.is_some(),
            mandates: Vec::new(),
        }
    }
}
