//! Who brings money in: a gateway that lets people pay from anywhere, or the cashier's desk.

use anyhow::Result;
use casework::case::fee::FeeCommand;
use casework::case::fee::{Bill, Notice, Offer};
use casework::case::{Actor, CaseId, Command, Filing};

use crate::app::{App, Ask, Desk, Failed};

/// What a provider is told of a bill.
pub struct Order<'a> {
    /// The bill's name over all offices of the world that use the provider: `<office>/<number>`.
    pub name: String,
    /// The bill.
    pub bill: &'a Bill,
    /// Whose it is.
    pub filing: &'a Filing,
}

impl<'a> Order<'a> {
    /// A bill of an office.
    pub fn new(desk: &Desk, bill: &'a Bill, filing: &'a Filing) -> Order<'a> {
        Order { name: format!("{}/{}", desk.id, bill.terms.number), bill, filing }
    }
}

/// A way in which payments come in. A gateway and the cashier's desk are the two.
pub trait PaymentProvider {
    /// Takes a bill in and says how it can be paid; nothing where people must come themselves.
    ///
    /// # Errors
    /// The provider does not answer, or answers nonsense; asking again is safe.
    fn offer(&self, order: &Order<'_>) -> impl Future<Output = Result<Option<Offer>>> + Send;

    /// Every payment for a bill that the provider knows of, and no other: failed ones are none.
    ///
    /// # Errors
    /// As [`PaymentProvider::offer`].
    fn received(&self, order: &Order<'_>) -> impl Future<Output = Result<Vec<Notice>>> + Send;
}

/// The cashier's desk: it holds what the cashier has just taken.
pub struct CashDesk(pub Notice);

impl PaymentProvider for CashDesk {
    async fn offer(&self, _: &Order<'_>) -> Result<Option<Offer>> {
        Ok(None)
    }

    async fn received(&self, order: &Order<'_>) -> Result<Vec<Notice>> {
        let ours = self.0.bill == order.bill.terms.number;
        Ok(ours.then(|| self.0.clone()).into_iter().collect())
    }
}

/// Takes in what a provider knows of payments for a bill. Each payment acts once, however often this is done: its
/// reference names the request.
///
/// # Errors
/// The case refuses a payment, or the store fails.
pub async fn take_in(
    app: &App,
    desk: &Desk,
    (case, actor): (CaseId, Actor),
    notices: Vec<Notice>,
) -> Result<(), Failed> {
    for notice in notices {
        let request_id = format!("bayar-{}-{}", notice.provider, notice.reference);
        let command = Command::Fee(FeeCommand::Pay(notice));
        app.execute(desk, Ask { request_id, case: Some(case), actor: actor.clone(), command }).await?;
    }
    Ok(())
}
