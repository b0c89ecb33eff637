//! Money: bills, payments, refunds, the cashier's desk, the gateway, and the ledger that must balance.

mod acts;
mod callback;
mod client;
mod desk;
mod gateway;
mod jobs;
mod own;
mod paper;
mod play;
mod projection;
mod provider;
mod queries;
mod signature;
pub mod simulator;
mod words;

use axum::Router;
use axum::routing::{get, post};

pub use gateway::{Gateway, GatewayConfig};
pub use jobs::{ASK, OFFER, ask, effects, offer};
pub use own::standing;
pub use projection::{clear, project};
pub use queries::{Balance, balance};
pub use words::{tariff_news, told};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meja/kas", get(desk::list))
        .route("/meja/kas/{bill}", get(desk::show))
        .route("/meja/kas/{bill}/terima", post(acts::take))
        .route("/meja/kas/{bill}/minta", post(acts::ask))
        .route("/meja/kas/{bill}/putusan/{change}", post(acts::second_person))
        .route("/meja/kas/{bill}/kembalikan/{receipt}", post(acts::give_back))
        .route("/meja/kas/{bill}/skrd.pdf", get(paper::bill_at_desk))
        .route("/meja/kas/{bill}/bukti/{receipt}", get(paper::receipt_at_desk))
        .route("/permohonan/{case}/tagihan", get(own::show))
        .route("/permohonan/{case}/tagihan/{bill}", get(paper::bill))
        .route("/permohonan/{case}/bukti/{receipt}", get(paper::receipt))
        .route("/bayar/kabar/{provider}", post(callback::told))
        .route("/gerbang", get(play::show).post(play::pay))
}
