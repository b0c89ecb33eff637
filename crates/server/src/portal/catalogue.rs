//! The catalogue: every service in force, and the search in it.

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::shelf::{Shelf, Tongue};
use crate::http::Visit;
use crate::ui::{self, Page, ServiceCard};

/// Cards as HTML, beside each other.
#[derive(Template)]
#[template(path = "portal/cards.html")]
pub struct Cards {
    pub cards: Vec<ServiceCard>,
    pub p: Tongue,
}

#[derive(Template)]
#[template(path = "portal/catalogue.html")]
struct CataloguePage<'a> {
    p: Page,
    q: &'a str,
    /// What was found, in words; empty where nothing was looked for.
    found: String,
    nothing: bool,
    cards: &'a str,
}

/// What is looked for.
#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// `GET /layanan?q=…`.
pub async fn catalogue(
    visit: Visit,
    Extension(shelf): Extension<Shelf>,
    Query(Search { q }): Query<Search>,
) -> Response {
    let books = match shelf.books(&visit) {
        Ok(books) => books,
        Err(error) => return visit.failure(&error.into()),
    };
    let p = visit.page().titled("portal-catalogue");
    let q: String = q.trim().chars().take(100).collect();
    if q.is_empty() {
        let nothing = books.services.is_empty();
        return ui::render_public(CataloguePage { p, q: "", found: String::new(), nothing, cards: &books.cards });
    }
    let cards: Vec<ServiceCard> = books.search(&q).into_iter().map(|book| book.card.clone()).collect();
    let count = i64::try_from(cards.len()).unwrap_or(i64::MAX);
    let nothing = cards.is_empty();
    let cards = match (Cards { cards, p: Tongue(visit.lang()) }).render() {
        Ok(cards) => cards,
        Err(error) => return visit.failure(&error.into()),
    };
    let found = p.tr2("portal-found", ("count", count.into()), ("q", q.as_str().into()));
    ui::render_public(CataloguePage { p, q: &q, found, nothing, cards: &cards })
}
