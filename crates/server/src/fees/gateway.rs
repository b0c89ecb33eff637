//! A payment gateway: virtual accounts and QRIS over HTTP. It is asked, and never believed: what a callback says only makes
//! the office ask.

use anyhow::{Context as _, Result, bail, ensure};
use casework::case::fee::{Channel, Notice, Offer};
use casework::money::Rupiah;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::{self, Answer};
use super::provider::{Order, PaymentProvider};
use super::signature::{MOMENT, SIGNATURE, sign};
use super::simulator::Simulator;

/// How an office reaches its gateway.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayConfig {
    /// Its name in the ledger and in the address of its callbacks: letters, digits and `-`.
    pub name: String,
    /// Its address, as in `http://127.0.0.1:9090`.
    pub url: String,
    /// The file with the key that both sides sign with.
    pub key_file: std::path::PathBuf,
}

/// A gateway of an office.
#[derive(Clone)]
pub struct Gateway {
    /// Its name.
    pub name: String,
    url: String,
    key: Vec<u8>,
    /// The simulator behind it, in the demo.
    pub(super) simulator: Option<Simulator>,
}

/// What the gateway says of a bill that it took in.
#[derive(Serialize, Deserialize)]
pub(super) struct Account {
    pub external_id: String,
    pub reference: String,
    pub bank: String,
    pub account: String,
    pub qris: String,
    #[serde(default)]
    pub payments: Vec<Told>,
}

/// What the gateway says of a payment.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Told {
    pub id: String,
    pub channel: String,
    pub amount: i64,
    pub paid_at: i64,
    /// `paid`; everything else is no payment.
    pub status: String,
}

/// What the gateway is told of a bill.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    pub external_id: String,
    pub amount: i64,
    pub name: String,
    pub until: String,
}

impl Gateway {
    /// A gateway by its configuration.
    ///
    /// # Errors
    /// The key cannot be read or is too short, or the name or the address cannot be used.
    pub fn new(config: &GatewayConfig) -> Result<Gateway> {
        let path = config.key_file.display();
        let key = std::fs::read(&config.key_file).with_context(|| format!("cannot read the gateway's key {path}"))?;
        ensure!(key.len() >= 16, "the gateway's key {path} needs at least 16 bytes");
        Gateway::with_key(&config.name, &config.url, key)
    }

    /// A gateway with a key.
    ///
    /// # Errors
    /// The name or the address cannot be used.
    pub fn with_key(name: &str, url: &str, key: Vec<u8>) -> Result<Gateway> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        ensure!(!name.is_empty() && name.chars().all(plain), "{name} is no name of a gateway: use a-z, 0-9 and -");
        ensure!(name != Notice::CASH, "{name} is the name of the cashier's desk; give the gateway another one");
        ensure!(url.starts_with("http://"), "the gateway's address {url} must begin with http://");
        Ok(Gateway { name: name.to_owned(), url: url.trim_end_matches('/').to_owned(), key, simulator: None })
    }

    /// The gateway of a demo or a test, with the simulator behind it.
    pub fn simulated(simulator: &Simulator) -> Gateway {
        Gateway {
            name: "gerbang".to_owned(),
            url: simulator.url.clone(),
            key: simulator.key().to_vec(),
            simulator: Some(simulator.clone()),
        }
    }

    /// The key of its signatures.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    async fn send(&self, method: &str, path: &str, body: &[u8]) -> Result<Answer> {
        let now = Timestamp::now();
        // The method and the path are part of what is signed, so that no request can be used for another.
        let signed = [method.as_bytes(), b" ", path.as_bytes(), b"\n", body].concat();
        let headers = [
            ("content-type", "application/json".to_owned()),
            (MOMENT, now.as_second().to_string()),
            (SIGNATURE, sign(&self.key, now, &signed)),
        ];
        client::send(method, &format!("{}{path}", self.url), &headers, body).await
    }
}

impl PaymentProvider for Gateway {
    async fn offer(&self, order: &Order<'_>) -> Result<Option<Offer>> {
        let terms = &order.bill.terms;
        let asked = Asked {
            external_id: order.name.clone(),
            amount: terms.amount.0,
            name: order.filing.applicant.name.clone(),
            until: terms.due.to_string(),
        };
        let answer = self.send("POST", "/v1/bills", &serde_json::to_vec(&asked)?).await?;
        ensure!(answer.status == 200 || answer.status == 201, "the gateway answered {}", answer.status);
        let account: Account = serde_json::from_slice(&answer.body).context("the gateway's answer cannot be read")?;
        ensure!(account.external_id == order.name, "the gateway answered about another bill");
        Ok(Some(Offer {
            provider: self.name.clone(),
            reference: account.reference,
            bank: account.bank,
            account: account.account,
            qris: account.qris,
        }))
    }

    async fn received(&self, order: &Order<'_>) -> Result<Vec<Notice>> {
        let offer = order.bill.offers.iter().find(|offer| offer.provider == self.name);
        let Some(offer) = offer else { return Ok(Vec::new()) };
        let path = format!("/v1/bills/{}", crate::ui::encode(&offer.reference));
        let answer = self.send("GET", &path, b"").await?;
        ensure!(answer.status == 200, "the gateway answered {}", answer.status);
        let account: Account = serde_json::from_slice(&answer.body).context("the gateway's answer cannot be read")?;
        ensure!(account.external_id == order.name, "the gateway answered about another bill");
        let paid = account.payments.iter().filter(|told| told.status == "paid");
        paid.map(|told| self.notice(order, told)).collect()
    }
}

impl Gateway {
    fn notice(&self, order: &Order<'_>, told: &Told) -> Result<Notice> {
        let channel = match Channel::named(&told.channel) {
            Some(channel @ (Channel::VirtualAccount | Channel::Qris)) => channel,
            Some(Channel::Cash | Channel::Transfer) | None => {
                bail!("the gateway tells of a payment by {}, which it does not take", told.channel)
            }
        };
        Ok(Notice {
            bill: order.bill.terms.number.clone(),
            provider: self.name.clone(),
            channel,
            reference: told.id.clone(),
            amount: Rupiah(told.amount),
            paid_at: Timestamp::from_second(told.paid_at).context("a payment has no moment")?,
        })
    }
}
