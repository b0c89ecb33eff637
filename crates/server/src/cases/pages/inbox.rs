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

use super::list::{self, Asked, Tab};
use crate::calendars;
use crate::cases::queries::{self, InboxPage, SavedFilter, TaskRow};
use crate::cases::words;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Choice, Field, Kind, Link, Notice, Page, Tag, Tone};

/// How many tasks a page shows.
const PAGE: usize = 40;

struct Row {
    href: String,
    /// What a bulk action names it by.
    pick: String,
    number: String,
    applicant: String,
    service: String,
    step: String,
    who: String,
    age: String,
    day: String,
    due: Tag,
    /// What is new about it, in words; nothing where there is nothing.
    mark: Option<Tag>,
    unread: bool,
}

/// A saved filter as it is shown.
struct Saved {
    link: Link,
    open: bool,
}

#[derive(Template)]
#[template(path = "cases/inbox.html")]
struct InboxTemplate {
    p: Page,
    tabs: Vec<ui::Tab>,
    services: Vec<Choice>,
    asked: Asked,
    lead: String,
    /// What else narrows the list, in words, and the list without it.
    narrowed: Vec<Link>,
    rows: Vec<Row>,
    with_who: bool,
    first: Option<String>,
    next: Option<String>,
    empty: (String, String),
    filtered: bool,
    saved: Vec<Saved>,
    /// The list as it is, to be saved under a name; nothing where it is saved or nothing narrows it.
    save: Option<(String, Field)>,
    query: String,
    acts: Vec<Choice>,
}

/// `GET /meja`: an officer's inbox.
pub async fn inbox(visit: Visit, Query(mut asked): Query<Asked>) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer.clone(),
        Err(answer) => return answer,
    };
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let mut page = match read(&visit, &officer, &asked, today).await {
        Ok(page) => page,
        Err(error) => return visit.trouble(&error),
    };
    // Nothing taken: what could be taken is more use than an empty list.
    if asked.kotak.is_empty() && !asked.is_filtered() && page.tasks.is_empty() && page.mine == 0 {
        "peran".clone_into(&mut asked.kotak);
        let filter = asked.filter(&officer, &office, today);
        let reader = list::reader(&officer);
        (page.tasks, page.next) = match queries::tasks(&visit.desk, reader, &filter, asked.after().as_ref(), PAGE).await
        {
            Ok(found) => found,
            Err(error) => return visit.trouble(&error),
        };
    }
    let saved = match queries::filters(&visit.desk, officer.id).await {
        Ok(saved) => saved,
        Err(error) => return visit.trouble(&error),
    };
    let missing = officer.holds(calendars::ADMINISTRATOR);
    let notice = missing.then(|| calendars::missing_year_notice(&office, today, visit.lang())).flatten();
    show(&visit, &officer, asked, (page, saved), (today, notice))
}

async fn read(visit: &Visit, officer: &Account, asked: &Asked, today: Date) -> Result<InboxPage, store::StoreError> {
    let filter = asked.filter(officer, &visit.desk.office(), today);
    let (reader, own) = (list::reader(officer), officer.reach());
    queries::inbox(&visit.desk, reader, &own, &filter, asked.after().as_ref(), (today, PAGE)).await
}

fn show(
    visit: &Visit,
    officer: &Account,
    asked: Asked,
    (page, saved): (InboxPage, Vec<SavedFilter>),
    (today, notice): (Date, Option<Notice>),
) -> Response {
    let office = visit.desk.office();
    let tab = asked.tab(officer, &office);
    let query = asked.query(tab);
    let done = done_notice(&asked.selesai, visit.lang());
    let p = visit.page_with(done.or(notice)).titled("cases-inbox");
    let lang = p.lang();
    let rows = page.tasks.iter().map(|task| row(&office, task, (today, &query), lang)).collect();
    let next = page.next.as_ref().map(|key| asked.address(tab, &key.text()));
    let first = (!asked.setelah.is_empty()).then(|| asked.address(tab, ""));
    let lead = match (page.mine + page.free, page.late) {
        (0, _) => p.tr("cases-inbox-lead-none").into_owned(),
        (waiting, 0) => p.tr1("cases-inbox-lead", "count", waiting),
        (waiting, late) => p.tr2("cases-inbox-lead-late", ("count", waiting.into()), ("late", late.into())),
    };
    let filtered = asked.is_filtered();
    let known = saved.iter().any(|saved| saved.query == query);
    let template = InboxTemplate {
        tabs: tabs(&p, &asked, (tab, officer, &office), &page),
        services: services(&office, &asked.layanan, lang),
        with_who: !matches!(tab, Tab::Mine | Tab::Free),
        narrowed: narrowed(&p, &office, &asked, tab),
        empty: empty(&p, filtered, tab),
        save: (filtered && !known).then(|| (query.clone(), filter_name(&p))),
        saved: saved.into_iter().map(|saved| shown(saved, &query)).collect(),
        acts: acts(&p, tab),
        p,
        asked: Asked { kotak: tab.word().to_owned(), ..asked },
        lead,
        rows,
        first,
        next,
        filtered,
        query,
    };
    ui::render(template).into_response()
}

fn done_notice(done: &str, lang: Lang) -> Option<Notice> {
    let key = match done {
        "simpan" => "cases-filter-saved",
        "hapus" => "cases-filter-forgotten",
        _ => return None,
    };
    Some(Notice::new(Tone::Good, ui::tr(lang, key)))
}

fn filter_name(p: &Page) -> Field {
    Field::new("nama", p.tr("cases-filter-name"), Kind::Text(Some(60))).hint(p.tr("cases-filter-name-hint"))
}

fn shown(saved: SavedFilter, query: &str) -> Saved {
    Saved { open: saved.query == query, link: Link::new(saved.name, format!("/meja?{}", saved.query)) }
}

/// What can be done with several tasks of a tab at once.
fn acts(p: &Page, tab: Tab) -> Vec<Choice> {
    let words: &[&str] = match tab {
        Tab::Applicants => &["ingatkan"],
        Tab::Free => &["ambil", "serahkan", "kembalikan"],
        Tab::Mine => &["kembalikan", "serahkan"],
        Tab::Taken | Tab::Agency | Tab::Everything => &["ingatkan", "serahkan", "ambil"],
    };
    words.iter().map(|word| Choice::new(*word, p.tr(&format!("cases-bulk-{word}")))).collect()
}

fn empty(p: &Page, filtered: bool, tab: Tab) -> (String, String) {
    let keys = match (filtered, tab) {
        (true, _) => ("cases-empty-filtered", "cases-empty-filtered-text"),
        (false, Tab::Mine) => ("cases-empty-mine", "cases-empty-mine-text"),
        (false, Tab::Free) => ("cases-empty-free", "cases-empty-free-text"),
        (false, Tab::Taken) => ("cases-empty-taken", "cases-empty-taken-text"),
        (false, Tab::Agency | Tab::Everything) => ("cases-empty-all", "cases-empty-all-text"),
        (false, Tab::Applicants) => ("cases-empty-applicants", "cases-empty-applicants-text"),
    };
    (p.tr(keys.0).into_owned(), p.tr(keys.1).into_owned())
}

fn tabs(p: &Page, asked: &Asked, (open, officer, office): (Tab, &Account, &Office), page: &InboxPage) -> Vec<ui::Tab> {
    let tab = |tab: Tab| {
        let (key, count) = match tab {
            Tab::Mine => ("cases-tab-mine", Some(page.mine)),
            Tab::Free => ("cases-tab-free", Some(page.free)),
            Tab::Taken => ("cases-tab-taken", Some(page.taken)),
            Tab::Agency => ("cases-tab-all", None),
            Tab::Everything => ("cases-tab-everything", None),
            Tab::Applicants => ("cases-tab-applicants", None),
        };
        ui::Tab {
            link: Link::new(p.tr(key), asked.address(tab, "")),
            open: tab == open,
            count: count.and_then(|count| u64::try_from(count).ok()),
        }
    };
    let shown = Tab::ALL.into_iter().filter(|tab| !tab.is_of_front() || officer.is_of_front(office));
    shown.map(tab).collect()
}

/// What else narrows the list besides service and words: each in words, with the list without it.
fn narrowed(p: &Page, office: &Office, asked: &Asked, tab: Tab) -> Vec<Link> {
    let mut narrowed = Vec::new();
    let without = |change: fn(&mut Asked)| {
        let mut other = asked.clone();
        change(&mut other);
        other.address(tab, "")
    };
    if !asked.langkah.is_empty() {
        let step = step_name(office, &asked.layanan, &asked.langkah, p.lang());
        let words = p.tr1("cases-narrowed-step", "step", step);
        narrowed.push(Link::new(words, without(|other| other.langkah.clear())));
    }
    if !asked.telat.is_empty() {
        narrowed.push(Link::new(p.tr("cases-narrowed-late"), without(|other| other.telat.clear())));
    }
    if !asked.pemegang.is_empty() {
        narrowed.push(Link::new(p.tr("cases-narrowed-holder"), without(|other| other.pemegang.clear())));
    }
    narrowed
}

/// Every service of the office, to choose from.
pub(super) fn services(office: &Office, chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut ids: Vec<&str> = office.catalogue.all().map(|sop| sop.service.id.0.as_str()).collect();
    ids.dedup();
    let choice = |id: &str| Choice { chosen: id == chosen, ..Choice::new(id, words::service_words(office, id, lang)) };
    ids.into_iter().map(choice).collect()
}

fn row(office: &Office, task: &TaskRow, (today, list): (Date, &str), lang: Lang) -> Row {
    let since = Timestamp::from_microsecond(task.since_us).map(|at| office.calendar.zone().day(at)).unwrap_or(today);
    let age = office.calendar.working_days_between(since, today).unwrap_or(0);
    let age =
        if since == today { ui::tr(lang, "cases-age-new").into_owned() } else { date_text::working_days(age, lang) };
    Row {
        href: list::href(task, list),
        pick: format!("{}.{}", task.case.0, task.step),
        number: task.number.clone(),
        applicant: task.applicant.clone(),
        service: words::service_words(office, &task.service, lang),
        step: step_name(office, &task.service, &task.step, lang),
        who: match &task.officer {
            Some((_, name)) => name.clone(),
            None => words::role_words(office, &task.role, lang),
        },
        age,
        day: task.due.map_or_else(String::new, |day| date_text::short_day(day, lang)),
        due: words::due_tag(task.due, today, &office.calendar, lang),
        mark: words::mark_tag(&task.mark, lang),
        unread: task.unread,
    }
}

/// What a step is called: by the newest revision that has it, which is near enough for a list. Without a service by any.
pub(super) fn step_name(office: &Office, service: &str, step: &str, lang: Lang) -> String {
    let step = StepId(step.to_owned());
    let fits =
        |sop: &&std::sync::Arc<Sop>| (service.is_empty() || sop.service.id.0 == service) && sop.step(&step).is_some();
    let newest = office.catalogue.all().filter(fits).max_by_key(|sop| -> BundleId { sop.bundle() });
    newest.map_or_else(|| step.0.clone(), |sop| words::step_words(sop, &step, lang))
}
