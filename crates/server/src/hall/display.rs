//! The screen in the hall: who is called where, who waits, which counters are away.

use askama::Template;
use axum::response::Response;

use super::Today;
use super::view::{self, CallView, CounterView, GroupView};
use crate::http::Visit;
use crate::ui::{self, Page};

/// So many calls are shown.
const CALLS: usize = 4;

#[derive(Template)]
#[template(path = "hall/display.html")]
struct DisplayPage {
    p: Page,
    day: String,
    hour: String,
    /// Why no numbers are given now; empty where they are.
    closed: String,
    calls: Vec<CallView>,
    counters: Vec<CounterView>,
    groups: Vec<GroupView>,
}

/// `GET /antrean/layar`.
pub async fn show(visit: Visit) -> Response {
    let today = match Today::of(&visit, None).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let (hall, lang) = (today.hall(), visit.lang());
    let p = visit.page().titled("hall-display-title");
    let day = p.weekday(&today.day.date);
    ui::render(DisplayPage {
        day,
        hour: super::hour(&hall, today.now, lang),
        closed: hall.is_giving().err().map(|refusal| refusal.text(lang).to_owned()).unwrap_or_default(),
        calls: view::calls(&hall, CALLS, lang),
        counters: view::counters(&hall, lang),
        groups: view::groups(&hall, lang),
        p,
    })
}
