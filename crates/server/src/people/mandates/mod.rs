//! Giving and revoking mandates.

mod pages;

use axum::Router;
use axum::routing::{get, post};
use casework::case::{Refusal, RefusalKind};
use casework::form::Fault;
use casework::lang::Text;
use casework::office::mandate::{Member, Proposal, examine};
use casework::office::{ADMINISTRATOR, Mandate, MandateKind, Party, RoleId};
use casework::sop::ServiceId;
use jiff::civil::Date;

pub(super) use pages::person_words;

use super::queries::mandates as kept;
use super::queries::staff::{Change, Person, insert_change, one};
use super::{Account, AccountKind, staffing};
use crate::app::{App, Desk, Failed};

/// The addresses of this part.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meja/mandat", get(pages::list))
        .route("/meja/mandat/baru", get(pages::ask).post(pages::give))
        .route("/meja/mandat/{id}/cabut", post(pages::revoke))
}

/// A mandate as somebody wants to give it.
#[derive(Clone, Debug)]
pub struct NewMandate {
    /// How the delegate acts.
    pub kind: MandateKind,
    /// Who holds the role: the one who asks, where nobody is named.
    pub giver: Option<i64>,
    /// Who shall act.
    pub delegate: i64,
    /// The role.
    pub role: RoleId,
    /// The services; empty for all.
    pub services: Vec<ServiceId>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The letter that it rests on.
    pub basis: String,
}

/// Gives a mandate. The same request gives it once.
///
/// # Errors
/// The rules of [`casework::office::mandate`] refuse it, or the database does not answer.
pub async fn give(app: &App, desk: &Desk, by: &Account, new: NewMandate, request: &str) -> Result<i64, Failed> {
    if let Some(id) = kept::made_by(desk, request).await? {
        return Ok(id);
    }
    let giver = working(one(desk, new.giver.unwrap_or(by.id)).await?, "giver")?;
    let delegate = working(one(desk, new.delegate).await?, "delegate")?;
    let office = desk.office();
    let today = office.calendar.zone().day(app.now());
    let mandate = Mandate {
        id: i64::from(rand::random::<u32>()),
        kind: new.kind,
        giver: giver.party.clone(),
        delegate: delegate.party.clone(),
        role: new.role,
        services: new.services,
        from: new.from,
        until: new.until,
        basis: new.basis.trim().to_owned(),
    };
    let entitled = giver.party.account == by.id || by.holds(ADMINISTRATOR);
    let proposal = Proposal { mandate: &mandate, giver: &giver, delegate: &delegate, entitled };
    examine(&proposal, &office, &kept::from_day(desk, today).await?, today).map_err(Failed::Refused)?;
    let told = |about: &Party| change(by, about, "mandate", &mandate, &mandate.basis);
    let statements = vec![
        kept::insert(&desk.id, &mandate, &by.name, request, app.now()),
        insert_change(&desk.id, &told(&mandate.giver), app.now()),
        insert_change(&desk.id, &told(&mandate.delegate), app.now()),
    ];
    desk.write(statements).await?;
    staffing::refresh(desk, app.now()).await?;
    Ok(mandate.id)
}

fn change(by: &Account, about: &Party, what: &'static str, mandate: &Mandate, reason: &str) -> Change {
    Change {
        by: (Some(by.id), by.name.clone()),
        about: (about.account, about.name.clone()),
        what,
        detail: format!(
            "{} {}: {} → {}, {} – {}",
            mandate.kind.before(),
            mandate.role,
            mandate.giver.name,
            mandate.delegate.name,
            mandate.from,
            mandate.until
        ),
        reason: reason.to_owned(),
    }
}

/// Somebody who works here.
fn working(person: Option<Person>, field: &str) -> Result<Member, Failed> {
    let fault = |id: &str, en: &str| {
        Failed::Refused(Refusal::invalid(vec![Fault { field: field.to_owned(), message: Text::new(id, en) }]))
    };
    let person = person.ok_or_else(|| {
        fault(
            "Petugas ini tidak ada di kantor ini. Pilih dari daftar.",
            "There is no such officer here. Choose one of the list.",
        )
    })?;
    if person.left.is_some() {
        return Err(fault(
            "Petugas ini sudah tidak bekerja di sini. Pilih orang lain.",
            "This officer does not work here any more. Choose somebody else.",
        ));
    }
    let party = Party { account: person.account.id, name: person.account.name.clone() };
    match person.account.kind {
        AccountKind::Officer { agency, roles } => Ok(Member { party, agency, roles }),
        AccountKind::Applicant => Err(fault("Ini akun pemohon, bukan petugas.", "This is an applicant's account.")),
    }
}

/// Ends a mandate before its last day: its giver, its delegate or an administrator does, and says why.
///
/// # Errors
/// It is over already, it is not theirs, no reason is given; or the database does not answer.
pub async fn revoke(app: &App, desk: &Desk, by: &Account, id: i64, why: &str) -> Result<(), Failed> {
    let refused = |kind, id: &str, en: &str| Err(Failed::Refused(Refusal::new(kind, id, en)));
    let Some(found) = kept::one(desk, id).await? else {
        return refused(
            RefusalKind::NotFound,
            "Mandat ini tidak ada. Muat ulang daftarnya.",
            "There is no such mandate. Load the list again.",
        );
    };
    let mandate = &found.mandate;
    let theirs = [mandate.giver.account, mandate.delegate.account].contains(&by.id);
    if !theirs && !by.holds(ADMINISTRATOR) {
        return refused(
            RefusalKind::Forbidden,
            "Mandat ini bukan milik Anda. Hanya pemberi, penerima atau administrator yang dapat mencabutnya.",
            "This mandate is not yours. Only its giver, its delegate or the administrator can revoke it.",
        );
    }
    let why = why.trim();
    if !(5..=500).contains(&why.chars().count()) {
        return Err(Failed::Refused(Refusal::invalid(vec![super::sheet::fault("reason", "people-reason-fault")])));
    }
    let today = desk.office().calendar.zone().day(app.now());
    if found.revoked.is_some() || mandate.until < today {
        return refused(
            RefusalKind::WrongState,
            "Mandat ini sudah tidak berlaku, jadi tidak perlu dicabut.",
            "This mandate does not count any more, so there is nothing to revoke.",
        );
    }
    let told = |about: &Party| insert_change(&desk.id, &change(by, about, "revoked", mandate, why), app.now());
    let statements =
        vec![kept::revoke(&desk.id, id, &by.name, why, app.now()), told(&mandate.giver), told(&mandate.delegate)];
    desk.write(statements).await?;
    Ok(staffing::refresh(desk, app.now()).await?)
}

/// The mandates that count today or later.
///
/// # Errors
/// The database does not answer.
pub async fn in_force(app: &App, desk: &Desk) -> Result<Vec<Mandate>, store::StoreError> {
    kept::from_day(desk, desk.office().calendar.zone().day(app.now())).await
}
