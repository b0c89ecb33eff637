//! Money in the demo: most pay in time, by bank, QRIS or at the desk; now and then somebody pays twice and gets it back.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use casework::case::fee::{ChangeKind, Channel, FeeCommand, Notice, PaymentState};
use casework::case::{Actor, CaseId, Command};
use casework::sop::StepId;
use jiff::Timestamp;

use super::agenda::Due;
use super::days::later;
use super::year::Year;
use crate::people::Account;

/// How many seconds back a bill may still wait.
const LATELY: i64 = 4 * 86_400;

impl Year<'_> {
    /// A bill was made: most applicants will pay it.
    pub(super) fn will_pay(&mut self, at: Timestamp, (case, step, visit): (CaseId, &StepId, u32)) {
        let paid = later(at, self.dice.number(900, 160_000));
        // Of what was billed lately something always waits.
        let lately = self.agenda.until().as_second() - at.as_second() < LATELY;
        if self.dice.percent(if lately { 40 } else { 92 }) {
            self.agenda.note(paid, Due::Pay(case, step.clone(), visit));
        }
    }

    /// The applicant pays the bill that a step waits for.
    pub(super) fn pay(&mut self, at: Timestamp, id: CaseId, (step, visit): (&StepId, u32)) -> Result<()> {
        if !self.is_open(id, (step, visit)) {
            return Ok(());
        }
        let case = self.rehearsal.case(id).context("the case is not rehearsed")?;
        let Some(terms) = case.fees.open().map(|bill| bill.terms.clone()) else { return Ok(()) };
        let cash = self.dice.percent(35) && self.rehearsal.office().calendar.is_open(at)?;
        let channel = match (cash, self.dice.percent(50)) {
            (true, _) => Channel::Cash,
            (false, true) => Channel::VirtualAccount,
            (false, false) => Channel::Qris,
        };
        let notice = Notice {
            bill: terms.number,
            provider: if cash { Notice::CASH } else { "gerbang" }.to_owned(),
            channel,
            reference: format!("contoh-{}", self.plays.len() + 1),
            amount: terms.amount,
            paid_at: at,
        };
        let again = (!cash && self.dice.percent(9)).then(|| Notice {
            channel: if channel == Channel::Qris { Channel::VirtualAccount } else { Channel::Qris },
            reference: format!("{}-lagi", notice.reference),
            ..notice.clone()
        });
        let actor = if cash { self.handler("kasir")? } else { Actor::System };
        self.money(at, id, actor, FeeCommand::Pay(notice))?;
        if let Some(again) = again {
            self.money(at, id, Actor::System, FeeCommand::Pay(again))?;
            let seconds = self.dice.number(86_400, 9 * 86_400);
            self.agenda.note(later(at, seconds), Due::Refund(id));
        }
        Ok(())
    }

    /// What was paid twice goes back: asked for by the cashier, granted by the treasurer where it is much, sent.
    pub(super) fn refund(&mut self, at: Timestamp, id: CaseId) -> Result<()> {
        let case = self.rehearsal.case(id).context("the case is not rehearsed")?;
        let listed = case.fees.payments.iter().find(|payment| payment.state == PaymentState::Listed);
        let Some(receipt) = listed.map(|payment| payment.terms.receipt.clone()) else { return Ok(()) };
        let (cashier, treasurer) = (self.handler("kasir")?, self.handler("bendahara-penerimaan")?);
        let kind = ChangeKind::Refund { receipt: receipt.clone() };
        let reason = "Dibayar dua kali; pemohon sudah dihubungi.".to_owned();
        self.money(at, id, cashier.clone(), FeeCommand::Ask { kind, reason })?;
        let case = self.rehearsal.case(id).context("the case is not rehearsed")?;
        let waiting = case.fees.changes.last().filter(|change| change.decided.is_none()).map(|change| change.id);
        if let Some(change) = waiting {
            // Some of it always waits for the second person.
            if self.dice.percent(25) {
                return Ok(());
            }
            self.money(at, id, treasurer, FeeCommand::Decide { change, granted: true, reason: String::new() })?;
        }
        let reference = format!("TRF-{}", self.plays.len());
        self.money(at, id, cashier, FeeCommand::Return { receipt, reference })
    }

    fn money(&mut self, at: Timestamp, id: CaseId, actor: Actor, command: FeeCommand) -> Result<()> {
        let ask = self.ask(Some(id), actor, Command::Fee(command));
        self.must(at, ask, &BTreeMap::new()).map(|_| ())
    }

    /// The first of the staff who holds a role.
    fn handler(&self, role: &str) -> Result<Actor> {
        let treasurer = "bendahara-penerimaan";
        // The treasurer may also take money, but must not grant what was asked for at the same desk.
        let fits = |account: &&Account| account.holds(role) && (role == treasurer || !account.holds(treasurer));
        let account = self.staff.iter().find(fits);
        Ok(account.with_context(|| format!("nobody holds the role {role}"))?.actor())
    }
}
