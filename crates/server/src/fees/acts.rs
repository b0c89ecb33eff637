//! What is done at the cashier's desk: take money, ask for a void, a waiver or a refund, decide as the second person, send
//! money back.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::fee::{ChangeKind, Channel, FeeCommand, Notice};
use casework::case::{Command, Refusal, RefusalKind};
use casework::form::{Fault, Typed};
use casework::money::Rupiah;

use super::desk::{self, Opened};
use super::provider::{CashDesk, Order, PaymentProvider as _, take_in};
use crate::app::{Ask, Failed};
use crate::http::Visit;

type Pairs = Vec<(String, String)>;

/// `POST /meja/kas/{bill}/terima`: the cashier has taken money.
pub async fn take(visit: Visit, Path(number): Path<String>, Form(form): Form<Pairs>) -> Response {
    let typed = Typed::from_pairs(form);
    let opened = match desk::open(&visit, &number).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let amount = match typed.one("jumlah").parse::<Rupiah>() {
        Ok(amount) => amount,
        Err(fault) => {
            let fault = Fault { field: "jumlah".into(), message: fault.0 };
            return desk::refused(&visit, &opened, &Refusal::invalid(vec![fault]), typed, "jumlah");
        }
    };
    let transfer = typed.one("cara") == Channel::Transfer.code();
    let notice = Notice {
        bill: number.clone(),
        provider: Notice::CASH.to_owned(),
        channel: if transfer { Channel::Transfer } else { Channel::Cash },
        // A double click carries the same request id, so it is the same payment.
        reference: format!("{}-{}", opened.account.id, typed.one("request_id")),
        amount,
        paid_at: visit.app.now(),
    };
    let received = CashDesk(notice).received(&Order::new(&visit.desk, &opened.bill, &opened.filing)).await;
    let received = match received {
        Ok(received) => received,
        Err(error) => return visit.failure(&error),
    };
    let taken = take_in(&visit.app, &visit.desk, (opened.id, opened.account.actor()), received).await;
    if taken.is_ok() {
        visit.app.wake_worker();
    }
    answer(&visit, opened, taken, (typed, "jumlah"), "terima").await
}

/// `POST /meja/kas/{bill}/minta`: asks for a void, a waiver or a refund.
pub async fn ask(visit: Visit, Path(number): Path<String>, Form(form): Form<Pairs>) -> Response {
    let typed = Typed::from_pairs(form);
    let opened = match desk::open(&visit, &number).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let (kind, field) = match typed.one("apa") {
        "batal" => (ChangeKind::Void { bill: number }, "alasan_batal".to_owned()),
        "bebas" => (ChangeKind::Waive { bill: number }, "alasan_bebas".to_owned()),
        receipt => (ChangeKind::Refund { receipt: receipt.to_owned() }, format!("alasan_{receipt}")),
    };
    let command = FeeCommand::Ask { kind, reason: typed.one(&field).to_owned() };
    execute(&visit, opened, command, (typed, &field), "minta").await
}

/// `POST /meja/kas/{bill}/putusan/{change}`: the second person says yes or no.
pub async fn second_person(
    visit: Visit,
    Path((number, change)): Path<(String, u32)>,
    Form(form): Form<Pairs>,
) -> Response {
    let typed = Typed::from_pairs(form);
    let opened = match desk::open(&visit, &number).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let field = format!("alasan_putusan_{change}");
    let granted = typed.one("putusan") == "setuju";
    let command = FeeCommand::Decide { change, granted, reason: typed.one(&field).to_owned() };
    execute(&visit, opened, command, (typed, &field), "putusan").await
}

/// `POST /meja/kas/{bill}/kembalikan/{receipt}`: the money of a granted refund was sent back.
pub async fn give_back(
    visit: Visit,
    Path((number, receipt)): Path<(String, String)>,
    Form(form): Form<Pairs>,
) -> Response {
    let typed = Typed::from_pairs(form);
    let opened = match desk::open(&visit, &number).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let field = format!("bukti_{receipt}");
    let command = FeeCommand::Return { receipt, reference: typed.one(&field).to_owned() };
    execute(&visit, opened, command, (typed, &field), "kembali").await
}

async fn execute(visit: &Visit, opened: Opened, command: FeeCommand, form: (Typed, &str), done: &str) -> Response {
    let ask = Ask {
        request_id: form.0.one("request_id").to_owned(),
        case: Some(opened.id),
        actor: opened.account.actor(),
        command: Command::Fee(command),
    };
    let asked = visit.app.execute(&visit.desk, ask).await.map(|_| ());
    answer(visit, opened, asked, form, done).await
}

/// Back to the bill, or the bill with why it was not done.
async fn answer(
    visit: &Visit,
    opened: Opened,
    asked: Result<(), Failed>,
    (typed, field): (Typed, &str),
    done: &str,
) -> Response {
    match asked {
        Ok(()) => {
            let here = format!("/meja/kas/{}?pesan={done}", opened.bill.terms.number);
            Redirect::to(&here).into_response()
        }
        Err(Failed::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            desk::refused(visit, &opened, &refusal, typed, field)
        }
        // Somebody was faster: the page shows the bill as it is now.
        Err(Failed::Refused(refusal)) => match desk::open(visit, &opened.bill.terms.number).await {
            Ok(now) => desk::refused(visit, &now, &refusal, typed, field),
            Err(answer) => answer,
        },
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}
