//! The front page: what can be done here, how long it takes, and whether that is kept.

use askama::Template;
use axum::Extension;
use axum::response::Response;

use super::figures::{self, Figures};
use super::shelf::Shelf;
use crate::http::Visit;
use crate::ui::{self, Page, Stat};

#[derive(Template)]
#[template(path = "portal/front.html")]
struct FrontPage<'a> {
    p: Page,
    cards: &'a str,
    stats: Vec<Stat>,
}

/// `GET /`.
pub async fn front(
    visit: Visit,
    Extension(shelf): Extension<Shelf>,
    Extension(figures): Extension<Figures>,
) -> Response {
    let books = match shelf.books(&visit) {
        Ok(books) => books,
        Err(error) => return visit.failure(&error.into()),
    };
    let counted = match figures.of(&visit).await {
        Ok(counted) => counted,
        Err(error) => return visit.trouble(&error),
    };
    let stats = figures::of_office(&counted, &books, visit.lang());
    ui::render_public(FrontPage { p: visit.page(), cards: &books.cards, stats })
}
