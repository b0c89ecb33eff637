//! Which tasks a list shows, as its address says it: the inbox, what a saved filter keeps, and where a case stands in the
//! list that it was opened from.

use axum::extract::Query;
use axum::http::Uri;
use casework::office::Office;
use jiff::civil::Date;
use serde::Deserialize;

use crate::cases::queries::{Inbox, InboxFilter, InboxKey, Reader, TaskRow};
use crate::people::{Account, AccountKind, Reach};
use crate::ui;

/// What an inbox's address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The tab: `saya`, `peran`, `lain`, `instansi`, `semua` or `pemohon`.
    pub kotak: String,
    /// Only this service.
    pub layanan: String,
    /// Only where number or name hold this.
    pub q: String,
    /// Only this step.
    pub langkah: String,
    /// Only what is over its due day, where anything stands here.
    pub telat: String,
    /// Only what this officer has taken.
    pub pemegang: String,
    /// After this task.
    pub setelah: String,
    /// What was just done, to be said once.
    pub selesai: String,
}

/// The tabs of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What the officer has taken.
    Mine,
    /// What nobody has taken.
    Free,
    /// What colleagues have taken.
    Taken,
    /// Everything of the officer's agency.
    Agency,
    /// Everything of every agency; only for the office itself.
    Everything,
    /// What waits for applicants; only for the office itself.
    Applicants,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Tab; 6] = [Tab::Mine, Tab::Free, Tab::Taken, Tab::Agency, Tab::Everything, Tab::Applicants];

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Tab::Mine => "saya",
            Tab::Free => "peran",
            Tab::Taken => "lain",
            Tab::Agency => "instansi",
            Tab::Everything => "semua",
            Tab::Applicants => "pemohon",
        }
    }

    /// Whether only officers of the office itself have it.
    pub fn is_of_front(self) -> bool {
        match self {
            Tab::Mine | Tab::Free | Tab::Taken | Tab::Agency => false,
            Tab::Everything | Tab::Applicants => true,
        }
    }

    /// The rows that it shows.
    pub fn inbox(self) -> Inbox {
        match self {
            Tab::Mine => Inbox::Mine,
            Tab::Free => Inbox::Free,
            Tab::Taken => Inbox::Taken,
            Tab::Agency | Tab::Everything | Tab::Applicants => Inbox::All,
        }
    }
}

/// The role under which the applicant's turns stand in the lists.
const APPLICANT: &str = "pemohon";

impl Asked {
    /// Reads what [`Asked::query`] wrote.
    pub fn read(query: &str) -> Asked {
        let uri = format!("/meja?{query}").parse::<Uri>().ok();
        uri.and_then(|uri| Query::try_from_uri(&uri).ok()).map(|Query(asked)| asked).unwrap_or_default()
    }

    /// The tab; one's own where the address names none, or one that is not for this officer.
    pub fn tab(&self, officer: &Account, office: &Office) -> Tab {
        let named = Tab::ALL.into_iter().find(|tab| tab.word() == self.kotak);
        named.filter(|tab| !tab.is_of_front() || officer.is_of_front(office)).unwrap_or(Tab::Mine)
    }

    /// Whether anything narrows the list.
    pub fn is_filtered(&self) -> bool {
        [self.q.trim(), &self.layanan, &self.langkah, &self.telat, &self.pemegang].iter().any(|text| !text.is_empty())
    }

    /// The list without its page: what a saved filter keeps.
    pub fn query(&self, tab: Tab) -> String {
        let pairs = [
            ("kotak", tab.word()),
            ("layanan", &self.layanan),
            ("langkah", &self.langkah),
            ("telat", &self.telat),
            ("pemegang", &self.pemegang),
            ("q", self.q.trim()),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", ui::encode(value))).collect::<Vec<_>>().join("&")
    }

    /// The address of the list with another tab or page, the filter kept.
    pub fn address(&self, tab: Tab, after: &str) -> String {
        let page = if after.is_empty() { String::new() } else { format!("&setelah={}", ui::encode(after)) };
        format!("/meja?{}{page}", self.query(tab))
    }

    /// What is looked for.
    pub fn filter(&self, officer: &Account, office: &Office, today: Date) -> InboxFilter {
        let tab = self.tab(officer, office);
        InboxFilter {
            inbox: tab.inbox(),
            roles: roles(tab, officer, office),
            service: self.layanan.clone(),
            typed: self.q.clone(),
            step: self.langkah.clone(),
            due_before: (!self.telat.is_empty()).then_some(today),
            holder: self.pemegang.parse().ok(),
        }
    }

    /// The task after which the page begins.
    pub fn after(&self) -> Option<InboxKey> {
        InboxKey::parse(&self.setelah)
    }
}

/// The roles whose tasks a tab shows.
fn roles(tab: Tab, officer: &Account, office: &Office) -> Vec<Reach> {
    let AccountKind::Officer { agency, .. } = &officer.kind else { return Vec::new() };
    let whole = |role: &str| Reach { role: role.to_owned(), service: String::new() };
    let all = office.roles.iter();
    match tab {
        Tab::Mine | Tab::Free | Tab::Taken => officer.reach(),
        Tab::Agency => all.filter(|role| &role.agency == agency).map(|role| whole(&role.id.0)).collect(),
        Tab::Everything => all.map(|role| whole(&role.id.0)).collect(),
        Tab::Applicants => vec![whole(APPLICANT)],
    }
}

/// Who looks.
pub fn reader(officer: &Account) -> Reader<'_> {
    let agency = match &officer.kind {
        AccountKind::Officer { agency, .. } => agency.0.as_str(),
        AccountKind::Applicant => "",
    };
    Reader { account: officer.id, agency }
}

/// The page of a task's case, with its place in a list: from there the list goes on to the next.
pub fn href(task: &TaskRow, list: &str) -> String {
    let due = task.due.map_or_else(|| super::super::projection::NO_DAY.to_owned(), |day| day.to_string());
    let place = InboxKey { due, case: task.case.0 }.text();
    let step = if task.role == APPLICANT { String::new() } else { format!("langkah={}&", ui::encode(&task.step)) };
    format!("/meja/berkas/{}?{step}daftar={}&posisi={place}", task.case.0, ui::encode(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_survives_being_carried_along() {
        let asked = Asked {
            kotak: "peran".into(),
            layanan: "sip-dokter".into(),
            q: " dr. Siti & rekan ".into(),
            telat: "ya".into(),
            setelah: "2026-01-14.7".into(),
            ..Asked::default()
        };
        let query = asked.query(Tab::Free);
        let again = Asked::read(&query);
        assert_eq!(
            (again.q.as_str(), again.layanan.as_str(), again.telat.as_str()),
            ("dr. Siti & rekan", "sip-dokter", "ya")
        );
        assert_eq!((again.kotak.as_str(), again.setelah.as_str()), ("peran", ""));
        assert_eq!(again.query(Tab::Free), query);
        assert!(asked.address(Tab::Free, "2026-01-14.7").ends_with("&setelah=2026-01-14.7"));
    }

    #[test]
    fn nonsense_is_an_ordinary_inbox() {
        assert!(!Asked::read("kotak=%zz&&&=").is_filtered());
    }
}
