//! Which officers have a part in a service: the one rule by which cases and licences, on pages and in the API, are shown
//! to officers or are not there for them.

use casework::office::Office;
use casework::sop::{Action, Sop};

use super::{Account, AccountKind};

/// Whether an officer has a part in what follows an SOP: the one-stop office itself in everything, another agency where a
/// step of the SOP is its own, or is escalated to it when it takes too long.
pub fn takes_part(office: &Office, account: &Account, sop: &Sop) -> bool {
    let AccountKind::Officer { agency, .. } = &account.kind else { return false };
    let of_agency = |role: &str| office.role(role).is_some_and(|role| &role.agency == agency);
    account.is_of_front(office) || roles_of(sop).any(of_agency)
}

/// The services that an officer has a part in, by any of their revisions: a case keeps the one that it began with.
/// Nothing where these are all, and none for a citizen.
pub fn services_with_part(office: &Office, account: &Account) -> Option<Vec<String>> {
    if account.is_of_front(office) {
        return None;
    }
    let sops = office.catalogue.all().filter(|sop| takes_part(office, account, sop));
    let mut services: Vec<String> = sops.map(|sop| sop.service.id.0.clone()).collect();
    services.dedup();
    Some(services)
}

/// Every role that an SOP gives work to.
fn roles_of(sop: &Sop) -> impl Iterator<Item = &str> {
    let escalated = sop.timers.iter().filter_map(|timer| match &timer.action {
        Action::Escalate(role) => Some(role.as_str()),
        Action::Remind | Action::Complete(_) => None,
    });
    sop.steps.iter().map(|step| step.role.as_str()).chain(escalated)
}
