//! Mandates: an officer acts for another one, for some days, in one role, in all services or in some. Nothing has to end a
//! mandate: after its last day it does not count any more.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AgencyId, Office, RoleId};
use crate::case::{Refusal, RefusalKind};
use crate::date_text;
use crate::form::Fault;
use crate::lang::{Lang, Text};
use crate::sop::ServiceId;

/// How somebody acts for somebody else, as the formulas of official letters know it (PermenPANRB 5/2021 on letters).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MandateKind {
    /// *Pelaksana harian*: the holder is away for some days.
    Plh,
    /// *Pelaksana tugas*: the post is vacant, or its holder away for long.
    Plt,
    /// *Atas nama*: the holder is there and lets somebody sign in their name.
    An,
}

impl MandateKind {
    /// Every kind.
    pub const ALL: [MandateKind; 3] = [MandateKind::Plh, MandateKind::Plt, MandateKind::An];

    /// How it stands before the position in a letter: `Plh.`, `Plt.`, `a.n.`.
    pub fn before(self) -> &'static str {
        match self {
            MandateKind::Plh => "Plh.",
            MandateKind::Plt => "Plt.",
            MandateKind::An => "a.n.",
        }
    }

    /// Its short name, as it is stored: `plh`, `plt`, `an`.
    pub fn code(self) -> &'static str {
        match self {
            MandateKind::Plh => "plh",
            MandateKind::Plt => "plt",
            MandateKind::An => "an",
        }
    }

    /// Reads the short name.
    pub fn parse(code: &str) -> Option<MandateKind> {
        MandateKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One of the two people of a mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The account.
    pub account: i64,
    /// The name as it was when the mandate was given.
    pub name: String,
}

/// A mandate as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Its number within the office.
    pub id: i64,
    /// How the delegate acts.
    pub kind: MandateKind,
    /// Who holds the role.
    pub giver: Party,
    /// Who acts meanwhile.
    pub delegate: Party,
    /// The role.
    pub role: RoleId,
    /// The services; all of them where this is empty.
    pub services: Vec<ServiceId>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The letter that it rests on, by its number.
    pub basis: String,
}

impl Mandate {
    /// Whether it counts for a role in a service on a day.
    pub fn covers(&self, role: &str, service: &ServiceId, day: Date) -> bool {
        self.role.0 == role
            && (self.from..=self.until).contains(&day)
            && (self.services.is_empty() || self.services.contains(service))
    }

    /// Whether two mandates have a day in common.
    fn meets(&self, other: &Mandate) -> bool {
        self.from <= other.until && other.from <= self.until
    }

    /// Whether two mandates have a service in common.
    fn shares_services(&self, other: &Mandate) -> bool {
        self.services.is_empty()
            || other.services.is_empty()
            || self.services.iter().any(|service| other.services.contains(service))
    }
}

/// An officer as the rules of mandates see one.
#[derive(Clone, Debug)]
pub struct Member {
    /// Account and name.
    pub party: Party,
    /// The agency.
    pub agency: AgencyId,
    /// The roles held for good; roles held by mandate or for a time are not among them.
    pub roles: Vec<RoleId>,
}

impl Member {
    fn holds(&self, role: &RoleId) -> bool {
        self.roles.contains(role)
    }
}

/// A mandate that somebody wants to give.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// What is to be given.
    pub mandate: &'a Mandate,
    /// Who holds the role.
    pub giver: &'a Member,
    /// Who shall act.
    pub delegate: &'a Member,
    /// Whether the one who asks is the holder, or an administrator.
    pub entitled: bool,
}

/// Whether a mandate may be given, beside those that were given already and count still.
///
/// # Errors
/// The refusal: whose role it is, what is wrong at which field (`giver`, `delegate`, `role`, `services`, `from`, `until`,
/// `basis`), and what to do.
pub fn examine(proposal: &Proposal<'_>, office: &Office, given: &[Mandate], today: Date) -> Result<(), Refusal> {
    if !proposal.entitled {
        return Err(Refusal::new(
            RefusalKind::Forbidden,
            format!(
                "Mandat ini atas wewenang {}, bukan wewenang Anda. Hanya pemegang wewenang itu sendiri, atau administrator, yang dapat memberikannya.",
                proposal.giver.party.name
            ),
            format!(
                "This mandate is about the authority of {}, not about yours. Only its holder, or the administrator, can give it.",
                proposal.giver.party.name
            ),
        ));
    }
    let mut faults = who(proposal, office);
    faults.extend(scope(proposal.mandate, office));
    faults.extend(days(proposal.mandate, today));
    if faults.is_empty() {
        faults.extend(beside_others(proposal.mandate, given));
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::invalid(faults)) }
}

fn fault(field: &str, id: impl Into<String>, en: impl Into<String>) -> Fault {
    Fault { field: field.to_owned(), message: Text::new(id, en) }
}

/// Who gives it to whom.
fn who(proposal: &Proposal<'_>, office: &Office) -> Vec<Fault> {
    let Proposal { mandate, giver, delegate, .. } = proposal;
    let mut faults = Vec::new();
    let Some(role) = office.role(&mandate.role.0) else {
        return vec![fault(
            "role",
            "Peran ini tidak ada di kantor ini. Pilih satu dari daftar.",
            "This office has no such role. Choose one of the list.",
        )];
    };
    if !giver.holds(&mandate.role) {
        faults.push(fault(
            "role",
            format!("{} tidak memegang peran “{}”, jadi tidak dapat memberikannya. Wewenang yang diterima lewat mandat pun tidak dapat diteruskan. Pilih peran miliknya sendiri.", giver.party.name, role.name.id),
            format!("{} does not hold the role “{}”, so it cannot be given. What one has by mandate cannot be passed on either. Choose a role of their own.", giver.party.name, role.name.en),
        ));
    }
    if giver.party.account == delegate.party.account {
        faults.push(fault(
            "delegate",
            "Mandat tidak dapat diberikan kepada diri sendiri. Pilih orang lain.",
            "A mandate cannot be given to oneself. Choose somebody else.",
        ));
    } else if delegate.agency != role.agency {
        let agency =
            |lang: Lang| office.agency(&role.agency).map_or(role.agency.0.as_str(), |agency| agency.name.get(lang));
        faults.push(fault(
            "delegate",
            format!(
                "{} bekerja di instansi lain. Peran “{}” milik {}; pilih orang dari instansi itu.",
                delegate.party.name,
                role.name.id,
                agency(Lang::Id)
            ),
            format!(
                "{} works for another agency. The role “{}” belongs to {}; choose somebody there.",
                delegate.party.name,
                role.name.en,
                agency(Lang::En)
            ),
        ));
    }
    faults
}

/// What it is about.
fn scope(mandate: &Mandate, office: &Office) -> Vec<Fault> {
    let works = |service: Option<&ServiceId>| {
        let sops = office.catalogue.all().filter(|sop| service.is_none_or(|service| &sop.service.id == service));
        sops.flat_map(|sop| &sop.steps).any(|step| step.role == mandate.role.0)
    };
    let mut faults = Vec::new();
    let known = office.role(&mandate.role.0).is_some();
    if known && !works(None) {
        faults.push(fault(
            "role",
            "Tidak ada SOP yang memberi langkah kepada peran ini, jadi mandatnya tidak berisi apa pun. Mintakan peran itu untuk sementara di halaman Wewenang.",
            "No SOP gives this role a step, so there would be nothing in the mandate. Ask for the role for a time on the page Authority.",
        ));
    }
    for service in mandate.services.iter().filter(|service| known && !works(Some(service))) {
        faults.push(fault(
            "services",
            format!("Layanan “{service}” tidak ada, atau tidak memberi langkah kepada peran ini. Hapus dari pilihan."),
            format!("There is no service “{service}”, or it gives this role no step. Take it out of the choice."),
        ));
    }
    if mandate.basis.trim().is_empty() {
        faults.push(fault(
            "basis",
            "Dasar mandat belum diisi. Tulis nomor surat perintahnya.",
            "What the mandate rests on is missing. Write the number of the letter of order.",
        ));
    }
    faults
}

/// From when until when.
fn days(mandate: &Mandate, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    if mandate.from < today {
        faults.push(fault(
            "from",
            format!(
                "Mandat tidak berlaku surut. Tulis hari ini ({}) atau sesudahnya.",
                date_text::day(today, Lang::Id)
            ),
            format!(
                "A mandate does not count backwards. Write today ({}) or a later day.",
                date_text::day(today, Lang::En)
            ),
        ));
    }
    let longest = mandate.from.checked_add(Span::new().years(1)).unwrap_or(Date::MAX);
    if mandate.until < mandate.from {
        faults.push(fault(
            "until",
            "Hari terakhir ini sebelum hari pertamanya. Tulis hari yang sama atau sesudahnya.",
            "This last day is before the first one. Write the same day or a later one.",
        ));
    } else if mandate.until > longest {
        faults.push(fault(
            "until",
            format!(
                "Mandat paling lama satu tahun, jadi paling lambat {}. Perpanjang nanti dengan mandat baru.",
                date_text::day(longest, Lang::Id)
            ),
            format!(
                "A mandate lasts one year at most, so until {} at the latest. Give a new one then.",
                date_text::day(longest, Lang::En)
            ),
        ));
    }
    faults
}

/// What was given already.
fn beside_others(mandate: &Mandate, given: &[Mandate]) -> Option<Fault> {
    let twice = given.iter().find(|other| {
        let same = other.giver.account == mandate.giver.account && other.role == mandate.role;
        same && other.meets(mandate) && other.shares_services(mandate)
    });
    if let Some(other) = twice {
        let until = |lang| (date_text::day(other.from, lang), date_text::day(other.until, lang));
        let ((from_id, until_id), (from_en, until_en)) = (until(Lang::Id), until(Lang::En));
        return Some(fault(
            "from",
            format!(
                "Peran ini sudah dimandatkan kepada {} dari {from_id} sampai {until_id}. Cabut mandat itu dahulu, atau pilih hari dan layanan lain.",
                other.delegate.name
            ),
            format!(
                "This role is in the hands of {} from {from_en} until {until_en} already. Revoke that mandate first, or choose other days or services.",
                other.delegate.name
            ),
        ));
    }
    leads_back(mandate, given).map(|through| {
        fault(
            "delegate",
            format!("Mandat ini berputar: {} sendiri sedang diwakili {through} pada hari-hari itu, dan ujungnya kembali kepada {}. Pilih orang yang bertugas.", mandate.delegate.name, mandate.giver.name),
            format!("This mandate runs in a circle: {} is represented by {through} on those days, which leads back to {}. Choose somebody who is on duty.", mandate.delegate.name, mandate.giver.name),
        )
    })
}

/// Who represents the delegate meanwhile, where that leads back to the giver.
fn leads_back<'a>(mandate: &Mandate, given: &'a [Mandate]) -> Option<&'a str> {
    let meanwhile = || given.iter().filter(|other| other.meets(mandate));
    for first in meanwhile().filter(|other| other.giver.account == mandate.delegate.account) {
        let (mut reached, mut ahead) = (BTreeSet::new(), vec![first.delegate.account]);
        while let Some(account) = ahead.pop() {
            if account == mandate.giver.account {
                return Some(&first.delegate.name);
            }
            if reached.insert(account) {
                ahead.extend(
                    meanwhile().filter(|other| other.giver.account == account).map(|other| other.delegate.account),
                );
            }
        }
    }
    None
}
