//! The simulated gateway's face in the demo: pay a bill as an applicant would in a bank's app, also twice, also so that the
//! message about it is lost.

use askama::Template;
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::client;
use super::signature::{MOMENT, SIGNATURE};
use super::simulator::{Posted, Simulator};
use crate::http::Visit;
use crate::ui::{self, Page, words};

#[derive(Template)]
#[template(path = "fees/play.html")]
struct PlayPage {
    p: Page,
    bills: Vec<Row>,
}

struct Row {
    name: String,
    amount: String,
    paid: usize,
}

/// What somebody does in the bank's app.
#[derive(Deserialize)]
pub struct Payment {
    name: String,
    channel: String,
    #[serde(default)]
    lost: String,
}

fn simulator(visit: &Visit) -> Result<Simulator, Response> {
    let simulator = visit.desk.gateway().and_then(|gateway| gateway.simulator.clone());
    simulator.ok_or_else(|| ui::not_found(visit.page()).into_response())
}

/// `GET /gerbang`: the bills that the simulated gateway knows.
pub async fn show(visit: Visit) -> Response {
    let simulator = match simulator(&visit) {
        Ok(simulator) => simulator,
        Err(answer) => return answer,
    };
    let p = visit.page().titled("fees-play");
    let row = |(name, amount, paid)| Row { name, amount: words::rupiah(p.lang(), amount), paid };
    let bills = simulator.bills().into_iter().map(row).collect();
    ui::render(PlayPage { bills, p })
}

/// `POST /gerbang`: pays, and lets the gateway tell the office unless the message is to be lost.
pub async fn pay(visit: Visit, Form(payment): Form<Payment>) -> Response {
    let simulator = match simulator(&visit) {
        Ok(simulator) => simulator,
        Err(answer) => return answer,
    };
    let channel = if payment.channel == "qris" { "qris" } else { "va" };
    if simulator.pay(&payment.name, channel, None).is_none() {
        return ui::not_found(visit.page()).into_response();
    }
    let callbacks = simulator.callbacks();
    if payment.lost.is_empty() {
        let address = format!("{}/bayar/kabar/gerbang", visit.desk.office().profile.public_url);
        tokio::spawn(async move {
            for Posted { moment, signature, body } in callbacks {
                let headers = [(MOMENT, moment), (SIGNATURE, signature)];
                if let Err(error) = client::send("POST", &address, &headers, &body).await {
                    tracing::warn!("the simulated gateway could not tell of a payment: {error:#}");
                }
            }
        });
    }
    Redirect::to("/gerbang").into_response()
}
