//! The pages of mandates: the list, and the form.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::Refusal;
use casework::form::{Fault, Typed};
use casework::office::{ADMINISTRATOR, MandateKind, Office, RoleId};
use casework::sop::ServiceId;
use jiff::civil::Date;
use serde::Deserialize;

use super::super::queries::mandates::{Kept, all};
use super::super::queries::staff::{Person, everybody};
use super::super::sheet::{self, Sheet, choices, fault, request};
use super::super::{Account, AccountKind};
use super::NewMandate;
use crate::app::Failed;
use crate::http::Visit;
use crate::ui::{self, Field, Kind, Notice, Page, Problem, Tag, Tone};

/// How many mandates the list shows.
const MOST: i64 = 200;

type Pairs = Vec<(String, String)>;

/// What the list's address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pesan: String,
}

struct Row {
    id: i64,
    who: String,
    giver: String,
    role: String,
    services: String,
    days: String,
    basis: String,
    state: Tag,
    /// The reason for revoking, where that can be done here.
    revoke: Option<Field>,
}

#[derive(Template)]
#[template(path = "people/mandates.html")]
struct ListPage {
    p: Page,
    lead: String,
    problems: Vec<Problem>,
    rows: Vec<Row>,
    may_give: bool,
}

/// `GET /meja/mandat`: one's own mandates; all of them for an administrator.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let done = match asked.pesan.as_str() {
        "beri" => Some("people-mandate-given"),
        "cabut" => Some("people-mandate-revoked"),
        _ => None,
    };
    let notice = done.map(|key| Notice::new(Tone::Good, ui::tr(visit.lang(), key)));
    draw(&visit, Sheet { notice, ..Sheet::default() }, 0).await
}

/// The list; `wrong` is the mandate whose revocation was refused.
async fn draw(visit: &Visit, sheet: Sheet, wrong: i64) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let admin = account.holds(ADMINISTRATOR);
    let kept = match all(&visit.desk, (!admin).then_some(account.id), MOST).await {
        Ok(kept) => kept,
        Err(error) => return visit.trouble(&error),
    };
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let p = visit.page().titled("people-mandates").failed(!sheet.faults.is_empty());
    let lead = p.tr(if admin { "people-mandates-lead-all" } else { "people-mandates-lead" }).into_owned();
    let none = Sheet::default();
    let rows = kept.iter().map(|one| {
        let sheet = if one.mandate.id == wrong { &sheet } else { &none };
        row(&p, &office, one, today, sheet)
    });
    let rows: Vec<Row> = rows.collect();
    let problems = ui::problems(rows.iter().filter_map(|row| row.revoke.as_ref()));
    let may_give = admin || !account.roles().is_empty();
    let p = p.notice(sheet.notice);
    ui::render_as(sheet.status, ListPage { p, lead, problems, rows, may_give })
}

fn row(p: &Page, office: &Office, kept: &Kept, today: Date, sheet: &Sheet) -> Row {
    let mandate = &kept.mandate;
    let lang = p.lang();
    let role = office.role(&mandate.role.0).map_or(mandate.role.0.as_str(), |role| role.name.get(lang));
    let service = |id: &ServiceId| crate::cases::service_words(office, &id.0, lang);
    let services: Vec<String> = mandate.services.iter().map(service).collect();
    let (key, tone) = match (&kept.revoked, today) {
        (Some(_), _) => ("people-mandate-state-revoked", Tone::Bad),
        (None, today) if today < mandate.from => ("people-mandate-state-ahead", Tone::Warn),
        (None, today) if today > mandate.until => ("people-mandate-state-over", Tone::Plain),
        (None, _) => ("people-mandate-state-now", Tone::Good),
    };
    let alive = kept.revoked.is_none() && today <= mandate.until;
    let ended = kept.revoked.as_ref().map(|(_, by, why)| {
        p.tr2("people-mandate-revoked-by", ("who", by.clone().into()), ("why", why.clone().into()))
    });
    let reason = |sheet: &Sheet| {
        let mut field = sheet.field(p, "reason", "people-reason", Kind::Text(Some(500)));
        field.id = format!("reason-{}", mandate.id);
        field
    };
    Row {
        id: mandate.id,
        who: format!("{} {}", mandate.kind.before(), mandate.delegate.name),
        giver: mandate.giver.name.clone(),
        role: role.to_owned(),
        services: if services.is_empty() { p.tr("people-all-services").into_owned() } else { services.join(", ") },
        days: p.tr2(
            "people-from-until",
            ("from", p.day(&mandate.from).into()),
            ("until", p.day(&mandate.until).into()),
        ),
        basis: ended.map_or_else(|| mandate.basis.clone(), |ended| format!("{}. {ended}", mandate.basis)),
        state: Tag::new(p.tr(key), tone),
        revoke: alive.then(|| reason(sheet)),
    }
}

/// `GET /meja/mandat/baru`.
pub async fn ask(visit: Visit) -> Response {
    form(&visit, Sheet::default()).await
}

async fn form(visit: &Visit, sheet: Sheet) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let people = match everybody(&visit.desk).await {
        Ok(people) => people,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("people-mandate-new");
    let back = p.tr("people-mandates").into_owned();
    let p = p.crumb(back, "/meja/mandat");
    let fields = fields(&p, visit, &account, &people, &sheet);
    sheet::show(p, ("people-mandate-new-lead", "people-mandate-give", "/meja/mandat/baru".to_owned()), fields, sheet)
}

fn fields(p: &Page, visit: &Visit, account: &Account, people: &[Person], sheet: &Sheet) -> Vec<Field> {
    let (office, lang) = (visit.desk.office(), p.lang());
    let admin = account.holds(ADMINISTRATOR);
    let here = || people.iter().filter(|person| person.left.is_none());
    let named = |person: &Person| (person.account.id.to_string(), person_words(&office, &person.account, lang));
    let own = |role: &RoleId| {
        let of_people = |person: &Person| person.account.roles().contains(role);
        if admin { here().any(of_people) } else { account.holds(&role.0) }
    };
    let worked: Vec<String> =
        office.catalogue.all().flat_map(|sop| sop.steps.iter().map(|step| step.role.clone())).collect();
    let roles = office.roles.iter().filter(|role| own(&role.id) && worked.contains(&role.id.0));
    let roles = choices(roles.map(|role| (role.id.0.clone(), role.name.get(lang).to_owned())));
    let today = office.calendar.zone().day(visit.app.now());
    let services = office.catalogue.services(today);
    let services = choices(services.map(|sop| (sop.service.id.0.clone(), sop.service.name.get(lang).to_owned())));
    let kinds = MandateKind::ALL.map(|kind| {
        let key = match kind {
            MandateKind::Plh => "people-mandate-plh",
            MandateKind::Plt => "people-mandate-plt",
            MandateKind::An => "people-mandate-an",
        };
        let hint = p.tr(&format!("{key}-hint")).into_owned();
        ui::Choice::new(kind.code(), p.tr(key)).hint(hint)
    });
    let day = || Kind::Date(today.to_string(), String::new());
    let mut fields = Vec::new();
    if admin {
        let others = choices(here().filter(|person| !person.account.roles().is_empty()).map(named));
        fields.push(sheet.field(p, "giver", "people-mandate-giver", Kind::Select(others)));
    }
    let colleagues = choices(here().filter(|person| admin || person.account.id != account.id).map(named));
    fields.extend([
        sheet.field(p, "role", "people-mandate-role", Kind::Select(roles)),
        sheet.field(p, "delegate", "people-mandate-delegate", Kind::Select(colleagues)),
        sheet.field(p, "kind", "people-mandate-kind", Kind::Radio(kinds.to_vec())),
        sheet
            .field(p, "services", "people-mandate-services", Kind::Checkboxes(services))
            .hint(p.tr("people-mandate-services-hint"))
            .optional(),
        sheet.field(p, "from", "people-from", day()),
        sheet.field(p, "until", "people-until", day()).hint(p.tr("people-mandate-until-hint")),
        sheet.field(p, "basis", "people-mandate-basis", Kind::Text(Some(200))).hint(p.tr("people-mandate-basis-hint")),
    ]);
    fields
}

/// "Sri Wahyuningsih, Kepala Bidang Perizinan".
pub(in crate::people) fn person_words(office: &Office, account: &Account, lang: casework::lang::Lang) -> String {
    let roles: Vec<&str> =
        account.roles().iter().filter_map(|role| office.role(&role.0)).map(|role| role.name.get(lang)).collect();
    let agency = match &account.kind {
        AccountKind::Officer { agency, .. } => office.agency(agency).filter(|agency| !agency.front),
        AccountKind::Applicant => None,
    };
    let place = roles.into_iter().chain(agency.map(|agency| agency.name.get(lang))).collect::<Vec<_>>().join(", ");
    if place.is_empty() { account.name.clone() } else { format!("{} ({place})", account.name) }
}

/// `POST /meja/mandat/baru`.
pub async fn give(visit: Visit, Form(form_data): Form<Pairs>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(form_data);
    let given = match read(&typed, account.holds(ADMINISTRATOR)) {
        Ok(new) => super::give(&visit.app, &visit.desk, &account, new, &request(account.id, &typed)).await,
        Err(faults) => Err(Failed::Refused(Refusal::invalid(faults))),
    };
    match given {
        Ok(_) => Redirect::to("/meja/mandat?pesan=beri").into_response(),
        Err(Failed::Refused(refusal)) => form(&visit, Sheet::refused(&visit, typed, &refusal)).await,
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

fn read(typed: &Typed, admin: bool) -> Result<NewMandate, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut day = |field: &str| {
        let day = typed.one(field).trim().parse::<Date>().ok().filter(|_| typed.one(field).trim().len() == 10);
        day.unwrap_or_else(|| {
            faults.push(fault(field, "people-day-fault"));
            Date::ZERO
        })
    };
    let (from, until) = (day("from"), day("until"));
    let giver = admin.then(|| typed.one("giver").parse::<i64>().ok());
    if giver == Some(None) {
        faults.push(fault("giver", "people-choose-fault"));
    }
    let delegate = typed.one("delegate").parse::<i64>().ok();
    if delegate.is_none() {
        faults.push(fault("delegate", "people-choose-fault"));
    }
    let kind = MandateKind::parse(typed.one("kind"));
    if kind.is_none() {
        faults.push(fault("kind", "people-choose-fault"));
    }
    if typed.one("role").is_empty() {
        faults.push(fault("role", "people-choose-fault"));
    }
    let services = typed.0.get("services").into_iter().flatten().filter(|id| !id.is_empty());
    let services = services.map(|id| ServiceId(id.clone())).collect();
    match (kind, delegate) {
        (Some(kind), Some(delegate)) if faults.is_empty() => Ok(NewMandate {
            kind,
            giver: giver.flatten(),
            delegate,
            role: RoleId(typed.one("role").to_owned()),
            services,
            from,
            until,
            basis: typed.one("basis").to_owned(),
        }),
        _ => Err(faults),
    }
}

/// `POST /meja/mandat/{id}/cabut`.
pub async fn revoke(visit: Visit, Path(id): Path<i64>, Form(form_data): Form<Pairs>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(form_data);
    let why = typed.one(&format!("reason-{id}")).to_owned();
    match super::revoke(&visit.app, &visit.desk, &account, id, &why).await {
        Ok(()) => Redirect::to("/meja/mandat?pesan=cabut").into_response(),
        Err(Failed::Refused(refusal)) => {
            let typed = Typed::from_pairs(vec![("reason".to_owned(), why)]);
            draw(&visit, Sheet::refused(&visit, typed, &refusal), id).await
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}
