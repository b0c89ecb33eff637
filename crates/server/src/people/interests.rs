//! Interests of officers: their own NIK, by which their own applications are known, and the people they have declared as
//! relations. The system gives nobody a case of theirs.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use casework::case::{Actor, Command};
use casework::form::{Fault, Typed};
use casework::id::Nik;
use serde::Deserialize;
use store::Fact;

use super::queries::interests::{self as kept, NewRelation, Relation};
use super::sheet::{Sheet, fault};
use crate::app::{App, Ask};
use crate::http::Visit;
use crate::ui::{self, Field, Kind, Notice, Page, Problem, Tone};

/// What stands before a name in Indonesia and is no part of it.
const TITLES: [&str; 13] = ["dr", "drg", "drh", "ir", "h", "hj", "dra", "drs", "prof", "ns", "apt", "kh", "rr"];
/// How many relations one may declare.
const MOST: usize = 50;

type Pairs = Vec<(String, String)>;

/// The addresses of this part.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/akun/kepentingan", get(show))
        .route("/akun/kepentingan/nik", post(set_nik))
        .route("/akun/kepentingan/relasi", post(declare))
        .route("/akun/kepentingan/relasi/hapus", post(take_back))
}

/// A name as it is compared: without titles and marks, in lower case.
pub fn name_key(name: &str) -> String {
    let before_titles = name.split(',').next().unwrap_or_default().to_lowercase();
    let letters: String = before_titles.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().filter(|word| !TITLES.contains(word)).collect::<Vec<_>>().join(" ")
}

/// What the officer who is to do the work of a case has to do with its applicant.
pub fn conflict_facts(office: &str, ask: &Ask) -> Vec<Fact> {
    let Some(case) = ask.case else { return Vec::new() };
    let officer = match (&ask.command, &ask.actor) {
        (Command::Claim { .. } | Command::Complete(_), Actor::Officer { id, .. }) => Some(id),
        (Command::Reassign { to, .. }, _) => to.as_ref().map(|to| &to.id),
        (Command::HandOver { to, .. }, _) => Some(to),
        _ => None,
    };
    officer.map(|id| kept::conflict(office, case, id.account, &name_key(&id.name))).into_iter().collect()
}

#[derive(Template)]
#[template(path = "people/interests.html")]
struct InterestsPage {
    p: Page,
    problems: Vec<Problem>,
    knows_nik: bool,
    nik: Field,
    relation: Vec<Field>,
    relations: Vec<Relation>,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pesan: String,
}

/// `GET /akun/kepentingan`.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let notice = (asked.pesan == "simpan").then(|| Notice::new(Tone::Good, ui::tr(visit.lang(), "people-saved")));
    draw(&visit, Sheet { notice, ..Sheet::default() }).await
}

async fn draw(visit: &Visit, sheet: Sheet) -> Response {
    let account = match visit.officer() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let read = async {
        Ok::<_, store::StoreError>((
            kept::relations(&visit.desk, account.id).await?,
            kept::knows_nik(&visit.desk, account.id).await?,
        ))
    };
    let (relations, knows_nik) = match read.await {
        Ok(read) => read,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("people-interests");
    let back = p.tr("people-account").into_owned();
    let p = p.crumb(back, "/akun").failed(!sheet.faults.is_empty());
    // What was typed as a NIK is not shown again.
    let mut nik = sheet.field(&p, "nik", "people-own-nik", Kind::Digits(16)).hint(p.tr("people-own-nik-hint"));
    nik.value.clear();
    let mut of_relation =
        sheet.field(&p, "relation_nik", "people-relation-nik", Kind::Digits(16)).hint(p.tr("people-relation-nik-hint"));
    of_relation.value.clear();
    let relation = vec![
        sheet.field(&p, "name", "people-full-name", Kind::Text(Some(120))),
        sheet.field(&p, "kind", "people-relation-kind", Kind::Text(Some(60))).hint(p.tr("people-relation-kind-hint")),
        of_relation.optional(),
    ];
    let problems = ui::problems(std::iter::once(&nik).chain(&relation));
    let p = p.notice(sheet.notice);
    ui::render_as(sheet.status, InterestsPage { p, problems, knows_nik, nik, relation, relations })
}

/// `POST /akun/kepentingan/nik`: records one's own NIK as a keyed hash.
pub async fn set_nik(visit: Visit, Form(pairs): Form<Pairs>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(pairs);
    match Nik::parse(typed.one("nik")) {
        Ok(nik) => {
            let hash = visit.app.secret().person(&nik.reveal());
            saved(&visit, kept::set_nik(&visit.desk.id, account.id, &hash)).await
        }
        Err(wrong) => again(&visit, typed, vec![Fault { field: "nik".into(), message: wrong.0 }]).await,
    }
}

async fn again(visit: &Visit, typed: Typed, faults: Vec<Fault>) -> Response {
    draw(visit, Sheet::refused(visit, typed, &casework::case::Refusal::invalid(faults))).await
}

async fn saved(visit: &Visit, statement: store::Statement) -> Response {
    match visit.desk.write(vec![statement]).await {
        Ok(()) => Redirect::to("/akun/kepentingan?pesan=simpan").into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /akun/kepentingan/relasi`: declares a relation.
pub async fn declare(visit: Visit, Form(pairs): Form<Pairs>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(pairs);
    let (name, kind) = (typed.one("name").trim().to_owned(), typed.one("kind").trim().to_owned());
    let mut faults = Vec::new();
    if name_key(&name).is_empty() || name.chars().count() > 120 {
        faults.push(fault("name", "people-relation-name-fault"));
    }
    if kind.is_empty() || kind.chars().count() > 60 {
        faults.push(fault("kind", "people-relation-kind-fault"));
    }
    let nik = match typed.one("relation_nik").trim() {
        "" => None,
        text => match Nik::parse(text) {
            Ok(nik) => Some(visit.app.secret().person(&nik.reveal())),
            Err(wrong) => {
                faults.push(Fault { field: "relation_nik".into(), message: wrong.0 });
                None
            }
        },
    };
    match kept::relations(&visit.desk, account.id).await {
        Ok(known) if known.len() >= MOST => faults.push(fault("name", "people-relation-many-fault")),
        Ok(_) => {}
        Err(error) => return visit.trouble(&error),
    }
    if !faults.is_empty() {
        return again(&visit, typed, faults).await;
    }
    let new = NewRelation { account: account.id, name: &name, name_key: name_key(&name), nik, kind: &kind };
    let id = i64::from(rand::random::<u32>());
    saved(&visit, kept::insert_relation(&visit.desk.id, id, &new, visit.app.now())).await
}

/// Which relation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Old {
    id: i64,
}

/// `POST /akun/kepentingan/relasi/hapus`: takes a relation back.
pub async fn take_back(visit: Visit, Form(old): Form<Old>) -> Response {
    match visit.officer() {
        Ok(account) => saved(&visit, kept::delete_relation(&visit.desk.id, old.id, account.id)).await,
        Err(answer) => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_marks_are_no_part_of_a_name() {
        for written in ["dr. Melati  Anggraini, Sp.A.", "Hj. MELATI ANGGRAINI", "Melati Anggraini"] {
            assert_eq!(name_key(written), "melati anggraini", "{written}");
        }
        assert_eq!(name_key("M. Yusuf, S.H."), "m yusuf");
        assert_eq!(name_key("Dr."), "");
    }
}
