//! An officer's inbox: the open tasks of the roles held, most urgent first.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::document::Reading;
use super::extract::{Asked, Officer};
use super::problem::{Kind, Problem};
use super::shapes::{OfficerShape, Words, entries, moment_us, short};
use crate::cases::{self, Inbox, InboxFilter, InboxKey, TaskRow};
use crate::http::Visit;

/// An open task.
#[derive(Debug, Serialize, ToSchema)]
pub struct Task {
    /// The case.
    #[schema(example = 1042)]
    case: i64,
    /// The case's registration number.
    #[schema(example = "2026-000017")]
    number: String,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// The step.
    #[schema(example = "verifikasi")]
    step: String,
    /// What the step is called.
    name: Words,
    /// The role that does it.
    #[schema(example = "petugas-loket")]
    role: String,
    /// The officer who has taken it; null while it is free.
    officer: Option<OfficerShape>,
    /// The applicant.
    applicant: String,
    /// Since when it is open.
    #[schema(format = DateTime)]
    since: String,
    /// The last day on which it is on time.
    #[schema(format = Date)]
    due: Option<String>,
    /// Whether that day is over.
    late: bool,
    /// What is new: `answered` where what its officer had returned is mended, `updated` where that was an officer's work,
    /// `returned` where a later step has given it back,
    /// `added` where documents came unasked since it began; else null.
    #[schema(example = "answered")]
    news: Option<String>,
    /// Whether something has happened, or a note was written, since the officer last opened the case's page.
    unread: bool,
}

/// A page of the inbox, with what its parts count.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskPage {
    /// The tasks.
    items: Vec<Task>,
    /// What to send as `after` for the next page; null on the last.
    next: Option<String>,
    /// How many the officer has taken.
    mine: i64,
    /// How many of the officer's roles nobody has taken.
    free: i64,
    /// How many of the officer's roles somebody else has taken.
    taken: i64,
    /// How many of those taken by the officer or by nobody are over their due day.
    late: i64,
}

/// Which tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// `mine`, `free`, `taken` (by others) or `all`.
    #[param(required = false, default = "all", pattern = "^(mine|free|taken|all)$")]
    #[serde(default = "all")]
    part: String,
    /// Only tasks of this role, one of the officer's own.
    #[param(required = false, nullable = false)]
    role: Option<String>,
    /// Only this service.
    #[param(required = false, nullable = false)]
    service: Option<String>,
    /// Only where the number or the applicant's name holds this.
    #[param(required = false, nullable = false, max_length = 200)]
    q: Option<String>,
    /// Only this step.
    #[param(required = false, nullable = false)]
    step: Option<String>,
    /// Only what is over its due day.
    #[param(required = false, default = false)]
    #[serde(default)]
    late: bool,
    /// How many entries: 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50, required = false)]
    #[serde(default = "super::shapes::fifty")]
    limit: u16,
    /// The `next` of the page before.
    #[param(required = false, nullable = false, pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[.][0-9]+$")]
    after: Option<String>,
}

fn all() -> String {
    "all".to_owned()
}

/// The inbox of the officer who asks.
#[utoipa::path(get, operation_id = "listTasks", path = "/tasks", tag = "tasks", params(Filter), responses((status = 200, body = TaskPage), Reading))]
pub async fn list(Officer(caller): Officer, Asked(asked): Asked<Filter>) -> Result<Json<TaskPage>, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let own = account.reach();
    let unreadable = || Problem::new(Kind::Unreadable);
    let part = match asked.part.as_str() {
        "mine" => Inbox::Mine,
        "free" => Inbox::Free,
        "taken" => Inbox::Taken,
        "all" => Inbox::All,
        _ => return Err(unreadable()),
    };
    let after = asked.after.as_deref().map(|after| InboxKey::parse(after).ok_or_else(unreadable)).transpose()?;
    let roles =
        own.iter().filter(|reach| asked.role.as_ref().is_none_or(|wanted| wanted == &reach.role)).cloned().collect();
    let plain = |text: Option<String>| text.map_or(Ok(String::new()), short);
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let filter = InboxFilter {
        inbox: part,
        roles,
        service: plain(asked.service)?,
        typed: plain(asked.q)?,
        step: plain(asked.step)?,
        due_before: asked.late.then_some(today),
        ..InboxFilter::default()
    };
    let most = entries(asked.limit)?;
    let page = cases::inbox(&visit.desk, cases::reader(account), &own, &filter, after.as_ref(), (today, most)).await;
    let page = page.map_err(|error| Problem::store(visit, &error))?;
    Ok(Json(TaskPage {
        items: page.tasks.iter().map(|row| task(row, visit)).collect(),
        next: page.next.map(|key| key.text()),
        mine: page.mine,
        free: page.free,
        taken: page.taken,
        late: page.late,
    }))
}

fn task(row: &TaskRow, visit: &Visit) -> Task {
    let office = visit.desk.office();
    let zone = office.calendar.zone();
    let today = zone.day(visit.app.now());
    let step = casework::sop::StepId(row.step.clone());
    let sop = office.catalogue.current(&casework::sop::ServiceId(row.service.clone()), today);
    Task {
        case: row.case.0,
        number: row.number.clone(),
        service: row.service.clone(),
        step: row.step.clone(),
        name: sop.map_or_else(|| Words::of(|_| row.step.clone()), |sop| super::case_shapes::step_name(sop, &step)),
        role: row.role.clone(),
        officer: row.officer.as_ref().map(|(account, name)| OfficerShape {
            account: *account,
            name: name.clone(),
            on_behalf_of: None,
        }),
        applicant: row.applicant.clone(),
        since: moment_us(row.since_us, zone),
        due: row.due.map(|day| day.to_string()),
        late: row.due.is_some_and(|day| day < today),
        news: Some(row.mark.clone()).filter(|mark| !mark.is_empty()),
        unread: row.unread,
    }
}
