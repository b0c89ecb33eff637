//! The forms of this slice: fields with what was typed and what is wrong, on one plain page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::case::{Refusal, RefusalKind};
use casework::form::{Fault, Typed};

use crate::http::Visit;
use crate::ui::{self, Choice, Field, Kind, Notice, Page, Problem, Tone};

/// What was typed into a form, and what is wrong with it.
#[derive(Default)]
pub struct Sheet {
    /// The texts.
    pub typed: Typed,
    /// What is wrong, by field.
    pub faults: Vec<Fault>,
    /// What is wrong as a whole.
    pub notice: Option<Notice>,
    /// The answer's status.
    pub status: StatusCode,
}

impl Sheet {
    /// A form that was refused: with its faults, or with the words of the refusal over it.
    pub fn refused(visit: &Visit, typed: Typed, refusal: &Refusal) -> Sheet {
        let status = match refusal.kind {
            RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            RefusalKind::Forbidden => StatusCode::FORBIDDEN,
            RefusalKind::Stale | RefusalKind::WrongState => StatusCode::CONFLICT,
            RefusalKind::NotFound => StatusCode::NOT_FOUND,
        };
        let whole = refusal.faults.is_empty();
        let notice = whole.then(|| Notice::new(Tone::Bad, refusal.text(visit.lang())));
        Sheet { typed, faults: refusal.faults.clone(), notice, status }
    }

    /// A field as it was typed.
    pub fn field(&self, p: &Page, id: &str, key: &str, kind: Kind) -> Field {
        let chosen: Vec<String> = self.typed.0.get(id).cloned().unwrap_or_default();
        let error = self.faults.iter().find(|fault| fault.field == id);
        let error = error.map(|fault| fault.message.get(p.lang()).to_owned());
        Field::new(id, p.tr(key), kind).value(self.typed.one(id)).values(&chosen).error(error)
    }

    /// A field that has a value already where nothing was typed.
    pub fn known(&self, p: &Page, id: &str, (key, kind): (&str, Kind), value: &str) -> Field {
        let field = self.field(p, id, key, kind);
        if self.typed.0.is_empty() { field.value(value) } else { field }
    }
}

#[derive(Template)]
#[template(path = "people/sheet.html")]
struct SheetPage {
    p: Page,
    lead: String,
    problems: Vec<Problem>,
    fields: Vec<Field>,
    action: String,
    submit: String,
}

/// A page with a lead, fields and a button.
pub fn show(p: Page, (lead, submit, action): (&str, &str, String), fields: Vec<Field>, sheet: Sheet) -> Response {
    let problems = ui::problems(&fields);
    let p = p.failed(!problems.is_empty() || sheet.notice.is_some()).notice(sheet.notice);
    let (lead, submit) = (p.tr(lead).into_owned(), p.tr(submit).into_owned());
    ui::render_as(sheet.status, SheetPage { p, lead, problems, fields, action, submit })
}

/// A wrong field with the words of a key.
pub fn fault(field: &str, key: &str) -> Fault {
    let text = |lang| ui::tr(lang, key).into_owned();
    let message = casework::lang::Text::new(text(casework::lang::Lang::Id), text(casework::lang::Lang::En));
    Fault { field: field.to_owned(), message }
}

/// What a box or list offers: value and words.
pub fn choices(pairs: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    pairs.into_iter().map(|(value, label)| Choice::new(value, label)).collect()
}

/// The name of a form's request, with the account before it; a form without one is a request of its own.
pub fn request(account: i64, typed: &Typed) -> String {
    match typed.one("request_id") {
        "" => format!("{account}/{:032x}", rand::random::<u128>()),
        id => format!("{account}/{id}"),
    }
}
