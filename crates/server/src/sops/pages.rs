//! The officers' page of SOPs: what is published, since when it counts, and publishing again from the folder.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::sop::{Finding, Sop};
use jiff::civil::Date;

use super::{Depth, Published, publish_checked};
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Link, Notice, Page, Tag, Tone, words};

/// Who may publish.
const PUBLISHER: &str = "administrator";

#[derive(Template)]
#[template(path = "sops/list.html")]
struct ListPage {
    p: Page,
    rows: Vec<SopRow>,
    may_publish: bool,
    findings: Vec<(String, String)>,
}

/// One published revision.
struct SopRow {
    name: String,
    id: String,
    version: u32,
    number: String,
    effective: String,
    state: Tag,
    /// Whether its page shows this revision.
    shown: bool,
}

/// `GET /meja/sop`.
pub async fn list(visit: Visit) -> Response {
    match visit.officer() {
        Ok(account) => show(&visit, account, StatusCode::OK, None, Vec::new()),
        Err(answer) => answer,
    }
}

/// `POST /meja/sop`: checks the folder once more and publishes what is new in it. Running cases keep what they have,
/// and a bad SOP leaves the office as it is.
pub async fn publish_again(visit: Visit) -> Response {
    let account = match visit.officer() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    if !account.holds(PUBLISHER) {
        let p = visit.page();
        let (why, back) = (p.tr("sops-not-yours").into_owned(), Link::new(p.tr("sops-title"), "/meja/sop"));
        return ui::refused(p, StatusCode::FORBIDDEN, why, back).into_response();
    }
    match publish_checked(&visit.app, &visit.desk, visit.desk.source(), Depth::Stories).await {
        Ok(published) => {
            tracing::info!(account = account.id, added = ?published.added, "SOPs were published");
            told(&visit, account, &published)
        }
        Err(error) => {
            let notice = Notice::new(Tone::Bad, visit.page().tr("sops-unreadable")).text(format!("{error:#}"));
            show(&visit, account, StatusCode::UNPROCESSABLE_ENTITY, Some(notice), Vec::new())
        }
    }
}

fn told(visit: &Visit, account: &Account, published: &Published) -> Response {
    let p = visit.page();
    let added = published.added.join(", ");
    let notice = match (published.added.is_empty(), published.findings.is_empty()) {
        (true, true) => Notice::new(Tone::Plain, p.tr("sops-nothing-new")),
        (true, false) => Notice::new(Tone::Bad, p.tr("sops-none-published")).text(p.tr("sops-unharmed")),
        (false, true) => Notice::new(Tone::Good, p.tr1("sops-published", "added", added.as_str())),
        (false, false) => {
            Notice::new(Tone::Warn, p.tr1("sops-published", "added", added.as_str())).text(p.tr("sops-unharmed"))
        }
    };
    let status = if published.findings.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let told = |finding: &Finding| (finding.place(), finding.message.get(visit.lang()).to_owned());
    show(visit, account, status, Some(notice), published.findings.iter().map(told).collect())
}

fn show(
    visit: &Visit,
    account: &Account,
    status: StatusCode,
    notice: Option<Notice>,
    findings: Vec<(String, String)>,
) -> Response {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let current = |sop: &Sop| {
        let now = office.catalogue.current(&sop.service.id, today);
        now.is_some_and(|now| now.identity.version == sop.identity.version)
    };
    let p = visit.page_with(notice).titled("sops-title");
    let mut rows: Vec<SopRow> = office.catalogue.all().map(|sop| row(&p, sop, current(sop), today)).collect();
    rows.sort_by(|a, b| (&a.name, b.version).cmp(&(&b.name, a.version)));
    ui::render_as(status, ListPage { p, rows, may_publish: account.holds(PUBLISHER), findings })
}

fn row(p: &Page, sop: &Sop, current: bool, today: Date) -> SopRow {
    let (key, tone) = match (current, sop.identity.effective > today) {
        (true, _) => ("sops-in-force", Tone::Good),
        (false, true) => ("sops-scheduled", Tone::Warn),
        (false, false) => ("sops-superseded", Tone::Plain),
    };
    SopRow {
        name: sop.service.name.get(p.lang()).to_owned(),
        id: sop.service.id.to_string(),
        version: sop.identity.version,
        number: sop.identity.number.clone(),
        effective: words::day(p.lang(), sop.identity.effective),
        state: Tag::new(p.tr(key), tone),
        shown: current,
    }
}
