//! The applicant's page of bills: what to pay, how, until when, and the receipts.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::case::Case;
use casework::case::fee::{Bill, BillState, Payment, PaymentState};
use casework::lang::Lang;

use super::desk::moment;
use super::words as told;
use crate::http::Visit;
use crate::portal;
use crate::ui::{self, Notice, Page, Tag, Tone, tr, tr_with, words};

#[derive(Template)]
#[template(path = "fees/own.html")]
struct OwnPage {
    p: Page,
    bills: Vec<OneBill>,
}

struct OneBill {
    number: String,
    tag: Tag,
    amount: String,
    until: String,
    lines: Vec<(String, String)>,
    /// Bank, account and the address of the QRIS picture.
    ways: Vec<(String, String, String)>,
    pdf: String,
    open: bool,
    payments: Vec<OnePayment>,
}

struct OnePayment {
    receipt: String,
    href: String,
    about: String,
    /// What becomes of money that goes back; empty where it settles the bill.
    back: String,
}

/// `GET /permohonan/{case}/tagihan`: the bills of one's own application.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let own = match portal::own_case(&visit, &id, "case").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let mut p = visit.page().titled("fees-own");
    if own.filing.applicant.account.is_some() {
        let mine = p.tr("nav-mine").into_owned();
        p = p.crumb(mine, "/permohonan");
    }
    let p = p.crumb(own.filing.number.clone(), format!("/permohonan/{}", own.id.0));
    let bills = own.case.fees.bills.iter().rev().map(|bill| one_bill(&visit, &own, bill)).collect();
    ui::render(OwnPage { bills, p })
}

fn one_bill(visit: &Visit, own: &portal::Own, bill: &Bill) -> OneBill {
    let (lang, terms, case) = (visit.lang(), &bill.terms, own.id.0);
    let open = bill.state == BillState::Open;
    let way = |offer: &casework::case::fee::Offer| {
        let picture = format!("/permohonan/{case}/tagihan/{}.svg", terms.number);
        (offer.bank.clone(), spaced(&offer.account), picture)
    };
    let paid = own.case.fees.payments.iter().filter(|payment| payment.terms.notice.bill == terms.number);
    OneBill {
        number: terms.number.clone(),
        tag: told::state(lang, bill.state),
        amount: words::rupiah(lang, terms.amount.0),
        until: words::weekday(lang, terms.due),
        lines: terms
            .lines
            .iter()
            .map(|line| (line.label.get(lang).to_owned(), words::rupiah(lang, line.amount.0)))
            .collect(),
        ways: if open { bill.offers.iter().map(way).collect() } else { Vec::new() },
        pdf: format!("/permohonan/{case}/tagihan/{}.pdf", terms.number),
        open,
        payments: paid.map(|payment| one_payment(visit, case, payment)).collect(),
    }
}

fn one_payment(visit: &Visit, case: i64, payment: &Payment) -> OnePayment {
    let (lang, terms) = (visit.lang(), &payment.terms);
    let back = match payment.state {
        PaymentState::Kept => String::new(),
        PaymentState::Listed | PaymentState::Owed => {
            let cause = terms.surplus.map(|cause| told::refund_cause(lang, cause)).unwrap_or_default();
            format!("{cause} {}", tr(lang, "fees-own-goes-back"))
        }
        PaymentState::Returned => tr(lang, "fees-own-went-back").into_owned(),
    };
    OnePayment {
        receipt: terms.receipt.clone(),
        href: format!("/permohonan/{case}/bukti/{}", terms.receipt),
        about: format!(
            "{} · {} · {}",
            words::rupiah(lang, terms.notice.amount.0),
            told::channel(lang, terms.notice.channel),
            moment(visit, terms.notice.paid_at)
        ),
        back: back.trim().to_owned(),
    }
}

/// A long number in groups of four, to be read out and typed.
fn spaced(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What the page of one's own application says first where a bill waits, with the way to pay it.
pub fn standing(case: &Case, id: i64, lang: Lang) -> Option<Notice> {
    let terms = &case.fees.open()?.terms;
    let args =
        [("amount", words::rupiah(lang, terms.amount.0).into()), ("day", words::weekday(lang, terms.due).into())];
    let notice = Notice::new(Tone::Warn, tr_with(lang, "fees-own-waits", &args)).text(tr(lang, "fees-own-waits-text"));
    Some(notice.action(tr(lang, "fees-own-pay"), format!("/permohonan/{id}/tagihan")))
}
