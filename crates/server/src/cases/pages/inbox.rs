//! The inbox: what waits for an officer, most urgent first.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use casework::date_text;
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::{BundleId, Sop, StepId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::calendars;
use crate::cases::queries::{self, Inbox, InboxFilter, InboxKey, InboxPage, TaskRow};
use crate::cases::words;
use crate::http::Visit;
use crate::people::{Account, AccountKind};
use crate::ui::{self, Choice, Notice, Page, Tab, Tag};

/// How many tasks a page shows.
const PAGE: usize = 40;

/// What an inbox's address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    /// The tab: `saya`, `peran`, `lain` or `instansi`.
    #[serde(default)]
    kotak: String,
    /// Only this service.
    #[serde(default)]
    layanan: String,
    /// Only where number or name hold this.
    #[serde(default)]
    q: String,
    /// After this task.
    #[serde(default)]
    setelah: String,
}

struct Row {
    href: String,
    number: String,
    applicant: String,
    service: String,
    step: String,
    who: String,
    age: String,
    day: String,
    due: Tag,
}

#[derive(Template)]
#[template(path = "cases/inbox.html")]
struct InboxTemplate {
    p: Page,
    tabs: Vec<Tab>,
    services: Vec<Choice>,
    asked: Asked,
    lead: String,
    rows: Vec<Row>,
    with_who: bool,
    first: Option<String>,
    next: Option<String>,
    empty: (String, String),
    filtered: bool,
}

/// `GET /meja`: an officer's inbox.
pub async fn inbox(visit: Visit, Query(mut asked): Query<Asked>) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer.clone(),
        Err(answer) => return answer,
    };
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let mut page = match read(&visit, &officer, &office, &asked, today).await {
        Ok(page) => page,
        Err(error) => return visit.trouble(&error),
    };
    // Nothing taken: what could be taken is more use than an empty list.
    if asked.kotak.is_empty() && page.tasks.is_empty() && page.mine == 0 {
        "peran".clone_into(&mut asked.kotak);
        let (filter, after) = wanted(&officer, &office, &asked);
        (page.tasks, page.next) = match queries::tasks(&visit.desk, officer.id, &filter, after.as_ref(), PAGE).await {
            Ok(found) => found,
            Err(error) => return visit.trouble(&error),
        };
    }
    let missing = officer.holds(calendars::ADMINISTRATOR);
    let notice = missing.then(|| calendars::missing_year_notice(&office, today, visit.lang())).flatten();
    show(&visit, &office, asked, page, (today, notice)).into_response()
}

async fn read(
    visit: &Visit,
    officer: &Account,
    office: &Office,
    asked: &Asked,
    today: Date,
) -> Result<InboxPage, store::StoreError> {
    let (filter, after) = wanted(officer, office, asked);
    queries::inbox(&visit.desk, officer.id, &roles_of(officer), &filter, after.as_ref(), (today, PAGE)).await
}

/// What the address asks for, and after which task.
fn wanted(officer: &Account, office: &Office, asked: &Asked) -> (InboxFilter, Option<InboxKey>) {
    let inbox = kind(&asked.kotak);
    let roles = if inbox == Inbox::All { of_agency(office, officer) } else { roles_of(officer) };
    let filter = InboxFilter { inbox, roles, service: asked.layanan.clone(), typed: asked.q.clone() };
    (filter, InboxKey::parse(&asked.setelah))
}

fn roles_of(officer: &Account) -> Vec<String> {
    officer.roles().iter().map(|role| role.0.clone()).collect()
}

fn kind(tab: &str) -> Inbox {
    match tab {
        "peran" => Inbox::Free,
        "lain" => Inbox::Taken,
        "instansi" => Inbox::All,
        _mine => Inbox::Mine,
    }
}

/// The roles of an officer's agency.
fn of_agency(office: &Office, officer: &Account) -> Vec<String> {
    let AccountKind::Officer { agency, .. } = &officer.kind else { return Vec::new() };
    office.roles.iter().filter(|role| &role.agency == agency).map(|role| role.id.0.clone()).collect()
}

fn show(
    visit: &Visit,
    office: &Office,
    asked: Asked,
    page: InboxPage,
    (today, notice): (Date, Option<Notice>),
) -> Response {
    let p = visit.page_with(notice).titled("cases-inbox");
    let lang = p.lang();
    let inbox = kind(&asked.kotak);
    let filtered = !asked.q.trim().is_empty() || !asked.layanan.is_empty();
    let rows = page.tasks.iter().map(|task| row(office, task, today, lang)).collect();
    let next = page.next.as_ref().map(|key| address(&asked, tab_of(inbox), &key.text()));
    let first = (!asked.setelah.is_empty()).then(|| address(&asked, tab_of(inbox), ""));
    let lead = match (page.mine + page.free, page.late) {
        (0, _) => p.tr("cases-inbox-lead-none").into_owned(),
        (waiting, 0) => p.tr1("cases-inbox-lead", "count", waiting),
        (waiting, late) => p.tr2("cases-inbox-lead-late", ("count", waiting.into()), ("late", late.into())),
    };
    let empty = match (filtered, inbox) {
        (true, _) => ("cases-empty-filtered", "cases-empty-filtered-text"),
        (false, Inbox::Mine) => ("cases-empty-mine", "cases-empty-mine-text"),
        (false, Inbox::Free) => ("cases-empty-free", "cases-empty-free-text"),
        (false, Inbox::Taken) => ("cases-empty-taken", "cases-empty-taken-text"),
        (false, Inbox::All) => ("cases-empty-all", "cases-empty-all-text"),
    };
    let empty = (p.tr(empty.0).into_owned(), p.tr(empty.1).into_owned());
    ui::render(InboxTemplate {
        tabs: tabs(&p, &asked, inbox, &page),
        services: services(office, &asked.layanan, lang),
        with_who: matches!(inbox, Inbox::Taken | Inbox::All),
        p,
        asked: Asked { kotak: tab_of(inbox).to_owned(), ..asked },
        lead,
        rows,
        first,
        next,
        empty,
        filtered,
    })
}

fn tab_of(inbox: Inbox) -> &'static str {
    match inbox {
        Inbox::Mine => "saya",
        Inbox::Free => "peran",
        Inbox::Taken => "lain",
        Inbox::All => "instansi",
    }
}

fn tabs(p: &Page, asked: &Asked, open: Inbox, page: &InboxPage) -> Vec<Tab> {
    let tab = |inbox: Inbox, key: &str, count: Option<i64>| Tab {
        link: ui::Link::new(p.tr(key), address(asked, tab_of(inbox), "")),
        open: inbox == open,
        count: count.and_then(|count| u64::try_from(count).ok()),
    };
    vec![
        tab(Inbox::Mine, "cases-tab-mine", Some(page.mine)),
        tab(Inbox::Free, "cases-tab-free", Some(page.free)),
        tab(Inbox::Taken, "cases-tab-taken", Some(page.taken)),
        tab(Inbox::All, "cases-tab-all", None),
    ]
}

/// The address of the inbox with another tab or page, the filter kept.
fn address(asked: &Asked, tab: &str, after: &str) -> String {
    let pairs = [("kotak", tab), ("layanan", &asked.layanan), ("q", asked.q.trim()), ("setelah", after)];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", ui::encode(value))).collect();
    format!("/meja?{}", query.join("&"))
}

/// Every service of the office, to choose from.
pub(super) fn services(office: &Office, chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut ids: Vec<&str> = office.catalogue.all().map(|sop| sop.service.id.0.as_str()).collect();
    ids.dedup();
    let choice = |id: &str| Choice { chosen: id == chosen, ..Choice::new(id, words::service_words(office, id, lang)) };
    ids.into_iter().map(choice).collect()
}

fn row(office: &Office, task: &TaskRow, today: Date, lang: Lang) -> Row {
    let since = Timestamp::from_microsecond(task.since_us).map(|at| office.calendar.zone().day(at)).unwrap_or(today);
    let age = office.calendar.working_days_between(since, today).unwrap_or(0);
    let age =
        if since == today { ui::tr(lang, "cases-age-new").into_owned() } else { date_text::working_days(age, lang) };
    Row {
        href: format!("/meja/berkas/{}?langkah={}", task.case.0, ui::encode(&task.step)),
        number: task.number.clone(),
        applicant: task.applicant.clone(),
        service: words::service_words(office, &task.service, lang),
        step: step_name(office, task, lang),
        who: match &task.officer {
            Some((_, name)) => name.clone(),
            None => words::role_words(office, &task.role, lang),
        },
        age,
        day: task.due.map_or_else(String::new, |day| date_text::short_day(day, lang)),
        due: words::due_tag(task.due, today, &office.calendar, lang),
    }
}

/// What the step is called: by the newest revision that has it, which is near enough for a list.
fn step_name(office: &Office, task: &TaskRow, lang: Lang) -> String {
    let step = StepId(task.step.clone());
    let of_service = |sop: &&std::sync::Arc<Sop>| sop.service.id.0 == task.service && sop.step(&step).is_some();
    let newest = office.catalogue.all().filter(of_service).max_by_key(|sop| -> BundleId { sop.bundle() });
    newest.map_or_else(|| task.step.clone(), |sop| words::step_words(sop, &step, lang))
}
