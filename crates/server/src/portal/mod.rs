//! What everybody sees: the front page, the catalogue, services with their SOPs, tracking; and applying.

mod apply;
mod catalogue;
mod figures;
mod front;
mod matrix;
mod progress;
mod service;
mod service_view;
mod shelf;
mod steps_view;
mod tracking;

use axum::routing::get;
use axum::{Extension, Router};

pub use apply::{
    Found, Own, Questions, Sent, SentFile, Sought, act, attachment, named, own_case, proven, receipt, seek, take,
    without_traces,
};

use crate::app::App;
use figures::Figures;
use shelf::Shelf;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(front::front))
        .route("/layanan", get(catalogue::catalogue))
        .route("/layanan/{service}", get(service::service))
        .route("/layanan/{service}/sop", get(service::sop))
        .route("/lacak", get(tracking::entry))
        .route("/lacak/{code}", get(tracking::track))
        .layer(Extension(Shelf::default()))
        .layer(Extension(Figures::default()))
        .merge(apply::routes())
}

/// The addresses that take large files and may take their time.
pub fn uploads() -> Router<App> {
    apply::uploads()
}
