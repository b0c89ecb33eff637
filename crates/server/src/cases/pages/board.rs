//! The supervisor's board: what is late, where, and with whom; every figure leads to the tasks behind it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use casework::case::is_supervisor;
use casework::lang::Lang;
use casework::office::Office;
use jiff::civil::Date;

use super::inbox::step_name;
use super::list::{Asked, Tab};
use crate::cases::queries::{self, Heap, OpenCases};
use crate::cases::words;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Link, Page, Stat, Tag, Tone};

/// A step with everybody who has it.
struct StepRow {
    service: String,
    step: String,
    role: String,
    /// All of it, and what is late of it; both lead to the list.
    open: Link,
    late: Link,
    tag: Tag,
    /// Who has how much: "Agus Firmansyah 3 (1 telat)".
    holders: Vec<Link>,
}

#[derive(Template)]
#[template(path = "cases/board.html")]
struct BoardTemplate {
    p: Page,
    tiles: Vec<Stat>,
    rows: Vec<StepRow>,
    cases: Vec<(String, i64, i64, i64)>,
}

/// Whether somebody has a board.
pub fn has_board(account: &Account, office: &Office) -> bool {
    is_supervisor(&account.actor(), office)
}

/// What the board counts for an officer: everything for supervisors of the office itself, the own agency for others.
///
/// # Errors
/// The database does not answer.
pub async fn figures(
    visit: &Visit,
    officer: &Account,
    today: Date,
) -> Result<(Vec<Heap>, Vec<OpenCases>), store::StoreError> {
    let office = visit.desk.office();
    let front = officer.is_of_front(&office);
    let own = super::list::reader(officer).agency.to_owned();
    let mut heaps = queries::heaps(&visit.desk, today).await?;
    heaps.retain(|heap| front || office.role(&heap.role).is_some_and(|role| role.agency.0 == own));
    let mut services: Vec<String> = office.catalogue.all().map(|sop| sop.service.id.0.clone()).collect();
    services.dedup();
    let cases = if front { queries::open_cases_of(&visit.desk, &services, today).await? } else { Vec::new() };
    Ok((heaps, cases))
}

/// `GET /meja/papan`: the board.
pub async fn board(visit: Visit) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer.clone(),
        Err(answer) => return answer,
    };
    let office = visit.desk.office();
    if !has_board(&officer, &office) {
        return ui::not_found(visit.page()).into_response();
    }
    let today = office.calendar.zone().day(visit.app.now());
    let (heaps, cases) = match figures(&visit, &officer, today).await {
        Ok(figures) => figures,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("cases-board");
    let tab = if officer.is_of_front(&office) { Tab::Everything } else { Tab::Agency };
    let (lang, service) = (p.lang(), |id: &str| words::service_words(&office, id, p.lang()));
    let rows = steps(&heaps).iter().filter_map(|heaps| step_row(&office, heaps, (tab, today), lang)).collect();
    let cases = cases.iter().map(|one| (service(&one.service), one.open, one.late, one.paused)).collect();
    let tiles = tiles(&p, &heaps, tab);
    ui::render(BoardTemplate { tiles, rows, cases, p }).into_response()
}

/// The heaps of one step together, the steps with most that is late first.
fn steps(heaps: &[Heap]) -> Vec<Vec<&Heap>> {
    let mut steps: Vec<Vec<&Heap>> = Vec::new();
    for heap in heaps {
        let same = |known: &&mut Vec<&Heap>| {
            known.first().is_some_and(|first| (&first.service, &first.step) == (&heap.service, &heap.step))
        };
        match steps.iter_mut().find(same) {
            Some(step) => step.push(heap),
            None => steps.push(vec![heap]),
        }
    }
    let sum = |heaps: &[&Heap], of: fn(&Heap) -> i64| heaps.iter().map(|heap| of(heap)).sum::<i64>();
    steps.sort_by_key(|heaps| std::cmp::Reverse((sum(heaps, |heap| heap.late), sum(heaps, |heap| heap.open))));
    steps
}

fn step_row(office: &Office, heaps: &[&Heap], (tab, today): (Tab, Date), lang: Lang) -> Option<StepRow> {
    let (open, late) = heaps.iter().fold((0, 0), |(open, late), heap| (open + heap.open, late + heap.late));
    let oldest = heaps.iter().filter_map(|heap| heap.oldest).min();
    let first = heaps.first()?;
    let applicants = office.role(&first.role).is_none();
    let tab = if applicants { Tab::Applicants } else { tab };
    let list = Asked { layanan: first.service.clone(), langkah: first.step.clone(), ..Asked::default() };
    let only_late = Asked { telat: "ya".to_owned(), ..list.clone() };
    let holders = heaps.iter().filter(|_| !applicants).map(|heap| holder(heap, &list, tab, lang));
    Some(StepRow {
        service: words::service_words(office, &first.service, lang),
        step: step_name(office, &first.service, &first.step, lang),
        role: words::role_words(office, &first.role, lang),
        open: Link::new(open.to_string(), list.address(tab, "")),
        late: Link::new(late.to_string(), if late > 0 { only_late.address(tab, "") } else { String::new() }),
        tag: words::due_tag(oldest, today, &office.calendar, lang),
        holders: holders.collect(),
    })
}

fn holder(heap: &Heap, list: &Asked, tab: Tab, lang: Lang) -> Link {
    let name =
        heap.officer.as_ref().map_or_else(|| ui::tr(lang, "cases-board-free").into_owned(), |(_, name)| name.clone());
    let key = if heap.late > 0 { "cases-board-holder-late" } else { "cases-board-holder" };
    let args = [("name", name.into()), ("open", heap.open.into()), ("late", heap.late.into())];
    let pemegang = heap.officer.as_ref().map_or_else(String::new, |(account, _)| account.to_string());
    let asked = Asked { pemegang, ..list.clone() };
    Link::new(ui::tr_with(lang, key, &args), asked.address(tab, ""))
}

fn tiles(p: &Page, heaps: &[Heap], tab: Tab) -> Vec<Stat> {
    let of_office = || heaps.iter().filter(|heap| heap.role != "pemohon");
    let open: i64 = of_office().map(|heap| heap.open).sum();
    let late: i64 = of_office().map(|heap| heap.late).sum();
    let free: i64 = of_office().filter(|heap| heap.officer.is_none()).map(|heap| heap.open).sum();
    let awaited: i64 = heaps.iter().filter(|heap| heap.role == "pemohon").map(|heap| heap.open).sum();
    let tile = |key: &str, figure: i64, tone: Tone| Stat {
        label: p.tr(key).into_owned(),
        figure: p.number(&figure),
        tone,
        ..Stat::default()
    };
    let mut tiles = vec![
        tile("cases-board-open", open, Tone::Plain),
        tile("cases-board-late", late, if late > 0 { Tone::Bad } else { Tone::Good }),
        tile("cases-board-untaken", free, if free > 0 { Tone::Warn } else { Tone::Good }),
    ];
    if tab == Tab::Everything {
        tiles.push(tile("cases-board-awaited", awaited, Tone::Plain));
    }
    tiles
}
