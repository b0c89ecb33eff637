//! Papers of money: the bill (SKRD) and the receipt (TBP) as PDF, set anew each time from what happened.

use anyhow::Context as _;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::case::fee::{Bill, BillState, Payment};
use casework::case::{Case, CaseId, Filing};
use casework::lang::Lang;
use documents::{Assets, Options, Template};
use jiff::Timestamp;
use serde::Serialize;

use super::desk::{self, Opened};
use super::words as told;
use crate::http::Visit;
use crate::licences;
use crate::portal;
use crate::ui::{self, tr, words};

/// Papers are in Indonesian.
const LANG: Lang = Lang::Id;

/// What the templates `_letters/bill.typ` and `_letters/payment.typ` are told.
#[derive(Serialize)]
struct Paper {
    office: documents::Office,
    service: documents::Service,
    case: CaseWords,
    bill: BillWords,
    payment: PaymentWords,
}

#[derive(Serialize)]
struct CaseWords {
    number: String,
    holder: String,
}

#[derive(Serialize)]
struct BillWords {
    number: String,
    issued: String,
    due: String,
    lines: Vec<(String, String)>,
    amount: String,
    in_words: String,
    tariff: String,
    law: String,
    state: String,
    bank: String,
    account: String,
    qris: bool,
}

#[derive(Default, Serialize)]
struct PaymentWords {
    receipt: String,
    paid: String,
    amount: String,
    in_words: String,
    channel: String,
    reference: String,
    officer: String,
    note: String,
}

/// `GET /meja/kas/{bill}/skrd.pdf`: the bill, for the cashier.
pub async fn bill_at_desk(visit: Visit, Path(number): Path<String>) -> Response {
    match desk::open(&visit, &number).await {
        Ok(Opened { id, case, filing, bill, .. }) => pdf(&visit, (id, &case, &filing), &bill, None).await,
        Err(answer) => answer,
    }
}

/// `GET /meja/kas/{bill}/bukti/{receipt}`: a receipt, for the cashier.
pub async fn receipt_at_desk(visit: Visit, Path((number, receipt)): Path<(String, String)>) -> Response {
    match desk::open(&visit, &number).await {
        Ok(opened) => receipt_of(&visit, (opened.id, &opened.case, &opened.filing), &receipt).await,
        Err(answer) => answer,
    }
}

/// `GET /permohonan/{case}/tagihan/{bill}`: the bill as PDF (`….pdf`) or its QRIS code as a picture (`….svg`).
pub async fn bill(visit: Visit, Path((id, file)): Path<(String, String)>) -> Response {
    let own = match portal::own_case(&visit, &id, "case").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let nowhere = || ui::not_found(visit.page()).into_response();
    let Some((number, ending)) = file.rsplit_once('.') else { return nowhere() };
    let Some(bill) = own.case.fees.bill(number) else { return nowhere() };
    match ending {
        "pdf" => pdf(&visit, (own.id, &own.case, &own.filing), bill, None).await,
        "svg" => match bill.offers.first().map(|offer| documents::qr_svg(&offer.qris)) {
            Some(Ok(picture)) => {
                ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-store")], picture).into_response()
            }
            Some(Err(fault)) => visit.failure(&fault.into()),
            None => nowhere(),
        },
        _ => nowhere(),
    }
}

/// `GET /permohonan/{case}/bukti/{receipt}`: one's own receipt as PDF.
pub async fn receipt(visit: Visit, Path((id, receipt)): Path<(String, String)>) -> Response {
    match portal::own_case(&visit, &id, "case").await {
        Ok(own) => receipt_of(&visit, (own.id, &own.case, &own.filing), &receipt).await,
        Err(answer) => answer,
    }
}

async fn receipt_of(visit: &Visit, of: (CaseId, &Case, &Filing), receipt: &str) -> Response {
    let payment = of.1.fees.payment(receipt);
    let bill = payment.and_then(|payment| of.1.fees.bill(&payment.terms.notice.bill));
    match (payment, bill) {
        (Some(payment), Some(bill)) => pdf(visit, of, bill, Some(payment)).await,
        _ => ui::not_found(visit.page()).into_response(),
    }
}

async fn pdf(visit: &Visit, of: (CaseId, &Case, &Filing), bill: &Bill, payment: Option<&Payment>) -> Response {
    let name = payment.map_or(&bill.terms.number, |payment| &payment.terms.receipt).clone();
    match set(visit, of, bill, payment).await {
        Ok(bytes) => portal::attachment(&format!("{name}.pdf"), "application/pdf", bytes),
        Err(error) => visit.failure(&error),
    }
}

async fn set(
    visit: &Visit,
    (_, _, filing): (CaseId, &Case, &Filing),
    bill: &Bill,
    payment: Option<&Payment>,
) -> anyhow::Result<Vec<u8>> {
    let bundles = visit.desk.bundles();
    let bundle = bundles.get(&filing.bundle).context("the case's SOP is not there")?;
    let files = bundle.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let file = if payment.is_some() { "_letters/payment.typ" } else { "_letters/bill.typ" };
    let template = Template::of_folder(&bundle.sop.service.id.0, file, files)?;
    let crest = ui::asset_bytes(&visit.desk.face().crest);
    let office = visit.desk.office();
    let law = bundle.sop.identity.legal_basis.iter().find(|law| law.id == bill.terms.legal_basis);
    let data = Paper {
        office: licences::letterhead(&office, crest.is_some()),
        service: licences::letter_service(&bundle.sop),
        case: CaseWords { number: filing.number.clone(), holder: filing.applicant.name.clone() },
        bill: bill_words(visit, bill, law.map_or("", |law| &law.title)),
        payment: payment.map(|payment| payment_words(visit, payment)).unwrap_or_default(),
    };
    let mut assets = Assets::default();
    if let Some(offer) = bill.offers.first() {
        assets = assets.with("qr.svg", documents::qr_svg(&offer.qris)?);
    }
    if let Some(crest) = crest {
        assets = assets.with("crest.svg", crest);
    }
    let at = payment.map_or(bill.at, |payment| payment.at);
    let name = payment.map_or(&bill.terms.number, |payment| &payment.terms.receipt);
    let options = Options::new(format!("{}/{name}", visit.desk.id), at);
    // Typesetting is work of some milliseconds: beside the threads that answer others.
    let set = tokio::task::spawn_blocking(move || documents::render(&template, &data, &assets, &options));
    Ok(set.await.context("the paper's making broke off")??.bytes)
}

fn day(visit: &Visit, at: Timestamp) -> String {
    let office = visit.desk.office();
    let zone = office.calendar.zone();
    words::moment(LANG, zone.day(at).to_datetime(zone.time(at)))
}

fn bill_words(visit: &Visit, bill: &Bill, law: &str) -> BillWords {
    let terms = &bill.terms;
    let offer = bill.offers.first().filter(|_| bill.state == BillState::Open);
    BillWords {
        number: terms.number.clone(),
        issued: day(visit, bill.at),
        due: words::weekday(LANG, terms.due),
        lines: terms
            .lines
            .iter()
            .map(|line| (line.label.get(LANG).to_owned(), words::rupiah(LANG, line.amount.0)))
            .collect(),
        amount: words::rupiah(LANG, terms.amount.0),
        in_words: terms.amount.in_words(),
        tariff: words::day(LANG, terms.tariff_since),
        law: law.to_owned(),
        state: told::state(LANG, bill.state).word,
        bank: offer.map(|offer| offer.bank.clone()).unwrap_or_default(),
        account: offer.map(|offer| offer.account.clone()).unwrap_or_default(),
        qris: offer.is_some(),
    }
}

fn payment_words(visit: &Visit, payment: &Payment) -> PaymentWords {
    let (terms, notice) = (&payment.terms, &payment.terms.notice);
    let note = terms.surplus.map(|cause| told::refund_cause(LANG, cause));
    PaymentWords {
        receipt: terms.receipt.clone(),
        paid: day(visit, notice.paid_at),
        amount: words::rupiah(LANG, notice.amount.0),
        in_words: notice.amount.in_words(),
        channel: told::channel(LANG, notice.channel),
        reference: notice.reference.clone(),
        officer: terms.officer.as_ref().map(|officer| officer.name.clone()).unwrap_or_default(),
        note: note.unwrap_or_else(|| tr(LANG, "fees-paper-settles").into_owned()),
    }
}
