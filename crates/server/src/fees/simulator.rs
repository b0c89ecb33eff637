//! A payment gateway to try things with: an HTTP server of its own that keeps bills in memory, takes signed requests only,
//! and tells of payments by signed callbacks. It can be slow, double, reorder, lose and lie, as real ones do.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::Timestamp;
use tokio::net::TcpListener;

use super::callback::Callback;
use super::gateway::{Account, Asked, Told};
use super::signature::{MOMENT, SIGNATURE, is_genuine, sign};
use crate::clock::Clock;

/// A callback as it would be posted: a moment, a signature, a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The header [`MOMENT`].
    pub moment: String,
    /// The header [`SIGNATURE`].
    pub signature: String,
    /// The body.
    pub body: Vec<u8>,
}

/// The bad moods of a gateway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mood {
    /// It takes so long for every answer.
    pub slow: Duration,
    /// It answers with 503.
    pub down: bool,
    /// It answers about a bill of another office.
    pub lies: bool,
}

#[derive(Default)]
struct Inside {
    bills: BTreeMap<String, Account>,
    amounts: BTreeMap<String, i64>,
    callbacks: Vec<Posted>,
    mood: Mood,
    count: u64,
    asked: u64,
}

/// A simulated gateway.
#[derive(Clone)]
pub struct Simulator {
    inside: Arc<Mutex<Inside>>,
    key: Arc<Vec<u8>>,
    clock: Clock,
    /// Where it listens, as in `http://127.0.0.1:4711`.
    pub url: String,
}

impl Simulator {
    /// Starts one on a free port of this machine.
    ///
    /// # Errors
    /// No port is free.
    pub async fn start(key: &[u8], clock: Clock) -> std::io::Result<Simulator> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let simulator = Simulator { inside: Arc::default(), key: Arc::new(key.to_vec()), clock, url };
        let router = Router::new()
            .route("/v1/bills", post(take))
            .route("/v1/bills/{reference}", get(tell))
            .with_state(simulator.clone());
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the simulated gateway has ended");
            }
        });
        Ok(simulator)
    }

    /// The key of its signatures.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    /// The bills that it knows: name, amount, how often each was paid. The newest first.
    pub fn bills(&self) -> Vec<(String, i64, usize)> {
        let inside = self.inside();
        let bill = |account: &Account| {
            let amount = inside.amounts.get(&account.external_id).copied().unwrap_or(0);
            (account.external_id.clone(), amount, account.payments.len())
        };
        inside.bills.values().rev().map(bill).collect()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts it into a mood.
    pub fn be(&self, mood: Mood) {
        self.inside().mood = mood;
    }

    /// How often it was asked about payments.
    pub fn asked(&self) -> u64 {
        self.inside().asked
    }

    /// Somebody pays the bill of this name: what it is over, or another amount. The callback is kept until it is taken.
    /// Gives the payment's name; nothing for a bill that it does not know.
    pub fn pay(&self, external_id: &str, channel: &str, amount: Option<i64>) -> Option<String> {
        self.happens(external_id, channel, amount, "paid")
    }

    /// Somebody tries to pay, and the bank says no.
    pub fn fail(&self, external_id: &str) -> Option<String> {
        self.happens(external_id, "va", None, "failed")
    }

    fn happens(&self, external_id: &str, channel: &str, amount: Option<i64>, status: &str) -> Option<String> {
        let now = self.clock.now();
        let id = {
            let mut inside = self.inside();
            inside.count += 1;
            let id = format!("P-{:06}", inside.count);
            let billed = inside.amounts.get(external_id).copied()?;
            let told = Told {
                id: id.clone(),
                channel: channel.to_owned(),
                amount: amount.unwrap_or(billed),
                paid_at: now.as_second(),
                status: status.to_owned(),
            };
            inside.bills.values_mut().find(|bill| bill.external_id == external_id)?.payments.push(told);
            id
        };
        let posted = self.callback(&format!("C-{id}"), external_id);
        self.inside().callbacks.push(posted);
        Some(id)
    }

    /// A genuine callback about a bill, whether or not anything was paid.
    pub fn callback(&self, id: &str, external_id: &str) -> Posted {
        let now = self.clock.now();
        let callback = Callback { id: id.to_owned(), external_id: external_id.to_owned() };
        let body = serde_json::to_vec(&callback).unwrap_or_default();
        Posted { moment: now.as_second().to_string(), signature: sign(&self.key, now, &body), body }
    }

    /// The callbacks that wait to be posted, oldest first; whoever takes them may lose, double or reorder them.
    pub fn callbacks(&self) -> Vec<Posted> {
        std::mem::take(&mut self.inside().callbacks)
    }

    /// Waits as long as it is slow, and refuses what is not signed or comes while it is down.
    async fn admits(&self, (method, uri, headers, body): (&Method, &Uri, &HeaderMap, &[u8])) -> Option<Response> {
        let mood = self.inside().mood;
        tokio::time::sleep(mood.slow).await;
        if mood.down {
            return Some(StatusCode::SERVICE_UNAVAILABLE.into_response());
        }
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let signed = [method.as_str().as_bytes(), b" ", uri.path().as_bytes(), b"\n", body].concat();
        let genuine = is_genuine(&self.key, Timestamp::now(), (header(MOMENT), header(SIGNATURE)), &signed);
        (!genuine).then(|| StatusCode::UNAUTHORIZED.into_response())
    }
}

/// `POST /v1/bills`: takes a bill in. The same name gives the same account.
async fn take(
    State(simulator): State<Simulator>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    body: Bytes,
) -> Response {
    if let Some(no) = simulator.admits((&method, &uri, &headers, &body)).await {
        return no;
    }
    let Ok(asked) = serde_json::from_slice::<Asked>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    let mut inside = simulator.inside();
    inside.amounts.insert(asked.external_id.clone(), asked.amount);
    let count = inside.bills.len() + 1;
    let known = inside.bills.values().find(|bill| bill.external_id == asked.external_id);
    let reference = known.map_or_else(|| format!("B-{count:06}"), |bill| bill.reference.clone());
    let account = inside.bills.entry(reference.clone()).or_insert_with(|| Account {
        external_id: asked.external_id.clone(),
        account: format!("8800167100{count:06}"),
        bank: "Bank Contoh Sumsel".to_owned(),
        qris: format!("00020101021226550014ID.CO.CONTOH.WWW0118936000{count:06}5204931153033605802ID6009PALEMBANG6304"),
        reference,
        payments: Vec::new(),
    });
    Json(&*account).into_response()
}

/// `GET /v1/bills/{reference}`: what is known of a bill and its payments.
async fn tell(
    State(simulator): State<Simulator>,
    Path(reference): Path<String>,
    (method, uri, headers): (Method, Uri, HeaderMap),
) -> Response {
    if let Some(no) = simulator.admits((&method, &uri, &headers, b"")).await {
        return no;
    }
    let mut inside = simulator.inside();
    inside.asked += 1;
    let lies = inside.mood.lies;
    let Some(bill) = inside.bills.get(&reference) else { return StatusCode::NOT_FOUND.into_response() };
    if !lies {
        return Json(bill).into_response();
    }
    let other = Account {
        external_id: "kantor-lain/SKRD-2026-000001".to_owned(),
        reference,
        bank: bill.bank.clone(),
        account: bill.account.clone(),
        qris: bill.qris.clone(),
        payments: bill.payments.clone(),
    };
    Json(other).into_response()
}
