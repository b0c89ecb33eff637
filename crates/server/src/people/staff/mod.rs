//! The people of the office: hiring, roles, forgotten passwords, leaving for good, and handing work over.

mod pages;
mod person;

use axum::Router;
use axum::routing::{get, post};
use casework::case::{Assignee, CaseId, Command, Refusal, RefusalKind};
use casework::form::Fault;
use casework::id::Email;
use casework::lang::{Lang, Text};
use casework::office::{ADMINISTRATOR, AgencyId, Office, RoleId};
use casework::sop::StepId;
use store::{Statement, StoreError};

use super::queries::staff::{self as kept, Change, Person, insert_change};
use super::queries::{self, mandates, requests};
use super::{Account, AccountKind, NewAccount, commands, sheet, staffing};
use crate::app::{App, Ask, Desk, Failed};

/// The addresses of this part.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meja/petugas", get(pages::list))
        .route("/meja/petugas/baru", get(pages::ask).post(pages::hire))
        .route("/meja/petugas/{id}", get(person::show).post(person::change))
        .route("/meja/petugas/{id}/sandi", post(person::reset))
        .route("/meja/petugas/{id}/tugas", post(person::hand_over))
        .route("/meja/petugas/{id}/berhenti", post(person::leave))
        .route("/meja/petugas/{id}/kembali", post(person::come_back))
}

/// What an administrator says of somebody.
#[derive(Clone, Debug)]
pub struct About {
    /// The name, with titles.
    pub name: String,
    /// The agency.
    pub agency: AgencyId,
    /// The roles held for good.
    pub roles: Vec<RoleId>,
}

impl About {
    /// What is wrong with it: a name, an agency that is there, roles of that agency.
    fn faults(&self, office: &Office) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.name.is_empty() || self.name.chars().count() > 120 || self.name.chars().any(char::is_control) {
            faults.push(sheet::fault("name", "people-name-fault"));
        }
        let agency = office.agency(&self.agency).filter(|agency| agency.merged_into.is_none());
        if agency.is_none() {
            faults.push(sheet::fault("agency", "people-agency-fault"));
        }
        if self.roles.is_empty() {
            faults.push(sheet::fault("roles", "people-roles-none"));
        }
        for role in &self.roles {
            let known = office.role(&role.0);
            if known.is_none_or(|known| known.agency != self.agency) {
                let name = |lang: Lang| known.map_or(role.0.clone(), |role| role.name.get(lang).to_owned());
                let message = Text::new(
                    format!(
                        "Peran “{}” bukan peran instansi ini. Hapus centangnya, atau pilih instansi lain.",
                        name(Lang::Id)
                    ),
                    format!(
                        "The role “{}” is not one of this agency. Take it out, or choose another agency.",
                        name(Lang::En)
                    ),
                );
                faults.push(Fault { field: "roles".into(), message });
            }
        }
        faults
    }
}

/// Only administrators decide about people, and never about themselves.
fn may_decide(by: &Account, about: Option<i64>) -> Result<(), Failed> {
    let refused = |id: &str, en: &str| Err(Failed::Refused(Refusal::new(RefusalKind::Forbidden, id, en)));
    if !by.holds(ADMINISTRATOR) {
        return refused(
            "Hanya administrator aplikasi yang mengatur petugas. Sampaikan permintaan Anda kepadanya.",
            "Only the application administrator keeps the list of people. Ask there.",
        );
    }
    if about == Some(by.id) {
        return refused(
            "Peran dan akun Anda sendiri diatur oleh administrator lain, agar tidak seorang pun memberi wewenang kepada dirinya.",
            "Your own roles and account are in the hands of another administrator, so that nobody gives authority to themselves.",
        );
    }
    Ok(())
}

fn told(by: &Account, about: (i64, &str), what: &'static str, (detail, reason): (String, &str)) -> Change {
    Change {
        by: (Some(by.id), by.name.clone()),
        about: (about.0, about.1.to_owned()),
        what,
        detail,
        reason: reason.to_owned(),
    }
}

/// A reason that says something.
fn reason(typed: &str) -> Result<&str, Failed> {
    let typed = typed.trim();
    let fits = (5..=500).contains(&typed.chars().count());
    let refused = || Failed::Refused(Refusal::invalid(vec![sheet::fault("reason", "people-reason-fault")]));
    if fits { Ok(typed) } else { Err(refused()) }
}

fn roles_text(roles: &[RoleId]) -> String {
    roles.iter().map(|role| role.0.as_str()).collect::<Vec<_>>().join(", ")
}

/// Makes an account for a new officer, who signs in with a mailed code and sets a password.
///
/// # Errors
/// Only administrators may; the address is taken or is none; a role is not the agency's; or the database does not answer.
pub async fn hire(app: &App, desk: &Desk, by: &Account, email: &str, about: &About) -> Result<Account, Failed> {
    may_decide(by, None)?;
    let mut faults = about.faults(&desk.office());
    let email = Email::parse(email).map(|email| email.to_string().to_lowercase());
    match &email {
        Err(fault) => faults.push(Fault { field: "email".into(), message: fault.0.clone() }),
        Ok(email) => {
            if let Some((name, active)) = kept::holder_of(desk, email).await? {
                faults.push(Fault { field: "email".into(), message: taken(&name, active) });
            }
        }
    }
    let (Ok(email), true) = (email, faults.is_empty()) else { return Err(Failed::Refused(Refusal::invalid(faults))) };
    let new = NewAccount {
        email,
        name: about.name.clone(),
        phone: None,
        kind: AccountKind::Officer { agency: about.agency.clone(), roles: about.roles.clone() },
        password: None,
        lang: Lang::Id,
    };
    let account = commands::create_by(app, desk, &new, (Some(by.id), &by.name)).await?;
    staffing::refresh(desk, app.now()).await?;
    Ok(account)
}

fn taken(name: &str, active: bool) -> Text {
    if active {
        return Text::new(
            format!("Alamat ini sudah dipakai oleh {name}. Pakai alamat lain."),
            format!("This address is already used by {name}. Use another one."),
        );
    }
    Text::new(
        format!("Alamat ini milik {name}, yang sudah berhenti. Buka halamannya dan aktifkan kembali akun itu."),
        format!("This address belongs to {name}, who has left. Open their page and take the account into use again."),
    )
}

/// Changes name, agency and roles of somebody. What they had taken in a role that they do not hold any more goes back to
/// the others, and mandates in it end.
///
/// # Errors
/// As [`hire`].
pub async fn change(app: &App, desk: &Desk, by: &Account, id: i64, about: &About, why: &str) -> Result<(), Failed> {
    may_decide(by, Some(id))?;
    let person = working(desk, id).await?;
    let mut faults = about.faults(&desk.office());
    let why = match reason(why) {
        Ok(why) => why,
        Err(_) => {
            faults.push(sheet::fault("reason", "people-reason-fault"));
            ""
        }
    };
    if !faults.is_empty() {
        return Err(Failed::Refused(Refusal::invalid(faults)));
    }
    let before = person.account.roles().to_vec();
    let lost: Vec<&RoleId> = before.iter().filter(|role| !about.roles.contains(role)).collect();
    let detail = format!("{} → {}", roles_text(&before), roles_text(&about.roles));
    let mut statements = kept::update_person(&desk.id, id, &about.name, &about.agency.0, &about.roles);
    statements.extend(lost.iter().map(|role| mandates::revoke_of(&desk.id, id, &role.0, (&by.name, why), app.now())));
    statements.push(insert_change(&desk.id, &told(by, (id, &about.name), "changed", (detail, why)), app.now()));
    desk.write(statements).await?;
    staffing::refresh(desk, app.now()).await?;
    let tasks = tasks_of(desk, id).await?;
    let lost: Vec<Task> = tasks.into_iter().filter(|task| lost.iter().any(|role| role.0 == task.role)).collect();
    hand_over(
        app,
        desk,
        by,
        Handing { tasks: &lost, to: None, reason: why, request: &format!("{:032x}", rand::random::<u128>()) },
    )
    .await?;
    Ok(())
}

async fn working(desk: &Desk, id: i64) -> Result<Person, Failed> {
    let refused = |kind, id: &str, en: &str| Failed::Refused(Refusal::new(kind, id, en));
    let found = kept::one(desk, id).await?;
    let person =
        found.ok_or_else(|| refused(RefusalKind::NotFound, "Petugas ini tidak ada.", "There is no such officer."))?;
    if person.left.is_some() {
        return Err(refused(
            RefusalKind::WrongState,
            "Petugas ini sudah berhenti. Aktifkan kembali akunnya dahulu bila ia bekerja lagi.",
            "This officer has left. Take the account into use again first, if they work here again.",
        ));
    }
    Ok(person)
}

/// Makes a password worthless: the officer signs in with a mailed code and sets a new one. Sessions and tokens end.
///
/// # Errors
/// Only administrators may, there is no such officer, or the database does not answer.
pub async fn reset(app: &App, desk: &Desk, by: &Account, id: i64) -> Result<(), Failed> {
    may_decide(by, Some(id))?;
    let person = working(desk, id).await?;
    let mut statements = kept::forget_password(&desk.id, id);
    let change = told(by, (id, &person.account.name), "password", (String::new(), ""));
    statements.push(insert_change(&desk.id, &change, app.now()));
    Ok(desk.write(statements).await?)
}

/// Somebody leaves for good: the account signs in no more, sessions and tokens end, mandates and lent roles too; what is
/// still in their hands goes to `to`, or back to everybody of its role. History keeps the name.
///
/// # Errors
/// Only administrators may, no reason is given, or the database does not answer.
pub async fn leave(
    app: &App,
    desk: &Desk,
    by: &Account,
    id: i64,
    (to, why): (Option<i64>, &str),
) -> Result<Moved, Failed> {
    may_decide(by, Some(id))?;
    let person = working(desk, id).await?;
    let why = reason(why)?;
    let tasks = tasks_of(desk, id).await?;
    let request = format!("{:032x}", rand::random::<u128>());
    let mut moved = hand_over(app, desk, by, Handing { tasks: &tasks, to, reason: why, request: &request }).await?;
    let name = &person.account.name;
    let mut statements = kept::leave(&desk.id, id, why, app.now());
    statements.push(mandates::revoke_of(&desk.id, id, "", (&by.name, why), app.now()));
    statements.push(requests::end_all(&desk.id, id, (&by.name, why), app.now()));
    let detail = roles_text(person.account.roles());
    statements.push(insert_change(&desk.id, &told(by, (id, name), "left", (detail, why)), app.now()));
    desk.write(statements).await?;
    staffing::refresh(desk, app.now()).await?;
    // Whatever could not go to one person, or came in meanwhile, is everybody's.
    let left = tasks_of(desk, id).await?;
    let rest =
        hand_over(app, desk, by, Handing { tasks: &left, to: None, reason: why, request: &format!("{request}-sisa") })
            .await?;
    moved.freed = rest.done;
    Ok(moved)
}

/// Takes somebody back who had left. Roles are given anew.
///
/// # Errors
/// Only administrators may, nobody has left under this number, or the database does not answer.
pub async fn come_back(app: &App, desk: &Desk, by: &Account, id: i64, about: &About, why: &str) -> Result<(), Failed> {
    may_decide(by, Some(id))?;
    let why = reason(why)?;
    let faults = about.faults(&desk.office());
    if !faults.is_empty() {
        return Err(Failed::Refused(Refusal::invalid(faults)));
    }
    let mut statements = vec![kept::come_back(&desk.id, id)];
    statements.extend(kept::update_person(&desk.id, id, &about.name, &about.agency.0, &about.roles));
    let detail = roles_text(&about.roles);
    statements.push(insert_change(&desk.id, &told(by, (id, &about.name), "returned", (detail, why)), app.now()));
    desk.write(statements).await?;
    Ok(staffing::refresh(desk, app.now()).await?)
}

/// A task in somebody's hands.
#[derive(Clone, Debug)]
pub struct Task {
    /// The case.
    pub case: CaseId,
    /// The step.
    pub step: StepId,
    /// Its role.
    pub role: String,
    /// The registration number.
    pub number: String,
    /// The applicant.
    pub applicant: String,
    /// The service.
    pub service: String,
}

/// What somebody has taken and not completed yet.
///
/// # Errors
/// The database does not answer.
pub async fn tasks_of(desk: &Desk, account: i64) -> Result<Vec<Task>, StoreError> {
    let rows = crate::cases::taken_by(desk, account).await?;
    let task = |row: crate::cases::TaskRow| Task {
        case: row.case,
        step: StepId(row.step),
        role: row.role,
        number: row.number,
        applicant: row.applicant,
        service: row.service,
    };
    Ok(rows.into_iter().map(task).collect())
}

/// Tasks on their way to other hands.
#[derive(Clone, Copy)]
pub struct Handing<'a> {
    /// Which.
    pub tasks: &'a [Task],
    /// To whom; back to everybody of the role where this is nothing.
    pub to: Option<i64>,
    /// Why.
    pub reason: &'a str,
    /// Names the request: each task is handed over once.
    pub request: &'a str,
}

/// What came of handing tasks over.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// How many went.
    pub done: usize,
    /// How many went back to everybody of their role instead.
    pub freed: usize,
    /// Those that did not, by the case's number, and why.
    pub refused: Vec<(String, Text)>,
}

/// Hands tasks over, each for itself: one that is refused holds up no other.
///
/// # Errors
/// Only administrators may, the reason says nothing, there is no such officer, or the database does not answer.
pub async fn hand_over(app: &App, desk: &Desk, by: &Account, handing: Handing<'_>) -> Result<Moved, Failed> {
    may_decide(by, None)?;
    let why = reason(handing.reason)?;
    let to = match handing.to {
        None => None,
        Some(id) => Some(
            assignee(app, desk, id)
                .await?
                .ok_or_else(|| Failed::Refused(Refusal::invalid(vec![sheet::fault("to", "people-gone-fault")])))?,
        ),
    };
    let mut moved = Moved::default();
    for task in handing.tasks {
        let ask = Ask {
            request_id: format!("{}/{}/{}", handing.request, task.case.0, task.step),
            case: Some(task.case),
            actor: by.actor(),
            command: Command::Reassign {
                step: task.step.clone(),
                to: to.clone().map(Box::new),
                reason: why.to_owned(),
            },
        };
        match app.execute(desk, ask).await {
            Ok(_) => moved.done += 1,
            Err(Failed::Refused(refusal)) => moved.refused.push((task.number.clone(), refusal.message)),
            Err(failed @ Failed::Store(_)) => return Err(failed),
        }
    }
    Ok(moved)
}

/// An officer to whom a step may be given, with the rights of today; nothing where there is no such officer, or no more.
///
/// # Errors
/// The database does not answer.
pub async fn assignee(app: &App, desk: &Desk, id: i64) -> Result<Option<Assignee>, StoreError> {
    let found = queries::with_rights_today(desk, id, app.now()).await?;
    Ok(found.filter(Account::is_officer).map(|account| Assignee {
        id: account.officer_id(),
        roles: account.roles().to_vec(),
        mandates: account.mandates.clone(),
    }))
}

/// Somebody with an account here, also one who has left: for history.
///
/// # Errors
/// The database does not answer.
pub async fn ever(desk: &Desk, id: i64) -> Result<Option<Account>, StoreError> {
    match queries::by_id(desk, id).await? {
        Some(account) => Ok(Some(account)),
        None => Ok(kept::one(desk, id).await?.map(|person| person.account)),
    }
}

/// The people of an agency, and the statements that move them to another one: for merging agencies.
///
/// # Errors
/// The database does not answer.
pub async fn move_agency(
    app: &App,
    desk: &Desk,
    (from, to): (&AgencyId, &AgencyId),
    why: &str,
) -> Result<(Vec<Account>, Vec<Statement>), StoreError> {
    let of_agency = |account: &Account| match &account.kind {
        AccountKind::Officer { agency, .. } => agency == from,
        AccountKind::Applicant => false,
    };
    let people: Vec<Account> =
        kept::everybody(desk).await?.into_iter().map(|person| person.account).filter(of_agency).collect();
    let mut statements = vec![kept::move_agency(&desk.id, &from.0, &to.0)];
    statements.extend(people.iter().map(|person| {
        let change = Change {
            by: (None, "satupintu agency".to_owned()),
            about: (person.id, person.name.clone()),
            what: "agency",
            detail: format!("{from} → {to}"),
            reason: why.to_owned(),
        };
        insert_change(&desk.id, &change, app.now())
    }));
    Ok((people, statements))
}
