//! What is done outside about money: a bill is brought to the gateway, and the gateway is asked what came in. Asking is
//! also the reconciliation: it finds what no callback told (S33).

use anyhow::{Context as _, Result, bail};
use casework::case::fee::{BillState, FeeCommand, FeeEvent};
use casework::case::{Actor, Case, CaseId, Command, Event};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Change, Job, Statement, Taken};

use super::provider::{Order, PaymentProvider as _, take_in};
use crate::app::{App, Ask, Desk, Failed};
use crate::worker::Outcome;

/// The kind of job that brings a bill to the gateway.
pub const OFFER: &str = "fee-offer";
/// The kind of job that asks the gateway what has come in for a bill.
pub const ASK: &str = "fee-ask";

/// How often the gateway is asked about a bill that waits.
const OFTEN: SignedDuration = SignedDuration::from_mins(15);
/// How often about one that is over, for money that comes too late or twice.
const SELDOM: SignedDuration = SignedDuration::from_hours(6);
/// How many days after its last day nobody asks any more.
const DAYS_AFTER: i64 = 3;

#[derive(Serialize, Deserialize)]
struct About {
    case: CaseId,
    bill: String,
    /// Whether it comes again until the bill is long over.
    #[serde(default)]
    watch: bool,
}

/// The jobs that a command's events call for.
pub fn effects(change: &Change<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for recorded in change.events {
        let Event::Fee { what } = &recorded.event else { continue };
        let FeeEvent::Billed { terms } = &**what else { continue };
        let about = |watch| About { case: change.case_id, bill: terms.number.clone(), watch };
        let payload = |about: About| serde_json::to_value(about).unwrap_or_default();
        let offer = Job {
            id: format!("{OFFER}-{}", terms.number),
            kind: OFFER,
            payload: payload(about(false)),
            run_at: recorded.at,
        };
        let watch = Job {
            id: format!("{ASK}-{}", terms.number),
            kind: ASK,
            payload: payload(about(true)),
            run_at: later(recorded.at, OFTEN),
        };
        statements.extend([offer, watch].map(|job| job.enqueue(change.office)));
    }
    statements
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

/// The job that asks about a bill once, now.
pub(super) fn asked(bill: &str, case: CaseId, why: &str, now: Timestamp) -> Job {
    let payload = serde_json::to_value(About { case, bill: bill.to_owned(), watch: false }).unwrap_or_default();
    Job { id: format!("{ASK}-{bill}-{why}"), kind: ASK, payload, run_at: now }
}

async fn about(desk: &Desk, job: &Taken) -> Result<(About, Case)> {
    let about: About = serde_json::from_value(job.payload.clone()).context("the bill's job cannot be read")?;
    let found = desk.case(about.case).await?;
    let (case, _) = found.with_context(|| format!("there is no case {}", about.case.0))?;
    Ok((about, case))
}

/// Brings a bill to the gateway, and keeps how it can be paid. An office without a gateway has its cashier only.
///
/// # Errors
/// The gateway or the store does not answer; the job is tried again.
pub async fn offer(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let Some(gateway) = desk.gateway() else { return Ok(()) };
    let (about, case) = about(desk, job).await?;
    let bill = case.fees.bill(&about.bill).context("the case lacks its bill")?;
    let filing = case.filing().context("the case was not filed")?;
    if bill.state != BillState::Open {
        return Ok(());
    }
    let Some(offer) = gateway.offer(&Order::new(desk, bill, filing)).await? else { return Ok(()) };
    let command = Command::Fee(FeeCommand::Offer { bill: about.bill, offer });
    let ask = Ask { request_id: job.id.clone(), case: Some(about.case), actor: Actor::System, command };
    match app.execute(desk, ask).await {
        Ok(_) => Ok(()),
        Err(Failed::Refused(refusal)) => bail!("the case does not take its offer: {}", refusal.message.en),
        Err(Failed::Store(error)) => Err(error.into()),
    }
}

/// Asks the gateway what has come in for a bill, and takes it in. The one that watches comes again.
///
/// # Errors
/// The gateway or the store does not answer; the job is tried again.
pub async fn ask(app: &App, desk: &Desk, job: &Taken) -> Result<Outcome> {
    let Some(gateway) = desk.gateway() else { return Ok(Outcome::Done) };
    let (about, case) = about(desk, job).await?;
    let bill = case.fees.bill(&about.bill).context("the case lacks its bill")?;
    let filing = case.filing().context("the case was not filed")?;
    let received = match gateway.received(&Order::new(desk, bill, filing)).await {
        Ok(received) => received,
        // A gateway that is down for a night must not end the watch: it is asked again at the usual hour.
        Err(error) if about.watch => {
            tracing::warn!(bill = about.bill, "the gateway does not say what came in: {error:#}");
            return Ok(Outcome::NotBefore(later(app.now(), OFTEN)));
        }
        Err(error) => return Err(error),
    };
    match take_in(app, desk, (about.case, Actor::System), received).await {
        Ok(()) => {}
        Err(Failed::Refused(refusal)) => bail!("a payment is refused: {}", refusal.message.en),
        Err(Failed::Store(error)) => return Err(error.into()),
    }
    let today = desk.office().calendar.zone().day(app.now());
    let over = (today - bill.terms.due).get_days() > DAYS_AFTER as i32;
    if !about.watch || over {
        return Ok(Outcome::Done);
    }
    let waits = desk
        .case(about.case)
        .await?
        .is_some_and(|(case, _)| case.fees.bill(&about.bill).is_some_and(|bill| bill.state == BillState::Open));
    Ok(Outcome::NotBefore(later(app.now(), if waits { OFTEN } else { SELDOM })))
}
